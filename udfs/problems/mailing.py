"""Problems with copies that go out by mail and come back."""

from udfs.lang import Text
from udfs.problems.model import Problem

BAD_ADDRESS = Problem(
    "bad-address",
    Text("“{value}”不是邮箱地址", "“{value}” is no mail address"),
    Text("请写成 wang@x.cn 或 “王芳 <wang@x.cn>”", "write it as wang@x.cn or “Wang Fang <wang@x.cn>”"),
)
NO_SUCH_COLUMN = Problem(
    "no-such-column",
    Text("没有叫“{value}”的列", "there is no column called “{value}”"),
    Text("请用 责任人、部门 或表头中的其他列名", "use Owner, Department or another heading"),
)
NAME_NEEDED = Problem(
    "name-needed",
    Text("按“{column}”分行时，需要知道 {value} 叫什么", "to pick rows by “{column}”, the name of {value} is needed"),
    Text("请写成 “王芳 <wang@x.cn>”，名字与表中一致", "write it as “Wang Fang <wang@x.cn>”, the name as in the sheet"),
)
NO_ROWS = Problem(
    "no-rows",
    Text("没有“{column}”是“{value}”的行，没有为其生成副本", "no row has “{value}” under “{column}”; no copy was made"),
    Text("请检查名字是否与表中一致", "check that the name is written as in the sheet"),
)
NOTHING_TO_SHARE = Problem(
    "nothing-to-share",
    Text("没有可以分享的内容", "there is nothing to share"),
    Text("请先在表中填写，或检查收件人和行的选择", "fill in the sheet first, or check recipients and choice of rows"),
)

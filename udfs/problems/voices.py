"""What can be wrong with what people say: texts to be counted, keywords."""

from udfs.lang import Text
from udfs.problems.model import Problem

TEXTS_UNKNOWN = Problem(
    "texts-unknown",
    Text("“{value}”不是这份工作簿里的一列文字", "“{value}” is no column of texts in this workbook"),
    Text(
        "请写“表.列”，例如 访谈.记录；这里有：{allowed}",
        "write table.column, such as Interviews.Record; there are: {allowed}",
    ),
)
NO_TEXTS = Problem(
    "no-texts",
    Text("“{table}”里还没有文字，数不出关键词", "there are no texts on {table} yet, so there is nothing to count"),
    Text("请先填写，或用“导入”把工单、评论放进来", "enter some, or import tickets and reviews"),
)
KEYWORD_GONE = Problem(
    "keyword-gone",
    Text("已经没有文字说到“{value}”", "no text speaks of “{value}” any more"),
    Text(
        "不再需要的行可以删除；写过的行不会这样提示",
        "delete the row where it is not needed; rows worked on are not named",
    ),
    "warning",
)

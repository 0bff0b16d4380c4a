"""Problems with files: what is wrong with a workbook on disk, before or while it is written."""

from udfs.lang import Text
from udfs.problems.model import Problem
from udfs.worksheet import LONGEST_TEXT

_RESAVE = Text(
    "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿 (.xlsx)”",
    "open it in Excel or WPS and save it as “Excel Workbook (.xlsx)”",
)
_FRESH = Text("请向发送人重新要一份，或从备份中取", "ask the sender for a new copy, or take one from a backup")

NO_FILE = Problem(
    "no-file",
    Text("找不到文件 {name}", "there is no file {name}"),
    Text("请检查路径和文件名", "check the folder and the name"),
)
IS_FOLDER = Problem(
    "is-a-folder",
    Text("{name} 是文件夹，不是工作簿", "{name} is a folder, not a workbook"),
    Text("请给出 .xlsx 文件", "give an .xlsx file"),
)
NOT_A_FILE = Problem(
    "not-a-file",
    Text("{name} 是管道或设备，不是文件", "{name} is a pipe or a device, not a file"),
    Text("请先存成文件，再给出该文件", "save it as a file first and give that file"),
)
EMPTY = Problem("empty-file", Text("{name} 是空文件（0 字节）", "{name} is empty (0 bytes)"), _FRESH)
NOT_A_ZIP = Problem("not-a-workbook", Text("{name} 不是 .xlsx 工作簿", "{name} is not an .xlsx workbook"), _RESAVE)
DAMAGED = Problem(
    "damaged", Text("{name} 已损坏或不完整，无法读取", "{name} is damaged or incomplete and cannot be read"), _FRESH
)
OLD_FORMAT = Problem("old-xls", Text("{name} 是旧的 .xls 格式", "{name} has the old .xls format"), _RESAVE)
ENCRYPTED = Problem(
    "encrypted",
    Text("{name} 设有打开密码", "{name} is encrypted with a password"),
    Text("请在 Excel 中去掉打开密码后另存", "open it in Excel, remove the password and save it"),
)
BINARY_WORKBOOK = Problem(
    "binary-xlsb", Text("{name} 是二进制格式 .xlsb", "{name} has the binary format .xlsb"), _RESAVE
)
STRICT_WORKBOOK = Problem(
    "strict-format", Text("{name} 是“严格 Open XML”格式", "{name} is a “Strict Open XML” workbook"), _RESAVE
)
OTHER_DOCUMENT = Problem(
    "not-a-spreadsheet",
    Text("{name} 是压缩包或其他文档，不是工作簿", "{name} is an archive or another document"),
    _RESAVE,
)
PART_MISSING = Problem(
    "part-missing", Text("{name} 内部缺少部件 {part}", "the part {part} is missing from {name}"), _FRESH
)
TOO_LARGE = Problem(
    "too-large",
    Text("{name} 解压后过大，可能是恶意文件", "{name} is too large when unpacked and may be malicious"),
    Text("本产品不打开这样的文件；请确认来源", "this product does not open such files; check where it comes from"),
)
XML_BOMB = Problem(
    "hostile-xml",
    Text("{name} 含有工作簿不应有的 XML 声明，可能是恶意文件", "{name} holds XML declarations that no workbook has"),
    Text("本产品不打开这样的文件；请确认来源", "this product does not open such files; check where it comes from"),
)
HOSTILE_PARTS = Problem(
    "hostile-parts",
    Text("{name} 内部的部件名不合法（{part}），可能是恶意文件", "{name} has a part with an illegal name ({part})"),
    Text("本产品不打开这样的文件；请确认来源", "this product does not open such files; check where it comes from"),
)
NOT_ALLOWED = Problem(
    "not-allowed",
    Text("没有读取 {name} 的权限", "{name} cannot be read: no permission"),
    Text("请让文件所有者开放权限，或换个位置", "ask its owner for permission, or copy it elsewhere"),
)
CANNOT_READ = Problem(
    "cannot-read",
    Text("无法读取 {name}：{reason}", "{name} cannot be read: {reason}"),
    Text("请检查路径", "check the path"),
)
LOCKED = Problem(
    "locked",
    Text("{name} 正在另一个程序中打开", "{name} is open in another program"),
    Text(
        "请先关闭打开它的程序再试；若没有程序打开它，请删除异常退出后留下的隐藏文件 {mark}",
        "close the program that has it open and try again; if none has, delete the hidden file {mark} that a crash has left",
    ),
)
BEING_WRITTEN = Problem(
    "being-written",
    Text(
        "另一个 kaizen 命令正在写 {name}（{who}，始于 {since}）",
        "another kaizen command is writing {name} ({who}, since {since})",
    ),
    Text(
        "请等它完成后再执行一次；若它早已中断，请删除 {lock}",
        "run the command again when it has finished; if it was cut off long ago, delete {lock}",
    ),
)
READ_ONLY = Problem(
    "read-only",
    Text("{name} 是只读文件", "{name} is read-only"),
    Text("请在文件属性中去掉“只读”，或另存一份", "clear “read-only” in its properties, or save a copy"),
)
READ_ONLY_FOLDER = Problem(
    "read-only-folder",
    Text("文件夹 {name} 不允许写入", "the folder {name} may not be written to"),
    Text("请把文件复制到可写的文件夹", "copy the file to a folder that you may write to"),
)
CANNOT_SAVE = Problem(
    "cannot-save",
    Text("无法保存 {name}：{reason}（原文件未改动）", "{name} cannot be saved: {reason} (the file is unchanged)"),
    Text("请检查磁盘空间和权限后再试", "check disk space and permissions and try again"),
)
CHANGED_MEANWHILE = Problem(
    "changed-meanwhile",
    Text(
        "{name} 在处理期间被别人改过，没有覆盖", "{name} was changed by somebody else meanwhile and was not overwritten"
    ),
    Text("请再执行一次命令", "run the command again"),
)
NO_SHEET = Problem(
    "no-such-sheet",
    Text("{name} 中没有工作表“{wanted}”", "{name} has no sheet “{wanted}”"),
    Text("现有工作表：{known}", "its sheets are: {known}"),
)
NO_TABLE = Problem(
    "no-such-table",
    Text("{name} 中没有表格“{wanted}”", "{name} has no table “{wanted}”"),
    Text("现有表格：{known}", "its tables are: {known}"),
)
TABLE_BLOCKED = Problem(
    "table-blocked",
    Text("表格下方还有内容，无法加行", "there is something below the table, so no rows can be added"),
    Text("请把该单元格及其下方内容移到别处", "move this cell and what is below it elsewhere"),
)
TOTALS_ROW = Problem(
    "totals-row",
    Text("表格“{wanted}”带有汇总行，无法加行", "the table “{wanted}” has a totals row, so no rows can be added"),
    Text("请在“表格设计”中取消“汇总行”", "switch off “Total Row” under Table Design"),
)
TEXT_TOO_LONG = Problem(
    "text-too-long",
    Text(
        f"文字有 {{length}} 个字符，超过单元格上限 {LONGEST_TEXT}",
        f"the text has {{length}} characters, a cell holds {LONGEST_TEXT:,}",
    ),
    Text("请缩短文字", "shorten the text"),
)
NOT_FINITE = Problem(
    "not-finite",
    Text("无穷大或非数字不能写入单元格", "infinity or “not a number” cannot be written into a cell"),
    Text("请更正来源数据", "correct the source data"),
)
DATE_TOO_EARLY = Problem(
    "date-before-calendar",
    Text("日期 {value} 早于电子表格能表示的最早日期", "the date {value} is before the first that a spreadsheet knows"),
    Text("请更正日期（1900 年以后）", "correct the date (1900 or later)"),
)
SHARED_FORMULA = Problem(
    "shared-formula",
    Text(
        "该单元格属于占多个单元格的数组公式，只能整体改写，没有改动",
        "this cell is part of an array formula over several cells, which can only be written whole; nothing was changed",
    ),
    Text(
        "请在 Excel 中选中整个数组区域，改成每格各自的公式或值，再运行一次",
        "in Excel select the whole array, replace it by a formula or value for each cell, and run the command again",
    ),
)
UNUSUAL_XML = Problem(
    "unusual-xml",
    Text("{name} 的内部写法特殊，不能安全地改写", "{name} is written in an unusual way and cannot be edited safely"),
    _RESAVE,
)

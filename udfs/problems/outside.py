"""Problems with what stands outside the tables of a workbook: it is named wherever a command leaves it behind."""

from udfs.lang import Text
from udfs.problems.model import Problem

OUTSIDE_TABLE = Problem(
    "outside-table",
    Text("这里的文字不在表格里，没有取用：“{value}”", "this text is outside the tables and was not taken: “{value}”"),
    Text(
        "如需要，请抄到表格的一行或备注里；如是漏进表格的行，请把表格扩展到它们",
        "if you need it, copy it into a row of the table or its Notes; if these are rows, extend the table to include them",
    ),
)
ATTACHED_LEFT = Problem(
    "attached-left",
    Text("没有取用这里的{kind}：“{value}”", "the {kind} here was not taken: “{value}”"),
    Text("如需要，请抄到表格的一行或备注里", "if you need it, copy it into a row of the table or its Notes"),
    "warning",
)
SHEET_ADDED = Problem(
    "sheet-added",
    Text(
        "自加的工作表“{name}”没有取用（{number} 格，例如“{value}”）",
        "the added sheet “{name}” was not taken (filled cells: {number}, such as “{value}”)",
    ),
    Text("如需要，请把其中的内容抄到表格里", "if you need it, copy its content into the tables"),
    "warning",
)
MORE_OUTSIDE = Problem(
    "more-outside",
    Text("这张工作表上还有 {count} 处没有逐一列出", "{count:more place/more places} on this sheet are not listed"),
    Text("请打开文件查看", "open the file to see them"),
    "warning",
)
ROWS_TAKEN_BELOW = Problem(
    "rows-taken-below",
    Text(
        "紧接“{table}”表格下方的 {count} 行不在表格里，已按表里的行取用",
        "{count:row/rows} right below the table “{table}” are outside it and were taken as rows of it",
    ),
    Text("请核对这几行", "check these rows"),
    "warning",
)
NOT_SENT = Problem(
    "not-sent",
    Text("副本里没有这里的{kind}：“{value}”", "the {kind} here is not in the copies: “{value}”"),
    Text("如要寄出，请写到表格的一行或备注里", "to send it, put it into a row of the table or its Notes"),
    "warning",
)

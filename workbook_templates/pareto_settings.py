"""What the sheet 帕累托 counts: the choices that stand on that sheet itself, beside the table that they steer."""

from udfs.lang import Text
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

# The report whose sheet they stand on, and the tables of workbooks that have it.
PARETO_KEY = "pareto"
_TABLES = ("causes", "issues")

ALL_ROWS = Text("全部", "All")


def _choice(key: str, label: Text, explain: Text, *, is_date: bool = False) -> Setting:
    return Setting(
        key=f"pareto_{key}",
        label=label,
        default=None,
        is_text=not is_date,
        is_date=is_date,
        explain=explain,
        source=OURS,
        tables=_TABLES,
        report=PARETO_KEY,
    )


TABLE = _choice("table", Text("表", "Table"), Text("留空：原因分析，没有则问题清单", "blank: Causes, else Issues"))
COLUMN = _choice("column", Text("分类列", "Column"), Text("留空：类别", "blank: the category"))
SUM = _choice("sum", Text("合计列", "Sum of"), Text("留空：数行数；否则合计此列", "blank: rows are counted"))
ISSUE = _choice(
    "issue",
    Text("只看问题", "Issue"),
    Text("编号或“全部”；留空：原因分析看鱼骨图的问题", "a number or All; blank: the fishbone's for Causes"),
)
DATE = _choice(
    "date", Text("日期列", "Dates in"), Text("前后对比用；留空：第一个日期列", "to compare; blank: the first date")
)
FROM = _choice(
    "from",
    Text("从哪天起算“后”", "“After” begins on"),
    Text("留空：不作前后对比", "blank: nothing is compared"),
    is_date=True,
)

OF_PARETO = (TABLE, COLUMN, SUM, ISSUE, DATE, FROM)

"""Why it matters what is wrong with a Pareto chart."""

from udfs.lang import Text
from udfs.problems import charting as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "选项认错了，图上画的就不是要看的内容",
            "a chart of another table, column or period than was meant leads to the wrong few causes",
        ),
        (
            p.PARETO_NO_SHEET,
            p.PARETO_NO_TABLE,
            p.PARETO_NO_COLUMN,
            p.PARETO_NO_ISSUES,
            p.PARETO_NO_ROWS,
            p.PARETO_NO_DAYS,
            p.PARETO_NO_DATES,
        ),
    ),
    (
        Text(
            "没有计入的金额会改变排序，80% 的界线也跟着变",
            "amounts that are left out change the order, and where the 80% are reached",
        ),
        (p.PARETO_NEGATIVE, p.PARETO_NO_NUMBER, p.PARETO_ERROR),
    ),
)

"""Problems of the Pareto chart: choices that mean nothing, cells that cannot be counted."""

from udfs.lang import Text
from udfs.problems.model import Problem

PARETO_NO_SHEET = Problem(
    "pareto-no-sheet",
    Text("这份工作簿没有「帕累托」", "this workbook has no sheet Pareto"),
    Text(
        "「帕累托」随「原因分析」而来：用“新增表”加上这张表；旧版式的工作簿请先升级",
        "it comes with the table Causes: bring that in with Add table; an older workbook has to be upgraded first",
    ),
)
PARETO_NO_TABLE = Problem(
    "pareto-no-table",
    Text("帕累托：没有表“{value}”", "Pareto: there is no table {value}"),
    Text(
        "可用的表：{allowed}；请在「帕累托」的“表”中改选，或用 --table",
        "tables here: {allowed}; choose one at Table on the sheet Pareto, or by --table",
    ),
)
PARETO_NO_COLUMN = Problem(
    "pareto-no-column",
    Text("帕累托：「{table}」没有列“{value}”", "Pareto: the sheet {table} has no column {value}"),
    Text(
        "可用的列：{allowed}；请在「帕累托」中改选，或用 --column、--sum、--date",
        "columns here: {allowed}; choose one on the sheet Pareto, or by --column, --sum, --date",
    ),
)
PARETO_NO_ISSUES = Problem(
    "pareto-no-issues",
    Text(
        "帕累托：「{table}」没有写问题编号的列，不能只看问题 {value}",
        "Pareto: no column of the sheet {table} names issues, so rows of {value} cannot be picked",
    ),
    Text("请把“只看问题”留空，或换一张表", "leave Issue blank, or choose another table"),
)
PARETO_NO_ROWS = Problem(
    "pareto-no-rows",
    Text("帕累托：「{table}」没有属于问题 {value} 的行", "Pareto: no row of the sheet {table} belongs to {value}"),
    Text(
        "请检查编号；看全部行请填“全部”（--issue all）", "check the number; enter All (--issue all) to count every row"
    ),
)
PARETO_NO_DAYS = Problem(
    "pareto-no-days",
    Text(
        "帕累托：“{value}”不是日期，分不出前后",
        "Pareto: {value} is not a date, so before and after cannot be told apart",
    ),
    Text("请填日期，例：2026-09-01", "enter a date such as 2026-09-01"),
)
PARETO_NO_DATES = Problem(
    "pareto-no-dates",
    Text(
        "帕累托：「{table}」没有日期列，不能按 {value} 分前后",
        "Pareto: the sheet {table} has no column of dates, so its rows are neither before nor after {value}",
    ),
    Text(
        "请换一张有日期列的表（--table），或用 --date 指定自己加的日期列；不作对比则把“从哪天起算”留空",
        "choose a table with dates (--table), or name a column of dates of your own (--date); leave “After” begins on blank "
        "to compare nothing",
    ),
)
PARETO_NEGATIVE = Problem(
    "pareto-negative",
    Text(
        "负数 {value} 不能进帕累托，按 0 计",
        "the negative amount {value} cannot be part of a Pareto chart: counted as 0",
    ),
    Text("请改为正数，或换一列合计", "enter what it costs as a positive number, or sum another column"),
    "warning",
)
PARETO_NO_NUMBER = Problem(
    "pareto-no-number",
    Text("“{value}”不是数字，合计时按 0 计", "{value} is not a number: counted as 0 in the sum"),
    Text("请填普通的数字", "enter a plain number"),
    "warning",
)
PARETO_ERROR = Problem(
    "pareto-error",
    Text(
        "单元格是错误值 {value}：作为分类归入“其他”，作为金额按 0 计",
        "the cell holds the error {value}: as a label it is one of Other, as an amount 0",
    ),
    Text("请改正公式或填上值", "mend the formula or enter the value"),
    "warning",
)

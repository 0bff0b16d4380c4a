"""What a function answers in a cell instead of a value: a short text that begins with `!`."""

from udfs.lang import Text
from udfs.problems.model import Problem

PRIORITY_LEVEL = Problem(
    "priority-level",
    Text("!影响程度和解决难度只能填高、中、低", "!Impact and difficulty must be High, Medium or Low"),
    Text("请从下拉列表选择高、中、低", "Choose High, Medium or Low from the list"),
)
STATEMENT_PART = Problem(
    "statement-part",
    Text("!问题描述的某一部分是错误值", "!A part of the statement is an error value"),
    Text("请改正五个部分中显示为 # 的单元格", "Mend the cell among the five parts that shows a #"),
)
SCORE_RANGE = Problem(
    "score-range",
    Text("!评分须为1到5的整数", "!Scores must be whole numbers from 1 to 5"),
    Text("请在四项评分中填 1、2、3、4 或 5", "Enter 1, 2, 3, 4 or 5 in each of the four scores"),
)
SCORE_WEIGHTS = Problem(
    "score-weights",
    Text("!权重须为不小于0的数且不全为0", "!Weights must be numbers from 0 up, not all 0"),
    Text("请在“设置”表改正四个权重", "Mend the four weights on the sheet Settings"),
)
FEASIBILITY_RANGE = Problem(
    "feasibility-range",
    Text("!评估分须为1到5的整数", "!Study scores must be whole numbers from 1 to 5"),
    Text("请在三项评估中填 1、2、3、4 或 5", "Enter 1, 2, 3, 4 or 5 in each of the three study columns"),
)
DATE_EXPECTED = Problem(
    "date-expected",
    Text("!日期须为真正的日期", "!A true date is needed"),
    Text("请按 2026-03-05 的样子填写日期", "Enter the date as 2026-03-05"),
)
END_BEFORE_START = Problem(
    "end-before-start",
    Text("!结束日期早于开始日期", "!The end is before the start"),
    Text("请检查这两个日期", "Check the two dates"),
)
DURATION = Problem(
    "duration-whole",
    Text("!工期须为不小于0的整数", "!Durations must be whole numbers from 0 up"),
    Text("请填工作日天数，例如 5；里程碑填 0", "Enter working days, such as 5; 0 for a milestone"),
)
OUTSIDE_CALENDAR = Problem(
    "outside-calendar",
    Text("!日期超出“节假日”表的范围", "!The date is outside the sheet Holidays"),
    Text("请检查日期，或重新生成较新年份的工作簿", "Check the date, or make a workbook of a later year"),
)
NUMBER_EXPECTED = Problem(
    "number-expected",
    Text("!请填数字", "!A number is needed"),
    Text("请只填数字，单位写在单位列", "Enter the number alone; its unit has a column of its own"),
)

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
    Text("请改正五个部分中显示为 # 的单元格", "Correct the cell among the five parts that shows a #"),
)
SCORE_RANGE = Problem(
    "score-range",
    Text("!评分须为1到5的整数", "!Scores must be whole numbers from 1 to 5"),
    Text("请在四项评分中填 1、2、3、4 或 5", "Enter 1, 2, 3, 4 or 5 in each of the four scores"),
)
SCORE_WEIGHTS = Problem(
    "score-weights",
    Text("!权重须为不小于0的数且不全为0", "!Weights must be numbers of 0 or more, not all 0"),
    Text("请在“设置”表改正四个权重", "Correct the four weights on the sheet Settings"),
)
FEASIBILITY_RANGE = Problem(
    "feasibility-range",
    Text("!评估分须为1到5的整数", "!Study scores must be whole numbers from 1 to 5"),
    Text("请在三项评估中填 1、2、3、4 或 5", "Enter 1, 2, 3, 4 or 5 in each of the three study columns"),
)
STEP_TIMES = Problem(
    "step-times",
    Text("!时间须不小于0，返工率须小于100%", "!Times must be 0 or more, rework below 100%"),
    Text("请改正作业时间、等待时间（分钟）或返工率", "Correct work, waiting (minutes) or rework"),
)
DATE_EXPECTED = Problem(
    "date-expected",
    Text("!日期须为真正的日期", "!Enter a real date"),
    Text("请按 2026-03-05 的样子填写日期", "Enter the date as 2026-03-05"),
)
END_BEFORE_START = Problem(
    "end-before-start",
    Text("!结束日期早于开始日期", "!The end is before the start"),
    Text("请检查这两个日期", "Check the two dates"),
)
DURATION = Problem(
    "duration-whole",
    Text("!工期须为不小于0的整数", "!Durations must be whole numbers of 0 or more"),
    Text("请填工作日天数，例如 5；里程碑填 0", "Enter working days, such as 5; 0 for a milestone"),
)
OUTSIDE_CALENDAR = Problem(
    "outside-calendar",
    Text("!日期超出“节假日”表的范围", "!The date is not covered by the sheet Holidays"),
    Text("请检查日期，或重新生成较新年份的工作簿", "Check the date, or make a workbook for a later year"),
)
CALENDAR_UNKNOWN = Problem(
    "calendar-unknown",
    Text("!没有这个日历", "!There is no such calendar"),
    Text(
        "请从下拉列表选择日历；日历在“设置”中修改", "Choose a calendar from the list; calendars are defined on Settings"
    ),
)
RISK_RANGE = Problem(
    "risk-range",
    Text("!概率和影响须为1到5的整数", "!Probability and impact must be whole numbers from 1 to 5"),
    Text("请填 1、2、3、4 或 5", "Enter 1, 2, 3, 4 or 5"),
)
LEVEL_EXPECTED = Problem(
    "level-expected",
    Text("!只能填高、中、低", "!Must be High, Medium or Low"),
    Text("请填高、中或低", "Enter High, Medium or Low"),
)
SHAPES_DIFFER = Problem(
    "shapes-differ",
    Text("!各区域须一样大", "!The ranges must have the same size"),
    Text(
        "请选择行数、列数相同的区域，或单个单元格",
        "Choose ranges with the same number of rows and columns, or single cells",
    ),
)
TABLE_UNKNOWN = Problem(
    "table-unknown",
    Text("!表头不像标准表的表头", "!The headings match no standard table"),
    Text("请连同表头一起选择，例如 tblIssues[#全部]", "Choose the table with its headings, such as tblIssues[#All]"),
)
RATERS_NEEDED = Problem(
    "raters-needed",
    Text(
        "!每行一个方案、每列一位评分人，至少各两个，只填数字",
        "!Rows are items, columns raters: two of each, numbers only",
    ),
    Text("请选择只含评分的区域", "Choose a range that holds nothing but scores"),
)
OPTION_UNKNOWN = Problem(
    "option-unknown",
    Text("!有参数取值无效，请看函数说明", "!An option cannot be used; see the sheet of functions"),
    Text("请看函数说明中的示例", "See the example on the sheet of functions"),
)
FUNCTION_UNKNOWN = Problem(
    "function-unknown",
    Text("!本机的版本没有这个函数", "!This version has no such function"),
    Text(
        "工作簿或加载项来自另一个版本：请更新本工具，再运行 kaizen install",
        "The workbook or the add-in is of another version: update this product and run kaizen install",
    ),
)
INTERNAL = Problem(
    "internal",
    Text("!计算出错，详见日志", "!The calculation failed; see the log file"),
    Text("请把日志文件发给维护人员", "Send the log file to whoever maintains the add-in"),
)
TARGET_IS_BASELINE = Problem(
    "target-is-baseline",
    Text("!目标值与基线值相同", "!The target equals the baseline"),
    Text("请填与基线值不同的目标值", "Enter a target that differs from the baseline"),
)
NUMBER_EXPECTED = Problem(
    "number-expected",
    Text("!请填数字", "!Enter a number"),
    Text("请只填数字，单位写在单位列", "Enter only the number; the unit has its own column"),
)
COUNTS = Problem(
    "counts",
    Text("!须为整数，且 0 ≤ 符合数 ≤ 总数", "!Whole numbers, 0 ≤ fitting ≤ cases"),
    Text(
        "请填查了几个、其中几个符合，例如 30 和 24", "Enter how many were examined and how many fit, such as 30 and 24"
    ),
)
DRAW = Problem(
    "draw",
    Text(
        "!抽样要有清单行数、总数（不大于行数）和种子",
        "!A sample needs rows of the list, cases and a seed",
    ),
    Text("请填整数，例如清单 200 行、总数 30、种子 7", "Enter whole numbers, such as 200 rows, 30 cases, seed 7"),
)
CLAIM = Problem(
    "claim",
    Text("!主张的占比须在 0 和 100% 之间", "!The claimed share must lie between 0 and 100%"),
    Text("请填百分比，例如 80%", "Enter a percentage, such as 80%"),
)
CHART_DATA = Problem(
    "chart-data",
    Text("!这些数据画不了所选的图", "!The chosen chart cannot be made of these data"),
    Text(
        "p、p′ 要整数的分子和不小于它的分母，u 要整数的分子和分母，c 要整数，间隔天数不能为负；或不选图，由数据决定",
        "p and p′ take whole numbers and denominators that are at least as large, u whole numbers and denominators, c whole "
        "numbers, days between nothing negative; or leave the chart out, the data decide",
    ),
)
DAYS_ABOVE_ZERO = Problem(
    "days-above-zero",
    Text("!工作日数须大于0", "!Working days must be above 0"),
    Text("请填两期各有几个工作日，例如 21 和 16", "Enter how many working days each period has, such as 21 and 16"),
)

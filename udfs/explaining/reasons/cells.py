"""Why it matters what a worksheet function answers instead of a value."""

from udfs.lang import Text
from udfs.problems import cells as c
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "负数的时间或 100% 的返工率，算出的用时没有意义：每次都要返工的步骤永远做不完",
            "times below 0 mean nothing, and a step that is redone every time never ends",
        ),
        (c.STEP_TIMES,),
    ),
    (
        Text(
            "优先级、总分和风险都由这些等级或分数算出；填了别的，算出的名次没有意义",
            "priorities, totals and risks are computed from these levels and scores; from anything else the ranking would mean "
            "nothing",
        ),
        (c.PRIORITY_LEVEL, c.SCORE_RANGE, c.FEASIBILITY_RANGE, c.RISK_RANGE, c.LEVEL_EXPECTED),
    ),
    (
        Text(
            "错误值会原样进入问题描述，读的人看不懂",
            "the error would stand in the middle of the statement that people read",
        ),
        (c.STATEMENT_PART,),
    ),
    (
        Text(
            "数错了总数或符合数，占比和区间就都不对；抽样缺了数，就抽不出行",
            "with wrong counts share and interval are wrong as well; without its figures no sample can be drawn",
        ),
        (c.COUNTS, c.DRAW, c.CLAIM),
    ),
    (
        Text(
            "每种控制图按数据的来历估计波动；用错了图，界限会太窄或太宽",
            "each chart takes the spread from what kind of data they are; with the wrong one limits are too close or too wide",
        ),
        (c.CHART_DATA,),
    ),
    (
        Text(
            "按工作日平均要除以天数；天数为 0 时没有平均数",
            "the mean of a working day is divided by their number; without a day there is none",
        ),
        (c.DAYS_ABOVE_ZERO,),
    ),
    (
        Text(
            "权重决定四项评分各占多少；全为 0 时每个方案的总分都一样",
            "weights say how much each of the four scores counts; with all of them 0 every solution gets the same total",
        ),
        (c.SCORE_WEIGHTS,),
    ),
    (
        Text(
            "文字样子的日期不能相减，也不能加工作日，期限因此算不出来",
            "a date that is text can neither be subtracted nor moved by working days, so no deadline can be computed",
        ),
        (c.DATE_EXPECTED, c.END_BEFORE_START, c.DURATION),
    ),
    (
        Text(
            "没有节假日和上班日的资料，算出的工作日会少算或多算",
            "without the days off and the working days of that calendar, working days would be counted wrongly",
        ),
        (c.OUTSIDE_CALENDAR, c.CALENDAR_UNKNOWN),
    ),
    (
        Text(
            "函数逐格对应计算；区域不对应时，会把这一行的值与另一行的值算在一起",
            "the function computes cell by cell; with ranges that do not match, a value would meet one of another row",
        ),
        (c.SHAPES_DIFFER, c.TABLE_UNKNOWN, c.RATERS_NEEDED, c.OPTION_UNKNOWN),
    ),
    (
        Text(
            "宁可不给数，也不给错数：出现了程序没有料到的情况",
            "no number is better than a wrong one: something happened that the program did not expect",
        ),
        (c.INTERNAL,),
    ),
    (
        Text(
            "函数由 Python 环境计算；它与加载项不是同一版本时，有的函数只有一边有",
            "functions are calculated by the Python environment; where it is not of the add-in's version, one may have a function "
            "that the other lacks",
        ),
        (c.FUNCTION_UNKNOWN,),
    ),
    (
        Text(
            "达成率用实际值与基线的差除以目标与基线的差；两者相同就是除以 0",
            "achievement divides what changed by what was to change; where target and baseline are equal that is a division "
            "by zero",
        ),
        (c.TARGET_IS_BASELINE,),
    ),
    (
        Text(
            "带着单位或说明的数字是文字，不能计算和比较",
            "a number with its unit or a remark is text and can neither be computed with nor compared",
        ),
        (c.NUMBER_EXPECTED,),
    ),
)

"""The words that the tables of indicators offer: how often, by what calculation, what a signal was, what an adjustment is about.

Charts, rules and directions, which the control charts judge by, are `udfs.monitoring.choices`.
"""

from udfs.lang import Text, same

DAILY, WEEKLY, MONTHLY = Text("日", "Day"), Text("周", "Week"), Text("月", "Month")
FREQUENCIES = (DAILY, WEEKLY, MONTHLY)

COUNT_ROWS, SUM, MEAN = Text("计数", "Count"), Text("求和", "Sum"), Text("均值", "Mean")
MEDIAN, P90, SHARE = Text("中位数", "Median"), same("P90"), Text("占比", "Share")
CALCULATIONS = (COUNT_ROWS, SUM, MEAN, MEDIAN, P90, SHARE)

PROCESS_TROUBLE, DATA_TROUBLE = Text("流程问题", "Process problem"), Text("数据质量问题", "Data quality problem")
SPECIAL_EVENT, FALSE_ALARM = Text("特殊事件", "Special event"), Text("误报", "False alarm")
VERDICTS = (PROCESS_TROUBLE, DATA_TROUBLE, SPECIAL_EVENT, FALSE_ALARM)

EXCLUDED = Text("是", "Yes")

SAME_DEFINITION, OTHER_DEFINITION = Text("是", "Yes"), Text("否", "No")
DEFINITION_UNCLEAR = Text("不清楚", "Not clear")
DEFINITIONS = (SAME_DEFINITION, OTHER_DEFINITION, DEFINITION_UNCLEAR)

RELATED, NOT_RELATED = Text("与方案有关", "From the solution"), Text("与方案无关", "Not from the solution")
RELATION_UNCLEAR = Text("不清楚", "Not clear")
RELATIONS = (RELATED, NOT_RELATED, RELATION_UNCLEAR)

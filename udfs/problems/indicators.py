"""What is wrong with measures and their points."""

from udfs.lang import Text
from udfs.problems.model import Problem

DENOMINATOR_ZERO = Problem(
    "denominator-zero",
    Text("分母为 {value}，算不出占比", "the denominator is {value}: there is no share of it"),
    Text(
        "这一天没有数据的，分子、分母和值都留空；否则请填正数",
        "without data leave the point blank; else enter a positive number",
    ),
)
NUMERATOR_ABOVE_DENOMINATOR = Problem(
    "numerator-above-denominator",
    Text(
        "分子 {value} 大于分母 {other}，占比不会超过 100%",
        "the numerator {value} is above the denominator {other}: no share is above 100%",
    ),
    Text("请检查是否填反或口径不一致", "check whether the two are the wrong way round, or counted differently"),
)
VALUE_CONTRADICTS = Problem(
    "value-contradicts",
    Text(
        "值 {value} 与分子 ÷ 分母得到的 {other} 不一致",
        "the value {value} is not the {other} that numerator ÷ denominator gives",
    ),
    Text(
        "请改正其中一个；有分子和分母时值可以留空",
        "correct one of them; beside numerator and denominator it may be blank",
    ),
    "warning",
)
POINT_WITHOUT_VALUE = Problem(
    "point-without-value",
    Text(
        "这个点没有值，也没有分子和分母，图上会断开",
        "the point has neither a value nor numerator and denominator: a gap in the chart",
    ),
    Text("请补上；确实没有数据的可删去这一行", "enter them, or take the row away where there are no data"),
    "warning",
)
POINT_TWICE = Problem(
    "point-twice",
    Text(
        "同一指标、日期和分组还有一个点：{others}", "there is another point of this measure, date and group: {others}"
    ),
    Text("请只保留一个；分组不同的请写明分组", "keep one of them; where the groups differ, name them"),
)
EXCLUSION_WITHOUT_REASON = Problem(
    "exclusion-without-reason",
    Text("排除了这个点，却没有写原因", "the point is excluded, but no reason is given"),
    Text(
        "请写明原因，例如“导出单位错误”；没有原因的不要排除",
        "say why, such as “exported in the wrong unit”; else do not exclude it",
    ),
)
PHASE_WITHOUT_REASON = Problem(
    "phase-without-reason",
    Text("从这里起是新阶段“{value}”，却没有写原因", "a new phase “{value}” begins here, but no reason is given"),
    Text(
        "请写明流程做了什么改变；流程没有变的不要分阶段，控制限会因此变宽或失真",
        "say what was changed in the process; without a change there is no phase, and limits would be wrong",
    ),
)
DATE_IN_FUTURE = Problem(
    "date-in-future",
    Text("日期 {value} 还没有到", "the date {value} has not come yet"),
    Text(
        "请检查日期，多半是年份或月和日写错",
        "check it: mostly the year is wrong, or day and month are the wrong way round",
    ),
)
RULES_UNKNOWN = Problem(
    "rules-unknown",
    Text("“{value}”不是规则集", "“{value}” is no set of rules"),
    Text(
        "可填：{allowed}；自选写规则号，例如 1,2,5", "allowed: {allowed}; or your own choice by numbers, such as 1,2,5"
    ),
)

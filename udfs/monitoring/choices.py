"""The words of monitoring that a workbook offers and shows: charts, rules, rule sets, kinds, directions, status.

Each list is declared here once; columns, dropdowns and calculations read it.
"""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Text, same

AUTO = Text("自动", "Automatic")
INDIVIDUALS = same("I-MR")
P, P_PRIME, U, C = same("p"), same("p′"), same("u"), same("c")
RUN = Text("运行图", "Run chart")
DAYS_BETWEEN = Text("间隔天数", "Days between")
# Charts whose spread follows from counting, and those of them whose points are shares.
COUNTED, SHARES = (P, P_PRIME, U, C), (P, P_PRIME)
CHARTS = (AUTO, INDIVIDUALS, P, P_PRIME, U, C, RUN, DAYS_BETWEEN)

COUNT, RATE = Text("计数", "Count"), Text("比率", "Rate")
MEAN, DURATION = Text("均值", "Mean"), Text("时长", "Duration")
KINDS = (COUNT, RATE, MEAN, DURATION)

HIGHER, LOWER = Text("越大越好", "Higher is better"), Text("越小越好", "Lower is better")
ON_TARGET = Text("目标值", "On target")
DIRECTIONS = (HIGHER, LOWER, ON_TARGET)

IMPROVED, WORSE, STABLE = Text("改善", "Improved"), Text("恶化", "Worse"), Text("稳定", "Stable")
# A signal whose side is neither good nor bad, as no direction is given.
CHANGED = Text("有变化", "Changed")
TOO_FEW = Text("数据不足", "Too few data")
# All values are the same: limits would be a line, and everything after it outside.
NO_VARIATION = Text("数据无变化，不判定", "No variation, not judged")
VARIATIONS = (IMPROVED, WORSE, STABLE, CHANGED, TOO_FEW, NO_VARIATION)

MEETS, MISSES = Text("稳定达标", "Always meets it"), Text("稳定不达标", "Never meets it")
SOMETIMES, UNKNOWN = Text("时好时坏", "Sometimes meets it"), Text("未知", "Unknown")
CAPABILITIES = (MEETS, MISSES, SOMETIMES, UNKNOWN)


class Rule(NamedTuple):
    """A rule that points at a signal: its code, by which an own choice names it, and its name."""

    code: str
    name: Text


# Nelson, Journal of Quality Technology 1984, 16:237, by his numbers.
OUTSIDE = Rule("1", Text("超出控制限", "Outside the limits"))
NINE_ON_A_SIDE = Rule("2", Text("连续 9 点在中心线同侧", "Nine in a row on one side"))
SIX_IN_TREND = Rule("3", Text("连续 6 点上升或下降", "Six in a row rising or falling"))
FOURTEEN_ALTERNATING = Rule("4", Text("连续 14 点上下交替", "Fourteen in a row alternating"))
TWO_OF_THREE = Rule("5", Text("3 点中 2 点超出同侧 2σ", "Two of three beyond 2σ on one side"))
FOUR_OF_FIVE = Rule("6", Text("5 点中 4 点超出同侧 1σ", "Four of five beyond 1σ on one side"))
FIFTEEN_INSIDE = Rule("7", Text("连续 15 点在 1σ 以内", "Fifteen in a row within 1σ"))
EIGHT_OUTSIDE = Rule("8", Text("连续 8 点在两侧 1σ 以外", "Eight in a row beyond 1σ on both sides"))
NELSON = (
    OUTSIDE, NINE_ON_A_SIDE, SIX_IN_TREND, FOURTEEN_ALTERNATING, TWO_OF_THREE, FOUR_OF_FIVE, FIFTEEN_INSIDE,
    EIGHT_OUTSIDE,
)  # fmt: skip

# NHS England, Making Data Count: the runs are shorter, and two of three count on one side of the centre line alone.
SEVEN_ON_A_SIDE = Rule("N2", Text("连续 7 点在中心线同侧", "Seven in a row on one side"))
SEVEN_IN_TREND = Rule("N3", Text("连续 7 点上升或下降", "Seven in a row rising or falling"))
TWO_NEAR_LIMIT = Rule("N4", Text("同侧 3 点中 2 点接近控制限", "Two of three on one side near the limit"))
NHS = (OUTSIDE, SEVEN_ON_A_SIDE, SEVEN_IN_TREND, TWO_NEAR_LIMIT)

# Anhøj & Olesen, PLoS ONE 2014, 9:e113825: the rules of a run chart, which has no limits.
LONG_RUN = Rule("A1", Text("同侧连续点过多", "A run that is too long"))
FEW_CROSSINGS = Rule("A2", Text("穿过中位数次数过少", "Too few crossings of the median"))
ANHOEJ = (LONG_RUN, FEW_CROSSINGS)

RULES = (*NELSON, *NHS[1:], *ANHOEJ)


class RuleSet(NamedTuple):
    """Rules that are used together, under a name that a cell holds."""

    name: Text
    rules: tuple[Rule, ...]


DEFAULT_SET = RuleSet(Text("默认", "Default"), (OUTSIDE, NINE_ON_A_SIDE))
OUTSIDE_SET = RuleSet(Text("界外", "Outside only"), (OUTSIDE,))
NELSON_SET = RuleSet(Text("八大判异", "All eight"), NELSON)
NHS_SET = RuleSet(same("NHS"), NHS)
SETS = (DEFAULT_SET, OUTSIDE_SET, NELSON_SET, NHS_SET)
# What the column offers. Any own choice is written as a list of codes instead, such as `1,2,5`.
RULE_SETS = tuple(chosen.name for chosen in SETS)

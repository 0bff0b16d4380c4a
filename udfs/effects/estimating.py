"""How large an effect is: estimate, interval and test by the design of the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from udfs.effects.choices import CONTROL, PAIRED
from udfs.effects.observed import Observed
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.contrasts import changes_of_means, changes_of_shares, welch_of
from udfs.statistics.distributions import chi_square_p
from udfs.statistics.means import paired
from udfs.statistics.proportions import compare_paired_shares, compare_shares, fisher
from udfs.statistics.ranks import least_p, mann_whitney_p, signed_rank
from udfs.statistics.results import Result, is_significant

_FEWEST_POINTS = 4
_MANY = 60

MORE_THAN_CHANCE = Text(
    "各期占比的波动超过抽样误差，按各期占比比较",
    "shares differ from period to period by more than chance, so the periods are compared, not the single cases",
)
_KINDS_DIFFER = Text("前后不是同一类数据（一边计数，一边数值）", "one side has counts, the other values")
_NO_DATA = Text("{side}没有数据", "no data {side}")
BEFORE, AFTER = Text("改善前", "before"), Text("改善后", "after")
OF_CONTROL = Text("对照组", "of the control group")


class Compared(NamedTuple):
    """What a comparison comes to.

    Attributes:
        result: estimate, interval and test; None where there is none.
        least_p: the smallest p that so few cases can reach.
        ranks_p: p of the test by ranks of the same single values, which has to agree.
        why: why there is no result.
        is_parallel: whether the control group has no period before, so that only the two groups afterwards are compared.
        is_scattered: whether shares scatter by more than chance and too few periods are there to compare these.
    """

    result: Result | None
    least_p: float = 0.0
    ranks_p: float | None = None
    why: Text | None = None
    is_parallel: bool = False
    is_scattered: bool = False


def compare(
    design: Text,
    before: Observed,
    after: Observed,
    control_before: Observed | None = None,
    control_after: Observed | None = None,
) -> Compared:
    """Return the effect: after minus before, or that less the change of the control group.

    Args:
        design: one of `choices.DESIGNS`; pairs stand in the same order on both sides.
        before: the group with the improvement, before it.
        after: the same group afterwards.
        control_before: the group without it, in the time before; without it the two groups are compared afterwards.
        control_after: the group without it, in the time after.
    """
    try:
        if design == PAIRED:
            return _pairs(before, after)
        if design == CONTROL:
            return _with_control(before, after, control_before or Observed(), control_after or Observed())
        return _two(after, before, AFTER, BEFORE)
    except RefusalError as refusal:
        return Compared(None, why=Text(*(refusal.finding.what(lang) for lang in ("zh", "en"))))


def _missing(side: Text) -> Compared:
    return Compared(None, why=Text(_NO_DATA.zh.format(side=side.zh), _NO_DATA.en.format(side=side.en)))


def _two(first: Observed, second: Observed, name: Text, other: Text) -> Compared:
    """Return the first less the second."""
    for group, side in ((second, other), (first, name)):
        if not group.n:
            return _missing(side)
    if first.is_share != second.is_share:
        return Compared(None, why=_KINDS_DIFFER)
    if first.is_share:
        return _two_shares(first, second)
    result = welch_of(first.moments, second.moments)
    if first.figures is not None or second.figures is not None:
        return Compared(result)
    # With so few values a t test stands on a normal distribution that nobody can check.
    return Compared(result, least_p(len(first.values), len(second.values)), mann_whitney_p(first.values, second.values))


def _two_shares(first: Observed, second: Observed) -> Compared:
    scattered = scatters([first, second])
    if scattered and min(len(first.counts), len(second.counts)) >= _FEWEST_POINTS:
        compared = _two(first.by_points(), second.by_points(), AFTER, BEFORE)
        return compared._replace(result=_of_points(compared.result))
    (a, m), (b, n) = first.total, second.total
    least = fisher([[m, 0], [0, n]]) if m + n <= _MANY else 0.0
    return Compared(compare_shares(a, m, b, n), least, is_scattered=scattered)


def _of_points(result: Result | None) -> Result | None:
    if result is None:
        return None
    return replace(result, scale="points", notes=(*result.notes, MORE_THAN_CHANCE))


def scatters(groups: Sequence[Observed]) -> bool:
    """Return whether the shares of the points of a group differ by more than drawing cases at random explains.

    χ² of each group's points about its own share, together (Cochran, Biometrics 1954, 10:417).
    """
    statistic, df = 0.0, 0
    for group in groups:
        x, n = group.total
        if len(group.counts) > 1 and 0 < x < n:
            share = x / n
            statistic += sum((a - m * share) ** 2 / (m * share * (1 - share)) for a, m in group.counts if m)
            df += sum(m > 0 for _, m in group.counts) - 1
    return df > 0 and is_significant(chi_square_p(statistic, df))


def _pairs(before: Observed, after: Observed) -> Compared:
    for group, side in ((before, BEFORE), (after, AFTER)):
        if not group.values:
            return _missing(side)
    if len(before.values) != len(after.values):
        raise RefusalError(problems.UNPAIRED, first=len(before.values), second=len(after.values))
    both = list(zip(before.values, after.values, strict=True))
    if {*before.values, *after.values} <= {0.0, 1.0}:
        table = [[both.count((early, late)) for late in (1, 0)] for early in (1, 0)]
        return Compared(compare_paired_shares(table), 2 ** (1 - len(both)))
    return Compared(
        paired(before.values, after.values), 2 ** (1 - len(both)), signed_rank(before.values, after.values).p
    )


def _with_control(before: Observed, after: Observed, control_before: Observed, control_after: Observed) -> Compared:
    for group, side in ((after, AFTER), (control_after, OF_CONTROL)):
        if not group.n:
            return _missing(side)
    if not control_before.n or not before.n:
        return _two(after, control_after, AFTER, OF_CONTROL)._replace(is_parallel=True)
    groups = [after, before, control_after, control_before]
    if len({group.is_share for group in groups}) > 1:
        return Compared(None, why=_KINDS_DIFFER)
    if not after.is_share:
        single = all(group.figures is None for group in groups)
        least = least_p(len(after.values), len(before.values)) if single else 0.0
        return Compared(changes_of_means(*(group.moments for group in groups)), least)
    scattered = scatters(groups)
    if scattered and min(len(group.counts) for group in groups) >= _FEWEST_POINTS:
        result = changes_of_means(*(group.by_points().moments for group in groups))
        return Compared(_of_points(result), least_p(len(after.counts), len(before.counts)))
    return Compared(changes_of_shares(*(group.total for group in groups)), is_scattered=scattered)

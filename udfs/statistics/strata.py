"""Shares compared within groups of like cases, so that a shift of the mix is not taken for a change; trend over ordered groups."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import exp, log, sqrt
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_p, normal_quantile
from udfs.statistics.results import LEVEL, Interval, Result
from udfs.statistics.samples import count, exact, fraction, number, part

CMH = Text("Cochran–Mantel–Haenszel 检验", "Cochran–Mantel–Haenszel test")
ODDS_RATIO = Text("合并优势比", "Common odds ratio")
ADJUSTED = Text("分层后的占比之差", "Difference of shares within groups")
MANTEL_HAENSZEL = Text("Mantel–Haenszel 分层，Greenland–Robins 区间", "Mantel–Haenszel, Greenland–Robins interval")

# x1, n1, x2, n2 of one group of like cases.
Stratum = Sequence[object]
_Counts = tuple[int, int, int, int]


class MixShift(NamedTuple):
    """The difference of two shares, with and without regard to the groups that the cases belong to.

    `reversed` says that the two point in opposite directions: the mix has shifted (Simpson's paradox).
    """

    crude: float
    adjusted: Result
    reversed: bool


def _strata(groups: Sequence[Stratum]) -> list[_Counts]:
    """Return the groups that have cases on both sides; others compare nothing."""
    cells = [[count(value) for value in group] for group in groups]
    both = [(*part(a, m), *part(b, n)) for a, m, b, n in cells if m and n]
    if not both:
        raise RefusalError(problems.NO_CASES)
    return both


def common_odds_ratio(groups: Sequence[Stratum], level: float = LEVEL, *, corrected: bool = True) -> Result:
    """Return the odds ratio that groups have in common, with its interval and the test that it is 1.

    Mantel & Haenszel, JNCI 1959, 22:719 (statistic M² with continuity correction, as R's `mantelhaen.test`); interval
    of Robins, Breslow & Greenland, Biometrics 1986, 42:311.
    """
    strata = _strata(groups)
    cells = [(a, m - a, b, n - b) for a, m, b, n in strata]
    sizes = [sum(four) for four in cells]
    r = [Fraction(a * d, size) for (a, _, _, d), size in zip(cells, sizes, strict=True)]
    s = [Fraction(b * c, size) for (_, b, c, _), size in zip(cells, sizes, strict=True)]
    if not sum(r) or not sum(s):
        raise RefusalError(problems.TABLE_ZEROS)
    same = [Fraction(a + d, size) for (a, _, _, d), size in zip(cells, sizes, strict=True)]
    ratio = float(sum(r) / sum(s))
    total_r, total_s = sum(r), sum(s)
    spread = (
        sum(p * x for p, x in zip(same, r, strict=True)) / (2 * total_r**2)
        + sum(p * y + (1 - p) * x for p, x, y in zip(same, r, s, strict=True)) / (2 * total_r * total_s)
        + sum((1 - p) * y for p, y in zip(same, s, strict=True)) / (2 * total_s**2)
    )
    reach = normal_quantile(fraction(level)) * sqrt(spread)
    interval = Interval(exp(log(ratio) - reach), exp(log(ratio) + reach), level)
    statistic = _mantel_haenszel(strata, corrected=corrected)
    n = (sum(group[1] for group in strata), sum(group[3] for group in strata))
    return Result(ODDS_RATIO, ratio, interval, n, CMH, "ratio", normal_p(sqrt(statistic)), statistic, 1)


def _mantel_haenszel(strata: Sequence[_Counts], *, corrected: bool) -> float:
    distance, variance = Fraction(0), Fraction(0)
    for a, m, b, n in strata:
        size, both = m + n, a + b
        distance += a - Fraction(m * both, size)
        if size > 1:
            variance += Fraction(m * n * both * (size - both), size * size * (size - 1))
    distance = abs(distance)
    if corrected and 2 * distance >= 1:
        distance -= Fraction(1, 2)
    return float(distance**2 / variance) if variance else 0.0


def mix_shift(groups: Sequence[Stratum], level: float = LEVEL) -> MixShift:
    """Return the difference of two shares over all cases, and the one within groups of like cases.

    Weights of Mantel and Haenszel; variance of Greenland & Robins, Biometrics 1985, 41:55; test of Cochran, Mantel and
    Haenszel without correction.
    """
    strata = _strata(groups)
    weights = [Fraction(m * n, m + n) for _, m, _, n in strata]
    gaps = [Fraction(a, m) - Fraction(b, n) for a, m, b, n in strata]
    whole = sum(weights)
    adjusted = sum(weight * gap for weight, gap in zip(weights, gaps, strict=True)) / whole
    noise = sum(Fraction(a * (m - a) * n**3 + b * (n - b) * m**3, m * n * (m + n) ** 2) for a, m, b, n in strata)
    reach = normal_quantile(fraction(level)) * sqrt(noise) / float(whole)
    interval = Interval(max(-1.0, float(adjusted) - reach), min(1.0, float(adjusted) + reach), level)
    sums = [sum(column) for column in zip(*strata, strict=True)]
    crude = Fraction(sums[0], sums[1]) - Fraction(sums[2], sums[3])
    statistic = _mantel_haenszel(strata, corrected=False)
    result = Result(
        ADJUSTED, float(adjusted), interval, (sums[1], sums[3]), MANTEL_HAENSZEL, "points",
        normal_p(sqrt(statistic)), statistic, 1,
    )  # fmt: skip
    return MixShift(float(crude), result, crude * adjusted < 0)


def trend(xs: Sequence[object], ns: Sequence[object], scores: Sequence[object] | None = None) -> Result:
    """Return whether shares rise or fall over ordered groups: the slope per step, and the test that it is 0.

    Cochran 1954 and Armitage 1955 (R's `prop.trend.test`); groups are a step apart unless `scores` say otherwise.
    """
    steps = range(1, len(xs) + 1) if scores is None else scores
    if not len(xs) == len(ns) == len(steps):
        raise RefusalError(problems.UNPAIRED, first=len(xs), second=min(len(ns), len(steps)))
    groups = [(*part(x, n), exact(number(step))) for x, n, step in zip(xs, ns, steps, strict=True)]
    if not groups:
        raise RefusalError(problems.NO_CASES)
    size, both = sum(n for _, n, _ in groups), sum(x for x, _, _ in groups)
    middle = sum(n * step for _, n, step in groups) / size
    spread = sum(n * (step - middle) ** 2 for _, n, step in groups)
    if not spread or both in {0, size}:
        raise RefusalError(problems.NO_VARIATION)
    rise = sum(x * (step - middle) for x, _, step in groups)
    statistic = float(rise**2 / (spread * Fraction(both * (size - both), size * size)))
    return Result(
        _SLOPE, float(rise / spread), None, tuple(n for _, n, _ in groups), _TREND, "points",
        normal_p(sqrt(statistic)), statistic, 1,
    )  # fmt: skip


_SLOPE = Text("每一级占比的变化", "Change of the share per step")
_TREND = Text("Cochran–Armitage 趋势检验", "Cochran–Armitage test for trend")

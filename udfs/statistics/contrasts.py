"""Means and shares set against each other with signs: two groups, or the change of one group less that of another."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, sqrt
from statistics import fmean, variance
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_p, t_p, t_quantile
from udfs.statistics.intervals import newcombe
from udfs.statistics.results import LEVEL, Alternative, Interval, Result
from udfs.statistics.samples import count, fraction, number, numbers, part

MEAN_DIFFERENCE = Text("平均值之差", "Difference of means")
MEAN_CHANGES = Text("平均值变化之差（减去对照组的变化）", "Difference of changes of means (less the control group's)")
SHARE_CHANGES = Text("占比变化之差（减去对照组的变化）", "Difference of changes of shares (less the control group's)")
WELCH = Text("Welch t 检验", "Welch's t test")
NEWCOMBE_CHANGES = Text(
    "z 检验（Agresti–Caffo 标准误），Newcombe 区间", "z test (Agresti–Caffo standard error), Newcombe interval"
)

_FEWEST = 2


class Moments(NamedTuple):
    """A sample in three figures: how many values, their mean, their standard deviation."""

    n: int
    mean: float
    deviation: float


def moments(values: Sequence[object]) -> Moments:
    """Return the three figures of a sample of two values or more."""
    sample = numbers(values)
    return Moments(len(sample), fmean(sample), sqrt(variance(sample)))


def typed_moments(n: object, mean: object, deviation: object) -> Moments:
    """Return three figures that somebody typed; fewer than two values and a spread below 0 are refused."""
    size, spread = count(n), number(deviation)
    if size < _FEWEST:
        raise RefusalError(problems.TOO_FEW, n=size, least=_FEWEST)
    if spread < 0:
        raise RefusalError(problems.NEGATIVE, value=spread)
    return Moments(size, number(mean), spread)


def welch_of(first: Moments, second: Moments, level: float = LEVEL, alternative: Alternative = "two-sided") -> Result:
    """Return mean of the first minus mean of the second, with Welch's t test and interval (Biometrika 1947, 34:28)."""
    return _contrast([(1, first), (-1, second)], MEAN_DIFFERENCE, level, alternative)


def changes_of_means(after: Moments, before: Moments, control_after: Moments, control_before: Moments) -> Result:
    """Return the change of a mean less the change of the control group's, with Welch's test of four groups.

    The variance is the sum of those of the four means, degrees of freedom by Satterthwaite (Biometrics Bulletin 1946,
    2:110), as Welch has them for two.
    """
    signed = [(1, after), (-1, before), (-1, control_after), (1, control_before)]
    return _contrast(signed, MEAN_CHANGES, LEVEL, "two-sided")


def _contrast(signed: Sequence[tuple[int, Moments]], measure: Text, level: float, alternative: Alternative) -> Result:
    groups = [group for _, group in signed]
    errors = [group.deviation / sqrt(group.n) for group in groups]
    error = hypot(*errors)
    if error == 0:
        raise RefusalError(problems.NO_VARIATION)
    # As shares of the whole, which very large and very small units do not overflow.
    df = 1 / sum((own / error) ** 4 / (group.n - 1) for own, group in zip(errors, groups, strict=True))
    gap = sum(sign * group.mean for sign, group in signed)
    t, reach = gap / error, t_quantile(df, fraction(level)) * error
    interval, sizes = Interval(gap - reach, gap + reach, level), tuple(group.n for group in groups)
    return Result(measure, gap, interval, sizes, WELCH, p=t_p(t, df, alternative), statistic=t, df=df)


def changes_of_shares(
    after: Sequence[object], before: Sequence[object], control_after: Sequence[object], control_before: Sequence[object]
) -> Result:
    """Return the change of a share (x of n) less the change of the control group's.

    Interval: the two differences with Newcombe's intervals, put together by square and add (Newcombe, Statistics in
    Medicine 2001, 20:2885). Test: the difference over its standard error, each share taken with one case more of either
    kind (Agresti & Caffo, American Statistician 2000, 54:280), so that a share of 0 does not count as known.
    """
    cells = [part(*pair) for pair in (after, before, control_after, control_before)]
    (a, m), (b, n), (c, k), (d, j) = cells
    own, others = a / m - b / n, c / k - d / j
    first, second = newcombe(a, m, b, n), newcombe(c, k, d, j)
    gap = own - others
    below = sqrt((own - first.low) ** 2 + (second.high - others) ** 2)
    above = sqrt((first.high - own) ** 2 + (others - second.low) ** 2)
    error = sqrt(sum((x + 1) * (size - x + 1) / (size + 2) ** 3 for x, size in cells))
    interval, sizes = Interval(max(-2.0, gap - below), min(2.0, gap + above)), tuple(size for _, size in cells)
    return Result(
        SHARE_CHANGES, gap, interval, sizes, NEWCOMBE_CHANGES, "points", p=normal_p(gap / error), statistic=gap / error
    )

"""Means: of one sample, of two, of pairs; and what stands beside a mean of skewed values."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, median, variance
from typing import NamedTuple

from udfs.lang import Text
from udfs.statistics.contrasts import MEAN_DIFFERENCE, Moments, moments, welch_of
from udfs.statistics.distributions import t_p, t_quantile
from udfs.statistics.results import LEVEL, Alternative, Interval, Result
from udfs.statistics.samples import exact, fraction, numbers, pairs, varied

MEAN = Text("平均值", "Mean")
STUDENT = Text("t 区间", "t interval")
PAIRED = Text("配对 t 检验", "paired t test")


class Description(NamedTuple):
    """A sample in figures; for waiting times median and P90 say more than the mean, which a few long ones carry away.

    `p90` is the smallest value that at least nine in ten do not exceed.
    """

    n: int
    mean: float
    median: float
    p90: float
    lowest: float
    highest: float


def describe(values: Sequence[object]) -> Description:
    """Return a sample in figures: mean, median, P90 (the nearest rank), lowest and highest."""
    ordered = sorted(numbers(values, least=1))
    rank = -(-9 * len(ordered) // 10)
    return Description(len(ordered), fmean(ordered), median(ordered), ordered[rank - 1], ordered[0], ordered[-1])


def mean_interval(values: Sequence[object], level: float = LEVEL) -> Result:
    """Return a mean with Student's t interval (Student 1908); a constant series is refused."""
    return mean_of(moments(varied(values)), level)


def mean_of(group: Moments, level: float = LEVEL) -> Result:
    """Return the mean of a sample in three figures with Student's t interval; its values must not be all alike."""
    reach = group.deviation / sqrt(group.n) * t_quantile(group.n - 1, fraction(level))
    interval = Interval(group.mean - reach, group.mean + reach, level)
    return Result(MEAN, group.mean, interval, (group.n,), STUDENT, df=group.n - 1)


def welch(
    first: Sequence[object], second: Sequence[object], level: float = LEVEL, alternative: Alternative = "two-sided"
) -> Result:
    """Return mean of the first minus mean of the second, with Welch's t test and interval.

    Welch, Biometrika 1947, 34:28: the groups may vary differently; degrees of freedom are a fraction. One group may be
    constant, both may not. The values must not depend on their neighbours (see `udfs.statistics.series`).
    """
    return welch_of(moments(first), moments(second), level, alternative)


def paired(
    before: Sequence[object], after: Sequence[object], level: float = LEVEL, alternative: Alternative = "two-sided"
) -> Result:
    """Return the mean of after minus before of the same cases, with the paired t test and interval (Student 1908).

    A pair with a blank side is left out. Differences are taken of the numbers as they are written, so that 0.3 − 0.1 and
    0.4 − 0.2 are the same; where all are the same nothing is concluded.
    """
    changes = [float(exact(late) - exact(early)) for early, late in pairs(before, after)]
    changes = varied(changes)
    error = sqrt(variance(changes) / len(changes))
    df = len(changes) - 1
    t, reach = fmean(changes) / error, t_quantile(df, fraction(level)) * error
    interval = Interval(fmean(changes) - reach, fmean(changes) + reach, level)
    p = t_p(t, df, alternative)
    return Result(MEAN_DIFFERENCE, fmean(changes), interval, (len(changes),), PAIRED, p=p, statistic=t, df=df)

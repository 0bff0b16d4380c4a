"""Means: of one sample, of two, of pairs; and what stands beside a mean of skewed values."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, median, variance
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import t_p, t_quantile
from udfs.statistics.results import LEVEL, Alternative, Interval, Result
from udfs.statistics.samples import exact, fraction, numbers, pairs, varied

MEAN = Text("平均值", "Mean")
MEAN_DIFFERENCE = Text("平均值之差", "Difference of means")
STUDENT = Text("t 区间", "t interval")
WELCH = Text("Welch t 检验", "Welch's t test")
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
    sample = varied(values)
    reach = sqrt(variance(sample) / len(sample)) * t_quantile(len(sample) - 1, fraction(level))
    mean = fmean(sample)
    return Result(MEAN, mean, Interval(mean - reach, mean + reach, level), (len(sample),), STUDENT, df=len(sample) - 1)


def welch(
    first: Sequence[object], second: Sequence[object], level: float = LEVEL, alternative: Alternative = "two-sided"
) -> Result:
    """Return mean of the first minus mean of the second, with Welch's t test and interval.

    Welch, Biometrika 1947, 34:28: the groups may vary differently; degrees of freedom are a fraction. One group may be
    constant, both may not. The values must not depend on their neighbours (see `udfs.statistics.series`).
    """
    one, two = numbers(first), numbers(second)
    per_one, per_two = variance(one) / len(one), variance(two) / len(two)
    whole = per_one + per_two
    if whole == 0:
        raise RefusalError(problems.NO_VARIATION)
    # As shares of the whole, which very large and very small units do not overflow.
    share = per_one / whole
    df = 1 / (share**2 / (len(one) - 1) + (1 - share) ** 2 / (len(two) - 1))
    return _tested(_gap(one, two), sqrt(whole), df, (len(one), len(two)), MEAN_DIFFERENCE, WELCH, level, alternative)


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
    n = (len(changes),)
    return _tested(fmean(changes), error, len(changes) - 1, n, MEAN_DIFFERENCE, PAIRED, level, alternative)


def _gap(first: Sequence[float], second: Sequence[float]) -> float:
    return fmean(first) - fmean(second)


def _tested(
    gap: float, error: float, df: float, n: tuple[int, ...], measure: Text, method: Text, level: float,
    alternative: Alternative,
) -> Result:  # fmt: skip
    t, reach = gap / error, t_quantile(df, fraction(level)) * error
    interval = Interval(gap - reach, gap + reach, level)
    return Result(measure, gap, interval, n, method, p=t_p(t, df, alternative), statistic=t, df=df)

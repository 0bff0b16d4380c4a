"""Values in the order of time: whether neighbours depend on each other, whether they drift, which stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import sqrt
from statistics import NormalDist, fmean, median, stdev
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_p, normal_quantile, t_quantile
from udfs.statistics.results import ALPHA, TOLERANCE, Result
from udfs.statistics.samples import exact, fraction, number, numbers, varied

SLOPE = Text("每期变化（Sen 斜率）", "Change per period (Sen's slope)")
MANN_KENDALL = Text("Mann–Kendall 趋势检验", "Mann–Kendall test for trend")

_FEWEST = 3
# Iglewicz & Hoaglin's limit, and the factor by which a median distance is compared with a standard deviation.
MODIFIED_Z_LIMIT = 3.5
_NORMAL_QUARTILE = NormalDist().inv_cdf(0.75)


class Autocorrelation(NamedTuple):
    """How far a value depends on the one before: `r` between −1 and 1, and from which size on that is no chance."""

    r: float
    limit: float
    n: int

    @property
    def is_present(self) -> bool:
        """Return whether neighbours depend on each other: tests and limits that ignore it promise too much."""
        return abs(self.r) > self.limit * (1 + TOLERANCE)

    @property
    def effective_n(self) -> float:
        """Return how many independent values are worth as much: n(1 − r)/(1 + r) (Bayley & Hammersley 1946)."""
        return self.n * (1 - self.r) / (1 + self.r)


def autocorrelation(values: Sequence[float | None], alpha: float = ALPHA) -> Autocorrelation:
    """Return the correlation of values with the ones just before them (lag 1).

    Box, Jenkins & Reinsel, Time Series Analysis, ch. 2; the limit is 1.96/√n. A hole (None) is not bridged: the values
    on its two sides are no neighbours.
    """
    known = varied([value for value in values if value is not None], _FEWEST)
    mean = fmean(known)
    distances = [None if value is None else number(value) - mean for value in values]
    together = sum(a * b for a, b in pairwise(distances) if a is not None and b is not None)
    r = together / sum(distance**2 for distance in distances if distance is not None)
    return Autocorrelation(r, normal_quantile(1 - fraction(alpha)) / sqrt(len(known)), len(known))


def dependence(groups: Sequence[Sequence[float]], alpha: float = ALPHA) -> Autocorrelation | None:
    """Return how values of several periods go with the one before, about the mean of their own period; None where nothing varies.

    One-sided: only values that are alike make a test promise too much. Of independent values the correlation about their
    own mean is on average −1/n (Kendall & Stuart, vol. 3, ch. 48; Dufour & Roy 1985), of several periods together minus
    their number over n; the limit 1.645/√n is lowered by so much.
    """
    periods = [numbers(group, 1) for group in groups if len(group) > 1]
    distances = [[value - fmean(period) for value in period] for period in periods]
    whole, n = sum(gap**2 for gaps in distances for gap in gaps), sum(map(len, periods))
    if not whole:
        return None
    r = sum(a * b for gaps in distances for a, b in pairwise(gaps)) / whole
    return Autocorrelation(r, normal_quantile(1 - fraction(alpha), "upper") / sqrt(n) - len(periods) / n, n)


class Outlier(NamedTuple):
    """The value that is farthest away: its place (from 0), how far, and from how far on it stands out."""

    place: int
    value: float
    distance: float
    limit: float

    @property
    def stands_out(self) -> bool:
        """Return whether it is farther away than chance explains."""
        return self.distance > self.limit * (1 + TOLERANCE)


def grubbs(values: Sequence[object], alpha: float = ALPHA) -> Outlier:
    """Return the value farthest from the mean with Grubbs' statistic and its two-sided limit.

    Grubbs, Technometrics 1969, 11:1; NIST e-Handbook 1.3.5.17.1. Used instead of |z| > 3, which up to ten values can
    never reach: the largest possible |z| is (n − 1)/√n.
    """
    sample = varied(values, _FEWEST)
    n, mean, spread = len(sample), fmean(sample), stdev(sample)
    place = max(range(n), key=lambda index: abs(sample[index] - mean))
    squared = t_quantile(n - 2, 1 - fraction(alpha) / n) ** 2
    limit = (n - 1) / sqrt(n) * sqrt(squared / (n - 2 + squared))
    return Outlier(place, sample[place], abs(sample[place] - mean) / spread, limit)


def modified_z(values: Sequence[object]) -> list[float]:
    """Return for each value how far it is from the median, in units that a normal sample has: beyond ±3.5 it stands out.

    0.6745·(x − median)/MAD (Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993). Refused where more than half
    of the values are the same.
    """
    sample = [exact(value) for value in varied(values, _FEWEST)]
    middle = median(sample)
    usual = median(abs(value - middle) for value in sample)
    if usual == 0:
        raise RefusalError(problems.HALF_EQUAL)
    return [_NORMAL_QUARTILE * float((value - middle) / usual) for value in sample]


def outliers(values: Sequence[object]) -> list[int]:
    """Return the places (from 0) of the values whose modified z is beyond ±3.5."""
    return [place for place, z in enumerate(modified_z(values)) if abs(z) > MODIFIED_Z_LIMIT * (1 + TOLERANCE)]


def mann_kendall(values: Sequence[object]) -> Result:
    """Return whether a series rises or falls: the median slope per period, and the test that there is none.

    Mann, Econometrica 1945, 13:245; Kendall 1975 (correction for ties); slope of Sen, JASA 1968, 63:1379. `statistic` is
    S, the pairs that rise less those that fall. All pairs are looked at: meant for up to a few thousand values.
    """
    sample = varied(values, _FEWEST)
    n = len(sample)
    s = sum((late > early) - (late < early) for early, late in combinations(sample, 2))
    ties = sum(count * (count - 1) * (2 * count + 5) for count in Counter(sample).values())
    spread = sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
    slope = median((sample[j] - sample[i]) / (j - i) for i, j in combinations(range(n), 2))
    return Result(SLOPE, slope, None, (n,), MANN_KENDALL, p=normal_p(max(0, abs(s) - 1) / spread), statistic=s)


class Chosen(NamedTuple):
    """A period that was chosen to compare with, among the others of its kind: its value and the mean of all.

    If it was chosen because it was the worst, the next one will look better by about the difference, without any change.
    """

    value: float
    mean: float
    is_worst: bool

    @property
    def regression(self) -> float:
        """Return what the next period will gain by itself if nothing but chance made this one the worst."""
        return self.mean - self.value


def chosen_period(values: Sequence[object], place: int, *, higher_is_better: bool) -> Chosen:
    """Return how the period at a place (from 0) stands among all: the worst one is no fair baseline.

    Regression to the mean (Galton 1886; Barnett, van der Pols & Dobson, Int. J. Epidemiology 2005, 34:215).
    """
    sample = numbers(values, _FEWEST)
    worst, best = (min(sample), max(sample)) if higher_is_better else (max(sample), min(sample))
    return Chosen(sample[place], fmean(sample), worst != best and sample[place] == worst)

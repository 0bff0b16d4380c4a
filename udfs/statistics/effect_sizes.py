"""How large a difference is, apart from how surely it is there: in standard deviations, as odds, as cases per success."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import asin, comb, exp, inf, lgamma, log, sqrt
from statistics import fmean, variance

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_quantile, tail_of
from udfs.statistics.results import LEVEL, Interval, Result
from udfs.statistics.samples import filled_counts, fraction, numbers, part

STANDARDISED = Text("以标准差计的差值", "Difference in standard deviations")
HEDGES = Text("Hedges g", "Hedges' g")
ODDS = Text("优势比", "Odds ratio")
CONDITIONAL = Text("条件极大似然，精确区间", "conditional maximum likelihood, exact interval")

_HALVINGS = 200
_LARGEST_LOG = 700.0


def cohen_d(first: Sequence[object], second: Sequence[object]) -> float:
    """Return mean of the first minus mean of the second in pooled standard deviations (Cohen 1988, ch. 2)."""
    one, two = numbers(first), numbers(second)
    pooled = ((len(one) - 1) * variance(one) + (len(two) - 1) * variance(two)) / (len(one) + len(two) - 2)
    if pooled == 0:
        raise RefusalError(problems.NO_VARIATION)
    return (fmean(one) - fmean(two)) / sqrt(pooled)


def hedges_g(first: Sequence[object], second: Sequence[object], level: float = LEVEL) -> Result:
    """Return Cohen's d without its bias in small samples, with an approximate interval.

    Hedges, J. Educ. Stat. 1981, 6:107; interval of Hedges & Olkin, Statistical Methods for Meta-Analysis, 1985, ch. 5.
    """
    m, n, df = len(first), len(second), len(first) + len(second) - 2
    d = cohen_d(first, second)
    g = d * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
    reach = normal_quantile(fraction(level)) * sqrt((m + n) / (m * n) + g * g / (2 * (m + n)))
    return Result(STANDARDISED, g, Interval(g - reach, g + reach, level), (m, n), HEDGES)


def cohen_h(x1: object, n1: object, x2: object, n2: object) -> float:
    """Return the distance of two shares on the arcsine scale (Cohen 1988, ch. 6)."""
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    return 2 * asin(sqrt(a / m)) - 2 * asin(sqrt(b / n))


def sample_odds_ratio(table: Sequence[Sequence[object]]) -> float:
    """Return (a·d)/(b·c) of a table of two rows and two columns; infinite where b or c is 0."""
    (a, b), (c, d) = filled_counts(table)
    return a * d / (b * c) if b * c else inf


def odds_ratio(table: Sequence[Sequence[object]], level: float = LEVEL) -> Result:
    """Return the odds ratio that belongs to Fisher's exact test, with its exact interval (R's `fisher.test`).

    It is the conditional one (Fisher 1935; Cornfield 1956), which lies nearer to 1 than the one of the sample.
    """
    (a, b), (c, d) = filled_counts(table)
    row, other, column = a + b, c + d, a + c
    first = max(0, column - other)
    last = min(row, column)
    chances = _Noncentral([log(comb(row, k)) + log(comb(other, column - k)) for k in range(first, last + 1)], a - first)
    out = tail_of(fraction(level))
    ratio = 0.0 if a == first else inf if a == last else _where(chances.mean, float(a - first))
    low = 0.0 if a == first else _where(chances.at_least, out)
    high = inf if a == last else _where(lambda log_ratio: -chances.at_most(log_ratio), -out)
    return Result(ODDS, ratio, Interval(low, high, level), (row, other), CONDITIONAL, "ratio")


class _Noncentral:
    """What the first cell of a table with given totals is, if the true odds ratio is not 1."""

    def __init__(self, logs: Sequence[float], observed: int) -> None:
        self._logs, self._observed = logs, observed

    def _weights(self, log_ratio: float) -> list[float]:
        logs = [weight + k * log_ratio for k, weight in enumerate(self._logs)]
        top = max(logs)
        weights = [exp(weight - top) for weight in logs]
        total = sum(weights)
        return [weight / total for weight in weights]

    def mean(self, log_ratio: float) -> float:
        return sum(k * weight for k, weight in enumerate(self._weights(log_ratio)))

    def at_least(self, log_ratio: float) -> float:
        return sum(self._weights(log_ratio)[self._observed :])

    def at_most(self, log_ratio: float) -> float:
        return sum(self._weights(log_ratio)[: self._observed + 1])


def _where(rising: Callable[[float], float], value: float) -> float:
    """Return the ratio at which a function that rises with its logarithm has a value."""
    low, high = -_LARGEST_LOG, _LARGEST_LOG
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return exp(high)


def number_needed(x1: object, n1: object, x2: object, n2: object) -> float:
    """Return in how many cases one more (or fewer) is counted in the first group than in the second: 1/|p1 − p2|.

    Infinite where the shares are the same (Laupacis, Sackett & Roberts, NEJM 1988, 318:1728).
    """
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    gap = abs(a * n - b * m)
    return m * n / gap if gap else inf

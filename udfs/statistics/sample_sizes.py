"""How many cases: to show a share, to measure one closely enough, to see a difference; and what a number of cases can see."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import asin, ceil, sqrt

from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_point, normal_quantile, t_power, t_quantile
from udfs.statistics.results import ALPHA, LEVEL, TOLERANCE
from udfs.statistics.samples import count, exact, fraction, number, part

POWER = 0.8

_FEWEST = 2
# A sample larger than this is out of the question for people who look at cases.
_MOST = 10_000_000


def shows(x: object, n: object, claim: float, level: float = LEVEL) -> bool:
    """Return whether x of n show that the true share is at least `claim`: whether the interval begins there or above.

    The interval is the one that `intervals.share` shows: Wilson's, or the exact one-sided bound where all are counted.
    Decided without roots, in exact fractions of the claim and of x and n: 24 of 30 do not show 80%.
    """
    some, all_ = part(x, n)
    return _shows(some, all_, exact(fraction(claim)), fraction(level))


def _shows(x: int, n: int, claim: Fraction, level: float) -> bool:
    if x == n:
        return claim**n <= 1 - exact(level)
    above = x - n * claim
    z = Fraction(normal_quantile(level))
    return above >= 0 and above**2 >= z * z * n * claim * (1 - claim)


def more_cases(x: object, n: object, claim: float, level: float = LEVEL) -> int:
    """Return how many more cases, all of which count, are needed to show that the true share is at least `claim`.

    0 where it is shown already; with nothing examined yet (0 of 0), how large the first sample has to be at least.
    """
    some, all_ = (0, 0) if count(n) == count(x) == 0 else part(x, n)
    wanted, level = exact(fraction(claim)), fraction(level)
    if all_ and _shows(some, all_, wanted, level):
        return 0
    return _smallest(lambda more: _shows(some + more, all_ + more, wanted, level), 1)


def cases_for_margin(margin: float, expected: float = 0.5, population: int | None = None, level: float = LEVEL) -> int:
    """Return how many cases measure a share to within `margin`; fewer of a small population.

    n = z²p(1−p)/d², and n/(1 + (n−1)/N) of N (Cochran, Sampling Techniques, 1977, ch. 4): 385 for ±5 points, 278 of 1,000.
    """
    share, reach = fraction(expected), fraction(margin)
    endless = normal_quantile(fraction(level)) ** 2 * share * (1 - share) / reach**2
    if population is None:
        return _whole(endless)
    size = count(population)
    if size == 0:
        raise RefusalError(problems.NO_CASES)
    return min(size, _whole(endless / (1 + (endless - 1) / size)))


def cases_for_shares(before: float, after: float, power: float = POWER, alpha: float = ALPHA) -> int:
    """Return how many cases each group needs to see a share change from `before` to `after`.

    By the arcsine transformation (Cohen, Statistical Power Analysis, 1988, ch. 6): 5% to 3% needs 1,484.
    """
    distance = abs(2 * asin(sqrt(fraction(before))) - 2 * asin(sqrt(fraction(after))))
    if distance < TOLERANCE:
        raise RefusalError(problems.NO_DIFFERENCE)
    reach = normal_quantile(1 - fraction(alpha)) + normal_point(fraction(power))
    return _whole(2 * (reach / distance) ** 2)


def power_of_means(effect: float, m: int, n: int, alpha: float = ALPHA) -> float:
    """Return how likely a t test of m and n values sees a difference of `effect` standard deviations (noncentral t)."""
    if min(count(m), count(n)) < _FEWEST:
        raise RefusalError(problems.TOO_FEW, n=min(m, n), least=_FEWEST)
    df = m + n - 2
    return t_power(df, abs(number(effect)) * sqrt(m * n / (m + n)), t_quantile(df, 1 - fraction(alpha)))


def cases_for_means(difference: float, deviation: float, power: float = POWER, alpha: float = ALPHA) -> int:
    """Return how many values each group needs to see a difference of means, given how much values vary by themselves."""
    spread, wanted = number(deviation), fraction(power)
    if spread <= 0:
        raise RefusalError(problems.NOT_ABOVE_ZERO, value=spread)
    effect = abs(number(difference)) / spread
    if effect < TOLERANCE:
        raise RefusalError(problems.NO_DIFFERENCE)
    return _smallest(lambda size: power_of_means(effect, size, size, alpha) >= wanted - TOLERANCE, _FEWEST)


def cases_for_pairs(difference: float, deviation: float, power: float = POWER, alpha: float = ALPHA) -> int:
    """Return how many pairs a paired t test needs to see a mean change, given how much changes vary (noncentral t).

    Half a standard deviation takes 34 pairs (Cohen 1988, ch. 2).
    """
    spread, wanted = number(deviation), fraction(power)
    if spread <= 0:
        raise RefusalError(problems.NOT_ABOVE_ZERO, value=spread)
    effect = abs(number(difference)) / spread
    if effect < TOLERANCE:
        raise RefusalError(problems.NO_DIFFERENCE)

    def enough(size: int) -> bool:
        reached = t_power(size - 1, effect * sqrt(size), t_quantile(size - 1, 1 - fraction(alpha)))
        return reached >= wanted - TOLERANCE

    return _smallest(enough, _FEWEST)


def detectable_effect(m: int, n: int, power: float = POWER, alpha: float = ALPHA) -> float:
    """Return the difference, in standard deviations, that a t test of m and n values sees with this power.

    12 and 12 see 1.20, 6 and 6 see 1.80, 4 and 4 see 2.38 (Cohen 1988, ch. 2).
    """
    wanted = fraction(power)
    low, high = 0.0, 1.0
    while power_of_means(high, m, n, alpha) < wanted:
        low, high = high, 2 * high
    while high - low > TOLERANCE * high:
        middle = (low + high) / 2
        low, high = (low, middle) if power_of_means(middle, m, n, alpha) >= wanted else (middle, high)
    return high


def _whole(size: float) -> int:
    """Return a number of cases rounded up; what is whole but for rounding errors stays."""
    return max(1, ceil(size * (1 - TOLERANCE)))


def _smallest(enough: Callable[[int], bool], first: int) -> int:
    """Return the smallest size that is enough; if one is, so are all larger ones."""
    low, high = first - 1, first
    while not enough(high):
        if high > _MOST:
            raise RefusalError(problems.NO_DIFFERENCE)
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high

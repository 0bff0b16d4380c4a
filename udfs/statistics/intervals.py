"""Intervals of shares: of one, of the difference of two, of the ratio of two."""

from __future__ import annotations

from math import exp, inf, sqrt

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import beta_quantile, normal_quantile, tail_of
from udfs.statistics.results import LEVEL, Interval, Result, Side
from udfs.statistics.samples import fraction, part

WILSON = Text("Wilson 法", "Wilson")
EXACT = Text("Clopper–Pearson 精确法", "exact by Clopper and Pearson")
NEWCOMBE = Text("Newcombe 法", "Newcombe")
KOOPMAN = Text("Koopman 计分法", "Koopman's score method")
SHARE = Text("占比", "Share")
DIFFERENCE = Text("占比之差", "Difference of shares")
RATIO = Text("占比之比", "Ratio of shares")
_TOGETHER = Text("说明两者有关联，不等于由它造成", "this shows that the two go together, not that one causes the other")
_NOT_SHOWN = Text("还看不出两者有关联", "this does not show that the two go together")

# Halvings until no float lies between the two ends of any interval.
_HALVINGS = 200
_LARGEST_LOG = 40.0


def wilson(x: object, n: object, level: float = LEVEL, side: Side = "two-sided") -> Interval:
    """Return Wilson's score interval of a share, without continuity correction.

    Wilson 1927; method 3 of Newcombe, Statistics in Medicine 1998, 17:857. None of n begins at exactly 0, all of n ends
    at exactly 1.
    """
    some, all_ = part(x, n)
    low, high = _wilson(some, all_, normal_quantile(fraction(level), side))
    return _sided(low, high, level, side)


def _wilson(x: int, n: int, z: float) -> tuple[float, float]:
    middle, squared = 2 * x + z * z, z * z
    spread = z * sqrt(squared + 4 * x * (n - x) / n)
    low = 0.0 if x == 0 else (middle - spread) / (2 * (n + squared))
    high = 1.0 if x == n else (middle + spread) / (2 * (n + squared))
    return low, high


def clopper_pearson(x: object, n: object, level: float = LEVEL, side: Side = "two-sided") -> Interval:
    """Return the exact interval of a share: those shares that an exact binomial test does not reject.

    Clopper & Pearson, Biometrika 1934, 26:404. With all of n the lower bound is the n-th root of what the level leaves
    out: 10 of 10 give at least 74.1% with 95% confidence.
    """
    some, all_ = part(x, n)
    out = tail_of(fraction(level), side)
    low = 0.0 if some == 0 else out ** (1 / all_) if some == all_ else beta_quantile(some, all_ - some + 1, out)
    if some == all_:
        high = 1.0
    else:
        high = 1 - out ** (1 / all_) if some == 0 else beta_quantile(some + 1, all_ - some, 1 - out)
    return _sided(low, high, level, side)


def _sided(low: float, high: float, level: float, side: Side) -> Interval:
    return Interval(0.0 if side == "upper" else low, 1.0 if side == "lower" else high, level, side)


def share(x: object, n: object, level: float = LEVEL) -> Result:
    """Return a share with the interval that it is shown with.

    Wilson's; where all or none of the cases are counted, the exact one-sided bound, which promises less: 10 of 10 are
    at least 74.1%, not 78.7%.
    """
    some, all_ = part(x, n)
    if 0 < some < all_:
        return Result(SHARE, some / all_, wilson(some, all_, level), (all_,), WILSON, "share")
    side: Side = "lower" if some else "upper"
    return Result(SHARE, some / all_, clopper_pearson(some, all_, level, side), (all_,), EXACT, "share")


def newcombe(x1: object, n1: object, x2: object, n2: object, level: float = LEVEL) -> Interval:
    """Return the interval of the first share minus the second, from Wilson's intervals of both.

    Method 10 of Newcombe, Statistics in Medicine 1998, 17:873. It is narrower than what the ends of the two intervals
    give when they are subtracted from each other.
    """
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    z = normal_quantile(fraction(level))
    (low1, high1), (low2, high2) = _wilson(a, m, z), _wilson(b, n, z)
    p1, p2 = a / m, b / n
    difference = (a * n - b * m) / (m * n)
    below = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    above = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Interval(max(-1.0, difference - below), min(1.0, difference + above), level)


def difference(x1: object, n1: object, x2: object, n2: object, level: float = LEVEL) -> Result:
    """Return how much larger the first share is than the second, with Newcombe's interval."""
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    return Result(DIFFERENCE, (a * n - b * m) / (m * n), newcombe(a, m, b, n, level), (m, n), NEWCOMBE, "points")


def share_ratio(x1: object, n1: object, x2: object, n2: object, level: float = LEVEL) -> Result:
    """Return how many times larger the first share is than the second (the risk ratio), with Koopman's score interval.

    Koopman, Biometrics 1984, 40:513. Where nothing is counted in the second group the ratio has no upper end; where
    nothing is counted in either it is refused.
    """
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    if a == b == 0:
        raise RefusalError(problems.TABLE_ZEROS)
    z = normal_quantile(fraction(level))
    low = 0.0 if a == 0 else _ratio_where(a, m, b, n, z)
    high = inf if b == 0 else _ratio_where(a, m, b, n, -z)
    ratio = inf if b == 0 else (a * n) / (b * m)
    interval = Interval(low, high, level)
    note = _TOGETHER if interval.excludes(1) else _NOT_SHOWN
    return Result(RATIO, ratio, interval, (m, n), KOOPMAN, "ratio", notes=(note,))


def _ratio_where(a: int, m: int, b: int, n: int, z: float) -> float:
    """Return the ratio at which the score statistic, which falls as the ratio grows, has the value `z`."""
    low, high = -_LARGEST_LOG, _LARGEST_LOG
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _ratio_score(a, m, b, n, exp(middle)) > z:
            low = middle
        else:
            high = middle
    return exp(high)


def _ratio_score(a: int, m: int, b: int, n: int, ratio: float) -> float:
    """Return by how many standard errors the data differ from a ratio, at the likeliest shares that have it."""
    linear = ratio * (m + b) + a + n
    root = sqrt(max(0.0, linear * linear - 4 * (m + n) * ratio * (a + b)))
    second = 2 * (a + b) / (linear + root)
    first = min(1.0, ratio * second)
    spread = first * (1 - first) / m + ratio * ratio * second * (1 - second) / n
    distance = a / m - ratio * b / n
    if spread <= 0:
        return 0.0 if distance == 0 else inf if distance > 0 else -inf
    return distance / sqrt(spread)

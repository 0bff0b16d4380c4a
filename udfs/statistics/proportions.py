"""Tests of shares in two groups: z, χ², Fisher's exact test, McNemar's for pairs."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_p, normal_quantile
from udfs.statistics.intervals import DIFFERENCE, newcombe
from udfs.statistics.results import LEVEL, Alternative, Interval, Result
from udfs.statistics.samples import filled_counts, four_counts, fraction, part

Z_TEST = Text("两比例 z 检验，Newcombe 区间", "two-proportion z test, Newcombe interval")
FISHER = Text("Fisher 精确检验，Newcombe 区间", "Fisher's exact test, Newcombe interval")
MCNEMAR = Text("McNemar 检验，Bonett–Price 区间", "McNemar's test, Bonett–Price interval")
MCNEMAR_EXACT = Text("McNemar 精确检验，Bonett–Price 区间", "exact McNemar test, Bonett–Price interval")

# Below this expected count the normal distribution is no good stand-in (Cochran, Biometrics 1954, 10:417).
_LEAST_EXPECTED = 5
# Below so many pairs that differ McNemar's χ² is replaced by the binomial distribution.
_LEAST_DISCORDANT = 25


class Tested(NamedTuple):
    """What a test computes from the data, and how likely that or more is by chance alone."""

    statistic: float
    p: float


def two_proportions(x1: object, n1: object, x2: object, n2: object, alternative: Alternative = "two-sided") -> Tested:
    """Return z of the difference of two shares with the pooled standard error, and its p.

    Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, ch. 3. Where all or none of both groups are
    counted there is no difference: z is 0 and p is 1.
    """
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    both, size = a + b, m + n
    if both in {0, size}:
        return Tested(0.0, 1.0)
    z = (a * n - b * m) / sqrt(both * (size - both) / size * m * n)
    return Tested(z, normal_p(z, alternative))


def chi_square(table: Sequence[Sequence[object]], *, corrected: bool = False) -> Tested:
    """Return χ² of a table of two rows and two columns, on one degree of freedom; `corrected` as Yates proposes.

    The correction is never larger than the distance itself (as in R's `chisq.test`).
    """
    (a, b), (c, d) = filled_counts(table)
    size = a + b + c + d
    # Doubled, so that taking half a case off leaves a whole number.
    distance = 2 * abs(a * d - b * c)
    if corrected:
        distance -= min(size, distance)
    statistic = distance**2 * size / (4 * (a + b) * (c + d) * (a + c) * (b + d))
    return Tested(statistic, normal_p(sqrt(statistic)))


def fisher(table: Sequence[Sequence[object]], alternative: Alternative = "two-sided") -> float:
    """Return p of Fisher's exact test of a table of two rows and two columns.

    Two-sided: all tables with the same totals that are no likelier than the observed one (Fisher; R's `fisher.test`).
    Tables are weighed in whole numbers, so that equally likely ones are never told apart by rounding. A row or column
    of zeros allows one table only: p is 1.
    """
    (a, b), (c, d) = four_counts(table)
    row, other, column = a + b, c + d, a + c
    first = max(0, column - other)
    weights = [comb(row, first) * comb(other, column - first)]
    for k in range(first, min(row, column)):
        weights.append(weights[-1] * (row - k) * (column - k) // ((k + 1) * (other - column + k + 1)))
    observed = a - first
    if alternative == "greater":
        reached = sum(weights[observed:])
    elif alternative == "less":
        reached = sum(weights[: observed + 1])
    else:
        reached = sum(weight for weight in weights if weight <= weights[observed])
    return reached / sum(weights)


def needs_fisher(x1: int, n1: int, x2: int, n2: int) -> bool:
    """Return whether an expected count is below five."""
    both, size = x1 + x2, n1 + n2
    return min(n1, n2) * min(both, size - both) < _LEAST_EXPECTED * size


def compare_shares(x1: object, n1: object, x2: object, n2: object, level: float = LEVEL) -> Result:
    """Return the first share minus the second with Newcombe's interval and a test: z, or Fisher's for small counts."""
    (a, m), (b, n) = part(x1, n1), part(x2, n2)
    estimate, interval = (a * n - b * m) / (m * n), newcombe(a, m, b, n, level)
    if needs_fisher(a, m, b, n):
        p = fisher([[a, m - a], [b, n - b]])
        return Result(DIFFERENCE, estimate, interval, (m, n), FISHER, "points", p)
    z, p = two_proportions(a, m, b, n)
    return Result(DIFFERENCE, estimate, interval, (m, n), Z_TEST, "points", p, z)


def mcnemar(table: Sequence[Sequence[object]], *, corrected: bool = False, exact: bool = False) -> Tested:
    """Return McNemar's test of paired yes/no answers; rows = before (yes, no), columns = after (yes, no).

    χ² = (b − c)²/(b + c) of the pairs that differ (McNemar, Psychometrika 1947, 12:153), `corrected` with (|b − c| − 1)²
    (Edwards), or `exact` from the binomial distribution, whose statistic is the smaller of the two counts.
    """
    b, c = _discordant(table)
    if exact:
        fewer, all_ = min(b, c), b + c
        return Tested(fewer, min(1.0, 2 * sum(comb(all_, k) for k in range(fewer + 1)) / 2**all_))
    if b + c == 0:
        return Tested(0.0, 1.0)
    distance = max(0, abs(b - c) - 1) if corrected else abs(b - c)
    statistic = distance**2 / (b + c)
    return Tested(statistic, normal_p(sqrt(statistic)))


def compare_paired_shares(table: Sequence[Sequence[object]], level: float = LEVEL) -> Result:
    """Return share after minus share before of the same cases, with its interval and McNemar's test.

    The interval is that of Bonett & Price (J. Educ. Behav. Stat. 2012, 37:479): Wald's, with half a case added to each
    cell. The test is exact with fewer than 25 pairs that differ.
    """
    (a, b), (c, d) = four_counts(table)
    size = a + b + c + d
    if size == 0:
        raise RefusalError(problems.NO_CASES)
    lost, gained = (b + 1) / (size + 2), (c + 1) / (size + 2)
    reach = normal_quantile(fraction(level)) * sqrt((lost + gained - (gained - lost) ** 2) / (size + 2))
    middle = gained - lost
    interval = Interval(max(-1.0, middle - reach), min(1.0, middle + reach), level)
    few = b + c < _LEAST_DISCORDANT
    statistic, p = mcnemar(table, exact=few)
    method = MCNEMAR_EXACT if few else MCNEMAR
    return Result(DIFFERENCE, (c - b) / size, interval, (size,), method, "points", p, statistic)


def _discordant(table: Sequence[Sequence[object]]) -> tuple[int, int]:
    (_, b), (c, _) = four_counts(table)
    return b, c

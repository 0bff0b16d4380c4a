"""Agreement of raters: Kendall's coefficient of concordance, and how likely it is by chance alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from math import erfc, exp, pi, sqrt
from random import Random
from typing import Literal, NamedTuple

from udfs.lang import Text

_FEWEST = 2
# From which W agreement is called fair, good, strong, where nothing else is asked for; below the first it is weak.
GRADES_FROM = (0.3, 0.5, 0.7)
GRADES = (Text("弱", "weak"), Text("一般", "fair"), Text("较强", "good"), Text("强", "strong"))
# With more items or raters than this the χ² distribution is close enough (Kendall & Gibbons).
_FEW_ITEMS, _FEW_RATERS = 7, 20
# Exact counting is abandoned if it would take longer than a person is willing to wait.
_MOST_STEPS = 200_000
_DRAWS = 4_999

Way = Literal["exact", "permutation", "chi2"]


class Agreement(NamedTuple):
    """Kendall's W, its χ² with `df` degrees of freedom, the probability of at least this agreement by chance, and how it was computed.

    `p` is exact or from random permutations for few items, else from χ².
    """

    w: float
    chi2: float
    df: int
    p: float
    way: Way


def kendall_w(scores: Sequence[Sequence[float]]) -> float | None:
    """Return Kendall's W of a table of scores, rows = items, columns = raters: 0 no agreement, 1 complete.

    W = 12·S / (m²(n³−n) − m·ΣTⱼ) with S = Σ(Rᵢ − R̄)² over the items' rank sums and Tⱼ = Σ(t³ − t) over rater j's groups
    of ties (Kendall & Gibbons, Rank Correlation Methods). None with fewer than two items or raters, or if every rater gives
    all items the same score.
    """
    items = len(scores)
    raters = len(scores[0]) if scores else 0
    if items < _FEWEST or raters < _FEWEST:
        return None
    columns = list(zip(*scores, strict=True))
    sums = [sum(ranks) for ranks in zip(*map(mean_ranks, columns), strict=True)]
    mean = sum(sums) / items
    spread = sum((total - mean) ** 2 for total in sums)
    ties = sum(count**3 - count for column in columns for count in Counter(column).values())
    whole = raters**2 * (items**3 - items) - raters * ties
    return 12 * spread / whole if whole else None


def grade(w: float, limits: Sequence[float] = GRADES_FROM) -> Text:
    """Return how far raters agree, in a word: 弱, and one word further for each of the limits that W reaches."""
    return GRADES[sum(w >= limit for limit in limits)]


def agreement(scores: Sequence[Sequence[float]]) -> Agreement | None:
    """Return W with its significance, rows = items, columns = raters; None if W is undefined."""
    w = kendall_w(scores)
    if w is None:
        return None
    items, raters = len(scores), len(scores[0])
    chi2, df = raters * (items - 1) * w, items - 1
    if items > _FEW_ITEMS or raters > _FEW_RATERS:
        return Agreement(w, chi2, df, chi2_tail(chi2, df), "chi2")
    # Ranks doubled are whole numbers, so that sums are compared exactly.
    columns = [[round(2 * rank) for rank in mean_ranks(column)] for column in zip(*scores, strict=True)]
    exact = _exact(columns)
    if exact is not None:
        return Agreement(w, chi2, df, exact, "exact")
    return Agreement(w, chi2, df, _permuted(columns), "permutation")


def _square(sums: Sequence[int]) -> int:
    return sum(total * total for total in sums)


def _sum_of_squares(columns: Sequence[Sequence[int]]) -> int:
    """Return a stand-in for W: the mean of the rank sums is fixed, so W grows with the sum of their squares."""
    return _square([sum(row) for row in zip(*columns, strict=True)])


def _exact(columns: Sequence[Sequence[int]]) -> float | None:
    """Return the share of all possible rankings that agree at least as much; None if there are too many.

    The first rater's order can stay fixed, and rank sums are counted regardless of the order of the items: both only
    relabel the items.
    """
    observed, steps = _sum_of_squares(columns), 0
    states: Counter[tuple[int, ...]] = Counter({tuple(sorted(columns[0])): 1})
    for column in columns[1:]:
        ways = set(permutations(column))
        steps += len(ways) * len(states)
        if steps > _MOST_STEPS:
            return None
        extended: Counter[tuple[int, ...]] = Counter()
        for state, count in states.items():
            for way in ways:
                extended[tuple(sorted(map(int.__add__, state, way)))] += count
        states = extended
    return sum(count for state, count in states.items() if _square(state) >= observed) / states.total()


def _permuted(columns: Sequence[Sequence[int]]) -> float:
    """Return the share of random rankings that agree at least as much; the same columns give the same share."""
    draw, observed, reached = Random(0), _sum_of_squares(columns), 0  # noqa: S311 - repeatable, nothing secret
    shuffled = [list(column) for column in columns]
    for _ in range(_DRAWS):
        for column in shuffled[1:]:
            draw.shuffle(column)
        reached += _sum_of_squares(shuffled) >= observed
    return (reached + 1) / (_DRAWS + 1)


def chi2_tail(value: float, df: int) -> float:
    """Return the probability that χ² with `df` degrees of freedom is at least `value`.

    Q(a, y) of the incomplete gamma function at a = df/2, y = value/2, computed from a = 1/2 or 1 by
    Q(a+1, y) = Q(a, y) + yᵃe⁻ʸ/Γ(a+1).
    """
    half = value / 2
    if half <= 0:
        return 1.0
    if df % 2:
        tail, term, at = erfc(sqrt(half)), 2 * sqrt(half / pi) * exp(-half), 1.5
    else:
        tail, term, at = exp(-half), half * exp(-half), 2.0
    for _ in range((df - 1) // 2):
        tail += term
        term *= half / at
        at += 1
    return min(tail, 1.0)


def mean_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1 for the lowest; equal values share the mean of their ranks."""
    counts = Counter(values)
    ranks: dict[float, float] = {}
    before = 0
    for value in sorted(counts):
        ranks[value] = before + (counts[value] + 1) / 2
        before += counts[value]
    return [ranks[value] for value in values]

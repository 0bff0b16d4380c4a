"""How far raters agree: Kendall's coefficient of concordance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_FEWEST = 2


def kendall_w(scores: Sequence[Sequence[float]]) -> float | None:
    """Return Kendall's W of a table of scores, rows = items, columns = raters: 0 no agreement, 1 complete.

    W = 12·S / (m²(n³−n) − m·ΣTⱼ) with S = Σ(Rᵢ − R̄)² over the items' rank sums and Tⱼ = Σ(t³ − t) over rater j's groups
    of ties (Kendall & Gibbons, Rank Correlation Methods). None with fewer than two items or raters, and where every rater
    gives all items the same score.
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


def mean_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1 for the lowest; equal values share the mean of their ranks."""
    counts = Counter(values)
    ranks: dict[float, float] = {}
    before = 0
    for value in sorted(counts):
        ranks[value] = before + (counts[value] + 1) / 2
        before += counts[value]
    return [ranks[value] for value in values]

"""Several tests at once: p values adjusted so that looking at many indicators proves nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.samples import number


def holm(ps: Sequence[float | None]) -> list[float | None]:
    """Return p values adjusted by Holm's step-down method (Scand. J. Statistics 1979, 6:65; R's `p.adjust`).

    The family is what was declared before looking: an indicator without data (None) still counts in it.
    """
    size = len(ps)
    given = sorted((_probability(p), place) for place, p in enumerate(ps) if p is not None)
    adjusted: list[float | None] = [None] * size
    largest = 0.0
    for rank, (p, place) in enumerate(given):
        largest = max(largest, min(1.0, (size - rank) * p))
        adjusted[place] = largest
    return adjusted


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """Return p values adjusted for the share of false findings (Benjamini & Hochberg, JRSS B 1995, 57:289)."""
    size, smallest = len(ps), 1.0
    adjusted = [1.0] * size
    given = sorted(((_probability(p), place) for place, p in enumerate(ps)), reverse=True)
    for above, (p, place) in enumerate(given):
        smallest = min(smallest, p * size / (size - above))
        adjusted[place] = smallest
    return adjusted


def _probability(value: float) -> float:
    p = number(value)
    if not 0 <= p <= 1:
        raise RefusalError(problems.SHARE_RANGE, value=p)
    return p

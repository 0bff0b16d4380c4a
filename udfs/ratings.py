"""Statistics of several raters' scores: means, medians, ranges, disputed items, and who gives every item the same scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple, TypeVar

from udfs.rounding import rounded
from udfs.score import points
from udfs.values import CellValue, is_blank

# An item is disputed when its raters are this far apart in a dimension.
DISPUTED_FROM = 2

_DIGITS = 2
_FEWEST = 2

Rater = TypeVar("Rater", bound=str)
Item = TypeVar("Item", bound=str)


class Summed(NamedTuple):
    """The scores of one item: number of raters, and by dimension mean, median, lowest and highest (None if nobody scored)."""

    raters: int
    means: tuple[float | None, ...]
    medians: tuple[float | None, ...]
    lowest: tuple[float | None, ...]
    highest: tuple[float | None, ...]

    @property
    def ranges(self) -> tuple[float | None, ...]:
        """Return how far apart the raters are in each dimension."""
        pairs = zip(self.lowest, self.highest, strict=True)
        return tuple(None if low is None or high is None else high - low for low, high in pairs)

    @property
    def disputed(self) -> bool:
        """Return whether the raters are far apart in at least one dimension."""
        return any(spread is not None and spread >= DISPUTED_FROM for spread in self.ranges)


def is_score(value: CellValue) -> bool:
    """Return whether a rater's cell is a score: a whole number from 1 to 5."""
    return points(value) >= 1


def is_bad(value: CellValue) -> bool:
    """Return whether a rater's cell contains something that is not a score; a blank cell is just a missing score."""
    return not is_blank(value) and not is_score(value)


def summed(rows: Sequence[Sequence[CellValue]], dimensions: int = 4) -> Summed:
    """Return the statistics of one item, rows = raters, columns = dimensions.

    Blank cells and invalid scores are ignored; means and medians are rounded to two decimals.
    """
    columns = [[points(row[i]) for row in rows if is_score(row[i])] for i in range(dimensions)]
    return Summed(
        sum(any(map(is_score, row)) for row in rows),
        tuple(rounded(fmean(column), _DIGITS) if column else None for column in columns),
        tuple(rounded(median(column), _DIGITS) if column else None for column in columns),
        tuple(min(column) if column else None for column in columns),
        tuple(max(column) if column else None for column in columns),
    )


def is_flat(rows: Iterable[Sequence[CellValue]]) -> bool:
    """Return whether a rater gives every item the same scores; rows = items. Items without scores do not count."""
    scored = [tuple(map(points, row)) for row in rows if any(map(is_score, row))]
    return len(scored) >= _FEWEST and len(set(scored)) == 1


def comparable(totals: Mapping[Rater, Mapping[Item, float]]) -> tuple[list[Rater], list[Item]]:
    """Return raters and items such that every rater has a total for every item: the input for agreement statistics.

    If fewer than two items have a total from everybody, raters with the fewest totals are left out, one by one.
    """
    raters = sorted((rater for rater, given in totals.items() if given), key=lambda r: (-len(totals[r]), r))
    while raters:
        items = [item for item in totals[raters[0]] if all(item in totals[rater] for rater in raters)]
        if len(items) >= _FEWEST:
            return raters, items
        raters.pop()
    return [], []

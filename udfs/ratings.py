"""Statistics of several raters' scores: means, medians, ranges, disputed items, and who gives every item the same scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple, TypeVar

from udfs.rounding import rounded
from udfs.score import points
from udfs.values import CellValue, is_blank

# An item may be disputed when its raters are this far apart in a dimension, where nothing else is asked for.
DISPUTED_FROM = 2
# The highest score against the lowest: nobody calls that usual.
WIDEST = 4
# With fewer items there is nothing usual to compare with.
_FEWEST_ITEMS = 3

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


class Spread(NamedTuple):
    """From where on scores are far apart in one table: at least `limit`, and more than `usual` where there is such.

    One person's 3 is another's 4: with many raters ranges of 2 are common and say nothing. What is above the table's own
    usual range stands out; the highest score against the lowest always does.
    """

    limit: float = DISPUTED_FROM
    usual: float | None = None

    def is_wide(self, spread: float | None) -> bool:
        """Return whether a range is worth talking about."""
        if spread is None or spread < self.limit:
            return False
        return self.usual is None or spread > self.usual or spread >= WIDEST

    def is_disputed(self, item: Summed) -> bool:
        """Return whether the raters are far apart in at least one dimension of an item."""
        return any(map(self.is_wide, item.ranges))


def spread_of(items: Iterable[Summed], limit: float = DISPUTED_FROM) -> Spread:
    """Return what counts as far apart in a table: the usual range is the median of all those of two raters or more."""
    several = [item for item in items if item.raters >= _FEWEST]
    ranges = [spread for item in several for spread in item.ranges if spread is not None]
    return Spread(limit, median(ranges) if len(several) >= _FEWEST_ITEMS and ranges else None)


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

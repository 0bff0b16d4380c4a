"""How wide the columns of a table become: by their shares, but none narrower than its longest word."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.causes.fishbone import width
from workbook_templates.reports.blocks import Grid

# A letter of the tables' size in points, on the wide side, and what a cell leaves free beside its text.
_LETTER, _BESIDE = 4.7, 12.5
# A longer word may be broken; a Chinese text no longer than this stays in one line.
_LONGEST, _SHORT = 14, 8
# Days and numbers of rows would be broken at their hyphens, and digits are wider than letters.
_DIGITS = 1.3
_HEADING = 1.3


def column_widths(grid: Grid, whole: float) -> list[float]:
    """Return the widths of a table's columns in points; together they are `whole`."""
    least = [
        _BESIDE
        + _LETTER * max([_HEADING * longest_word(column.heading), *(longest_word(row[at].text) for row in grid.rows)])
        for at, column in enumerate(grid.columns)
    ]
    return spread([column.width for column in grid.columns], least, whole)


def spread(shares: Sequence[float], least: Sequence[float], whole: float) -> list[float]:
    """Divide a width by shares so that nobody gets less than the least, as far as there is enough for that."""
    if sum(least) >= whole:
        return [whole * part / sum(least) for part in least]
    fixed: set[int] = set()
    while True:
        free = whole - sum(least[at] for at in fixed)
        rest = sum(share for at, share in enumerate(shares) if at not in fixed)
        widths = [least[at] if at in fixed else free * share / rest for at, share in enumerate(shares)]
        short = {at for at, wide in enumerate(widths) if at not in fixed and wide < least[at]}
        if not short:
            return widths
        fixed |= short


def longest_word(text: str) -> float:
    """Return how long the longest piece is that is better not broken: a word, or a short text of Chinese signs."""
    words = [width(word) for word in text.split()]
    is_short = width(text) <= _SHORT
    pieces = [
        (wide * _DIGITS if any(map(str.isdigit, word)) else wide) if wide == len(word) or is_short else 2.0
        for wide, word in zip(words, text.split(), strict=True)
    ]
    return min(_LONGEST, max(pieces, default=0))

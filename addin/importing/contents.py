"""What stands below a heading: whether it can be what a column holds, where the heading alone leaves that open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from addin.importing.grid import Grid
from udfs import spellings as read
from udfs.levels import Spellings
from udfs.rules import Kind
from udfs.values import CellValue, as_text, is_blank

# So many cells tell what a column holds; half of them must be readable.
_LOOKED_AT = 200
_ENOUGH = 0.5
_LONGEST_LEVEL = 4


class Contents:
    """The cells below the headings of a sheet, looked at only where that is asked for.

    Args:
        grid: the sheet.
        header: the position of the headings in the grid.
        spellings: what may be written for the levels.
    """

    def __init__(self, grid: Grid, header: int, spellings: Spellings) -> None:
        self._rows = [row for _, row in grid.rows[header + 1 : header + 1 + _LOOKED_AT]]
        self._readers: dict[Kind, Callable[[CellValue], CellValue]] = {
            Kind.LEVEL: partial(read.parse_level, spellings=spellings, lang="zh"),
            Kind.DATE: _day,
            Kind.NUMBER: read.parse_number,
            Kind.PERCENT: read.parse_percent,
            Kind.SCORE: read.parse_score,
            Kind.WORKDAYS: read.parse_workdays,
        }
        self._share = cache(self._readable)

    def may_be(self, at: int, kind: Kind) -> bool:
        """Return whether a column may hold this kind of values: any may be words, and so may a column without cells."""
        return kind not in self._readers or self._share(at, kind) is None or self.are(at, kind)

    def speak_against(self, at: int, kind: Kind) -> bool:
        """Return whether a column plainly holds something else; a level in unusual words may still be one."""
        return not self.may_be(at, kind) and (kind is not Kind.LEVEL or self._are_sentences(at))

    def _are_sentences(self, at: int) -> bool:
        texts = [as_text(value) for value in self._cells(at)]
        long = sum(len(text) > _LONGEST_LEVEL or any(map(str.isdigit, text)) for text in texts)
        return long >= _ENOUGH * len(texts)

    def _cells(self, at: int) -> list[CellValue]:
        return [row[at] for row in self._rows if at < len(row) and not is_blank(row[at])]

    def are(self, at: int, kind: Kind) -> bool:
        """Return whether the cells of a column are values of this kind, which are read in a way of their own."""
        share = self._share(at, kind) if kind in self._readers else None
        return share is not None and share >= _ENOUGH

    def _readable(self, at: int, kind: Kind) -> float | None:
        """Return the share of a column's cells that can be read as values of a kind, None where it has no cells."""
        values = self._cells(at)
        reader = self._readers[kind]
        return sum(reader(value) is not None for value in values) / len(values) if values else None


def _day(value: CellValue) -> CellValue:
    return read.parse_moment(value) or read.parse_serial(value)

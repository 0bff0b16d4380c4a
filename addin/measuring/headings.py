"""The headings of an export: which row they are in, below titles, and which column a name means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from udfs.measuring.cells import read_day, read_number
from udfs.measuring.definition import Definition
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.headers import bare, folded

_DEEPEST = 60


@dataclass(frozen=True)
class Headings:
    """The headings of an export.

    Attributes:
        at: the position of their row among the rows of the file.
        texts: the headings from the first column on.
    """

    at: int
    texts: tuple[str, ...]

    def find(self, name: str) -> list[int]:
        """Return the columns that a name means: those called so; else those called so but for a unit in brackets."""
        exact = [at for at, text in enumerate(self.texts) if text and folded(text) == folded(name)]
        return exact or [at for at, text in enumerate(self.texts) if text and bare(text) == bare(name)]

    def places(self, definition: Definition) -> dict[str, int]:
        """Return the columns of a definition by their names; those that are missing, or there several times, are not in it."""
        candidates = {name: self.find(name) for name in definition.columns}
        return {name: places[0] for name, places in candidates.items() if len(places) == 1}

    @property
    def known(self) -> list[str]:
        """Return the headings that are not blank."""
        return [text for text in self.texts if text]


def find_headings(rows: Sequence[Sequence[CellValue]], names: Iterable[str]) -> Headings | None:
    """Return the headings: the first row that has most of the names; None where no row has any."""
    wanted = {bare(name) for name in names}
    best: Headings | None = None
    most = 0
    for at, row in enumerate(rows[:_DEEPEST]):
        headings = _headings(at, row)
        fit = len(wanted.intersection(map(bare, headings.known)))
        if fit > most:
            best, most = headings, fit
    return best


def likely_headings(rows: Sequence[Sequence[CellValue]]) -> Headings | None:
    """Return the headings where no name is known: the first row of nothing but words that is as wide as most rows."""
    widths = Counter(len(filled) for row in rows if len(filled := _filled(row)) > 1)
    if not widths:
        return None
    usual = widths.most_common(1)[0][0]
    for at, row in enumerate(rows[:_DEEPEST]):
        filled = _filled(row)
        words = [
            cell for cell in filled if isinstance(cell, str) and read_number(cell) is None and read_day(cell) is None
        ]
        if len(words) == len(filled) and len(filled) >= usual * _WIDE_ENOUGH:
            return _headings(at, row)
    return None


# Cells may be blank in most rows of a column that has a heading, and headings may be missing over some.
_WIDE_ENOUGH = 0.7


def missing_columns(headings: Headings, definition: Definition) -> list[str]:
    """Return the names of a definition that are not among the headings."""
    return [name for name in definition.columns if not headings.find(name)]


def repeated_columns(headings: Headings, definition: Definition) -> Mapping[str, int]:
    """Return the names of a definition that several columns have, and how many."""
    counts = {name: len(headings.find(name)) for name in definition.columns}
    return {name: count for name, count in counts.items() if count > 1}


def _headings(at: int, row: Sequence[CellValue]) -> Headings:
    return Headings(at, tuple(as_text(cell).strip() for cell in row))


def _filled(row: Sequence[CellValue]) -> list[CellValue]:
    return [cell for cell in row if not is_blank(cell)]

"""Rows of a form that are no rows of its list: headings again, totals, notes, numbers without content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.importing.grid import Grid
from addin.importing.header import Match, is_header_again
from udfs.footers import COLUMN_NUMBERS, NOTE, SECTION, are_column_numbers, footer_of, is_section
from udfs.lang import Text, listed
from udfs.problems import Finding, imports
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.model import Table

_REPEATED = Text("重复的表头", "headings again")
_TITLE_AGAIN = Text("重复的标题", "a title again")
# In a list as narrow as this a single cell may be a whole row.
_NARROW = 3
_SHOWN = 10


class Skipping:
    """Tells which rows below the headings are none of the list, and reports them.

    Args:
        table: the standard table.
        matches: what the columns of the source mean.
        grid: the sheet.
        header: the position of the headings in the grid.
    """

    def __init__(self, table: Table, matches: Sequence[Match], grid: Grid, header: int) -> None:
        self._sheet = grid.name
        self._heading_row, self._headings = grid.rows[header]
        # A lone number above the headings is no title.
        self._above = {texts for _, row in grid.rows[:header] if not all(map(str.isdigit, texts := _texts(row)))}
        self._wide = {top for top, left, _, right in grid.merged if right - left + 1 >= _NARROW}
        self._number = next((match.at for match in matches if match.target == "id"), None)
        self._subjects = {match.at for match in matches if match.target in (table.subject, "statement")}
        self._columns = sum(bool(match.header) for match in matches)
        # A formula that was never calculated may be anything.
        self._unvalued = {formula.row for formula in grid.formulas() if not formula.valued}
        self._after_note = False
        self._numbers: list[tuple[int, str]] = []
        self._rows: list[Finding] = []

    @property
    def lines(self) -> list[str]:
        """Return what stood in the rows that were passed over."""
        return [*(str(finding.args["value"]) for finding in self._rows), *(text for _, text in self._numbers)]

    def skips(self, number: int, cells: Sequence[CellValue]) -> bool:
        """Return whether a row is passed over: it is blank, or it is none of the list and is going to be reported."""
        filled = [at for at, cell in enumerate(cells) if not is_blank(cell)]
        if not filled:
            return True
        alone = filled[0] if len(filled) == 1 and self._columns >= _NARROW and number not in self._unvalued else None
        if alone is not None and alone == self._number and _is_number(plain(cells[alone])):
            self._numbers.append((number, plain(cells[alone])))
            return True
        why = self._why(number, cells, filled[0], alone)
        self._after_note = why is NOTE
        if why is not None:
            self._rows.append(imports.ROW_SKIPPED.at(self._sheet, row=number, why=why, value=joined(cells)))
        return why is not None

    def _why(self, number: int, cells: Sequence[CellValue], first: int, alone: int | None) -> Text | None:
        """Return what a row is if it is none of the list; `alone` is the place of its one cell, None where it has more."""
        why = self._again(number, cells) or footer_of(cells)
        # What stands below the heading of the problems may be one that begins with the words of a note.
        if why is not None and not (why is NOTE and first in self._subjects):
            return why
        if alone is None:
            return None
        # The lines of a note go on below it.
        return NOTE if self._after_note else self._section(number, cells, alone)

    def _again(self, number: int, cells: Sequence[CellValue]) -> Text | None:
        """Return what a row repeats or numbers of what stands in and above the headings."""
        if is_header_again(cells, self._headings):
            self._heading_row = number
            return _REPEATED
        if self._above and _texts(cells) in self._above:
            return _TITLE_AGAIN
        return COLUMN_NUMBERS if number == self._heading_row + 1 and are_column_numbers(cells) else None

    def _section(self, number: int, cells: Sequence[CellValue], alone: int) -> Text | None:
        """Return whether the one cell of a row is a heading over others, as 一、流程类 is."""
        if alone in self._subjects and number not in self._wide:
            return None
        is_heading = alone == self._number or number in self._wide or is_section(plain(cells[alone]))
        return SECTION if is_heading else None

    def findings(self) -> Iterator[Finding]:
        """Report each row that was passed over; those that hold nothing but their number in one line."""
        yield from self._rows
        if self._numbers:
            rows = listed((str(row) for row, _ in self._numbers), _SHOWN)
            few = listed((text for _, text in self._numbers), _SHOWN)
            yield imports.ONLY_NUMBERS.at(self._sheet, count=len(self._numbers), few=few, rows=rows)


def joined(row: Sequence[CellValue]) -> str:
    """Return the cells of a row as a message shows them."""
    return " | ".join(plain(cell) for cell in row if not is_blank(cell))


def _is_number(text: str) -> bool:
    """Return whether a text counts rows: 12, or I-012."""
    return any(sign.isdigit() for sign in text) and all(sign.isalnum() or sign in "-_." for sign in text)


def _texts(cells: Sequence[CellValue]) -> tuple[str, ...]:
    texts = [as_text(cell).strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)

"""What a command needs of a workbook, in the layout's own words; the file and the open workbook both offer it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from udfs.lang import Lang, Text
from udfs.lang import same as same_words
from udfs.values import Cell, CellValue, Keep, as_text, is_blank
from workbook_templates.context import Context, TableData
from workbook_templates.formulas import column_letter
from workbook_templates.identity import Identity

# Before the key of a column that is the user's own: the rest of the key is its heading.
OWN = "+"

# Where the value of a setting stands on the sheet 设置; its label is in the first column.
VALUE_COLUMN = 2


class Below(NamedTuple):
    """What stands below a table without belonging to it: the first filled cell, and how many rows hold something."""

    cell: str
    rows: int


@dataclass
class View:
    """A table as it stands in a workbook.

    Attributes:
        data: the columns by key, dates as dates.
        formulas: for every computed column the formula texts (None where the cell holds none).
        column_numbers: column numbers by key, counted from 1; a column that the workbook lacks is missing here.
        headers: the header texts by key, as they stand in the workbook.
        first_row: sheet row of the first data row.
        own: where the user's own columns stand, by heading; `Book.with_own` reads them.
        below: what stood in the columns of the table below it when it was read, None where there was nothing.
    """

    data: TableData
    sheet: str
    first_row: int
    column_numbers: dict[str, int]
    headers: dict[str, str]
    formulas: dict[str, list[str | None]]
    own: dict[str, int]
    below: Below | None = None

    def cell(self, key: str, index: int) -> str:
        """Return the address of a cell, such as `H5`."""
        return f"{column_letter(self.column_numbers[key])}{self.first_row + index}"

    def label(self, key: str) -> Text:
        """Return what a column is called."""
        return same_words(key[len(OWN) :]) if key.startswith(OWN) else self.data.table.column(key).label

    def letters(self) -> dict[str, str]:
        """Return the column letters by key."""
        return {key: column_letter(place) for key, place in self.column_numbers.items()}


@dataclass(frozen=True)
class AreaView:
    """A named block of computed cells: where it stands and what it holds now."""

    sheet: str
    row: int
    col: int
    figures: list[list[Cell]]


class Book(Protocol):
    """A workbook of ours. Nothing is shown, and nothing is kept before `save`."""

    @property
    def identity(self) -> Identity:
        """Who the workbook is."""

    @property
    def lang(self) -> Lang:
        """The workbook's language."""

    def sheets(self) -> Sequence[str]:
        """Return the names of the worksheets in tab order."""

    def tables(self) -> Sequence[str]:
        """Return the keys of the tables that the workbook holds."""

    def table_sheets(self) -> Mapping[str, str]:
        """Return the sheet of each Excel Table, by the table's name."""

    def view(self, table: str) -> View:
        """Read a table whole."""

    def with_own(self, table: str) -> View:
        """Read a table whole, the user's own columns too, under keys that begin with `OWN`."""

    def ensure(self, table: str) -> View:
        """Return the view of a table that commands keep; its sheet is made where the workbook has none yet."""

    def context(self, today: date) -> Context:
        """Read settings, calendar and all tables."""

    def settings(self) -> Mapping[str, Sequence[Sequence[CellValue]]]:
        """Return what stands on the sheet 设置 by defined name; a name that the workbook lacks is missing."""

    def views(self) -> Mapping[str, View]:
        """Return the views that `context` was read from, by table key."""

    def write(self, table: str, column: str, cells: Sequence[Cell | Keep], start: int = 0) -> None:
        """Write a run of a column, beginning at row `start` of the table.

        Formulas may hold `formulas.ROW` in place of their own row.
        """

    def append(self, table: str, rows: Sequence[Mapping[str, CellValue]]) -> None:
        """Add rows below the table; validations, formats and print area grow with it."""

    def shrink(self, table: str, rows: int) -> None:
        """Take trailing rows away, leaving `rows` (at least one)."""

    def names(self) -> Collection[str]:
        """Return the defined names of the whole workbook."""

    def define(self, names: Mapping[str, str]) -> None:
        """Let names stand for formulas, written without `=`; known ones get a new meaning."""

    def add_setting(self, sheet: str, name: str, row: Sequence[CellValue]) -> None:
        """Write a setting below everything on a sheet: label, value and more; the name stands for the value's cell."""

    def area(self, name: str) -> AreaView | None:
        """Read a named block, None where the workbook has none."""

    def write_area(self, name: str, figures: Sequence[Sequence[Cell]]) -> None:
        """Write a named block."""

    def refresh_charts(self, sheet: str, lengths: Mapping[tuple[int, int], int]) -> None:
        """Let the charts of `sheet` show as many rows as are filled, by (first row, first column) of their labels."""

    def log(self) -> list[list[CellValue]]:
        """Return the rows of the change log, without headings."""

    def last_step(self) -> int:
        """Return the number of the last step that the log tells, 0 where it tells none."""

    def append_log(self, rows: Sequence[Sequence[CellValue]]) -> None:
        """Add rows to the change log."""

    def save(self) -> None:
        """Keep everything written, all or nothing."""


def labels(row: Mapping[str, CellValue], subject: str) -> str:
    """Return how a row is called in lists: its number and its subject."""
    return " ".join(as_text(row[key]) for key in ("id", subject) if not is_blank(row.get(key)))[:80]

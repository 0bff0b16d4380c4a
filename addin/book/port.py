"""What a command needs of a workbook, in the layout's own words; the file and the open workbook both offer it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from udfs.lang import Lang, Text, listed_texts
from udfs.lang import same as same_words
from udfs.problems import Finding, Problem, RefusalError, books
from udfs.rules import Kind
from udfs.scheduling.workdays import WorkCalendar
from udfs.serials import from_serial
from udfs.values import Cell, CellValue, Keep, as_text, is_blank, is_number
from workbook_templates.catalogue import HOLIDAYS, KNOWN_TABLES, TABLES, layout_of
from workbook_templates.context import OWN, Context, TableData
from workbook_templates.formulas import Block, column_letter
from workbook_templates.headers import match_headers, match_places
from workbook_templates.identity import Identity
from workbook_templates.model import Table
from workbook_templates.settings import LABELS_OF_NAMES, SETTINGS, Settings, spellings_joined

# Where the value of a setting stands on the sheet 设置; its label is in the first column.
VALUE_COLUMN = 2

# Smaller numbers are no dates that anybody means, and spreadsheets disagree about the days before March 1900.
_FIRST_SERIAL = 61

_DATED = {setting.name for setting in SETTINGS.values() if setting.is_date}


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

    def finding(self, problem: Problem, key: str, index: int, /, **args: object) -> Finding:
        """Return a finding at a cell; at the sheet as a whole where the workbook lacks the column."""
        return problem.at(self.sheet, self.cell(key, index) if key in self.column_numbers else "", **args)

    def label(self, key: str) -> Text:
        """Return the label of a column."""
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

    def cell(self, row: int = 0, col: int = 0) -> str:
        """Return the address of a cell of the block, counted from its first one."""
        return f"{column_letter(self.col + col)}{self.row + row}"


# Gives values and formulas of columns by their numbers.
Reader = Callable[[list[int]], tuple[Mapping[int, list[CellValue]], Mapping[int, list[str | None]]]]

# Sheet, first row, first column, last row, last column.
Place = tuple[str, int, int, int, int]


class Book(ABC):
    """A workbook of ours, whatever holds it. Nothing is shown, and nothing is kept before `save`.

    Attributes:
        identity: who the workbook is.
        date1904: whether it counts days from 1904.
    """

    identity: Identity
    date1904: bool

    def __init__(self) -> None:
        self._views: dict[str, View] = {}
        self._readers: dict[str, Reader] = {}

    @property
    def lang(self) -> Lang:
        """The workbook's language."""
        return self.identity.lang

    # --- what it holds -----------------------------------------------------------------------------------------------

    @abstractmethod
    def sheets(self) -> Sequence[str]:
        """Return the names of the worksheets in tab order."""

    def tables(self) -> Sequence[str]:
        """Return the keys of the tables that the workbook holds."""
        return [key for key, table in TABLES.items() if table.name in self.table_sheets()]

    @abstractmethod
    def table_sheets(self) -> Mapping[str, str]:
        """Return the sheet of each Excel Table, by the table's name."""

    def view(self, table: str) -> View:
        """Read a table whole; the view is kept, so that a second call costs nothing."""
        if table not in self._views:
            layout = KNOWN_TABLES[table]
            if layout.name not in self.table_sheets():
                raise RefusalError(books.TABLE_MISSING, table=layout.sheet)
            self._views[table] = self._read(layout)
        return self._views[table]

    def register(self, table: str, needed: Collection[str] = ()) -> View:
        """Read a table that commands keep and that is there.

        Args:
            table: its key.
            needed: the columns that must be there; all that commands write or read where not given.

        Raises:
            RefusalError: one of them is gone.
        """
        view = self.view(table)
        keys = needed or [column.key for column in view.data.table.columns]
        lost = [key for key in keys if key not in view.column_numbers]
        if lost:
            raise self.missing(view, lost)
        return view

    def missing(self, view: View, keys: Iterable[str]) -> RefusalError:
        """Return the refusal that names columns which a table lacks, because they are gone or because it is older."""
        columns = [view.data.table.column(key) for key in keys]
        labels = listed_texts(column.label for column in columns)
        if any(column.since > self.identity.layout for column in columns):
            return RefusalError(books.LAYOUT_OLDER, sheet=view.sheet, table=view.data.table.sheet, columns=labels)
        return RefusalError(books.COLUMN_MISSING, sheet=view.sheet, table=view.data.table.sheet, column=labels)

    def with_own(self, table: str) -> View:
        """Read a table whole, the user's own columns too, under keys that begin with `OWN`."""
        view = self.view(table)
        fresh = {heading: col for heading, col in view.own.items() if OWN + heading not in view.column_numbers}
        if fresh:
            values, formulas = self._readers[table](sorted(fresh.values()))
            for heading, col in fresh.items():
                later = [None] * (view.data.length - len(values[col]))
                shown = self._as_shown(view.sheet, col, view.first_row, values[col])
                view.data.columns[OWN + heading] = [*shown, *later]
                view.formulas[OWN + heading] = [*formulas[col], *later]
                view.column_numbers[OWN + heading], view.headers[OWN + heading] = col, heading
        return view

    @abstractmethod
    def ensure(self, table: str) -> View:
        """Return the view of a table that commands keep; its sheet is made where the workbook has none yet."""

    def context(self, today: date) -> Context:
        """Read settings, calendar and all tables."""
        context = Context(self.lang, today, self._settings())
        for key in self.tables():
            context.tables[key] = self.view(key).data
        index = self._place("cal_index")
        if HOLIDAYS.name in self.table_sheets() and index is not None:
            holidays = self.view(HOLIDAYS.key).data
            context.tables[HOLIDAYS.key] = holidays
            rows = zip(holidays["day"], holidays["kind"], holidays["name"], strict=True)
            sheet, top, left, bottom, _ = index
            first = self._dated(self._block((sheet, top, left, top, left))[0])[0]
            if isinstance(first, date):
                context.put_calendar(WorkCalendar.of(rows, first, first + timedelta(days=bottom - top)))
        return context

    def settings(self) -> Mapping[str, Sequence[Sequence[CellValue]]]:
        """Return what stands on the sheet 设置 by defined name, read in one go; a name that the workbook lacks is missing."""
        places = {name: place for name in LABELS_OF_NAMES if (place := self._place(name)) is not None}
        values: dict[str, Sequence[Sequence[CellValue]]] = {}
        for sheet in {place[0] for place in places.values()}:
            here = {name: place for name, place in places.items() if place[0] == sheet}
            top, left = min(p[1] for p in here.values()), min(p[2] for p in here.values())
            bottom, right = max(p[3] for p in here.values()), max(p[4] for p in here.values())
            block = self._block((sheet, top, left, bottom, right))
            for name, (_, first, start, last, end) in here.items():
                cells = [row[start - left : end - left + 1] for row in block[first - top : last - top + 1]]
                values[name] = [self._dated(row) for row in cells] if name in _DATED else cells
        return spellings_joined(values)

    def views(self) -> Mapping[str, View]:
        """Return the views read so far, by table key; after `context` those that it was read from."""
        return self._views

    @abstractmethod
    def names(self) -> Collection[str]:
        """Return the defined names of the whole workbook."""

    @abstractmethod
    def area(self, name: str) -> AreaView | None:
        """Read a named block, None where the workbook has none."""

    @abstractmethod
    def log(self) -> list[list[CellValue]]:
        """Return the rows of the change log, without headings."""

    @abstractmethod
    def last_step(self) -> int:
        """Return the number of the last step that the log tells, 0 where it tells none."""

    # --- what is written ---------------------------------------------------------------------------------------------

    @abstractmethod
    def write(self, table: str, column: str, cells: Sequence[Cell | Keep], start: int = 0) -> None:
        """Write a run of a column, beginning at row `start` of the table; kept cells are not touched.

        Formulas may hold `formulas.ROW` in place of their own row.
        """

    @abstractmethod
    def append(self, table: str, rows: Sequence[Mapping[str, CellValue]]) -> None:
        """Add rows below the table; validations, formats and print area grow with it."""

    @abstractmethod
    def shrink(self, table: str, rows: int) -> None:
        """Take trailing rows away, leaving `rows` (at least one)."""

    @abstractmethod
    def define(self, names: Mapping[str, str]) -> None:
        """Let names stand for formulas, written without `=`; known ones get a new meaning."""

    @abstractmethod
    def add_setting(self, sheet: str, name: str, row: Sequence[CellValue]) -> None:
        """Write a setting below everything on a sheet: label, value and more; the name stands for the value's cell."""

    @abstractmethod
    def write_area(self, name: str, figures: Sequence[Sequence[Cell]]) -> None:
        """Write a named block; nothing where the workbook has none."""

    @abstractmethod
    def refresh_charts(self, sheet: str, lengths: Mapping[tuple[int, int], int]) -> None:
        """Let the charts of `sheet` show as many rows as are filled, by (first row, first column) of their labels."""

    @abstractmethod
    def print_area(self, sheet: str) -> list[Block]:
        """Return the blocks of a sheet that are printed; none where the whole sheet is, or nobody can say what."""

    @abstractmethod
    def set_print_area(self, sheet: str, areas: Sequence[Block]) -> None:
        """Let these blocks of a sheet be printed, each on pages of its own."""

    @abstractmethod
    def append_log(self, rows: Sequence[Sequence[CellValue]]) -> None:
        """Add rows to the change log; refused where the workbook has lost its log, so that no change goes unlogged."""

    @abstractmethod
    def save(self) -> None:
        """Save everything written, all or nothing; a workbook in which nothing changed is not touched."""

    # --- how it is read ----------------------------------------------------------------------------------------------

    @abstractmethod
    def _place(self, name: str) -> Place | None:
        """Return where a name's one block of cells is."""

    @abstractmethod
    def _block(self, place: Place) -> Sequence[Sequence[CellValue]]:
        """Return the values of a block."""

    @abstractmethod
    def _read(self, table: Table) -> View:
        """Read a table whole."""

    def _as_shown(self, _sheet: str, _col: int, _first_row: int, values: Sequence[CellValue]) -> Sequence[CellValue]:
        """Return the cells of a user's own column: numbers that are shown as days as days, where that can be seen."""
        return values

    def _settings(self) -> Settings:
        return Settings.read(self.lang, self.settings().get)

    def _dated(self, values: Sequence[CellValue]) -> list[CellValue]:
        """Return the cells of a date column with their numbers as dates; what is no likely date stays a number."""
        return [value if value is None else self._day(value) for value in values]

    def _day(self, value: CellValue) -> CellValue:
        day = from_serial(value, self.date1904) if is_number(value) and value >= _FIRST_SERIAL else None
        return value if day is None else day

    def _view_of(
        self,
        table: Table,
        sheet: str,
        first_row: int,
        first_col: int,
        headings: Sequence[str],
        columns: Reader,
        below: Sequence[tuple[int, int]],
    ) -> View:
        """Return the view of a table.

        `columns` reads values and formulas of columns by their numbers; `below` are row and column of the first filled
        cell in each row below the table.
        """
        table = layout_of(table, headings)
        matched = match_headers(table, headings)
        if table.by_commands:
            matched = match_places(table, headings, matched)
        places = {key: first_col + at for key, at in matched.items()}
        raw, formulas = columns(sorted(places.values()))
        columns_by_key: dict[str, list[CellValue]] = {}
        for key, col in places.items():
            columns_by_key[key] = self._dated(raw[col]) if table.column(key).kind is Kind.DATE else raw[col]
        length = len(next(iter(raw.values()), ()))
        formulas_by_key = {key: formulas[places[key]] for column in table.columns if (key := column.key) in places}
        headers = {key: headings[at] for key, at in matched.items()}
        own = {heading: first_col + at for at, heading in enumerate(headings) if at not in set(matched.values())}
        self._readers[table.key] = columns
        stray = Below(f"{column_letter(below[0][1])}{below[0][0]}", len(below)) if below else None
        return View(
            TableData(table, columns_by_key, length), sheet, first_row, places, headers, formulas_by_key, own, stray
        )


def labels(row: Mapping[str, CellValue], subject: str) -> str:
    """Return the name of a row in lists: its number and its subject."""
    return " ".join(as_text(row[key]) for key in ("id", subject) if not is_blank(row.get(key)))[:80]

"""What both kinds of book do alike: tell who the workbook is, keep what was read, and read settings and calendar."""

from __future__ import annotations

import contextlib
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from addin import xlsx
from addin.book.port import OWN, Below, View
from udfs.lang import Lang
from udfs.problems import RefusalError, books
from udfs.rules import Kind
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, is_number
from workbook_templates.catalogue import HOLIDAYS, KNOWN_TABLES, TABLES, layout_of
from workbook_templates.context import Context, TableData
from workbook_templates.headers import match_headers
from workbook_templates.identity import Identity
from workbook_templates.model import LAYOUT_VERSION, Table
from workbook_templates.names import TemplateKey
from workbook_templates.settings import LABELS_OF_NAMES, SETTINGS, Settings

# Smaller numbers are no dates that anybody means, and spreadsheets disagree about the days before March 1900.
_FIRST_SERIAL = 61

_DATED = {setting.name for setting in SETTINGS.values() if setting.is_date}

# Gives values and formulas of columns by their numbers.
Reader = Callable[[list[int]], tuple[Mapping[int, list[CellValue]], Mapping[int, list[str | None]]]]

# Sheet, first row, first column, last row, last column.
Place = tuple[str, int, int, int, int]


class BookBase(ABC):
    """A standard workbook, whatever holds it."""

    identity: Identity
    date1904: bool

    def __init__(self) -> None:
        self._views: dict[str, View] = {}
        self._readers: dict[str, Reader] = {}

    @abstractmethod
    def table_sheets(self) -> Mapping[str, str]:
        """Return the sheet of each Excel Table, by the table's name."""

    @abstractmethod
    def _place(self, name: str) -> Place | None:
        """Return where a name's one block of cells is."""

    @abstractmethod
    def _block(self, place: Place) -> Sequence[Sequence[CellValue]]:
        """Return the values of a block."""

    @abstractmethod
    def _read(self, table: Table) -> View:
        """Read a table whole."""

    @property
    def lang(self) -> Lang:
        """The workbook's language."""
        return self.identity.lang

    def tables(self) -> Sequence[str]:
        """Return the keys of the tables that the workbook holds."""
        return [key for key, table in TABLES.items() if table.name in self.table_sheets()]

    def view(self, table: str) -> View:
        """Read a table whole; the view is kept, so that a second call costs nothing."""
        if table not in self._views:
            layout = KNOWN_TABLES[table]
            if layout.name not in self.table_sheets():
                raise RefusalError(books.TABLE_MISSING, table=layout.sheet)
            self._views[table] = self._read(layout)
        return self._views[table]

    def with_own(self, table: str) -> View:
        """Read a table whole, the user's own columns too, under keys that begin with `OWN`."""
        view = self.view(table)
        fresh = {heading: col for heading, col in view.own.items() if OWN + heading not in view.column_numbers}
        if fresh:
            values, formulas = self._readers[table](sorted(fresh.values()))
            for heading, col in fresh.items():
                later = [None] * (view.data.length - len(values[col]))
                view.data.columns[OWN + heading] = [*values[col], *later]
                view.formulas[OWN + heading] = [*formulas[col], *later]
                view.column_numbers[OWN + heading], view.headers[OWN + heading] = col, heading
        return view

    def views(self) -> Mapping[str, View]:
        """Return the views read so far, by table key."""
        return self._views

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
        found: dict[str, Sequence[Sequence[CellValue]]] = {}
        for sheet in {place[0] for place in places.values()}:
            here = {name: place for name, place in places.items() if place[0] == sheet}
            top, left = min(p[1] for p in here.values()), min(p[2] for p in here.values())
            bottom, right = max(p[3] for p in here.values()), max(p[4] for p in here.values())
            block = self._block((sheet, top, left, bottom, right))
            for name, (_, first, start, last, end) in here.items():
                cells = [row[start - left : end - left + 1] for row in block[first - top : last - top + 1]]
                found[name] = [self._dated(row) for row in cells] if name in _DATED else cells
        return found

    def _settings(self) -> Settings:
        return Settings.read(self.lang, self.settings().get)

    def _dated(self, values: Sequence[CellValue]) -> list[CellValue]:
        """Return the cells of a date column with their numbers as dates; what is no likely date stays a number."""
        made: list[CellValue] = []
        for value in values:
            day = xlsx.from_serial(value, self.date1904) if is_number(value) and value >= _FIRST_SERIAL else None
            made.append(value if day is None else day)
        return made

    def _made_view(
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
        places = {key: first_col + at for key, at in matched.items()}
        raw, formulas = columns(sorted(places.values()))
        made: dict[str, list[CellValue]] = {}
        for key, col in places.items():
            made[key] = self._dated(raw[col]) if table.column(key).kind is Kind.DATE else raw[col]
        length = len(next(iter(raw.values()), ()))
        held = {key: formulas[places[key]] for column in table.columns if (key := column.key) in places}
        headers = {key: headings[at] for key, at in matched.items()}
        own = {heading: first_col + at for at, heading in enumerate(headings) if at not in set(matched.values())}
        self._readers[table.key] = columns
        stray = Below(f"{xlsx.letters(below[0][1])}{below[0][0]}", len(below)) if below else None
        return View(TableData(table, made, length), sheet, first_row, places, headers, held, own, stray)


def identity_of(texts: Sequence[str | None], sheets: Mapping[str, str], name: str) -> Identity:
    """Return who a workbook is; one whose hidden names were lost is recognised by its tables.

    Args:
        texts: what its hidden names say, in the order of `NAMES`, None for a missing one.
        sheets: the sheet of each Excel Table.
        name: the workbook's name, for messages.
    """
    known = [key for key, table in TABLES.items() if table.name in sheets]
    if not known:
        raise RefusalError(books.NOT_OURS, name=name)
    book_id, template, layout, lang = texts
    version = int(layout) if layout and layout.isdigit() else LAYOUT_VERSION
    if version > LAYOUT_VERSION:
        raise RefusalError(books.LAYOUT_TOO_NEW, name=name, layout=version, known=LAYOUT_VERSION)
    table = TABLES[known[0]]
    spoken: Lang = "en" if lang == "en" or (lang is None and sheets[table.name] == table.sheet.en) else "zh"
    keys = {key.value for key in TemplateKey}
    return Identity(book_id or "", TemplateKey(template if template in keys else TemplateKey.PROJECT), version, spoken)


@contextlib.contextmanager
def register_file(table: Table, lang: Lang) -> Iterator[Path]:
    """Give a workbook that holds nothing but a table kept by commands, for as long as it is taken over."""
    from workbook_templates.builder.book import register

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(register(table, lang))
        yield path

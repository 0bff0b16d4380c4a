"""What both kinds of book do alike: tell who the workbook is, keep what was read, and read settings and calendar."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from addin import xlsx
from addin.port import View
from udfs.lang import Lang
from udfs.problems import RefusalError, books
from udfs.rules import Kind
from udfs.values import CellValue, is_number
from udfs.workdays import WorkCalendar
from workbook_templates.catalogue import HOLIDAYS, TABLES, layout_of
from workbook_templates.context import Context, TableData
from workbook_templates.headers import match_headers
from workbook_templates.identity import Identity
from workbook_templates.model import LAYOUT_VERSION, Table
from workbook_templates.names import TemplateKey
from workbook_templates.settings import SETTINGS, Settings

# Smaller numbers are no dates that anybody means, and spreadsheets disagree about the days before March 1900.
_FIRST_SERIAL = 61

# Sheet, first row, first column, last row, last column.
Place = tuple[str, int, int, int, int]


class BookBase(ABC):
    """A standard workbook, whatever holds it."""

    identity: Identity
    date1904: bool

    def __init__(self) -> None:
        self._views: dict[str, View] = {}

    @abstractmethod
    def _held(self) -> Mapping[str, str]:
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
        return [key for key, table in TABLES.items() if table.name in self._held()]

    def view(self, table: str) -> View:
        """Read a table whole; the view is kept, so that a second call costs nothing."""
        if table not in self._views:
            layout = HOLIDAYS if table == HOLIDAYS.key else TABLES[table]
            if layout.name not in self._held():
                raise RefusalError(books.TABLE_MISSING, table=layout.sheet)
            self._views[table] = self._read(layout)
        return self._views[table]

    def views(self) -> Mapping[str, View]:
        """Return the views read so far, by table key."""
        return self._views

    def context(self, today: date) -> Context:
        """Read settings, calendar and all tables."""
        context = Context(self.lang, today, self.settings())
        for key in self.tables():
            context.tables[key] = self.view(key).data
        index = self._place("cal_index")
        if HOLIDAYS.name in self._held() and index is not None:
            holidays = self.view(HOLIDAYS.key).data
            context.tables[HOLIDAYS.key] = holidays
            rows = zip(holidays["day"], holidays["kind"], holidays["name"], strict=True)
            sheet, top, left, bottom, _ = index
            first = self._dated(self._block((sheet, top, left, top, left))[0])[0]
            if isinstance(first, date):
                context.calendar = WorkCalendar.of(rows, first, first + timedelta(days=bottom - top))
        return context

    def settings(self) -> Settings:
        """Read the sheet 设置."""
        dates = {setting.name for setting in SETTINGS.values() if setting.is_date}

        def named(name: str) -> Sequence[Sequence[CellValue]] | None:
            place = self._place(name)
            if place is None:
                return None
            block = self._block(place)
            return [self._dated(row) for row in block] if name in dates else block

        return Settings.read(self.lang, named)

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
        columns: Callable[[list[int]], tuple[Mapping[int, list[CellValue]], Mapping[int, list[str | None]]]],
    ) -> View:
        """Return the view of a table: `columns` reads values and formulas of columns by their numbers."""
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
        return View(TableData(table, made, length), sheet, first_row, places, headers, held)


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

"""A workbook of ours as a file on disk: the port over the surgical package editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from addin import xlsx
from addin.filecharts import lengthened
from addin.keep import KEEP, Keep
from addin.port import AreaView, View
from udfs.lang import Lang
from udfs.problems import RefusalError, books
from udfs.rules import Kind
from udfs.values import Cell, CellValue, is_number
from udfs.workdays import WorkCalendar
from workbook_templates.catalogue import HOLIDAYS, LOG_SHEET, TABLES
from workbook_templates.context import Context, TableData
from workbook_templates.headers import match_headers
from workbook_templates.identity import NAMES, Identity
from workbook_templates.log import LOG_COLUMNS
from workbook_templates.model import LAYOUT_VERSION, Table
from workbook_templates.names import TemplateKey
from workbook_templates.settings import SETTINGS, Settings

# Smaller numbers are no dates that anybody means, and spreadsheets disagree about the days before March 1900.
_FIRST_SERIAL = 61


class FileBook:
    """A standard workbook on disk. Reads at once, keeps every write in memory until `save`.

    Args:
        path: the file.
        writing: also refuse what could not be saved (read-only, open in another program).

    Raises:
        RefusalError: the file cannot be used; its bytes stay as they are.
    """

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        self._file = xlsx.Workbook.open(path, writing=writing)
        self.identity = _identity(self._file)
        self._views: dict[str, View] = {}

    @property
    def lang(self) -> Lang:
        """The workbook's language."""
        return self.identity.lang

    def sheets(self) -> Sequence[str]:
        """Return the names of the worksheets in tab order."""
        return [sheet.name for sheet in self._file.sheets]

    def tables(self) -> Sequence[str]:
        """Return the keys of the tables that the workbook holds."""
        return [key for key, table in TABLES.items() if table.name in self._file.tables]

    def view(self, table: str) -> View:
        """Read a table whole; the view is kept, so that a second call costs nothing."""
        if table not in self._views:
            self._views[table] = self._read(HOLIDAYS if table == HOLIDAYS.key else TABLES[table])
        return self._views[table]

    def views(self) -> Mapping[str, View]:
        """Return the views read so far, by table key."""
        return self._views

    def _read(self, table: Table) -> View:
        place = self._file.tables.get(table.name)
        if place is None:
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
        matched = match_headers(table, place.columns)
        places = {key: place.first_col + at for key, at in matched.items()}
        first, last = place.first_row + 1, place.last_row
        raw, formulas = self._file.columns_with_formulas(place.sheet, sorted(places.values()), first, last)
        columns: dict[str, list[CellValue]] = {}
        for key, col in places.items():
            values = raw[col]
            columns[key] = self._dated(values) if table.column(key).kind is Kind.DATE else values
        data = TableData(table, columns, last - first + 1)
        computed = {key: formulas[places[key]] for c in table.columns if (key := c.key) in places}
        headers = {key: place.columns[at] for key, at in matched.items()}
        return View(data, place.sheet, first, places, headers, computed)

    def _dated(self, values: Sequence[CellValue]) -> list[CellValue]:
        """Return the cells of a date column with their numbers as dates; what is no likely date stays a number."""
        date1904 = self._file.date1904
        made: list[CellValue] = []
        for value in values:
            day = xlsx.from_serial(value, date1904) if is_number(value) and value >= _FIRST_SERIAL else None
            made.append(value if day is None else day)
        return made

    def context(self, today: date) -> Context:
        """Read settings, calendar and all tables."""
        context = Context(self.lang, today, self._settings())
        for key in self.tables():
            context.tables[key] = self.view(key).data
        index = self._file.area("cal_index")
        if HOLIDAYS.name in self._file.tables and index is not None:
            holidays = self.view(HOLIDAYS.key).data
            context.tables[HOLIDAYS.key] = holidays
            rows = zip(holidays["day"], holidays["kind"], holidays["name"], strict=True)
            sheet, top, left, bottom, _ = index
            first = self._dated(self._file.block(sheet, top, left, top, left)[0])[0]
            if isinstance(first, date):
                context.calendar = WorkCalendar.of(rows, first, first + timedelta(days=bottom - top))
        return context

    def _settings(self) -> Settings:
        dates = {setting.name for setting in SETTINGS.values() if setting.is_date}

        def named(name: str) -> Sequence[Sequence[CellValue]] | None:
            area = self._file.area(name)
            if area is None:
                return None
            block = self._file.block(*area)
            return [self._dated(row) for row in block] if name in dates else block

        return Settings.read(self.lang, named)

    def write(self, table: str, column: str, cells: Sequence[Cell | Keep], start: int = 0) -> None:
        """Write a run of a column, beginning at row `start` of the table."""
        view = self.view(table)
        self._file.set_columns(view.sheet, view.first_row + start, {view.places[column]: cells})
        values = view.data.columns[column]
        formulas = view.formulas[column]
        for i, cell in enumerate(cells, start):
            if cell is not KEEP:
                values[i], formulas[i] = cell

    def append(self, table: str, rows: Sequence[Mapping[str, CellValue]]) -> None:
        """Add rows below the table; validations, formats and print area grow with it."""
        view = self.view(table)
        made = [{view.places[key]: Cell(value) for key, value in row.items()} for row in rows]
        self._file.append_rows(view.data.table.name, made)
        for key, values in view.data.columns.items():
            values.extend(row.get(key) for row in rows)
            view.formulas[key].extend([None] * len(rows))
        view.data.length += len(rows)

    def shrink(self, table: str, rows: int) -> None:
        """Take trailing rows away, leaving `rows` (at least one)."""
        view = self.view(table)
        self._file.shrink_table(view.data.table.name, view.first_row + rows - 1)
        for key, values in view.data.columns.items():
            del values[rows:], view.formulas[key][rows:]
        view.data.length = rows

    def area(self, name: str) -> AreaView | None:
        """Read a named block, None where the workbook has none."""
        place = self._file.area(name)
        if place is None:
            return None
        sheet, top, left, bottom, right = place
        cols = range(left, right + 1)
        values, formulas = self._file.columns_with_formulas(sheet, list(cols), top, bottom)
        rows = range(bottom - top + 1)
        figures = [[Cell(values[col][i], formulas[col][i]) for col in cols] for i in rows]
        return AreaView(sheet, top, left, figures)

    def write_area(self, name: str, figures: Sequence[Sequence[Cell]]) -> None:
        """Write a named block."""
        place = self._file.area(name)
        if place is not None:
            sheet, top, left, _, _ = place
            columns = zip(*figures, strict=True)
            cells = {left + i: list(column) for i, column in enumerate(columns)}
            self._file.set_columns(sheet, top, cells)

    def refresh_charts(self, sheet: str, lengths: Mapping[tuple[int, int], int]) -> None:
        """Let the charts of `sheet` show as many rows as are filled, and hold the numbers as they now are."""

        def cells(row: int, col: int, length: int) -> list[CellValue]:
            return [line[0] for line in self._file.block(sheet, row, col, row + length - 1, col)]

        for part, xml in self._file.charts().items():
            made = lengthened(xml, sheet, lengths, cells)
            if made is not None:
                self._file.replace_part(part, made)

    def log(self) -> list[list[CellValue]]:
        """Return the rows of the change log, without headings."""
        if not self._has_log:
            return []
        return [list(row) for row in self._file.used_block(LOG_SHEET.zh, len(LOG_COLUMNS))[1:]]

    def last_step(self) -> int:
        """Return the number of the last step that the log tells, 0 where it tells none."""
        numbers = [row[0] for row in self._file.used_block(LOG_SHEET.zh, 1)] if self._has_log else []
        return max((int(number) for number in numbers if is_number(number)), default=0)

    def append_log(self, rows: Sequence[Sequence[CellValue]]) -> None:
        """Add rows to the change log; refused where the workbook has lost its log, so that no change goes unlogged."""
        if rows:
            if not self._has_log:
                raise RefusalError(books.SHEET_MISSING, name=LOG_SHEET)
            self._file.append_below(LOG_SHEET.zh, [list(row) for row in rows])

    @cached_property
    def _has_log(self) -> bool:
        return LOG_SHEET.zh in self.sheets()

    def save(self) -> None:
        """Keep everything written, all or nothing; a workbook in which nothing changed is not touched."""
        if self._file.changed:
            # Formulas of the user's own may depend on what was written: programs are to calculate them when loading.
            self._file.request_recalculation()
        self._file.save()


def _identity(file: xlsx.Workbook) -> Identity:
    """Read who the workbook is; recognise one whose hidden names were lost by its tables."""
    texts = [_constant(file, name) for name in NAMES]
    known = [key for key, table in TABLES.items() if table.name in file.tables]
    if not known:
        raise RefusalError(books.NOT_OURS, name=file.path.name)
    book_id, template, layout, lang = texts
    version = int(layout) if layout and layout.isdigit() else LAYOUT_VERSION
    if version > LAYOUT_VERSION:
        raise RefusalError(books.LAYOUT_TOO_NEW, name=file.path.name, layout=version, known=LAYOUT_VERSION)
    table = TABLES[known[0]]
    spoken: Lang = "en" if lang == "en" or (lang is None and file.tables[table.name].sheet == table.sheet.en) else "zh"
    keys = {key.value for key in TemplateKey}
    return Identity(book_id or "", TemplateKey(template if template in keys else TemplateKey.PROJECT), version, spoken)


def _constant(file: xlsx.Workbook, name: str) -> str | None:
    defined = file.names.get(name)
    return defined.text.strip('"') if defined is not None else None

"""An xlwings engine over LibreOffice: our xlwings calls run for real, in a real spreadsheet program.

It has what the live book needs, behind xlwings's own classes. Formulas are read by LibreOffice's parser for Excel's
grammar and entered block by block as LibreOffice spells them; references to tables, which that parser does not know, are
replaced by plain ranges on the way in, and the text as it was entered is given back.

A call costs little, but each new object of the program costs as much as twenty-five of them: so blocks of cells are seen
through one cursor for each sheet, and sheets, tables, names and charts are asked for once.

Where Excel is known to be peculiar, the engine is so too: `formula` gives constants beside formulas, a column of a cell's
own table comes without the table's name, one formula entered into an empty column of a table fills the column, error values
come as numbers, dates as moments. `Engine.system` says whether it answers as Excel for Windows or as Excel for Mac does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar
from zipfile import ZipFile

import xlwings

from addin.xlsx import Workbook, letters
from addin.xlsx.refs import number as column_number
from addin.xlsx.refs import parse
from tests.helpers.office import Office
from tests.helpers.today import copy_on_day, on_day
from tests.helpers.uno_charts import Chart, Charts
from tests.helpers.uno_native import (
    ERROR_FORMULAS,
    ERRORS,
    ComError,
    Error,
    NativeApp,
    NativeBook,
    NativeRange,
    is_blank_line,
)
from workbook_templates.catalogue import KNOWN_TABLES

Open = Callable[[Path], tuple[Any, Any]]

_EXCEL_GRAMMAR = 3
_OWN_GRAMMAR = 0
_FORMULA_ERRORS = 4
# The columns of a sheet's cells, whatever its elements are called by.
_COLUMNS = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)')
_TABLE_COLUMN = re.compile(r"(tbl\w+)\[((?:'.|[^\]'])*)\]")
# What Excel would take for something else than text; LibreOffice's own reading of typed text stands in for it.
_CONVERTED = re.compile(r"^[=+@-]|^[\d.,/:%-]+$|^(?:true|false)$", re.IGNORECASE)
_DATES = 2
# One string in an array of values, as COM takes it; longer ones must be written alone.
_LONGEST_IN_ARRAY = 8203
_CALLS = {"read": 0, "write": 0}


def calls() -> dict[str, int]:
    """Return how many bulk reads and writes there were."""
    return _CALLS


class Engine:
    """The engine as xlwings asks for it."""

    name, type = "uno", "desktop"
    apps: list[Any] = []  # noqa: RUF012 - what xlwings looks for
    system = "windows"

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(rows: Any, _dates: Any, empty: Any, _numbers: Any, err_to_str: bool) -> Any:
        def clean(value: Any) -> Any:
            if value == "" and not isinstance(value, Error):
                return empty
            return (str(value) if err_to_str else None) if isinstance(value, Error) else value

        return [[clean(value) for value in row] for row in rows]


class App:
    """The program; what is switched off is seen in `history`."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.engine = _ENGINE.impl
        self.api = NativeApp()
        self.editing = self.calculation_stuck = False
        self.fails_at: int | None = None
        self.fails_for = 1
        self.failure: Exception = ComError()
        self.bar_failure: Exception | None = None
        self.seen = ""
        self.state = {"screen_updating": True, "enable_events": True, "status_bar": False}
        self.status_texts: list[Any] = []
        self.display_alerts = True
        self.pid = 1
        Engine.apps.append(self)
        self.alerts: list[tuple[str, str]] = []
        self.pressed = "ok"
        self.opened: list[Path] = []
        self.books_open: list[Any] = []
        self.books_closed: list[Any] = []
        self.filed: list[str] = []
        self.selection: Any = None

    def activate(self, _steal_focus: bool = False) -> None:
        """Excel comes to the front."""

    def refuse_while_editing(self) -> None:
        if self.editing:
            raise ComError

    def count_write(self) -> None:
        """Fail from the write of that number on, so many times, as Excel does where it stops answering for a moment."""
        if self.fails_at is not None:
            self.fails_at -= 1
            if self.fails_at <= 0:
                self.seen = self.calculation
                self.fails_at = None if self.fails_at <= 1 - self.fails_for else self.fails_at
                raise self.failure

    def _set(self, name: str, value: Any) -> None:
        self.refuse_while_editing()
        self.state[name] = value

    @property
    def screen_updating(self) -> Any:
        return self.state["screen_updating"]

    @screen_updating.setter
    def screen_updating(self, value: Any) -> None:
        self._set("screen_updating", value)

    @property
    def enable_events(self) -> Any:
        return self.state["enable_events"]

    @enable_events.setter
    def enable_events(self, value: Any) -> None:
        self._set("enable_events", value)

    @property
    def status_bar(self) -> Any:
        return self.state["status_bar"]

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        if self.bar_failure is not None and value is not False:
            raise self.bar_failure
        self._set("status_bar", value)
        self.status_texts.append(value)

    def alert(self, prompt: str, _title: str, _buttons: str, mode: str, _callback: Any) -> str:
        self.alerts.append((mode, prompt))
        return self.pressed

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def calculation(self) -> str:
        return "automatic" if self._document.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, mode: str) -> None:
        self.refuse_while_editing()
        if self.calculation_stuck and mode == "automatic":
            raise ComError
        self._document.enableAutomaticCalculation(mode == "automatic")
        if mode == "automatic":
            self._document.calculate()


class Books:
    """The open workbooks; what is opened is only noted, but for a workbook that a sheet is to be taken from."""

    def __init__(self, app: App) -> None:
        self.app = app

    def __iter__(self) -> Iterator[Any]:
        return iter(self.app.books_open)

    def __call__(self, name: str) -> Any:
        return {book.name: book for book in self}[name]

    def open(self, path: str, *_options: Any) -> Any:
        if set(Workbook.open(path).tables) <= {table.name for table in KNOWN_TABLES.values() if table.by_commands}:
            return Donor(self.app.books_open[0], Path(path))
        self.app.opened.append(Path(path))
        return (self.app.books_open or self.app.books_closed)[0]


class Donor:
    """A workbook opened only to take its first sheet over."""

    # Commands take the same few sheets over in most tests: a program opens each once.
    documents: ClassVar[dict[tuple[int, bytes], Any]] = {}

    def __init__(self, target: Book, path: Path) -> None:
        self.target, self.path, self.name = target, path, path.name
        key = id(target.office), sha256(path.read_bytes()).digest()
        if key not in self.documents:
            self.documents[key] = target.office.load(path)
        self.document = self.documents[key]
        self.known_sheets: dict[str, tuple[Any, Any]] = {}
        self.worksheets = self.document.Sheets
        self.app = target.app

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def copied(self, name: str) -> None:
        """Take a sheet over with its tables, as Excel does."""
        document = self.target.document
        self.target.forget_spellings()
        at = self.target.worksheets.importSheet(self.document, name, self.target.worksheets.Count)
        present = Workbook.open(self.path)
        for table in present.tables.values():
            area = self.target.worksheets.getByIndex(at).getCellRangeByPosition(
                table.first_col - 1, table.first_row - 1, table.last_col - 1, table.last_row - 1
            )
            if not document.DatabaseRanges.hasByName(table.name):
                document.DatabaseRanges.addNewByName(table.name, area.RangeAddress)
            self.target.tables[table.name] = (table.sheet, table.columns)

    def close(self) -> None:
        """The sheet has been taken over; the document stays for the next test."""


class Book:
    """An open workbook."""

    def __init__(self, document: Any, path: Path, office: Office) -> None:
        self.document, self.office = document, office
        self.name, self.fullname = path.name, str(path)
        self.app = App(document)
        self.app.books_open.append(self)
        self.shown: tuple[str, str] = ("", "")
        self.parser = _parser(document, _EXCEL_GRAMMAR)
        self.speller = _parser(document, _OWN_GRAMMAR)
        # Formulas as Excel spells them, by sheet and row, then by column: most rows of most blocks have none.
        self.texts: dict[tuple[str, int], dict[int, str]] = {}
        # What the program has been asked for already: an object stays the same.
        self.worksheets, self.named = document.Sheets, document.NamedRanges
        self.corner = self.worksheets.getByIndex(0).getCellByPosition(0, 0).CellAddress
        self.known_sheets: dict[str, tuple[Any, Any]] = {}
        self.known_ranges: dict[str, Any] = {}
        self.known_charts: dict[str, Charts] = {}
        self.known_names: dict[str, str] = {}
        self._spellings: dict[str, str] | None = None
        present = Workbook.open(path)
        with ZipFile(path) as package:
            for sheet in present.sheets:
                known = _formulas(present, sheet.name, package.read(sheet.part)) if sheet.has_cells else {}
                self.texts |= {(sheet.name, row): dict(line) for row, line in known.items()}
            self.name_keys = _name_keys(package.read("xl/workbook.xml"))
        self.tables = {name: (table.sheet, table.columns) for name, table in present.tables.items()}
        self.totals = {name for name, table in present.tables.items() if table.totals}
        self.api = NativeBook(document)

    def activate(self) -> None:
        """The workbook comes to the front."""

    def save(self, _path: Any, password: Any) -> None:  # noqa: ARG002 - as xlwings calls it
        """Nothing is written: LibreOffice would drop what only Excel knows."""
        self.app.filed.append("saved")

    def close(self) -> None:
        self.app.filed.append("closed")
        self.app.books_open.remove(self)
        self.app.books_closed.append(self)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def database_range(self, name: str) -> Any:
        """Return the program's own object for a table."""
        if name not in self.known_ranges:
            self.known_ranges[name] = self.document.DatabaseRanges.getByName(name)
        return self.known_ranges[name]

    def plain(self, formula: str) -> str:
        """Return a formula with tables' columns as ranges, on the day of the tests."""

        def ranged(results: re.Match[str]) -> str:
            sheet, columns = self.tables[results[1]]
            area = self.database_range(results[1]).DataArea
            at = area.StartColumn + columns.index(re.sub("'(.)", r"\1", results[2])) + 1
            return f"'{sheet}'!${letters(at)}${area.StartRow + 2}:${letters(at)}${area.EndRow + 1}"

        return _TABLE_COLUMN.sub(ranged, on_day(formula))

    def forget_spellings(self) -> None:
        """Names or sheets come or go, which gives formulas another meaning."""
        self._spellings = None

    def spelled(self, formula: str) -> str:
        """Return a formula of Excel's as LibreOffice spells it, with `=`."""
        text = self.plain(formula)
        if self._spellings is None:
            within = (self.worksheets.ElementNames, frozenset(self.named.ElementNames))
            self._spellings = _KNOWN_SPELLINGS.setdefault(within, {})
        known = self._spellings
        if text not in known:
            known[text] = "=" + self.speller.printFormula(self.parser.parseFormula(text, self.corner), self.corner)
        return known[text]


# What LibreOffice makes of a formula of Excel's, in all workbooks with the same sheets and names.
_KNOWN_SPELLINGS: dict[tuple[tuple[str, ...], frozenset[str]], dict[str, str]] = {}
# What it makes of a name: by the sheets, the name and its text in the file.
_KNOWN_NAMES: dict[tuple[bytes, ...], str] = {}
_DEFINED = re.compile(rb'<definedName name="([^"]*)"( hidden="1")?>([^<]*)</definedName>')
_LISTED_SHEETS = re.compile(rb"<sheets>.*?</sheets>", re.DOTALL)


def _name_keys(workbook: bytes) -> dict[str, tuple[bytes, ...]]:
    """Return what decides how the program reads each name of a whole workbook."""
    sheets = b"".join(_LISTED_SHEETS.findall(workbook))
    return {name.decode(): (sheets, name, text) for name, _, text in _DEFINED.findall(workbook)}


# Most tests open workbooks with the same sheets: what a sheet holds is worked out once.
_KNOWN_FORMULAS: dict[bytes, dict[int, dict[int, str]]] = {}


def _formulas(present: Workbook, sheet: str, xml: bytes) -> dict[int, dict[int, str]]:
    """Return the formulas of a sheet by row, then by column."""
    key = sha256(xml).digest()
    if key not in _KNOWN_FORMULAS:
        known = _KNOWN_FORMULAS[key] = {}
        last = present.last_row(sheet)
        width = max(map(column_number, set(_COLUMNS.findall(xml))), default=0)
        if last and width and b"<f" in xml:
            _, columns = present.columns_with_formulas(sheet, range(1, width + 1), 1, last)
            for col, column in columns.items():
                for row, text in enumerate(column, 1):
                    if text is not None:
                        known.setdefault(row, {})[col] = text
    return _KNOWN_FORMULAS[key]


def _parser(document: Any, grammar: int) -> Any:
    built = document.createInstance("com.sun.star.sheet.FormulaParser")
    built.setPropertyValue("CompileEnglish", True)
    built.setPropertyValue("FormulaConvention", grammar)
    return built


class Names:
    """The defined names of a book."""

    def __init__(self, book: Book) -> None:
        self._book, self._names = book, book.named

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name, Name(self._book, name)) for name in self._names.ElementNames]

    def add(self, name: str, refers_to: str) -> Name:
        self._book.forget_spellings()
        self._names.addNewByName(name, "0", self._book.corner, 0)
        built = Name(self._book, name)
        built.refers_to = refers_to
        return built


class Name:
    """A defined name, its text as Excel writes it."""

    def __init__(self, book: Book, name: str) -> None:
        self._book, self.name = book, name

    @property
    def refers_to(self) -> str:
        known = self._book.known_names
        if self.name not in known:
            key = self._book.name_keys.get(self.name)
            known[self.name] = _KNOWN_NAMES.get(key) or self._read() if key else self._read()
            if key:
                _KNOWN_NAMES[key] = known[self.name]
        return known[self.name]

    def _read(self) -> str:
        content = self._book.named.getByName(self.name).Content
        return "=" + re.sub(r"\$?('(?:[^']|'')+'|\w+)\.(?=\$)", r"\1!", content)

    @refers_to.setter
    def refers_to(self, text: str) -> None:
        self._forget()
        self._book.forget_spellings()
        named = self._book.named.getByName(self.name)
        named.setTokens(self._book.parser.parseFormula(text.removeprefix("="), named.ReferencePosition))

    def _forget(self) -> None:
        self._book.known_names.pop(self.name, None)
        self._book.name_keys.pop(self.name, None)

    def delete(self) -> None:
        self._forget()
        self._book.forget_spellings()
        self._book.named.removeByName(self.name)


class Sheets:
    """The worksheets of a book."""

    def __init__(self, book: Book | Donor) -> None:
        self._book = book

    def __call__(self, key: Any) -> Sheet:
        name = key if isinstance(key, str) else self._book.worksheets.ElementNames[key - 1]
        known = self._book.known_sheets
        if name not in known:
            sheet = self._book.worksheets.getByName(name)
            known[name] = (sheet, sheet.createCursor())
        return Sheet(self._book, *known[name], name)

    def __len__(self) -> int:
        return int(self._book.worksheets.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return iter([self(name) for name in self._book.worksheets.ElementNames])


class Sheet:
    """A worksheet."""

    def __init__(self, book: Any, sheet: Any, cursor: Any, name: str) -> None:
        self.book, self.uno, self._cursor, self.name = book, sheet, cursor, name

    @property
    def tables(self) -> list[Table]:
        return [Table(self, name) for name, (sheet, _) in self.book.tables.items() if sheet == self.name]

    @property
    def charts(self) -> list[Chart]:
        known = self.book.known_charts
        if self.name not in known:
            known[self.name] = Charts(self.uno.Charts)
        return list(known[self.name])

    @property
    def used_range(self) -> Range:
        self._cursor.gotoEndOfUsedArea(False)
        end = self._cursor.RangeAddress
        return Range(self, 1, 1, end.EndRow + 1, end.EndColumn + 1)

    def block(self, row: int, column: int, rows: int, cols: int) -> Any:
        """Return the sheet's cursor, put over a block of cells: it shows them until the next block is asked for."""
        cursor = self._cursor
        # Asked anew each time: rows that somebody puts in above shift it.
        at = cursor.RangeAddress
        right, down = column - 1 - at.StartColumn, row - 1 - at.StartRow
        if (right, down, at.EndColumn - at.StartColumn + 1, at.EndRow - at.StartRow + 1) == (0, 0, cols, rows):
            return cursor
        if right >= 0 and down >= 0:  # what fits below and to the right fits here, too
            cursor.collapseToSize(cols, rows)
            cursor.gotoOffset(right, down)
            return cursor
        cursor.collapseToSize(1, 1)
        cursor.gotoOffset(right, down)
        cursor.collapseToSize(cols, rows)
        return cursor

    def activate(self) -> None:
        self.book.shown = (self.name, "")

    def copy(self, before: Any, after: Any) -> None:
        assert before is None
        assert after is not None
        self.book.copied(self.name)

    @property
    def visible(self) -> bool:
        return bool(self.uno.IsVisible)

    @visible.setter
    def visible(self, shown: bool) -> None:
        self.uno.IsVisible = shown

    def refuse_locked(self) -> None:
        self.book.app.refuse_while_editing()
        self.book.app.count_write()
        if self.uno.isProtected():
            # as Excel does; LibreOffice passes over what changes nothing
            raise PermissionError("the sheet is protected")

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self)

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            span = parse(first)
            assert span is not None
            return Range(self, span.top, span.left, span.bottom - span.top + 1, span.right - span.left + 1)
        (top, left), (bottom, right) = (
            end if isinstance(end, tuple) else (end.row, end.column) for end in (first, last or first)
        )
        return Range(self, top, left, bottom - top + 1, right - left + 1)


class PageSetup:
    """Print settings of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def print_area(self) -> str:
        areas = self._sheet.uno.getPrintAreas()
        ends = [((a.StartColumn, a.StartRow), (a.EndColumn, a.EndRow)) for a in areas]
        return ",".join(":".join(f"${letters(col + 1)}${row + 1}" for col, row in pair) for pair in ends)

    @print_area.setter
    def print_area(self, text: str) -> None:
        spans = [parse(piece) for piece in text.split(",")]
        ranges = [self._sheet.range((s.top, s.left), (s.bottom, s.right)).cells.RangeAddress for s in spans if s]
        self._sheet.uno.setPrintAreas(tuple(ranges))


class Table:
    """An Excel Table, which LibreOffice keeps as database range."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self._sheet, self.name = sheet, name
        self._content = sheet.book.database_range(name)

    @property
    def range(self) -> Range:
        a = self._content.DataArea
        return Range(
            self._sheet, a.StartRow + 1, a.StartColumn + 1, a.EndRow - a.StartRow + 1, a.EndColumn - a.StartColumn + 1
        )

    @property
    def show_totals(self) -> bool:
        return self.name in self._sheet.book.totals

    def resize(self, reach: Any) -> None:
        self._sheet.refuse_locked()
        self._content.setDataArea(reach.impl.cells.RangeAddress)


class Range:
    """A block of cells."""

    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, cols: int) -> None:
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (rows, cols)
        self.options: Any = None

    @property
    def cells(self) -> Any:
        """The program's own block, as long as no other one of the sheet is asked for."""
        return self.sheet.block(self.row, self.column, *self.shape)

    @property
    def api(self) -> Any:
        return NativeRange(self.contents, of_windows=Engine.system == "windows")

    @property
    def merge_cells(self) -> bool | None:
        merged = bool(self.cells.getIsMerged())
        return merged if len(self) == 1 or not merged else None

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, col: int | None = None) -> Range:
        return Range(self.sheet, self.row + row - 1, self.column + (col or 1) - 1, 1, 1)

    @property
    def address(self) -> str:
        return f"${letters(self.column)}${self.row}"

    def contents(self) -> list[list[Any]]:
        """Return what the cells hold: numbers, texts, error values, an empty text for nothing."""
        _CALLS["read"] += 1
        cells = self.cells
        rows = [list(row) for row in cells.getDataArray()]
        if any(None in row for row in rows):  # so the program gives an error value
            for row, col in self._places(cells.queryFormulaCells(_FORMULA_ERRORS)):
                text = cells.getCellByPosition(col, row).String
                rows[row][col] = Error(text if text in ERRORS else "#VALUE!")
        return rows

    def _places(self, areas: Any) -> Iterator[tuple[int, int]]:
        for area in areas.RangeAddresses:
            for row in range(area.StartRow, area.EndRow + 1):
                for col in range(area.StartColumn, area.EndColumn + 1):
                    yield row - self.row + 1, col - self.column + 1

    @property
    def raw_value(self) -> list[list[Any]]:
        rows = self.contents()
        for row, col in self._places(self.cells.queryContentCells(_DATES)):
            rows[row][col] = datetime(1899, 12, 30) + timedelta(days=rows[row][col])
        return rows

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        _CALLS["write"] += 1
        self.sheet.refuse_locked()
        rows = value if isinstance(value, (list, tuple)) else [[value] * self.shape[1]] * self.shape[0]
        if len(self) > 1 and any(isinstance(cell, str) and len(cell) > _LONGEST_IN_ARRAY for r in rows for cell in r):
            raise ValueError("a text is too long for an array")
        cells = self.cells
        cells.setDataArray(tuple(tuple(map(_entered, row)) for row in rows))
        self._forget_formulas()
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, str) and cell in ERRORS:
                    cells.getCellByPosition(j, i).setFormula(ERROR_FORMULAS[cell])
                elif isinstance(cell, str) and _CONVERTED.search(cell):
                    cells.getCellByPosition(j, i).setFormula(cell)
                elif isinstance(cell, bool):
                    cells.getCellByPosition(j, i).setFormula("=TRUE()" if cell else "=FALSE()")
                elif isinstance(cell, float | int) and len(self) == 1 and self.number_format == "@":
                    cells.getCellByPosition(j, i).setString(f"{cell:g}")  # Excel keeps as text what it takes for text

    @property
    def number_format(self) -> str:
        return str(self.sheet.book.document.NumberFormats.getByKey(self.cells.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        import uno  # it comes with the office, not with the packages

        self.sheet.refuse_locked()
        formats, anywhere = self.sheet.book.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        key = formats.queryKey(value, anywhere, False)
        self.cells.NumberFormat = key if key >= 0 else formats.addNew(value, anywhere)

    @property
    def formula(self) -> Any:
        _CALLS["read"] += 1
        areas = {table.name: table.range for table in self.sheet.tables}
        rows = tuple(self._entries(row, line, areas) for row, line in enumerate(self.cells.getDataArray(), self.row))
        return rows[0][0] if len(self) == 1 else rows

    def _entries(self, row: int, line: tuple[Any, ...], areas: dict[str, Range]) -> tuple[str, ...]:
        """Return what was entered into the cells of a row that show this."""
        present = self.sheet.book.texts.get((self.sheet.name, row))
        if present:
            return tuple(
                "=" + _as_excel_spells(present[col], (row, col), areas) if col in present else _constant(cell)
                for col, cell in enumerate(line, self.column)
            )
        return line if is_blank_line(line) else tuple(map(_constant, line))

    @formula.setter
    def formula(self, value: Any) -> None:
        _CALLS["write"] += 1
        self.sheet.refuse_locked()
        book = self.sheet.book
        rows = value if isinstance(value, (list, tuple)) else [[value]]
        self.cells.setFormulaArray(tuple(tuple(book.spelled(text[1:]) for text in row) for row in rows))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                book.texts.setdefault((self.sheet.name, self.row + i), {})[self.column + j] = text[1:]
        if book.app.api.AutoCorrect.AutoFillFormulasInLists:
            self._fill_lists()

    def _fill_lists(self) -> None:
        """Fill the rest of an otherwise empty column of a table, which Excel does unless told not to."""
        for table in self.sheet.tables:
            area = table.range
            for col in range(self.column, self.column + self.shape[1]):
                if area.column <= col < area.column + area.shape[1] and area.row < self.row < area.row + area.shape[0]:
                    body = range(area.row + 1, area.row + area.shape[0])
                    others = [row for row in body if not self.row <= row < self.row + self.shape[0]]
                    cells = [self.sheet.uno.getCellByPosition(col - 1, row - 1) for row in others]
                    if not any(cell.getFormula() for cell in cells):
                        for cell in cells:
                            cell.setString("filled by Excel")

    def select(self) -> None:
        self.sheet.book.shown = (self.sheet.name, self.address.replace("$", ""))

    def clear(self) -> None:
        self.sheet.refuse_locked()
        self._forget_formulas()
        self.cells.clearContents(1023)

    def _forget_formulas(self) -> None:
        """Take the block's formulas out of what is known, for others stand there, or none."""
        texts, end = self.sheet.book.texts, self.column + self.shape[1]
        for row in range(self.row, self.row + self.shape[0]):
            if line := texts.get((self.sheet.name, row)):
                for col in [col for col in line if self.column <= col < end]:
                    del line[col]

    @property
    def row_height(self) -> int:
        row = self.cells.Rows.getByIndex(0)
        return int(row.Height) if row.IsVisible else 0

    def copy(self, destination: Any) -> None:
        self.sheet.refuse_locked()
        if not self.row_height:
            return  # Excel copies what is seen
        target = destination.impl
        for i in range(target.shape[0]):
            place = self.sheet.uno.getCellByPosition(target.column - 1, target.row - 1 + i).CellAddress
            self.sheet.uno.copyRange(place, self.cells.RangeAddress)

    def resize(self, rows: int, cols: int) -> Range:
        return Range(self.sheet, self.row, self.column, rows, cols)


def _as_excel_spells(text: str, at: tuple[int, int], tables: dict[str, Range]) -> str:
    """Return a formula with the columns of its cell's own table by their names alone."""
    for name, area in tables.items():
        if area.row < at[0] < area.row + area.shape[0] and area.column <= at[1] < area.column + area.shape[1]:
            pieces = text.split('"')
            pieces[::2] = [piece.replace(f"{name}[", "[") for piece in pieces[::2]]
            return '"'.join(pieces)
    return text


def _constant(cell: Any) -> str:
    """Return what `formula` gives for a cell without one: what a person would type."""
    return "" if cell is None else cell if isinstance(cell, str) else f"{cell:.15g}"


def _entered(cell: Any) -> Any:
    if isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, str):
        return cell.removeprefix("'")
    return cell if cell is None else float(cell)


_ENGINE = xlwings.Engine(impl=Engine())
xlwings.engines.add(_ENGINE)
_ENGINE.activate()


def opened(office: Office, path: Path) -> tuple[xlwings.Book, Any]:
    """Open a workbook on the day of the tests; return it as xlwings's book, with the document to be closed."""
    with copy_on_day(path, quick=True) as copy:
        document = office.load(copy)
    document.calculateAll()
    return xlwings.Book(impl=Book(document, path, office)), document

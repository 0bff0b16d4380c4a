"""A workbook on a desk: as a file, or open in a spreadsheet program; the same commands, and the same questions about it.

A test types into cells, runs commands and looks at what a person would see, without knowing which kind of book it is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from addin import xlsx
from addin.book.file.book import FileBook
from addin.book.live.book import LiveBook
from addin.book.port import View
from addin.outcome import Outcome
from addin.xlsx import Workbook
from tests.helpers.books import NOW, set_cell
from tests.helpers.uno_native import ERROR_FORMULAS
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.catalogue import KNOWN_TABLES

Seen = dict[str, list[Any]]


class Desk(ABC):
    """A workbook to work on; rows of a table count from 0, rows and columns of a sheet from 1."""

    now: datetime = NOW

    @abstractmethod
    def book(self, *, writing: bool = False) -> Any:
        """Return the book as a command meets it: read anew."""

    @abstractmethod
    def put(self, sheet: str, row: int, col: int, cell: Cell) -> None:
        """Type into a cell, as a person would."""

    @abstractmethod
    def seen(self, sheet: str) -> list[Any]:
        """Return everything that is on a sheet."""

    @abstractmethod
    def table_end(self, table: str) -> int:
        """Return the sheet row with which a table ends."""

    @abstractmethod
    def rename(self, table: str, old: str, new: str) -> None:
        """Type another heading over one of a table."""

    def run(self, command: Callable[..., Outcome], *given: object, **options: object) -> Outcome:
        """Run a command."""
        return command(self.book(writing=True), self.now, *given, **options)

    def view(self, table: str = "issues") -> View:
        """Return a table as it now is."""
        view: View = self.book().view(table)
        return view

    def type(self, column: str, row: int, value: CellValue, table: str = "issues", formula: str | None = None) -> None:
        """Type into a cell of a table."""
        view = self.view(table)
        self.put(view.sheet, view.first_row + row, view.column_numbers[column], Cell(value, formula))

    def set(self, name: str, value: CellValue, *, last: bool = False) -> int:
        """Type into the first cell of a named block, or into the first of its last row; return its sheet row."""
        place = self.book()._place(name)  # noqa: SLF001 - a person sees where it is
        row = place[3] if last else place[1]
        self.put(place[0], row, place[2], Cell(value))
        return int(row)

    def put_rows(self, columns: Sequence[str], order: Sequence[int], table: str = "issues") -> None:
        """Put rows of a table into another order, as sorting does."""
        view = self.view(table)
        for column in columns:
            for at, value in enumerate([view.data[column][i] for i in order]):
                self.put(view.sheet, view.first_row + at, view.column_numbers[column], Cell(value))

    def contents(self) -> Seen:
        """Return what a person sees and what computes it, sheet by sheet, without log and row identities."""
        book = self.book()
        hidden = {view.sheet: view.column_numbers["_id"] for view in map(book.view, book.tables())}
        return {
            sheet: [
                (row, kept)
                for row, cells in self.seen(sheet)
                if (kept := [cell for cell in cells if cell[0] != hidden.get(sheet)])
            ]
            for sheet in book.sheets()
            if sheet != "_log"
        }

    def everything(self) -> Any:
        """Return all that the workbook holds: equal before and after means that nothing was touched."""
        return [self.seen(sheet) for sheet in self.book().sheets()]


class FileDesk(Desk):
    """The workbook is a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def book(self, *, writing: bool = False) -> FileBook:
        return FileBook(self.path, writing=writing)

    def put(self, sheet: str, row: int, col: int, cell: Cell) -> None:
        book = Workbook.open(self.path, writing=True)
        set_cell(book, sheet, row, col, cell)
        book.save()

    def seen(self, sheet: str) -> list[Any]:
        return [
            (number, [(col, value, style) for col, value, style in cells])
            for number, cells in Workbook.open(self.path).rows(sheet)
        ]

    def table_end(self, table: str) -> int:
        return Workbook.open(self.path).tables[KNOWN_TABLES[table].name].last_row

    def rename(self, table: str, old: str, new: str) -> None:
        book = Workbook.open(self.path, writing=True)
        content = book.tables[KNOWN_TABLES[table].name]
        xml = book._package.read(content.part).decode()  # noqa: SLF001 - a user's rename, made by hand
        book.replace_part(content.part, xml.replace(f'name="{old}"', f'name="{new}"').encode())
        set_cell(book, content.sheet, content.first_row, content.first_col + content.columns.index(old), Cell(new))
        book.save()

    def everything(self) -> bytes:
        return self.path.read_bytes()


class LiveDesk(Desk):
    """The workbook is open in LibreOffice, and xlwings's own classes stand before it."""

    def __init__(self, book: Any, document: Any) -> None:
        self._book, self._document = book, document

    def book(self, *, writing: bool = False) -> LiveBook:  # noqa: ARG002 - an open book can always be written
        return LiveBook(self._book)

    def put(self, sheet: str, row: int, col: int, cell: Cell) -> None:
        content = self._document.Sheets.getByName(sheet).getCellByPosition(col - 1, row - 1)
        with suppress(KeyError):
            del self._book.impl.texts[sheet, row][col]
        value = cell.value
        if cell.formula is not None:
            self._enter(sheet, row, col, cell.formula)
        elif isinstance(value, ErrorValue):
            content.setFormula(ERROR_FORMULAS[value])
        elif isinstance(value, str) or value is None:
            content.setString(value or "")
        else:
            content.setValue(xlsx.to_serial(value) if isinstance(value, date) else value)

    def _enter(self, sheet: str, row: int, col: int, formula: str) -> None:
        """Enter a formula, and take back what the program then fills by itself."""
        correcting = self._book.app.api.AutoCorrect
        correcting.AutoFillFormulasInLists = False
        self._book.sheets[sheet].range((row, col)).formula = "=" + formula
        correcting.AutoFillFormulasInLists = True

    def seen(self, sheet: str) -> list[Any]:
        content = self._document.Sheets.getByName(sheet)
        cursor = content.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        used = content.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        texts = self._book.impl.texts
        rows = [
            (row, [(col, value, formulas.get(col)) for col, value in enumerate(line, 1) if value != ""])
            for row, line in enumerate(used.getDataArray(), 1)
            for formulas in [texts.get((sheet, row), {})]
        ]
        return [(row, cells) for row, cells in rows if cells]

    def table_end(self, table: str) -> int:
        return int(self._document.DatabaseRanges.getByName(KNOWN_TABLES[table].name).DataArea.EndRow) + 1

    def everything(self) -> Any:
        tables = self._document.DatabaseRanges
        reaches = [(content.Name, content.DataArea.StartRow, content.DataArea.EndRow) for content in tables]
        printed = [area.EndRow for sheet in self._document.Sheets for area in sheet.getPrintAreas()]
        return [super().everything(), reaches, printed]

    def rename(self, table: str, old: str, new: str) -> None:
        sheet, columns = self._book.impl.tables[KNOWN_TABLES[table].name]
        area = self._document.DatabaseRanges.getByName(KNOWN_TABLES[table].name).DataArea
        at = columns.index(old)
        self._book.impl.tables[KNOWN_TABLES[table].name] = (sheet, tuple(new if c == old else c for c in columns))
        self.put(sheet, area.StartRow + 1, area.StartColumn + at + 1, Cell(new))


At = Callable[[Path], Desk]

"""Copies going out and coming back: what recipients do to them is done in LibreOffice, and saved by it."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from addin.book.file.book import FileBook
from addin.commands.collect import collect
from addin.commands.share import share
from addin.outcome import Outcome
from addin.sharing.mail import Recipient
from addin.sharing.returns import read_all
from addin.xlsx import Workbook, to_serial
from tests.helpers.books import NOW, set_cell
from tests.helpers.office import Office
from udfs.values import Cell, CellValue
from workbook_templates.tables.registers import CONFLICTS

WANG, LI = Recipient("王芳", "wang@x.cn"), Recipient("李强", "li@x.cn")
_XLSX = "Calc MS Excel 2007 XML"


def sent(master: Path, *to: Recipient, now: datetime = NOW, **options: Any) -> list[Path]:
    """Share a master and return the copies, in the order of the recipients."""
    folder = master.parent / f"out {len(list(master.parent.glob('out *')))}"
    folder.mkdir()
    share(FileBook(master, writing=True), now, folder, master.stem, to=to, **options)
    content = sorted(folder.glob("*.xlsx"), key=lambda path: path.stat().st_mtime_ns)
    names = [person.shown for person in to]
    order = (
        [next(path for path in content if path.stem.endswith(f"-{name}")) for name in names]
        if len(content) > 1
        else content
    )
    assert all(path.with_suffix(".eml").is_file() for path in order)
    return order


def collected(master: Path, *sources: Path, dry_run: bool = False) -> Outcome:
    """Collect returned files into a master."""
    return collect(FileBook(master, writing=True), NOW, read_all(sources, master=master), dry_run=dry_run)


def raw(path: Path) -> str:
    """Return everything that is written in a package."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def codes(outcome: Outcome) -> list[str]:
    """Return the codes of what was found."""
    return sorted(finding.problem.code for finding in outcome.findings)


def column(path: Path, key: str, table: str = "issues") -> list[CellValue]:
    """Return the filled rows of a column."""
    view = FileBook(path).with_own(table)
    return [value for value, full in zip(view.data[key], view.data.filled(), strict=True) if full]


def conflicts(master: Path) -> list[dict[str, CellValue]]:
    """Return the register of conflicts, row by row."""
    book = FileBook(master)
    if CONFLICTS.name not in book.table_sheets():
        return []
    data = book.view("conflicts").data
    return [{key: values[i] for key, values in data.columns.items()} for i, full in enumerate(data.filled()) if full]


def typed(path: Path, key: str, row: int, value: CellValue, table: str = "issues", formula: str | None = None) -> None:
    """Type into a file's table by our own editor: the quick way, where another program would add nothing."""
    view = FileBook(path).with_own(table)
    book = Workbook.open(path, writing=True)
    set_cell(book, view.sheet, view.first_row + row, view.column_numbers[key], Cell(value, formula))
    book.save()


def chosen(master: Path, row: int, choice: str) -> None:
    """Choose on the sheet of conflicts."""
    typed(master, "choice", row, choice, "conflicts")


class AtRecipient:
    """A copy open at the recipient's; rows of the table count from 0."""

    def __init__(self, office: Office, path: Path, table: str = "issues") -> None:
        self._path = path
        self._view = FileBook(path).with_own(table)
        self._document = office.load(path)
        self._sheet = self._document.Sheets.getByName(self._view.sheet)

    def _col(self, key: str) -> int:
        return self._view.column_numbers[key] - 1

    def _row(self, row: int) -> int:
        return self._view.first_row - 1 + row

    def _cell(self, key: str, row: int) -> Any:
        return self._sheet.getCellByPosition(self._col(key), self._row(row))

    def type(self, key: str, row: int, value: CellValue) -> None:
        """Type into a cell; the program refuses where it is protected."""
        place = self._sheet.getCellRangeByPosition(*[self._col(key), self._row(row)] * 2)
        place.setDataArray(
            (((to_serial(value, False) if isinstance(value, date) else "" if value is None else value),),)
        )

    def may_type(self, key: str, row: int) -> bool:
        """Tell whether the program lets somebody type there."""
        from com.sun.star.uno import RuntimeException  # type: ignore[import-not-found]

        try:
            self.type(key, row, "x")
        except RuntimeException:
            return False
        return True

    def type_date(self, key: str, row: int, day: date) -> None:
        """Type a date where none is expected: the program then shows the cell as one."""
        from com.sun.star.lang import Locale  # type: ignore[import-not-found]

        cell = self._cell(key, row)
        cell.setValue(to_serial(day, False))
        cell.NumberFormat = self._document.NumberFormats.queryKey("YYYY-MM-DD", Locale(), False)

    def type_formula(self, key: str, row: int, formula: str) -> None:
        self._cell(key, row).setFormula(formula)

    def rows(self) -> int:
        return sum(self._view.data.filled())

    def unprotect(self) -> None:
        """Take the protection off, as the menu does; there is no password."""
        for sheet in self._document.Sheets:
            sheet.unprotect("")
            assert not sheet.isProtected()

    def _body(self, rows: int) -> Any:
        first = min(self._view.column_numbers.values()) - 1
        return self._sheet.getCellRangeByPosition(
            first, self._row(0), max(self._view.column_numbers.values()) - 1, self._row(rows - 1)
        )

    def sort(self, key: str, *, descending: bool = False) -> None:
        """Sort the rows by a column, as the menu does."""
        import uno  # type: ignore[import-not-found]

        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = self._col(key), not descending
        fields = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        fields.Name = "SortFields"
        fields.Value = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        self._body(self.rows()).sort((fields,))

    def hide(self, *rows: int) -> None:
        """Hide rows, as a filter does."""
        for row in rows:
            self._sheet.Rows.getByIndex(self._row(row)).IsVisible = False

    def delete(self, row: int) -> None:
        self._sheet.Rows.removeByIndex(self._row(row), 1)

    def insert(self, row: int) -> None:
        self._sheet.Rows.insertByIndex(self._row(row), 1)

    def copy(self, row: int, to: int) -> None:
        body = self._sheet.getCellRangeByPosition(
            0, self._row(row), max(self._view.column_numbers.values()) - 1, self._row(row)
        )
        self._sheet.copyRange(self._sheet.getCellByPosition(0, self._row(to)).CellAddress, body.RangeAddress)

    def rename(self, key: str, heading: str) -> None:
        self._cell(key, -1).setString(heading)

    def insert_column(self, before: str, heading: str, values: Sequence[str]) -> None:
        at = self._col(before)
        self._sheet.Columns.insertByIndex(at, 1)
        for i, text in enumerate((heading, *values)):
            self._sheet.getCellByPosition(at, self._row(i - 1)).setString(text)

    def on_settings(self, old: str, new: str) -> None:
        """Type another text over the first cell of the sheet of settings that holds this one."""
        sheet = self._document.Sheets.getByName("设置")
        sheet.unprotect("")
        wanted = sheet.createSearchDescriptor()
        wanted.SearchString, wanted.SearchWords = old, True
        sheet.findFirst(wanted).String = new

    def drop_sheet(self, name: str) -> None:
        self._document.Sheets.removeByName(name)

    def save(self, path: Path) -> Path:
        """Save as .xlsx under another name."""
        return self.store(self._document, path)

    @staticmethod
    def store(document: Any, path: Path) -> Path:
        """Save a document of the program as .xlsx."""
        from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

        option = PropertyValue()
        option.Name, option.Value = "FilterName", _XLSX
        document.storeToURL(path.resolve().as_uri(), (option,))
        return path

    def close(self) -> None:
        self._document.close(True)


@contextlib.contextmanager
def at_recipient(office: Office, path: Path, table: str = "issues") -> Iterator[AtRecipient]:
    """Open a copy at the recipient's."""
    opened = AtRecipient(office, path, table)
    try:
        yield opened
    finally:
        opened.close()

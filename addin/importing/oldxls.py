"""The old binary .xls, read cell by cell with xlrd: a far cell costs nothing, error values and formats are visible."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from addin.importing.sparse import Cells, Sheet
from addin.xlsx.styles import shown_by
from udfs.serials import Shown, dated
from udfs.values import CellValue, ErrorValue

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell


class EncryptedError(Exception):
    """The workbook needs a password."""


def read_xls(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook.

    Raises:
        EncryptedError: the workbook needs a password; a damaged one raises anything.
    """
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        # What it remarks goes nowhere: the caller's standard output is not a place for it.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), on_demand=True
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            raise EncryptedError from error
        raise
    shown = [_shown(book, style.format_key) for style in book.xf_list]
    sheets = []
    for sheet in book.sheets():
        cells: Cells = {}
        for row in range(sheet.nrows):
            filled: dict[int, CellValue] = {
                col: value
                for col, cell in enumerate(sheet.row(row), 1)
                if (value := _value(cell, shown[cell.xf_index or 0], book.datemode == 1)) is not None
            }
            if filled:
                cells[row + 1] = filled
        merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
        hidden = frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
        sheets.append(Sheet(sheet.name, cells, merged, hidden))
    return sheets


def _shown(book: Book, key: int) -> Shown | None:
    form = book.format_map.get(key)
    return shown_by(key, form.format_str or "" if form is not None else "")


def _value(cell: Cell, shown: Shown | None, date1904: bool) -> CellValue:  # noqa: FBT001 - how dates are counted
    import xlrd

    value = cell.value
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(value) or None
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            number = float(value)
            return dated(int(number) if number.is_integer() else number, shown, date1904=date1904)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_ERROR:
            return ErrorValue(xlrd.error_text_from_code[int(value)])
    return None

"""Cells of an open workbook, block by block: values and formulas out of xlwings, and into it without conversions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from addin import xlsx
from addin.keep import KEEP, Keep
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.formulas import at_row

if TYPE_CHECKING:
    import xlwings

_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
# Text that Excel might take for a number, a date, a truth value, an error or a formula when it is entered.
_MISREAD = re.compile(r"^[^\w]|\d|^(?:true|false)$|^_", re.IGNORECASE)


def values(block: xlwings.Range) -> list[list[CellValue]]:
    """Return a block's values: dates as serial numbers, whole numbers as such, blanks as None."""
    rows = block.options(ndim=2, err_to_str=True).value
    return [[_value(value) for value in row] for row in rows]


def _value(value: Any) -> CellValue:  # noqa: ANN401 - what an engine gives
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return ErrorValue(value) if value in _ERRORS else value
    if isinstance(value, date):
        return xlsx.to_serial(value)
    return value  # type: ignore[no-any-return]  # a number or a truth value


def formulas(block: xlwings.Range) -> list[list[str | None]]:
    """Return a block's formulas without `=`, None where there is none."""
    rows = block.formula
    if not isinstance(rows, (list, tuple)):
        rows = [[rows]]
    elif rows and not isinstance(rows[0], (list, tuple)):
        rows = [rows] if block.shape[0] == 1 else [[row] for row in rows]
    return [[text[1:] if isinstance(text, str) and text.startswith("=") else None for text in row] for row in rows]


def put_column(sheet: xlwings.Sheet, top: int, col: int, cells: Sequence[Cell | Keep]) -> None:
    """Write runs of a column: formulas as formulas, the rest as it is; kept cells are not touched."""
    for kind, run in groupby(enumerate(cells, top), key=lambda pair: _kind(pair[1])):
        pairs = [(row, cell) for row, cell in run if cell is not KEEP]
        if pairs:
            target = sheet.range((pairs[0][0], col), (pairs[-1][0], col))
            _put(target, kind, [[_entered(cell, row)] for row, cell in pairs])


def put_block(sheet: xlwings.Sheet, top: int, left: int, rows: Sequence[Sequence[Cell]]) -> None:
    """Write a block: whole where it is all values, else column by column."""
    if any(cell.formula is not None for row in rows for cell in row):
        for col, cells in enumerate(zip(*rows, strict=True), left):
            put_column(sheet, top, col, cells)
    elif rows:
        made = [[_entered(cell, row) for cell in line] for row, line in enumerate(rows, top)]
        target = sheet.range((top, left), (top + len(rows) - 1, left + len(rows[0]) - 1))
        _put(target, "value", made)


def _kind(cell: Cell | Keep) -> str:
    return "keep" if cell is KEEP else "value" if cell.formula is None else "formula"


def _put(target: xlwings.Range, kind: str, rows: list[list[CellValue]]) -> None:
    if kind == "formula":
        target.formula = rows
    else:
        target.value = rows


def _entered(cell: Cell, row: int) -> CellValue:
    """Return what is to be entered so that the cell holds exactly this."""
    if cell.formula is not None:
        return "=" + at_row(cell.formula, row)
    value = cell.value
    if isinstance(value, ErrorValue):
        return "=NA()" if value == "#N/A" else str(value)
    if isinstance(value, str):
        # An apostrophe makes Excel take what follows as text; it is no part of the cell's value.
        return "'" + value if _MISREAD.search(value) else value
    if isinstance(value, date):
        return xlsx.to_serial(value)
    return value

"""Cells of an open workbook, block by block: values and formulas out of xlwings, and into it without conversions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from addin.book.live.entry import CellInput, Piece, serial
from addin.book.live.formulas import as_in_file
from udfs.values import ERRORS_BY_CODE, NOTHING, Cell, CellValue, ErrorValue, is_number
from udfs.worksheet import ERROR_NAMES
from workbook_templates.formulas import Block

if TYPE_CHECKING:
    import xlwings

# An array handed over by COM may hold no longer text (8,203 characters); a longer one is written by itself.
_LONGEST_IN_ARRAY = 8000
# How Excel calls the format of cells that take all for text, and of those that have none; so many cells of a column are
# asked for theirs.
_TEXT, _GENERAL = "@", "General"
_MODELS = 10
# So many cells are read in about the time that a call takes.
_CELLS_PER_CALL = 500


def values(block: xlwings.Range, date1904: bool = False) -> list[list[CellValue]]:  # noqa: FBT001, FBT002
    """Return a block's values: dates as serial numbers, whole numbers as such, blanks as None."""
    return [[None if value is None else _value(value, date1904) for value in row] for row in _raw(block)]


def _raw(block: xlwings.Range) -> list[list[Any]]:
    try:
        # Unlike `Value`, it rounds no money to four digits and makes no dates of numbers that are none.
        values = block.api.Value2
    except AttributeError:  # Excel for Mac
        return _without_value2(block)
    return _rows(values, block.shape)


def _without_value2(block: xlwings.Range) -> list[list[Any]]:
    """Return what Excel for Mac gives, where an error looks like its text, or like nothing where no text is asked for."""
    shown = block.options(ndim=2, err_to_str=True).value
    if not any(isinstance(value, str) and value in ERROR_NAMES for row in shown for value in row):
        return shown  # type: ignore[no-any-return]
    plain = block.options(ndim=2).value
    return [
        [
            ErrorValue(text) if value is None and text in ERROR_NAMES else text
            for text, value in zip(*lines, strict=True)
        ]
        for lines in zip(shown, plain, strict=True)
    ]


def _rows(values: Any, shape: tuple[int, int]) -> list[list[Any]]:  # noqa: ANN401 - what an engine gives
    """Return a block as rows; engines give one cell as a scalar, and one row or column flat or not."""
    if not isinstance(values, (list, tuple)):
        return [[values]]
    if values and isinstance(values[0], (list, tuple)):
        return [list(row) for row in values]
    return [list(values)] if shape[0] == 1 else [[value] for value in values]


def _value(value: Any, date1904: bool) -> CellValue:  # noqa: ANN401, FBT001 - what an engine gives
    if value is None or (value == "" and not isinstance(value, ErrorValue)):
        return None
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    # COM gives every true number as a float.
    if type(value) is int and value in ERRORS_BY_CODE:
        return ERRORS_BY_CODE[value]
    if isinstance(value, date):
        return serial(value, date1904)
    return value  # type: ignore[no-any-return]  # a text, a number, an error or a truth value


def cells_of(block: xlwings.Range, table: str = "", date1904: bool = False) -> list[list[Cell]]:  # noqa: FBT001, FBT002
    """Return what a block holds, values and formulas (without `=`, references to tables in full).

    Args:
        block: the cells.
        table: the table in which they stand, empty for cells in none.
        date1904: how the workbook counts dates.
    """
    rows = values(block, date1904)
    texts = _rows(block.formula, block.shape)
    return [
        [
            _cell(value, text, table) if text or value is not None else NOTHING
            for value, text in zip(*lines, strict=True)
        ]
        for lines in zip(rows, texts, strict=True)
    ]


def _cell(value: CellValue, text: Any, table: str) -> Cell:  # noqa: ANN401 - what an engine gives
    # A constant comes as its own text, and somebody may have typed an apostrophe and a text that begins with `=`.
    is_formula = isinstance(text, str) and text.startswith("=") and text != value
    return Cell(value, as_in_file(text[1:], table) if is_formula else None)


def contents(
    sheet: xlwings.Sheet,
    blocks: Sequence[Block],
    table: str = "",
    date1904: bool = False,  # noqa: FBT001, FBT002
) -> Iterator[list[list[Cell]]]:
    """Yield what stands in each of several blocks, as `cells_of` gives it.

    Blocks near each other are read at once: a call to Excel costs more than a few cells between them.
    """
    if not blocks:
        return
    if not near(blocks):
        for top, left, bottom, right in blocks:
            yield cells_of(sheet.range((top, left), (bottom, right)), table, date1904)
        return
    whole = around(blocks)
    rows = cells_of(sheet.range((whole.top, whole.left), (whole.bottom, whole.right)), table, date1904)
    for top, left, bottom, right in blocks:
        yield [
            line[left - whole.left : right - whole.left + 1] for line in rows[top - whole.top : bottom - whole.top + 1]
        ]


def around(blocks: Iterable[Block]) -> Block:
    """Return the smallest block that holds all of these."""
    tops, lefts, bottoms, rights = zip(*blocks, strict=True)
    return Block(min(tops), min(lefts), max(bottoms), max(rights))


def near(blocks: Sequence[Block]) -> bool:
    """Return whether reading these blocks at once, with what lies between them, is quicker than one after another."""
    return _size(around(blocks)) <= _CELLS_PER_CALL * len(blocks) + sum(map(_size, blocks))


def _size(block: Block) -> int:
    return (block.bottom - block.top + 1) * (block.right - block.left + 1)


def put(sheet: xlwings.Sheet, piece: Piece) -> None:
    """Write a block of entries."""
    target = reach(sheet, piece)
    if piece.is_formula:
        target.formula = piece.rows
        return
    alone = [
        (piece.top + i, piece.left + j, entry)
        for i, row in enumerate(piece.rows)
        for j, entry in enumerate(row)
        if isinstance(entry, str) and len(entry) > _LONGEST_IN_ARRAY
    ]
    target.value = (
        [[None if _is_long(entry) else entry for entry in row] for row in piece.rows] if alone else piece.rows
    )
    for row, col, entry in alone:
        sheet.range((row, col)).value = entry


def admit_numbers(
    sheet: xlwings.Sheet, piece: Piece, before: Sequence[Sequence[Cell]], first_row: int
) -> Iterator[Callable[[], None]]:
    """Give cells that take all for text the format of their column where a number takes the place of a text.

    Excel would keep the number as text. What sets a format back is yielded before it is changed.

    Args:
        sheet: the sheet.
        piece: what will be written.
        before: what stands there.
        first_row: the sheet row with which the table begins.
    """
    if piece.is_formula:
        return
    for i, (entries, cells) in enumerate(zip(piece.rows, before, strict=True)):
        for j, (entry, cell) in enumerate(zip(entries, cells, strict=True)):
            if is_number(entry) and isinstance(cell.value, str):
                target = sheet.range((piece.top + i, piece.left + j))
                if target.number_format == _TEXT:
                    yield partial(setattr, target, "number_format", _TEXT)
                    target.number_format = _format_of_column(sheet, first_row, piece.left + j)


def _format_of_column(sheet: xlwings.Sheet, first_row: int, col: int) -> str:
    formats = (sheet.range((row, col)).number_format for row in range(first_row, first_row + _MODELS))
    return next((str(shown) for shown in formats if shown != _TEXT), _GENERAL)


def put_all(sheet: xlwings.Sheet, pieces: Sequence[Piece]) -> None:
    """Write blocks of entries one after another."""
    for piece in pieces:
        put(sheet, piece)


def _is_long(entry: CellInput) -> bool:
    return isinstance(entry, str) and len(entry) > _LONGEST_IN_ARRAY


def reach(sheet: xlwings.Sheet, piece: Piece) -> xlwings.Range:
    """Return the cells of a block of entries."""
    return sheet.range((piece.top, piece.left), (piece.top + len(piece.rows) - 1, piece.left + len(piece.rows[0]) - 1))

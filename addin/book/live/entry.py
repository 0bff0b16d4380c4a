"""What is to be typed into a cell of an open workbook so that it holds exactly what is meant, or why that cannot be."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from addin import xlsx
from udfs.problems import RefusalError, files
from udfs.values import KEEP, Cell, ErrorValue, Keep
from udfs.worksheet import EPOCH, fits_cell, utf16_length
from workbook_templates.formulas import Block, at_row, column_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

# COM hands over an integer of 32 bits as such; Excel does not take a larger one, and keeps every number as a double.
_LARGEST_INTEGER = 2**31 - 1
_EPOCH = datetime.combine(EPOCH, time())
_DAY = timedelta(days=1)

# What makes Excel take typed text for a formula, an error, a number with a sign or a currency, or for its own mark of text.
_LEADING = re.compile(r"^[^\w]|^_")
_WORDS = re.compile(r"[^\W\d_]+")
# Characters and letters that stand in dates, times and numbers; longer Latin words may be months or currencies somewhere.
_OF_DATES = frozenset("年月日号時时分秒上下午元")
_OF_NUMBERS = frozenset(("a", "p", "e", "d", "am", "pm", "kr", "r"))
_LETTERS_OF_NO_MONTH = 2
_TRUTH = frozenset(("true", "false"))
# From here on letters are those of East Asia.
_FIRST_HAN = 0x2E80

CellInput = str | int | float | bool | None


class Piece(NamedTuple):
    """A block of entries, all formulas or all values, with the sheet's row and column of its first cell."""

    top: int
    left: int
    is_formula: bool
    rows: list[list[CellInput]]

    @property
    def block(self) -> Block:
        """Where the entries go."""
        return Block(self.top, self.left, self.top + len(self.rows) - 1, self.left + len(self.rows[0]) - 1)


def column_pieces(cells: Sequence[Cell | Keep], top: int, col: int, date1904: bool = False) -> list[Piece]:  # noqa: FBT001, FBT002
    """Return the runs of a column, formulas apart from values; kept cells are in none.

    Raises:
        RefusalError: a cell cannot hold what it is to hold.
    """
    pieces: list[Piece] = []
    for kind, run in groupby(enumerate(cells, top), key=lambda pair: _kind(pair[1])):
        pairs = [(row, cell) for row, cell in run if cell is not KEEP]
        if pairs:
            rows = [[entered(cell, row, col, date1904)] for row, cell in pairs]
            pieces.append(Piece(pairs[0][0], col, kind == "formula", rows))
    return pieces


def block_pieces(rows: Sequence[Sequence[Cell]], top: int, left: int, date1904: bool = False) -> list[Piece]:  # noqa: FBT001, FBT002
    """Return a block whole where it is all values, else column by column."""
    if not rows:
        return []
    if any(cell.formula is not None for row in rows for cell in row):
        columns = enumerate(zip(*rows, strict=True), left)
        return [piece for col, cells in columns for piece in column_pieces(cells, top, col, date1904)]
    pieces = [
        [entered(cell, row, col, date1904) for col, cell in enumerate(line, left)] for row, line in enumerate(rows, top)
    ]
    return [Piece(top, left, is_formula=False, rows=pieces)]


def _kind(cell: Cell | Keep) -> str:
    return "keep" if cell is KEEP else "value" if cell.formula is None else "formula"


def entered(cell: Cell, row: int, col: int, date1904: bool = False) -> CellInput:  # noqa: FBT001, FBT002
    """Return what is to be entered; refuses what no cell can hold."""
    if cell.formula is not None:
        return "=" + at_row(cell.formula, row)
    value = cell.value
    if isinstance(value, ErrorValue):
        return str(value)
    if isinstance(value, str):
        if not fits_cell(value):
            raise RefusalError(files.TEXT_TOO_LONG, cell=f"{column_letter(col)}{row}", length=utf16_length(value))
        # An apostrophe makes Excel take what follows as text; it is no part of the cell's value.
        return "'" + value if misread(value) else value
    if isinstance(value, date):
        return xlsx.to_serial(value, date1904)
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusalError(files.NOT_FINITE, cell=f"{column_letter(col)}{row}")
    if isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        return float(value)
    return value


def misread(text: str) -> bool:
    """Return whether Excel might take text that is entered for something else: a formula, number, date, error or truth value.

    Errs on the side of an apostrophe too many: a month has another name in every language.
    """
    if _LEADING.search(text) or text.casefold() in _TRUTH:
        return True
    if not any(character.isdigit() for character in text):
        return False
    return all(_may_be_of_a_number(word) for word in _WORDS.findall(text))


def _may_be_of_a_number(word: str) -> bool:
    if not word.isascii():
        return all(character in _OF_DATES or ord(character) < _FIRST_HAN for character in word)
    return len(word) > _LETTERS_OF_NO_MONTH or word.casefold() in _OF_NUMBERS


def serial(moment: date | datetime, date1904: bool = False) -> int | float:  # noqa: FBT001, FBT002
    """Return the number behind a date that an engine gives; a time of the day alone, which has no date, is a fraction."""
    if isinstance(moment, datetime) and moment.replace(tzinfo=None) - _EPOCH < _DAY:
        return (moment.replace(tzinfo=None) - _EPOCH) / _DAY
    return xlsx.to_serial(moment, date1904)

"""What a cell can hold, and the few readings of it on which every calculation agrees.

These follow the spreadsheet's own rules (what `x&""` and `TRIM` give), because the native formula beside each
function must come to the same value.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import Enum
from typing import Final, Literal, NamedTuple, TypeAlias, TypeGuard

from udfs.worksheet import ERROR_NUMBERS, FIRST_ERROR_CODE, LARGEST_WHOLE


class ErrorValue(str):
    """An error that a spreadsheet shows in a cell, such as `#N/A`; kept apart from text that looks like one."""

    __slots__ = ()


# Error values by the whole numbers as which they cross from one program into another.
ERRORS_BY_CODE: Final = {FIRST_ERROR_CODE + number: ErrorValue(name) for number, name in ERROR_NUMBERS.items()}

CellValue: TypeAlias = str | int | float | bool | date | datetime | None

# Stands in a formula for the number of the row that it is written into.
ROW_MARK = "\0"


class Cell(NamedTuple):
    """A computed or written cell: its value, and the native formula (without `=`) that gives it, if any.

    A formula may hold `ROW_MARK` in place of its own row, so that a whole column shares one text.
    """

    value: CellValue
    formula: str | None = None


# A blank cell; most cells of most blocks are.
NOTHING: Final = Cell(None)

# Results of one calculation differ by less, in relation to their size, whichever program calculates.
_CLOSE = 1e-9

# Spaces that users leave around a word without seeing them: no-break, full-width, tab, line break.
_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u3000\t\n", " "))
_SEVERAL_SPACES = re.compile("  +")


def as_text(value: CellValue) -> str:
    """Return `value` as a spreadsheet joins it into text: 3.0 gives `3`, 0.1+0.2 gives `0.3`, blank gives ``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < LARGEST_WHOLE
        return str(int(value)) if whole else f"{value:.15g}".upper()
    return str(value)


def trim(text: str) -> str:
    """Return `text` as the worksheet function TRIM does: no outer spaces, single ones inside (U+0020 only)."""
    return _SEVERAL_SPACES.sub(" ", text).strip(" ")


def plain(value: CellValue) -> str:
    """Return the value as text with every kind of space made plain and trimmed."""
    text = as_text(value)
    # The odd spaces are none that Python would print.
    return text if text.isprintable() and " " not in text else trim(text.translate(_ODD_SPACES))


def is_blank(value: CellValue) -> bool:
    """Return whether a cell counts as not filled in: nothing, or nothing but spaces (U+0020, as TRIM has it)."""
    return value is None or (isinstance(value, str) and not value.strip(" "))


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether the cell holds a true number (a truth value and text are none)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def day_of(value: CellValue) -> date | None:
    """Return the day of a true date or time, None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def same(left: CellValue, right: CellValue) -> bool:
    """Return whether two cells hold the same: numbers exactly, dates by day and time; blank and empty text are alike."""
    if left == right and type(left) is type(right):
        return True
    if left is None:
        return right == ""
    if is_number(left) and is_number(right):
        return left == right
    if isinstance(left, ErrorValue) != isinstance(right, ErrorValue) or isinstance(left, date) != isinstance(
        right, date
    ):
        return False
    if isinstance(left, date) and isinstance(right, date):
        return _moment(left) == _moment(right)
    return as_text(left) == as_text(right)


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)


def agrees(left: CellValue, right: CellValue) -> bool:
    """Return whether two results of one calculation agree; other programs calculate the last digits differently.

    What a person typed is compared by `same`: a telephone number that differs in its last digit is another one.
    """
    if is_number(left) and is_number(right):
        return abs(left - right) <= _CLOSE * max(1.0, abs(left))
    return same(left, right)


def is_kept(saved: CellValue, now: CellValue) -> bool:
    """Return whether a value is still what was saved; some programs save fifteen digits of a number and no more."""
    if same(saved, now):
        return True
    return is_number(saved) and is_number(now) and now == float(f"{saved:.15g}")


class Keep(Enum):
    """The type of the one mark `KEEP`."""

    KEEP = "as it is"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP

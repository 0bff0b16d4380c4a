"""What spreadsheets agree on: how large a sheet is, what a cell holds, how days are counted, which errors there are."""

from __future__ import annotations

from datetime import date
from typing import Final

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

# In UTF-16 units.
LONGEST_TEXT: Final = 32_767
# So many characters fit into a cell whatever they are: one takes two units at most.
LONGEST_PIECE: Final = 16_000

# Numbers keep fifteen digits: from here on whole numbers are written with an exponent, and not all are exact.
LARGEST_WHOLE: Final = 1e15

# The days with the serial number 0. The 1900 system believes in 29 February 1900, so that from 1 March 1900 on it
# counts as if from two days before January; workbooks of the Mac's old system count from 1904.
EPOCH: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)
LAST_SERIAL: Final = 2_958_465
SECONDS_A_DAY: Final = 86_400

# Error values by Excel's own numbers. Between programs they cross as whole numbers from `FIRST_ERROR_CODE` on.
ERROR_NUMBERS: Final = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip
FIRST_ERROR_CODE: Final = -2_146_828_288
ERROR_NAMES: Final = frozenset(ERROR_NUMBERS.values())


_UTF16 = ("utf-16-le", "surrogatepass")


def utf16_length(text: str) -> int:
    """Return the length of a text as spreadsheets count it: a character beyond the basic plane counts twice."""
    return len(text.encode(*_UTF16)) // 2


def utf16_start(text: str, length: int) -> str:
    """Return the beginning of a text as LEFT gives it, which may cut a character beyond the basic plane in two."""
    return text.encode(*_UTF16)[: 2 * length].decode(*_UTF16)


def fits_cell(text: str) -> bool:
    """Return whether a cell can hold a text."""
    # No character counts more than twice, so that most texts need no counting.
    return len(text) * 2 <= LONGEST_TEXT or utf16_length(text) <= LONGEST_TEXT

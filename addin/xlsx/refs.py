"""Addresses of cells and ranges."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from workbook_templates.formulas import column_letter

_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")


class Range(NamedTuple):
    """A block of cells, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def a1(self) -> str:
        """Return the address as XML attributes hold it: `A1` or `A1:B2`."""
        start = f"{letters(self.left)}{self.top}"
        return (
            start
            if (self.top, self.left) == (self.bottom, self.right)
            else f"{start}:{letters(self.right)}{self.bottom}"
        )


letters = column_letter


@cache
def number(letters_: bytes | str) -> int:
    """Return the number of a column by its letters."""
    result = 0
    for letter in letters_ if isinstance(letters_, str) else letters_.decode("ascii"):
        result = result * 26 + ord(letter) - 64
    return result


def parse(text: str) -> Range | None:
    """Return the range of an address such as `A1:B2` or `$A$1`, None for anything else."""
    match = _RANGE.match(text)
    if match is None:
        return None
    top, left = int(match[2]), number(match[1])
    bottom, right = (int(match[4]), number(match[3])) if match[3] else (top, left)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def sheet_and_range(text: str) -> tuple[str, Range] | None:
    """Return sheet and range of `'问题清单'!$A$1:$B$2`, None for anything else."""
    sheet, mark, address = text.rpartition("!")
    area = parse(address)
    if not mark or area is None:
        return None
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, area

"""Addresses of cells and ranges."""

from __future__ import annotations

import re
from functools import lru_cache

from workbook_templates.formulas import Block, column_letter, column_number

_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")


letters = column_letter
number = column_number


def parse(text: str) -> Block | None:
    """Return the range of an address such as `A1:B2` or `$A$1`, None for anything else."""
    match = _RANGE.match(text)
    if match is None:
        return None
    top, left = int(match[2]), number(match[1])
    bottom, right = (int(match[4]), number(match[3])) if match[3] else (top, left)
    return Block(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@lru_cache(maxsize=1024)
def sheet_and_range(text: str) -> tuple[str, Block] | None:
    """Return sheet and range of `'问题清单'!$A$1:$B$2`, None for anything else."""
    sheet, mark, address = text.rpartition("!")
    area = parse(address)
    if not mark or area is None:
        return None
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, area

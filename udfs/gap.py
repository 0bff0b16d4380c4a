"""Benchmarking: how far one's own value is from the benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from udfs.lang import Lang
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.values import CellValue, is_blank, is_number

# Digits that are kept: enough for any indicator, few enough to drop what binary fractions leave behind.
DIGITS = 10


def gap(current: Sequence[CellValue], benchmark: Sequence[CellValue], lang: Lang = "zh") -> list[CellValue]:
    """Return current − benchmark for each row, in the unit of the two; blank while one of them is missing."""
    wrong = cells.NUMBER_EXPECTED.what.to(lang)
    return [_gap(own, other, wrong) for own, other in zip(current, benchmark, strict=True)]


def _gap(own: CellValue, other: CellValue, wrong: str) -> CellValue:
    if is_blank(own) or is_blank(other):
        return ""
    if not (is_number(own) and is_number(other)):
        return wrong
    difference = float(own) - float(other)
    return rounded(difference, DIGITS) if isfinite(difference) else wrong

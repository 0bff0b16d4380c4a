"""How long one visit of a step takes, row by row: waiting + work ÷ (1 − rework)."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.lang import Lang
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.values import CellValue, is_blank, is_number

_DIGITS = 6


def visit_times(
    touch: Sequence[CellValue], wait: Sequence[CellValue], rework: Sequence[CellValue], lang: Lang = "zh"
) -> list[CellValue]:
    """Return the minutes of one visit; blank without work and waiting, a text from `!` on for what cannot be.

    Work that is redone at once in a part r of the cases takes touch ÷ (1 − r) on average (a geometric series).
    """
    wrong = cells.STEP_TIMES.what.to(lang)
    return [_visit(*row, wrong) for row in zip(touch, wait, rework, strict=True)]


def _visit(touch: CellValue, wait: CellValue, rework: CellValue, wrong: str) -> CellValue:
    if is_blank(touch) and is_blank(wait):
        return ""
    numbers = []
    for value in (touch, wait, rework):
        if is_blank(value):
            numbers.append(0.0)
        elif is_number(value) and value >= 0:
            numbers.append(float(value))
        else:
            return wrong
    work, waiting, again = numbers
    return rounded(waiting + work / (1 - again), _DIGITS) if again < 1 else wrong

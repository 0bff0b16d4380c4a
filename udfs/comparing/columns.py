"""Growth rates of whole columns of a sheet, with words where there is no rate."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from udfs.comparing.growth import PREVIOUS_PERIOD, growth
from udfs.lang import Lang
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.values import CellValue, as_text, is_blank, is_number

RATE_DIGITS = 6
ARROW = "→"


def growth_rates(
    value: Sequence[CellValue],
    base: Sequence[CellValue],
    days: Sequence[CellValue],
    base_days: Sequence[CellValue],
    lang: Lang = "zh",
    *,
    smallest: float = 0,
) -> list[CellValue]:
    """Return the growth rate of each row: 0.25 is 25% more, per working day where days are given.

    Blank while value or base is missing. Against a base of 0 or a negative one the answer is 上期为 0 or 上期为负数, and
    below `smallest` both counts (`3→5`): there a percentage says nothing.

    Args:
        value: of the period.
        base: of the period before.
        days: how many working days the period has; blank where the figures are compared as they are.
        base_days: the same of the period before; blank together with `days`.
        lang: the language of words.
        smallest: the smallest base of which a percentage is shown.
    """
    return [_rate(*row, smallest, lang) for row in zip(value, base, days, base_days, strict=True)]


def _rate(
    value: CellValue, base: CellValue, days: CellValue, base_days: CellValue, smallest: float, lang: Lang
) -> CellValue:
    if is_blank(value) or is_blank(base):
        return ""
    if not (is_number(value) and is_number(base)):
        return cells.NUMBER_EXPECTED.what.to(lang)
    now, before = 1.0, 1.0
    if not (is_blank(days) and is_blank(base_days)):
        if not (is_number(days) and is_number(base_days) and days > 0 and base_days > 0):
            return cells.DAYS_ABOVE_ZERO.what.to(lang)
        now, before = float(days), float(base_days)
    if 0 < base < smallest:
        return f"{as_text(base)}{ARROW}{as_text(value)}"
    compared = growth(float(value) / now, float(base) / before, word=PREVIOUS_PERIOD)
    if compared.rate is None or not isfinite(compared.rate):
        refusal = compared.refusal
        return refusal.to(lang) if refusal is not None else cells.NUMBER_EXPECTED.what.to(lang)
    return rounded(compared.rate, RATE_DIGITS)

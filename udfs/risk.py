"""Risks: probability times impact, and the band that the product falls into."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.lang import Lang, Text
from udfs.problems import cells
from udfs.values import CellValue, is_blank, is_number

BANDS: tuple[Text, ...] = (
    Text("低", "Low"),
    Text("中", "Medium"),
    Text("高", "High"),
    Text("极高", "Extreme"),
)
# The highest product of each band but the last.
BAND_LIMITS = (4, 9, 16)

_SCORES = frozenset(range(1, 6))


def risk_points(probability: Sequence[CellValue], impact: Sequence[CellValue], lang: Lang = "zh") -> list[CellValue]:
    """Return probability × impact of each risk, 1–25; blank while one is missing, a text from `!` on for what is no 1–5."""
    wrong = cells.RISK_RANGE.what.to(lang)
    points: list[CellValue] = []
    for chance, effect in zip(probability, impact, strict=True):
        if is_blank(chance) or is_blank(effect):
            points.append("")
        elif is_number(chance) and is_number(effect) and {chance, effect} <= _SCORES:
            points.append(int(chance * effect))
        else:
            points.append(wrong)
    return points


def risk_bands(
    points: Sequence[CellValue], limits: Sequence[float] = BAND_LIMITS, lang: Lang = "zh"
) -> list[CellValue]:
    """Return the band of each product: 低 up to the first limit, 中 to the second, 高 to the third, 极高 above."""
    return [BANDS[sum(value > limit for limit in limits)].to(lang) if is_number(value) else value for value in points]

"""Rounding as the worksheet function ROUND does it: halves away from zero, on the digits that a cell shows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from udfs.worksheet import LARGEST_WHOLE


def rounded(value: float, digits: int) -> float | int:
    """Return ROUND(value, digits), as int where nothing is left behind the point; `value` is finite."""
    result = float(value)
    if not result.is_integer():
        shown = repr(result)
        # `round` looks at the binary value, so only what a cell shows as a tie needs decimal arithmetic.
        is_tie = shown.endswith("5") and len(shown) - shown.find(".") == digits + 2
        result = _half_away(shown, digits) if is_tie or "e" in shown else round(result, digits)
    return int(result) if result.is_integer() and abs(result) < LARGEST_WHOLE else result


def _half_away(shown: str, digits: int) -> float:
    return float(Decimal(shown).quantize(Decimal((0, (1,), -digits)), ROUND_HALF_UP))

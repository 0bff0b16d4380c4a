"""Points as rows of 指标数据: what each comes to, where a measure stands, and how it compares with a benchmark.

Groups are put together by what they were counted from, numerators over denominators, never by averaging (T42).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import fsum, isfinite
from typing import NamedTuple

from udfs.choices import means
from udfs.indicators.choices import OTHER_DEFINITION, SAME_DEFINITION
from udfs.lang import Lang, Text
from udfs.monitoring.choices import COUNT
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.values import CellValue, ErrorValue, as_text, day_of, is_blank, is_number, plain, trim
from udfs.worksheet import LARGEST_WHOLE

# Of a gap; and of what is worked out from counts: more than any sheet shows, fewer than sums in another order differ in.
DIGITS, _SIGNIFICANT = 6, 12
# What a share of 1 comes to in these units; in any other unit a point is numerator ÷ denominator.
_FACTORS = {"%": 100, "‰": 1000}

NOT_COMPARABLE = Text("不可比", "Not comparable")
NOT_COMPARED = Text("定义未核对", "Definition not checked")


class Point(NamedTuple):
    """One usable point: its day, its group (None: all together), what it was counted from, and what it comes to."""

    day: date
    group: str | None
    numerator: float | None
    denominator: float | None
    value: float


def factor(unit: CellValue) -> int:
    """Return what a share of 1 is in a unit: 100 in per cent."""
    return _FACTORS.get(plain(unit).replace("％", "%"), 1)


def significant(number: float) -> float | int:
    """Return a result with the digits that do not depend on the order in which it was worked out, a whole one as such."""
    result = float(f"{number:.{_SIGNIFICANT}g}")
    return int(result) if result.is_integer() and abs(result) < LARGEST_WHOLE else result


def point_value(numerator: CellValue, denominator: CellValue, value: CellValue, unit: CellValue = None) -> float | None:
    """Return what a point comes to: its value, else numerator ÷ denominator in the unit; None where neither can be had."""
    if is_number(value):
        return float(value)
    if is_number(numerator) and is_number(denominator) and denominator != 0 and is_blank(value):
        quotient = numerator / denominator * factor(unit)
        return significant(quotient) if isfinite(quotient) else None
    return None


class Rolled(NamedTuple):
    """Parts taken together: both sums, their quotient (None without a denominator), and how many parts lack a figure."""

    numerator: float
    denominator: float
    value: float | None
    left_out: int


def roll_up(parts: Iterable[tuple[float | None, float | None]]) -> Rolled:
    """Return Σ numerators / Σ denominators; a part of which one is missing is left out whole, and counted."""
    given = list(parts)
    full = [(top, bottom) for top, bottom in given if top is not None and bottom is not None]
    top, bottom = fsum(top for top, _ in full), fsum(bottom for _, bottom in full)
    value = top / bottom if bottom > 0 else None
    return Rolled(top, bottom, value, len(given) - len(full))


def points_of(
    measures: Sequence[CellValue],
    dates: Sequence[CellValue],
    groups: Sequence[CellValue],
    counts: tuple[Sequence[CellValue], Sequence[CellValue], Sequence[CellValue]],
    excluded: Sequence[CellValue],
    units: Mapping[str, CellValue],
) -> dict[str, list[Point]]:
    """Return the usable points by the folded number of their measure, in the order of the rows; excluded ones are none.

    Args:
        measures: the number of the measure, row by row.
        dates: the day of each point.
        groups: its group, blank for all together.
        counts: numerators, denominators and values.
        excluded: not blank where a point does not count.
        units: the unit of each measure by its folded number.
    """
    known: dict[str, list[Point]] = defaultdict(list)
    folded = lru_cache(maxsize=None, typed=True)(_folded)  # few measures and groups have many points
    for measure, day_cell, group, numerator, denominator, value, out in zip(
        measures, dates, groups, *counts, excluded, strict=True
    ):
        if isinstance(measure, ErrorValue):
            continue
        key, day = folded(measure), day_of(day_cell)
        points = known[key] if key else []
        if day is None or not is_blank(out):
            continue
        comes_to = point_value(numerator, denominator, value, units.get(key))
        if comes_to is None:
            continue
        counted, of = (float(part) if is_number(part) else None for part in (numerator, denominator))
        points.append(Point(day, folded(group) or None, counted, of, comes_to))
    return dict(known)


def _folded(cell: CellValue) -> str:
    return plain(cell).casefold()


def last_value(
    points: Sequence[Point], *, kind: CellValue, unit: CellValue, until: date | None = None
) -> float | int | None:
    """Return where a measure stands on the last day that has a point, on or before `until`.

    The point of all groups together counts; without one the groups are put together: counts are added, anything else is the
    sum of the numerators over the sum of the denominators. None where that cannot be said.
    """
    until = until or date.max
    last = max((point.day for point in points if point.day <= until), default=None)
    here = [point for point in points if point.day == last]
    whole = [point for point in here if point.group is None]
    if whole or len(here) == 1:
        return significant((whole or here)[-1].value)
    if not here:
        return None
    if means(kind, COUNT):
        return significant(fsum(point.value for point in here))
    rolled = roll_up((point.numerator, point.denominator) for point in here)
    if rolled.left_out or rolled.denominator == 0:
        return None
    return significant(rolled.numerator / rolled.denominator * factor(unit))


def gap(own: CellValue, value: CellValue, same: CellValue, lang: Lang) -> CellValue:
    """Return own value − benchmark; 不可比 where the definitions differ, 定义未核对 where nobody knows; blank without a benchmark."""
    if is_blank(value):
        return ""
    if _says(same, OTHER_DEFINITION):
        return NOT_COMPARABLE.to(lang)
    if not _says(same, SAME_DEFINITION):
        return NOT_COMPARED.to(lang)
    if is_blank(own):
        return ""
    if not (is_number(own) and is_number(value)) or not isfinite(float(own) - float(value)):
        return cells.NUMBER_EXPECTED.what.to(lang)
    return rounded(float(own) - float(value), DIGITS)


def _says(value: CellValue, words: Text) -> bool:
    """Return whether a cell holds a word of either language, as TRIM and = of a formula see it."""
    return not isinstance(value, ErrorValue) and trim(as_text(value)).casefold() in {text.casefold() for text in words}

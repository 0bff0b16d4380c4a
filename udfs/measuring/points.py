"""The points of a measure: what the rows of a period come to, together with what they were counted from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from udfs.indicators.choices import COUNT_ROWS, MEAN, MEDIAN, P90, SHARE, SUM
from udfs.indicators.points import significant
from udfs.lang import Text
from udfs.measuring.definition import Definition

# Stands as the reason of the exclusion of a point whose period was not complete in its export.
UNFINISHED = Text("未完整", "Incomplete")

_QUANTILES = {MEDIAN: 0.5, P90: 0.9}


class Key(NamedTuple):
    """Which point: the measure by its number, the first day of its period, the group (empty for all together)."""

    measure: str
    day: date
    group: str = ""


@dataclass(frozen=True)
class Point:
    """A computed point.

    Attributes:
        key: which point.
        numerator: of a share the rows that fulfil its condition, of a mean the sum; None otherwise.
        denominator: of a share the rows that count, of mean, median and P90 the number of values; None otherwise.
        value: in the unit of the measure.
        rows: how many rows of the export it was counted from.
        is_unfinished: whether its period was not complete in the export.
        source: which of the files it comes from, by its position: the one with most of its rows.
    """

    key: Key
    numerator: float | None
    denominator: float | None
    value: float
    rows: int
    is_unfinished: bool = False
    source: int = 0


def figures_of(
    definition: Definition, rows: int, hits: int, total: float, values: Sequence[float]
) -> tuple[float | None, float | None, float] | None:
    """Return numerator, denominator and value of a period; None where there is nothing to divide by.

    Args:
        definition: the measure.
        rows: how many rows count, those with a value only where it calculates with values.
        hits: how many of them are the numerator of a share.
        total: the sum of their values.
        values: the values themselves, ascending, for median and P90.
    """
    calculation: Text = definition.calculation
    if calculation == COUNT_ROWS:
        return None, None, rows
    if calculation == SUM:
        return None, None, significant(total)
    if not rows:
        return None
    if calculation == SHARE:
        return hits, rows, significant(hits * (100 if definition.in_percent else 1) / rows)
    if calculation == MEAN:
        return significant(total), rows, significant(total / rows)
    return None, rows, significant(quantile(values, _QUANTILES[calculation]))


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of ascending values, linear between neighbours: PERCENTILE.INC of spreadsheets (Hyndman and Fan 7)."""
    place = (len(values) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return float(values[below] + (values[above] - values[below]) * (place - below))


# Counts and sums of nothing are 0; means and shares of nothing are no point.
OF_NOTHING = (COUNT_ROWS, SUM)

"""What is wrong with points: figures that cannot be, points that are there twice, and choices without a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from udfs.choices import means
from udfs.indicators.choices import SHARE
from udfs.indicators.points import factor
from udfs.monitoring.choices import RATE
from udfs.problems import Problem
from udfs.problems import indicators as problems
from udfs.rounding import rounded
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain

Columns = Mapping[str, Sequence[CellValue]]


@dataclass(frozen=True)
class MeasureKind:
    """What the table of measures says of one: its kind, its unit and how it is calculated."""

    kind: CellValue
    unit: CellValue
    calculation: CellValue

    @cached_property
    def is_rate(self) -> bool:
        """Return whether it is numerator ÷ denominator."""
        return means(self.kind, RATE)

    @cached_property
    def is_share(self) -> bool:
        """Return whether its numerator is a part of its denominator."""
        return self.is_rate and (means(self.calculation, SHARE) or factor(self.unit) > 1)


class PointComplaint(NamedTuple):
    """What is wrong with a point: its row (from 0), the column, the problem and its arguments."""

    row: int
    column: str
    problem: Problem
    args: dict[str, object]


def complaints(points: Columns, kinds: Mapping[str, MeasureKind], today: date) -> Iterator[PointComplaint]:
    """Yield what is wrong with points, rule by rule.

    Args:
        points: the columns of the table of points by key, all equally long.
        kinds: what is known of each measure, by its folded number.
        today: no point lies later.
    """
    measures = _folded(points["measure"])
    rows = [row for row, measure in enumerate(measures) if measure]
    for row in rows:
        yield from _figures(points, row, kinds.get(measures[row]))
        yield from _of_day(points, row, today)
        if not is_blank(points["excluded"][row]) and is_blank(points["exclude_reason"][row]):
            yield PointComplaint(row, "exclude_reason", problems.EXCLUSION_WITHOUT_REASON, {})
    yield from _phases(points, measures, rows)


def _figures(points: Columns, row: int, kind: MeasureKind | None) -> Iterator[PointComplaint]:
    numerator, denominator, value = (points[key][row] for key in ("numerator", "denominator", "value"))
    if is_blank(value) and (is_blank(numerator) or is_blank(denominator)):
        yield PointComplaint(row, "value", problems.POINT_WITHOUT_VALUE, {})
    if kind is None or not kind.is_rate or not is_number(denominator):
        return
    if denominator <= 0:
        yield PointComplaint(row, "denominator", problems.DENOMINATOR_ZERO, {"value": as_text(denominator)})
        return
    if not is_number(numerator):
        return
    if kind.is_share and numerator > denominator:
        args: dict[str, object] = {"value": as_text(numerator), "other": as_text(denominator)}
        yield PointComplaint(row, "numerator", problems.NUMERATOR_ABOVE_DENOMINATOR, args)
        return
    if is_number(value):
        quotient = numerator / denominator * factor(kind.unit)
        shown = rounded(quotient, _places(value))
        if abs(shown - value) > _step(value) / 2:
            args = {"value": as_text(value), "other": as_text(shown)}
            yield PointComplaint(row, "value", problems.VALUE_CONTRADICTS, args)


def _places(value: float) -> int:
    """Return behind how many places a number is written: a rounded value is no other one."""
    text = as_text(value)
    return len(text.partition(".")[2]) if "E" not in text else 0


def _step(value: float) -> float:
    return float(10 ** -_places(value))


def _of_day(points: Columns, row: int, today: date) -> Iterator[PointComplaint]:
    day = day_of(points["date"][row])
    if day is not None and day > today:
        yield PointComplaint(row, "date", problems.DATE_IN_FUTURE, {"value": day})


def same_points(points: Columns) -> list[tuple[int, ...]]:
    """Return the rows (from 0) that are the same point: of one measure, date and group."""
    groups: dict[tuple[str, date, str], list[int]] = defaultdict(list)
    measures, names = _folded(points["measure"]), _folded(points["group"])
    for row, (measure, day_cell, group) in enumerate(zip(measures, points["date"], names, strict=True)):
        day = day_of(day_cell)
        if measure and day is not None:
            groups[measure, day, group].append(row)
    return [tuple(rows) for rows in groups.values() if len(rows) > 1]


def _folded(cells: Sequence[CellValue]) -> list[str]:
    """Return what spellings of one text have in common; most cells of these columns are the same few."""
    texts: dict[tuple[type, CellValue], str] = {}  # 1 and TRUE are kept apart
    return [
        ""
        if cell is None
        else texts.get((type(cell), cell)) or texts.setdefault((type(cell), cell), plain(cell).casefold())
        for cell in cells
    ]


def _phases(points: Columns, measures: Sequence[str], rows: Sequence[int]) -> Iterator[PointComplaint]:
    """Yield the phases that begin without a reason; the one of the first point has none to give."""
    phases, groups = _folded(points["phase"]), _folded(points["group"])
    if not any(phases):
        return
    dated = [(day, row) for row in rows if (day := day_of(points["date"][row])) is not None]
    order = [row for _, row in sorted(dated)]
    reasons = {(measures[row], phases[row]) for row in order if not is_blank(points["phase_reason"][row])}
    last: dict[tuple[str, str], str] = {}
    for row in order:
        series, phase = (measures[row], groups[row]), phases[row]
        is_first, before = series not in last, last.get(series, "")
        last[series] = phase or before
        begins = bool(phase) and phase != before and not is_first
        if begins and (measures[row], phase) not in reasons:
            reasons.add((measures[row], phase))  # said once is enough
            args: dict[str, object] = {"value": plain(points["phase"][row])}
            yield PointComplaint(row, "phase_reason", problems.PHASE_WITHOUT_REASON, args)

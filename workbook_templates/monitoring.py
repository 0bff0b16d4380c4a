"""Every measure as it is monitored: its points in the order of time, what the control chart says of them, how they are shown.

Columns, sheets, commands and reports read the same lines, so that nothing says two things about one measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum
from typing import NamedTuple

from udfs.choices import meant, written_as
from udfs.indicators.points import factor, point_value, roll_up, significant
from udfs.lang import Text
from udfs.monitoring.choices import (
    AUTO,
    CHANGED,
    CHARTS,
    COUNT,
    DAYS_BETWEEN,
    DEFAULT_SET,
    DIRECTIONS,
    IMPROVED,
    KINDS,
    NO_VARIATION,
    RATE,
    STABLE,
    TOO_FEW,
    WORSE,
)
from udfs.monitoring.monitored import Monitored, Settings, monitored
from udfs.monitoring.own_rules import rules_of
from udfs.monitoring.rules import Signal
from udfs.monitoring.series import LARGEST, series_of, within
from udfs.values import CellValue, day_of, is_blank, is_number, plain
from workbook_templates.context import Context, TableData

MEASURES, POINTS = "measures", "points"
# Another sign is nearer at hand than the prime.
_SPELLINGS = {"p'": "p′", "p’": "p′", "xmr": "I-MR", "imr": "I-MR"}
# Of several groups the one of which most has to be said comes first.
_URGENCY = (WORSE, CHANGED, IMPROVED, STABLE, NO_VARIATION, TOO_FEW)


class MeasuredPoint(NamedTuple):
    """A point: its day, its row, what it was counted from, and what it comes to; None where nothing can be read."""

    day: date
    row: int
    numerator: float | None
    denominator: float | None
    value: float | None
    has_value: bool
    phase: CellValue
    excluded: bool


@dataclass(frozen=True)
class Line:
    """One measure, or one group of it, as it is monitored.

    Attributes:
        place: the row of the measure in its table.
        number: of the measure, as it is written there.
        name: of the measure.
        group: the group, as it is written; blank for all together.
        is_whole: whether it stands for the measure; the others are its groups.
        rows: of each point of the series its row in the table of points.
        scale: what a figure of the chart is multiplied by to be in the unit of the measure.
        target: in the unit of the measure, None where there is none.
        asked: the chart that the table of measures asks for.
        points: what it is drawn from, in the order of time; those of the chart may be days between them.
        result: what there is to say.
    """

    place: int
    number: str
    name: str
    group: str
    is_whole: bool
    rows: tuple[int, ...]
    scale: int
    target: float | None
    asked: Text
    points: tuple[MeasuredPoint, ...]
    result: Monitored

    @property
    def title(self) -> str:
        """Return number, name and group."""
        return " ".join(part for part in (self.number, self.name, self.group) if part)

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days of the points of the chart."""
        return self.result.chart.series.days or ()

    @property
    def shown_scale(self) -> int:
        """Return what the chart's own figures are multiplied by; days between events have no other unit."""
        return 1 if self.result.chart.kind == DAYS_BETWEEN else self.scale

    def shown(self, value: float | None) -> float | int | None:
        """Return a figure of the chart in the unit of the measure."""
        return None if value is None else significant(value * self.shown_scale)

    @cached_property
    def current(self) -> float | int | None:
        """Return the latest point of the chart that counts."""
        latest = self.result.status.latest
        return None if latest is None else self.shown(self.result.chart.series.values[latest])

    def row_of(self, place: int) -> int:
        """Return the row in the table of points of a point of the chart."""
        return self.rows[self.result.places[place]]

    def day_of(self, signal: Signal) -> date:
        """Return the day at which a signal was seen first."""
        return self.days[signal.at]

    @property
    def last_signal(self) -> Signal | None:
        """Return the signal that reaches furthest; None without any."""
        return max(self.result.chart.signals, key=lambda signal: (signal.last, signal.at), default=None)


def lines(book: Context) -> tuple[Line, ...]:
    """Return every measure that has points, in the order of the table, each followed by its groups."""
    measures = book.tables.get(MEASURES)
    if measures is None or POINTS not in book.tables:
        return ()
    points, watched = book.lasting(_points), list[Line]()
    for place in measures.records():
        key = plain(measures["id"][place]).casefold()
        groups = points.get(key)
        if groups:
            watched += _of_measure(book, measures, place, groups)
    return tuple(watched)


def standing(book: Context) -> dict[int, tuple[Text, Text]]:
    """Return how each measure stands by its row: variation and capability; of groups alone what most has to be said."""
    of_measure: dict[int, list[Line]] = defaultdict(list)
    for line in book.lasting(lines):
        of_measure[line.place].append(line)
    chosen = (min(own, key=lambda line: (not line.is_whole, _urgency(line))) for own in of_measure.values())
    return {line.place: (line.result.status.variation, line.result.status.capability) for line in chosen}


def _urgency(line: Line) -> int:
    return _URGENCY.index(line.result.status.variation)


def has_points(book: Context) -> frozenset[str]:
    """Return the folded numbers of the measures that have points."""
    return frozenset(book.lasting(_points))


def _points(book: Context) -> dict[str, dict[str, list[MeasuredPoint]]]:
    """Return the points by the folded numbers of their measure and group, in the order of time; those without a day are none."""
    data = book.tables[POINTS]
    units: dict[str, CellValue] = {}
    if MEASURES in book.tables:
        measures = book.tables[MEASURES]
        units = {plain(number).casefold(): unit for number, unit in zip(measures["id"], measures["unit"], strict=True)}
    known: dict[str, dict[str, list[MeasuredPoint]]] = defaultdict(lambda: defaultdict(list))
    columns = (
        data[key] for key in ("measure", "date", "group", "numerator", "denominator", "value", "phase", "excluded")
    )
    keys: dict[CellValue, str] = {}
    for row, (measure, day_cell, group, numerator, denominator, value, phase, out) in enumerate(
        zip(*columns, strict=True)
    ):
        day = day_of(day_cell)
        if day is None or is_blank(measure):
            continue
        key = keys.get(measure) or keys.setdefault(measure, plain(measure).casefold())
        fold = "" if group is None else keys.get(group) or keys.setdefault(group, plain(group).casefold())
        point = MeasuredPoint(
            day,
            row,
            _usable(numerator),
            _usable(denominator),
            _usable(point_value(numerator, denominator, value, units.get(key))),
            not is_blank(value),
            phase,
            not is_blank(out),
        )
        known[key][fold].append(point)
    for groups in known.values():
        for points in groups.values():
            points.sort(key=lambda point: point.day)
    return {key: dict(groups) for key, groups in known.items()}


def _usable(value: CellValue) -> float | None:
    """Return a number; anything that is none, or beyond all measure, is a hole. The check names such cells."""
    return float(value) if is_number(value) and abs(value) <= LARGEST else None


def _of_measure(
    book: Context, measures: TableData, place: int, groups: dict[str, list[MeasuredPoint]]
) -> Iterator[Line]:
    names = {fold: plain(book.tables[POINTS]["group"][points[0].row]) for fold, points in groups.items()}
    if len(groups) == 1:
        ((fold, points),) = groups.items()
        yield _line(measures, place, names[fold], points, is_whole=True)
        return
    together = groups.get("") or _together(measures["kind"][place], measures["unit"][place], groups)
    if together:
        yield _line(measures, place, "", together, is_whole=True)
    for fold, points in groups.items():
        if fold:
            yield _line(measures, place, names[fold], points, is_whole=False)


def _line(measures: TableData, place: int, group: str, points: Sequence[MeasuredPoint], *, is_whole: bool) -> Line:
    kind, unit = meant(measures["kind"][place], KINDS), plain(measures["unit"][place])
    counts = _are_counts(kind, points)
    scale = factor(unit) if counts else 1
    days = [point.day for point in points]
    first, last = (day_of(measures[key][place]) for key in ("baseline_from", "baseline_to"))
    series = series_of(
        [point.numerator if counts else point.value for point in points],
        denominators=[point.denominator for point in points] if counts else None,
        days=days,
        phases=[point.phase for point in points],
        excluded=[point.excluded for point in points],
        baseline=within(days, first, last),
    )
    target = _usable(measures["target"][place])
    asked = _chart(measures["chart"][place])
    settings = Settings(
        kind=kind,
        chart=asked,
        rules=rules_of(measures["rules"][place]) or DEFAULT_SET.rules,
        direction=meant(measures["direction"][place], DIRECTIONS),
        target=None if target is None else target / scale,
        unit="%" if scale > 1 else unit,
    )
    result = monitored(series, settings)
    number, name = plain(measures["id"][place]), plain(measures["name"][place])
    rows = tuple(point.row for point in points)
    return Line(place, number, name, group, is_whole, rows, scale, target, asked, tuple(points), result)


def _are_counts(kind: Text | None, points: Sequence[MeasuredPoint]) -> bool:
    """Return whether the points are numerators over denominators; a single one that has only a value makes all of them values."""
    if kind not in {RATE, COUNT}:
        return False
    counted = [point for point in points if point.numerator is not None and point.denominator is not None]
    return bool(counted) and not any(
        point.has_value and (point.numerator is None or point.denominator is None) for point in points
    )


def _together(kind_cell: CellValue, unit: CellValue, groups: dict[str, list[MeasuredPoint]]) -> list[MeasuredPoint]:
    """Return the points of all groups put together by day, as the current value is; none where they cannot be.

    Counts are added, and a day on which a group is missing that has points before and after it is a hole; anything else is
    the sum of the numerators over the sum of the denominators (T42).
    """
    kind = meant(kind_cell, KINDS)
    everything = [point for points in groups.values() for point in points]
    by_counts = _are_counts(kind, everything) or (
        kind != COUNT and all(p.numerator is not None and p.denominator is not None for p in everything if p.value is not None)
    )  # fmt: skip
    if not by_counts and kind != COUNT:
        return []
    by_day: dict[date, dict[str, list[MeasuredPoint]]] = defaultdict(lambda: defaultdict(list))
    for fold, points in groups.items():
        for point in points:
            by_day[point.day][fold].append(point)
    spans = {fold: (points[0].day, points[-1].day) for fold, points in groups.items()}
    result = []
    for day in sorted(by_day):
        here = [point for points in by_day[day].values() for point in points]
        lacking = any(first <= day <= last and fold not in by_day[day] for fold, (first, last) in spans.items())
        result.append(_sum(day, here, factor(unit), by_counts=by_counts, lacking=lacking))
    return result


def _sum(day: date, points: Sequence[MeasuredPoint], scale: int, *, by_counts: bool, lacking: bool) -> MeasuredPoint:
    phase = next((point.phase for point in points if not is_blank(point.phase)), None)
    excluded = any(point.excluded for point in points)
    total: float | None = None
    above: float | None = None
    below: float | None = None
    if by_counts:
        rolled = roll_up((point.numerator, point.denominator) for point in points)
        if rolled.left_out < len(points):
            above, below = rolled.numerator, rolled.denominator
            total = above / below * scale if below else None
    elif not lacking and all(point.value is not None for point in points):
        total = fsum(point.value or 0 for point in points)
    return MeasuredPoint(day, points[0].row, above, below, total, not by_counts, phase, excluded)


def _chart(value: CellValue) -> Text:
    known = _SPELLINGS.get(written_as(value), value) if isinstance(value, str) else value
    return meant(known, CHARTS) or AUTO

"""What stands behind a control chart: its points, its lines as steps, and what the legend says of each.

Lines have two rows for each stretch on which they do not change, so that limits that vary are steps; between phases stands
a row without figures, which every program draws as a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from udfs.lang import Text, same
from udfs.monitoring.choices import DAYS_BETWEEN, RUN
from udfs.monitoring.rules import Signal
from udfs.monitoring.wording import fill, join
from udfs.serials import to_serial
from udfs.values import CellValue
from workbook_templates.monitoring import Line

# The latest points are drawn: a year of days.
POINTS = 370
STEPS = 2 * POINTS + 20
# Day, value, signal, excluded; then day, centre, upper, lower, target.
OF_POINTS, OF_STEPS = 4, 5

VALUE, SIGNALS, EXCLUDED = Text("各点的值", "Value"), Text("异常点", "Signals"), Text("已排除（不计）", "Excluded")
CENTRE, MEDIAN = Text("中心线", "Centre line"), Text("中位数", "Median")
UPPER, LOWER = Text("控制上限", "Upper limit"), Text("控制下限", "Lower limit")
TARGET = Text("目标", "Target")
_OF_UNIT = Text("{what}（{unit}）", "{what} ({unit})")
_OF_FIGURE, _OF_COUNT = Text("{what} {figure}", "{what} {figure}"), Text("{what} {count} 个", "{what}: {count}")
_NONE = Text("{what}：无", "{what}: none")
_VARIES = Text("{what} {figure}（随分母变）", "{what} {figure} (varies)")
_DAYS = Text("天", "days")

_WHY = Text("{chart} 图：{why}", "{chart} chart: {why}")
_OF_RUN = Text("运行图（看中位数，没有控制限）：{why}", "Run chart (about the median, without limits): {why}")
_OF_DAYS = Text("两次之间的天数（越长越少见）：{why}", "Days between events (the longer, the rarer): {why}")
_OFFER = Text("建议改用 {chart}：{why}", "{chart} would fit better: {why}")
_LATEST = Text("只画最近 {count} 点", "only the latest {count:point is/points are} drawn")

Values = tuple[CellValue, ...]


class Drawn(NamedTuple):
    """What stands behind one chart: the names of its series, the rows of its points and of its lines."""

    names: tuple[Text, ...]
    points: list[Values]
    steps: list[Values]


def drawn(line: Line) -> Drawn:
    """Return what the chart of a measure shows: as many of its latest points as there is room for."""
    places = range(len(line.result.chart.series))[-POINTS:]
    steps = [*_steps(line, places)]
    while len(steps) > STEPS:
        places = places[(len(steps) - STEPS + 1) // 2 :]
        steps = [*_steps(line, places)]
    return Drawn(_names(line), [*_points(line, places)], steps)


def marked(signals: Sequence[Signal]) -> set[int]:
    """Return the places of the points that belong to a signal; one of the whole chart is marked at its last point."""
    return {place for signal in signals for place in signal.points or (signal.last,)}


def _points(line: Line, places: Sequence[int]) -> Iterator[Values]:
    series, signals = line.result.chart.series, marked(line.result.chart.signals)
    for place in places:
        value, counts = line.shown(series.values[place]), series.counted[place]
        yield (
            to_serial(line.days[place]),
            value if counts else None,
            value if counts and place in signals else None,
            None if counts else value,
        )


def _steps(line: Line, places: Sequence[int]) -> Iterator[Values]:
    """Yield day, centre, upper and lower limit and target at both ends of each stretch."""
    chart = line.result.chart
    edges = dict(zip(places, _edges([line.days[place] for place in places]), strict=True))
    target = None if chart.kind == DAYS_BETWEEN else line.target
    for phase in chart.phases:
        own = [place for place in phase.stage.places if place in edges]
        if not own:
            continue
        if own[0] != places[0]:
            yield edges[own[0]][0], None, None, None, None
        levels = [
            tuple(line.shown(values[place]) for values in (chart.centre, chart.drawn_upper, chart.drawn_lower))
            for place in own
        ]
        starts = [at for at in range(len(own)) if at == 0 or levels[at] != levels[at - 1]]
        for start, stop in pairwise([*starts, len(own)]):
            yield edges[own[start]][0], *levels[start], target
            yield edges[own[stop - 1]][1], *levels[start], target


def _edges(days: Sequence[date]) -> list[tuple[float, float]]:
    """Return from where to where the lines of each point go: halfway to its neighbours."""
    numbers = [float(to_serial(day)) for day in days]
    halves = sorted((after - before) / 2 for before, after in pairwise(numbers))
    half = (halves[len(halves) // 2] if halves else 0) or 0.5
    between = [(before + after) / 2 for before, after in pairwise(numbers)]
    if not numbers:
        return []
    return [*zip([numbers[0] - half, *between], [*between, numbers[-1] + half], strict=True)]


def _names(line: Line) -> tuple[Text, ...]:
    """Return what the legend says: of lines their latest figure, or that there is none."""
    result, chart = line.result, line.result.chart
    unit = _DAYS if chart.kind == DAYS_BETWEEN else same("%" if line.scale > 1 else result.settings.unit)
    signals = marked(chart.signals)
    out = sum(
        value is not None and not counts
        for value, counts in zip(chart.series.values, chart.series.counted, strict=True)
    )
    target = None if chart.kind == DAYS_BETWEEN else result.settings.target
    return (
        fill(_OF_UNIT, what=VALUE, unit=unit) if unit.zh else VALUE,
        fill(_OF_COUNT, what=SIGNALS, count=len(signals)) if signals else fill(_NONE, what=SIGNALS),
        fill(_OF_COUNT, what=EXCLUDED, count=out) if out else fill(_NONE, what=EXCLUDED),
        _name(line, MEDIAN if chart.kind == RUN else CENTRE, chart.centre),
        _name(line, UPPER, chart.drawn_upper),
        _name(line, LOWER, chart.drawn_lower),
        fill(_NONE, what=TARGET) if target is None else fill(_OF_FIGURE, what=TARGET, figure=result.figures(target)),
    )


def _name(line: Line, words: Text, levels: Sequence[float | None]) -> Text:
    """Return the name of a line: with the figure of its latest stretch."""
    phase = line.result.chart.phases[-1] if line.result.chart.phases else None
    known = [level for level in levels[phase.stage.start :] if level is not None] if phase else []
    if not known:
        return fill(_NONE, what=words)
    varies = min(known) != max(known)
    return fill(_VARIES if varies else _OF_FIGURE, what=words, figure=line.result.figures(known[-1]))


def remarks(line: Line) -> Text:
    """Say which chart it is and why, and what makes it doubtful: better charts, warnings, proposals for phases."""
    result = line.result
    words = {RUN: _OF_RUN, DAYS_BETWEEN: _OF_DAYS}.get(result.chart.kind, _WHY)
    parts = [fill(words, chart=result.chart.kind, why=result.choice.reason)]
    parts += [fill(_OFFER, chart=other, why=why) for other, why in result.choice.offers]
    parts += [*result.warnings, *(shift.reason for shift in result.shifts)]
    if len(result.chart.series) > POINTS:
        parts.append(fill(_LATEST, count=POINTS))
    return join(parts)

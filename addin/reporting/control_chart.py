"""A control chart as native shapes: the line of the values, limits as steps, the target, signals with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from math import ceil, cos, floor, log10, pi, sin
from typing import NamedTuple

from lxml import etree

from addin.reporting.drawing import Brush, Frame, Saying, Spot, group
from udfs.causes.fishbone import width
from udfs.serials import from_serial, to_serial
from udfs.values import CellValue, day_of, is_number
from workbook_templates.builder.styles import AXIS, BAR, GREY_INK, GRID, INK, LATE, PAST, PROVEN_LINE, RED_INK, WHITE
from workbook_templates.reports.blocks import ControlChart

# Room beside, above and below what is drawn, in points.
_LEFT, _RIGHT, _ABOVE, _BELOW, _HIGH = 44.0, 12.0, 24.0, 18.0, 150.0
_LEGEND, _LEGEND_COLUMNS, _SAMPLE = 13.0, 4, 24.0
_SIZE, _SMALL = 8.0, 7.0
_DOT, _DIAMOND, _HOLLOW = 1.6, 4.2, 3.2
_TICKS, _DAYS = 5, 10
# Days, then months between the labels of the axis.
_STEPS, _MONTHS = (1, 2, 7, 14), (1, 2, 3, 6, 12)
_LETTER = 0.55
_DASH, _TARGET_DASH = "dash", "lgDashDot"
# The columns of the points: value, signal, excluded; those of the lines: centre, upper, lower, target.
_VALUE, _SIGNAL, _EXCLUDED = 1, 2, 3
_LINES = (
    (1, PAST, 1.25, "solid"),
    (2, GREY_INK, 1.0, _DASH),
    (3, GREY_INK, 1.0, _DASH),
    (4, PROVEN_LINE, 1.5, _TARGET_DASH),
)


def control_chart(figure: ControlChart, wide: float, font: str, instead: str, number: int) -> etree._Element:
    """Return the chart as the content of a run, `wide` points wide; the other arguments are those of `shapes`."""
    brush = Brush(font, count(1000 * number))
    plot = Frame(_LEFT, _ABOVE, wide - _LEFT - _RIGHT, _HIGH)
    scale = _scale(figure, plot)
    content = [*_axes(brush, scale), *_phases(brush, scale, figure), *_lines(brush, scale, figure)]
    content += [*_points(brush, scale, figure), *_legend(brush, figure, plot, plot.y + plot.high + _BELOW)]
    rows = ceil(len([*filter(None, figure.names)]) / _LEGEND_COLUMNS)
    saying = Saying(figure.caption, figure.description, instead)
    return group(content, wide, _ABOVE + _HIGH + _BELOW + rows * _LEGEND, saying, number)


class _Scale(NamedTuple):
    """Where days and figures stand in the plot."""

    plot: Frame
    days: tuple[float, float]
    ticks: list[float]

    def spot(self, day: float, value: float) -> Spot:
        first, last = self.days
        low, high = self.ticks[0], self.ticks[-1]
        across, up = (day - first) / (last - first), (value - low) / (high - low)
        return Spot(self.plot.x + across * self.plot.wide, self.plot.y + (1 - up) * self.plot.high)


def _scale(figure: ControlChart, plot: Frame) -> _Scale:
    days = [float(row[0]) for row in (*figure.points, *figure.steps) if is_number(row[0])]
    values = [float(cell) for row in (*figure.points, *figure.steps) for cell in row[1:] if is_number(cell)]
    first, last = min(days), max(days)
    return _Scale(plot, (first, last if last > first else first + 1), ticks(min(values), max(values)))


def ticks(low: float, high: float) -> list[float]:
    """Return round numbers from below the lowest to above the highest value, in equal steps."""
    if high <= low:
        low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
    rough = (high - low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough * (1 - 1e-9))
    begin, end = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [float(f"{step * at:.12g}") for at in range(begin, end + 1)]


def _axes(brush: Brush, scale: _Scale) -> Iterator[etree._Element]:
    plot = scale.plot
    for tick in scale.ticks:
        y = scale.spot(scale.days[0], tick).y
        yield brush.line(Spot(plot.x, y), Spot(plot.x + plot.wide, y), GRID, 0.5)
        yield brush.text(f"{tick:.12g}", Frame(0, y - 6, _LEFT - 5, 12), GREY_INK, _SIZE, anchor="ctr", side="right")
    bottom = plot.y + plot.high
    yield brush.line(Spot(plot.x, bottom), Spot(plot.x + plot.wide, bottom), AXIS, 1)
    for day in labelled_days(*map(_day, scale.days)):
        x = scale.spot(float(to_serial(day)), scale.ticks[0]).x
        yield brush.line(Spot(x, bottom), Spot(x, bottom + 3), AXIS, 0.75)
        left = min(max(0.0, x - 28), plot.x + plot.wide + _RIGHT - 56)
        yield brush.text(day.isoformat(), Frame(left, bottom + 4, 56, 11), GREY_INK, _SIZE, anchor="t")


def _day(serial: float) -> date:
    day = day_of(from_serial(ceil(serial)))
    assert day is not None  # noqa: S101 - days of points are days
    return day


def labelled_days(first: date, last: date) -> list[date]:
    """Return the days that an axis names: every so many days, else the first of every so many months."""
    span = (last - first).days
    step = next((step for step in _STEPS if span / step < _DAYS), 0)
    if step:
        begin = first + timedelta(days=-first.weekday() % 7) if step >= 7 else first  # noqa: PLR2004 - weeks begin on Mondays
        return [begin + timedelta(days=at) for at in range(0, (last - begin).days + 1, step)]
    months = next((months for months in _MONTHS if span / (30.5 * months) < _DAYS), 12 * ceil(span / (366 * _DAYS)))
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(at // 12, at % 12 + 1, 1) for at in numbers if at % months == 0]
    return [day for day in starts if first <= day <= last]


def _phases(brush: Brush, scale: _Scale, figure: ControlChart) -> Iterator[etree._Element]:
    plot = scale.plot
    for at, (day, name) in enumerate(figure.phases):
        x = scale.spot(day, scale.ticks[0]).x
        if at:
            yield brush.path([[Spot(x, plot.y), Spot(x, plot.y + plot.high)]], plot, AXIS, 1, dash="sysDot")
        end = (
            scale.spot(figure.phases[at + 1][0], scale.ticks[0]).x
            if at + 1 < len(figure.phases)
            else plot.x + plot.wide
        )
        if name:
            yield brush.text(name, Frame(x + 2, 0, max(end - x - 4, 1), 11), INK, _SIZE, strong=True, side="left")


def _lines(brush: Brush, scale: _Scale, figure: ControlChart) -> Iterator[etree._Element]:
    for column, colour, wide, dash in _LINES:
        strokes = _strokes(scale, figure.steps, column)
        if strokes:
            yield brush.path(strokes, scale.plot, colour, wide, dash=dash)


def _strokes(scale: _Scale, rows: Sequence[Sequence[CellValue]], column: int) -> list[list[Spot]]:
    """Return the lines through a column, broken where it holds nothing."""
    strokes: list[list[Spot]] = [[]]
    for row in rows:
        day, value = row[0], row[column]
        if is_number(day) and is_number(value):
            strokes[-1].append(scale.spot(float(day), float(value)))
        elif strokes[-1]:
            strokes.append([])
    return [stroke for stroke in strokes if len(stroke) > 1]


def _points(brush: Brush, scale: _Scale, figure: ControlChart) -> Iterator[etree._Element]:
    strokes = _strokes(scale, figure.points, _VALUE)
    if strokes:
        yield brush.path(strokes, scale.plot, BAR, 1)
    for column, outline, fill, edge, size in (
        (_VALUE, _circle, BAR, BAR, _DOT), (_EXCLUDED, _circle, WHITE, INK, _HOLLOW), (_SIGNAL, _diamond, LATE, RED_INK, _DIAMOND),
    ):  # fmt: skip
        spots = [spot for row in figure.points if (spot := _spot_of(scale, row, column))]
        if spots:
            yield brush.path([outline(spot, size) for spot in spots], scale.plot, edge, 0.75, fill=fill)
    for place, words in sorted(figure.numbers.items()):
        spot = _spot_of(scale, figure.points[place], _SIGNAL) or _spot_of(scale, figure.points[place], _VALUE)
        if spot:
            wide = _LETTER * _SMALL * len(words) + 4
            left = min(max(0.0, spot.x - wide / 2), scale.plot.x + scale.plot.wide + _RIGHT - wide)
            frame = Frame(left, spot.y - _DIAMOND - 10, wide, 10)
            yield brush.text(words, frame, RED_INK, _SMALL, strong=True)


def _spot_of(scale: _Scale, row: Sequence[CellValue], column: int) -> Spot | None:
    day, value = row[0], row[column]
    return scale.spot(float(day), float(value)) if is_number(day) and is_number(value) else None


def _diamond(at: Spot, size: float) -> list[Spot]:
    return [Spot(at.x, at.y - size), Spot(at.x + size, at.y), Spot(at.x, at.y + size), Spot(at.x - size, at.y)]


def _circle(at: Spot, size: float) -> list[Spot]:
    """Return a polygon that looks round at this size."""
    corners = 12
    angles = (2 * pi * corner / corners for corner in range(corners))
    return [Spot(at.x + size * cos(angle), at.y + size * sin(angle)) for angle in angles]


def _legend(brush: Brush, figure: ControlChart, plot: Frame, top: float) -> Iterator[etree._Element]:
    share = (plot.wide + _RIGHT) / _LEGEND_COLUMNS
    named = ((series, words) for series, words in enumerate(figure.names) if words)
    for place, (at, words) in enumerate(named):
        y, x = top + place // _LEGEND_COLUMNS * _LEGEND, plot.x + place % _LEGEND_COLUMNS * share
        sample = Frame(x, y, _SAMPLE, _LEGEND)
        yield from _sample(brush, at, sample)
        room = share - _SAMPLE - 8
        size = max(5.0, min(_SIZE, room / (_LETTER * max(1, width(words)))))
        frame = Frame(x + _SAMPLE + 4, y, room, _LEGEND)
        yield brush.text(words, frame, GREY_INK, size, anchor="ctr", side="left")


def _sample(brush: Brush, at: int, frame: Frame) -> Iterator[etree._Element]:
    """Yield what a series looks like: value, signal, excluded, then the lines."""
    middle = Spot(frame.x + frame.wide / 2, frame.y + frame.high / 2)
    ends = [Spot(frame.x, middle.y), Spot(frame.x + frame.wide, middle.y)]
    if at == 0:
        yield brush.path([ends], frame, BAR, 1)
        yield brush.path([_circle(middle, _DOT)], frame, BAR, 0.75, fill=BAR)
    elif at == 1:
        yield brush.path([_diamond(middle, _DIAMOND)], frame, RED_INK, 0.75, fill=LATE)
    elif at == 2:  # noqa: PLR2004 - excluded points
        yield brush.path([_circle(middle, _HOLLOW)], frame, INK, 0.75, fill=WHITE)
    else:
        _, colour, wide, dash = _LINES[at - 3]
        yield brush.path([ends], frame, colour, wide, dash=dash)

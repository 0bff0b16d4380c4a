"""Levels with their intervals as native shapes: a dot and a line each, below each other on one scale."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from lxml import etree

from addin.reporting.control_chart import ticks
from addin.reporting.drawing import Brush, Frame, Saying, Spot, group
from udfs.causes.fishbone import width
from workbook_templates.builder.styles import AXIS, BAR, GREY_INK, GRID, INK
from workbook_templates.reports.blocks import Levels

# Room above and below, of each line, of an end of an interval, in points.
_ABOVE, _BELOW, _ROW, _CAP, _DOT = 4.0, 18.0, 22.0, 4.0, 5.0
_SIZE, _LETTER, _BESIDE = 9.0, 0.55, 8.0
# A long label takes no more of the width than this.
_LABELS = 0.35


def levels(figure: Levels, wide: float, font: str, instead: str, number: int) -> etree._Element:
    """Return the picture as the content of a run, `wide` points wide; the other arguments are those of `shapes`."""
    brush = Brush(font, count(1000 * number))
    left = min(wide * _LABELS, _reach(level.label for level in figure.levels)) + _BESIDE
    right = _reach(level.written for level in figure.levels) + _BESIDE
    plot = Frame(left, _ABOVE, wide - left - right, _ROW * len(figure.levels))
    steps = ticks(min(level.low for level in figure.levels), max(level.high for level in figure.levels))

    def place(value: float) -> float:
        return plot.x + plot.wide * (value - steps[0]) / (steps[-1] - steps[0])

    bottom = plot.y + plot.high
    content = []
    for step in steps:
        content.append(brush.line(Spot(place(step), plot.y), Spot(place(step), bottom), GRID, 0.5))
        frame = Frame(place(step) - 24, bottom + 3, 48, 11)
        content.append(brush.text(f"{step:.12g}", frame, GREY_INK, _SIZE - 1, anchor="t"))
    content.append(brush.line(Spot(plot.x, bottom), Spot(plot.x + plot.wide, bottom), AXIS, 1))
    for at, level in enumerate(figure.levels):
        y = plot.y + (at + 0.5) * _ROW
        low, high, middle = place(level.low), place(level.high), place(level.value)
        size = min(_SIZE, (left - _BESIDE) / (_LETTER * max(1, width(level.label))))
        frame = Frame(0, y - _ROW / 2, left - _BESIDE, _ROW)
        content.append(brush.text(level.label, frame, INK, max(5.0, size), anchor="ctr", side="right"))
        if high > low:
            content.append(brush.line(Spot(low, y), Spot(high, y), BAR, 1.5))
            content += [brush.line(Spot(end, y - _CAP), Spot(end, y + _CAP), BAR, 1.5) for end in (low, high)]
        content.append(brush.box(Frame(middle - _DOT / 2, y - _DOT / 2, _DOT, _DOT), BAR, BAR))
        frame = Frame(plot.x + plot.wide + _BESIDE, y - _ROW / 2, right - _BESIDE, _ROW)
        content.append(brush.text(level.written, frame, INK, _SIZE, anchor="ctr", side="left"))
    saying = Saying(figure.caption, figure.description, instead)
    return group(content, wide, bottom + _BELOW, saying, number)


def _reach(texts: Iterable[str]) -> float:
    """Return how wide the widest of some texts is, in points."""
    return max(_LETTER * _SIZE * width(text) for text in texts) + _BESIDE

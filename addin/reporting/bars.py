"""A Pareto chart as native shapes: columns on the scale of their total, the cumulative line above them, 80% dashed."""

from __future__ import annotations

from itertools import count, pairwise
from math import ceil

from lxml import etree

from addin.reporting.drawing import Brush, Frame, Saying, Spot, group
from udfs.causes.fishbone import width
from workbook_templates.builder.styles import AXIS, BAR_TOO, BLUE, GREY_INK, INK
from workbook_templates.reports.blocks import Bars

_LEFT, _RIGHT, _ABOVE, _PLOT = 10.0, 34.0, 16.0, 150.0
# No column is wider, however few there are.
_WIDEST, _FILLED = 70.0, 0.72
_DOT, _LARGEST, _SMALLEST = 4.0, 9.0, 5.0
# A letter is about half as wide as it is high; labels take two lines.
_LETTER, _LINES, _LEADING = 0.52, 2, 1.4
_SHARES = (0.0, 0.8, 1.0)


def bars(figure: Bars, wide: float, font: str, instead: str, number: int) -> etree._Element:
    """Return the chart as the content of a run, `wide` points wide at most; the other arguments are those of `shapes`."""
    brush, ranking = Brush(font, count(1000 * number)), figure.ranking
    step = min(_WIDEST, (wide - _LEFT - _RIGHT) / len(ranking.labels))
    right, bottom, whole = _LEFT + step * len(ranking.labels), _ABOVE + _PLOT, sum(ranking.counts)
    longest = max(map(width, ranking.labels))
    size = max(_SMALLEST, min(_LARGEST, _LINES * step * 0.9 / (_LETTER * longest)))
    below = _LEADING * size * min(_LINES, ceil(longest * size * _LETTER / (0.9 * step)))
    content = [brush.line(Spot(_LEFT, bottom), Spot(right, bottom), AXIS, 1)]
    for share in _SHARES:
        at = bottom - share * _PLOT
        if 0 < share < 1:
            content.append(brush.line(Spot(_LEFT, at), Spot(right, at), GREY_INK, 1, dashed=True))
        content.append(brush.text(f"{share:.0%}", Frame(right, at - 6, _RIGHT, 12), GREY_INK, 8, anchor="ctr"))
    tops = []
    lines = zip(ranking.labels, ranking.counts, ranking.shares, ranking.vital, strict=True)
    for at, (label, amount, share, vital) in enumerate(lines):
        left, middle = _LEFT + at * step, _LEFT + (at + 0.5) * step
        high, broad = _PLOT * amount / whole if whole else 0.0, step * _FILLED
        if high:
            content.append(
                brush.box(Frame(middle - broad / 2, bottom - high, broad, high), INK if vital else BLUE, INK)
            )
        # Inside the column there is room where the line does not pass.
        inside = high > _DOT * 5
        place = Frame(left, bottom - 14 if inside else bottom - high - 12, step, 12)
        content.append(brush.text(f"{amount:g}", place, "#FFFFFF" if inside and vital else INK, 8, strong=vital))
        content.append(brush.text(label, Frame(left, bottom + 3, step, below), INK, size, anchor="t", wrapped=True))
        tops.append(Spot(middle, bottom - share * _PLOT))
    content += [brush.line(start, end, BAR_TOO, 1.5) for start, end in pairwise(tops)]
    content += [brush.box(Frame(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT), BAR_TOO, BAR_TOO) for x, y in tops]
    saying = Saying(figure.caption, figure.description, instead)
    return group(content, right + _RIGHT, bottom + 3 + below, saying, number)

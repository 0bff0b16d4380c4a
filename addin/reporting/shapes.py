"""A fishbone diagram as a group of native shapes (DrawingML): lines and texts that Word and WPS edit, in any font.

Every label is a text box of its own; programs that draw no shapes show a sentence in place of the group.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise
from typing import NamedTuple

from lxml import etree

from addin.reporting.drawing import Brush, Frame, Saying, Spot, group
from udfs.causes.fishbone import Point, Stroke, width
from workbook_templates.builder.fishbone_sheet import COLOURS
from workbook_templates.builder.styles import BAND, INK
from workbook_templates.reports.blocks import Figure

# A row of labels is so many letters high; letters are no larger than this, in points, however small the drawing is.
_ROW, _LARGEST, _SMALLEST = 2.8, 10.5, 4.0
# A Chinese sign is two letters wide; a little less, so that fonts with wide letters fit, too.
_FONT = 1.9
_BOX_ROWS = 1.5
_PENS = {"spine": 2.25, "bone": 1.5, "twig": 0.75}
# Boxes are wider than their labels: another font may be wider, and not every program lets a text leave its box.
_WIDER, _MORE = 1.4, 3.0


class Scale(NamedTuple):
    """How large a drawing becomes.

    Attributes:
        letter: the width of a Latin letter in points.
    """

    letter: float

    @property
    def row(self) -> float:
        """Return the height of a row in points."""
        return self.letter * _ROW

    @property
    def font(self) -> float:
        """Return the size of the letters in points, in halves as Word counts."""
        return max(_SMALLEST, int(2 * _FONT * self.letter) / 2)


def scale_for(figure: Figure, wide: float, high: float) -> Scale:
    """Return the scale at which a drawing fits into a space, given in points."""
    low, top = figure.drawing.height
    return Scale(min(wide / figure.drawing.length, high / ((top - low) * _ROW), _LARGEST / 2))


def shapes(figure: Figure, scale: Scale, font: str, instead: str, number: int) -> etree._Element:
    """Return the drawing as the content of a run.

    Args:
        figure: the drawing.
        scale: how large it becomes.
        font: the font of its letters.
        instead: what programs say that draw no shapes.
        number: the number of the picture in the document.
    """
    low, top = figure.drawing.height
    pen = _Pen(scale, top, Brush(font, count(1000 * number)))
    content = [
        *pen.spine(figure.drawing.spine),
        *(shape for stroke in figure.drawing.bones for shape in pen.stroke(stroke, INK, "bone")),
        *(shape for stroke in figure.drawing.twigs for shape in pen.stroke(stroke, _colour_of(figure, stroke), "twig")),
    ]
    saying = Saying(figure.caption, figure.description, instead)
    return group(content, figure.drawing.length * scale.letter, (top - low) * scale.row, saying, number)


def _colour_of(figure: Figure, stroke: Stroke) -> str:
    proof = figure.proofs.get(-1 if stroke.place is None else stroke.place)
    return COLOURS[proof] if proof else INK


class _Pen(NamedTuple):
    """Draws in the coordinates of a fishbone diagram: letters from the left, rows from below."""

    scale: Scale
    top: float
    brush: Brush

    def spine(self, spine: Stroke) -> Iterator[etree._Element]:
        """Yield the spine, an arrow, and the problem in a box at its end."""
        start, end, _, right = spine.points
        yield self.brush.line(self._spot(start), self._spot(end), INK, _PENS["spine"], arrow=True)
        yield self._text(spine.label, Point(end.x, 1.0), Point(right.x, -1.0), INK, strong=True, fill=BAND)

    def stroke(self, stroke: Stroke, colour: str, kind: str) -> Iterator[etree._Element]:
        """Yield the lines of a stroke and its label."""
        for start, end in pairwise(_corners(stroke.points)):
            yield self.brush.line(self._spot(start), self._spot(end), colour, _PENS[kind])
        at = stroke.points[stroke.at]
        # Nothing may reach beyond the group, which would then become wider than the page.
        half = min((width(stroke.label) * _WIDER + _MORE) / 2, max(at.x, width(stroke.label) / 2))
        top_left, bottom_right = Point(at.x - half, at.y + _BOX_ROWS), Point(at.x + half, at.y)
        yield self._text(stroke.label, top_left, bottom_right, colour, strong=kind == "bone")

    def _text(
        self, text: str, top_left: Point, bottom_right: Point, colour: str, *, strong: bool, fill: str = ""
    ) -> etree._Element:
        corner, other = self._spot(top_left), self._spot(bottom_right)
        frame = Frame(*corner, other.x - corner.x, other.y - corner.y)
        anchor = "ctr" if fill else "b"
        return self.brush.text(text, frame, colour, self.scale.font, strong=strong, fill=fill, anchor=anchor)

    def _spot(self, point: Point) -> Spot:
        return Spot(point.x * self.scale.letter, (self.top - point.y) * self.scale.row)


def _corners(points: tuple[Point, ...]) -> list[Point]:
    """Return the points where a line changes its direction, and its ends."""
    corners = [points[0]]
    for point, following in pairwise(points[1:]):
        before = corners[-1]
        turn = (point.x - before.x) * (following.y - before.y) - (point.y - before.y) * (following.x - before.x)
        if abs(turn) > 1e-9:  # noqa: PLR2004 - zero, as far as it can be computed
            corners.append(point)
    return [*corners, points[-1]]

"""A fishbone diagram as a group of native shapes (DrawingML): lines and texts that Word and WPS edit, in any font.

Every label is a text box of its own; programs that draw no shapes show a sentence in place of the group.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise
from typing import NamedTuple

from lxml import etree

from addin.reporting.model import Figure
from addin.reporting.oxml import clean
from udfs.causes.fishbone import Point, Stroke, width
from workbook_templates.builder.styles import BAND, INK

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = {"w": _W, "wp": _WP, "a": _A, "wpg": _WPG, "wps": _WPS, "mc": _MC}

_EMU = 12700
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
    size = _wide_high(figure.drawing.length * scale.letter, (top - low) * scale.row)
    pen = _Pen(scale, top, font, count(1000 * number))
    group = _e(
        "wpg:wgp",
        _e("wpg:cNvGrpSpPr"),
        _e(
            "wpg:grpSpPr",
            _e(
                "a:xfrm",
                _e("a:off", x="0", y="0"),
                _e("a:ext", **size),
                _e("a:chOff", x="0", y="0"),
                _e("a:chExt", **size),
            ),
        ),
        *pen.spine(figure.drawing.spine),
        *(shape for stroke in figure.drawing.bones for shape in pen.stroke(stroke, INK, "bone")),
        *(
            shape
            for stroke in figure.drawing.twigs
            for shape in pen.stroke(
                stroke, figure.colours.get(-1 if stroke.place is None else stroke.place, INK), "twig"
            )
        ),
    )
    drawing = _e(
        "w:drawing",
        _e(
            "wp:inline",
            _e("wp:extent", **size),
            _e("wp:docPr", id=str(number), name=figure.caption, descr=figure.description),
            _e("wp:cNvGraphicFramePr"),
            _e("a:graphic", _e("a:graphicData", group, uri=_WPG)),
            distT="0",
            distB="0",
            distL="0",
            distR="0",
        ),
    )
    return _e("mc:AlternateContent", _e("mc:Choice", drawing, Requires="wpg"), _e("mc:Fallback", _e("w:t", instead)))


def _wide_high(wide: float, high: float) -> dict[str, str]:
    return {"cx": str(round(wide * _EMU)), "cy": str(round(high * _EMU))}


class _Pen(NamedTuple):
    """Draws in the coordinates of a group, whose origin is at the top left."""

    scale: Scale
    top: float
    font: str
    numbers: Iterator[int]

    def spine(self, spine: Stroke) -> Iterator[etree._Element]:
        """Yield the spine, an arrow, and the problem in a box at its end."""
        start, end, _, right = spine.points
        yield self._line(start, end, INK, _PENS["spine"], arrow=True)
        frame = Point(end.x, 1.0), Point(right.x, -1.0)
        yield self._text(spine.label, frame, INK, strong=True, fill=BAND)

    def stroke(self, stroke: Stroke, colour: str, kind: str) -> Iterator[etree._Element]:
        """Yield the lines of a stroke and its label."""
        for start, end in pairwise(_corners(stroke.points)):
            yield self._line(start, end, colour, _PENS[kind])
        at = stroke.points[stroke.at]
        # Nothing may reach beyond the group, which would then become wider than the page.
        half = min((width(stroke.label) * _WIDER + _MORE) / 2, max(at.x, width(stroke.label) / 2))
        frame = Point(at.x - half, at.y + _BOX_ROWS), Point(at.x + half, at.y)
        yield self._text(stroke.label, frame, colour, strong=kind == "bone")

    def _line(self, start: Point, end: Point, colour: str, wide: float, *, arrow: bool = False) -> etree._Element:
        frame = Point(min(start.x, end.x), max(start.y, end.y)), Point(max(start.x, end.x), min(start.y, end.y))
        place = self._place(*frame)
        # A line runs from the top left to the bottom right of its frame; one that rises is turned over.
        if (end.x - start.x) * (end.y - start.y) > 0:
            place.set("flipV", "1")
        line = _e("a:ln", _e("a:solidFill", _colour(colour)), w=str(round(wide * _EMU)))
        if arrow:
            line.append(_e("a:tailEnd", type="triangle"))
        return _e(
            "wps:wsp",
            self._named("line"),
            _e("wps:cNvCnPr"),
            _e("wps:spPr", place, _e("a:prstGeom", _e("a:avLst"), prst="line"), line),
            _e("wps:bodyPr"),
        )

    def _text(
        self, text: str, frame: tuple[Point, Point], colour: str, *, strong: bool, fill: str = ""
    ) -> etree._Element:
        look = _e("w:rPr", _e("w:rFonts", ascii=self.font, hAnsi=self.font, eastAsia=self.font, cs=self.font))
        if strong:
            look.append(_e("w:b"))
        look.append(_e("w:color", val=colour.lstrip("#")))
        halves = str(round(2 * self.scale.font))
        look.extend([_e("w:sz", val=halves), _e("w:szCs", val=halves)])
        spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
        words = _e(
            "w:p", _e("w:pPr", _e("w:spacing", **spacing), _e("w:jc", val="center")), _e("w:r", look, _e("w:t", text))
        )
        paint = _e("a:solidFill", _colour(fill)) if fill else _e("a:noFill")
        edge = _e("a:ln", _e("a:solidFill", _colour(colour)), w=str(_EMU)) if fill else _e("a:ln", _e("a:noFill"))
        return _e(
            "wps:wsp",
            self._named("text"),
            _e("wps:cNvSpPr", txBox="1"),
            _e("wps:spPr", self._place(*frame), _e("a:prstGeom", _e("a:avLst"), prst="rect"), paint, edge),
            _e("wps:txbx", _e("w:txbxContent", words)),
            _e(
                "wps:bodyPr",
                _e("a:noAutofit"),
                wrap="none",
                lIns="0",
                tIns="0",
                rIns="0",
                bIns="0",
                anchor="ctr" if fill else "b",
            ),
        )

    def _named(self, kind: str) -> etree._Element:
        number = next(self.numbers)
        return _e("wps:cNvPr", id=str(number), name=f"{kind} {number}")

    def _place(self, top_left: Point, bottom_right: Point) -> etree._Element:
        x, y = top_left.x * self.scale.letter, (self.top - top_left.y) * self.scale.row
        wide = (bottom_right.x - top_left.x) * self.scale.letter
        high = (top_left.y - bottom_right.y) * self.scale.row
        return _e(
            "a:xfrm", _e("a:off", x=str(round(x * _EMU)), y=str(round(y * _EMU))), _e("a:ext", **_wide_high(wide, high))
        )


def _corners(points: tuple[Point, ...]) -> list[Point]:
    """Return the points where a line changes its direction, and its ends."""
    corners = [points[0]]
    for point, following in pairwise(points[1:]):
        before = corners[-1]
        turn = (point.x - before.x) * (following.y - before.y) - (point.y - before.y) * (following.x - before.x)
        if abs(turn) > 1e-9:  # noqa: PLR2004 - zero, as far as it can be computed
            corners.append(point)
    return [*corners, points[-1]]


def _colour(colour: str) -> etree._Element:
    return _e("a:srgbClr", val=colour.lstrip("#"))


def _e(tag: str, *content: etree._Element | str, **values: str) -> etree._Element:
    """Return an element by its usual prefix; only attributes of the main namespace carry one themselves."""
    prefix, _, name = tag.partition(":")
    own = f"{{{_W}}}" if prefix == "w" else ""
    created = etree.Element(
        f"{{{_NAMES[prefix]}}}{name}", {own + key: clean(value) for key, value in values.items()}, _NAMES
    )
    for part in content:
        if isinstance(part, str):
            created.text = clean(part)
        else:
            created.append(part)
    return created

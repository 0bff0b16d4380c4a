"""Native shapes (DrawingML) in a group of a Word document: lines, boxes and texts, placed in points from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from addin.reporting.oxml import clean

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = {"w": _W, "wp": _WP, "a": _A, "wpg": _WPG, "wps": _WPS, "mc": _MC}

_EMU = 12700


class Spot(NamedTuple):
    """A place in a drawing, in points from its top left."""

    x: float
    y: float


class Frame(NamedTuple):
    """A rectangle: its top left corner and its size, in points."""

    x: float
    y: float
    wide: float
    high: float


class Saying(NamedTuple):
    """What stands beside a drawing: its caption, the same in words for those who do not see it, what other programs say."""

    caption: str
    description: str
    instead: str


def group(content: Iterable[etree._Element], wide: float, high: float, saying: Saying, number: int) -> etree._Element:
    """Return shapes as the content of a run; `number` is that of the picture in the document."""
    size = _wide_high(wide, high)
    place = _e(
        "a:xfrm", _e("a:off", x="0", y="0"), _e("a:ext", **size), _e("a:chOff", x="0", y="0"), _e("a:chExt", **size)
    )
    shapes = _e("wpg:wgp", _e("wpg:cNvGrpSpPr"), _e("wpg:grpSpPr", place), *content)
    inline = _e(
        "wp:inline",
        _e("wp:extent", **size),
        _e("wp:docPr", id=str(number), name=saying.caption, descr=saying.description),
        _e("wp:cNvGraphicFramePr"),
        _e("a:graphic", _e("a:graphicData", shapes, uri=_WPG)),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )
    choice = _e("mc:Choice", _e("w:drawing", inline), Requires="wpg")
    return _e("mc:AlternateContent", choice, _e("mc:Fallback", _e("w:t", saying.instead)))


class Brush(NamedTuple):
    """Draws shapes in one font, each with a number of its own."""

    font: str
    numbers: Iterator[int]

    def line(
        self, start: Spot, end: Spot, colour: str, wide: float, *, arrow: bool = False, dashed: bool = False
    ) -> etree._Element:
        """Return a line, `wide` in points."""
        frame = Frame(min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y))
        place = _place(frame)
        # A line runs from the top left to the bottom right of its frame; one that rises is turned over.
        if (end.x - start.x) * (end.y - start.y) < 0:
            place.set("flipV", "1")
        line = _e("a:ln", _e("a:solidFill", _colour(colour)), w=str(round(wide * _EMU)))
        if dashed:
            line.append(_e("a:prstDash", val="dash"))
        if arrow:
            line.append(_e("a:tailEnd", type="triangle"))
        return _e(
            "wps:wsp",
            self._named("line"),
            _e("wps:cNvCnPr"),
            _e("wps:spPr", place, _e("a:prstGeom", _e("a:avLst"), prst="line"), line),
            _e("wps:bodyPr"),
        )

    def box(self, frame: Frame, fill: str, edge: str) -> etree._Element:
        """Return a filled rectangle."""
        line = _e("a:ln", _e("a:solidFill", _colour(edge)), w=str(round(0.75 * _EMU)))
        shape = _e("a:prstGeom", _e("a:avLst"), prst="rect")
        return _e(
            "wps:wsp",
            self._named("box"),
            _e("wps:cNvSpPr"),
            _e("wps:spPr", _place(frame), shape, _e("a:solidFill", _colour(fill)), line),
            _e("wps:bodyPr"),
        )

    def path(
        self,
        strokes: Iterable[Sequence[Spot]],
        frame: Frame,
        colour: str,
        wide: float,
        *,
        dash: str = "solid",
        fill: str = "",
    ) -> etree._Element:
        """Return lines through several spots each, all of them one shape; with a `fill` each is a closed figure.

        Args:
            strokes: the spots of each line.
            frame: what the lines lie in; programs stretch a shape to it, so it must not be flat.
            colour: of the lines.
            wide: of the lines, in points.
            dash: how they are broken, a name of DrawingML.
            fill: the colour inside.
        """
        size = {"w": str(round(frame.wide * _EMU)), "h": str(round(frame.high * _EMU))}
        drawn = _e("a:path", **size, **({} if fill else {"fill": "none"}))
        for stroke in strokes:
            for at, spot in enumerate(stroke):
                x, y = round((spot.x - frame.x) * _EMU), round((spot.y - frame.y) * _EMU)
                drawn.append(_e("a:lnTo" if at else "a:moveTo", _e("a:pt", x=str(x), y=str(y))))
            if fill:
                drawn.append(_e("a:close"))
        shape = _e(
            "a:custGeom",
            *(_e(f"a:{part}") for part in ("avLst", "gdLst", "ahLst", "cxnLst")),
            _e("a:rect", l="0", t="0", r="r", b="b"),
            _e("a:pathLst", drawn),
        )
        line = _e("a:ln", _e("a:solidFill", _colour(colour)), _e("a:prstDash", val=dash), w=str(round(wide * _EMU)))
        paint = _e("a:solidFill", _colour(fill)) if fill else _e("a:noFill")
        return _e(
            "wps:wsp",
            self._named("path"),
            _e("wps:cNvSpPr"),
            _e("wps:spPr", _place(frame), shape, paint, line),
            _e("wps:bodyPr"),
        )

    def text(
        self,
        text: str,
        frame: Frame,
        colour: str,
        size: float,
        *,
        strong: bool = False,
        fill: str = "",
        anchor: str = "b",
        wrapped: bool = False,
        side: str = "center",
    ) -> etree._Element:
        """Return a text of `size` points, centred unless `side` says otherwise, at the bottom (`b`), the middle (`ctr`) or the top (`t`) of its frame."""
        look = _e("w:rPr", _e("w:rFonts", ascii=self.font, hAnsi=self.font, eastAsia=self.font, cs=self.font))
        if strong:
            look.append(_e("w:b"))
        look.append(_e("w:color", val=colour.lstrip("#")))
        halves = str(round(2 * size))
        look.extend([_e("w:sz", val=halves), _e("w:szCs", val=halves)])
        spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
        words = _e(
            "w:p", _e("w:pPr", _e("w:spacing", **spacing), _e("w:jc", val=side)), _e("w:r", look, _e("w:t", text))
        )
        paint = _e("a:solidFill", _colour(fill)) if fill else _e("a:noFill")
        edge = _e("a:ln", _e("a:solidFill", _colour(colour)), w=str(_EMU)) if fill else _e("a:ln", _e("a:noFill"))
        return _e(
            "wps:wsp",
            self._named("text"),
            _e("wps:cNvSpPr", txBox="1"),
            _e("wps:spPr", _place(frame), _e("a:prstGeom", _e("a:avLst"), prst="rect"), paint, edge),
            _e("wps:txbx", _e("w:txbxContent", words)),
            _e(
                "wps:bodyPr",
                _e("a:noAutofit"),
                wrap="square" if wrapped else "none",
                lIns="0",
                tIns="0",
                rIns="0",
                bIns="0",
                anchor=anchor,
            ),
        )

    def _named(self, kind: str) -> etree._Element:
        number = next(self.numbers)
        return _e("wps:cNvPr", id=str(number), name=f"{kind} {number}")


def _place(frame: Frame) -> etree._Element:
    off = _e("a:off", x=str(round(frame.x * _EMU)), y=str(round(frame.y * _EMU)))
    return _e("a:xfrm", off, _e("a:ext", **_wide_high(frame.wide, frame.high)))


def _wide_high(wide: float, high: float) -> dict[str, str]:
    return {"cx": str(round(wide * _EMU)), "cy": str(round(high * _EMU))}


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

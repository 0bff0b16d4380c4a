"""A flow chart as native shapes on a sheet: boxes (xdr:sp) and connectors that are glued to them (xdr:cxnSp)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from math import ceil
from xml.sax.saxutils import escape, quoteattr

from udfs.causes.fishbone import width
from udfs.process.layout import (
    BOTTOM,
    HEAD_HEIGHT,
    LANE_WIDTH,
    LEFT,
    LETTER,
    LINE_HEIGHT,
    RIGHT,
    TOP,
    Layout,
    Spot,
    Wire,
)
from udfs.process.model import DECISION, END, START, Step
from workbook_templates.builder import styles as look

_EMU = 12700
# A column of so many characters is so wide, a row so high, in points.
_CHARACTERS, _COLUMN, _ROW = 8.43, 48.0, 15.0
_A3, _A4, _STEPS_ON_A4, _LANES_ON_A4 = 8, 9, 16, 4
_NAMESPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_FORMS = {START: "flowChartTerminator", END: "flowChartTerminator", DECISION: "flowChartPreparation"}
_FILLS = {START: look.GREEN, END: look.GREY, DECISION: look.AMBER}
# The number of a shape, and the side of it that a connector is glued to.
Glue = tuple[int, int]
_DOT = 1.0
_PART = "xl/drawings/drawing1.xml"


def shapes_workbook(layout: Layout, steps: tuple[Step, ...], labels: list[str], sheet: str, font: str) -> bytes:
    """Return a workbook with one sheet that holds the chart, set up for A4, or A3 where it is large."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.hide_gridlines(2)
        # XlsxWriter draws no connectors: its box makes room for a drawing, which is put in below.
        page.insert_textbox(0, 0, "")
        small = len(layout.lanes) <= _LANES_ON_A4 and len(steps) <= _STEPS_ON_A4
        page.set_paper(_A4 if small else _A3)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_column(0, ceil(layout.width / _COLUMN), _CHARACTERS)
        page.print_area(0, 0, ceil(layout.height / _ROW), ceil(layout.width / _COLUMN))
    content = drawing(layout, steps, labels, font).encode()
    result = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, content if item.filename == _PART else old.read(item))
    return result.getvalue()


def drawing(layout: Layout, steps: tuple[Step, ...], labels: list[str], font: str) -> str:
    """Return the drawing part."""
    shapes = [*_lanes(layout, font), *_boxes(layout, steps, labels, font)]
    shapes += [shape for at, wire in enumerate(layout.wires) for shape in _wire(wire, at, font)]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr {_NAMESPACES}>{_group(layout, shapes)}</xdr:wsDr>'


def _lanes(layout: Layout, font: str) -> Iterator[str]:
    for at, (name, left) in enumerate(layout.lanes):
        number = 1000 + 2 * at
        yield _shape(
            number, f"lane {at + 1}", "rect", (left, 0, LANE_WIDTH, layout.height), ("", look.LINE), ("", font)
        )
        head = (left, 0, LANE_WIDTH, HEAD_HEIGHT)
        yield _shape(number + 1, f"post {at + 1}", "rect", head, (look.BAND, look.LINE), (name, font), bold=True)


def _boxes(layout: Layout, steps: tuple[Step, ...], labels: list[str], font: str) -> Iterator[str]:
    for box in layout.boxes:
        kind = steps[box.place].kind
        frame = (box.x, box.y, box.width, box.height)
        colours = (_FILLS.get(kind, look.LIGHT), look.INK)
        yield _shape(2 + box.place, f"step {steps[box.place].number}", _FORMS.get(kind, "flowChartProcess"), frame, colours,
                     (labels[box.place], font))  # fmt: skip


def _wire(wire: Wire, at: int, font: str) -> Iterator[str]:
    """Yield a line with its words: straight connectors, glued to the boxes and to a dot at each corner.

    Connectors with bends are drawn along other ways than is written by some programs, straight ones by none.
    """
    number = 2000 + 6 * at
    first, last = (2 + wire.start, wire.sides[0]), (2 + wire.end, wire.sides[1])
    *corners, end = wire.points[1:]
    for place, spot in enumerate(corners, 1):
        frame = (spot.x - _DOT / 2, spot.y - _DOT / 2, _DOT, _DOT)
        yield _shape(number + place, f"corner {number + place}", "rect", frame, (look.INK, look.INK), ("", font))
    origin, glued = wire.points[0], first
    for place, spot in enumerate([*corners, end]):
        leaving, entering = _facing(origin, spot)
        from_ = glued if place == 0 else (glued[0], leaving)
        to = last if spot is end else (number + 1 + place, entering)
        connector = 10_000 + 6 * at + place
        yield _connector(connector, (origin, spot), (from_, to), arrow=spot is end)
        origin, glued = spot, to
    if wire.words:
        place_of = (*wire.label_at, LETTER * (width(wire.words) + 2), LINE_HEIGHT)
        yield _shape(number + 5, f"when {at + 1}", "rect", place_of, ("", ""), (wire.words, font), left=True)


def _facing(one: Spot, other: Spot) -> tuple[int, int]:
    """Return the sides at which a straight line leaves a dot and enters the next one."""
    if one.x == other.x:
        return (BOTTOM, TOP) if other.y >= one.y else (TOP, BOTTOM)
    return (RIGHT, LEFT) if other.x >= one.x else (LEFT, RIGHT)


def _connector(number: int, ends: tuple[Spot, Spot], glue: tuple[Glue, Glue], *, arrow: bool) -> str:
    (start, end), ((first, one), (last, other)) = ends, glue
    turn = (' flipH="1"' if end.x < start.x else "") + (' flipV="1"' if end.y < start.y else "")
    x, y = _emu(min(start.x, end.x)), _emu(min(start.y, end.y))
    head = '<a:tailEnd type="triangle"/>' if arrow else ""
    return (
        f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="{number}" name="link {number}"/><xdr:cNvCxnSpPr>'
        f'<a:stCxn id="{first}" idx="{one}"/><a:endCxn id="{last}" idx="{other}"/></xdr:cNvCxnSpPr></xdr:nvCxnSpPr>'
        f'<xdr:spPr><a:xfrm{turn}><a:off x="{x}" y="{y}"/><a:ext cx="{_emu(abs(end.x - start.x))}" '
        f'cy="{_emu(abs(end.y - start.y))}"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f'<a:ln w="12700"><a:solidFill><a:srgbClr val="{look.INK[1:]}"/></a:solidFill>{head}</a:ln></xdr:spPr></xdr:cxnSp>'
    )


def _shape(number: int, name: str, form: str, frame: tuple[float, float, float, float], colours: tuple[str, str],
           text: tuple[str, str], *, bold: bool = False, left: bool = False) -> str:  # fmt: skip
    x, y, wide, high = frame
    fill, line = (
        f'<a:solidFill><a:srgbClr val="{one[1:]}"/></a:solidFill>' if one else "<a:noFill/>" for one in colours
    )
    words, font = text
    align, strong = "l" if left else "ctr", ' b="1"' if bold else ""
    run = f'<a:rPr lang="zh-CN" sz="900"{strong}><a:solidFill><a:srgbClr val="{look.INK[1:]}"/></a:solidFill>'
    run += f"<a:latin typeface={quoteattr(font)}/><a:ea typeface={quoteattr(font)}/></a:rPr>"
    body = f"<a:r>{run}<a:t>{escape(words)}</a:t></a:r>" if words else ""
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name={quoteattr(name)}/><xdr:cNvSpPr/></xdr:nvSpPr>'
        f'<xdr:spPr><a:xfrm><a:off x="{_emu(x)}" y="{_emu(y)}"/><a:ext cx="{_emu(wide)}" cy="{_emu(high)}"/></a:xfrm>'
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{fill}<a:ln w="9525">{line}</a:ln></xdr:spPr>'
        '<xdr:txBody><a:bodyPr wrap="square" lIns="18000" tIns="0" rIns="18000" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{align}"/>{body}</a:p></xdr:txBody></xdr:sp>'
    )


def _group(layout: Layout, shapes: list[str]) -> str:
    """Return one group at the corner of the sheet: within it places are exact, turned connectors as well."""
    size = f'cx="{_emu(layout.width)}" cy="{_emu(layout.height)}"'
    return (
        f'<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext {size}/><xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9000" name="flow"/>'
        f'<xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/>'
        f"<a:chExt {size}/></a:xfrm></xdr:grpSpPr>{''.join(shapes)}</xdr:grpSp><xdr:clientData/></xdr:absoluteAnchor>"
    )


def _emu(points: float) -> int:
    return round(points * _EMU)

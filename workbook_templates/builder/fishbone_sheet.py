"""Draws the sheet 鱼骨图: a scatter chart with one series for each line, the grid, and the cells that the chart shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from workbook_templates.areas.model import Area
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.formulas import absolute
from workbook_templates.reports import fishbone
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, HEAD_ROW, CHART_ROW = 2, 3, 5
_COLUMN_WIDTH, _CHART_WIDTH, _CHART_HEIGHT, _ROW_PIXELS = 36, 1032, 760, 20
GRID_ROW = CHART_ROW + _CHART_HEIGHT // _ROW_PIXELS + 2
# What the chart shows stands beyond what is printed.
LINES_COLUMN, LINES_ROW = LEFT + fishbone.GRID_COLUMNS + 3, 5

# The point of each line that its label stands at.
_LABELLED = 2


class Frame(NamedTuple):
    """Where a chart stands, by the row and column of its corner, and how large it is in pixels."""

    row: int
    col: int
    width: int
    height: int


class Pen(NamedTuple):
    """How the lines of a kind look: colour, width, size of the letters."""

    colour: str
    width: float
    size: float
    bold: bool = False


COLOURS = {
    fishbone.PROVEN: look.PROVEN_LINE,
    fishbone.RULED_OUT: look.RULED_OUT_LINE,
    fishbone.OPEN: look.OPEN_LINE,
}
_WIDTHS = {fishbone.PROVEN: 1.25, fishbone.RULED_OUT: 0.75, fishbone.OPEN: 1}
_SIZE = 8


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw head, chart, grid and the cells behind the chart."""
    lang, styles = canvas.lang, canvas.styles
    parts.head(canvas, sheet, report)
    last = LEFT + fishbone.GRID_COLUMNS - 1
    sheet.set_column(LEFT - 1, last - 1, _COLUMN_WIDTH)
    canvas.area(fishbone.HEAD, sheet, HEAD_ROW, LEFT, lambda _row, _col: styles.make(bold=True, font_size=12))
    legend = "　".join(f"{proof.sign} {proof.meaning.to(lang)}" for proof in fishbone.PROOFS)
    sheet.write(HEAD_ROW, LEFT - 1, legend, styles.note)
    canvas.area(fishbone.GRID, sheet, GRID_ROW, LEFT, lambda row, _col: _grid_style(canvas, row))
    place = Frame(CHART_ROW, LEFT, _CHART_WIDTH, _CHART_HEIGHT)
    chart(canvas, sheet, place, fishbone.LINES, (LINES_ROW, LINES_COLUMN), pens(fishbone.LETTERS, _SIZE))
    # On paper the chart says it all.
    parts.printed(sheet, GRID_ROW - 2, last)


def _grid_style(canvas: Canvas, row: int) -> Format:
    middle = fishbone.GRID_ROWS + 1
    if row in (0, middle + 1):
        return canvas.styles.make(bold=True, font_color=look.INK, bg_color=look.BAND)
    if row == middle:
        return canvas.styles.make(bold=True, top=2, bottom=2, font_color=look.INK)
    return canvas.styles.make(font_size=9, indent=1, shrink=True)


def pens(letters: fishbone.Letters, size: float) -> Iterator[Pen]:
    """Yield the pen of each line of a chart in letters of a size in points."""
    yield Pen(look.INK, 2.5, size + 2, bold=True)
    yield from [Pen(look.INK, 1.75, size + 1, bold=True)] * fishbone.BONES
    for proof, room in zip(fishbone.PROOFS, letters.rooms, strict=True):
        yield from [Pen(COLOURS[proof], _WIDTHS[proof], size)] * room


def chart(
    canvas: Canvas, sheet: Worksheet, place: Frame, area: Area, corner: tuple[int, int], drawn_with: Iterable[Pen]
) -> None:
    """Draw a diagram, and beyond what is printed the cells that it shows.

    Args:
        canvas: the workbook under construction.
        sheet: where it is drawn.
        place: where the chart stands, and how large it is.
        area: the lines of the chart.
        corner: row and column of the first of those cells.
        drawn_with: the pen of each line.
    """
    top, left = corner
    small = canvas.styles.make(font_size=8, font_color=look.GREY_INK)
    sheet.write(top - 2, left - 1, parts.BEHIND.to(canvas.lang), small)
    canvas.area(area, sheet, top, left, lambda _row, _col: small)
    name, points = sheet.get_name(), fishbone.POINTS
    drawn = canvas.book.add_chart({"type": "scatter", "subtype": "straight"})
    across, upwards = left + 1, left + 1 + points
    for row, pen in enumerate(drawn_with, top):
        font = {"name": look.FONTS[canvas.lang], "size": pen.size, "bold": pen.bold, "color": pen.colour}
        # The label that stays is left out: an entry that says nothing of it is not valid.
        labelled = [None if point == _LABELLED else {"delete": True} for point in range(points)]
        drawn.add_series(
            {
                "name": "=" + absolute(name, row, left, row, left),
                "categories": "=" + absolute(name, row, across, row, across + points - 1),
                "values": "=" + absolute(name, row, upwards, row, upwards + points - 1),
                "line": {"color": pen.colour, "width": pen.width},
                "marker": {"type": "none"},
                "data_labels": {
                    "series_name": True,
                    "value": False,
                    "position": "above",
                    "font": font,
                    "custom": labelled,
                },
            }
        )
    drawn.set_legend({"none": True})
    hidden = {"visible": False, "min": 0, "max": 1, "major_gridlines": {"visible": False}}
    drawn.set_x_axis(hidden)
    drawn.set_y_axis(hidden)
    drawn.set_chartarea({"border": {"none": True}})
    drawn.set_plotarea({"layout": {"x": 0.005, "y": 0.01, "width": 0.99, "height": 0.98}})
    drawn.set_size({"width": place.width, "height": place.height})
    sheet.insert_chart(place.row - 1, place.col - 1, drawn, {"object_position": 2})

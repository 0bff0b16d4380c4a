"""Draws the sheet 汇总: panels in two halves, counts with native bar charts that follow the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from udfs.lang import Text
from udfs.values import Cell
from workbook_templates.areas.model import AreaRefs
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.styles import AXIS, BAR, FONTS, GREY_INK, NUMBER_FORMATS
from workbook_templates.builder.table_sheet import FOOTER, print_setup
from workbook_templates.formulas import absolute
from workbook_templates.summary import PANELS
from workbook_templates.summary_counts import LABELS
from workbook_templates.summary_panels import Panel

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TITLE = Text("改善汇总", "Improvement summary")
NOTE = Text(
    "数量和占比随表格自动更新；一格写几个人的，每人各计一次；责任人、提出人和清单由命令“汇总”写入",
    "Counts and shares follow the tables; people who share a row are each counted; owners, proposers and lists are written by “summary”",
)
_FIRST_ROW = 4
_HALVES = (2, 7)
_WIDTHS = (21, 11, 11, 34)
_PANEL_ROWS = LABELS + 5
_ROW_HEIGHT = 21
_PIXELS_PER_ROW = 28
# Two lines, and low enough for two lists below each other and the title on one page.
_LONG_ROW = 26


def used_labels(values: Sequence[object]) -> int:
    """Return how many rows of a count a chart shows: up to its last label, at least one."""
    return max((i for i, label in enumerate(values, 1) if label), default=1)


def draw(canvas: Canvas, sheet: Worksheet, tables: Sequence[str]) -> None:
    """Draw the panels of the workbook's tables, two beside each other."""
    lang = canvas.lang
    sheet.set_row(0, 30)
    sheet.write(0, 1, TITLE.to(lang), canvas.styles.title)
    sheet.write(1, 1, NOTE.to(lang), canvas.styles.note)
    bottom = extend(canvas, sheet, _FIRST_ROW, tables)
    print_setup(sheet, FOOTER.to(lang))
    sheet.print_area_range = absolute(sheet.get_name(), 1, 1, bottom, _HALVES[1] + len(_WIDTHS) - 1)


def extend(canvas: Canvas, sheet: Worksheet, first: int, tables: Sequence[str]) -> int:
    """Draw those panels of some tables that the workbook does not have yet, from a row on; return the last row."""
    sheet.set_column(0, 0, 1.5)
    for left in _HALVES:
        for i, width in enumerate(_WIDTHS):
            sheet.set_column(left - 1 + i, left - 1 + i, width)
    sheet.set_column(_HALVES[1] - 2, _HALVES[1] - 2, 2)
    bottom = first
    for panel, row, col in _places(canvas, first, tables):
        _draw_panel(canvas, sheet, panel, row, col)
        bottom = max(bottom, row + _PANEL_ROWS)
    breaks = range(first + 2 * _PANEL_ROWS - 1, bottom - 2, 2 * _PANEL_ROWS)
    above = [first - 1] if _FIRST_ROW < first < bottom else []
    sheet.set_h_pagebreaks([*above, *breaks])
    return bottom - 2


def _places(canvas: Canvas, row: int, tables: Sequence[str]) -> Iterator[tuple[Panel, int, int]]:
    """Yield each panel with the row and column of its upper left cell; every table starts on the left."""
    for table in tables:
        panels = [panel for panel in PANELS[table] if not canvas.has(panel.area.name)]
        for i, panel in enumerate(panels):
            yield panel, row + i // 2 * _PANEL_ROWS, _HALVES[i % 2]
        row += -(-len(panels) // 2) * _PANEL_ROWS


def _draw_panel(canvas: Canvas, sheet: Worksheet, panel: Panel, row: int, col: int) -> None:
    styles, lang = canvas.styles, canvas.lang
    for i in range(len(_WIDTHS)):
        sheet.write_blank(row - 1, col - 1 + i, None, styles.heading)
    sheet.write(row - 1, col - 1, panel.title.to(lang), styles.heading)
    for i, words in enumerate(panel.headings):
        sheet.write(row, col - 1 + i, words.to(lang), styles.header())
    sheet.set_row(row - 1, 24)
    is_list = len(panel.formats) == len(_WIDTHS)
    sheet.set_row(row, _LONG_ROW if is_list else 20)
    height = _LONG_ROW if is_list else _ROW_HEIGHT
    for i in range(row + 1, row + _PANEL_ROWS - 2):
        sheet.set_row(i, height)
    for i, words in enumerate(panel.row_labels):
        sheet.write(row + 1 + i, col - 1, words.to(lang), styles.cell())
    beside = styles.make(font_size=8, font_color=GREY_INK, text_wrap=True, valign="vcenter", indent=1)
    for i, words in panel.row_notes.items():
        sheet.merge_range(row + 1 + i, col + 1, row + 1 + i, col + 2, words.to(lang), beside)
    labelled = 1 if panel.row_labels else 0
    canvas.area(panel.area, sheet, row + 2, col + labelled, lambda i, j: _format(canvas, panel, i, j))
    if panel.charted:
        _chart(canvas, sheet, panel, row + 2, col)


def _format(canvas: Canvas, panel: Panel, row: int, col: int) -> Format:
    style = panel.row_formats[row] if panel.row_formats else panel.formats[col]
    last = panel.charted and row == panel.area.rows - 1
    align = "left" if style == "text" else "center"
    return canvas.styles.cell(num_format=NUMBER_FORMATS[style], align=align, bold=bool(panel.row_formats) or last)


def _chart(canvas: Canvas, sheet: Worksheet, panel: Panel, row: int, col: int) -> None:
    """Draw horizontal bars over the filled labels, first label on top, beside the counts."""
    labels = [figures[0].value for figures in _figures(canvas, panel, row, col)[:LABELS]]
    last = row + used_labels(labels) - 1
    name, font = sheet.get_name(), {"name": FONTS[canvas.lang], "size": 9}
    chart = canvas.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": "=" + absolute(name, row, col, last, col),
            "values": "=" + absolute(name, row, col + 1, last, col + 1),
            "fill": {"color": BAR},
            "gap": 45,
            "data_labels": {"value": True, "font": font},
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": AXIS}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 240, "height": _PIXELS_PER_ROW * (LABELS + 3)})
    sheet.insert_chart(row - 2, col + 2, chart, {"x_offset": 6, "y_offset": 2, "object_position": 1})


def _figures(canvas: Canvas, panel: Panel, row: int, col: int) -> list[list[Cell]]:
    return panel.area.render(canvas.context, AreaRefs(canvas.lang, row, col, canvas.headers))

"""Draws the sheet 流程图: the choice, the figures before and after, and the lanes as a grid of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from udfs.process.model import DECISION, END, START
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.formulas import column_letter
from workbook_templates.process_settings import FLOW_RULE
from workbook_templates.reports import flow_chart
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, CHOICE_ROW, HEAD_ROW, FIGURES_ROW = 2, 3, 4, 7
LANES_ROW = FIGURES_ROW + flow_chart.FIGURES.rows + 1
GRID_ROW = LANES_ROW + 1
_HALF_WIDTH, _BESIDE_WIDTHS = 10.5, (18, 10, 9)
_BOX_HEIGHT, _LINE_HEIGHT = 30, 15
_LAST = LEFT + flow_chart.COLUMNS - 1
_LANES_END = LEFT + 2 * flow_chart.LANES - 1
_FIGURE = Text("数据", "Figure")
_FORMATS = ("0", "0", "0", "0.#", "0.#", "0%", "0")
_FILLS = {START: look.GREEN, DECISION: look.AMBER, END: look.GREY}


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    parts.head(canvas, sheet, report)
    sheet.set_column(LEFT - 1, _LANES_END - 1, _HALF_WIDTH)
    for at, width in enumerate(_BESIDE_WIDTHS, _LANES_END):
        sheet.set_column(at, at, width)
    _choice(canvas, sheet)
    heads = (canvas.styles.make(bold=True, font_size=12, font_color=look.INK), canvas.styles.note)
    canvas.area(flow_chart.HEAD, sheet, HEAD_ROW, LEFT, lambda row, _col: heads[row])
    _figures(canvas, sheet)
    _lanes(canvas, sheet)
    _grid(canvas, sheet)
    parts.printed(sheet, GRID_ROW + flow_chart.GRID.rows - 1, _LAST)
    sheet.set_portrait()
    sheet.repeat_rows(LANES_ROW - 1)


def _choice(canvas: Canvas, sheet: Worksheet) -> None:
    lang, styles = canvas.lang, canvas.styles
    style = styles.cell(bold=True, font_color=look.INK, bg_color=look.BAND)
    sheet.merge_range(CHOICE_ROW - 1, LEFT - 1, CHOICE_ROW - 1, LEFT, FLOW_RULE.label.to(lang), style)
    value = styles.cell(look.INPUT_FILL, align="center", bold=True, text_wrap=False)
    sheet.merge_range(CHOICE_ROW - 1, LEFT + 1, CHOICE_ROW - 1, LEFT + 2, "", value)
    sheet.write(
        CHOICE_ROW - 1,
        LEFT + 3,
        FLOW_RULE.explain.to(lang),
        styles.make(font_size=8, font_color=look.GREY_INK, indent=1),
    )
    parts.choice(canvas, sheet, FLOW_RULE, (CHOICE_ROW, LEFT + 2), value, {"validate": "any"})


def _figures(canvas: Canvas, sheet: Worksheet) -> None:
    """Write the figures, each in the two columns of a lane; the names stand before them."""
    lang, styles = canvas.lang, canvas.styles
    left = LEFT + 2
    header = styles.header()
    for row in range(flow_chart.FIGURES.rows):
        at = FIGURES_ROW - 1 + row
        sheet.set_row(at, 30 if row == 0 else 17)
        name = _FIGURE if row == 0 else flow_chart.FIGURE_NAMES[row - 1]
        label = header if row == 0 else styles.cell(bg_color=look.BAND, text_wrap=False)
        sheet.merge_range(at, LEFT - 1, at, LEFT, name.to(lang), label)
        for col in range(0, flow_chart.FIGURES.cols, 2):
            sheet.merge_range(at, left - 1 + col, at, left + col, "", _figure_style(canvas, row, col))
    canvas.area(flow_chart.FIGURES, sheet, FIGURES_ROW, left, lambda row, col: _figure_style(canvas, row, col))


def _figure_style(canvas: Canvas, row: int, col: int) -> Format:
    if row == 0:
        return canvas.styles.header()
    number = _FORMATS[row - 1]
    return canvas.styles.cell(
        align="center", num_format=number if col < flow_chart.CHANGE else f"+{number};-{number};0"
    )


def _lanes(canvas: Canvas, sheet: Worksheet) -> None:
    header = canvas.styles.header()
    sheet.set_row(LANES_ROW - 1, 30)
    for lane in range(flow_chart.LANES):
        col = LEFT - 1 + 2 * lane
        sheet.merge_range(LANES_ROW - 1, col, LANES_ROW - 1, col + 1, "", header)
    canvas.area(flow_chart.LANE_NAMES, sheet, LANES_ROW, LEFT, lambda _row, _col: header)
    for at, words in enumerate(flow_chart.BESIDE, _LANES_END):
        sheet.write(LANES_ROW - 1, at, words.to(canvas.lang), header)


def _grid(canvas: Canvas, sheet: Worksheet) -> None:
    """Write boxes and lines; the frame of a box comes with what stands in it."""
    for step in range(flow_chart.STEPS):
        row = GRID_ROW - 1 + 2 * step
        sheet.set_row(row, _BOX_HEIGHT)
        sheet.set_row(row + 1, _LINE_HEIGHT)
        for lane in range(flow_chart.LANES):
            col = LEFT - 1 + 2 * lane
            sheet.merge_range(row, col, row, col + 1, "", _grid_style(canvas, 0, 0))
    canvas.area(flow_chart.GRID, sheet, GRID_ROW, LEFT, lambda row, col: _grid_style(canvas, row, col))
    for half in range(2):
        _frames(canvas, sheet, half)


def _grid_style(canvas: Canvas, row: int, col: int) -> Format:
    edge: dict[str, Any] = (
        {"left": 1, "left_color": look.GRID} if col % 2 == 0 else {"right": 1, "right_color": look.GRID}
    )
    if col >= 2 * flow_chart.LANES:
        align = "center" if col > 2 * flow_chart.LANES else "left"
        return canvas.styles.make(font_size=9, align=align, text_wrap=True, font_color=look.GREY_INK, num_format="0.#")
    if row % 2 == 0:
        return canvas.styles.make(font_size=9, align="center", text_wrap=True, **edge)
    return canvas.styles.make(font_size=9, align="left" if col % 2 else "right", font_color=look.INK, **edge)


def _frames(canvas: Canvas, sheet: Worksheet, half: int) -> None:
    """Frame the boxes: the left half has what stands in the box, the right half goes by it."""
    last = GRID_ROW + flow_chart.GRID.rows - 1
    side = ("left", "right")[half]
    for lane in range(flow_chart.LANES):
        left = LEFT + 2 * lane
        cell = f"${column_letter(left)}{GRID_ROW}"
        box = f"MOD(ROW()-{GRID_ROW},2)=0"
        tests = [(f'AND({box},LEFT({cell},1)="{flow_chart.SIGNS[kind]}")', fill) for kind, fill in _FILLS.items()]
        for test, fill in [*tests, (f'AND({box},{cell}<>"")', look.LIGHT)]:
            framed = canvas.book.add_format(
                {"bg_color": fill, "top": 1, "bottom": 1, side: 1, "border_color": look.INK}
            )
            options = {"type": "formula", "criteria": "=" + test, "format": framed, "stop_if_true": True}
            sheet.conditional_format(GRID_ROW - 1, left - 1 + half, last - 1, left - 1 + half, options)

"""Draws the sheet 根因分析报告: the fishbone, and the report below it, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder import fishbone_sheet
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas, write
from workbook_templates.formulas import column_letter
from workbook_templates.reports import root_cause
from workbook_templates.reports.model import Report
from workbook_templates.reports.typeset import COLUMN_WIDTH, COLUMNS, Look

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LEFT, HEAD_ROW, CHART_ROW = 2, 3, 4
_CHART_ROWS, _ROW_PIXELS = 29, 20
TOP = CHART_ROW + _CHART_ROWS
# The letters of the chart in points: a page is narrower than the sheet, so that they become a sixth smaller on paper.
_LARGE_SIZE, _SMALL_SIZE = 9.5, 5.5
_LAST = LEFT + COLUMNS - 1
# How every row looks that is not plain: what is painted in all of its columns.
_PAINTED = {
    Look.HEADING: {"bold": True, "font_color": look.INK, "bottom": 1, "bottom_color": look.INK},
    Look.LEAD: {"bold": True},
    Look.NOTE: {"font_color": look.GREY_INK},
    Look.PAIR: {"top": 1, "top_color": look.LINE},
    Look.PAIRS: {"top": 1, "top_color": look.LINE},
    Look.HEADS: {"bold": True, "bg_color": look.BAND},
    Look.ROW: {"top": 1, "top_color": look.LINE},
    Look.STRONG: {"top": 1, "top_color": look.LINE, "bold": True, "font_color": look.GREEN_INK},
    Look.STRONG_MORE: {"bold": True, "font_color": look.GREEN_INK},
    Look.END: {"top": 1, "top_color": look.LINE},
}


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw head, chart and lines."""
    parts.head(canvas, sheet, report)
    sheet.set_portrait()
    text = canvas.styles.make(valign="vcenter")
    sheet.set_column(LEFT - 1, _LAST - 1, COLUMN_WIDTH, text)
    sheet.set_column(_LAST, _LAST, None, None, {"hidden": True})
    title = canvas.styles.make(bold=True, font_size=12, shrink=True)
    sheet.merge_range(HEAD_ROW - 1, LEFT - 1, HEAD_ROW - 1, _LAST - 1, "", title)
    canvas.area(root_cause.HEAD, sheet, HEAD_ROW, LEFT, lambda _row, _col: title)
    for row in range(CHART_ROW, TOP):
        sheet.set_row(row - 1, _ROW_PIXELS * 3 / 4)
    wide, high = COLUMNS * int(COLUMN_WIDTH * 7 + 5), (_CHART_ROWS - 1) * _ROW_PIXELS
    place = fishbone_sheet.Frame(CHART_ROW, LEFT, wide, high)
    pens = (
        *fishbone_sheet.pens(root_cause.LARGE, _LARGE_SIZE),
        *fishbone_sheet.pens(root_cause.SMALL, _SMALL_SIZE),
    )
    fishbone_sheet.chart(canvas, sheet, place, root_cause.CHART, (CHART_ROW, _LAST + 4), pens)
    lines = canvas.context.once(root_cause.lines_of)
    canvas.name(root_cause.LINES.name, sheet, TOP, LEFT, root_cause.ROWS, COLUMNS + 1)
    # Rows that hold nothing are left out: what is written there later looks like the first row, as the columns do.
    for at, line in enumerate(lines):
        for col, value in enumerate(line.cells):
            write(sheet, TOP + at, LEFT + col, value, None, text)
    _paint(canvas, sheet)
    sheet.repeat_rows(HEAD_ROW - 1, HEAD_ROW - 1)
    parts.printed(sheet, TOP + len(lines) - 1, _LAST)


def _paint(canvas: Canvas, sheet: Worksheet) -> None:
    """Let every row look as the cell behind it says; the labels of pairs stand out from their values."""
    code, bottom = f"${column_letter(_LAST + 1)}{TOP}", TOP + root_cause.ROWS - 1
    label = {"bold": True, "font_color": look.INK, "top": 1, "top_color": look.LINE}
    half = LEFT + COLUMNS // 2
    rules = [
        ((LEFT, LEFT + 1), f'LEFT({code},4)="{Look.PAIR.value}"', label),
        ((half, half + 1), f'{code}="{Look.PAIRS.value}"', label),
        *(((LEFT, _LAST), f'{code}="{kind.value}"', painted) for kind, painted in _PAINTED.items()),
    ]
    for (left, right), test, painted in rules:
        options = {
            "type": "formula",
            "criteria": f"={test}",
            "format": canvas.book.add_format(painted),
            "stop_if_true": True,
        }
        sheet.conditional_format(TOP - 1, left - 1, bottom - 1, right - 1, options)

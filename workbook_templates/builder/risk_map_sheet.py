"""Draws the sheet 风险热图: two maps of probability by impact beside each other, as it is and with the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.lang import Text
from workbook_templates.areas.model import Area
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.governance_colours import LEVEL_LOOKS
from workbook_templates.derived import RISK_LIMITS
from workbook_templates.formulas import column_letter
from workbook_templates.reports import risk_map
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LEFTS = (2, 9)
TITLE_ROW, HEAD_ROW, TOP, LEGEND_ROW = 4, 5, 6, 12
_SIZE = len(risk_map.IMPACTS)
_LABEL_WIDTH, _CELL_WIDTH, _GAP, _ROW_HEIGHT = 14, 9, 3, 40
_TITLES = (Text("现在", "As it is"), Text("有预案后", "With the plans"))
_CORNER = Text("概率 ＼ 影响", "Probability \\ impact")


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw both maps, and below them what the colours mean."""
    parts.head(canvas, sheet, report)
    sheet.set_column(LEFTS[1] - 2, LEFTS[1] - 2, _GAP)
    sheet.set_row(TITLE_ROW - 1, 22)
    sheet.set_row(HEAD_ROW - 1, 32)
    for row in range(TOP, TOP + _SIZE):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    for left, title, area in zip(LEFTS, _TITLES, (risk_map.NOW, risk_map.WITH_PLAN), strict=True):
        _map(canvas, sheet, left, title, area)
    middle = {"align": "center", "bold": True, "border": 1, "border_color": look.LINE}
    for at, (words, painted) in enumerate(LEVEL_LOOKS):
        style = canvas.styles.make(bg_color=painted.fill, font_color=painted.ink, **middle)
        sheet.write(LEGEND_ROW - 1, LEFTS[0] + at, words.to(canvas.lang), style)
    parts.printed(sheet, LEGEND_ROW, LEFTS[-1] + _SIZE)


def _map(canvas: Canvas, sheet: Worksheet, left: int, title: Text, area: Area) -> None:
    styles, lang = canvas.styles, canvas.lang
    sheet.set_column(left - 1, left - 1, _LABEL_WIDTH)
    sheet.set_column(left, left + _SIZE - 1, _CELL_WIDTH)
    for col in range(_SIZE + 1):
        sheet.write_blank(TITLE_ROW - 1, left - 1 + col, None, styles.heading)
    sheet.write(TITLE_ROW - 1, left - 1, title.to(lang), styles.heading)
    sheet.write(HEAD_ROW - 1, left - 1, _CORNER.to(lang), styles.header())
    for at, value in enumerate(risk_map.IMPACTS):
        sheet.write_number(HEAD_ROW - 1, left + at, value, styles.header())
    for at, value in enumerate(risk_map.PROBABILITIES):
        sheet.write_number(TOP - 1 + at, left - 1, value, styles.header())
    # Nothing is shown where there is no such risk.
    style = styles.cell(align="center", valign="vcenter", bold=True, font_size=14, num_format="0;-0;;@")
    canvas.area(area, sheet, TOP, left + 1, lambda _row, _col: style)
    product = f"${column_letter(left)}{TOP}*{column_letter(left + 1)}${HEAD_ROW}"
    place = "+".join(f"({product}>{limit.name})" for limit in RISK_LIMITS)
    rules = [(f"{place}={at}", painted) for at, (_, painted) in enumerate(LEVEL_LOOKS)]
    parts.coloured(canvas, sheet, (TOP, left + 1, TOP + _SIZE - 1, left + _SIZE), rules)

"""Draws the sheet 模拟结果: the scenarios as a table, and a column chart of mean and P90."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from udfs.values import is_blank
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import Look
from workbook_templates.formulas import absolute, column_letter
from workbook_templates.reports import simulation
from workbook_templates.reports.model import Report
from workbook_templates.tables.scenarios import SCENARIOS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, CHART_ROW = 2, 4
_CHART_ROWS, _ROW_HEIGHT = 17, 18
TITLES_ROW = CHART_ROW + _CHART_ROWS
TABLE_ROW = TITLES_ROW + 1
_WIDTHS = (30, 10, 10, 10, 14, 8, 11, 10, 10, 20)
_RIGHT = LEFT + len(_WIDTHS) - 1
_BOTTOM = TABLE_ROW + simulation.ROWS - 1
_FORMATS = {0: "General", 4: "General", 5: "0%", 9: "General"}


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    parts.head(canvas, sheet, report)
    for at, width in enumerate(_WIDTHS, LEFT - 1):
        sheet.set_column(at, at, width)
    for row in range(CHART_ROW, _BOTTOM + 1):
        sheet.set_row(row - 1, 30 if row == TITLES_ROW else _ROW_HEIGHT)
    for at, key in enumerate(("name", *simulation.SHOWN), LEFT - 1):
        sheet.write(TITLES_ROW - 1, at, SCENARIOS.column(key).label.to(canvas.lang), canvas.styles.header())
    canvas.area(simulation.TABLE, sheet, TABLE_ROW, LEFT, lambda _row, col: _style(canvas, col))
    filled = [(f'${column_letter(LEFT)}{TABLE_ROW}<>""', Look())]
    parts.coloured(canvas, sheet, (TABLE_ROW, LEFT, _BOTTOM, _RIGHT), filled)
    _chart(canvas, sheet)
    parts.printed(sheet, _BOTTOM, _RIGHT)


def _style(canvas: Canvas, col: int) -> Format:
    place: dict[str, Any] = {"align": "left", "indent": 1} if col == 0 else {"align": "center"}
    return canvas.styles.make(num_format=_FORMATS.get(col, "0.00"), shrink=True, **place)


def _chart(canvas: Canvas, sheet: Worksheet) -> None:
    """Draw two columns for each scenario, as far down as there are any."""
    name, font = sheet.get_name(), {"name": look.FONTS[canvas.lang], "size": 9}
    names = canvas.context.tables[SCENARIOS.key]["name"][: simulation.ROWS]
    last = TABLE_ROW - 1 + max((at for at, words in enumerate(names, 1) if not is_blank(words)), default=1)
    chart = canvas.book.add_chart({"type": "column"})
    labels = {"value": True, "num_format": "0.0;;", "font": {**font, "size": 8}}
    for at, fill in ((1, look.INK), (2, look.BLUE)):
        chart.add_series({
            "name": "=" + absolute(name, TITLES_ROW, LEFT + at, TITLES_ROW, LEFT + at),
            "categories": "=" + absolute(name, TABLE_ROW, LEFT, last, LEFT),
            "values": "=" + absolute(name, TABLE_ROW, LEFT + at, last, LEFT + at),
            "fill": {"color": fill}, "border": {"color": look.INK, "width": 0.75}, "gap": 60, "data_labels": labels,
        })  # fmt: skip
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font, "line": {"color": look.AXIS}, "text_axis": True})
    grid = {"visible": True, "line": {"color": look.GRID}}
    chart.set_y_axis({"num_font": font, "min": 0, "line": {"color": look.AXIS}, "major_gridlines": grid})
    chart.set_chartarea({"border": {"none": True}})
    width = sum(int(wide * 7 + 5) for wide in _WIDTHS)
    chart.set_size({"width": width, "height": int(_ROW_HEIGHT * 4 / 3 * _CHART_ROWS) - 6})
    sheet.insert_chart(CHART_ROW - 1, LEFT - 1, chart, {"object_position": 2})

"""Draws the hidden sheet `_log`: the headings under which every command writes what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import Canvas
from workbook_templates.log import LOG_COLUMNS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def draw(canvas: Canvas, sheet: Worksheet) -> None:
    """Draw the headings and hide the sheet."""
    for col, label in enumerate(LOG_COLUMNS.values()):
        sheet.set_column(col, col, 18)
        sheet.write(0, col, label.to(canvas.lang), canvas.styles.header())
    sheet.freeze_panes(1, 0)
    sheet.hide()

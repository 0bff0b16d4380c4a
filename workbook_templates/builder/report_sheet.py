"""Draws the report sheets, each in its own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook_templates.builder import fishbone_sheet, load_sheet, pareto_sheet, weekly_sheet
from workbook_templates.builder.canvas import Canvas
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_DRAWN: dict[str, Callable[[Canvas, Worksheet, Report], None]] = {
    "fishbone": fishbone_sheet.draw,
    "pareto": pareto_sheet.draw,
    "weekly": weekly_sheet.draw,
    "load": load_sheet.draw,
}


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw a report sheet."""
    _DRAWN[report.key](canvas, sheet, report)

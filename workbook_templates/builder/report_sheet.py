"""Draws the report sheets, each in its own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook_templates.builder import (
    a3_sheet,
    comparison_sheet,
    control_sheet,
    fishbone_sheet,
    flow_sheet,
    home_sheet,
    load_sheet,
    monitor_sheet,
    pareto_sheet,
    risk_map_sheet,
    root_cause_sheet,
    simulation_sheet,
    survey_sheet,
    training_sheet,
    weekly_sheet,
)
from workbook_templates.builder.canvas import Canvas
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_DRAWN: dict[str, Callable[[Canvas, Worksheet, Report], None]] = {
    "home": home_sheet.draw,
    "a3": a3_sheet.draw,
    "flow-chart": flow_sheet.draw,
    "fishbone": fishbone_sheet.draw,
    "pareto": pareto_sheet.draw,
    "root-cause": root_cause_sheet.draw,
    "simulation": simulation_sheet.draw,
    "weekly": weekly_sheet.draw,
    "load": load_sheet.draw,
    "monitor": monitor_sheet.draw,
    "control-charts": control_sheet.draw,
    "training-matrix": training_sheet.draw,
    "risk-map": risk_map_sheet.draw,
    "comparison": comparison_sheet.draw,
    "survey": survey_sheet.draw,
}


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw a report sheet."""
    _DRAWN[report.key](canvas, sheet, report)

"""Every report sheet, in tab order."""

from workbook_templates.reports.load import LOAD
from workbook_templates.reports.model import Report

REPORTS: tuple[Report, ...] = (LOAD,)

"""Every report sheet, in tab order."""

from workbook_templates.reports.load import LOAD
from workbook_templates.reports.model import Report
from workbook_templates.reports.weekly import WEEKLY

REPORTS: tuple[Report, ...] = (WEEKLY, LOAD)

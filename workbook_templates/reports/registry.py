"""Every report sheet, in tab order."""

from collections.abc import Collection

from workbook_templates.reports.fishbone import FISHBONE
from workbook_templates.reports.load import LOAD
from workbook_templates.reports.model import Report
from workbook_templates.reports.pareto import PARETO
from workbook_templates.reports.weekly import WEEKLY

REPORTS: tuple[Report, ...] = (FISHBONE, PARETO, WEEKLY, LOAD)

# What their sheets are called, in both languages.
TITLES = frozenset(words for report in REPORTS for words in report.sheet)


def reports_of(tables: Collection[str]) -> tuple[Report, ...]:
    """Return the reports of a workbook that holds these tables."""
    return tuple(report for report in REPORTS if report.belongs(tables))

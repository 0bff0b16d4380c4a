"""Every report sheet, in tab order."""

from collections.abc import Collection

from workbook_templates.reports.a3 import A3
from workbook_templates.reports.comparison import COMPARISON
from workbook_templates.reports.control_charts import CONTROL_CHARTS
from workbook_templates.reports.fishbone import FISHBONE
from workbook_templates.reports.flow_chart import FLOW_CHART
from workbook_templates.reports.home import HOME
from workbook_templates.reports.load import LOAD
from workbook_templates.reports.model import Report
from workbook_templates.reports.monitoring import MONITOR
from workbook_templates.reports.pareto import PARETO
from workbook_templates.reports.risk_map import RISK_MAP
from workbook_templates.reports.root_cause import ROOT_CAUSE
from workbook_templates.reports.simulation import SIMULATION
from workbook_templates.reports.survey import SURVEY
from workbook_templates.reports.training_matrix import TRAINING_MATRIX
from workbook_templates.reports.weekly import WEEKLY

REPORTS: tuple[Report, ...] = (
    HOME,
    A3,
    SURVEY,
    FISHBONE,
    PARETO,
    ROOT_CAUSE,
    FLOW_CHART,
    SIMULATION,
    WEEKLY,
    LOAD,
    MONITOR,
    CONTROL_CHARTS,
    COMPARISON,
    TRAINING_MATRIX,
    RISK_MAP,
)

# What their sheets are called, in both languages.
TITLES = frozenset(words for report in REPORTS for words in report.sheet)


def reports_of(tables: Collection[str]) -> tuple[Report, ...]:
    """Return the reports of a workbook that holds these tables."""
    return tuple(report for report in REPORTS if report.belongs(tables))

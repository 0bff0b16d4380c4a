"""Every table and every standard workbook, by key."""

from collections.abc import Iterable, Sequence

from udfs.lang import Text
from workbook_templates.headers import folded, spellings
from workbook_templates.model import Table, Template
from workbook_templates.names import TEMPLATE_LABELS, TemplateKey
from workbook_templates.tables.adjustments import ADJUSTMENTS
from workbook_templates.tables.answers import ANSWERS
from workbook_templates.tables.benchmarks import BENCHMARKS
from workbook_templates.tables.causes import CAUSES
from workbook_templates.tables.confirmations import CONFIRMATIONS
from workbook_templates.tables.drills import DRILLS
from workbook_templates.tables.duties import DUTIES
from workbook_templates.tables.effects import EFFECTS
from workbook_templates.tables.feedback import FEEDBACK
from workbook_templates.tables.feedback_texts import FEEDBACK_TEXTS
from workbook_templates.tables.holidays import HOLIDAYS
from workbook_templates.tables.ideas import IDEAS
from workbook_templates.tables.imports import IMPORTS
from workbook_templates.tables.incidents import INCIDENTS
from workbook_templates.tables.interviews import INTERVIEWS
from workbook_templates.tables.issues import ISSUES
from workbook_templates.tables.keywords import KEYWORDS
from workbook_templates.tables.manuals import MANUALS
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.pilots import PILOTS
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.points import POINTS
from workbook_templates.tables.proposals import PROPOSALS
from workbook_templates.tables.questions import QUESTIONS
from workbook_templates.tables.ratings import RATING_TABLES
from workbook_templates.tables.registers import REGISTERS
from workbook_templates.tables.reviews import REVIEWS
from workbook_templates.tables.risks import RISKS
from workbook_templates.tables.rollout import ROLLOUT
from workbook_templates.tables.roster import ROSTER
from workbook_templates.tables.rules import RULES
from workbook_templates.tables.scenarios import SCENARIOS
from workbook_templates.tables.shared import ORIGIN, SOURCE
from workbook_templates.tables.signals import SIGNALS
from workbook_templates.tables.steps import PROCESS_STEPS
from workbook_templates.tables.supports import SUPPORTS
from workbook_templates.tables.tasks import TASKS
from workbook_templates.tables.trace import TRACE
from workbook_templates.tables.trainings import TRAININGS

# In the order of the method: that of their sheets.
TABLES: dict[str, Table] = {
    table.key: table
    for table in (
        QUESTIONS,
        ROSTER,
        ANSWERS,
        INTERVIEWS,
        FEEDBACK_TEXTS,
        KEYWORDS,
        ISSUES,
        CAUSES,
        CONFIRMATIONS,
        RULES,
        PROCESS_STEPS,
        SCENARIOS,
        IDEAS,
        PLANS,
        TASKS,
        PILOTS,
        RISKS,
        DRILLS,
        SUPPORTS,
        INCIDENTS,
        MEASURES,
        POINTS,
        SIGNALS,
        BENCHMARKS,
        IMPORTS,
        EFFECTS,
        ADJUSTMENTS,
        MANUALS,
        TRAININGS,
        FEEDBACK,
        ROLLOUT,
        DUTIES,
        REVIEWS,
        PROPOSALS,
    )
}

# Every table that a workbook may hold, the standard ones first.
KNOWN_TABLES: dict[str, Table] = {**TABLES, HOLIDAYS.key: HOLIDAYS, **REGISTERS, **RATING_TABLES, TRACE.key: TRACE}

# The tables of a workbook into which many were gathered: behind the columns that say what a row is stands the one that
# says where it came from.
GATHERED: dict[str, Table] = {key: table.with_band(ORIGIN, after=1) for key, table in TABLES.items()}

SUMMARY_SHEET = Text("汇总", "Summary")
SETTINGS_SHEET = Text("设置", "Settings")
GUIDE_SHEET = Text("填写说明", "Guide")
LOG_SHEET = Text("_log", "_log")
# In a copy that was mailed out: what it held then.
BASE_SHEET = Text("_base", "_base")

TEMPLATES: dict[TemplateKey, Template] = {
    template.key: template
    for template in (
        Template(
            key=TemplateKey.ISSUES,
            label=TEMPLATE_LABELS[TemplateKey.ISSUES],
            file_name=Text("问题清单.xlsx", "issue-list.xlsx"),
            tables=("issues",),
        ),
        Template(
            key=TemplateKey.SCORING,
            label=TEMPLATE_LABELS[TemplateKey.SCORING],
            file_name=Text("方案评分表.xlsx", "scoring-sheet.xlsx"),
            tables=("ideas", "plans"),
        ),
        Template(
            key=TemplateKey.PLAN,
            label=TEMPLATE_LABELS[TemplateKey.PLAN],
            file_name=Text("改进方案计划表.xlsx", "plan-schedule.xlsx"),
            tables=("tasks", "pilots"),
        ),
        Template(
            key=TemplateKey.ROOT_CAUSE,
            label=TEMPLATE_LABELS[TemplateKey.ROOT_CAUSE],
            file_name=Text("根因分析.xlsx", "root-cause.xlsx"),
            tables=("causes", "confirmations"),
        ),
        Template(
            key=TemplateKey.MEASURES,
            label=TEMPLATE_LABELS[TemplateKey.MEASURES],
            file_name=Text("指标监控.xlsx", "measures.xlsx"),
            tables=("measures", "points", "signals", "benchmarks", "imports", "adjustments"),
        ),
        Template(
            key=TemplateKey.RESULTS,
            label=TEMPLATE_LABELS[TemplateKey.RESULTS],
            file_name=Text("效果与固化.xlsx", "results.xlsx"),
            tables=("effects", "manuals", "trainings", "feedback", "rollout", "adjustments"),
        ),
        Template(
            key=TemplateKey.GOVERNANCE,
            label=TEMPLATE_LABELS[TemplateKey.GOVERNANCE],
            file_name=Text("保障.xlsx", "governance.xlsx"),
            tables=("duties", "risks", "drills", "supports", "incidents", "reviews", "proposals"),
        ),
        Template(
            key=TemplateKey.SURVEY,
            label=TEMPLATE_LABELS[TemplateKey.SURVEY],
            file_name=Text("调研.xlsx", "survey.xlsx"),
            tables=("questions", "roster", "answers", "interviews", "feedback_texts", "keywords"),
        ),
        Template(
            key=TemplateKey.PROCESS,
            label=TEMPLATE_LABELS[TemplateKey.PROCESS],
            file_name=Text("细则流程.xlsx", "process.xlsx"),
            tables=("rules", "steps", "scenarios"),
        ),
        Template(
            key=TemplateKey.PROJECT,
            label=TEMPLATE_LABELS[TemplateKey.PROJECT],
            file_name=Text("改善项目工作簿.xlsx", "project.xlsx"),
            tables=("issues", "plans", "tasks", "pilots"),
        ),
    )
}


def layout_of(table: Table, headings: Sequence[str]) -> Table:
    """Return the layout that a table's headings follow: a register's where they say where rows came from."""
    is_gathered = table.key in GATHERED and not {*spellings(SOURCE)}.isdisjoint(map(folded, headings))
    return GATHERED[table.key] if is_gathered else table


def needs_calendar(tables: Iterable[str]) -> bool:
    """Return whether a workbook of these tables computes with working days."""
    return any(TABLES[key].has_calendar for key in tables)


__all__ = [
    "BASE_SHEET",
    "GATHERED",
    "GUIDE_SHEET",
    "HOLIDAYS",
    "KNOWN_TABLES",
    "LOG_SHEET",
    "SETTINGS_SHEET",
    "SUMMARY_SHEET",
    "TABLES",
    "TEMPLATES",
    "layout_of",
    "needs_calendar",
]

"""Which rows become issues when somebody asks: signals, keywords, what was said in talks, steps of a process with findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from udfs.choices import means
from udfs.indicators.choices import PROCESS_TROUBLE
from udfs.lang import Lang
from udfs.values import CellValue
from workbook_templates.model import Table
from workbook_templates.signal_issues import issue_of
from workbook_templates.step_issues import issue_of_step
from workbook_templates.tables.interviews import INTERVIEWS
from workbook_templates.tables.keywords import KEYWORDS
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.rules import RULES
from workbook_templates.tables.signals import SIGNALS
from workbook_templates.tables.steps import PROCESS_STEPS
from workbook_templates.voice_issues import issue_of_keyword, issue_of_talk

Row = Mapping[str, CellValue]


class IssueSource(NamedTuple):
    """A table whose rows lead to issues.

    Attributes:
        table: which.
        issue: the row of the issue, given the row, the row that it is about if there is one, language and day.
        one, many: what rows are called in English; in Chinese as the sheet.
        about, by: the table of the row that it is about, and the column with its number.
        waits: whether a row is to become an issue without being asked for.
    """

    table: Table
    issue: Callable[[Row, Row | None, Lang, date], dict[str, CellValue]]
    one: str
    many: str
    about: Table | None = None
    by: str = ""
    waits: Callable[[Row], bool] = lambda _row: False


SOURCES = (
    IssueSource(
        SIGNALS,
        issue_of,
        "signal",
        "signals",
        MEASURES,
        "measure",
        lambda row: means(row.get("verdict"), PROCESS_TROUBLE),
    ),
    IssueSource(KEYWORDS, lambda row, _, lang, today: issue_of_keyword(row, lang, today), "keyword", "keywords"),
    IssueSource(INTERVIEWS, lambda row, _, lang, today: issue_of_talk(row, lang, today), "interview", "interviews"),
    IssueSource(PROCESS_STEPS, issue_of_step, "step", "steps", RULES, "rule"),
)
OF_TABLE = {source.table.key: source for source in SOURCES}

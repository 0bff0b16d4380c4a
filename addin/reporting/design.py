"""方案设计文档 (R37) as a document: the chosen solutions, or those of one issue."""

from __future__ import annotations

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Count
from udfs.problems import RefusalError, reporting
from udfs.values import plain
from workbook_templates.reports import design_report, design_words, extracts
from workbook_templates.reports.related import PLANS, linked
from workbook_templates.tables.plans import PLANS as TABLE


def design(session: Session, issue: str | None) -> Content:
    """Return what the document says.

    Args:
        session: the workbook, computed.
        issue: only the solutions of this issue; None for all that are chosen.
    """
    sheets.filled_rows(session, PLANS)
    book, lang = session.context, session.book.lang
    data = book.tables[PLANS]
    if issue is not None and not linked(data, "issue", {plain(issue).casefold()}):
        raise RefusalError(reporting.ISSUE_WITHOUT_SOLUTION, value=issue, table=TABLE.sheet)
    rows = design_report.chosen(book, issue)
    about = design_words.SOLUTIONS.to(lang).format(count=Count(len(rows)))
    if len(rows) == 1:
        number, name = (extracts.shown(data[key][rows[0]]) for key in ("id", "name"))
        about = f"{number} {name}".strip()
    return Content(about, [*design_report.report(book, rows, issue), extracts.sign_off(lang)], [])

"""What the checker says of an analysis of causes: links that lead nowhere, answers that explain nothing, missing proof."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from udfs.problems import Finding
from workbook_templates.tables.cause_remarks import Remark, remarks


def cause_findings(session: Session) -> Iterator[Finding]:
    """Find circles and orphans, answers that repeat their question or stop too early, and roots without evidence."""
    for remark in session.context.once(remarks):
        yield finding_of(session, remark)


def finding_of(session: Session, remark: Remark) -> Finding:
    """Return a remark as a finding at its cell."""
    view = session.book.view(remark.table)
    return view.finding(remark.problem, remark.column, remark.row, **remark.args)

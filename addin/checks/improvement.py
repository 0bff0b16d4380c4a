"""What the checker says of reviews and proposals: what nobody reviewed or decided on, refusals without a reason, doubles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from addin.book.session import Session
from udfs.governing.proposals import needs_reason, similar
from udfs.governing.reviews import IN_PART, MISSED
from udfs.problems import Finding, governing
from udfs.values import day_of, is_blank, plain
from workbook_templates.tables.proposals import PROPOSALS
from workbook_templates.tables.reviews import REVIEWS


def review_findings(session: Session) -> Iterator[Finding]:
    """Find periods that nobody reviewed in time, and reviews of what was not reached that say nothing of what is next."""
    if REVIEWS.key not in session.book.tables():
        return
    view = session.book.view(REVIEWS.key)
    data, ends = view.data, session.context.tables[REVIEWS.key]["end"]
    within = timedelta(days=int(session.context.settings.number("review_within")))
    missed = {words.to(session.book.lang) for words in (IN_PART, MISSED)}
    for row in data.records():
        end = day_of(ends[row])
        is_open = "reviewed_on" in view.column_numbers and is_blank(data["reviewed_on"][row])
        if end is not None and is_open and end + within < session.today:
            yield view.finding(governing.REVIEW_OVERDUE, "reviewed_on", row, date=end.isoformat())
        judgement = plain(data["judgement"][row])
        has_next = not is_blank(data["task"][row]) or not is_blank(data["next"][row])
        if judgement in missed and not has_next and "next" in view.column_numbers:
            yield view.finding(governing.REVIEW_WITHOUT_NEXT, "next", row, value=judgement)


def proposal_findings(session: Session) -> Iterator[Finding]:
    """Find refusals without a reason, and proposals that say nearly the same as an earlier one."""
    if PROPOSALS.key not in session.book.tables():
        return
    view = session.book.view(PROPOSALS.key)
    data = view.data
    if "reason" in view.column_numbers:
        for row in data.records():
            if needs_reason(data["decision"][row]) and is_blank(data["reason"][row]):
                value = plain(data["decision"][row])
                yield view.finding(governing.REFUSAL_WITHOUT_REASON, "reason", row, value=value)
    if "title" in view.column_numbers:
        for row, other in similar(data["title"]):
            yield view.finding(governing.PROPOSAL_ALIKE, "title", row, others=view.cell("title", other))

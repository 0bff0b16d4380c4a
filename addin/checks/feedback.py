"""What the checker says of feedback and roll-out: what is late, what is not closed, moments in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from udfs.choices import means
from udfs.problems import Finding, standards
from udfs.standards.feedback import LATE
from udfs.standards.hours import hours_are_possible, moment_of
from udfs.values import as_text, day_of, is_blank, is_number
from workbook_templates.marks import MOMENTS
from workbook_templates.settings import SETTINGS
from workbook_templates.standards_settings import TIME_KEYS
from workbook_templates.tables.feedback import FEEDBACK
from workbook_templates.tables.rollout import ROLLOUT


def feedback_findings(session: Session) -> Iterator[Finding]:
    """Find feedback that is late, that was answered without words or without a moment, and moments in the wrong order."""
    if FEEDBACK.key not in session.book.tables():
        return
    view = session.book.view(FEEDBACK.key)
    columns, keys = view.data, view.column_numbers
    default = session.context.settings.number("feedback_limit")
    for row in range(columns.length):
        answered, has_words = (not is_blank(columns[key][row]) for key in ("answered_at", "answer"))
        if answered and not has_words and "answer" in keys:
            yield view.finding(standards.ANSWER_WITHOUT_WORDS, "answer", row)
        elif has_words and not answered and "answered_at" in keys:
            yield view.finding(standards.ANSWER_WITHOUT_TIME, "answered_at", row)
        state, used = columns["state"][row], columns["used"][row]
        if means(state, LATE) and is_number(used) and "answered_at" in keys and not answered:
            own = columns["limit"][row]
            limit = own if is_number(own) else default
            yield view.finding(standards.FEEDBACK_LATE, "answered_at", row, used=f"{used:.4g}", limit=f"{limit:g}")
    for first, later in MOMENTS:
        if first in keys and later in keys:
            labels = {"label": FEEDBACK.column(later).label, "other_label": FEEDBACK.column(first).label}
            for row, cells in enumerate(zip(columns[first], columns[later], strict=True)):
                begun, done = map(moment_of, cells)
                if begun is not None and done is not None and done < begun:
                    shown = {"value": f"{done:%Y-%m-%d %H:%M}", "other": f"{begun:%Y-%m-%d %H:%M}"}
                    yield view.finding(standards.MOMENTS_REVERSED, later, row, **labels, **shown)


def hours_findings(session: Session) -> Iterator[Finding]:
    """Find hours of work that cannot be used, so that the usual ones count."""
    if FEEDBACK.key not in session.book.tables():
        return
    values = [session.context.settings.values[key] for key in TIME_KEYS]
    if not hours_are_possible(*values):
        area = session.book.area(SETTINGS[TIME_KEYS[0]].name)
        if area is not None:
            shown = " / ".join(map(as_text, values))
            yield standards.HOURS_UNUSABLE.at(area.sheet, area.cell(), value=shown)


def rollout_findings(session: Session) -> Iterator[Finding]:
    """Find roll-outs past their day, and those that are done by no version of a manual."""
    if ROLLOUT.key not in session.book.tables():
        return
    view = session.book.view(ROLLOUT.key)
    columns = view.data
    for row in columns.records():
        done, due = columns["done_on"][row], day_of(columns["due"][row])
        if day_of(done) is not None and is_blank(columns["manual"][row]) and "manual" in view.column_numbers:
            yield view.finding(standards.ROLLED_OUT_WITHOUT_MANUAL, "manual", row)
        if is_blank(done) and due is not None and due < session.today and "done_on" in view.column_numbers:
            yield view.finding(standards.ROLLOUT_OVERDUE, "done_on", row, date=due.isoformat())

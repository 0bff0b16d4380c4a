"""What the checker says of an analysis of causes: links that lead nowhere, answers that explain nothing, missing proof."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from udfs import causes as rules
from udfs.problems import Finding
from workbook_templates.tables.causes import CAUSES, states, tree

# Where each complaint is shown: at the cell that is to be changed.
_AT = {
    "cause-circle": "upper",
    "cause-orphan": "upper",
    "cause-without-issue": "issue",
    "cause-two-issues": "issue",
    "answer-repeats": "answer",
    "ends-with-person": "answer",
    "ends-with-solution": "answer",
    "root-without-evidence": "evidence",
    "few-levels": "answer",
    "group-of-one": "together",
    "group-broken": "together",
}


def cause_findings(session: Session) -> Iterator[Finding]:
    """Find circles and orphans, answers that repeat their question or stop too early, and roots without evidence."""
    if CAUSES.key not in session.book.tables():
        return
    view, lists = session.book.view(CAUSES.key), session.context.settings.lists
    rows, causes, state_of = view.data, session.context.once(tree), session.context.once(states)
    for complaint in (
        *rules.strange_places(causes, rows["id"], rows.filled()),
        *rules.strange_answers(
            causes, rows["question"], rows["answer"], state_of, lists["blaming"], lists["missing_solution"]
        ),
        *rules.unproven_roots(state_of, rows["evidence"]),
        *rules.shallow_issues(causes, state_of),
        *rules.broken_groups(causes, rows["together"], state_of),
    ):
        yield view.finding(complaint.problem, _AT[complaint.problem.code], complaint.place, **complaint.args)

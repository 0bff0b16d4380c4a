"""What the checker says of an analysis of causes: links that lead nowhere, answers that explain nothing, missing proof."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from udfs import causes as rules
from udfs.causes.confirmations import is_contradicted
from udfs.lang import Text
from udfs.problems import Finding, causing
from udfs.values import as_text
from workbook_templates.tables.causes import CAUSES, states, tree
from workbook_templates.tables.confirmations import CONFIRMATIONS

NO_DATA = Text("没有可用的数据", "there are no usable counts")

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
    yield from _verdicts(session)
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


def _verdicts(session: Session) -> Iterator[Finding]:
    """Yield verdicts that the counts beside them do not bear out."""
    if CONFIRMATIONS.key not in session.book.tables():
        return
    view = session.book.view(CONFIRMATIONS.key)
    keys = ("verdict", "hits", "cases", "control_hits", "control_cases", "claim")
    rows = zip(*(view.data[key] for key in keys), view.data["judgement"], strict=True)
    for at, (verdict, *counts, judgement) in enumerate(rows):
        if is_contradicted(verdict, *counts):
            what = as_text(judgement) or NO_DATA
            yield view.finding(causing.VERDICT_NOT_SHOWN, "verdict", at, value=as_text(verdict), what=what)

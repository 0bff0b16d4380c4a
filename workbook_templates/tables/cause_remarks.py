"""What is to be said of the causes in a workbook, each remark at the cell that is to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from udfs import causes as rules
from udfs.causes.confirmations import is_contradicted
from udfs.lang import Text
from udfs.problems import Problem, causing
from udfs.values import as_text, plain
from workbook_templates.context import Context
from workbook_templates.tables.causes import CAUSES, states, tree
from workbook_templates.tables.confirmations import CONFIRMATIONS

NO_DATA = Text("没有可用的数据", "there are no usable counts")

# Where each complaint is shown.
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


class Remark(NamedTuple):
    """Something wrong: table, column and row of the cell, which cause it is about (None: of none), and what is wrong."""

    table: str
    column: str
    row: int
    cause: int | None
    problem: Problem
    args: dict[str, object]


def remarks(book: Context) -> list[Remark]:
    """Return circles and orphans, answers that repeat their question or stop too early, roots and verdicts without proof."""
    return [*_of_verdicts(book), *_of_causes(book)] if CAUSES.key in book.tables else []


def _of_causes(book: Context) -> Iterator[Remark]:
    rows, lists = book.tables[CAUSES.key], book.settings.lists
    causes, state_of = book.once(tree), book.once(states)
    for complaint in (
        *rules.strange_places(causes, rows["id"], rows.filled()),
        *rules.strange_answers(
            causes, rows["question"], rows["answer"], state_of, lists["blaming"], lists["missing_solution"]
        ),
        *rules.unproven_roots(state_of, rows["evidence"]),
        *rules.shallow_issues(causes, state_of),
        *rules.broken_groups(causes, rows["together"], state_of),
    ):
        at, place = _AT[complaint.problem.code], complaint.place
        yield Remark(CAUSES.key, at, place, place, complaint.problem, complaint.args)


def _of_verdicts(book: Context) -> Iterator[Remark]:
    """Yield verdicts that the counts beside them do not bear out."""
    if CONFIRMATIONS.key not in book.tables:
        return
    data = book.tables[CONFIRMATIONS.key]
    places = {plain(number).casefold(): place for place, number in enumerate(book.tables[CAUSES.key]["id"])}
    keys = ("verdict", "hits", "cases", "control_hits", "control_cases", "claim")
    rows = zip(*(data[key] for key in keys), data["judgement"], data["cause"], strict=True)
    for at, (verdict, *counts, judgement, cause) in enumerate(rows):
        if is_contradicted(verdict, *counts):
            args: dict[str, object] = {"value": as_text(verdict), "what": as_text(judgement) or NO_DATA}
            place = places.get(plain(cause).casefold())
            yield Remark(CONFIRMATIONS.key, "verdict", at, place, causing.VERDICT_NOT_SHOWN, args)

"""What the checker and 流程 say of the steps of rules, each at its cell, with a measure of the library."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from udfs.lang import Text, same
from udfs.problems import Finding, processes
from udfs.problems.model import Problem
from udfs.process.model import read_exits
from udfs.values import as_text, is_blank
from workbook_templates.lists import MEASURES
from workbook_templates.tables.step_figures import known_processes
from workbook_templates.tables.steps import PROCESS_STEPS

# Which measure of the library (R34) helps against what: its problem class and its place in the column of that class.
SUGGESTED: dict[Problem, tuple[int, int]] = {
    processes.STEP_UNREACHABLE: (0, 0),
    processes.DECISION_ONE_EXIT: (0, 0),
    processes.STEP_WITHOUT_POST: (2, 1),
    processes.STEP_WITHOUT_OUTPUT: (0, 0),
    processes.OUTPUT_UNUSED: (0, 0),
    processes.APPROVAL_AGAIN: (0, 2),
    processes.COULD_BE_PARALLEL: (0, 3),
}


def process_findings(session: Session) -> Iterator[Finding]:
    """Find what steps of rules lack, where they lead nowhere, and what the process could do without."""
    if PROCESS_STEPS.key not in session.book.tables():
        return
    view = session.book.view(PROCESS_STEPS.key)
    yield from _unreadable(view)
    for entry in session.context.once(known_processes):
        for weakness in entry.weaknesses:
            if weakness.column in view.column_numbers:
                args = {**weakness.args, **_measure(session, weakness.problem)}
                yield view.finding(weakness.problem, weakness.column, weakness.row, **args)


def _unreadable(view: View) -> Iterator[Finding]:
    if "exits" not in view.column_numbers:
        return
    cells = view.data["exits"]
    for row in view.data.records():
        if not is_blank(cells[row]) and read_exits(cells[row]) is None:
            yield view.finding(processes.EXITS_UNREADABLE, "exits", row, value=as_text(cells[row]))


def _measure(session: Session, problem: Problem) -> dict[str, Text]:
    """Return the measure as the workbook's own library words it; ours where it has none at that place."""
    if problem not in SUGGESTED:
        return {}
    kind, place = SUGGESTED[problem]
    usual, lang = MEASURES[kind][place], session.book.lang
    library = session.context.settings.measures
    own = library[kind] if kind < len(library) else ()
    return {"measure": usual if usual.to(lang) in own or not own else same(own[min(place, len(own) - 1)])}

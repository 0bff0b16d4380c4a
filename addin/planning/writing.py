"""Writes a schedule into the plan: starts that move, early and late dates, floats, the critical path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from addin.planning.reading import Tasks
from addin.session import Session
from udfs.lang import Text
from udfs.planning import CRITICAL, Placed, Plan, Task
from udfs.values import CellValue, same

# The columns that a schedule fills in, and from what.
RESULTS = (
    "early_start",
    "early_finish",
    "late_start",
    "late_finish",
    "total_float",
    "free_float",
    "critical",
    "driver",
)


class Move(NamedTuple):
    """A start that the schedule has moved."""

    row: int
    old: date | None
    new: date
    driver: Text


def moves(tasks: Sequence[Task | None], plan: Plan) -> list[Move]:
    """Return the starts that differ from where the schedule places them: of tasks that nobody has begun."""
    found = []
    for row, (task, placed) in enumerate(zip(tasks, plan.placed, strict=True)):
        if task is None or placed is None or task.done or (task.begun and task.start is not None):
            continue
        if not _stands(task, placed):
            found.append(Move(row, task.start, placed.start, placed.driver))
    return found


def _stands(task: Task, placed: Placed) -> bool:
    """Tell whether the start needs no change; a day off stands for the next working day."""
    if task.start is None:
        return False
    waits = task.start <= placed.start and task.calendar.count_before(task.start.toordinal()) == placed.begin
    in_reach = task.calendar.first <= task.start <= task.calendar.last
    return task.start == placed.start or (waits and in_reach and task.duration > 0)


def results(session: Session, placed: Placed | None) -> dict[str, CellValue]:
    """Return what the schedule says of one task, column by column; nothing where it is not placed."""
    lang = session.book.lang
    if placed is None:
        return dict.fromkeys(RESULTS)
    return {
        "early_start": placed.start,
        "early_finish": placed.finish,
        "late_start": placed.late_start,
        "late_finish": placed.late_finish,
        "total_float": placed.total_float,
        "free_float": placed.free_float,
        "critical": CRITICAL.to(lang) if placed.critical else None,
        "driver": placed.driver.to(lang),
    }


def outdated(session: Session, tasks: Tasks, plan: Plan) -> dict[str, dict[int, CellValue]]:
    """Return the cells of the result columns that say something else, by column and row."""
    view = tasks.view
    found: dict[str, dict[int, CellValue]] = {}
    for row in range(view.data.length):
        for key, value in results(session, plan.placed[row]).items():
            if key in view.places and not same(view.data[key][row], value):
                found.setdefault(key, {})[row] = value
    return found


def write(session: Session, tasks: Tasks, plan: Plan) -> list[Move]:
    """Write starts and results, logged; return what has moved."""
    moved = moves(tasks.tasks, plan)
    session.put_at(tasks.view, "start", {move.row: move.new for move in moved})
    for key, cells in outdated(session, tasks, plan).items():
        session.put_at(tasks.view, key, cells)
    return moved

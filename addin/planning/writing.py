"""Writes a schedule into the plan: starts that move, early and late dates, floats, the critical path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from addin.book.session import Session
from addin.planning.tasks import Tasks, asked_start
from udfs.lang import Text
from udfs.scheduling.tasks import CRITICAL, NOBODY_ASKED, Placed, Schedule, Task
from udfs.values import CellValue, agrees, day_of, is_blank, same

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


def moves(tasks: Tasks, plan: Schedule) -> list[Move]:
    """Return the starts that differ from where the schedule places them: of tasks that nobody has begun.

    Where the schedule had moved a start before somebody said when the work began or ended, the fact takes its place.
    """
    result = []
    for row, (task, placed) in enumerate(zip(tasks.tasks, plan.placed, strict=True)):
        start = day_of(tasks.view.data["start"][row])
        if task is None or placed is None:
            continue
        if task.done or (task.begun and start is not None):
            if _is_settled(tasks, row, task) and start != placed.start:
                result.append(Move(row, start, placed.start, placed.driver))
        elif not _stands(start, task, placed):
            result.append(Move(row, start, placed.start, placed.driver))
    return result


def _is_settled(tasks: Tasks, row: int, task: Task) -> bool:
    """Return whether facts say when a task began or ended while the schedule's own start still stands there."""
    return (task.started_on is not None or task.done) and not is_blank(asked_start(tasks.view, row))


def _stands(start: date | None, task: Task, placed: Placed) -> bool:
    """Return whether the start needs no change; a typed day off means the next working day."""
    if start is None or start == placed.start:
        return start is not None
    days = task.calendar
    waits = start == task.start and days.first <= start < placed.start and task.duration > 0
    return waits and days.count_before(start.toordinal()) == days.count_before(placed.start.toordinal())


def results(session: Session, placed: Placed | None) -> dict[str, CellValue]:
    """Return the schedule's results for one task by column; blanks if it is not placed."""
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


def outdated(session: Session, tasks: Tasks, plan: Schedule) -> dict[str, dict[int, CellValue]]:
    """Return the correct values of the result cells that are outdated, by column and row."""
    view = tasks.view
    cells: dict[str, dict[int, CellValue]] = {}
    for row in range(view.data.length):
        for key, value in results(session, plan.placed[row]).items():
            if key in view.column_numbers and not agrees(view.data[key][row], value):
                cells.setdefault(key, {})[row] = value
    return cells


def _kept(session: Session, tasks: Tasks, plan: Schedule, moved: Sequence[Move]) -> dict[str, dict[int, CellValue]]:
    """Return what to keep aside, by column and row: the typed start, or that there is none, and the schedule's own beside it.

    Nothing is kept where a task stands as it was typed. What is begun, done or not placed keeps what is there: it may be
    scheduled again, when a fact was a slip of the pen.
    """
    lang, new, data = session.book.lang, {move.row: move.new for move in moved}, tasks.view.data
    kept: dict[str, dict[int, CellValue]] = {"asked": {}, "own_start": {}}
    for row, (task, placed) in enumerate(zip(tasks.tasks, plan.placed, strict=True)):
        if task is None or placed is None:
            continue
        if task.done or task.begun:
            if row in new and _is_settled(tasks, row, task):
                kept["own_start"][row] = new[row]
            continue
        start = new.get(row, day_of(data["start"][row]))
        is_typed = task.start == start
        asked = None if is_typed else task.start or NOBODY_ASKED.to(lang)
        for key, value in (("asked", asked), ("own_start", None if is_typed else start)):
            if not same(data[key][row], value):
                kept[key][row] = value
    return {key: cells for key, cells in kept.items() if key in tasks.view.column_numbers}


def write(session: Session, tasks: Tasks, plan: Schedule) -> list[Move]:
    """Write starts and results, logged; return what has moved."""
    moved = moves(tasks, plan)
    for key, cells in _kept(session, tasks, plan, moved).items():
        session.put_at(tasks.view, key, cells)
    session.put_at(tasks.view, "start", {move.row: move.new for move in moved})
    for key, cells in outdated(session, tasks, plan).items():
        session.put_at(tasks.view, key, cells)
    return moved

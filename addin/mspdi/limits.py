"""Constraints and deadlines of a task as the limits of the plan: nearest ones for kinds that the plan does not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from addin.mspdi.model import (
    AS_LATE,
    AS_SOON,
    FINISH_BY,
    FINISH_FROM,
    FINISH_ON,
    START_BY,
    START_FROM,
    START_ON,
    Task,
)
from udfs.lang import Text
from udfs.scheduling.workdays import WorkCalendar

# What Project calls the kinds that become something else here, or nothing.
NAMES = {
    AS_LATE: Text("越晚越好", "As Late As Possible"),
    START_ON: Text("必须开始于", "Must Start On"),
    START_BY: Text("不得晚于…开始", "Start No Later Than"),
    FINISH_FROM: Text("不得早于…完成", "Finish No Earlier Than"),
    FINISH_BY: Text("不得晚于…完成", "Finish No Later Than"),
}


@dataclass
class Limits:
    """The limits of a task; `converted` is the column that stands for another kind, `left` tells that there is none."""

    not_before: date | None = None
    not_after: date | None = None
    finish_on: date | None = None
    converted: str = ""
    left: bool = False


def read(task: Task, axis: WorkCalendar, days: int) -> Limits:
    """Return the limits of a task that takes so many working days."""
    limits = Limits(not_after=None if task.deadline is None else task.deadline.date())
    if task.constraint_date is None or task.constraint not in range(START_ON, FINISH_BY + 1):
        limits.left = task.constraint != AS_SOON
        return limits
    day = task.constraint_date.date()
    if task.constraint in (START_FROM, START_ON, FINISH_FROM):
        _start(task, axis, day, days, limits)
    elif task.constraint == FINISH_ON:
        limits.finish_on = day
    else:
        _finish(task, axis, day, days, limits)
    return limits


def _start(task: Task, axis: WorkCalendar, day: date, days: int, limits: Limits) -> None:
    # A start that somebody typed becomes this constraint; it is not a limit if nothing else decides the start.
    if task.constraint == START_FROM and not task.links and task.start is not None and task.start.date() == day:
        return
    limits.not_before = _moved(axis, day, 1 - days if days else 0) if task.constraint == FINISH_FROM else day
    limits.converted = "" if task.constraint == START_FROM else "not_before"


def _finish(task: Task, axis: WorkCalendar, day: date, days: int, limits: Limits) -> None:
    """Use the earlier one of the constraint and the deadline."""
    last = _moved(axis, day, days - 1 if days else 0) if task.constraint == START_BY else day
    both = [limit for limit in (limits.not_after, last) if limit is not None]
    limits.converted = "not_after" if task.constraint == START_BY or len(set(both)) > 1 else ""
    limits.not_after = min(both)


def _moved(axis: WorkCalendar, day: date, days: int) -> date:
    """Return the working day so many working days after a day, or before it."""
    back = days < 0
    number = axis.day_at(axis.count_before(day.toordinal() + back) - back + days)
    return day if number is None else date.fromordinal(number)

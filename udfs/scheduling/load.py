"""Load: how many working days and tasks each person has in each week."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from udfs.scheduling.workdays import WorkCalendar

WEEK = 7


class Occupation(NamedTuple):
    """A task that keeps somebody busy from its first to its last day (day numbers, both included).

    `row` is where the task stands; a milestone takes no time.
    """

    row: int
    who: str
    first: int
    last: int
    calendar: WorkCalendar
    milestone: bool = False


class Load(NamedTuple):
    """What somebody has to do in a week: working days, and the rows of the tasks."""

    days: int
    rows: tuple[int, ...]


def monday_of(day: int) -> int:
    """Return the Monday of the week in which a day lies; both are day numbers."""
    return day - (day - 1) % WEEK


def occupied_until(finish: int, today: int, *, begun: bool, done: bool, on_hold: bool) -> int | None:
    """Return the last day on which a task keeps somebody busy, None where it does not at all.

    After today nobody works on what is done or held; nobody has ever worked on what was held before it was begun.
    """
    if on_hold and not (begun or done):
        return None
    return min(finish, today) if done or on_hold else finish


def loads(tasks: Iterable[Occupation]) -> dict[tuple[str, int], Load]:
    """Return the load by person and Monday.

    A task brings each week the working days of its own calendar that lie in it, and counts in the weeks in which it has
    any; a milestone brings no days and counts in its week. Over all weeks the days of a task are its duration.
    """
    days: dict[tuple[str, int], int] = {}
    rows: dict[tuple[str, int], list[int]] = {}
    for task in tasks:
        for monday, count in _weeks(task):
            place = task.who, monday
            days[place] = days.get(place, 0) + count
            rows.setdefault(place, []).append(task.row)
    return {place: Load(days[place], tuple(rows_there)) for place, rows_there in rows.items()}


def _weeks(task: Occupation) -> Iterable[tuple[int, int]]:
    """Yield the weeks of a task with its working days in each; beyond the calendar's ends nothing is known."""
    if task.milestone:
        return [(monday_of(task.first), 0)]
    count = task.calendar.count_before
    first = max(task.first, task.calendar.first.toordinal())
    last = min(task.last, task.calendar.last.toordinal())
    weeks = []
    for monday in range(monday_of(first), last + 1, WEEK):
        worked = count(min(last + 1, monday + WEEK)) - count(max(first, monday))
        if worked:
            weeks.append((monday, worked))
    return weeks

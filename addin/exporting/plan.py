"""The plan as exported to other programs: every task with the days that the sheet shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from addin.book.session import Session
from addin.planning.tasks import Tasks
from udfs.choices import means
from udfs.lang import Lang, Text
from udfs.people import people_in
from udfs.scheduling.tasks import CRITICAL, Task
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, day_of, is_blank, is_number
from workbook_templates.lists import LISTS

NOBODY = Text("未分配", "unassigned")


@dataclass(frozen=True)
class Job:
    """A task as it goes out.

    Attributes:
        row: its place in the table.
        task: its cells, read as the schedule reads them.
        first: its first working day, None where it has no start.
        last: its last working day; the same for a milestone, which takes no time.
        length: working days from the first to the last; None where the duration cannot be used.
        people: who does it.
    """

    row: int
    task: Task
    calendar: WorkCalendar
    first: date | None
    last: date | None
    length: int | None
    people: tuple[str, ...]


def jobs(tasks: Tasks) -> list[Job]:
    """Return the tasks of a plan in the order of the sheet."""
    known = [(row, task) for row, task in enumerate(tasks.tasks) if task is not None]
    data = tasks.view.data
    # The sheet's start, not the one that was asked for: the schedule may have moved it.
    shown = list(map(day_of, data["start"]))
    axes = _reaching([task for _, task in known], [day for day in shown if day is not None])
    result = []
    for row, task in known:
        axis = axes[id(task.calendar)]
        begun = task.started_on or shown[row] or day_of(data["early_start"][row])
        length = data["duration"][row]
        days = int(length) if is_number(length) and length >= 0 and length == int(length) else None
        first, last = _span(task, axis, begun, days)
        placed = day_of(data["early_finish"][row])
        if task.done and task.done_on is None and placed is not None:  # nobody says when: use the schedule's date
            first, last = min(first or placed, placed), placed
        result.append(Job(row, task, axis, first, last, days, tuple(people_in(data["owner"][row]))))
    return result


def _reaching(tasks: Sequence[Task], starts: Sequence[date]) -> dict[int, WorkCalendar]:
    """Return the calendars so that every day of the plan lies inside."""
    limits = (day for t in tasks for day in (t.started_on, t.done_on, t.not_before, t.finish_on))
    days = [*starts, *(day for day in limits if day is not None)]
    length = 3 * max((task.duration + task.buffer for task in tasks), default=0)
    reaching: dict[int, WorkCalendar] = {}
    for task in tasks:
        calendar = task.calendar
        if id(calendar) not in reaching:
            first, last = min([*days, calendar.first]), max([*days, calendar.last])
            far = min(date(2400, 1, 1).toordinal(), last.toordinal() + length + 400)
            reaching[id(calendar)] = calendar.reaching(first, date.fromordinal(far))
    return reaching


def _span(task: Task, axis: WorkCalendar, begun: date | None, days: int | None) -> tuple[date | None, date | None]:
    """Return the first and the last day: facts where there are any, else as many working days as it takes."""
    if begun is None:
        return (task.done_on, task.done_on) if task.done_on is not None else (None, None)
    if task.done_on is not None:
        return min(begun, task.done_on), task.done_on
    place = axis.count_before(begun.toordinal())
    first, last = axis.day_at(place), axis.day_at(place + max(1, 1 if days is None else days) - 1)
    # Work that is under way began on the day that the sheet says, whatever day that was.
    if (task.begun or task.done) and first is not None and last is not None:
        return begun, date.fromordinal(last)
    return _day(first), _day(last)


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def is_cancelled(on_hold: str, lang: Lang) -> bool:
    """Return whether a task on hold is cancelled, not just paused."""
    return on_hold.casefold() == LISTS["held"].items[1].to(lang).casefold()


def is_critical(value: CellValue) -> bool:
    """Return whether the column 关键 says that a task is on the critical path, in either language."""
    return means(value, CRITICAL)


def own_columns(session: Session) -> Iterator[tuple[str, list[CellValue]]]:
    """Yield the user's own columns of the plan that are not empty, by heading."""
    from workbook_templates.context import OWN

    view = session.book.with_own("tasks")
    for heading in view.own:
        values = view.data[OWN + heading]
        if any(not is_blank(value) for value in values):
            yield heading, values

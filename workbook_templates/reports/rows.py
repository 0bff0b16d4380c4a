"""The tasks of a plan as reports see them: dates as day numbers, what has happened beside what was planned."""

from __future__ import annotations

from dataclasses import dataclass

from udfs.completion import stage_of
from udfs.lang import Text
from udfs.people import people_in, person_key
from udfs.rules import EARLIEST, LATEST
from udfs.scheduling.load import Occupation, occupied_until
from udfs.scheduling.workdays import WorkCalendar, current_finish, day_number
from udfs.status import DONE, is_entered
from udfs.values import CellValue, is_blank, is_number, plain
from workbook_templates.context import Context
from workbook_templates.tables.tasks import at_work

_FIRST, _LAST = EARLIEST.toordinal(), LATEST.toordinal()


@dataclass(frozen=True)
class PlanRow:
    """A task.

    Attributes:
        row: where it stands in the table.
        start: the actual start, else the planned one.
        planned: the planned start and finish, None where one is missing.
        finish: when it is or will be finished as far as is known.
        base: start and finish of the baseline.
        stage: where it stands by its status; None where it does not count: on hold, or without dates.
        progress: the share done; None where nobody has said anything.
    """

    row: int
    id: CellValue
    what: CellValue
    owner: str
    calendar: WorkCalendar
    duration: float
    start: int | None
    planned: tuple[int, int] | None
    finish: int | None
    base: tuple[int, int] | None
    stage: Text | None
    progress: float | None
    begun: bool
    done: bool
    done_on: int | None
    on_hold: bool

    @property
    def people(self) -> list[str]:
        """Return who works on the task; nobody is one blank name."""
        return people_in(self.owner) or [""]


def plan_rows(book: Context) -> list[PlanRow]:
    """Return the tasks of the plan; none where the workbook has no plan, or no calendar to count its days by."""
    data, default = book.tables.get("tasks"), book.calendar
    if data is None or default is None:
        return []
    days = {
        key: [_sensible(day_number(value)) for value in data[key]]
        for key in ("start", "finish", "started_on", "done_on", "baseline_start", "baseline_finish", "early_start")
    }
    begun_work = at_work(data["started_on"], data["progress"])
    known = [*map(_sensible, current_finish(data["finish"], data["early_finish"], data["done_on"], begun_work))]
    calendars = {name: book.calendar_named(name) or default for name in set(data["calendar"])}
    rows = []
    for i in data.records():
        progress, length = data["progress"][i], data["duration"][i]
        stage = stage_of(data["status"][i], book.lang)
        is_done = is_entered(data["done_on"][i]) or (is_number(progress) and progress >= 1)
        done = is_done if stage is None else stage is DONE
        begun = days["started_on"][i] is not None or (is_number(progress) and progress > 0)
        start = days["start"][i] if days["started_on"][i] is None else days["started_on"][i]
        planned = _both(days["start"][i], days["finish"][i])
        if done and (end := known[i]) is not None:
            # Done before it was to begin; or nobody has said when it was to begin, only when it was done.
            opened = days["early_start"][i] if start is None else start
            start = end if opened is None else min(opened, end)
            planned = planned or _both(start, end)
        rows.append(
            PlanRow(
                row=i,
                id=data["id"][i],
                what=data["what"][i],
                owner=plain(data["owner"][i]),
                calendar=calendars[data["calendar"][i]],
                duration=max(0, length) if is_number(length) else 0,
                start=start,
                planned=planned,
                finish=known[i],
                base=_both(days["baseline_start"][i], days["baseline_finish"][i]),
                stage=stage,
                progress=min(1.0, max(0.0, progress)) if is_number(progress) else None,
                begun=begun or done,
                done=done,
                done_on=days["done_on"][i],
                on_hold=not is_blank(data["held"][i]),
            )
        )
    return rows


def _sensible(number: int | None) -> int | None:
    """Return a day's number unless nobody means it: the checker tells which dates are too early or too late."""
    return number if number is not None and _FIRST <= number <= _LAST else None


def _both(start: int | None, finish: int | None) -> tuple[int, int] | None:
    return None if start is None or finish is None else (start, max(start, finish))


def uncounted(book: Context) -> list[PlanRow]:
    """Return the open tasks whose days cannot be counted: they lack dates, or lie where the calendar does not reach."""
    unknown = []
    for task in plan_rows(book):
        if task.done or task.on_hold:
            continue
        first, last = task.calendar.first.toordinal(), task.calendar.last.toordinal()
        if task.start is None or task.finish is None or task.start < first or max(task.start, task.finish) > last:
            unknown.append(task)
    return unknown


def occupations(book: Context) -> list[Occupation]:
    """Return what keeps everybody busy: each of those who share a task all of its days, whatever the case of a name."""
    spelled: dict[str, str] = {}
    spans = []
    for task in plan_rows(book):
        if task.start is None or task.finish is None:
            continue
        until = occupied_until(
            task.finish, book.today.toordinal(), begun=task.begun, done=task.done, on_hold=task.on_hold
        )
        if until is None or until < task.start:
            continue
        for name in task.people:
            who = spelled.setdefault(person_key(name), name)
            spans.append(Occupation(task.row, who, task.start, until, task.calendar, milestone=task.duration == 0))
    return spans

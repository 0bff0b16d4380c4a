"""Reads the tasks of a workbook's plan: every cell is checked, all problems are reported at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from addin.book.port import View
from addin.book.session import Session
from addin.checks.calendars import rule_findings
from addin.checks.settings import setting_findings
from udfs.problems import Finding, RefusalError, books, planning
from udfs.rules import check_column, check_order
from udfs.scheduling.planning import schedule
from udfs.scheduling.tasks import Complaint, Schedule, Task
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.catalogue import HOLIDAYS
from workbook_templates.settings import FROM_TODAY

TASKS = "tasks"

# The columns that a schedule is computed from, beside numbers and predecessors.
_READ = ("duration", "buffer", "start", "not_before", "not_after", "finish_on", "calendar", "progress", "started_on",
         "done_on", "held")  # fmt: skip
# The settings that decide where tasks are placed.
_STEERED_BY = ("plan_start", "unfinished")
_FACTS = ("started_on", "done_on")


@dataclass(frozen=True)
class Tasks:
    """The plan's tasks, row by row (None for a blank row), and what is wrong with their cells."""

    view: View
    tasks: list[Task | None]
    findings: list[Finding]

    def placed(self, session: Session) -> tuple[Schedule, list[Finding]]:
        """Return the schedule as of the session's day, and everything that is wrong, in the order of the sheet."""
        plan = schedule(self.tasks, scheduled_from(session), self.begins(session))
        complaints = [self.finding(complaint) for complaint in plan.complaints]
        findings = sorted([*self.findings, *complaints], key=lambda finding: finding.place)
        return plan, self._with_causes(findings, plan.complaints)

    def _with_causes(self, findings: list[Finding], complaints: Sequence[Complaint]) -> list[Finding]:
        """Let what follows from something else name the place of that, however many tasks lie between them."""
        wrong = {
            self._row(finding): finding.where
            for finding in reversed(findings)
            if finding.cell and finding.sheet == self.view.sheet and finding.problem.severity == "error"
        }
        waits = {complaint.row: complaint.because for complaint in complaints if complaint.because}

        def cause(row: int) -> str:
            seen, ahead = {row}, list(waits[row])
            while ahead:
                before = ahead.pop(0)
                if before in wrong:
                    return wrong[before]
                ahead += [other for other in waits.get(before, ()) if other not in seen]
                seen.add(before)
            return ""

        causes = {row: cause(row) for row in waits}
        return [
            replace(finding, because=causes.get(self._row(finding), ""))
            if finding.problem is planning.NOT_SCHEDULED
            else finding
            for finding in findings
        ]

    def _row(self, finding: Finding) -> int:
        return finding.place[0] - self.view.first_row

    def begins(self, session: Session) -> date | None:
        """Return the day with which the plan begins: as set, today where no date says anything, else None."""
        dated = any(task and (task.start or task.started_on) for task in self.tasks)
        return session.context.settings.day("plan_start") or (None if dated else session.today)

    def finding(self, complaint: Complaint) -> Finding:
        """Return a complaint with its place and the column's label."""
        label = self.view.data.table.column(complaint.column).label
        return self.view.finding(complaint.problem, complaint.column, complaint.row, label=label, **complaint.args)


def refuse_without_plan(session: Session) -> None:
    """Refuse a workbook that holds no plan, or no calendar to count its days by."""
    if TASKS not in session.book.tables():
        raise RefusalError(planning.NOT_A_PLAN)
    if session.context.calendar is None:
        raise RefusalError(books.SHEET_MISSING, name=HOLIDAYS.sheet)


def scheduled_from(session: Session) -> date | None:
    """Return the day from which what is not done is placed, None where links and limits alone decide."""
    return session.today if session.context.settings.chosen("unfinished", FROM_TODAY) else None


def read_tasks(session: Session) -> Tasks:
    """Read the plan; refuses a workbook without one, or without its calendar."""
    refuse_without_plan(session)
    view = session.book.view(TASKS)
    rows = set(view.data.records())
    if not rows:
        raise RefusalError(planning.NO_TASKS, sheet=view.sheet)
    findings = list(_complaints(session, view, rows))
    wrong = {finding.place[0] - view.first_row for finding in findings if finding.problem.severity == "error"}
    findings += [*setting_findings(session, _STEERED_BY), *_calendars(session, view, rows)]
    named = {name: session.context.calendar_named(name) for name in set(view.data["calendar"])}
    tasks = [
        _task(session, view, row, named, broken=row in wrong) if row in rows else None
        for row in range(view.data.length)
    ]
    return Tasks(view, tasks, findings)


def _calendars(session: Session, view: View, rows: set[int]) -> Iterator[Finding]:
    """Name the calendars without a working weekday that tasks keep to."""
    names = {view.data["calendar"][row] for row in rows}
    if any(calendar is not None and not calendar.week for calendar in map(session.context.calendar_named, names)):
        yield from rule_findings(session)


def _complaints(session: Session, view: View, rows: set[int]) -> Iterator[Finding]:
    counted = [row in rows for row in range(view.data.length)]
    for key in _READ:
        column = view.data.table.column(key)
        if key not in view.column_numbers:
            continue
        # A start may be missing: the schedule finds one.
        rule = replace(session.rule(view.data.table, column), required=key == "duration")
        for row, problem, args in check_column(view.data[key], rule, counted=counted):
            yield view.finding(problem, key, row, **args)
    yield from _facts(session, view)


def _facts(session: Session, view: View) -> Iterator[Finding]:
    """Check the actual dates: in order, and not after today."""
    table, (begun, done) = view.data.table, _FACTS
    if begun in view.column_numbers and done in view.column_numbers:
        labels = table.column(begun).label, table.column(done).label
        for row, problem, args in check_order(view.data[begun], view.data[done], *labels):
            yield view.finding(problem, done, row, **args)
    for key in _FACTS:
        for row, day in enumerate(map(day_of, view.data[key])):
            if day is not None and day > session.today:
                yield view.finding(planning.FACT_IN_FUTURE, key, row, label=table.column(key).label, value=day)


def _task(
    session: Session, view: View, row: int, calendars: dict[CellValue, WorkCalendar | None], *, broken: bool
) -> Task:
    cells = {key: view.data[key][row] for key in (*_READ, "id", "predecessors", "levelled")}
    calendar = calendars[cells["calendar"]]
    default = session.context.calendar
    if default is None:  # refused before
        raise LookupError("no calendar")
    task = Task(
        id=plain(cells["id"]),
        duration=_whole(cells["duration"]),
        calendar=calendar or default,
        predecessors=cells["predecessors"],
        start=day_of(cells["start"]),
        buffer=_whole(cells["buffer"]),
        progress=float(cells["progress"]) if is_number(cells["progress"]) else 0.0,
        started_on=day_of(cells["started_on"]),
        done_on=day_of(cells["done_on"]),
        on_hold="" if is_blank(cells["held"]) else as_text(cells["held"]),
        not_before=day_of(cells["not_before"]),
        not_after=day_of(cells["not_after"]),
        finish_on=day_of(cells["finish_on"]),
        levelled=day_of(cells["levelled"]),
        broken=broken or not (calendar and calendar.week),
    )
    if task.done:  # an own start of the schedule, from before it was known when, says nothing
        asked = _asked(view, row)
        return task if asked is None and task.done_on is None else replace(task, start=asked)
    return task if task.begun else replace(task, start=_asked(view, row))


def asked_start(view: View, row: int) -> CellValue:
    """Return what the schedule has kept of the start that a person typed, while its own stands in the place of that.

    A word says that nobody has typed one; blank where the start is a person's.
    """
    start = day_of(view.data["start"][row])
    own = "own_start" if "own_start" in view.column_numbers else "early_start"
    return view.data["asked"][row] if start == day_of(view.data[own][row]) else None


def _asked(view: View, row: int) -> date | None:
    asked = asked_start(view, row)
    return day_of(view.data["start"][row]) if is_blank(asked) else day_of(asked)


def _whole(value: CellValue) -> int:
    return int(value) if is_number(value) and value >= 0 else 0

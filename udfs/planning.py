"""A plan's tasks as a network: facts stay where they are, the rest is placed as early as limits and links allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import NamedTuple

from udfs.lang import Text, same
from udfs.links import Entry, link_text, read_links
from udfs.network import Activity, Link, Network, in_order, solve
from udfs.problems import Problem, data, planning
from udfs.values import CellValue
from udfs.workdays import WorkCalendar

# The columns that complaints are about.
LINKS, LATEST, FINISH_ON, START = "predecessors", "not_after", "finish_on", "start"

BY_START = Text("开始日期", "Start date")
BY_LIMIT = Text("不早于", "No earlier than")
BY_FINISH_ON = Text("必须完成于", "Must finish on")
BY_LEVELLING = Text("负荷均衡", "Levelling")
BY_TODAY = Text("今天（未开工）", "Today (not begun)")
BY_PLAN_START = Text("计划开始日", "Start of the plan")
BY_FACT = Text("已开工", "Begun")
BY_DONE = Text("已完成", "Done")

# What the column 关键 says of a task on the critical path.
CRITICAL = Text("关键", "Critical")

_DAYS_A_YEAR = 366


@dataclass(frozen=True)
class Task:
    """A task as the plan holds it, every cell read; dates are days, lengths working days of its calendar.

    One that is `broken` has cells that cannot be used: it is known by its number, but neither it nor what waits for it
    can be placed.
    """

    id: str
    duration: int
    calendar: WorkCalendar
    predecessors: CellValue = None
    start: date | None = None
    buffer: int = 0
    progress: float = 0.0
    started_on: date | None = None
    done_on: date | None = None
    held: str = ""
    not_before: date | None = None
    not_after: date | None = None
    finish_on: date | None = None
    levelled: date | None = None
    broken: bool = False

    @property
    def done(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.done_on is not None or self.progress >= 1

    @property
    def begun(self) -> bool:
        """Tell whether somebody has begun."""
        return self.started_on is not None or self.progress > 0


class Complaint(NamedTuple):
    """What is wrong with a task: row, column, problem and the arguments of its message (the column's label is not among them)."""

    row: int
    column: str
    problem: Problem
    args: dict[str, object]


class Placed(NamedTuple):
    """Where a task is placed; late dates and floats are None for what is done or held.

    `begin` and `end` are its start and exclusive finish in working days of its calendar.
    """

    start: date
    finish: date
    late_start: date | None
    late_finish: date | None
    total_float: int | None
    free_float: int | None
    driver: Text
    driven_by: int | None
    begin: int
    end: int

    @property
    def critical(self) -> bool:
        """Tell whether a day's delay moves the end of the plan (or a limit is missed already)."""
        return self.total_float is not None and self.total_float <= 0


@dataclass
class Plan:
    """A schedule: where each row is placed (None where it is not), and what is wrong."""

    placed: list[Placed | None]
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def finish(self) -> date | None:
        """Return the day on which all is done."""
        return max((row.finish for row in self.placed if row is not None), default=None)


def schedule(tasks: Sequence[Task | None], today: date | None, plan_start: date | None = None) -> Plan:
    """Place every task and say what is wrong.

    Args:
        tasks: row by row; None for a row that holds no task.
        today: what is not done is placed from this day on; None leaves it where links and limits allow.
        plan_start: no task without a start date of its own starts earlier; the earliest start date where None.
    """
    return _Scheduler(tasks, today, plan_start).run()


class _Scheduler:
    def __init__(self, tasks: Sequence[Task | None], today: date | None, plan_start: date | None) -> None:
        self._tasks = tasks
        self._today = today
        self._complaints: list[Complaint] = []
        dated = [day for t in tasks if t is not None for day in (t.start, t.started_on) if day is not None]
        self._origin = plan_start or min(dated, default=today or date(2000, 1, 1))
        self._axes: dict[int, WorkCalendar] = {}
        self._links: list[Link] = []
        self._waiting: set[int] = set()

    def run(self) -> Plan:
        tasks = self._tasks
        self._read_links()
        usable = self._without_cycles()
        rows = sorted(usable)
        place = {row: at for at, row in enumerate(rows)}
        links = [Link(place[b], place[a], kind, lag) for b, a, kind, lag in self._links if b in usable and a in usable]
        self._reach(rows)
        self._waiting = {link.after for link in self._links}
        activities = [self._activity(row, task) for row in rows if (task := tasks[row]) is not None]
        network = solve(activities, links)
        plan = Plan([None] * len(tasks), self._complaints)
        for at, row in enumerate(rows):
            plan.placed[row] = self._placed(row, at, activities, network, links, rows)
        self._limits(plan)
        self._complaints.sort(key=lambda complaint: complaint.row)
        return plan

    # --- links -------------------------------------------------------------------------------------------------------

    def _read_links(self) -> None:
        rows: dict[str, int] = {}
        twice: set[str] = set()
        for row, task in enumerate(self._tasks):
            if task is not None and task.id:
                key = task.id.casefold()
                (twice.add(key) if key in rows else rows.setdefault(key, row))
        for row, task in enumerate(self._tasks):
            for entry in read_links(task.predecessors, rows) if task is not None else ():
                self._link(row, entry, twice)

    def _link(self, row: int, entry: Entry, twice: set[str]) -> None:
        def complain(problem: Problem, **args: object) -> None:
            self._complaints.append(Complaint(row, LINKS, problem, {"value": entry.text, **args}))

        before = None if entry.row is None else self._tasks[entry.row]
        if before is None or entry.row is None:
            complain(data.PREDECESSOR_UNKNOWN)
        elif not entry.readable:
            complain(planning.LINK_UNREADABLE)
        elif entry.row == row:
            complain(data.SELF_REFERENCE)
        elif before.id.casefold() in twice:
            complain(planning.PREDECESSOR_TWICE)
        elif before.held:
            complain(planning.WAITS_FOR_HELD, value=before.id, held=before.held)
        else:
            self._links.append(Link(entry.row, row, entry.kind, entry.lag))

    def _without_cycles(self) -> set[int]:
        """Return the rows that can be placed: they and all that they wait for are in order."""
        tasks = self._tasks
        order, cycles = in_order(len(tasks), self._links)
        for cycle in cycles:
            ids = [task.id for row in cycle if (task := tasks[row]) is not None]
            chain = " → ".join([*ids, ids[0]])
            self._complaints += [Complaint(row, LINKS, planning.CYCLE, {"chain": chain}) for row in cycle]
        errors = {c.row for c in self._complaints if c.problem.severity == "error"}
        wrong = {row for row, task in enumerate(tasks) if task is None or task.broken} | errors
        blockers: dict[int, list[int]] = {}
        into: dict[int, list[int]] = {}
        for link in self._links:
            into.setdefault(link.after, []).append(link.before)
        listed = set(order)
        rest = [row for row in range(len(tasks)) if row not in listed]
        for row in [*order, *rest]:
            stuck = [before for before in into.get(row, ()) if before in wrong or before not in listed]
            if (stuck or row not in listed) and row not in wrong:
                wrong.add(row)
                blockers[row] = stuck
        for row, stuck in blockers.items():
            others = ", ".join(task.id for before in stuck if (task := tasks[before]) is not None)
            self._complaints.append(Complaint(row, LINKS, planning.NOT_SCHEDULED, {"others": others}))
        return {row for row, task in enumerate(tasks) if task is not None and row not in wrong and not task.held}

    # --- days --------------------------------------------------------------------------------------------------------

    def _reach(self, rows: Sequence[int]) -> None:
        """Let the calendars reach as far as the plan may: what lies outside the workbook's days is told, not guessed."""
        tasks = [task for row in rows if (task := self._tasks[row]) is not None]
        days = [
            day for t in tasks for day in (t.start, t.started_on, t.done_on, t.not_before, t.not_after, t.finish_on)
        ]
        known = [day for day in (*days, self._today, self._origin) if day is not None]
        length = sum(t.duration + t.buffer for t in tasks) + sum(abs(link.lag) for link in self._links)
        first, last = min(known, default=self._origin), max(known, default=self._origin)
        early = date.fromordinal(max(date(1990, 1, 1).toordinal(), first.toordinal() - _DAYS_A_YEAR))
        late = date.fromordinal(min(date(2300, 1, 1).toordinal(), last.toordinal() + 2 * length + _DAYS_A_YEAR))
        for task in tasks:
            if id(task.calendar) not in self._axes:
                self._axes[id(task.calendar)] = task.calendar.reaching(early, late)

    def _axis(self, task: Task) -> WorkCalendar:
        return self._axes[id(task.calendar)]

    def _activity(self, row: int, task: Task) -> Activity:
        axis = self._axis(task)

        def index(day: date | None) -> int | None:
            return None if day is None else axis.count_before(day.toordinal())

        def end(day: date | None) -> int | None:
            return None if day is None else axis.count_before(day.toordinal() + 1)

        now, limit, must = index(self._today), end(task.not_after), end(task.finish_on)
        begin = index(task.started_on or task.start)
        if task.done:
            closed = end(task.done_on)
            if closed is None:
                closed = (0 if begin is None else begin) + task.duration
            opened = closed - task.duration if begin is None else min(begin, closed)
            return Activity(closed - opened, axis, fixed=(max(0, opened), closed), open=False)
        latest = min((bound for bound in (limit, must) if bound is not None), default=None)
        if task.begun:
            opened = (
                begin if begin is not None else now if now is not None else axis.count_before(self._origin.toordinal())
            )
            left = ceil(task.duration * (1 - task.progress) - 1e-9)
            closed = max(opened + task.duration, opened if now is None else now + left)
            return Activity(task.duration, axis, latest=latest, buffer=task.buffer, fixed=(opened, closed))
        earliest = max(bound for _, bound in self._bounds(row, task))
        return Activity(task.duration, axis, earliest, must, latest, task.buffer)

    def _bounds(self, row: int, task: Task) -> list[tuple[Text, int]]:
        """Return what keeps a task that is not begun from starting earlier, beside its links."""
        axis = self._axis(task)
        own = None if row in self._waiting else task.start
        limits = (
            (BY_START, own),
            (BY_PLAN_START, self._origin if own is None else None),
            (BY_LIMIT, task.not_before),
            (BY_LEVELLING, task.levelled),
            (BY_TODAY, self._today),
        )
        return [(words, axis.count_before(day.toordinal())) for words, day in limits if day is not None]

    # --- results -----------------------------------------------------------------------------------------------------

    def _placed(self, row: int, at: int, activities: Sequence[Activity], network: Network, links: Sequence[Link],
                rows: Sequence[int]) -> Placed | None:  # fmt: skip
        task, a = self._tasks[row], activities[at]
        if task is None:
            return None
        number = network.driver[at]
        link = None if number is None else links[number]
        index, end = network.early_start[at], network.early_finish[at]
        # What follows a finish and takes no time is reached on the day of that finish, not on the morning after it.
        on_the_eve = link is not None and link.kind.leaves_finish and index > a.earliest
        start, finish = self._days(task, index, end, on_the_eve=on_the_eve)
        if a.fixed is not None:  # people work on days off, too
            start, finish = task.started_on or task.start or start, task.done_on or finish
        if start is None or finish is None:
            self._complaints.append(Complaint(row, START, planning.PLAN_OUTSIDE_CALENDAR, {}))
            return None
        late_index, late_end = network.late_start[at], network.late_finish[at]
        late: tuple[date | None, date | None] = (None, None)
        if late_index is not None and late_end is not None:
            late = self._days(task, late_index, late_end, on_the_eve=on_the_eve)
        driver = self._driver(row, task, a, index) if link is None else self._named(rows[link.before], link)
        return Placed(start, finish, *late, network.total_float[at], network.free_float[at], driver,
                      None if link is None else rows[link.before], index, end)  # fmt: skip

    def _days(self, task: Task, index: int, end: int, *, on_the_eve: bool) -> tuple[date | None, date | None]:
        axis = self._axis(task)
        if end <= index:
            day = _date(axis, index - 1 if on_the_eve else index, task.calendar)
            return day, day
        return _date(axis, index, task.calendar), _date(axis, end - 1, task.calendar)

    def _named(self, before: int, link: Link) -> Text:
        task = self._tasks[before]
        return same(link_text("" if task is None else task.id, link.kind, link.lag))

    def _driver(self, row: int, task: Task, a: Activity, index: int) -> Text:
        if task.done:
            return BY_DONE
        if a.fixed is not None:
            return BY_FACT
        return next((words for words, bound in self._bounds(row, task) if bound == index), BY_FINISH_ON)

    def _limits(self, plan: Plan) -> None:
        for row, (task, placed) in enumerate(zip(self._tasks, plan.placed, strict=True)):
            if task is None or placed is None or task.done:
                continue
            axis = self._axis(task)
            for column, limit in ((LATEST, task.not_after), (FINISH_ON, task.finish_on)):
                late = 0 if limit is None else placed.end - axis.count_before(limit.toordinal() + 1)
                if late > 0:
                    args: dict[str, object] = {
                        "limit": limit,
                        "finish": placed.finish,
                        "days": late,
                        "why": placed.driver,
                    }
                    self._complaints.append(Complaint(row, column, planning.LIMIT_MISSED, args))


def _date(axis: WorkCalendar, place: int, within: WorkCalendar) -> date | None:
    """Return the working day at a place; None where the workbook's calendar does not reach it."""
    number = axis.day_at(place)
    if number is None:
        return None
    day = date.fromordinal(number)
    return day if within.first <= day <= within.last else None

"""A plan's tasks as a network: facts stay where they are, the rest is placed as early as limits and links allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

from udfs.lang import Text, listed, same
from udfs.problems import Problem, data, planning
from udfs.scheduling.links import Predecessor, folded, link_text, read_links
from udfs.scheduling.network import Activity, Link, Network, forward_pass, solve, topological_order
from udfs.scheduling.tasks import (
    BY_DONE,
    BY_FACT,
    BY_FINISH_ON,
    BY_LEVELLING,
    BY_LIMIT,
    BY_PLAN_START,
    BY_START,
    BY_TODAY,
    FINISH_ON,
    LATEST,
    LINKS,
    START,
    Complaint,
    Placed,
    Schedule,
    Task,
)
from udfs.scheduling.workdays import WorkCalendar

# Calendars reach so much further than what is planned, but never beyond these days: others are slips, not plans.
MARGIN = timedelta(days=366)
EARLIEST_PLANNED, END_OF_PLANS = date(1990, 1, 1), date(2300, 1, 1)


def schedule(tasks: Sequence[Task | None], today: date | None, plan_start: date | None = None) -> Schedule:
    """Place every task and say what is wrong.

    Args:
        tasks: row by row; None for a row that holds no task.
        today: what is not done is placed from this day on; None leaves it where links and limits allow.
        plan_start: no task without a start date of its own starts earlier; the earliest start date where None.
    """
    return Prepared(tasks, today, plan_start).plan()


class Prepared:
    """A plan's tasks as activities and links: what can be placed, and what is wrong with the rest.

    Args:
        tasks: row by row; None for a row that holds no task.
        today: what is not done is placed from this day on.
        plan_start: where the plan begins.

    Attributes:
        today: the day from which on is placed.
        rows: the rows that can be placed.
        activities: what is known of each of them.
        links: what waits for what; they count in the order of the rows.
        complaints: what is wrong.
    """

    def __init__(self, tasks: Sequence[Task | None], today: date | None, plan_start: date | None = None) -> None:
        self.tasks = tasks
        self.complaints: list[Complaint] = []
        self.today = today
        dated = [day for t in tasks if t is not None for day in (t.start, t.started_on) if day is not None]
        self._origin = plan_start or min(dated, default=today or date(2000, 1, 1))
        self._axes: dict[int, WorkCalendar] = {}
        self._links: list[Link] = []
        self._read_links()
        self._waiting = {link.after for link in self._links}
        self._order, cycles = topological_order(len(tasks), self._links)
        self._tell_cycles(cycles)
        self._take(self._usable())
        outside = self._outside()
        if outside:
            self.complaints += [Complaint(row, START, planning.PLAN_OUTSIDE_CALENDAR, {}) for row in outside]
            self._take(self._usable())

    def plan(self) -> Schedule:
        """Place everything as early as can be."""
        network = solve(self.activities, self.links)
        last = network.finish - 1
        end = date.fromordinal(last) if date.min.toordinal() <= last <= date.max.toordinal() else None
        plan = Schedule([None] * len(self.tasks), self.complaints, end)
        for at, row in enumerate(self.rows):
            plan.placed[row] = self._placed(row, at, network)
        self._limits(plan)
        self.complaints.sort(key=lambda complaint: complaint.row)
        return plan

    # --- links -------------------------------------------------------------------------------------------------------

    def _read_links(self) -> None:
        rows: dict[str, int] = {}
        twice: set[str] = set()
        for row, task in enumerate(self.tasks):
            if task is not None and task.id:
                key = task.id.casefold()
                (twice.add(key) if key in rows else rows.setdefault(key, row))
        known = {folded(name): row for name, row in reversed(rows.items())} | rows
        for row, task in enumerate(self.tasks):
            for entry in read_links(task.predecessors, known) if task is not None else ():
                self._link(row, entry, twice)

    def _link(self, row: int, entry: Predecessor, twice: set[str]) -> None:
        def complain(problem: Problem, **args: object) -> None:
            self.complaints.append(Complaint(row, LINKS, problem, {"value": entry.text, **args}))

        before = None if entry.row is None else self.tasks[entry.row]
        if before is None or entry.row is None:
            complain(data.PREDECESSOR_UNKNOWN)
        elif not entry.readable:
            complain(planning.LINK_UNREADABLE)
        elif entry.row == row:
            complain(data.SELF_REFERENCE)
        elif before.id.casefold() in twice:
            complain(planning.PREDECESSOR_TWICE)
        elif before.on_hold:
            complain(planning.WAITS_FOR_ON_HOLD, value=before.id, on_hold=before.on_hold)
        else:
            self._links.append(Link(entry.row, row, entry.kind, entry.lag))

    def _tell_cycles(self, cycles: Sequence[Sequence[int]]) -> None:
        reported: set[int] = set()
        for cycle in cycles:
            ids = [task.id for row in cycle if (task := self.tasks[row]) is not None]
            args: dict[str, object] = {"chain": " → ".join([*ids, ids[0]])}
            self.complaints += [Complaint(row, LINKS, planning.CYCLE, args) for row in cycle if row not in reported]
            reported |= set(cycle)

    def _usable(self) -> set[int]:
        """Return the rows that can be placed: they and all that they wait for are in order."""
        tasks = self.tasks
        errors = {c.row for c in self.complaints if c.problem.severity == "error"}
        wrong = {row for row, task in enumerate(tasks) if task is None or task.broken} | errors
        blockers: dict[int, list[int]] = {}
        into: dict[int, list[int]] = {}
        for link in self._links:
            into.setdefault(link.after, []).append(link.before)
        ordered = set(self._order)
        rest = [row for row in range(len(tasks)) if row not in ordered]
        for row in [*self._order, *rest]:
            stuck = [before for before in into.get(row, ()) if before in wrong or before not in ordered]
            if (stuck or row not in ordered) and row not in wrong:
                wrong.add(row)
                blockers[row] = stuck
        reported = {c.row for c in self.complaints if c.problem is planning.NOT_SCHEDULED}
        for row, stuck in blockers.items():
            if row not in reported:
                others = listed(task.id for before in stuck if (task := tasks[before]) is not None)
                self.complaints.append(Complaint(row, LINKS, planning.NOT_SCHEDULED, {"others": others}, tuple(stuck)))
        return {row for row, task in enumerate(tasks) if task is not None and row not in wrong and not task.on_hold}

    def _take(self, usable: set[int]) -> None:
        """Place these rows and no others."""
        self.rows = sorted(usable)
        place = {row: at for at, row in enumerate(self.rows)}
        self.links = [Link(place[b], place[a], k, lag) for b, a, k, lag in self._links if b in usable and a in usable]
        self._reach()
        self.activities = [self._activity(row, task) for row in self.rows if (task := self.tasks[row]) is not None]

    def _outside(self) -> list[int]:
        """Return the rows that would lie on days that the workbook's calendar does not reach.

        Whoever counted with them would give the others time until the end of a plan that nobody can have.
        """
        starts, finishes = forward_pass(self.activities, self.links)
        outside = []
        for row, start, finish in zip(self.rows, starts, finishes, strict=True):
            task = self.tasks[row]
            if task is None or task.done:
                continue
            last = max(start, finish) - 1
            # A day on which somebody has begun needs no calendar.
            first = last if task.begun and (task.started_on or task.start) else min(start, last)
            if any(_date(self._axis(task), place, task.calendar) is None for place in (first, last)):
                outside.append(row)
        return outside

    # --- days --------------------------------------------------------------------------------------------------------

    def _reach(self) -> None:
        """Let the calendars reach as far as the plan may: what lies outside the workbook's days is told, not guessed."""
        tasks = [task for row in self.rows if (task := self.tasks[row]) is not None]
        days = [
            day for t in tasks for day in (t.start, t.started_on, t.done_on, t.not_before, t.not_after, t.finish_on)
        ]
        known = [day for day in (*days, self.today, self._origin) if day is not None]
        length = sum(t.duration + t.buffer for t in tasks) + sum(abs(link.lag) for link in self._links)
        first, last = min(known, default=self._origin), max(known, default=self._origin)
        early = date.fromordinal(max(EARLIEST_PLANNED.toordinal(), first.toordinal() - MARGIN.days))
        late = date.fromordinal(min(END_OF_PLANS.toordinal(), last.toordinal() + 2 * length + MARGIN.days))
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

        now, limit, must = index(self.today), end(task.not_after), end(task.finish_on)
        begin = index(task.started_on or task.start)
        if task.done:
            closed = end(task.done_on)
            # Where nobody says when: as planned, but not after today; nothing waits where that is unknown, too.
            if closed is None:
                closed = 0 if begin is None else min(begin + task.duration, end(self.today) or begin + task.duration)
            opened = closed - task.duration if begin is None else min(begin, closed)
            ended = None if task.done_on is None else task.done_on.toordinal() + 1
            return Activity(closed - max(0, opened), axis, fixed=(max(0, opened), closed), open=False, ended=ended)
        latest = min((bound for bound in (limit, must) if bound is not None), default=None)
        if task.begun:
            opened = (
                begin if begin is not None else now if now is not None else axis.count_before(self._origin.toordinal())
            )
            left = ceil(task.duration * (1 - task.progress) - 1e-9)
            closed = max(opened + task.duration, now + left if left and now is not None else opened)
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
            (BY_TODAY, self.today),
        )
        return [(words, axis.count_before(day.toordinal())) for words, day in limits if day is not None]

    # --- results -----------------------------------------------------------------------------------------------------

    def _placed(self, row: int, at: int, network: Network) -> Placed | None:
        task, a = self.tasks[row], self.activities[at]
        if task is None or (task.done and not (task.start or task.started_on or task.done_on)):
            return None
        number = network.driver[at]
        link = None if number is None else self.links[number]
        index, end = network.early_start[at], network.early_finish[at]
        # What follows a finish and takes no time is reached on the day of that finish, not on the morning after it.
        by_finish = link.kind.leaves_finish if link is not None else a.finish_from == index + a.duration
        on_the_eve = by_finish and index > a.earliest
        start, finish = self._days(task, index, end, on_the_eve=on_the_eve)
        if a.fixed is not None:  # people work on days off, too
            finish = task.done_on or (_date(self._axis(task), end - 1, task.calendar) if task.done else finish)
            start = task.started_on or task.start or start
            start = min(start, finish) if task.done and start and finish else start
        if start is None or finish is None:
            self.complaints.append(Complaint(row, START, planning.PLAN_OUTSIDE_CALENDAR, {}))
            return None
        late_index, late_end = network.late_start[at], network.late_finish[at]
        late: tuple[date | None, date | None] = (None, None)
        if late_index is not None and late_end is not None:
            late = self._days(task, late_index, late_end, on_the_eve=on_the_eve)
        driver = self._driver(row, task, a, index) if link is None else self._named(self.rows[link.before], link)
        return Placed(start, finish, *late, network.total_float[at], network.free_float[at], driver,
                      None if link is None else self.rows[link.before], index, end)  # fmt: skip

    def _days(self, task: Task, index: int, end: int, *, on_the_eve: bool) -> tuple[date | None, date | None]:
        axis = self._axis(task)
        if end <= index:
            day = _date(axis, index - 1 if on_the_eve else index, task.calendar)
            return day, day
        return _date(axis, index, task.calendar), _date(axis, end - 1, task.calendar)

    def _named(self, before: int, link: Link) -> Text:
        task = self.tasks[before]
        return same(link_text("" if task is None else task.id, link.kind, link.lag))

    def _driver(self, row: int, task: Task, a: Activity, index: int) -> Text:
        if task.done:
            return BY_DONE
        if a.fixed is not None:
            return BY_FACT
        return next((words for words, bound in self._bounds(row, task) if bound == index), BY_FINISH_ON)

    def _limits(self, plan: Schedule) -> None:
        for row, (task, placed) in enumerate(zip(self.tasks, plan.placed, strict=True)):
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
                    self.complaints.append(Complaint(row, column, planning.LIMIT_MISSED, args))


def _date(axis: WorkCalendar, place: int, within: WorkCalendar) -> date | None:
    """Return the working day at a place; None where the workbook's calendar does not reach it."""
    number = axis.day_at(place)
    if number is None:
        return None
    day = date.fromordinal(number)
    return day if within.first <= day <= within.last else None

"""Levelling: nobody works more days a week than the limit, by delaying first what has most time to spare.

A serial schedule generation scheme (Kolisch 1996) with weekly capacities: tasks are placed one by one in the order of
their latest starts, none before what it waits for, each in the first days in which its owner has room.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from udfs.people import person_key
from udfs.scheduling.load import WEEK, monday_of
from udfs.scheduling.network import Link, Network, earliest_start, solve
from udfs.scheduling.planning import Prepared
from udfs.scheduling.tasks import Task

# A day beyond all calendars.
_NO_END = date.max.toordinal()


class Delay(NamedTuple):
    """A task that is delayed: its row, from which day, to which."""

    row: int
    old: date
    new: date


@dataclass
class Levelled:
    """The result: which tasks start no earlier than which day, and where people still have too much.

    Attributes:
        delays: the tasks that are delayed.
        left: the rows of tasks that would have to be delayed further than they may.
        alone: the rows of tasks that alone take more than the limit in a week.
        begun: the rows of tasks at work that together take more than the limit in a week to come.
    """

    delays: list[Delay] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)


def level(
    tasks: Sequence[Task | None],
    owners: Sequence[Sequence[str]],
    limit: float,
    today: date | None,
    plan_start: date | None = None,
    *,
    past_finish: bool = False,
) -> Levelled:
    """Return by which delays no owner has more than `limit` working days in a week.

    Args:
        tasks: row by row, without what levelling did before.
        owners: who works on each row, everybody on all of its days.
        limit: working days per owner and week.
        today: what is not begun starts from this day on.
        plan_start: where the plan begins.
        past_finish: the end of the plan may move; else nothing is delayed beyond its float. 不晚于 is never passed.

    What is at work is not moved; where people still have too much is told.
    """
    prepared = Prepared(tasks, today, plan_start)
    network = solve(prepared.activities, prepared.links, by=_NO_END if past_finish else None)
    return _Leveller(prepared, network, owners, limit).run()


class _Leveller:
    def __init__(self, prepared: Prepared, network: Network, owners: Sequence[Sequence[str]], limit: float) -> None:
        self._prepared = prepared
        self._network = network
        self._owners = [tuple(dict.fromkeys(map(person_key, owners[row]))) for row in prepared.rows]
        self._limit = limit
        self._used: dict[tuple[str, int], int] = defaultdict(int)
        self._start = list(network.early_start)
        self._finish = list(network.early_finish)
        self._into: list[list[Link]] = [[] for _ in prepared.rows]
        for link in prepared.links:
            self._into[link.after].append(link)

    def run(self) -> Levelled:
        result = Levelled()
        activities = self._prepared.activities
        for at, a in enumerate(activities):
            if a.fixed is not None and a.open:
                self._take(at, self._start[at])
        result.begun += self._too_much_begun()
        for at in self._order():
            a = activities[at]
            if a.fixed is not None:
                continue
            bound, _ = earliest_start(activities, self._into[at], at, self._start, self._finish)
            begin = self._room(at, bound)
            if begin is None:
                begin = bound
                result.left.append(self._prepared.rows[at])
            self._start[at], self._finish[at] = begin, begin + a.duration
            self._take(at, begin)
            if self._owners[at] and max(self._weeks(at, begin).values(), default=0) > self._limit:
                result.alone.append(self._prepared.rows[at])
            if begin > bound:
                self._delay(result, at, bound, begin)
        return result

    def _too_much_begun(self) -> list[int]:
        """Return the rows of what is at work and, with the rest of that, too much for somebody from this week on."""
        today = self._prepared.today
        this = monday_of(today.toordinal()) if today is not None else 0
        overloaded = []
        for at, a in enumerate(self._prepared.activities):
            if a.fixed is not None and a.open:
                weeks = [week for week in self._weeks(at, self._start[at]) if week >= this]
                if any(self._used[who, week] > self._limit for who in self._owners[at] for week in weeks):
                    overloaded.append(self._prepared.rows[at])
        return overloaded

    def _order(self) -> list[int]:
        """Return the activities so that none comes before what it waits for; of those that may come the most urgent."""
        late = self._network.late_start
        waits = [len(links) for links in self._into]
        followers: list[list[int]] = [[] for _ in waits]
        for link in self._prepared.links:
            followers[link.before].append(link.after)

        def key(at: int) -> tuple[int, int]:
            latest = late[at]
            return (-1 if latest is None else self._moment(at, latest), at)

        ready = [key(at) for at, count in enumerate(waits) if not count]
        heapq.heapify(ready)
        order = []
        while ready:
            _, at = heapq.heappop(ready)
            order.append(at)
            for after in followers[at]:
                waits[after] -= 1
                if not waits[after]:
                    heapq.heappush(ready, key(after))
        return order

    def _moment(self, at: int, place: int) -> int:
        day = self._prepared.activities[at].axis.day_at(max(0, place))
        return 0 if day is None else day

    def _room(self, at: int, bound: int) -> int | None:
        """Return the first start from `bound` on at which the owner has room, None where there is none in time."""
        a = self._prepared.activities[at]
        if not self._owners[at] or not a.duration:
            return bound
        # Where a limit is missed already, the first day is still as good as any.
        last, begin = max(bound, self._last(at, bound)), bound
        while begin <= last:
            full = self._full_week(at, begin)
            if full is None:
                return begin
            is_out = any(self._used[who, full] >= self._limit for who in self._owners[at])
            begin = max(begin + 1, a.axis.count_before(full + WEEK) if is_out else 0)
        return None

    def _last(self, at: int, bound: int) -> int:
        """Return the latest start that an activity may be delayed to; what must finish on a day stays there."""
        a, late = self._prepared.activities[at], self._network.late_start[at]
        return bound if late is None or a.finish_from is not None else late

    def _full_week(self, at: int, begin: int) -> int | None:
        """Return the first week that would be overloaded, None where all fit."""
        for week, days in self._weeks(at, begin).items():
            for who in self._owners[at]:
                used = self._used[who, week]
                # A task that alone takes more than the limit fits nowhere better than where nothing else is.
                if used and used + days > self._limit:
                    return week
        return None

    def _weeks(self, at: int, begin: int) -> Mapping[int, int]:
        """Return the working days of an activity by week."""
        a = self._prepared.activities[at]
        weeks: dict[int, int] = {}
        end = self._finish[at] if a.fixed is not None else begin + a.duration
        for place in range(begin, end):
            day = a.axis.day_at(place)
            if day is not None:
                week = monday_of(day)
                weeks[week] = weeks.get(week, 0) + 1
        return weeks

    def _take(self, at: int, begin: int) -> None:
        for week, days in self._weeks(at, begin).items():
            for who in self._owners[at]:
                self._used[who, week] += days

    def _delay(self, result: Levelled, at: int, bound: int, begin: int) -> None:
        axis = self._prepared.activities[at].axis
        days = axis.day_at(bound), axis.day_at(begin)
        if days[0] is not None and days[1] is not None:
            old, new = map(date.fromordinal, (days[0], days[1]))
            result.delays.append(Delay(self._prepared.rows[at], old, new))

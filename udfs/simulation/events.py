"""Discrete events: cases walk through the stages, wait for people in the order they came, and are followed to their end.

An event is a tuple in a heap; times are whole milliseconds, so that sums are exact and equal on every system. Work stops at
the end of a shift and goes on when the next begins. SimPy takes three times as long for the same (`benchmarks/simulating.py`),
as each step costs it three events and two switches of a generator; a test compares every case with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate

from udfs.simulation.draws import Durations, Stream, gaps
from udfs.simulation.model import FINISHED, NOBODY, Arrivals, Exit, Plan, Run, Stage
from udfs.simulation.shifts import HOUR_MS
from udfs.statistics.means import describe


def arrival_times(arrivals: Arrivals, seed: int, replication: int) -> Iterator[int]:
    """Yield when cases come, in order: a Poisson process whose rate follows the hours, or the given times.

    Unit gaps are stretched by the rate (Çinlar 1975, inverse of the cumulative rate): with another rate the same cases come
    closer together.
    """
    if arrivals.times:
        yield from arrivals.times
        return
    gap = gaps(seed, replication)
    due, over = next(gap), 0.0
    for begin, end in arrivals.shift.pieces():
        rate = arrivals.rates[begin // HOUR_MS % 24] / HOUR_MS
        gain = rate * (end - begin)
        while due < over + gain:
            yield begin + int((due - over) / rate)
            due += next(gap)
        over += gain


@dataclass
class _Crew:
    """The people of a post: how many are free, which cases wait for them, how long they worked in the measured time."""

    free: int
    queue: deque[tuple[int, int, int]]
    busy: int = 0


def way_out(exits: Sequence[Exit], uniform: float) -> int:
    """Return the stage to which a uniform number of 0 to 1 sends a case; the last one has all that is left by rounding."""
    for exit_, below in zip(exits, accumulate(way.share for way in exits), strict=True):
        if uniform < below:
            return exit_.stage
    return exits[-1].stage


class _Desk:
    """A stage with its streams of random numbers in one replication, and how often each case has come to it."""

    def __init__(self, stage: Stage, seed: int, replication: int) -> None:
        self.post, self.delay, self.fork, self.needs = stage.post, stage.delay, stage.fork, stage.needs
        self.rework, self.exits = stage.rework, stage.exits
        self.only = stage.exits[0].stage if len(stage.exits) == 1 else None
        purposes = (f"{stage.key}/{purpose}" for purpose in ("rework", "exit"))
        self.redone, self.way = (Stream(seed, replication, purpose) for purpose in purposes)
        self.duration = Durations(seed, replication, f"{stage.key}/touch", stage.touch, stage.spread)
        self.visits: dict[int, int] = {}
        self.arrived: dict[int, int] = {}

    def next(self, case: int, visit: int) -> int:
        """Return the stage to which a case goes on."""
        if self.only is not None:
            return self.only
        return way_out(self.exits, self.way.at(case, visit))


class Simulation:
    """One replication of a plan.

    Args:
        plan: what is simulated.
        seed: the seed that stands in the workbook; the same for all scenarios that are compared.
        replication: its number, from 0.
    """

    def __init__(self, plan: Plan, seed: int, replication: int) -> None:
        self.plan = plan
        self._desks = [_Desk(stage, seed, replication) for stage in plan.stages]
        self._crews = [_Crew(post.people, deque()) for post in plan.posts]
        self._shifts = [post.shift for post in plan.posts]
        self._arrivals = arrival_times(plan.arrivals, seed, replication)
        office = plan.office
        self.begin = office.moment(plan.warm_up * office.a_day) if plan.warm_up else 0
        self.end = office.moment((plan.warm_up + plan.days) * office.a_day)
        self._events: list[tuple[int, int, int, int, bool]] = []
        self._pushed = 0
        self.came: list[int] = []
        self.left: list[int] = []
        self.waited: list[int] = []
        self._open: list[int] = []
        self._unfinished = 0

    def run(self) -> Run:
        """Run until the last measured case is finished; cases go on coming meanwhile, as they do in reality."""
        events, next_arrival = self._events, next(self._arrivals, None)
        while events or next_arrival is not None:
            if next_arrival is not None and (not events or next_arrival <= events[0][0]):
                if next_arrival >= self.end and not self._unfinished:
                    break
                self._come(next_arrival)
                next_arrival = next(self._arrivals, None)
                continue
            now, _, stage, case, is_done = heappop(events)
            if is_done:
                self._done(now, stage, case)
            else:
                self._ready(now, stage, case)
            if now >= self.end and not self._unfinished:
                break
        return self._figures()

    def _come(self, now: int) -> None:
        case = len(self.came)
        self.came.append(now)
        self.left.append(-1)
        self.waited.append(0)
        self._open.append(1)
        self._unfinished += self.begin <= now < self.end
        self._enter(now, 0, case)

    def _push(self, when: int, stage: int, case: int, *, is_done: bool) -> None:
        self._pushed += 1
        heappush(self._events, (when, self._pushed, stage, case, is_done))

    def _enter(self, now: int, stage: int, case: int) -> None:
        """Let a case come to a stage; it may have to wait for other branches, and for time to pass."""
        desk = self._desks[stage]
        if desk.needs > 1:
            arrived = desk.arrived.get(case, 0) + 1
            desk.arrived[case] = arrived % desk.needs
            if arrived < desk.needs:
                self._open[case] -= 1
                return
        if desk.delay:
            self._push(self.plan.office.after(now, desk.delay), stage, case, is_done=False)
        else:
            self._ready(now, stage, case)

    def _ready(self, now: int, stage: int, case: int) -> None:
        """Begin the work on a case, or let it wait for people."""
        post = self._desks[stage].post
        if post == NOBODY:
            self._work(now, stage, case)
        elif (crew := self._crews[post]).free:
            crew.free -= 1
            self._work(now, stage, case)
        else:
            crew.queue.append((stage, case, now))

    def _work(self, now: int, stage: int, case: int) -> None:
        desk = self._desks[stage]
        duration = int(desk.duration.at(case, desk.visits.get(case, 0)))
        if desk.post == NOBODY:
            self._push(self.plan.office.after(now, duration) if duration else now, stage, case, is_done=True)
            return
        shift = self._shifts[desk.post]
        finish = shift.after(now, duration)
        if self.begin <= now and finish <= self.end:
            self._crews[desk.post].busy += duration
        elif now < self.end and finish > self.begin:
            self._crews[desk.post].busy += shift.worked(min(finish, self.end)) - shift.worked(max(now, self.begin))
        self._push(finish, stage, case, is_done=True)

    def _done(self, now: int, stage: int, case: int) -> None:
        """Free the colleague for the next case, and send this one on."""
        desk = self._desks[stage]
        if desk.post != NOBODY:
            crew = self._crews[desk.post]
            if crew.queue:
                waiting, other, since = crew.queue.popleft()
                self.waited[other] += self.plan.office.worked(now) - self.plan.office.worked(since)
                self._work(now, waiting, other)
            else:
                crew.free += 1
        visit = desk.visits.get(case, 0)
        desk.visits[case] = visit + 1
        if desk.rework and desk.redone.at(case, visit) < desk.rework:
            self._ready(now, stage, case)
        elif desk.fork:
            self._open[case] += len(desk.fork) - 1
            for branch in desk.fork:
                self._enter(now, branch, case)
        else:
            following = desk.next(case, visit)
            if following == FINISHED:
                self._finish(now, case)
            else:
                self._enter(now, following, case)

    def _finish(self, now: int, case: int) -> None:
        self._open[case] -= 1
        if self._open[case]:
            return
        self.left[case] = now
        self._unfinished -= self.begin <= self.came[case] < self.end

    def _figures(self) -> Run:
        worked, begin, end = self.plan.office.worked, self.begin, self.end
        first, last = worked(begin), worked(end)
        cycles, waits, area = [], 0, 0
        for came, left, waited in zip(self.came, self.left, self.waited, strict=True):
            since, until = worked(came), worked(left) if left >= 0 else last
            if begin <= came < end:
                cycles.append((until - since) / HOUR_MS)
                waits += waited
            area += max(0, min(until, last) - max(since, first))
        shifts = zip(self._crews, self.plan.posts, strict=True)
        taken = tuple(
            crew.busy / max(1, post.people * (post.shift.worked(end) - post.shift.worked(begin)))
            for crew, post in shifts
        )
        in_progress = area / (last - first)
        if not cycles:
            return Run(0, 0.0, 0.0, 0.0, in_progress, taken)
        figures = describe(cycles)
        return Run(figures.n, figures.mean, figures.p90, waits / len(cycles) / HOUR_MS, in_progress, taken)


def simulate(plan: Plan, seed: int, replication: int) -> Run:
    """Run one replication of a plan and return its figures."""
    return Simulation(plan, seed, replication).run()

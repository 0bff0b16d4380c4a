"""The critical path method on whole working days: early and late dates, floats, and what decides each start.

Activity i takes `duration` days from day index ES up to and without EF = ES + duration. Forward pass: ES is the latest of
what its links and limits allow; backward pass: LF the earliest. Total float TF = LS - ES; free float: how far it can slip
without moving a successor; critical when TF <= 0. (Kelley & Walker 1959; precedence diagramming: Fondahl 1961.)

Every activity counts in the working days of its own calendar. Where two calendars meet, the moment between two days is
what both know: a finish is the end of its last day, a start the beginning of its first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from udfs.scheduling.links import LinkKind

_BEFORE_ALL, _AFTER_ALL = 0, 10_000_000


class Axis(Protocol):
    """The working days of a calendar, counted from 0."""

    def count_before(self, number: int) -> int:
        """Return how many of its working days lie before a day."""

    def day_at(self, place: int) -> int | None:
        """Return the day at a place, None outside."""


class Link(NamedTuple):
    """`after` waits for `before`; the lag is counted in the working days of `after`."""

    before: int
    after: int
    kind: LinkKind = LinkKind.FS
    lag: int = 0


@dataclass(frozen=True)
class Activity:
    """What is known of one activity, in day indexes of its axis.

    Attributes:
        duration: working days.
        axis: its calendar.
        earliest: it starts no earlier.
        finish_from: it finishes (exclusively) no earlier.
        latest: it should finish (exclusively) no later.
        buffer: days kept after it, before anything that waits for its finish.
        fixed: its start and finish where they are facts; nothing moves it then.
        open: it can still be late; what is done has no float.
        ended: the moment at which it was finished, where that is a fact: people work on days off, too.
    """

    duration: int
    axis: Axis
    earliest: int = 0
    finish_from: int | None = None
    latest: int | None = None
    buffer: int = 0
    fixed: tuple[int, int] | None = None
    open: bool = True
    ended: int | None = None


@dataclass(frozen=True)
class Network:
    """The result, in the order of the activities; `None` floats where nothing is open any more.

    `driver` is the number of the link that decides the start (None: a limit of its own does), `finish` the moment (the
    day after the last one) when all is finished.
    """

    early_start: list[int]
    early_finish: list[int]
    late_start: list[int | None]
    late_finish: list[int | None]
    total_float: list[int | None]
    free_float: list[int | None]
    driver: list[int | None]
    finish: int


def topological_order(count: int, links: Sequence[Link]) -> tuple[list[int], list[list[int]]]:
    """Return the activities so that each comes behind those that it waits for, and the cycles that forbid it.

    A cycle is the list of the activities on it, each followed by one that waits for it, the last by the first; all that
    lie on one are on one that is told. What is on a cycle, or waits for what is, is missing from the order.
    """
    waits = [0] * count
    followers: list[list[int]] = [[] for _ in range(count)]
    for link in links:
        waits[link.after] += 1
        followers[link.before].append(link.after)
    ready = [i for i in range(count) if not waits[i]]
    for i in ready:  # grows while it is gone through
        for after in followers[i]:
            waits[after] -= 1
            if not waits[after]:
                ready.append(after)
    left = {i for i in range(count) if waits[i]}
    return ready, _cycles(left, followers) if left else []


def _cycles(left: set[int], followers: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return cycles that together hold everything that lies on one."""
    cycles = []
    for knot in strong_components(left, followers):
        missing = set(knot)
        while missing:
            cycles.append(_ring(knot, min(missing), followers))
            missing.difference_update(cycles[-1])
    return cycles


def strong_components(left: set[int], followers: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return what hangs together in circles: the strongly connected components (Tarjan 1972)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    open_: list[int] = []
    is_open: set[int] = set()
    components: list[list[int]] = []
    for root in sorted(left):
        if root in number:
            continue
        path = [(root, iter(followers[root]))]
        number[root] = low[root] = len(number)
        open_.append(root)
        is_open.add(root)
        while path:
            here, rest = path[-1]
            after = next((i for i in rest if i in left and (i not in number or i in is_open)), None)
            if after is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[here])
                if low[here] == number[here]:
                    at = open_.index(here)
                    knot, open_[at:] = open_[at:], []
                    is_open.difference_update(knot)
                    if len(knot) > 1 or here in followers[here]:
                        components.append(sorted(knot))
            elif after in number:
                low[here] = min(low[here], number[after])
            else:
                number[after] = low[after] = len(number)
                open_.append(after)
                is_open.add(after)
                path.append((after, iter(followers[after])))
    return sorted(components)


def _ring(knot: Sequence[int], start: int, followers: Sequence[Sequence[int]]) -> list[int]:
    """Return a shortest cycle through one activity of a knot, beginning with it."""
    inside = set(knot)
    came: dict[int, int] = {}
    reached = [start]
    for here in reached:  # grows while it is gone through
        for after in followers[here]:
            if after == start:
                path = [here]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if after in inside and after not in came:
                came[after] = here
                reached.append(after)
    return [start]


def solve(activities: Sequence[Activity], links: Sequence[Link], *, by: int | None = None) -> Network:
    """Return the dates and floats of a network without cycles.

    Args:
        activities: at least one.
        links: what waits for what; each kind with its lag.
        by: the moment by which all is to be finished; the earliest possible one where not given.

    Raises:
        ValueError: the links go round in a circle.
    """
    sequence = _sequence(activities, links)
    start, finish, driver = _forward(activities, links, sequence)
    end = max((_finish_moment(a, f + a.buffer) for a, f in zip(activities, finish, strict=True)), default=0)
    latest, free = _backward(activities, links, sequence, start, finish, end if by is None else by)
    late_start: list[int | None] = [None] * len(activities)
    late_finish: list[int | None] = [None] * len(activities)
    total: list[int | None] = [None] * len(activities)
    spare: list[int | None] = [None] * len(activities)
    for i, a in enumerate(activities):
        if a.open:
            late_finish[i], late_start[i] = latest[i], latest[i] - (finish[i] - start[i])
            total[i], spare[i] = latest[i] - finish[i], max(0, free[i])
    return Network(start, finish, late_start, late_finish, total, spare, driver, end)


def forward_pass(activities: Sequence[Activity], links: Sequence[Link]) -> tuple[list[int], list[int]]:
    """Return the earliest starts and finishes of a network without cycles; raises ValueError where there is one."""
    start, finish, _ = _forward(activities, links, _sequence(activities, links))
    return start, finish


def _sequence(activities: Sequence[Activity], links: Sequence[Link]) -> list[int]:
    sequence, _ = topological_order(len(activities), links)
    if len(sequence) != len(activities):
        raise ValueError("the links go round in a circle")
    return sequence


def _forward(
    activities: Sequence[Activity], links: Sequence[Link], order: Sequence[int]
) -> tuple[list[int], list[int], list[int | None]]:
    count = len(activities)
    into: list[list[int]] = [[] for _ in range(count)]
    for number, link in enumerate(links):
        into[link.after].append(number)
    start, finish = [0] * count, [0] * count
    driver: list[int | None] = [None] * count
    for i in order:
        a = activities[i]
        if a.fixed is not None:
            start[i], finish[i] = a.fixed
            continue
        start[i], by = earliest_start(activities, [links[number] for number in into[i]], i, start, finish)
        finish[i] = start[i] + a.duration
        driver[i] = None if by is None else into[i][by]
    return start, finish, driver


def earliest_start(
    activities: Sequence[Activity], links: Sequence[Link], i: int, start: Sequence[int], finish: Sequence[int]
) -> tuple[int, int | None]:
    """Return the day from which an activity can start, and which of the links that lead to it decides that.

    None where a limit of its own decides; `start` and `finish` hold the days of what it waits for.
    """
    a = activities[i]
    best = a.earliest if a.finish_from is None else max(a.earliest, a.finish_from - a.duration)
    by = None
    for number, link in enumerate(links):
        bound = _bound(activities, link, start, finish)
        if bound > best or (bound == best and by is None):
            best, by = bound, number
    return best, by


def _bound(activities: Sequence[Activity], link: Link, start: Sequence[int], finish: Sequence[int]) -> int:
    """Return from which day on a link lets its activity start."""
    before, after = activities[link.before], activities[link.after]
    leaves = link.kind.leaves_finish
    place = finish[link.before] + before.buffer if leaves else start[link.before]
    if before.axis is not after.axis:
        moment = _finish_moment(before, place) if leaves else _start_moment(before, place)
        place = after.axis.count_before(moment)
    return place + link.lag - (after.duration if link.kind.holds_finish else 0)


def _start_moment(a: Activity, place: int) -> int:
    return _day(a.axis, place)


def _finish_moment(a: Activity, place: int) -> int:
    if a.ended is not None:
        return a.ended
    return _day(a.axis, place - 1) + 1


def _day(axis: Axis, place: int) -> int:
    """Return the day at a place; beyond a calendar's ends one that lies beyond all days."""
    day = axis.day_at(place)
    return day if day is not None else _BEFORE_ALL if place < 0 else _AFTER_ALL


def _backward(
    activities: Sequence[Activity], links: Sequence[Link], order: Sequence[int], start: Sequence[int],
    finish: Sequence[int], end: int,
) -> tuple[list[int], list[int]]:  # fmt: skip
    """Return the latest finishes, and by how much each finish can slip without moving a successor."""
    count = len(activities)
    out: list[list[int]] = [[] for _ in range(count)]
    for number, link in enumerate(links):
        out[link.before].append(number)
    latest, free = [0] * count, [0] * count
    for i in reversed(order):
        a = activities[i]
        whole = a.axis.count_before(end) - a.buffer
        bounds, slacks = [whole if a.latest is None else min(whole, a.latest)], [whole]
        for number in out[i]:
            link = links[number]
            after = activities[link.after]
            if not after.open or after.fixed is not None:
                continue
            late = latest[link.after] if link.kind.holds_finish else latest[link.after] - after.duration
            early = finish[link.after] if link.kind.holds_finish else start[link.after]
            bounds.append(_latest(a, after, link, late, finish[i] - start[i]))
            slacks.append(_latest(a, after, link, early, finish[i] - start[i]))
        latest[i] = min(bounds)
        free[i] = min(slacks) - finish[i] if a.latest is None else min(*slacks, a.latest) - finish[i]
    return latest, free


def _latest(before: Activity, after: Activity, link: Link, bound: int, length: int) -> int:
    """Return how late an activity may finish so that the held end of a successor stays where it is."""
    leaves = link.kind.leaves_finish
    place = bound - link.lag
    if before.axis is not after.axis:
        day = _day(after.axis, place)
        place = before.axis.count_before(day) if leaves else before.axis.count_before(day + 1) - 1
    return place - before.buffer if leaves else place + length

"""How long a case takes: expected cycle time with rework and branches, and which part of it is work (R31).

A process is an absorbing Markov chain: the time from a step to the end is its own time plus the times of the steps behind it,
each weighted with the part of the cases that goes there (Kemeny and Snell, Finite Markov Chains, theorem 3.2.4 with costs).
Branches that begin together last as long as the one with the longest expected time; working times of them add up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from udfs.process.model import Step
from udfs.process.paths import Process

_SMALLEST_PIVOT = 1e-12


class Figures(NamedTuple):
    """What a process amounts to for one case, in minutes.

    Attributes:
        steps: how many steps it has.
        handovers: on how many links the work goes to another post.
        cycle: expected time from the beginning to the end; None where not every case comes to an end.
        touch: expected working time, rework included; None as above.
        share: touch ÷ (touch + waiting) of all the steps of a case; None where nothing takes time. Where steps run side by
            side, the cycle time is shorter than that sum.
        guessed: whether branches were taken to be equally frequent for want of a share.
    """

    steps: int
    handovers: int
    cycle: float | None
    touch: float | None
    share: float | None
    guessed: bool


def work(step: Step) -> float:
    """Return the expected working time of one visit: with rework at once in a part r of the cases it is touch ÷ (1 − r)."""
    return step.touch / (1 - step.rework)


def visit(step: Step) -> float:
    """Return the expected time of one visit: waiting comes once, work as often as it is done."""
    return step.wait + work(step)


def figures(process: Process) -> Figures:
    """Return what a process amounts to, from its first beginning on."""
    cycle = touch = whole = None
    if process.steps and _comes_to_an_end(process):
        cycle = _expected(process, process.begins[0], visit, max)
        touch = _expected(process, process.begins[0], work, sum)
        whole = _expected(process, process.begins[0], visit, sum)
    share = touch / whole if whole and touch is not None else None
    return Figures(len(process.steps), len(process.handovers), cycle, touch, share, any(map(_guessed, process.steps)))


def _guessed(step: Step) -> bool:
    return len(step.exits) > 1 and not step.forks and sum(way.share is None for way in step.exits) > 1


def _comes_to_an_end(process: Process) -> bool:
    """Return whether every way from the beginning leads to an end in the end."""
    seen = process.reached(process.begins[:1])
    whole = all(way.target in process.places for place in seen for way in process.steps[place].exits)
    return whole and seen <= process.leads_to_end


def _expected(
    process: Process,
    begin: int,
    cost: Callable[[Step], float],
    together: Callable[[Iterable[float]], float],
    stop: Collection[int] = (),
) -> float | None:
    """Return the expected cost from a step up to the end, or to one of the steps where it stops."""
    seen = sorted(process.reached([begin], stop))
    if not seen:
        return 0.0
    at = {place: index for index, place in enumerate(seen)}
    rows = []
    for place in seen:
        step = process.steps[place]
        row = [0.0] * (len(seen) + 1)
        row[at[place]], row[-1] = 1.0, cost(step)
        ways = process.ways(place)
        if step.forks:
            meeting = process.meeting(place)
            joined = {*stop, *([] if meeting is None else [meeting])}
            # A branch that comes back to the fork itself has no length of its own.
            if place in process.reached(process.after[place], joined):
                return None
            branches = [_expected(process, target, cost, together, joined) for target in process.after[place]]
            known = [length for length in branches if length is not None]
            if len(known) < len(branches):
                return None
            row[-1] += together(known)
            ways = [] if meeting is None else [(meeting, 1.0)]
        for target, part in ways:
            if target in at:
                row[at[target]] -= part
        rows.append(row)
    solved = _solved(rows)
    return solved[at[begin]] if solved else None


def _solved(rows: list[list[float]]) -> list[float] | None:
    """Return the solution of linear equations (the last column is the right side), None where there is not one (Gauss–Jordan)."""
    size = len(rows)
    for col in range(size):
        best = max(range(col, size), key=lambda row: abs(rows[row][col]))
        if abs(rows[best][col]) < _SMALLEST_PIVOT:
            return None
        rows[col], rows[best] = rows[best], rows[col]
        pivot = rows[col][col]
        rows[col] = [value / pivot for value in rows[col]]
        for row in range(size):
            if row != col and rows[row][col]:
                factor = rows[row][col]
                rows[row] = [value - factor * other for value, other in zip(rows[row], rows[col], strict=True)]
    return [row[-1] for row in rows]

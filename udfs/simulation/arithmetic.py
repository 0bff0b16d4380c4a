"""What can be computed without simulating: visits of each stage, load and capacity of each post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from udfs.simulation.model import FINISHED, NOBODY, Arrivals, Plan
from udfs.simulation.queueing import Queue, queue
from udfs.simulation.shifts import HOUR_MS

# A stage that is visited more often than this by each case is in a loop that hardly anything leaves.
_MOST_VISITS = 1000.0
# Cycle through the stages so often; each round brings the next turn of every loop.
_ROUNDS = 20_000
_NOTHING_LEFT = 1e-13


@dataclass(frozen=True)
class Load:
    """How much work a post has.

    Attributes:
        post: its name.
        people: how many there are.
        work: working hours that come in a working day.
        offered: working hours that its people have in it.
    """

    post: str
    people: int
    work: float
    offered: float

    @property
    def utilisation(self) -> float:
        """Return the part of the time that is taken, ρ; from 1 on the backlog grows without end."""
        return self.work / self.offered if self.offered else inf if self.work else 0.0

    @property
    def is_too_much(self) -> bool:
        """Return whether the backlog grows without end."""
        return self.utilisation >= 1

    @property
    def least_people(self) -> int:
        """Return how many people are needed at least for a load below 1."""
        return int(self.work * self.people // self.offered) + 1 if self.offered else 0


def visits(plan: Plan) -> list[float] | None:
    """Return how often a case comes to each stage on average, rework included; None where cases never leave a loop.

    The mean number of visits is the sum over all walks, found round by round (an absorbing Markov chain; Kemeny & Snell 1960).
    """
    total = [0.0] * len(plan.stages)
    flow = {0: 1.0}
    for _ in range(_ROUNDS):
        following: dict[int, float] = {}
        for number, amount in flow.items():
            stage = plan.stages[number]
            if stage.rework >= 1:
                return None
            total[number] += amount / (1 - stage.rework) / stage.needs
            ways = [(branch, 1.0) for branch in stage.fork] or [(way.stage, way.share) for way in stage.exits]
            for target, share in ways:
                if target != FINISHED and share > 0:
                    following[target] = following.get(target, 0.0) + amount * share / stage.needs
        if max(total) > _MOST_VISITS:
            return None
        flow = {number: amount for number, amount in following.items() if amount > _NOTHING_LEFT}
        if not flow:
            return total
    return None


def cases_a_day(plan: Plan) -> float:
    """Return how many cases come on a working day of the office on average."""
    if plan.arrivals.times:
        last = max(1, plan.office.worked(plan.arrivals.times[-1]))
        return len(plan.arrivals.times) * plan.office.a_day / max(last, plan.office.a_day)
    return a_day(plan.arrivals)


def a_day(arrivals: Arrivals) -> float:
    """Return how many cases come on a working day by the rates of its hours."""
    day = 0.0
    for begin, end in arrivals.shift.pieces():
        if arrivals.shift.worked(begin) >= arrivals.shift.a_day:
            break
        day += arrivals.rates[begin // HOUR_MS % 24] * (end - begin) / HOUR_MS
    return day


def loads(plan: Plan, often: list[float]) -> list[Load]:
    """Return the load of each post from the visits of the stages."""
    cases = cases_a_day(plan)
    work = [0.0] * len(plan.posts)
    for stage, count in zip(plan.stages, often, strict=True):
        if stage.post != NOBODY:
            work[stage.post] += cases * count * stage.touch / HOUR_MS
    return [
        Load(post.name, post.people, hours, post.people * post.shift.a_day / HOUR_MS)
        for post, hours in zip(plan.posts, work, strict=True)
    ]


def busiest(figures: Sequence[Load]) -> Load | None:
    """Return the post with the highest load; the first of several, None without posts."""
    return max(figures, key=lambda load: load.utilisation, default=None)


def queue_of(plan: Plan) -> Queue | None:
    """Return what Erlang's formula says where it applies, in hours; None elsewhere.

    It applies to one stage with one post, exponential times, a rate that never changes, and no delay before it.
    """
    if len(plan.stages) != 1 or plan.arrivals.times or len(set(plan.arrivals.rates)) > 1:
        return None
    (stage,) = plan.stages
    if stage.post == NOBODY or stage.spread.shape != "exponential" or stage.delay or stage.touch <= 0 or stage.rework:
        return None
    return queue(plan.arrivals.rates[0], HOUR_MS / stage.touch, plan.posts[stage.post].people)

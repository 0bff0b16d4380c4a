"""The same process in SimPy, with the same random numbers: what the simulation is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from itertools import accumulate, takewhile

import simpy

from udfs.simulation.draws import Durations, Stream
from udfs.simulation.events import arrival_times
from udfs.simulation.model import FINISHED, Plan


def cycle_times(plan: Plan, seed: int, replication: int, cases: int) -> list[int]:
    """Return the cycle times of the first cases in milliseconds of office time; every stage has a post and no delay."""
    env = simpy.Environment()
    crews = [simpy.Resource(env, post.people) for post in plan.posts]
    lasting = [Durations(seed, replication, f"{stage.key}/touch", stage.touch, stage.spread) for stage in plan.stages]
    redone, ways = (
        [Stream(seed, replication, f"{stage.key}/{what}") for stage in plan.stages] for what in ("rework", "exit")
    )
    finished: dict[int, int] = {}

    def walk(case: int, came: int) -> Generator[simpy.Event]:
        visits, at = Counter[int](), 0
        while at != FINISHED:
            stage, visit = plan.stages[at], visits[at]
            with crews[stage.post].request() as turn:
                yield turn
                now = int(env.now)
                yield env.timeout(plan.posts[stage.post].shift.after(now, int(lasting[at].at(case, visit))) - now)
            visits[at] += 1
            if redone[at].at(case, visit) < stage.rework:
                continue
            at = next(
                (
                    way.stage
                    for way, below in zip(stage.exits, accumulate(way.share for way in stage.exits), strict=True)
                    if ways[at].at(case, visit) < below
                ),
                FINISHED,
            )
        finished[case] = plan.office.worked(int(env.now)) - plan.office.worked(came)

    def come() -> Generator[simpy.Event]:
        last = plan.office.moment((plan.warm_up + plan.days) * plan.office.a_day)
        for case, when in enumerate(
            takewhile(lambda when: when < last, arrival_times(plan.arrivals, seed, replication))
        ):
            yield env.timeout(when - int(env.now))
            env.process(walk(case, when))

    env.process(come())
    env.run()
    return [finished[case] for case in range(min(cases, len(finished)))]

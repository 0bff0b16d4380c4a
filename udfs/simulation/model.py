"""What a simulation runs: stages with posts, arrivals, working time; and what comes out of one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from udfs.simulation.draws import Spread
from udfs.simulation.shifts import Shift

LOGNORMAL = Spread()
# In place of the number of a stage: the case is finished. In place of a post's: nobody is needed.
FINISHED = -1
NOBODY = -1


class Exit(NamedTuple):
    """Where cases go on after a stage, and which part of them."""

    stage: int
    share: float


@dataclass(frozen=True)
class Stage:
    """One step as it is simulated.

    Attributes:
        key: names its streams of random numbers, the same in every scenario.
        post: which post works on it; `NOBODY` for a step that only takes time or none.
        touch: mean working time in milliseconds.
        delay: time before it in which nobody works on the case, in milliseconds of working time.
        spread: how the working time varies.
        rework: which part of the visits is done again at once.
        exits: where cases go on; the shares sum to 1.
        fork: stages that begin together after this one, instead of `exits`.
        needs: so many branches must arrive before the stage begins; 1 but for the end of a fork.
    """

    key: str
    post: int = NOBODY
    touch: float = 0.0
    delay: int = 0
    spread: Spread = LOGNORMAL
    rework: float = 0.0
    exits: tuple[Exit, ...] = (Exit(FINISHED, 1.0),)
    fork: tuple[int, ...] = ()
    needs: int = 1


@dataclass(frozen=True)
class Post:
    """People who do the same work, and when they are there."""

    name: str
    people: int
    shift: Shift


@dataclass(frozen=True)
class Arrivals:
    """When cases come: at random with a rate for each hour of the day, or at given times.

    Attributes:
        rates: cases per hour, for each of the 24 hours of the day, where `shift` is open.
        shift: when cases can come.
        times: given times in milliseconds, in order, instead of the rates.
    """

    rates: tuple[float, ...]
    shift: Shift
    times: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """One scenario, ready to run.

    Attributes:
        stages: the steps; the first one is where cases begin.
        posts: who works.
        arrivals: when cases come.
        office: the working hours in which results are counted.
        days: working days whose arrivals are measured.
        warm_up: whole working days before them that fill the process and are not measured. The first hours of each day are
            never cut: an office that begins empty every morning does so in reality as well.
    """

    stages: tuple[Stage, ...]
    posts: tuple[Post, ...]
    arrivals: Arrivals
    office: Shift
    days: int
    warm_up: int = 0


class Run(NamedTuple):
    """One replication in figures; times are working hours of the office.

    Attributes:
        cases: how many came on the measured days; each is followed to its end.
        mean: their mean cycle time.
        p90: what nine in ten of them do not exceed.
        waiting: mean time in which a case waits for a colleague who is busy, summed over its steps.
        in_progress: mean number of cases under way on the measured days.
        utilisation: for each post the part of its working time that is taken.
    """

    cases: int
    mean: float
    p90: float
    waiting: float
    in_progress: float
    utilisation: tuple[float, ...]

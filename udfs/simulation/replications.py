"""Many replications of a scenario in one figure each, and the difference between two scenarios that met the same cases."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from udfs.lang import Text
from udfs.simulation.events import simulate
from udfs.simulation.model import Plan, Run
from udfs.statistics.means import mean_interval, paired
from udfs.statistics.results import LEVEL, Interval
from udfs.statistics.samples import exact

LEAST = 20
SEED = 20261129

SHORTER = Text("缩短", "Shorter")
LONGER = Text("变长", "Longer")
SAME = Text("没有明显差别", "No clear difference")


class Task(NamedTuple):
    """One replication to run, perhaps in another process."""

    plan: Plan
    seed: int
    replication: int


def run_task(task: Task) -> Run:
    """Run one replication."""
    return simulate(task.plan, task.seed, task.replication)


class Estimate(NamedTuple):
    """A mean over replications, with the interval in which the true one lies."""

    mean: float
    interval: Interval


def estimate(values: Sequence[float], level: float = LEVEL) -> Estimate:
    """Return the mean with Student's interval; replications that are all alike have an interval without width."""
    if len(set(values)) == 1:
        return Estimate(values[0], Interval(values[0], values[0], level))
    result = mean_interval(values, level)
    return Estimate(result.estimate, result.interval or Interval(result.estimate, result.estimate, level))


def difference(present: Sequence[float], scenario: Sequence[float], level: float = LEVEL) -> Estimate:
    """Return scenario minus present, replication by replication: both met the same cases, so most of chance cancels out."""
    changes = {exact(late) - exact(early) for early, late in zip(present, scenario, strict=True)}
    if len(changes) == 1:
        change = float(changes.pop())
        return Estimate(change, Interval(change, change, level))
    result = paired(present, scenario, level)
    return Estimate(result.estimate, result.interval or Interval(result.estimate, result.estimate, level))


def verdict(change: Estimate) -> Text:
    """Return the word for a difference of cycle times: only an interval without 0 says that there is one."""
    if not change.interval.excludes(0):
        return SAME
    return SHORTER if change.mean < 0 else LONGER


class Figures(NamedTuple):
    """A scenario over all its replications; times in working hours."""

    runs: tuple[Run, ...]

    @property
    def cases(self) -> int:
        """Return how many cases were measured in all replications together."""
        return sum(run.cases for run in self.runs)

    @property
    def mean(self) -> Estimate:
        """Return the mean cycle time."""
        return estimate([run.mean for run in self.runs])

    @property
    def p90(self) -> float:
        """Return what nine in ten cases do not exceed, on average over the replications."""
        return fmean(run.p90 for run in self.runs)

    @property
    def waiting(self) -> float:
        """Return the mean wait for a busy colleague."""
        return fmean(run.waiting for run in self.runs)

    @property
    def utilisation(self) -> list[float]:
        """Return the part of each post's time that is taken."""
        return [fmean(parts) for parts in zip(*(run.utilisation for run in self.runs), strict=True)]

    def against(self, present: Figures) -> Estimate:
        """Return the difference of mean cycle times to the present."""
        return difference([run.mean for run in present.runs], [run.mean for run in self.runs])

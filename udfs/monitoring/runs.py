"""Run charts: is the longest run on one side of the median too long, do the points cross it too seldom (Anhøj).

Anhøj & Olesen, PLoS ONE 2014, 9:e113825. Only points off the median are useful observations; ten are needed.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb, log2
from typing import NamedTuple

from udfs.monitoring.choices import FEW_CROSSINGS, LONG_RUN
from udfs.monitoring.rules import Judged, Signal, stretches

FEWEST_USEFUL = 10
# A twentieth of random series of that length cross more seldom.
_PER_CENT = 5


class Runs(NamedTuple):
    """The longest run and the crossings of a phase, beside what chance allows; `useful` points were looked at."""

    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_needed: int


def longest_allowed(useful: int) -> int:
    """Return how long a run may be: log2(n) + 3, rounded (Schilling 2012)."""
    return round(log2(useful) + 3) if useful else 0


@lru_cache(maxsize=1024)
def crossings_needed(useful: int) -> int:
    """Return how many crossings there have to be: the 5% quantile of the binomial (n − 1, ½), counted exactly."""
    steps, reached = useful - 1, 0
    if steps < 1:
        return 0
    for crossings in range(useful):
        reached += comb(steps, crossings)
        if 100 * reached >= _PER_CENT * 2**steps:
            return crossings
    return steps


def runs_of(judged: Judged) -> tuple[Runs, list[Signal]]:
    """Return the runs of a phase and what they signal; nothing is signalled below ten useful points.

    Args:
        judged: the points that count; the sign of a zone is the side of the median.
    """
    useful = [(place, (zone > 0) - (zone < 0)) for place, zone in zip(judged.places, judged.zones, strict=True) if zone]
    sides = list(stretches([side for _, side in useful]))
    longest = max((stop - start for start, stop, _ in sides), default=0)
    runs = Runs(
        len(useful), longest, longest_allowed(len(useful)), max(0, len(sides) - 1), crossings_needed(len(useful))
    )
    if runs.useful < FEWEST_USEFUL:
        return runs, []
    signals = [
        Signal(LONG_RUN, useful[start][0], useful[stop - 1][0], tuple(place for place, _ in useful[start + runs.longest_allowed : stop]), side)
        for start, stop, side in sides
        if stop - start > runs.longest_allowed
    ]  # fmt: skip
    if runs.crossings < runs.crossings_needed:
        signals.append(Signal(FEW_CROSSINGS, useful[0][0], useful[-1][0], (), 0))
    return runs, signals

"""Random numbers that are the same on every system, and paired between scenarios.

Each purpose (arrivals, the duration of a step, its rework, its way out) has a stream of its own in each replication, and in
it each case and each visit has its own place. So what a scenario changes at one step leaves all other draws as they are: two
scenarios meet the same cases (common random numbers; Law, Simulation Modeling and Analysis, 11.2).
Only `random.Random.random` is used, whose numbers for a seed Python promises never to change, and inverse transforms of our
own; durations are rounded to whole milliseconds, so that the last digit of a system's logarithm decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log, sqrt
from random import Random
from statistics import NormalDist
from typing import Literal, NamedTuple

Shape = Literal["fixed", "exponential", "lognormal", "triangular"]
SHAPES: tuple[Shape, ...] = ("fixed", "exponential", "lognormal", "triangular")

# A symmetric triangle that begins at 0 has this relative spread; a wider one would go below 0.
WIDEST_TRIANGLE = 1 / sqrt(6)

_NORMAL = NormalDist()
_BLOCK = 256
# Uniform numbers of 0 have no normal quantile.
_SMALLEST = 2.0**-54


class Spread(NamedTuple):
    """How durations vary: the shape of their distribution, and their standard deviation as a part of their mean.

    `fixed` and `exponential` (standard deviation = mean) have no choice of it. A triangle is symmetric, its spread is at most
    `WIDEST_TRIANGLE`.
    """

    shape: Shape = "lognormal"
    relative: float = 0.5

    @property
    def is_possible(self) -> bool:
        """Return whether such durations can be drawn, none of them below 0."""
        return self.relative >= 0 and (self.shape != "triangular" or self.relative <= WIDEST_TRIANGLE)

    def quantile(self, uniform: float) -> float:
        """Return the duration, as a multiple of the mean, below which this part of all durations lies."""
        if self.shape == "exponential":
            return -log(1 - uniform)
        if self.shape == "fixed" or self.relative == 0:
            return 1.0
        if self.shape == "triangular":
            half = self.relative * sqrt(6)
            return 1 - half + half * (sqrt(2 * uniform) if uniform < 0.5 else 2 - sqrt(2 * (1 - uniform)))  # noqa: PLR2004
        sigma = sqrt(log(1 + self.relative**2))
        return exp(sigma * _NORMAL.inv_cdf(uniform or _SMALLEST) - sigma * sigma / 2)


class Stream:
    """The uniform numbers of one purpose in one replication: one for each case and visit, in any order of asking."""

    def __init__(self, seed: int, replication: int, purpose: str) -> None:
        self._key = f"{seed}/{replication}/{purpose}"
        self._blocks: dict[tuple[int, int], list[float]] = {}

    def at(self, case: int, visit: int) -> float:
        """Return the number of a case at its visit, both from 0; at least 0 and below 1."""
        block = self._blocks.get((visit, case // _BLOCK))
        if block is None:
            block = self._blocks[visit, case // _BLOCK] = self._draw(visit, case // _BLOCK)
        return block[case % _BLOCK]

    def _draw(self, visit: int, block: int) -> list[float]:
        draw = Random(f"{self._key}/{visit}/{block}").random  # noqa: S311 - a simulation that can be repeated
        return [draw() for _ in range(_BLOCK)]


class Durations(Stream):
    """Durations of a step in whole milliseconds: one for each case and visit."""

    def __init__(self, seed: int, replication: int, purpose: str, mean: float, spread: Spread) -> None:
        super().__init__(seed, replication, purpose)
        self._mean, self._spread = mean, spread

    def _draw(self, visit: int, block: int) -> list[float]:
        mean, quantile = self._mean, self._spread.quantile
        return [round(mean * quantile(uniform)) for uniform in super()._draw(visit, block)]


def gaps(seed: int, replication: int) -> Iterator[float]:
    """Yield the gaps between arrivals as multiples of the mean gap: those of a Poisson process."""
    stream, case = Stream(seed, replication, "arrivals"), 0
    while True:
        yield -log(1 - stream.at(case, 0))
        case += 1

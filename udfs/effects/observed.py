"""What was observed in one period of one group: single values, counts of cases, or a sample in three figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum

from udfs.statistics.contrasts import Moments, moments

# More cases than anybody counts.
MOST_CASES = 1_000_000_000


@dataclass(frozen=True)
class Observed:
    """One period of one group; one of `values`, `counts` and `figures` says what was observed.

    Attributes:
        values: single values, in the order of time or of the pairs.
        counts: x of n, for each point or once for all.
        figures: n, mean and standard deviation, where nobody has the values.
        days: of the values or counts; empty where nobody knows them.
    """

    values: tuple[float, ...] = ()
    counts: tuple[tuple[int, int], ...] = ()
    figures: Moments | None = None
    days: tuple[date, ...] = ()

    @property
    def is_share(self) -> bool:
        """Return whether cases were counted."""
        return bool(self.counts)

    @property
    def total(self) -> tuple[int, int]:
        """Return all cases together: x of n; never the mean of the shares, which small periods would carry away."""
        return sum(x for x, _ in self.counts), sum(n for _, n in self.counts)

    @property
    def n(self) -> int:
        """Return how many cases or values there are."""
        return self.total[1] if self.is_share else self.figures.n if self.figures is not None else len(self.values)

    @cached_property
    def series(self) -> tuple[float, ...]:
        """Return one value for each point: its share where cases were counted."""
        return tuple(x / n for x, n in self.counts) if self.is_share else self.values

    @cached_property
    def moments(self) -> Moments:
        """Return n, mean and standard deviation; fewer than two values are refused."""
        return moments(self.values) if self.figures is None else self.figures

    @property
    def level(self) -> float | None:
        """Return its mean, or its share; None where nothing was observed."""
        if not self.n:
            return None
        if self.is_share:
            x, n = self.total
            return x / n
        return self.figures.mean if self.figures is not None else fsum(self.values) / len(self.values)

    def by_points(self) -> Observed:
        """Return the shares of the points as values of their own."""
        return Observed(values=self.series, days=self.days)

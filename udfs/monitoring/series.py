"""The points of one measure, in the order of time: values or counts, holes, excluded points, phases, the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from udfs.problems import RefusalError, cells
from udfs.problems import statistics as problems
from udfs.statistics.samples import number
from udfs.values import CellValue, is_blank

# Two figures closer than this, in relation to their size, are the same: no signal depends on the last digits of a float.
TOLERANCE = 1e-9
# Beyond this, sums and powers of what nobody measures would leave the range of floats.
LARGEST = 1e50
# What is smaller is no spread and no denominator.
SMALLEST = 1 / LARGEST


class Stage(NamedTuple):
    """A phase: the places of its points, from its first to behind its last."""

    start: int
    stop: int

    @property
    def places(self) -> range:
        """Return the places of its points."""
        return range(self.start, self.stop)


@dataclass(frozen=True)
class Series:
    """Points in the order of time; every tuple has one entry for each.

    Attributes:
        numbers: the values, or the numerators where there are denominators; None is a hole.
        denominators: how many cases, or how much, stands behind each numerator; None for a series of plain values.
        days: when; None where no days are known.
        phases: the name of the phase of each point.
        excluded: which points are drawn but do not count.
        baseline: which points the limits are taken from; a phase without any takes all of its own.
    """

    numbers: tuple[float | None, ...]
    denominators: tuple[float | None, ...] | None
    days: tuple[date, ...] | None
    phases: tuple[str, ...]
    excluded: tuple[bool, ...]
    baseline: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def values(self) -> tuple[float | None, ...]:
        """Return what is drawn: the values, or numerator ÷ denominator; None where there is none, or nothing to divide by."""
        if self.denominators is None:
            return self.numbers
        pairs = zip(self.numbers, self.denominators, strict=True)
        return tuple(x / n if x is not None and n is not None and n > SMALLEST else None for x, n in pairs)

    @cached_property
    def counted(self) -> tuple[bool, ...]:
        """Return which points count: those with a value that are not excluded."""
        return tuple(
            value is not None and not excluded for value, excluded in zip(self.values, self.excluded, strict=True)
        )

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Return the phases in order; a name that comes back after another one is a phase of its own."""
        starts = [i for i in range(len(self)) if i == 0 or self.phases[i] != self.phases[i - 1]]
        return tuple(Stage(*ends) for ends in pairwise([*starts, len(self)]))

    def counted_in(self, stage: Stage) -> list[int]:
        """Return the places of the points of a phase that count."""
        return [i for i in stage.places if self.counted[i]]

    def base_of(self, stage: Stage) -> list[int]:
        """Return the places of the points that the limits of a phase are taken from."""
        counted = self.counted_in(stage)
        return [i for i in counted if self.baseline[i]] or counted


def series_of(
    values: Sequence[CellValue],
    *,
    denominators: Sequence[CellValue] | None = None,
    days: Sequence[date] | None = None,
    phases: Sequence[CellValue] | None = None,
    excluded: Sequence[bool] | None = None,
    baseline: Sequence[bool] | None = None,
) -> Series:
    """Return points as a series.

    Args:
        values: the values, or the numerators; a blank one is a hole. Anything but a number is refused.
        denominators: of the numerators; 0 or blank makes the point a hole.
        days: of the points, in order.
        phases: names; a blank one continues the phase before, so that a name need only stand where its phase begins.
        excluded: which points do not count.
        baseline: which points the limits are taken from, see `within`.
    """
    size = len(values)
    for other in (denominators, days, phases, excluded, baseline):
        if other is not None and len(other) != size:
            raise RefusalError(cells.SHAPES_DIFFER)
    if days is not None and any(later < earlier for earlier, later in pairwise(days)):
        raise ValueError("the points are not in the order of time")
    return Series(
        tuple(map(_number, values)),
        None if denominators is None else tuple(map(_number, denominators)),
        None if days is None else tuple(days),
        tuple(_continued(phases or [""] * size)),
        tuple(excluded or [False] * size),
        tuple(baseline or [False] * size),
    )


def within(days: Sequence[date], first: date | None, last: date | None) -> list[bool]:
    """Return which days lie from the first to the last of a baseline; none where neither end is stated."""
    if first is None and last is None:
        return [False] * len(days)
    return [(first is None or day >= first) and (last is None or day <= last) for day in days]


def _number(value: CellValue) -> float | None:
    # The way of nearly every value; the other one finds out what is wrong.
    if type(value) is float and -LARGEST <= value <= LARGEST:
        return value
    if is_blank(value):
        return None
    result = number(value)
    if abs(result) > LARGEST:
        raise RefusalError(problems.VALUE_NO_NUMBER, value=value)
    return result


def _continued(phases: Sequence[CellValue]) -> Iterator[str]:
    name = ""
    for phase in phases:
        name = name if is_blank(phase) else str(phase).strip()
        yield name

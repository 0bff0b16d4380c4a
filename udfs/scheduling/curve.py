"""The S curve: how much of a plan is complete by each day, planned and actual, tasks weighted by their length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from udfs.scheduling.workdays import WorkCalendar


class Share(NamedTuple):
    """A task's part in the whole: `weight` of it, spread evenly over the working days from first to last.

    `reached` is how much of it is complete after the last day (1: all). Days are day numbers, both included; where no
    working day lies between them it comes whole on the last one.
    """

    weight: float
    first: int
    last: int
    calendar: WorkCalendar
    reached: float = 1.0

    def by(self, day: int) -> float:
        """Return how much of the weight is complete when a day ends."""
        if day >= self.last:
            return self.weight * self.reached
        count = self.calendar.count_before
        whole = count(self.last + 1) - count(self.first)
        gone = count(day + 1) - count(self.first)
        return self.weight * self.reached * gone / whole if whole > 0 and gone > 0 else 0.0


def cumulative(shares: Iterable[Share], days: Sequence[int], whole: float) -> list[float]:
    """Return which share of `whole` is complete at the end of each of these days, which are in order."""
    steps = [0.0] * (len(days) + 1)
    within = [0.0] * len(days)
    for share in shares:
        begins, ends = bisect_left(days, share.first), bisect_left(days, share.last)
        steps[ends] += share.weight * share.reached
        for at in range(begins, ends):
            within[at] += share.by(days[at])
    full = accumulate(steps[:-1])
    return [(done + part) / whole if whole else 0.0 for done, part in zip(full, within, strict=True)]


def planned_share(weight: float, span: tuple[int, int], calendar: WorkCalendar) -> Share:
    """Return the part of a task that is done as planned."""
    return Share(weight, *span, calendar)


def actual_share(weight: float, start: int, today: int, calendar: WorkCalendar, *,
                 done_on: int | None, progress: float) -> Share | None:  # fmt: skip
    """Return the part of a task that is done in fact, None where nothing is.

    What is done is spread from its start to the day on which it was, what is under way from its start to today.
    """
    if done_on is None and progress <= 0:
        return None
    last = today if done_on is None else min(done_on, today)
    return Share(weight, min(start, last), last, calendar, 1.0 if done_on is not None else progress)

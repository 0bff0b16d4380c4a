"""Durations and lags of a project file in working days of the plan: whole days, rounded up, with a flag if that changes the length."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from addin.mspdi.model import CALENDAR_DAY, ELAPSED, PER_CENT, TENTHS, Dependency, Task
from udfs.lang import Text, same
from udfs.scheduling.workdays import WorkCalendar


class Length(NamedTuple):
    """Working days; `exact`: whether they are the same length; `words`: the length as written in the file."""

    days: int
    exact: bool
    words: Text


class Lengths:
    """Reads lengths of a file in which so many working minutes make up a day."""

    def __init__(self, minutes_a_day: int) -> None:
        self._day = minutes_a_day

    def duration(self, task: Task, axis: WorkCalendar) -> Length | None:
        """Return how long a task takes, None where the file does not say."""
        if task.minutes is None:
            return None
        if task.duration_format in ELAPSED and task.minutes and task.start is not None:
            base = task.start.toordinal()
            days = max(1, axis.count_before(base + _up(task.minutes, CALENDAR_DAY)) - axis.count_before(base))
            return Length(days, exact=False, words=_elapsed(task.minutes / CALENDAR_DAY))
        return self._working(task.minutes, 1)

    def lag(self, link: Dependency, before: Task, axis: WorkCalendar) -> Length:
        """Return the lag of a link: working days of the task that waits."""
        if link.lag_format in PER_CENT:
            days = _up((before.minutes or 0) * link.lag, self._day * 100)
            return Length(days, exact=link.lag == 0, words=same(f"{link.lag}%"))
        if link.lag_format in ELAPSED and link.lag:
            words, days = _elapsed(link.lag / TENTHS / CALENDAR_DAY), _up(link.lag, CALENDAR_DAY * TENTHS)
            base = _base(before.finish, 1) if link.kind.leaves_finish else _base(before.start, 0)
            if base is not None:
                days = axis.count_before(base + days) - axis.count_before(base)
            return Length(days, exact=False, words=words)
        return self._working(link.lag, TENTHS)

    def _working(self, amount: int, unit: int) -> Length:
        whole = self._day * unit
        days = _short(amount / whole)
        return Length(_up(amount, whole), exact=amount % whole == 0, words=Text(f"{days} 天", f"{days} d"))


def _up(amount: int, unit: int) -> int:
    return -(-amount // unit)


def _elapsed(days: float) -> Text:
    """Return a number of calendar days in words, nights and weekends included."""
    return Text(f"{_short(days)} 个日历日", f"{_short(days)} ed")


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _base(moment: datetime | None, after: int) -> int | None:
    """Return the number of the day from which elapsed time counts."""
    return None if moment is None else moment.toordinal() + after

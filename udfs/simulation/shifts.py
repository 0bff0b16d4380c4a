"""Working time on one axis: milliseconds since the midnight before the first day, as far ahead as a simulation runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from udfs.scheduling.workdays import WorkCalendar
from udfs.standards.hours import HOUR, Hours
from udfs.worksheet import SECONDS_A_DAY

MILLISECONDS = 1000
HOUR_MS = HOUR * MILLISECONDS
DAY_MS = SECONDS_A_DAY * MILLISECONDS
# Nobody waits longer; a calendar without any working day would be searched for ever.
_DAYS_AHEAD = 100_000


class Shift:
    """When a post works: two parts of each working day of a calendar, from a first day on.

    Unlike `WorkClock`, which it agrees with, it counts plain whole numbers and looks them up: a simulation asks some million
    times.
    """

    def __init__(self, calendar: WorkCalendar, hours: Hours, first: date) -> None:
        self.calendar, self.hours, self.first = calendar, hours, first
        self.a_day = hours.a_day * MILLISECONDS
        self.begins: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []
        self._windows = self._ahead()
        self._extend()

    def _ahead(self) -> Iterator[tuple[int, int]]:
        """Yield when work begins and ends, window by window."""
        for number in range(_DAYS_AHEAD):
            if self.calendar.is_workday(self.first + timedelta(days=number)):
                for begin, end in ((self.hours.begin, self.hours.lunch), (self.hours.back, self.hours.end)):
                    if begin < end:
                        yield number * DAY_MS + begin * MILLISECONDS, number * DAY_MS + end * MILLISECONDS

    def _extend(self) -> None:
        begin, end = next(self._windows)
        over = self._before[-1] + self._ends[-1] - self.begins[-1] if self.begins else 0
        self.begins.append(begin)
        self._ends.append(end)
        self._before.append(over)

    def worked(self, moment: int) -> int:
        """Return how many milliseconds of work are over at a moment."""
        while self._ends[-1] < moment:
            self._extend()
        at = bisect_right(self.begins, moment) - 1
        if at < 0:
            return 0
        end = self._ends[at]
        return self._before[at] + min(moment, end) - self.begins[at]

    def moment(self, worked: int) -> int:
        """Return the earliest moment at which so much work is over: the end of a day comes before the next begins."""
        while self._before[-1] < worked:
            self._extend()
        at = max(0, bisect_right(self._before, worked) - 1)
        if self._before[at] == worked and at > 0:
            at -= 1
        return self.begins[at] + worked - self._before[at]

    def after(self, moment: int, work: int) -> int:
        """Return when so much work is finished that begins at a moment, or when people are next there."""
        while self._ends[-1] < moment + work:
            self._extend()
        at = bisect_right(self.begins, moment) - 1
        if at >= 0 and moment + work <= self._ends[at]:
            return moment + work
        return self.moment(self.worked(moment) + work)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield the windows of work cut at full hours, as begin and end: an arrival rate is constant in each."""
        at = 0
        while True:
            begin, end = self.begins[at], self._ends[at]
            while begin < end:
                cut = min(end, (begin // HOUR_MS + 1) * HOUR_MS)
                yield begin, cut
                begin = cut
            at += 1
            if at == len(self.begins):
                self._extend()

    def __reduce__(self) -> tuple[type[Shift], tuple[WorkCalendar, Hours, date]]:
        """Cross to another process as what it is made of."""
        return Shift, (self.calendar, self.hours, self.first)


ALL_DAY = Hours(0, SECONDS_A_DAY, SECONDS_A_DAY, SECONDS_A_DAY)


def around_the_clock(first: date) -> Shift:
    """Return the shift of a service that never closes."""
    return Shift(WorkCalendar(first, first).without_rest(), ALL_DAY, first)

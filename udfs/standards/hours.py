"""Working hours between two moments, and the moment after so many of them: days off, make-up days and lunch are known.

The clock runs on the working days of a calendar in two parts of the day, before and after lunch, and counts whole seconds. A
moment outside of them is that at which work ends before it; a span that begins at night begins in the morning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from udfs.scheduling.workdays import WorkCalendar
from udfs.serials import from_serial
from udfs.values import CellValue, is_number, plain
from udfs.worksheet import SECONDS_A_DAY

HOUR = 3600
_TIME = re.compile(r"(\d{1,2})[:：](\d{2})")
_MINUTES = 60


def seconds_of(value: CellValue) -> int | None:
    """Return a time of day in seconds: `8:30`, `08：30`, or a part of a day as spreadsheets keep it; None for anything else."""
    if is_number(value):
        return round(value * SECONDS_A_DAY) if 0 <= value <= 1 else None
    parts = _TIME.fullmatch(plain(value))
    if parts is None:
        return None
    hours, minutes = map(int, parts.groups())
    total = (hours * _MINUTES + minutes) * _MINUTES
    return total if minutes < _MINUTES and total <= SECONDS_A_DAY else None


class Hours(NamedTuple):
    """When people work on a day, in seconds from midnight: from `begin` to `lunch` and from `back` to `end`."""

    begin: int
    lunch: int
    back: int
    end: int

    @property
    def is_possible(self) -> bool:
        """Return whether the times follow one another, with work between them."""
        return self.begin <= self.lunch <= self.back <= self.end and self.a_day > 0

    @property
    def a_day(self) -> int:
        """Return how many seconds are worked on a working day."""
        return self.lunch - self.begin + self.end - self.back

    def worked(self, second: int) -> int:
        """Return how many seconds of the day's work are over at a time of day."""
        morning = max(0, min(second, self.lunch) - self.begin)
        return morning + max(0, min(second, self.end) - self.back)

    def at(self, worked: int) -> int:
        """Return the earliest time of day at which so many seconds of the day's work are over."""
        morning = self.lunch - self.begin
        return self.begin + worked if worked <= morning else self.back + worked - morning


DEFAULT_HOURS = Hours(8 * HOUR + 1800, 12 * HOUR, 13 * HOUR + 1800, 17 * HOUR + 1800)


def hours_of(begin: CellValue, lunch: CellValue, back: CellValue, end: CellValue) -> Hours:
    """Return the hours of a day as they are set; `DEFAULT_HOURS` where one is no time, or they do not follow one another."""
    return _hours(begin, lunch, back, end) or DEFAULT_HOURS


def hours_are_possible(begin: CellValue, lunch: CellValue, back: CellValue, end: CellValue) -> bool:
    """Return whether the hours of a day count as they are set."""
    return _hours(begin, lunch, back, end) is not None


def _hours(*values: CellValue) -> Hours | None:
    known = [time for time in map(seconds_of, values) if time is not None]
    hours = Hours(*known) if len(known) == len(values) else None
    return hours if hours is not None and hours.is_possible else None


def moment_of(value: CellValue) -> datetime | None:
    """Return the moment of a date (its beginning), a time or a bare date serial, to the second; None for anything else."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    day = from_serial(value) if is_number(value) else None
    return None if day is None else moment_of(day)


@dataclass(frozen=True)
class WorkClock:
    """The hours of work on the working days of a calendar, counted in seconds from its first day on."""

    calendar: WorkCalendar
    hours: Hours = DEFAULT_HOURS

    def position(self, moment: datetime | None) -> int | None:
        """Return how many seconds of work are over at a moment; None without one, or where the calendar does not reach."""
        if moment is None:
            return None
        number = moment.toordinal()
        before, until = self.calendar.before(number), self.calendar.until(number)
        if before is None or until is None:
            return None
        second = (moment.hour * _MINUTES + moment.minute) * _MINUTES + moment.second
        return before * self.hours.a_day + (self.hours.worked(second) if until > before else 0)

    def moment(self, position: int) -> datetime | None:
        """Return the earliest moment at which so many seconds of work are over; None where the calendar does not reach.

        The end of a day's work comes before the beginning of the next.
        """
        day, rest = divmod(position, self.hours.a_day)
        if rest == 0 and day > 0:
            day, rest = day - 1, self.hours.a_day
        worked = self.calendar.workday(day) if day >= 0 else None
        if worked is None:
            return None
        return datetime(worked.year, worked.month, worked.day) + timedelta(seconds=self.hours.at(rest))

    def seconds(self, begin: datetime, end: datetime) -> int | None:
        """Return the seconds of work from one moment to another, 0 where the second is not later."""
        first, last = self.position(begin), self.position(end)
        return None if first is None or last is None else max(0, last - first)

    def after(self, moment: datetime, seconds: int) -> datetime | None:
        """Return the moment at which so many seconds of work have passed since another one."""
        first = self.position(moment)
        return None if first is None else self.moment(first + seconds)

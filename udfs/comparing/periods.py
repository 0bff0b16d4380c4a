"""Periods that are compared: days, weeks, months, quarters, years, January and February together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from udfs.lang import Text, same

_MONTHS_OF_YEAR = 12
_MONTHS_OF_QUARTER = 3
_FEBRUARY = 2
_LEAST_MONTH = timedelta(days=28)
_WEEK = timedelta(days=7)
# 52 whole weeks: the same weekday about a year before.
_YEAR_OF_WEEKS = 52 * _WEEK
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Unit(Enum):
    """What a comparison goes by, and what one point of a series stands for."""

    DAY = Text("日", "day")
    WEEK = Text("周", "week")
    MONTH = Text("月", "month")
    QUARTER = Text("季", "quarter")
    YEAR = Text("年", "year")


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """Return the number of days."""
        return (self.last - self.first).days + 1

    def overlap(self, other: Period) -> Period | None:
        """Return the days that both have, None where there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def shifted(self, days: int) -> Period:
        """Return the period of the same length so many days later; earlier where negative."""
        return Period(self.first + timedelta(days=days), self.last + timedelta(days=days))

    @property
    def name(self) -> Text:
        """Return what the period is called: 2026年2月, 2026年1–2月, 2026年第7周, or its days."""
        first, last = self
        if first == last:
            return same(f"{first}")
        if first.day == 1 and first.year == last.year and last == _end_of_month(last.year, last.month):
            return _months(first.year, first.month, last.month)
        if first.isoweekday() == 1 and self.length == _WEEK.days:
            year, week, _ = first.isocalendar()
            return Text(f"{year}年第{week}周", f"week {week} of {year}")
        return Text(f"{first}～{last}", f"{first} to {last}")


def _months(year: int, first: int, last: int) -> Text:
    count = last - first + 1
    if count == _MONTHS_OF_YEAR:
        return Text(f"{year}年", f"{year}")
    if count == _MONTHS_OF_QUARTER and last % _MONTHS_OF_QUARTER == 0:
        quarter = last // _MONTHS_OF_QUARTER
        return Text(f"{year}年第{quarter}季度", f"Q{quarter} {year}")
    if first == last:
        return Text(f"{year}年{first}月", f"{_ENGLISH[first - 1]} {year}")
    return Text(f"{year}年{first}–{last}月", f"{_ENGLISH[first - 1]}–{_ENGLISH[last - 1]} {year}")


def _end_of_month(year: int, month: int) -> date:
    after = date(year + month // _MONTHS_OF_YEAR, month % _MONTHS_OF_YEAR + 1, 1)
    return after - timedelta(days=1)


def period_of(day: date, unit: Unit) -> Period:
    """Return the day, week (Monday to Sunday), month, quarter or year that a day lies in."""
    if unit is Unit.DAY:
        return Period(day, day)
    if unit is Unit.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + _WEEK - timedelta(days=1))
    if unit is Unit.YEAR:
        return Period(date(day.year, 1, 1), date(day.year, _MONTHS_OF_YEAR, 31))
    count = _MONTHS_OF_QUARTER if unit is Unit.QUARTER else 1
    first = (day.month - 1) // count * count + 1
    return Period(date(day.year, first, 1), _end_of_month(day.year, first + count - 1))


def period_before(period: Period, unit: Unit) -> Period:
    """Return the one before: of a day the same weekday of the week before, else the unit that ends the day before."""
    if unit is Unit.DAY:
        return period.shifted(-_WEEK.days)
    return period_of(period.first - timedelta(days=1), unit)


def year_before(period: Period, unit: Unit) -> Period:
    """Return the same months a year before; of days and weeks those 52 weeks before, so that weekdays are the same."""
    if unit in (Unit.DAY, Unit.WEEK):
        return period.shifted(-_YEAR_OF_WEEKS.days)
    first, last = period
    return Period(date(first.year - 1, first.month, 1), _end_of_month(last.year - 1, last.month))


def spacing(days: Iterable[date]) -> Unit:
    """Return what points on these days stand for: months or weeks where no two lie closer, days otherwise."""
    listed = sorted(set(days))
    gap = min((after - day for day, after in pairwise(listed)), default=timedelta(days=1))
    return Unit.MONTH if gap >= _LEAST_MONTH else Unit.WEEK if gap >= _WEEK else Unit.DAY


def january_and_february(year: int) -> Period:
    """Return the two months together, between which 春节 moves from year to year."""
    return Period(date(year, 1, 1), _end_of_month(year, _FEBRUARY))

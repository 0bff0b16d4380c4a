"""Days on which an exception of a project file's calendar recurs.

Types, positions and numbers of days as Microsoft documents the elements of an Exception (Office 2007 XML schema of Project).
What the documents leave open goes as MPXJ has it: periods are counted from the first day, and a month without the 31st
has its last day in its place.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from addin.mspdi.node import Node

_DAILY, _YEARLY, _YEARLY_POSITION, _MONTHLY, _MONTHLY_POSITION, _WEEKLY, _EVERY_DAYS = 1, 2, 3, 4, 5, 6, 7
_WEEK = 7
_YEAR = 12
_LAST = 4
# What a position counts, by MonthItem: any day, working days, days of the weekend, then one day from Sunday on.
_ITEMS: tuple[frozenset[int], ...] = (
    frozenset(range(1, 8)), frozenset(range(1, 6)), frozenset((6, 7)), *(frozenset((at or 7,)) for at in range(7)),
)  # fmt: skip


def recurring_days(entry: Node, first: date, last: date) -> list[date] | None:
    """Return the days of an exception that are not one run of days; None where it recurs in a way that is not understood.

    Args:
        entry: the element Exception.
        first: the first day of its period.
        last: the last day of its period.
    """
    period = entry.number("Period") or 1
    days = _KINDS.get(entry.number("Type") or _DAILY)
    if days is None or period < 1:
        return None
    matching = days(entry, first, last, period)
    if matching is None:
        return None
    most = entry.number("Occurrences") if entry.flag("EnteredByOccurrences") else None
    inside = (day for day in matching if first <= day <= last)
    return list(islice(inside, most) if most else inside)


def _every_days(_entry: Node, first: date, last: date, period: int) -> Iterator[date]:
    for at in range(0, (last - first).days + 1, period):
        yield first + timedelta(days=at)


def _weekly(entry: Node, first: date, last: date, period: int) -> Iterator[date] | None:
    mask = entry.number("DaysOfWeek") or 0
    weekdays = {at or _WEEK for at in range(_WEEK) if mask >> at & 1}  # the lowest bit is Sunday
    if not weekdays:
        return None
    days = (first + timedelta(days=at) for at in range((last - first).days + 1) if at // _WEEK % period == 0)
    return (day for day in days if day.isoweekday() in weekdays)


def _yearly(entry: Node, first: date, last: date, period: int) -> Iterator[date] | None:
    month, number = _month(entry), entry.number("MonthDay") or 0
    if month is None or not 1 <= number <= monthrange(2000, month)[1]:
        return None
    years = range(first.year, last.year + 1, period)
    return (date(year, month, number) for year in years if number <= monthrange(year, month)[1])


def _yearly_position(entry: Node, first: date, last: date, period: int) -> Iterator[date] | None:
    month, place = _month(entry), _position(entry)
    if month is None or place is None:
        return None
    return (place(year, month) for year in range(first.year, last.year + 1, period))


def _monthly(entry: Node, first: date, last: date, period: int) -> Iterator[date] | None:
    number = entry.number("MonthDay") or 0
    if not 1 <= number <= 31:  # noqa: PLR2004 - days of a month
        return None
    return _by_months(
        lambda year, month: date(year, month, min(number, monthrange(year, month)[1])), first, last, period
    )


def _monthly_position(entry: Node, first: date, last: date, period: int) -> Iterator[date] | None:
    place = _position(entry)
    return None if place is None else _by_months(place, first, last, period)


def _by_months(place: Callable[[int, int], date], first: date, last: date, period: int) -> Iterator[date]:
    """Yield a day of every so many months, from the first month on in which it is not over."""
    start = first.year * _YEAR + first.month - 1
    start += place(first.year, first.month) < first
    for at in range(start, last.year * _YEAR + last.month, period):
        yield place(at // _YEAR, at % _YEAR + 1)


def _month(entry: Node) -> int | None:
    month = entry.number("Month") or 0
    return month + 1 if 0 <= month < _YEAR else None


def _position(entry: Node) -> Callable[[int, int], date] | None:
    """Return the function that finds such as the second Tuesday in a month."""
    item, position = entry.number("MonthItem") or 0, entry.number("MonthPosition") or 0
    if not 0 <= item < len(_ITEMS) or not 0 <= position <= _LAST:
        return None

    def find(year: int, month: int) -> date:
        days = [date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1)]
        counted = [day for day in days if day.isoweekday() in _ITEMS[item]]
        return counted[-1 if position == _LAST else position]  # every month has four of each

    return find


_KINDS: Mapping[int, Callable[[Node, date, date, int], Iterator[date] | None]] = {
    _DAILY: _every_days,
    _YEARLY: _yearly,
    _YEARLY_POSITION: _yearly_position,
    _MONTHLY: _monthly,
    _MONTHLY_POSITION: _monthly_position,
    _WEEKLY: _weekly,
    _EVERY_DAYS: _every_days,
}

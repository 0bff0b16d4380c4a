"""Calendars of a project file: the week, and the days that are not as their weekday says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from addin.mspdi.model import CALENDAR_DAY, MINUTES_A_DAY, Calendar, DayOff
from addin.mspdi.node import Node
from addin.mspdi.recurring import recurring_days

_ONCE = 1
# A calendar that refers to itself by way of others ends here.
_DEEPEST = 20
# So many days of a calendar may have their own hours: no calendar of people comes near.
_MOST_DAYS = 100 * 366


def read_calendar(element: Node, left: Counter[str]) -> Calendar:
    """Return a calendar; exceptions that recur in ways that are not understood, and changed hours, are counted as left."""
    base = element.number("BaseCalendarUID")
    calendar = Calendar(element.number("UID") or 0, element.text("Name"), base=base if base and base > 0 else None)
    days = element.all("WeekDays/WeekDay")
    for day in days:
        number = day.number("DayType")
        if number is not None and 1 <= number <= 7:  # noqa: PLR2004 - Sunday to Saturday
            calendar.minutes[number - 1 or 7] = _minutes(day) if day.flag("DayWorking") else 0
    calendar.week = frozenset(day for day, minutes in calendar.minutes.items() if minutes)
    entries = element.all("Exceptions/Exception") or [day for day in days if day.number("DayType") == 0]
    room = _MOST_DAYS
    for entry in entries:
        runs = list(_runs(entry))
        if not runs:
            left["Exception (recurring)"] += 1
        usual = {calendar.minutes.get(day, 0) for day in calendar.week}
        if entry.flag("DayWorking") and usual and _minutes(entry) not in usual:
            left["Exception (hours)"] += 1
        length = sum((run.last - run.first).days + 1 for run in runs)
        room -= length
        if room < 0:
            left["Exception"] += 1
            break
        calendar.exceptions += runs
    left["WorkWeek"] += len(element.all("WorkWeeks/WorkWeek"))
    return calendar


def _runs(entry: Node) -> Iterator[DayOff]:
    """Yield the runs of days of an exception; nothing where it recurs in a way that is not understood."""
    first, last = entry.moment("TimePeriod/FromDate"), entry.moment("TimePeriod/ToDate")
    name, worked = entry.text("Name"), entry.flag("DayWorking")
    if first is None or last is None or not 0 <= (last - first).days < _MOST_DAYS:
        return
    if (entry.number("Type") or _ONCE) == _ONCE and (entry.number("Period") or 1) == 1:
        yield DayOff(first.date(), last.date(), worked, name)
        return
    for day in recurring_days(entry, first.date(), last.date()) or ():
        yield DayOff(day, day, worked, name)


def _minutes(node: Node) -> int:
    """Return how long people work on a day; the usual hours where the file does not say."""
    spans = node.all("WorkingTimes/WorkingTime")
    total = 0
    for span in spans:
        opens, closes = (_clock(span.text(name)) for name in ("FromTime", "ToTime"))
        if opens is not None and closes is not None:
            total += closes - opens if closes > opens else closes - opens + CALENDAR_DAY
    return total or MINUTES_A_DAY


def _clock(text: str) -> int | None:
    parts = text.strip().split(":")
    return (
        int(parts[0]) * 60 + int(parts[1]) if len(parts) > 1 and parts[0].isdecimal() and parts[1].isdecimal() else None
    )


# --- a calendar with what it takes from others -----------------------------------------------------------------------


def whole(calendar: Calendar, others: Mapping[int, Calendar]) -> Calendar:
    """Return a calendar with the week and the exceptions of the one that it is based on; its own come last and count."""
    chain = [calendar]
    while chain[-1].base is not None and chain[-1].base in others and len(chain) < _DEEPEST:
        chain.append(others[chain[-1].base])
    result = Calendar(calendar.uid, calendar.name)
    for one in reversed(chain):
        result.minutes |= one.minutes
        result.exceptions += one.exceptions
    result.week = frozenset(day for day, minutes in result.minutes.items() if minutes)
    return result


def exceptional_days(calendar: Calendar) -> dict[date, DayOff]:
    """Return the days of which more is said than of their weekday, with what is said of them last."""
    days: dict[date, DayOff] = {}
    for run in calendar.exceptions:
        for at in range((run.last - run.first).days + 1):
            days[run.first + timedelta(days=at)] = run
    return days


def minutes_a_day(calendar: Calendar) -> int | None:
    """Return the working minutes of a day, None where days differ or nothing is said."""
    lengths = {minutes for minutes in calendar.minutes.values() if minutes}
    return lengths.pop() if len(lengths) == 1 else None

"""With which days a period is compared (环比, 同比, 春节 aligned, 农历同日), and why with these.

Both periods are made equals first: a period that is not over is compared with as many working days of its base, a day with the
same weekday that was worked as well, February together with January.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from udfs.comparing.periods import Period, Unit, january_and_february, period_before, year_before
from udfs.comparing.spring import aligned, is_near_festival, nearest_eve, same_lunar_day
from udfs.lang import Count, Text
from udfs.scheduling.workdays import WorkCalendar

NOT_BEGUN = Text("本期还没有一个工作日的数据", "there is no working day of this period yet")
UNEQUAL_DAYS = Text(
    "一天上班、一天休息，数字不可直接相比",
    "one of the days is worked and the other is not, so the figures are no equals",
)

_FEBRUARY = 2
_DAYS_OF_WEEK = 7
_WEEKS_TRIED = 4
_WEEKS_OF_YEAR = 52


class Against(Enum):
    """What a period is compared with: what the comparison is called."""

    PREVIOUS = Text("环比", "on the period before")
    YEAR_BEFORE = Text("同比", "on the year before")
    SPRING = Text("春节对齐", "Spring Festival aligned")
    LUNAR_DAY = Text("农历同日", "on the same lunar day")


@dataclass(frozen=True)
class Base:
    """What is compared with what.

    Attributes:
        now: the days of the period that are known; with February January as well.
        base: the days that it is compared with.
        reason: why these.
        notes: what a reader has to know of either.
        unfinished: whether the period is not over.
        refusal: why there is nothing to compare yet.
    """

    now: Period
    base: Period
    reason: Text
    notes: tuple[Text, ...] = ()
    unfinished: bool = False
    refusal: Text | None = None


def choose_base(
    period: Period, unit: Unit, against: Against, calendar: WorkCalendar, *, known_until: date, joined: bool = True
) -> Base:
    """Return what a period is compared with.

    Args:
        period: what is looked at.
        unit: what it is: a day, week, month, quarter or year.
        against: what it is compared with.
        calendar: which days are worked; it holds the period and two years before.
        known_until: the last day whose data are complete.
        joined: whether 同比 takes January and February together once there is a February.
    """
    if against is Against.LUNAR_DAY:
        first, reason = same_lunar_day(period.first)
        chosen = Base(period, period.shifted((first - period.first).days), reason)
    elif against is Against.SPRING:
        chosen = _spring(period, unit, calendar)
    elif against is Against.YEAR_BEFORE:
        chosen = _year_before(period, unit, calendar, joined=joined)
    elif unit is Unit.DAY:
        chosen = _same_weekday(period, calendar, 1, Text("上周同一星期几", "the same weekday of the week before"))
    else:
        reason = Text(f"上{unit.value.zh}", f"the {unit.value.en} before")
        chosen = Base(period, period_before(period, unit), reason)
    if unit is Unit.DAY and calendar.is_workday(chosen.now.first) != calendar.is_workday(chosen.base.first):
        chosen = replace(chosen, notes=(UNEQUAL_DAYS,))
    return _equal_part(chosen, calendar, known_until)


def _spring(period: Period, unit: Unit, calendar: WorkCalendar) -> Base:
    usual = year_before(period, unit)
    if not (is_near_festival(period) or is_near_festival(usual)):
        chosen = _year_before(period, unit, calendar, joined=False)
        far = Text("离春节远，不必对齐；", "far from the Spring Festival, so not aligned; ")
        return replace(chosen, reason=Text(far.zh + chosen.reason.zh, far.en + chosen.reason.en))
    base, reason = aligned(period)
    return Base(period, base, reason)


def _year_before(period: Period, unit: Unit, calendar: WorkCalendar, *, joined: bool) -> Base:
    if unit is Unit.DAY:
        reason = Text("52 周前，同一星期几", "52 weeks before, the same weekday")
        return _same_weekday(period, calendar, _WEEKS_OF_YEAR, reason)
    if unit is Unit.WEEK:
        return Base(period, year_before(period, unit), Text("52 周前", "52 weeks before"))
    year = period.first.year
    if joined and unit is Unit.MONTH and period.first.month == _FEBRUARY:
        eves = nearest_eve(period.first), nearest_eve(date(year - 1, _FEBRUARY, 1))
        reason = Text(
            f"1–2 月合并：除夕在 {eves[0]}，上年在 {eves[1]}",
            f"January and February together: Lunar New Year's Eve is {eves[0]}, the year before {eves[1]}",
        )
        return Base(january_and_february(year), january_and_february(year - 1), reason)
    return Base(
        period, year_before(period, unit), Text(f"上年同{unit.value.zh}", f"the same {unit.value.en} a year before")
    )


def _same_weekday(period: Period, calendar: WorkCalendar, weeks: int, reason: Text) -> Base:
    """Return the same weekday so many weeks before; of those near it the first that was worked, or off, as well."""
    day = period.first
    worked = calendar.is_workday(day)
    for tried, other in _weeks_around(weeks):
        before = day - timedelta(weeks=tried)
        if calendar.is_workday(before) == worked:
            return Base(period, Period(before, before), reason if other == 0 else _moved(tried, worked=worked))
    before = day - timedelta(weeks=weeks)
    return Base(period, Period(before, before), reason)


def _weeks_around(weeks: int) -> Iterator[tuple[int, int]]:
    yield weeks, 0
    for other in range(1, _WEEKS_TRIED + 1):
        yield weeks + other, other
        # What is compared lies before the day, by a week at least.
        if weeks - other > _WEEKS_TRIED:
            yield weeks - other, other


def _moved(weeks: int, *, worked: bool) -> Text:
    both = Text("同为工作日", "worked as well") if worked else Text("同为休息日", "off as well")
    return Text(f"{weeks} 周前，同一星期几，{both.zh}", f"{weeks} weeks before, the same weekday, {both.en}")


def _equal_part(chosen: Base, calendar: WorkCalendar, known_until: date) -> Base:
    """Return an unfinished period up to the last known day, against as many working days of its base."""
    now, base = chosen.now, chosen.base
    begun = calendar.count_before(now.first.toordinal())
    known = calendar.count_before(known_until.toordinal() + 1) - begun
    if known_until >= now.last or known == calendar.count_before(now.last.toordinal() + 1) - begun:
        return chosen
    if known == 0:
        return replace(chosen, unfinished=True, refusal=NOT_BEGUN)
    part = Period(now.first, known_until)
    end, counted = _end_of(base, known, known_until, calendar)
    note = Text(
        f"本期未完：到 {known_until} 有 {known} {_days(calendar).zh}，基期取前 {counted} {_days(calendar).zh}",
        f"not finished: {Count(known):{_days(calendar).en}} by {known_until}, compared with the first {counted} of the base",
    )
    return replace(chosen, now=part, base=Period(base.first, end), notes=(*chosen.notes, note), unfinished=True)


def _days(calendar: WorkCalendar) -> Text:
    """Return what is counted: days where nobody ever has one off, else working days."""
    if len(calendar.week) == _DAYS_OF_WEEK and not calendar.off:
        return Text("天", "day/days")
    return Text("个工作日", "working day/working days")


def _end_of(base: Period, known: int, known_until: date, calendar: WorkCalendar) -> tuple[date, int]:
    """Return the end of the part of a base with so many working days, and how many it has.

    Days off after the last working day belong to it, as many as to the period itself, as far as the base has them.
    """
    begun = calendar.count_before(base.first.toordinal())
    counted = min(known, calendar.count_before(base.last.toordinal() + 1) - begun)
    last = calendar.workday(begun + counted - 1) if counted else None
    end = last or base.last
    newest = calendar.workday(calendar.count_before(known_until.toordinal() + 1) - 1)
    rest = (known_until - newest).days if newest is not None else 0
    while rest and end < base.last and not calendar.is_workday(end + timedelta(days=1)):
        end, rest = end + timedelta(days=1), rest - 1
    return end, counted

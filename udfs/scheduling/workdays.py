"""Working days in mainland China: weekends off, minus days off (休), plus make-up working weekends (班)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from math import floor

from udfs.lang import Lang, Text
from udfs.problems import cells
from udfs.values import CellValue, as_text, is_blank, is_number
from udfs.worksheet import EPOCH

KIND_OFF = Text("休", "Off")
KIND_ON = Text("班", "Work")
# A day whose name says so follows from the law; the arrangement of its year is not published yet.
PROVISIONAL = Text("暂定", "provisional")

_WEEK = frozenset(range(1, 6))
_DAYS_OF_WEEK = "1234567"

# The day before 1 in the spreadsheet's 1900 system, as a Python ordinal.
_SERIAL_ZERO = EPOCH.toordinal()
# Nobody plans further ahead: later days say nothing of how far the published ones reach.
PLANNED_YEARS = 40


def day_number(value: CellValue) -> int | None:
    """Return the day of a date, a time or a bare date serial as `date.toordinal` counts; None for anything else."""
    if isinstance(value, date):
        return value.toordinal()
    return floor(value) + _SERIAL_ZERO if is_number(value) else None


def day_kind(value: CellValue) -> Text | None:
    """Return whether a cell of the sheet 节假日 says off or worked, in either language and case; None for anything else."""
    word = as_text(value).casefold()
    return next((kind for kind in (KIND_OFF, KIND_ON) if word in (words.casefold() for words in kind)), None)


def is_provisional(name: CellValue) -> bool:
    """Return whether the name of a day on the sheet 节假日 says, in either language, that it is not published yet."""
    words = as_text(name).casefold()
    return any(word in words for word in PROVISIONAL)


@dataclass(frozen=True)
class WorkCalendar:
    """The working days from `first` to `last`, both included.

    `off` are days off and `on` make-up working days; a day in both is worked. `covered_until` is the last day of the
    last year with an entry before the first year with a provisional one: beyond it nothing is published. Years in
    `provisional` have the days off that the law fixes, others only weekends. `week` are the weekdays on which people
    work, 1 (Monday) to 7 (Sunday).
    """

    first: date
    last: date
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    covered_until: date | None = None
    week: frozenset[int] = _WEEK
    provisional: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[CellValue, CellValue, CellValue]], first: date, last: date) -> WorkCalendar:
        """Make the calendar from rows (date, 休 or 班, name) of the sheet 节假日; others are skipped."""
        marked: dict[Text | None, set[date]] = {}
        provisional: set[int] = set()
        for day, kind, name in rows:
            number = day_number(day)
            if number is not None and date.min.toordinal() <= number <= date.max.toordinal():
                listed = date.fromordinal(number)
                marked.setdefault(day_kind(kind), set()).add(listed)
                if is_provisional(name):
                    provisional.add(listed.year)
        planned = range(first.year, first.year + PLANNED_YEARS)
        unsettled = min((year for year in provisional if year in planned), default=planned.stop)
        years = {day.year for days in marked.values() for day in days if day.year < unsettled}
        return cls(
            first,
            last,
            off=frozenset(marked.get(KIND_OFF, ())),
            on=frozenset(marked.get(KIND_ON, ())),
            covered_until=date(max(years), 12, 31) if years else None,
            provisional=frozenset(provisional),
        )

    def variant(self, week: frozenset[int], *, holidays: bool) -> WorkCalendar:
        """Return the calendar of people who work on other weekdays, with or without the listed days off and on."""
        listed = (self.off, self.on) if holidays else (frozenset[date](), frozenset[date]())
        return WorkCalendar(self.first, self.last, *listed, self.covered_until, week, self.provisional)

    def without_rest(self) -> WorkCalendar:
        """Return the calendar of a service that never closes."""
        return self.variant(frozenset(range(1, 8)), holidays=False)

    def reaching(self, first: date, last: date) -> WorkCalendar:
        """Return the calendar over more days: at least from `first` to `last`."""
        return replace(self, first=min(first, self.first), last=max(last, self.last))

    def is_workday(self, day: date) -> bool:
        """Return whether people work on this day."""
        return day in self.on or (day not in self.off and day.isoweekday() in self.week)

    def days(self) -> list[tuple[date, int, int]]:
        """Return every day with 1 (worked) or 0, and the number of working days from the first day up to it."""
        return list(zip(self._dates, self._worked, self._counts, strict=True))

    @cached_property
    def _dates(self) -> list[date]:
        return [self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1)]

    @cached_property
    def _worked(self) -> list[int]:
        return [int(self.is_workday(day)) for day in self._dates]

    @cached_property
    def _counts(self) -> list[int]:
        return list(accumulate(self._worked))

    @cached_property
    def _workdays(self) -> list[date]:
        return [day for day, worked in zip(self._dates, self._worked, strict=True) if worked]

    @cached_property
    def _origin(self) -> int:
        return self.first.toordinal()

    def before(self, number: int) -> int | None:
        """Return how many working days of the calendar lie before the day with this number; None when outside."""
        row = number - self._origin
        return self._counts[row] - self._worked[row] if 0 <= row < len(self._dates) else None

    def until(self, number: int) -> int | None:
        """Return how many working days there are up to and with the day with this number; None when outside."""
        row = number - self._origin
        return self._counts[row] if 0 <= row < len(self._dates) else None

    def count_before(self, number: int) -> int:
        """Return how many working days of the calendar lie before a day, which may lie outside of it."""
        row = number - self._origin
        if row <= 0:
            return 0
        return self._counts[row - 1] if row <= len(self._counts) else self._counts[-1]

    def day_at(self, place: int) -> int | None:
        """Return the number of the working day at this place, from 0; None when it lies outside the calendar."""
        return self._numbers[place] if 0 <= place < len(self._numbers) else None

    @cached_property
    def _numbers(self) -> list[int]:
        return [day.toordinal() for day in self._workdays]

    def workday(self, place: int) -> date | None:
        """Return the working day at this place, from 0; None when it lies beyond the calendar."""
        return self._workdays[place] if place < len(self._workdays) else None


def week_days(value: CellValue) -> frozenset[int]:
    """Return the weekdays (1 Monday to 7 Sunday) whose digits a pattern such as `123456` holds."""
    return frozenset(map(int, set(as_text(value)) & set(_DAYS_OF_WEEK)))


def workdays(
    start: Sequence[CellValue], end: Sequence[CellValue], calendar: WorkCalendar, lang: Lang = "zh"
) -> list[CellValue]:
    """Return the number of working days from start to end, both included; blank while one of them is missing."""
    undated, reverse = cells.DATE_EXPECTED.what.to(lang), cells.END_BEFORE_START.what.to(lang)
    outside = cells.OUTSIDE_CALENDAR.what.to(lang)
    counts: list[CellValue] = []
    for opening, closing in zip(start, end, strict=True):
        begun, ended = day_number(opening), day_number(closing)
        if is_blank(opening) or is_blank(closing):
            counts.append("")
        elif begun is None or ended is None:
            counts.append(undated)
        elif ended < begun:
            counts.append(reverse)
        else:
            before, until = calendar.before(begun), calendar.until(ended)
            counts.append(outside if before is None or until is None else until - before)
    return counts


def finish(
    start: Sequence[CellValue],
    duration: Sequence[CellValue],
    calendar: WorkCalendar | Sequence[WorkCalendar | None],
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return the last of `duration` working days counted from start, which counts itself when it is one.

    A duration of 0 is a milestone and ends on the first working day from start. Blank while start or duration is
    missing. `calendar` is one for all rows or one for each; None where a row names one that does not exist.
    """
    calendars = [calendar] * len(start) if isinstance(calendar, WorkCalendar) else calendar
    undated, unusable = cells.DATE_EXPECTED.what.to(lang), cells.DURATION.what.to(lang)
    outside, unknown = cells.OUTSIDE_CALENDAR.what.to(lang), cells.CALENDAR_UNKNOWN.what.to(lang)
    finishes: list[CellValue] = []
    for opening, length, days in zip(start, duration, calendars, strict=True):
        if is_blank(opening) or is_blank(length):
            finishes.append("")
            continue
        begun = day_number(opening)
        if begun is None:
            finishes.append(undated)
        elif not is_number(length) or length < 0 or length != floor(length):
            finishes.append(unusable)
        elif days is None:
            finishes.append(unknown)
        else:
            before = days.before(begun)
            day = None if before is None else days.workday(before + max(1, int(length)) - 1)
            finishes.append(outside if day is None else day)
    return finishes


def with_buffer(duration: Sequence[CellValue], buffer: Sequence[CellValue]) -> list[CellValue]:
    """Return duration + buffer for `finish`; a blank buffer counts as none, anything unusable stays as it is."""
    return [_sum(length, extra) for length, extra in zip(duration, buffer, strict=True)]


def _sum(length: CellValue, extra: CellValue) -> CellValue:
    if is_blank(length) or is_blank(extra) or not is_number(length):
        return length
    return length + extra if is_number(extra) else extra


def current_finish(
    planned: Sequence[CellValue],
    forecast: Sequence[CellValue],
    actual: Sequence[CellValue],
    at_work: Sequence[bool],
) -> list[int | None]:
    """Return when each task is finished as far as is known, as day numbers.

    That is the actual finish; else the forecast where work is `at_work` (actual dates decide then, not planned ones); else
    the later of plan and forecast.
    """
    finishes: list[int | None] = []
    for plan, early, done, begun in zip(planned, forecast, actual, at_work, strict=True):
        number, seen = day_number(done), day_number(early)
        if number is None and begun:
            number = seen
        if number is None:
            number = max((day for day in (day_number(plan), seen) if day is not None), default=None)
        finishes.append(number)
    return finishes


def slip(
    baseline: Sequence[CellValue], now: Sequence[int | None], calendars: Sequence[WorkCalendar | None]
) -> list[CellValue]:
    """Return by how many working days each finish lies behind its baseline (negative: ahead); blank without one."""
    slips: list[CellValue] = []
    for base, current, calendar in zip(map(day_number, baseline), now, calendars, strict=True):
        if calendar is None or base is None or current is None:
            slips.append("")
            continue
        before, after = calendar.until(base), calendar.until(current)
        slips.append("" if before is None or after is None else after - before)
    return slips

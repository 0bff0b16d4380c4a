"""What the points of a period come to: sums per working day, shares and means of their sums, never means of means.

A mean of means, or of percentages, gives a day with two orders the weight of one with a thousand: 1 of 2 and 10 of 1000 are
1.1%, not 25.5%. So numerators and denominators are added up and divided once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import fsum
from typing import NamedTuple

from udfs.comparing.growth import Counted
from udfs.comparing.periods import Period, Unit, period_of
from udfs.indicators.points import roll_up
from udfs.lang import Text
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import as_text

NO_DATA = Text("没有数据", "there are no data")
NO_CASES = Text("没有样本（分母为 0）", "there are no cases (the denominator is 0)")
NO_WORKDAY = Text("没有工作日，不能按工作日平均", "there is no working day to divide by")
NOT_ADDABLE = Text(
    "均值、中位数不能再平均；请取分子和分母，或按整个期间取数",
    "means and medians cannot be averaged again; extract numerator and denominator, or the period as a whole",
)
STRADDLES = Text(
    "有的数据跨出所比的期间，拆不开；请按日取数",
    "some points reach beyond the period and cannot be divided; extract by day",
)
BROKEN_POINT = Text("有的数据不是可以计算的数", "some points are no numbers to calculate with")


class Kind(Enum):
    """How the points of a measure come together."""

    COUNT = "count"
    """Cases add up: orders, complaints."""
    SUM = "sum"
    """Values add up: amounts of money, hours."""
    SHARE = "share"
    """Numerators of denominators, a share of 1: complaints of orders."""
    MEAN = "mean"
    """Sums over numbers of cases: hours of tickets."""
    LEVEL = "level"
    """A value alone, from which no other can be made: a median, a score without its number of answers."""


ADDED = (Kind.COUNT, Kind.SUM)
_QUOTIENTS = (Kind.SHARE, Kind.MEAN)
# Larger figures are mistakes, and their sums might be beyond what a float holds.
_LARGEST = 1e200


class Point(NamedTuple):
    """A value of the day, week or month that `day` lies in; of shares and means numerator and denominator."""

    day: date
    value: float
    denominator: float | None = None


@dataclass(frozen=True)
class Amount:
    """What a measure comes to in a period.

    Attributes:
        period: the days that were looked at.
        value: sums per working day (or as a whole), shares and means as quotient of the sums, or the level; None where
            it is refused.
        total: the sum of values, of shares and means that of the numerators.
        denominator: what the value is divided by: working days with data, or the sum of denominators; 1 otherwise.
        workdays: how many working days the period has.
        missing: its working days without a value.
        refusal: why there is no value.
    """

    period: Period
    value: float | None
    total: float = 0.0
    denominator: float = 1.0
    workdays: int = 0
    missing: tuple[date, ...] = ()
    refusal: Text | None = None


def amount(
    points: Sequence[Point],
    period: Period,
    kind: Kind,
    calendar: WorkCalendar,
    *,
    per_day: bool = True,
    every: Unit = Unit.DAY,
    absent_is_zero: bool = False,
) -> Amount:
    """Return what the points of a period come to.

    Args:
        points: of the series, in any order; several of one day (groups) come together like those of several days.
        period: the days that are looked at.
        kind: how points come together.
        calendar: which days are worked; it holds the days of the period.
        per_day: whether values that add up are divided by the number of working days.
        every: what one point stands for: a day, the week or the month that its day lies in.
        absent_is_zero: whether a working day without a point had none of what adds up; else its value is missing.
    """
    reach = Period(period_of(period.first, every).first, period_of(period.last, every).last)
    inside = [point for point in points if reach.first <= point.day <= reach.last]
    filled = {period_of(point.day, every) for point in inside}
    days = _workdays(period, calendar)
    zero = absent_is_zero and kind in ADDED
    missing = () if zero else tuple(day for day in days if period_of(day, every) not in filled)
    refusal = _unusable(inside, kind) if inside or not zero else None
    if any(span.overlap(period) != span for span in filled):
        refusal = STRADDLES
    if refusal is not None:
        return Amount(period, None, workdays=len(days), missing=missing, refusal=refusal)
    return _added(inside, kind, Amount(period, None, workdays=len(days), missing=missing), per_day=per_day)


def is_sparse(points: Sequence[Point], calendar: WorkCalendar, every: Unit = Unit.DAY) -> bool:
    """Return whether a daily series has values on fewer than half of its working days, as that of a rare event has.

    There a day without a point is a day without a case; in a series of nearly every day it is a hole in the data.
    """
    if every is not Unit.DAY or not points:
        return False
    listed = {point.day for point in points}
    first, last = min(listed), max(listed)
    worked = calendar.count_before(last.toordinal() + 1) - calendar.count_before(first.toordinal())
    return 2 * sum(map(calendar.is_workday, listed)) < worked


def _workdays(period: Period, calendar: WorkCalendar) -> list[date]:
    first = calendar.count_before(period.first.toordinal())
    after = calendar.count_before(period.last.toordinal() + 1)
    return [day for day in (calendar.workday(place) for place in range(first, after)) if day is not None]


def _unusable(points: Sequence[Point], kind: Kind) -> Text | None:
    if not points:
        return NO_DATA
    # A comparison with not-a-number is false as well.
    if not all(abs(figure) < _LARGEST for point in points for figure in (point.value, point.denominator or 0)):
        return BROKEN_POINT
    if kind is Kind.LEVEL:
        return NOT_ADDABLE if len(points) > 1 else None
    if kind in _QUOTIENTS and any(point.denominator is None for point in points):
        return NOT_ADDABLE
    return None


def _added(points: Sequence[Point], kind: Kind, empty: Amount, *, per_day: bool) -> Amount:
    period, days, missing = empty.period, empty.workdays, empty.missing
    if kind is Kind.LEVEL:
        return Amount(period, points[0].value, points[0].value, 1.0, days, missing)
    if kind in ADDED:
        total, divisor = fsum(point.value for point in points), days - len(missing) if per_day else 1
        if divisor == 0:
            return Amount(period, None, total, 0.0, days, missing, NO_WORKDAY)
        return Amount(period, total / divisor, total, divisor, days, missing)
    rolled = roll_up((point.value, point.denominator) for point in points)
    refusal = NO_CASES if rolled.value is None else None
    return Amount(period, rolled.value, rolled.numerator, rolled.denominator, days, missing, refusal)


def counted(kind: Kind, of: Amount) -> Counted | None:
    """Return from how many cases an amount comes, None where its figures count nothing."""
    if kind is Kind.COUNT and of.total.is_integer():
        return Counted(of.total, as_text(of.total))
    if kind is Kind.SHARE:
        return Counted(of.denominator, f"{as_text(of.total)}/{as_text(of.denominator)}")
    return None

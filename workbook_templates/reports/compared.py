"""同比 and 环比 of the measures as reports say them: of the latest whole month, or week where the points reach no further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from udfs.choices import meant
from udfs.comparing.amounts import NO_DATA, Kind, Point
from udfs.comparing.bases import Against
from udfs.comparing.comparison import Comparison, compare
from udfs.comparing.periods import Period, Unit, period_before, period_of, spacing
from udfs.comparing.spring import festival_days
from udfs.indicators.choices import FREQUENCIES
from udfs.indicators.points import factor
from udfs.lang import Text
from udfs.monitoring.choices import COUNT, KINDS
from udfs.monitoring.wording import fill
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import plain
from workbook_templates.context import Context
from workbook_templates.monitoring import MEASURES, Line
from workbook_templates.tables.holidays import known_days

_PER_CENT = 100
# What a point may stand for, and what the sheet may be by; the shortest first.
UNITS = (Unit.DAY, Unit.WEEK, Unit.MONTH)
_OF_FREQUENCY: dict[Text | None, Unit] = dict(zip(FREQUENCIES, UNITS, strict=True))
_TOO_SHORT = Text(
    "环比：还没有两个完整的{units}可比。", "On the period before: there are no two whole {units} to compare yet."
)
_MONTHS_OR_WEEKS, _WEEKS, _MONTHS = Text("月或周", "months or weeks"), Text("周", "weeks"), Text("月", "months")
_LEFT_OUT = Text("排除的点不计", "excluded points do not count")


@dataclass(frozen=True)
class Measured:
    """A measure, or a group of it, as it is compared.

    Attributes:
        points: those that count; of quotients both parts, in the unit of the measure.
        kind: how they come together.
        every: what one of them stands for.
        calendar: the working days.
        every_day: whether every day counts as worked.
        label: the unit.
    """

    points: list[Point]
    kind: Kind
    every: Unit
    calendar: WorkCalendar
    every_day: bool
    label: str

    def compare(self, period: Period, unit: Unit, against: Against, *, joined: bool = True) -> Comparison:
        """Compare a period with what is its equal before."""
        return compare(
            self.points, period, unit, against, self.kind, self.calendar, every=self.every, joined=joined,
            every_day=self.every_day, label=self.label,
        )  # fmt: skip


def measured(book: Context, line: Line) -> Measured | None:
    """Return a measure as it is compared; None where no point counts."""
    kind = _kind(book, line)
    points = _points(book, line, kind)
    if not points:
        return None
    frequency = meant(book.tables[MEASURES]["frequency"][line.place], FREQUENCIES)
    # Rare events lie weeks apart, and still each is one of a day.
    every = min(spacing(point.day for point in points), _OF_FREQUENCY.get(frequency, Unit.MONTH), key=UNITS.index)
    calendar = book.once(_calendar)
    label = plain(book.tables[MEASURES]["unit"][line.place]).replace("％", "%")
    every_day = every is Unit.DAY and _works_every_day(points, calendar)
    return Measured(points, kind, every, calendar, every_day, label)


def comparisons(book: Context, line: Line) -> list[Text]:
    """Return 环比 and 同比 of a measure, each a sentence that says with what it is compared and why.

    A year before of which there are no points is left out. Where 春节 falls differently into both, the comparison aligned
    by it follows.
    """
    own = measured(book, line)
    if own is None:
        return []
    latest = _latest_whole(own)
    if latest is None:
        return [fill(_TOO_SHORT, units={Unit.WEEK: _WEEKS, Unit.MONTH: _MONTHS}.get(own.every, _MONTHS_OR_WEEKS))]
    period, unit = latest
    before, year = (own.compare(period, unit, against) for against in (Against.PREVIOUS, Against.YEAR_BEFORE))
    shown = [before, year]
    if falls_differently(year):
        shown.append(own.compare(period, unit, Against.SPRING))
    return [
        sentence(compared, line) for compared in shown if compared.base.refusal is not NO_DATA or compared is before
    ]


def _kind(book: Context, line: Line) -> Kind:
    """Return how the points of a measure come together: what is nowhere said to add up is never added."""
    data = book.tables[MEASURES]
    counting = [point for point in line.points if not point.excluded and point.value is not None]
    if counting and all(point.numerator is not None and point.denominator is not None for point in counting):
        return Kind.SHARE if factor(data["unit"][line.place]) == _PER_CENT else Kind.MEAN
    if meant(data["kind"][line.place], KINDS) != COUNT:
        return Kind.LEVEL
    return Kind.COUNT if all((point.value or 0.0).is_integer() for point in counting) else Kind.SUM


def _points(book: Context, line: Line, kind: Kind) -> list[Point]:
    """Return the points that count; of quotients both parts, in the unit of the measure."""
    scale = 1 if kind is Kind.SHARE else factor(book.tables[MEASURES]["unit"][line.place])
    points: list[Point] = []
    for point in line.points:
        if point.excluded or point.value is None:
            continue
        if kind in {Kind.SHARE, Kind.MEAN} and point.numerator is not None:
            points.append(Point(point.day, point.numerator * scale, point.denominator))
        else:
            points.append(Point(point.day, point.value))
    return points


def _calendar(book: Context) -> WorkCalendar:
    """Return the workbook's own working days, or the published ones where it has none."""
    if book.calendar is not None:
        return book.calendar
    listed = ((day, kind.zh, name.zh) for day, kind, name in known_days(date.min.year, book.today))
    return WorkCalendar.of(listed, book.today - timedelta(days=1), book.today)


def _works_every_day(points: Sequence[Point], calendar: WorkCalendar) -> bool:
    """Return whether a daily series has points on most days off as well: a service that never closes."""
    listed = {point.day for point in points}
    first, last = min(listed), max(listed)
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    off = [day for day in days if not calendar.is_workday(day)]
    return bool(off) and 2 * len(listed.intersection(off)) > len(off)


def _latest_whole(own: Measured) -> tuple[Period, Unit] | None:
    """Return the latest whole month, else week, the one before which is whole as well; None where there is none.

    Points that can neither be added nor divided anew are compared one with the other.
    """
    first = min(point.day for point in own.points)
    until = max(period_of(point.day, own.every).last for point in own.points)
    calendar = own.calendar.without_rest() if own.every_day else own.calendar
    by_one = own.kind is Kind.LEVEL or own.every is not Unit.DAY
    units = (own.every,) if by_one else (Unit.MONTH, Unit.WEEK)
    for unit in units:
        period = period_of(until, unit)
        if unit is Unit.DAY:
            return period, unit
        if _has_workday(until + timedelta(days=1), period.last, calendar):
            period = period_before(period, unit)
        before = period_before(period, unit)
        if first <= before.last and not _has_workday(before.first, first - timedelta(days=1), calendar):
            return period, unit
    return None


def _has_workday(first: date, last: date, calendar: WorkCalendar) -> bool:
    return any(calendar.is_workday(first + timedelta(days=at)) for at in range((last - first).days + 1))


def falls_differently(year: Comparison) -> bool:
    """Return whether 春节 falls differently into a period and the year before it."""
    return festival_days(year.now.period) != festival_days(year.base.period)


def sentence(compared: Comparison, line: Line) -> Text:
    """Return a comparison in words, with a note where points of either period were left out by hand."""
    both = compared.now.period, compared.base.period
    left_out = any(point.excluded and span.first <= point.day <= span.last for point in line.points for span in both)
    words = compared.words
    if left_out:
        words = Text(f"{words.zh}；{_LEFT_OUT.zh}", f"{words.en}; {_LEFT_OUT.en}")
    return Text(f"{words.zh}。", f"{words.en[0].upper()}{words.en[1:]}.")

"""A period against its base: both figures, what they are divided by, why this base, and what to know of either, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from udfs.comparing.amounts import ADDED, NO_DATA, Amount, Kind, Point, amount, counted, is_sparse
from udfs.comparing.bases import Against, Base, choose_base
from udfs.comparing.growth import PREVIOUS_PERIOD, SAME_PERIOD, Growth, growth, signed
from udfs.comparing.periods import Period, Unit, period_of
from udfs.comparing.spring import festival_days
from udfs.lang import Count, Text, listed
from udfs.scheduling.workdays import WorkCalendar
from udfs.statistics.results import Scale

RARE = Text("多数工作日没有数据，按 0 计", "most working days have no data and count as 0")
_THIS, _BASE = Text("本期", "this period"), Text("基期", "the base")
_DAYS_SHOWN = 5
_MARGIN = timedelta(days=31)
# The furthest base: a year and the lunar year's shift before the period, and the weeks tried around it.
_REACH = timedelta(days=460)


@dataclass(frozen=True)
class Comparison:
    """A period of a measure against its base.

    Attributes:
        against: what it is compared with, as the comparison is called.
        now: what the measure comes to in the period.
        base: what it came to in the base.
        reason: why this base.
        growth: how much the figures changed: sums per working day where `per_day`, shares, means.
        plain: how much the sums changed, whatever the number of working days; None for shares, means and levels.
        per_day: whether sums are divided by working days.
        every_day: whether every day counts as worked.
        unfinished: whether the period is not over.
        notes: what a reader has to know.
    """

    against: Against
    now: Amount
    base: Amount
    reason: Text
    growth: Growth
    plain: Growth | None = None
    per_day: bool = False
    every_day: bool = False
    unfinished: bool = False
    notes: tuple[Text, ...] = ()

    @property
    def words(self) -> Text:
        """Return the comparison as a sentence: which, the periods, the change, its reason, the notes."""
        name, reason, changed = self.against.value, self.reason, self.growth.words
        periods = Text(
            f"{self.base.period.name.zh} → {self.now.period.name.zh}",
            f"{self.base.period.name.en} → {self.now.period.name.en}",
        )
        per, plain = self._per_words(), self._plain_words()
        notes = (*((plain,) if plain else ()), *self.notes)
        return Text(
            f"{name.zh}（{reason.zh}）{periods.zh}：{per.zh}{changed.zh}" + "".join(f"；{note.zh}" for note in notes),
            f"{name.en} ({reason.en}), {periods.en}: {per.en}{changed.en}" + "".join(f"; {note.en}" for note in notes),
        )

    def _per_words(self) -> Text:
        # Counts shown in place of a percentage are those of the whole period.
        if not self.per_day or self.growth.counts is not None or self.growth.difference is None:
            return Text("", "")
        return Text("每天 ", "per day ") if self.every_day else Text("每工作日 ", "per working day ")

    def _plain_words(self) -> Text | None:
        if not self.per_day or self.plain is None or self.plain.rate is None or self.growth.counts is not None:
            return None
        change, days = signed(self.plain.rate, "share"), (self.base.workdays, self.now.workdays)
        if days[0] == days[1]:  # the sums changed as their days did
            return None
        kind = Text("天数", "days") if self.every_day else Text("工作日", "working days")
        return Text(
            f"总量 {change.zh}（{kind.zh} {days[0]} → {days[1]}）",
            f"in total {change.en} ({kind.en} {days[0]} → {days[1]})",
        )


def compare(
    points: Sequence[Point],
    period: Period,
    unit: Unit,
    against: Against,
    kind: Kind,
    calendar: WorkCalendar,
    *,
    known_until: date | None = None,
    every: Unit = Unit.DAY,
    joined: bool = True,
    every_day: bool = False,
    label: str = "",
) -> Comparison:
    """Compare a period of a series with what is its equal before.

    In a daily series with values on most working days one without a value is a hole: it is named and not divided by. Where
    most have none (rare events) they count as 0, and that is said.

    Args:
        points: of the series, in any order.
        period: what is looked at, as `period_of` gives it.
        unit: what it is: a day, week, month, quarter or year.
        against: what it is compared with.
        kind: how the points come together.
        calendar: which days are worked, of the years of both periods.
        known_until: the last day whose data are complete; the last day with a point where None.
        every: what one point stands for.
        joined: whether 同比 takes January and February together once there is a February.
        every_day: whether every day counts as worked, for a service that never closes.
        label: the unit of the figures, for the sentence; `%` where a figure of 5 is 5%.
    """
    days = _reaching(calendar.without_rest() if every_day else calendar, period)
    newest = max((point.day for point in points), default=None)
    until = known_until or (newest and period_of(newest, every).last)
    if until is None or until < period.first:
        # Nothing is known of the period; the base is that of the whole of it.
        chosen = choose_base(period, unit, against, days, known_until=period.last, joined=joined)
        return _refused(chosen, against, NO_DATA)
    chosen = choose_base(period, unit, against, days, known_until=until, joined=joined)
    if chosen.refusal is not None:
        return _refused(chosen, against, chosen.refusal)
    per_day = kind in ADDED and unit is not Unit.DAY
    sparse, first = is_sparse(points, days, every), min((point.day for point in points), default=until)
    now, base = (
        amount(points, part, kind, days, per_day=per_day, every=every, absent_is_zero=sparse and part.last >= first)
        for part in (chosen.now, chosen.base)
    )
    notes = (
        *chosen.notes,
        *([RARE] if sparse and kind in ADDED else []),
        *([] if sparse else _missing(now, base, every_day=every_day)),
        *([] if every_day else _calendar_notes(now, base, unit, calendar)),
    )
    word = PREVIOUS_PERIOD if against is Against.PREVIOUS else SAME_PERIOD
    return Comparison(
        against, now, base, chosen.reason, _growth(now, base, kind, word, label), _plain(now, base, kind, word, label),
        per_day, every_day, chosen.unfinished, notes,
    )  # fmt: skip


def _reaching(calendar: WorkCalendar, period: Period) -> WorkCalendar:
    first, last = period.first - _REACH, period.last + _MARGIN
    return calendar if calendar.first <= first and calendar.last >= last else calendar.reaching(first, last)


def _refused(chosen: Base, against: Against, refusal: Text) -> Comparison:
    now, base = Amount(chosen.now, None, refusal=refusal), Amount(chosen.base, None)
    nothing = Growth(None, None, refusal=refusal)
    return Comparison(against, now, base, chosen.reason, nothing, unfinished=chosen.unfinished, notes=chosen.notes)


def _growth(now: Amount, base: Amount, kind: Kind, word: Text, label: str) -> Growth:
    scale: Scale = "share" if kind is Kind.SHARE else "number"
    refused = next(((which, part.refusal) for which, part in ((_THIS, now), (word, base)) if part.refusal), None)
    if refused is not None:
        which, why = refused
        refusal = Text(f"{which.zh}：{why.zh}", f"{which.en}: {why.en}")
        return Growth(now.value, base.value, scale, label, refusal)
    cases = counted(kind, base), counted(kind, now)
    both = None if cases[0] is None or cases[1] is None else (cases[0], cases[1])
    return growth(now.value, base.value, scale=scale, unit=label, word=word, counted=both)


def _plain(now: Amount, base: Amount, kind: Kind, word: Text, label: str) -> Growth | None:
    if kind not in ADDED or now.refusal is not None or base.refusal is not None:
        return None
    return growth(now.total, base.total, unit=label, word=word)


def _missing(now: Amount, base: Amount, *, every_day: bool) -> Iterator[Text]:
    kind = Text("天", "day/days") if every_day else Text("个工作日", "working day/working days")
    for which, part in ((_THIS, now), (_BASE, base)):
        if part.missing and part.refusal is not NO_DATA:
            count, days = Count(len(part.missing)), listed([f"{day:%m-%d}" for day in part.missing], _DAYS_SHOWN)
            yield Text(
                f"{which.zh}有 {count} {kind.zh}没有数据（{days.zh}）",
                f"{which.en} lacks data of {count:{kind.en}} ({days.en})",
            )


def _calendar_notes(now: Amount, base: Amount, unit: Unit, calendar: WorkCalendar) -> Iterator[Text]:
    unknown = sorted(_years_unknown(now.period, calendar) | _years_unknown(base.period, calendar))
    if unknown:
        years = listed(map(str, unknown))
        yield Text(
            f"节假日里没有 {years.zh} 年公布的安排，工作日可能不准",
            f"no published arrangement of {years.en} on Holidays, so working days may be wrong",
        )
    festivals = festival_days(base.period), festival_days(now.period)
    if unit is not Unit.DAY and festivals[0] != festivals[1]:
        yield Text(
            f"春节假期在基期有 {festivals[0]} 天、本期有 {festivals[1]} 天，可看春节对齐或 1–2 月合并",
            f"{Count(festivals[0]):day/days} of the Spring Festival in the base and {festivals[1]} in this period: see also the "
            "comparison aligned by it, or January and February together",
        )


def _years_unknown(period: Period, calendar: WorkCalendar) -> set[int]:
    if not calendar.off and calendar.covered_until is not None:
        # These people work on all days that others have off, whatever is published.
        return set()
    listed_years = {day.year for day in calendar.off} - calendar.provisional
    return {year for year in range(period.first.year, period.last.year + 1) if year not in listed_years}


def latest_period(points: Sequence[Point], unit: Unit, every: Unit = Unit.DAY) -> Period | None:
    """Return the period that the last point lies in, None without one."""
    newest = max((point.day for point in points), default=None)
    return None if newest is None else period_of(period_of(newest, every).last, unit)

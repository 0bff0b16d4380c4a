"""What the three pictures of a measure show (R26): 趋势图 over periods, 柱状图 of its groups, 饼图 of what it consists of.

Pictures and comparisons read the same figures: sums per working day wherever periods of different length stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import lcm
from typing import NamedTuple

from udfs.comparing.amounts import ADDED, NO_DATA, Amount, Kind, Point, amount
from udfs.comparing.bases import Against
from udfs.comparing.comparison import Comparison, compare, latest_period
from udfs.comparing.periods import Period, Unit, period_of
from udfs.lang import Text
from udfs.scheduling.workdays import WorkCalendar
from udfs.statistics.samples import exact
from udfs.statistics.survey import rounded_shares

# A reader tells no more slices apart than this, 其他 included.
MOST_SLICES = 6

OTHER = Text("其他", "Other")
NO_WHOLE = Text(
    "占比、均值、中位数加起来不是一个整体，请看柱状图",
    "shares, means and medians add up to no whole; see the column chart",
)
NEGATIVE_PART = Text("有负数，画不成饼图，请看柱状图", "a part is negative, so there is no pie; see the column chart")
ONE_PART = Text("只有一组，没有构成可看", "there is one group only, so nothing to divide")
ALL_ZERO = Text("合计为 0，没有构成可看", "the total is 0, so nothing to divide")


class TrendPoint(NamedTuple):
    """A period of the trend beside the year before."""

    period: Period
    compared: Comparison

    @property
    def value(self) -> float | None:
        """Return the figure of the period, None where there is none."""
        return self.compared.now.value

    @property
    def year_before(self) -> float | None:
        """Return the figure of the year before, None where there is none."""
        return self.compared.base.value

    @property
    def unfinished(self) -> bool:
        """Return whether the period is not over."""
        return self.compared.unfinished


class Bar(NamedTuple):
    """A group in the column chart, with its figure now and in the period before."""

    group: str
    compared: Comparison

    @property
    def value(self) -> float | None:
        """Return the figure of the period, None where there is none."""
        return self.compared.now.value


class Slice(NamedTuple):
    """A part of the pie: its sum, and its share in whole per cent; all of them are 100."""

    label: str
    value: float
    percent: int


class Pie(NamedTuple):
    """The parts of a measure, the largest first and 其他 last; or why there is no pie, and which groups have no data."""

    slices: tuple[Slice, ...]
    refusal: Text | None = None
    without_data: tuple[str, ...] = ()


def trend(
    points: Sequence[Point],
    unit: Unit,
    kind: Kind,
    calendar: WorkCalendar,
    *,
    periods: int = 12,
    known_until: date | None = None,
    every: Unit = Unit.DAY,
    every_day: bool = False,
    label: str = "",
) -> list[TrendPoint]:
    """Return the last periods of a series, the oldest first, each beside the same period a year before.

    Sums stand per working day, so that February is no dip because it is short and 春节 falls into it. A period that is
    not over is marked, and stands beside as many working days of the year before.
    """
    period = latest_period(points, unit, every)
    if known_until is not None:
        period = period_of(known_until, unit)
    rows: list[TrendPoint] = []
    while period is not None and len(rows) < periods:
        both = compare(
            points, period, unit, Against.YEAR_BEFORE, kind, calendar, known_until=known_until, every=every, joined=False,
            every_day=every_day, label=label,
        )  # fmt: skip
        rows.append(TrendPoint(period, both))
        period = period_of(period.first - timedelta(days=1), unit)
    return rows[::-1]


def bars(
    groups: Mapping[str, Sequence[Point]],
    period: Period,
    unit: Unit,
    kind: Kind,
    calendar: WorkCalendar,
    *,
    known_until: date | None = None,
    every: Unit = Unit.DAY,
    every_day: bool = False,
) -> list[Bar]:
    """Return the groups of a period, the largest first, those without a figure last, each beside the period before."""
    newest = max((point.day for points in groups.values() for point in points), default=None)
    # One day for all: a group whose last case is a week old is no group whose period ended then.
    until = known_until or (newest and period_of(newest, every).last)
    rows = [
        Bar(
            group,
            compare(
                points,
                period,
                unit,
                Against.PREVIOUS,
                kind,
                calendar,
                known_until=until,
                every=every,
                every_day=every_day,
            ),
        )
        for group, points in groups.items()
    ]
    return sorted(rows, key=lambda bar: (bar.value is None, -(bar.value or 0)))


def pie(
    groups: Mapping[str, Sequence[Point]],
    period: Period,
    kind: Kind,
    calendar: WorkCalendar,
    *,
    every: Unit = Unit.DAY,
    other: str = OTHER.zh,
) -> Pie:
    """Return what a measure consists of in a period: sums of its groups, the smallest of many together as `other`.

    A group whose sum is 0 has no slice.
    """
    if kind not in ADDED:
        return Pie((), NO_WHOLE)
    amounts = {
        group: amount(points, period, kind, calendar, per_day=False, every=every) for group, points in groups.items()
    }
    without = tuple(group for group, part in amounts.items() if part.refusal is NO_DATA)
    refusal = _no_pie([part for group, part in amounts.items() if group not in without])
    if refusal is not None:
        return Pie((), refusal, without)
    ranked = sorted(
        ((group, part.total) for group, part in amounts.items() if part.total > 0), key=lambda entry: -entry[1]
    )
    parts = _joined(ranked, other)
    shares = _percents([value for _, value in parts])
    return Pie(
        tuple(Slice(label, value, share) for (label, value), share in zip(parts, shares, strict=True)), None, without
    )


def _no_pie(amounts: Sequence[Amount]) -> Text | None:
    """Return why these parts make no whole, None where they do."""
    refused = next((part.refusal for part in amounts if part.refusal is not None), None)
    if not amounts or refused is not None:
        return refused or NO_DATA
    if any(part.total < 0 for part in amounts):
        return NEGATIVE_PART
    parts = sum(part.total > 0 for part in amounts)
    return ONE_PART if parts == 1 else ALL_ZERO if parts == 0 else None


def _joined(ranked: Sequence[tuple[str, float]], other: str) -> list[tuple[str, float]]:
    """Return the largest parts, then 其他: that of the data, and what is too small for a slice of its own."""
    named = [entry for entry in ranked if entry[0] not in OTHER]
    rest = [entry for entry in ranked if entry[0] in OTHER]
    if len(named) + bool(rest) > MOST_SLICES:
        named, rest = named[: MOST_SLICES - 1], [*named[MOST_SLICES - 1 :], *rest]
    return [*named, (other, float(sum(exact(value) for _, value in rest)))] if rest else named


def _percents(values: Sequence[float]) -> list[int]:
    """Return whole per cent by the largest remainder; amounts are made whole numbers first, exactly."""
    fractions = [exact(value) for value in values]
    common = lcm(*(fraction.denominator for fraction in fractions))
    return rounded_shares([int(fraction * common) for fraction in fractions])

"""What the sheet 对比 shows of one measure: its last periods, its groups, what it consists of, and the sentences above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from udfs.choices import meant, written_as
from udfs.comparing.amounts import ADDED, NO_DATA, Kind, Point
from udfs.comparing.bases import Against
from udfs.comparing.comparison import Comparison
from udfs.comparing.periods import Period, Unit, period_of
from udfs.comparing.pictures import OTHER, Bar, Pie, TrendPoint, bars, pie, trend
from udfs.lang import Text
from udfs.monitoring.wording import fill
from udfs.values import as_text, is_blank
from workbook_templates.context import Context
from workbook_templates.monitoring import Line, lines
from workbook_templates.monitoring_settings import COMPARED, PERIODS
from workbook_templates.reports.compared import UNITS, Measured, falls_differently, measured, sentence
from workbook_templates.reports.control_chosen import called

# So many periods and groups are shown.
ROWS = GROUPS = 12
NOTHING = Text("还没有可比的指标", "No measure to compare yet")
UNKNOWN = Text("“{value}”不是有数据的指标", "“{value}” is no measure with points")
NO_GROUPS = Text("没有分组", "there are no groups")
ALL = Text("全部", "All")
NO_YEAR = Text("同比：上年同期没有数据。", "On the year before: there are no data of a year before.")


@dataclass(frozen=True)
class Shown:
    """A measure as the sheet shows it.

    Attributes:
        line: the measure or group.
        own: how it is compared.
        unit: by which periods.
        trend: the last periods, the oldest first, each beside the year before.
        previous: of each of them the comparison with the period before.
        bars: its groups in the latest period, the largest first; the whole alone where it has none.
        has_groups: whether it has groups.
        pie: what it consists of then, or why there is no pie.
        sentences: how the latest period compares.
    """

    line: Line
    own: Measured
    unit: Unit
    trend: list[TrendPoint]
    previous: list[Comparison]
    bars: list[Bar]
    has_groups: bool
    pie: Pie
    sentences: list[Text]

    @property
    def period(self) -> Period:
        """Return the latest period."""
        return self.trend[-1].period

    @property
    def adds_up(self) -> bool:
        """Return whether values are sums, which are compared per working day."""
        return self.own.kind in ADDED

    def figure(self, value: float | None) -> float | None:
        """Return a figure in the unit of the measure, with no more digits than are read."""
        if value is None:
            return None
        return float(f"{value * (100 if self.own.kind is Kind.SHARE else 1):.6g}")


def shown(book: Context) -> Shown | Text:
    """Return what the sheet shows, or why it shows nothing."""
    chosen = book.settings.values[COMPARED.key]
    wanted = [line for line in book.lasting(lines) if written_as(as_text(chosen)) in called(line)]
    if is_blank(chosen):
        grouped = {line.place for line in book.lasting(lines) if not line.is_whole}
        # One with groups has most to show.
        wanted = sorted(book.lasting(lines), key=lambda line: not (line.is_whole and line.place in grouped))
    line, own = next(((line, own) for line in wanted if (own := measured(book, line)) is not None), (None, None))
    if line is None or own is None:
        return NOTHING if is_blank(chosen) else fill(UNKNOWN, value=as_text(chosen))
    asked = meant(book.settings.values[PERIODS.key], PERIODS.choices)
    unit = max(next((unit for unit in UNITS if unit.value == asked), Unit.MONTH), own.every, key=UNITS.index)
    points = trend(
        own.points, unit, own.kind, own.calendar, periods=ROWS, every=own.every, every_day=own.every_day, label=own.label
    )  # fmt: skip
    earliest = period_of(min(point.day for point in own.points), unit).first
    points = [point for point in points if point.period.first >= earliest]
    previous = [own.compare(point.period, unit, Against.PREVIOUS) for point in points]
    groups = _groups(book, line)
    period = points[-1].period
    # A frame of columns without any says nothing; the whole beside the period before does.
    drawn = groups or {ALL.to(book.lang) if line.is_whole else line.group or OTHER.to(book.lang): own.points}
    return Shown(
        line, own, unit, points, previous,
        bars(drawn, period, unit, own.kind, own.calendar, every=own.every, every_day=own.every_day),
        bool(groups),
        pie(groups, period, own.kind, own.calendar, every=own.every, other=OTHER.to(book.lang)) if groups else Pie((), NO_GROUPS),
        list(_sentences(own, line, period, previous[-1], unit)),
    )  # fmt: skip


def _groups(book: Context, line: Line) -> dict[str, list[Point]]:
    """Return the points of the groups of a measure; those of a group alone have none."""
    if not line.is_whole:
        return {}
    others = (other for other in book.lasting(lines) if other.place == line.place and not other.is_whole)
    return {
        other.group or OTHER.to(book.lang): own.points for other in others if (own := measured(book, other)) is not None
    }


def _sentences(own: Measured, line: Line, period: Period, before: Comparison, unit: Unit) -> Iterator[Text]:
    year = own.compare(period, unit, Against.YEAR_BEFORE)
    yield sentence(before, line)
    yield NO_YEAR if year.base.refusal is NO_DATA else sentence(year, line)
    if falls_differently(year):
        yield sentence(own.compare(period, unit, Against.SPRING), line)

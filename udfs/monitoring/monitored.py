"""A measure as a whole: its chart with the reason for it, what makes it doubtful, proposals, status, and the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from udfs.lang import Text, same
from udfs.monitoring.charts import Chart, draw
from udfs.monitoring.choices import AUTO, COUNT, DAYS_BETWEEN, DEFAULT_SET, DURATION, RATE, C, Rule
from udfs.monitoring.choosing import Choice, choose
from udfs.monitoring.estimates import RangesBy
from udfs.monitoring.gaps import Gaps, days_between
from udfs.monitoring.patterns import warnings_of
from udfs.monitoring.rules import Signal
from udfs.monitoring.sentences import explain, figures_of, sentence
from udfs.monitoring.series import Series
from udfs.monitoring.shifts import Shift, proposals
from udfs.monitoring.status import Status, meaning, status_of
from udfs.monitoring.wording import Figures, day_text, fill

_SINCE = Text(
    "最近一次在 {last}，至 {until} 已 {days} 天没有再发生{beyond}。",
    " The last one was on {last}; by {until}, {days:day/days} without another{beyond}.",
)
_BEYOND = Text("，已超过控制上限 {limit}", ", which is above the upper control limit {limit}")


@dataclass(frozen=True)
class Settings:
    """What the table of measures says of one.

    Attributes:
        kind: one of `choices.KINDS`; None where nobody said.
        chart: one of `choices.CHARTS`.
        rules: those of `own_rules.rules_of`.
        direction: one of `choices.DIRECTIONS`; None where nobody said.
        target: in the unit of the points, a share as a part of 1.
        unit: what its figures are counted in.
        is_share: whether values without denominators are parts of 1 too, to be written in per cent.
        ranges_by: how moving ranges become a spread.
    """

    kind: Text | None = None
    chart: Text = AUTO
    rules: Sequence[Rule] = DEFAULT_SET.rules
    direction: Text | None = None
    target: float | None = None
    unit: str = ""
    is_share: bool = False
    ranges_by: RangesBy = "mean"


@dataclass(frozen=True)
class Monitored:
    """What there is to say about one measure.

    Attributes:
        choice: which chart, why, and what would fit better.
        chart: the chart; of days between events it has a point for each event but the first.
        places: of each point of the chart the place in the series that was given.
        warnings: what makes the limits doubtful.
        shifts: where phases are proposed.
        status: how the measure stands.
        sentence: the line for managers.
        figures: how its figures are written.
        settings: what was asked for.
    """

    choice: Choice
    chart: Chart
    places: tuple[int, ...]
    warnings: tuple[Text, ...]
    shifts: tuple[Shift, ...]
    status: Status
    sentence: Text
    figures: Figures
    settings: Settings

    def explained(self, signal: Signal) -> Text:
        """Return a signal in words."""
        return explain(self.chart, signal, self.figures)

    def meaning(self, signal: Signal) -> Text:
        """Return whether a signal is an improvement, the opposite, or just a change."""
        return meaning(self.chart, signal, self.settings.direction, self.settings.target)


def monitored(series: Series, settings: Settings) -> Monitored:
    """Return what there is to say about one measure.

    Args:
        series: its points in the order of time.
        settings: what the table of measures says of it.
    """
    choice = choose(series, settings.kind, settings.chart)
    gaps = days_between(series) if choice.chart == DAYS_BETWEEN else None
    drawn = series if gaps is None else gaps.series
    if choice.chart == C:
        drawn = replace(series, denominators=None)
    chart = draw(drawn, choice.chart, settings.rules, bounds=_bounds(series, settings), ranges_by=settings.ranges_by)
    figures = figures_of(chart, same(settings.unit), is_share=settings.is_share)
    status = status_of(chart, settings.direction, settings.target)
    words = sentence(chart, status, figures, settings.target)
    shifts = proposals(chart, figures)
    return Monitored(
        choice,
        chart,
        tuple(range(len(series))) if gaps is None else gaps.places,
        tuple(warnings_of(chart, [shift.place for shift in shifts])),
        tuple(shifts),
        status,
        words if gaps is None else _with_pause(words, gaps, chart, figures),
        figures,
        settings,
    )


def _bounds(series: Series, settings: Settings) -> tuple[float | None, float | None]:
    """Return what a measure can reach: counts, rates and times are never below 0, parts of a whole never above it."""
    if settings.kind not in {COUNT, RATE, DURATION}:
        return None, None
    known = [value for value in series.values if value is not None]
    if any(value < 0 for value in known):
        return None, None
    is_part = settings.kind == RATE and series.denominators is not None and all(value <= 1 for value in known)
    return 0.0, 1.0 if is_part else None


def _with_pause(words: Text, gaps: Gaps, chart: Chart, figures: Figures) -> Text:
    """Return the sentence with the time since the last event: it is no gap yet, but may be longer than any usual one."""
    if gaps.last_event is None or gaps.until is None:
        return words
    days = (gaps.until - gaps.last_event).days
    limit = chart.upper[-1] if chart.upper and chart.phases[-1].is_judged else None
    beyond = same("") if limit is None or days <= limit else fill(_BEYOND, limit=figures(limit))
    more = fill(_SINCE, last=day_text(gaps.last_event), until=day_text(gaps.until), days=days, beyond=beyond)
    return Text(words.zh + more.zh, words.en + more.en)

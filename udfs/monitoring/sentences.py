"""What a chart shows in a line that a manager reads: what was seen when, what is usual, what that means for the target."""

from __future__ import annotations

from udfs.lang import Text, same
from udfs.monitoring.charts import Chart
from udfs.monitoring.choices import (
    DAYS_BETWEEN,
    LONG_RUN,
    MEETS,
    MISSES,
    NINE_ON_A_SIDE,
    NO_VARIATION,
    OUTSIDE,
    RUN,
    SEVEN_IN_TREND,
    SEVEN_ON_A_SIDE,
    SIX_IN_TREND,
    SOMETIMES,
    STABLE,
    TOO_FEW,
)
from udfs.monitoring.rules import Signal
from udfs.monitoring.status import Status
from udfs.monitoring.wording import Figures, day_text, fill, join

_AT_DAY = Text("{day} ", "on {day}")
_AT_POINT = Text("第 {n} 点", "at point {n}")
_DAY = Text(" {day} ", "{day}")
_POINT = Text("第 {n} 点", "point {n}")
_ABOVE = Text("{at}为 {value}，高于控制上限 {limit}", "{value} {at} is above the upper control limit {limit}")
_BELOW = Text("{at}为 {value}，低于控制下限 {limit}", "{value} {at} is below the lower control limit {limit}")
_RUN_ABOVE = Text(
    "自{since}起连续 {n} 点高于中心线 {centre}",
    "since {since} {n:point/points} in a row above the centre line {centre}",
)
_RUN_BELOW = Text(
    "自{since}起连续 {n} 点低于中心线 {centre}",
    "since {since} {n:point/points} in a row below the centre line {centre}",
)
_RISING = Text("自{since}起连续 {n} 点上升，到 {value}", "since {since} {n:point/points} in a row rising, to {value}")
_FALLING = Text("自{since}起连续 {n} 点下降，到 {value}", "since {since} {n:point/points} in a row falling, to {value}")
_OTHER = Text("自{since}起 {n} 点中{rule}", "within {n:point/points} since {since}: {rule}")

_STATE = Text("{variation}：{what}。", "{variation}: {what}. ")
_STEADY = Text("最近一点（{at}为 {value}）没有异常", "the latest point, {value} {at}, shows no signal")
_NOT_JUDGED = Text("{why}。", "Not judged: {why}. ")
_ALL_SAME = Text("{n} 点都是 {value}", "all {n:point is/points are} {value}")
_LAST = Text("上一次异常：{what}。", "The last signal: {what}. ")
_USUAL = Text(
    "正常波动 {span}（中心线 {centre}，{n} 点）。", "Usual range {span} (centre line {centre}, from {n:point/points}). "
)
_MIDDLE = Text("中位数 {centre}（{n} 点）。", "Median {centre} (of {n:point/points}). ")
_TARGET = Text("目标 {target}：{capability}（{why}）。", "Target {target}: {capability} ({why}). ")
_TARGET_ALONE = Text(
    "目标 {target}：能否达到，目前无法判断。", "Target {target}: nobody can tell yet whether it will be met. "
)
_WHY = {
    MEETS: Text("正常波动都在目标好的一侧", "the usual range lies on its good side"),
    MISSES: Text("正常波动都在目标之外，不改变过程就达不到", "the usual range lies off it, unless the process changes"),
    SOMETIMES: Text("目标在正常波动之内，达到与否看运气", "it lies within the usual range, so that chance decides"),
}
_BY_OLD = Text("{why}；过程已变，设新阶段后再看", "{why}; the process has changed, look again once it has a new phase")
# So many of the latest points are looked back on.
_RECENT = 10
_CAUTION = Text("{note}。", "{note}. ")


def figures_of(chart: Chart, unit: Text, *, is_share: bool = False) -> Figures:
    """Return how the figures of a chart are written.

    Args:
        chart: the chart.
        unit: the unit of the measure; days between events have their own.
        is_share: whether its values are parts of 1; those of p and p′, and numerators by denominators in %, always are.
    """
    shares = (is_share or (unit == same("%") and chart.series.denominators is not None)) and chart.kind != DAYS_BETWEEN
    values = [
        value
        for value, counts in zip(chart.series.values, chart.series.counted, strict=True)
        if value is not None and counts
    ]
    latest = next((i for i in reversed(range(len(chart.series))) if chart.upper[i] is not None), None)
    spread = None
    if latest is not None:
        low, high = chart.lower[latest], chart.upper[latest]
        spread = (high - low) / 6 if low is not None and high is not None else None
    unit = Text("天", "days") if chart.kind == DAYS_BETWEEN else unit
    return Figures(spread, values, unit, is_share=shares or chart.kind.en in {"p", "p′"})


def explain(chart: Chart, signal: Signal, figures: Figures) -> Text:
    """Return what a signal is, with its figures and days: `2026-03-18 为 2.8，低于控制下限 3.1`."""
    since = _named(chart, signal.first, _DAY, _POINT)
    n = sum(chart.series.counted[signal.first : signal.last + 1])
    value, limit = chart.series.values[signal.last], chart.limit_of(signal)
    shown, line = _apart(figures, value, limit)
    if signal.rule == OUTSIDE:
        at = _named(chart, signal.at, _AT_DAY, _AT_POINT)
        return fill(_ABOVE if signal.side > 0 else _BELOW, at=at, value=shown, limit=line)
    if signal.rule in (NINE_ON_A_SIDE, SEVEN_ON_A_SIDE, LONG_RUN):
        return fill(_RUN_ABOVE if signal.side > 0 else _RUN_BELOW, since=since, n=n, centre=line)
    if signal.rule in (SIX_IN_TREND, SEVEN_IN_TREND):
        return fill(_RISING if signal.side > 0 else _FALLING, since=since, n=n, value=shown)
    return fill(_OTHER, rule=signal.rule.name, since=since, n=n)


def _apart(figures: Figures, value: float | None, limit: float | None) -> tuple[Text, Text]:
    if value is not None and limit is not None:
        return figures.apart(value, limit)
    return tuple(same("") if figure is None else figures(figure) for figure in (value, limit))  # type: ignore[return-value]


def sentence(chart: Chart, status: Status, figures: Figures, target: float | None = None) -> Text:
    """Return in one line how a measure stands: what was seen, what is usual, and the target."""
    if status.latest is None:
        return fill(_NOT_JUDGED, why=TOO_FEW)
    parts = [*_state(chart, status, figures, status.latest)]
    if target is not None and chart.kind != DAYS_BETWEEN:
        why = _WHY.get(status.capability)
        if why is None:
            parts.append(fill(_TARGET_ALONE, target=figures(target)))
        else:
            why = fill(_BY_OLD, why=why) if _is_shift(status.signal) else why
            parts.append(fill(_TARGET, target=figures(target), capability=status.capability, why=why))
    together = join(parts, "", "")
    return Text(together.zh.strip(), together.en.strip())


def _is_shift(signal: Signal | None) -> bool:
    """Return whether a signal says that limits are those of a level that has passed."""
    return signal is not None and signal.rule in {NINE_ON_A_SIDE, SEVEN_ON_A_SIDE}


def _state(chart: Chart, status: Status, figures: Figures, latest: int) -> list[Text]:
    phase = next(phase for phase in chart.phases if latest in phase.stage.places)
    value = chart.series.values[latest]
    assert value is not None  # noqa: S101 - a point that counts has a value
    if status.variation == NO_VARIATION:
        what = fill(_ALL_SAME, n=phase.n, value=figures(value))
        return [fill(_STATE, variation=NO_VARIATION, what=what)]
    if not phase.is_judged:
        return [fill(_STATE, variation=TOO_FEW, what=phase.note or TOO_FEW)]
    if status.signal is None:
        at = _named(chart, latest, _AT_DAY, _AT_POINT)
        what = fill(_STEADY, at=at, value=figures(value))
    else:
        what = explain(chart, status.signal, figures)
    parts = [*_earlier(chart, status, figures, latest)]
    parts.insert(0, fill(_STATE, variation=STABLE if status.signal is None else status.variation, what=what))
    low, high, centre = chart.drawn_lower[latest], chart.drawn_upper[latest], chart.centre[latest]
    assert centre is not None  # noqa: S101 - the phase is judged
    if chart.kind == RUN or low is None or high is None:
        parts.append(fill(_MIDDLE, centre=figures(centre), n=phase.n))
    else:
        parts.append(fill(_USUAL, span=figures.span(low, high), centre=figures(centre), n=phase.n))
    return [*parts, fill(_CAUTION, note=phase.note)] if phase.note else parts


def _earlier(chart: Chart, status: Status, figures: Figures, latest: int) -> list[Text]:
    """Return the last signal, where all is well now but was not among the latest points."""
    if status.signal is not None:
        return []
    signals = lately(chart, latest)
    return [fill(_LAST, what=explain(chart, max(signals, key=lambda signal: signal.last), figures))] if signals else []


def lately(chart: Chart, latest: int) -> list[Signal]:
    """Return the signals that reach into the latest points that count."""
    recent = [i for i in range(latest + 1) if chart.series.counted[i]][-_RECENT:]
    return [signal for signal in chart.signals if signal.points and signal.last >= recent[0]]


def _named(chart: Chart, place: int, by_day: Text, by_number: Text) -> Text:
    """Return when a point was: its day, else its number."""
    if chart.series.days is None:
        return fill(by_number, n=place + 1)
    return fill(by_day, day=day_text(chart.series.days[place]))

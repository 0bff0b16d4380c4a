"""Which chart fits a series, and why: by the kind of measure, by how its counts scatter, by how rare events are."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from statistics import median
from typing import NamedTuple

from udfs.lang import Text
from udfs.monitoring.charts import draw
from udfs.monitoring.choices import (
    AUTO,
    CHARTS,
    COUNT,
    COUNTED,
    DAYS_BETWEEN,
    DURATION,
    INDIVIDUALS,
    MEAN,
    OUTSIDE,
    P_PRIME,
    RATE,
    RUN,
    SHARES,
    C,
    P,
    U,
)
from udfs.monitoring.estimates import estimate, laney_factor, moving_ranges
from udfs.monitoring.series import Series, Stage
from udfs.monitoring.wording import fill

# The variance of a mean moving range of n normal values is about 0.826 σ²/n: what is within 1.96 of its roots is chance.
_VARIANCE, _WIDTH = 0.826, 1.96
_FEWEST_EVENTS = 2
# More than one point in so many outside: such limits say nothing.
_TENTH = 10
# Denominators that differ by more than this make limits of their own necessary.
_APART = 2
# Points of a daily series are this far apart at most, in the middle: events of a month have no day.
_DAILY = 3

_SINGLE = Text(
    "每个日期一个值，按相邻两点的差（移动极差）估计波动",
    "one value for each date: the spread comes from neighbouring points",
)
_NO_SIZE = Text("比率没有分母，只能当作单值", "the rate has no denominators: only its values can be charted")
_SHARES = Text(
    "比率有分子分母，波动与二项分布相符", "numerators and denominators, which scatter as the binomial has it"
)
_OF_KIND = Text(
    "按数据的来历选择；波动与纯偶然不尽相同，见建议",
    "by the kind of data; they do not quite scatter as chance has it, see the proposal",
)
_OVER = Text(
    "比率的波动是二项分布的 {factor} 倍（超过 {limit} 倍）：p 图把 {out}/{n} 点判为界外，p′ 图（Laney）更合适",
    "the shares scatter {factor} times as much as the binomial has it (more than {limit}): a p chart puts {out} of {n} points outside, Laney's p′ fits better",
)
_SIZES_DIFFER = Text(
    "分母从 {low} 到 {high} 不等：分母小的点本来就波动大，I-MR 看不出来",
    "denominators go from {low} to {high}: points of few cases scatter more, which I-MR does not see",
)
_UNDER = Text(
    "比率的波动只有二项分布的 {factor} 倍：p 图的界限偏宽，p′ 图更合适",
    "the shares scatter only {factor} times as much as the binomial has it: the limits of a p chart are wide, p′ fits better",
)
_RATES = Text("计数有分母，波动与泊松分布相符", "counts with denominators, which scatter as Poisson has it")
_COUNTS = Text("计数，波动与泊松分布相符", "counts, which scatter as Poisson has it")
_NOT_POISSON = Text(
    "计数的波动是泊松分布的 {factor} 倍，{chart} 图的界限不合适，按单值（I-MR）更合适",
    "the counts scatter {factor} times as much as Poisson has it: the limits of a {chart} chart do not fit, single values (I-MR) do",
)
_RARE = Text(
    "罕见事件：{n} 点中 {zeros} 点为 0，改看两次之间隔多少天",
    "rare events: {zeros} of {n} points are 0, so the days from one to the next",
)
_BROKEN = Text("计数不是整数，按单值处理", "the counts are not whole numbers, so single values")
_ASKED = Text("按指标表的选择", "as chosen in the table of measures")
_INSTEAD = Text("选了 {chart}，但{why}；改用 {other}：", "{chart} was chosen, but {why}; {other} instead: ")

_NEEDS_SIZES = Text("没有分母", "there are no denominators")
_NEEDS_COUNTS = Text("分子不是 0 以上的整数", "the numerators are not whole numbers of 0 or more")
_NEEDS_PARTS = Text("有的分子大于分母", "a numerator exceeds its denominator")
_NEEDS_DAYS = Text("没有日期", "there are no dates")
_TOO_MANY_EVENTS = Text("事件不罕见，平均每点不止一次", "the events are not rare: more than one a point")
_NEEDS_EVENTS = Text("不到两次事件", "there are fewer than two events")


class Choice(NamedTuple):
    """A chart and the reason for it; `offers` are others that would fit better, with theirs."""

    chart: Text
    reason: Text
    offers: tuple[tuple[Text, Text], ...] = ()


class Dispersion(NamedTuple):
    """How many times as much as chance has it counts scatter, and from where to where that is still chance."""

    factor: float
    low: float
    high: float


def choose(series: Series, kind: Text | None = None, asked: Text = AUTO) -> Choice:
    """Return the chart for a series; one that was asked for stays, unless it cannot be made.

    Args:
        series: the points.
        kind: of the measure, one of `choices.KINDS`; None where nobody said.
        asked: one of `choices.CHARTS`.
    """
    if asked == AUTO or asked not in CHARTS:
        return _automatic(series, kind)
    why = unsuited(series, asked)
    if why is None:
        offers = _offers(series, asked)
        return Choice(asked, _ASKED, offers)
    other = _automatic(series, kind)
    before = fill(_INSTEAD, chart=asked, why=why, other=other.chart)
    return Choice(other.chart, Text(before.zh + other.reason.zh, before.en + other.reason.en), other.offers)


def unsuited(series: Series, chart: Text) -> Text | None:
    """Return why a chart cannot be made of a series, None where it can."""
    if chart in {INDIVIDUALS, RUN}:
        return None
    if chart in {*SHARES, U} and series.denominators is None:
        return _NEEDS_SIZES
    counts = [number for number in series.numbers if number is not None]
    if any(number < 0 or number != int(number) for number in counts):
        return _NEEDS_COUNTS
    if chart in SHARES and any(value is not None and value > 1 for value in series.values):
        return _NEEDS_PARTS
    if chart == DAYS_BETWEEN:
        return _NEEDS_DAYS if series.days is None else _number_of_events(sum(counts), len(counts))
    return None


def _number_of_events(events: float, points: int) -> Text | None:
    return _NEEDS_EVENTS if events < _FEWEST_EVENTS else _TOO_MANY_EVENTS if events > points else None


def dispersion(series: Series, chart: Text) -> Dispersion | None:
    """Return how counts scatter against what chance has them do; None where that cannot be seen.

    By moving ranges (Laney 2002), so that a shift is not taken for scatter.
    """
    stage = _main(series)
    if stage is None:
        return None
    ranges = moving_ranges(series, series.values)
    estimated = estimate(series, stage, chart, series.values, ranges)
    if estimated.centre is None:
        return None
    sigmas = dict(zip(stage.places, estimated.sigmas, strict=True))
    factor = laney_factor(series.values, estimated.base, estimated.centre, sigmas)
    if not factor:
        return None
    around = _WIDTH * sqrt(_VARIANCE / len(estimated.base))
    return Dispersion(factor, 1 - around, 1 + around)


def _main(series: Series) -> Stage | None:
    """Return the phase with the most points to take limits from."""
    stages = [stage for stage in series.stages if series.base_of(stage)]
    return max(stages, key=lambda stage: len(series.base_of(stage)), default=None)


def _automatic(series: Series, kind: Text | None) -> Choice:
    if kind in {MEAN, DURATION}:
        return Choice(INDIVIDUALS, _SINGLE)
    if kind in {COUNT, RATE} and _is_rare(series):
        counted = [series.numbers[i] for i, counts in enumerate(series.counted) if counts]
        return Choice(DAYS_BETWEEN, fill(_RARE, n=len(counted), zeros=counted.count(0)))
    if series.denominators is not None:
        return _with_sizes(series, kind)
    if kind != COUNT:
        return Choice(INDIVIDUALS, _NO_SIZE if kind == RATE else _SINGLE)
    return _of_counts(series, C, _COUNTS) if unsuited(series, C) is None else Choice(INDIVIDUALS, _BROKEN)


def _with_sizes(series: Series, kind: Text | None) -> Choice:
    if kind != COUNT and unsuited(series, P) is None:
        return _of_counts(series, P, _SHARES)
    return _of_counts(series, U, _RATES) if unsuited(series, U) is None else Choice(INDIVIDUALS, _BROKEN)


def _is_rare(series: Series) -> bool:
    """Return whether more than half of the days have no event: then limits of counts say nothing."""
    if series.days is None or len(series) < _FEWEST_EVENTS or unsuited(series, DAYS_BETWEEN) is not None:
        return False
    apart = [(after - before).days for before, after in pairwise(series.days)]
    counted = [series.numbers[i] for i, counts in enumerate(series.counted) if counts]
    return median(apart) <= _DAILY and 2 * counted.count(0) > len(counted)


class _Scatter(NamedTuple):
    """Why another chart than that of plain chance fits better; `is_useless` where that one marks every tenth point."""

    other: Text
    reason: Text
    is_useless: bool


def _scatter(series: Series, chart: Text) -> _Scatter | None:
    """Return what speaks against a chart of counts, None where they scatter as chance has it."""
    scatter = dispersion(series, chart)
    if scatter is None or scatter.low <= scatter.factor <= scatter.high:
        return None
    n = sum(series.counted)
    out = len(draw(series, chart, (OUTSIDE,)).signals)
    words = (_OVER if scatter.factor > scatter.high else _UNDER) if chart == P else _NOT_POISSON
    reason = fill(words, factor=f"{scatter.factor:.2f}", limit=f"{scatter.high:.2f}", out=out, n=n, chart=chart)
    return _Scatter(P_PRIME if chart == P else INDIVIDUALS, reason, out * _TENTH > n)


def _offers(series: Series, chart: Text) -> tuple[tuple[Text, Text], ...]:
    """Return charts that would fit better than one that was chosen."""
    if chart == INDIVIDUALS:
        return _for_sizes(series)
    scatter = _scatter(series, chart) if chart in COUNTED and chart != P_PRIME else None
    return () if scatter is None else ((scatter.other, scatter.reason),)


def _for_sizes(series: Series) -> tuple[tuple[Text, Text], ...]:
    """Return the chart of shares for single values of which some stand on far more cases than others."""
    sizes = [
        n for n, counts in zip(series.denominators or (), series.counted, strict=False) if counts and n is not None
    ]
    if not sizes or max(sizes) <= _APART * min(sizes) or unsuited(series, P) is not None:
        return ()
    return ((_of_counts(series, P, _SHARES).chart, fill(_SIZES_DIFFER, low=f"{min(sizes):g}", high=f"{max(sizes):g}")),)


def _of_counts(series: Series, chart: Text, reason: Text) -> Choice:
    """Return the chart of counts, or another where that one would mark so much that it says nothing.

    Where it marks less, the marks may be just the signals that are looked for: then the other one is only offered.
    """
    scatter = _scatter(series, chart)
    if scatter is None:
        return Choice(chart, reason)
    if scatter.is_useless:
        return Choice(scatter.other, scatter.reason)
    return Choice(chart, _OF_KIND, ((scatter.other, scatter.reason),))

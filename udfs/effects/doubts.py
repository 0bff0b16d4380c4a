"""Reasons to doubt an effect that a test finds, and what could not be checked. Each says what it saw and what helps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

from udfs.comparing.periods import Period
from udfs.comparing.spring import festival_days
from udfs.effects.estimating import Compared
from udfs.effects.observed import Observed
from udfs.lang import Text, listed
from udfs.monitoring.charts import FEWEST, Chart, draw
from udfs.monitoring.choices import INDIVIDUALS, RATE
from udfs.monitoring.choosing import choose
from udfs.monitoring.series import series_of
from udfs.monitoring.wording import day_text, fill
from udfs.problems import RefusalError
from udfs.statistics.results import Scale, is_significant, shown
from udfs.statistics.series import chosen_period, dependence, mann_kendall, outliers

# From so many points on an autocorrelation of 0.5 is seen in nine of ten cases.
ENOUGH_POINTS = 48
_FEWEST_TREND, _MOST_TREND = 4, 1_000
_FEWEST_PERIODS = 4
_SHOWN = 3
_YEAR = 364
_PART = 0.25
_HALF = 0.5
_PAIRS = 2

_TOGETHER = Text(
    "自相关：相邻的点有关联（lag-1 相关 {r}），{n} 点只抵约 {worth} 个独立的点，“显著”不可全信；可改看更长的期，或加对照组",
    "autocorrelation: neighbouring points go together (lag-1 correlation {r}), {n} points are worth about {worth}, so that “significant” "
    "promises too much; take longer periods or a control group",
)
_TREND = Text(
    "基线有趋势：改善前每期已变化 {slope}（p={p}），变化可能只是趋势的延续",
    "trend in the baseline: {slope} per period before the start (p = {p}), the change may be no more than that trend",
)
_SEASON = Text(
    "季节：去年同样两段时间也变化了 {change}，不能都算作改善的效果",
    "season: between the same two times a year ago it changed by {change}, too",
)
_FESTIVAL = Text(
    "季节：春节只落在{side}那一段，两段不好比；可加对照组，或换时段",
    "season: the Spring Festival lies in the period {side} alone; take a control group or other periods",
)
_NO_LAST_YEAR = Text("没有去年同期的数据，季节影响没有核对", "no data of a year ago: the season was not checked")
_MIX = Text(
    "构成变化：合起来看变化 {crude}，按分组构成折算后是 {adjusted}，差别来自各组占比的变化",
    "mix shift: {crude} for all together, {adjusted} with the groups weighted alike: the mix of the groups has changed",
)
_WORST = Text(
    "基线挑了最差的一段：同样长的 {n} 段里它最差；只凭偶然下一段就会回升约 {regression}",
    "worst period chosen as the baseline: of {n} periods of its length it is the worst; chance alone gives back about {regression}",
)
_DECIDING = Text(
    "离群值：{where}，去掉后检验的结论就变了，请先核对这些数据",
    "outliers: {where}; without them the test says otherwise, check these data first",
)
_OUTLIERS = Text("离群值：{where}，去掉后检验的结论不变", "outliers: {where}; without them the test says the same")
_SCATTER = Text(
    "各期占比的波动超过抽样误差，期数又太少：按单个个案的检验夸大了把握",
    "shares differ from period to period by more than chance and there are too few periods: the test of single cases promises too much",
)
_PARALLEL = Text(
    "对照组没有改善前的数据：两组可能本来就不同",
    "no data of the control group from before: the two may have differed all along",
)
_SIGNALS = Text("基线期内有异常信号：{where}", "signals within the baseline: {where}")
_FEW_POINTS = Text(
    "前后共 {n} 点，相邻点有没有关联不一定看得出（{enough} 点才较有把握）",
    "{n} points in all: whether neighbours go together cannot be told for sure ({enough} would do)",
)
_PLACE = Text("第 {n} 点", "point {n}")


class Group(NamedTuple):
    """One group of like cases: numerator and denominator before and after."""

    before: tuple[float, float]
    after: tuple[float, float]


class Past(NamedTuple):
    """Everything known of a measure, in the order of time, whether it lies in the compared periods or not, and these periods."""

    days: Sequence[date]
    values: Sequence[float]
    before: Period
    after: Period

    def within(self, period: Period) -> list[float]:
        """Return the values of a period."""
        return [*self.values[bisect_left(self.days, period.first) : bisect_right(self.days, period.last)]]


def amount(value: float, scale: Scale) -> Text:
    """Return a change with its sign."""
    words = shown(value, scale)
    return Text(*(f"+{text}" if value > 0 else text for text in words))


def neighbours(before: Observed, after: Observed) -> Text | None:
    """Return the doubt that neighbouring points go together: at 0.5 a Welch test errs in 25% instead of 5%."""
    seen = dependence([before.series, after.series])
    if seen is None or seen.r <= seen.limit:
        return None
    return fill(_TOGETHER, r=f"{seen.r:.2f}", n=seen.n, worth=max(1, round(seen.effective_n)))


def trend(before: Observed, scale: Scale) -> Text | None:
    """Return the doubt that the baseline was rising or falling before anything was changed."""
    if len(set(before.series)) < _FEWEST_TREND:
        return None
    # All pairs of points are looked at: of a long baseline a thousand, evenly spread, say as much.
    result = mann_kendall(before.series[:: 1 + len(before.series) // _MOST_TREND])
    if result.p is None or not is_significant(result.p):
        return None
    return fill(_TREND, slope=amount(result.estimate, scale), p=f"{result.p:.3f}")


def season(past: Past, effect: float, scale: Scale) -> Text | None:
    """Return the doubt that a year ago the same happened, or that the Spring Festival lies in one period alone."""
    early, late = (past.within(period.shifted(-_YEAR)) for period in (past.before, past.after))
    if early and late:
        change = fsum(late) / len(late) - fsum(early) / len(early)
        if change * effect > 0 and abs(change) >= _HALF * abs(effect):
            return fill(_SEASON, change=amount(change, scale))
    days = [festival_days(period) for period in (past.before, past.after)]
    if bool(days[0]) != bool(days[1]):
        return fill(_FESTIVAL, side=Text("改善前", "before") if days[0] else Text("改善后", "after"))
    return None


def knows_last_year(past: Past) -> bool:
    """Return whether there are values of both periods a year ago."""
    return all(past.within(period.shifted(-_YEAR)) for period in (past.before, past.after))


def mix(groups: Mapping[str, Group], scale: Scale) -> Text | None:
    """Return the doubt that the groups' shares in the whole have moved (Simpson), not the groups themselves.

    Weights of Mantel and Haenszel, m·n/(m + n) of each group, as `udfs.statistics.strata` has them. It is raised where the
    change within the groups points the other way, or is less than half of that of all together.
    """
    both = [group for group in groups.values() if group.before[1] > 0 and group.after[1] > 0]
    if len(both) < _PAIRS:
        return None
    gaps = [group.after[0] / group.after[1] - group.before[0] / group.before[1] for group in both]
    weights = [group.after[1] * group.before[1] / (group.after[1] + group.before[1]) for group in both]
    adjusted = fsum(weight * gap for weight, gap in zip(weights, gaps, strict=True)) / fsum(weights)
    sums = [fsum(group.before[part] for group in both) for part in (0, 1)]
    later = [fsum(group.after[part] for group in both) for part in (0, 1)]
    crude = later[0] / later[1] - sums[0] / sums[1]
    if crude * adjusted >= 0 and abs(adjusted) >= _HALF * abs(crude):
        return None
    return fill(_MIX, crude=amount(crude, scale), adjusted=amount(adjusted, scale))


def worst_period(past: Past, effect: float, scale: Scale, *, higher_is_better: bool) -> Text | None:
    """Return the doubt that the baseline was chosen because it was the worst: chance alone then gives part of it back (T28).

    Periods of the same length side by side with the baseline, up to the start; it is raised from four periods on, where
    the regression to their mean is a quarter of the effect or more.
    """
    base, reach = past.within(past.before), _reach(past)
    if not base:
        return None
    periods = [past.before.shifted(step * past.before.length) for step in range(-reach, reach + 1)]
    known = [past.within(period) if period.last < past.after.first else [] for period in periods]
    # A period at the edge of the data that holds few points would be the worst or the best by chance.
    full = [values if _PAIRS * len(values) >= len(base) else [] for values in known]
    means = [fsum(values) / len(values) for values in full if values]
    if len(means) < _FEWEST_PERIODS:
        return None
    place = sum(bool(values) for values in full[:reach])
    chosen = chosen_period(means, place, higher_is_better=higher_is_better)
    if not chosen.is_worst or abs(chosen.regression) < _PART * abs(effect):
        return None
    return fill(_WORST, n=len(means), regression=amount(chosen.regression, scale))


def _reach(past: Past) -> int:
    """Return how many periods of the baseline's length the days reach to either side of it."""
    span = (max(past.days) - min(past.days)).days if past.days else 0
    return span // past.before.length + 1


def without_outliers(observed: Observed) -> tuple[Observed, list[Text]]:
    """Return single values without those that stand out (modified z of Iglewicz and Hoaglin beyond 3.5), and which these are.

    Counts stay as they are: a share is no outlier among values.
    """
    try:
        places = outliers(observed.values)
    except RefusalError:
        return observed, []  # too few values, or too many alike, to say what stands out
    kept = [place for place in range(len(observed.values)) if place not in places]
    days = tuple(observed.days[place] for place in kept) if observed.days else ()
    rest = Observed(values=tuple(observed.values[place] for place in kept), days=days)
    return rest, [_place(observed, place) for place in places]


def outlying(places: Sequence[Text], *, decides: bool) -> Text:
    """Return what to say of values that stand out; whether they decide is whether the test says otherwise without them."""
    return fill(_DECIDING if decides else _OUTLIERS, where=_listed(places))


def of_comparison(compared: Compared) -> list[Text]:
    """Return the doubts that the comparison itself raises: what it had to do without."""
    return [words for words, raised in ((_SCATTER, compared.is_scattered), (_PARALLEL, compared.is_parallel)) if raised]


def baseline_signals(before: Observed) -> Text | None:
    """Return what the control chart of the baseline points at; None where it is stable, or has fewer than eight points."""
    if len(before.series) < FEWEST:
        return None
    chart = _chart(before)
    places = sorted({signal.at for signal in chart.signals})
    return fill(_SIGNALS, where=_listed([_place(before, place) for place in places])) if places else None


def _chart(before: Observed) -> Chart:
    days = before.days or None
    if not before.is_share:
        return draw(series_of(before.values, days=days), INDIVIDUALS)
    xs, ns = ([pair[part] for pair in before.counts] for part in (0, 1))
    series = series_of(xs, denominators=ns, days=days)
    return draw(series, choose(series, RATE).chart)


def notes(before: Observed, after: Observed, past: Past | None, *, has_control: bool) -> list[Text]:
    """Return what could not be looked at: it is no doubt, but no clearance either."""
    points = len(before.series) + len(after.series)
    open_ = [fill(_FEW_POINTS, n=points, enough=ENOUGH_POINTS)] if 1 < points < ENOUGH_POINTS and before.days else []
    if past is not None and not has_control and not knows_last_year(past):
        open_.append(_NO_LAST_YEAR)
    return open_


def _place(observed: Observed, place: int) -> Text:
    if observed.days:
        return Text(*(day_text(observed.days[place]),) * 2)
    return fill(_PLACE, n=place + 1)


def _listed(places: Sequence[Text]) -> Text:
    return Text(*(listed([place.to(lang) for place in places], _SHOWN).to(lang) for lang in ("zh", "en")))

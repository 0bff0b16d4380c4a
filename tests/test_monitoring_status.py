"""Which chart and why, what makes limits doubtful, where phases are proposed, how a measure stands and in which words."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import isfinite
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.charts import BOARDS, JUICE
from udfs.lang import Text
from udfs.monitoring.choices import (
    AUTO,
    CAPABILITIES,
    CHANGED,
    CHARTS,
    COUNT,
    DAYS_BETWEEN,
    DIRECTIONS,
    DURATION,
    HIGHER,
    IMPROVED,
    INDIVIDUALS,
    KINDS,
    LOWER,
    MEAN,
    MEETS,
    MISSES,
    NELSON,
    NO_VARIATION,
    ON_TARGET,
    P_PRIME,
    RATE,
    RUN,
    SOMETIMES,
    STABLE,
    TOO_FEW,
    UNKNOWN,
    VARIATIONS,
    WORSE,
    C,
    P,
    U,
)  # fmt: skip
from udfs.monitoring.monitored import Monitored, Settings, monitored
from udfs.monitoring.series import Series, series_of, within

FIRST = date(2026, 1, 1)  # a Thursday
# Around 10, spread about 1, no signal by the default rules.
STEADY = [10.2, 9.1, 10.8, 9.7, 10.4, 8.9, 11.0, 9.8, 10.1, 9.3, 10.9, 9.6, 10.3, 9.0, 10.7, 9.9, 10.5, 9.2, 10.6, 9.5]


def daily(values: Sequence[float | None], sizes: Sequence[float] | None = None, base: int = 0) -> Series:
    days = [FIRST + timedelta(i) for i in range(len(values))]
    baseline = within(days, FIRST, FIRST + timedelta(base - 1)) if base else None
    return series_of(values, denominators=sizes, days=days, baseline=baseline)


def seen(values: Sequence[float | None], base: int = 0, **settings: object) -> Monitored:
    return monitored(daily(values, base=base), Settings(**settings))  # type: ignore[arg-type]


def random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def binomial(rng: Random, n: int, share: float) -> int:
    return sum(rng.random() < share for _ in range(n))


def poisson(rng: Random, mean: float) -> int:
    return binomial(rng, 400, mean / 400)


@pytest.mark.parametrize(("kind", "chart", "words"), [
    (MEAN, INDIVIDUALS, "移动极差"), (DURATION, INDIVIDUALS, "移动极差"), (None, INDIVIDUALS, "移动极差"), (RATE, INDIVIDUALS, "没有分母"),
    (COUNT, INDIVIDUALS, "不是整数"),
])  # fmt: skip
def test_values_without_counts_are_single_values(kind: Text | None, chart: Text, words: str) -> None:
    choice = seen(STEADY, kind=kind).choice
    assert choice.chart == chart
    assert words in choice.reason.zh


def test_counts_are_charted_as_what_they_are() -> None:
    """T19: shares and rates with their sizes, counts as counts; what scatters otherwise as single values."""
    rng = random(4)
    sizes = [rng.randrange(100, 900) for _ in range(40)]
    shares = [binomial(rng, n, 0.1) for n in sizes]
    counts = [poisson(rng, 9) for _ in sizes]
    choose = lambda values, n, kind: monitored(daily(values, n), Settings(kind)).choice  # noqa: E731
    assert choose(shares, sizes, RATE).chart == P
    assert choose(shares, sizes, COUNT).chart == U
    assert choose(counts, None, COUNT).chart == C
    orders = choose([round(1000 + 200 * rng.gauss(0, 1)) for _ in sizes], None, COUNT)
    assert orders.chart == INDIVIDUALS
    assert "泊松" in orders.reason.zh
    # Montgomery's oranges: two of 30 points outside are signals, not scatter; p′ would hide them and is only offered.
    oranges = choose(JUICE, [50] * 30, RATE)
    assert oranges.chart == P
    assert [offer for offer, _ in oranges.offers] == [P_PRIME]
    assert "p 图把 2/30 点判为界外" in oranges.offers[0][1].zh
    assert choose(BOARDS, None, COUNT).chart == C
    # Something per something else may exceed it; broken counts are none.
    assert choose([n * 2 for n in sizes], sizes, RATE).chart in {U, INDIVIDUALS}
    assert choose([0.5] * 40, sizes, RATE).chart == INDIVIDUALS


def test_more_scatter_than_the_binomial_has_asks_for_p_prime() -> None:
    """T16: on large counts a p chart puts nearly everything outside."""
    rng = random(16)
    sizes = [280_000] * 20
    hits = [round(n * rng.gauss(0.75, 0.01)) for n in sizes]
    result = monitored(daily(hits, sizes), Settings(RATE))
    assert result.choice.chart == P_PRIME
    assert "/20 点判为界外" in result.choice.reason.zh
    assert result.chart.signals == ()
    fixed = monitored(daily(hits, sizes), Settings(RATE, P))
    assert fixed.chart.kind == P
    ((offer, why),) = fixed.choice.offers
    assert (offer, why) == (P_PRIME, result.choice.reason)
    # Hardly any scatter: p′ would be narrower, and is only offered.
    even = monitored(daily([50, 51, 49, 50, 51, 50, 49, 51, 50, 49, 50, 51], [100] * 12), Settings(RATE))
    assert even.chart.kind == P
    assert even.choice.offers[0][0] == P_PRIME


def test_a_chart_that_cannot_be_made_is_replaced_and_named() -> None:
    for chart, why in ((P, "没有分母"), (U, "没有分母"), (C, "不是 0 以上的整数"), (DAYS_BETWEEN, "不是 0 以上的整数")):
        choice = seen(STEADY, kind=MEAN, chart=chart).choice
        assert choice.chart == INDIVIDUALS
        assert why in choice.reason.zh
    too_many = monitored(daily([3.0] * 9 + [12], [10] * 10), Settings(RATE, P))
    assert too_many.chart.kind != P
    assert monitored(series_of([0, 1, 0, 1]), Settings(COUNT, DAYS_BETWEEN)).choice.chart != DAYS_BETWEEN
    assert seen([0, 1, 0, 0], kind=COUNT, chart=DAYS_BETWEEN).choice.chart != DAYS_BETWEEN
    many = seen([1e12, 0, 1e12, 5], kind=COUNT, chart=DAYS_BETWEEN).choice
    assert "平均每点不止一次" in many.reason.zh


def test_few_cases_a_point_are_warned_of() -> None:
    """T19: single values of shares with very different denominators, and counts near 0."""
    rng = random(19)
    sizes = [rng.choice([10, 1000]) for _ in range(40)]
    shares = daily([binomial(rng, n, 0.3) for n in sizes], sizes)
    ((chart, why),) = monitored(shares, Settings(RATE, INDIVIDUALS)).choice.offers
    assert chart == P
    assert "分母从 10 到 1000 不等" in why.zh
    even = daily([3.0, 4, 2, 5, 3, 4, 3, 2, 4, 3], [10] * 10)
    assert monitored(even, Settings(RATE, INDIVIDUALS)).choice.offers == ()
    few = daily([1.0, 2, 0, 1, 1, 0, 2, 1, 0, 1, 2, 1], [30] * 12)
    (warning,) = monitored(few, Settings(RATE)).warnings
    assert "每点平均只有 1.0 件" in warning.zh
    # Nearly all of all is as scarce: what is counted then are the exceptions.
    most = daily([29.0, 28, 30, 29, 29, 30, 28, 29, 30, 29, 28, 29], [30] * 12)
    assert [text.zh for text in monitored(most, Settings(RATE)).warnings] == [warning.zh]


def test_rare_events_are_looked_at_by_the_days_between() -> None:
    """T19: counts that are nearly always 0 have no limits that say anything."""
    rng = random(7)
    counts = [int(rng.random() < 0.12) for _ in range(180)]
    result = seen(counts, kind=COUNT, direction=LOWER, target=0.0)
    assert result.choice.chart == DAYS_BETWEEN
    assert f"180 点中 {counts.count(0)} 点为 0" in result.choice.reason.zh
    # Its points are events, each with its place among the counts.
    assert [counts[place] for place in result.places] == [1] * len(result.chart.series)
    assert result.status.capability == UNKNOWN
    monthly = series_of([0, 0, 0, 1, 0, 0, 1, 0], days=[date(2026, month, 1) for month in range(1, 9)])
    assert monitored(monthly, Settings(COUNT)).choice.chart == C


def test_longer_between_bad_events_is_an_improvement() -> None:
    counts = ([0, 0, 0, 1] * 12) + ([0] * 30 + [1]) * 9 + [0] * 200
    result = seen(counts, base=48, kind=COUNT, chart=DAYS_BETWEEN, direction=LOWER)
    assert result.chart.phases[0].is_constant  # every fourth day exactly
    rng = random(1)
    counts = [0, 1]
    for gap in [rng.randrange(1, 9) for _ in range(20)] + [rng.randrange(15, 30) for _ in range(9)]:
        counts += [0] * gap + [1]
    since = len(counts)
    result = seen([*counts, *[0] * 90], base=60, kind=COUNT, direction=LOWER)
    assert result.status.variation == IMPROVED
    assert f"至 {(FIRST + timedelta(since + 89)).isoformat()} 已 90 天没有再发生" in result.sentence.zh
    assert "已超过控制上限" in result.sentence.zh
    assert "without another, which is above the upper control limit" in result.sentence.en


@pytest.mark.parametrize("phi", [0.5, 0.7])
def test_neighbours_that_go_together_are_warned_of(phi: float) -> None:
    """T13: with such series 41% and 69% of charts of stable points show something."""
    rng, values = random(13), [0.0]
    while len(values) < 120:
        values.append(phi * values[-1] + rng.gauss(0, 1))
    (warning,) = seen(values, kind=MEAN).warnings
    assert "lag-1" in warning.zh
    assert "weekly totals" in warning.en
    assert seen([rng.gauss(0, 1) for _ in range(120)], kind=MEAN).warnings == ()


def test_weekdays_that_differ_are_warned_of() -> None:
    """T14: limits of 27.6 and 135.3, between which every weekend lies."""
    result = seen([100, 102, 98, 101, 99, 40, 30] * 6, kind=MEAN)
    assert (round(result.chart.lower[0] or 0, 1), round(result.chart.upper[0] or 0, 1)) == (27.6, 135.3)
    (warning,) = result.warnings
    assert "周二、周三最低" in warning.zh  # 1 January 2026 is a Thursday, so that the sixth day is a Tuesday
    assert "Tuesdays, Wednesdays lowest" in warning.en
    weekly = series_of([100.0, 102, 98, 101, 99, 40, 30] * 6, days=[FIRST + timedelta(7 * i) for i in range(42)])
    assert not any("星期" in warning.zh for warning in monitored(weekly, Settings(MEAN)).warnings)


def test_values_that_alternate_are_warned_of() -> None:
    """T15: limits of −11.6 and 41.6 for values of 10 and 20."""
    result = seen([10, 20] * 10, kind=MEAN)
    assert (round(result.chart.lower[0] or 0, 1), round(result.chart.upper[0] or 0, 1)) == (-11.6, 41.6)
    (warning,) = result.warnings
    assert "交替" in warning.zh


def test_a_shift_is_proposed_as_a_phase_and_nothing_more() -> None:
    """T7: limits are never redrawn by themselves."""
    values = [*STEADY, *(value - 4 for value in STEADY)]
    result = seen(values, base=20, kind=DURATION, unit="天")
    assert len(result.chart.phases) == 1
    (shift,) = result.shifts
    assert (shift.place, round(shift.before, 3), round(shift.after, 3)) == (20, 9.975, 5.975)
    assert shift.reason.zh.startswith("自 2026-01-21 起 20 点平均 6 天，之前 20 点平均 10 天（相差 3.7σ）")
    assert "from 2026-01-21 on" in shift.reason.en
    # Once it is a phase, there is nothing left to propose, nor a signal.
    phases = [*["前"] * 20, *["后"] * 20]
    series = series_of(values, days=[FIRST + timedelta(i) for i in range(40)], phases=phases)
    divided = monitored(series, Settings(DURATION))
    assert (divided.shifts, divided.chart.signals) == ((), ())


def test_stable_series_have_no_proposals() -> None:
    rng = random(99)
    proposed = [seen([rng.gauss(0, 1) for _ in range(60)], kind=MEAN).shifts for _ in range(60)]
    assert sum(map(bool, proposed)) <= 2


@pytest.mark.parametrize(("direction", "latest", "variation"), [
    (LOWER, 14.0, WORSE), (LOWER, 6.0, IMPROVED), (HIGHER, 14.0, IMPROVED), (HIGHER, 6.0, WORSE), (None, 14.0, CHANGED),
    (LOWER, 10.0, STABLE), (ON_TARGET, 14.0, WORSE), (ON_TARGET, 6.0, WORSE),
])  # fmt: skip
def test_the_status_follows_the_latest_point(direction: Text | None, latest: float, variation: Text) -> None:
    result = seen([*STEADY, latest], base=20, kind=MEAN, direction=direction, target=10.0)
    assert result.status.variation == variation
    # A day later everything is as usual: the signal is still in the list, the status is no longer its.
    after = seen([*STEADY, latest, 10.0], base=20, kind=MEAN, direction=direction, target=10.0)
    assert after.status.variation == STABLE
    assert len(after.chart.signals) == len(result.chart.signals)
    assert ("上一次异常：2026-01-21 为" in after.sentence.zh) == (variation != STABLE)


def test_towards_the_target_is_better() -> None:
    nearer = [*STEADY, *(value - 2 for value in STEADY)]
    assert seen(nearer, base=20, kind=MEAN, direction=ON_TARGET, target=8.0).status.variation == IMPROVED
    assert seen(nearer, base=20, kind=MEAN, direction=ON_TARGET).status.variation == CHANGED


def test_a_change_of_scatter_is_neither_good_nor_bad() -> None:
    quiet = [*STEADY, *[10.0, 9.9, 10.1] * 5]
    result = seen(quiet, base=20, kind=MEAN, direction=LOWER, rules=(NELSON[6],))
    assert result.status.variation == CHANGED


def test_the_worse_of_two_signals_counts() -> None:
    """A run below the centre line that ends in a rise: of these the rise is what to look at."""
    values = [*STEADY, 7.5, 7.6, 7.4, 7.3, 7.5, 7.7, 7.9, 8.1, 8.3, 8.5]
    result = seen(values, base=20, kind=MEAN, direction=LOWER, rules=NELSON)
    assert result.status.variation == WORSE
    assert result.status.signal is not None
    assert result.status.signal.rule == NELSON[2]


@pytest.mark.parametrize(("direction", "target", "capability"), [
    (LOWER, 14.0, MEETS), (LOWER, 10.0, SOMETIMES), (LOWER, 6.0, MISSES), (HIGHER, 6.0, MEETS), (HIGHER, 10.0, SOMETIMES),
    (HIGHER, 14.0, MISSES), (ON_TARGET, 10.0, SOMETIMES), (ON_TARGET, 14.0, MISSES), (None, 10.0, UNKNOWN), (LOWER, None, UNKNOWN),
])  # fmt: skip
def test_the_target_is_met_by_what_the_limits_say(direction: Text, target: float | None, capability: Text) -> None:
    """T22: the target is no limit: it moves none, and nothing is a signal because of it."""
    result = seen(STEADY, kind=MEAN, direction=direction, target=target)
    assert result.status.capability == capability
    plain = seen(STEADY, kind=MEAN)
    assert (result.chart.lower, result.chart.upper, result.chart.signals) == (plain.chart.lower, plain.chart.upper, ())


def test_all_of_all_meets_no_target_because_nothing_varies() -> None:
    """T8: 100% every day, with the target of 100%."""
    result = monitored(daily([50] * 20, [50] * 20), Settings(RATE, direction=HIGHER, target=1.0, unit="%"))
    assert (result.status.variation, result.status.capability) == (NO_VARIATION, UNKNOWN)
    assert result.sentence.zh == "数据无变化，不判定：20 点都是 100%。目标 100%：能否达到，目前无法判断。"
    assert result.sentence.en.startswith("No variation, not judged: all 20 points are 100%.")


def test_nothing_below_zero_and_nothing_above_all_is_drawn() -> None:
    """T18."""
    result = seen([1.0, 0.2] * 10, kind=DURATION)
    assert (result.chart.lower[0] or 0) < 0
    assert result.chart.drawn_lower[0] == 0
    shares = monitored(daily([19.5, 20] * 8, [20] * 16), Settings(RATE, INDIVIDUALS))
    assert shares.chart.drawn_upper[0] == 1
    assert seen([-1.0, 0.2] * 10, kind=DURATION).chart.drawn_lower == seen([-1.0, 0.2] * 10).chart.lower


def test_too_few_points_are_said() -> None:
    result = seen(STEADY[:5], kind=MEAN, direction=LOWER, target=5.0, unit="天")
    assert (result.status.variation, result.status.capability) == (TOO_FEW, UNKNOWN)
    assert result.sentence.zh == "数据不足：只有 5 点，满 8 点才判定。目标 5 天：能否达到，目前无法判断。"
    assert result.sentence.en.startswith("Too few data: only 5 points, 8 are needed to judge. Target 5 天: ")
    assert seen([None, None]).status == (TOO_FEW, UNKNOWN, None, None)
    assert seen([]).sentence.zh


def test_the_sentence_says_what_when_how_much_and_the_target() -> None:
    result = seen([*STEADY, 15.0], base=20, kind=DURATION, direction=LOWER, target=9.0, unit="小时")
    assert result.sentence.zh == (
        "恶化：2026-01-21 为 15 小时，高于控制上限 13.1 小时。正常波动 6.9～13.1 小时（中心线 10 小时，20 点）。"
        "目标 9 小时：时好时坏（目标在正常波动之内，达到与否看运气）。"
    )
    assert result.sentence.en == (
        "Worse: 15 小时 on 2026-01-21 is above the upper control limit 13.1 小时. Usual range 6.9 to 13.1 小时 "
        "(centre line 10 小时, from 20 points). Target 9 小时: Sometimes meets it "
        "(it lies within the usual range, so that chance decides)."
    )
    run = seen([*STEADY, *[8.9] * 9], base=20, kind=DURATION, direction=LOWER, target=9.0, unit="h")
    assert run.sentence.zh.startswith("改善：自 2026-01-20 起连续 10 点低于中心线 10 h。")
    assert "过程已变，设新阶段后再看" in run.sentence.zh
    trend = seen([*STEADY, 9.6, 9.7, 9.8, 9.9, 10.0, 10.1], base=20, kind=MEAN, rules=NELSON, direction=LOWER)
    assert "连续 7 点上升，到 10.1" in trend.sentence.zh
    unnamed = monitored(series_of(STEADY), Settings(MEAN))
    assert unnamed.sentence.zh.startswith("稳定：最近一点（第 20 点为 9.5）没有异常。")
    assert "9.5 at point 20, shows no signal" in unnamed.sentence.en


def test_a_value_just_outside_differs_from_its_limit() -> None:
    limit = seen(STEADY, kind=MEAN).chart.upper[0] or 0
    result = seen([*STEADY, limit + 0.0004], base=20, kind=MEAN)
    (signal,) = result.chart.signals
    value, bound = result.explained(signal).zh.removeprefix("2026-01-21 为 ").split("，高于控制上限 ")
    assert float(value) > float(bound)


def test_a_run_chart_has_a_median_and_no_limits() -> None:
    result = seen([*STEADY, *(value - 4 for value in STEADY)], kind=DURATION, chart=RUN, direction=LOWER, target=6.0)
    assert result.status.variation == IMPROVED
    assert result.status.capability == UNKNOWN
    assert "中位数" in result.sentence.zh
    crossings = next(signal for signal in result.chart.signals if signal.rule.code == "A2")
    assert result.explained(crossings).zh == "自 2026-01-01 起 40 点中穿过中位数次数过少"


def test_words_are_those_that_a_workbook_offers() -> None:
    result = seen(STEADY, kind=MEAN, chart=AUTO, direction=LOWER, target=10.0)
    assert result.status.variation in VARIATIONS
    assert result.status.capability in CAPABILITIES


points = (
    st.none() | st.integers(0, 5) | st.sampled_from([-1.0, 1e-300, 1e50, -1e50, 0.1, 100.0]) | st.floats(-1e50, 1e50)
)


@settings(deadline=None, max_examples=25)
@given(st.data(), st.lists(points, max_size=30), st.sampled_from(CHARTS), st.sampled_from([None, *KINDS]))
def test_whatever_is_measured_has_a_sentence(
    data: st.DataObject, values: list[float | None], chart: Text, kind: Text | None
) -> None:
    size = len(values)
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    sizes = data.draw(st.none() | st.lists(points, min_size=size, max_size=size))
    series = series_of(
        values, denominators=sizes, days=[FIRST + timedelta(i) for i in range(size)], excluded=data.draw(flags),
        phases=["a" if flag else None for flag in data.draw(flags)], baseline=data.draw(flags),
    )  # fmt: skip
    result = monitored(series, Settings(kind, chart, NELSON, data.draw(st.sampled_from([None, *DIRECTIONS])), 1.0))
    assert result.sentence.zh
    assert result.status.variation in VARIATIONS
    assert all(result.explained(signal).en for signal in result.chart.signals)
    figures = (*result.chart.lower, *result.chart.upper, *result.chart.z)
    assert all(figure is None or isfinite(figure) for figure in figures)

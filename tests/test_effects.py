"""The verdict on an improvement: designs, words, doubts and proposals, against published figures and known traps."""

from datetime import date, timedelta
from random import Random
from statistics import fmean, stdev

import pytest

from udfs.comparing.periods import Period
from udfs.effects import doubts
from udfs.effects.choices import ADJUST, BEFORE_AFTER, CONTROL, PAIRED, ROLL_OUT, STOP
from udfs.effects.doubts import Group, Past
from udfs.effects.estimating import compare
from udfs.effects.judging import Case, Judged, judge
from udfs.effects.observed import Observed
from udfs.effects.sizes import needed
from udfs.effects.typed import observed
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.statistics.contrasts import Moments, changes_of_means, changes_of_shares, welch_of
from udfs.statistics.intervals import newcombe
from udfs.statistics.results import Result
from udfs.statistics.verdict import BETTER, BORDERLINE, TOO_LITTLE, UNCHANGED, UNSTABLE, WORSE

SLEEP = ((0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0), (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4))
# Steady values without a pattern, mean 50: a baseline in which no rule sees anything.
STEADY = (50.3, 49.1, 51.0, 48.6, 50.8, 49.7, 51.4, 49.0, 50.1, 48.9, 51.2, 49.9)
MONDAY = date(2026, 4, 6)


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same values every time


def weekly(values: tuple[float, ...], first: date = MONDAY) -> Observed:
    return Observed(values=values, days=tuple(first + timedelta(weeks=week) for week in range(len(values))))


def share(x: int, n: int) -> Observed:
    return Observed(counts=((x, n),))


def one(before: Observed, after: Observed, **fields: object) -> Judged:
    given = {"design": BEFORE_AFTER, "higher_is_better": True, **fields}
    return judge([Case(before=before, after=after, **given)])[0]  # type: ignore[arg-type]


def figures(result: Result | None, digits: int = 4) -> tuple[float, float, float, float]:
    assert result is not None
    assert result.interval is not None
    ends = result.interval
    return tuple(round(value, digits) for value in (result.estimate, ends.low, ends.high, result.p or 0))  # type: ignore[return-value]


def test_values_are_compared_as_r_has_them() -> None:
    result = compare(BEFORE_AFTER, Observed(values=SLEEP[1]), Observed(values=SLEEP[0])).result
    assert figures(result) == (-1.58, -3.3655, 0.2055, 0.0794)


def test_three_figures_give_what_the_values_give() -> None:
    typed = [Observed(figures=Moments(len(v), fmean(v), stdev(v))) for v in SLEEP]
    result = compare(BEFORE_AFTER, typed[1], typed[0]).result
    assert figures(result) == (-1.58, -3.3655, 0.2055, 0.0794)
    # scipy.stats.ttest_ind_from_stats, unequal variances.
    mine = welch_of(Moments(12, 48.2, 6.1), Moments(15, 45.0, 5.2))
    assert (mine.statistic, mine.p) == pytest.approx((1.4450966308376931, 0.16269460503792746))


def test_pairs_are_compared_as_pairs() -> None:
    """R ?t.test: the same ten people; as two groups the difference is not significant, as pairs it is (p = 0.002833)."""
    result = compare(PAIRED, *(Observed(values=v) for v in SLEEP)).result
    assert figures(result) == (1.58, 0.7001, 2.4599, 0.0028)
    assert one(*(Observed(values=v) for v in SLEEP), design=PAIRED).verdict.word == BETTER
    assert one(*(Observed(values=v) for v in SLEEP)).verdict.word == UNCHANGED


def test_pairs_of_yes_and_no_get_mcnemar() -> None:
    """Agresti: approval of the prime minister, 794/150/86/570; z² = 34.71 with the discordant cells as they stand."""
    before = (1.0,) * 880 + (0.0,) * 720
    after = (1.0,) * 794 + (0.0,) * 86 + (1.0,) * 150 + (0.0,) * 570
    result = compare(PAIRED, Observed(values=before), Observed(values=after)).result
    assert result is not None
    assert result.statistic == pytest.approx(17.3559, abs=1e-3)
    assert result.estimate == pytest.approx(64 / 1600)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090), ((5, 56, 0, 29), -0.0381, 0.1926),
     ((10, 10, 0, 20), 0.6791, 1)],
)  # fmt: skip
def test_shares_are_compared_as_newcombe_printed_them(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    a, m, b, n = counts
    assert figures(compare(BEFORE_AFTER, share(b, n), share(a, m)).result)[1:3] == (low, high)


@pytest.mark.parametrize(("a", "m", "b", "n"), [(17, 20, 24, 40), (9, 20, 35, 50), (6, 7, 2, 7)])
def test_where_test_and_interval_disagree_it_is_borderline(a: int, m: int, b: int, n: int) -> None:
    judged = one(share(b, n), share(a, m))
    assert judged.verdict.word == BORDERLINE
    assert judged.proposal == ADJUST


def test_a_control_group_takes_away_what_changed_everywhere() -> None:
    """Both groups rose by 10: before/after sees an improvement, against the control group there is none."""
    rng = seeded(4)
    groups = [tuple(rng.gauss(level, 2) for _ in range(12)) for level in (50, 60, 40, 50)]
    before, after, control_before, control_after = (Observed(values=group) for group in groups)
    assert one(before, after).verdict.word == BETTER
    judged = one(before, after, design=CONTROL, control_before=control_before, control_after=control_after)
    assert judged.verdict.word == UNCHANGED
    means = [fmean(group) for group in groups]
    assert judged.result is not None
    assert judged.result.estimate == pytest.approx((means[1] - means[0]) - (means[3] - means[2]))


def test_a_control_group_that_never_varies_changes_nothing() -> None:
    after, before = Moments(12, 48.2, 6.1), Moments(15, 45.0, 5.2)
    assert figures(changes_of_means(after, before, Moments(9, 7.0, 0.0), Moments(9, 7.0, 0.0))) == figures(
        welch_of(after, before)
    )


def test_shares_against_a_very_large_control_group_are_plain_differences() -> None:
    million = (500_000_000, 1_000_000_000)
    result = changes_of_shares((56, 70), (48, 80), million, million)
    ends = newcombe(56, 70, 48, 80)
    assert figures(result, 3)[:3] == (0.2, round(ends.low, 3), round(ends.high, 3))


def test_a_control_group_without_a_time_before_is_doubted() -> None:
    judged = one(Observed(), share(56, 70), design=CONTROL, control_after=share(48, 80))
    assert judged.verdict.word == BETTER
    assert any("对照组没有改善前" in doubt.zh for doubt in judged.doubts)
    assert judged.proposal == ADJUST


def test_shares_that_scatter_more_than_chance_are_compared_by_periods() -> None:
    """Six weeks around 10% of 10,000 that scatter by 3 points: by single cases even these two halves would differ."""
    before = Observed(counts=tuple((x, 10_000) for x in (1300, 700, 1250, 760, 1310, 690)))
    after = Observed(counts=tuple((x, 10_000) for x in (1330, 800, 1290, 810, 1340, 730)))
    judged = one(before, after, higher_is_better=False)
    assert judged.verdict.word == UNCHANGED
    assert judged.result is not None
    assert "各期占比" in judged.result.words.zh
    single = compare(BEFORE_AFTER, share(*before.total), share(*after.total)).result
    assert single is not None
    assert (single.p or 1) < 0.05


def test_a_worse_measure_stops_the_improvement() -> None:
    judged = one(share(48, 80), share(56, 70), higher_is_better=False)
    assert (judged.verdict.word, judged.proposal) == (WORSE, STOP)


def test_too_few_can_never_be_significant() -> None:
    assert one(Observed(values=(1.0, 2.0, 3.0)), Observed(values=(11.0, 12.0, 13.0))).verdict.word == TOO_LITTLE
    assert one(Observed(values=(1.0, 2.0, 3.0, 4.0)), Observed(values=(11.0, 12.0, 13.0, 14.0))).verdict.word == BETTER
    pairs = Observed(values=(1.0, 2.0, 3.0, 4.0, 5.0)), Observed(values=(11.0, 12.5, 13.0, 14.0, 15.0))
    assert one(*pairs, design=PAIRED).verdict.word == TOO_LITTLE
    assert one(share(0, 3), share(3, 3)).verdict.word == TOO_LITTLE


def test_nothing_after_or_no_variation_is_said() -> None:
    assert one(weekly(STEADY), Observed()).verdict.reason == Text("改善后没有数据", "no data after")
    same = one(Observed(values=(5.0,) * 8), Observed(values=(5.0,) * 8))
    assert same.verdict.word == TOO_LITTLE
    assert same.verdict.reason is not None
    assert "数据无变化" in same.verdict.reason.zh
    unequal = one(Observed(values=(1.0, 2.0)), Observed(values=(1.0,)), design=PAIRED)
    assert unequal.verdict.reason is not None
    assert "配不成对" in unequal.verdict.reason.zh


def test_a_baseline_with_signals_is_not_stable() -> None:
    judged = one(weekly((*STEADY, 80.0)), weekly(tuple(value + 10 for value in STEADY), date(2026, 7, 6)))
    assert judged.verdict.word == UNSTABLE
    assert judged.doubts[0].zh.startswith("基线期内有异常信号：2026-")
    assert "2026-06-29" in judged.doubts[0].zh


def test_what_matters_and_what_to_do_next() -> None:
    up = tuple(value + 3 for value in STEADY)
    later = weekly(up, date(2026, 7, 6))
    assert one(weekly(STEADY), later, smallest=2.0).proposal == ROLL_OUT
    assert one(weekly(STEADY), later, smallest=5.0).proposal == ADJUST
    same = weekly(STEADY[::-1], date(2026, 7, 6))
    assert one(weekly(STEADY), same, smallest=5.0).proposal == STOP
    assert one(weekly(STEADY), same, smallest=0.1).proposal == ADJUST
    late = Text("计划到开始之后才固定", "fixed too late")
    assert one(weekly(STEADY), later, smallest=2.0, reasons=(late,)).proposal == ADJUST


def test_several_indicators_are_adjusted_by_holm() -> None:
    """p = 0.044 alone is an improvement, as one of two that were declared it is not."""
    case = Case(BEFORE_AFTER, share(25, 100), share(38, 100), higher_is_better=True)
    other = Case(BEFORE_AFTER, share(20, 100), share(22, 100), higher_is_better=True)
    empty = Case(BEFORE_AFTER, share(20, 100), Observed(), higher_is_better=True)
    assert judge([case])[0].verdict.word == BETTER
    assert [judged.verdict.word for judged in judge([case, other])] == [UNCHANGED, UNCHANGED]
    assert judge([case, empty])[0].verdict.word == UNCHANGED


def test_neighbours_that_go_together_are_doubted() -> None:
    rng, values = seeded(7), [0.0]
    for _ in range(95):
        values.append(0.5 * values[-1] + rng.gauss(0, 1))
    doubt = doubts.neighbours(Observed(values=tuple(values[:48])), Observed(values=tuple(values[48:])))
    assert doubt is not None
    assert doubt.zh.startswith("自相关：相邻的点有关联（lag-1 相关 0.")
    # A step between the periods is the effect, not a dependence of neighbours.
    rng = seeded(2)
    apart = [tuple(rng.gauss(level, 1) for _ in range(24)) for level in (0, 10)]
    assert doubts.neighbours(*(Observed(values=values) for values in apart)) is None


def test_a_trend_before_the_start_is_doubted() -> None:
    rising = Observed(values=tuple(50 + place + (place % 3) / 2 for place in range(12)))
    doubt = doubts.trend(rising, "number")
    assert doubt is not None
    assert doubt.zh.startswith("基线有趋势：改善前每期已变化 +1")
    assert doubts.trend(Observed(values=STEADY), "number") is None


def past(values: list[float], before: Period, after: Period, first: date) -> Past:
    return Past([first + timedelta(weeks=week) for week in range(len(values))], values, before, after)


def test_the_same_change_a_year_ago_is_season() -> None:
    before, after = Period(date(2026, 4, 6), date(2026, 6, 28)), Period(date(2026, 7, 6), date(2026, 9, 27))
    seasonal = [60.0 if 26 <= week % 52 < 40 else 50.0 for week in range(104)]
    known = past(seasonal, before, after, date(2025, 1, 6))
    doubt = doubts.season(known, 10.0, "number")
    assert doubt is not None
    assert "去年同样两段时间也变化了 +10" in doubt.zh
    assert doubts.season(past([50.0] * 104, before, after, date(2025, 1, 6)), 10.0, "number") is None


def test_the_spring_festival_in_one_period_alone_is_season() -> None:
    """春节 2026: 16 to 23 February."""
    before, after = Period(date(2026, 1, 5), date(2026, 2, 28)), Period(date(2026, 3, 2), date(2026, 4, 26))
    doubt = doubts.season(Past([], [], before, after), 10.0, "number")
    assert doubt is not None
    assert "春节只落在改善前那一段" in doubt.zh
    assert doubts.season(Past([], [], after, after.shifted(70)), 10.0, "number") is None


def test_a_shift_of_the_mix_is_no_improvement() -> None:
    """Charig 1986: 78% against 83% overall, yet better within both groups of stones."""
    stones = {"small": Group((234, 270), (81, 87)), "large": Group((55, 80), (192, 263))}
    doubt = doubts.mix(stones, "points")
    assert doubt is not None
    assert "合起来看变化 −4.6 个百分点，按分组构成折算后是 +5" in doubt.zh
    assert doubts.mix({"a": Group((10, 100), (20, 100)), "b": Group((10, 100), (20, 100))}, "points") is None


def test_the_worst_month_chosen_as_baseline_is_doubted() -> None:
    """T28: of twelve months on N(100, 10) the worst one gains about 16 without any change."""
    rng, gains = seeded(28), []
    for _ in range(400):
        months = [rng.gauss(100, 10) for _ in range(12)]
        gains.append(fmean(months) - min(months))
    assert fmean(gains) == pytest.approx(16, abs=1)
    days = [date(2025, 1, 6) + timedelta(days=7 * week) for week in range(52)]
    values = [80.0 if 40 <= week < 44 else 100.0 + week % 3 for week in range(52)]
    before = Period(days[40], days[44] - timedelta(days=1))
    after = Period(days[-1] + timedelta(days=7), days[-1] + timedelta(days=34))
    doubt = doubts.worst_period(Past(days, values, before, after), 20.0, "number", higher_is_better=True)
    assert doubt is not None
    assert "它最差" in doubt.zh
    assert doubts.worst_period(Past(days, values, before, after), 20.0, "number", higher_is_better=False) is None


def test_values_that_stand_out_are_doubted_where_they_decide() -> None:
    spoilt = tuple(value + (30 if place == 3 else 1) for place, value in enumerate(STEADY))
    harmless = one(weekly(STEADY), weekly(tuple(value + 5 for value in spoilt), date(2026, 7, 6)))
    assert [note.zh for note in harmless.notes if "离群值" in note.zh] == ["离群值：2026-07-27，去掉后检验的结论不变"]
    judged = one(weekly(STEADY), weekly(spoilt, date(2026, 7, 6)))
    assert [doubt.zh[:16] for doubt in judged.doubts] == ["离群值：2026-07-27，去"]
    assert doubts.without_outliers(Observed(values=(5.0,) * 9))[1] == []


def test_a_few_large_values_do_not_decide_alone() -> None:
    """Welch p = 0.064, by ranks 0.065 (scipy); with one value more the two tests part."""
    before, after = Observed(values=(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)), Observed(values=(7.0, 2.1, 9.0, 4.1, 8.0, 7.5))
    compared = compare(BEFORE_AFTER, before, after)
    assert compared.ranks_p == pytest.approx(0.06493506493506493)
    apart = Observed(values=(7.0, 2.5, 9.0, 4.6, 8.0, 9.5))
    assert one(before, apart).verdict.word == BORDERLINE


def test_how_many_are_needed_is_known_before_the_start() -> None:
    """T25: a share of 5% to 3% takes 1,484 in each group; 12 and 12 values see 1.20 standard deviations."""
    words = needed(share(50, 1000), Observed(), 0.02, BEFORE_AFTER, higher_is_better=False)
    assert words.zh == "要有八成把握看出变化 2 个百分点，改善前后各至少 1484 个（现有 1000、0）"
    twice = needed(share(50, 1000), Observed(), 0.02, CONTROL, higher_is_better=False)
    assert "两组各至少 2968 个" in twice.zh
    level = Observed(figures=Moments(12, 50, 10))
    assert "要变化 11.97" in needed(level, level, None, BEFORE_AFTER, higher_is_better=True).zh
    # Two groups of 17 see one standard deviation (Cohen 1988, table 2.4.1).
    assert "各至少 17 点" in needed(level, level, 10, BEFORE_AFTER, higher_is_better=True).zh
    assert needed(Observed(), Observed(), 1, BEFORE_AFTER, higher_is_better=True).zh == "等有了改善前的数据再算"
    changes = Observed(values=(0.0, 1.0, 2.0, 3.0)), Observed(values=(1.0, 1.0, 3.0, 3.0))
    assert "至少 " in needed(*changes, 0.5, PAIRED, higher_is_better=True).zh
    assert "差别是 0" in needed(share(17, 20), Observed(), 1e-300, BEFORE_AFTER, higher_is_better=True).zh
    assert "超出 0～100%" in needed(share(1, 100), Observed(), 0.05, BEFORE_AFTER, higher_is_better=False).zh


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("x=17, n=20", share(17, 20)),
        ("Ｘ＝17；Ｎ＝20", share(17, 20)),
        ("17/20", share(17, 20)),
        ("n=12，均值=48.2，标准差=6.1", Observed(figures=Moments(12, 48.2, 6.1))),
        ("mean=48.2 sd=6.1 n=12", Observed(figures=Moments(12, 48.2, 6.1))),
        ("48 50.5 -47", Observed(values=(48.0, 50.5, -47.0))),
        ("48、50.5、47", Observed(values=(48.0, 50.5, 47.0))),
        (48, Observed(values=(48.0,))),
        (None, Observed()),
    ],
)
def test_what_is_typed_is_read(cell: str | int | None, expected: Observed) -> None:
    assert observed(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "约 20",
        "x=17",
        "n=20, x=17, 左右",
        "x=21, n=20",
        "n=1, mean=5, sd=1",
        "48 五十",
        "1e300 2",
        f"x=5, n={10**23}",
        "n=20, n=30, x=5",
    ],
)
def test_what_cannot_be_read_is_refused(cell: str) -> None:
    with pytest.raises(RefusalError):
        observed(cell)

"""Numbers: means, ranks, series, times, and how many values are needed, against published figures and by brute force."""

from collections.abc import Callable
from itertools import combinations, product
from math import inf, nan, sqrt
from random import Random
from statistics import fmean, median, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.agreement import mean_ranks
from udfs.problems import Problem, RefusalError
from udfs.problems import statistics as problems
from udfs.statistics import ranks as module
from udfs.statistics.distributions import t_p, t_quantile
from udfs.statistics.effect_sizes import cohen_d, hedges_g
from udfs.statistics.means import describe, mean_interval, paired, welch
from udfs.statistics.ranks import least_p, mann_whitney, signed_rank, superiority
from udfs.statistics.results import Interval, at_most, is_significant
from udfs.statistics.sample_sizes import cases_for_means, cases_for_pairs, detectable_effect, power_of_means
from udfs.statistics.samples import filled
from udfs.statistics.series import autocorrelation, chosen_period, grubbs, mann_kendall, modified_z, outliers
from udfs.statistics.survival import kaplan_meier, median_time

# R ?t.test: extra hours of sleep under two drugs (Student 1908).
SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
# R ?wilcox.test (Hollander & Wolfe): permeability of membranes; depression before and after a first therapy.
TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLY = [1.15, 0.88, 0.90, 0.74, 1.21]
FIRST = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
# R's survival package: aml, weeks in remission; 0 = still in remission.
KEPT = ([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0])
STOPPED = ([5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1])
# NIST e-Handbook 1.3.5.17.1.
URANIUM = [199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57]


def rounded(interval: Interval | None, digits: int) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, digits), round(interval.high, digits)


def test_welch_as_in_r() -> None:
    result = welch(*SLEEP)
    assert (round(result.statistic or 0, 4), round(result.df or 0, 3), round(result.p or 0, 5)) == (
        -1.8608,
        17.776,
        0.07939,
    )
    assert rounded(result.interval, 4) == (-3.3655, 0.2055)
    assert result.n == (10, 10)
    assert result.words.zh == "平均值之差 −1.58（95% 区间 −3.365～0.205，n=10、10，p=0.0794，Welch t 检验）"
    assert result.words.en.startswith("Difference of means −1.58 (95% interval −3.365 to 0.205, n = 10, 10, p = 0.0794")


def test_degrees_of_freedom_are_not_cut_off() -> None:
    """Excel's T.DIST.2T takes 17.776 as 17 and answers 0.08016."""
    assert round(t_p(1.860813, 17.77647), 5) == 0.07939
    assert round(t_p(1.860813, 17), 5) == 0.08016
    assert t_quantile(17.776, 0.95) < t_quantile(17, 0.95)


def test_pairs_as_in_r() -> None:
    result = paired(*SLEEP)
    assert (round(result.statistic or 0, 4), result.df, round(result.p or 0, 6)) == (4.0621, 9, 0.002833)
    assert rounded(result.interval, 4) == (0.7001, 2.4599)
    # A pair with a blank side is left out whole.
    assert paired([*SLEEP[0], None], [*SLEEP[1], 99]) == result


def test_the_pairs_that_changed_alike_show_no_variation() -> None:
    """0.3 − 0.1 and 0.4 − 0.2 are the same change; as floats they are not."""
    with pytest.raises(RefusalError) as refused:
        paired([0.1, 0.2, 0.7], [0.3, 0.4, 0.9])
    assert refused.value.finding.problem is problems.NO_VARIATION


def test_large_numbers_keep_their_small_differences() -> None:
    shifted = welch([1e9 + value for value in SLEEP[0]], [1e9 + value for value in SLEEP[1]])
    assert shifted.p == pytest.approx(0.0793941, abs=1e-6)
    assert welch([value * 1e150 for value in SLEEP[0]], [value * 1e150 for value in SLEEP[1]]).p == pytest.approx(
        0.0793941
    )


def test_one_group_may_be_constant() -> None:
    assert welch([5, 5, 5, 5], [1, 2, 3, 4]).df == pytest.approx(3)


def test_a_mean_with_its_interval() -> None:
    # R ?t.test: t.test(extra) of the second drug.
    result = mean_interval(SLEEP[1])
    assert (round(result.estimate, 2), rounded(result.interval, 4)) == (2.33, (0.8977, 3.7623))


def test_skewed_times_are_described_by_more_than_their_mean() -> None:
    shown = describe([1, 1, 1, 2, 2, 2, 3, 3, 4, 81])
    assert (shown.mean, shown.median, shown.p90, shown.n) == (10, 2, 4, 10)
    assert describe([7]).p90 == 7
    assert describe(list(range(1, 21))).p90 == 18


def test_mann_whitney_as_in_r() -> None:
    result = mann_whitney(TERM, EARLY)
    assert (result.statistic, round(result.p or 0, 4)) == (35, 0.2544)
    assert round(mann_whitney(TERM, EARLY, alternative="greater").p or 0, 4) == 0.1272
    assert (round(result.estimate, 3), rounded(result.interval, 2)) == (0.305, (-0.15, 0.76))
    assert superiority(TERM, EARLY) == 35 / 50
    assert "不是中位数" in result.words.zh


def test_signed_rank_as_in_r() -> None:
    result = signed_rank(SECOND, FIRST)
    assert (result.statistic, round(result.p or 0, 5)) == (40, 0.03906)
    assert round(signed_rank(SECOND, FIRST, alternative="greater").p or 0, 5) == 0.01953
    assert (round(result.estimate, 2), rounded(result.interval, 3)) == (0.46, (0.01, 0.786))


@given(st.lists(st.integers(0, 4), min_size=2, max_size=9), st.data())
@settings(max_examples=40)
def test_with_ties_as_well_exact_is_exact(values: list[int], data: st.DataObject) -> None:
    m = data.draw(st.integers(1, len(values) - 1))
    if len(set(values)) == 1:
        return
    ranks = mean_ranks(values)
    sums = [sum(chosen) for chosen in combinations(ranks, m)]
    centre, observed = fmean(sums), sum(ranks[:m])
    reached = sum(abs(value - centre) >= abs(observed - centre) - 1e-9 for value in sums)
    result = mann_whitney(values[:m], values[m:])
    assert result.p == pytest.approx(reached / len(sums))
    more = sum(value >= observed - 1e-9 for value in sums)
    assert mann_whitney(values[:m], values[m:], alternative="greater").p == pytest.approx(more / len(sums))


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=9))
@settings(max_examples=40)
def test_signs_of_tied_ranks_are_counted(changes: list[int]) -> None:
    moved = [change for change in changes if change]
    if not moved:
        return
    ranks = mean_ranks([abs(change) for change in moved])
    observed = sum(rank for rank, change in zip(ranks, moved, strict=True) if change > 0)
    sums = [sum(rank for rank, up in zip(ranks, ups, strict=True) if up) for ups in product((0, 1), repeat=len(moved))]
    far = sum(abs(value - sum(ranks) / 2) >= abs(observed - sum(ranks) / 2) - 1e-9 for value in sums)
    assert signed_rank([0] * len(changes), changes).p == pytest.approx(far / len(sums))


def test_ties_are_those_of_the_numbers_as_written() -> None:
    """In tenths every rise is 0.2: as floats 0.3 − 0.1 is less than 0.4 − 0.2, and the ranks would differ."""
    before, after = [0.1, 0.2, 0.7, 0.5, 0.9], [0.3, 0.4, 0.9, 0.3, 0.8]
    whole = signed_rank([10 * value for value in (1, 2, 7, 5, 9)], [10 * value for value in (3, 4, 9, 3, 8)])
    tenths = signed_rank(before, after)
    assert (tenths.statistic, tenths.p) == (whole.statistic, whole.p) == (10.5, 0.625)


def test_large_groups_get_the_normal_distribution_with_ties() -> None:
    one, two = [1, 2, 3, 4, 5] * 20, [2, 3, 4, 5, 6] * 20
    result = mann_whitney(one, two)
    # As R's wilcox.test and scipy's mannwhitneyu answer, with both corrections.
    assert (result.statistic, f"{result.p:.4e}") == (3_200, "7.6938e-06")
    assert result.estimate == -1
    assert signed_rank(one, two[::-1]).n == (100,)


def test_between_exact_and_normal_there_is_no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(5)  # noqa: S311 - chance that repeats
    one, two = [draw.gauss(0, 1) for _ in range(28)], [draw.gauss(0.6, 1) for _ in range(28)]
    exact = mann_whitney(one, two), signed_rank(one, two)
    monkeypatch.setattr(module, "_EXACT_UP_TO", 0)
    for slow, quick in zip(exact, (mann_whitney(one, two), signed_rank(one, two)), strict=True):
        assert quick.p == pytest.approx(slow.p, abs=2e-3)
        assert quick.estimate == slow.estimate
        assert rounded(quick.interval, 1) == pytest.approx(rounded(slow.interval, 1), abs=0.1)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=8), st.lists(st.integers(-20, 20), min_size=1, max_size=8))
@settings(max_examples=40)
def test_the_typical_difference_is_the_median_of_all(one: list[int], two: list[int]) -> None:
    if len({*one, *two}) > 1:
        assert mann_whitney(one, two).estimate == median(a - b for a in one for b in two)


def test_same_medians_may_differ_clearly() -> None:
    """Mann and Whitney's test is none of medians."""
    one = [0] * 15 + [10] * 5 + [11] * 15
    two = [9] * 15 + [10] * 5 + [30] * 15
    assert median(one) == median(two) == 10
    assert superiority(two, one) == pytest.approx((15 * 35 + 5 * 17.5 + 15 * 15) / 35**2)
    assert mann_whitney(one, two).p == pytest.approx(0.0070538, abs=1e-6)


def test_too_few_can_never_be_significant() -> None:
    assert (round(least_p(3, 3), 2), round(least_p(4, 4), 3)) == (0.10, 0.029)
    assert mann_whitney([1, 2, 3], [4, 5, 6]).p == pytest.approx(least_p(3, 3))
    assert not is_significant(least_p(3, 3))


def test_what_so_many_values_see() -> None:
    """Cohen 1988, with 80% power: 64 each for half a standard deviation."""
    assert [round(detectable_effect(n, n), 2) for n in (12, 6, 4)] == [1.20, 1.80, 2.38]
    assert cases_for_means(5, 10) == 64
    assert power_of_means(0.5, 64, 64) == pytest.approx(0.8015, abs=1e-4)
    assert cases_for_means(-5, 10) == 64


def test_very_large_effects_and_groups_have_a_power_too() -> None:
    """scipy's noncentral t is NaN far out, which is neither enough nor too little."""
    for effect, size in ((30, 3), (38, 12), (0.3, 20_000), (5, 200), (1_000, 2)):
        assert power_of_means(effect, size, size) == pytest.approx(1, abs=1e-9)
    # The normal approximation: (1.960 + 0.842)·√(2/n).
    assert detectable_effect(10_000, 10_000) == pytest.approx(2.8016 * sqrt(2 / 10_000), rel=1e-3)
    assert cases_for_means(0.01, 1) == pytest.approx(2 * 2.8016**2 / 0.01**2, rel=1e-3)


def test_effects_in_standard_deviations() -> None:
    assert round(cohen_d(*SLEEP), 4) == -0.8322
    assert hedges_g(*SLEEP).estimate == pytest.approx(-0.8322 * (1 - 3 / (4 * 18 - 1)), abs=1e-3)


def test_neighbours_that_depend_on_each_other_are_noticed() -> None:
    """Tests then promise too much: with r = 0.7 Welch is wrong in 39% of the cases instead of 5%."""
    draw, value, series = Random(1), 0.0, []  # noqa: S311 - chance that repeats
    for _ in range(100):
        value = 0.7 * value + draw.gauss(0, 1)
        series.append(value)
    dependent = autocorrelation(series)
    assert dependent.is_present
    assert 0.5 < dependent.r < 0.9
    assert dependent.effective_n < 40
    shuffled = Random(2).sample(series, len(series))  # noqa: S311 - chance that repeats
    assert not autocorrelation(shuffled).is_present


def test_autocorrelation_by_hand_and_across_a_hole() -> None:
    # Mean 3: (−2)(−1) + (−1)(0) + (0)(1) + (1)(2) = 4 of 10.
    assert autocorrelation([1, 2, 3, 4, 5]).r == pytest.approx(0.4)
    # The pair across the hole, (−2)(2), is no pair of neighbours.
    assert autocorrelation([5, 1, None, 5, 1]).r == pytest.approx(-8 / 16)
    assert autocorrelation([5, 1, 5, 1]).r == pytest.approx(-12 / 16)


def test_grubbs_as_nist_has_it() -> None:
    result = grubbs(URANIUM)
    assert (result.place, result.value, round(result.distance, 4)) == (7, 245.57, 2.4688)
    # The two-sided limit; NIST prints the one-sided 2.032, which is the two-sided one at 10%.
    assert (round(result.limit, 3), round(grubbs(URANIUM, alpha=0.1).limit, 3)) == (2.127, 2.032)
    assert result.stands_out
    assert not grubbs(URANIUM[:-1]).stands_out


def test_three_standard_deviations_can_never_be_reached_by_eight_values() -> None:
    values = [0.0] * 7 + [1e6]
    assert (max(values) - fmean(values)) / stdev(values) == pytest.approx(7 / sqrt(8)) == pytest.approx(2.475, abs=1e-3)
    assert grubbs(values).stands_out
    assert outliers(URANIUM) == [7]


def test_modified_z_is_exact_at_its_limit() -> None:
    assert modified_z([1, 2, 3, 4, 5])[0] == pytest.approx(-0.6745 * 2, abs=1e-4)
    # Tenths: the distances from the median are the same on both sides, whatever the floats say.
    assert [round(z, 12) for z in modified_z([0.1, 0.2, 0.3])] == [round(-z, 12) for z in modified_z([0.3, 0.2, 0.1])]


def test_a_trend_is_noticed() -> None:
    rising = mann_kendall([1, 3, 2, 4, 6, 5, 8, 7, 9, 10])
    # Three pairs of 45 fall: S = 42 − 3; Gilbert 1987, z = (S − 1)/√125.
    assert (rising.statistic, round(rising.p or 0, 4)) == (39, 0.0007)
    assert rising.estimate == pytest.approx(1)
    assert mann_kendall([5, 4, 6, 5, 4, 6]).p == pytest.approx(1, abs=0.4)


def test_the_worst_month_is_no_fair_baseline() -> None:
    """The worst of twelve from N(100, 10) lies 16 below the mean: the next one gains that without any change."""
    draw, gains = Random(3), []  # noqa: S311 - chance that repeats
    for _ in range(400):
        months = [draw.gauss(100, 10) for _ in range(12)]
        worst = months.index(min(months))
        chosen = chosen_period(months, worst, higher_is_better=True)
        assert chosen.is_worst
        gains.append(chosen.regression)
    assert fmean(gains) == pytest.approx(16.3, abs=1)
    assert not chosen_period([1, 2, 3], 1, higher_is_better=True).is_worst
    assert chosen_period([1, 2, 3], 2, higher_is_better=False).is_worst
    assert not chosen_period([2, 2, 2], 0, higher_is_better=True).is_worst


def test_open_cases_count_as_open() -> None:
    """R's survival package: medians 31 and 23; of the closed ones alone the first would be 23."""
    kept, stopped = median_time(*KEPT), median_time(*STOPPED)
    assert kept is not None
    assert stopped is not None
    assert (kept.estimate, stopped.estimate) == (31, 23)
    assert (rounded(kept.interval, 0), rounded(stopped.interval, 0)) == ((18, inf), (8, inf))
    assert median(time for time, closed in zip(*KEPT, strict=True) if closed) == 23
    assert [round(float(step.still_open), 4) for step in kaplan_meier(*KEPT)] == [
        0.9091,
        0.8182,
        0.7159,
        0.6136,
        0.4909,
        0.3682,
        0.1841,
    ]


def test_half_is_exactly_half() -> None:
    """7/9·6/7·… is 1/2 in fractions; multiplied as floats it may lie on either side."""
    result = median_time([1, 2, 3, 4], [True] * 4)
    assert result is not None
    assert result.estimate == 2.5
    assert median_time([1, 2, 3, 4], [True, False, False, False]) is None


@given(st.lists(st.integers(1, 30), min_size=1, max_size=20))
@settings(max_examples=40)
def test_without_open_cases_it_is_the_plain_median(times: list[int]) -> None:
    result = median_time(times, [True] * len(times))
    assert result is not None
    assert result.estimate == median(times)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: welch([1, 2], []), problems.NO_CASES),
        (lambda: welch([1, 2], [3]), problems.TOO_FEW),
        (lambda: welch([1, 1], [2, 2]), problems.NO_VARIATION),
        (lambda: welch([1, nan], [2, 3]), problems.VALUE_NO_NUMBER),
        (lambda: welch([1, inf], [2, 3]), problems.VALUE_NO_NUMBER),
        (lambda: welch([1, 10**400], [2, 3]), problems.VALUE_NO_NUMBER),
        (lambda: welch([1, None], [2, 3]), problems.VALUE_BLANK),
        (lambda: welch([1, "  "], [2, 3]), problems.VALUE_BLANK),
        (lambda: welch([1, "2"], [2, 3]), problems.VALUE_NO_NUMBER),
        (lambda: welch([1, True], [2, 3]), problems.VALUE_NO_NUMBER),
        (lambda: welch([1, 2], [2, 3], level=1), problems.SHARE_RANGE),
        (lambda: mean_interval([4, 4, 4]), problems.NO_VARIATION),
        (lambda: paired([1, 2], [1]), problems.UNPAIRED),
        (lambda: paired([1, None], [None, 2]), problems.NO_CASES),
        (lambda: mann_whitney([3, 3], [3]), problems.NO_VARIATION),
        (lambda: signed_rank([1, 2], [1, 2]), problems.NO_VARIATION),
        (lambda: cohen_d([1, 1], [1, 1]), problems.NO_VARIATION),
        (lambda: autocorrelation([7, 7, 7]), problems.NO_VARIATION),
        (lambda: autocorrelation([7, None, 8]), problems.TOO_FEW),
        (lambda: grubbs([7, 7, 7]), problems.NO_VARIATION),
        (lambda: modified_z([1, 1, 1, 1, 9]), problems.HALF_EQUAL),
        (lambda: cases_for_means(0, 1), problems.NO_DIFFERENCE),
        (lambda: cases_for_means(1, 0), problems.NOT_ABOVE_ZERO),
        (lambda: detectable_effect(1, 9), problems.TOO_FEW),
        (lambda: kaplan_meier([], []), problems.NO_CASES),
        (lambda: kaplan_meier([-1], [True]), problems.NEGATIVE),
        (lambda: kaplan_meier([1, 2], [True]), problems.UNPAIRED),
    ],
)
def test_numbers_that_have_no_answer_are_refused(call: Callable[[], object], problem: Problem) -> None:
    with pytest.raises(RefusalError) as refused:
        call()
    assert refused.value.finding.problem is problem
    for lang in ("zh", "en"):
        assert refused.value.finding.line(lang)


def test_blank_cells_of_a_column_are_left_out_never_zero() -> None:
    assert filled([3, None, "", "  ", 4.5]) == [3, 4.5]


def test_numbers_of_numpy_and_pandas_need_no_conversion() -> None:
    import numpy as np

    one, two = map(np.array, SLEEP)
    assert welch(one, two).p == welch(*SLEEP).p  # type: ignore[arg-type]
    assert signed_rank(one, two).p == signed_rank(*SLEEP).p  # type: ignore[arg-type]
    assert mean_interval(np.arange(10)).estimate == 4.5  # type: ignore[arg-type]


def test_small_units_decide_as_large_ones() -> None:
    """An interval from 2e-12 to 3e-12 does not hold 0, although both ends are near it."""
    assert Interval(2e-12, 3e-12).excludes(0)
    assert not Interval(1e-17, 0.3).excludes(0)
    assert Interval(1.5, inf).excludes(1)


def test_limits_are_reached_whatever_the_last_digit() -> None:
    assert at_most(0.1 + 0.2, 0.3)
    assert is_significant(5 * 0.01)
    assert is_significant(0.05 * (1 + 1e-12))
    assert not is_significant(0.0500001)
    assert not Interval(0.1 + 0.2, 1).excludes(0.3)
    assert Interval(0.3001, 1).excludes(0.3)


def test_pairs_that_are_needed() -> None:
    """G*Power and R's power.t.test: half a standard deviation takes 34 pairs for 80%, one takes 10."""
    assert [cases_for_pairs(effect, 1) for effect in (0.5, 1, 0.2)] == [34, 10, 199]

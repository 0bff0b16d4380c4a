"""Shares: intervals, tests and their words, against published figures and by brute force."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import comb, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.problems import Problem, RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.effect_sizes import cohen_h, number_needed, odds_ratio, sample_odds_ratio
from udfs.statistics.intervals import clopper_pearson, difference, newcombe, share, share_ratio, wilson
from udfs.statistics.multiple import benjamini_hochberg, holm
from udfs.statistics.proportions import (
    chi_square,
    compare_paired_shares,
    compare_shares,
    fisher,
    mcnemar,
    two_proportions,
)
from udfs.statistics.results import Interval
from udfs.statistics.sample_sizes import cases_for_margin, cases_for_shares, more_cases, shows
from udfs.statistics.strata import common_odds_ratio, mix_shift, trend
from udfs.statistics.verdict import BETTER, BORDERLINE, TOO_LITTLE, UNCHANGED, UNSTABLE, WORSE, verdict, verdicts

# Men and women admitted, of how many, by department (Bickel, Hammel & O'Connell 1975; R's UCBAdmissions).
BERKELEY = [(512, 825, 89, 108), (353, 560, 17, 25), (120, 325, 202, 593), (138, 417, 131, 375), (53, 191, 94, 393),
            (22, 373, 24, 341)]  # fmt: skip
# Small and large kidney stones: successes of two treatments (Charig 1986).
KIDNEYS = [(81, 87, 234, 270), (192, 263, 55, 80)]


def rounded(interval: Interval | None, digits: int) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, digits), round(interval.high, digits)


def at_least(x: int, n: int, share: float) -> float:
    """Return the probability of at least x of n."""
    p = Fraction(share)
    return float(sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(x, n + 1)))


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_printed_it(x: int, n: int, low: float, high: float) -> None:
    """Statistics in Medicine 1998, 17:857, table I, method 3."""
    assert rounded(wilson(x, n), 4) == (low, high)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1),
    ],
)
def test_differences_as_newcombe_printed_them(counts: tuple[int, ...], low: float, high: float) -> None:
    """Statistics in Medicine 1998, 17:873, table II, method 10; Wald's would be 0 to 0 and 1 to 1 in the last two."""
    assert rounded(newcombe(*counts), 4) == (low, high)


def test_subtracting_two_intervals_is_not_newcombe() -> None:
    one, two, both = wilson(56, 70), wilson(48, 80), newcombe(56, 70, 48, 80)
    assert one.low - two.high < both.low
    assert both.high < one.high - two.low


def test_all_of_the_sample_gets_the_exact_one_sided_bound() -> None:
    assert round(clopper_pearson(10, 10, side="lower").low, 5) == 0.74113
    assert round(clopper_pearson(10, 10).low, 5) == 0.69150
    assert round(wilson(10, 10).low, 5) == 0.72247
    assert round(wilson(10, 10, side="lower").low, 5) == 0.78706
    everything, nothing = share(10, 10), share(0, 10)
    assert everything.interval == clopper_pearson(10, 10, side="lower")
    assert nothing.interval == clopper_pearson(0, 10, side="upper")
    assert everything.words.zh == "占比 100%（至少 74.1%，置信度 95%，n=10，Clopper–Pearson 精确法）"
    assert (
        everything.words.en == "Share 100% (at least 74.1% with 95% confidence, n = 10, exact by Clopper and Pearson)"
    )
    assert nothing.words.en == "Share 0% (at most 25.9% with 95% confidence, n = 10, exact by Clopper and Pearson)"


def test_what_24_of_30_show() -> None:
    assert rounded(share(24, 30).interval, 3) == (0.627, 0.905)
    assert rounded(share(240, 300).interval, 3) == (0.751, 0.841)
    assert share(24, 30).words.zh == "占比 80%（95% 区间 62.7%～90.5%，n=30，Wilson 法）"
    assert not shows(24, 30, 0.8)
    assert shows(24, 30, 0.6)


def test_how_many_more_cases_show_it() -> None:
    assert more_cases(0, 0, 0.8) == 14  # 0.8¹³ = 5.5%, 0.8¹⁴ = 4.4%
    assert more_cases(10, 10, 0.8) == 4
    assert more_cases(14, 14, 0.8) == 0
    more = more_cases(24, 30, 0.8)
    assert wilson(24 + more, 30 + more).low >= 0.8 > wilson(23 + more, 29 + more).low


def test_a_claim_exactly_on_the_bound_is_shown() -> None:
    """Two of two at 75% confidence show exactly one half; nothing here may depend on the last digit of a float."""
    assert shows(2, 2, 0.5, level=0.75)
    assert more_cases(0, 0, 0.1, level=0.9) == 1
    assert more_cases(0, 0, 0.1, level=0.99) == 2
    assert more_cases(0, 0, 0.1, level=0.999) == 3


@given(st.integers(1, 60), st.data())
@settings(max_examples=60)
def test_the_exact_interval_holds_what_an_exact_test_does_not_reject(n: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, n))
    interval = clopper_pearson(x, n)
    if x:
        assert at_least(x, n, interval.low) == pytest.approx(0.025)
    if x < n:
        assert at_least(n - x, n, 1 - interval.high) == pytest.approx(0.025)
    low, high = wilson(x, n), wilson(n - x, n)
    assert (low.low, low.high) == pytest.approx((1 - high.high, 1 - high.low))
    assert low.low <= x / n <= low.high


def test_two_proportions_as_in_r() -> None:
    z, p = two_proportions(56, 70, 48, 80)
    assert (round(z, 5), round(p, 6)) == (2.65017, 0.008045)
    assert round(chi_square([[56, 14], [48, 32]]).statistic, 4) == 7.0234
    corrected = chi_square([[56, 14], [48, 32]], corrected=True)
    assert (round(corrected.statistic, 4), round(corrected.p, 6)) == (6.1143, 0.013409)
    assert two_proportions(0, 10, 0, 20) == (0, 1)


def test_fisher_as_in_r() -> None:
    tea, convicted = [[3, 1], [1, 3]], [[2, 10], [15, 3]]
    assert (round(fisher(tea), 4), round(fisher(tea, "greater"), 4)) == (0.4857, 0.2429)
    assert (round(fisher(convicted), 7), round(fisher(convicted, "less"), 7)) == (0.0005367, 0.0004652)
    assert sample_odds_ratio(tea) == 9
    assert round(odds_ratio(tea).estimate, 3) == 6.408
    assert rounded(odds_ratio(convicted).interval, 4) == (0.0033, 0.3632)
    assert odds_ratio([[4, 0], [1, 3]]).estimate == inf


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
@settings(max_examples=80)
def test_fisher_by_listing_all_tables(cells: list[int]) -> None:
    a, b, c, d = cells
    row, other, column = a + b, c + d, a + c
    tables = {k: comb(row, k) * comb(other, column - k) for k in range(row + 1) if 0 <= column - k <= other}
    whole = sum(tables.values())
    assert fisher([[a, b], [c, d]]) == pytest.approx(
        sum(w for w in tables.values() if w <= tables[a]) / whole, rel=1e-14
    )
    assert fisher([[a, b], [c, d]], "greater") == pytest.approx(sum(w for k, w in tables.items() if k >= a) / whole)


def test_rounding_never_separates_equally_likely_tables() -> None:
    """5 of 15 and 10 of 15 mirror each other: both ends count, whatever the size."""
    for size in (15, 1_501):
        k = size // 3
        table = [[k, size - k], [size - k, k]]
        assert fisher(table) == pytest.approx(2 * fisher(table, "less"), rel=1e-12)


def test_mcnemar_as_agresti_printed_it() -> None:
    approval = [[794, 86], [150, 570]]
    assert round(mcnemar(approval).statistic, 2) == 17.36
    corrected = mcnemar(approval, corrected=True)
    assert (round(corrected.statistic, 3), f"{corrected.p:.3e}") == (16.818, "4.115e-05")
    assert mcnemar([[5, 0], [0, 5]]) == (0, 1)
    # Six pairs that differ, all the same way: 2/2⁶.
    assert mcnemar([[10, 0], [6, 4]], exact=True).p == 2 / 64
    result = compare_paired_shares([[10, 0], [6, 4]])
    assert (result.estimate, result.p, result.n) == (0.3, 2 / 64, (20,))
    assert result.interval is not None
    assert result.interval.low > 0


def test_ratio_of_shares_as_koopman_printed_it() -> None:
    """Biometrics 1984, 40:513: 36 of 40 against 16 of 80."""
    result = share_ratio(36, 40, 16, 80)
    assert (result.estimate, rounded(result.interval, 2)) == (4.5, (2.94, 7.15))
    assert "不等于由它造成" in result.words.zh
    weak = share_ratio(5, 10, 4, 10)
    assert "还看不出两者有关联" in weak.words.zh
    assert share_ratio(3, 10, 0, 20).interval == Interval(pytest.approx(1.705, abs=1e-3), inf)
    assert share_ratio(0, 10, 3, 20).interval == Interval(0, pytest.approx(2.18, abs=0.01))
    # All of the second group: the interval is that of the groups turned round.
    whole, turned = share_ratio(8, 10, 20, 20).interval, share_ratio(20, 20, 8, 10).interval
    assert whole is not None
    assert turned is not None
    assert (whole.low, whole.high) == pytest.approx((1 / turned.high, 1 / turned.low))
    assert whole.low < 0.8 < whole.high
    assert share_ratio(10, 10, 20, 20).estimate == 1


def test_a_shift_of_the_mix_is_no_change() -> None:
    """Simpson: the first treatment is better for small and for large stones, and worse over all."""
    for (a, m, b, n), (one, two) in zip(KIDNEYS, [(0.931, 0.867), (0.730, 0.688)], strict=True):
        assert (round(a / m, 3), round(b / n, 3)) == (one, two)
    assert difference(273, 350, 289, 350).estimate == pytest.approx(0.780 - 0.826, abs=5e-4)
    kidneys = mix_shift(KIDNEYS)
    assert kidneys.reversed
    assert kidneys.crude < 0 < kidneys.adjusted.estimate
    assert mix_shift(BERKELEY).reversed
    assert not mix_shift(KIDNEYS[:1]).reversed


def test_common_odds_ratio_as_in_r() -> None:
    result = common_odds_ratio(BERKELEY)
    assert result.estimate == pytest.approx(0.9046968, abs=1e-7)
    assert rounded(result.interval, 7) == (0.7719074, 1.0603298)
    assert result.statistic is not None
    assert result.p is not None
    assert (round(result.statistic, 4), round(result.p, 4)) == (1.4269, 0.2323)
    assert common_odds_ratio([*BERKELEY, (3, 4, 0, 0)]).estimate == result.estimate


def test_trend_as_in_r() -> None:
    """R ?prop.trend.test: smokers among patients (Fleiss 1981)."""
    result = trend([83, 90, 129, 70], [86, 93, 136, 82])
    assert (round(result.statistic or 0, 4), round(result.p or 0, 6)) == (8.2249, 0.004132)
    assert result.estimate < 0


def test_holm_as_in_r() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert holm([]) == []


def test_the_family_is_what_was_declared() -> None:
    assert holm([0.01, None, 0.04]) == pytest.approx([0.03, None, 0.08])
    clear, weak = compare_shares(90, 100, 50, 100), compare_shares(56, 70, 50, 80)
    assert weak.p is not None
    assert 0.0125 < weak.p < 0.05
    assert [answer.word for answer in verdicts([clear, weak], [True, True])] == [BETTER, BETTER]
    alone = verdicts([clear, weak, None, None], [True] * 4)
    assert [answer.word for answer in alone] == [BETTER, UNCHANGED, TOO_LITTLE, TOO_LITTLE]
    assert alone[1].reason is not None
    assert "4 个指标" in alone[1].reason.zh


@pytest.mark.parametrize(
    ("counts", "p", "interval"),
    [((17, 20, 24, 40), 0.0497, (-0.0008, 0.4324)), ((9, 20, 35, 50), 0.0505, (-0.4706, -0.0007)),
     ((6, 7, 2, 7), 0.1026, (0.0582, 0.8062))],
)  # fmt: skip
def test_where_test_and_interval_disagree_it_is_borderline(
    counts: tuple[int, ...], p: float, interval: tuple[float, float]
) -> None:
    result = compare_shares(*counts)
    assert (round(result.p or 0, 4), rounded(result.interval, 4)) == (p, interval)
    assert verdict(result, higher_is_better=True).word is BORDERLINE


def test_small_expected_counts_get_fisher() -> None:
    assert compare_shares(6, 7, 2, 7).p == pytest.approx(0.10256, abs=1e-5)
    assert round(two_proportions(6, 7, 2, 7).p, 5) == 0.03075
    # Exactly five are expected: no small count.
    assert "z" in compare_shares(5, 10, 5, 10).method.en
    assert "Fisher" in compare_shares(5, 10, 4, 10).method.en


def test_the_words_for_an_effect() -> None:
    result = compare_shares(90, 100, 50, 100)
    assert verdict(result, higher_is_better=True).word is BETTER
    assert verdict(result, higher_is_better=False).word is WORSE
    assert verdict(compare_shares(50, 100, 51, 100), higher_is_better=True).word is UNCHANGED
    assert verdict(result, higher_is_better=True, stable=False).word is UNSTABLE
    assert verdict(None, higher_is_better=True).word is TOO_LITTLE
    assert verdict(result, higher_is_better=True, least_p=0.1).word is TOO_LITTLE
    assert (
        result.words.zh
        == "占比之差 40 个百分点（95% 区间 27.8～50.6 个百分点，n=100、100，p<0.0001，两比例 z 检验，Newcombe 区间）"
    )


def test_sizes_of_samples_of_shares() -> None:
    """Cochran 1977; Cohen 1988."""
    assert cases_for_margin(0.05) == 385
    assert cases_for_margin(0.05, population=1_000) == 278
    assert cases_for_margin(0.05, population=10) == 10
    assert cases_for_shares(0.05, 0.03) == 1_484
    assert cohen_h(5, 100, 3, 100) == pytest.approx(0.1029, abs=1e-4)
    assert number_needed(5, 100, 3, 100) == 50
    assert number_needed(1, 10, 2, 20) == inf


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: share(0, 0), problems.NO_CASES),
        (lambda: share(11, 10), problems.PART_EXCEEDS),
        (lambda: share(None, 10), problems.VALUE_BLANK),
        (lambda: share(" ", 10), problems.VALUE_BLANK),
        (lambda: share(-1, 10), problems.NOT_A_COUNT),
        (lambda: share(2.5, 10), problems.NOT_A_COUNT),
        (lambda: share(True, 10), problems.NOT_A_COUNT),
        (lambda: share(float("nan"), 10), problems.NOT_A_COUNT),
        (lambda: share("3", 10), problems.NOT_A_COUNT),
        (lambda: share(3, 10, level=95), problems.SHARE_RANGE),
        (lambda: shows(3, 10, 1), problems.SHARE_RANGE),
        (lambda: more_cases(3, 2, 0.8), problems.PART_EXCEEDS),
        (lambda: share_ratio(0, 10, 0, 10), problems.TABLE_ZEROS),
        (lambda: chi_square([[0, 0], [1, 2]]), problems.TABLE_ZEROS),
        (lambda: chi_square([[1, 2, 3], [1, 2, 3]]), problems.TABLE_SHAPE),
        (lambda: fisher([[1, 2]]), problems.TABLE_SHAPE),
        (lambda: mcnemar([[1, 2], [3, None]]), problems.VALUE_BLANK),
        (lambda: compare_paired_shares([[0, 0], [0, 0]]), problems.NO_CASES),
        (lambda: trend([1, 2], [10]), problems.UNPAIRED),
        (lambda: trend([0, 0], [10, 10]), problems.NO_VARIATION),
        (lambda: mix_shift([(0, 0, 3, 10)]), problems.NO_CASES),
        (lambda: cases_for_shares(0.05, 0.05), problems.NO_DIFFERENCE),
        (lambda: holm([1.5]), problems.SHARE_RANGE),
    ],
)
def test_counts_that_have_no_answer_are_refused(call: Callable[[], object], problem: Problem) -> None:
    with pytest.raises(RefusalError) as refused:
        call()
    assert refused.value.finding.problem is problem
    for lang in ("zh", "en"):
        assert refused.value.finding.line(lang)


def test_a_count_may_be_a_whole_float() -> None:
    assert share(3.0, 10.0) == share(3, 10)
    assert share(Fraction(3), 10).estimate == 0.3


@pytest.mark.parametrize(("x1", "x2"), [*product((0, 3, 10), repeat=2)])
def test_no_interval_leaves_what_is_possible(x1: int, x2: int) -> None:
    interval = newcombe(x1, 10, x2, 10)
    assert -1 <= interval.low <= (x1 - x2) / 10 <= interval.high <= 1
    if x1 or x2:
        ratio = share_ratio(x1, 10, x2, 10)
        assert ratio.interval is not None
        assert 0 <= ratio.interval.low <= ratio.estimate <= ratio.interval.high

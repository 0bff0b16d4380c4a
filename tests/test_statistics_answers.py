"""Ratings and answers: κ, α, Pareto, shares of a survey; and the words of a result."""

from collections.abc import Callable
from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.lang import Text
from udfs.problems import Problem, RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.kappa import cohen_kappa, fleiss_kappa
from udfs.statistics.pareto import beside, must_split_other, pareto
from udfs.statistics.reliability import reliability, reversed_answers
from udfs.statistics.results import Interval, Result, shown
from udfs.statistics.survey import effective_size, net_promoter, option_shares, rounded_shares

# R's `attitude`: seven questions on a survey of thirty departments (Chatterjee & Price 1977).
ATTITUDE = [
    [43, 51, 30, 39, 61, 92, 45], [63, 64, 51, 54, 63, 73, 47], [71, 70, 68, 69, 76, 86, 48],
    [61, 63, 45, 47, 54, 84, 35], [81, 78, 56, 66, 71, 83, 47], [43, 55, 49, 44, 54, 49, 34],
    [58, 67, 42, 56, 66, 68, 35], [71, 75, 50, 55, 70, 66, 41], [72, 82, 72, 67, 71, 83, 31],
    [67, 61, 45, 47, 62, 80, 41], [64, 53, 53, 58, 58, 67, 34], [67, 60, 47, 39, 59, 74, 41],
    [69, 62, 57, 42, 55, 63, 25], [68, 83, 83, 45, 59, 77, 35], [77, 77, 54, 72, 79, 77, 46],
    [81, 90, 50, 72, 60, 54, 36], [74, 85, 64, 69, 79, 79, 63], [65, 60, 65, 75, 55, 80, 60],
    [65, 70, 46, 57, 75, 85, 46], [50, 58, 68, 54, 64, 78, 52], [50, 40, 33, 34, 43, 64, 33],
    [64, 61, 52, 62, 66, 80, 41], [53, 66, 52, 50, 63, 80, 37], [40, 37, 42, 58, 50, 57, 49],
    [63, 54, 42, 48, 66, 75, 33], [66, 77, 66, 63, 88, 76, 72], [78, 75, 58, 74, 80, 78, 49],
    [48, 57, 44, 45, 51, 83, 38], [85, 85, 71, 71, 77, 74, 55], [82, 82, 39, 59, 64, 78, 39],
]  # fmt: skip
# pingouin's `cronbach_wide_missing`: eleven questions, right or wrong; a full stop is a missing answer.
WITH_GAPS = [
    [None if mark == "." else int(mark) for mark in row]
    for row in ("11111111111", "11111111010", ".011.111100", "11101101100", "11111000100", "01.01111000",
                "11110010000", "11111000000", "01011000010", "10010100.00", "11100000000",
                "10010000000")
]  # fmt: skip
# Wikipedia, Fleiss' kappa: ten items, fourteen raters, five categories.
FLEISS = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
          [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "kappa"),
    [([[20, 5], [10, 15]], 0.4), ([[45, 15], [25, 15]], 0.1304), ([[25, 35], [5, 35]], 0.2593)],
)
def test_cohens_kappa(table: list[list[int]], kappa: float) -> None:
    result = cohen_kappa(table)
    assert round(result.estimate, 4) == kappa
    assert result.interval is not None
    assert result.interval.low < kappa < result.interval.high


def test_the_interval_of_kappa() -> None:
    """As statsmodels' cohens_kappa answers: 0.1511 to 0.6489."""
    interval = cohen_kappa([[20, 5], [10, 15]]).interval
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.1511, 0.6489)
    assert cohen_kappa([[20, 0], [0, 15]]).interval == Interval(1, 1)


def test_fleiss_kappa() -> None:
    result = fleiss_kappa(FLEISS)
    assert (round(result.estimate, 5), result.n) == (0.20993, (10, 14))


def test_cronbachs_alpha_as_in_r_and_pingouin() -> None:
    assert round(reliability(ATTITUDE).estimate, 4) == 0.8431
    listwise, pairwise = reliability(WITH_GAPS), reliability(WITH_GAPS, "pairwise")
    assert (round(listwise.estimate, 4), listwise.n) == (0.8017, (9,))
    assert (round(pairwise.estimate, 4), pairwise.n) == (0.7327, (12,))
    assert "不等于各题只测一件事" in listwise.words.zh


def test_reversed_questions_are_turned_round_first() -> None:
    answers = [[1, 2, 5], [2, 2, 4], [4, 5, 1], [5, 4, None], [3, 3, 3]]
    turned = reversed_answers(answers, {2}, 1, 5)
    assert turned == [[1, 2, 1], [2, 2, 2], [4, 5, 5], [5, 4, None], [3, 3, 3]]
    assert reliability(answers).estimate < 0
    assert reliability(turned).estimate > 0.9


def test_two_questions_get_spearman_brown() -> None:
    # r = 0.6: 2·0.6/1.6.
    result = reliability([[1, 1], [2, 3], [3, 2], [4, 5], [5, 4], [3, 3]])
    assert "Spearman" in result.method.en
    assert result.estimate == pytest.approx(2 * 0.8 / 1.8)


def test_pareto_as_qcc_has_it() -> None:
    """R's qcc, `defect`: exactly 80% is reached with the third."""
    result = pareto(["price", "schedule", "supplier", "contact", "item"], [94, 80, 66, 33, 27])
    assert [round(share, 4) for share in result.shares] == [0.3133, 0.58, 0.8, 0.91, 1]
    assert result.vital == [True, True, True, False, False]


def test_sums_of_money_reach_80_percent_exactly() -> None:
    """Added as floats 0.1 + 0.7 is less than 0.8 of 1."""
    assert pareto(["a", "b", "c"], [0.7, 0.1, 0.2]).vital == [True, True, False]
    assert pareto(["a", "b", "c", "d"], [0.3, 0.3, 0.2, 0.2]).vital == [True, True, True, False]
    assert pareto(["a", "b", "c"], [1.1, 2.1, 0.8]).labels == ["b", "a", "c"]


def test_other_is_last_and_never_vital() -> None:
    result = pareto(["其他", "漏发", "慢"], [70, 20, 10])
    assert result.labels == ["漏发", "慢", "其他"]
    assert result.vital == [True, True, False]
    assert must_split_other(result)
    assert not must_split_other(pareto(["其他", "漏发", "慢"], [20, 60, 20]))
    assert must_split_other(pareto(["Other", "x"], [21, 79], "Other"), "Other")
    assert not must_split_other(pareto([], []))


def test_before_and_after_stand_in_one_order() -> None:
    before = pareto(["慢", "漏发", "其他", "错发"], [50, 30, 10, 5])
    rows = beside(before, ["破损", "漏发", "慢", "其他", "退错"], [9, 25, 12, 4, 2])
    assert rows == [("慢", 50, 12), ("漏发", 30, 25), ("错发", 5, 0), ("破损", 0, 9), ("退错", 0, 2), ("其他", 10, 4)]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=8))
@settings(max_examples=60)
def test_the_vital_few_do_not_depend_on_the_unit(counts: list[int]) -> None:
    labels = [str(place) for place in range(len(counts))]
    whole, cents = pareto(labels, counts), pareto(labels, [float(Fraction(count, 100)) for count in counts])
    assert (whole.labels, whole.vital) == (cents.labels, cents.vital)


def test_shares_add_to_a_hundred() -> None:
    assert rounded_shares([12, 4, 1]) == [71, 23, 6]
    assert rounded_shares([1, 1, 1]) == [34, 33, 33]
    assert rounded_shares([0, 0]) == [0, 0]
    assert rounded_shares([12, 4, 1], 1_000) == [706, 235, 59]


@given(st.lists(st.integers(0, 10**20), min_size=1, max_size=9))
@settings(max_examples=60)
def test_rounded_shares_are_never_a_whole_point_off(counts: list[int]) -> None:
    shares, total = rounded_shares(counts), sum(counts)
    assert sum(shares) == (100 if total else 0)
    assert all(abs(share * total - 100 * count) < total for share, count in zip(shares, counts, strict=True) if total)


def test_the_base_of_several_choices_is_people() -> None:
    first, *_ = option_shares([61, 55, 50], 68)
    assert round(first.estimate, 3) == 0.897
    assert first.n == (68,)


def test_weighted_answers_are_worth_fewer() -> None:
    """Kish 1965: six answers, of which two weigh three times as much."""
    size = effective_size([1, 1, 1, 1, 3, 3])
    assert (round(size, 4), round(6 / size, 2)) == (4.5455, 1.32)
    assert effective_size([0.1] * 3) == 3


def test_the_net_promoter_score_has_an_interval() -> None:
    result = net_promoter([10] * 30 + [9] * 20 + [8] * 20 + [7] * 10 + [6] * 5 + [0] * 15)
    assert result.estimate == 30
    assert result.interval is not None
    assert round(result.interval.high - 30, 1) == round(30 - result.interval.low, 1) == 15.3
    assert net_promoter([10, 10]).interval == Interval(100, 100)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: cohen_kappa([[1, 2, 3], [4, 5, 6]]), problems.TABLE_SHAPE),
        (lambda: cohen_kappa([[0, 0], [0, 0]]), problems.NO_CASES),
        (lambda: cohen_kappa([[9, 0], [0, 0]]), problems.ONE_CATEGORY),
        (lambda: cohen_kappa([[9, None], [0, 0]]), problems.VALUE_BLANK),
        (lambda: fleiss_kappa([]), problems.NO_CASES),
        (lambda: fleiss_kappa([[1, 0]]), problems.TOO_FEW),
        (lambda: fleiss_kappa([[2, 1], [1, 1]]), problems.UNPAIRED),
        (lambda: fleiss_kappa([[3, 0], [3, 0]]), problems.ONE_CATEGORY),
        (lambda: reliability([]), problems.NO_CASES),
        (lambda: reliability([[1], [2]]), problems.TOO_FEW),
        (lambda: reliability([[1, 2], [2]]), problems.UNPAIRED),
        (lambda: reliability([[1, 2, 3], [1, 3, 4], [1, 5, 6]]), problems.NO_VARIATION),
        (lambda: reliability([[1, None, 3], [None, 2, 3]]), problems.TOO_FEW),
        (lambda: reliability([[1, 5], [2, 4], [3, 3]]), problems.NO_VARIATION),
        (lambda: pareto(["a"], [-1]), problems.NEGATIVE),
        (lambda: pareto(["a"], [nan]), problems.VALUE_NO_NUMBER),
        (lambda: rounded_shares([1.5]), problems.NOT_A_COUNT),
        (lambda: option_shares([3], 0), problems.NO_CASES),
        (lambda: option_shares([70], 68), problems.PART_EXCEEDS),
        (lambda: effective_size([]), problems.NO_CASES),
        (lambda: effective_size([0, 0]), problems.NO_CASES),
        (lambda: effective_size([1, -1]), problems.NEGATIVE),
        (lambda: net_promoter([]), problems.NO_CASES),
        (lambda: net_promoter([11]), problems.NOT_0_TO_10),
        (lambda: net_promoter([7.5]), problems.NOT_0_TO_10),
        (lambda: net_promoter([None]), problems.VALUE_BLANK),
    ],
)
def test_answers_that_have_no_figure_are_refused(call: Callable[[], object], problem: Problem) -> None:
    with pytest.raises(RefusalError) as refused:
        call()
    assert refused.value.finding.problem is problem


@pytest.mark.parametrize(
    ("value", "scale", "zh", "en"),
    [
        (0.74113, "share", "74.1%", "74.1%"),
        (-0.125, "points", "−12.5 个百分点", "−12.5 points"),
        (4.5, "ratio", "4.5 倍", "4.5 times"),
        (inf, "ratio", "∞", "∞"),
        (-inf, "number", "−∞", "−∞"),
        (0.00001234, "number", "1.234e−05", "1.234e−05"),
        (12345678.9, "number", "1.235e+07", "1.235e+07"),
        (1234.5678, "number", "1235", "1235"),
        (-0.00001, "share", "0%", "0%"),
        (0.0, "number", "0", "0"),
    ],
)
def test_figures_read_as_people_write_them(value: float, scale: str, zh: str, en: str) -> None:
    assert shown(value, scale) == Text(zh, en)  # type: ignore[arg-type]


def test_a_result_without_interval_reads_well() -> None:
    result = Result(Text("值", "Value"), 3, None, (4,), Text("数", "counting"), p=0.00001)
    assert result.words == Text("值 3（n=4，p<0.0001，数）", "Value 3 (n = 4, p < 0.0001, counting)")
    assert "99.5% 区间" in Result(Text("值", "Value"), 3, Interval(1, 5, 0.995), (4,), Text("数", "x")).words.zh
    assert "90% 区间" in Result(Text("值", "Value"), 3, Interval(1, 5, 0.9), (4,), Text("数", "x")).words.zh

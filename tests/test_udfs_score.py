"""Scores: the total, the pass mark, the preferred solutions, the rank, the second scheme."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.score import DIMENSIONS, Shift, decision, feasibility, preferred, rank, score, sensitivity
from udfs.values import CellValue, ErrorValue

RANGE = "!评分须为1到5的整数"
WEIGHTS = "!权重须为不小于0的数且不全为0"
ALL = list(itertools.product(range(1, 6), repeat=4))


def one(*scores: CellValue, **settings: object) -> CellValue:
    return score(*([value] for value in scores), **settings)[0]  # type: ignore[arg-type,misc]


def columns(rows: list[tuple[int, ...]]) -> list[list[CellValue]]:
    return [list(column) for column in zip(*rows, strict=True)]


def test_the_manuals_example() -> None:
    assert one(5, 4, 3, 2) == 14
    assert decision([14]) == ["通过"]
    assert one(5, 4, 3, 2, intensity=True) == 16


def test_every_tuple_is_the_plain_sum_and_with_intensity_turns_the_last_two_round() -> None:
    assert score(*columns(ALL)) == [sum(row) for row in ALL]
    assert score(*columns(ALL), intensity=True) == [a + b + 12 - c - d for a, b, c, d in ALL]


def test_totals_are_true_whole_numbers() -> None:
    assert all(type(total) is int for total in score(*columns(ALL), weights=(0.1, 0.1, 0.1, 0.1)))


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_score_leaves_the_total_blank(place: int, blank: str | None) -> None:
    scores: list[CellValue] = [5, "bad", 3, 2]
    scores[place] = blank
    assert one(*scores) == ""


@pytest.mark.parametrize("bad", [0, 6, -1, 2.5, "5", "五", True, False, ErrorValue("#DIV/0!"), "\u3000", 1e300])
@pytest.mark.parametrize("place", range(4))
def test_what_is_no_whole_number_from_1_to_5_says_so(place: int, bad: CellValue) -> None:
    scores: list[CellValue] = [5, 4, 3, 2]
    scores[place] = bad
    assert one(*scores) == RANGE


@pytest.mark.parametrize(
    "weights", [(0, 0, 0, 0), (1, 1, 1, -1), (1, 1, 1, None), (1, 1, 1, "1"), (1, 1, 1, True), (1e308, 1e308, 1, 1)]
)
def test_unusable_weights_say_so(weights: tuple[CellValue, ...]) -> None:
    assert one(5, 4, 3, 2, weights=weights) == WEIGHTS
    assert one(5, None, 3, 2, weights=weights) == ""
    assert one(5, 9, 3, 2, weights=weights) == RANGE


def test_weights() -> None:
    assert one(5, 4, 3, 2, weights=(1, 0, 0, 0)) == 20
    assert one(5, 4, 3, 2, weights=(2, 1, 1, 1)) == 15.2
    assert one(5, 4, 3, 2, weights=(1, 1, 1, 0)) == 16
    assert one(1, 1, 1, 2, weights=(1, 1, 1, 3)) == 6
    assert one(2, 1, 1, 1, weights=(1, 1, 1, 4)) == 4.571429


@given(st.tuples(*[st.integers(1, 5)] * 4), st.tuples(*[st.integers(0, 100)] * 4).filter(any), st.booleans())
def test_weighted_totals_stay_in_range_and_near_the_exact_value(
    scores: tuple[int, ...],
    weights: tuple[int, ...],
    intensity: bool,
) -> None:
    total = one(*scores, weights=weights, intensity=intensity)
    read = (*scores[:2], *(6 - x if intensity else x for x in scores[2:]))
    exact = Fraction(4 * sum(w * s for w, s in zip(weights, read, strict=True)), sum(weights))
    assert isinstance(total, (int, float))
    assert 4 <= total <= 20
    assert abs(total - exact) <= Fraction(1, 10**6)


def test_decision() -> None:
    assert decision([12, 11.999999, 20, "", RANGE, None]) == ["通过", "不通过", "通过", "", "", ""]
    assert decision([14, 15], 15, "en") == ["Fail", "Pass"]


def test_preferred_by_its_definition() -> None:
    expected = ["优选" if a >= 4 and b >= 3 and c >= 4 and d >= 4 else "" for a, b, c, d in ALL]
    assert preferred(*columns(ALL)) == expected
    turned = ["优选" if a >= 4 and b >= 3 and c <= 2 and d <= 2 else "" for a, b, c, d in ALL]
    assert preferred(*columns(ALL), intensity=True) == turned


def test_preferred_needs_four_scores() -> None:
    assert preferred([5, 5, 5], [5, 5, 5], [5, None, "x"], [5, 5, 5], lang="en") == ["Preferred", "", ""]


def test_competition_ranking() -> None:
    assert rank([14, 16, 14, 10]) == [2, 1, 2, 4]
    assert rank([None, 9.5, "", RANGE, 9.5, True]) == ["", 1, "", "", 1, ""]
    assert rank([]) == []


def test_ties_are_broken_only_on_request() -> None:
    total, effect, feasible = [14, 14, 14, 16, 14], [4, 5, 4, 1, 4], [3, 1, 5, 1, 3]
    assert rank(total) == [2, 2, 2, 1, 2]
    assert rank(total, (effect,)) == [3, 2, 3, 1, 3]
    assert rank(total, (effect, feasible)) == [4, 2, 3, 1, 4]
    assert rank([14, 14, 14], ([4, None, "x"],)) == [1, 2, 2]


@given(st.lists(st.tuples(*[st.one_of(st.integers(4, 8), st.just(""))] * 3)))
def test_rank_is_one_more_than_the_number_of_better_rows(rows: list[tuple[int | str, int | str, int | str]]) -> None:
    def key(row: tuple[int | str, ...]) -> tuple[float, ...]:
        return tuple(-1 if value == "" else float(value) for value in row)

    scored = [key(row) for row in rows if row[0] != ""]
    expected = ["" if row[0] == "" else 1 + sum(other > key(row) for other in scored) for row in rows]
    assert rank([row[0] for row in rows], ([row[1] for row in rows], [row[2] for row in rows])) == expected


def test_a_firm_winner() -> None:
    assert sensitivity([5, 1], [5, 1], [5, 1], [5, 1]) == (0, ())


def test_a_winner_that_hangs_on_one_weight() -> None:
    # 14 against 14 would tie; 15 against 14 with the gain in one dimension only turns when that one loses 20%.
    result = sensitivity([5, 3], [4, 4], [3, 4], [3, 4], weights=(1.2, 1, 1, 1))
    assert result.winner == 0
    assert Shift(DIMENSIONS[0], -20, 1) in result.shifts
    assert Shift(DIMENSIONS[0], 20, 1) not in result.shifts
    for shift in result.shifts:
        assert shift.winner == 1


def test_the_first_of_equal_rows_wins_and_is_not_unseated_by_its_like() -> None:
    assert sensitivity([None, 4, 4], [4, 4, 4], [4, 4, 4], [4, 4, 4]) == (1, ())


def test_without_any_total_there_is_no_winner() -> None:
    assert sensitivity([None, 9], [1, 1], [1, 1], [1, 1]) == (None, ())
    assert sensitivity([5], [1], [1], [1], weights=(0, 0, 0, 0)) == (None, ())


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=1, max_size=12), st.booleans())
def test_sensitivity_against_scoring_again(rows: list[tuple[int, ...]], intensity: bool) -> None:
    result = sensitivity(*columns(rows), intensity=intensity)
    base = score(*columns(rows), intensity=intensity)
    assert result.winner == base.index(max(base))  # type: ignore[type-var]
    expected = []
    for i, dimension in enumerate(DIMENSIONS):
        for percent in (-20, 20):
            weights = [1 + percent / 100 if i == j else 1 for j in range(4)]
            totals = score(*columns(rows), weights, intensity=intensity)
            if totals[result.winner] != max(totals):  # type: ignore[type-var]
                expected.append(Shift(dimension, percent, totals.index(max(totals))))  # type: ignore[type-var]
    assert result.shifts == tuple(expected)


def test_feasibility_is_the_sum_of_three() -> None:
    triples = list(itertools.product(range(1, 6), repeat=3))
    assert feasibility(*columns(triples)) == [sum(row) for row in triples]
    wrong = "!评估分须为1到5的整数"
    assert feasibility([1, None, 6, True], [1, 9, 1, 1], [1.0, 1, 1, 1]) == [3, "", wrong, wrong]


def test_means_of_raters_are_scores_for_the_sensitivity_too() -> None:
    assert sensitivity([4.5, 1], [4, 1], [3, 1], [3, 1]) == (1, ())
    assert sensitivity([4.5, 1], [4, 1], [3, 1], [3, 1], averaged=True) == (0, ())


@pytest.mark.parametrize("weights", [("高", 1, 1, 1), (None, 1, 1, 1), (True, 1, 1, 1)])
def test_weights_that_are_none_have_no_winner(weights: tuple[CellValue, ...]) -> None:
    assert sensitivity([5, 1], [5, 1], [5, 1], [5, 1], weights) == (None, ())

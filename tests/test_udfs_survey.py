"""Counting a survey: bases, shares, groups, doubts, coverage and scales, by hand and against other libraries."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from udfs.lang import Text, same
from udfs.statistics.crosstabs import (
    CHI_SQUARE,
    FISHER,
    NOT_COMPARED,
    chi_square_table,
    compare_groups,
    kruskal_wallis,
)
from udfs.survey.answers import Options, read
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.survey.counting import NO_OPTION, NPS_OPTIONS, counted
from udfs.survey.coverage import FEW, MORE, SILENT, UNLISTED, coverage
from udfs.survey.crossing import HIDDEN_BELOW, crossed, visible
from udfs.survey.doubts import alike, not_exclusive, period, straight_lines, too_quick
from udfs.survey.responses import Responses
from udfs.survey.scales import scales
from udfs.values import CellValue, ErrorValue

ABC = ("甲", "乙", "丙")
FIVE = ("1分", "2分", "3分", "4分", "5分")


def answered(kind: Text, options: Sequence[str], cells: Sequence[CellValue], **more: object) -> Responses:
    rows: tuple[str, ...] = more.pop("rows", ())  # type: ignore[assignment]
    asked = Options(kind, tuple(options), rows)
    readings = tuple(read(asked, value) for value in cells)
    return Responses("Q-001", "题目", kind, tuple(options), readings, tuple(range(len(cells))), rows, **more)  # type: ignore[arg-type]


# --- one question --------------------------------------------------------------------------------------------------------


def test_shares_of_a_single_choice_add_up_by_the_largest_remainder() -> None:
    """V43, T45: 12, 4 and 1 are 71, 23 and 6."""
    result = counted(answered(SINGLE, ABC, ["甲"] * 12 + ["乙"] * 4 + ["丙"]))
    assert result.base == 17
    assert [(line.n, line.share) for line in result.lines] == [(12, 0.71), (4, 0.23), (1, 0.06)]


def test_the_base_of_a_multi_select_is_people() -> None:
    """V44, T44: 61 of 68 people are 89.7%, not 36.7% of 166 ticks."""
    cells = ["甲┋乙┋丙"] * 44 + ["甲┋乙"] * 10 + ["甲"] * 7 + ["乙"] * 7
    result = counted(answered(MULTIPLE, ABC, cells))
    ticks = sum(line.n for line in result.lines)
    assert (result.base, result.lines[0].n, ticks) == (68, 61, 166)
    assert result.lines[0].share == pytest.approx(0.897, abs=5e-4)


def test_an_interval_stands_beside_every_share() -> None:
    """V57: Wilson, 24 of 30."""
    interval = counted(answered(SINGLE, ABC, ["甲"] * 24 + ["乙"] * 6)).lines[0].interval
    assert interval is not None
    assert (round(interval.low, 3), round(interval.high, 3)) == (0.627, 0.905)


def test_not_asked_blank_and_none_of_these_are_three_things() -> None:
    """T44."""
    options = (*ABC, "以上都没有")
    result = counted(answered(MULTIPLE, options, ["甲", None, " ", "（跳过）", "(skipped)", "以上都没有"]))
    assert (result.base, result.skipped, result.blank) == (2, 2, 2)
    assert [line.n for line in result.lines] == [1, 0, 0, 1]


def test_what_is_no_option_has_a_line_of_its_own() -> None:
    result = counted(answered(SINGLE, ABC, ["甲", "甲", "丁", "乙〖自己写的〗"]))
    assert [(line.label, line.n) for line in result.lines] == [
        (same("甲"), 2), (same("乙"), 1), (same("丙"), 0), (NO_OPTION, 1),
    ]  # fmt: skip
    assert sum(line.share or 0 for line in result.lines) == 1


def test_a_ranking_says_how_often_an_option_is_first_and_its_mean_rank() -> None:
    result = counted(answered(RANKING, ABC, ["甲→乙→丙", "甲→丙→乙", "乙→甲", "乙→丁"]))
    assert (result.base, result.unread) == (3, 1)
    assert [line.n for line in result.lines] == [2, 1, 0]
    assert [line.remark.zh for line in result.lines if line.remark] == [
        "平均名次 1.33（3 人排了它）", "平均名次 2.00（3 人排了它）", "平均名次 2.50（2 人排了它）",
    ]  # fmt: skip


def test_a_scale_has_a_median_and_top_boxes_and_no_mean() -> None:
    """T50; five of ten in the top two boxes: Wilson .237 to .763."""
    cells: list[CellValue] = ["1分", "2分", "2分", "3分", "3分", 4, "4分", "4分", "5分", "5分"]
    notes = counted(answered(SCALE, FIVE, cells)).notes
    assert [note.zh for note in notes] == ["最高两档 50%（24%～76%）", "中位数：3分 与 4分 之间"]
    turned = counted(answered(SCALE, FIVE, cells, is_reversed=True)).notes
    assert turned[0].zh.startswith("反向题，最低两档（好） 30%")
    assert counted(answered(SCALE, FIVE, ["9分", None])).unread == 1


def test_each_row_of_a_matrix_has_its_own_base() -> None:
    cells = ["速度＝4分┋态度＝5分", "速度＝1分", "速度＝5分┋态度＝9分"]
    result = counted(answered(MATRIX, FIVE, cells, rows=("速度", "态度")))
    assert (result.base, result.unread) == (2, 1)
    assert [(line.n, line.share) for line in result.lines] == [(1, 0.5), (1, 1.0)]
    assert result.lines[1].remark is not None
    assert result.lines[1].remark.zh.startswith("n=1；")


def test_the_net_promoter_score_is_for_0_to_10_with_its_interval() -> None:
    """V56, T49: 50, 30 and 20 of 100 give 30 ± 15.3; a 1–5 scale has none."""
    cells: list[CellValue] = [10] * 30 + [9.0] * 20 + ["8"] * 30 + [0] * 15 + [6] * 5 + [11]
    result = counted(answered(NPS, NPS_OPTIONS, cells))
    assert (result.base, result.unread) == (100, 1)
    assert result.notes[0].zh == "NPS 30（95% 区间 15～45）：推荐者 50 人，中立 30 人，贬损者 20 人"
    assert not any("NPS" in note.zh for note in counted(answered(SCALE, FIVE, ["5分"])).notes)


def test_open_answers_are_counted_and_a_few_are_shown() -> None:
    result = counted(answered(OPEN, (), ["少审批", "快点", "少审批", None, "别的", "再别的"]))
    assert (result.base, result.blank, result.lines) == (5, 1, ())
    assert result.examples == ("少审批", "快点", "别的")


@given(st.lists(st.sampled_from([*ABC, None, "丁"]), max_size=60))
def test_every_sheet_is_counted_once_and_shares_are_a_whole(cells: list[str | None]) -> None:
    result = counted(answered(SINGLE, ABC, cells))
    assert result.base + result.blank + result.skipped + result.unread == len(cells)
    assert sum(line.n for line in result.lines) == result.base
    assert round(100 * sum(line.share or 0 for line in result.lines)) == (100 if result.base else 0)


def test_an_error_value_is_no_answer_of_any_kind() -> None:
    assert counted(answered(SINGLE, ABC, [ErrorValue("#N/A")])).unread == 1


# --- groups --------------------------------------------------------------------------------------------------------------

TABLES = ([[12, 30, 8], [20, 25, 15], [9, 11, 30]], [[40, 10], [25, 25]], [[5, 0, 9, 20], [10, 0, 20, 5]])


@pytest.mark.parametrize("table", TABLES)
def test_tests_of_groups_agree_with_scipy(table: list[list[int]]) -> None:
    """An independent library: Pearson's χ² without correction, Kruskal–Wallis with ties."""
    there = [[row[at] for at in range(len(row)) if any(other[at] for other in table)] for row in table]
    theirs = scipy.stats.chi2_contingency(there, correction=False)
    ours = chi_square_table(table)
    assert (ours.statistic, ours.p, ours.df) == (pytest.approx(theirs[0]), pytest.approx(theirs[1]), theirs[2])
    ranked = scipy.stats.kruskal(*(np.repeat(np.arange(len(row)), row) for row in table))
    ours = kruskal_wallis(table)
    assert (ours.statistic, ours.p) == (pytest.approx(ranked.statistic), pytest.approx(ranked.pvalue))


def test_thin_tables_get_fishers_test_or_none() -> None:
    ours = compare_groups([[3, 1], [1, 3]])
    assert (ours.method, ours.p) == (FISHER, pytest.approx(scipy.stats.fisher_exact([[3, 1], [1, 3]]).pvalue))
    assert compare_groups([[2, 1], [1, 2], [2, 2]]) == NOT_COMPARED
    assert compare_groups([[5, 0], [7, 0]]) == NOT_COMPARED
    with_rare = compare_groups([[30, 20, 1, 2], [20, 30, 2, 1]])
    merged = scipy.stats.chi2_contingency([[30, 23], [20, 33]], correction=False)
    assert (with_rare.method, with_rare.merged) == (CHI_SQUARE, 3)
    assert with_rare.p == pytest.approx(merged[1])


def test_several_choices_are_tested_one_by_one_with_holm() -> None:
    """T46: option 甲 differs (χ² of [[18, 2], [4, 16]]), 乙 does not."""
    cells = ["甲┋乙"] * 10 + ["甲"] * 8 + ["乙"] * 2 + ["甲┋乙"] * 4 + ["乙"] * 8 + ["丙"] * 8
    responses = answered(MULTIPLE, ABC[:2], cells)
    both = crossed(responses, {"东": range(20), "西": range(20, 40)})
    assert both is not None
    p = 2 * scipy.stats.chi2_contingency([[18, 2], [4, 16]], correction=False)[1]
    assert p < 0.001
    assert both.notes[0].zh == "逐项检验（Holm 校正）：有差别的是 甲 (p<0.001)"
    assert [group.shares[0] for group in both.groups] == [0.9, 0.2]


def test_small_groups_are_grey_hidden_and_cannot_be_worked_out() -> None:
    cells = ["甲"] * 20 + ["乙"] * 8 + ["甲"] * 4
    members = {"东": range(20), "西": range(20, 28), "北": range(28, 32)}
    shown = crossed(answered(SINGLE, ABC, cells), members)
    assert shown is not None
    # 北 has four people: alone it would be the total less the others, so 西 joins it.
    assert [(group.name.zh, group.base, group.is_grey) for group in shown.groups] == [
        ("东", 20, False),
        ("其余 2 组合并", 12, False),
    ]
    assert any("合并：北、西" in note.zh for note in shown.notes)
    grey = crossed(answered(SINGLE, ABC, cells[:28]), {"东": range(20), "西": range(20, 28)})
    assert grey is not None
    assert [group.is_grey for group in grey.groups] == [False, True]


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 30), max_size=8))
def test_no_group_of_fewer_than_five_can_be_worked_out(bases: dict[str, int]) -> None:
    shown, together = visible(bases)
    small = [name for name, n in bases.items() if 0 < n < HIDDEN_BELOW]
    assert not set(shown) & set(small)
    if shown and small:
        assert set(small) <= set(together)
        assert len(together) > 1
        assert sum(bases[name] for name in together) >= HIDDEN_BELOW
    assert shown or not together


# --- doubts --------------------------------------------------------------------------------------------------------------


def test_too_quick_is_below_a_third_of_the_median() -> None:
    times: list[CellValue] = [300, 300, 300, 100, 99, None, "快"]
    assert [*too_quick(times)] == [4]
    assert too_quick(times)[4].zh == "答得太快（99 秒，中位 300 秒）"
    assert too_quick(times, 0) == too_quick([1, 300, 300]) == {}


def test_a_straight_line_is_the_same_point_on_five_items_or_more() -> None:
    """Reversed items are taken as they stand; two points of five are a half on a scale of three."""
    items = [answered(SCALE, FIVE, ["3分", "3分", None]) for _ in range(4)]
    matrix = answered(
        MATRIX, ABC, ["速度＝乙┋态度＝乙", "速度＝乙┋态度＝丙", "速度＝乙┋态度＝乙"], rows=("速度", "态度")
    )
    assert {at: doubt.zh for at, doubt in straight_lines([*items, matrix]).items()} == {0: "量表一路同一档（6 项）"}
    assert straight_lines(items) == {}


def test_double_answers_are_alike_in_all_and_close_in_time() -> None:
    at = datetime(2026, 11, 2, 9)
    columns = [[1, 1, 1, 1, 2]] * 5
    moments: list[CellValue] = [at, at + timedelta(minutes=3), at + timedelta(hours=2), date(2026, 11, 2), at]
    doubts = alike(columns, [5] * 5, moments, ["A-1", "A-2", "A-3", "A-4", "A-5"])
    assert {place: doubt.zh for place, doubt in doubts.items()} == {1: "各题与 A-1 相同，前后不到 10 分钟"}
    assert alike(columns, [4] * 5, moments, ["A"] * 5) == {}
    assert period(moments) == (date(2026, 11, 2), date(2026, 11, 2))


def test_an_exclusive_option_stands_alone() -> None:
    responses = answered(MULTIPLE, ABC, ["丙", "甲┋丙", "甲┋乙", None, "丙┋别的"], exclusive=frozenset({2}))
    assert [*not_exclusive(responses)] == [1, 4]


# --- coverage and scales -------------------------------------------------------------------------------------------------


def test_response_is_by_group_and_nothing_is_said_of_silent_ones() -> None:
    """T51."""
    lines = coverage(["东"] * 10 + ["西"] * 4 + ["北"], ["东"] * 6 + ["北"] * 2 + ["南"] * 5)
    assert [(line.name, line.asked, line.answered, line.rate, line.remark) for line in lines] == [
        ("东", 10, 6, 0.6, None), ("西", 4, 0, 0.0, SILENT), ("北", 1, 2, None, MORE), ("南", 0, 5, None, UNLISTED),
    ]  # fmt: skip
    (alone,) = coverage([], ["东"] * 3)
    assert (alone.asked, alone.rate) == (None, None)
    assert alone.remark == Text(*(words.format(least=5) for words in FEW))


def test_alpha_turns_reversed_items_and_takes_spearman_brown_for_two() -> None:
    """By hand: items 1,2,3,4 and 5,4,3,1 (turned 1,2,3,5): r = .9827, so 2r/(1+r) = .9913."""
    straight = answered(SCALE, FIVE, ["1分", "2分", "3分", "4分"], scale="体验")
    turned = answered(SCALE, FIVE, ["5分", "4分", "3分", "1分"], scale="体验", is_reversed=True)
    (scale,) = scales([straight, turned])
    assert scale.alpha == pytest.approx(0.9913, abs=5e-5)
    assert "Spearman–Brown" in scale.words.zh
    assert "已反转" in scale.words.zh
    (unmarked,) = scales([straight, straight, answered(SCALE, FIVE, ["5分", "4分", "3分", "1分"], scale="体验")])
    assert unmarked.alpha is not None
    assert unmarked.alpha < 0
    (flat,) = scales([straight, answered(SCALE, FIVE, ["1分"] * 4, scale="体验")])
    assert flat.alpha is None

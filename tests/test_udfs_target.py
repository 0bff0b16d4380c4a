"""Targets: the worked numbers of the manuals, what SMART asks for, and what is asked instead of guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.lang import Lang
from udfs.target import SMART, achievement, achievement_band, direction, is_ambiguous, smart_check
from udfs.values import CellValue, ErrorValue
from workbook_templates.tables.pilots import SMART_LABELS
from workbook_templates.targets import OF_PILOTS

SMART_KEYS = OF_PILOTS.smart_keys
GOOD: dict[str, CellValue] = {
    "indicator": "订单处理时长", "area": "审核组", "baseline": 3, "target": 2, "unit": "天", "change": "绝对",
    "reach_by": date(2026, 12, 31), "owner": "陈涛",
}  # fmt: skip


def checked(lang: Lang = "zh", **changes: CellValue) -> CellValue:
    row = {**GOOD, **changes}
    return smart_check(*([row[key]] for key in SMART_KEYS), labels=SMART_LABELS, lang=lang)[0]


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "rate", "band"),
    [
        (3, 2, 2, 1, "达标"),
        (3, 2, 2.2, 0.8, "接近"),
        (3, 2, 2.21, 0.79, "未达标"),
        (3, 2, 3.5, -0.5, "未达标"),
        (5, 3, 2, 1.5, "优秀"),
        (100, 115, 112, 0.8, "接近"),
        (0, 10, 8, 0.8, "接近"),
        (-4, 4, 0, 0.5, "未达标"),
    ],
)
def test_the_share_of_the_way_that_was_made(
    baseline: float, target: float, actual: float, rate: float, band: str
) -> None:
    results = achievement([baseline], [target], [actual])
    assert results == [rate]
    assert achievement_band(results) == [band]


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "better", "rate"),
    [
        (5, 3, 3.4, "越小越好", 0.8),  # T41: neither 3/3.4 nor 3.4/3
        (5, 3, 5.5, "越小越好", -0.25),
        (100, 115, 112, "越大越好", 0.8),
        (30, 20, 20, "目标值", 1),
        (30, 20, 25, "目标值", 0.5),
        (30, 20, 15, "目标值", 0.5),  # as far off on the other side
        (30, 20, 5, "目标值", -0.5),
    ],
)
def test_the_share_of_the_way_by_the_side_that_is_better(
    baseline: float, target: float, actual: float, better: str, rate: float
) -> None:
    assert achievement([baseline], [target], [actual], better=[better]) == [rate]


@pytest.mark.parametrize(
    ("better", "changes", "says"),
    [
        ("越小越好", {}, "符合 SMART"),
        ("越大越好", {}, "好的方向为“越大越好”，目标值却低于基线值"),
        ("越小越好", {"target": 4}, "好的方向为“越小越好”，目标值却高于基线值"),
        ("目标值", {"target": 4}, "符合 SMART"),
        (None, {"target": 4}, "符合 SMART"),
        ("越小越好", {"baseline": None}, "缺：基线值"),
        ("越小越好", {"baseline": None, "target": " "}, ""),  # a measure without a target
    ],
)
def test_a_target_lies_on_the_side_that_is_better(better: CellValue, changes: dict[str, CellValue], says: str) -> None:
    row = {**GOOD, **changes}
    cells = ([row[key]] for key in SMART_KEYS)
    assert smart_check(*cells, labels=SMART_LABELS, better=[better]) == [says]


@pytest.mark.parametrize("blank", [None, "", "  "])
@pytest.mark.parametrize("place", range(3))
def test_blank_is_never_zero(place: int, blank: CellValue) -> None:
    row: list[list[CellValue]] = [[3], [2], [2.5]]
    row[place] = [blank]
    assert achievement(*row) == [""]
    assert achievement_band([""]) == [""]


def test_what_cannot_be_computed_says_so() -> None:
    assert achievement([3, 3, 3, 1e308], [3, "2天", 2, -1e308], [1, 1, ErrorValue("#N/A"), 1]) == [
        "!目标值与基线值相同", "!请填数字", "!请填数字", "!请填数字",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("baseline", "target", "unit", "change", "zh"),
    [
        (3, 2, "天", "绝对", "降低 1 天"),
        (5, 3, "%", "相对%", "降低 40%"),
        (5, 3, "％", "百分点", "降低 2 个百分点"),
        (120, 138, "件", "相对%", "提高 15%"),
        (3, 2, None, "绝对", "降低 1"),
        (0.3, 0.1, "小时", "绝对", "降低 0.2 小时"),
        (5, 3, "%", None, "降低"),
        (5, 3, "%", "绝对", "降低"),
        (0, 3, "件", "相对%", "提高"),
        (3, 3, "天", "绝对", ""),
        ("3天", 2, "天", "绝对", ""),
    ],
)
def test_which_way_and_how_far(
    baseline: CellValue, target: CellValue, unit: CellValue, change: CellValue, zh: str
) -> None:
    assert direction([baseline], [target], [unit], [change]) == [zh]


def test_the_manuals_goals_are_smart() -> None:
    """将订单处理时长从3天缩短到2天, 将客户投诉率从5%降低到3%."""
    assert checked(indicator="将订单处理时长从3天缩短到2天") == SMART.zh
    assert checked(indicator="客户投诉率", baseline=5, target=3, unit="%", change="百分点") == SMART.zh
    assert checked("en", change="absolute ", indicator="shorten it") == SMART.en


@pytest.mark.parametrize("key", SMART_KEYS)
def test_each_thing_that_is_missing_is_named(key: str) -> None:
    label = SMART_LABELS[SMART_KEYS.index(key)]
    assert checked(**{key: None}) == f"缺：{label.zh}"
    assert checked("en", **{key: " "}) == f"Missing: {label.en}"


def test_several_missing_are_all_named_and_no_target_is_none() -> None:
    assert checked(unit=None, owner=None) == "缺：单位、负责人"
    assert checked(indicator=None, baseline=None, target=None) == ""


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"target": 3}, "相同"),
        ({"target": "2天"}, "数字"),
        ({"reach_by": "年底"}, "日期"),
        ({"indicator": "缩短处理时长", "target": 4}, "写明降低"),
        ({"indicator": "提高处理量", "target": 1}, "写明提高"),
        ({"change": "大约"}, "变化方式"),
        ({"unit": "%", "change": "绝对"}, "相对%或百分点"),
        ({"unit": "天", "change": "百分点"}, "单位须为 %"),
        ({"baseline": 0, "change": "相对%"}, "基线值为 0"),
    ],
)
def test_what_is_wrong_with_a_complete_target(changes: dict[str, CellValue], messages: str) -> None:
    assert messages in str(checked(**changes))


def test_a_name_with_words_of_both_sides_states_none() -> None:
    assert checked(indicator="提高效率、减少等待的综合指数", target=4) == SMART.zh


@pytest.mark.parametrize(
    ("indicator", "target", "change", "asked"),
    [
        ("投诉率降低5%", None, None, True),
        ("投诉率降低 5 ％", None, None, True),
        ("cut complaints by 5 percent", None, None, True),
        ("投诉率", "降低5%", None, True),
        ("投诉率降低5%", None, "相对%", False),
        ("合格率（%）", None, None, False),
        ("订单处理时长", 2, None, False),
        (ErrorValue("#N/A"), "5%", None, True),
    ],
)
def test_a_change_in_per_cent_is_asked_about(
    indicator: CellValue, target: CellValue, change: CellValue, asked: bool
) -> None:
    assert is_ambiguous(indicator, target, change) is asked
    assert ("百分点？" in str(checked(indicator=indicator, target=target, change=change))) is asked


numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@given(numbers, numbers, numbers, st.floats(0.1, 100).map(lambda value: round(value, 2)), st.booleans())
def test_achievement_does_not_depend_on_the_unit(a: float, b: float, c: float, scale: float, turned: bool) -> None:
    """Minutes or hours, what is left or what is done: the same share of the way."""
    if abs(a - b) < 1:
        return
    factor = -scale if turned else scale
    first, second = achievement([a, a * factor], [b, b * factor], [c, c * factor])
    assert isinstance(first, (int, float))
    assert second == pytest.approx(first, abs=2e-6 * max(1, abs(first)))

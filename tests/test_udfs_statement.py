"""The problem statement: joined, and taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.lang import Lang
from udfs.statement import TEMPLATE, Parts, parse_statement, pieces, statement
from udfs.values import CellValue, ErrorValue

# The worked example of the six-step manual leaves out the words 影响程度为.
MANUAL = "在电商大促场景下,订单审核环节存在人工重复录入信息问题,导致订单处理时效延长2小时,大促期间客户投诉量上升30%"
MANUAL_PARTS = Parts(
    "电商大促场景下", "订单审核环节", "人工重复录入信息问题", "订单处理时效延长2小时", "大促期间客户投诉量上升30%"
)
FULL = (
    "在电商大促场景下，订单审核环节存在人工重复录入信息问题，导致订单处理时效延长2小时，"
    "影响程度为大促期间客户投诉量上升30%"
)


def joined(parts: tuple[CellValue, ...], lang: Lang = "zh") -> CellValue:
    scene, step, problem, impact, extent = parts
    return statement([scene], [step], [problem], [impact], [extent], lang)[0]


def test_the_manuals_formula() -> None:
    assert joined(MANUAL_PARTS) == FULL


def test_english() -> None:
    built = joined(("the peak season", "order review", "double entry", "2 hours' delay", "complaints +30%"), "en")
    assert built == (
        "In the peak season, order review shows double entry, which leads to 2 hours' delay; extent: complaints +30%"
    )


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_missing_part_leaves_the_problem_to_be_seen(place: int, blank: str | None) -> None:
    parts: list[CellValue] = ["a", "b", "c", "d", ErrorValue("#N/A")]
    parts[place] = blank
    assert joined(tuple(parts)) == ("" if place == 2 else "c")


def test_a_problem_that_is_an_error_is_not_shown_as_one() -> None:
    assert joined((None, "b", ErrorValue("#REF!"), "d", "e")) == "!问题描述的某一部分是错误值"


def test_an_error_value_says_so() -> None:
    assert joined(("a", "b", ErrorValue("#REF!"), "d", "e")) == "!问题描述的某一部分是错误值"


def test_parts_are_joined_as_a_spreadsheet_joins_them() -> None:
    assert joined((" a ", 3.0, True, 0.5, "#N/A")) == "在 a ，3存在TRUE，导致0.5，影响程度为#N/A"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pieces_are_the_words_around_the_parts(lang: Lang) -> None:
    built = pieces(lang)
    fields = ("{scene}", "{step}", "{problem}", "{impact}", "{extent}", "")
    assert len(built) == 6
    assert "".join(a + b for a, b in zip(built, fields, strict=True)) == TEMPLATE.to(lang)


@pytest.mark.parametrize(
    "text",
    [
        MANUAL,
        MANUAL.replace(",", "，"),
        MANUAL + "。",
        FULL,
        FULL + "。",
        f"  {FULL}\n",
        FULL.replace("，", "， "),
        FULL.replace("，", ","),
        FULL.replace("影响程度为", "影响程度为："),
        FULL.replace("影响程度为", "影响程度："),
    ],
)
def test_reading_accepts_both_forms(text: str) -> None:
    assert parse_statement(text) == MANUAL_PARTS


def test_commas_that_are_no_separators() -> None:
    assert parse_statement("在夜间，甲存在乙，导致损失1,000元，人手不足，影响程度为每月2,000元") == Parts(
        "夜间", "甲", "乙", "损失1,000元，人手不足", "每月2,000元"
    )
    assert parse_statement("在夜间,甲存在乙,导致损失1,000元,每月2次") == Parts(
        "夜间", "甲", "乙", "损失1,000元", "每月2次"
    )


def test_reading_english() -> None:
    parts = Parts("the peak season", "order review", "double entry", "delay", "30% more complaints")
    text = "In the peak season, order review shows double entry, which leads to delay; extent: 30% more complaints"
    assert parse_statement(text) == parts
    assert parse_statement(text.replace("which leads to", "Which Leads To")) == parts
    assert parse_statement(text + ".") == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "物流慢",
        "在大促期间，物流慢",
        "在，甲存在乙，导致丙，影响程度为丁",
        "在夜间，甲存在乙，导致丙",
        "在夜间，甲存在乙，导致丙，影响程度为",
        "夜间，甲存在乙，导致丙，影响程度为丁",
        "In short, it is slow",
    ],
)
def test_other_text_is_no_statement(text: str) -> None:
    assert parse_statement(text) is None


WORDS_ZH = st.text("订单审核环节延长小时%0123456789（）在", min_size=1, max_size=12)
WORDS_EN = st.text("abcdefgh 0123456789%'-", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.tuples(*[WORDS_ZH] * 5))
def test_what_was_joined_is_read_back(parts: tuple[str, ...]) -> None:
    assert parse_statement(str(joined(parts))) == parts


@given(st.tuples(*[WORDS_EN] * 5))
def test_what_was_joined_is_read_back_in_english(parts: tuple[str, ...]) -> None:
    assert parse_statement(str(joined(parts, "en"))) == parts


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    parts = parse_statement(text)
    assert parts is None or all(part in text for part in parts)

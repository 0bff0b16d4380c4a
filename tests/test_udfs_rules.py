"""The checker's core: one cell, and cells beside each other."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.lang import Text
from udfs.problems import Finding, data
from udfs.problems.model import Problem
from udfs.rules import (
    Kind,
    Rule,
    check_cell,
    check_column,
    check_duplicates,
    check_order,
    check_references,
    split_references,
)
from udfs.values import CellValue, ErrorValue

LABEL = Text("某列", "Some column")


def rule(kind: Kind, *, required: bool = False, choices: tuple[str, ...] = (), free_choice: bool = False) -> Rule:
    return Rule(LABEL, kind, required=required, choices=choices, free_choice=free_choice)


def results(value: CellValue, checked: Rule) -> Problem | None:
    complaint = check_cell(value, checked)
    return None if complaint is None else complaint[0]


GOOD: list[tuple[Kind, list[CellValue]]] = [
    (Kind.TEXT, ["x", 3, date(2026, 1, 1), True, "甲" * 32_767]),
    (Kind.LEVEL, ["高", " high ", 3, "ｌ"]),
    (Kind.SCORE, [1, 5, 3.0]),
    (Kind.DATE, [date(2026, 3, 5), datetime(2026, 3, 5, 8), date(1990, 1, 1), date(2200, 12, 31)]),
    (Kind.WORKDAYS, [0, 5, 7.0]),
    (Kind.NUMBER, [-1, 0.5, 1e300]),
    (Kind.PERCENT, [0, 0.3, 1]),
    (Kind.CHOICE, ["随便"]),
    (Kind.PERSON, ["张三"]),
    (Kind.LINK, ["I-001"]),
    (Kind.ID, ["I-001", 7]),
]
BAD: list[tuple[Kind, CellValue, Problem]] = [
    (Kind.TEXT, "甲" * 32_768, data.TOO_LONG),
    (Kind.TEXT, "😀" * 16_384, data.TOO_LONG),
    (Kind.TEXT, ErrorValue("#N/A"), data.ERROR_VALUE),
    (Kind.LEVEL, "很高", data.NOT_A_LEVEL),
    (Kind.LEVEL, 4, data.NOT_A_LEVEL),
    (Kind.SCORE, 0, data.NOT_A_SCORE),
    (Kind.SCORE, 2.5, data.NOT_A_SCORE),
    (Kind.SCORE, "5", data.NOT_A_SCORE),
    (Kind.SCORE, True, data.NOT_A_SCORE),
    (Kind.DATE, "尽快", data.NOT_A_DATE),
    (Kind.DATE, 46086, data.NOT_A_DATE),
    (Kind.DATE, True, data.NOT_A_DATE),
    (Kind.DATE, "2026年3月5日", data.DATE_AS_TEXT),
    (Kind.DATE, "2026-03-05", data.DATE_AS_TEXT),
    (Kind.DATE, "1899-12-31", data.DATE_TOO_EARLY),
    (Kind.DATE, date(1900, 1, 5), data.DATE_TOO_EARLY),
    (Kind.DATE, date(2201, 1, 1), data.DATE_OUT_OF_RANGE),
    (Kind.WORKDAYS, -1, data.NOT_WHOLE),
    (Kind.WORKDAYS, 1.5, data.NOT_WHOLE),
    (Kind.WORKDAYS, "3天", data.NOT_A_NUMBER),
    (Kind.NUMBER, "4小时", data.NOT_A_NUMBER),
    (Kind.NUMBER, False, data.NOT_A_NUMBER),
    (Kind.PERCENT, 30, data.PERCENT_RANGE),
    (Kind.PERCENT, -0.1, data.PERCENT_RANGE),
    (Kind.PERCENT, "30%", data.NOT_A_NUMBER),
]


@pytest.mark.parametrize(("kind", "values"), GOOD)
def test_what_each_kind_takes(kind: Kind, values: list[CellValue]) -> None:
    assert check_column(values, rule(kind)) == []


@pytest.mark.parametrize(("kind", "value", "problem"), BAD, ids=lambda part: str(part)[:20])
def test_what_each_kind_refuses(kind: Kind, value: CellValue, problem: Problem) -> None:
    assert results(value, rule(kind)) is problem


def test_every_kind_is_tried() -> None:
    assert {kind for kind, _ in GOOD} == set(Kind)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000", "\u00a0\n"])
def test_a_blank_is_missed_only_where_required(kind: Kind, blank: str | None) -> None:
    assert results(blank, rule(kind, required=True)) is data.REQUIRED_MISSING
    assert results(blank, rule(kind)) is None


def test_choices() -> None:
    listed = rule(Kind.CHOICE, choices=("数据监控", "Interview"))
    assert [results(value, listed) for value in ("数据监控", " interview ", "听说")] == [None, None, data.NOT_A_CHOICE]
    assert results("听说", rule(Kind.CHOICE, choices=("数据监控",), free_choice=True)) is None


def test_rows_that_do_not_count_lack_nothing() -> None:
    complaints = check_column([None, None, "x"], rule(Kind.SCORE, required=True), counted=[True, False, False])
    assert [(i, problem) for i, problem, _ in complaints] == [(0, data.REQUIRED_MISSING)]


def test_spellings_of_a_level_can_be_changed() -> None:
    assert check_cell("严重", rule(Kind.LEVEL), [["严重"], [], []]) is None


@pytest.mark.parametrize(("kind", "value", "problem"), BAD, ids=lambda part: str(part)[:20])
def test_every_message_can_be_filled_in(kind: Kind, value: CellValue, problem: Problem) -> None:
    complaint = check_cell(value, rule(kind))
    assert complaint is not None
    finding = Finding(problem, "表", "A1", complaint[1])
    assert "某列" in finding.line("zh")
    assert "Some column" in finding.line("en")
    assert "\n" not in finding.line("zh")
    assert len(finding.line("zh")) < 300


def test_messages_say_what_to_do() -> None:
    complaint = check_cell(None, Rule(Text("影响程度", "Impact"), Kind.LEVEL, required=True))
    assert complaint is not None
    finding = Finding(complaint[0], args=complaint[1])
    assert finding.what("zh") == "「影响程度」没有填写"
    assert finding.fix("zh") == "此列必填，请填写：高、中、低"
    assert finding.fix("en") == "this column is required; fill in High, Medium, Low"
    dated = check_cell("2026年3月5日", rule(Kind.DATE))
    assert dated is not None
    assert Finding(dated[0], args=dated[1]).fix("zh") == "请重新输入为 2026-03-05"


def test_a_long_list_of_choices_is_cut() -> None:
    allowed = rule(Kind.CHOICE, choices=tuple("一二三四五六七八九十")).allowed
    assert allowed == Text("一、二、三、四、五、六、七、八、…", "一, 二, 三, 四, 五, 六, 七, 八, …")


def test_dates_in_order() -> None:
    starts: list[CellValue] = [date(2026, 3, 5), date(2026, 3, 5), None, "2026-03-06", date(2026, 3, 5)]
    ends: list[CellValue] = [date(2026, 3, 5), date(2026, 3, 4), date(2026, 3, 1), date(2026, 3, 1), ""]
    labels = Text("发现日期", "Found on"), Text("解决日期", "Solved on")
    ((row, problem, args),) = check_order(starts, ends, *labels, data.CLOSED_BEFORE_FOUND)
    assert (row, problem) == (1, data.CLOSED_BEFORE_FOUND)
    assert Finding(problem, args=args).what("zh") == "「解决日期」2026-03-04 早于「发现日期」2026-03-05"


def test_duplicates() -> None:
    ids: list[CellValue] = ["I-1", "i-1 ", "I-2", None, None, 3, "3", "", ErrorValue("#N/A"), ErrorValue("#N/A")]
    assert check_duplicates(ids) == [(0, 1), (5, 6)]


def test_sentences_that_say_the_same() -> None:
    values: list[CellValue] = [
        "在大促期间，订单 审核慢。",
        "在大促期间,订单审核慢",
        "在大促期间，订单审核快",
        "上升３０％",
        "上升30%",
        "上升3.0",
        "上升-30",
        "。",
        "！",
    ]
    assert check_duplicates(values, loosely=True) == [(0, 1), (3, 4)]
    assert check_duplicates(values) == []


def test_references() -> None:
    values: list[CellValue] = ["I-001", "i-001，I-009；I-002", None, "", 7.0, ErrorValue("#N/A"), "I-002、\nI-001"]
    complaints = check_references(values, ["I-001", "I-002 ", 7, None], LABEL)
    assert [(i, problem, args["value"]) for i, problem, args in complaints] == [(1, data.UNKNOWN_REFERENCE, "I-009")]


@given(st.lists(st.text("IT-0123456789", min_size=1), max_size=5), st.sampled_from(",，;；、\n"))
def test_several_references_in_a_cell(ids: list[str], separator: str) -> None:
    assert split_references(f" {separator} ".join(ids)) == ids


ANY_VALUE = st.one_of(
    st.none(),
    st.text(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(),
    st.dates(),
    st.just(ErrorValue("#VALUE!")),
)


@given(ANY_VALUE, st.sampled_from(list(Kind)), st.booleans())
def test_any_value_gets_an_answer_that_can_be_shown(value: CellValue, kind: Kind, required: bool) -> None:
    complaint = check_cell(value, rule(kind, required=required))
    if complaint is not None:
        assert Finding(complaint[0], args=complaint[1]).line("zh")

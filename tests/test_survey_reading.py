"""The export of a survey becomes the same questions and answers, whatever platform and whatever shape it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.surveys import NUMBERS, SKIPPED, TEXTS, Survey, surveys
from udfs.survey.choices import KINDS, MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.survey.questions import Question
from udfs.survey.reading import Asked, Reading, read_export
from udfs.survey.reading_headings import asked_for
from udfs.survey.reading_items import Item
from udfs.survey.reading_values import parse_seconds, separator_of, split
from udfs.worksheet import SECONDS_A_DAY

MOST = 60


def reading_of(table: Sequence[Sequence[Any]], known: Sequence[Asked] = (), **kinds: Any) -> Reading:
    return read_export(table[0], table[1:], known, {int(key[1:]): kind for key, kind in kinds.items()}, {}, MOST)


def cells_of(items: Sequence[Item], table: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [[item.cell(row, "zh") for item in items] for row in table[1:]]


def only(heading: str, *answers: Any, **options: Any) -> Item:
    (item,) = reading_of([[heading], *([answer] for answer in answers)], **options).items
    return item


@given(surveys())
def test_both_shapes_give_the_same_answers_where_the_questionnaire_is_known(survey: Survey) -> None:
    known = [Asked(question) for question in survey.questions]
    by_text, by_number = survey.by_text(), survey.by_number()
    first, second = reading_of(by_text, known), reading_of(by_number, known)
    assert [item.number for item in first.items] == [question.number for question in survey.questions]
    assert cells_of(first.items, by_text) == cells_of(second.items, by_number)


@given(surveys())
def test_numbers_are_understood_from_answers_that_stand_in_both_shapes(survey: Survey) -> None:
    known = [Asked(question, "from an export") for question in survey.questions]
    by_text, by_number = survey.by_text(), survey.by_number()
    cells = cells_of(reading_of(by_text, known).items, by_text)
    items = [
        item.learn((row, line[at]) for row, line in zip(by_number[1:], cells, strict=True))
        for at, item in enumerate(reading_of(by_number, known).items)
    ]
    assert cells_of(items, by_number) == cells


def test_kinds_of_an_export_by_text() -> None:
    reading = reading_of(TEXTS)
    assert [(item.number, item.kind) for item in reading.items] == [
        (2, SINGLE), (3, MULTIPLE), (4, RANKING), (5, MATRIX), (6, NPS), (7, SCALE), (8, OPEN)]  # fmt: skip
    assert all(item.guess.why.zh and item.guess.why.en for item in reading.items)
    assert reading.lead["department"] == 5
    assert reading.headings.personal == [4]
    assert reading.items[1].options == ("审批", "其他", "录入")
    assert (reading.items[3].text, reading.items[3].rows) == ("请评价", ("速度", "态度"))
    assert cells_of(reading.items, TEXTS) == [
        ["审批", "审批┋其他〖搬货┋点数〗", "甲→乙→丙", "速度＝5┋态度＝4", 9, 4, "少盖章"],
        ["沟通", "(跳过)", "乙→甲→丙", "速度＝5┋态度＝3", 8, 5, None],
        ["审批", "录入", "乙→甲→丙", "态度＝3", 10, 2, "13800001234"],
    ]


def test_the_same_export_by_number_once_the_texts_are_there() -> None:
    by_text = reading_of(TEXTS)
    known = [
        Asked(Question(item.number, item.text, item.kind, item.options, item.rows), item.group.heading)
        for item in by_text.items
    ]
    reading = reading_of(NUMBERS, known)
    cells = cells_of(by_text.items, TEXTS)
    pairs = list(zip(NUMBERS[1:], cells, strict=True))
    items = [item.learn((row, line[at]) for row, line in pairs) for at, item in enumerate(reading.items)]
    assert cells_of(items, NUMBERS) == cells
    assert reading.items[0].has_unknown_codes(NUMBERS[1:])
    assert not items[0].has_unknown_codes(NUMBERS[1:])
    # The order in which texts came is not the platform's: without a pair nobody knows what a number means.
    assert reading.items[0].cell(NUMBERS[1], "zh") == "1"


def test_kinds_of_an_export_by_number_that_nobody_knows() -> None:
    reading = reading_of(NUMBERS)
    assert reading.coded
    assert {item.number: item.kind for item in reading.items} == {
        2: SINGLE, 3: MULTIPLE, 4: RANKING, 5: MATRIX, 6: NPS, 7: SCALE, 8: OPEN}  # fmt: skip
    assert [item.number for item in reading.items if item.has_unknown_codes(NUMBERS[1:])] == [2]


def test_coded_headings_of_other_platforms() -> None:
    table = [
        ["ID", "Submit time", "Q1", "Q2", "Q3_A1", "Q3_A2", "Q5_R1", "Q5_R2", "Q6"],
        ["1", "2026-03-01 09:00", "2", "13800001234", "1", "0", "4", "5", "好"],
        ["2", "2026-03-01 09:01", "1", "13900001234", "-3", "-3", "3", "5", "太慢"],
    ]
    reading = reading_of(table)
    assert [(item.number, item.kind) for item in reading.items] == [
        (1, SINGLE), (2, OPEN), (3, MULTIPLE), (5, MATRIX), (6, OPEN)]  # fmt: skip
    assert cells_of(reading.items, table)[0] == ["2", "13800001234", "1", "1＝4┋2＝5", "好"]
    assert cells_of(reading.items, table)[1][2] == "(跳过)"


@pytest.mark.parametrize(
    ("headings", "parts"),
    [
        (["4、方向(a)", "4、方向(b)"], ("a", "b")),
        (["4、方向(a(1))", "4、方向(a(2))"], ("a(1)", "a(2)")),
        (["4、方向(可多选)(a)", "4、方向(可多选)(b)"], ("a", "b")),
        (["第4题(a)", "第4题(b)"], ("a", "b")),
        (["4、方向(a)", "4、(b)"], ("a", "b")),
        (["4.方向：a", "4.方向：b"], ("a", "b")),
        (["4、方向—a", "4、方向—b"], ("a", "b")),
        (["4、方向（a）", "4、方向（b）"], ("a", "b")),
        (["4. 方向[a]", "\ufeff4．方向[b]"], ("a", "b")),
        (["4、方向(其他)", "4、方向(其他)"], ("其他", "其他")),
    ],
)
def test_what_the_columns_of_a_question_are_about(headings: list[str], parts: tuple[str, ...]) -> None:
    (item,) = reading_of([headings, ["1", "5"], ["2", "4"]]).items
    assert item.group.parts == parts
    assert item.number == 4


def test_columns_with_one_number_and_nothing_in_common_are_questions_of_their_own() -> None:
    reading = reading_of([["1、甲？", "1、乙？"], ["a", "b"]])
    assert [(item.number, item.text) for item in reading.items] == [(1, "甲？"), (2, "乙？")]


def test_several_options_in_a_cell_of_a_plain_form() -> None:
    assert separator_of(["甲、乙", "甲", "乙", "甲、丙", "丙"]) == "、"
    assert separator_of(["甲,乙", "乙"], ["甲", "乙"]) == ","
    assert separator_of(["甲,乙", "丁"], ["甲", "乙"]) is None
    # Each of the parts comes again, but never alone: it is one option.
    assert separator_of(["审批、签字", "审批、签字", "其他", "其他"]) is None
    assert separator_of(["太慢，等了六天", "很好", "很好"]) is None
    assert split("审批、签字、录入", "、", ["审批、签字", "录入"]) == ["审批、签字", "录入"]
    item = only("9、哪些", "甲;乙", "甲", "乙;甲", "乙")
    assert (item.kind, item.options, item.cell(["乙;甲"], "zh")) == (MULTIPLE, ("甲", "乙"), "乙┋甲")


@pytest.mark.parametrize(
    ("heading", "answers", "kind"),
    [
        ("1、城市", ["北京", "上海", "北京", "上海"], SINGLE),
        # Sentences that people happen to write in the same words, and choices that are written out.
        ("1、最希望改进什么", [f"{step}太慢，等了好几天" for step in "审查录发退盘"] * 3, OPEN),
        ("1、用过吗", ["用过，每天都用", "用过，很少用", "没用过，不知道有"] * 3, SINGLE),
        ("1、建议", ["太慢了", "流程多", "还可以"], OPEN),
        ("1、电话", ["13800001234", "13900001234"], OPEN),
        ("1、您满意吗", ["5", "4", "3"], SCALE),
        ("1、愿意推荐吗", ["10", "0", "7"], NPS),
        ("1、城市 [单选题]", ["北京", "上海"], SINGLE),
        ("1、日期", ["2026-03-01", "2026-03-02"], OPEN),
        ("1、没人答", ["", ""], OPEN),
    ],
)
def test_kinds_of_single_columns(heading: str, answers: list[str], kind: Any) -> None:
    assert only(heading, *answers).kind is kind


@given(st.sampled_from(KINDS), st.lists(st.text(max_size=5), min_size=1, max_size=4))
def test_any_answers_are_read_as_any_kind_that_somebody_says(kind: Any, answers: list[str]) -> None:
    item = only("1、题目", *answers, q1=kind)
    assert item.kind is kind
    for answer in answers:
        item.cell([answer], "en")


def test_somebody_says_what_a_question_is() -> None:
    item = only("1、题目", "甲、乙", "丙", q1=MULTIPLE)
    assert (item.kind, item.guess.why.zh) == (MULTIPLE, "按指定")
    about = read_export(
        ["1、您的部门", "2、工号"], [["运营部", "7"]], [], {}, {"1、您的部门": None, "工号": "notes"}, MOST
    )
    assert [item.number for item in about.items] == [1]
    assert about.headings.others == [1]


def test_more_questions_than_columns() -> None:
    table = [[f"{n}、题{n}" for n in range(10, 72)], ["a"] * 62]
    numbers = [item.number for item in reading_of(table).items]
    assert len(set(numbers)) == 62
    assert sum(number > MOST for number in numbers) == 2


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("123秒", 123), ("2分钟5秒", 125), ("00:02:05", 125), ("2:05", 125), (88, 88), ("1小时2分3秒", 3723), ("1 min 5 s", 65),
     (125 / SECONDS_A_DAY, 125), ("很快", None), ("", None), ("1天", SECONDS_A_DAY)],
)  # fmt: skip
def test_times_taken(text: Any, seconds: int | None) -> None:
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "key"),
    [("您所在的部门是？", "department"), ("请问您的岗位：", "post"), ("姓名", "person"), ("What is your department?", "department"),
     ("哪个部门最慢？", None), ("您对部门的建议", None)],
)  # fmt: skip
def test_questions_that_ask_who_somebody_is(text: str, key: str | None) -> None:
    assert asked_for(text) == key


def test_skipped_is_written_in_the_workbooks_language() -> None:
    item = reading_of([["1、甲"], [SKIPPED], [-2], [1]]).items[0]
    assert [item.cell([value], "en") for value in (SKIPPED, -2)] == ["(skipped)", None]

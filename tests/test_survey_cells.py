"""What stands in a cell of 答卷 and in a row of 问卷 is read as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.survey.cells import (
    Chosen,
    is_skipped,
    read_choices,
    read_matrix,
    read_ranks,
    write_choices,
    write_matrix,
    write_ranks,
)
from udfs.survey.choices import KINDS, MULTIPLE, SCALE, SKIPPED
from udfs.survey.questions import Question, kind_of, lines_of, number_of, question_of, questions_of

# What people write into options: separators of other platforms, spaces of every width, numbers in front.
_SIGNS = st.sampled_from([*"、,;|；，/ 　\u200b.：:=-()（）【】", "1、", "2. ", "其他", "审批", "A"])
options = (
    st.lists(_SIGNS | st.characters(exclude_categories=["C"], exclude_characters="┋→＝〖〗"), min_size=1, max_size=8)
    .map("".join)
    .map(str.strip)
    .filter(lambda text: text and not is_skipped(text))
)
words = st.text(st.characters(exclude_categories=["C"], exclude_characters="〗"), max_size=8)


@given(st.lists(st.builds(Chosen, options, words), max_size=5))
def test_options_are_read_as_they_were_written(chosen: list[Chosen]) -> None:
    assert list(read_choices(write_choices(chosen))) == chosen


@given(st.lists(options, max_size=5))
def test_rankings_are_read_as_they_were_written(ranked: list[str]) -> None:
    assert list(read_ranks(write_ranks(ranked))) == ranked


@given(st.dictionaries(options, st.lists(options, min_size=1, max_size=3).map("┋".join), max_size=4))
def test_matrices_are_read_as_they_were_written(answers: dict[str, str]) -> None:
    assert read_matrix(write_matrix(answers)) == answers


def test_a_row_may_hold_the_sign_before_its_value_where_the_question_is_known() -> None:
    assert read_matrix("a＝b＝4┋c＝5", ["a＝b", "c"]) == {"a＝b": "4", "c": "5"}
    assert read_matrix("a＝b＝4") == {"a": "b＝4"}


@pytest.mark.parametrize("value", [*SKIPPED, "（跳过）", " (Skipped) "])
def test_a_skipped_question_is_neither_blank_nor_an_answer(value: str) -> None:
    assert is_skipped(value)
    assert read_choices(value) == () == read_ranks(value)
    assert read_matrix(value) == {}
    assert not is_skipped(None)
    assert not is_skipped("以上都没有")


def test_words_of_ones_own_and_signs_left_open() -> None:
    assert read_choices("其他〖a┋b〗┋审批") == (Chosen("其他", "a┋b"), Chosen("审批"))
    assert read_choices("其他〖没写完┋审批") == (Chosen("其他〖没写完"), Chosen("审批"))
    assert read_choices(4) == (Chosen("4"),)
    assert read_choices(" ") == ()


def test_a_row_of_the_questionnaire_becomes_a_question() -> None:
    row = {"id": "Q-003", "text": " 哪些？ ", "kind": "多选", "options": "甲、乙\n1、丙\n甲、乙", "mandatory": "是", "exclusive": "1、丙",
           "reverse": "No", "scale": "满意度", "jump": "甲、乙→Q-005；1、丙 -> q7"}  # fmt: skip
    assert question_of(row) == Question(3, "哪些？", MULTIPLE, ("甲、乙", "1、丙", "甲、乙"), mandatory=True, exclusive=("1、丙",), scale="满意度",
                                        jumps=(("甲、乙", 5), ("1、丙", 7)))  # fmt: skip
    assert questions_of([row, {**row, "text": "again"}, {"id": "x", "text": "y"}, {"id": "Q-1"}]) == {
        3: question_of(row)
    }
    question = question_of(row)
    assert question is not None
    assert (question.key, question.id) == ("q03", "Q-003")


def test_numbers_kinds_and_options() -> None:
    assert [number_of(text) for text in ("Q-003", "q12", "Q03", "3", None, "QA-1")] == [3, 12, 3, None, None, None]
    assert [kind_of(word) for kind in KINDS for word in kind] == [kind for kind in KINDS for _ in kind]
    assert kind_of("scale ") == SCALE
    assert (kind_of("多选题"), kind_of("multiple")) == (MULTIPLE, MULTIPLE)
    assert kind_of("什么") is None
    assert kind_of(None) is None
    assert lines_of("a┋b") == ("a", "b")
    assert lines_of("a┋b\n\nc") == ("a┋b", "c")
    assert lines_of(None) == ()

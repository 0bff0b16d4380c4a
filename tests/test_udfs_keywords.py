"""Keywords: complaints known in 120 labelled sentences, templates counted once, periods compared."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.voices.segmenting import DictionarySegmenter
from udfs.keywords.complaints import Complaint, Reader
from udfs.keywords.counting import FALLING, NEW, RISING, STEADY, Document, keywords, last_period, trend_of
from udfs.keywords.signs import Signs, first_letters
from udfs.keywords.texts import counted_once, normal, sentences

LABELLED = Path(__file__).parent / "data" / "complaints.tsv"
SAME: Mapping[str, str] = {"快递": "物流", "配送": "物流"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(DictionarySegmenter, synonyms=SAME)


def words(reader: Reader, text: str) -> set[str]:
    """Return what a text complains of, with a minus before what it denies."""
    return {f"-{each.word}" if each.is_denied else each.word for each in reader.of_text(sentences(normal(text)))}


def test_complaints_of_labelled_sentences(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    """Two sets by two authors, each labelled before the rules ran on them; names of keywords were then brought in line. A minus stands before what a sentence denies."""
    right = claimed = wanted = 0
    wrong = []
    for line in LABELLED.read_text("utf-8").splitlines():
        text, _, labels = line.partition("\t")
        expected, got = {*labels.split("|")} - {""}, words(reader, text)
        right, claimed, wanted = right + len(got & expected), claimed + len(got), wanted + len(expected)
        wrong += [(text, expected, got)] if got != expected else []
    precision, recall = right / claimed, right / wanted
    with capsys.disabled():
        sys.stdout.write(
            f"\nkeywords: precision {precision:.3f}, recall {recall:.3f} on {wanted} labels; not as labelled: {wrong}\\n"
        )
    assert precision >= 0.9
    assert recall >= 0.9


@pytest.mark.parametrize(
    "text", ["物流慢", "物流太慢了", "物流速度慢", "物流很慢", "快递慢死了", "物流，太慢", "物流比以前慢多了"]
)
def test_all_ways_to_say_slow_are_one(reader: Reader, text: str) -> None:
    """T55: the segmentation alone gives 物流/太慢 and 物流/速度慢, and drops words of one letter."""
    assert words(reader, text) == {"物流慢"}


def test_the_library_cuts_words_as_stated() -> None:
    """V58: a user's word without a frequency stays whole, and changes nothing else."""
    assert DictionarySegmenter().words("物流太慢了") == ["物流", "太慢", "了"]
    assert DictionarySegmenter().words("响应慢") == ["响应", "慢"]
    own = DictionarySegmenter(["物流慢"])
    assert own.words("物流慢") == ["物流慢"]
    assert own.words("物流太慢") == ["物流", "太慢"]


def test_words_of_the_user_count_wherever_they_stand_and_stop_words_never() -> None:
    own = Reader(DictionarySegmenter, own=["以旧换新"], stop=["态度差"], synonyms={"送货慢": "物流慢"})
    assert words(own, "想问问以旧换新怎么办理") == {"以旧换新"}
    assert words(own, "客服态度很差") == set()
    assert words(own, "送货太慢") == {"物流慢"}


def test_a_template_counts_once_and_what_several_people_say_each_time() -> None:
    template = "您好，您反馈的物流太慢的问题已经为您登记，请您耐心等待。"
    texts = [template + "物流太慢了", template, "物流太慢了"]
    kept = [*counted_once(texts)]
    assert [len(each) for each in kept] == [2, 0, 1]
    assert kept[2] == ["物流太慢了"]


@given(st.text(max_size=60))
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_width_case_and_spaces_make_no_difference(reader: Reader) -> None:
    assert words(reader, "ＡＰＰ 闪 退") == words(reader, "app闪退") == {"app闪退"}


@pytest.mark.parametrize(
    ("current", "of_current", "previous", "of_previous", "trend"),
    [
        (4, 100, 0, 100, None),  # too few to say anything
        (5, 100, 0, 100, NEW),
        (30, 100, 10, 100, RISING),  # Fisher: p = 0.0007
        (10, 100, 30, 100, FALLING),
        (20, 100, 15, 100, STEADY),  # p = 0.46
        (30, 300, 10, 100, STEADY),  # three times as many texts of three times as many
        (30, 100, 10, 0, None),
    ],
)
def test_a_trend_is_one_of_shares_and_beyond_chance(
    current: int, of_current: int, previous: int, of_previous: int, trend: object
) -> None:
    assert trend_of(current, of_current, previous, of_previous) is trend


def test_counts_are_of_texts_in_two_periods_of_one_length() -> None:
    slow, not_slow = Complaint("物流慢", is_denied=False), Complaint("物流慢", is_denied=True)
    last = date(2026, 11, 20)
    days = [last - timedelta(days) for days in (0, 29, 30, 59, 60)]
    documents = [
        *(Document(f"物流真的太慢了 {number}", day, frozenset({slow})) for number, day in enumerate(days)),
        Document("物流不慢", last, frozenset({not_slow})),
        Document("很好", None, frozenset()),
    ]
    (row,) = keywords(documents, last_period(days, 30))
    assert (row.word, row.count, row.current, row.previous, row.denied) == ("物流慢", 5, 2, 2, 1)
    assert row.share == pytest.approx(5 / 7)
    assert row.quotes == tuple(f"物流真的太慢了 {number}" for number in range(3))


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("慢|缓慢", "慢缓"),
        ("(?<![昨今])晚(?!上|饭)|(?<!推)迟", "晚迟"),
        ("(?:没有?|无)人(?P<answer>接|回)", "没无"),
        ("[写算]错", "写算"),
        ("(?<=很)卡|不?好", "卡不好"),
    ],
)
def test_the_letters_that_a_pattern_may_begin_with(pattern: str, letters: str) -> None:
    assert first_letters(pattern) == frozenset(letters)


ONE_BY_ONE = {
    "state": "(?<!不)慢(?!性)|[差很]差",
    "event": "(?:没|没有)人(?P<what>接|理)",
    "late": "(?<![a-z])late(?![a-z])",
}


@given(st.text(alphabet="慢性不差很没有人接理late ", max_size=20))
def test_signs_are_those_that_one_expression_of_all_patterns_finds(text: str) -> None:
    whole = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in ONE_BY_ONE.items()))
    expected = [(match.span(), match.lastgroup) for match in whole.finditer(text)]
    assert [(match.span(), match.lastgroup) for match in Signs(ONE_BY_ONE).find(text)] == expected

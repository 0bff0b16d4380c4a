"""Sentences that say the same or nearly, numbers kept apart, and the names that keep them apart."""

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from addin.gathering.names import short_names
from udfs.likeness import Pair, normalise, similar_sentences
from udfs.renumbering import Numbered, folded_number, follow, unique_numbers

WORDS = "电商大促订单审核环节人工重复录入信息问题处理时效延长客户投诉量上升仓储物流财务报销流程冗余系统工具落后"


def similar_pairs(texts: Sequence[str]) -> list[Pair]:
    return similar_sentences([normalise(text) for text in texts])


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("订单，审核 慢！", "订单审核慢", True),
        ("ＡＢＣ系统 １２３", "abc系统123", True),
        ("下降 5%", "下降5％", True),
        ("下降5%", "下降 0.5%", False),
        ("延长-2小时", "延长2小时", False),
    ],
)
def test_writing_habits_do_not_count_but_numbers_do(left: str, right: str, *, alike: bool) -> None:
    assert (normalise(left) == normalise(right)) is alike


@given(st.lists(st.text(WORDS, min_size=12, max_size=40), min_size=1, max_size=12), st.randoms())
def test_a_sentence_with_one_word_changed_is_found_in_any_order(texts: list[str], chance: random.Random) -> None:
    changed = texts[0][:-1] + "新"
    shuffled = [*texts, changed]
    chance.shuffle(shuffled)
    named = {
        frozenset((normalise(shuffled[a]), normalise(shuffled[b]))): ratio for a, b, ratio in similar_pairs(shuffled)
    }
    if texts[0] != changed and fuzz.ratio(texts[0], changed) >= 85:
        assert frozenset((texts[0], changed)) in named
    for (left, right), ratio in ((tuple(pair), ratio) for pair, ratio in named.items()):
        assert ratio == pytest.approx(fuzz.ratio(left, right) / 100, abs=1e-4)
    assert {pair for pair, _ in named.items()} == {
        frozenset((normalise(a), normalise(b)))
        for a, b in (
            (texts_[p.first], texts_[p.second]) for texts_ in [[*texts, changed]] for p in similar_pairs(texts_)
        )
    }


def test_ten_thousand_sentences_take_seconds_and_few_alike_ones_are_missed() -> None:
    chance = random.Random(1)  # noqa: S311 - sentences, not secrets
    base = ["".join(chance.choices(WORDS, k=chance.randint(20, 60))) for _ in range(5000)]
    changed = []
    for text in base:
        letters = list(text)
        for _ in range(max(1, len(text) // 15)):
            letters[chance.randrange(len(letters))] = chance.choice(WORDS)
        changed.append("".join(letters))
    start = time.perf_counter()
    results = {(pair.first, pair.second) for pair in similar_pairs([*base, *changed])}
    assert time.perf_counter() - start < 30
    wanted = [(i, i + 5000) for i in range(5000) if base[i] != changed[i] and fuzz.ratio(base[i], changed[i]) >= 85]
    assert len(wanted) > 3000
    assert sum(pair in results for pair in wanted) > 0.95 * len(wanted)


def test_numbers_are_prefixed_only_where_they_are_needed() -> None:
    built = unique_numbers(
        [
            Numbered("客服部", ["I-001", "I-002", None, "i-001"]),
            Numbered("财务部", ["I-001"]),
            Numbered("仓储", ["W-1", 7]),
        ],
        "I",
    )
    assert built == [
        ["客服部/I-001", "客服部/I-002", "I-003", "客服部/i-001 (2)"],
        ["财务部/I-001"],
        ["W-1", 7],
    ]


NUMBERS = st.sampled_from(["I-001", "I-002", "a/I-001", "a/a/I-001", " I-001", "i-002", "", None, 1, "1", "b/1 (2)"])


@given(st.lists(st.lists(NUMBERS, max_size=5), min_size=1, max_size=4))
def test_no_two_rows_have_the_same_number(columns: list[list[str | int | None]]) -> None:
    built = unique_numbers([Numbered(name, numbers) for name, numbers in zip("abcd", columns, strict=False)], "I")
    flat = [folded_number(number) for numbers in built for number in numbers]
    assert len(set(flat)) == len(flat)
    assert all(flat)
    for old, new in zip(columns, built, strict=True):
        assert all(str(a or "").strip() in str(b) for a, b in zip(old, new, strict=True))


def test_references_follow_with_their_link_types() -> None:
    new = {"t-001": "甲/T-001", "t-002": "甲/T-002"}

    def renamed(entry: str) -> str | None:
        return new.get(entry.casefold())

    assert follow("T-001FS+2， t-002;T-9", renamed, predecessors=True) == "甲/T-001FS+2， 甲/T-002;T-9"
    assert follow("T-001+2天；Ｔ-002 完成-开始 +1", renamed, predecessors=True) == "甲/T-001+2天；甲/T-002完成-开始 +1"
    assert follow("T-001FS+2", renamed) == "T-001FS+2"
    assert follow(7, renamed) == 7


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([("客服部/问题清单.xlsx", None), ("财务部/问题清单.xlsx", None)], ["客服部", "财务部"]),
        ([("客服部-问题清单.xlsx", None), ("财务部 issue-list (2).xlsx", None)], ["客服部", "财务部 (2)"]),
        ([("a.xlsx", "客服部"), ("long name.xlsx", "财务部")], ["a", "财务部"]),
        ([("2026/甲/a.xlsx", None), ("2026/乙/a.xlsx", None)], ["甲", "乙"]),
        ([("甲/一/b.xlsx", None), ("甲/二/b.xlsx", None), ("乙/一/b.xlsx", None)], ["甲 一 b", "二", "乙"]),
        ([("客服部（问题清单）.xlsx", None), ("b.xlsx", None)], ["客服部", "b"]),
        ([("甲/x.xlsx", None), ("甲/x.xlsm", None)], ["甲 x", "甲 x 2"]),
        ([("Planning/Plan.xlsx", None), ("b,c/Plan.xlsx", None)], ["Planning", "b c"]),
    ],
)
def test_names_are_short_and_nobody_elses(sources: list[tuple[str, str | None]], names: list[str]) -> None:
    assert short_names(sources) == names
    assert len({name.casefold() for name in short_names(sources)}) == len(sources)

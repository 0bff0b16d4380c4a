"""The tree of causes: levels, states and sentences, whatever order its rows are in."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs import causes as rules
from udfs.causes import CauseTree, cause_tree, states
from udfs.causes.tree import DOUBTFUL, END, EXCLUDED, FAILS, HOLDS, MIDDLE, ROOT, UNVERIFIED
from udfs.lang import Text
from udfs.problems import causing
from udfs.values import CellValue, ErrorValue

# The manual's first example: the order takes long because nobody has asked for a system that reads the orders.
ORDER = (
    ("C-001", "I-001", None, "审核人员要在两个系统里重复录入"),
    ("C-002", None, "C-001", "两个系统之间没有数据接口"),
    ("C-003", None, "C-002", "立项时没有评估跨部门的数据需求"),
)


def tree_of(rows: Sequence[Sequence[CellValue]]) -> CauseTree:
    ids, issues, uppers = ([row[at] for row in rows] for at in range(3))
    return cause_tree(ids, issues, uppers, [True] * len(rows))


def test_the_manuals_chain_leads_from_the_issue_to_its_root() -> None:
    tree = tree_of(ORDER)
    assert tree.levels == [1, 2, 3]
    assert tree.issues == ["I-001"] * 3
    assert rules.chain(tree, 2) == [0, 1, 2]
    assert states(tree, ["成立", "成立", "Holds"]) == [MIDDLE, MIDDLE, ROOT]
    assert states(tree, ["成立", "存疑", "成立"]) == [MIDDLE, MIDDLE, END]
    assert states(tree, ["成立", "成立", None]) == [MIDDLE, MIDDLE, UNVERIFIED]
    assert states(tree, ["成立", "不成立", "成立"]) == [ROOT, EXCLUDED, EXCLUDED]


def test_sentences_read_from_the_end_up_to_the_issue() -> None:
    tree, answers, issues = tree_of(ORDER), [row[3] for row in ORDER], [row[1] for row in ORDER]
    explained = rules.effects(tree, issues, ["为什么订单处理时效慢？", "为什么要重复录入？", None], answers)
    assert rules.sentences(explained, answers) == [
        "因为审核人员要在两个系统里重复录入，所以订单处理时效慢",
        "因为两个系统之间没有数据接口，所以审核人员要在两个系统里重复录入",
        "因为立项时没有评估跨部门的数据需求，所以两个系统之间没有数据接口",
    ]
    without = rules.effects(tree, issues, [None, "?", "?"], ["x ", None, ErrorValue("#N/A")])
    assert without == ["I-001", "x ", None]
    assert rules.sentences(without, ["x ", None, ErrorValue("#N/A")], "en") == ["Because x, therefore I-001", "", ""]


def test_what_cannot_be_placed_is_named_and_has_no_level() -> None:
    rows = (
        ("C-1", "I-1", None),
        ("C-2", None, None),  # no issue
        ("C-3", None, "C-9"),  # no such cause
        ("C-4", None, "C-6"),
        ("C-5", None, "C-4"),
        ("C-6", None, "C-5"),
        ("C-7", None, "C-5"),  # below the circle
        ("C-8", "I-2", "C-1"),
        ("C-10", "i-1 ", "c-1"),
        ("C-11", None, "C-1、C-2"),
        ("C-12", None, "C-12"),
        (None, None, ErrorValue("#REF!")),
    )
    tree = tree_of(rows)
    assert [place for place, level in enumerate(tree.levels) if level] == [0, 7, 8]
    seen = [(c.place, c.problem) for c in rules.strange_places(tree, [row[0] for row in rows], [True] * len(rows))]
    assert sorted(seen, key=lambda item: item[0]) == [
        (1, causing.CAUSE_WITHOUT_ISSUE),
        (2, causing.CAUSE_ORPHAN),
        (3, causing.CAUSE_CIRCLE),
        (7, causing.CAUSE_TWO_ISSUES),
        (9, causing.CAUSE_ORPHAN),
        (10, causing.CAUSE_CIRCLE),
        (11, causing.CAUSE_ORPHAN),
    ]
    circles = [
        c.args["chain"]
        for c in rules.strange_places(tree, [row[0] for row in rows], [True] * len(rows))
        if c.args.get("chain")
    ]
    assert circles == ["C-4 → C-6 → C-5 → C-4", "C-12 → C-12"]
    assert states(tree, ["成立"] * len(rows))[3:7] == [None] * 4


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        (("系统卡顿", "为什么系统卡顿", "服务器三年没有扩容"), {1: causing.ANSWER_REPEATS}),
        (("系统卡顿", "服务器内存不足", "管理员责任心不强"), {2: causing.ENDS_WITH_PERSON}),
        (("系统卡顿", "管理员责任心不强", "值班表没有写谁看告警"), {}),
        (("系统卡顿", "服务器内存不足", "缺少监控系统"), {2: causing.ENDS_WITH_SOLUTION}),
    ],
)  # fmt: skip
def test_answers_that_explain_nothing_are_named(answers: Sequence[str], wrong: dict[int, object]) -> None:
    tree = tree_of([(row[0], row[1], row[2]) for row in ORDER])
    seen = rules.strange_answers(
        tree, ["为什么慢", "为什么系统卡顿？", None], answers, states(tree, ["成立"] * 3), ["责任心"], ["缺少监控系统"]
    )
    assert {c.place: c.problem for c in seen} == wrong


def test_a_root_needs_evidence_and_depth() -> None:
    rows = [*ORDER, ("C-004", "I-002", None, "x"), ("C-005", "I-003", None, "x"), ("C-006", None, "C-005", "x")]
    tree = tree_of(rows)
    seen = states(tree, ["成立"] * 4 + ["成立", "不成立"])
    assert seen[3:] == [ROOT, ROOT, EXCLUDED]
    assert [c.place for c in rules.unproven_roots(seen, [None, None, "5 月数据", " ", "现场", None])] == [3]
    assert [(c.place, c.args["issue"]) for c in rules.shallow_issues(tree, seen)] == [(3, "I-002"), (4, "I-003")]


def test_causes_that_work_together_stand_or_fall_together() -> None:
    rows = [("1", "I", None), ("2", None, "1"), ("3", None, "1"), ("4", None, "1"), ("5", None, "2")]
    tree = tree_of(rows)
    marks = [None, "A", "a ", "B", "A"]
    seen = list(rules.broken_groups(tree, marks, states(tree, ["成立", "成立", "不成立", "成立", "成立"])))
    assert [(c.place, c.problem) for c in seen] == [
        (1, causing.GROUP_BROKEN),
        (3, causing.GROUP_OF_ONE),
        (4, causing.GROUP_OF_ONE),
    ]
    assert not [
        c for c in rules.broken_groups(tree, marks, states(tree, ["成立"] * 5)) if c.problem is causing.GROUP_BROKEN
    ]


# --- any tree -----------------------------------------------------------------------------------------------------------

answers = st.sampled_from([HOLDS.zh, FAILS.zh, DOUBTFUL.en, None])


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[int], list[CellValue]]:
    """Return the place of the cause above each (itself: an answer to the issue), and what is stated of each."""
    size = draw(st.integers(1, 25))
    above = [draw(st.integers(0, place)) for place in range(size)]
    return above, draw(st.lists(answers, min_size=size, max_size=size))


def rows_of(above: Sequence[int]) -> list[tuple[CellValue, CellValue, CellValue]]:
    return [
        (f"C-{place}", f"I-{place}" if up == place else None, None if up == place else f"C-{up}")
        for place, up in enumerate(above)
    ]


def upward(above: Sequence[int], place: int) -> list[int]:
    way = [place]
    while above[way[-1]] != way[-1]:
        way.append(above[way[-1]])
    return way


@given(forests(), st.randoms(use_true_random=False))
def test_states_follow_from_the_chain_alone_whatever_the_order(
    forest: tuple[list[int], list[CellValue]], chance: random.Random
) -> None:
    above, stated = forest
    rows = rows_of(above)
    plain = states(tree_of(rows), stated)
    tree = tree_of(rows)
    for place in range(len(above)):
        way = upward(above, place)
        assert tree.levels[place] == len(way)
        assert tree.issues[place] == f"I-{way[-1]}"
        assert rules.chain(tree, place) == way[::-1]
        barred = any(stated[link] == FAILS.zh for link in way)
        assert (plain[place] is EXCLUDED) == barred
        assert plain[place] is not ROOT or all(stated[link] == HOLDS.zh for link in way)
    mixed = list(range(len(above)))
    chance.shuffle(mixed)
    again = states(tree_of([rows[place] for place in mixed]), [stated[place] for place in mixed])
    assert again == [plain[place] for place in mixed]


@given(forests(), st.data())
def test_no_circle_is_taken_for_a_tree(forest: tuple[list[int], list[CellValue]], data: st.DataObject) -> None:
    above, stated = forest
    rows = rows_of(above)
    lowest = data.draw(st.integers(0, len(rows) - 1))
    way = upward(above, lowest)
    top = way[-1]
    rows[top] = (rows[top][0], rows[top][1], f"C-{lowest}")
    tree = tree_of(rows)
    lost = {place for place in range(len(rows)) if upward(above, place)[-1] == top}
    assert {place for place, level in enumerate(tree.levels) if not level} == lost
    (circle,) = [
        c
        for c in rules.strange_places(tree, [row[0] for row in rows], [True] * len(rows))
        if c.problem is causing.CAUSE_CIRCLE
    ]
    assert circle.place == min(way)
    assert all((state is None) == (place in lost) for place, state in enumerate(states(tree, stated)))


def test_a_long_chain_needs_no_deep_stack() -> None:
    rows: list[tuple[CellValue, CellValue, CellValue]] = [("C-0", "I-1", None)]
    rows += [(f"C-{place}", None, f"C-{place - 1}") for place in range(1, 20_000)]
    tree = tree_of(rows[::-1])
    assert tree.levels[0] == 20_000
    stated: list[Text | None] = states(tree, ["成立"] * 20_000)
    assert (stated[0], {*stated[1:]}) == (ROOT, {MIDDLE})

"""Priority: the nine cells, the manual override, the order of work."""

import pytest

from udfs.levels import DEFAULT_SPELLINGS
from udfs.priority import (
    DEFAULT_MATRIX,
    FROM_MANUAL,
    PRIORITIES,
    default_matrix,
    effective_priority,
    priority,
    priority_order,
)
from udfs.values import ErrorValue

# The table of methods.md, cell by cell: (impact, difficulty).
NINE = {
    ("高", "低"): "优先解决", ("高", "中"): "优先解决", ("高", "高"): "专项攻关",
    ("中", "低"): "优先安排", ("中", "中"): "常规安排", ("中", "高"): "择机安排",
    ("低", "低"): "顺手改进", ("低", "中"): "择机安排", ("低", "高"): "暂缓",
}  # fmt: skip
WRONG = "!影响程度和解决难度只能填高、中、低"


@pytest.mark.parametrize(("levels", "expected"), NINE.items())
def test_every_cell_of_the_matrix(levels: tuple[str, str], expected: str) -> None:
    assert priority([levels[0]], [levels[1]], default_matrix("zh")) == [expected]


def test_every_pair_of_spellings_gives_the_cell_of_its_levels() -> None:
    matrix = default_matrix("zh")
    for (impact, difficulty), expected in NINE.items():
        ways = [next(words for words in DEFAULT_SPELLINGS if words[0] == level) for level in (impact, difficulty)]
        pairs = [(left, right) for left in ways[0] for right in ways[1]]
        assert set(priority([a for a, _ in pairs], [b for _, b in pairs], matrix)) == {expected}


def test_english() -> None:
    matrix = default_matrix("en")
    assert priority(["High", "low"], ["M", "H"], matrix, lang="en") == ["Solve first", "Put off"]
    assert priority(["x"], ["H"], matrix, lang="en") == ["!Impact and difficulty must be High, Medium or Low"]


def test_blank_gives_blank_and_what_is_no_level_says_so() -> None:
    impact = [None, "高", " ", "很高", "高", ErrorValue("#N/A"), "很高", None]
    difficulty = ["高", "", "低", "低", "难", "高", None, ErrorValue("#N/A")]
    assert priority(impact, difficulty, default_matrix("zh")) == ["", "", "", WRONG, WRONG, WRONG, "", ""]


def test_the_matrix_may_be_edited_and_a_cell_left_empty() -> None:
    matrix = [["甲", None, 3.0], ["", "乙", "丙"], ["丁", "戊", "己"]]
    assert priority(["高", "高", "高", "中"], ["低", "中", "高", "低"], matrix) == ["甲", "", "3", ""]


def test_columns_must_be_equally_long() -> None:
    with pytest.raises(ValueError, match="shorter"):
        priority(["高", "低"], ["高"], default_matrix("zh"))


def test_the_manual_fixes_three_cells() -> None:
    labels = {entry.key: entry.label.zh for entry in PRIORITIES}
    assert {(row, col): labels[DEFAULT_MATRIX[row][col]] for row, col in FROM_MANUAL} == {
        (0, 0): "优先解决", (0, 1): "优先解决", (2, 2): "暂缓",
    }  # fmt: skip


def test_labels_are_ordered_without_gaps_and_all_are_used() -> None:
    assert [entry.order for entry in PRIORITIES] == [1, 2, 3, 4, 5, 6, 7]
    assert {key for row in DEFAULT_MATRIX for key in row} == {entry.key for entry in PRIORITIES}


def test_override_wins_where_given_and_stays_as_typed() -> None:
    computed = ["暂缓", "暂缓", "暂缓", "", "暂缓"]
    assert effective_priority(computed, [None, "  ", "优先解决 ", "暂缓", 5]) == [
        "暂缓",
        "暂缓",
        "优先解决 ",
        "暂缓",
        5,
    ]


def test_order() -> None:
    order = [entry.label.zh for entry in PRIORITIES]
    assert priority_order(["暂缓", "优先解决", None, "别的", " 专项攻关 "], order) == [7, 1, 8, 8, 2]
    assert priority_order(["b", "A", ""], ["a", "B", "", "a"]) == [2, 1, 5]

"""Counts for summaries, and the vital few."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.statistics.pareto import pareto
from udfs.tally import distinct, tally
from udfs.values import CellValue


def test_tally() -> None:
    values: list[CellValue] = ["高", " 高", "中", None, "", "其它", "HIGH", "high\u3000", 3.0]
    assert tally(values, ["高", "High", "低", "3"]) == ([2, 2, 0, 1], 2, 2)


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "", None])))
def test_nothing_is_lost_in_a_tally(values: list[str | None]) -> None:
    counts, other, blank = tally(values, ["a", "b", "x"])
    results = Counter(value or "" for value in values)
    assert (counts, other, blank) == ([results["a"], results["b"], 0], results["c"] + results["d"], results[""])


def test_distinct_by_count_then_first_seen() -> None:
    values: list[CellValue] = ["乙", "甲", "丙", "甲 ", None, "丙", "Ann", "ANN", "ann"]
    assert distinct(values) == [("Ann", 3), ("甲", 2), ("丙", 2), ("乙", 1)]
    assert distinct(values, most=2) == [("Ann", 3), ("甲", 2)]
    assert distinct([]) == []


def test_pareto_by_hand() -> None:
    # 50 + 30 = 80 of 100: exactly 80% is reached with the second item, which is included.
    result = pareto(["丙", "其他", "甲", "乙"], [8, 12, 50, 30])
    assert result.labels == ["甲", "乙", "丙", "其他"]
    assert result.counts == [50, 30, 8, 12]
    assert result.shares == pytest.approx([0.5, 0.8, 0.88, 1.0])
    assert result.vital == [True, True, False, False]


def test_the_crossing_item_is_vital() -> None:
    assert pareto(["a", "b", "c"], [79, 2, 19]).vital == [True, True, False]
    assert pareto(["a", "b", "c"], [79, 2, 19]).labels == ["a", "c", "b"]
    assert pareto(["a", "b"], [80, 20]).vital == [True, False]


def test_pareto_without_counts() -> None:
    assert pareto(["a", "b"], [0, 0]) == (["a", "b"], [0, 0], [0.0, 0.0], [False, False])
    assert pareto([], []) == ([], [], [], [])


@given(st.lists(st.integers(0, 50), max_size=8))
def test_the_vital_few_are_the_smallest_prefix_that_reaches_80_percent(counts: list[int]) -> None:
    result = pareto([str(i) for i in range(len(counts))], counts)
    total, size = sum(counts), sum(result.vital)
    assert result.counts == sorted(counts, reverse=True)
    assert result.vital == [i < size for i in range(len(counts))]
    if total:
        assert sum(result.counts[:size]) * 5 >= total * 4
        assert sum(result.counts[: size - 1]) * 5 < total * 4

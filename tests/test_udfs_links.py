"""Predecessors as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.scheduling.links import LinkKind, Predecessor, link_text, read_links
from udfs.values import CellValue, ErrorValue

ROWS = {"t-001": 0, "t-002": 1, "t-003": 2, "offs": 3, "客服部/t-001": 4, "5": 5}


def read(text: CellValue) -> list[tuple[int | None, str, int]]:
    return [(entry.row, entry.kind.value, entry.lag) for entry in read_links(text, ROWS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T-003", (2, "FS", 0)),
        ("t-003fs", (2, "FS", 0)),
        ("T-003FS+2", (2, "FS", 2)),
        ("T-003 SS - 1", (2, "SS", -1)),
        ("Ｔ-003ＦＦ＋２", (2, "FF", 2)),
        ("T-003SF-12天", (2, "SF", -12)),
        ("T-003FS+2个工作日", (2, "FS", 2)),
        ("T-003FS+3 days", (2, "FS", 3)),
        ("T-003+2", (2, "FS", 2)),
        ("T-003FS–1", (2, "FS", -1)),
        ("T-003开始-开始+1", (2, "SS", 1)),
        ("客服部/T-001FS+1", (4, "FS", 1)),
        ("OFFS", (3, "FS", 0)),
        ("offsFS+1", (3, "FS", 1)),
        ("5SS+1", (5, "SS", 1)),
        (5, (5, "FS", 0)),
    ],
)
def test_one_entry(text: CellValue, expected: tuple[int | None, str, int]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("separator", [",", "，", ";", "；", "、", "\n", " ， "])
def test_several_in_a_cell(separator: str) -> None:
    assert read(separator.join(["T-001", "T-002SS+1", "T-003"])) == [(0, "FS", 0), (1, "SS", 1), (2, "FS", 0)]


@pytest.mark.parametrize("text", ["T-009", "X", "FS", "T-0010", "-", "前面那个任务"])
def test_a_task_that_does_not_exist(text: str) -> None:
    assert read_links(text, ROWS) == [Predecessor(text, None)]


@pytest.mark.parametrize("text", ["T-003 FS+半天", "T-003FS+1.5", "T-003 XX", "T-003（完成后）"])
def test_a_task_is_named_but_the_link_cannot_be_read(text: str) -> None:
    (entry,) = read_links(text, ROWS)
    assert (entry.row, entry.readable) == (2, False)


@pytest.mark.parametrize("cell", [None, "", " 、 ", ErrorValue("#N/A")])
def test_nothing(cell: CellValue) -> None:
    assert read_links(cell, ROWS) == []


@given(st.sampled_from(["T-001", "T-003", "OFFS", "5"]), st.sampled_from(LinkKind), st.integers(-99_999, 99_999))
def test_what_is_written_is_read_again(task: str, kind: LinkKind, lag: int) -> None:
    assert read(link_text(task, kind, lag)) == [(ROWS[task.casefold()], kind.value, lag)]


@given(st.text(max_size=20))
def test_any_text_is_read_or_reported(text: str) -> None:
    for entry in read_links(text, ROWS):
        assert entry.text

"""Stages: their dates follow their tasks, and one that runs into the next is found."""

from datetime import date, datetime

import pytest

from udfs.stages import Overlap, overlaps, stage_dates
from udfs.values import CellValue, ErrorValue

TASKS = ["T-001", "T-002", "t-003 ", None, "T-001"]
STARTS = [date(2026, 3, 2), date(2026, 3, 9), datetime(2026, 3, 1, 8), date(2020, 1, 1), date(2020, 1, 1)]
FINISHES = [date(2026, 3, 6), date(2026, 3, 20), "!日期须为真正的日期", date(2030, 1, 1), date(2030, 1, 1)]
OWN = date(2026, 5, 5)


def dates(cell: CellValue, content: CellValue = OWN) -> tuple[CellValue, CellValue]:
    starts, finishes = stage_dates([cell], ([content], [content]), TASKS, STARTS, FINISHES)
    return starts[0], finishes[0]


@pytest.mark.parametrize(
    "cell", ["T-001,T-002", "t-002；T-001", "T-001、 T-002", "T-001\nT-002,", "T-002, T-001, T-002"]
)
def test_first_start_and_last_finish(cell: str) -> None:
    assert dates(cell) == (date(2026, 3, 2), date(2026, 3, 20))


def test_a_task_without_a_date_leaves_the_stage_without() -> None:
    assert dates("T-001, T-003") == (date(2026, 3, 1), None)


@pytest.mark.parametrize("cell", [None, "", " , ", "T-009", "T-001, T-009", ErrorValue("#N/A"), 5])
def test_where_no_task_is_named_or_one_is_not_there_dates_stay(cell: CellValue) -> None:
    assert dates(cell) == (OWN, OWN)


def stage(start: int | None, finish: int | None) -> tuple[list[CellValue], list[CellValue]]:
    return [start and date(2026, 3, start)], [finish and date(2026, 3, finish)]


@pytest.mark.parametrize(
    ("stages", "results"),
    [
        (((1, 5), (6, 9), (10, 12)), []),
        (((1, 5), (5, 9), (9, 12)), []),
        (((1, 5), (4, 9), (10, 12)), [(0, 1)]),
        (((1, 5), (6, 9), (8, 12)), [(1, 2)]),
        (((1, 5), (None, None), (4, 12)), [(0, 2)]),
        (((1, None), (1, 3), (2, 4)), [(1, 2)]),
    ],
)
def test_a_stage_begins_when_the_one_before_is_over(
    stages: tuple[tuple[int | None, int | None], ...], results: list[tuple[int, int]]
) -> None:
    assert overlaps([stage(*dates) for dates in stages]) == [Overlap(0, *pair) for pair in results]

"""Where a task stands, and how late an issue is."""

from datetime import date, datetime

import pytest

from udfs.status import overdue_days, task_status
from udfs.values import CellValue, ErrorValue

TODAY = date(2026, 5, 20)
EARLIER, LATER, FAR = date(2026, 5, 10), date(2026, 5, 25), date(2026, 6, 30)


def status(start: CellValue, finish: CellValue, progress: CellValue = None, done: CellValue = None) -> CellValue:
    return task_status([start], [finish], [progress], [done], [None], TODAY)[0]


@pytest.mark.parametrize(
    ("start", "finish", "progress", "done", "expected"),
    [
        (LATER, FAR, None, None, "未开始"),
        (LATER, FAR, 0, None, "未开始"),
        (LATER, FAR, 0.1, None, "进行中"),
        (TODAY, FAR, None, None, "进行中"),
        (datetime(2026, 5, 20, 18), FAR, None, None, "进行中"),
        (EARLIER, TODAY, None, None, "进行中"),
        (EARLIER, datetime(2026, 5, 20, 8), 0.5, None, "进行中"),
        (EARLIER, date(2026, 5, 19), 0.99, None, "逾期"),
        (EARLIER, date(2026, 5, 19), 1, None, "已完成"),
        (EARLIER, date(2026, 5, 19), None, date(2026, 5, 30), "已完成"),
        (LATER, FAR, None, "已交付", "已完成"),
        (LATER, FAR, None, ErrorValue("#N/A"), "未开始"),
        (EARLIER, date(2026, 5, 19), 0.5, ErrorValue("#REF!"), "逾期"),
        (EARLIER, date(2026, 5, 19), 1, ErrorValue("#REF!"), "已完成"),
        (LATER, FAR, "一半", None, "未开始"),
        (LATER, FAR, True, None, "未开始"),
        (None, FAR, 1, EARLIER, "已完成"),
        (EARLIER, "", 1, None, "已完成"),
        (None, None, None, None, ""),
        (EARLIER, "!日期须为真正的日期", 0.5, None, ""),
        (ErrorValue("#N/A"), FAR, 0.5, None, ""),
    ],
)
def test_task_status(start: CellValue, finish: CellValue, progress: CellValue, done: CellValue, expected: str) -> None:
    assert status(start, finish, progress, done) == expected


def test_a_held_task_shows_why_whatever_else_is_known() -> None:
    content: list[CellValue] = ["暂停", "取消 ", " ", None]
    nothing: list[CellValue] = [None] * 4
    assert task_status(nothing, nothing, nothing, nothing, content, TODAY) == ["暂停", "取消 ", "", ""]


def test_task_status_in_english() -> None:
    columns: list[list[CellValue]] = [[LATER, EARLIER], [FAR, EARLIER], [None] * 2, [None] * 2, [None] * 2]
    assert task_status(*columns, TODAY, "en") == ["Not started", "Overdue"]


def test_overdue_days() -> None:
    due: list[CellValue] = [date(2026, 5, 19), EARLIER, TODAY, LATER, None, "2026-05-01", EARLIER, EARLIER, EARLIER]
    closed: list[CellValue] = [None, " ", None, None, None, None, date(2026, 5, 18), None, None]
    state: list[CellValue] = ["处理中", None, "", "", "", "", "", " 已关闭 ", ErrorValue("#N/A")]
    assert overdue_days(due, closed, state, ("已解决", "已关闭"), TODAY) == [1, 10, "", "", "", "", "", "", ""]


def test_an_error_in_place_of_the_closing_date_closes_nothing() -> None:
    assert overdue_days([EARLIER], [ErrorValue("#N/A")], ["处理中"], ("已解决",), TODAY) == [10]
    assert overdue_days([EARLIER], [ErrorValue("#N/A")], ["已解决"], ("已解决",), TODAY) == [""]


def test_overdue_counts_days_not_hours_and_status_in_any_case() -> None:
    moments: list[CellValue] = [datetime(2026, 5, 19, 23, 59), datetime(2026, 5, 20, 0, 1), EARLIER]
    assert overdue_days(moments, [None] * 3, ["open", "open", "DONE"], ("Done", ""), TODAY) == [1, "", ""]

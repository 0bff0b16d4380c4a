"""Working days with 调休: against the published calendar and against counting day by day."""

from datetime import date, datetime, timedelta

import chinese_calendar
import pytest
from chinese_calendar.constants import holidays
from chinese_calendar.constants import workdays as make_up_days
from hypothesis import given
from hypothesis import strategies as st

from udfs.scheduling.workdays import WorkCalendar, finish, with_buffer, workdays
from udfs.values import CellValue, ErrorValue

FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
ROWS: list[tuple[CellValue, CellValue, CellValue]] = [
    *((day, "休", name) for day, name in holidays.items()),
    *((day, "班", name) for day, name in make_up_days.items()),
]
CALENDAR = WorkCalendar.of(ROWS, FIRST, LAST)
UNDATED, OUTSIDE, REVERSE, UNUSABLE = (
    "!日期须为真正的日期",
    "!日期超出“节假日”表的范围",
    "!结束日期早于开始日期",
    "!工期须为不小于0的整数",
)
DAYS = st.dates(FIRST, LAST)


def test_every_day_of_seven_years_agrees_with_the_published_calendar() -> None:
    days = [FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1)]
    assert [day for day in days if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize("day", ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"])
def test_make_up_days_of_2026_are_worked_though_they_are_weekends(day: str) -> None:
    when = date.fromisoformat(f"2026-{day}")
    assert when.weekday() >= 5
    assert CALENDAR.is_workday(when)
    assert workdays([when], [when], CALENDAR) == [1]


def test_the_index_for_the_sheet() -> None:
    calendar = WorkCalendar.of([(date(2026, 1, 1), "休", "元旦")], date(2026, 1, 1), date(2026, 1, 5))
    assert calendar.days() == [
        (date(2026, 1, 1), 0, 0),
        (date(2026, 1, 2), 1, 1),
        (date(2026, 1, 3), 0, 1),
        (date(2026, 1, 4), 0, 1),
        (date(2026, 1, 5), 1, 2),
    ]


def test_a_calendar_from_rows_as_people_leave_them() -> None:
    rows: list[tuple[CellValue, CellValue, CellValue]] = [
        (None, None, None),
        ("2026-01-02", "休", "text is not a date"),
        (46030.0, "班", "a bare serial number: 2026-01-08"),
        (datetime(2026, 1, 10), "work", "English, any case"),
        (date(2026, 1, 9), "别的", "neither kind"),
        (date(2026, 1, 5), "off", ""),
        (1e12, "休", "no day at all"),
    ]
    calendar = WorkCalendar.of(rows, date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.off == {date(2026, 1, 5)}
    assert calendar.on == {date(2026, 1, 8), date(2026, 1, 10)}
    assert calendar.covered_until == date(2026, 12, 31)


def test_a_day_in_both_lists_is_worked() -> None:
    day = date(2026, 10, 10)
    assert WorkCalendar.of([(day, "班", ""), (day, "休", "")], day, day).is_workday(day)


def test_how_far_holidays_are_known() -> None:
    assert CALENDAR.covered_until == date(2026, 12, 31)
    assert WorkCalendar.of([], FIRST, LAST).covered_until is None


@given(DAYS, DAYS)
def test_counting_agrees_with_counting_day_by_day(start: date, end: date) -> None:
    start, end = min(start, end), max(start, end)
    days = (start + timedelta(days=i) for i in range((end - start).days + 1))
    assert workdays([start], [end], CALENDAR) == [sum(map(chinese_calendar.is_workday, days))]


@given(DAYS, st.integers(0, 400))
def test_the_finish_is_found_by_walking(start: date, duration: int) -> None:
    day, left = start, max(1, duration)
    while day <= LAST:
        left -= chinese_calendar.is_workday(day)
        if left == 0:
            break
        day += timedelta(days=1)
    assert finish([start], [duration], CALENDAR) == [day if day <= LAST else OUTSIDE]


@given(DAYS, st.integers(1, 200))
def test_as_many_working_days_lie_between_start_and_finish(start: date, duration: int) -> None:
    (end,) = finish([start], [duration], CALENDAR)
    assert end == OUTSIDE or workdays([start], [end], CALENDAR) == [duration]


def test_spring_festival_2026() -> None:
    # 14 February, a Saturday, is worked; 15 to 23 are off; 24 February is the next working day.
    assert finish([date(2026, 2, 13)] * 3, [1, 2, 3], CALENDAR) == [
        date(2026, 2, 13),
        date(2026, 2, 14),
        date(2026, 2, 24),
    ]


def test_a_milestone_ends_on_its_day_or_the_next_working_day() -> None:
    assert finish([date(2026, 3, 5), date(2026, 3, 7)], [0, 0.0], CALENDAR) == [date(2026, 3, 5), date(2026, 3, 9)]


def test_times_and_serial_numbers_count_as_their_day() -> None:
    moment, serial = datetime(2026, 3, 5, 17, 30), 46086.75
    assert finish([moment, serial], [2, 2], CALENDAR) == [date(2026, 3, 6)] * 2
    assert workdays([moment, serial], [date(2026, 3, 6)] * 2, CALENDAR) == [2, 2]


def test_blank_and_bad_input_of_finish() -> None:
    day = date(2026, 3, 5)
    start: list[CellValue] = [None, day, "x", "2026-03-05", ErrorValue("#N/A"), True, day, day, day, day, day]
    duration: list[CellValue] = [5, " ", None, 5, 5, 5, -1, 1.5, "5", True, ErrorValue("#N/A")]
    assert finish(start, duration, CALENDAR) == ["", "", "", *[UNDATED] * 3, *[UNUSABLE] * 5]


def test_blank_and_bad_input_of_workdays() -> None:
    day = date(2026, 3, 5)
    start: list[CellValue] = [None, day, "2026-03-05", day, day]
    end: list[CellValue] = [day, "", day, "x", date(2026, 3, 4)]
    assert workdays(start, end, CALENDAR) == ["", "", UNDATED, UNDATED, REVERSE]


def test_outside_the_calendar() -> None:
    before, after = FIRST - timedelta(days=1), LAST + timedelta(days=1)
    assert finish([before, after, LAST, -5.0, 1e300], [1, 1, 2, 1, 1], CALENDAR) == [OUTSIDE] * 5
    assert workdays([before, FIRST], [LAST, after], CALENDAR) == [OUTSIDE] * 2
    assert finish([FIRST], [1e300], CALENDAR) == [OUTSIDE]


def test_the_buffer_follows_the_task() -> None:
    assert with_buffer([5, 5, 5, None, 5], [2, None, " ", 2, "x"]) == [7, 5, 5, None, "x"]
    assert with_buffer(["x", ErrorValue("#N/A")], [2, 2]) == ["x", "#N/A"]
    day = date(2026, 3, 5)
    assert finish([day] * 3, with_buffer([1, 1, 1], [2, None, "x"]), CALENDAR) == [date(2026, 3, 9), day, UNUSABLE]

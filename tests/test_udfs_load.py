"""Load per person and week: counted day by day, and over all weeks the sum of what was to be done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.schedules import CALENDARS
from udfs.scheduling.load import Load, Occupation, loads, monday_of, occupied_until
from udfs.scheduling.workdays import finish

START = date(2026, 9, 1)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[list[Occupation], list[int]]:
    """Return tasks as the plan dates them, and their durations."""
    built, durations = [], []
    for row in range(draw(st.integers(0, 12))):
        calendar = CALENDARS[draw(st.integers(0, 2))]
        start = START + timedelta(days=draw(st.integers(0, 60)))
        duration = draw(st.integers(0, 30))
        (end,) = finish([start], [duration], calendar)
        assert isinstance(end, date)
        first = start.toordinal() if duration else end.toordinal()
        built.append(Occupation(row, draw(st.sampled_from("甲乙丙")), first, end.toordinal(), calendar, duration == 0))
        durations.append(duration)
    return built, durations


@given(tasks())
def test_over_all_weeks_the_days_are_the_durations(built: tuple[list[Occupation], list[int]]) -> None:
    occupied, durations = built
    results = loads(occupied)
    for who in "甲乙丙":
        own = [task for task in occupied if task.who == who]
        days = sum(load.days for (name, _), load in results.items() if name == who)
        assert days == sum(durations[task.row] for task in own)
        rows = {row for (name, _), load in results.items() if name == who for row in load.rows}
        assert rows == {task.row for task in own}, "a milestone counts as a task"


@given(tasks())
def test_each_week_is_counted_day_by_day(built: tuple[list[Occupation], list[int]]) -> None:
    wanted: dict[tuple[str, int], tuple[int, set[int]]] = {}
    for task in built[0]:
        days = [date.fromordinal(number) for number in range(task.first, task.last + 1)]
        worked = days if task.milestone else [day for day in days if task.calendar.is_workday(day)]
        for day in worked:
            monday = (day - timedelta(days=day.weekday())).toordinal()
            count, rows = wanted.get((task.who, monday), (0, set()))
            wanted[task.who, monday] = (count + (not task.milestone), rows | {task.row})
    assert {place: (load.days, set(load.rows)) for place, load in loads(built[0]).items()} == wanted


def test_the_week_of_the_national_holiday() -> None:
    """2026-10-01 to 10-07 are days off, Saturday 10-10 is a make-up day."""
    first, last = date(2026, 9, 28).toordinal(), date(2026, 10, 11).toordinal()
    standard, every_day = CALENDARS[0], CALENDARS[2]
    mondays = [date(2026, 9, 28).toordinal(), date(2026, 10, 5).toordinal()]
    results = loads([Occupation(0, "甲", first, last, standard), Occupation(1, "乙", first, last, every_day)])
    assert [results["甲", monday].days for monday in mondays] == [3, 3]
    assert [results["乙", monday].days for monday in mondays] == [7, 7]


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22)])
def test_weeks_begin_on_monday(day: date) -> None:
    assert monday_of(day.toordinal()) == date(2026, 11, 16).toordinal()


@pytest.mark.parametrize(
    ("state", "until"),
    [
        ({"begun": False, "done": False, "on_hold": False}, 120),
        ({"begun": True, "done": True, "on_hold": False}, 100),
        ({"begun": True, "done": False, "on_hold": True}, 100),
        ({"begun": False, "done": False, "on_hold": True}, None),
    ],
)
def test_what_is_held_or_done_takes_no_time_after_today(state: dict[str, bool], until: int | None) -> None:
    assert occupied_until(120, 100, **state) == until


def test_dates_out_of_all_reason_take_no_time() -> None:
    calendar = CALENDARS[0]
    results = loads([Occupation(0, "甲", 1, date(9990, 1, 1).toordinal(), calendar)])
    assert sum(load.days for load in results.values()) == len(calendar._workdays)  # noqa: SLF001 - all that it has
    assert all(isinstance(load, Load) for load in results.values())

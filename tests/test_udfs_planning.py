"""A plan's tasks in the calendar: dates, facts, limits, and what is said when it cannot be."""

from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.schedules import SIX_DAYS, STANDARD, plans, task
from udfs.problems import data, planning
from udfs.scheduling.planning import schedule
from udfs.scheduling.tasks import BY_LIMIT, BY_PLAN_START, BY_START, BY_TODAY, Schedule, Task

TODAY = date(2026, 9, 1)


def days(plan: Schedule) -> list[tuple[str, str] | None]:
    return [None if p is None else (f"{p.start:%m-%d}", f"{p.finish:%m-%d}") for p in plan.placed]


def codes(plan: Schedule) -> list[tuple[int, str, str]]:
    return [(c.row, c.column, c.problem.code) for c in plan.complaints]


def test_over_the_national_day_with_its_make_up_day() -> None:
    """From 28 September: three days, then 1–7 October off; 10 October is a Saturday on which people work."""
    plan = schedule([task(1, 3, start=date(2026, 9, 28)), task(2, 3, "T-001"), task(3, 1, "T-002FS+1")], TODAY)
    assert days(plan) == [("09-28", "09-30"), ("10-08", "10-10"), ("10-13", "10-13")]
    assert [p.total_float for p in plan.placed if p] == [0, 0, 0]
    assert [p.driver.zh for p in plan.placed if p] == [BY_START.zh, "T-001", "T-002FS+1"]


def test_six_days_a_week_at_one_site() -> None:
    plan = schedule(
        [task(1, 6, start=date(2026, 9, 7)), replace(task(2, 6, start=date(2026, 9, 7)), calendar=SIX_DAYS)], TODAY
    )
    assert days(plan) == [("09-07", "09-14"), ("09-07", "09-12")]


@pytest.mark.parametrize(
    ("link", "start"),
    [("T-001", "09-14"), ("T-001SS", "09-07"), ("T-001SS+2", "09-09"), ("T-001FF", "09-10"), ("T-001FF+1", "09-11"),
     ("T-001SF+3", "09-08"), ("T-001-1", "09-11"), ("T-001FS+2", "09-16")],
)  # fmt: skip
def test_the_kinds_of_links(link: str, start: str) -> None:
    """T-001 takes five days from Monday 7 September 2026; the other takes two days."""
    plan = schedule([task(1, 5, start=date(2026, 9, 7)), task(2, 2, link)], TODAY)
    assert plan.placed[1] is not None
    assert f"{plan.placed[1].start:%m-%d}" == start


def test_a_milestone_falls_on_the_day_of_what_it_waits_for() -> None:
    kick_off = task(1, 0, start=date(2026, 9, 7))
    plan = schedule([kick_off, task(2, 5, "T-001"), task(3, 0, "T-002"), task(4, 1, "T-003")], TODAY)
    assert days(plan) == [("09-07", "09-07"), ("09-07", "09-11"), ("09-11", "09-11"), ("09-14", "09-14")]


def test_a_buffer_is_kept_behind_a_task_and_given_back_when_it_is_done() -> None:
    first = task(1, 5, start=date(2026, 9, 7), buffer=2)
    assert days(schedule([first, task(2, 1, "T-001")], TODAY))[1] == ("09-16", "09-16")
    done = replace(first, done_on=date(2026, 9, 9))
    assert days(schedule([done, task(2, 1, "T-001")], TODAY))[1] == ("09-10", "09-10")


def test_facts_stay_and_what_is_not_begun_starts_today_at_the_earliest() -> None:
    today = date(2026, 9, 16)
    tasks = [
        task(1, 5, start=date(2026, 9, 1), done_on=date(2026, 9, 4), started_on=date(2026, 9, 2)),
        task(2, 5, start=date(2026, 9, 7), progress=0.4),
        task(3, 5, start=date(2026, 9, 7)),
        task(4, 1, "T-002"),
    ]
    plan = schedule(tasks, today)
    # Three of five days are left of T-002 and go on from Wednesday 16 September; Sunday 20 September is worked.
    assert days(plan) == [("09-02", "09-04"), ("09-07", "09-18"), ("09-16", "09-21"), ("09-20", "09-20")]
    assert [p.driver for p in plan.placed if p][2] == BY_TODAY
    as_planned = schedule(tasks, None)
    assert days(as_planned)[1:3] == [("09-07", "09-11"), ("09-07", "09-11")]


def test_a_milestone_of_which_a_part_is_said_to_be_done_takes_no_time() -> None:
    plan = schedule([task(1, 0, start=date(2026, 9, 7), progress=0.5)], date(2026, 9, 16))
    assert days(plan) == [("09-07", "09-07")]


def test_limits_and_what_decides_a_start() -> None:
    plan = schedule(
        [
            task(1, 5, not_before=date(2026, 9, 9), start=date(2026, 9, 7)),
            task(2, 2, finish_on=date(2026, 9, 18)),
            task(3, 2),
        ],
        TODAY,
        date(2026, 9, 7),
    )
    assert days(plan) == [("09-09", "09-15"), ("09-17", "09-18"), ("09-07", "09-08")]
    placed = [p for p in plan.placed if p]
    assert [p.driver.zh for p in placed] == [BY_LIMIT.zh, "必须完成于", BY_PLAN_START.zh]
    assert placed[1].critical


def test_a_milestone_that_must_be_reached_on_a_day_is_reached_on_it() -> None:
    plan = schedule([task(1, 0, finish_on=date(2026, 9, 16)), task(2, 1, "T-001")], TODAY)
    assert days(plan) == [("09-16", "09-16"), ("09-17", "09-17")]
    assert not plan.complaints


def test_missed_limits_are_reported_with_days_and_reason() -> None:
    late = task(2, 5, "T-001", not_after=date(2026, 9, 16), finish_on=date(2026, 9, 17))
    plan = schedule([task(1, 5, start=date(2026, 9, 7)), late], TODAY)
    assert codes(plan) == [(1, "not_after", "limit-missed"), (1, "finish_on", "limit-missed")]
    first = plan.complaints[0].args
    assert (first["days"], first["finish"]) == (2, date(2026, 9, 18))
    assert [p.total_float for p in plan.placed if p] == [-2, -2]


def test_everything_that_is_wrong_is_reported_at_once() -> None:
    plan = schedule(
        [
            task(1, 1, "T-003"), task(2, 1, "T-001"), task(3, 1, "T-002"), task(4, 1, "T-099"), task(5, 1, "T-005"),
            task(6, 1, "T-004"), task(7, 1), task(7, 1), task(8, 1, "T-007"), task(9, 2, "T-001 大概"), task(10, 3),
            Task("T-011", 0, STANDARD, broken=True), task(12, 1, "T-011"),
        ],
        TODAY,
    )  # fmt: skip
    assert codes(plan) == [
        (0, "predecessors", "cycle"), (1, "predecessors", "cycle"), (2, "predecessors", "cycle"),
        (3, "predecessors", "predecessor-unknown"), (4, "predecessors", "self-reference"),
        (5, "predecessors", "not-scheduled"), (8, "predecessors", "predecessor-twice"),
        (9, "predecessors", "link-unreadable"), (12, "predecessors", "not-scheduled"),
    ]  # fmt: skip
    assert plan.complaints[0].args["chain"] == "T-001 → T-002 → T-003 → T-001"
    assert [row for row, placed in enumerate(plan.placed) if placed is not None] == [6, 7, 10]


def test_what_is_held_is_waited_for_by_nobody() -> None:
    plan = schedule([task(1, 5, on_hold="暂停"), task(2, 1, "T-001", start=date(2026, 9, 7))], TODAY)
    assert days(plan) == [None, ("09-07", "09-07")]
    assert codes(plan) == [(1, "predecessors", "waits-for-held")]


def test_a_plan_beyond_the_calendar_is_reported() -> None:
    plan = schedule([task(1, 1000, start=date(2026, 9, 7))], TODAY)
    assert codes(plan) == [(0, "start", "plan-outside-calendar")]


@given(plans(), st.one_of(st.none(), st.dates(date(2026, 8, 1), date(2026, 10, 31))))
def test_a_schedule_keeps_what_it_promises(tasks: list[Task], today: date | None) -> None:
    """Counted day by day: nothing not begun lies before today or before what it waits for; facts stand; twice is once."""
    plan = schedule(tasks, today)
    assert not [c for c in plan.complaints if c.problem.severity == "error"]
    by_id = {t.id: (t, p) for t, p in zip(tasks, plan.placed, strict=True)}
    for t, placed in by_id.values():
        if t.on_hold:
            assert placed is None
            continue
        assert placed is not None
        if t.done_on is not None:
            assert placed.finish <= t.done_on
        elif not t.done and t.duration > 0:
            worked = [d for d in _between(placed.start, placed.finish) if t.calendar.is_workday(d)]
            assert len(worked) >= t.duration if t.begun else len(worked) == t.duration
            assert t.begun or worked[0] == placed.start
            assert worked[-1] == placed.finish
        if not t.begun and not t.done and t.duration > 0:
            assert today is None or placed.start >= today
            for name in str(t.predecessors).split(",") if t.predecessors else ():
                before, at = by_id[name]
                if at is not None and before.duration > 0:
                    assert placed.start > at.finish
    again = [
        replace(t, start=p.start) if p and not t.begun and not t.done else t
        for t, p in zip(tasks, plan.placed, strict=True)
    ]
    assert days(schedule(again, today)) == days(plan)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def test_the_calendar_is_the_published_one() -> None:
    for day in _between(date(2025, 1, 1), date(2026, 12, 31)):
        assert STANDARD.is_workday(day) == chinese_calendar.is_workday(day)


def test_problems_are_reported_in_words() -> None:
    assert planning.CYCLE.severity == data.PREDECESSOR_UNKNOWN.severity == "error"


def test_what_lies_beyond_the_calendar_gives_nobody_time() -> None:
    """Two tasks that cannot be placed, the second behind the first, beside a chain of one: that has no float."""
    plan = schedule(
        [task(1, 3), task(2, 1, "T-001+99999"), task(3, 10), task(4, 1, "T-002SF-99999"), task(5, 99_999)], TODAY
    )
    assert days(plan) == [("09-01", "09-03"), None, ("09-01", "09-14"), None, None]
    assert [p and p.total_float for p in plan.placed] == [7, None, 0, None, None]
    assert plan.end == date(2026, 9, 14)
    assert codes(plan) == [
        (1, "start", "plan-outside-calendar"),
        (3, "predecessors", "not-scheduled"),
        (4, "start", "plan-outside-calendar"),
    ]


def test_a_task_that_is_done_was_not_done_in_the_future() -> None:
    """On Tuesday 1 September: done, as is said, without dates, before it was planned, and with a plan of the future."""
    done = [
        task(1, 3, progress=1.0),
        task(2, 3, progress=1.0, start=date(2026, 9, 7)),
        task(3, 3, done_on=date(2026, 8, 28), start=date(2026, 9, 7)),
        task(4, 3, progress=1.0, start=date(2026, 8, 10)),
    ]
    plan = schedule([*done, task(5, 1, "T-001"), task(6, 1, "T-002"), task(7, 1, "T-003")], TODAY)
    assert days(plan) == [
        None, ("09-01", "09-01"), ("08-28", "08-28"), ("08-10", "08-12"), ("09-01", "09-01"), ("09-02", "09-02"), ("09-01", "09-01"),
    ]  # fmt: skip
    assert codes(plan) == []


def test_a_number_in_full_width_is_the_same_number() -> None:
    wide = replace(task(1, 2), id="Ｔ－００１")
    plan = schedule([wide, task(2, 1, "T-001"), task(3, 1, "Ｔ－００１SS"), task(4, 1, "t-001FF")], TODAY)
    assert codes(plan) == []
    assert [p and p.driven_by for p in plan.placed[1:]] == [0, 0, 0]


def test_what_was_finished_on_a_day_off_is_finished_on_that_day() -> None:
    """Saturday 12 September is a day off for the first and a working day for the second, which waits until Monday."""
    saturday = date(2026, 9, 12)
    six = replace(task(2, 1, "T-001"), calendar=SIX_DAYS)
    plan = schedule([task(1, 1, start=saturday, done_on=saturday), six, task(3, 1, "T-001")], None)
    assert days(plan) == [("09-12", "09-12"), ("09-14", "09-14"), ("09-14", "09-14")]

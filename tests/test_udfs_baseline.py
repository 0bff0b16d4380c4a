"""Lateness against a baseline: counted day by day, and every chain ends where it has a reason."""

from dataclasses import replace
from datetime import date, timedelta
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.schedules import CALENDARS
from udfs.scheduling.baseline import Slip, Span, compare, days_between
from udfs.scheduling.planning import schedule
from udfs.scheduling.tasks import Schedule, Task
from udfs.scheduling.workdays import WorkCalendar

START = date(2026, 9, 7)


def spans(plan: Schedule) -> list[Span | None]:
    return [None if p is None else Span(p.start.toordinal(), p.finish.toordinal()) for p in plan.placed]


@st.composite
def tasks(draw: st.DrawFn) -> list[Task | None]:
    """Return tasks, each waiting for some of those before it."""
    built: list[Task | None] = []
    for row in range(draw(st.integers(1, 8))):
        waits = draw(st.sets(st.integers(0, row - 1), max_size=2)) if row else set()
        kinds = ["", "SS", "FF+1", "FS+2", "FS-1"]
        entries = [f"T-{before}{draw(st.sampled_from(kinds))}" for before in sorted(waits)]
        calendar = CALENDARS[draw(st.integers(0, 2))]
        built.append(Task(f"T-{row}", draw(st.integers(0, 6)), calendar, ",".join(entries) or None, START))
    return built


def by_hand(calendar: WorkCalendar, old: int, new: int) -> int:
    """Count the working days by which one day's end lies behind another's, day by day."""
    first, last = sorted((old, new))
    days = (date.fromordinal(first) + timedelta(days=i) for i in range(1, last - first + 1))
    return sum(map(calendar.is_workday, days)) * (1 if new >= old else -1)


@given(tasks(), st.data())
def test_days_are_counted_and_every_chain_ends_with_a_reason(built: list[Task | None], data: st.DataObject) -> None:
    before = spans(schedule(built, None))
    changed: list[Task | None] = []
    for task in built:
        assert task is not None
        longer = data.draw(st.sampled_from([0, 0, 0, 1, 3, -1]))
        limit = data.draw(st.sampled_from([None, None, START + timedelta(days=9)]))
        changed.append(replace(task, duration=max(0, task.duration + longer), not_before=limit))
    plan = schedule(changed, None)
    now = spans(plan)
    for task, slip, old, new in zip(changed, compare(changed, plan, now, before, 0), before, now, strict=True):
        assert task is not None
        assert slip is not None
        assert old is not None
        assert new is not None
        assert slip.finish == by_hand(task.calendar, old.finish, new.finish)
        assert days_between(task.calendar, old.finish, new.finish) == slip.finish
        if slip.finish <= 0:
            assert not slip.why.zh
            continue
        *_, last = slip.why.zh.split(" ← ")
        assert slip.why.zh.startswith(f"{task.id} 晚 {slip.finish} 天")
        reasons = ("工期 ", "限制“", "改为等 ", "开始日期推后", "日历或日期改了")
        assert any(reason in last for reason in reasons), slip.why.zh
        assert len(slip.why.zh.split(" ← ")) == len(slip.why.en.split(" ← "))


def test_a_milestone_that_a_limit_held_passes_lateness_on() -> None:
    """It is reached on the same day as before, but at its end: the day looks the same, and what waits is a day late."""
    built = [
        Task("T-001", 5, CALENDARS[0], None, START),
        Task("T-002", 0, CALENDARS[0], "T-001", not_before=date(2026, 9, 14)),
        Task("T-003", 2, CALENDARS[0], "T-002"),
    ]
    changed = [replace(built[0], duration=6), *built[1:]]
    plan = schedule(changed, None)
    slips = compare(changed, plan, spans(plan), spans(schedule(built, None)), 0)
    assert [slip and slip.finish for slip in slips] == [1, 0, 1]
    assert slips[2] is not None
    assert slips[2].why.zh == "T-003 晚 1 天 ← T-002 ← T-001 晚 1 天 工期 5→6"
    assert slips[2].why.en == "T-003 1 day late ← T-002 ← T-001 1 day late duration 5→6"


def late_chain(count: int) -> list[Slip | None]:
    calendar = CALENDARS[0].reaching(START, date(2290, 1, 1))
    built: list[Task | None] = [
        Task(f"T-{row}", 1, calendar, f"T-{row - 1}" if row else None, START) for row in range(count)
    ]
    before = spans(schedule(built, None))
    first = built[0]
    assert first is not None
    built[0] = replace(first, duration=4)
    plan = schedule(built, None)
    return compare(built, plan, spans(plan), before, 0)


def test_a_long_chain_names_its_beginning_and_its_end() -> None:
    last = late_chain(40)[-1]
    assert last is not None
    assert last.why.zh == "T-39 晚 3 天 ← T-38 ← T-37 ← T-36 ← T-35 ← … ← T-0 晚 3 天 工期 1→4"


def test_five_thousand_late_tasks_in_one_chain_take_no_time() -> None:
    began = process_time()
    assert all(slip is not None and slip.finish == 3 for slip in late_chain(5000))
    assert process_time() - began < 8


def test_facts_that_wait_for_each_other_do_not_go_round_for_ever() -> None:
    calendar = CALENDARS[0]
    day = START + timedelta(days=7)
    built: list[Task | None] = [
        Task(name, 2, calendar, other, START, started_on=day) for name, other in (("A", "B"), ("B", "A"))
    ]
    base: list[Span | None] = [Span(START.toordinal(), START.toordinal() + 1)] * 2
    now: list[Span | None] = [Span(day.toordinal(), day.toordinal() + 1)] * 2
    for slip in compare(built, schedule(built, None), now, base, day.toordinal()):
        assert slip is not None
        assert "实际开工晚 5 天" in slip.why.zh

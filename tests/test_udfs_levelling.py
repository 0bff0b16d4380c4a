"""Levelling: loads counted day by day, float kept, limits never passed."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.schedules import SIX_DAYS, STANDARD, plans, task
from udfs.scheduling.levelling import level
from udfs.scheduling.planning import schedule
from udfs.scheduling.tasks import Schedule, Task

MONDAY = date(2026, 9, 7)


def loads(tasks: list[Task], plan: Schedule, owners: list[str]) -> Counter[tuple[str, date]]:
    """Return working days by owner and Monday, counted day by day; what is done loads nobody."""
    results: Counter[tuple[str, date]] = Counter()
    for t, placed, owner in zip(tasks, plan.placed, owners, strict=True):
        if placed is None or t.done or not t.duration:
            continue
        day = placed.start
        while day <= placed.finish:
            if t.calendar.is_workday(day):
                results.update((who, day - timedelta(days=day.weekday())) for who in owner.split("、"))
            day += timedelta(days=1)
    return results


def _tasks(tasks: list[Task], plan: Schedule, owners: list[str]) -> Counter[tuple[str, date]]:
    """Return how many tasks make up each load."""
    results: Counter[tuple[str, date]] = Counter()
    for i, owner in enumerate(owners):
        one = loads([tasks[i]], Schedule([plan.placed[i]]), [owner])
        results.update(one.keys())
    return results


def levelled(
    tasks: list[Task], owners: list[str], today: date | None, *, past_finish: bool = False
) -> tuple[Schedule, list[int], list[Task]]:
    results = level(tasks, [owner.split("、") if owner else [] for owner in owners], 5, today, past_finish=past_finish)
    built = [*tasks]
    for delay in results.delays:
        built[delay.row] = replace(tasks[delay.row], levelled=delay.new)
    return schedule(built, today), results.left, built


def test_the_task_with_time_to_spare_gives_way() -> None:
    """Three tasks of one person in one week; T-003 leads to the end, T-002 has a week to spare."""
    tasks = [task(1, 3, start=MONDAY), task(2, 2, start=MONDAY), task(3, 10, "T-001"), task(4, 3, start=MONDAY)]
    plan, left, _ = levelled(tasks, ["王芳", "王芳", "李强", "王芳"], MONDAY)
    assert not left
    starts = [placed.start for placed in plan.placed if placed]
    assert starts[0] == MONDAY
    # 李强 works on Sunday 20 September, as everybody does: that week has six days.
    content = loads(tasks, plan, ["王芳", "王芳", "李强", "王芳"])
    assert max(days for (owner, _), days in content.items() if owner == "王芳") <= 5
    assert plan.finish == schedule(tasks, MONDAY).finish


def test_what_has_no_time_to_spare_stays_and_is_reported() -> None:
    tasks = [task(1, 5, start=MONDAY), task(2, 5, start=MONDAY)]
    plan, left, _ = levelled(tasks, ["王芳", "王芳"], MONDAY)
    assert [placed.start for placed in plan.placed if placed] == [MONDAY, MONDAY]
    assert len(left) == 1
    plan, left, _ = levelled(tasks, ["王芳", "王芳"], MONDAY, past_finish=True)
    assert [placed.start for placed in plan.placed if placed] == [MONDAY, date(2026, 9, 14)]
    assert not left


def test_a_limit_is_never_passed_even_where_the_end_may_move() -> None:
    tasks = [task(1, 5, start=MONDAY), task(2, 5, start=MONDAY), task(3, 1, "T-002", not_after=date(2026, 9, 15))]
    tasks[0] = replace(tasks[0], not_after=date(2026, 9, 14))
    plan, left, _ = levelled(tasks, ["王芳", "王芳", ""], MONDAY, past_finish=True)
    assert left
    assert not plan.complaints


def test_the_same_name_in_another_case_is_the_same_person_and_nobody_has_no_limit() -> None:
    tasks = [task(1, 5, start=MONDAY), task(2, 5, start=MONDAY), task(3, 20, start=MONDAY)]
    plan, _, _ = levelled(tasks, ["Wang", "WANG", ""], MONDAY)
    assert len({placed.start for placed in plan.placed[:2] if placed}) == 2
    plan, _, _ = levelled(tasks, ["", "", ""], MONDAY)
    assert {placed.start for placed in plan.placed if placed} == {MONDAY}


def test_what_is_late_already_is_not_reported_of_somebody_who_has_time() -> None:
    tasks = [task(1, 3, start=MONDAY, not_after=MONDAY)]
    assert level(tasks, [["王芳"]], 5, MONDAY, past_finish=True).left == []


def test_a_task_that_is_too_much_by_itself_is_reported() -> None:
    tasks = [replace(task(1, 6, start=MONDAY), calendar=SIX_DAYS), task(2, 5, start=MONDAY)]
    results = level(tasks, [["王芳"], ["李强"]], 5, MONDAY)
    assert (results.alone, results.left, results.delays) == ([0], [], [])


def test_people_who_are_at_work_on_too_much_are_reported() -> None:
    """Nothing of it is moved; what was too much in past weeks is over."""
    tasks = [task(1, 5, start=MONDAY, progress=0.1), task(2, 5, start=MONDAY, progress=0.1), task(3, 2, start=MONDAY)]
    owners = [["王芳"], ["王芳"], ["李强"]]
    results = level(tasks, owners, 5, MONDAY)
    assert (results.begun, results.left, results.alone, results.delays) == ([0, 1], [], [], [])
    done = [replace(t, started_on=MONDAY - timedelta(days=14), start=None, duration=10, progress=0.9) for t in tasks]
    assert level(done, owners, 5, MONDAY).begun == []


def test_people_who_share_a_task_have_each_all_of_its_days() -> None:
    tasks = [task(1, 3, start=MONDAY), task(2, 3, start=MONDAY), task(3, 3, start=MONDAY)]
    plan, left, _ = levelled(tasks, ["王芳、李强", "王芳", "李强"], MONDAY, past_finish=True)
    assert not left
    assert max(loads(tasks, plan, ["王芳、李强", "王芳", "李强"]).values()) <= 5
    assert sorted(placed.start for placed in plan.placed if placed)[1:] > [MONDAY, MONDAY]


@given(plans(), st.data(), st.booleans())
def test_levelling_keeps_what_it_promises(tasks: list[Task], data: st.DataObject, past_finish: bool) -> None:
    owners = data.draw(st.lists(st.sampled_from(["a", "b", "a、b", ""]), min_size=len(tasks), max_size=len(tasks)))
    today = date(2026, 9, 1)
    limits = data.draw(st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=len(tasks), max_size=len(tasks)))
    before = schedule(tasks, today)
    limited = [
        replace(t, not_after=p.finish + timedelta(days=extra)) if p and extra is not None else t
        for t, p, extra in zip(tasks, before.placed, limits, strict=True)
    ]
    plan, left, built = levelled(limited, owners, today, past_finish=past_finish)
    assert not [c for c in plan.complaints if c.problem.severity == "error"], "no limit is passed"
    if not past_finish and before.end is not None:
        assert plan.end is not None
        assert plan.end <= before.end
    base = loads(limited, before, owners)
    now = loads(built, plan, owners)
    if not left:
        facts = {who for t, owner in zip(limited, owners, strict=True) if t.begun for who in owner.split("、")}
        shared = {
            key for key, count in _tasks(built, plan, owners).items() if count > 1 and key[0] and key[0] not in facts
        }
        assert not [key for key in shared if now[key] > 5]
    if not any(days > 5 for (owner, _), days in base.items() if owner):
        assert [p.start for p in plan.placed if p] == [p.start for p in before.placed if p]
    for was, placed in zip(before.placed, plan.placed, strict=True):
        assert (was is None) == (placed is None)
        assert was is None or placed is None or placed.start >= was.start


def test_five_hundred_tasks_of_ten_people() -> None:
    tasks = [task(i + 1, 1 + i % 7, f"T-{i - 9:03}" if i >= 10 else "", start=MONDAY) for i in range(300)]
    owners = [f"人{i % 7}" for i in range(300)]
    long = STANDARD.reaching(date(2025, 1, 1), date(2040, 12, 31))
    built = [replace(t, calendar=long) for t in tasks]
    plan, left, _ = levelled(built, owners, MONDAY, past_finish=True)
    assert not left
    shared = [key for key, count in _tasks(built, plan, owners).items() if count > 1]
    assert max(loads(built, plan, owners)[key] for key in shared) <= 5

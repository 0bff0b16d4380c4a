"""Versions in force day by day, training in them, and working hours: against brute force and published values."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.scheduling.workdays import WorkCalendar
from udfs.standards import feedback, trainings, versions
from udfs.standards.hours import Hours, WorkClock, hours_of, seconds_of
from udfs.standards.trainings import Lesson, Seat, Standards
from udfs.standards.versions import Procedure, Version, procedures
from udfs.values import CellValue

START, LENGTH = date(2020, 1, 1), 3653
DAYS = st.integers(0, LENGTH - 1).map(lambda n: START + timedelta(n))
# Dates of a few weeks apart meet more often than those of ten years.
NEAR_DAYS = st.integers(0, 90).map(lambda n: START + timedelta(n))


@st.composite
def calendars(draw: st.DrawFn) -> list[Version]:
    days = draw(st.sampled_from([DAYS, NEAR_DAYS]))
    dates = draw(
        st.lists(
            st.tuples(st.one_of(st.none(), days), st.one_of(st.none(), days), st.one_of(st.none(), days)), max_size=7
        )
    )
    return [Version(row, *each) for row, each in enumerate(dates)]


@given(calendars())
@settings(max_examples=50)
def test_on_each_day_of_ten_years_at_most_one_version_is_in_force_and_no_gap_is_missed(listed: list[Version]) -> None:
    """Day by day: the version begun last holds until its withdrawal; a day without one before the last begins is in a gap."""
    procedure = Procedure("SOP", listed)
    losers = {clash.row for clash in procedure.clashes}
    ever = [v for v in listed if v.effective is not None and (v.withdrawn is None or v.withdrawn > v.effective)]
    begun = sorted((v.effective, v.row, v.withdrawn) for v in ever if v.effective is not None and v.row not in losers)
    assert {day for day, _, _ in begun} == {v.effective for v in ever}
    holding: list[int | None] = [None] * LENGTH
    for day, row, withdrawn in begun:
        for offset in range((day - START).days, LENGTH):
            holding[offset] = None if withdrawn is not None and START + timedelta(offset) >= withdrawn else row
    named: list[list[int]] = [[] for _ in range(LENGTH)]
    for span in procedure.spans:
        last = LENGTH - 1 if span.last is None else (span.last - START).days
        for offset in range((span.first - START).days, last + 1):
            named[offset].append(span.row)
    assert named == [[] if row is None else [row] for row in holding]
    gaps = {(gap.first - START).days + n for gap in procedure.gaps for n in range((gap.last - gap.first).days + 1)}
    ends = [(day - START).days for day, _, _ in begun]
    assert gaps == {n for n in range(ends[0], ends[-1]) if holding[n] is None} if ends else not gaps
    for day in {v.effective or START for v in listed} | {v.withdrawn or START for v in listed}:
        for near in (day - timedelta(1), day):
            offset = (near - START).days
            assert procedure.in_force(near) == (holding[offset] if offset >= 0 else None)


@given(calendars())
def test_an_overlap_is_named_where_two_versions_claim_a_day(listed: list[Version]) -> None:
    """By their own dates neighbours are valid together on exactly the days named."""
    procedure = Procedure("SOP", listed)
    named = {(o.row, o.first + timedelta(n)) for o in procedure.overlaps for n in range((o.last - o.first).days + 1)}
    by_row = {v.row: v for v in listed}
    spans = procedure.spans
    for span, after in pairwise(spans):
        typed = by_row[span.row].withdrawn
        claimed = [] if typed is None else [after.first + timedelta(n) for n in range((typed - after.first).days)]
        assert {day for row, day in named if row == span.row} == set(claimed)
    assert {row for row, _ in named} <= {span.row for span in spans}


def test_states_and_last_days_of_versions() -> None:
    today = date(2026, 11, 20)
    days = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1), None, date(2026, 5, 1), date(2026, 7, 1)]
    names: list[CellValue] = ["审核", " 审核", "审核", "审核", "退款", "归档"]
    withdrawn: list[CellValue] = [None, None, None, None, date(2026, 8, 1), date(2026, 7, 1)]
    known = procedures(names, days, [None] * 6, withdrawn)
    ends = versions.last_days(known, 6)
    assert ends == [date(2026, 5, 31), date(2026, 11, 30), None, None, date(2026, 7, 31), date(2026, 6, 30)]
    states = versions.version_states(names, days, withdrawn, ends, today)
    assert states == ["已替代", "在用", "待生效", "编制中", "已废止", "已废止"]


def test_of_two_versions_of_a_day_the_one_published_last_is_in_force() -> None:
    day = date(2026, 3, 1)
    procedure = Procedure(
        "SOP", [Version(0, day, date(2026, 2, 20)), Version(1, day, date(2026, 2, 10)), Version(2, day, None)]
    )
    assert procedure.in_force(day) == 0
    assert [(clash.row, clash.other) for clash in procedure.clashes] == [(1, 0), (2, 0)]


def test_a_version_that_takes_effect_before_it_is_published_is_named() -> None:
    day = date(2026, 3, 1)
    listed = procedures(["A", "A", "A"], [day, day, day], [day, day + timedelta(1), None], [None] * 3)
    assert [version.row for version in versions.early(listed)] == [1]
    assert versions.is_due_for_review(day, day - timedelta(30), 30)
    assert not versions.is_due_for_review(day, day - timedelta(31), 30)


# --- training --------------------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 20)
OLD, NEW = 0, 1


def standards(*lessons: Lesson, need: object = trainings.TRAIN, new_from: date = date(2026, 11, 1)) -> Standards:
    procedure = Procedure("审核", [Version(OLD, date(2026, 1, 1)), Version(NEW, new_from)])
    seats = {row: [Seat("审核员", "王芳"), Seat("审核员", "张敏")] for row in (OLD, NEW)}
    return Standards([procedure], {OLD: trainings.TRAIN, NEW: need}, lessons, seats, TODAY)  # type: ignore[dict-item]


def lesson(row: int, version: int, day: date | None, *, passed: bool = True, until: date | None = None) -> Lesson:
    return Lesson(row, "王芳", version, day, passed, until)


@pytest.mark.parametrize(
    ("given_lesson", "need", "state"),
    [
        (lesson(0, OLD, date(2026, 2, 1)), trainings.TRAIN, trainings.AGAIN),
        (lesson(0, OLD, date(2026, 2, 1)), trainings.CONFIRM, trainings.VALID),
        (lesson(0, NEW, date(2026, 10, 25)), trainings.TRAIN, trainings.VALID),
        (lesson(0, NEW, date(2026, 10, 25), passed=False), trainings.TRAIN, trainings.AGAIN),
        (lesson(0, NEW, None), trainings.TRAIN, trainings.UNTRAINED),
        (lesson(0, NEW, TODAY + timedelta(1)), trainings.TRAIN, trainings.UNTRAINED),
        (lesson(0, NEW, TODAY, until=TODAY), trainings.TRAIN, trainings.EXPIRING),
        (lesson(0, NEW, TODAY, until=TODAY + timedelta(30)), trainings.TRAIN, trainings.EXPIRING),
        (lesson(0, NEW, TODAY, until=TODAY + timedelta(31)), trainings.TRAIN, trainings.VALID),
        (lesson(0, NEW, TODAY, until=TODAY - timedelta(1)), trainings.TRAIN, trainings.AGAIN),
        (lesson(0, 9, TODAY), trainings.TRAIN, None),
    ],
)  # fmt: skip
def test_a_training_is_valid_for_the_version_in_force(given_lesson: Lesson, need: object, state: object) -> None:
    assert standards(given_lesson, need=need).state(given_lesson) == state


def test_a_later_training_makes_up_for_the_earlier_one() -> None:
    old, new = lesson(0, OLD, date(2026, 2, 1)), lesson(1, NEW, date(2026, 11, 3))
    known = standards(old, new)
    assert known.row_states() == {0: trainings.RENEWED, 1: trainings.VALID}
    assert known.matrix() == {"王芳": {"审核": trainings.VALID}, "张敏": {"审核": trainings.UNTRAINED}}


def test_reading_a_coming_version_makes_up_for_no_training() -> None:
    """V2 is in force and asks for training; whoever was trained in V1 and confirms V3 in advance still has to be trained."""
    days = (date(2026, 1, 1), date(2026, 11, 1), date(2026, 12, 1))
    procedure = Procedure("审核", [Version(row, day) for row, day in enumerate(days)])
    needs = {0: trainings.TRAIN, 1: trainings.TRAIN, 2: trainings.CONFIRM}
    read = Lesson(1, "李强", 2, TODAY, passed=True, is_read=True)
    known = Standards([procedure], needs, [Lesson(0, "李强", 0, date(2026, 2, 1), passed=True), read], {}, TODAY)
    assert known.matrix() == {"李强": {"审核": trainings.AGAIN}}
    assert known.row_states() == {0: trainings.AGAIN, 1: trainings.VALID}


def test_who_has_to_be_trained_in_a_version_that_is_coming() -> None:
    old = lesson(0, OLD, date(2026, 2, 1))
    ahead = {"new_from": date(2026, 12, 1)}
    assert [seat.person for seat in standards(old, **ahead).waiting(NEW)] == ["王芳", "张敏"]
    assert [seat.person for seat in standards(lesson(0, NEW, None), **ahead).waiting(NEW)] == ["张敏"]
    assert standards(old, need=trainings.NOTHING).waiting(NEW) == []
    assert [seat.person for seat in standards(old, need=trainings.CONFIRM).waiting(NEW)] == ["王芳", "张敏"]


def test_a_procedure_that_is_withdrawn_needs_no_training() -> None:
    procedure = Procedure("A", [Version(0, date(2026, 1, 1), None, date(2026, 9, 1))])
    known = Standards([procedure], {}, [lesson(0, 0, TODAY)], {}, TODAY)
    assert known.row_states() == {0: trainings.NOT_NEEDED}


def test_paper_copies_that_are_still_out() -> None:
    assert [trainings.paper_left(*each) for each in [(5, 3), (5, None), (5, 5), (0, None), (None, 2), ("五", 2)]] == [2, 5, None, None, None, None]  # fmt: skip


# --- working hours ---------------------------------------------------------------------------------------------------

NINE_TO_FIVE = Hours(9 * 3600, 12 * 3600, 12 * 3600, 17 * 3600)
FRIDAY = date(2026, 11, 20)
CALENDAR = WorkCalendar(date(2026, 1, 1), date(2027, 12, 31))


def at(day: date, hour: float) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(hours=hour)


def test_eight_hours_from_friday_16_end_on_monday_16() -> None:
    """V54 of the check values (freescout#3756), and four hours from 16:00 end at 12:00 of the next day."""
    clock = WorkClock(CALENDAR, NINE_TO_FIVE)
    assert clock.after(at(FRIDAY, 16), 8 * 3600) == at(FRIDAY + timedelta(3), 16)
    thursday = FRIDAY - timedelta(1)
    assert clock.after(at(thursday, 16), 4 * 3600) == at(FRIDAY, 12)
    assert clock.seconds(at(FRIDAY, 16), at(FRIDAY + timedelta(3), 16)) == 8 * 3600


def test_lunch_make_up_days_and_days_off() -> None:
    """Saturday is worked, Monday is off: of Fri 16:00 to Tue 09:30 count 1.5 + 7.5 + 1 hours."""
    saturday, monday = FRIDAY + timedelta(1), FRIDAY + timedelta(3)
    calendar = WorkCalendar(date(2026, 11, 1), date(2026, 12, 31), frozenset({monday}), frozenset({saturday}))
    clock = WorkClock(calendar)
    assert clock.seconds(at(FRIDAY, 16), at(monday + timedelta(1), 9.5)) == 10 * 3600
    assert clock.after(at(FRIDAY, 11), 2 * 3600) == at(FRIDAY, 14.5)
    assert clock.after(at(FRIDAY, 16), 90 * 60) == at(FRIDAY, 17.5)
    assert clock.after(at(FRIDAY, 22), 60) == at(saturday, 8.5) + timedelta(minutes=1)
    assert clock.position(at(date(2026, 1, 1), 9)) is None


MOMENTS = st.integers(0, 60 * 24 * 3600).map(lambda s: at(date(2026, 9, 20), 0) + timedelta(seconds=s))


@given(MOMENTS, MOMENTS)
def test_working_time_is_the_minutes_counted_one_by_one(first: datetime, last: datetime) -> None:
    """Whole minutes, counted one after the other, over the days of National Day with their make-up days."""
    first, last = sorted((first.replace(second=0), last.replace(second=0)))
    last = min(last, first + timedelta(days=12))
    off = frozenset(date(2026, 10, n) for n in range(1, 8))
    on = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
    calendar = WorkCalendar(date(2026, 9, 1), date(2026, 12, 31), off, on)
    clock, minutes, moment = WorkClock(calendar), 0, first
    while moment < last:
        hour = moment.hour + moment.minute / 60
        minutes += calendar.is_workday(moment.date()) and (8.5 <= hour < 12 or 13.5 <= hour < 17.5)
        moment += timedelta(minutes=1)
    worked = clock.seconds(first, last)
    assert worked == minutes * 60
    ends = clock.after(first, worked)
    assert worked == 0 or (ends is not None and ends <= last and clock.seconds(first, ends) == worked)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("08:30", 30600), ("8：30", 30600), (0.5, 43200), ("24:00", 86400), ("8:60", None), ("24:01", None), ("八点", None), (None, None), (8.5, None)],
)  # fmt: skip
def test_times_of_day(value: CellValue, seconds: int | None) -> None:
    assert seconds_of(value) == seconds


def test_hours_that_do_not_follow_one_another_count_as_the_usual_ones() -> None:
    assert hours_of("9:00", "12:00", "12:00", "17:00") == NINE_TO_FIVE
    usual = hours_of("08:30", "12:00", "13:30", "17:30")
    for odd in (("18:00", "12:00", "13:30", "17:30"), ("9:00", None, "13:30", "17:30"), ("9:00",) * 4):
        assert hours_of(*odd) == usual


# --- feedback --------------------------------------------------------------------------------------------------------

LIMITS = feedback.Limits(16, (4, 4, 4, 4), 0.8)
BLANK: dict[str, CellValue] = dict.fromkeys(
    ("received", *feedback.STEPS, "answer", "wait_from", "wait_to", "wait_before", "limit")
)
THURSDAY = FRIDAY - timedelta(1)


def stands(now: datetime, **cells: CellValue) -> feedback.Standing:
    row: Mapping[str, CellValue] = {**BLANK, "received": at(THURSDAY, 9), **cells}
    return feedback.standing(row, WorkClock(CALENDAR, NINE_TO_FIVE), LIMITS, now)


def test_a_step_after_the_other() -> None:
    first = stands(at(THURSDAY, 11))
    assert first[:7] == (feedback.TO_SORT, at(THURSDAY, 9), at(THURSDAY, 13), 0, 0, 2, at(FRIDAY, 17))
    assert first.state is feedback.IN_TIME
    assert stands(at(THURSDAY, 14)).state is feedback.STAGE_LATE
    second = stands(at(THURSDAY, 14), sorted_at=at(THURSDAY, 12))
    assert (second.stage, second.since, second.stage_due) == (feedback.TO_ANALYSE, at(THURSDAY, 12), at(THURSDAY, 16))
    later = stands(at(FRIDAY, 15), handled_at=at(FRIDAY, 14))
    assert (later.stage, later.used, later.state) == (feedback.TO_ANSWER, 14, feedback.NEAR)
    assert stands(at(FRIDAY + timedelta(3), 10), handled_at=at(FRIDAY, 14)).state is feedback.LATE


def test_it_is_closed_only_when_it_was_answered_in_words() -> None:
    monday = FRIDAY + timedelta(3)
    silent = stands(at(monday, 10), answered_at=at(FRIDAY, 12))
    assert (silent.stage, silent.state) == (feedback.TO_SORT, feedback.LATE)
    closed = stands(at(monday, 10), answered_at=at(FRIDAY, 12), answer="已改")
    assert (closed.stage, closed.used, closed.state) == (feedback.CLOSED, 11, feedback.CLOSED_IN_TIME)
    assert closed.since is closed.stage_due is None
    late = stands(at(monday, 10), answered_at=at(FRIDAY, 12), answer="已改", limit=10)
    assert late.state is feedback.CLOSED_LATE


def test_the_clock_stands_still_while_the_asker_is_waited_for() -> None:
    monday = FRIDAY + timedelta(3)
    waiting = stands(at(monday, 10), wait_from=at(THURSDAY, 11))
    assert (waiting.stage, waiting.used, waiting.waited, waiting.state) == (feedback.WAITING, 2, 15, feedback.STOPPED)
    on = stands(at(monday, 10), wait_from=at(THURSDAY, 11), wait_to=at(FRIDAY, 16))
    assert (on.used, on.waited, on.stage_due, on.due) == (4, 13, at(monday, 10), at(monday + timedelta(1), 14))
    assert on.state is feedback.IN_TIME
    more = stands(at(monday, 10), wait_from=at(THURSDAY, 11), wait_to=at(FRIDAY, 16), wait_before=1.5)
    assert (more.used, more.waited) == (2.5, 14.5)


def test_what_is_no_moment_and_what_lies_outside_of_the_calendar() -> None:
    assert stands(at(FRIDAY, 9), received="昨天") == feedback.Standing()
    outside = stands(at(FRIDAY, 9), received=at(date(2020, 1, 1), 9))
    assert (outside.used, outside.due, outside.stage_due, outside.state) == (*[feedback.OUTSIDE] * 3, None)

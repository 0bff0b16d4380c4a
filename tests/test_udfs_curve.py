"""The S curve: what is complete by a day, counted day by day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.schedules import CALENDARS
from udfs.scheduling.curve import Share, actual_share, cumulative

START = date(2026, 9, 1).toordinal()


@st.composite
def shares(draw: st.DrawFn) -> list[Share]:
    built = []
    for _ in range(draw(st.integers(0, 8))):
        first = START + draw(st.integers(0, 60))
        last = first + draw(st.integers(0, 40))
        calendar = CALENDARS[draw(st.integers(0, 2))]
        built.append(Share(draw(st.integers(0, 9)), first, last, calendar, draw(st.sampled_from([1.0, 0.5]))))
    return built


def by_hand(share: Share, day: int) -> float:
    """Spread the weight over the working days one by one; without any it comes on the last day."""
    days = [date.fromordinal(number) for number in range(share.first, share.last + 1)]
    worked = [number.toordinal() for number in days if share.calendar.is_workday(number)] or [share.last]
    return share.weight * share.reached * sum(number <= day for number in worked) / len(worked)


@given(shares(), st.sets(st.integers(START - 10, START + 120), min_size=1, max_size=12))
def test_it_is_the_sum_of_all_working_days_gone(built: list[Share], days: set[int]) -> None:
    whole = sum(share.weight for share in built)
    for day, complete in zip(sorted(days), cumulative(built, sorted(days), whole), strict=True):
        wanted = sum(by_hand(share, day) for share in built) / whole if whole else 0
        assert abs(complete - wanted) < 1e-9


@given(shares())
def test_it_rises_to_what_is_reached(built: list[Share]) -> None:
    days = list(range(START - 1, START + 101))
    whole = sum(share.weight for share in built)
    curve = cumulative(built, days, whole)
    assert curve[0] == 0
    assert all(earlier <= later + 1e-12 for earlier, later in pairwise(curve))
    if whole:
        assert abs(curve[-1] - sum(share.weight * share.reached for share in built) / whole) < 1e-9


def test_what_is_done_is_never_done_after_today() -> None:
    calendar, today = CALENDARS[0], date(2026, 9, 9)
    number = today.toordinal()
    assert actual_share(5, number, number, calendar, done_on=None, progress=0) is None
    for done_on, progress, complete in ((number - 2, 1.0, 5), (number + 30, 1.0, 5), (None, 0.4, 2)):
        share = actual_share(5, number - 5, number, calendar, done_on=done_on, progress=progress)
        assert share is not None
        assert share.last <= number
        assert share.by(number) == complete
    ahead = actual_share(5, number + 9, number, calendar, done_on=None, progress=0.4)
    assert ahead is not None
    assert ahead.by(number) == 2, "work on what was to begin later counts from today"


def test_half_way_through_a_holiday_week() -> None:
    """2026-09-28 to 10-09 has three working days before the holidays and two behind them."""
    share = Share(10, date(2026, 9, 28).toordinal(), date(2026, 10, 9).toordinal(), CALENDARS[0])
    week = [(date(2026, 9, 27) + timedelta(days=7 * i)).toordinal() for i in range(3)]
    assert cumulative([share], week, 10) == [0, 0.6, 1]

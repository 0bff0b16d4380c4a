"""The simulation against queueing theory, Little's law, the calendar, and itself with the same seed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import islice, pairwise
from math import exp, inf, log, sqrt
from statistics import NormalDist, fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.pool import Pool
from tests.helpers.simpy_process import cycle_times
from udfs.scheduling.workdays import WorkCalendar
from udfs.simulation import arithmetic
from udfs.simulation.draws import SHAPES, WIDEST_TRIANGLE, Durations, Spread, Stream
from udfs.simulation.events import arrival_times, simulate
from udfs.simulation.model import FINISHED, NOBODY, Arrivals, Exit, Plan, Post, Run, Stage
from udfs.simulation.queueing import cycle_time, erlang_b, erlang_c, in_progress, queue
from udfs.simulation.replications import (
    LONGER,
    SAME,
    SHORTER,
    Figures,
    Task,
    difference,
    estimate,
    run_task,
    verdict,
)
from udfs.simulation.shifts import HOUR_MS, MILLISECONDS, Shift, around_the_clock
from udfs.standards.hours import DEFAULT_HOURS, Hours, WorkClock

MONDAY = date(2026, 11, 30)
ALWAYS = around_the_clock(MONDAY)
# 2026-12-05 is a Saturday that is worked, 2026-12-02 a Wednesday off.
CALENDAR = WorkCalendar(MONDAY, MONDAY + timedelta(60), frozenset({date(2026, 12, 2)}), frozenset({date(2026, 12, 5)}))
OFFICE = Shift(CALENDAR, DEFAULT_HOURS, MONDAY)
MINUTE = HOUR_MS // 60
EXPONENTIAL, FIXED = Spread("exponential"), Spread("fixed")
# One comparison in a hundred may miss by chance; the seed is fixed, so that a test that passes once always passes.
CONFIDENCE = 0.99


def station(people: int, days: int = 150, rate: float = 2.0, spread: Spread = EXPONENTIAL) -> Plan:
    """Return the emergency room of Hillier & Lieberman: 2 patients an hour come, a doctor treats 3 an hour."""
    stage = Stage("treat", 0, HOUR_MS / 3, spread=spread)
    posts = (Post("doctor", people, ALWAYS),)
    return Plan((stage,), posts, Arrivals((rate,) * 24, ALWAYS), ALWAYS, days, warm_up=4)


@cache
def runs(people: int) -> tuple[Run, ...]:
    return tuple(simulate(station(people), 1, replication) for replication in range(20))


def chain(*stages: Stage, people: int = 1, rate: float = 4.0, office: Shift = OFFICE, days: int = 10) -> Plan:
    """Return stages one after the other, all done by the post 0."""
    exits = [Exit(number, 1.0) for number in range(1, len(stages))] + [Exit(FINISHED, 1.0)]
    linked = tuple(
        stage if stage.fork or stage.exits != (Exit(FINISHED, 1.0),) else Stage(**{**vars(stage), "exits": (way,)})
        for stage, way in zip(stages, exits, strict=True)
    )
    return Plan(linked, (Post("客服", people, office),), Arrivals((rate,) * 24, office), office, days)


# What is known: V50 and V51 (Hillier & Lieberman), V52 (Little).


def test_the_county_hospital() -> None:
    assert queue(2, 3, 1) == pytest.approx((2 / 3, 2 / 3, 4 / 3, 2, 2 / 3, 1))
    assert queue(2, 3, 2) == pytest.approx((1 / 3, 1 / 6, 1 / 12, 3 / 4, 1 / 24, 3 / 8))


def test_nobody_keeps_up_with_too_much() -> None:
    assert queue(3, 3, 1) == (1, 1, inf, inf, inf, inf)
    assert erlang_c(2.5, 2) == 1


@given(st.fractions(Fraction(1, 100), 30, max_denominator=100), st.integers(1, 40))
def test_erlang_by_its_definition(offered: Fraction, people: int) -> None:
    terms = [Fraction(1)]
    for count in range(1, people + 1):
        terms.append(terms[-1] * offered / count)
    assert erlang_b(float(offered), people) == pytest.approx(float(terms[-1] / sum(terms)))
    if offered < people:
        last = terms[-1] * people / (people - offered)
        assert erlang_c(float(offered), people) == pytest.approx(float(last / (sum(terms[:-1]) + last)))


def test_little_in_figures() -> None:
    assert cycle_time(120, 15) == 8
    assert in_progress(15, 8) == 120


@pytest.mark.parametrize("people", [1, 2])
def test_the_simulation_agrees_with_the_formulas(people: int) -> None:
    theory = arithmetic.queue_of(station(people))
    assert theory is not None
    figures = Figures(runs(people))
    for values, known in (
        ([run.mean for run in figures.runs], theory.time),
        ([run.waiting for run in figures.runs], theory.wait),
        ([run.in_progress for run in figures.runs], theory.present),
        ([run.utilisation[0] for run in figures.runs], theory.load),
    ):
        interval = estimate(values, CONFIDENCE).interval
        assert interval.low <= known <= interval.high
        assert interval.high - interval.low < 0.15 * known


def test_p90_of_one_doctor() -> None:
    # The time in M/M/1 is exponential with the mean 1 hour.
    interval = estimate([run.p90 for run in runs(1)], CONFIDENCE).interval
    assert interval.low <= log(10) <= interval.high


def test_steady_times_halve_the_wait() -> None:
    # Pollaczek-Khinchine: Lq = ρ² / 2(1 - ρ) for fixed times, so that Wq is 1/3 hour.
    steady = station(1, spread=FIXED)
    interval = estimate([simulate(steady, 2, replication).waiting for replication in range(20)], CONFIDENCE).interval
    assert interval.low <= 1 / 3 <= interval.high


@pytest.mark.parametrize("people", [1, 2])
def test_littles_law_in_what_was_simulated(people: int) -> None:
    for run in runs(people):
        assert run.in_progress == pytest.approx(run.cases / (150 * 24) * run.mean, rel=0.02)


def test_two_queues_are_slower_than_one_with_two_people() -> None:
    # V50: 2 × M/M/1 at half the arrivals each, against M/M/2 (T59).
    apart = Figures(tuple(simulate(station(1, rate=1.0), 1, number) for number in range(20)))
    pooled = Figures(runs(2))
    assert queue(1, 3, 1).time == pytest.approx(0.5)
    assert apart.mean.interval.low <= 0.5 <= apart.mean.interval.high
    assert verdict(pooled.against(apart)) == SHORTER


# Random numbers.


@pytest.mark.parametrize("shape", SHAPES)
def test_durations_have_the_mean_and_the_spread_that_were_asked_for(shape: str) -> None:
    relative = {"fixed": 0.0, "exponential": 1.0, "lognormal": 0.8, "triangular": 0.4}[shape]
    spread = Spread(shape, relative)  # type: ignore[arg-type]
    steps = 200_000
    values = [spread.quantile((step + 0.5) / steps) for step in range(steps)]
    assert fmean(values) == pytest.approx(1, rel=1e-3)
    assert pstdev(values) == pytest.approx(relative, rel=0.01)
    assert min(values) >= 0
    assert values == sorted(values)


def test_median_and_tail_of_lognormal_durations() -> None:
    sigma = sqrt(log(1.25))
    spread = Spread("lognormal", 0.5)
    assert spread.quantile(0.5) == pytest.approx(exp(-sigma * sigma / 2))
    assert spread.quantile(0.9) == pytest.approx(exp(sigma * NormalDist().inv_cdf(0.9) - sigma * sigma / 2))
    assert spread.quantile(0.0) >= 0


def test_a_triangle_below_zero_is_none() -> None:
    assert Spread("triangular", WIDEST_TRIANGLE).is_possible
    assert not Spread("triangular", 0.5).is_possible
    assert not Spread("lognormal", -0.1).is_possible


def test_the_numbers_of_a_seed_are_these_on_every_system() -> None:
    # Python's documented promise for random.Random.random; the durations are whole milliseconds.
    stream = Stream(20261129, 0, "审核/exit")
    assert [stream.at(0, 0), stream.at(300, 0), stream.at(0, 1)] == [
        0.04664172390915622,
        0.0014117599942568004,
        0.18626926051713955,
    ]
    lasting = Durations(20261129, 3, "审核/touch", 10 * MINUTE, Spread("lognormal", 0.5))
    assert [lasting.at(case, 0) for case in range(4)] == [498624, 727443, 894006, 514383]


def test_the_order_of_asking_changes_nothing() -> None:
    first, second = Stream(1, 2, "x"), Stream(1, 2, "x")
    places = [(case, visit) for case in (0, 255, 256, 999) for visit in (0, 1, 7)]
    assert [first.at(*place) for place in places] == [second.at(*place) for place in reversed(places)][::-1]
    assert len({first.at(*place) for place in places}) == len(places)


# Working time.


@given(st.integers(0, 40 * 24 * 60), st.integers(0, 60 * 60))
def test_the_shift_is_the_clock_of_the_standards(minute: int, work: int) -> None:
    shift, clock = Shift(CALENDAR, DEFAULT_HOURS, MONDAY), WorkClock(CALENDAR, DEFAULT_HOURS)
    midnight = datetime.combine(MONDAY, datetime.min.time())
    moment = midnight + timedelta(minutes=minute)
    assert shift.worked(minute * MINUTE) == (clock.position(moment) or 0) * MILLISECONDS
    finish = clock.after(moment, work)
    if finish is not None and work:
        assert shift.after(minute * MINUTE, work * MILLISECONDS) == (finish - midnight) // timedelta(milliseconds=1)


def test_work_that_is_not_finished_goes_on_on_the_next_working_day() -> None:
    # Tuesday 17:00 + 1 hour: Wednesday is off, so Thursday 9:00; counted in working hours it is one hour.
    tuesday = (24 + 17) * HOUR_MS
    plan = chain(Stage("a", 0, HOUR_MS, spread=FIXED))
    plan = Plan(plan.stages, plan.posts, Arrivals((), OFFICE, (tuesday,)), OFFICE, 5)
    assert OFFICE.after(tuesday, HOUR_MS) == (3 * 24 + 9) * HOUR_MS
    assert simulate(plan, 1, 0) == Run(1, 1.0, 1.0, 0.0, 1 / 37.5, (1 / 37.5,))


def test_a_post_with_its_own_hours() -> None:
    late = Shift(CALENDAR, Hours(14 * 3600, 14 * 3600, 14 * 3600, 20 * 3600), MONDAY)
    plan = chain(Stage("a", 0, HOUR_MS, spread=FIXED))
    plan = Plan(plan.stages, (Post("客服", 1, late),), Arrivals((), OFFICE, (9 * HOUR_MS,)), OFFICE, 1)
    # From 9:00 to 15:00 the office works 3 hours before lunch and 1.5 hours after it.
    assert simulate(plan, 1, 0).mean == 4.5


def test_arrivals_follow_the_hours_of_the_day() -> None:
    rates = tuple(60.0 if hour == 9 else 6.0 for hour in range(24))
    times = list(islice(arrival_times(Arrivals(rates, OFFICE), 1, 0), 20_000))
    assert all(early <= late for early, late in pairwise(times))
    hours = [time // HOUR_MS % 24 for time in times]
    assert set(hours) == {8, 9, 10, 11, 13, 14, 15, 16, 17}
    # Eight o'clock, one and five are half hours: 60 + 6 × 6.5 cases a day.
    assert hours.count(9) / len(hours) == pytest.approx(60 / 99, abs=0.02)
    assert arithmetic.cases_a_day(chain(Stage("a", 0, 1.0))) == 4 * 7.5


def test_more_arrivals_are_the_same_cases_closer_together() -> None:
    slow, quick = (list(islice(arrival_times(Arrivals((rate,) * 24, ALWAYS), 1, 0), 100)) for rate in (2.0, 4.0))
    assert [early / 2 for early in slow] == pytest.approx(quick, abs=1)


# Ways through the process.


def test_rework_and_branches_by_arithmetic_and_by_events() -> None:
    # Half of the cases go on to b, of which one in five comes back; a tenth of the work on a is done again.
    a = Stage("a", 0, 6 * MINUTE, spread=FIXED, rework=0.1, exits=(Exit(1, 0.5), Exit(FINISHED, 0.5)))
    b = Stage("b", 0, 12 * MINUTE, spread=FIXED, exits=(Exit(0, 0.2), Exit(FINISHED, 0.8)))
    plan = chain(a, b, people=100, office=ALWAYS, days=30)
    often = arithmetic.visits(plan)
    # x = 1 + 0.1·x + 0.2·y and y = 0.9·x·0.5 by hand: comings to a are 1/0.9, visits one ninth more.
    assert often == pytest.approx([1 / 0.9 / 0.9, 0.5 / 0.9])
    expected = (6 / 0.81 + 12 * 0.5 / 0.9) / 60
    interval = estimate([simulate(plan, 1, number).mean for number in range(20)], CONFIDENCE).interval
    assert interval.low <= expected <= interval.high


def test_simpy_sees_the_same_cases_take_as_long() -> None:
    stages = (
        Stage("a", 0, 6 * MINUTE, rework=0.1, exits=(Exit(1, 0.7), Exit(2, 0.3))),
        Stage("b", 1, 9 * MINUTE, spread=EXPONENTIAL, exits=(Exit(0, 0.2), Exit(2, 0.8))),
        Stage("c", 1, 3 * MINUTE, spread=Spread("triangular", 0.3)),
    )
    posts = (Post("客服", 1, OFFICE), Post("审核员", 2, OFFICE))
    plan = Plan(stages, posts, Arrivals((6.0,) * 24, OFFICE), OFFICE, 20)
    run = simulate(plan, 3, 1)
    times = [time / HOUR_MS for time in cycle_times(plan, 3, 1, run.cases)]
    assert len(times) == run.cases > 500
    assert run.mean == pytest.approx(fmean(times), rel=1e-12)
    assert run.p90 == sorted(times)[-(-9 * len(times) // 10) - 1]


def test_steps_side_by_side_take_as_long_as_the_longest() -> None:
    # T57: the sum of the steps is not the time of the case.
    stages = (
        Stage("fork", fork=(1, 2)),
        Stage("a", NOBODY, HOUR_MS, spread=FIXED, exits=(Exit(3, 1.0),)),
        Stage("b", NOBODY, 2 * HOUR_MS, spread=FIXED, exits=(Exit(3, 1.0),)),
        Stage("join", NOBODY, HOUR_MS / 2, spread=FIXED, needs=2, exits=(Exit(FINISHED, 1.0),)),
    )
    plan = Plan(stages, (), Arrivals((1.0,) * 24, ALWAYS), ALWAYS, 5)
    assert arithmetic.visits(plan) == [1, 1, 1, 1]
    assert simulate(plan, 1, 0).mean == 2.5
    apart = Plan(stages[:1] + tuple(Stage(**{**vars(stage), "exits": (Exit(FINISHED, 1.0),)}) for stage in stages[1:3]),
                 (), plan.arrivals, ALWAYS, 5)  # fmt: skip
    assert simulate(apart, 1, 0).mean == 2


def test_a_loop_without_a_way_out_is_seen_before_anything_runs() -> None:
    circle = Stage("a", 0, 1.0, exits=(Exit(0, 1.0),))
    assert arithmetic.visits(chain(circle)) is None
    assert arithmetic.visits(chain(Stage("a", 0, 1.0, rework=1.0))) is None


def test_load_and_capacity() -> None:
    # 4 cases an hour of 20 minutes: 10 hours of work on a day of 7.5.
    plan = chain(Stage("a", 0, 20 * MINUTE))
    (load,) = arithmetic.loads(plan, [1.0])
    assert [load.work, load.offered, load.utilisation] == pytest.approx([10, 7.5, 4 / 3])
    assert load.is_too_much
    assert load.least_people == 2
    assert arithmetic.busiest([load]) is load
    assert arithmetic.busiest([]) is None


def test_erlang_is_silent_where_it_does_not_apply() -> None:
    one = Stage("a", 0, 20 * MINUTE, spread=EXPONENTIAL)
    assert arithmetic.queue_of(chain(one)) is not None
    peaks = Plan((one,), (Post("客服", 1, OFFICE),), Arrivals((1.0,) * 23 + (2.0,), OFFICE), OFFICE, 5)
    for plan in (peaks, chain(one, one), chain(Stage("a", 0, 20 * MINUTE)), chain(Stage("a", 0, MINUTE, rework=0.1))):
        assert arithmetic.queue_of(plan) is None


# Repeating and comparing.


def test_the_same_seed_gives_the_same_numbers_in_one_process_and_in_two() -> None:
    tasks = [Task(station(2, days=5), 7, replication) for replication in range(4)]
    alone = list(map(run_task, tasks))
    with Pool(2) as pool:
        assert list(pool.map(run_task, tasks)) == alone
    assert len(set(alone)) == 4
    assert run_task(Task(station(2, days=5), 8, 0)) != alone[0]


def test_the_figures_of_a_seed_are_these_on_every_system() -> None:
    assert tuple(simulate(chain(Stage("a", 0, 10 * MINUTE), Stage("b", 0, 2 * MINUTE, rework=0.2)), 20261129, 0)) == (
        305,
        1.838119553734062,
        4.580536944444445,
        1.6307199735883424,
        7.429432614814814,
        (0.8375989666666667,),
    )


def test_common_random_numbers_make_small_differences_visible() -> None:
    before, after = (chain(Stage("a", 0, minutes * MINUTE), days=20) for minutes in (10.0, 9.7))
    paired, apart = (
        difference([simulate(before, 1, n).mean for n in range(20)], [simulate(after, seed, n).mean for n in range(20)])
        for seed in (1, 2)
    )
    assert verdict(paired) == SHORTER
    widths = [change.interval.high - change.interval.low for change in (paired, apart)]
    assert widths[0] < widths[1] / 3


def test_the_words_for_a_difference() -> None:
    assert verdict(difference([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])) == SAME
    assert verdict(difference([1.0, 2.0, 3.0], [1.5, 2.5, 3.5])) == LONGER
    assert verdict(difference([1.0, 2.0, 3.0], [0.9, 2.1, 3.0])) == SAME


def test_nothing_arrives() -> None:
    plan = chain(Stage("a", 0, MINUTE))
    nobody = Plan(plan.stages, plan.posts, Arrivals((0.001,) * 24, OFFICE), OFFICE, 1)
    assert simulate(nobody, 1, 0) == Run(0, 0.0, 0.0, 0.0, 0.0, (0.0,))
    assert estimate([2.0, 2.0]).interval.low == 2

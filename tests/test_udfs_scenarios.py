"""Scenarios: what people write into their cells, the stages that come of it, and what the results say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.lang import Text
from udfs.problems import Problem, simulating
from udfs.process.model import DECISION, END, Exit, Step
from udfs.process.paths import Process
from udfs.process.times import figures
from udfs.scheduling.workdays import WorkCalendar
from udfs.simulation import arithmetic, cells, outcomes
from udfs.simulation.building import Changes, UnusableError, stages_of
from udfs.simulation.draws import Spread
from udfs.simulation.events import simulate
from udfs.simulation.model import FINISHED, Arrivals, Plan, Post
from udfs.simulation.replications import SHORTER, Figures, estimate
from udfs.simulation.scenarios import FIXED, INHERITED, PER_DAY, Office, plan_of
from udfs.simulation.shifts import HOUR_MS, around_the_clock
from udfs.standards.hours import DEFAULT_HOURS, HOUR, Hours
from udfs.values import CellValue

MONDAY = date(2026, 11, 30)
OFFICE = Office(WorkCalendar(MONDAY, MONDAY), DEFAULT_HOURS, MONDAY)
MINUTE = HOUR_MS // 60
FIX = Spread("fixed")
KEYS = ("people", "removed", "factors", "parallel", "shifts", *INHERITED)


def to(*targets: str, **shares: float) -> tuple[Exit, ...]:
    return tuple(Exit("", target) for target in targets) + tuple(
        Exit("if", target.removeprefix("_"), share) for target, share in shares.items()
    )


def step(number: str, exits: tuple[Exit, ...] = (), lane: str = "客服", touch: float = 10, **more: object) -> Step:
    return Step(number, f"step {number}", lane=lane, touch=touch, exits=exits, **more)  # type: ignore[arg-type]


# Four steps in a row; the third is an approval that sends a fifth of the cases back.
REVIEW = (
    step("1", to("2"), touch=6),
    step("2", to("3"), "审核员", 12),
    step("3", to(_1=0.2, _4=0.8), "主管", 3, kind=DECISION, wait=60),
    step("4", to("5"), touch=6),
    step("5", (), "", 0, kind=END),
)


def row(**given_cells: CellValue) -> dict[str, CellValue]:
    return {**dict.fromkeys(KEYS), **given_cells}


PRESENT = row(people="客服=2; 审核员＝3；主管=1", arrivals=6)


def plan(present: dict[str, CellValue] = PRESENT, steps: tuple[Step, ...] = REVIEW, **changes: CellValue) -> Plan:
    return plan_of(row(**changes) if changes else present, present, steps, OFFICE)


def refused(**changes: CellValue) -> tuple[str, Problem]:
    with pytest.raises(UnusableError) as refusal:
        plan_of(row(**changes), PRESENT, REVIEW, OFFICE)
    return refusal.value.column, refusal.value.finding.problem


# Cells.


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("审核员=3; 客服=2", {"审核员": 3, "客服": 2}), ("审核员＝３，客服＝２", {"审核员": 3, "客服": 2}), ("A=1.5、B=2\nC=3", {"A": 1.5, "B": 2, "C": 3}),
     ("", {}), (None, {}), ("审核员 三人", None), ("A=1; A=2", None), ("=3", None), ("A=-1", None), ("A=1e9", None)],
)  # fmt: skip
def test_numbers_of_names(text: str | None, numbers: dict[str, float] | None) -> None:
    assert cells.read_numbers(text) == numbers


@given(st.dictionaries(st.text("审核员客服ab1 ", min_size=1).map(str.strip).filter(bool), st.integers(0, 999)))
def test_numbers_are_read_as_they_are_written(numbers: dict[str, int]) -> None:
    assert cells.read_numbers("; ".join(f"{name} = {number}" for name, number in numbers.items())) == {
        " ".join(name.split()): number for name, number in numbers.items()
    }


def test_lists_groups_and_peaks() -> None:
    assert cells.read_list("4；6、4") == ("4", "6")
    assert cells.read_list(4) == ("4",)
    assert cells.read_groups("4+5; 7＋8+9") == (("4", "5"), ("7", "8", "9"))
    assert cells.read_groups("4") is cells.read_groups("4+4") is cells.read_groups("4+; 5+6") is None
    assert cells.read_peaks("9=2; 14=1.5") == {9: 2, 14: 1.5}
    assert cells.read_peaks("24=2") is cells.read_peaks("上午=2") is None


def test_hours_of_posts() -> None:
    assert cells.read_shifts("客服=8:00-12:00,13:00-20:00; 夜班＝20:00~24:00") == {
        "客服": Hours(8 * HOUR, 12 * HOUR, 13 * HOUR, 20 * HOUR),
        "夜班": Hours(20 * HOUR, 24 * HOUR, 24 * HOUR, 24 * HOUR),
    }
    for text in ("客服", "客服=8-20", "客服=20:00-8:00", "客服=8:00-9:00,10:00-11:00,12:00-13:00"):
        assert cells.read_shifts(text) is None


@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_reading(text: str) -> None:
    for read in (cells.read_numbers, cells.read_groups, cells.read_peaks, cells.read_shifts, cells.read_list):
        read(text)


# From steps to stages.


def cycle_by_events(steps: tuple[Step, ...], seed: int = 1) -> float:
    """Return the mean cycle time in minutes where there are so many people that nobody waits, and times never vary."""
    stages, lanes = stages_of(steps, Changes(), FIX)
    always = around_the_clock(MONDAY)
    posts = tuple(Post(lane, 10_000, always) for lane in lanes)
    endless = Plan(stages, posts, Arrivals((30.0,) * 24, always), always, 4)
    interval = estimate([simulate(endless, seed, number).mean * 60 for number in range(8)], 0.999).interval
    expected = figures(Process(steps)).cycle
    assert expected is not None
    assert interval.low - 1e-6 <= expected <= interval.high + 1e-6
    return expected


def test_loops_and_rework_take_as_long_as_the_chart_says() -> None:
    # The figures of the flow chart come from a system of equations, these from walking.
    assert cycle_by_events(REVIEW) == pytest.approx((6 + 12 + 63) / 0.8 + 6)
    again = (step("1", to("2"), rework=0.25), step("2", (), kind=END, touch=0))
    assert cycle_by_events(again) == pytest.approx(10 / 0.75)


def test_branches_that_begin_together_wait_for_each_other() -> None:
    forked = (
        step("1", to("2", "3")),
        step("2", to("4"), touch=30),
        step("3", to("5", "6"), touch=5),
        step("5", to("4"), touch=10),
        step("6", to("4"), touch=20),
        step("4", to("7"), touch=1),
        step("7", (), kind=END, touch=0),
    )
    assert cycle_by_events(forked) == 10 + 30 + 1
    stages, _ = stages_of(forked, Changes(), FIX)
    assert arithmetic.visits(Plan(stages, (), Arrivals((), OFFICE.shift(MONDAY)), OFFICE.shift(MONDAY), 1)) == [
        1
    ] * len(stages)


def test_branches_that_never_meet_end_the_case_together() -> None:
    apart = (step("1", to("2", "3")), step("2", (), touch=30, kind=END), step("3", (), touch=5, kind=END))
    assert cycle_by_events(apart) == 40


def test_a_loop_into_a_branch_is_refused() -> None:
    steps = (
        step("1", to("2", "3")),
        step("2", to("4")),
        step("3", to("4")),
        step("4", to(_2=0.1, _5=0.9)),
        step("5", (), kind=END),
    )
    with pytest.raises(UnusableError) as refusal:
        stages_of(steps, Changes(), FIX)
    assert refusal.value.finding.problem is simulating.FORK_ENTERED


def keys(steps: tuple[Step, ...], changes: Changes) -> dict[str, list[str]]:
    stages, _ = stages_of(steps, changes, FIX)
    name = {FINISHED: "end", **{number: stage.key for number, stage in enumerate(stages)}}
    return {
        stage.key: [name[target] for target in stage.fork] or [name[way.stage] for way in stage.exits]
        for stage in stages
    }


def test_an_approval_that_is_removed_sends_nobody_back() -> None:
    assert keys(REVIEW, Changes(removed=("3",)))["3"] == ["4"]
    stages, lanes = stages_of(REVIEW, Changes(removed=("3",)), FIX)
    assert lanes == ("客服", "审核员")
    assert [stage.delay for stage in stages] == [0] * 5


def test_steps_side_by_side() -> None:
    assert keys(REVIEW, Changes(parallel=(("1", "2"),))) == {
        "fork 1": ["1", "2"],
        "1": ["join 1"],
        "2": ["join 1"],
        "join 1": ["3"],
        "3": ["fork 1", "4"],
        "4": ["5"],
        "5": ["end"],
    }
    for group in (("2", "1"), ("3", "4"), ("1", "3")):
        with pytest.raises(UnusableError) as refusal:
            stages_of(REVIEW, Changes(parallel=(group,)), FIX)
        assert refusal.value.finding.problem is simulating.NOT_IN_A_ROW


def test_the_streams_of_a_step_stay_its_own_in_every_scenario() -> None:
    changed = keys(REVIEW, Changes(removed=("3",), parallel=(("1", "2"),)))
    assert {"1", "2", "3", "4", "5"} <= {*changed}


# Rows of the sheet.


def test_a_blank_cell_is_as_at_present() -> None:
    now = plan(row(**{**PRESENT, "days": 5, "spread": "固定", "waits": "不计"}))
    idea = plan_of(
        row(people="审核员=4", factors="2=0.5"),
        row(**{**PRESENT, "days": 5, "spread": FIXED.en, "waits": "不计"}),
        REVIEW,
        OFFICE,
    )
    assert [(post.name, post.people) for post in now.posts] == [("客服", 2), ("审核员", 3), ("主管", 1)]
    assert [(post.name, post.people) for post in idea.posts] == [("客服", 2), ("审核员", 4), ("主管", 1)]
    assert (idea.days, idea.warm_up, now.warm_up) == (5, 1, 1)
    assert idea.stages[1].touch == now.stages[1].touch / 2 == 6 * MINUTE
    assert {stage.delay for stage in now.stages} == {0}
    assert {stage.spread.shape for stage in idea.stages} == {"fixed"}
    assert plan().stages[2].delay == 60 * MINUTE


def test_arrivals_per_hour_and_day_with_peaks() -> None:
    assert arithmetic.cases_a_day(plan()) == pytest.approx(6 * 7.5)
    daily = plan(row(**{**PRESENT, "arrivals": 40, "per": PER_DAY.zh, "peaks": "9=2"}))
    assert arithmetic.cases_a_day(daily) == pytest.approx(40)
    assert daily.arrivals.rates[9] == pytest.approx(2 * daily.arrivals.rates[10])


def test_a_post_with_its_own_shift() -> None:
    idea = plan(shifts="客服=8:00-20:00")
    assert [post.shift.a_day // HOUR_MS for post in idea.posts] == [12, 7, 7]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [("people", "审核员 3", simulating.UNREADABLE), ("people", "审核=3", simulating.NO_POST), ("people", "审核员=0", simulating.OUT_OF_RANGE),
     ("people", "审核员=2.5", simulating.OUT_OF_RANGE), ("removed", "9", simulating.NO_STEP), ("factors", "9=0.5", simulating.NO_STEP),
     ("factors", "快一倍", simulating.UNREADABLE), ("parallel", "1", simulating.UNREADABLE), ("parallel", "3+4", simulating.NOT_IN_A_ROW),
     ("shifts", "客服=全天", simulating.UNREADABLE), ("arrivals", "很多", simulating.NO_ARRIVALS), ("arrivals", 0, simulating.NO_ARRIVALS),
     ("peaks", "25=1", simulating.UNREADABLE), ("variation", -1, simulating.OUT_OF_RANGE), ("days", 0, simulating.OUT_OF_RANGE),
     ("days", 2.5, simulating.OUT_OF_RANGE), ("warm_up", "一天", simulating.OUT_OF_RANGE)],
)  # fmt: skip
def test_what_cannot_be_used_is_named_by_its_cell(column: str, value: CellValue, problem: Problem) -> None:
    assert refused(**{column: value}) == (column, problem)


def test_what_the_present_lacks() -> None:
    assert refused(spread="三角", variation=0.8) == ("variation", simulating.OUT_OF_RANGE)
    for present, expected in (
        (row(people="客服=2", arrivals=1), ("people", simulating.NO_PEOPLE)),
        (row(people="客服=2; 审核员=1; 主管=1"), ("arrivals", simulating.NO_ARRIVALS)),
    ):
        with pytest.raises(UnusableError) as refusal:
            plan(present)
        assert (refusal.value.column, refusal.value.finding.problem) == expected
    with pytest.raises(UnusableError) as refusal:
        plan(steps=(*REVIEW[:3], step("4", to("9"))))
    assert refusal.value.finding.problem is simulating.EXIT_UNKNOWN


# What the results say.


def simulated(scenario: Plan) -> outcomes.Simulated:
    often = arithmetic.visits(scenario)
    assert often is not None
    runs = tuple(simulate(scenario, 1, number) for number in range(20))
    return outcomes.Simulated(scenario, tuple(arithmetic.loads(scenario, often)), Figures(runs))


def test_an_idea_is_compared_with_the_present_and_proposed() -> None:
    present, idea = simulated(plan()), simulated(plan(removed="3"))
    compared = outcomes.compare(idea, present)
    assert compared.word == SHORTER
    assert compared.change.interval.high < 0
    # Without the approval nothing waits for the manager, and nothing goes round twice.
    assert -0.85 < compared.relative < -0.6
    assert outcomes.effect_proposal(compared).zh.startswith("5（模拟：平均周期 -")
    assert outcomes.effect_proposal(compared).en.startswith("5 (simulated: mean cycle time -")
    assert outcomes.risk_proposal(idea, compared).zh.startswith("低（模拟：最忙的")
    same = outcomes.compare(present, present)
    assert outcomes.effect_proposal(same).zh == "1（模拟：平均周期 +0%，没有明显差别）"
    slower = outcomes.compare(present, idea)
    assert outcomes.risk_proposal(present, slower) == Text(
        "高（模拟：周期变长）", "High (simulated: cases take longer)"
    )


def test_load_in_words() -> None:
    busy = plan(row(people="客服=1; 审核员=1; 主管=1", arrivals=6))
    often = arithmetic.visits(busy)
    assert often is not None
    loads = arithmetic.loads(busy, often)
    # 6 an hour, 1.25 visits of 12 minutes each: 1.5 people are needed.
    worst = outcomes.overloaded(loads)
    assert worst is not None
    assert (worst.post, worst.least_people) == ("审核员", 2)
    assert worst.utilisation == pytest.approx(1.5)
    fine = plan()
    assert outcomes.overloaded(arithmetic.loads(fine, often)) is None
    peaks = plan(row(**{**PRESENT, "peaks": "9=3"}))
    peak = outcomes.peak(peaks, tuple(arithmetic.loads(peaks, often)))
    assert peak is not None
    assert (peak[0], peak[1].post) == ([9], "客服")
    assert outcomes.peak(fine, tuple(arithmetic.loads(fine, often))) is None


def test_erlang_and_the_measured_present_in_words() -> None:
    one = plan(row(people="客服=1", arrivals=2, spread="指数"), (step("1", (), touch=20, kind=END),))
    words = outcomes.theory(one)
    assert words is not None
    assert words.zh == "Erlang C：平均周期 1 工时，等待 0.667 工时，要等的占 67%"
    assert outcomes.theory(plan()) is None
    mean = estimate([2.0, 2.0])
    fit = outcomes.fit(mean, 4.0)
    assert fit is not None
    assert fit.zh == "实测平均 4 工时，模拟 2.00，相差 -50%"
    assert outcomes.fit(mean, None) is None
    assert "种子 7，20 次，2026-11-30 起" in outcomes.basis(plan(), 7, 20).zh

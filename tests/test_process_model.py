"""Processes as steps: the cell of transitions, what is wrong with a process, and expected times."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.process.model import ACTIVITY, DECISION, END, START, Exit, Step, read_exits, write_exits
from udfs.process.paths import Process
from udfs.process.times import figures
from udfs.process.weaknesses import weaknesses
from udfs.values import CellValue

numbers = st.from_regex(r"\A[1-9][0-9]?(\.[0-9])?\Z")
words = st.text("是否通过金额大于万ABxyz ", min_size=1, max_size=8).map(str.strip).filter(bool)
exits_of = st.lists(
    st.builds(Exit, st.just("") | words, numbers, st.none() | st.integers(0, 100).map(lambda percent: percent / 100)),
    max_size=5,
)


def step(number: int, exits: str = "", **changes: object) -> Step:
    usual = {"name": f"S{number}", "outputs": (f"o{number}",), "lane": "a", "row": number - 1}
    return Step(number=str(number), **{**usual, "exits": read_exits(exits) or (), **changes})  # type: ignore[arg-type]


def codes(*steps: Step, delivered: tuple[str, ...] = ()) -> list[tuple[str, str, int]]:
    return [(weak.problem.code, weak.column, weak.row) for weak in weaknesses(Process(steps), delivered)]


@given(exits_of)
def test_what_is_written_is_read_as_the_same(exits: list[Exit]) -> None:
    assert read_exits(write_exits(exits)) == tuple(exits)


@pytest.mark.parametrize(
    ("cell", "exits"),
    [
        ("是→3; 否→5", (Exit("是", "3"), Exit("否", "5"))),
        ("是 -> 3；否=>5", (Exit("是", "3"), Exit("否", "5"))),
        ("是（80％）⇒３、否—>5\n", (Exit("是", "3", 0.8), Exit("否", "5"))),
        ("80%→3\n20%→5", (Exit("", "3", 0.8), Exit("", "5", 0.2))),
        ("3、4", (Exit("", "3"), Exit("", "4"))),
        (3, (Exit("", "3"),)),
        (3.1, (Exit("", "3.1"),)),
        ("资料不全、金额不符→2.1", (Exit("资料不全、金额不符", "2.1"),)),
        ("金额>=5→3", (Exit("金额>=5", "3"),)),
        ("", ()),
        (None, ()),
        ("转财务", None),
        ("是→; 否→3", None),
    ],
)
def test_transitions_are_read_as_people_write_them(cell: CellValue, exits: tuple[Exit, ...] | None) -> None:
    assert read_exits(cell) == exits


def test_expected_time_with_rework_and_a_way_back() -> None:
    """Worked by hand: 5 + 10/(1 − 0.5) + 2 = 27 a round, 1/0.8 rounds; work is 22 of them."""
    process = Process((
        step(1, "2", kind=START),
        step(2, "3", touch=10.0, wait=5.0, rework=0.5),
        step(3, "是(80%)→4; 否→2", kind=DECISION, touch=2.0),
        step(4, kind=END),
    ))  # fmt: skip
    known = figures(process)
    assert (known.cycle, known.touch, known.guessed) == (pytest.approx(33.75), pytest.approx(27.5), False)
    assert known.share == pytest.approx(27.5 / 33.75)


def test_steps_side_by_side_last_as_long_as_the_longest() -> None:
    """Worked by hand: 5 + 10, then 20 beside 30, then 4; work adds up."""
    process = Process((
        step(1, "2", kind=START),
        step(2, "3; 4", touch=10.0, wait=5.0),
        step(3, "5", touch=20.0, lane="b"),
        step(4, "5", touch=30.0),
        step(5, "6", touch=4.0),
        step(6, kind=END),
    ))  # fmt: skip
    known = figures(process)
    assert (known.cycle, known.touch) == (pytest.approx(49.0), pytest.approx(64.0))
    assert known.share == pytest.approx(64 / 69)
    assert known.handovers == 2


def test_branches_without_a_share_count_equally_and_that_is_known() -> None:
    process = Process((
        step(1, "是→2; 否→3", kind=START), step(2, "3", touch=10.0), step(3, kind=END),
    ))  # fmt: skip
    assert (figures(process).cycle, figures(process).guessed) == (pytest.approx(5.0), True)


def test_no_time_where_a_way_leads_to_no_end() -> None:
    process = Process((step(1, "是→2; 否→3", kind=START), step(2, "2"), step(3, kind=END)))
    assert figures(process).cycle is None
    assert figures(Process(())).cycle is None


@st.composite
def random_processes(draw: st.DrawFn) -> Process:
    """Return a process whose steps go on to any others, with shares that are all the same."""
    size = draw(st.integers(2, 9))
    steps = []
    for number in range(1, size + 1):
        kind = START if number == 1 else END if number == size else draw(st.sampled_from([ACTIVITY, DECISION]))
        targets = draw(st.lists(st.integers(1, size), min_size=1, max_size=3, unique=True))
        exits = "" if kind is END else "; ".join(f"c{at}→{at}" for at in targets)
        touch = float(draw(st.integers(0, 20)))
        steps.append(step(number, exits, kind=kind, touch=touch, wait=float(draw(st.integers(0, 20)))))
    return Process(tuple(steps))


def graph_of(process: Process) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(process.steps)))
    graph.add_edges_from((a, int(way.target) - 1) for a, one in enumerate(process.steps) for way in one.exits)
    return graph


@given(random_processes())
def test_findings_are_those_of_an_independent_library(process: Process) -> None:
    graph, last = graph_of(process), len(process.steps) - 1
    known = codes(*process.steps)
    unreachable = set(graph) - nx.descendants(graph, 0) - {0}
    assert {row for code, _, row in known if code == "step-unreachable"} == unreachable
    closed = [
        max(circle)
        for circle in nx.attracting_components(graph)
        if last not in circle and (len(circle) > 1 or graph.has_edge(*[*circle] * 2))
    ]
    assert sorted(row for code, _, row in known if code == "endless-loop") == sorted(closed)
    single = {a for a in graph if process.steps[a].kind is DECISION and graph.out_degree(a) == 1}
    assert {row for code, _, row in known if code == "decision-one-exit"} == single


@given(random_processes())
def test_expected_times_are_what_cases_add_up_to(process: Process) -> None:
    """Cases are sent through step by step until next to none is left."""
    graph, last = graph_of(process), len(process.steps) - 1
    stuck = any(not nx.has_path(graph, a, last) for a in nx.descendants(graph, 0) | {0})
    known = figures(process)
    assert (known.cycle is None) == stuck
    if known.cycle is None:
        return
    cases, total, rounds = {0: 1.0}, 0.0, 0
    while sum(cases.values()) > 1e-7 and rounds < 3000:
        ahead: dict[int, float] = {}
        for place, part in cases.items():
            one = process.steps[place]
            total += part * (one.touch + one.wait)
            for way in one.exits:
                ahead[int(way.target) - 1] = ahead.get(int(way.target) - 1, 0.0) + part / len(one.exits)
        cases, rounds = ahead, rounds + 1
    if rounds < 3000:
        assert known.cycle == pytest.approx(total, rel=1e-4, abs=1e-3)


GOOD = (step(1, "2", kind=START), step(2, "3"), step(3, kind=END))


def test_a_process_in_order_has_no_findings() -> None:
    assert codes(*GOOD) == []


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((GOOD[0], step(2, "3", outputs=()), GOOD[2]), ("step-without-output", "outputs", 1)),
        ((GOOD[0], step(2, "3", lane=""), GOOD[2]), ("step-without-post", "lane", 1)),
        ((GOOD[0], step(2, "9; 3"), GOOD[2]), ("target-missing", "exits", 1)),
        ((GOOD[0], step(2, "3", kind=DECISION), GOOD[2]), ("decision-one-exit", "exits", 1)),
        ((GOOD[0], step(2, "是(80%)→3; 否(10%)→2", kind=DECISION), GOOD[2]), ("shares-differ", "exits", 1)),
        ((step(1, "2"), *GOOD[1:]), ("no-start", "kind", 0)),
        ((*GOOD[:2], step(3)), ("no-end", "kind", 2)),
        ((GOOD[0], step(2), GOOD[2]), ("nothing-follows", "exits", 1)),
        ((*GOOD, step(2, "3", row=3)), ("step-number-twice", "number", 3)),
        ((GOOD[0], step(2, "3", name="审核订单"), step(3, "4", kind=DECISION), step(4, "5", name="复核签字"), step(5, kind=END)),
         ("approval-again", "step", 3)),
        ((GOOD[0], step(2, "3", outputs=("x",)), step(3, "4", inputs=("y",)), step(4, kind=END)), ("output-unused", "outputs", 1)),
        ((GOOD[0], step(2, "3"), step(3, "4", lane="b", inputs=("o1",)), step(4, kind=END)), ("could-be-parallel", "step", 2)),
    ],
)  # fmt: skip
def test_each_weakness_is_at_its_cell(steps: tuple[Step, ...], expected: tuple[str, str, int]) -> None:
    assert expected in codes(*steps)


def test_what_the_rule_delivers_is_used() -> None:
    steps = (GOOD[0], step(2, "3", outputs=("台账",)), step(3, "4", inputs=("y",)), step(4, kind=END))
    assert ("output-unused", "outputs", 1) not in codes(*steps, delivered=("台账",))


def test_findings_come_row_by_row() -> None:
    rows = [row for *_, row in codes(step(1), step(2, lane=""), step(3, "9"))]
    assert all(one <= other for one, other in pairwise(rows))

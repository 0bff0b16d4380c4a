"""The critical path: published networks, an independent library, and floats by what they mean."""

import re
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.schedules import CALENDARS
from udfs.scheduling.links import LinkKind
from udfs.scheduling.network import Activity, Link, Network, solve, topological_order

PSPLIB = Path(__file__).resolve().parents[2] / "shared" / "data" / "psplib"
KINDS = st.sampled_from(LinkKind)


class Plain:
    """The calendar in which every day counts and day n is day n."""

    def count_before(self, number: int) -> int:
        return number

    def day_at(self, place: int) -> int | None:
        return place


DAYS = Plain()


@pytest.mark.parametrize("path", sorted(PSPLIB.glob("*.sm")) or [None], ids=lambda path: path.stem if path else "none")
def test_published_networks_have_their_published_length(path: Path | None) -> None:
    if path is None:
        pytest.skip("the published networks (shared/data/psplib) are not on this machine")
    text = path.read_text("ascii")
    known = re.search(r"MPM-Time\n\s*(?:\d+\s+){5}(\d+)", text)
    assert known is not None
    relations = text.partition("PRECEDENCE RELATIONS:")[2].partition("****")[0].strip().splitlines()[1:]
    requests = text.partition("REQUESTS/DURATIONS:")[2].partition("****")[0].strip().splitlines()[2:]
    durations = [int(line.split()[2]) for line in requests]
    links = [
        Link(job - 1, int(after) - 1) for job, line in enumerate(relations, 1) for after in line.split()[3:]
    ]  # fmt: skip
    network = solve([Activity(duration, DAYS) for duration in durations], links)
    assert network.finish == int(known[1])
    ends = [i for i, late in enumerate(network.total_float) if late == 0]
    assert {0, len(durations) - 1} <= set(ends), "the source and the sink are critical"


@st.composite
def networks(draw: st.DrawFn, *, kinds: bool = True, axes: int = 1) -> tuple[list[Activity], list[Link]]:
    count = draw(st.integers(1, 9))
    small = st.integers(0, 6)
    activities = []
    for _ in range(count):
        axis = DAYS if axes == 1 else CALENDARS[draw(st.integers(0, axes - 1))]
        base = 0 if axes == 1 else axis.count_before(date(2026, 9, 14).toordinal())
        activities.append(
            Activity(
                draw(small), axis, base + draw(st.sampled_from([0, 0, 0, 3])), buffer=draw(st.sampled_from([0, 0, 2]))
            )
        )
    links = []
    for after in range(1, count):
        for before in draw(st.sets(st.integers(0, after - 1), max_size=3)):
            kind = draw(KINDS) if kinds else LinkKind.FS
            links.append(Link(before, after, kind, draw(st.integers(-2, 3)) if kinds else 0))
    shuffled = draw(st.permutations(range(count)))
    place = {old: new for new, old in enumerate(shuffled)}
    return (
        [activities[old] for old in shuffled],
        [Link(place[link.before], place[link.after], link.kind, link.lag) for link in links],
    )


@given(networks(kinds=False))
def test_the_length_is_the_longest_path(built: tuple[list[Activity], list[Link]]) -> None:
    activities, links = built
    graph = nx.DiGraph()
    for i, a in enumerate(activities):
        graph.add_edge("from", i, weight=a.earliest)
        graph.add_edge(i, "to", weight=a.duration + a.buffer)
    for link in links:
        before = activities[link.before]
        graph.add_edge(link.before, link.after, weight=before.duration + before.buffer)
    network = solve(activities, links)
    assert network.finish == nx.dag_longest_path_length(graph)
    for i in range(len(activities)):
        before = graph.subgraph({"from", i, *nx.ancestors(graph, i)})
        assert network.early_start[i] == nx.dag_longest_path_length(before)


def _holds(activities: list[Activity], link: Link, start: list[int], moments: bool) -> bool:
    """Tell whether a link is kept, counted in days of the waiting activity's calendar."""
    before, after = activities[link.before], activities[link.after]
    leaving = start[link.before] + (before.duration + before.buffer if link.kind.leaves_finish else 0)
    content = start[link.after] + (after.duration if link.kind.holds_finish else 0)
    if not moments or before.axis is after.axis:
        return content - leaving >= link.lag
    day = before.axis.day_at(leaving - 1) if link.kind.leaves_finish else before.axis.day_at(leaving)
    assert day is not None
    moment = day + 1 if link.kind.leaves_finish else day
    return content - after.axis.count_before(moment) >= link.lag


def _earliest(activities: list[Activity], links: list[Link], delayed: dict[int, int] | None = None) -> list[int]:
    """Return the earliest starts by pushing every activity day by day until nothing is broken any more."""
    start = [a.earliest + (delayed or {}).get(i, 0) for i, a in enumerate(activities)]
    while True:
        broken = [link for link in links if not _holds(activities, link, start, moments=True)]
        if not broken:
            return start
        for after in {link.after for link in broken}:
            start[after] += 1


def _moment(a: Activity, start: int) -> int:
    day = a.axis.day_at(start + a.duration + a.buffer - 1)
    assert day is not None
    return day + 1


@pytest.mark.parametrize("axes", [1, 3])
@given(data=st.data())
def test_dates_and_floats_are_what_they_mean(axes: int, data: st.DataObject) -> None:
    """Early dates by pushing day by day; floats by slipping one activity as far as nothing else is moved."""
    activities, links = data.draw(networks(axes=axes))
    network: Network = solve(activities, links)
    start = _earliest(activities, links)
    assert network.early_start == start
    end = max(_moment(a, s) for a, s in zip(activities, start, strict=True))
    assert network.finish == end
    for i, a in enumerate(activities):
        floats = []
        for moved_by in range(60):
            own = a.earliest
            shifted = [*activities]
            shifted[i] = Activity(a.duration, a.axis, start[i] + moved_by, buffer=a.buffer)
            moved = _earliest(shifted, links)
            last = max(_moment(b, s) for b, s in zip(shifted, moved, strict=True))
            others = [s for j, s in enumerate(moved) if j != i] == [s for j, s in enumerate(start) if j != i]
            floats.append((last <= end, others and last <= end))
            assert own <= start[i]
            if not floats[-1][0]:
                break
        else:
            pytest.fail("an activity that can slip for ever")
        total = sum(fits for fits, _ in floats) - 1
        free = next(k for k, (_, alone) in enumerate([*floats, (False, False)]) if not alone) - 1
        assert (network.total_float[i], network.free_float[i]) == (total, free)


@given(st.integers(1, 8).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=16))))  # fmt: skip
def test_cycles_name_every_task_on_them(built: tuple[int, list[tuple[int, int]]]) -> None:
    count, edges = built
    order, cycles = topological_order(count, [Link(before, after) for before, after in edges])
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(range(count))
    loops = set(nx.nodes_with_selfloops(graph))
    components = [knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1 or knot & loops]
    assert {i for cycle in cycles for i in cycle} == {i for knot in components for i in knot}
    for cycle in cycles:
        assert len(set(cycle)) == len(cycle)
        assert all(graph.has_edge(*pair) for pair in zip(cycle, [*cycle[1:], cycle[0]], strict=True))
    place = {i: at for at, i in enumerate(order)}
    assert all(place[b] < place[a] for b, a in edges if a in place)
    behind = {i for knot in components for start in knot for i in (start, *nx.descendants(graph, start))}
    assert set(order) == set(range(count)) - behind


def test_a_limit_that_cannot_be_kept_shows_as_negative_float() -> None:
    network = solve([Activity(5, DAYS), Activity(5, DAYS, latest=8)], [Link(0, 1)])
    assert network.total_float == [-2, -2]


def test_facts_do_not_move_and_have_no_float_once_done() -> None:
    done = Activity(4, DAYS, fixed=(3, 7), open=False)
    network = solve([done, Activity(2, DAYS)], [Link(0, 1)])
    assert (network.early_start[1], network.total_float[0], network.finish) == (7, None, 9)


def test_a_calendar_of_its_own_finishes_sooner() -> None:
    """Six days of work from Monday 2026-09-07: Saturday with a six-day week, the next Monday with five days."""
    monday = date(2026, 9, 7)
    finishes = []
    for axis in CALENDARS[:2]:
        at = axis.count_before(monday.toordinal())
        network = solve([Activity(6, axis, at)], [])
        day = axis.day_at(network.early_finish[0] - 1)
        assert day is not None
        finishes.append(date.fromordinal(day))
    assert finishes == [monday + timedelta(days=7), monday + timedelta(days=5)]

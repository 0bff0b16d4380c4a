"""Rows that name each other by number, walked in both directions, against networkx."""

from collections.abc import Mapping

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from udfs.tracing.graph import Graph, LinkColumn, Node, in_sequence
from udfs.values import CellValue, ErrorValue

TO_ISSUE = LinkColumn("plans", "issue", "issues")
TO_PLAN = LinkColumn("tasks", "plan", "plans")
OF_SIGNAL = LinkColumn("signals", "issue", "issues", onward=True)


def graph(numbers: Mapping[str, list[CellValue]], *links: tuple[LinkColumn, list[CellValue]]) -> Graph:
    built = Graph.of({table: enumerate(cells) for table, cells in numbers.items()})
    for column, cells in links:
        built.link(column, enumerate(cells))
    return built


def test_a_chain_is_walked_from_every_end() -> None:
    built = graph(
        {"signals": ["S-1"], "issues": ["I-1", "I-2"], "plans": ["S-1", "S-2"], "tasks": ["T-1", "T-2"]},
        (OF_SIGNAL, ["I-1"]), (TO_ISSUE, [" i-1 ", "I-1、I-2"]), (TO_PLAN, ["S-1", "S-2"]),
    )  # fmt: skip
    signal, issue, other = Node("signals", 0), Node("issues", 0), Node("issues", 1)
    plans, tasks = [Node("plans", 0), Node("plans", 1)], [Node("tasks", 0), Node("tasks", 1)]
    assert built.after(signal) == [issue, *plans, *tasks]
    assert built.before(tasks[1]) == [plans[1], issue, other, signal]
    assert (built.before(signal), built.after(tasks[0])) == ([], [])
    assert built.after(plans[0]) == [tasks[0]]
    assert built.nodes_of("s-1") == [signal, plans[0]]


def test_a_number_that_no_row_has_keeps_the_chain_together() -> None:
    """In a workbook of tasks and effects the solution that both name is elsewhere."""
    built = graph(
        {"tasks": ["T-1"], "effects": ["E-1"]}, (TO_PLAN, ["S-9"]), (LinkColumn("effects", "of", "plans"), ["s-9"])
    )
    (elsewhere,) = built.nodes_of("S-9")
    assert elsewhere.place is None
    assert built.following(elsewhere) == (Node("tasks", 0), Node("effects", 0))
    assert (built.written[elsewhere], built.lost) == ("S-9", [])


def test_a_number_that_is_not_in_a_table_that_is_here_is_lost() -> None:
    built = graph({"issues": ["I-1", None], "plans": ["S-1", "S-2"]}, (TO_ISSUE, ["I-1，I-9", ErrorValue("#N/A")]))
    assert [(lost.node, lost.number) for lost in built.lost] == [(Node("plans", 0), "I-9")]
    assert built.before(Node("plans", 0)) == [Node("issues", 0), Node("issues", None, "i-9")]


def test_other_words_in_a_column_that_may_hold_numbers_are_no_link() -> None:
    soft = LinkColumn("tasks", "cause", "causes", strict=False)
    built = graph({"causes": ["C-1"], "tasks": ["T-1", "T-2"]}, (soft, ["C-1", "没有接口"]))
    assert built.before(Node("tasks", 0)) == [Node("causes", 0)]
    assert (built.before(Node("tasks", 1)), built.lost, built.written) == ([], [], {})


def test_of_rows_that_share_a_number_the_first_is_meant() -> None:
    built = graph({"issues": ["I-1", "i-1"], "plans": ["S-1"]}, (TO_ISSUE, ["I-1"]))
    assert built.before(Node("plans", 0)) == [Node("issues", 0)]
    assert built.nodes_of("I-1") == [Node("issues", 0)]
    assert built.places["issues"]["i-1"] == [0, 1]


def test_a_walk_ends_at_rows_that_look_at_many_chains() -> None:
    built = Graph({})
    effect, review, task, other = (Node(table, 0) for table in ("effects", "reviews", "tasks", "issues"))
    for first, then in ((effect, review), (other, review), (review, task)):
        built.join(first, then)
    assert built.after(effect, {"reviews"}) == [review]
    assert built.before(task, {"reviews"}) == [review]
    assert (built.after(review, {"reviews"}), built.before(review, {"reviews"})) == ([task], [effect, other])


def test_each_group_leads_to_the_next_one_that_has_any() -> None:
    built, shared = Graph({}), Node("plans", 0)
    tasks, manual = [Node("tasks", 0), Node("tasks", 1)], Node("manuals", 0)
    in_sequence(built, shared, (tasks, [], [manual, shared]))
    assert built.before(manual) == tasks
    assert built.after(tasks[0]) == [manual]


NUMBERS = st.sampled_from(["1", "2", "3", "4", "a", "A "])
CELLS = st.lists(NUMBERS, max_size=3).map("、".join)
TABLES = ("p", "q", "r")
LINKS = [LinkColumn(table, other, other, onward) for table in TABLES for other in TABLES for onward in (False, True)]


@given(
    st.fixed_dictionaries({table: st.lists(st.none() | NUMBERS, max_size=4) for table in TABLES}),
    st.lists(st.tuples(st.sampled_from(LINKS), st.lists(CELLS, max_size=4)), max_size=6),
    st.sampled_from(["", "p", "qr"]),
    st.integers(0, 99),
)
def test_any_links_are_walked_as_networkx_walks_them(
    numbers: dict[str, list[CellValue]], links: list[tuple[LinkColumn, list[str]]], ends: str, chosen: int
) -> None:
    """With circles, numbers that occur twice and such as no row has; every row once, never the start."""
    built, oracle = Graph.of({table: enumerate(cells) for table, cells in numbers.items()}), nx.DiGraph()
    for column, cells in links:
        built.link(column, enumerate(cells))
        for place, cell in enumerate(cells):
            for number in filter(None, cell.split("、")):
                folded = number.strip().casefold()
                known = [str(each or "").strip().casefold() for each in numbers[column.refers]]
                other = (column.refers, known.index(folded) if folded in known else folded)
                here = (column.table, place)
                oracle.add_edge(*((here, other) if column.onward else (other, here)))
    for node in [*oracle][chosen % (len(oracle) or 1) :][:1]:
        start = Node(node[0], *((node[1],) if isinstance(node[1], int) else (None, node[1])))
        for walk, way in ((built.after, oracle), (built.before, oracle.reverse())):
            stopped = way.copy()
            stopped.remove_edges_from([edge for edge in way.edges if edge[0][0] in ends and edge[0] != node])
            nodes = walk(start, ends)
            assert len(set(nodes)) == len(nodes)
            expected = nx.descendants(stopped, node)
            assert {(each.table, each.number if each.place is None else each.place) for each in nodes} == expected

"""How far every chain of a workbook has come: one line per issue, and per solution or task that no issue leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from udfs.lang import Text
from udfs.tracing.gaps import Gap
from udfs.tracing.graph import Graph, Node
from udfs.values import is_blank
from workbook_templates.chains.breaks import breaks
from workbook_templates.chains.links import ENDS, graph
from workbook_templates.chains.steps import MAIN, label_of, name_of, subject
from workbook_templates.context import Context

# What a chain may begin with, where nothing leads to it.
HEADS = ("issues", "plans", "tasks")


class State(NamedTuple):
    """A chain and how far it has come.

    Attributes:
        head: the row that it begins with.
        number: its number, or what it is about where it has none.
        about: what it is about.
        counts: how many rows there are in each of `steps.MAIN`, of the reviews those held; None where the table is not in
            this workbook.
        reached: what the furthest step with a row is called.
        gaps: where the chain breaks, in the order of the steps: `gap.node` and `gap.column` say in which cell,
            `gap.at(sheet, cell)` gives the words.
    """

    head: Node
    number: str
    about: str
    counts: tuple[int | None, ...]
    reached: Text
    gaps: tuple[Gap, ...]


def states(book: Context) -> list[State]:
    """Return the state of every chain, in the order of the issues; ask for it by `Context.once`."""
    links, by_node = book.once(graph), dict[Node, list[Gap]]()
    for gap in book.once(breaks):
        by_node.setdefault(gap.node, []).append(gap)
    return [_state(book, links, head, by_node) for head in _heads(book, links)]


def _heads(book: Context, links: Graph) -> Iterator[Node]:
    """Yield the rows that chains begin with: every issue, and of solutions and tasks those that none leads to."""
    for at, table in enumerate(HEADS):
        for place in book.tables[table].records() if table in book.tables else ():
            node = Node(table, place)
            if not at or not any(other.table in HEADS[:at] for other in links.before(node, ENDS)):
                yield node


def _state(book: Context, links: Graph, head: Node, gaps: dict[Node, list[Gap]]) -> State:
    nodes = [head, *links.after(head, ENDS)]
    # A measure leads to the effect beside the solution.
    beside = {other for node in nodes if node.table == "effects" for other in links.preceding(node)}
    members = {*nodes, *(node for node in beside if node.table == "measures")}
    there = [node.table for node in members if _is_there(book, node)]
    counts = [there.count(step.table) if step.table in book.tables else None for step in MAIN]
    furthest = max((at for at, count in enumerate(counts) if count), default=0)
    known = [gap for node in nodes for gap in gaps.get(node, ())]
    return State(
        head,
        name_of(book, head),
        subject(book, head),
        tuple(counts),
        label_of(MAIN[furthest].table),
        tuple(known),
    )


def _is_there(book: Context, node: Node) -> bool:
    """Return whether a row has come about: one that is only named has not, nor a review that is still to be held."""
    if node.place is None:
        return False
    return node.table != "reviews" or not is_blank(book.tables["reviews"]["reviewed_on"][node.place])

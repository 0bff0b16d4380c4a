"""Rows of many tables and how they name each other: what came before a row, and what came of it (W4).

A number that no row has stays a node of its own, so that a chain goes on where a table is in another workbook, and shows
where it ends. Circles and numbers that occur twice are fine: every node is visited once, and of rows that share a number
the first is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from udfs.rules import split_references
from udfs.values import CellValue, ErrorValue, plain


class Node(NamedTuple):
    """A row by its place in a table (from 0); one that is only named has no place, but the number, folded."""

    table: str
    place: int | None
    number: str = ""


class LinkColumn(NamedTuple):
    """A column whose cells name rows of a table.

    Attributes:
        table: the table that holds it.
        key: the column.
        refers: the table whose rows it names.
        onward: whether those come of the row that names them; else they led to it.
        strict: whether everything in it is meant as a number; else other words may stand there, too.
    """

    table: str
    key: str
    refers: str
    onward: bool = False
    strict: bool = True


class Lost(NamedTuple):
    """A number in a cell of a link that no row has: where it stands, and as it is written."""

    node: Node
    column: LinkColumn
    number: str


@dataclass
class Graph:
    """The rows of a workbook and their links.

    Attributes:
        places: the places of the rows of each number, by table and folded number.
        lost: the numbers that lead nowhere although their table is here.
        written: how a number that no row has is written.
    """

    places: dict[str, dict[str, list[int]]]
    lost: list[Lost] = field(default_factory=list)
    written: dict[Node, str] = field(default_factory=dict)
    _onward: dict[Node, dict[Node, None]] = field(default_factory=dict)
    _back: dict[Node, dict[Node, None]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbers: Mapping[str, Iterable[tuple[int, CellValue]]]) -> Graph:
        """Return the rows of tables without any link: place and number of each."""
        places: dict[str, dict[str, list[int]]] = {}
        for table, rows in numbers.items():
            known = places.setdefault(table, {})
            for place, number in rows:
                if folded := plain(number).casefold():
                    known.setdefault(folded, []).append(place)
        return cls(places)

    def link(self, column: LinkColumn, cells: Iterable[tuple[int, CellValue]]) -> None:
        """Add the links of a column: place and cell of each row."""
        here = self.places.get(column.refers)
        for place, cell in cells:
            if cell is None or isinstance(cell, ErrorValue):
                continue
            node = Node(column.table, place)
            for number in split_references(cell):
                other = self.named(column.refers, number)
                if other.place is None:
                    if not column.strict:
                        continue
                    self.written.setdefault(other, number)
                    if here is not None:
                        self.lost.append(Lost(node, column, number))
                self.join(*((node, other) if column.onward else (other, node)))

    def join(self, first: Node, then: Node) -> None:
        """Let one row lead to another."""
        if first != then:
            self._onward.setdefault(first, {})[then] = None
            self._back.setdefault(then, {})[first] = None

    def named(self, table: str, number: str) -> Node:
        """Return the row of a number, the first of several; a node of the number alone where there is none."""
        folded = plain(number).casefold()
        places = self.places.get(table, {}).get(folded)
        return Node(table, places[0]) if places else Node(table, None, folded)

    def nodes_of(self, number: str) -> list[Node]:
        """Return what a number stands for, in any table: its row, or what other rows call so."""
        folded = plain(number).casefold()
        rows = [Node(table, known[folded][0]) for table, known in self.places.items() if folded in known]
        return [*rows, *(node for node in self.written if node.number == folded)]

    def following(self, node: Node) -> tuple[Node, ...]:
        """Return what a row directly led to."""
        return tuple(self._onward.get(node, ()))

    def preceding(self, node: Node) -> tuple[Node, ...]:
        """Return what directly led to a row."""
        return tuple(self._back.get(node, ()))

    def after(self, start: Node, ends: Collection[str] = ()) -> list[Node]:
        """Return everything that came of a row, the nearest first; the row itself is not among it.

        Args:
            start: the row.
            ends: tables at whose rows the walk ends, because they look at many chains at once.
        """
        return _reached(start, self._onward, ends)

    def before(self, start: Node, ends: Collection[str] = ()) -> list[Node]:
        """Return everything that led to a row, the nearest first; see `after`."""
        return _reached(start, self._back, ends)


def _reached(start: Node, steps: Mapping[Node, Iterable[Node]], ends: Collection[str]) -> list[Node]:
    seen, order = {start}, [start]
    for node in order:  # it grows while it is walked
        if node != start and node.table in ends:
            continue
        for near in steps.get(node, ()):
            if near not in seen:
                seen.add(near)
                order.append(near)
    return order[1:]


def in_sequence(graph: Graph, shared: Node, groups: Iterable[Collection[Node]]) -> None:
    """Let rows that come of the same row lead to each other: each group to the next one that has any.

    A task and an effect both name their solution; that the effect is the one of the task stands nowhere else.
    """
    before: Collection[Node] = ()
    for group in groups:
        members = [node for node in group if node != shared]
        for node in members:
            for earlier in before:
                graph.join(earlier, node)
        before = members or before

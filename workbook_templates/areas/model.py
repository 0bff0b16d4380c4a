"""Computed cells outside the tables: what an area is, and the areas of the calendar and of the Gantt chart.

An area is a block of cells under a defined name. Builder and commands render it the same way, formula and value
together, so that a file is right before any program has calculated it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.values import Cell
from workbook_templates.context import Context
from workbook_templates.formulas import column_letter, escaped_column, quoted
from workbook_templates.model import Frozen


class Place(NamedTuple):
    """Where a table stands: its sheet, the row of its first record, and the letters of its columns by key."""

    sheet: str
    first_row: int
    letters: Mapping[str, str]


@dataclass(frozen=True)
class AreaRefs:
    """Where an area stands, how to name the tables' columns in its formulas, and where links to their cells go."""

    lang: Lang
    row: int
    col: int
    headers: Mapping[str, tuple[str, Mapping[str, str]]]
    places: Mapping[str, Place] = field(default_factory=dict)

    def column(self, table: str, key: str) -> str:
        """Return a whole column of a table: `tblIssues[状态*]`."""
        name, headers = self.headers[table]
        return f"{name}[{escaped_column(headers[key])}]"

    def has(self, table: str, key: str) -> bool:
        """Return whether the workbook has a column."""
        return key in self.headers[table][1]

    def cell(self, row: int, col: int) -> str:
        """Return the absolute address of the area's cell at this offset."""
        return f"${column_letter(self.col + col)}${self.row + row}"

    def text(self, words: Text) -> str:
        """Return words of the workbook's language as a literal."""
        return quoted(words.to(self.lang))


class Area(Frozen):
    """A named block of `rows` × `cols` computed cells.

    One that `grows` has got further rows at its end since there are workbooks: older ones hold the first of them.
    """

    name: str
    rows: int
    cols: int
    render: Callable[[Context, AreaRefs], list[list[Cell]]]
    grows: bool = False

"""Sheets of foreign files as the cells that they hold: however far from the others a cell stands, it costs no more."""

from __future__ import annotations

from typing import NamedTuple

from udfs.values import CellValue

Cells = dict[int, dict[int, CellValue]]
Area = tuple[int, int, int, int]


class Sheet(NamedTuple):
    """A sheet: name, filled cells by row and column, merged cells as (top, left, bottom, right), hidden rows."""

    name: str
    cells: Cells
    merged: list[Area]
    hidden: frozenset[int] = frozenset()

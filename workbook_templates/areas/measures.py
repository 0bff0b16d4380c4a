"""The headings of the library of measures on 设置."""

from __future__ import annotations

from udfs.values import Cell
from workbook_templates.areas.model import Area
from workbook_templates.context import Context
from workbook_templates.lists import LISTS


def measure_heads(columns: int) -> Area:
    """Return the headings of the library of measures on 设置: the problem classes, as they are called on its list."""
    return Area(name="measure_heads", rows=1, cols=columns, render=lambda book, _refs: _measure_heads(book, columns))


def _measure_heads(book: Context, columns: int) -> list[list[Cell]]:
    entries = [*book.settings.lists["category"], *[""] * columns]
    return [[Cell(entries[i], f'INDEX({LISTS["category"].name},{i + 1})&""') for i in range(columns)]]

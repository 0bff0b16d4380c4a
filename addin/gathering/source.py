"""A workbook as read for a register."""

from __future__ import annotations

from dataclasses import dataclass

from udfs.lang import Lang
from udfs.problems import Finding
from udfs.values import CellValue


@dataclass(frozen=True)
class Rows:
    """The filled rows of one table of a workbook: what people typed, wherever they typed it.

    Attributes:
        table: the table's key.
        length: how many there are.
        columns: the columns that hold anything, by key.
        notes: what stood in columns of the user's own, row by row, one line each.
        departments: whom the rows name.
    """

    table: str
    length: int
    columns: dict[str, list[CellValue]]
    notes: tuple[tuple[str, ...], ...]
    departments: frozenset[str]

    def column(self, key: str) -> list[CellValue]:
        """Return a column; one that nobody filled in is blank."""
        return self.columns.get(key) or [None] * self.length


@dataclass(frozen=True)
class Source:
    """A workbook as read, or why it could not be.

    Attributes:
        path: as it was given.
        lang: its language.
        tables: its tables with their filled rows.
        settings: what stands differently on its sheet 设置 than in a new workbook, by setting or list.
        told: what a person should know about it.
        refusal: why nothing was read, None for a workbook that was.
    """

    path: str
    lang: Lang = "zh"
    tables: tuple[Rows, ...] = ()
    settings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    told: tuple[Finding, ...] = ()
    refusal: Finding | None = None

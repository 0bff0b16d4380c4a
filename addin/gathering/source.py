"""A workbook as read for a register."""

from __future__ import annotations

from dataclasses import dataclass

from udfs.lang import Lang
from udfs.problems import Finding
from udfs.values import CellValue


@dataclass(frozen=True)
class Rows:
    """The filled rows of one table of a workbook: everything that people typed, including into computed columns.

    Attributes:
        table: the table's key.
        length: the number of rows.
        columns: the columns that are not empty, by key.
        notes: the content of the user's own columns, row by row, one line each.
        departments: the departments named in the rows.
    """

    table: str
    length: int
    columns: dict[str, list[CellValue]]
    notes: tuple[tuple[str, ...], ...]
    departments: frozenset[str]

    def column(self, key: str) -> list[CellValue]:
        """Return a column; a column that nobody filled in is blank."""
        return self.columns.get(key) or [None] * self.length


@dataclass(frozen=True)
class Source:
    """A workbook as read, or why it could not be read.

    Attributes:
        path: its path as given.
        lang: its language.
        tables: its tables with their filled rows.
        settings: the settings on its sheet 设置 that differ from a new workbook, by setting or list.
        findings: what a person should know about it.
        refusal: why nothing was read, None if it was read.
    """

    path: str
    lang: Lang = "zh"
    tables: tuple[Rows, ...] = ()
    settings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: Finding | None = None

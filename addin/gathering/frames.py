"""The tables of a register in the form that BI tools read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from addin.book.port import View
from udfs.rules import Kind
from udfs.values import CellValue, ErrorValue, as_text, day_of, is_blank, is_number
from workbook_templates.catalogue import GATHERED
from workbook_templates.model import Column, Table
from workbook_templates.tables.shared import BOOKKEEPING

MISFITS = "misfits"
LABELS = "labels"

Type = Literal["date", "number", "text"]
Value = str | float | date | None

_TYPES: dict[Kind, Type] = {
    Kind.DATE: "date",
    Kind.NUMBER: "number",
    Kind.PERCENT: "number",
    Kind.SCORE: "number",
    Kind.WORKDAYS: "number",
}


@dataclass(frozen=True)
class Frame:
    """One table to write: its key, the names and types of its columns, its rows."""

    key: str
    columns: tuple[tuple[str, Type], ...]
    rows: list[tuple[Value, ...]]


class Target(Protocol):
    """A place that tables are written to; it is checked when it is created, so that a refusal comes before any work."""

    @property
    def shown(self) -> str:
        """Return the place as shown in messages, without a password."""

    def write(self, frames: Sequence[Frame]) -> None:
        """Write the tables, replacing those that this command wrote before."""


def frames_of(views: Sequence[View]) -> tuple[list[Frame], int]:
    """Return the tables of a register with their labels, and how many values do not fit the type of their column."""
    frames: list[Frame] = []
    misfits = 0
    for view in views:
        columns = _columns(view.data.table)
        rows = []
        for i in view.data.records():
            values, unfitting = _row(view, columns, i)
            misfits += len(unfitting)
            rows.append((*values, "\n".join(unfitting) or None))
        fields = [(column.key, type_of(column)) for column in columns]
        frames.append(Frame(view.data.table.key, (*fields, (MISFITS, "text")), rows))
    return [*frames, labels()], misfits


def labels() -> Frame:
    """Return the table of column labels."""
    rows = list(_labels())
    columns = ("table_key", "column_key", "zh", "en", "type")
    return Frame(LABELS, (("place", "number"), *((name, "text") for name in columns)), rows)


def _labels() -> Iterator[tuple[Value, ...]]:
    for table in GATHERED.values():
        for i, column in enumerate(_columns(table), 1):
            yield float(i), table.key, column.key, column.label.zh, column.label.en, type_of(column)


def _columns(table: Table) -> list[Column]:
    return [column for column in table.columns if column not in BOOKKEEPING]


def type_of(column: Column) -> Type:
    """Return the type of a column in a database."""
    return _TYPES.get(column.kind, "text")


def _row(view: View, columns: Sequence[Column], index: int) -> tuple[list[Value], list[str]]:
    values: list[Value] = []
    unfitting: list[str] = []
    for column in columns:
        cell = view.data[column.key][index]
        value = _value(cell, type_of(column))
        values.append(value)
        loses_time = isinstance(cell, datetime) and value is not None and not isinstance(value, str)
        if (value is None and not is_blank(cell)) or loses_time:
            unfitting.append(f"{column.key}: {as_text(cell)}")
    return values, unfitting


def _value(cell: CellValue, kind: Type) -> Value:
    if is_blank(cell):
        return None
    if kind == "date":
        return day_of(cell)
    if kind == "number":
        return float(cell) if is_number(cell) else None
    return str(cell) if isinstance(cell, ErrorValue) else as_text(cell)

"""Cells and columns of a workbook's tables as a report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from udfs.lang import Lang, Text
from udfs.rules import Kind
from udfs.values import CellValue, as_text, day_of, is_blank, is_number
from workbook_templates.context import TableData
from workbook_templates.reports.blocks import Column, Field, Grid, SignOff

SIGNATURES = tuple(
    Text(*pair) for pair in (("编制", "Prepared"), ("审核", "Reviewed"), ("批准", "Approved"), ("日期", "Date"))
)
NO_VALUE = "—"
_CENTRED = {
    Kind.ID,
    Kind.LEVEL,
    Kind.DATE,
    Kind.PERCENT,
    Kind.WORKDAYS,
    Kind.PERSON,
    Kind.CHOICE,
    Kind.NUMBER,
    Kind.SCORE,
}
_PERCENT = 100


def shown(value: CellValue, kind: Kind = Kind.TEXT) -> str:
    """Return a cell as people read it: days without a time, shares as percentages."""
    if is_blank(value):
        return ""
    if kind is Kind.PERCENT and is_number(value):
        return f"{as_text(round(_PERCENT * value, 1))}%"
    day = day_of(value) if kind is Kind.DATE else None
    return day.isoformat() if day is not None else as_text(value).strip()


def grid_of(
    lang: Lang, data: TableData, rows: Iterable[int], columns: Sequence[tuple[str, float]], blank: str = ""
) -> Grid:
    """Return columns of a table, each with its share of the width; `blank` stands in cells that hold nothing."""
    listed = [(data.table.column(key), width) for key, width in columns]
    heads = tuple(Column(column.label.to(lang), width, column.kind in _CENTRED) for column, width in listed)
    texts = (tuple(Field(shown(data[column.key][row], column.kind) or blank) for column, _ in listed) for row in rows)
    return Grid(heads, tuple(texts))


def used(data: TableData, rows: Iterable[int], columns: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the columns that hold anything in these rows."""
    places = [*rows]
    return [(key, width) for key, width in columns if any(not is_blank(data[key][row]) for row in places)]


def sign_off(lang: Lang) -> SignOff:
    """Return the row to be signed in."""
    return SignOff(tuple(label.to(lang) for label in SIGNATURES))

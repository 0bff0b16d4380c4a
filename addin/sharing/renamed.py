"""Columns of a returned table under other headings than they were sent with: they are known by what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.book.port import View
from addin.sharing.copies import extended
from addin.xlsx import from_serial
from udfs.merge import Snapshot
from udfs.problems import Finding, mailing
from udfs.rules import Kind
from udfs.values import CellValue, is_blank, is_kept, is_number
from workbook_templates.context import OWN

_ALIKE_ENOUGH = 0.5


class Renamed(NamedTuple):
    """Columns that a copy was sent with and that have other headings now.

    Attributes:
        columns: by the column that was sent, the one that has its content now, and the values there.
        findings: the columns that were renamed, and those that are gone.
    """

    columns: dict[str, tuple[str, list[CellValue]]]
    findings: list[Finding]


def renamed_columns(name: str, view: View, sent: Snapshot, merged: Sequence[str], *, date1904: bool) -> Renamed:
    """Look for columns whose content was sent under a heading that is missing now.

    Args:
        name: the file, for findings.
        view: the table as it was returned.
        sent: the table as it was sent.
        merged: the columns of the returned table that are merged.
        date1904: how the workbook counts dates.
    """
    columns: dict[str, tuple[str, list[CellValue]]] = {}
    findings: list[Finding] = []

    def values(key: str, column: str) -> list[CellValue]:
        is_date = not key.startswith(OWN) and view.data.table.column(key).kind is Kind.DATE
        return [_as_day(v, date1904) for v in view.data[column]] if is_date else view.data[column]

    free = [column for column in merged if column.startswith(OWN) and column not in sent.columns]
    for key in sent.columns:
        if key in merged:
            continue
        label = extended(view.data.table, []).column(key).label if not key.startswith(OWN) else key[len(OWN) :]
        alike = {column: _likeness(view.data["_id"], values(key, column), sent, key) for column in free}
        best = max(free, key=alike.__getitem__, default=None)
        if best is not None and alike[best] >= _ALIKE_ENOUGH:
            free.remove(best)
            columns[key] = best, values(key, best)
            findings.append(mailing.COLUMN_RENAMED.finding(name=name, column=label, value=best[len(OWN) :]))
        else:
            findings.append(mailing.COLUMN_GONE.finding(name=name, column=label))
    return Renamed(columns, findings)


def _as_day(value: CellValue, date1904: bool) -> CellValue:  # noqa: FBT001 - what a workbook counts days from
    """Return the day of a number under a heading that does not say that its numbers are days."""
    day = from_serial(value, date1904) if is_number(value) else None
    return value if day is None else day


def _likeness(ids: Sequence[CellValue], values: Sequence[CellValue], sent: Snapshot, key: str) -> float:
    """Return how much of what was sent in one column is in another (from 0 to 1)."""
    now = {str(row_id): value for row_id, value in zip(ids, values, strict=True)}
    pairs = [(value, now.get(row_id)) for row_id, value in zip(sent.ids, sent.columns[key], strict=True)]
    filled = [(before, after) for before, after in pairs if not is_blank(before)]
    return sum(is_kept(before, after) for before, after in filled) / len(filled) if filled else 0.0

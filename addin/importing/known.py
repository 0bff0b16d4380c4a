"""Whether rows to be imported are in the workbook already: importing a file twice must not double it without a word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from addin.book.port import View
from udfs.lang import listed
from udfs.problems import Finding, Problem
from udfs.rules import Kind, meaning
from udfs.values import CellValue, as_text, day_of, same

_SHOWN = 3
_LONGEST = 20


def known_rows(
    problem: Problem, name: str, view: View, rows: Sequence[Mapping[str, CellValue]], taken: Collection[str] = ()
) -> list[Finding]:
    """Say how many rows have a number or a text that the workbook has, and name a few; nothing where none has.

    Args:
        problem: what it is called, with a remedy that fits the file.
        name: the file.
        view: the table as it is before the rows come.
        rows: the rows of the file.
        taken: numbers of the file that are in the table already, where `rows` have other ones by now.
    """
    table = view.data.table
    key = next((key for key in table.unique if table.column(key).computed is None), table.subject)
    by_number = list(taken) or [as_text(row["id"]) for row in _alike(view, "id", rows)]
    # Where a row is about a row of another table, many are about the same one.
    is_link = table.column(key).kind is Kind.LINK
    texts = [] if is_link else [as_text(row[key]) for row in _alike(view, key, rows, loosely=True)]
    named = by_number or texts
    if not named:
        return []
    few = listed((text if len(text) <= _LONGEST else text[:_LONGEST] + "…" for text in named), _SHOWN)
    label = table.column(key).label
    return [problem.at(name, count=len(rows), numbers=len(by_number), texts=len(texts), label=label, few=few)]


def all_present(view: View, rows: Sequence[Mapping[str, CellValue]]) -> bool:
    """Return whether every row of a file is in the workbook already, cell by cell: the same file once more."""
    data = view.data
    keys = [key for key in rows[0] if key in data.columns and all(key in row for row in rows)] if rows else []
    places: dict[tuple[object, ...], list[int]] = {}
    for i in data.records():
        places.setdefault(tuple(_entry(data[key][i]) for key in keys), []).append(i)
    for row in rows:
        candidates = places.get(tuple(_entry(row[key]) for key in keys), [])
        at = next((i for i in candidates if all(_holds(view, column, i, value) for column, value in row.items())), None)
        if at is None:
            return False
        candidates.remove(at)
    return bool(rows)


def _entry(value: CellValue) -> object:
    """Return what equal cells have in common: a day, or a text."""
    return day_of(value) or as_text(value)


def _holds(view: View, column: str, row: int, value: CellValue) -> bool:
    return column in view.data.columns and same(view.data[column][row], value)


def _alike(
    view: View, key: str, rows: Sequence[Mapping[str, CellValue]], *, loosely: bool = False
) -> list[Mapping[str, CellValue]]:
    """Return the rows whose entry in a column is in the table already."""
    known = {meaning(value, loosely=loosely) for value in view.data[key]} - {""}
    return [row for row in rows if meaning(row.get(key), loosely=loosely) in known]

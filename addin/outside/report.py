"""The lines that name what stands outside the tables of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from addin.book.file.book import FileBook
from addin.outside.reading import ItemKind, OutsideItem
from addin.xlsx import letters
from udfs.lang import Text
from udfs.problems import Finding, outside
from workbook_templates.catalogue import KNOWN_TABLES

# More rows of one sheet are counted instead of listed, longer texts are cut off; the file itself stays as it is.
_MOST_ROWS = 40
_LONGEST = 200


def item_findings(items: Sequence[OutsideItem], place: str = "", *, sharing: bool = False) -> Iterator[Finding]:
    """Yield a line for each item.

    Args:
        items: what stands outside.
        place: the file, where several are spoken of.
        sharing: whether it was left out of copies; otherwise it was not read from a file.
    """
    for sheet, listed in groupby(items, key=lambda item: item.sheet):
        here = list(listed)
        where = _where(place, sheet)
        for item in here[:_MOST_ROWS]:
            yield _line(item, where, sharing=sharing)
        if here[_MOST_ROWS:]:
            yield outside.MORE_OUTSIDE.at(where, count=len(here) - _MOST_ROWS)


def _where(place: str, sheet: str) -> str:
    return f"{place} · {sheet}" if place else sheet


def _line(item: OutsideItem, where: str, *, sharing: bool) -> Finding:
    shown = item.text if len(item.text) <= _LONGEST else f"{item.text[:_LONGEST]}…"
    if sharing:
        return outside.NOT_SENT.at(where, item.cell, kind=item.kind.value, value=shown or item.sheet)
    if item.kind is ItemKind.SHEET:
        number = Text("很多", "many") if item.cells is None else str(item.cells)
        return outside.SHEET_ADDED.at(where, name=item.sheet, number=number, value=shown)
    if item.kind is ItemKind.TEXT:
        return outside.OUTSIDE_TABLE.at(where, item.cell, value=shown)
    return outside.ATTACHED_LEFT.at(where, item.cell, kind=item.kind.value, value=shown)


def rows_taken(book: FileBook, place: str = "") -> Iterator[Finding]:
    """Report the rows right below a table that were read as rows of it; `place` is the file, where several are spoken of."""
    for table in KNOWN_TABLES.values():
        count = book.rows_taken_below.get(table.name)
        if count:
            view = book.view(table.key)
            first = min(view.column_numbers.values())
            where = _where(place, view.sheet)
            cell = f"{letters(first)}{view.first_row + view.data.length - count}"
            yield outside.ROWS_TAKEN_BELOW.at(where, cell, table=table.sheet, count=count)

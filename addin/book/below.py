"""What stands below a table without belonging to it: another program wrote it there, and no command reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from addin.book.port import Book
from udfs import spellings as read
from udfs.footers import footer_of
from udfs.problems import Finding, data
from udfs.rules import Kind
from udfs.values import CellValue, is_blank, is_number
from workbook_templates.model import Table

# A row says what it is about and one thing more, or so much that its subject may be missing.
_FEWEST, _ENOUGH = 2, 3
_READERS = {
    Kind.DATE: read.parse_moment,
    Kind.NUMBER: read.parse_number,
    Kind.PERCENT: read.parse_percent,
    Kind.SCORE: read.parse_score,
    Kind.WORKDAYS: read.parse_workdays,
}


def rows_below(book: Book) -> Iterator[Finding]:
    """Name for each table that people fill in the first cell below it, so that nothing typed is left out in silence."""
    for view in book.views().values():
        table = view.data.table
        if view.below is not None and not table.by_commands:
            yield data.ROWS_BELOW_TABLE.at(view.sheet, view.below.cell, table=table.sheet, rows=view.below.rows)


def is_row(table: Table, row: Mapping[str, CellValue]) -> bool:
    """Return whether a line right below a table is plainly one of its rows, which another program did not take into it.

    Args:
        table: the table.
        row: the line's cells by column key.
    """
    typed = {column.key: row[column.key] for column in table.typed if not is_blank(row.get(column.key))}
    if len(typed) < (_FEWEST if table.subject in typed else _ENOUGH) or footer_of(list(row.values())) is not None:
        return False
    readers = ((_READERS.get(column.kind), typed.get(column.key)) for column in table.typed)
    # Dates are still numbers here, which are dates that can be read, too.
    return all(
        reader is None or value is None or reader(value) is not None or is_number(value) for reader, value in readers
    )


def rows_joined(table: Table, lines: Sequence[Mapping[str, CellValue]]) -> int:
    """Return how many lines below a table, from the first on, are plainly rows of it."""
    return next((i for i, line in enumerate(lines) if not is_row(table, line)), len(lines))

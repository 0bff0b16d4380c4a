"""What stands below a table without belonging to it: another program wrote it there, and no command reads it."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import Book
from udfs.problems import Finding, data


def rows_below(book: Book) -> Iterator[Finding]:
    """Name for each table that people fill in the first cell below it, so that nothing typed is left out in silence."""
    for view in book.views().values():
        table = view.data.table
        if view.below is not None and not table.by_commands:
            yield data.ROWS_BELOW_TABLE.at(view.sheet, view.below.cell, table=table.sheet, rows=view.below.rows)

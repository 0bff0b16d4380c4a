"""The ribbon's button 实施方案: the register, and the chain of the row that is selected."""

from __future__ import annotations

from dataclasses import replace

from addin.book.port import Book
from addin.excel.click import Click, format_outcome, shown
from addin.excel.selecting import selection
from udfs.tracing.graph import Node


def trace(click: Click) -> str:
    """Bring the register up to date; of the row that is selected, also say what led to it and what came of it."""
    from addin.commands.trace import trace as make
    from addin.commands.trace_from import shown as chain_of

    cells, outcome = selection(click), make(click.ours(), click.now)
    book = click.ours()  # read anew: the command has written
    node = None if cells is None else row_at(book, cells.sheet.name, cells.row)
    if node is None:
        return shown(click, outcome)
    chain = chain_of(book, book.context(click.now.date()), node)
    first = [finding for finding in outcome.findings if finding in chain.findings]
    rest = [finding for finding in outcome.findings if finding not in first]
    return format_outcome(replace(outcome, findings=[*first, *rest], listings=chain.listings), click.lang)


def row_at(book: Book, sheet: str, row: int) -> Node | None:
    """Return the row of a table that stands in a row of a sheet; None where there is none, or nothing in it."""
    for key in book.tables():
        view = book.view(key)
        if view.sheet == sheet and row - view.first_row in view.data.records():
            return Node(key, row - view.first_row)
    return None

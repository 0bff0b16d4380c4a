"""What the chains of a workbook begin with: every issue, and solutions and tasks that no issue leads to."""

from __future__ import annotations

from udfs.tracing.graph import Node
from workbook_templates.chains.links import ENDS, graph
from workbook_templates.context import Context

# What a chain may begin with, where nothing leads to it.
HEADS = ("issues", "plans", "tasks")


def heads(book: Context) -> list[Node]:
    """Return the row that each chain begins with, in the order of the tables; ask for it by `Context.once`."""
    links, first = book.once(graph), list[Node]()
    for at, table in enumerate(HEADS):
        for place in book.tables[table].records() if table in book.tables else ():
            node = Node(table, place)
            if not at or not any(other.table in HEADS[:at] for other in links.before(node, ENDS)):
                first.append(node)
    return first

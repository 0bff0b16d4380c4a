"""Numbers for rows that come without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from addin.book.port import Book
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.model import Table

_NUMBER_WIDTH = 3


def numbered(book: Book, table: Table, rows: Sequence[Mapping[str, CellValue]]) -> list[dict[str, CellValue]]:
    """Give rows without a number the next free ones: `I-013` after `I-012`; numbers that came along stay.

    A number that another row still refers to is not free, whether its own row is there or not: the link would lead to
    something else.
    """
    last = max(_numbers(table, (*book.view(table.key).data["id"], *(row.get("id") for row in rows))), default=0)
    taken = set(_numbers(table, _references(book, table)))
    free = (number for number in count(last + 1) if number not in taken)
    return [
        {**row, "id": f"{table.id_prefix}-{next(free):0{_NUMBER_WIDTH}}"} if is_blank(row.get("id")) else dict(row)
        for row in rows
    ]


def _numbers(table: Table, cells: Iterable[CellValue]) -> Iterator[int]:
    """Yield the numbers that cells name of a table, however many each holds."""
    number = re.compile(rf"(?<!\w){re.escape(table.id_prefix)}-(\d+)", re.IGNORECASE)
    for cell in dict.fromkeys(cells):
        yield from map(int, number.findall(as_text(cell)))


def _references(book: Book, table: Table) -> Iterator[CellValue]:
    """Yield the cells that refer to rows of a table."""
    for key in book.tables():
        view = book.view(key)
        for column in view.data.table.columns:
            if column.refers == table.key and column.key in view.column_numbers:
                yield from view.data[column.key]

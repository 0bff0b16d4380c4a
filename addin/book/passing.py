"""Rows that become rows of another table: named by their numbers, made once, linked both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from addin.book.numbering import numbered
from addin.book.port import Book, View
from addin.book.session import Session
from addin.outcome import Listing
from udfs.lang import Text, listed, listed_texts, same
from udfs.problems import Finding, RefusalError, books, monitoring
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.model import Table

_NAMED = 3
_FROM, _MADE = Text("来自", "From"), Text("建立", "Made")


class Origin(NamedTuple):
    """A row that something is to be made of."""

    table: Table
    view: View
    at: int

    @property
    def cells(self) -> dict[str, CellValue]:
        """Return its cells by column."""
        return {key: values[self.at] for key, values in self.view.data.columns.items()}

    @property
    def number(self) -> str:
        """Return what it is called."""
        return plain(self.view.data["id"][self.at])


# From which row, and the number of the row made of it.
Links = Sequence[tuple[str, str]]


def origins(book: Book, tables: Sequence[Table]) -> Iterator[Origin]:
    """Yield every record of tables that are in the workbook."""
    for table in tables:
        view = book.view(table.key)
        yield from (Origin(table, view, at) for at in view.data.records())


def named(book: Book, tables: Sequence[Table], numbers: Sequence[str]) -> list[Origin]:
    """Return rows by their numbers, each once.

    Raises:
        RefusalError: there is no row of that number.
    """
    rows = {row.number.casefold(): row for row in origins(book, tables) if row.number} if numbers else {}
    chosen: dict[str, Origin] = {}
    for number in numbers:
        row = rows.get(plain(number).casefold())
        if row is None:
            some = listed([each.number for each in rows.values()], _NAMED)
            sheets = listed_texts(table.sheet for table in tables)
            if not rows:
                raise RefusalError(monitoring.SIGNAL_NONE, value=number, tables=sheets)
            raise RefusalError(monitoring.SIGNAL_UNKNOWN, value=number, tables=sheets, allowed=some)
        chosen.setdefault(row.number.casefold(), row)
    return [*chosen.values()]


def demand(book: Book, rows: Sequence[Origin], table: Table, link: str) -> None:
    """Refuse where rows cannot be passed on: the workbook lacks the table, or the column for the link."""
    if rows and table.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=table.sheet)
    for row in rows:
        if link not in row.view.column_numbers:
            raise book.missing(row.view, [link])


def linked(rows: Sequence[Origin], link: str) -> Iterator[Finding]:
    """Name those that led somewhere before: nothing was made of them."""
    for row in rows:
        other = row.cells.get(link)
        if not is_blank(other):
            yield row.view.finding(monitoring.SIGNAL_LINKED, link, row.at, value=row.number, other=plain(other))


def pass_on(
    session: Session, rows: Sequence[Origin], table: Table, link: str, wanted: Sequence[dict[str, CellValue]]
) -> list[tuple[str, str]]:
    """Append rows for those that have no link yet, and write the links; return from and number of each."""
    free = [(origin, row) for origin, row in zip(rows, wanted, strict=True) if is_blank(origin.cells.get(link))]
    if not free:
        return []
    target = session.book.view(table.key)
    kept = [{key: value for key, value in row.items() if key in target.column_numbers} for _, row in free]
    fresh = numbered(session.book, table, kept)
    session.append(table, fresh)
    numbers = [as_text(row["id"]) for row in fresh]
    links: dict[str, tuple[View, dict[int, CellValue]]] = {}
    for (origin, _), number in zip(free, numbers, strict=True):
        links.setdefault(origin.table.key, (origin.view, {}))[1][origin.at] = number
    for view, values in links.values():
        session.put_at(view, link, values)
    return [(origin.number, number) for (origin, _), number in zip(free, numbers, strict=True)]


def pairs_of(links: Links) -> Text:
    """Return the first few as words."""
    return listed([f"{origin} → {number}" for origin, number in links], _NAMED)


def listings(links: Links) -> list[Listing]:
    """Return what was made of what."""
    return [Listing(_MADE, (_FROM, _MADE), [(same(origin), same(number)) for origin, number in links])] if links else []

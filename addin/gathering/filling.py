"""Filling a new register: the pool joins, compares and draws the rows; what needs all rows at once is done here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate

from addin import progress
from addin.book import settings_writer as steering
from addin.book.figures import figures
from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.gathering.duplicates import Duplicates
from addin.gathering.joining import Batch, Drawer, Joined, Joiner, Page, compute, is_whole
from addin.gathering.rowstore import RowStore, StoredColumns
from addin.pool import Pool
from addin.xlsx.bulk import gc_paused
from udfs.lang import Text
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs

_JOINING = Text("合并各行", "Joining rows")
_COMPARING = Text("比较各行", "Comparing rows")


class _Table:
    """A table of the register: its view contains the joined rows, and below them the blank rows of the template."""

    def __init__(self, session: Session, book: FileBook, store: RowStore, joined: Sequence[Joined]) -> None:
        self._book, self._store, self._joined = book, store, joined
        self.view = book.view(joined[0].table)
        self.key, self._lang = joined[0].table, session.book.lang
        lengths = [batch.stored.length for batch in joined]
        self.starts, self.length = [0, *accumulate(lengths)][:-1], sum(lengths)
        data = self.view.data
        below = {key: values[self.length :] for key, values in data.columns.items()}
        data.columns = StoredColumns(store, [batch.stored for batch in joined], below)
        data.length = max(data.length, self.length)
        self._whole = [column for column in data.table.computed if is_whole(column, data.table)]
        self._written = [column for column in data.table.written if column.key in self.view.column_numbers]
        self._typed: dict[str, AbstractSet[int]] = {}

    def compute(self, session: Session) -> None:
        """Compute what needs all rows of the register; the columns of every table are in their places."""
        data = self.view.data
        # Written columns are plain values: what a source says of them is out of date, if it says anything.
        context = TableContext(session.context, data)
        for column in self._written:
            if column.computed is not None and column.computed.values is not None:
                data.columns[column.key] = column.computed.values(context)
        self._typed = compute(session.context, data, self._whole)

    def compare(self, duplicates: Duplicates) -> dict[int, str]:
        """Return the text for 检查结果 by row."""
        meanings = [text for batch in self._joined for text in batch.meanings]
        sentences = [text for batch in self._joined for text in batch.sentences]
        return duplicates.compare(self.view, meanings, sentences, self._lang)

    def drawer(self) -> Drawer:
        """Return the function that draws the rows."""
        view = self.view
        refs = RowRefs(self._lang, view.letters(), view.data.table.name, view.headers)
        columns = ((column.key, column.computed) for column in view.data.table.computed)
        formulas = {key: known.native(refs) for key, known in columns if known and known.native and known.values}
        return Drawer(self._store, self._book.look_of(self.key), view.column_numbers, formulas)

    def pages(self, results: Mapping[int, str]) -> list[Page]:
        """Return the rows in portions, as they were joined."""
        return [self._page(batch, start, results) for batch, start in zip(self._joined, self.starts, strict=True)]

    def _page(self, batch: Joined, start: int, results: Mapping[int, str]) -> Page:
        rows = range(start, start + batch.stored.length)
        more: dict[str, Sequence[CellValue]] = {"result": [results.get(row) for row in rows]}
        typed: dict[str, AbstractSet[int]] = dict(batch.typed)
        for column in (*self._whole, *self._written):
            more[column.key] = self.view.data[column.key][rows.start : rows.stop]
        for column in self._whole:
            typed[column.key] = {row - start for row in self._typed.get(column.key, ()) if row in rows}
        return Page(batch.stored, self.view.first_row + start, typed, more)


@gc_paused
def fill(
    session: Session, book: FileBook, batches: Sequence[Batch], store: RowStore, pool: Pool
) -> tuple[list[Joined], Duplicates]:
    """Fill the tables of a new register, compute them, and mark rows that say the same; nothing is saved yet.

    Args:
        session: the running command.
        book: its book.
        batches: the rows, table by table.
        store: where the rows are.
        pool: the processes that work.
    """
    joiner = Joiner(store, replace(session.context, tables={}))
    joined = []
    for result in pool.map(joiner, batches):
        joined.append(result)
        progress.tell(_JOINING, len(joined), len(batches))
    keys = dict.fromkeys(batch.table for batch in batches)
    tables = [_Table(session, book, store, [batch for batch in joined if batch.table == key]) for key in keys]
    session.context.forget()
    for table in tables:
        table.compute(session)
    duplicates = Duplicates()
    drawn = []
    for done, table in enumerate(tables):
        progress.tell(_COMPARING, done, len(tables))
        drawn.append(pool.map(table.drawer(), table.pages(table.compare(duplicates))))
    # Meanwhile the other processes are drawing.
    steering.complete(session)
    figures(session)
    for table, pages in zip(tables, drawn, strict=True):
        book.fill(table.key, table.length, pages)
    return joined, duplicates

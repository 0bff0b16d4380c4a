"""A fresh register filled: its rows are joined, compared and drawn by the pool; here is what needs all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate

from addin import progress
from addin.book import settings_writer as steering
from addin.book.file.book import FileBook
from addin.book.recalculate import figures
from addin.book.session import Session
from addin.gathering.duplicates import Twins
from addin.gathering.joining import Batch, Drawer, Joined, Joiner, Page, compute, is_whole
from addin.gathering.rowstore import RowStore, Shelved
from addin.pool import Pool
from addin.xlsx.bulk import gc_paused
from udfs.lang import Text
from udfs.values import CellValue
from workbook_templates.formulas import RowRefs

_JOINING = Text("合并各行", "Joining rows")
_COMPARING = Text("比较各行", "Comparing rows")


class _Table:
    """A table of the register: its view shows the joined rows, and below them what the template has left blank."""

    def __init__(self, session: Session, book: FileBook, shelf: RowStore, joined: Sequence[Joined]) -> None:
        self._book, self._shelf, self._joined = book, shelf, joined
        self.view = book.view(joined[0].table)
        self.key, self._lang = joined[0].table, session.book.lang
        lengths = [made.stored.length for made in joined]
        self.starts, self.length = [0, *accumulate(lengths)][:-1], sum(lengths)
        data = self.view.data
        below = {key: values[self.length :] for key, values in data.columns.items()}
        data.columns = Shelved(shelf, [made.stored for made in joined], below)
        data.length = max(data.length, self.length)
        self._whole = [column for column in data.table.computed if is_whole(column, data.table)]
        self._typed = compute(session.context, data, self._whole)

    def compare(self, twins: Twins) -> dict[int, str]:
        """Return what 检查结果 is to say by row."""
        meanings = [text for made in self._joined for text in made.meanings]
        sentences = [text for made in self._joined for text in made.sentences]
        return twins.look(self.view, meanings, sentences, self._lang)

    def drawer(self) -> Drawer:
        """Return who draws the rows."""
        view = self.view
        refs = RowRefs(self._lang, view.letters(), view.data.table.name, view.headers)
        columns = ((column.key, column.computed) for column in view.data.table.computed)
        formulas = {key: known.native(refs) for key, known in columns if known and known.native and known.values}
        return Drawer(self._shelf, self._book.look_of(self.key), view.column_numbers, formulas)

    def pages(self, results: Mapping[int, str]) -> list[Page]:
        """Return the rows in portions, as they were joined."""
        return [self._page(made, start, results) for made, start in zip(self._joined, self.starts, strict=True)]

    def _page(self, made: Joined, start: int, results: Mapping[int, str]) -> Page:
        rows = range(start, start + made.stored.length)
        more: dict[str, Sequence[CellValue]] = {"result": [results.get(row) for row in rows]}
        typed: dict[str, AbstractSet[int]] = dict(made.typed)
        for column in self._whole:
            more[column.key] = self.view.data[column.key][rows.start : rows.stop]
            typed[column.key] = {row - start for row in self._typed.get(column.key, ()) if row in rows}
        return Page(made.stored, self.view.first_row + start, typed, more)


@gc_paused
def fill(
    session: Session, book: FileBook, batches: Sequence[Batch], shelf: RowStore, pool: Pool
) -> tuple[list[Joined], Twins]:
    """Fill the tables of a fresh register, compute them, and mark rows that say the same; nothing is saved yet.

    Args:
        session: the command at work.
        book: its book.
        batches: the rows, table by table.
        shelf: where they lie.
        pool: the processes that work.
    """
    joiner = Joiner(shelf, replace(session.context, tables={}))
    joined = []
    for made in pool.map(joiner, batches):
        joined.append(made)
        progress.tell(_JOINING, len(joined), len(batches))
    keys = dict.fromkeys(batch.table for batch in batches)
    tables = [_Table(session, book, shelf, [made for made in joined if made.table == key]) for key in keys]
    twins = Twins()
    drawn = []
    for done, table in enumerate(tables):
        progress.tell(_COMPARING, done, len(tables))
        drawn.append(pool.map(table.drawer(), table.pages(table.compare(twins))))
    # Other processes are drawing meanwhile.
    steering.complete(session)
    figures(session)
    for table, pages in zip(tables, drawn, strict=True):
        book.fill(table.key, table.length, pages)
    return joined, twins

"""How a report reads a workbook: words in its language, cells as people read them, tables of them."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.lang import Lang, Text
from workbook_templates.context import Context
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import Grid


class Reader:
    """What a report is about; the subjects of the reports are of this kind.

    Attributes:
        book: the workbook, computed.
    """

    book: Context

    @property
    def lang(self) -> Lang:
        """Return the workbook's language."""
        return self.book.lang

    def say(self, text: Text, **values: object) -> str:
        """Return words in the workbook's language, with values in their places."""
        return text.to(self.book.lang).format(**values)

    def read(self, table: str, key: str, row: int) -> str:
        """Return a cell of a table as it is read."""
        data = self.book.tables[table]
        return extracts.shown(data[key][row], data.table.column(key).kind)

    def grid(self, table: str, rows: Sequence[int], columns: Sequence[tuple[str, float]]) -> Grid:
        """Return rows of a table, in those of the columns that anything stands in."""
        data = self.book.tables[table]
        return extracts.grid_of(self.lang, data, rows, extracts.used(data, rows, columns), extracts.NO_VALUE)

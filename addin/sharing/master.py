"""The workbook that returned files are merged into: its rows by identity, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Mapping

from addin.book.port import Book, labels
from addin.sharing.records import Place
from addin.sharing.returned import Return
from udfs.values import CellValue, as_text, is_blank


class Master:
    """A workbook's tables as they are now; nothing is written here.

    Attributes:
        book: the workbook.
        views: its tables by key, the user's own columns included.
        rows: by table, the position of each filled row by its identity.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.views = {key: book.with_own(key) for key in book.tables()}
        self.rows = {
            key: {
                as_text(row_id): i
                for i, (row_id, full) in enumerate(zip(view.data["_id"], view.data.filled(), strict=True))
                if full and not is_blank(row_id)
            }
            for key, view in self.views.items()
        }

    def is_source_of(self, returned: Return) -> bool:
        """Return whether a file is a copy of this workbook: by its identity, or else by rows that are in both."""
        if returned.book and self.book.identity.book_id:
            return returned.book == self.book.identity.book_id
        return any(row_id in self.rows.get(key, {}) for key, ids in returned.ids.items() for row_id in ids)

    def key_columns(self, key: str) -> tuple[str, str]:
        """Return the columns that identify a row of a table to people: its number, its subject."""
        return "id", self.views[key].data.table.subject

    def value(self, place: Place) -> CellValue:
        """Return what a person typed into a cell; None if a formula computes it, or the row or column is missing."""
        key, row_id, column = place
        row, view = self.rows[key].get(row_id), self.views[key]
        if row is None or column not in view.column_numbers:
            return None
        is_computed = column in {c.key for c in view.data.table.columns if not c.typed}
        return None if is_computed and view.formulas[column][row] is not None else view.data[column][row]

    def address(self, place: Place) -> tuple[str, str]:
        """Return the sheet and the cell of a place; the cell is empty if the row or column is missing."""
        key, row_id, column = place
        row, view = self.rows[key].get(row_id), self.views[key]
        if row is None or column not in view.column_numbers:
            return view.sheet, ""
        return view.sheet, view.cell(column, row)

    def row_name(self, key: str, row_id: str) -> str:
        """Return the number and the subject of a row, empty if the master does not have it."""
        row = self.rows[key].get(row_id)
        if row is None:
            return ""
        data = self.views[key].data
        cells: Mapping[str, CellValue] = {column: values[row] for column, values in data.columns.items()}
        return labels(cells, data.table.subject)

"""A piece of an export: consecutive rows, the columns that are needed, and whole rows where somebody asks for them."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from addin.measuring.columns import Column, TextColumn, ValueColumn
from udfs.values import CellValue


class Batch(ABC):
    """Consecutive rows of an export.

    Attributes:
        length: how many there are.
    """

    length: int

    @abstractmethod
    def column(self, at: int) -> Column:
        """Return a column by its position in the file; one of those that are needed."""

    @abstractmethod
    def row(self, at: int) -> Sequence[CellValue]:
        """Return all cells of a row."""


class RowBatch(Batch):
    """Rows of Python values.

    Args:
        rows: the rows, which may be of different lengths.
        typed: whether the file itself tells numbers from text.
        values: makes values of cells as they were read; only cells that somebody asks for are made into values.
    """

    def __init__(
        self, rows: Sequence[Sequence[Any]], *, typed: bool, values: Callable[[list[Any]], list[CellValue]] = list
    ) -> None:
        self.length = len(rows)
        self._rows, self._typed, self._values = rows, typed, values

    def column(self, at: int) -> Column:
        """Return a column; a row that is too short has blank cells."""
        try:
            cells = [row[at] for row in self._rows]
        except IndexError:
            cells = [row[at] if at < len(row) else None for row in self._rows]
        return ValueColumn(self._values(cells), typed=self._typed)

    def row(self, at: int) -> Sequence[CellValue]:
        """Return all cells of a row."""
        return self._values([*self._rows[at]])


class TextBatch(Batch):
    """Rows of a text table, a line each, whose needed columns the columnar library has read.

    Args:
        table: the needed columns, by their positions as names.
        content: the lines, in UTF-8.
        delimiter: what separates their cells.
    """

    def __init__(self, table: Any, content: bytes, delimiter: str) -> None:  # noqa: ANN401 - no types
        self.length = table.num_rows
        self._table, self._content, self._delimiter = table, content, delimiter

    def column(self, at: int) -> Column:
        """Return a column."""
        return TextColumn(self._table.column(str(at)).chunk(0))

    def row(self, at: int) -> Sequence[CellValue]:
        """Return all cells of a row."""
        start, end = int(self._ends[at - 1]) + 1 if at else 0, int(self._ends[at]) if at < len(self._ends) else None
        return next((row for row, _ in text_rows(self._content[start:end].decode("utf-8"), self._delimiter)), [])

    @cached_property
    def _ends(self) -> NDArray[np.intp]:
        return np.flatnonzero(np.frombuffer(self._content, np.uint8) == ord("\n"))


def text_rows(text: str, delimiter: str) -> Iterator[tuple[list[CellValue], int]]:
    """Yield the rows of a text table and the lines read so far; blank cells are None, quotes as RFC 4180 has them."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in rows:
        yield [cell if cell.strip() else None for cell in row], rows.line_num

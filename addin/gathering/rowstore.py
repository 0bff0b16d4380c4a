"""A store of rows in a folder: the rows of all workbooks together may not fit into memory.

Every process that works on the rows of a register puts columns there and reads the ones that it needs.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from addin.gathering.source import Rows, Source
from udfs.problems import RefusalError, commands
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES

# The columns needed for renumbering: the rows' own numbers, and those that they refer to.
_NUMBERS = {
    key: {"id", *(column.key for column in table.columns if column.kind is Kind.LINK)} for key, table in TABLES.items()
}


class Stored(NamedTuple):
    """Columns in the store: the file, their length, and the offset of each in the file."""

    name: str
    length: int
    places: dict[str, int]


@dataclass(frozen=True)
class RowStore:
    """A folder for rows; other processes on this computer can use the same one."""

    folder: Path

    def put_source(self, number: int, source: Source) -> Source:
        """Store the rows of a source under its number; return the source with only the columns needed for renumbering."""
        with self._writing():
            for rows in source.tables:
                self._source(number, rows.table).write_bytes(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))
        return replace(source, tables=tuple(map(_outline, source.tables)))

    def rows(self, number: int, table: str) -> Rows:
        """Return the rows of a table of a source."""
        rows: Rows = pickle.loads(self._source(number, table).read_bytes())  # noqa: S301 - written by ourselves
        return rows

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Refuse if nothing more can be stored: the disk may be full."""
        try:
            yield
        except OSError as error:
            raise RefusalError(
                commands.CANNOT_WRITE, name=str(self.folder), reason=error.strerror or str(error)
            ) from error

    def _source(self, number: int, table: str) -> Path:
        return self.folder / f"{number}-{table}"

    def put(self, name: str, length: int, columns: Mapping[str, Sequence[CellValue]]) -> Stored:
        """Store columns under a name."""
        places = {}
        with self._writing(), (self.folder / name).open("wb") as stream:
            for key, values in columns.items():
                places[key] = stream.tell()
                pickle.dump(values, stream, pickle.HIGHEST_PROTOCOL)
        return Stored(name, length, places)

    def column(self, stored: Stored, key: str) -> list[CellValue]:
        """Return a column; a missing one is blank."""
        if key not in stored.places:
            return [None] * stored.length
        with (self.folder / stored.name).open("rb") as stream:
            stream.seek(stored.places[key])
            values: list[CellValue] = pickle.load(stream)  # noqa: S301 - written by ourselves
        return values

    def columns(self, stored: Stored) -> dict[str, list[CellValue]]:
        """Return all columns."""
        return {key: self.column(stored, key) for key in stored.places}


def _outline(rows: Rows) -> Rows:
    kept = {key: cells for key, cells in rows.columns.items() if key in _NUMBERS[rows.table]}
    return replace(rows, columns=kept, notes=())


class StoredColumns(MutableMapping[str, list[CellValue]]):
    """The columns of a table that is stored in pieces; a column is read when it is first used, and then cached.

    Args:
        store: where the pieces are.
        pieces: the table's rows from top to bottom.
        below: columns of the rows below them in the table; their keys are the keys of this mapping.
    """

    def __init__(self, store: RowStore, pieces: Sequence[Stored], below: Mapping[str, list[CellValue]]) -> None:
        self._store = store
        self._pieces = pieces
        self._below = dict(below)
        self._cache: dict[str, list[CellValue]] = {}

    def __getitem__(self, key: str) -> list[CellValue]:
        """Return a column; raises KeyError."""
        if key not in self._cache:
            below = self._below[key]
            pieces = (self._store.column(piece, key) for piece in self._pieces)
            self._cache[key] = [value for values in (*pieces, below) for value in values]
        return self._cache[key]

    def __setitem__(self, key: str, values: list[CellValue]) -> None:
        """Replace a stored column."""
        self._cache[key] = values

    def __delitem__(self, key: str) -> None:
        """Remove a column."""
        del self._below[key]
        self._cache.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of the columns."""
        return iter(self._below)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._below)

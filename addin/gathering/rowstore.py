"""Rows on their way into a register lie in a folder: memory need not hold what all files hold together.

Whoever works on them, in this process or another, puts columns there and takes those that are wanted.
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

# What rows are numbered by: their own numbers, and those that they refer to.
_NUMBERS = {
    key: {"id", *(column.key for column in table.columns if column.kind is Kind.LINK)} for key, table in TABLES.items()
}


class Stored(NamedTuple):
    """Columns on the shelf: the file, how long they are, and where in it each begins."""

    name: str
    length: int
    places: dict[str, int]


@dataclass(frozen=True)
class RowStore:
    """A folder for rows; it may be named to other processes of this computer."""

    folder: Path

    def keep_source(self, number: int, source: Source) -> Source:
        """Put the rows of a source away under its number; return it with what they are numbered by."""
        with self._room():
            for rows in source.tables:
                self._source(number, rows.table).write_bytes(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))
        return replace(source, tables=tuple(map(_outline, source.tables)))

    def rows(self, number: int, table: str) -> Rows:
        """Return the rows of a table of a source."""
        made: Rows = pickle.loads(self._source(number, table).read_bytes())  # noqa: S301 - written by ourselves
        return made

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Refuse where nothing more can be put away: the disk may be full."""
        try:
            yield
        except OSError as error:
            raise RefusalError(
                commands.CANNOT_WRITE, name=str(self.folder), reason=error.strerror or str(error)
            ) from error

    def _source(self, number: int, table: str) -> Path:
        return self.folder / f"{number}-{table}"

    def keep(self, name: str, length: int, columns: Mapping[str, Sequence[CellValue]]) -> Stored:
        """Put columns away under a name."""
        places = {}
        with self._room(), (self.folder / name).open("wb") as stream:
            for key, values in columns.items():
                places[key] = stream.tell()
                pickle.dump(values, stream, pickle.HIGHEST_PROTOCOL)
        return Stored(name, length, places)

    def column(self, stored: Stored, key: str) -> list[CellValue]:
        """Return a column; one that is not there is blank."""
        if key not in stored.places:
            return [None] * stored.length
        with (self.folder / stored.name).open("rb") as stream:
            stream.seek(stored.places[key])
            made: list[CellValue] = pickle.load(stream)  # noqa: S301 - written by ourselves
        return made

    def columns(self, stored: Stored) -> dict[str, list[CellValue]]:
        """Return all columns."""
        return {key: self.column(stored, key) for key in stored.places}


def _outline(rows: Rows) -> Rows:
    kept = {key: cells for key, cells in rows.columns.items() if key in _NUMBERS[rows.table]}
    return replace(rows, columns=kept, notes=())


class Shelved(MutableMapping[str, list[CellValue]]):
    """The columns of a table that lie on a shelf in pieces; one that is asked for is fetched and kept.

    Args:
        shelf: where they lie.
        pieces: the table's rows from top to bottom.
        below: columns of what follows in the table; they name the columns that there are.
    """

    def __init__(self, shelf: RowStore, pieces: Sequence[Stored], below: Mapping[str, list[CellValue]]) -> None:
        self._shelf = shelf
        self._pieces = pieces
        self._below = dict(below)
        self._known: dict[str, list[CellValue]] = {}

    def __getitem__(self, key: str) -> list[CellValue]:
        """Return a column; raises KeyError."""
        if key not in self._known:
            below = self._below[key]
            found = (self._shelf.column(piece, key) for piece in self._pieces)
            self._known[key] = [value for values in (*found, below) for value in values]
        return self._known[key]

    def __setitem__(self, key: str, values: list[CellValue]) -> None:
        """Put a column in the place of the one on the shelf."""
        self._known[key] = values

    def __delitem__(self, key: str) -> None:
        """Forget a column."""
        del self._below[key]
        self._known.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of the columns."""
        return iter(self._below)

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self._below)

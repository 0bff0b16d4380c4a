"""The content of a copy when it was sent, stored inside it as JSON, in pieces that fit into cells of a hidden sheet."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from addin.book import journal
from udfs.merge import Snapshot
from udfs.values import Cell, CellValue, ErrorValue
from udfs.worksheet import LONGEST_PIECE

_FORMAT = 1
# Versions of one copy hold one snapshot: it is decoded once. In characters; of larger ones too few would fit into memory.
_KNOWN, _LARGEST_KNOWN = 32, 1 << 18


class Sent(NamedTuple):
    """A copy as it was sent.

    Attributes:
        share: the copy's identity.
        book: the identity of the workbook that it was made from.
        many: whether several people got this one copy.
        rating: the rater's name if scores were asked for, otherwise empty.
        tables: what was sent, by table key.
        settings: texts and numbers on the sheet 设置, by defined name, row by row.
        notices: what this copy says above its tables and others do not; None where it was sent before this was noted.
    """

    share: str
    book: str
    many: bool
    rating: str
    tables: dict[str, Snapshot]
    settings: dict[str, list[CellValue]]
    notices: tuple[str, ...] | None = None


def pieces(sent: Sent) -> list[str]:
    """Return the snapshot as texts that each fit into a cell."""
    tables = {
        key: {"ids": list(table.ids), "columns": {name: _encoded(values) for name, values in table.columns.items()}}
        for key, table in sent.tables.items()
    }
    settings = {name: _encoded(values) for name, values in sent.settings.items()}
    content = {"format": _FORMAT, **sent._asdict(), "tables": tables, "settings": settings}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return [text[start : start + LONGEST_PIECE] for start in range(0, len(text), LONGEST_PIECE)]


def read(text: str) -> Sent | None:
    """Return the snapshot that the joined pieces contain, None if they are damaged or in a newer format.

    It may be shared by several readers: nothing in it is to be changed.
    """
    return (_known if len(text) < _LARGEST_KNOWN else _read)(text)


def packed(text: str) -> bytes:
    """Return the joined pieces packed: few readers need them once more, and `sent_rows` gives them what they look for."""
    return (_known_packed if len(text) < _LARGEST_KNOWN else _packed)(text)


def sent_rows(content: bytes) -> SentRows:
    """Return the rows of a packed snapshot that `read` has found whole."""
    return (_known_rows if len(content) < _LARGEST_KNOWN >> 2 else _rows)(content)


def _read(text: str) -> Sent | None:
    try:
        content = json.loads(text)
        if content["format"] != _FORMAT:
            return None
        tables = {
            str(key): Snapshot(
                list(map(str, table["ids"])), {name: _decoded(values) for name, values in table["columns"].items()}
            )
            for key, table in content["tables"].items()
        }
        settings = {str(name): _decoded(values) for name, values in content["settings"].items()}
        whole = all(len(values) == len(table.ids) for table in tables.values() for values in table.columns.values())
        notices = content.get("notices")
        sent = Sent(
            str(content["share"]),
            str(content["book"]),
            bool(content["many"]),
            str(content["rating"]),
            tables,
            settings,
            None if notices is None else tuple(map(str, notices)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return sent if whole else None


class SentRows:
    """The rows of a snapshot; each is decoded when it is asked for.

    Args:
        text: the joined pieces of the snapshot.
    """

    def __init__(self, text: str) -> None:
        self._tables = json.loads(text)["tables"]
        self._rows: dict[tuple[str, int], dict[str, CellValue]] = {}
        self._places = {
            (key, str(row_id)): at for key, table in self._tables.items() for at, row_id in enumerate(table["ids"])
        }

    def row(self, table: str, row_id: str) -> dict[str, CellValue]:
        """Return a row by column, empty if it was not sent."""
        at = self._places.get((table, row_id))
        if at is None:
            return {}
        if (table, at) not in self._rows:
            columns = self._tables[table]["columns"]
            self._rows[table, at] = {key: _value(column[at]) for key, column in columns.items()}
        return self._rows[table, at]


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), 1)


def _rows(content: bytes) -> SentRows:
    return SentRows(zlib.decompress(content).decode())


_known = lru_cache(maxsize=_KNOWN)(_read)
_known_packed = lru_cache(maxsize=_KNOWN)(_packed)
_known_rows = lru_cache(maxsize=_KNOWN)(_rows)


def _encoded(values: Sequence[CellValue]) -> list[object]:
    # An error value is stored as its text, because it is returned as the same text if nobody changes it.
    return [str(value) if isinstance(value, ErrorValue) else journal.encode(Cell(value)) for value in values]


def _decoded(values: Sequence[object]) -> list[CellValue]:
    if dict not in set(map(type, values)):
        return list(values)  # type: ignore[arg-type]  # JSON scalars are cell values
    return list(map(_value, values))


def _value(value: object) -> CellValue:
    # JSON scalars are cell values.
    return journal.decode(value).value if isinstance(value, dict) else value  # type: ignore[return-value]

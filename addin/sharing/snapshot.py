"""The content of a copy when it was sent, stored inside it as JSON, in pieces that fit into cells of a hidden sheet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from addin.book import journal
from udfs.merge import Snapshot
from udfs.values import Cell, CellValue, ErrorValue
from udfs.worksheet import LONGEST_PIECE

_FORMAT = 1


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


def read(texts: Sequence[CellValue]) -> Sent | None:
    """Return the snapshot that the pieces contain, None if they are damaged or in a newer format."""
    try:
        content = json.loads("".join(text for text in texts if isinstance(text, str)))
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
    """The rows of a snapshot that `read` has found whole; each is decoded when it is asked for.

    Args:
        text: the pieces of the snapshot, joined.
    """

    def __init__(self, text: str) -> None:
        self._tables = json.loads(text)["tables"]
        self._places = {
            (key, str(row_id)): at for key, table in self._tables.items() for at, row_id in enumerate(table["ids"])
        }

    def row(self, table: str, row_id: str) -> dict[str, CellValue]:
        """Return a row by column, empty if it was not sent."""
        at = self._places.get((table, row_id))
        return {} if at is None else {key: _value(column[at]) for key, column in self._tables[table]["columns"].items()}


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

"""What senders have returned so far, according to the hidden register: nothing is merged twice."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from addin.book.port import Book
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.context import OWN
from workbook_templates.tables.registers import RETURNS

Place = tuple[str, str, str]

# Stands in place of a column where a row as a whole is meant: the sender removed it, or it is there again.
ROW, REMOVED, PRESENT = "", "removed", "present"

# After the hash of a value that the workbook got from this sender and from nobody else.
_GIVEN = "*"
# What one entry of the register holds at most; 32,767 characters fit into a cell.
_LONGEST = 30_000
_PUNCTUATION = 30


@dataclass
class Record:
    """What one sender has returned.

    Attributes:
        saved: when the latest of their files was saved.
        digests: the hashes of their files.
        cells: the hash of the latest value of each changed cell, by table, row identity and column.
        given: the cells in which the workbook got that value from this sender and from nobody else.
    """

    saved: str = ""
    digests: set[str] = field(default_factory=set)
    cells: dict[Place, str] = field(default_factory=dict)
    given: set[Place] = field(default_factory=set)

    def copy(self) -> Record:
        """Return a record that can be changed by itself."""
        return Record(self.saved, set(self.digests), dict(self.cells), set(self.given))

    def rows(self, table: str) -> dict[str, dict[str, str]]:
        """Return the hashes of a table's cells, by row identity and column."""
        rows: dict[str, dict[str, str]] = {}
        for (key, row_id, column), mark in self.cells.items():
            if key == table:
                rows.setdefault(row_id, {})[column] = mark
        return rows


def records_of(book: Book) -> dict[str, Record]:
    """Return the records of a workbook by sender; damaged entries are ignored."""
    records: dict[str, Record] = {}
    if RETURNS.name not in book.table_sheets():
        return records
    data = book.register(RETURNS.key).data
    columns = (map(as_text, data[key]) for key in ("sender", "saved", "digest", "cells"))
    # What a sender said last counts, in whatever order their files were collected.
    for sender, saved, digest, cells in sorted(zip(*columns, strict=True), key=lambda entry: entry[1]):
        if is_blank(sender):
            continue
        record = records.setdefault(sender, Record())
        record.saved = max(record.saved, saved)
        record.digests.add(digest)
        for place, mark in _cells(cells):
            record.cells[place] = mark.removesuffix(_GIVEN)
            (record.given.add if mark.endswith(_GIVEN) else record.given.discard)(place)
    return records


def _cells(text: str) -> Iterator[tuple[Place, str]]:
    try:
        content = json.loads(text)
        for table, rows in content.items():
            for row, columns in rows.items():
                for column, mark in columns.items():
                    # An earlier version noted the columns that senders had added in another way.
                    key = OWN + column[1:] if column.startswith("?") else column
                    yield (str(table), str(row), str(key)), str(mark)
    except (ValueError, AttributeError):
        return


def entries(
    sender: str, saved: str, digest: str, cells: Mapping[Place, str], given: Container[Place]
) -> Iterator[dict[str, CellValue]]:
    """Yield the register's rows for a file: several if many cells were changed."""
    for places in _portions(list(cells)):
        content: dict[str, dict[str, dict[str, str]]] = {}
        for place in places:
            table, row, column = place
            mark = cells[place] + (_GIVEN if place in given else "")
            content.setdefault(table, {}).setdefault(row, {})[column] = mark
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        yield {"sender": sender, "saved": saved, "digest": digest, "cells": text}


def _portions(places: list[Place]) -> Iterator[list[Place]]:
    """Yield places by as many as one entry holds; one without places is an entry, too."""
    portion: list[Place] = []
    length = 0
    for place in places:
        needed = sum(map(len, place)) + _PUNCTUATION
        if portion and length + needed > _LONGEST:
            yield portion
            portion, length = [], 0
        portion.append(place)
        length += needed
    yield portion

"""What senders have returned so far, according to the hidden register: nothing is merged twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from addin.book.port import Book
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.tables.registers import RETURNS

Place = tuple[str, str, str]

# Cells in one entry of the register: each takes about thirty of the 32,767 characters that fit into a cell.
_CELLS = 500


@dataclass
class Record:
    """What one sender has returned.

    Attributes:
        saved: when the latest of their files was saved.
        digests: the hashes of their files.
        cells: the hash of the latest value of each changed cell, by table, row identity and column.
    """

    saved: str = ""
    digests: set[str] = field(default_factory=set)
    cells: dict[Place, str] = field(default_factory=dict)


def records_of(book: Book) -> dict[str, Record]:
    """Return the records of a workbook by sender; damaged entries are ignored."""
    records: dict[str, Record] = {}
    if RETURNS.name not in book.table_sheets():
        return records
    data = book.register(RETURNS.key).data
    for sender, saved, digest, cells in zip(
        *(data[key] for key in ("sender", "saved", "digest", "cells")), strict=True
    ):
        if is_blank(sender):
            continue
        record = records.setdefault(as_text(sender), Record())
        record.saved = max(record.saved, as_text(saved))
        record.digests.add(as_text(digest))
        record.cells |= _cells(as_text(cells))
    return records


def _cells(text: str) -> dict[Place, str]:
    try:
        content = json.loads(text)
        return {
            (str(table), str(row), str(column)): str(mark)
            for table, rows in content.items()
            for row, columns in rows.items()
            for column, mark in columns.items()
        }
    except (ValueError, AttributeError):
        return {}


def entries(sender: str, saved: str, digest: str, cells: dict[Place, str]) -> Iterator[dict[str, CellValue]]:
    """Yield the register's rows for a file: several if many cells were changed."""
    places = list(cells)
    for start in range(0, max(len(places), 1), _CELLS):
        content: dict[str, dict[str, dict[str, str]]] = {}
        for table, row, column in places[start : start + _CELLS]:
            content.setdefault(table, {}).setdefault(row, {})[column] = cells[table, row, column]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        yield {"sender": sender, "saved": saved, "digest": digest, "cells": text}

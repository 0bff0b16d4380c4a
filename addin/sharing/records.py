"""What senders have sent back so far, as the hidden register remembers it: nothing is merged twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from addin.book.port import Book
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.tables.registers import RETURNS

Place = tuple[str, str, str]

# Cells in one entry of the register: each takes some thirty characters of the 32,767 that a cell holds.
_CELLS = 500


@dataclass
class Record:
    """What one sender has sent back.

    Attributes:
        saved: when the latest of their files was saved.
        digests: the marks of their files.
        cells: the mark of the latest value of each changed cell, by table, row identity and column.
    """

    saved: str = ""
    digests: set[str] = field(default_factory=set)
    cells: dict[Place, str] = field(default_factory=dict)


def records_of(book: Book) -> dict[str, Record]:
    """Return the records of a workbook by sender; damaged entries are passed over."""
    found: dict[str, Record] = {}
    if RETURNS.name not in book.table_sheets():
        return found
    data = book.view(RETURNS.key).data
    for sender, saved, digest, cells in zip(
        *(data[key] for key in ("sender", "saved", "digest", "cells")), strict=True
    ):
        if is_blank(sender):
            continue
        record = found.setdefault(as_text(sender), Record())
        record.saved = max(record.saved, as_text(saved))
        record.digests.add(as_text(digest))
        record.cells |= _cells(as_text(cells))
    return found


def _cells(text: str) -> dict[Place, str]:
    try:
        told = json.loads(text)
        return {
            (str(table), str(row), str(column)): str(mark)
            for table, rows in told.items()
            for row, columns in rows.items()
            for column, mark in columns.items()
        }
    except (ValueError, AttributeError):
        return {}


def entries(sender: str, saved: str, digest: str, cells: dict[Place, str]) -> Iterator[dict[str, CellValue]]:
    """Yield the register's rows that tell of a file: several where many cells were changed."""
    places = list(cells)
    for start in range(0, max(len(places), 1), _CELLS):
        told: dict[str, dict[str, dict[str, str]]] = {}
        for table, row, column in places[start : start + _CELLS]:
            told.setdefault(table, {}).setdefault(row, {})[column] = cells[table, row, column]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        yield {"sender": sender, "saved": saved, "digest": digest, "cells": text}

"""Registers that commands keep: the sheet that a workbook gets, and rows written anew that stay where they stand."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from addin.book.journal import Change
from addin.book.port import View
from addin.book.session import Session
from addin.leftovers import scratch_folder
from udfs.lang import Lang
from udfs.problems import Finding, books
from udfs.values import KEEP, Cell, CellValue, Keep, as_text, is_blank, is_kept
from workbook_templates.catalogue import KNOWN_TABLES
from workbook_templates.model import Table

Row = Mapping[str, CellValue]


def refresh(
    session: Session, table: Table, rows: Sequence[Row], gone: Callable[[int], Row] | None = None
) -> list[Finding]:
    """Bring a register up to date, and write nothing where it is; return which of its columns are gone.

    Args:
        session: the command at work; the register is there.
        table: the register.
        rows: what it is to hold; each has its `_id`, the same every time.
        gone: gives what a row says whose `_id` is not among them, by its position. Without it such rows are emptied,
            and new ones take their places.
    """
    view = session.book.view(table.key)
    places = {as_text(row_id): i for i, row_id in enumerate(view.data["_id"]) if not is_blank(row_id)}
    wanted: dict[int, Row] = {places[as_text(row["_id"])]: row for row in rows if as_text(row["_id"]) in places}
    fresh = [row for row in rows if as_text(row["_id"]) not in places]
    filled = view.data.filled()
    left = [i for i, full in enumerate(filled) if full and i not in wanted]
    if gone is not None:
        wanted |= {i: gone(i) for i in left}
    else:
        last = max((i for i, full in enumerate(filled) if full), default=-1)
        spare = [i for i in range(last + 1) if i not in wanted]
        wanted |= {i: {} for i in left} | dict(zip(spare, fresh, strict=False))
        _identify(session, view, {i: wanted[i].get("_id") for i in spare if i in wanted})
        fresh = fresh[len(spare) :]
    for column in table.columns:
        if column.key == "_id" or column.key not in view.column_numbers:
            continue
        cells: list[Cell | Keep] = [KEEP] * view.data.length
        for i, row in wanted.items():
            if not is_kept(row.get(column.key), view.data[column.key][i]):
                cells[i] = Cell(row.get(column.key))
        session.put(view, column.key, cells)
    session.append(table, [{key: row[key] for key in row if key in view.column_numbers} for row in fresh])
    return [
        books.COLUMN_MISSING.at(view.sheet, table=table.sheet, column=column.label)
        for column in table.columns
        if column.key not in view.column_numbers
    ]


def _identify(session: Session, view: View, identities: Mapping[int, CellValue]) -> None:
    """Give rows another identity; logged by position, so that undo gives them their own back."""
    for at, row_id in identities.items():
        value = view.data["_id"][at]
        session.book.write(view.data.table.key, "_id", [Cell(row_id)], start=at)
        session.changes.append(Change(view.data.table.key, "_id", [f"#{at}"], [Cell(value)], [Cell(row_id)]))


@contextlib.contextmanager
def register_file(table: Table, lang: Lang) -> Iterator[Path]:
    """Give a workbook that holds nothing but a table kept by commands, for as long as it is taken over."""
    with scratch_folder() as folder:
        path = folder / "register.xlsx"
        path.write_bytes(_drawn(table.key, lang))
        yield path


@cache
def _drawn(key: str, lang: Lang) -> bytes:
    from workbook_templates.builder.book import register

    return register(KNOWN_TABLES[key], lang)

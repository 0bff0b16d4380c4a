"""The register 冲突: conflicts as its rows, with what does not fit into a cell kept beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from addin.book import journal
from addin.book.port import Book, labels
from addin.book.session import Session, new_id
from addin.sharing.conflicts import Conflict, DeletedRow, packed_row
from addin.sharing.master import Master
from addin.sharing.timestamps import format_saved
from udfs.values import Cell, CellValue, ErrorValue, as_text, plain
from udfs.worksheet import LONGEST_PIECE
from workbook_templates.catalogue import TABLES
from workbook_templates.context import OWN
from workbook_templates.tables.registers import CONFLICTS, LONG_CONFLICTS, OPEN


def unlisted(book: Book, conflicts: Sequence[Conflict]) -> list[tuple[Conflict, str]]:
    """Return the conflicts that are not open in the register, each with the value that resolving writes."""
    listed = _listed(book)
    return [(conflict, exact) for conflict, exact in _exact(conflicts) if conflict.key(_short(exact)) not in listed]


def list_conflicts(
    session: Session, master: Master, conflicts: Sequence[tuple[Conflict, str]], names: Mapping[str, str]
) -> None:
    """Put conflicts into the register, and beside it what does not fit into one of its cells.

    Args:
        session: the running command.
        master: the workbook that was merged into.
        conflicts: the conflicts, each with the value that resolving writes.
        names: who each sender is.
    """
    if conflicts:
        _list(session, [_row(master, names, *entry) for entry in conflicts])


def _exact(conflicts: Sequence[Conflict]) -> Iterator[tuple[Conflict, str]]:
    """Yield conflicts with the value that resolving writes, as the register stores it; a text is stored visibly."""
    for conflict in conflicts:
        exact = conflict.exact
        if isinstance(exact, DeletedRow):
            yield conflict, packed_row(exact)
        elif (isinstance(exact, str) and not isinstance(exact, ErrorValue)) or exact is None:
            yield conflict, ""
        else:
            yield conflict, json.dumps(journal.encode(Cell(exact)), ensure_ascii=False)


def _short(exact: str) -> str:
    """Return what the register of conflicts itself holds of a value: what is too long for it is kept beside it."""
    return exact if len(exact) <= LONGEST_PIECE else ""


def _listed(book: Book) -> set[tuple[str, ...]]:
    """Return the keys of the open conflicts in the register; what was settled may come up again."""
    if CONFLICTS.name not in book.table_sheets():
        return set()
    data = book.register(CONFLICTS.key).data
    columns = ("sender", "table_key", "row_key", "column_key", "theirs", "exact")
    keys = zip(*(map(as_text, data[column]) for column in columns), strict=True)
    return {key for key, state in zip(keys, data["state"], strict=True) if plain(state) in OPEN}


def _list(session: Session, rows: Sequence[dict[str, CellValue]]) -> None:
    """Put rows into the register of conflicts, and beside it what does not fit into one of its cells."""
    session.book.ensure(CONFLICTS.key)
    long: list[dict[str, CellValue]] = []
    for row in rows:
        exact = as_text(row["exact"])
        if not _short(exact):
            row |= {"_id": new_id(), "exact": ""}
            pieces = [exact[start : start + LONGEST_PIECE] for start in range(0, len(exact), LONGEST_PIECE)]
            long += [{"conflict": row["_id"], "piece": piece} for piece in pieces]
    session.append(CONFLICTS, rows)
    if long:
        session.book.ensure(LONG_CONFLICTS.key)
        session.append(LONG_CONFLICTS, long)


def _row(master: Master, names: Mapping[str, str], conflict: Conflict, exact: str) -> dict[str, CellValue]:
    """Return the row of the register of conflicts."""
    lang, table = master.book.lang, TABLES[conflict.table]
    known = conflict.column in {column.key for column in table.columns}
    return {
        "what": conflict.kind.value.to(lang),
        "table": table.sheet.to(lang),
        "where": master.row_name(conflict.table, conflict.row) or _name(conflict) or as_text(conflict.ours) or None,
        "column": table.column(conflict.column).label.to(lang) if known else conflict.column.removeprefix(OWN),
        "base": as_text(conflict.base),
        "ours": as_text(conflict.ours),
        "theirs": as_text(conflict.theirs),
        "who": names[conflict.sender],
        "when": format_saved(conflict.source.saved),
        "file": conflict.source.name,
        "state": OPEN.to(lang),
        "sender": conflict.sender,
        "table_key": conflict.table,
        "row_key": conflict.row,
        "column_key": conflict.column,
        "exact": exact,
    }


def _name(conflict: Conflict) -> str:
    """Return what a row is called that the workbook has no more."""
    exact = conflict.exact
    return labels(exact.whole, TABLES[conflict.table].subject) if isinstance(exact, DeletedRow) else ""

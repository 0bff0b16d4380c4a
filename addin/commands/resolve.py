"""处理冲突: applies the choices made on the sheet 冲突."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from addin.book import journal
from addin.book.journal import Change
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Outcome
from addin.sharing.conflicts import DeletedRow, Kind, texts_of, unpacked_row
from udfs.lang import Count, Text
from udfs.problems import Finding, RefusalError, mailing
from udfs.values import Cell, CellValue, as_text, is_blank, is_kept, plain
from workbook_templates.context import OWN
from workbook_templates.tables.registers import CONFLICTS, KEEP_OURS, KEPT, LONG_CONFLICTS, OPEN, TAKE_THEIRS, TAKEN


class _Entry(NamedTuple):
    """A conflict in the register: its row position, and its values by column."""

    place: int
    values: Mapping[str, CellValue]

    def text(self, key: str) -> str:
        return as_text(self.values[key])

    @property
    def kind(self) -> Kind | None:
        return next((kind for kind in Kind if self.text("what") in kind.value), None)


def resolve(book: Book, now: datetime) -> Outcome:
    """Apply the choices: write theirs into the tables, or keep ours; either way the conflict is settled."""
    session = Session(book, "resolve", now)
    entries = list(_open(book))
    if not entries:
        raise RefusalError(mailing.NO_CONFLICTS)
    view = book.register(CONFLICTS.key)
    states: dict[int, CellValue] = {}
    for entry in entries:
        choice = plain(entry.values["choice"])
        if choice in KEEP_OURS:
            states[entry.place] = KEPT.to(book.lang)
        elif choice in TAKE_THEIRS:
            refused = _take(session, entry)
            if refused is None:
                states[entry.place] = TAKEN.to(book.lang)
            else:
                session.findings.append(refused)
        elif choice:
            allowed = Text(f"{KEEP_OURS.zh} / {TAKE_THEIRS.zh}", f"{KEEP_OURS.en} / {TAKE_THEIRS.en}")
            session.findings.append(
                view.finding(mailing.CHOICE_UNKNOWN, "choice", entry.place, value=choice, allowed=allowed)
            )
    session.put_at(view, "state", states)
    session.read_again()
    session.findings += recalculate(session, fill=True).findings
    session.finish()
    left = len(entries) - len(states)
    message = Text(
        f"已处理 {len(states)} 处冲突，还有 {left} 处待处理",
        f"{Count(len(states)):conflict/conflicts} settled, {left} still open",
    )
    return Outcome(message, session.findings, changed=len(states))


def _open(book: Book) -> Iterator[_Entry]:
    if CONFLICTS.name not in book.table_sheets():
        return
    data = book.register(CONFLICTS.key).data
    for i, full in enumerate(data.filled()):
        if full and plain(data["state"][i]) in OPEN:
            yield _Entry(i, {column.key: data[column.key][i] for column in CONFLICTS.columns})


def _take(session: Session, entry: _Entry) -> Finding | None:
    """Take theirs; return why not, where that is not possible."""
    book, kind, key = session.book, entry.kind, entry.text("table_key")
    if kind is None or key not in book.tables():
        return _cannot(session, entry)
    view, row_id = book.with_own(key), entry.text("row_key")
    at = next((i for i, known in enumerate(view.data["_id"]) if row_id and as_text(known) == row_id), None)
    if kind is Kind.GONE:
        return _restore(session, entry, view, at)
    if at is None:
        return _cannot(session, entry)
    if kind is Kind.REMOVED:
        _clear(session, view, at)
        return None
    if kind is Kind.EXTRA:
        return _note(session, view, at, entry)
    return _set(session, view, at, entry)


def _cannot(session: Session, entry: _Entry) -> Finding:
    return session.book.view(CONFLICTS.key).finding(mailing.CANNOT_TAKE, "choice", entry.place)


def _set(session: Session, view: View, at: int, entry: _Entry) -> Finding | None:
    """Write a cell, unless ours was changed after the conflict was listed."""
    column = entry.text("column_key")
    if column not in view.column_numbers:
        return _cannot(session, entry)
    ours = as_text(_typed(view, column, at))
    if ours != entry.text("ours"):
        listed = session.book.view(CONFLICTS.key)
        session.put_at(listed, "ours", {entry.place: ours})
        return view.finding(mailing.CHANGED_SINCE_LISTED, column, at, ours=ours)
    exact = entry.text("exact")
    value = journal.decode(json.loads(exact)).value if exact else entry.values["theirs"]
    session.put_at(view, column, {at: value})
    return None


def _restore(session: Session, entry: _Entry, view: View, at: int | None) -> Finding | None:
    """Put a deleted row back as it was returned; if it is there again, write what this sender changed in it."""
    exact = entry.text("exact") or _long(session.book, entry)
    if not exact:
        return _cannot(session, entry)
    row = unpacked_row(exact)
    if at is not None:
        return _change(session, entry, view, at, row)
    here = {column: value for column, value in row.whole.items() if column in view.column_numbers}
    missing = {column: value for column, value in row.whole.items() if column not in here}
    if missing:
        if "notes" not in view.column_numbers:
            return _cannot(session, entry)
        here["notes"] = _joined(here.get("notes"), texts_of(view, missing, session.book.lang))
    session.append(view.data.table, [{**here, "_id": entry.text("row_key")}])
    return None


def _change(session: Session, entry: _Entry, view: View, at: int, row: DeletedRow) -> Finding | None:
    """Write what a sender changed in a row that was restored meanwhile, unless something else is there now."""
    if not set(row.changed) <= set(view.column_numbers):
        return _cannot(session, entry)
    ours = {column: _typed(view, column, at) for column in row.changed}
    shown = texts_of(view, ours, session.book.lang)
    for column, value in ours.items():
        expected = (row.changed[column], row.bases.get(column))
        if not any(is_kept(known, value) for known in expected) and shown != entry.text("ours"):
            session.put_at(session.book.view(CONFLICTS.key), "ours", {entry.place: shown})
            return view.finding(mailing.CHANGED_SINCE_LISTED, column, at, ours=shown)
    for column, value in row.changed.items():
        session.put_at(view, column, {at: value})
    return None


def _long(book: Book, entry: _Entry) -> str:
    """Return what to write where it is too long for the register of conflicts itself."""
    if LONG_CONFLICTS.name not in book.table_sheets():
        return ""
    data = book.register(LONG_CONFLICTS.key).data
    pieces = zip(data["conflict"], data["piece"], strict=True)
    return "".join(as_text(piece) for conflict, piece in pieces if as_text(conflict) == entry.text("_id"))


def _typed(view: View, column: str, at: int) -> CellValue:
    """Return what a person typed into a cell, None where a formula computes it."""
    is_typed = column.startswith(OWN) or view.data.table.column(column).typed
    return view.data[column][at] if is_typed or view.formulas[column][at] is None else None


def _clear(session: Session, view: View, at: int) -> None:
    """Empty a row, including its identity, so that what is typed there later is a new row; undo restores it."""
    row_id = view.data["_id"][at]
    key = view.data.table.key
    session.book.write(key, "_id", [Cell(None)], start=at)
    session.changes.append(Change(key, "_id", [f"#{at}"], [Cell(row_id)], [Cell(None)]))
    for column, values in list(view.data.columns.items()):
        own = column.startswith(OWN)
        if column != "_id" and (own or view.data.table.column(column).carried) and not is_blank(values[at]):
            session.put_at(view, column, {at: None})


def _note(session: Session, view: View, at: int, entry: _Entry) -> Finding | None:
    if "notes" not in view.column_numbers:
        return _cannot(session, entry)
    addition = f"{entry.text('column')}：{entry.text('theirs')}"
    session.put_at(view, "notes", {at: _joined(view.data["notes"][at], addition)})
    return None


def _joined(notes: CellValue, addition: str) -> str:
    return addition if is_blank(notes) else f"{as_text(notes)}\n{addition}"

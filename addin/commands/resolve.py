"""处理冲突: applies the choices made on the sheet 冲突."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from addin.book import journal
from addin.book.journal import Change
from addin.book.port import OWN, Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Outcome
from addin.sharing.conflicts import Kind
from udfs.lang import Count, Text
from udfs.problems import Finding, RefusalError, mailing
from udfs.values import Cell, CellValue, as_text, is_blank, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.tables.registers import CONFLICTS, KEEP_OURS, KEPT, OPEN, TAKE_THEIRS, TAKEN


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
    session.context = book.context(session.today)
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
    view = book.with_own(key)
    at = next((i for i, known in enumerate(view.data["_id"]) if as_text(known) == entry.text("row_key")), None)
    if kind is Kind.GONE:
        return _restore(session, entry, key) if at is None else None
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
    table = view.data.table
    is_typed = column.startswith(OWN) or table.column(column).typed
    ours = as_text(view.data[column][at]) if is_typed or view.formulas[column][at] is None else ""
    if ours != entry.text("ours"):
        listed = session.book.view(CONFLICTS.key)
        session.put_at(listed, "ours", {entry.place: ours})
        return view.finding(mailing.CHANGED_SINCE_LISTED, column, at, ours=ours)
    exact = entry.text("exact")
    value = journal.decode(json.loads(exact)).value if exact else entry.values["theirs"]
    session.put_at(view, column, {at: value})
    return None


def _restore(session: Session, entry: _Entry, key: str) -> Finding | None:
    exact = entry.text("exact")
    if not exact:
        return _cannot(session, entry)
    view = session.book.view(key)
    row = {
        column: journal.decode(value).value
        for column, value in json.loads(exact).items()
        if column in view.column_numbers
    }
    session.append(TABLES[key], [{**row, "_id": entry.text("row_key")}])
    return None


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
    notes, addition = as_text(view.data["notes"][at]), f"{entry.text('column')}：{entry.text('theirs')}"
    session.put_at(view, "notes", {at: f"{notes}\n{addition}" if notes else addition})
    return None

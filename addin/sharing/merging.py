"""Merging returned files into the master: which cells are taken, which rows are added, what is in conflict with ours."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from addin.book.port import labels
from addin.sharing.acceptance import in_order
from addin.sharing.conflicts import Conflict, DeletedRow, Kind, texts_of
from addin.sharing.master import Master
from addin.sharing.records import PRESENT, REMOVED, ROW, Place, Record
from addin.sharing.results import FileResult, Merged
from addin.sharing.returned import Return
from udfs.merge import ProposedValue, digest, identified, settle
from udfs.problems import mailing, versions
from udfs.values import CellValue, as_text, is_blank, is_kept
from workbook_templates.context import OWN

_SHORT = 6


class _Withdrawal(NamedTuple):
    """A value of a sender that a later version of their file has no more: it is as it was sent.

    `earlier` is the hash of the value.
    """

    result: FileResult
    place: Place
    base: CellValue
    earlier: str


def merge(master: Master, records: Mapping[str, Record], returns: Sequence[Return]) -> Merged:
    """Return the result of merging accepted files; the order of the files does not matter, nothing is written.

    Args:
        master: the workbook that is merged into.
        records: what each sender returned before.
        returns: the files as `accept` returns them; refused and known ones get a result without changes.
    """
    return _Merger(master, {sender: record.copy() for sender, record in records.items()}).merge(returns)


class _Merger:
    """One merge in progress; `records` is updated as files are read."""

    def __init__(self, master: Master, records: dict[str, Record]) -> None:
        self._master = master
        self._records = records
        self._proposals: dict[Place, dict[str, ProposedValue]] = {}
        self._result_of: dict[tuple[str, Place], FileResult] = {}
        self._new: dict[tuple[str, str], FileResult] = {}
        self._withdrawn: list[_Withdrawal] = []
        self._seen: dict[str, str] = {}
        self._merged = Merged()

    def merge(self, returns: Sequence[Return]) -> Merged:
        results = {id(source): FileResult(source) for source in returns}
        for source in in_order(returns):
            if source.is_new:
                self._read_changes(results[id(source)])
        self._merged.files = [results[id(source)] for source in returns]
        for place in sorted(self._proposals, key=self._from_top):
            self._settle(place)
        for withdrawal in self._withdrawn:
            self._list_withdrawn(withdrawal)
        self._add_rows()
        return self._merged

    def _from_top(self, place: Place) -> tuple[str, int, str, str]:
        """Return what sorts places as a person meets them, going down a sheet; new rows come last."""
        key, row_id, column = place
        rows = self._master.rows[key]
        return key, rows.get(row_id, len(self._master.views[key].data["_id"])), row_id, column

    # --- reading the changes of each file ---------------------------------------------------------------------------

    def _read_changes(self, result: FileResult) -> None:
        source = result.source
        record = self._records.setdefault(source.sender, Record())
        if not source.sent:
            self._merged.findings.append(mailing.NO_BASE.finding(name=source.name))
        self._merged.findings += source.notes
        # The copy as it was sent often lies beside the one that was filled in: it takes nothing back.
        as_sent = not any(changes.edits or changes.added or changes.removed for changes in source.changes.values())
        is_version = not as_sent or source.sender not in self._seen or source.saved > self._seen[source.sender]
        for key in self._master.views:
            if key in source.changes:
                self._read_table(result, key, record, is_version=is_version)
        record.saved = self._seen[source.sender] = max(record.saved, source.saved)

    def _read_table(self, result: FileResult, key: str, record: Record, *, is_version: bool) -> None:
        source, known_rows = result.source, self._master.rows[key]
        changes, before = source.changes[key], record.rows(key)
        rows: dict[str, dict[str, tuple[CellValue, CellValue]]] = {}
        for (row_id, column), edit in changes.edits.items():
            rows.setdefault(row_id, {})[column] = (edit.base, edit.value)
        own_rows = {row_id: _values_in(marks) for row_id, marks in before.items()}
        columns = self._master.key_columns(key)
        for row_id, added in identified(changes.added, source.sender, columns, known_rows, own_rows):
            rows[row_id] = {column: (None, value) for column, value in added.values.items()}
            if row_id not in known_rows and not own_rows.get(row_id):
                self._new.setdefault((key, row_id), result)
        for row_id, cells in rows.items():
            if self._has_row(key, row_id):
                for column, (base, value) in cells.items():
                    self._propose(result, (key, row_id, column), base, value, record)
            else:
                self._list_deleted_here(result, (key, row_id), cells)
        if is_version:
            self._read_rows_as_wholes(result, key, rows, before)
            self._read_withdrawn(result, key, rows, before)
        for row_id, heading, value in source.extras.get(key, ()):
            if self._is_news(result, (key, row_id, f"{OWN}{heading}"), digest(value)):
                self._list(result, Conflict(Kind.EXTRA, source, key, row_id, heading, None, None, value, value))

    def _has_row(self, key: str, row_id: str) -> bool:
        return row_id in self._master.rows[key] or (key, row_id) in self._new

    def _read_rows_as_wholes(
        self, result: FileResult, key: str, rows: Container[str], before: Mapping[str, Mapping[str, str]]
    ) -> None:
        """List rows that the sender removed, whether they were sent or came from them; note those that are there again."""
        source, record = result.source, self._records[result.source.sender]
        is_late, removed = _is_late(source, record), set(source.changes[key].removed)
        here = set(source.ids.get(key, ()))
        for row_id in source.changes[key].removed:
            if row_id in self._master.rows[key] and self._is_news(result, (key, row_id, ROW), REMOVED):
                self._list_removed(result, key, row_id)
                if is_late and before.get(row_id, {}).get(ROW) != REMOVED:
                    self._report_row_again(result, key, row_id)
        if not is_late:
            # Rows of their own: what an earlier version of the file had and this one has no more.
            for row_id in before:
                is_gone = row_id not in rows and row_id not in here and row_id not in removed
                if is_gone and self._has_row(key, row_id) and self._is_news(result, (key, row_id, ROW), REMOVED):
                    self._list_removed(result, key, row_id)
        for row_id, marks in before.items():
            is_again = marks.get(ROW) == REMOVED and (row_id in here or row_id in rows)
            if is_again and not is_late and self._is_news(result, (key, row_id, ROW), PRESENT):
                self._report_row_again(result, key, row_id)

    def _read_withdrawn(
        self,
        result: FileResult,
        key: str,
        rows: Mapping[str, Mapping[str, tuple[CellValue, CellValue]]],
        before: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Note the cells that the sender had changed in an earlier version and that are now as they were sent."""
        source, record = result.source, self._records[result.source.sender]
        here = set(source.ids.get(key, ()))
        if _is_late(source, record):
            for row_id, cells in rows.items():
                marks = before.get(row_id, {})
                if (key, row_id) in self._new and not marks:
                    self._is_news(result, (key, row_id, ROW), REMOVED)
                    self._list_removed(result, key, row_id)
                elif marks.get(ROW) != REMOVED:
                    for column in [column for column in cells if column not in marks]:
                        base, value = cells[column]
                        self._withdrawn.append(_Withdrawal(result, (key, row_id, column), base, digest(value)))
            return
        for row_id, marks in before.items():
            if row_id not in rows and row_id not in here:
                continue
            sent = source.as_sent(key, row_id)
            for column, mark in marks.items():
                is_compared = column in source.columns.get(key, ()) and column not in rows.get(row_id, {})
                if is_compared and self._is_news(result, (key, row_id, column), digest(sent.get(column))):
                    self._withdrawn.append(_Withdrawal(result, (key, row_id, column), sent.get(column), mark))

    def _list_deleted_here(
        self, result: FileResult, row: tuple[str, str], cells: Mapping[str, tuple[CellValue, CellValue]]
    ) -> None:
        """List a row that the sender changed and the master has deleted."""
        news = [self._is_news(result, (*row, column), digest(value)) for column, (_, value) in cells.items()]
        if any(news):
            changed = {column: value for column, (_, value) in cells.items()}
            whole = {**result.source.as_sent(*row), **result.source.whole.get(row, {}), **changed}
            filled = {column: value for column, value in whole.items() if not is_blank(value)}
            bases = {column: base for column, (base, _) in cells.items()}
            self._list_gone(result, row, DeletedRow(filled, changed, bases))

    def _list_gone(self, result: FileResult, row: tuple[str, str], gone: DeletedRow) -> None:
        view = self._master.views[row[0]]
        base, theirs = (texts_of(view, cells, self._master.book.lang) for cells in (gone.bases, gone.changed))
        self._list(result, Conflict(Kind.GONE, result.source, *row, "", base, None, theirs, gone))

    def _list_removed(self, result: FileResult, key: str, row_id: str) -> None:
        name = self._master.row_name(key, row_id) or self._new_name(key, row_id)
        self._list(result, Conflict(Kind.REMOVED, result.source, key, row_id, "", None, name, None, None))

    def _new_name(self, key: str, row_id: str) -> str:
        """Return the number and the subject of a row that is not in the master yet."""
        subject = self._master.views[key].data.table.subject
        proposed = {column: self._proposals.get((key, row_id, column), {}) for column in ("id", subject)}
        return labels({column: p.value for column, by in proposed.items() for p in by.values()}, subject)

    def _report_row_again(self, result: FileResult, key: str, row_id: str) -> None:
        address = self._master.address((key, row_id, "id"))
        name = self._master.row_name(key, row_id)
        self._merged.findings.append(versions.ROW_AGAIN.at(*address, name=result.source.name, row=name))

    def _is_news(self, result: FileResult, place: Place, mark: str) -> bool:
        """Return whether the sender sends this for the first time, and remember that they have."""
        record = self._records[result.source.sender]
        if _is_mark(record.cells.get(place), mark):
            return False
        self._remember(result, place, mark, record)
        return True

    def _propose(self, result: FileResult, place: Place, base: CellValue, value: CellValue, record: Record) -> None:
        sender, mark, known = result.source.sender, digest(value), record.cells.get(place)
        if _is_mark(known, mark):
            return
        ours = self._master.value(place)
        if known is not None:
            if _is_late(result.source, record):
                self._report_superseded(result, place, value)
                return
            earlier = self._proposals.get(place, {}).get(sender)
            if earlier is not None:
                self._report_superseded(self._result_of[sender, place], place, earlier.value)
                base = earlier.base
            elif place in record.given and _is_mark(known, digest(ours)) and not self._others_say(sender, place, known):
                base = ours  # ours is what this person sent before, and nobody else did: they have changed their mind
        self._proposals.setdefault(place, {})[sender] = ProposedValue(sender, base, value)
        self._result_of[sender, place] = result
        self._remember(result, place, mark, record)

    def _others_say(self, sender: str, place: Place, mark: str) -> bool:
        """Return whether somebody else sent the same value for a cell."""
        return any(_is_mark(record.cells.get(place), mark) for who, record in self._records.items() if who != sender)

    def _remember(self, result: FileResult, place: Place, mark: str, record: Record) -> None:
        record.cells[place] = result.cells[place] = mark
        record.given.discard(place)

    def _report_superseded(self, result: FileResult, place: Place, value: CellValue) -> None:
        column = self._master.views[place[0]].label(place[2])
        self._merged.findings.append(
            mailing.SUPERSEDED.at(
                *self._master.address(place), name=result.source.name, column=column, value=as_text(value)
            )
        )

    # --- deciding --------------------------------------------------------------------------------------------------

    def _settle(self, place: Place) -> None:
        key, row_id, column = place
        view, proposals = self._master.views[key], list(self._proposals[place].values())
        if column not in view.column_numbers:
            label = as_text(view.label(column).to(self._master.book.lang))
            for proposal in proposals:
                result, value = self._result_of[proposal.sender, place], proposal.value
                self._list(result, Conflict(Kind.EXTRA, result.source, key, row_id, label, None, None, value, value))
            return
        ours = self._master.value(place)
        settled = settle(ours, proposals)
        if settled.taken:
            self._merged.taken.setdefault((key, column), {})[row_id] = settled.value
            for proposal in proposals:
                result = self._result_of[proposal.sender, place]
                result.taken += (key, row_id) not in self._new
                if len(proposals) == 1:
                    result.given.add(place)
        for proposal in sorted(settled.refused, key=lambda proposal: proposal.sender):
            result, value = self._result_of[proposal.sender, place], proposal.value
            self._list(result, Conflict(Kind.CELL, result.source, *place, proposal.base, ours, value, value))

    def _list_withdrawn(self, withdrawal: _Withdrawal) -> None:
        """List a value that its sender has taken back and that is ours by now; where ours is another one, only say so."""
        result, place, base, earlier = withdrawal
        key, row_id, column = place
        ours = self._merged.taken.get((key, column), {}).get(row_id, self._master.value(place))
        if self._has_row(key, row_id) and _is_mark(earlier, digest(ours)):
            if not is_kept(base, ours):
                self._list(result, Conflict(Kind.BACK, result.source, *place, base, ours, base, base))
        else:
            args = {"name": result.source.name, "column": self._master.views[key].label(column), "value": as_text(base)}
            self._merged.findings.append(versions.VALUE_WITHDRAWN.at(*self._master.address(place), **args))

    def _add_rows(self) -> None:
        """Turn the values taken for rows that the master does not have into new rows."""
        for (key, row_id), result in sorted(self._new.items(), key=lambda entry: entry[0]):
            row: dict[str, CellValue] = {"_id": row_id}
            for (table, column), values in self._merged.taken.items():
                if table == key and row_id in values:
                    row[column] = values.pop(row_id)
            if len(row) > 1:
                result.added += 1
                self._merged.added.setdefault(key, []).append(row)

    def _list(self, result: FileResult, conflict: Conflict) -> None:
        result.conflicts += conflict.kind is not Kind.REMOVED
        result.removed += conflict.kind is Kind.REMOVED
        self._merged.conflicts.append(conflict)


def _values_in(marks: Mapping[str, str]) -> dict[str, str]:
    """Return the hashes of a row's values; blank cells and what is noted of the row as a whole are none."""
    return {column: mark for column, mark in marks.items() if column != ROW and mark != digest(None)}


def _is_late(source: Return, record: Record) -> bool:
    """Return whether a later version of the file was read before; one that does not say when it was saved counts as new."""
    return bool(source.saved) and source.saved < record.saved


def _is_mark(known: str | None, mark: str) -> bool:
    """Return whether a hash in the register is this one; earlier versions noted shorter ones."""
    return known is not None and (known == mark or (len(known) == _SHORT and mark.startswith(known)))

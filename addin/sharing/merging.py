"""Merging returned files into the master: which cells are taken, which rows are added, what is in conflict with ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from addin.book.port import labels
from addin.sharing.acceptance import in_order
from addin.sharing.conflicts import Conflict, Kind
from addin.sharing.master import Master
from addin.sharing.records import Place, Record
from addin.sharing.returned import Return
from udfs.merge import ProposedValue, digest, identified, settle
from udfs.problems import Finding, mailing
from udfs.values import CellValue, as_text


@dataclass
class FileResult:
    """The result for one file: counts, and the hashes of the changed cells that are new in it."""

    source: Return
    taken: int = 0
    added: int = 0
    conflicts: int = 0
    removed: int = 0
    scores: int = 0
    outside: int = 0
    cells: dict[Place, str] = field(default_factory=dict)


@dataclass
class Merged:
    """What is to be written into the master, and what is reported.

    Attributes:
        taken: values to write, by table and column, by row identity.
        added: new rows by table; each has its identity.
        conflicts: what goes into the register of conflicts.
        files: the result for each file, in the order in which the files were given.
        findings: what else is reported.
    """

    taken: dict[tuple[str, str], dict[str, CellValue]] = field(default_factory=dict)
    added: dict[str, list[dict[str, CellValue]]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    files: list[FileResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def merge(master: Master, records: Mapping[str, Record], returns: Sequence[Return]) -> Merged:
    """Return the result of merging accepted files; the order of the files does not matter, nothing is written.

    Args:
        master: the workbook that is merged into.
        records: what each sender returned before.
        returns: the files as `accept` returns them; refused and known ones get a result without changes.
    """
    own_records = {
        sender: replace(record, digests=set(record.digests), cells=dict(record.cells))
        for sender, record in records.items()
    }
    return _Merger(master, own_records).merge(returns)


class _Merger:
    """One merge in progress; `records` is updated as files are read."""

    def __init__(self, master: Master, records: dict[str, Record]) -> None:
        self._master = master
        self._records = records
        self._proposals: dict[Place, dict[str, ProposedValue]] = {}
        self._result_of: dict[tuple[str, Place], FileResult] = {}
        self._new: dict[tuple[str, str], FileResult] = {}
        self._merged = Merged()

    def merge(self, returns: Sequence[Return]) -> Merged:
        results = {id(source): FileResult(source) for source in returns}
        for source in in_order(returns):
            if source.is_new:
                self._read_changes(results[id(source)])
        self._merged.files = [results[id(source)] for source in returns]
        for place in sorted(self._proposals):
            self._settle(place)
        self._add_rows()
        return self._merged

    # --- reading the changes of each file ---------------------------------------------------------------------------

    def _read_changes(self, result: FileResult) -> None:
        source = result.source
        record = self._records.setdefault(source.sender, Record())
        if not source.sent:
            self._merged.findings.append(mailing.NO_BASE.finding(name=source.name))
        self._merged.findings += source.notes
        for key in self._master.views:
            if key in source.changes:
                self._read_table(result, key, record)
        record.saved = max(record.saved, source.saved)

    def _read_table(self, result: FileResult, key: str, record: Record) -> None:
        source, known_rows = result.source, self._master.rows[key]
        changes = source.changes[key]
        rows: dict[str, dict[str, tuple[CellValue, CellValue]]] = {}
        for (row_id, column), edit in changes.edits.items():
            rows.setdefault(row_id, {})[column] = (edit.base, edit.value)
        for row_id, added in identified(changes.added, source.sender, self._master.key_columns(key), known_rows):
            rows[row_id] = {column: (None, value) for column, value in added.values.items()}
            if row_id not in known_rows and not any((key, row_id, column) in record.cells for column in added.values):
                self._new.setdefault((key, row_id), result)
        for row_id, cells in rows.items():
            if row_id in known_rows or (key, row_id) in self._new:
                for column, (base, value) in cells.items():
                    self._propose(result, (key, row_id, column), base, value, record)
            else:
                values = {column: value for column, (_, value) in cells.items()}
                self._list_deleted_here(result, (key, row_id), values, source.whole.get((key, row_id)) or values)
        self._list_removed_and_extra(result, key)

    def _list_removed_and_extra(self, result: FileResult, key: str) -> None:
        """List rows that the sender removed and columns that they added."""
        source = result.source
        for row_id in source.changes[key].removed:
            if row_id in self._master.rows[key]:
                name = self._master.row_name(key, row_id)
                self._list(result, Conflict(Kind.REMOVED, source, key, row_id, "", None, name, None, None))
        for row_id, heading, value in source.extras.get(key, ()):
            if self._is_news(result, (key, row_id, f"?{heading}"), value):
                self._list(result, Conflict(Kind.EXTRA, source, key, row_id, heading, None, None, value, value))

    def _list_deleted_here(
        self, result: FileResult, row: tuple[str, str], cells: Mapping[str, CellValue], whole: dict[str, CellValue]
    ) -> None:
        """List a row that the sender changed and the master has deleted."""
        if any([self._is_news(result, (*row, column), value) for column, value in cells.items()]):  # noqa: C419 - remembers each
            theirs = labels(whole, self._master.views[row[0]].data.table.subject)
            self._list(result, Conflict(Kind.GONE, result.source, *row, "", None, None, theirs, whole))

    def _is_news(self, result: FileResult, place: Place, value: CellValue) -> bool:
        """Return whether the sender sends this value for the first time, and remember that they have."""
        record, mark = self._records[result.source.sender], digest(value)
        if record.cells.get(place) == mark:
            return False
        self._remember(result, place, mark, record)
        return True

    def _propose(self, result: FileResult, place: Place, base: CellValue, value: CellValue, record: Record) -> None:
        sender, mark, known = result.source.sender, digest(value), record.cells.get(place)
        if known == mark:
            return
        ours = self._master.value(place)
        if known is not None:
            if result.source.saved < record.saved:
                self._report_superseded(result, place, value)
                return
            earlier = self._proposals.get(place, {}).get(sender)
            if earlier is not None:
                self._report_superseded(self._result_of[sender, place], place, earlier.value)
            elif digest(ours) == known:
                base = ours  # ours is what the same person sent before: they have changed their mind
        self._proposals.setdefault(place, {})[sender] = ProposedValue(sender, base, value)
        self._result_of[sender, place] = result
        self._remember(result, place, mark, record)

    def _remember(self, result: FileResult, place: Place, mark: str, record: Record) -> None:
        record.cells[place] = result.cells[place] = mark

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
                self._result_of[proposal.sender, place].taken += (key, row_id) not in self._new
        for proposal in sorted(settled.refused, key=lambda proposal: proposal.sender):
            result, value = self._result_of[proposal.sender, place], proposal.value
            self._list(result, Conflict(Kind.CELL, result.source, *place, proposal.base, ours, value, value))

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

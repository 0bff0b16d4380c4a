"""What becomes of everything that came back: which cells are taken, which rows are added, what stands against ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from addin.book.port import Book, labels
from addin.sharing.records import Place, Record
from addin.sharing.returned import Return
from udfs.lang import Text
from udfs.merge import Added, ProposedValue, digest, identity_of, settle
from udfs.problems import Finding, mailing
from udfs.values import CellValue, as_text, is_blank


class Kind(Enum):
    """What a conflict is about; the text is what the register shows."""

    CELL = Text("两边都改", "Both changed")
    REMOVED = Text("对方删行", "Row removed")
    GONE = Text("我方已删行", "Row deleted here")
    EXTRA = Text("对方加列", "Column added")


class Conflict(NamedTuple):
    """Something of theirs that was not taken by itself.

    `source` is the file in which it came; `exact` is what resolving takes over: a value, or a whole row by column.
    """

    kind: Kind
    source: Return
    table: str
    row: str
    column: str
    base: CellValue
    ours: CellValue
    theirs: CellValue
    exact: CellValue | dict[str, CellValue]

    @property
    def sender(self) -> str:
        """Return whose it is."""
        return self.source.sender


@dataclass
class FileResult:
    """What became of one file: counts, and notes of its own."""

    source: Return
    known: bool = False
    taken: int = 0
    added: int = 0
    conflicts: int = 0
    removed: int = 0
    scores: int = 0
    cells: dict[Place, str] = field(default_factory=dict)


@dataclass
class Merged:
    """What is to be done to the master.

    Attributes:
        taken: values to write, by table and column, by row identity.
        added: new rows by table; each bears its identity.
        conflicts: what is listed.
        fates: what became of each file, in the order in which they came.
        findings: what else is to be told.
    """

    taken: dict[tuple[str, str], dict[str, CellValue]] = field(default_factory=dict)
    added: dict[str, list[dict[str, CellValue]]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    fates: list[FileResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Merger:
    """Merges returns into a book's tables; nothing is written here.

    Args:
        book: the master.
        records: what senders have sent back before; brought up to date with what they send now.
    """

    def __init__(self, book: Book, records: dict[str, Record]) -> None:
        self._book = book
        self._records = records
        self._views = {key: book.with_own(key) for key in book.tables()}
        self._at = {
            key: {
                as_text(row_id): i
                for i, (row_id, full) in enumerate(zip(view.data["_id"], view.data.filled(), strict=True))
                if full and not is_blank(row_id)
            }
            for key, view in self._views.items()
        }
        self._wishes: dict[Place, dict[str, ProposedValue]] = {}
        self._fate_of: dict[tuple[str, Place], FileResult] = {}
        self._new: dict[tuple[str, str], FileResult] = {}
        self.merged = Merged()

    def run(self, returns: Sequence[Return]) -> Merged:
        """Return what is to be done with everything that came back; the order of the files does not matter."""
        fates = {id(source): FileResult(source) for source in returns}
        for source in sorted(returns, key=lambda r: (r.saved, r.digest, r.name)):
            if source.refused is None:
                self._hear(fates[id(source)])
        self.merged.fates = [fates[id(source)] for source in returns]
        for place in sorted(self._wishes):
            self._settle(place)
        self._finish_rows()
        return self.merged

    # --- hearing what each file says -------------------------------------------------------------------------------

    def _hear(self, fate: FileResult) -> None:
        source = fate.source
        if not self.belongs(source):
            source.refused = Finding(mailing.OTHER_BOOK, "", "", {"name": source.name})
            return
        record = self._records.setdefault(source.sender, Record())
        fate.known = source.digest in record.digests
        if fate.known:
            return
        if not source.sent:
            self.merged.findings.append(Finding(mailing.NO_BASE, "", "", {"name": source.name}))
        self.merged.findings += source.notes
        for key in self._views.keys() & source.changes.keys():
            self._hear_table(fate, key, record)
        record.digests.add(source.digest)
        record.saved = max(record.saved, source.saved)

    def belongs(self, source: Return) -> bool:
        """Tell whether a file is a copy of this workbook: by its identity, else by rows that are in both."""
        if source.book and self._book.identity.book_id:
            return source.book == self._book.identity.book_id
        return any(row_id in self._at.get(key, {}) for key, ids in source.ids.items() for row_id in ids)

    def _hear_table(self, fate: FileResult, key: str, record: Record) -> None:
        source, at = fate.source, self._at[key]
        changes = source.changes[key]
        rows: dict[str, dict[str, tuple[CellValue, CellValue]]] = {}
        for (row_id, column), edit in changes.edits.items():
            rows.setdefault(row_id, {})[column] = (edit.base, edit.value)
        for row_id, added in self.identified(source, key, changes.added):
            rows[row_id] = {column: (None, value) for column, value in added.values.items()}
            if row_id not in at and not any((key, row_id, column) in record.cells for column in added.values):
                self._new.setdefault((key, row_id), fate)
        for row_id, cells in rows.items():
            if row_id in at or (key, row_id) in self._new:
                for column, (base, value) in cells.items():
                    self._wish(fate, (key, row_id, column), base, value, record)
            else:
                whole = source.whole.get((key, row_id)) or {column: value for column, (_, value) in cells.items()}
                self._absent(fate, (key, row_id), {column: value for column, (_, value) in cells.items()}, whole)
        self._hear_rest(fate, key)

    def _hear_rest(self, fate: FileResult, key: str) -> None:
        """List rows that were removed and columns that were added."""
        source, at = fate.source, self._at[key]
        for row_id in source.changes[key].removed:
            if row_id in at:
                summary = self._summary(key, row_id)
                self._list(fate, Conflict(Kind.REMOVED, source, key, row_id, "", None, summary, None, None))
        for row_id, heading, value in source.extras.get(key, ()):
            if self._is_news(fate, (key, row_id, f"?{heading}"), value):
                self._list(fate, Conflict(Kind.EXTRA, source, key, row_id, heading, None, None, value, value))

    def _absent(
        self, fate: FileResult, row: tuple[str, str], cells: Mapping[str, CellValue], whole: dict[str, CellValue]
    ) -> None:
        """List a row that was changed there and deleted here."""
        if any([self._is_news(fate, (*row, column), value) for column, value in cells.items()]):  # noqa: C419 - remembers each
            told = labels(whole, self._views[row[0]].data.table.subject)
            self._list(fate, Conflict(Kind.GONE, fate.source, *row, "", None, None, told, whole))

    def _is_news(self, fate: FileResult, place: Place, value: CellValue) -> bool:
        """Tell whether a sender says this for the first time, and remember that they have."""
        record, mark = self._records[fate.source.sender], digest(value)
        if record.cells.get(place) == mark:
            return False
        self._remember(fate, place, mark, record)
        return True

    def identified(self, source: Return, key: str, added: Sequence[Added]) -> Iterator[tuple[str, Added]]:
        """Give added rows an identity: the one that they bear where the master knows it, else one made from the row."""
        telling = ("id", self._views[key].data.table.subject)
        twins: Counter[str] = Counter()
        for row in added:
            if row.copied_from is None and row.bears is not None and row.bears in self._at[key]:
                yield row.bears, row
                continue
            plain = identity_of(source.sender, row.values, telling)
            yield identity_of(source.sender, row.values, telling, twins[plain]), row
            twins[plain] += 1

    def _wish(self, fate: FileResult, place: Place, base: CellValue, value: CellValue, record: Record) -> None:
        mark, known = digest(value), record.cells.get(place)
        if known == mark:
            return
        ours = self._ours(place)
        if known is not None:
            if fate.source.saved < record.saved:
                self._superseded(fate, place, value)
                return
            earlier = self._wishes.get(place, {}).get(fate.source.sender)
            if earlier is not None:
                self._superseded(self._fate_of[fate.source.sender, place], place, earlier.value)
            elif digest(ours) == known:
                base = ours  # ours is what the same person sent before: this is their second thought
        self._wishes.setdefault(place, {})[fate.source.sender] = ProposedValue(fate.source.sender, base, value)
        self._fate_of[fate.source.sender, place] = fate
        self._remember(fate, place, mark, record)

    def _remember(self, fate: FileResult, place: Place, mark: str, record: Record) -> None:
        record.cells[place] = fate.cells[place] = mark

    def _superseded(self, fate: FileResult, place: Place, value: CellValue) -> None:
        column = self._views[place[0]].label(place[2])
        args = {"name": fate.source.name, "column": column, "value": as_text(value)}
        self.merged.findings.append(Finding(mailing.SUPERSEDED, *self._where(place), args))

    # --- deciding --------------------------------------------------------------------------------------------------

    def _ours(self, place: Place) -> CellValue:
        key, row_id, column = place
        at, view = self._at[key].get(row_id), self._views[key]
        if at is None or column not in view.column_numbers:
            return None
        is_computed = column in {c.key for c in view.data.table.columns if not c.typed}
        return None if is_computed and view.formulas[column][at] is not None else view.data[column][at]

    def _settle(self, place: Place) -> None:
        key, row_id, column = place
        ours, wishes = self._ours(place), list(self._wishes[place].values())
        if column not in self._views[key].column_numbers:
            for wish in wishes:
                fate = self._fate_of[wish.sender, place]
                label = as_text(self._views[key].label(column).to(self._book.lang))
                self._list(
                    fate, Conflict(Kind.EXTRA, fate.source, key, row_id, label, None, None, wish.value, wish.value)
                )
            return
        settled = settle(ours, wishes)
        if settled.taken:
            self.merged.taken.setdefault((key, column), {})[row_id] = settled.value
            for wish in wishes:
                self._fate_of[wish.sender, place].taken += (key, row_id) not in self._new
        for wish in sorted(settled.refused, key=lambda wish: wish.sender):
            fate = self._fate_of[wish.sender, place]
            self._list(fate, Conflict(Kind.CELL, fate.source, *place, wish.base, ours, wish.value, wish.value))

    def _finish_rows(self) -> None:
        """Make rows of what was taken for rows that the master does not have."""
        for (key, row_id), fate in sorted(self._new.items(), key=lambda entry: entry[0]):
            row: dict[str, CellValue] = {"_id": row_id}
            for (table, column), values in self.merged.taken.items():
                if table == key and row_id in values:
                    row[column] = values.pop(row_id)
            if len(row) > 1:
                fate.added += 1
                self.merged.added.setdefault(key, []).append(row)

    def _list(self, fate: FileResult, conflict: Conflict) -> None:
        fate.conflicts += conflict.kind is not Kind.REMOVED
        fate.removed += conflict.kind is Kind.REMOVED
        self.merged.conflicts.append(conflict)

    # --- telling ---------------------------------------------------------------------------------------------------

    def _where(self, place: Place) -> tuple[str, str]:
        key, row_id, column = place
        view, at = self._views[key], self._at[key].get(row_id)
        return (
            (view.sheet, view.cell(column, at))
            if at is not None and column in view.column_numbers
            else (view.sheet, "")
        )

    def _summary(self, key: str, row_id: str) -> str:
        view, at = self._views[key], self._at[key][row_id]
        row: Mapping[str, CellValue] = {c: values[at] for c, values in view.data.columns.items()}
        return labels(row, view.data.table.subject)

    def name_of(self, key: str, row_id: str) -> str:
        """Return how a row is called, empty where the master does not have it."""
        return self._summary(key, row_id) if row_id in self._at[key] else ""

    def finding(self, conflict: Conflict, who: str) -> Finding:
        """Return what to say of a conflict, at the cell that it is about."""
        problem = {
            Kind.CELL: mailing.CONFLICT,
            Kind.REMOVED: mailing.ROW_REMOVED,
            Kind.GONE: mailing.ROW_DELETED_HERE,
            Kind.EXTRA: mailing.EXTRA_COLUMN,
        }[conflict.kind]
        column = conflict.column or "id"
        known = column in self._views[conflict.table].column_numbers
        label = self._views[conflict.table].label(column) if known else conflict.column
        sheet, cell = self._where((conflict.table, conflict.row, column if known else "id"))
        args = {"label": label, "ours": as_text(conflict.ours), "theirs": as_text(conflict.theirs), "who": who}
        return Finding(problem, sheet, cell, args)


def key_of(conflict: Conflict, exact: str) -> tuple[str, ...]:
    """Return what tells conflicts apart; `exact` is how the register keeps what resolving takes over."""
    return (conflict.sender, conflict.table, conflict.row, conflict.column, as_text(conflict.theirs), exact)

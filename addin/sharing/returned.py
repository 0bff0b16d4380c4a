"""Reading one returned workbook: what was changed in it since it was sent, worked out without the master.

Each file is read by itself, by several processes if there are many: only the differences are passed on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from addin.book.file.book import FileBook
from addin.book.port import View
from addin.outside.reading import OutsideItem
from addin.outside.report import rows_taken
from addin.sharing import snapshot
from addin.sharing.answer_sheets import ReturnedAnswers, open_answers, read_answers
from addin.sharing.beside import DayOff, changed_settings, days_off, outside_copy
from addin.sharing.changed_cells import dates_as_texts, formulas_in, without_pictures
from addin.sharing.copies import is_typed_over, settings_of
from addin.sharing.received import ReceivedFile
from addin.sharing.renamed import renamed_columns
from addin.sharing.snapshot import Sent, SentRows
from addin.sharing.timestamps import local_moment
from addin.xlsx.bulk import gc_paused
from udfs.merge import Changes, ReturnedTable, Snapshot, compare
from udfs.problems import Finding, RefusalError, answering, books, mailing
from udfs.values import CellValue, is_blank
from workbook_templates.catalogue import BASE_SHEET, SETTINGS_SHEET, TABLES
from workbook_templates.context import OWN, TableContext
from workbook_templates.identity import SHARE_NAME
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.tables.shared import BOOKKEEPING_KEYS

# A sheet with more new rows than this is not a returned copy.
_MOST_NEW_ROWS = 5_000
# A row of a table has half as many cells, calendars and settings have thousands; a file with more in all its sheets would
# take minutes to compare.
_CELLS_A_ROW, _MOST_MORE_CELLS = 60, 300_000
# The least that a value takes.
_BYTES_A_VALUE = len("<v/>")


@dataclass
class Return:
    """The content of a returned workbook.

    Attributes:
        name: the file.
        who: the person, as far as the file or the message names one.
        saved: when it was last saved, according to the file itself.
        digest: a hash of its bytes.
        share: the copy's identity, empty if it is not one of our copies or has lost its identity.
        marked: the copy's identity according to the workbook itself, not to what it says was sent.
        book: the identity of the workbook that it was made from.
        sent: whether it still contains the snapshot of what was sent.
        many: whether several people got this one copy.
        rating: the rater's name if it is a score sheet.
        changes: what was changed, by table.
        whole: the rows that were changed, as returned, by table and row identity.
        extras: values that are in no column of a table, by table: (row identity or empty, what they are, value).
        ids: the row identities in it, by table.
        columns: the columns that were compared, by table.
        snapshot: what was sent, compressed; `as_sent` reads it.
        notes: what to report about the file.
        outside: what stands outside its tables and was not sent.
        days: what its sheet 节假日 says.
        settings: what its sheet 设置 says, where nothing tells what was sent.
        answers: what it answers if it is an answer sheet.
        refused: why it cannot be merged, if so.
        collected_before: whether the same file was collected before.
    """

    name: str
    who: str = ""
    saved: str = ""
    digest: str = ""
    share: str = ""
    marked: str = ""
    book: str = ""
    sent: bool = False
    many: bool = False
    rating: str = ""
    changes: dict[str, Changes] = field(default_factory=dict)
    whole: dict[tuple[str, str], dict[str, CellValue]] = field(default_factory=dict)
    extras: dict[str, list[tuple[str, str, CellValue]]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    snapshot: bytes = b""
    notes: list[Finding] = field(default_factory=list)
    outside: list[OutsideItem] = field(default_factory=list)
    days: list[DayOff] = field(default_factory=list)
    settings: dict[str, list[CellValue]] = field(default_factory=dict)
    answers: ReturnedAnswers | None = None
    refused: Finding | None = None
    collected_before: bool = False

    @property
    def is_new(self) -> bool:
        """Return whether there is something to merge in it."""
        return self.refused is None and not self.collected_before

    @property
    def is_anonymous(self) -> bool:
        """Return whether it is an answer sheet of which nothing may tell whose it is."""
        return self.answers is not None and self.answers.form.anonymous

    @property
    def sender(self) -> str:
        """Return what identifies the sender: the copy, and also the person if several people got the same copy."""
        return self.share if self.share and not self.many else f"{self.share}/{self.who or self.name}"

    def as_sent(self, table: str, row_id: str) -> dict[str, CellValue]:
        """Return a row as it was sent, by column; empty if it was not sent or the file does not say what was."""
        return self._sent.row(table, row_id) if self.snapshot else {}

    @cached_property
    def _sent(self) -> SentRows:
        return snapshot.sent_rows(self.snapshot)


@gc_paused
def read_return(file: ReceivedFile) -> Return:
    """Return the content of a received file; whatever is wrong with it is part of the result."""
    returned = Return(file.name, file.sender, refused=file.refused)
    if returned.refused is not None:
        return returned
    try:
        _read(returned, file)
    except RefusalError as error:
        args = {key: file.name if key == "name" else value for key, value in error.finding.args.items()}
        returned.refused = error.finding.problem.at(error.finding.sheet, error.finding.cell, **args)
    return returned


def _read_answers(returned: Return, file: ReceivedFile) -> bool:
    """Read an answer sheet; return whether it is one. Of an anonymous one nothing is taken that says whose it is."""
    workbook = open_answers(file.path)
    if workbook is None:
        return False
    result = read_answers(workbook)
    if result is None:
        raise RefusalError(answering.SHEET_DAMAGED, name=returned.name)
    returned.answers, returned.outside = result
    form = returned.answers.form
    returned.digest = hashlib.sha256(workbook.content).hexdigest()[:16]
    returned.saved, saved_by = workbook.last_saved()
    returned.who = "" if form.anonymous else returned.who or saved_by
    returned.share, returned.marked, returned.book, returned.sent = form.share, form.share, form.book, True
    return True


def _read(returned: Return, file: ReceivedFile) -> None:
    try:
        book = FileBook(file.path, formula_texts=False, rows_below=True)
    except RefusalError as error:
        if error.finding.problem is books.NOT_OURS and _read_answers(returned, file):
            return
        raise
    returned.digest = hashlib.sha256(book.content).hexdigest()[:16]
    returned.saved, saved_by = book.last_saved()
    returned.who = returned.who or saved_by
    returned.book = book.identity.book_id
    returned.share = returned.marked = book.constant(SHARE_NAME) or ""
    # A file that does not say when it was saved counts as saved when it arrived here.
    saved = local_moment(returned.saved) or datetime.fromtimestamp(file.path.stat().st_mtime).astimezone()
    base = BASE_SHEET.to(book.lang)
    pieces = "".join(text for text in book.texts(base) if isinstance(text, str)) if base in book.sheets() else ""
    sent = snapshot.read(pieces)
    if sent is not None:
        # Few files need it once more, and many are read: it is passed on small, and read when it is needed.
        returned.snapshot = snapshot.packed(pieces)
        returned.sent, returned.share, returned.book = True, sent.share, sent.book
        returned.many, returned.rating = sent.many, sent.rating
    rows = sum(len(table.ids) for table in sent.tables.values()) if sent is not None else 0
    most = rows * _CELLS_A_ROW + _MOST_MORE_CELLS
    # Nearly every file is too small to hold so many.
    count = book.value_count() if book.size() > most * _BYTES_A_VALUE else 0
    if count > most:
        raise RefusalError(mailing.TOO_MANY_CELLS, name=returned.name, count=count, sent=rows)
    if book.identity.layout < LAYOUT_VERSION:
        returned.notes.append(mailing.OLDER_LAYOUT.finding(name=returned.name))
    for key in sent.tables if sent is not None else book.tables():
        if key not in book.tables():
            returned.notes.append(mailing.TABLE_GONE.finding(name=returned.name, table=TABLES[key].sheet))
        else:
            _table(returned, book, key, sent.tables[key] if sent is not None else None, saved.date())
    if sent is not None:
        returned.notes += _settings(returned, book, sent)
    else:
        returned.settings = settings_of(book)
    returned.days = days_off(book)
    returned.outside = outside_copy(book, sent)
    returned.notes += rows_taken(book, returned.name)


def _table(returned: Return, book: FileBook, key: str, sent: Snapshot | None, day: date) -> None:
    view = book.with_own(key)
    merged = [column for column in view.column_numbers if column not in BOOKKEEPING_KEYS]
    known = [*merged] if sent is None else [column for column in merged if column in sent.columns]
    columns = {column: _values(book, view, column, day) for column in known}
    base = sent if sent is not None else Snapshot((), {})
    if sent is not None:
        renamed, findings = renamed_columns(returned.name, view, sent, merged, date1904=book.date1904)
        returned.notes += findings
        columns |= {column: values for column, (_, values) in renamed.items()}
        # What was entered in a column that the copy did not have was blank when it was sent.
        extra = set(merged) - set(known) - {label for label, _ in renamed.values()}
        columns |= {column: view.data[column] for column in merged if column in extra and column.startswith(OWN)}
        base = Snapshot(sent.ids, {**{c: [None] * len(sent.ids) for c in columns}, **sent.columns})
    returned.columns[key] = frozenset(columns)
    own = [view.data[column] for column in merged if column.startswith(OWN)]
    full = [f or any(not is_blank(values[i]) for values in own) for i, f in enumerate(view.data.filled())]
    rows = sum(full)
    if rows > len(base.ids) + _MOST_NEW_ROWS:
        raise RefusalError(mailing.TOO_MANY_ROWS, name=returned.name, count=rows, sent=len(base.ids))
    ids = view.data["_id"]
    returned.ids[key] = [str(row_id) for row_id, f in zip(ids, full, strict=True) if f and not is_blank(row_id)]
    changes = returned.changes[key] = compare(base, ReturnedTable(ids, columns, full))
    without_pictures(book, view, changes)
    dates_as_texts(book, view, changes)
    for (row_id, _), edit in changes.edits.items():
        returned.whole.setdefault(
            (key, row_id), {c: v[edit.place] for c, v in columns.items() if not is_blank(v[edit.place])}
        )
    returned.notes += formulas_in(returned.name, view, changes)


def _values(book: FileBook, view: View, key: str, day: date) -> list[CellValue]:
    """Return a column as people filled it in: of a computed one only what they typed over the formula.

    A program that keeps values alone leaves those of the day on which it saved the file.
    """
    values, formulas = view.data[key], view.formulas[key]
    if key.startswith(OWN) or view.data.table.column(key).carried:
        return values
    kept: list[CellValue] = [None] * len(values)
    # Nearly always every cell holds its formula.
    if None not in formulas:
        return kept
    typed = [i for i, (v, f) in enumerate(zip(values, formulas, strict=True)) if f is None and not is_blank(v)]
    computed = view.data.table.column(key).computed
    if computed is not None and computed.momentary and not any(formulas):
        return kept  # of a clock such a program leaves what it said at that moment
    if typed and computed is not None and computed.values is not None:
        expected = computed.values(TableContext(book.context(day), view.data))
        for i in typed:
            if is_typed_over(values[i], None, expected[i]):
                kept[i] = values[i]
    return kept


def _settings(returned: Return, book: FileBook, sent: Sent) -> Iterator[Finding]:
    if SETTINGS_SHEET.to(book.lang) in book.sheets():
        yield from changed_settings(returned.name, sent.settings, settings_of(book))

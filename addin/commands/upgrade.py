"""升级: a copy of an older workbook in the present layout; the older one stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from addin.book.below import rows_below
from addin.book.file.book import FileBook
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.outside.items import items_outside
from addin.outside.reading import ItemKind
from addin.outside.report import item_findings
from addin.safefile import free, write_new
from addin.sharing.copies import computed_of, places_of, rows_of
from udfs.lang import Text, listed
from udfs.problems import Finding, RefusalError, books
from udfs.values import Cell, CellValue
from workbook_templates.builder.book import redrawn
from workbook_templates.catalogue import (
    GUIDE_SHEET,
    HOLIDAYS,
    KNOWN_TABLES,
    LOG_SHEET,
    SETTINGS_SHEET,
    SUMMARY_SHEET,
    TABLES,
    TEMPLATES,
)
from workbook_templates.context import TableData
from workbook_templates.model import LAYOUT_VERSION, Table
from workbook_templates.reports.registry import REPORTS
from workbook_templates.settings import CHOICE_SPELLINGS_NAME

NEW_NAME = Text("{stem}-新版.xlsx", "{stem}-upgraded.xlsx")
_OURS = (SUMMARY_SHEET, *(report.sheet for report in REPORTS), SETTINGS_SHEET, GUIDE_SHEET, LOG_SHEET)

# Rows of computed columns that hold what a person typed over the formula, by table and column.
_Kept = dict[str, dict[str, frozenset[int]]]


def upgrade(book: FileBook, now: datetime, target: Path) -> Outcome:
    """Make the copy with all rows, own columns, settings, registers and the log; what cannot come along is reported.

    Args:
        book: the older workbook; it is only read.
        now: the moment.
        target: the file to make; an existing one is never overwritten.
    """
    # The block came with the present layout, but not with its first workbooks; it may be deleted, too.
    if book.identity.layout >= LAYOUT_VERSION and book.area(CHOICE_SPELLINGS_NAME) is not None:
        raise RefusalError(books.LAYOUT_PRESENT)
    free(target)
    session = Session(book, "upgrade", now)
    beside = [item for item in items_outside(book) if item.kind is not ItemKind.SHEET]  # those have a line of their own
    content, typed_over, counts = _drawn(session)
    write_new(target, content)
    try:
        fresh = FileBook(target, writing=True)
        _keep(fresh, typed_over)
        counts += [_register(session, fresh, table) for table in _registers(book)]
        fresh.append_log(book.log())
        target_session = Session(fresh, "upgrade", now)
        target_session.identify()
        target_session.findings += recalculate(target_session, fill=True).findings
        target_session.finish()
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    headings = (Text("表", "Table"), Text("行数", "Rows"))
    listing = Listing(Text("带过来的", "What came along"), headings, [(words, count) for words, count in counts])
    message = Text(
        f"已按新版式另存为 {target}，原文件未动", f"{target} has the current layout; the older file stays as it is"
    )
    findings = [*_left(book), *rows_below(book), *item_findings(beside), *target_session.findings]
    return Outcome(message, findings, [listing], files=[target])


def _drawn(session: Session) -> tuple[bytes, _Kept, list[tuple[Text, int]]]:
    """Draw the tables anew; also return what was typed over formulas, and how many rows there are."""
    book = session.book
    keys = tuple(dict.fromkeys((*TEMPLATES[book.identity.template].tables, *book.tables())))
    context = replace(session.context, tables={})
    places: dict[str, list[int]] = {}
    for key in keys:
        if key not in book.tables():
            context.tables[key] = TableData.blank(TABLES[key], TABLES[key].blank_rows)
            continue
        view = book.with_own(key)
        places[key] = places_of(view)
        context.tables[key] = rows_of(view, places[key])
    if HOLIDAYS.key in session.context.tables:
        context.tables[HOLIDAYS.key] = session.context.tables[HOLIDAYS.key]
    typed_over = {key: computed_of(context, book.view(key), places[key]) for key in places}
    counts = [(TABLES[key].sheet, len(rows)) for key, rows in places.items()]
    return redrawn(context, book.identity, keys), typed_over, counts


def _keep(fresh: FileBook, typed_over: _Kept) -> None:
    """Let what a person had typed over formulas stand without the formulas that were drawn there."""
    for key, columns in typed_over.items():
        view = fresh.view(key)
        for column, rows in columns.items():
            for row in sorted(rows):
                fresh.write(key, column, [Cell(view.data[column][row])], start=row)


def _registers(book: FileBook) -> list[Table]:
    present = set(book.table_sheets())
    return [table for table in KNOWN_TABLES.values() if table.by_commands and table.name in present]


def _register(session: Session, fresh: FileBook, table: Table) -> tuple[Text, int]:
    """Bring the rows of a table that commands keep."""
    data = session.book.view(table.key).data
    rows: list[dict[str, CellValue]] = [
        {key: values[i] for key, values in data.columns.items()} for i, full in enumerate(data.filled()) if full
    ]
    fresh.ensure(table.key)
    Session(fresh, session.command, session.now).append(table, rows)
    return table.sheet, len(rows)


def _left(book: FileBook) -> list[Finding]:
    """Report which of the user's own sheets did not come along."""
    known = {words for text in _OURS for words in text} | {
        book.table_sheets()[name] for name in book.table_sheets() if _is_ours(name)
    }
    own = [name for name in book.sheets() if name not in known]
    return [books.OWN_SHEETS_LEFT.finding(sheets=listed(own))] if own else []


def _is_ours(name: str) -> bool:
    return any(table.name == name for table in KNOWN_TABLES.values())

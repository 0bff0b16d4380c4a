"""汇总: brings the sheet 汇总 up to date and shows its figures."""

from __future__ import annotations

from datetime import datetime

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.lang import Text
from udfs.problems import RefusalError, books
from udfs.serials import from_serial
from udfs.values import CellValue, is_blank, is_number
from workbook_templates.catalogue import SUMMARY_SHEET
from workbook_templates.summary import PANELS
from workbook_templates.summary_panels import Panel


def summary(book: Book, now: datetime) -> Outcome:
    """Recount everything on 汇总, write owners and lists, fit the charts."""
    session = Session(book, "summary", now)
    if SUMMARY_SHEET.to(book.lang) not in book.sheets():
        raise RefusalError(books.SHEET_MISSING, name=SUMMARY_SHEET)
    session.identify()
    changed, session.findings = recalculate(session, fill=True)
    session.finish()
    listings = []
    for table in book.tables():
        for panel in PANELS[table]:
            area = book.area(panel.area.name)
            if area is not None:
                listings.append(_listing(panel, [[figure.value for figure in line] for line in area.figures]))
    name = SUMMARY_SHEET
    message = Text(f"“{name.zh}”已按当前数据更新", f"“{name.en}” shows the current data")
    return Outcome(message, session.findings, [entry for entry in listings if entry.rows], changed)


def _listing(panel: Panel, values: list[list[CellValue]]) -> Listing:
    """Return what a panel shows, without its empty lines."""
    rows: list[tuple[CellValue | Text, ...]] = []
    for i, line in enumerate(values):
        if panel.row_labels:
            rows.append((panel.row_labels[i], _shown(line[0], panel.row_formats[i])))
        elif not is_blank(line[0]):
            rows.append(tuple(_shown(cell, style) for cell, style in zip(line, panel.formats, strict=True)))
    return Listing(panel.title, panel.headings, rows)


def _shown(cell: CellValue, style: str) -> CellValue:
    if not is_number(cell):
        return cell
    if style == "share":
        return f"{cell:.0%}"
    return from_serial(int(cell)) or cell if style == "date" else cell

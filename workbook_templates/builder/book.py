"""Builds a standard workbook: one entry, all sheets, formula and cached value together."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from udfs.lang import Lang
from udfs.workdays import WorkCalendar
from workbook_templates.builder import (
    calendar_sheet,
    guide_sheet,
    log_sheet,
    settings_sheet,
    summary_sheet,
    table_sheet,
)
from workbook_templates.builder.canvas import Canvas
from workbook_templates.catalogue import (
    GUIDE_SHEET,
    HOLIDAYS,
    LOG_SHEET,
    REGISTERS,
    SETTINGS_SHEET,
    SUMMARY_SHEET,
    TABLES,
    TEMPLATES,
    needs_calendar,
)
from workbook_templates.context import Context, TableData
from workbook_templates.identity import NAMES, Identity
from workbook_templates.model import LAYOUT_VERSION, Table
from workbook_templates.names import TemplateKey
from workbook_templates.settings import Settings
from workbook_templates.tables.holidays import published

# The index reaches this many years past the last published one, so that plans can be made before publication.
_YEARS_AHEAD = 2


def build(key: TemplateKey, lang: Lang, today: date, book_id: str, *, register: bool = False) -> bytes:
    """Return a clean standard workbook as the bytes of an .xlsx file; the same arguments give the same bytes.

    Args:
        key: which workbook.
        lang: language of labels, lists and messages in it.
        today: decides the years of the calendar and the cached values that depend on the day.
        book_id: the workbook's identity, written into it.
        register: its tables also say which workbook a row was gathered from.
    """
    from xlsxwriter import Workbook

    template = TEMPLATES[key]
    layouts = REGISTERS if register else TABLES
    context = _context([layouts[table] for table in template.tables], lang, today, calendar=needs_calendar(template))
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": template.label.to(lang), "created": datetime(today.year, today.month, today.day)})
    canvas = Canvas(book, context)
    identity = Identity(book_id, key, LAYOUT_VERSION, lang)
    for name, value in zip(NAMES, identity.texts(), strict=True):
        canvas.constant(name, value)
    # Sheets are added in tab order first, because areas and names refer across them.
    tables = {table: book.add_worksheet(TABLES[table].sheet.to(lang)) for table in template.tables}
    summary = book.add_worksheet(SUMMARY_SHEET.to(lang))
    settings = book.add_worksheet(SETTINGS_SHEET.to(lang))
    calendar = book.add_worksheet(HOLIDAYS.sheet.to(lang)) if context.calendar else None
    guide, log = book.add_worksheet(GUIDE_SHEET.to(lang)), book.add_worksheet(LOG_SHEET.to(lang))
    for table, sheet in tables.items():
        table_sheet.draw(canvas, sheet, context.tables[table])
    summary_sheet.draw(canvas, summary, template.tables)
    settings_sheet.draw(canvas, settings, template.tables)
    if calendar is not None:
        calendar_sheet.draw(canvas, calendar, context.tables[HOLIDAYS.key])
    guide_sheet.draw(canvas, guide, [layouts[table] for table in template.tables])
    log_sheet.draw(canvas, log)
    book.close()
    return _typed_blanks(stream.getvalue())


_BLANK_RESULT = re.compile(rb"(<c [^>]*)>(<f>[^<]*</f><v></v></c>)")


def _typed_blanks(content: bytes) -> bytes:
    """Return the workbook with empty formula results marked as text.

    XlsxWriter leaves them without a type, and a previewer that does not calculate may then show 0.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for info in made.infolist():
            part = made.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = _BLANK_RESULT.sub(rb'\1 t="str">\2', part)
            kept.writestr(info, part)
    return stream.getvalue()


def _context(tables: Sequence[Table], lang: Lang, today: date, *, calendar: bool) -> Context:
    context = Context(lang, today, Settings.defaults(lang))
    context.tables = {table.key: TableData.blank(table, table.blank_rows) for table in tables}
    if calendar:
        rows = [(day, kind.to(lang), name.to(lang)) for day, kind, name in published(today.year - 1)]
        last = max((day.year for day, _, _ in rows), default=today.year)
        first = date(today.year - 1, 1, 1)
        context.calendar = WorkCalendar.of(rows, first, date(max(last, today.year) + _YEARS_AHEAD, 12, 31))
        blank = [(None, None, None)] * HOLIDAYS.blank_rows
        columns = zip(*rows, *blank, strict=True)
        context.tables[HOLIDAYS.key] = TableData(
            HOLIDAYS, dict(zip(("day", "kind", "name"), map(list, columns), strict=True)), len(rows) + len(blank)
        )
    context.compute()
    return context

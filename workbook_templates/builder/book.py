"""Builds a standard workbook: one entry, all sheets, formula and cached value together."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from udfs.lang import Lang
from udfs.scheduling.workdays import WorkCalendar
from workbook_templates import geometry
from workbook_templates.builder import (
    calendar_sheet,
    guide_sheet,
    log_sheet,
    report_sheet,
    settings_sheet,
    summary_sheet,
    table_sheet,
)
from workbook_templates.builder.canvas import Canvas, Handout
from workbook_templates.builder.styles import RED_INK
from workbook_templates.catalogue import (
    BASE_SHEET,
    GATHERED,
    GUIDE_SHEET,
    HOLIDAYS,
    LOG_SHEET,
    SETTINGS_SHEET,
    SUMMARY_SHEET,
    TABLES,
    TEMPLATES,
    needs_calendar,
)
from workbook_templates.context import Context, TableData
from workbook_templates.identity import NAMES, SHARE_NAME, Identity
from workbook_templates.model import LAYOUT_VERSION, Table
from workbook_templates.names import TemplateKey
from workbook_templates.reports.registry import reports_of
from workbook_templates.settings import Settings
from workbook_templates.tables.holidays import known_days, last_index_year, published_years
from workbook_templates.zipped import MADE_ON

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# Nothing in a register depends on the day.
_NO_DAY = date(2000, 1, 1)
# Beside the title, where every other workbook has the legend.
_NOTICE_COLUMN = 3


# What people may do on the protected sheets of a copy, besides filling in: there is no password, only a handrail.
ALLOWED = {"sort": True, "autofilter": True, "format_cells": True, "format_columns": True, "format_rows": True}


def build(
    key: TemplateKey, lang: Lang, today: date, book_id: str, tables: Collection[str] = (), *, gathered: bool = False
) -> bytes:
    """Return a clean standard workbook as the bytes of an .xlsx file; the same arguments give the same bytes.

    Args:
        key: which workbook.
        lang: language of labels, lists and messages in it.
        today: decides the years of the calendar and the cached values that depend on the day.
        book_id: the workbook's identity, written into it.
        tables: those that it holds beside the ones of its kind.
        gathered: its tables also say which workbook a row was gathered from.
    """
    keys = tuple(table for table in TABLES if table in TEMPLATES[key].tables or table in tables)
    layouts = GATHERED if gathered else TABLES
    context = _context([layouts[table] for table in keys], lang, today, calendar=needs_calendar(keys))
    return _drawn(context, Identity(book_id, key, LAYOUT_VERSION, lang), keys)


def hand_out(context: Context, identity: Identity, tables: tuple[str, ...], handout: Handout) -> bytes:
    """Return a copy of a workbook for mailing: drawn anew, so that nothing goes out that is not meant to.

    Args:
        context: settings, calendar and the rows that are sent, everything computed.
        identity: the workbook's, so that the copy is known when it comes back.
        tables: the tables that go out.
        handout: what makes it a copy.
    """
    return _drawn(context, identity, tables, handout)


def redrawn(context: Context, identity: Identity, tables: tuple[str, ...]) -> bytes:
    """Return a workbook drawn anew in the present layout, with the settings and rows of an older one."""
    return _drawn(context, identity._replace(layout=LAYOUT_VERSION), tables)


def skeleton(key: TemplateKey, lang: Lang, tables: tuple[str, ...]) -> bytes:
    """Return a workbook with one blank row in each table and one day in its calendar.

    What stands round the tables is what every workbook of the kind has, and it is drawn many times as fast.
    """
    context = Context(lang, _NO_DAY, Settings.defaults(lang))
    context.tables = {table: TableData.blank(TABLES[table], 1) for table in tables}
    if needs_calendar(tables):
        context.put_calendar(WorkCalendar.of((), _NO_DAY, _NO_DAY))
        context.tables[HOLIDAYS.key] = TableData.blank(HOLIDAYS, 1)
    context.compute()
    return _drawn(context, Identity("", key, LAYOUT_VERSION, lang), tables)


def register(table: Table, lang: Lang) -> bytes:
    """Return a workbook that holds nothing but one of the tables kept by commands, to be taken over into another."""
    book, stream = begun(table.title.to(lang), _NO_DAY)
    canvas = Canvas(book, Context(lang, _NO_DAY, Settings.defaults(lang)))
    sheet = book.add_worksheet(table.sheet.to(lang))
    table_sheet.draw(canvas, sheet, TableData.blank(table, table.blank_rows))
    book.close()
    return stream.getvalue()


def begun(title: str, today: date) -> tuple[Workbook, io.BytesIO]:
    """Return a workbook to draw in, and where its bytes will be once it is closed."""
    from workbook_templates.builder.sheets import PlainBook

    stream = io.BytesIO()
    book = PlainBook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": datetime(today.year, today.month, today.day)})
    return book, stream


def _drawn(context: Context, identity: Identity, keys: tuple[str, ...], handout: Handout | None = None) -> bytes:
    lang = context.lang
    book, stream = begun(TEMPLATES[identity.template].label.to(lang), context.today)
    canvas = Canvas(book, context, handout)
    for name, value in zip(NAMES, identity.texts(), strict=True):
        canvas.constant(name, value)
    # A copy asks for what its recipient knows; reports stay in the house.
    drawn = reports_of(keys) if handout is None else ()
    # Sheets are added in tab order first, because areas and names refer across them.
    reports = [(report, book.add_worksheet(report.sheet.to(lang))) for report in drawn if report.in_front]
    tables = {table: book.add_worksheet(TABLES[table].sheet.to(lang)) for table in keys}
    summary = book.add_worksheet(SUMMARY_SHEET.to(lang))
    reports += [(report, book.add_worksheet(report.sheet.to(lang))) for report in drawn if not report.in_front]
    settings = book.add_worksheet(SETTINGS_SHEET.to(lang))
    calendar = book.add_worksheet(HOLIDAYS.sheet.to(lang)) if context.calendar else None
    guide, log = book.add_worksheet(GUIDE_SHEET.to(lang)), book.add_worksheet(LOG_SHEET.to(lang))
    for table, sheet in tables.items():
        table_sheet.draw(canvas, sheet, context.tables[table])
    summary_sheet.draw(canvas, summary, keys)
    for report, sheet in reports:
        report_sheet.draw(canvas, sheet, report)
    settings_sheet.draw(canvas, settings, keys)
    if calendar is not None:
        calendar_sheet.draw(canvas, calendar, context.tables[HOLIDAYS.key])
    others = [(SUMMARY_SHEET, summary_sheet.NOTE), *((report.sheet, report.note) for report, _ in reports)]
    others.append((SETTINGS_SHEET, settings_sheet.NOTE))
    if calendar is not None:
        others.append((HOLIDAYS.sheet, calendar_sheet.NOTE))
    guide_sheet.draw(canvas, guide, [context.tables[key].table for key in keys], others)
    log_sheet.draw(canvas, log)
    if handout is not None:
        _seal(canvas, handout, tables)
    book.close()
    return spelled_out(stream.getvalue())


def _seal(canvas: Canvas, handout: Handout, tables: Mapping[str, Worksheet]) -> None:
    """Say on top what is to be done, keep what was sent, and protect what is not to be filled in."""
    next(iter(tables.values())).write(
        geometry.TITLE_ROW - 1, _NOTICE_COLUMN, handout.notice, canvas.styles.make(bold=True, font_color=RED_INK)
    )
    for key, words in handout.under.items():
        sign_col = geometry.sign_col(canvas.context.tables[key].table)
        tables[key].write(geometry.SIGN_ROW - 1, sign_col - 1, words, canvas.styles.note)
    canvas.constant(SHARE_NAME, handout.share)
    base = canvas.book.add_worksheet(BASE_SHEET.to(canvas.lang))
    for row, piece in enumerate(handout.base):
        base.write_string(row, 0, piece)
    base.very_hidden()
    for sheet in canvas.book.worksheets():
        sheet.protect("", ALLOWED)


_BLANK_RESULT = re.compile(rb"(<c [^>]*)>(<f>[^<]*</f><v></v></c>)")
_CHART_END = b'<c:plotVisOnly val="1"/>'
# Programs wrap a label that is longer than a fifth of its chart.
_SCATTER, _WRAPPED, _ONE_LINE = b"<c:scatterChart>", b"<a:bodyPr/>", b'<a:bodyPr wrap="none"/>'


def spelled_out(content: bytes) -> bytes:
    """Return the workbook with what XlsxWriter leaves out and not every program takes as it is meant.

    Empty formula results are marked as text, else a previewer that does not calculate may show 0; charts say that
    blank cells are gaps, which the format itself would have as zeros, and that labels of lines stay on one line.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for info in package.infolist():
            part = package.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = _BLANK_RESULT.sub(rb'\1 t="str">\2', part)
            elif info.filename.startswith("xl/charts/chart"):
                part = part.replace(_CHART_END, _CHART_END + b'<c:dispBlanksAs val="gap"/>')
                part = part.replace(_WRAPPED, _ONE_LINE) if _SCATTER in part else part
            info.create_system = MADE_ON
            kept.writestr(info, part)
    return stream.getvalue()


def _context(tables: Sequence[Table], lang: Lang, today: date, *, calendar: bool) -> Context:
    context = Context(lang, today, Settings.defaults(lang))
    context.tables = {table.key: TableData.blank(table, table.blank_rows) for table in tables}
    if calendar:
        give_calendar(context)
    context.compute()
    return context


def give_calendar(context: Context) -> None:
    """Put in the days off that are known, and the working days that follow from them."""
    today, lang = context.today, context.lang
    rows = [(day, kind.to(lang), name.to(lang)) for day, kind, name in known_days(today.year - 1, today)]
    first, last = date(today.year - 1, 1, 1), last_index_year(max(published_years()), today)
    context.put_calendar(WorkCalendar.of(rows, first, date(last, 12, 31)))
    blank = [(None, None, None)] * HOLIDAYS.blank_rows
    columns = zip(*rows, *blank, strict=True)
    context.tables[HOLIDAYS.key] = TableData(
        HOLIDAYS, dict(zip(("day", "kind", "name"), map(list, columns), strict=True)), len(rows) + len(blank)
    )

"""Draws what a workbook gets when tables are added to it: whole new sheets, and further parts of sheets that are there.

Nothing that stands in the workbook is drawn again. What is new on 设置, 汇总 and 填写说明 is drawn below everything on them,
in the rows where it is to stand, so that names, formulas and charts point to the right cells from the start.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from workbook_templates.builder import (
    calendar_sheet,
    guide_sheet,
    report_sheet,
    settings_sheet,
    summary_sheet,
    table_sheet,
)
from workbook_templates.builder.book import begun, give_calendar, spelled_out
from workbook_templates.builder.canvas import Canvas
from workbook_templates.catalogue import HOLIDAYS, SETTINGS_SHEET, TABLES
from workbook_templates.choice_spellings import default_rows
from workbook_templates.context import Context, TableData
from workbook_templates.lists import LISTS
from workbook_templates.reports.model import Report
from workbook_templates.reports.registry import reports_of

# Between what stands on a sheet and what is added below it.
_GAP = 2
# How XlsxWriter marks names that belong to no single sheet.
_WHOLE_BOOK = -1


class End(NamedTuple):
    """A sheet that is there: what it is called, and its last row."""

    sheet: str
    row: int


@dataclass(frozen=True)
class Present:
    """What the workbook has already.

    Attributes:
        tables: the keys of its tables.
        names: its defined names, without those that point to nothing any longer.
        headers: name and headings of each of its tables, by key, as they stand there.
        settings: its sheet 设置, None where it has none.
        summary: its sheet 汇总.
        guide: its sheet 填写说明.
        has_calendar: whether it has the sheet 节假日.
    """

    tables: tuple[str, ...]
    names: Collection[str]
    headers: Mapping[str, tuple[str, Mapping[str, str]]]
    settings: End | None
    summary: End | None
    guide: End | None
    has_calendar: bool


class Addition(NamedTuple):
    """A workbook that holds what is added.

    Attributes:
        content: the bytes of the file.
        tables: the sheets of the tables.
        reports: the sheets of their reports.
        others: further new sheets.
        below: what goes below other sheets, by their names: the first and the last row of it.
        names: the defined names in it, and what they stand for; those of tables, too.
    """

    content: bytes
    tables: tuple[str, ...]
    reports: tuple[str, ...]
    others: tuple[str, ...]
    below: Mapping[str, tuple[int, int]]
    names: Mapping[str, str]


def wanted_calendar(present: Present, keys: Collection[str]) -> bool:
    """Return whether the workbook gets the sheet 节假日."""
    return not present.has_calendar and any(TABLES[key].timeline for key in (*present.tables, *keys))


def new_reports(present: Present, keys: Collection[str]) -> list[Report]:
    """Return the reports that come with tables and are not there yet."""
    known = reports_of(present.tables)
    fresh = (report for report in reports_of((*present.tables, *keys)) if report not in known)
    names = {name.casefold() for name in present.names}
    return [report for report in fresh if not all(area.name.casefold() in names for area in report.areas)]


def addition(context: Context, present: Present, keys: tuple[str, ...]) -> Addition:
    """Draw some tables, blank, and everything that goes with them.

    Args:
        context: settings, calendar and rows of the workbook; it is left as it is.
        present: what the workbook has.
        keys: the tables to be added.
    """
    lang = context.lang
    # What is worked out for the drawing must not be taken for what stands in the workbook.
    copies = {key: TableData(data.table, dict(data.columns), data.length) for key, data in context.tables.items()}
    context = replace(context, tables=copies)
    for key in keys:
        context.tables[key] = TableData.blank(TABLES[key], TABLES[key].blank_rows)
    if wanted_calendar(present, keys):
        give_calendar(context)
    context.settings = replace(context.settings, choice_spellings=_spellings(context, present))
    context.compute()
    book, stream = begun("", date(2000, 1, 1))
    canvas = Canvas(book, context, present=present.names)
    canvas.headers = {**canvas.headers, **present.headers}
    tables = [(key, book.add_worksheet(TABLES[key].sheet.to(lang))) for key in keys]
    reports = [(report, book.add_worksheet(report.sheet.to(lang))) for report in new_reports(present, keys)]
    calendar = book.add_worksheet(HOLIDAYS.sheet.to(lang)) if wanted_calendar(present, keys) else None
    settings = book.add_worksheet(present.settings.sheet if present.settings else SETTINGS_SHEET.to(lang))
    for key, sheet in tables:
        table_sheet.draw(canvas, sheet, context.tables[key])
    for report, sheet in reports:
        report_sheet.draw(canvas, sheet, report)
    if calendar is not None:
        calendar_sheet.draw(canvas, calendar, context.tables[HOLIDAYS.key])
    others = [] if calendar is None else [calendar.get_name()]
    below: dict[str, tuple[int, int]] = {}
    if present.settings is None:
        settings_sheet.draw(canvas, settings, keys)
        others.append(settings.get_name())
    else:
        first = present.settings.row + _GAP
        below[present.settings.sheet] = (first, settings_sheet.extend(canvas, settings, first, keys))
        settings.fit_to_pages(1, len(keys))
    if present.summary is not None:
        first = present.summary.row + _GAP
        sheet = book.add_worksheet(present.summary.sheet)
        below[present.summary.sheet] = (first, summary_sheet.extend(canvas, sheet, first, keys))
    if present.guide is not None:
        first = present.guide.row + _GAP
        notes = [(report.sheet, report.note) for report, _ in reports]
        notes += [] if calendar is None else [(HOLIDAYS.sheet, calendar_sheet.NOTE)]
        sheet = book.add_worksheet(present.guide.sheet)
        next_row = guide_sheet.extend(canvas, sheet, first, [TABLES[key] for key in keys], notes)
        sheet.set_h_pagebreaks([first - 1])
        below[present.guide.sheet] = (first, next_row - _GAP)
    book.close()
    sheets = tuple(sheet.get_name() for _, sheet in tables), tuple(sheet.get_name() for _, sheet in reports)
    names = {name: text for name, sheet, text, _ in book.defined_names if sheet == _WHOLE_BOOK}
    names |= dict.fromkeys((TABLES[key].name for key in keys), "")
    return Addition(spelled_out(stream.getvalue()), *sheets, tuple(others), below, names)


def _spellings(context: Context, present: Present) -> tuple[tuple[str, str, str], ...]:
    """Return what may be written for choices, for the lists that come now as in a new workbook."""
    has = {name.casefold() for name in present.names}
    fresh = {entry.label.to(context.lang) for entry in LISTS.values() if entry.name.casefold() not in has}
    own = context.settings.choice_spellings
    known = {label for label, _, _ in own}
    return (*own, *(row for row in default_rows(context.lang) if row[0] in fresh - known))

"""Draws what a workbook gets when tables are added to it: whole new sheets, and further parts of sheets that are there.

Nothing that stands in the workbook is drawn again. What is new on 设置, 汇总 and 填写说明 is drawn below everything on them,
in the rows where it is to stand, so that names, formulas and charts point to the right cells from the start.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

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

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Between what stands on a sheet and what is added below it.
_GAP = 2
# Nothing that is taken over depends on it.
_NO_DAY = date(2000, 1, 1)
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
        in_front: the one of them that is to be the first sheet of the workbook.
        others: further new sheets.
        below: what goes below other sheets, by their names: the first and the last row of it.
        names: the defined names in it, and what they stand for; those of tables, too.
    """

    content: bytes
    tables: tuple[str, ...]
    reports: tuple[str, ...]
    in_front: tuple[str, ...]
    others: tuple[str, ...]
    below: Mapping[str, tuple[int, int]]
    names: Mapping[str, str]


def wanted_calendar(present: Present, keys: Collection[str]) -> bool:
    """Return whether the workbook gets the sheet 节假日."""
    return not present.has_calendar and any(TABLES[key].has_calendar for key in (*present.tables, *keys))


def new_reports(
    present: Present, keys: Collection[str], asked: Collection[str] = (), without: Collection[str] = ()
) -> list[Report]:
    """Return the reports that come with tables, or are asked for by their keys, and are not there yet; but for some."""
    known = reports_of(present.tables)
    all_of_them = reports_of((*present.tables, *keys))
    wanted = (report for report in all_of_them if report.key not in without)
    fresh = (report for report in wanted if report not in known or report.key in asked)
    names = {name.casefold() for name in present.names}
    # One whose cells are all there has outlived its table, and serves it again.
    return [r for r in fresh if not r.areas or not all(area.name.casefold() in names for area in r.areas)]


def addition(
    context: Context,
    present: Present,
    keys: tuple[str, ...],
    asked: Collection[str] = (),
    without: Collection[str] = (),
) -> Addition:
    """Draw some tables, blank, and everything that goes with them.

    Args:
        context: settings, calendar and rows of the workbook; it is left as it is.
        present: what the workbook has.
        keys: the tables to be added.
        asked: keys of reports to be added although their tables are there already.
        without: keys of reports that are not to come.
    """
    context = _with_tables(context, present, keys)
    book, stream = begun("", _NO_DAY)
    canvas = Canvas(book, context, present=present.names)
    canvas.headers = {**canvas.headers, **present.headers}
    reports = new_reports(present, keys, asked, without)
    # Sheets come first, because areas and names refer across them.
    tables = [book.add_worksheet(TABLES[key].sheet.to(context.lang)) for key in keys]
    drawings = [book.add_worksheet(report.sheet.to(context.lang)) for report in reports]
    for key, sheet in zip(keys, tables, strict=True):
        table_sheet.draw(canvas, sheet, context.tables[key])
    for report, sheet in zip(reports, drawings, strict=True):
        report_sheet.draw(canvas, sheet, report)
    others = _other_sheets(canvas, present, keys)
    below = _below(canvas, present, keys, reports)
    book.close()
    names = {name: text for name, sheet, text, _ in book.defined_names if sheet == _WHOLE_BOOK}
    names |= dict.fromkeys((TABLES[key].name for key in keys), "")
    in_front = tuple(report.sheet.to(context.lang) for report in reports if report.in_front)
    others_named = _names(others)
    return Addition(
        spelled_out(stream.getvalue()), _names(tables), _names(drawings), in_front, others_named, below, names
    )


def _names(sheets: Sequence[Worksheet]) -> tuple[str, ...]:
    return tuple(sheet.get_name() for sheet in sheets)


def _with_tables(context: Context, present: Present, keys: tuple[str, ...]) -> Context:
    """Return a copy of what the workbook holds, with the new tables in it and everything worked out.

    What is worked out for the drawing must not be taken for what stands in the workbook.
    """
    copies = {key: TableData(data.table, dict(data.columns), data.length) for key, data in context.tables.items()}
    blank = {key: TableData.blank(TABLES[key], TABLES[key].blank_rows) for key in keys}
    settings = replace(context.settings, choice_spellings=_spellings(context, present))
    context = replace(context, tables={**copies, **blank}, settings=settings)
    if wanted_calendar(present, keys):
        give_calendar(context)
    context.compute()
    return context


def _other_sheets(canvas: Canvas, present: Present, keys: tuple[str, ...]) -> list[Worksheet]:
    """Draw the sheets 节假日 and 设置 where they are needed and not there."""
    sheets: list[Worksheet] = []
    if wanted_calendar(present, keys):
        sheets.append(canvas.book.add_worksheet(HOLIDAYS.sheet.to(canvas.lang)))
        calendar_sheet.draw(canvas, sheets[-1], canvas.context.tables[HOLIDAYS.key])
    if present.settings is None and keys:
        sheets.append(canvas.book.add_worksheet(SETTINGS_SHEET.to(canvas.lang)))
        settings_sheet.draw(canvas, sheets[-1], keys)
    return sheets


def _below(
    canvas: Canvas, present: Present, keys: tuple[str, ...], reports: Sequence[Report]
) -> dict[str, tuple[int, int]]:
    """Draw what goes below other sheets; return its first and last row by the names of the sheets."""
    below: dict[str, tuple[int, int]] = {}
    if present.settings is not None and keys:
        sheet, first = canvas.book.add_worksheet(present.settings.sheet), present.settings.row + _GAP
        below[present.settings.sheet] = (first, settings_sheet.extend(canvas, sheet, first, keys))
        sheet.fit_to_pages(1, len(keys))
    if present.summary is not None and keys:
        sheet, first = canvas.book.add_worksheet(present.summary.sheet), present.summary.row + _GAP
        below[present.summary.sheet] = (first, summary_sheet.extend(canvas, sheet, first, keys))
    if present.guide is not None:
        sheet, first = canvas.book.add_worksheet(present.guide.sheet), present.guide.row + _GAP
        notes = [(report.sheet, report.note) for report in reports]
        notes += [(HOLIDAYS.sheet, calendar_sheet.NOTE)] if wanted_calendar(present, keys) else []
        next_row = guide_sheet.extend(canvas, sheet, first, [TABLES[key] for key in keys], notes)
        sheet.set_h_pagebreaks([first - 1])
        below[present.guide.sheet] = (first, next_row - _GAP)
    return below


def _spellings(context: Context, present: Present) -> tuple[tuple[str, str, str], ...]:
    """Return what may be written for choices, for the lists that come now as in a new workbook."""
    has = {name.casefold() for name in present.names}
    fresh = {entry.label.to(context.lang) for entry in LISTS.values() if entry.name.casefold() not in has}
    own = context.settings.choice_spellings
    known = {label for label, _, _ in own}
    return (*own, *(row for row in default_rows(context.lang) if row[0] in fresh - known))

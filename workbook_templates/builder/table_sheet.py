"""Draws a table's sheet: title, sign-off line, bands, the Excel Table with formulas and cached values, print set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.lang import Text
from workbook_templates import geometry
from workbook_templates.agendas import step_of
from workbook_templates.areas.calendar import NOTE_CALENDAR
from workbook_templates.areas.gantt import periods_shown
from workbook_templates.builder import colouring, gantt, validation
from workbook_templates.builder.canvas import Canvas, write
from workbook_templates.builder.styles import ALERT, GREY_INK, INK, RED_INK, SOON, STEP_COLOURS
from workbook_templates.builder.widths import width_of
from workbook_templates.context import TableData
from workbook_templates.formulas import Block, RowRefs, at_row
from workbook_templates.model import Table
from workbook_templates.printing import written_areas

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SIGN_OFF = Text(
    "编制：____________    审核：____________    批准：____________    日期：____________",
    "Prepared: ____________    Reviewed: ____________    Approved: ____________    Date: ____________",
)
# The warning over a plan leaves room for a short one.
SHORT_SIGN_OFF = Text(
    "编制：_____ 审核：_____ 批准：_____ 日期：_____",
    "Prepared: ____ Reviewed: ____ Approved: ____ Date: ____",
)
_BESIDE_CHART = 13
# How many of the printed columns a warning over the plan runs across: in English it is as long as ten are wide.
_WARNING_COLUMNS = 11
FOOTER = Text("&C第 &P 页/共 &N 页", "&CPage &P of &N")
LEGEND = Text(
    f"表头：深蓝带 * 必填 · 浅蓝选填 · 灰色自动计算（不要手填）；格内 {ALERT} 有误或逾期 · {SOON} 快到期",
    f"Headers: dark with * required · light optional · grey computed; in cells {ALERT} wrong or overdue · {SOON} due soon",
)


def draw(canvas: Canvas, sheet: Worksheet, data: TableData) -> None:
    """Draw the sheet of one table with its rows."""
    table, styles, lang = data.table, canvas.styles, canvas.lang
    bottom = geometry.last_row(data.length)
    printed = geometry.printed_columns(table)
    sheet.set_row(geometry.TITLE_ROW - 1, 30)
    # Beside the chart it has no more room than the columns that are repeated there.
    title = styles.make(bold=True, font_size=_BESIDE_CHART, font_color=INK) if table.timeline else styles.title
    sheet.write(geometry.TITLE_ROW - 1, 0, table.title.to(lang), title)
    sheet.set_row(geometry.SIGN_ROW - 1, 20)
    small = styles.make(font_size=8, font_color=GREY_INK)
    below = table.purpose if table.by_commands else SHORT_SIGN_OFF if table.timeline else SIGN_OFF
    sheet.write(
        geometry.SIGN_ROW - 1, geometry.sign_col(table) - 1, below.to(lang), small if table.timeline else styles.note
    )
    if not table.by_commands:
        sheet.write(geometry.TITLE_ROW - 1, 3, LEGEND.to(lang), styles.note)
    if table.timeline:
        warning = styles.make(bold=True, font_color=RED_INK)
        canvas.area(NOTE_CALENDAR, sheet, geometry.SIGN_ROW, printed - _WARNING_COLUMNS, lambda _row, _col: warning)
    _columns(canvas, sheet, table)
    sheet.set_row(geometry.HEADER_ROW - 1, 42)
    for row in range(geometry.FIRST_ROW, bottom + 1):
        sheet.set_row(row - 1, table.row_heights[lang])
    _table(canvas, sheet, data, bottom)
    validation.apply(canvas, sheet, table, bottom)
    colouring.apply(canvas, sheet, table, bottom)
    areas = [Block.of_columns(first, last) for first, last in geometry.printed_pages(table)]
    if table.timeline:
        gantt.draw(canvas, sheet, table, bottom)
        first = geometry.gantt_first_col(table)
        areas.append(Block.of_columns(first, first + periods_shown(canvas.context) - 1))
    frozen = [column.key for column in table.columns].index(table.frozen) + 1
    sheet.freeze_panes(geometry.HEADER_ROW, frozen)
    step = step_of(table.key)
    if step is not None:
        sheet.set_tab_color(STEP_COLOURS[step])
    print_setup(sheet, FOOTER.to(lang))
    sheet.repeat_rows(geometry.BAND_ROW - 1, geometry.HEADER_ROW - 1)
    sheet.repeat_columns(0, frozen - 1)
    if not table.hidden:  # what has a print area is printed by some programs, hidden or not
        sheet.print_area_range = written_areas(areas, sheet.get_name())


def print_setup(sheet: Worksheet, footer: str, pages: int = 0) -> None:
    """Set A4 landscape with page numbers, one page wide and at most `pages` tall (0: as many as it takes)."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, pages)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(footer)
    sheet.hide_gridlines(2)


def _columns(canvas: Canvas, sheet: Worksheet, table: Table) -> None:
    """Set widths and write the band headings."""
    at = 0
    for band in table.bands:
        shown = [column for column in band.columns if not column.hidden]
        label, style = band.label.to(canvas.lang), canvas.styles.band
        if len(shown) > 1:
            sheet.merge_range(geometry.BAND_ROW - 1, at, geometry.BAND_ROW - 1, at + len(shown) - 1, label, style)
        else:
            sheet.write(geometry.BAND_ROW - 1, at, label, style)
        for i, column in enumerate(band.columns, at):
            sheet.set_column(i, i, width_of(column, canvas.lang), None, {"hidden": column.hidden})
        at += len(band.columns)


def _table(canvas: Canvas, sheet: Worksheet, data: TableData, bottom: int) -> None:
    table, lang, styles = data.table, canvas.lang, canvas.styles
    refs = RowRefs(lang, geometry.letters(table), table.name, {c.key: c.header(lang) for c in table.columns})
    formulas = {c.key: c.computed.native(refs) for c in table.computed if c.computed and c.computed.native}
    columns = []
    for column in table.columns:
        entry: dict[str, object] = {"header": column.header(lang), "header_format": styles.header_of(column)}
        columns.append(entry)
    sheet.add_table(
        geometry.HEADER_ROW - 1, 0, bottom - 1, len(columns) - 1,
        {"name": table.name, "columns": columns, "style": None, "autofilter": True},
    )  # fmt: skip
    # Given to `add_table`, a column's formula would be written into every row, and once more below with its value.
    for options, column in zip(sheet.tables[-1]["columns"], table.columns, strict=True):
        if column.key in formulas:
            options["formula"] = at_row(formulas[column.key], geometry.FIRST_ROW)
    for at, column in enumerate(table.columns):
        is_open = canvas.handout is not None and canvas.handout.opens(column)
        style = styles.body_of(column, open_=is_open, shut=canvas.handout is not None and not is_open)
        values = data[column.key]
        kept = canvas.handout.typed_over.get(table.key, {}).get(column.key, ()) if canvas.handout else ()
        for i in range(bottom - geometry.FIRST_ROW + 1):
            row = geometry.FIRST_ROW + i
            value = values[i] if i < data.length else None
            formula = at_row(formulas[column.key], row) if column.key in formulas and i not in kept else None
            write(sheet, row, at + 1, value, formula, style)

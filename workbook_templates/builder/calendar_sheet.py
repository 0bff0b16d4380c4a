"""Draws the sheet 节假日: the published days, and the working-day index that finish dates are looked up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.lang import Text
from udfs.scheduling.workdays import PROVISIONAL
from workbook_templates import geometry
from workbook_templates.areas.calendar import (
    CALENDAR_HEADS,
    COVERED,
    INDEX_COUNTS,
    INDEX_DATE,
    INDEX_WORK,
    calendar_area,
)
from workbook_templates.builder.canvas import Canvas, write
from workbook_templates.builder.styles import COMPUTED, COMPUTED_FILL, GREY_INK, INPUT_FILL
from workbook_templates.builder.table_sheet import FOOTER, print_setup
from workbook_templates.context import TableData
from workbook_templates.formulas import absolute, quoted
from workbook_templates.lists import CALENDARS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NOTE = Text(
    "每年国务院公布新安排后，把新一年的日期接着填在左表下方；右侧序列自动更新。休 = 不上班，班 = 周末调休上班。",
    "When a new year is published, add its days below the left table; the index follows. Off = no work, Work = make-up day.",
)
PROVISIONAL_NOTE = Text(
    "标着“暂定”的日子按法律推算（农历和节气已算好），没有调休；国务院公布后点功能区“节假日”（kaizen calendar）换成公布的。您自己填的行不会改动。",
    "Days marked “provisional” follow from the law; make-up days are not known. Once the year is published, Holidays on the "
    "ribbon (kaizen calendar) puts the published days in their place. Rows of your own are never changed.",
)
COVERED_LABEL = Text("已公布至", "Published until")
INDEX_BAND = Text("工作日序列（自动计算）", "Working-day index (computed)")
INDEX_HEADINGS = (Text("日期", "Date"), Text("休/班", "Off / on"), Text("工作日", "Works"))
KIND_ERROR = Text("请填 休 或 班", "Off or Work")
_INDEX_COL = 6


def draw(canvas: Canvas, sheet: Worksheet, data: TableData) -> None:
    """Draw the table of published days and the index."""
    from udfs.scheduling.workdays import KIND_OFF, KIND_ON

    table, styles, lang = data.table, canvas.styles, canvas.lang
    bottom = geometry.last_row(data.length)
    sheet.set_row(0, 30)
    sheet.write(0, 0, table.title.to(lang), styles.title)
    # Only the table is printed; the note keeps to its width.
    sheet.set_row(1, 45)
    sheet.merge_range(
        1, 0, 1, 2, NOTE.to(lang), styles.make(font_size=9, font_color=GREY_INK, text_wrap=True, valign="top")
    )
    sheet.merge_range(geometry.BAND_ROW - 1, 0, geometry.BAND_ROW - 1, 2, table.bands[0].label.to(lang), styles.band)
    columns = [{"header": c.header(lang), "header_format": styles.header()} for c in table.columns]
    options = {"name": table.name, "columns": columns, "style": None, "autofilter": True}
    sheet.add_table(geometry.HEADER_ROW - 1, 0, bottom - 1, len(columns) - 1, options)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        number_format = "yyyy-mm-dd" if column.key == "day" else "General"
        style = styles.cell(INPUT_FILL, align="center", num_format=number_format)
        for i, value in enumerate(data[column.key]):
            write(sheet, geometry.FIRST_ROW + i, at + 1, value, None, style)
    kinds = [KIND_OFF.to(lang), KIND_ON.to(lang)]
    rule = {"validate": "list", "source": kinds, "error_message": KIND_ERROR.to(lang)}
    sheet.data_validation(geometry.FIRST_ROW - 1, 1, bottom - 1, 1, rule)
    _grey_provisional(canvas, sheet, bottom)
    first, last = (f"{table.name}[{table.columns[at].header(lang)}]" for at in (0, -1))
    canvas.derive("cal_rows", f"{first}:{last}")
    _index(canvas, sheet)
    sheet.freeze_panes(geometry.HEADER_ROW, 0)
    print_setup(sheet, FOOTER.to(lang))
    sheet.set_portrait()
    sheet.repeat_rows(geometry.HEADER_ROW - 1)
    sheet.print_area_range = absolute(sheet.get_name(), 1, 1, bottom, 3)


def _grey_provisional(canvas: Canvas, sheet: Worksheet, bottom: int) -> None:
    """Tell provisional days from published ones at a glance; on paper their names do."""
    marked = ",".join(f"ISNUMBER(SEARCH({quoted(word)},$C{geometry.FIRST_ROW}))" for word in PROVISIONAL)
    look = canvas.book.add_format({"italic": True, "font_color": GREY_INK})
    rule = {"type": "formula", "criteria": f"=OR({marked})", "format": look}
    sheet.conditional_format(geometry.FIRST_ROW - 1, 0, bottom - 1, 2, rule)


def _index(canvas: Canvas, sheet: Worksheet) -> None:
    styles, lang, col = canvas.styles, canvas.lang, _INDEX_COL
    days = len(canvas.context.calendar.days()) if canvas.context.calendar else 0
    counts, last = col + INDEX_COUNTS, col + INDEX_COUNTS + CALENDARS - 1
    sheet.merge_range(geometry.BAND_ROW - 1, col - 1, geometry.BAND_ROW - 1, last - 1, INDEX_BAND.to(lang), styles.band)
    note = styles.make(font_size=9, font_color=GREY_INK, text_wrap=True, valign="top")
    sheet.merge_range(1, col - 1, 1, last - 1, PROVISIONAL_NOTE.to(lang), note)
    for i, words in enumerate(INDEX_HEADINGS):
        sheet.write(geometry.HEADER_ROW - 1, col - 1 + i, words.to(lang), styles.header(COMPUTED))
    canvas.area(CALENDAR_HEADS, sheet, geometry.HEADER_ROW, counts, lambda _row, _col: styles.header(COMPUTED))
    sheet.set_column(col - 1, last - 1, 12)
    sheet.set_row(geometry.HEADER_ROW - 1, 45)
    dates = styles.cell(COMPUTED_FILL, num_format="yyyy-mm-dd", align="center")
    whole = styles.cell(COMPUTED_FILL, align="center")
    canvas.area(calendar_area(days), sheet, geometry.FIRST_ROW, col, lambda _row, at: whole if at else dates)
    for name, at in (("cal_date", INDEX_DATE), ("cal_work", INDEX_WORK), ("cal_cum", INDEX_COUNTS)):
        canvas.name(name, sheet, geometry.FIRST_ROW, col + at, days)
    canvas.name("cal_cums", sheet, geometry.FIRST_ROW, counts, days, CALENDARS)
    sheet.write(geometry.HEADER_ROW - 1, last, COVERED_LABEL.to(lang), styles.header(COMPUTED))
    sheet.set_column(last, last, 14)
    canvas.area(COVERED, sheet, geometry.FIRST_ROW, last + 1, lambda _row, _col: dates)

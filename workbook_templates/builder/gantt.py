"""The Gantt area beside the plan: date headings by formula, bars by native conditional formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.lang import Text
from udfs.status import TASK_STATUS
from workbook_templates import geometry
from workbook_templates.areas import GANTT_HEAD
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.colouring import Look, look_format
from workbook_templates.builder.styles import BAND, INK, LINE
from workbook_templates.derived import IS_WEEKLY
from workbook_templates.formulas import absolute, column_letter, quoted
from workbook_templates.model import Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = Text(
    "甘特图：深色已完成 · 浅色计划 · 红色逾期 · 淡紫缓冲 · 黄色竖条为今天（单位和起始日在“设置”）",
    "Gantt: dark done · light planned · red overdue · violet buffer · yellow today (unit and first day on Settings)",
)
_DONE, _PLANNED, _LATE, _BUFFER, _TODAY, _REST = "#1F4E79", "#9DC3E6", "#E06666", "#D9D2E9", "#FFE699", "#E7E6E6"
_CELL_WIDTH = 2.9


def draw(canvas: Canvas, sheet: Worksheet, table: Table, bottom: int) -> str:
    """Draw the area and return the reference of what is printed of it."""
    first, last = geometry.gantt_first_col(table), geometry.gantt_last_col(table)
    styles = canvas.styles
    sheet.set_column(first - 2, first - 2, 1.5)
    sheet.set_column(first - 1, last - 1, _CELL_WIDTH)
    sheet.write(geometry.SIGN_ROW - 1, first - 1, TITLE.to(canvas.lang), styles.note)
    months = styles.make(bold=True, font_size=8, font_color=INK, bg_color=BAND)
    days = styles.make(font_size=8, rotation=90, align="center", num_format="m/d", border=1, border_color=LINE,
                       font_color=INK, bg_color=BAND)  # fmt: skip
    canvas.area(GANTT_HEAD, sheet, geometry.BAND_ROW, first, lambda row, _col: days if row else months)
    blank = styles.make(border=4, border_color=LINE)
    for row in range(geometry.FIRST_ROW, bottom + 1):
        for col in range(first, last + 1):
            sheet.write_blank(row - 1, col - 1, None, blank)
    _bars(canvas, sheet, table, bottom)
    # The heading rows are repeated on every page; the rows above would be cut off by the repeated first columns.
    return absolute(sheet.get_name(), geometry.FIRST_ROW, first, bottom, last)


def _bars(canvas: Canvas, sheet: Worksheet, table: Table, bottom: int) -> None:
    first, last = geometry.gantt_first_col(table), geometry.gantt_last_col(table)
    cell = {key: f"${letter}{geometry.FIRST_ROW}" for key, letter in geometry.letters(table).items()}
    day = f"{column_letter(first)}${geometry.HEADER_ROW}"
    step = f"IF({IS_WEEKLY.name},7,1)"
    dated = f"ISNUMBER({cell['start']}),ISNUMBER({cell['finish']})"
    within = f"{day}<={cell['finish']},{day}+{step}>{cell['start']}"
    late = f"{cell['status']}={quoted(TASK_STATUS[3].to(canvas.lang))}"
    done_until = f"{cell['start']}+({cell['finish']}-{cell['start']}+1)*{cell['progress']}"
    done = f"AND(ISNUMBER({cell['progress']}),{cell['progress']}>0,MAX({day},{cell['start']})<{done_until})"
    finished = f"{cell['status']}={quoted(TASK_STATUS[2].to(canvas.lang))}"
    today = f"AND({day}<=TODAY(),{day}+{step}>TODAY())"
    in_buffer = f"ISNUMBER({cell['latest']}),{day}>{cell['finish']},{day}<={cell['latest']}"
    rest = f"IFERROR(INDEX(cal_work,INT({day})-INDEX(cal_date,1)+1)=0,FALSE)"
    rules = (
        (f"AND({dated},{within},OR({finished},{done}))", Look(_DONE)),
        (f"AND({dated},{within},{late})", Look(_LATE)),
        (f"AND({dated},{within})", Look(_PLANNED)),
        (f"AND({dated},{in_buffer})", Look(_BUFFER)),
        (today, Look(_TODAY)),
        (f"AND(NOT({IS_WEEKLY.name}),{rest})", Look(_REST)),
    )
    for test, look in rules:
        options = {"type": "formula", "criteria": "=" + test, "format": look_format(canvas, look), "stop_if_true": True}
        sheet.conditional_format(geometry.FIRST_ROW - 1, first - 1, bottom - 1, last - 1, options)
    heading = {"type": "formula", "criteria": "=" + today, "format": look_format(canvas, Look(_TODAY))}
    sheet.conditional_format(geometry.HEADER_ROW - 1, first - 1, geometry.HEADER_ROW - 1, last - 1, heading)

"""The Gantt area beside the plan: date headings by formula, bars by native conditional formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from udfs.lang import Text
from udfs.scheduling.tasks import CRITICAL
from udfs.status import TASK_STATUS
from workbook_templates import geometry
from workbook_templates.areas.gantt import FEWEST_SHOWN, GANTT_PERIODS, gantt_head
from workbook_templates.builder import styles
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.colouring import look_format
from workbook_templates.builder.looks import Look
from workbook_templates.builder.styles import ALERT, BAND, INK, IS_CRITICAL, IS_DONE, LINE
from workbook_templates.formulas import column_letter, quoted
from workbook_templates.model import Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEGEND = Text(
    f"甘特图：深蓝已完成（{IS_DONE}）· 浅蓝计划 · 橙色关键（{IS_CRITICAL}）· 红色逾期（{ALERT}）· 浅红预计拖延 · 淡紫缓冲 · "
    "黑色里程碑 · 黄色今天",
    f"Gantt: dark blue done ({IS_DONE}) · light blue planned · orange critical ({IS_CRITICAL}) · red overdue ({ALERT}) · "
    "pink forecast overrun · violet buffer · black milestone · yellow today",
)
_STEERED = Text("（单位和起始日在“设置”）", " (unit and first day on Settings)")
_CELL_WIDTH = 2.9
# Bars are drawn by conditional formats alone, so the area may reach further than the rows that are there: a row pasted
# below the table has its bar at once.
_ROWS_AHEAD = 500


def draw(canvas: Canvas, sheet: Worksheet, table: Table, bottom: int) -> None:
    """Draw the area."""
    first, last = geometry.gantt_first_col(table), geometry.gantt_last_col(table)
    formats = canvas.styles
    sheet.set_column(first - 2, first - 2, 1.5)
    sheet.set_column(first - 1, last - 1, _CELL_WIDTH)
    # It wraps within the columns that are always printed.
    legend = formats.make(font_size=8, font_color=styles.GREY_INK, text_wrap=True, valign="vcenter")
    text = LEGEND.to(canvas.lang) + _STEERED.to(canvas.lang)
    top, below = geometry.TITLE_ROW - 1, geometry.SIGN_ROW - 1
    sheet.merge_range(top, first - 1, below, first + FEWEST_SHOWN - 2, text, legend)
    months = formats.make(bold=True, font_size=8, font_color=INK, bg_color=BAND)
    days = formats.make(font_size=8, rotation=90, align="center", num_format="m/d", border=1, border_color=LINE,
                       font_color=INK, bg_color=BAND)  # fmt: skip
    unseen = formats.make(num_format=";;;")

    def style(row: int, col: int) -> Format:
        return unseen if col == GANTT_PERIODS else days if row else months

    canvas.area(gantt_head(), sheet, geometry.BAND_ROW, first, style)
    # A page on which no cell has anything of its own, not even lines, some programs do not print.
    edge = formats.make(left=4, border_color=LINE)
    for row in range(geometry.FIRST_ROW, bottom + 1):
        sheet.write_blank(row - 1, first - 1, None, edge)
    _bars(canvas, sheet, table, max(bottom, geometry.FIRST_ROW + _ROWS_AHEAD - 1))


def _bar(cell: Mapping[str, str], finished: str) -> tuple[str, str]:
    """Return first and last day of a task's bar: actual dates where there are any, else what was planned.

    Of what is at work the forecast counts where it is earlier; where it is later, the rest is drawn as overrun.
    """
    start, finish, early = cell["start"], cell["finish"], cell["early_finish"]
    begun, done_on = f"ISNUMBER({cell['started_on']})", cell["done_on"]
    foreseen = f"IF(AND(OR({begun},{finished}),ISNUMBER({early})),MIN({finish},{early}),{finish})"
    last = f"IF(ISNUMBER({done_on}),{done_on},{foreseen})"
    begin = f"IF({begun},{cell['started_on']},IF({finished},MIN({start},{last}),{start}))"
    return begin, f"MAX({begin},{last})"


def _bars(canvas: Canvas, sheet: Worksheet, table: Table, bottom: int) -> None:
    first, last = geometry.gantt_first_col(table), geometry.gantt_last_col(table)
    cell = {key: f"${letter}{geometry.FIRST_ROW}" for key, letter in geometry.letters(table).items()}
    day, end = (f"{column_letter(col)}${geometry.HEADER_ROW}" for col in (first, first + 1))

    def says(key: str, words: Text) -> str:
        return f"{cell[key]}={quoted(words.to(canvas.lang))}"

    def overlaps(start: str, finish: str) -> str:
        return f"{day}<={finish},{end}>{start}"

    finished, late = says("status", TASK_STATUS[2]), says("status", TASK_STATUS[3])
    begin, until = _bar(cell, finished)
    dated = f"ISNUMBER({begin}),ISNUMBER({until})"
    within = overlaps(begin, until)
    done_until = f"{begin}+({until}-{begin}+1)*{cell['progress']}"
    done = f"AND(ISNUMBER({cell['progress']}),{cell['progress']}>0,MAX({day},{begin})<{done_until})"
    today = f"AND({day}<=TODAY(),{end}>TODAY())"
    overrun = f"ISNUMBER({cell['early_finish']}),NOT({finished}),{day}>{until},{day}<={cell['early_finish']}"
    buffered = f"IF({until}={cell['finish']},{cell['latest']},{until}+{cell['buffer']})"
    in_buffer = f"ISNUMBER({cell['latest']}),NOT({finished}),{day}>{until},{day}<={buffered}"
    daily = f"{end}-{day}=1"
    rest = f"IFERROR(INDEX(cal_work,INT({day})-INDEX(cal_date,1)+1)=0,FALSE)"
    rules = (
        (f"AND({dated},{within},{cell['duration']}=0)", Look(styles.MILESTONE)),
        (f"AND({dated},{within},OR({finished},{done}))", Look(styles.DONE)),
        (f"AND({dated},{within},{late})", Look(styles.LATE)),
        (f"AND({dated},{within},{says('critical', CRITICAL)})", Look(styles.CRITICAL_BAR)),
        (f"AND({dated},{within})", Look(styles.PLANNED)),
        (f"AND({dated},{overrun})", Look(styles.OVERRUN)),
        (f"AND({dated},{in_buffer})", Look(styles.BUFFER)),
        (today, Look(styles.TODAY)),
        (f"AND({daily},{rest})", Look(styles.REST)),
    )
    place = (geometry.FIRST_ROW - 1, first - 1, bottom - 1, last - 1)
    used = f'{cell["what"]}<>""'
    # Some programs paint the first rule that fits and no other: each brings the dotted lines along.
    for test, look in (*rules, ("TRUE", Look())):
        painted = {"bg_color": look.fill} if look.fill else {}
        bar = canvas.book.add_format({"border": 4, "border_color": LINE, **painted})
        options = {"type": "formula", "criteria": f"=AND({used},{test})", "format": bar, "stop_if_true": True}
        sheet.conditional_format(*place, options)
    heading = {"type": "formula", "criteria": "=" + today, "format": look_format(canvas, Look(styles.TODAY))}
    sheet.conditional_format(geometry.HEADER_ROW - 1, first - 1, geometry.HEADER_ROW - 1, last - 1, heading)

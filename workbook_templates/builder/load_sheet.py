"""Draws the sheet 负荷: two rows for everybody, a column for each week, overload in red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.lang import Text
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import COOL, GOOD, URGENT, WARM, Look
from workbook_templates.derived import LOAD_LIMIT
from workbook_templates.formulas import column_letter, quoted
from workbook_templates.reports import load
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT = 2
STATE_ROW, MONTHS_ROW = 3, 4
HEAD_ROW, FIRST_ROW = 5, 6
_HEADINGS = (Text("责任人", "Owner"), Text("项目", "Counted"), Text("合计", "Sum"))
_WIDTHS = (16, 12, 7)
_WEEK_WIDTH = 6.2
_ROW_HEIGHT = 15
_NONZERO = "0;-0;;@"


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw headings, the table and its colours."""
    lang, styles = canvas.lang, canvas.styles
    parts.head(canvas, sheet, report)
    weeks, right = LEFT + load.LEADING, LEFT + load.LEADING + load.WEEKS - 1
    for i, width in enumerate(_WIDTHS):
        sheet.set_column(LEFT - 1 + i, LEFT - 1 + i, width)
        sheet.write(HEAD_ROW - 1, LEFT - 1 + i, _HEADINGS[i].to(lang), styles.header())
    sheet.set_column(weeks - 1, right - 1, _WEEK_WIDTH)
    canvas.area(load.STATE, sheet, STATE_ROW, LEFT, lambda _row, _col: styles.make(bold=True, font_color=look.INK))
    months = styles.make(bold=True, font_size=9, font_color=look.INK, bg_color=look.BAND)
    mondays = styles.make(bold=True, font_size=9, align="center", num_format="m/d", font_color=look.WHITE,
                          bg_color=look.REQUIRED, border=1, border_color=look.LINE)  # fmt: skip
    canvas.area(load.HEADINGS, sheet, MONTHS_ROW, weeks, lambda row, _col: mondays if row else months)
    canvas.area(load.TABLE, sheet, FIRST_ROW, LEFT, lambda row, col: _style(canvas, row, col))
    bottom = FIRST_ROW + load.ROWS - 1
    for row in range(FIRST_ROW, bottom + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    _colours(canvas, sheet, bottom, right)
    sheet.freeze_panes(FIRST_ROW - 1, weeks - 1)
    sheet.repeat_rows(MONTHS_ROW - 1, HEAD_ROW - 1)
    parts.printed(sheet, bottom, right)


def _style(canvas: Canvas, row: int, col: int) -> Format:
    """Return the format of a cell: days above, tasks small below; lines come with what is written."""
    small = {"font_size": 8, "font_color": look.GREY_INK} if row % 2 else {}
    if col == 0:
        return canvas.styles.make(bold=True, indent=1, shrink=True)
    return canvas.styles.make(align="center", **({"num_format": _NONZERO} if col > 1 else {}), **small)


def _colours(canvas: Canvas, sheet: Worksheet, bottom: int, right: int) -> None:
    weeks = LEFT + load.LEADING
    counted = f"${column_letter(LEFT + 1)}{FIRST_ROW}"
    here, monday = f"{column_letter(weeks)}{FIRST_ROW}", f"{column_letter(weeks)}${HEAD_ROW}"

    def says(words: Text) -> str:
        return f"{counted}={quoted(words.to(canvas.lang))}"

    limit = LOAD_LIMIT.name
    past = f"{monday}+6<TODAY()"
    everybody = (says(load.ALL_DAYS), Look(look.BAND, look.INK, bold=True))
    own = f"{says(load.DAYS)},ISNUMBER({here})"
    rules = (
        (f'AND({counted}<>"",{past},NOT({says(load.ALL_DAYS)}))', Look(None, look.PAST)),
        (f"AND({own},{here}>{limit})", URGENT.signed(look.ALERT)),
        (f"AND({own},{here}>={limit}*0.8)", COOL),
        (f"AND({own},{here}>0)", Look(look.LIGHT)),
        (f"AND({says(load.SUPPORT)},ISNUMBER({here}))", GOOD),
        everybody,
        (f'{counted}<>""', Look()),
    )
    parts.coloured(canvas, sheet, (FIRST_ROW, weeks, bottom, right), rules)
    leading = (everybody, (f'{counted}<>""', Look()))
    parts.coloured(canvas, sheet, (FIRST_ROW, LEFT, bottom, weeks - 1), leading)
    today = (f"AND({monday}<=TODAY(),{monday}+6>=TODAY())", WARM)
    parts.coloured(canvas, sheet, (HEAD_ROW, weeks, HEAD_ROW, right), [today])

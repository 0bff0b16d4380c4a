"""Draws the sheet 培训矩阵: a row for each person, a column for each procedure, coloured by what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.lang import Text
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import Look
from workbook_templates.builder.standards_colours import TRAINING_LOOKS
from workbook_templates.formulas import column_letter, quoted
from workbook_templates.reports import training_matrix as matrix
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LEFT, STATE_ROW, HEAD_ROW = 2, 3, 5
FIRST_ROW = HEAD_ROW + len(matrix.HEADINGS)
_PERSON, _SHARE = Text("人员", "Person"), Text("有效／应培训", "Valid of needed")
_WIDTHS, _WIDTH, _ROW_HEIGHT = (14, 11), 12, 18
_HEAD_HEIGHTS = (48, 18, 18)


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw headings, the table and its colours."""
    lang, styles = canvas.lang, canvas.styles
    parts.head(canvas, sheet, report)
    first, right = LEFT + matrix.LEADING, LEFT + matrix.LEADING + matrix.PROCEDURES - 1
    bottom = FIRST_ROW + matrix.PEOPLE - 1
    for i, width in enumerate(_WIDTHS):
        sheet.set_column(LEFT - 1 + i, LEFT - 1 + i, width)
    sheet.set_column(first - 1, right - 1, _WIDTH)
    bold = styles.make(bold=True, font_color=look.INK)
    canvas.area(matrix.STATE, sheet, STATE_ROW, LEFT, lambda _row, _col: bold)
    for i, (words, height) in enumerate(zip(matrix.HEADINGS, _HEAD_HEIGHTS, strict=True)):
        sheet.set_row(HEAD_ROW - 1 + i, height)
        sheet.merge_range(HEAD_ROW - 1 + i, LEFT - 1, HEAD_ROW - 1 + i, LEFT, words.to(lang), styles.header())
    heads = [styles.make(align="center", text_wrap=True, shrink=False, **bold_) for bold_ in ({"bold": True}, {}, {})]
    canvas.area(matrix.HEADS, sheet, HEAD_ROW, first, lambda row, _col: heads[row])
    named, centred = styles.make(bold=True, indent=1, shrink=True), styles.make(align="center")
    canvas.area(matrix.TABLE, sheet, FIRST_ROW, LEFT, lambda _row, col: centred if col else named)
    for row in range(FIRST_ROW, bottom + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    here, head = f"{column_letter(first)}{FIRST_ROW}", f"{column_letter(first)}${HEAD_ROW}"
    person = f"${column_letter(LEFT)}{FIRST_ROW}"
    rules = [(f"{here}={quoted(words.to(lang))}", painted) for words, painted in TRAINING_LOOKS]
    rules.append((f'AND({person}<>"",{head}<>"")', Look()))
    parts.coloured(canvas, sheet, (FIRST_ROW, first, bottom, right), rules)
    parts.coloured(canvas, sheet, (FIRST_ROW, LEFT, bottom, first - 1), [(f'{person}<>""', Look())])
    named_head = (f'{head}<>""', Look(look.BAND, look.INK))
    parts.coloured(canvas, sheet, (HEAD_ROW, first, FIRST_ROW - 1, right), [named_head])
    sheet.freeze_panes(FIRST_ROW - 1, first - 1)
    sheet.repeat_rows(HEAD_ROW - 1, FIRST_ROW - 2)
    parts.printed(sheet, bottom, right)

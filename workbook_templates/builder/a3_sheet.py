"""Draws the sheet A3: the eight boxes in two halves, printed on exactly one landscape page of that size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook_templates import geometry
from workbook_templates.a3_settings import A3_ISSUE
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.settings_sheet import validation
from workbook_templates.formulas import absolute
from workbook_templates.reports import a3
from workbook_templates.reports.a3_cells import COLUMNS
from workbook_templates.reports.extracts import SIGNATURES
from workbook_templates.reports.model import Report
from workbook_templates.tables.issues import ISSUES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFTS = (2, 2 + COLUMNS + 1)
CHOICE_ROW, TOP = 3, 5
_COLUMN_WIDTH, _GAP, _ROW_HEIGHT, _SIZE = 8.4, 1.2, 25.5, 9
_BOTTOM = TOP + max(sum(1 + sum(row.high for row in box.rows) for box in half) for half in (a3.LEFT, a3.RIGHT))
_LAST = LEFTS[1] + COLUMNS - 1
_PAPER = 8
# So many issues are offered in the dropdown.
_OFFERED = 500


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the choice, both halves, and the line to be signed."""
    parts.head(canvas, sheet, report)
    sheet.set_paper(_PAPER)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.55)
    sheet.center_horizontally()
    for left in LEFTS:
        sheet.set_column(left - 1, left + COLUMNS - 2, _COLUMN_WIDTH)
    sheet.set_column(LEFTS[1] - 2, LEFTS[1] - 2, _GAP)
    for row in range(TOP, _BOTTOM + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    _choice(canvas, sheet)
    for left, half in zip(LEFTS, (a3.LEFT, a3.RIGHT), strict=True):
        row = TOP
        for box in half:
            row = _box(canvas, sheet, box, row, left)
    _sign_off(canvas, sheet)
    parts.printed(sheet, _BOTTOM + 1, _LAST)


def _choice(canvas: Canvas, sheet: Worksheet) -> None:
    lang, styles = canvas.lang, canvas.styles
    label = styles.cell(bold=True, font_color=look.INK, bg_color=look.BAND, text_wrap=False)
    value = styles.cell(look.INPUT_FILL, align="center", bold=True, shrink=True, text_wrap=False)
    sheet.set_row(CHOICE_ROW - 2, 18)
    sheet.set_row(CHOICE_ROW - 1, 22)
    sheet.write(CHOICE_ROW - 1, LEFTS[0] - 1, A3_ISSUE.label.to(lang), label)
    column = [column.key for column in ISSUES.columns].index("id") + 1
    last = geometry.FIRST_ROW + _OFFERED - 1
    source = "=" + absolute(ISSUES.sheet.to(lang), geometry.FIRST_ROW, column, last, column)
    # Numbers are only offered: a list of issues may be longer.
    rule: dict[str, Any] = {**validation(canvas, A3_ISSUE), "validate": "list", "source": source, "show_error": False}
    parts.choice(canvas, sheet, A3_ISSUE, (CHOICE_ROW, LEFTS[0] + 1), value, rule)
    title = styles.make(bold=True, font_size=13, font_color=look.INK, shrink=True, indent=1)
    sheet.merge_range(CHOICE_ROW - 1, LEFTS[0] + 2, CHOICE_ROW - 1, _LAST - 1, "", title)
    canvas.area(a3.HEAD, sheet, CHOICE_ROW, LEFTS[0] + 3, lambda _row, _col: title)


def _box(canvas: Canvas, sheet: Worksheet, box: a3.Box, top: int, left: int) -> int:
    """Draw a box and return the row below it."""
    band = canvas.styles.make(bold=True, font_size=11, font_color=look.WHITE, bg_color=look.REQUIRED, indent=1)
    sheet.merge_range(top - 1, left - 1, top - 1, left + COLUMNS - 2, box.title.to(canvas.lang), band)
    first, looks = top + 1, []
    row = first
    for each in box.rows:
        line = _looks(canvas, each)
        looks += [line] * each.high
        col = left
        for span, style in zip(each.spans, _firsts(line, each.spans), strict=True):
            if span > 1 or each.high > 1:
                sheet.merge_range(row - 1, col - 1, row + each.high - 2, col + span - 2, "", style)
            col += span
        row += each.high
    canvas.area(a3.AREAS[box.key], sheet, first, left, lambda at, col: looks[at][col])
    return row


def _looks(canvas: Canvas, row: a3.Row) -> list[Format]:
    """Return the format of every column of a row."""
    line: list[Format] = []
    for place, span in enumerate(row.spans):
        if row.is_head or (row.has_labels and place % 2 == 0):
            style = canvas.styles.cell(look.BAND, bold=True, font_color=look.INK, font_size=_SIZE, align="center")
        else:
            number = row.formats[place] if place < len(row.formats) and row.formats[place] else "General"
            short = number != "General" or span == 1
            how: dict[str, Any] = {"align": "center"} if short else {"align": "left", "indent": 1}
            # A number that wraps would be shown as signs; texts in its place may.
            style = canvas.styles.cell(font_size=_SIZE, num_format=number, **how)
        line += [style] * span
    return line


def _firsts(line: Sequence[Format], spans: Sequence[int]) -> list[Format]:
    starts = (sum(spans[:at]) for at in range(len(spans)))
    return [line[start] for start in starts]


def _sign_off(canvas: Canvas, sheet: Worksheet) -> None:
    lang, share = canvas.lang, (_LAST - LEFTS[0] + 1) // len(SIGNATURES)
    style = canvas.styles.make(font_size=10, font_color=look.INK)
    sheet.set_row(_BOTTOM, 24)
    for at, label in enumerate(SIGNATURES):
        sheet.write(_BOTTOM, LEFTS[0] - 1 + at * share, f"{label.to(lang)} ________________", style)

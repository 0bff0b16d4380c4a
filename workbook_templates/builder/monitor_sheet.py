"""Draws the sheet 监控: the page of all measures, coloured by how they stand; the sign before the words says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from udfs.monitoring.choices import CHANGED, IMPROVED, MEETS, MISSES, SOMETIMES, WORSE
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import GOOD, URGENT, WARM, Look
from workbook_templates.formulas import column_letter, quoted
from workbook_templates.reports import monitoring
from workbook_templates.reports.model import Report
from workbook_templates.reports.monitoring_words import rows, signed
from workbook_templates.tables.measures import MEASURES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, HEAD_ROW, TITLES_ROW = 2, 3, 4
TABLE_ROW = TITLES_ROW + 1
_WIDTHS = (8, 20, 7, 10, 9, 9, 12, 13, 12, 78)
_LAST, _SENTENCE = Text("最近异常", "Last signal"), Text("一句话", "In a sentence")
_COLUMNS = ("id", "name", "unit", "current", "target", "rate", "variation", "capability")
_NUMBERS, _VARIATION, _CAPABILITY = (3, 4), 6, 7
_ROW_HEIGHT = 42
_FORMATS = {3: look.TRIMMED, 4: look.TRIMMED, 5: "0%", 8: "yyyy-mm-dd"}
_LOOKS = ((WORSE, URGENT), (IMPROVED, GOOD), (CHANGED, WARM))
_CAPABLE = ((MISSES, URGENT), (MEETS, GOOD), (SOMETIMES, WARM))


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    lang, styles = canvas.lang, canvas.styles
    parts.head(canvas, sheet, report)
    titles = [*(MEASURES.column(key).label for key in _COLUMNS), _LAST, _SENTENCE]
    for at, (width, words) in enumerate(zip(_WIDTHS, titles, strict=True), LEFT - 1):
        sheet.set_column(at, at, width)
        sheet.write(TITLES_ROW - 1, at, words.to(lang), styles.header())
    sheet.set_row(TITLES_ROW - 1, 30)
    canvas.area(monitoring.HEAD, sheet, HEAD_ROW, LEFT, lambda _row, _col: styles.make(bold=True, font_color=look.INK))
    canvas.area(monitoring.TABLE, sheet, TABLE_ROW, LEFT, lambda _row, col: _style(canvas, col))
    bottom, right = TABLE_ROW + monitoring.ROWS - 1, LEFT + len(_WIDTHS) - 1
    for row in range(TABLE_ROW, bottom + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    _colours(canvas, sheet, bottom, right)
    sheet.freeze_panes(TABLE_ROW - 1, LEFT + 1)
    sheet.repeat_rows(TITLES_ROW - 1)
    filled = min(len(canvas.context.once(rows)), monitoring.ROWS)
    parts.printed(sheet, TABLE_ROW + max(1, filled) - 1, right)


def _style(canvas: Canvas, col: int) -> Format:
    """Return the format of a cell; the lines of its rows come with what stands in them."""
    texts: dict[int, dict[str, Any]] = {
        1: {"align": "left", "indent": 1, "text_wrap": True, "bold": True},
        9: {"align": "left", "indent": 1, "text_wrap": True, "font_size": 9},
    }
    return canvas.styles.make(
        num_format=_FORMATS.get(col, "General"), **texts.get(col, {"align": "center", "text_wrap": True})
    )


def _colours(canvas: Canvas, sheet: Worksheet, bottom: int, right: int) -> None:
    name = f"${column_letter(LEFT + 1)}{TABLE_ROW}"
    number = f"${column_letter(LEFT)}{TABLE_ROW}"
    is_group = (f'AND({name}<>"",{number}="")', Look(look.COMPUTED_FILL))
    rest = (f'{name}<>""', Look())

    def coloured(col: int, looks: tuple[tuple[Text, Look], ...]) -> None:
        cell = f"${column_letter(LEFT + col)}{TABLE_ROW}"
        rules = [
            (f"{cell}={quoted(words.to(canvas.lang))}", chosen)
            for status, chosen in looks
            if (words := signed(status)) is not None
        ]
        parts.coloured(canvas, sheet, (TABLE_ROW, LEFT + col, bottom, LEFT + col), [*rules, is_group, rest])

    coloured(_VARIATION, _LOOKS)
    coloured(_CAPABILITY, _CAPABLE)
    for col in _NUMBERS:
        here = f"${column_letter(LEFT + col)}{TABLE_ROW}"
        is_whole = f"IF(ISNUMBER({here}),{here}=INT({here}),FALSE)"
        whole = [(f"AND({test},{is_whole})", rule._replace(number=look.WHOLE)) for test, rule in (is_group, rest)]
        small = (f'AND({name}<>"",IF(ISNUMBER({here}),ABS({here})<0.1,FALSE))', Look(number=look.SMALL))
        parts.coloured(canvas, sheet, (TABLE_ROW, LEFT + col, bottom, LEFT + col), [*whole, small, is_group, rest])
    for first, last in ((0, _NUMBERS[0] - 1), (_NUMBERS[-1] + 1, _VARIATION - 1), (_CAPABILITY + 1, right - LEFT)):
        parts.coloured(canvas, sheet, (TABLE_ROW, LEFT + first, bottom, LEFT + last), [is_group, rest])

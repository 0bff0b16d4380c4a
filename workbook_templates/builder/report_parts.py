"""What report sheets share: their head, and colours of rows that are drawn only where something stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from workbook_templates.builder.canvas import Canvas, write
from workbook_templates.builder.looks import Look
from workbook_templates.builder.styles import LINE
from workbook_templates.builder.table_sheet import FOOTER, print_setup
from workbook_templates.builder.validation import LONGEST_MESSAGE, LONGEST_TITLE
from workbook_templates.formulas import absolute
from workbook_templates.model import Setting
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# First row, first column, last row, last column, counted from 1.
Place = tuple[int, int, int, int]

# Above what a chart shows.
BEHIND = Text("绘图用（由命令写入，请勿修改）", "For the chart (written by commands, do not change)")


def head(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Write title and note, and set the page up; the first column is a margin."""
    lang = canvas.lang
    sheet.set_column(0, 0, 1.5)
    sheet.set_row(0, 30)
    sheet.write(0, 1, report.title.to(lang), canvas.styles.title)
    sheet.write(1, 1, report.note.to(lang), canvas.styles.note)
    print_setup(sheet, FOOTER.to(lang))


def choice(
    canvas: Canvas, sheet: Worksheet, setting: Setting, place: tuple[int, int], style: Format, rule: Mapping[str, Any]
) -> None:
    """Write the cell of a choice that stands on the sheet itself: named, with what may be typed and what it means.

    Args:
        canvas: the workbook.
        sheet: the sheet.
        setting: the choice.
        place: its row and column, counted from 1.
        style: how the cell looks.
        rule: XlsxWriter's description of what may be typed.
    """
    row, col = place
    write(sheet, row, col, canvas.context.settings.values[setting.key], None, style)
    canvas.name(setting.name, sheet, row, col)
    meaning = {
        "input_title": setting.label.to(canvas.lang)[:LONGEST_TITLE],
        "input_message": setting.explain.to(canvas.lang)[:LONGEST_MESSAGE],
    }
    sheet.data_validation(row - 1, col - 1, row - 1, col - 1, {**rule, **meaning})


def printed(sheet: Worksheet, last_row: int, last_col: int) -> None:
    """Let everything up to a cell be printed."""
    sheet.print_area_range = absolute(sheet.get_name(), 1, 1, last_row, last_col)


def coloured(canvas: Canvas, sheet: Worksheet, place: Place, rules: Iterable[tuple[str, Look]]) -> None:
    """Colour a block whose rows may be blank: the first test that holds decides, and each draws the lines of the cell.

    Some programs paint the first rule that fits and no other.
    """
    top, left, bottom, right = place
    for test, look in rules:
        options = {"type": "formula", "criteria": "=" + test, "format": lined(canvas, look), "stop_if_true": True}
        sheet.conditional_format(top - 1, left - 1, bottom - 1, right - 1, options)


def lined(canvas: Canvas, look: Look) -> Format:
    """Return the differential format of a look with thin lines around the cell."""
    painted = {"bg_color": look.fill} if look.fill else {}
    inked = {"font_color": look.ink} if look.ink else {}
    signed = (
        {"num_format": f'"{look.sign}"General'} if look.sign else {"num_format": look.number} if look.number else {}
    )
    return canvas.book.add_format(
        {"border": 1, "border_color": LINE, **painted, **inked, **signed, **({"bold": True} if look.bold else {})}
    )

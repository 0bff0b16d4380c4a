"""Draws the sheet 首页: six cards, and below them a line for every table; one page of paper, upright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import Look
from workbook_templates.formulas import column_letter
from workbook_templates.reports import home
from workbook_templates.reports import home_lines as columns
from workbook_templates.reports.model import Report
from workbook_templates.steps import STEPS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, TOP = 2, 3
# Two or three columns of lines are as wide as the card above them.
_WIDTHS = (5, 15, 8, 12, 8, 12, 20, 20, 20)
_HEIGHTS = {home.CARDS_AT: 24, home.CARDS_AT + 1: 38, home.CARDS_AT + 2: 22, home.HEADINGS_AT: 24}
_GAP, _LINE = 8, 25
# Names of steps, figures of them, and how they stand.
_CARD: tuple[dict[str, Any], ...] = (
    {"bold": True, "font_size": 11, "font_color": look.WHITE},
    {"bold": True, "font_size": 20, "font_color": look.INK, "bg_color": look.COMPUTED_FILL},
    {"font_size": 9, "font_color": look.GREY_INK, "bg_color": look.COMPUTED_FILL},
)


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    parts.head(canvas, sheet, report)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    for at, width in enumerate(_WIDTHS, LEFT - 1):
        sheet.set_column(at, at, width)
    hidden = LEFT - 1 + columns.AT_STEP
    sheet.set_column(hidden, LEFT - 2 + columns.COLUMNS, 14, None, {"hidden": True})
    for row in range(home.AREA.rows):
        height = _HEIGHTS.get(row, _LINE if row >= home.LINES_AT else _GAP if row else 22)
        sheet.set_row(TOP - 1 + row, height)
    _merge(canvas, sheet)
    canvas.area(home.AREA, sheet, TOP, LEFT, lambda row, col: _style(canvas, row, col))
    _colours(canvas, sheet)
    filled = columns.filled_lines(canvas.context)
    parts.printed(sheet, TOP + home.LINES_AT + filled - 1, LEFT + len(_WIDTHS) - 1)
    sheet.freeze_panes(TOP + home.HEADINGS_AT, 0)
    sheet.set_tab_color(look.INK)


def _merge(canvas: Canvas, sheet: Worksheet) -> None:
    """Let each card be one, and what is next run to the right edge."""
    for row in range(home.CARDS_AT, home.CARDS_AT + len(_CARD)):
        for first, last in _spans():
            if last > first:
                _join(canvas, sheet, row, first, last)
    for row in range(home.HEADINGS_AT, home.AREA.rows):
        _join(canvas, sheet, row, columns.NEXT, home.CARD_COLUMNS - 1)


def _join(canvas: Canvas, sheet: Worksheet, row: int, first: int, last: int) -> None:
    at = TOP - 1 + row
    sheet.merge_range(at, LEFT - 1 + first, at, LEFT - 1 + last, "", _style(canvas, row, first))


def _spans() -> list[tuple[int, int]]:
    """Return the first and last column of each card."""
    return list(zip(home.CARDS, [*(col - 1 for col in home.CARDS[1:]), home.CARD_COLUMNS - 1], strict=True))


def _style(canvas: Canvas, row: int, col: int) -> Format:
    styles = canvas.styles
    if row == 0:
        last = {"align": "right", "num_format": "yyyy-mm-dd"} if col == home.CARDS[-1] else {}
        return styles.make(bold=True, font_color=look.INK, font_size=11, **last)
    if home.CARDS_AT <= row < home.CARDS_AT + len(_CARD):
        if col >= home.CARD_COLUMNS:
            return styles.make()
        at = row - home.CARDS_AT
        step = max(i for i, first in enumerate(home.CARDS, 1) if first <= col)
        fill = {"bg_color": look.STEP_COLOURS[step]} if not at else {}
        return styles.make(align="center", border=1, border_color=look.WHITE, **_CARD[at], **fill)
    if row == home.HEADINGS_AT:
        return styles.header(look.INK) if col < home.CARD_COLUMNS else styles.make()
    return _line_style(canvas, col)


def _line_style(canvas: Canvas, col: int) -> Format:
    texts: dict[int, dict[str, Any]] = {
        columns.STEP: {"align": "center", "bold": True},
        columns.NAME: {"bold": True, "font_color": look.BLUE_INK, "indent": 1},
        columns.DAY: {"align": "center", "num_format": "yyyy-mm-dd"},
        columns.NEXT: {"align": "left", "indent": 1, "text_wrap": True, "font_color": look.BLUE_INK},
    }
    return canvas.styles.make(**texts.get(col, {"align": "center"}))


def _colours(canvas: Canvas, sheet: Worksheet) -> None:
    """Colour the lines that there are: steps by their colours, what is missing, what is late; grey where there is nothing."""
    top, bottom = TOP + home.LINES_AT, TOP + home.AREA.rows - 1

    def cell(col: int) -> str:
        return f"${column_letter(LEFT + col)}{top}"

    def coloured(first: int, last: int, *rules: tuple[str, Look]) -> None:
        parts.coloured(canvas, sheet, (top, LEFT + first, bottom, LEFT + last), rules)

    absent = f'AND({cell(columns.STEP)}<>"",{cell(columns.COUNT)}="")'
    shown, grey = f'{cell(columns.STEP)}<>""', (absent, Look(ink=look.PAST))
    steps = [
        (f'AND({cell(columns.COUNT)}<>"",{cell(columns.STEP)}={n})', Look(look.STEP_COLOURS[n], look.WHITE))
        for n in STEPS
    ]
    coloured(columns.STEP, columns.STEP, *steps, grey, (shown, Look()))
    coloured(columns.NAME, columns.NAME, grey, (shown, Look()))
    for col, alarm in ((columns.COUNT, None), (columns.MISSING, Look(look.MISSING, look.AMBER_INK, bold=True)),
                       (columns.LATE, Look(look.RED, look.RED_INK, bold=True))):  # fmt: skip
        here = cell(col)
        wrong = [] if alarm is None else [(f"IF(ISNUMBER({here}),{here}>0,ISTEXT({here}))", alarm)]
        coloured(col, col, *wrong, (f"{here}=0", Look(ink=look.PAST)), (shown, Look()))
    _card_colours(canvas, sheet)
    empty = f"AND(ISNUMBER({cell(columns.COUNT)}),{cell(columns.COUNT)}=0)"
    idle = f'COUNTIF({cell(columns.AT_NEXT)},">0")+ISTEXT({cell(columns.AT_NEXT)})=0'
    nothing = (f"AND({shown},{idle})", Look(ink=look.GREY_INK))
    coloured(columns.DAY, home.CARD_COLUMNS - 1, grey, (empty, Look(look.LIGHT)), nothing, (shown, Look()))


def _card_colours(canvas: Canvas, sheet: Worksheet) -> None:
    """Grey the cards of steps without tables; say on the others by colour what the words say."""
    row, bottom = TOP + home.CARDS_AT, TOP + home.AREA.rows - 1

    def lines(col: int) -> str:
        letter = column_letter(LEFT + col)
        return f"${letter}${TOP + home.LINES_AT}:${letter}${bottom}"

    for step, (first, last) in zip(STEPS, _spans(), strict=True):
        absent = f'${column_letter(LEFT + first)}${row + 1}="{home.NONE}"'
        alarms: list[tuple[str, dict[str, Any]]] = [
            (f"SUMIF({lines(columns.AT_STEP)},{step},{lines(col)})>0", {"font_color": ink, "bold": True})
            for col, ink in ((columns.LATE, look.RED_INK), (columns.MISSING, look.AMBER_INK))
        ]
        grey: list[tuple[str, dict[str, Any]]] = [(absent, {"font_color": look.PAST})]
        filled: list[tuple[str, dict[str, Any]]] = [(absent, {"bg_color": look.PAST})]
        for at, rules in enumerate((filled, grey, [*grey, *alarms]), row - 1):
            for test, paint in rules:
                options = {"criteria": "=" + test, "format": canvas.book.add_format(paint), "stop_if_true": True}
                sheet.conditional_format(at, LEFT - 1 + first, at, LEFT - 1 + last, {"type": "formula", **options})

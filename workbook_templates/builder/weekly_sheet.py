"""Draws the sheet 周进度: key figures and weeks on the left, the S curve, people and tasks on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from workbook_templates.areas.model import AreaRefs
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import COOL, QUIET, URGENT, WARM, Look
from workbook_templates.formulas import absolute, column_letter, quoted
from workbook_templates.reports import weekly
from workbook_templates.reports.load import TOTAL
from workbook_templates.reports.model import Report
from workbook_templates.tables.tasks import TASKS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, RIGHT = 2, 6
STATE_ROW, TOP = 3, 5
# Below the key figures the weeks; beside them curve and people, and below these the tasks.
WEEKS_ROW = TOP + len(weekly.FIGURES) + 1
TASKS_ROW = TOP + weekly.PEOPLE + 3 + 1
_LEFT_WIDTHS, _GAP = (13, 12, 12), 2
_RIGHT_WIDTHS = (14, 9, 42, 14, 12, 10, 10, 10)
# The people stand in the last columns, beside the chart.
_PEOPLE = RIGHT + 3
_ROW_HEIGHT = 16.5
_FIGURE_FORMATS = ("0.0%", "0.0%", "+0.0%;-0.0%;0.0%", "yyyy-mm-dd", "yyyy-mm-dd", "0", "0", "0")
_FIGURES, _VALUE = Text("指标", "Figure"), Text("数值", "Value")
_WEEK = Text("周（从周一起）", "Week from")
_WEEKS, _CURVE = Text("每周累计", "Week by week"), Text("累计完成率", "Cumulative completion")
_TASKS = Text("要关注的任务", "Tasks that need attention")
_OWNER = Text("责任人", "Owner")
_PEOPLE_HEADINGS = (
    _OWNER, Text("任务数", "Tasks"), Text("已完成", "Done"), Text("逾期", "Overdue"), Text("完成率", "Progress"),
)  # fmt: skip
_KIND, _LATE, _SLIP = Text("为什么", "Why"), Text("逾期天数", "Overdue by"), Text("较基线晚", "Days late")
_LINES = (look.BAR, look.BAR_TOO)


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    parts.head(canvas, sheet, report)
    for left, widths in ((LEFT, _LEFT_WIDTHS), (RIGHT, _RIGHT_WIDTHS)):
        for i, width in enumerate(widths):
            sheet.set_column(left - 1 + i, left - 1 + i, width)
    sheet.set_column(RIGHT - 2, RIGHT - 2, _GAP)
    bottom = max(WEEKS_ROW + 1 + weekly.WEEKS, TASKS_ROW + 1 + weekly.LISTED)
    for row in range(TOP, bottom + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    bold = canvas.styles.make(bold=True, font_color=look.INK)
    canvas.area(weekly.STATE, sheet, STATE_ROW, LEFT, lambda _row, _col: bold)
    _figures(canvas, sheet)
    _weeks(canvas, sheet)
    _people(canvas, sheet)
    _tasks(canvas, sheet)
    _chart(canvas, sheet, report)
    parts.printed(sheet, bottom, RIGHT + len(_RIGHT_WIDTHS) - 1)


def _titled(canvas: Canvas, sheet: Worksheet, row: int, left: int, title: Text, headings: Sequence[Text]) -> None:
    """Write a heading over column headings."""
    for col in range(len(headings)):
        sheet.write_blank(row - 1, left - 1 + col, None, canvas.styles.heading)
        sheet.write(row, left - 1 + col, headings[col].to(canvas.lang), canvas.styles.header())
    sheet.write(row - 1, left - 1, title.to(canvas.lang), canvas.styles.heading)
    sheet.set_row(row - 1, 20)


def _figures(canvas: Canvas, sheet: Worksheet) -> None:
    lang, styles = canvas.lang, canvas.styles
    sheet.merge_range(TOP - 2, LEFT - 1, TOP - 2, LEFT, _FIGURES.to(lang), styles.header())
    sheet.write(TOP - 2, LEFT + 1, _VALUE.to(lang), styles.header())
    for i, words in enumerate(weekly.FIGURES):
        sheet.merge_range(
            TOP - 1 + i, LEFT - 1, TOP - 1 + i, LEFT, words.to(lang), styles.cell(indent=1, text_wrap=False)
        )

    def style(row: int, _col: int) -> Format:
        return styles.cell(align="center", bold=True, num_format=_FIGURE_FORMATS[row], text_wrap=False)

    canvas.area(weekly.HEAD, sheet, TOP, LEFT + 2, style)
    value = f"${column_letter(LEFT + 2)}"
    behind, late = TOP + weekly.DIFFERENCE, TOP + weekly.DIFFERENCE + 3
    for row, test in (
        (behind, f"AND(ISNUMBER({value}{behind}),{value}{behind}<0)"),
        (late, f"AND(ISNUMBER({value}{late}),{value}{late}>0)"),
        (late + 1, f"AND(ISNUMBER({value}{late + 1}),{value}{late + 1}>0)"),
    ):
        parts.coloured(canvas, sheet, (row, LEFT + 2, row, LEFT + 2), [(test, URGENT)])


def _weeks(canvas: Canvas, sheet: Worksheet) -> None:
    _titled(canvas, sheet, WEEKS_ROW, LEFT, _WEEKS, (_WEEK, weekly.PLANNED, weekly.ACTUAL))
    top = WEEKS_ROW + 2

    def style(_row: int, col: int) -> Format:
        return canvas.styles.make(align="center", num_format="0.0%" if col else "yyyy-mm-dd")

    canvas.area(weekly.CURVE, sheet, top, LEFT, style)
    here, after = f"${column_letter(LEFT)}{top}", f"${column_letter(LEFT)}{top + 1}"
    until = f"IF(ISNUMBER({after}),{after},{here}+7)"
    rules = ((f"AND(ISNUMBER({here}),{here}<=TODAY(),TODAY()<{until})", WARM), (f"ISNUMBER({here})", Look()))
    parts.coloured(canvas, sheet, (top, LEFT, top + weekly.WEEKS - 1, LEFT + 2), rules)


def _people(canvas: Canvas, sheet: Worksheet) -> None:
    for col, words in enumerate(_PEOPLE_HEADINGS, _PEOPLE):
        sheet.write(TOP - 2, col - 1, words.to(canvas.lang), canvas.styles.header())
    formats = ("General", "0", "0", "0;-0;;@", "0.0%")

    def style(_row: int, col: int) -> Format:
        own: dict[str, Any] = {"align": "center"} if col else {"align": "left", "indent": 1, "shrink": True}
        return canvas.styles.make(num_format=formats[col], **own)

    canvas.area(weekly.OWNERS, sheet, TOP, _PEOPLE, style)
    who, late = f"${column_letter(_PEOPLE)}{TOP}", f"{column_letter(_PEOPLE + 3)}{TOP}"
    bottom = TOP + weekly.PEOPLE + 2
    total = (f"{who}={quoted(TOTAL.to(canvas.lang))}", Look(look.BAND, look.INK, bold=True))
    red = (f"AND(ISNUMBER({late}),{late}>0)", Look(None, look.RED_INK, bold=True))
    parts.coloured(canvas, sheet, (TOP, _PEOPLE + 3, bottom, _PEOPLE + 3), [total, red])
    parts.coloured(canvas, sheet, (TOP, _PEOPLE, bottom, _PEOPLE + 4), [total, (f'{who}<>""', Look())])


def _tasks(canvas: Canvas, sheet: Worksheet) -> None:
    columns = {key: TASKS.column(key).label for key in ("id", "what", "finish", "progress")}
    headings = (_KIND, columns["id"], columns["what"], _OWNER, columns["finish"], _LATE, _SLIP, columns["progress"])
    _titled(canvas, sheet, TASKS_ROW, RIGHT, _TASKS, headings)
    top = TASKS_ROW + 2
    formats = ("General", "General", "General", "General", "yyyy-mm-dd", "0", "0", "0%")

    def style(_row: int, col: int) -> Format:
        text: dict[str, Any] = {"align": "left", "indent": 1, "shrink": True} if col in (0, 2) else {"align": "center"}
        return canvas.styles.make(num_format=formats[col], **text)

    canvas.area(weekly.TASKS, sheet, top, RIGHT, style)
    kind = f"${column_letter(RIGHT)}{top}"
    bottom = top + weekly.LISTED - 1
    looks = ((weekly.LATE, URGENT), (weekly.THIS, WARM), (weekly.NEXT, COOL), (weekly.SLIPPING, QUIET))
    rules = [(f"{kind}={quoted(words.to(canvas.lang))}", chosen) for words, chosen in looks]
    parts.coloured(canvas, sheet, (top, RIGHT, bottom, RIGHT), rules)
    last = RIGHT + len(headings) - 1
    parts.coloured(canvas, sheet, (top, RIGHT, bottom, last), [(f'{kind}<>""', Look())])


def _chart(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw both lines over the filled weeks; what is not yet known is a gap, not nought."""
    if report.curve is None:
        return
    top = WEEKS_ROW + 2
    figures = weekly.CURVE.render(canvas.context, AreaRefs(canvas.lang, top, LEFT, canvas.headers))
    last = top + max((i for i, line in enumerate(figures, 1) if line[0].value), default=1) - 1
    name, font = sheet.get_name(), {"name": look.FONTS[canvas.lang], "size": 9}
    chart = canvas.book.add_chart({"type": "line"})
    for i, (words, colour) in enumerate(zip(report.curve.lines, _LINES, strict=True), 1):
        chart.add_series(
            {
                "name": words.to(canvas.lang),
                "categories": "=" + absolute(name, top, LEFT, last, LEFT),
                "values": "=" + absolute(name, top, LEFT + i, last, LEFT + i),
                "line": {"color": colour, "width": 2.25, **({"dash_type": "dash"} if i == 1 else {})},
                "marker": {"type": "none"} if i == 1 else {"type": "circle", "size": 4, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )  # fmt: skip
    chart.show_blanks_as("gap")
    chart.set_title({"name": _CURVE.to(canvas.lang), "name_font": {**font, "size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis(
        {"num_format": "m/d", "num_font": {**font, "rotation": -45}, "text_axis": True, "label_position": "low"}
    )
    chart.set_y_axis(
        {
            "min": 0,
            "max": 1,
            "num_format": "0%",
            "num_font": font,
            "major_gridlines": {"visible": True, "line": {"color": look.GRID}},
        }
    )
    chart.set_chartarea({"border": {"none": True}})
    # It ends where a column does, so that it keeps clear of the people whatever a program takes a column to be.
    width = sum(int(w * 7 + 5) for w in _RIGHT_WIDTHS[:3])
    chart.set_size({"width": width, "height": int(_ROW_HEIGHT * 4 / 3 * (TASKS_ROW - TOP))})
    sheet.insert_chart(TOP - 2, RIGHT - 1, chart, {"object_position": 1})

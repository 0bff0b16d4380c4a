"""Draws the sheet 帕累托: choices, the table in order, the chart, and the cells that the chart shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from workbook_templates import geometry
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import Look
from workbook_templates.builder.settings_sheet import validation
from workbook_templates.catalogue import TABLES
from workbook_templates.formulas import absolute, column_letter, quoted
from workbook_templates.pareto_settings import COLUMN, DATE, OF_PARETO, SUM, TABLE
from workbook_templates.reports import pareto
from workbook_templates.reports.model import Report
from workbook_templates.reports.pareto_counting import drawn

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, CHOICES_ROW = 2, 4
HEAD_ROW = CHOICES_ROW + len(OF_PARETO) + 1
TITLES_ROW = HEAD_ROW + pareto.HEAD.rows
TOTAL_ROW, TABLE_ROW = TITLES_ROW + 1, TITLES_ROW + 2
_WIDTHS = (6, 24, 10, 8, 9, 7, 10, 9)
_TITLES = (
    Text("序号", "No."),
    Text("项目", "Label"),
    Text("数量/合计", "Count / sum"),
    Text("占比", "Share"),
    Text("累计占比", "Cumulative"),
    Text("关键?", "Vital?"),
    Text("后", "After"),
    Text("增减", "Change"),
)
_FORMATS = ("0", "General", "General", "0.0%", "0.0%", "General", "General", "+General;-General;0")
_RIGHT = LEFT + len(_WIDTHS) - 1
CHART_COLUMN, _CHART_WIDTH, _CHART_HEIGHT = _RIGHT + 2, 840, 600
_CHART_COLUMNS = 13
# What the chart shows stands beyond what is printed.
BEHIND_COLUMN = CHART_COLUMN + _CHART_COLUMNS + 2
_HEADINGS_NAME = "pareto_headings"
_ROW_HEIGHT, _TITLE_HEIGHT = 17, 30
# Dark and light as printed in grey, so that neither colour sight nor a colour printer is needed.
_VITAL_FILL, _REST_FILL = look.INK, look.BLUE
_NONZERO = "General;-General;;"


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    lang, styles = canvas.lang, canvas.styles
    parts.head(canvas, sheet, report)
    for at, width in enumerate(_WIDTHS, LEFT - 1):
        sheet.set_column(at, at, width)
    sheet.set_column(_RIGHT, _RIGHT, 2)
    bottom = TABLE_ROW + pareto.ROWS - 1
    for row in range(CHOICES_ROW, bottom + 1):
        sheet.set_row(row - 1, _TITLE_HEIGHT if row == TITLES_ROW else _ROW_HEIGHT)
    _choices(canvas, sheet)
    head_styles = (
        styles.make(bold=True, font_color=look.INK),
        styles.note,
        *[styles.make(bold=True, font_color=look.RED_INK)] * 2,
    )
    canvas.area(pareto.HEAD, sheet, HEAD_ROW, LEFT, lambda row, _col: head_styles[row])
    for at, words in enumerate(_TITLES):
        sheet.write(TITLES_ROW - 1, LEFT - 1 + at, words.to(lang), styles.header())
    canvas.area(pareto.TOTAL, sheet, TOTAL_ROW, LEFT, lambda _row, col: _style(canvas, col, total=True))
    canvas.area(pareto.TABLE, sheet, TABLE_ROW, LEFT, lambda _row, col: _style(canvas, col))
    item = f"${column_letter(LEFT + 1)}{TABLE_ROW}"
    mark = f"${column_letter(LEFT + 5)}{TABLE_ROW}"
    rules = [(f'{mark}<>""', Look(look.BLUE, look.INK, bold=True)), (f'{item}<>""', Look())]
    parts.coloured(canvas, sheet, (TABLE_ROW, LEFT, bottom, _RIGHT), rules)
    _behind(canvas, sheet)
    _chart(canvas, sheet)
    parts.printed(sheet, bottom, CHART_COLUMN + _CHART_COLUMNS - 1)


def _style(canvas: Canvas, col: int, *, total: bool = False) -> Format:
    """Return the format of a cell of the table; the lines of its rows come with what stands in them."""
    text: dict[str, Any] = {"align": "left", "indent": 1, "shrink": True} if col == 1 else {"align": "center"}
    if total:
        text |= {"bold": True, "bg_color": look.BAND, "border": 1, "border_color": look.LINE}
    return canvas.styles.make(num_format=_FORMATS[col], **text)


def _choices(canvas: Canvas, sheet: Worksheet) -> None:
    """Write what is counted, in cells to be changed, each with its dropdown and what a blank means."""
    lang, styles = canvas.lang, canvas.styles
    label = styles.cell(bold=True, font_color=look.INK, bg_color=look.BAND, text_wrap=False, shrink=True)
    hint = styles.make(font_size=8, font_color=look.GREY_INK, indent=1)
    # A dropdown holds no formula as long as this.
    canvas.derive(_HEADINGS_NAME, _headings(canvas))
    for row, setting in enumerate(OF_PARETO, CHOICES_ROW):
        number_format = "yyyy-mm-dd" if setting.is_date else "General"
        value = styles.cell(
            look.INPUT_FILL, align="center", bold=True, shrink=True, text_wrap=False, num_format=number_format
        )
        sheet.write(row - 1, LEFT - 1, None, label)
        sheet.merge_range(row - 1, LEFT - 1, row - 1, LEFT, setting.label.to(lang), label)
        sheet.merge_range(row - 1, LEFT + 1, row - 1, LEFT + 3, "", value)
        sheet.write(row - 1, LEFT + 4, setting.explain.to(lang), hint)
        rule = validation(canvas, setting)
        if setting is TABLE:
            names = [TABLES[key].sheet.to(lang) for key in canvas.context.tables if key in TABLES]
            rule = {"validate": "list", "source": names}
        elif setting in (COLUMN, SUM, DATE):
            rule = {"validate": "list", "source": "=" + _HEADINGS_NAME}
        # Any spelling of a name is understood, and columns of one's own stand behind ours.
        suggested = {} if setting.is_date else {"show_error": False}
        parts.choice(canvas, sheet, setting, (row, LEFT + 2), value, {**rule, **suggested})


def _headings(canvas: Canvas) -> str:
    """Return the headings of the chosen table, as a formula."""
    keys = [key for key in canvas.context.tables if key in TABLES]
    usual = next(key for key in ("causes", "issues", *keys) if key in keys)
    formula = _headings_of(canvas, usual)
    for key in keys:
        if key != usual:
            formula = (
                f"IF({TABLE.name}={quoted(TABLES[key].sheet.to(canvas.lang))},{_headings_of(canvas, key)},{formula})"
            )
    return formula


def _headings_of(canvas: Canvas, key: str) -> str:
    table = TABLES[key]
    last = sum(not column.hidden for column in table.columns)
    return absolute(table.sheet.to(canvas.lang), geometry.HEADER_ROW, 1, geometry.HEADER_ROW, last)


def _behind(canvas: Canvas, sheet: Worksheet) -> None:
    """Write the cells that the formulas and the chart go by."""
    small = canvas.styles.make(font_size=8, font_color=look.GREY_INK)
    sheet.write(TITLES_ROW - 3, BEHIND_COLUMN - 1, parts.BEHIND.to(canvas.lang), small)
    slots, chart = BEHIND_COLUMN, BEHIND_COLUMN + pareto.SLOTS.cols + 1
    canvas.area(pareto.FIGURES, sheet, TITLES_ROW - 1, slots, lambda _row, _col: small)
    canvas.area(pareto.SLOTS, sheet, TABLE_ROW, slots, lambda _row, _col: small)
    for at, words in enumerate(pareto.CURVE.lines[:-1], chart):
        sheet.write(TOTAL_ROW - 1, at, words.to(canvas.lang), small)
    canvas.area(pareto.NAME_AFTER, sheet, TOTAL_ROW, chart + pareto.CHART.cols - 1, lambda _row, _col: small)
    canvas.area(pareto.CHART, sheet, TABLE_ROW, chart, lambda _row, _col: small)


def _chart(canvas: Canvas, sheet: Worksheet) -> None:
    """Draw columns by count, the vital few dark, the counts after as marks, and both lines on the scale of shares."""
    name, font = sheet.get_name(), {"name": look.FONTS[canvas.lang], "size": 9}
    left = BEHIND_COLUMN + pareto.SLOTS.cols + 1
    shown = canvas.context.once(drawn)
    last = TABLE_ROW - 1 + max(1, 0 if isinstance(shown, Exception) else len(shown.lines))

    def series(at: int, **look_of_it: object) -> dict[str, object]:
        return {
            "name": "=" + absolute(name, TOTAL_ROW, left + at, TOTAL_ROW, left + at),
            "categories": "=" + absolute(name, TABLE_ROW, left, last, left),
            "values": "=" + absolute(name, TABLE_ROW, left + at, last, left + at),
            **look_of_it,
        }

    columns, lines = canvas.book.add_chart({"type": "column"}), canvas.book.add_chart({"type": "line"})
    labels = {"value": True, "num_format": _NONZERO, "font": {**font, "size": 8}}
    for at, fill in ((1, _VITAL_FILL), (2, _REST_FILL)):
        edge = {"color": look.INK, "width": 0.75}
        columns.add_series(series(at, fill={"color": fill}, border=edge, gap=30, overlap=100, data_labels=labels))
    lines.add_series(series(5, line={"none": True}, marker=_marker("diamond", look.CRITICAL_BAR, 8)))
    lines.add_series(
        series(3, y2_axis=True, line={"color": look.BAR_TOO, "width": 2}, marker=_marker("circle", look.BAR_TOO, 4))
    )
    dashed = {"color": look.GREY_INK, "width": 1.25, "dash_type": "dash"}
    lines.add_series(series(4, y2_axis=True, line=dashed, marker={"type": "none"}))
    _share_axes(columns, lines)
    columns.combine(lines)
    columns.set_legend({"position": "bottom", "font": font})
    columns.set_x_axis({"num_font": font, "interval_unit": 1, "line": {"color": look.AXIS}, "text_axis": True})
    scale = {"num_font": font, "min": 0, "line": {"color": look.AXIS}}
    grid = {"major_gridlines": {"visible": True, "line": {"color": look.GRID}}}
    columns.set_y_axis({**scale, **grid})
    lines.set_y2_axis({**scale, "max": 1, "num_format": "0%", "major_unit": 0.2})
    columns.set_chartarea({"border": {"none": True}})
    columns.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
    sheet.insert_chart(CHOICES_ROW - 1, CHART_COLUMN - 1, columns, {"object_position": 2})


def _marker(kind: str, colour: str, size: int) -> dict[str, object]:
    return {"type": kind, "size": size, "fill": {"color": colour}, "border": {"color": look.INK}}


def _share_axes(columns: Chart, lines: Chart) -> None:
    """Let the lines that are not on the second scale stand on that of the columns: XlsxWriter gives them one of their own."""
    own = lines._add_axis_ids  # noqa: SLF001 - nothing public says which axes a combined chart uses

    def add(args: dict[str, bool]) -> None:
        if args["primary_axes"]:
            lines.axis_ids = columns.axis_ids
        else:
            own(args)

    lines._add_axis_ids = add  # noqa: SLF001

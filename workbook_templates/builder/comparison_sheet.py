"""Draws the sheet 对比: choices, sentences, the last periods and the groups of a measure, and three charts that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook_templates import geometry
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import Look
from workbook_templates.builder.settings_sheet import validation
from workbook_templates.formulas import absolute, column_letter
from workbook_templates.monitoring_settings import COMPARED, OF_COMPARISON
from workbook_templates.reports import comparison
from workbook_templates.reports.comparison_shown import GROUPS, ROWS, shown
from workbook_templates.reports.model import Report
from workbook_templates.tables.measures import MEASURES

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, CHOICES_ROW = 2, 3
HEAD_ROW = CHOICES_ROW + len(OF_COMPARISON) + 1
_WIDTHS = (16, 13, 9, 12, 12, 17, 17, 44)
_RIGHT = LEFT + len(_WIDTHS) - 1
_ROW_HEIGHT, _CHART_ROWS = 18, 14
TREND_ROW = HEAD_ROW + comparison.HEAD_ROWS
TITLES_ROW = TREND_ROW + _CHART_ROWS
TABLE_ROW = TITLES_ROW + 1
CAPTIONS_ROW = TABLE_ROW + ROWS + 1
CHARTS_ROW = CAPTIONS_ROW + 1
GROUP_TITLES_ROW = CHARTS_ROW + _CHART_ROWS
GROUPS_ROW = GROUP_TITLES_ROW + 1
# What the pie shows stands beyond what is printed.
BEHIND_COLUMN = _RIGHT + 2
_PIE_COLUMN = 5
_HEIGHT = int(_ROW_HEIGHT * 4 / 3 * _CHART_ROWS) - 6
# So many measures are offered in the dropdown.
_OFFERED = 200
_PARTS = (look.INK, look.BAR, look.BAR_TOO, look.BLUE, look.GREY_INK, look.GREY)


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    parts.head(canvas, sheet, report)
    sheet.set_portrait()
    for at, width in enumerate(_WIDTHS, LEFT - 1):
        sheet.set_column(at, at, width)
    bottom = GROUPS_ROW + GROUPS - 1
    for row in range(CHOICES_ROW, bottom + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    _choices(canvas, sheet)
    _head(canvas, sheet)
    _tables(canvas, sheet)
    small = canvas.styles.make(font_size=8, font_color=look.GREY_INK)
    sheet.write(CHARTS_ROW - 2, BEHIND_COLUMN - 1, parts.BEHIND.to(canvas.lang), small)
    canvas.area(comparison.PIE, sheet, CHARTS_ROW, BEHIND_COLUMN, lambda _row, _col: small)
    _charts(canvas, sheet)
    parts.printed(sheet, bottom, _RIGHT)


def _choices(canvas: Canvas, sheet: Worksheet) -> None:
    """Write which measure is shown and by which periods, in cells to be changed, each with its dropdown."""
    lang, styles = canvas.lang, canvas.styles
    label = styles.cell(bold=True, font_color=look.INK, bg_color=look.BAND, text_wrap=False)
    value = styles.cell(look.INPUT_FILL, align="center", bold=True, shrink=True, text_wrap=False)
    hint = styles.make(font_size=8, font_color=look.GREY_INK, indent=1)
    for row, setting in enumerate(OF_COMPARISON, CHOICES_ROW):
        sheet.write(row - 1, LEFT - 1, setting.label.to(lang), label)
        rule = validation(canvas, setting)
        if setting is COMPARED:
            # Names and groups are understood too, so the numbers are only offered.
            top, last = geometry.FIRST_ROW, geometry.FIRST_ROW + _OFFERED - 1
            column = [column.key for column in MEASURES.columns].index("id") + 1
            source = "=" + absolute(MEASURES.sheet.to(lang), top, column, last, column)
            rule = {"validate": "list", "source": source, "show_error": False}
        parts.choice(canvas, sheet, setting, (row, LEFT + 1), value, rule)
        sheet.write(row - 1, LEFT + 1, setting.explain.to(lang), hint)


def _head(canvas: Canvas, sheet: Worksheet) -> None:
    title = canvas.styles.make(bold=True, font_size=12, font_color=look.INK)
    sentence = canvas.styles.make(text_wrap=True)
    for at in range(comparison.HEAD_ROWS):
        row = HEAD_ROW + at
        sheet.set_row(row - 1, 22 if at == 0 else 32)
        sheet.merge_range(row - 1, LEFT - 1, row - 1, _RIGHT - 1, "", sentence if at else title)
    canvas.area(comparison.HEAD, sheet, HEAD_ROW, LEFT, lambda row, _col: sentence if row else title)


def _tables(canvas: Canvas, sheet: Worksheet) -> None:
    header, caption = canvas.styles.header(), canvas.styles.make(bold=True, font_color=look.INK)
    canvas.area(comparison.TITLES, sheet, TITLES_ROW, LEFT, lambda _row, _col: header)
    canvas.area(comparison.TABLE, sheet, TABLE_ROW, LEFT, lambda _row, col: _style(canvas, col))
    canvas.area(comparison.CAPTIONS, sheet, CAPTIONS_ROW, LEFT, lambda _row, _col: caption)
    canvas.area(comparison.GROUP_TITLES, sheet, GROUP_TITLES_ROW, LEFT, lambda _row, _col: header)
    canvas.area(comparison.GROUP_TABLE, sheet, GROUPS_ROW, LEFT, lambda _row, col: _style(canvas, col))
    for first, rows in ((TABLE_ROW, ROWS), (GROUPS_ROW, GROUPS)):
        rules = [(f'${column_letter(LEFT)}{first}<>""', Look())]
        parts.coloured(canvas, sheet, (first, LEFT, first + rows - 1, _RIGHT), rules)


def _style(canvas: Canvas, col: int) -> Format:
    """Return the format of a cell; the lines of its rows come with what stands in them."""
    last: dict[str, Any] = {"align": "left", "indent": 1, "text_wrap": True, "font_size": 8}
    number = {1: "#,##0.##", 2: "0", 3: look.TRIMMED, 4: look.TRIMMED}.get(col, "General")
    return canvas.styles.make(
        num_format=number, **(last if col == len(_WIDTHS) - 1 else {"align": "center", "shrink": True})
    )


def _charts(canvas: Canvas, sheet: Worksheet) -> None:
    seen = canvas.context.once(shown)
    periods, groups, slices = (
        (1, 1, 1) if isinstance(seen, tuple) else (len(seen.trend), len(seen.bars), len(seen.pie.slices))
    )
    width = sum(int(wide * 7 + 5) for wide in _WIDTHS)
    split = sum(int(wide * 7 + 5) for wide in _WIDTHS[:_PIE_COLUMN])
    line = {
        "line": {"color": look.BAR, "width": 2.25},
        "marker": {"type": "circle", "size": 5, "fill": {"color": look.BAR}, "border": {"color": look.BAR}},
    }
    before = {"line": {"color": look.GREY_INK, "width": 1.5, "dash_type": "dash"}, "marker": {"type": "none"}}
    trend = _two(canvas, sheet, "line", (TITLES_ROW, periods), (line, before))
    columns = _two(
        canvas, sheet, "column", (GROUP_TITLES_ROW, groups),
        ({"fill": {"color": look.BAR}, "gap": 60}, {"fill": {"color": look.GREY}, "border": {"color": look.GREY_INK}}),
    )  # fmt: skip
    pie = canvas.book.add_chart({"type": "pie"})
    name, last = sheet.get_name(), CHARTS_ROW + max(1, slices) - 1
    font = {"name": look.FONTS[canvas.lang], "size": 9}
    pie.add_series({
        "name": comparison.SHARE.to(canvas.lang),
        "categories": "=" + absolute(name, CHARTS_ROW, BEHIND_COLUMN, last, BEHIND_COLUMN),
        "values": "=" + absolute(name, CHARTS_ROW, BEHIND_COLUMN + 1, last, BEHIND_COLUMN + 1),
        "points": [{"fill": {"color": colour}, "border": {"color": look.WHITE}} for colour in _PARTS],
        "data_labels": {"category": True, "position": "outside_end", "font": font, "leader_lines": True},
    })  # fmt: skip
    pie.set_title({"none": True})
    pie.set_legend({"none": True})
    pie.set_chartarea({"border": {"none": True}})
    for chart, row, col, wide in (
        (trend, TREND_ROW, LEFT, width), (columns, CHARTS_ROW, LEFT, split - 8), (pie, CHARTS_ROW, LEFT + _PIE_COLUMN, width - split)
    ):  # fmt: skip
        chart.set_size({"width": wide, "height": _HEIGHT})
        sheet.insert_chart(row - 1, col - 1, chart, {"object_position": 2, "y_offset": 3})


def _two(
    canvas: Canvas, sheet: Worksheet, kind: str, place: tuple[int, int], looks: tuple[dict[str, Any], dict[str, Any]]
) -> Chart:
    """Return a chart of the figures now and before, named by the headings of their columns."""
    name, font = sheet.get_name(), {"name": look.FONTS[canvas.lang], "size": 9}
    titles, rows = place
    last = titles + max(1, rows)
    chart = canvas.book.add_chart({"type": kind})
    for col, style in zip((LEFT + 3, LEFT + 4), looks, strict=True):
        chart.add_series({
            "name": "=" + absolute(name, titles, col, titles, col),
            "categories": "=" + absolute(name, titles + 1, LEFT, last, LEFT),
            "values": "=" + absolute(name, titles + 1, col, last, col),
            **style,
        })  # fmt: skip
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font, "text_axis": True, "line": {"color": look.AXIS}, "label_position": "low"})
    chart.set_y_axis({
        "num_format": "General", "num_font": font, "line": {"color": look.AXIS}, **({"min": 0} if kind == "column" else {}),
        "major_gridlines": {"visible": True, "line": {"color": look.GRID}},
    })  # fmt: skip
    chart.set_chartarea({"border": {"none": True}})
    return chart

"""Draws the sheet 控制图: blocks of a sentence, a native chart and what is to be known of it; and the cells behind the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas, write
from workbook_templates.builder.settings_sheet import validation
from workbook_templates.formulas import absolute
from workbook_templates.monitoring_settings import SHOW
from workbook_templates.reports import control_charts as charts
from workbook_templates.reports.control_chosen import CHARTS, chosen
from workbook_templates.reports.control_points import OF_POINTS
from workbook_templates.reports.model import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, CHOICE_ROW, HEAD_ROW = 2, 3, 4
BLOCKS_ROW = 6
# The chart is as wide as these columns together.
_COLUMNS, _COLUMN_WIDTH = 12, 10
_RIGHT = LEFT + _COLUMNS - 1
_ROW_HEIGHT, _SENTENCE_HEIGHT, _NOTE_HEIGHT = 15.5, 30, 36
_CHART_WIDTH, _CHART_HEIGHT = _COLUMNS * (_COLUMN_WIDTH * 7 + 5), int(_ROW_HEIGHT * 4 / 3 * charts.CHART_ROWS) - 4
_GAP = 8
# What the charts show stands beyond what is printed.
BEHIND_COLUMN, NAMES_ROW = _RIGHT + 3, BLOCKS_ROW - 1
DATA_ROW = NAMES_ROW + 1
_PER_PAGE = 3


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    styles = canvas.styles
    parts.head(canvas, sheet, report)
    sheet.set_portrait()
    sheet.set_column(LEFT - 1, _RIGHT - 1, _COLUMN_WIDTH)
    _choice(canvas, sheet)
    canvas.area(charts.HEAD, sheet, HEAD_ROW, LEFT, lambda _row, _col: styles.make(bold=True, font_color=look.INK))
    _blocks(canvas, sheet)
    _behind(canvas, sheet)
    for at in range(CHARTS):
        _chart(canvas, sheet, at)
    used = len(canvas.context.once(chosen).lines)
    parts.printed(sheet, BLOCKS_ROW + max(1, used) * charts.BLOCK - charts.BLOCK + charts.NOTE, _RIGHT)
    sheet.set_h_pagebreaks([
        BLOCKS_ROW - 1 + at * charts.BLOCK for at in range(_PER_PAGE, CHARTS, _PER_PAGE)
    ])  # fmt: skip


def _choice(canvas: Canvas, sheet: Worksheet) -> None:
    """Write which measures are shown, in a cell to be changed."""
    lang, styles = canvas.lang, canvas.styles
    label = styles.cell(bold=True, font_color=look.INK, bg_color=look.BAND, text_wrap=False, shrink=True)
    value = styles.cell(look.INPUT_FILL, align="left", indent=1, bold=True, text_wrap=False)
    sheet.set_row(CHOICE_ROW - 1, 20)
    sheet.merge_range(CHOICE_ROW - 1, LEFT - 1, CHOICE_ROW - 1, LEFT, SHOW.label.to(lang), label)
    sheet.merge_range(CHOICE_ROW - 1, LEFT + 1, CHOICE_ROW - 1, LEFT + 4, "", value)
    parts.choice(canvas, sheet, SHOW, (CHOICE_ROW, LEFT + 2), value, validation(canvas, SHOW))
    hint = styles.make(font_size=8, font_color=look.GREY_INK, indent=1)
    sheet.write(CHOICE_ROW - 1, LEFT + 5, SHOW.explain.to(lang), hint)


def _blocks(canvas: Canvas, sheet: Worksheet) -> None:
    """Write what stands above and below the charts, over the whole width."""
    styles = canvas.styles
    looks: dict[int, Format] = {
        charts.TITLE: styles.make(bold=True, font_size=12, font_color=look.INK, bottom=2, bottom_color=look.BAR),
        charts.SENTENCE: styles.make(text_wrap=True),
        charts.NOTE: styles.make(text_wrap=True, valign="top", font_size=8, font_color=look.GREY_INK),
    }
    heights = {
        charts.TITLE: 22,
        charts.SENTENCE: _SENTENCE_HEIGHT,
        charts.NOTE: _NOTE_HEIGHT,
        charts.BLOCK - 1: _GAP,
    }
    plain = styles.make()
    # First the merged cells, then what stands in them.
    for at in range(CHARTS * charts.BLOCK):
        row = at % charts.BLOCK
        sheet.set_row(BLOCKS_ROW - 1 + at, heights.get(row, _ROW_HEIGHT))
        if row in looks:
            sheet.merge_range(BLOCKS_ROW - 1 + at, LEFT - 1, BLOCKS_ROW - 1 + at, _RIGHT - 1, "", looks[row])
    canvas.area(charts.BLOCKS, sheet, BLOCKS_ROW, LEFT, lambda row, _col: looks.get(row % charts.BLOCK, plain))


def _behind(canvas: Canvas, sheet: Worksheet) -> None:
    """Write the cells that the charts show; blank ones are left out, there are too many of them."""
    small = canvas.styles.make(font_size=8, font_color=look.GREY_INK)
    days = canvas.styles.make(font_size=8, font_color=look.GREY_INK, num_format="yyyy-mm-dd")
    for at in range(CHARTS):
        for col in range(charts.WIDTH):
            column = BEHIND_COLUMN + at * charts.WIDTH + col
            sheet.set_column(column - 1, column - 1, 10, days if col in (0, OF_POINTS) else small)
    sheet.write(NAMES_ROW - 2, BEHIND_COLUMN - 1, parts.BEHIND.to(canvas.lang), small)
    _sparsely(canvas, sheet, charts.LEGENDS, NAMES_ROW, BEHIND_COLUMN, small)
    for at, area in enumerate(charts.DATA):
        _sparsely(canvas, sheet, area, DATA_ROW, BEHIND_COLUMN + at * charts.WIDTH, small, days)


def _sparsely(
    canvas: Canvas, sheet: Worksheet, area: Area, row: int, left: int, small: Format, days: Format | None = None
) -> None:
    canvas.name(area.name, sheet, row, left, area.rows, area.cols)
    for i, cells in enumerate(area.render(canvas.context, AreaRefs(canvas.lang, row, left, canvas.headers))):
        for j, cell in enumerate(cells):
            if cell.value is not None:
                style = days if days and j in (0, OF_POINTS) else small
                write(sheet, row + i, left + j, cell.value, None, style)


def _chart(canvas: Canvas, sheet: Worksheet, at: int) -> None:
    """Draw one chart: lines of three kinds, the points, signals and excluded points as marks of their own."""
    name, font = sheet.get_name(), {"name": look.FONTS[canvas.lang], "size": 9}
    shown = canvas.context.once(charts.shown)
    points, steps = (shown[at][1].points, shown[at][1].steps) if at < len(shown) else ([], [])
    left = BEHIND_COLUMN + at * charts.WIDTH
    chart = canvas.book.add_chart({"type": "scatter", "subtype": "straight"})
    no_marker, no_line = {"type": "none"}, {"none": True}
    limit = {"line": {"color": look.GREY_INK, "width": 1.25, "dash_type": "dash"}, "marker": no_marker}
    looks: tuple[tuple[int, dict[str, object]], ...] = (
        (OF_POINTS + 2, limit),
        (OF_POINTS + 1, {"line": {"color": look.PAST, "width": 1.25}, "marker": no_marker}),
        (OF_POINTS + 3, limit),
        (OF_POINTS + 4, {"line": {"color": look.PROVEN_LINE, "width": 1.75, "dash_type": "long_dash_dot"}, "marker": no_marker}),
        (1, {"line": {"color": look.BAR, "width": 1.25}, "marker": _marker("circle", look.BAR, look.BAR, 4)}),
        (2, {"line": no_line, "marker": _marker("diamond", look.LATE, look.RED_INK, 9)}),
        (3, {"line": no_line, "marker": _marker("circle", look.GREY, look.INK, 8)}),
    )  # fmt: skip
    for col, style in looks:
        days, length = (0, len(points)) if col < OF_POINTS else (OF_POINTS, len(steps))
        last = DATA_ROW + max(1, length) - 1
        chart.add_series(
            {
                "name": "=" + absolute(name, NAMES_ROW, left + col, NAMES_ROW, left + col),
                "categories": "=" + absolute(name, DATA_ROW, left + days, last, left + days),
                "values": "=" + absolute(name, DATA_ROW, left + col, last, left + col),
                **style,
            }
        )
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis(
        {"num_format": "yyyy-mm-dd", "num_font": font, "line": {"color": look.AXIS}, "label_position": "low",
         "major_gridlines": {"visible": False}}
    )  # fmt: skip
    chart.set_y_axis(
        {"num_format": "General", "num_font": font, "line": {"color": look.AXIS},
         "major_gridlines": {"visible": True, "line": {"color": look.GRID}}}
    )  # fmt: skip
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
    row = BLOCKS_ROW + at * charts.BLOCK + charts.FIRST
    sheet.insert_chart(row - 1, LEFT - 1, chart, {"object_position": 2, "y_offset": 2})


def _marker(kind: str, fill: str, border: str, size: int) -> dict[str, object]:
    return {"type": kind, "size": size, "fill": {"color": fill}, "border": {"color": border}}

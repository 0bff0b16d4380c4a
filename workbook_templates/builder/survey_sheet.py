"""Draws the sheet 问卷结果: figures, choices, one long table of all questions, and twelve native charts beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook_templates.builder import report_parts as parts
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.looks import Look
from workbook_templates.builder.settings_sheet import validation
from workbook_templates.formulas import Block, absolute, column_letter, quoted
from workbook_templates.printing import written_areas
from workbook_templates.reports import survey as report_of
from workbook_templates.reports.model import Report
from workbook_templates.reports.survey_charts import CHARTS, bars, chosen
from workbook_templates.reports.survey_lines import COLUMNS, GROUPS, LEADING, PAGE_ROWS, SHARE, rows
from workbook_templates.reports.survey_lines import Look as RowLook
from workbook_templates.survey_settings import ON_SHEET

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LEFT, LABELS_ROW, FIGURES_ROW, CHOICES_ROW = 2, 3, 4, 5
HEAD_ROW = CHOICES_ROW + len(ON_SHEET)
FLOW_ROW = HEAD_ROW + report_of.HEAD.rows + 1
_WIDTHS = (30, 8.5, 11, 12, *[9.5] * GROUPS)
RIGHT = LEFT + len(_WIDTHS) - 1
LOOK_COLUMN = LEFT + COLUMNS - 1
_ROW_HEIGHT = 17
# The charts, two beside each other, are together as wide as the table.
CHARTS_LEFT, _CHART_COLUMNS = LOOK_COLUMN + 2, 6
_CHART_WIDTH = sum(_WIDTHS) / (_CHART_COLUMNS * report_of.PER_ROW)
CHARTS_RIGHT = CHARTS_LEFT + _CHART_COLUMNS * report_of.PER_ROW - 1
CAPTIONS_ROW = LABELS_ROW
# What the charts show stands beyond what is printed.
BEHIND_COLUMN = CHARTS_RIGHT + 2
_SHARE_COLUMN = 2


def draw(canvas: Canvas, sheet: Worksheet, report: Report) -> None:
    """Draw the sheet."""
    parts.head(canvas, sheet, report)
    for at, width in enumerate(_WIDTHS, LEFT - 1):
        sheet.set_column(at, at, width)
    sheet.set_column(CHARTS_LEFT - 1, CHARTS_RIGHT - 1, _CHART_WIDTH)
    bottom = FLOW_ROW + report_of.ROWS - 1
    for row in range(LABELS_ROW, bottom + 1):
        sheet.set_row(row - 1, _ROW_HEIGHT)
    _figures(canvas, sheet)
    _choices(canvas, sheet)
    bold, plain = canvas.styles.make(bold=True, font_color=look.INK), canvas.styles.make(font_color=look.GREY_INK)
    canvas.area(report_of.HEAD, sheet, HEAD_ROW, LEFT, lambda row, _col: plain if row else bold)
    _flow(canvas, sheet, bottom)
    _charts(canvas, sheet)
    sheet.freeze_panes(2, 0)
    # Four charts to a page, none of them cut in two.
    sheet.set_h_pagebreaks([*range(CAPTIONS_ROW - 1 + PAGE_ROWS, bottom, PAGE_ROWS)])
    filled = min(len(canvas.context.once(rows)), report_of.ROWS)
    drawn = max(1, len(canvas.context.once(chosen).questions))
    last = CAPTIONS_ROW + -(-drawn // report_of.PER_ROW) * report_of.BLOCK - 1
    pages = [Block(1, 1, FLOW_ROW + max(1, filled) - 1, RIGHT), Block(CAPTIONS_ROW, CHARTS_LEFT, last, CHARTS_RIGHT)]
    sheet.print_area_range = written_areas(pages, sheet.get_name())


def _figures(canvas: Canvas, sheet: Worksheet) -> None:
    """Write how many answer sheets there are, natively."""
    header, number = canvas.styles.header(), canvas.styles.cell(align="center", bold=True, num_format="0")
    for at, words in enumerate(report_of.HEADINGS):
        sheet.write(LABELS_ROW - 1, LEFT - 1 + at, words.to(canvas.lang), header)
    canvas.area(report_of.FIGURES, sheet, FIGURES_ROW, LEFT, lambda _row, _col: number)


def _choices(canvas: Canvas, sheet: Worksheet) -> None:
    """Write by what is grouped, and what is drawn, in cells to be changed."""
    label = canvas.styles.cell(bold=True, font_color=look.INK, bg_color=look.BAND, text_wrap=False)
    value = canvas.styles.cell(look.INPUT_FILL, align="left", indent=1, bold=True, text_wrap=False, shrink=True)
    hint = canvas.styles.make(font_size=8, font_color=look.GREY_INK, indent=1)
    for row, setting in enumerate(ON_SHEET, CHOICES_ROW):
        sheet.write(row - 1, LEFT - 1, setting.label.to(canvas.lang), label)
        sheet.merge_range(row - 1, LEFT, row - 1, LEFT + 1, "", value)
        parts.choice(canvas, sheet, setting, (row, LEFT + 1), value, validation(canvas, setting))
        sheet.write(row - 1, LEFT + 2, setting.explain.to(canvas.lang), hint)


def _flow(canvas: Canvas, sheet: Worksheet, bottom: int) -> None:
    """Write the rows of all questions; how a row looks stands behind it and is drawn by conditional formats."""
    hidden = canvas.styles.make(font_size=8, font_color=look.WHITE)
    canvas.area(
        report_of.FLOW, sheet, FLOW_ROW, LEFT, lambda _row, col: hidden if col == COLUMNS - 1 else _style(canvas, col)
    )
    mark = f"${column_letter(LOOK_COLUMN)}{FLOW_ROW}"
    _bars(sheet, bottom)
    whole = (FLOW_ROW, LEFT, bottom, RIGHT)
    for kind, painted in _LOOKS.items():
        options = {
            "type": "formula",
            "criteria": f"={mark}={quoted(kind.value)}",
            "format": canvas.book.add_format(painted),
        }
        sheet.conditional_format(whole[0] - 1, whole[1] - 1, whole[2] - 1, whole[3] - 1, options)
    first_group = LEFT + LEADING
    here, is_line = f"{column_letter(first_group)}{FLOW_ROW}", f"{mark}={quoted(RowLook.LINE.value)}"
    small = (f'AND({is_line},LEFT({here}&"",1)="(")', Look(look.GREY, look.GREY_INK))
    parts.coloured(canvas, sheet, (FLOW_ROW, first_group, bottom, RIGHT), [small])
    filled_group = (f'AND({is_line},{here}<>"")', Look())
    parts.coloured(canvas, sheet, (FLOW_ROW, first_group, bottom, RIGHT), [filled_group])
    parts.coloured(canvas, sheet, (FLOW_ROW, LEFT, bottom, first_group - 1), [(is_line, Look())])
    heads = (f'AND({mark}={quoted(RowLook.HEAD.value)},{here}<>"")', Look(look.BAND, look.INK, bold=True))
    parts.coloured(canvas, sheet, (FLOW_ROW, first_group, bottom, RIGHT), [heads])
    lead = (f"{mark}={quoted(RowLook.HEAD.value)}", Look(look.BAND, look.INK, bold=True))
    parts.coloured(canvas, sheet, (FLOW_ROW, LEFT, bottom, first_group - 1), [lead])


def _bars(sheet: Worksheet, bottom: int) -> None:
    """Draw shares as bars in their cells, from 0 to 100%.

    They are those of Excel 2007, which every program draws, told to begin at nothing: as they come, none is shorter than a
    tenth of its cell. XlsxWriter writes these lengths, but takes no option for them.
    """
    column = LEFT + _SHARE_COLUMN - 1
    sheet.conditional_format(FLOW_ROW - 1, column, bottom - 1, column, {
        "type": "data_bar", "bar_color": look.BAR, "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1,
    })  # fmt: skip
    *_, drawn = (rule for rules in sheet.cond_formats.values() for rule in rules if rule["type"] == "dataBar")
    drawn.update({"min_length": 0, "max_length": 100})


_LOOKS: dict[RowLook, dict[str, Any]] = {
    RowLook.TITLE: {"bold": True, "font_color": look.INK, "bottom": 1, "bottom_color": look.BAR},
    RowLook.BASE: {"font_color": look.GREY_INK},
    RowLook.NOTE: {"font_color": look.GREY_INK, "italic": False},
}


def _style(canvas: Canvas, col: int) -> Format:
    """Return the format of a cell of the table; what is longer than its cell reaches over the empty ones behind it."""
    if col == 0:
        return canvas.styles.make(align="left", indent=1)
    number = "0%" if col == _SHARE_COLUMN or col >= LEADING else "General"
    return canvas.styles.make(align="center", num_format=number, shrink=True)


def _charts(canvas: Canvas, sheet: Worksheet) -> None:
    """Draw the charts, two beside each other, each below its caption."""
    caption, small = (
        canvas.styles.make(bold=True, font_color=look.INK),
        canvas.styles.make(font_size=8, font_color=look.GREY_INK),
    )
    for side, area in enumerate(report_of.CAPTIONS):
        canvas.area(area, sheet, CAPTIONS_ROW, CHARTS_LEFT + side * _CHART_COLUMNS, lambda _row, _col: caption)
    sheet.write(CAPTIONS_ROW - 2, BEHIND_COLUMN - 1, parts.BEHIND.to(canvas.lang), small)
    canvas.area(report_of.BEHIND, sheet, CAPTIONS_ROW, BEHIND_COLUMN, lambda _row, _col: small)
    for at in range(CHARTS):
        _chart(canvas, sheet, at)


def _chart(canvas: Canvas, sheet: Worksheet, at: int) -> None:
    name, font = sheet.get_name(), {"name": look.FONTS[canvas.lang], "size": 9}
    drawn = canvas.context.once(chosen).questions
    filled = len(bars(drawn[at], canvas.lang)) if at < len(drawn) else 1
    left = BEHIND_COLUMN + at * report_of.WIDTH
    last = CAPTIONS_ROW + max(1, filled) - 1
    chart = canvas.book.add_chart({"type": "bar"})
    chart.add_series({
        "name": SHARE.to(canvas.lang),
        "categories": "=" + absolute(name, CAPTIONS_ROW, left, last, left),
        "values": "=" + absolute(name, CAPTIONS_ROW, left + 1, last, left + 1),
        "fill": {"color": look.BAR},
        "gap": 45,
        "data_labels": {"value": True, "num_format": "0%", "font": font},
    })  # fmt: skip
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    # The first option stands on top, as in the table; shares begin at 0, so that bars can be compared. A chart without a
    # question shows nothing: neither frame nor axis.
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}, "major_tick_mark": "none"})
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"none": True}})
    row = CAPTIONS_ROW + at // report_of.PER_ROW * report_of.BLOCK + 1
    column = CHARTS_LEFT + at % report_of.PER_ROW * _CHART_COLUMNS
    width = int(_CHART_COLUMNS * (_CHART_WIDTH * 7 + 5)) - 10
    chart.set_size({"width": width, "height": int(_ROW_HEIGHT * 4 / 3 * report_of.CHART_ROWS) - 4})
    sheet.insert_chart(row - 1, column - 1, chart, {"object_position": 3})

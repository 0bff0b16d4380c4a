"""The sheet 控制图: native charts of some measures, each with the sentence above it and what is to be known of it below."""

from __future__ import annotations

from functools import partial

from udfs.lang import Count, Text, listed
from udfs.values import Cell
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.monitoring import Line
from workbook_templates.monitoring_settings import CHARTS_KEY
from workbook_templates.reports.control_chosen import CHARTS, chosen
from workbook_templates.reports.control_points import OF_POINTS, OF_STEPS, STEPS, Drawn, drawn, remarks
from workbook_templates.reports.model import Plot, Report
from workbook_templates.reports.monitoring_words import signed

# The rows of a block: its title, the sentence, the chart, what is to be known of it, and a blank one.
CHART_ROWS = 18
TITLE, SENTENCE, FIRST, NOTE, BLOCK = 0, 1, 2, CHART_ROWS + 2, CHART_ROWS + 4
# The columns behind a chart, and a blank one.
NAMES = OF_POINTS + OF_STEPS - 2
WIDTH = OF_POINTS + OF_STEPS + 1

_NOTHING = Text("还没有可画的指标", "No measure to draw yet")
_DRAWN = Text("画了 {count} 个", "{count:chart/charts}")
_MORE = Text(
    "；另有 {count} 个没有画出，请在“看哪些指标”里选", "; {count} more not drawn, choose them in “Measures to show”"
)
_UNKNOWN = Text("；“看哪些指标”里认不出：{parts}", "; not known in “Measures to show”: {parts}")

Render = list[list[Cell]]


def shown(book: Context) -> list[tuple[Line, Drawn]]:
    """Return the measures that are drawn, each with what stands behind its chart."""
    return [(line, drawn(line)) for line in book.once(chosen).lines]


def _head(book: Context, refs: AreaRefs) -> Render:
    """Say how many charts there are, and what is not drawn."""
    choice = book.once(chosen)
    words = (_DRAWN if choice.lines else _NOTHING).to(refs.lang).format(count=Count(len(choice.lines)))
    if choice.more:
        words += _MORE.to(refs.lang).format(count=choice.more)
    if choice.unknown:
        words += _UNKNOWN.to(refs.lang).format(parts=listed(choice.unknown).to(refs.lang))
    return [[Cell(words)]]


def _blocks(book: Context, refs: AreaRefs) -> Render:
    """Return what stands above and below each chart."""
    rows: Render = [[Cell(None)] for _ in range(CHARTS * BLOCK)]
    for at, (line, _) in enumerate(book.once(shown)):
        state = signed(line.result.status.variation)
        title = f"{line.title}　{state.to(refs.lang) if state else ''}"
        for row, words in (
            (TITLE, title),
            (SENTENCE, line.result.sentence.to(refs.lang)),
            (NOTE, remarks(line).to(refs.lang)),
        ):
            rows[at * BLOCK + row] = [Cell(words)]
    return rows


def _names(book: Context, refs: AreaRefs) -> Render:
    """Return the names of the series of all charts, each above its column."""
    row = [Cell(None) for _ in range(CHARTS * WIDTH)]
    for at, (_, behind) in enumerate(book.once(shown)):
        for col, words in zip(NAMED, behind.names, strict=True):
            row[at * WIDTH + col] = Cell(words.to(refs.lang))
    return [row]


def _data(at: int, book: Context, _refs: AreaRefs) -> Render:
    """Return the points of a chart, and its lines beside them."""
    rows: Render = [[Cell(None)] * (WIDTH - 1) for _ in range(STEPS)]
    if at < len(book.once(shown)):
        _, behind = book.once(shown)[at]
        for left, lines in ((0, behind.points), (OF_POINTS, behind.steps)):
            for row, values in zip(rows, lines, strict=False):
                row[left : left + len(values)] = map(Cell, values)
    return rows


# In which columns the series stand: behind the days of the points, and behind those of the lines.
NAMED = (*range(1, OF_POINTS), *range(OF_POINTS + 1, OF_POINTS + OF_STEPS))
HEAD = Area(name="charts_head", rows=1, cols=1, render=_head)
BLOCKS = Area(name="charts_blocks", rows=CHARTS * BLOCK, cols=1, render=_blocks)
LEGENDS = Area(name="charts_names", rows=1, cols=CHARTS * WIDTH, render=_names)
DATA = tuple(
    Area(name=f"charts_data_{at + 1}", rows=STEPS, cols=WIDTH - 1, render=partial(_data, at)) for at in range(CHARTS)
)

CONTROL_CHARTS = Report(
    key=CHARTS_KEY,
    table="measures",
    sheet=Text("控制图", "Control charts"),
    title=Text("控制图", "Control charts"),
    note=Text(
        "灰虚线：控制限，普通波动到哪里为止；绿点划线：目标，要到哪里；细实线：中心线。红菱形：异常点；浅灰点：已排除。限由数据算出，不是人定的",
        "Grey dashes: control limits, how far chance goes. Green dash and dot: the target, what is wanted. Thin line: the centre. "
        "Red diamonds: signals. Pale grey: excluded. Limits come from the data, nobody sets them",
    ),
    areas=(HEAD, BLOCKS, LEGENDS, *DATA),
    flow=BLOCKS,
    plots=tuple(
        Plot(area=area, first=left, columns=columns)
        for area in DATA
        for left, columns in ((0, OF_POINTS), (OF_POINTS, OF_STEPS))
    ),
)

"""The sheet 监控: the page of all measures, one line each, its groups below it."""

from __future__ import annotations

from udfs.lang import Count, Text
from udfs.values import Cell
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports.model import Report
from workbook_templates.reports.monitoring_words import Row, counted, rows, signed

# So many lines are shown; workbooks of more measures show all of them on the sheet of the measures.
ROWS = 240
COLUMNS = 10
_AS_OF = Text("数据截至 {day}；{rest}", "As of {day}; {rest}")
_NOTHING = Text("还没有指标", "No measures yet")
_MORE = Text("；另有 {count} 行未列出，见“指标”", "; {count:more line/more lines} not listed, see Measures")
_INDENT = "　"

Render = list[list[Cell]]


def _head(book: Context, refs: AreaRefs) -> Render:
    """Say how all of them stand."""
    shown = book.once(rows)
    if not shown:
        return [[Cell(_NOTHING.to(refs.lang))]]
    words = _AS_OF.to(refs.lang).format(day=book.today, rest=counted(shown).to(refs.lang))
    more = len(shown) - ROWS
    return [[Cell(words + (_MORE.to(refs.lang).format(count=Count(more)) if more > 0 else ""))]]


def _table(book: Context, refs: AreaRefs) -> Render:
    """Return the lines."""
    shown = book.once(rows)[:ROWS]
    return [_line(row, refs) for row in shown] + [[Cell(None)] * COLUMNS for _ in range(ROWS - len(shown))]


def _line(row: Row, refs: AreaRefs) -> list[Cell]:
    def words(text: Text | None) -> Cell:
        return Cell(None if text is None else text.to(refs.lang))

    return [
        Cell(None if row.is_group else row.number or None),
        Cell(_INDENT + row.name if row.is_group else row.name or None),
        Cell(row.unit or None),
        Cell(row.current),
        Cell(row.target),
        Cell(row.rate),
        words(signed(row.variation)),
        words(signed(row.capability)),
        Cell(row.last),
        words(row.sentence),
    ]


HEAD = Area(name="monitor_head", rows=1, cols=1, render=_head)
TABLE = Area(name="monitor_table", rows=ROWS, cols=COLUMNS, render=_table)

MONITOR = Report(
    key="monitor",
    table="measures",
    sheet=Text("监控", "Monitoring"),
    title=Text("监控：全部指标一页", "Monitoring: all measures on a page"),
    note=Text(
        "变异：最近一点是不是普通波动；达标能力：不改变过程，目标能不能稳定达到。目标不是控制限。每次运行命令都重新计算",
        "Variation: is the latest point more than chance; capability: can the process, left as it is, meet the target. A target is "
        "no control limit. Every command works it out anew",
    ),
    areas=(HEAD, TABLE),
    flow=TABLE,
)

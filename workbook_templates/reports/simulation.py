"""The sheet 模拟结果: the scenarios of the sheet 模拟 beside each other, in a native chart that follows its cells (R36)."""

from __future__ import annotations

from udfs.lang import Text
from udfs.values import Cell, CellValue, ErrorValue, as_text
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports.model import Plot, Report
from workbook_templates.tables.scenarios import SCENARIOS

ROWS = 20
# The columns behind the name of a scenario; the first two are the columns of the chart.
SHOWN = ("mean", "p90", "waiting", "busiest", "busy", "change", "low", "high", "verdict")


def _is_empty(value: CellValue) -> bool:
    """Return whether a formula shows nothing for a cell: of nothing but spaces it shows these."""
    return value in {None, ""} or isinstance(value, ErrorValue)


def _render(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    data = book.tables[SCENARIOS.key]
    number, name = (refs.column(SCENARIOS.key, key) for key in ("id", "name"))
    columns = [refs.column(SCENARIOS.key, key) for key in SHOWN]
    lines = []
    for row in range(ROWS):
        is_there = row < data.length
        words: CellValue = ""
        if is_there and not _is_empty(data["name"][row]) and not isinstance(data["id"][row], ErrorValue):
            words = f"{as_text(data['id'][row])} {as_text(data['name'][row])}"
        at = row + 1
        label = f'IFERROR(IF(INDEX({name},{at})="","",INDEX({number},{at})&" "&INDEX({name},{at})),"")'
        values = [data[key][row] if is_there and not _is_empty(data[key][row]) else "" for key in SHOWN]
        figures = [f'IFERROR(IF(INDEX({column},{at})="","",INDEX({column},{at})),"")' for column in columns]
        lines.append([Cell(words, label), *map(Cell, values, figures)])
    return lines


TABLE = Area(name="simulated_scenarios", rows=ROWS, cols=1 + len(SHOWN), render=_render)

SIMULATION = Report(
    key="simulation",
    table=SCENARIOS.key,
    sheet=Text("模拟结果", "Simulation results"),
    title=Text("模拟结果", "Simulation results"),
    note=Text(
        "由“模拟”表的前 20 行自动带来，单位为工作小时；数字来自模拟，不是实测。先运行命令“模拟”",
        "From the first 20 rows of Scenarios by formulas, in working hours; the figures are simulated, not measured. Run “simulate” first",
    ),
    areas=(TABLE,),
    flow=TABLE,
    plots=(Plot(area=TABLE, first=0, columns=3),),
)

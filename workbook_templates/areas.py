"""Computed cells outside the tables: what an area is, and the areas of the calendar and of the Gantt chart.

An area is a block of cells under a defined name. Builder and commands render it the same way, formula and value
together, so that a file is right before any program has calculated it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from udfs.lang import Lang, Text
from udfs.values import Cell, ErrorValue, day_of
from udfs.workdays import KIND_OFF, KIND_ON
from workbook_templates.context import Context
from workbook_templates.formulas import column_letter, escaped_column, quoted
from workbook_templates.model import Frozen
from workbook_templates.settings import WEEKS

GANTT_PERIODS = 53

NOT_COVERED = Text(
    "⚠ 计划超出节假日表已公布的年份：之后只按周末计算，公布后请补充“节假日”",
    "⚠ The plan passes the last published year: only weekends are counted from there; extend Holidays when published",
)


@dataclass(frozen=True)
class AreaRefs:
    """Where an area stands and how to name the tables' columns in its formulas."""

    lang: Lang
    row: int
    col: int
    headers: Mapping[str, tuple[str, Mapping[str, str]]]

    def column(self, table: str, key: str) -> str:
        """Return a whole column of a table: `tblIssues[状态*]`."""
        name, headers = self.headers[table]
        return f"{name}[{escaped_column(headers[key])}]"

    def cell(self, row: int, col: int) -> str:
        """Return the absolute address of the area's cell at this offset."""
        return f"${column_letter(self.col + col)}${self.row + row}"

    def text(self, words: Text) -> str:
        """Return words of the workbook's language as a literal."""
        return quoted(words.to(self.lang))


class Area(Frozen):
    """A named block of `rows` × `cols` computed cells."""

    name: str
    rows: int
    cols: int
    render: Callable[[Context, AreaRefs], list[list[Cell]]]


def _calendar(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Render the working-day index: date, 1 or 0, running number of working days."""
    day, kind = refs.column("holidays", "day"), refs.column("holidays", "kind")
    figures = []
    days = book.calendar.days() if book.calendar else []
    for i, (current, work, number) in enumerate(days):
        here, before = refs.cell(i, 0), refs.cell(i - 1, 0)
        listed = f"COUNTIFS({day},{here},{kind},{{}})>0"
        on, off = listed.format(refs.text(KIND_ON)), listed.format(refs.text(KIND_OFF))
        figures.append([
            Cell(current, f"{before}+1" if i else None),
            Cell(work, f"IF({on},1,IF({off},0,IF(WEEKDAY({here},2)<6,1,0)))"),
            Cell(number, f"{refs.cell(i - 1, 2)}+{refs.cell(i, 1)}" if i else refs.cell(i, 1)),
        ])  # fmt: skip
    return figures


def calendar_area(days: int) -> Area:
    """Return the index on the sheet 节假日 for this many days."""
    return Area(name="cal_index", rows=days, cols=3, render=_calendar)


def _covered(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    day = refs.column("holidays", "day")
    until = book.calendar.covered_until if book.calendar else None
    return [[Cell(until or date(1900, 12, 31), f"DATE(YEAR(MAX({day})),12,31)")]]


COVERED = Area(name="cal_covered", rows=1, cols=1, render=_covered)


def _gantt_first(book: Context) -> date:
    starts = book.tables["tasks"]["start"]
    days = [day for day in map(day_of, starts) if day]
    broken = any(isinstance(value, ErrorValue) for value in starts)
    first = book.settings.day("gantt_start") or (min(days) if days and not broken else book.today)
    return first - timedelta(days=first.weekday()) if book.settings.chosen("gantt_unit", WEEKS) else first


def _gantt_head(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    first, weekly = _gantt_first(book), book.settings.chosen("gantt_unit", WEEKS)
    start = refs.column("tasks", "start")
    # Numbers below 61 are no dates that anybody means (see the reading of files).
    first_date = f'SMALL({start},COUNTIF({start},"<61")+1)'
    earliest = f'IFERROR(IF(COUNTIF({start},">=61")=0,TODAY(),{first_date}),TODAY())'
    base = f"INT(IF(ISNUMBER(set_gantt_start),set_gantt_start,{earliest}))"
    is_weekly = f"set_gantt_unit={refs.text(WEEKS)}"
    days = [first + timedelta(days=i * (7 if weekly else 1)) for i in range(GANTT_PERIODS)]
    dates = [Cell(days[0], f"IF({is_weekly},{base}-WEEKDAY({base},2)+1,{base})")]
    dates += [Cell(day, f"{refs.cell(1, i)}+IF({is_weekly},7,1)") for i, day in enumerate(days[1:])]
    return [_months(days, refs), dates]


def _months(days: list[date], refs: AreaRefs) -> list[Cell]:
    unit = Text("月", "").to(refs.lang)
    row = [Cell(f"{days[0].month}{unit}", f'MONTH({refs.cell(1, 0)})&"{unit}"')]
    for i in range(1, len(days)):
        here, before = refs.cell(1, i), refs.cell(1, i - 1)
        label = f"{days[i].month}{unit}" if days[i].month != days[i - 1].month else ""
        row.append(Cell(label, f'IF(MONTH({here})=MONTH({before}),"",MONTH({here})&"{unit}")'))
    return row


GANTT_HEAD = Area(name="gantt_head", rows=2, cols=GANTT_PERIODS, render=_gantt_head)


def _not_covered(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    latest = refs.column("tasks", "latest")
    finish = refs.column("tasks", "finish")
    dates = [day for key in ("latest", "finish") for day in map(day_of, book.tables["tasks"][key]) if day]
    until = book.calendar.covered_until if book.calendar else None
    passed = bool(dates) and max(dates) > (until or date(1900, 12, 31))
    formula = f'IF(MAX({latest},{finish})>cal_covered,{refs.text(NOT_COVERED)},"")'
    return [[Cell(NOT_COVERED.to(refs.lang) if passed else "", formula)]]


NOTE_CALENDAR = Area(name="note_calendar", rows=1, cols=1, render=_not_covered)

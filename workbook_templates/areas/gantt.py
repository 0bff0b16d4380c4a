"""The headings of the Gantt area beside a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from udfs.lang import Text
from udfs.values import Cell, CellValue, ErrorValue, day_of
from workbook_templates.areas.calendar import FIRST_DATE, NO_DATE, NO_DAY
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.derived import IS_MONTHLY, IS_WEEKLY
from workbook_templates.settings import MONTHS, WEEKS

GANTT_PERIODS = 53


# What the headings of older workbooks have.
OLD_PERIODS = 53


# With the first of these the area begins: what is done may have begun, or ended, before everything that is planned.
_BEGINNINGS = ("start", "started_on", "done_on")
# What is shown behind the last day of the plan.
_DAYS_AFTER = 14
# The columns that bars and buffers end with.
_ENDS = ("finish", "latest", "early_finish", "done_on", "started_on", "start")
FEWEST_SHOWN = 16


def _dates(values: Sequence[CellValue]) -> list[date]:
    return [day for day in map(day_of, values) if day is not None and day < NO_DAY]


def _gantt_first(book: Context) -> date:
    """Return the day with which the area begins: as set, else the first on which anything begins, or has begun."""
    dated = [values for key in _BEGINNINGS if _dates(values := book.tables["tasks"][key])]
    broken = any(isinstance(value, ErrorValue) for values in dated for value in values)
    chosen = book.settings.day("gantt_start")
    if chosen is None or chosen >= NO_DAY:
        chosen = min(min(_dates(values)) for values in dated) if dated and not broken else book.today
    if book.settings.chosen("gantt_unit", MONTHS):
        return chosen.replace(day=1)
    return chosen - timedelta(days=chosen.weekday()) if book.settings.chosen("gantt_unit", WEEKS) else chosen


def periods_shown(book: Context) -> int:
    """Return with how many columns the area shows the whole plan and two weeks more, as far as it reaches."""
    tasks = book.tables["tasks"]
    days = [day for key in _ENDS for day in _dates(tasks[key])]
    if not days:
        return GANTT_PERIODS
    last = min(max(days), NO_DAY - timedelta(_DAYS_AFTER)) + timedelta(_DAYS_AFTER)
    day, periods = _gantt_first(book), 1
    while periods < GANTT_PERIODS and (periods < FEWEST_SHOWN or _next_period(book, day) <= last):
        day, periods = _next_period(book, day), periods + 1
    return periods


def _next_period(book: Context, day: date) -> date:
    if book.settings.chosen("gantt_unit", MONTHS):
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(days=7 if book.settings.chosen("gantt_unit", WEEKS) else 1)


def _gantt_head(book: Context, refs: AreaRefs, periods: int) -> list[list[Cell]]:
    listed = [refs.column("tasks", key) for key in _BEGINNINGS if refs.has("tasks", key)]
    firsts = ",".join(f"IF({_dates_in(c)}=0,{NO_DATE},{_first_date(c)})" for c in listed)
    earliest = f"IFERROR(IF(MIN({firsts})={NO_DATE},TODAY(),MIN({firsts})),TODAY())"
    base = f"INT(IF({_dates_in('set_gantt_start')}=0,{earliest},set_gantt_start))"
    days = [_gantt_first(book)]
    while len(days) < periods:
        days.append(_next_period(book, days[-1]))
    monday = f"IF({IS_WEEKLY.name},{base}-WEEKDAY({base},2)+1,{base})"
    by_months = periods > OLD_PERIODS
    begin = f"IF({IS_MONTHLY.name},{base}-DAY({base})+1,{monday})" if by_months else monday

    def following(cell: str) -> str:
        step = f"{cell}+IF({IS_WEEKLY.name},7,1)"
        return f"IF({IS_MONTHLY.name},DATE(YEAR({cell}),MONTH({cell})+1,1),{step})" if by_months else step

    dates = [Cell(days[0], begin)]
    dates += [Cell(day, following(refs.cell(1, i))) for i, day in enumerate(days[1:])]
    return [months(days, refs), dates]


def _first_date(column: str) -> str:
    return f'SMALL({column},COUNTIF({column},"<{FIRST_DATE}")+1)'


def _dates_in(cells: str) -> str:
    """Return the count of the cells with numbers that are dates."""
    return f'COUNTIFS({cells},">={FIRST_DATE}",{cells},"<{NO_DATE}")'


def months(days: Sequence[date], refs: AreaRefs) -> list[Cell]:
    """Render the months above an area's second row of dates, each where it begins.

    Over the first date, and where a January begins, stands the year, and the month beside it.
    """
    unit = Text("月", "").to(refs.lang)
    row: list[Cell] = []
    for i, day in enumerate(days):
        here = refs.cell(1, i)
        if i == 0:
            row.append(Cell(str(day.year), f'YEAR({here})&""'))
            continue
        before = refs.cell(1, i - 1)
        month, begins = f'MONTH({here})&"{unit}"', day.month != days[i - 1].month
        second = i == 1 or (days[i - 1].month == 1 and days[i - 2].month != 1)
        label = str(day.year) if begins and day.month == 1 else f"{day.month}{unit}" if begins or second else ""
        rest = month if i == 1 else f'IF(AND(MONTH({before})=1,MONTH({refs.cell(1, i - 2)})<>1),{month},"")'
        first = f'IF(MONTH({here})=1,YEAR({here})&"",{month})'
        row.append(Cell(label, f"IF(MONTH({here})=MONTH({before}),{rest},{first})"))
    return row


def gantt_head(periods: int = GANTT_PERIODS + 1) -> Area:
    """Return the headings of the Gantt area: one more than it has columns, because a bar's cell ends where the next begins.

    Older workbooks lack that one, and draw no months.
    """
    return Area(name="gantt_head", rows=2, cols=periods, render=lambda book, refs: _gantt_head(book, refs, periods))

"""The headings of the Gantt area beside a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from udfs.lang import Text
from udfs.values import Cell, ErrorValue, day_of
from workbook_templates.areas.calendar import FIRST_DATE, NO_DATE, NO_DAY
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.derived import IS_MONTHLY, IS_WEEKLY
from workbook_templates.settings import MONTHS, WEEKS

GANTT_PERIODS = 53


# What the headings of older workbooks have.
OLD_PERIODS = 53


def _gantt_first(book: Context) -> date:
    starts = book.tables["tasks"]["start"]
    days = [day for day in map(day_of, starts) if day and day < NO_DAY]
    broken = any(isinstance(value, ErrorValue) for value in starts)
    chosen = book.settings.day("gantt_start")
    if chosen is None or chosen >= NO_DAY:
        chosen = min(days) if days and not broken else book.today
    if book.settings.chosen("gantt_unit", MONTHS):
        return chosen.replace(day=1)
    return chosen - timedelta(days=chosen.weekday()) if book.settings.chosen("gantt_unit", WEEKS) else chosen


def _next_period(book: Context, day: date) -> date:
    if book.settings.chosen("gantt_unit", MONTHS):
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(days=7 if book.settings.chosen("gantt_unit", WEEKS) else 1)


def _gantt_head(book: Context, refs: AreaRefs, periods: int) -> list[list[Cell]]:
    start = refs.column("tasks", "start")
    first_date = f'SMALL({start},COUNTIF({start},"<{FIRST_DATE}")+1)'
    earliest = f"IFERROR(IF({_dates_in(start)}=0,TODAY(),{first_date}),TODAY())"
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


def _dates_in(cells: str) -> str:
    """Return the count of the cells with numbers that are dates."""
    return f'COUNTIFS({cells},">={FIRST_DATE}",{cells},"<{NO_DATE}")'


def months(days: Sequence[date], refs: AreaRefs) -> list[Cell]:
    """Render the months above an area's second row of dates, each where it begins."""
    unit = Text("月", "").to(refs.lang)
    row = [Cell(f"{days[0].month}{unit}", f'MONTH({refs.cell(1, 0)})&"{unit}"')]
    for i in range(1, len(days)):
        here, before = refs.cell(1, i), refs.cell(1, i - 1)
        label = f"{days[i].month}{unit}" if days[i].month != days[i - 1].month else ""
        row.append(Cell(label, f'IF(MONTH({here})=MONTH({before}),"",MONTH({here})&"{unit}")'))
    return row


def gantt_head(periods: int = GANTT_PERIODS + 1) -> Area:
    """Return the headings of the Gantt area: one more than it has columns, because a bar's cell ends where the next begins.

    Older workbooks lack that one, and draw no months.
    """
    return Area(name="gantt_head", rows=2, cols=periods, render=lambda book, refs: _gantt_head(book, refs, periods))

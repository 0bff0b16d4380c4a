"""Computed cells outside the tables: what an area is, and the areas of the calendar and of the Gantt chart.

An area is a block of cells under a defined name. Builder and commands render it the same way, formula and value
together, so that a file is right before any program has calculated it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from udfs.lang import Lang, Text
from udfs.scheduling.workdays import KIND_OFF, KIND_ON, day_number
from udfs.values import Cell, CellValue, ErrorValue, day_of, is_number
from workbook_templates.context import Context
from workbook_templates.derived import IS_MONTHLY, IS_WEEKLY
from workbook_templates.formulas import column_letter, escaped_column, quoted
from workbook_templates.lists import CALENDARS, LISTS, NO
from workbook_templates.model import Frozen
from workbook_templates.settings import MONTHS, WEEKS

GANTT_PERIODS = 53
# What the headings of older workbooks have.
OLD_PERIODS = 53

# Serial numbers below the first (see the reading of files) and from the second on (9998) are no dates that anybody means.
FIRST_DATE, NO_DATE = 61, 2_957_736
_NO_DAY = date(9998, 1, 1)
_NEVER = date(1900, 12, 31)

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
    """A named block of `rows` × `cols` computed cells.

    One that `grows` has got further rows at its end since there are workbooks: older ones hold the first of them.
    """

    name: str
    rows: int
    cols: int
    render: Callable[[Context, AreaRefs], list[list[Cell]]]
    grows: bool = False


def _listed(refs: AreaRefs, here: str) -> tuple[str, str]:
    """Return the tests that a day is listed as make-up day, and as day off."""
    day, kind = refs.column("holidays", "day"), refs.column("holidays", "kind")
    listed = f'SUMPRODUCT(COUNTIFS({day},">="&{here},{day},"<"&{here}+1,{kind},{{}}))>0'
    return listed.format(_either(KIND_ON)), listed.format(_either(KIND_OFF))


def _one_calendar(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Render the index of workbooks that know one calendar: date, 1 or 0, running number of working days."""
    figures = []
    for i, (current, work, number) in enumerate(book.calendar.days() if book.calendar else []):
        here, before = refs.cell(i, 0), refs.cell(i - 1, 0)
        on, off = _listed(refs, here)
        figures.append([
            Cell(current, f"{before}+1" if i else None),
            Cell(work, f"IF({on},1,IF({off},0,IF(WEEKDAY({here},2)<6,1,0)))"),
            Cell(number, f"{refs.cell(i - 1, 2)}+{refs.cell(i, 1)}" if i else refs.cell(i, 1)),
        ])  # fmt: skip
    return figures


# Columns of the index: date, whether listed, worked by the default calendar, then a running number for each calendar.
INDEX_DATE, INDEX_LISTED, INDEX_WORK, INDEX_COUNTS = range(4)


def _calendar(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Render the working-day index."""
    first, published = book.calendar, book.published
    if first is None or published is None:
        return []
    counts = [calendar.days() for calendar in book.calendars]
    figures = []
    for i, (current, work, _) in enumerate(first.days()):
        here = refs.cell(i, INDEX_DATE)
        on, off = _listed(refs, here)
        row = [
            Cell(current, f"{refs.cell(i - 1, INDEX_DATE)}+1" if i else None),
            Cell(1 if current in published.on else -1 if current in published.off else 0, f"IF({on},1,IF({off},-1,0))"),
            Cell(work, f"{refs.cell(i, INDEX_COUNTS)}" + (f"-{refs.cell(i - 1, INDEX_COUNTS)}" if i else "")),
        ]
        for k in range(CALENDARS):
            works = _works(refs.cell(i, INDEX_LISTED), here, k + 1)
            number = counts[k][i][2] if k < len(counts) else 0
            row.append(Cell(number, f"{refs.cell(i - 1, INDEX_COUNTS + k)}+{works}" if i else works))
        figures.append(row)
    return figures


def _works(listed: str, here: str, place: int) -> str:
    """Return 1 or 0: whether the calendar at this place of the list on 设置 works on a day."""
    follows = f"ISNA(MATCH(INDEX(lst_calendar_holidays,{place}),{_either(NO)},0))"
    in_week = f"--ISNUMBER(FIND(WEEKDAY({here},2),INDEX(lst_calendar_week,{place})))"
    return f"IF(AND({listed}<>0,{follows}),({listed}+1)/2,{in_week})"


def _either(words: Text) -> str:
    """Return a word as an array of both languages: a list of holidays may come from elsewhere."""
    return "{" + ",".join(map(quoted, words)) + "}"


def calendar_area(days: int, columns: int = INDEX_COUNTS + CALENDARS) -> Area:
    """Return the index on the sheet 节假日 for this many days; older workbooks have fewer columns."""
    full = columns == INDEX_COUNTS + CALENDARS
    return Area(name="cal_index", rows=days, cols=columns, render=_calendar if full else _one_calendar)


_COUNT = Text("序号：", "Number: ")


def _heads(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Render what stands above the running numbers: the names of the calendars."""
    names = [*book.settings.lists["calendar"][:CALENDARS], *[""] * CALENDARS]
    return [
        [
            Cell(_COUNT.to(refs.lang) + names[k], f"{refs.text(_COUNT)}&INDEX(lst_calendar,{k + 1})")
            for k in range(CALENDARS)
        ]
    ]


CALENDAR_HEADS = Area(name="cal_heads", rows=1, cols=CALENDARS, render=_heads)


def measure_heads(columns: int) -> Area:
    """Return the headings of the library of measures on 设置: the problem classes, as they are called on its list."""
    return Area(name="measure_heads", rows=1, cols=columns, render=lambda book, _refs: _measure_heads(book, columns))


def _measure_heads(book: Context, columns: int) -> list[list[Cell]]:
    entries = [*book.settings.lists["category"], *[""] * columns]
    return [[Cell(entries[i], f'INDEX({LISTS["category"].name},{i + 1})&""') for i in range(columns)]]


def _covered(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    day = refs.column("holidays", "day")
    last, never = f"MAX({FIRST_DATE},{day})", "DATE(1900,12,31)"
    return [[Cell(_covered_until(book), f"IFERROR(IF({last}<{NO_DATE},DATE(YEAR({last}),12,31),{never}),{never})")]]


def _covered_until(book: Context) -> date:
    """Return the last day of the last published year; a long gone one where the dates cannot be read."""
    until = None if book.calendar is None else book.calendar.covered_until
    return _NEVER if until is None or holds_no_date(book.tables["holidays"]["day"]) else until


def holds_no_date(values: Sequence[CellValue]) -> bool:
    """Tell whether the latest of these dates cannot be told: one is an error value or lies beyond all plans."""
    return any(
        value >= NO_DATE if is_number(value) else (day_of(value) or _NEVER) >= _NO_DAY or isinstance(value, ErrorValue)
        for value in values
    )


COVERED = Area(name="cal_covered", rows=1, cols=1, render=_covered)


def _gantt_first(book: Context) -> date:
    starts = book.tables["tasks"]["start"]
    days = [day for day in map(day_of, starts) if day and day < _NO_DAY]
    broken = any(isinstance(value, ErrorValue) for value in starts)
    chosen = book.settings.day("gantt_start")
    if chosen is None or chosen >= _NO_DAY:
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


def _not_covered(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    latest = refs.column("tasks", "latest")
    finish = refs.column("tasks", "finish")
    until = _covered_until(book).toordinal()
    days = (day_number(value) for key in ("latest", "finish") for value in book.tables["tasks"][key])
    passed = any(day > until for day in days if day is not None)
    later = f'COUNTIF({latest},">="&cal_covered+1)+COUNTIF({finish},">="&cal_covered+1)>0'
    formula = f'IF({later},{refs.text(NOT_COVERED)},"")'
    return [[Cell(NOT_COVERED.to(refs.lang) if passed else "", formula)]]


NOTE_CALENDAR = Area(name="note_calendar", rows=1, cols=1, render=_not_covered)

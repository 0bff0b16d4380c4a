"""The working-day index of the sheet 节假日, and what depends on how far the calendar reaches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from udfs.lang import Text
from udfs.scheduling.workdays import KIND_OFF, KIND_ON, PLANNED_YEARS, PROVISIONAL, day_number
from udfs.values import Cell, CellValue, ErrorValue, day_of, is_number
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import column_letter, quoted
from workbook_templates.lists import CALENDARS, NO

# Serial numbers below the first (see the reading of files) and from the second on (9998) are no dates that anybody means.
FIRST_DATE, NO_DATE = 61, 2_957_736


NO_DAY = date(9998, 1, 1)


_NEVER = date(1900, 12, 31)


NOT_COVERED = Text(
    "⚠ 计划超出节假日表已公布的年份：之后按周末和暂定的法定节日计算，公布后请更新“节假日”",
    "⚠ The plan passes the last published year: weekends and provisional days count; update Holidays when published",
)


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
    on, off = _listed(refs, _THIS_DAY)
    days = first.days()
    texts = _texts(refs.row, refs.col, len(days), f"IF({on},1,IF({off},-1,0))")
    figures = []
    for i, (current, work, _) in enumerate(days):
        day, listed, worked, *numbers = texts[i]
        row = [
            Cell(current, day),
            Cell(1 if current in published.on else -1 if current in published.off else 0, listed),
            Cell(work, worked),
        ]
        row += [Cell(counts[k][i][2] if k < len(counts) else 0, text) for k, text in enumerate(numbers)]
        figures.append(row)
    return figures


# Stand for a cell of the row, and for its number, in the formulas of thousands of rows: no formula holds such marks.
_THIS_DAY, _THIS_LISTED = "\x01", "\x02"


@lru_cache(maxsize=2)
def _texts(top: int, left: int, days: int, listed: str) -> tuple[tuple[str | None, ...], ...]:
    """Return the formulas of the index, row by row, put together from what is the same in all.

    A command may look at the index several times, and many commands in turn at one that stands in the same place.
    """
    works = [_works(_THIS_LISTED, _THIS_DAY, k + 1) for k in range(CALENDARS)]
    letters = [column_letter(left + at) for at in range(INDEX_COUNTS + CALENDARS)]

    def of_row(i: int) -> tuple[str | None, ...]:
        cells = [f"${letter}${top + i}" for letter in letters]
        above = [f"${letter}${top + i - 1}" for letter in letters]
        day, count = cells[INDEX_DATE], cells[INDEX_COUNTS]
        worked = [text.replace(_THIS_LISTED, cells[INDEX_LISTED]).replace(_THIS_DAY, day) for text in works]
        is_listed = listed.replace(_THIS_DAY, day)
        if not i:
            return (None, is_listed, count, *worked)
        counted = [f"{before}+{text}" for before, text in zip(above[INDEX_COUNTS:], worked, strict=True)]
        return (f"{above[INDEX_DATE]}+1", is_listed, f"{count}-{above[INDEX_COUNTS]}", *counted)

    return tuple(map(of_row, range(days)))


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


def _covered(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    day, name = refs.column("holidays", "day"), refs.column("holidays", "name")
    never, first = "DATE(1900,12,31)", "YEAR(INDEX(cal_date,1))"
    offsets = "{" + ",".join(map(str, range(PLANNED_YEARS))) + "}"
    of_year = f'{day},">="&DATE({first}+{offsets},1,1),{day},"<"&DATE({first}+{offsets}+1,1,1)'
    marked = "+".join(f"COUNTIFS({of_year},{name},{quoted(f'*{word}*')})" for word in PROVISIONAL)
    years = f"SUMPRODUCT(MIN({PLANNED_YEARS}-({marked}>0)*({PLANNED_YEARS}-{offsets})))"
    # The latest day before the first year with a provisional one.
    settled = f'LARGE({day},COUNTIF({day},">="&DATE({first}+{years},1,1))+1)'
    last = f"MAX({FIRST_DATE},{settled})"
    formula = f"IFERROR(IF(MAX({FIRST_DATE},{day})<{NO_DATE},DATE(YEAR({last}),12,31),{never}),{never})"
    return [[Cell(_covered_until(book), formula)]]


def _covered_until(book: Context) -> date:
    """Return the last day of the last published year; a long gone one where the dates cannot be read."""
    until = None if book.calendar is None else book.calendar.covered_until
    return _NEVER if until is None or holds_no_date(book.tables["holidays"]["day"]) else until


def holds_no_date(values: Sequence[CellValue]) -> bool:
    """Return whether the latest of these dates cannot be told: one is an error value or lies beyond all plans."""
    return any(
        value >= NO_DATE if is_number(value) else (day_of(value) or _NEVER) >= NO_DAY or isinstance(value, ErrorValue)
        for value in values
    )


COVERED = Area(name="cal_covered", rows=1, cols=1, render=_covered)


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

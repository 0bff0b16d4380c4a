"""The hours of work on the sheet 设置, as the clocks of feedback count them: what was typed, and what is used of it.

They stand in cells, and not in defined names as other settings do: LibreOffice puts the whole of a name into each formula that
uses it, and the clocks use these many times.
"""

from __future__ import annotations

from udfs.standards.hours import DEFAULT_HOURS, hours_are_possible, hours_of, seconds_of
from udfs.values import Cell
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.settings import SETTINGS
from workbook_templates.standards_settings import TIME_KEYS

NAME = "work_day"
_TIMES = len(TIME_KEYS)
# The parts of a day in seconds from midnight, and how many seconds are worked, as formulas refer to them.
BEGIN, LUNCH, BACK, END, WORKED = (f"INDEX({NAME},2,{place})" for place in range(1, _TIMES + 2))


def _clock(name: str) -> str:
    """Return a time of day in seconds, as `seconds_of` reads it; -1 where it is none."""
    text = f'SUBSTITUTE(TRIM({name}),"：",":")'
    clock = f'RIGHT("0"&{text},5)'
    seconds = f"(LEFT({clock},2)*60+RIGHT({clock},2))*60"
    is_clock = f'AND(MID({clock},3,1)=":",LEN({text})<6,RIGHT({clock},2)*1<60,{seconds}<=86400)'
    number = f"IF(AND({name}>=0,{name}<=1),ROUND({name}*86400,0),-1)"
    return f"IFERROR(IF(ISNUMBER({name}),{number},IF({is_clock},{seconds},-1)),-1)"


def _render(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    typed = [book.settings.values[key] for key in TIME_KEYS]
    known = [seconds_of(value) for value in typed]
    clocks = [refs.cell(0, at) for at in range(_TIMES)]
    used = [refs.cell(1, at) for at in range(_TIMES)]
    begin, lunch, back, end = clocks
    ordered = f"AND({begin}>=0,{begin}<={lunch},{lunch}<={back},{back}<={end},{end}-{back}+{lunch}-{begin}>0)"
    first = [
        Cell(-1 if seconds is None else seconds, _clock(SETTINGS[key].name))
        for key, seconds in zip(TIME_KEYS, known, strict=True)
    ]
    hours, is_usable = hours_of(*typed), refs.cell(0, _TIMES)
    second = [
        Cell(value, f"IF({is_usable}=1,{clock},{default})")
        for value, clock, default in zip(hours, clocks, DEFAULT_HOURS, strict=True)
    ]
    return [
        [*first, Cell(int(hours_are_possible(*typed)), f"IF({ordered},1,0)")],
        [*second, Cell(hours.a_day, f"{used[3]}-{used[2]}+{used[1]}-{used[0]}")],
    ]


WORK_DAY = Area(name=NAME, rows=2, cols=_TIMES + 1, render=_render)

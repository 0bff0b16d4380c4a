"""The clocks of feedback as native formulas: working hours by the index on the sheet 节假日, and the same values (R42)."""

from __future__ import annotations

from collections.abc import Callable

from udfs.lang import Text
from udfs.standards import feedback as rules
from udfs.standards.hours import WorkClock, hours_of
from udfs.values import CellValue
from udfs.worksheet import LAST_SERIAL
from workbook_templates.areas.working_hours import BACK, BEGIN, END, LUNCH, WORKED
from workbook_templates.context import TableContext
from workbook_templates.derived import (
    FEEDBACK_LIMIT,
    FEEDBACK_NEAR,
    FEEDBACK_STEPS,
)
from workbook_templates.formulas import RowRefs
from workbook_templates.standards_settings import STEP_KEYS, TIME_KEYS

# The steps before the answer, the last one first: the column of each, and what is next once it is done.
_DONE = tuple(zip(rules.STEPS[2::-1], (3, 2, 1), strict=True))
_CELLS = ("received", *rules.STEPS, "answer", "wait_from", "wait_to", "wait_before", "limit")
_NOW = "NOW()"


def _entered(cell: str) -> str:
    """Return the test that a cell holds a moment."""
    return f"IF(ISNUMBER({cell}),AND({cell}>=1,{cell}<{LAST_SERIAL + 1}),FALSE)"


def _position(moment: str) -> str:
    """Return how many seconds of work are over at a moment; an error without one, and where the calendar does not reach."""
    row = f"INT({moment})-INDEX(cal_date,1)+1"
    second = f"ROUND(({moment}-INT({moment}))*86400,0)"
    morning = f"MAX(0,MIN({second},{LUNCH})-{BEGIN})"
    worked = f"({morning}+MAX(0,MIN({second},{END})-{BACK}))"
    place = f"INDEX(cal_cum,{row})*{WORKED}-INDEX(cal_work,{row})*({WORKED}-{worked})"
    return f"IF(IF(ISNUMBER({moment}),{moment}<INDEX(cal_date,1),TRUE),NA(),{place})"


def _hours(cell: str) -> str:
    """Return hours that stand in a cell; an error where it holds no number."""
    return f"IF(ISNUMBER({cell}),{cell},NA())"


def _moment(position: str) -> str:
    """Return the earliest moment at which so many seconds of work are over."""
    day = f"INDEX(cal_date,MATCH(INT(({position}-1)/{WORKED})+1,cal_cum,0))"
    rest = f"MOD({position}-1,{WORKED})+1"
    lunch = f"IF({rest}>{LUNCH}-{BEGIN},{BACK}-{LUNCH},0)"
    return f"{day}+({BEGIN}+{rest}+{lunch})/86400"


def _is(f: RowRefs, words: Text, key: str = "stage") -> str:
    return f"{f[key]}={f.text(words)}"


def _end(f: RowRefs) -> str:
    return f"IF({_is(f, rules.CLOSED)},{_position(f['answered_at'])},{_position(_NOW)})"


def _or_outside(f: RowRefs, value: str) -> str:
    return f"IFERROR({value},{f.text(rules.OUTSIDE)})"


def _pause_since(f: RowRefs, moment: str) -> str:
    """Return the seconds of work for which the asker was waited for from a moment on."""
    over = f"IF({_entered(f['wait_to'])},{_position(f['wait_to'])},{_end(f)})"
    pause = f"MAX(0,MIN({over},{_end(f)})-MAX({_position(f['wait_from'])},{_position(moment)}))"
    return f"IF({_entered(f['wait_from'])},{pause},0)"


def stage(f: RowRefs) -> str:
    """Return the step that is next."""
    chosen = f.text(rules.STAGES[0])
    for key, place in reversed(_DONE):
        chosen = f"IF({_entered(f[key])},{f.text(rules.STAGES[place])},{chosen})"
    waits = f"AND({_entered(f['wait_from'])},NOT({_entered(f['wait_to'])}))"
    chosen = f"IF({waits},{f.text(rules.WAITING)},{chosen})"
    closed = f"AND({_entered(f['answered_at'])},NOT({f.blank('answer')}))"
    return f'IF({_entered(f["received"])},IF({closed},{f.text(rules.CLOSED)},{chosen}),"")'


def since(f: RowRefs) -> str:
    """Return the moment since which the present step is at work."""
    chosen = f'IF({_entered(f["received"])},{f["received"]},"")'
    for key, _ in reversed(_DONE):
        chosen = f"IF({_entered(f[key])},{f[key]},{chosen})"
    return f'IF(OR({f["stage"]}="",{_is(f, rules.CLOSED)}),"",{chosen})'


def stage_due(f: RowRefs) -> str:
    """Return the moment by which the present step should be done."""
    limit = FEEDBACK_STEPS[0].name
    for key, place in reversed(_DONE):
        limit = f"IF({_entered(f[key])},{FEEDBACK_STEPS[place].name},{limit})"
    position = f"({_position(f['since'])}+ROUND(({limit}+{_hours(f['stage_waited'])})*3600,0))"
    stopped = f'OR({f["stage"]}="",{_is(f, rules.CLOSED)},{_is(f, rules.WAITING)})'
    return f'IF({stopped},"",{_or_outside(f, _moment(position))})'


def waited(f: RowRefs) -> str:
    """Return the working hours for which the asker was waited for."""
    earlier = f"IF(ISNUMBER({f['wait_before']}),ROUND({f['wait_before']}*3600,0),0)"
    hours = f"ROUND(({_pause_since(f, f['received'])}+{earlier})/3600,4)"
    return f'IF({f["stage"]}="","",{_or_outside(f, hours)})'


def stage_waited(f: RowRefs) -> str:
    """Return the working hours of waiting that belong to the present step."""
    hours = f"ROUND({_pause_since(f, f['since'])}/3600,4)"
    return f'IF(OR({f["stage"]}="",{_is(f, rules.CLOSED)}),"",{_or_outside(f, hours)})'


def used(f: RowRefs) -> str:
    """Return the working hours that it has taken, or takes until now."""
    passed = f"({_end(f)}-{_position(f['received'])})/3600"
    hours = f"ROUND(MAX(0,{passed}-{_hours(f['waited'])}),4)"
    return f'IF({f["stage"]}="","",{_or_outside(f, hours)})'


def _limit(f: RowRefs) -> str:
    return f"IF(ISNUMBER({f['limit']}),{f['limit']},{FEEDBACK_LIMIT.name})"


def due(f: RowRefs) -> str:
    """Return the moment by which it should be answered."""
    position = f"({_position(f['received'])}+ROUND(({_limit(f)}+{_hours(f['waited'])})*3600,0))"
    stopped = f'OR({f["stage"]}="",{_is(f, rules.WAITING)})'
    return f'IF({stopped},"",{_or_outside(f, _moment(position))})'


def state(f: RowRefs) -> str:
    """Return how it stands to its limits."""
    spent = f["used"]
    near = f"IF({spent}>={_limit(f)}*{FEEDBACK_NEAR.name},{f.text(rules.NEAR)},{f.text(rules.IN_TIME)})"
    late_stage = f"IF(ISNUMBER({f['stage_due']}),{_NOW}>{f['stage_due']},FALSE)"
    is_open = f"IF({late_stage},{f.text(rules.STAGE_LATE)},{near})"
    is_open = f"IF({spent}>{_limit(f)},{f.text(rules.LATE)},{is_open})"
    closed = f"IF({spent}>{_limit(f)},{f.text(rules.CLOSED_LATE)},{f.text(rules.CLOSED_IN_TIME)})"
    chosen = f"IF({_is(f, rules.CLOSED)},{closed},IF({_is(f, rules.WAITING)},{f.text(rules.STOPPED)},{is_open}))"
    return f'IF(ISNUMBER({spent}),{chosen},"")'


def values_of(part: str) -> Callable[[TableContext], list[CellValue]]:
    """Return the column of one part of `rules.Standing`; it follows from what stands in the columns before it."""
    keys = (*_CELLS, *rules.PARTS[: rules.PARTS.index(part)])

    def values(c: TableContext) -> list[CellValue]:
        settings = c.settings
        if c.book.calendar is None:  # the workbook has lost it
            return [""] * c.data.length
        clock = WorkClock(c.book.calendar, hours_of(*(settings.values[key] for key in TIME_KEYS)))
        first, second, third, fourth = (settings.number(key) for key in STEP_KEYS)
        limits = rules.Limits(
            settings.number("feedback_limit"), (first, second, third, fourth), settings.number("feedback_near")
        )
        rows = zip(*(c[key] for key in keys), strict=True)
        readings = (
            rules.Reading(dict(zip(keys, cells, strict=True)), clock, limits, c.book.moment, c.lang) for cells in rows
        )
        parts = (getattr(reading, part)() for reading in readings)
        return ["" if each is None else each.to(c.lang) if isinstance(each, Text) else each for each in parts]

    return values

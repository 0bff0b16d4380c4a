"""What the dates of supports and of incidents say on a day: whether a support runs, how long an incident is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from udfs.lang import Lang, Text
from udfs.scheduling.workdays import day_number
from udfs.status import is_entered
from udfs.values import CellValue

COMING, RUNNING, OVER = Text("未开始", "Coming"), Text("进行中", "Running"), Text("已结束", "Over")
SUPPORT_STATES = (COMING, RUNNING, OVER)


def support_states(
    begin: Sequence[CellValue], end: Sequence[CellValue], today: date, lang: Lang = "zh"
) -> list[CellValue]:
    """Return where each support stands today, both its days included; blank while one of them is missing or no date."""
    now = today.toordinal()
    states: list[CellValue] = []
    for first, last in zip(map(day_number, begin), map(day_number, end), strict=True):
        if first is None or last is None:
            states.append("")
        else:
            states.append((COMING if now < first else OVER if now > last else RUNNING).to(lang))
    return states


def open_days(opened: Sequence[CellValue], closed: Sequence[CellValue], today: date) -> list[CellValue]:
    """Return how many calendar days each incident was open, or is by today; blank where the dates do not say.

    A closing date that is an error value is none (`udfs.status.is_entered`); one before the day it was seen says nothing.
    """
    now = today.toordinal()
    days: list[CellValue] = []
    for first, last in zip(opened, closed, strict=True):
        start, end = day_number(first), day_number(last) if is_entered(last) else now
        days.append("" if start is None or end is None or end < start else end - start)
    return days

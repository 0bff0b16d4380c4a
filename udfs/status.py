"""Where a task stands and how late an issue is, as of a given day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from udfs.lang import Lang, Text
from udfs.scheduling.workdays import day_number
from udfs.values import CellValue, ErrorValue, is_blank, is_number, plain

NOT_STARTED = Text("未开始", "Not started")
IN_PROGRESS = Text("进行中", "In progress")
DONE = Text("已完成", "Done")
OVERDUE = Text("逾期", "Overdue")
TASK_STATUS: tuple[Text, Text, Text, Text] = (NOT_STARTED, IN_PROGRESS, DONE, OVERDUE)


def is_entered(done_on: CellValue) -> bool:
    """Return whether a cell says when something was finished: what is broken there says nothing."""
    return not is_blank(done_on) and not isinstance(done_on, ErrorValue)


def task_status(
    start: Sequence[CellValue],
    finish: Sequence[CellValue],
    progress: Sequence[CellValue],
    done_on: Sequence[CellValue],
    on_hold: Sequence[CellValue],
    today: date,
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return where each task stands on the day `today`.

    A task that is held back shows the word that holds it. Done is what has an actual finish (an error value is none) or a
    progress of 100%; without a start and a finish date the status of the rest is blank; overdue is what is past its finish; in progress what has begun
    by progress or by date.
    """
    waiting, running, done, late = (label.to(lang) for label in TASK_STATUS)
    now = today.toordinal()
    statuses: list[CellValue] = []
    for begin, end, share, closed, stop in zip(start, finish, progress, done_on, on_hold, strict=True):
        first, last = day_number(begin), day_number(end)
        reached = share if is_number(share) else 0
        if not is_blank(stop):
            statuses.append(stop)
        elif is_entered(closed) or reached >= 1:
            statuses.append(done)
        elif first is None or last is None:
            statuses.append("")
        elif last < now:
            statuses.append(late)
        else:
            statuses.append(running if reached > 0 or first <= now else waiting)
    return statuses


def overdue_days(
    due: Sequence[CellValue],
    closed_on: Sequence[CellValue],
    status: Sequence[CellValue],
    closed_statuses: Collection[str],
    today: date,
) -> list[CellValue]:
    """Return how many calendar days each issue is past its due date; blank when it is not late or is done.

    Done is what has a closing date (an error value is none) or stands at one of `closed_statuses`.
    """
    closed = {plain(words).casefold() for words in closed_statuses} - {""}
    now = today.toordinal()
    ages: list[CellValue] = []
    for limit, solved, state in zip(due, closed_on, status, strict=True):
        day = day_number(limit)
        is_open = not is_entered(solved) and not isinstance(state, ErrorValue)
        if day is None or day >= now or not is_open or plain(state).casefold() in closed:
            ages.append("")
        else:
            ages.append(now - day)
    return ages

"""Tasks of systems that state a finish and a status where a plan of ours has a duration, a progress, and what is on hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from addin.book.session import Session
from udfs import spellings as read
from udfs.lang import Text, listed_texts
from udfs.problems import Finding, imports
from udfs.scheduling.workdays import workdays
from udfs.values import CellValue, day_of, is_number
from workbook_templates.lists import LISTS
from workbook_templates.settings import Settings
from workbook_templates.tables.tasks import TASKS

_FILLED = ("duration", "progress", "held")
# What 已完成 and 完成 count as among the statuses of issues.
_DONE = LISTS["status"].items[2:4]


def fill_tasks(
    session: Session, rows: Sequence[dict[str, CellValue]], facts: Sequence[Mapping[str, CellValue]]
) -> list[Finding]:
    """Fill blank cells of tasks from what the source says of their finish and status; return how many were filled.

    Args:
        session: the running command.
        rows: the rows by column key; they are changed.
        facts: what the source says of computed columns, row by row.
    """
    counts: Counter[str] = Counter()
    # A plan has no list of the statuses of issues.
    known = Settings.defaults(session.book.lang)
    for row, fact in zip(rows, facts, strict=True):
        for key, value in {**_length(session, row, fact), **_state(session, known, row, fact)}.items():
            row[key] = value
            counts[key] += 1
    if not counts:
        return []
    labels = {key: TASKS.column(key).label for key in _FILLED if counts[key]}
    few = listed_texts(
        Text(f"「{label.zh}」{counts[key]} 格", f"“{label.en}” ({counts[key]})") for key, label in labels.items()
    )
    return [imports.TASKS_FILLED.finding(count=counts.total(), few=few)]


def _length(session: Session, row: Mapping[str, CellValue], fact: Mapping[str, CellValue]) -> dict[str, CellValue]:
    """Return the working days from the start to the finish, where nobody says how many there are."""
    start, value = day_of(row.get("start")), fact.get("finish")
    end = day_of(read.parse_moment(value) or read.parse_serial(value))
    calendar = session.context.calendar_named(row.get("calendar"))
    if start is None or end is None or end < start or "duration" in row or calendar is None:
        return {}
    [days] = workdays([start], [end], calendar, session.book.lang)
    return {"duration": days} if is_number(days) else {}


def _state(
    session: Session, known: Settings, row: Mapping[str, CellValue], fact: Mapping[str, CellValue]
) -> dict[str, CellValue]:
    """Return that a task is on hold, or that all of it is done, where its status says so and nothing else does."""
    settings, status = session.context.settings, fact.get("status")
    on_hold = settings.choice("held", status)
    if on_hold is not None:
        return {} if "held" in row else {"held": on_hold}
    done = known.choice("status", status) in [item.to(session.book.lang) for item in _DONE]
    return {"progress": 1} if done and row.keys().isdisjoint(("progress", "done_on")) else {}

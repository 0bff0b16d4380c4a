"""Levels the loads of a plan's owners, and writes down which task was delayed to which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from addin.book.session import Session
from addin.outcome import Listing
from addin.planning.tasks import Tasks, scheduled_from
from udfs.lang import Text, listed
from udfs.people import people_in
from udfs.problems import Finding, planning
from udfs.scheduling.levelling import Delay, level
from udfs.scheduling.tasks import Schedule
from udfs.values import CellValue, same
from workbook_templates.tables.tasks import TASKS

_DELAYED = Text("为均衡负荷推迟的任务", "Tasks delayed to level loads")
_FROM, _TO = Text("原可开始", "Could start"), Text("推迟到", "Delayed to")
_FURTHER = Text("；--level finish 允许推迟整个计划", "; --level finish lets the end of the plan move")
_KEPT = Text("计划完成日期不变", "The plan finishes on the same day")
_LATER = Text("计划完成日期由 {before} 推迟到 {after}", "The plan finishes on {after} instead of {before}")


def cleared(tasks: Tasks) -> Tasks:
    """Return the plan as if nothing had been levelled."""
    return replace(tasks, tasks=[task and replace(task, levelled=None) for task in tasks.tasks])


def levelled(session: Session, tasks: Tasks, *, past_finish: bool) -> tuple[Tasks, list[Delay], list[Finding]]:
    """Return the plan with the delays that keep everybody at the limit, and what could not be kept."""
    owners = [people_in(owner) for owner in tasks.view.data["owner"]]
    limit, start = session.context.settings.number("load_limit"), tasks.begins(session)
    result = level(tasks.tasks, owners, limit, scheduled_from(session), start, past_finish=past_finish)
    delayed = [*tasks.tasks]
    for delay in result.delays:
        task = delayed[delay.row]
        delayed[delay.row] = task and replace(task, levelled=delay.new)
    view = tasks.view
    kinds = (
        (planning.NOT_LEVELLED, result.left),
        (planning.TOO_MUCH_ALONE, result.alone),
        (planning.TOO_MUCH_BEGUN, result.begun),
    )
    hint = Text("", "") if past_finish else _FURTHER
    left = [
        view.finding(problem, "start", row, owner=listed(owners[row]), limit=f"{limit:g}", hint=hint)
        for problem, rows in kinds
        for row in rows
    ]
    return replace(tasks, tasks=delayed), result.delays, left


def write(session: Session, tasks: Tasks) -> None:
    """Write which day each task was delayed to, logged."""
    view = tasks.view
    if "levelled" in view.column_numbers:
        new = [task.levelled if task else None for task in tasks.tasks]
        current = view.data["levelled"]
        changed: dict[int, CellValue] = {
            row: day for row, (day, old) in enumerate(zip(new, current, strict=True)) if not same(old, day)
        }
        session.put_at(view, "levelled", changed)


def listings(tasks: Tasks, delays: Sequence[Delay], before: Schedule, after: Schedule) -> list[Listing]:
    """Return what was delayed, and what that means for the end of the plan."""
    if not delays:
        return []
    data = tasks.view.data
    headings = (TASKS.column("id").label, TASKS.column("what").label, TASKS.column("owner").label, _FROM, _TO)
    rows: list[tuple[CellValue | Text, ...]] = [
        (data["id"][row], data["what"][row], data["owner"][row], old, new) for row, old, new in delays
    ]
    moved = Text(*(words.format(before=before.end, after=after.end) for words in _LATER))
    end = _KEPT if before.end == after.end else moved
    return [Listing(Text(f"{_DELAYED.zh}（{end.zh}）", f"{_DELAYED.en} ({end.en})"), headings, rows)]

"""排期: places every task by predecessors, limits, calendars and facts; marks the critical path."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.calendars import calendar_findings
from addin.checks.holidays import holiday_summary
from addin.checks.settings import setting_findings
from addin.outcome import Listing, Outcome
from addin.planning import levelling, writing
from addin.planning.tasks import Tasks, read_tasks
from udfs.lang import Count, Text
from udfs.problems import planning
from udfs.scheduling.levelling import Delay
from udfs.scheduling.tasks import Schedule
from udfs.values import CellValue, as_text
from workbook_templates.tables.tasks import TASKS

_OLD, _NEW = Text("原开始", "Old start"), Text("新开始", "New start")
_MOVED = Text("移动的任务", "Tasks that moved")
_FIGURES = Text("计划", "The plan")
_FINISH = Text("全部完成", "Finishes on")
_END = Text("含缓冲", "With buffers")
_PATH = Text("关键路径", "Critical path")
_PATH_SHOWN = 12

Level = Literal["float", "finish", "off"]


def schedule(book: Book, now: datetime, *, partial: bool = False, level: Level | None = None) -> Outcome:
    """Schedule the plan; nothing is written while something is wrong, unless `partial` asks for what can be placed.

    `level` also levels loads within float, past the plan's finish if need be, or takes what levelling did back.
    """
    session = Session(book, "schedule", now)
    tasks = read_tasks(session)
    if level is not None:
        tasks = levelling.cleared(tasks)
    plan, findings = tasks.placed(session)
    if level in ("float", "finish"):
        findings += setting_findings(session, ("load_limit",))
    errors = sum(finding.problem.severity == "error" for finding in findings)
    if errors and not partial:
        words = planning.PLAN_NOT_CLEAN
        refusal = words.finding(count=errors)
        return Outcome(Text(refusal.what("zh"), refusal.what("en")), findings)
    before = plan
    delays: list[Delay] = []
    if level in ("float", "finish"):
        tasks, delays, more = levelling.levelled(session, tasks, past_finish=level == "finish")
        plan, findings = tasks.placed(session)
        findings += more
    session.identify()
    if level is not None:
        levelling.write(session, tasks)
    moved = writing.write(session, tasks, plan)
    changed = sum(len(change.row_ids) for change in session.changes)
    session.findings += recalculate(session, fill=True).findings
    about_days = (*calendar_findings(session), *holiday_summary(session))
    session.findings += [*findings, *(finding for finding in about_days if finding not in findings)]
    session.findings.sort(key=lambda finding: finding.place)
    session.finish()
    listings = [*_listings(tasks, plan, moved), *levelling.listings(tasks, delays, before, plan)]
    return Outcome(_message(tasks, plan, moved), session.findings, listings, changed)


def _message(tasks: Tasks, plan: Schedule, moved: list[writing.Move]) -> Text:
    count = sum(placed is not None for placed in plan.placed)
    unplaced = [task for task, placed in zip(tasks.tasks, plan.placed, strict=True) if task and placed is None]
    on_hold = sum(bool(task.on_hold) for task in unplaced)
    left = sum(not (task.on_hold or task.done) for task in unplaced)
    rest = Text(
        (f"，{left} 个没有排" if left else "") + (f"，{on_hold} 个搁置" if on_hold else ""),
        (f", {left} not" if left else "") + (f", {on_hold} held" if on_hold else ""),
    )
    finish = plan.finish
    ends = Text(f"，全部完成于 {finish}", f"; everything is finished on {finish}") if finish else Text("", "")
    return Text(
        f"已排期 {count} 个任务{rest.zh}，移动 {len(moved)} 个{ends.zh}",
        f"{Count(count):task/tasks} scheduled{rest.en}, {len(moved)} moved{ends.en}",
    )


def _listings(tasks: Tasks, plan: Schedule, moved: list[writing.Move]) -> list[Listing]:
    listings = [Listing(_FIGURES, (Text("项目", "Figure"), Text("内容", "Value")), _figures(tasks, plan))]
    if moved:
        data = tasks.view.data
        headings = tuple(TASKS.column(key).label for key in ("id", "what"))
        rows: list[tuple[CellValue | Text, ...]] = [
            (data["id"][m.row], data["what"][m.row], m.old, m.new, m.driver) for m in moved
        ]
        listings.append(Listing(_MOVED, (*headings, _OLD, _NEW, TASKS.column("driver").label), rows))
    return listings


def _figures(tasks: Tasks, plan: Schedule) -> list[tuple[CellValue | Text, ...]]:
    ids = tasks.view.data["id"]
    chains, rest = [], _PATH_SHOWN
    for chain in plan.critical_chains:
        shown, rest = chain[: max(0, rest)], rest - len(chain)
        chains += [" → ".join(as_text(ids[row]) for row in shown)] if shown else []
    shown_path = "; ".join(chains) + (" …" if rest < 0 else "")
    ends: list[tuple[CellValue | Text, ...]] = [(_FINISH, plan.finish)]
    if plan.end != plan.finish:
        ends.append((_END, plan.end))
    return [*ends, (_PATH, shown_path)]

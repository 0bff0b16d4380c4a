"""改进方案计划表 (R20): what is done, by whom, how and when; what comes of it; the pilots."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.completion import DEFINITION, plan_completion
from udfs.lang import Count, Text, listed
from udfs.status import TASK_STATUS
from udfs.values import day_of, is_blank, is_number
from workbook_templates.model import Table
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import Block, Bullets, Heading, Paragraph
from workbook_templates.tables.pilots import PILOTS
from workbook_templates.tables.tasks import TASKS

ABOUT = Text("{count} 个任务", "{count:task/tasks}")
_OVERVIEW, _WORK = (
    Text("一、概况", "1. Overview"),
    Text("二、做什么、谁来做、怎么做、何时做", "2. What, who, how, when"),
)
_DETAILS, _LATE = (
    Text("三、目标、验收和资源", "3. Targets, acceptance, resources"),
    Text("四、逾期任务", "4. Overdue tasks"),
)
_PILOTS = Text("五、试点计划", "5. Pilots")
_SPAN = Text("共 {count} 个任务，{first} 至 {last}。", "{count:task/tasks}, {first} to {last}.")
_UNDATED = Text("共 {count} 个任务，都还没有日期。", "{count:task/tasks}, none of them dated yet.")
_DONE = Text("完成率 {share}（{definition}）。", "Completion: {share} ({definition}).")
_STATES = Text("按状态：{counts}。", "By status: {counts}.")
_PEOPLE = Text("按责任人：{counts}。", "By owner: {counts}.")
_MISSING_DAYS = Text("缺开始或完成日期：{tasks}。", "Without start or finish: {tasks}.")
_NONE_LATE = Text("没有逾期的任务。", "No task is overdue.")
_NO_PILOTS = Text("还没有填写试点。", "No pilots are entered yet.")
_NO_DETAILS = Text("还没有填写目标、验收标准和资源。", "No targets, acceptance or resources are entered yet.")
_WORK_COLUMNS = (
    ("id", 7), ("what", 19), ("how", 22), ("category", 9), ("owner", 8), ("support", 9), ("start", 10), ("finish", 10),
    ("duration", 8), ("predecessors", 12), ("progress", 7), ("status", 8),
)  # fmt: skip
_DETAIL_COLUMNS = (
    ("id", 7), ("issue", 7), ("cause", 14), ("plan", 7), ("target", 20), ("acceptance", 20), ("resource", 12), ("budget", 9),
    ("risk", 16), ("buffer", 6),
)  # fmt: skip
_LATE_COLUMNS = (
    ("id", 8),
    ("what", 34),
    ("owner", 12),
    ("start", 12),
    ("finish", 12),
    ("progress", 10),
    ("status", 12),
)
_PILOT_COLUMNS = (
    ("id", 7), ("scene", 20), ("area", 14), ("owner", 8), ("indicator", 16), ("baseline", 7), ("target", 7), ("unit", 6),
    ("reach_by", 10), ("actual", 7), ("band", 8),
)  # fmt: skip
_PERCENT_DIGITS = 3


def plan(session: Session, _issue: str | None = None) -> Content:
    """Return what the report says."""
    rows = sheets.filled_rows(session, TASKS.key)
    about = ABOUT.to(session.book.lang).format(count=Count(len(rows)))
    return Content(about, [*_blocks(session, rows), extracts.sign_off(session.book.lang)], [])


def _blocks(session: Session, rows: list[int]) -> Iterator[Block]:
    lang, data = session.book.lang, session.book.view(TASKS.key).data
    yield Heading(_OVERVIEW.to(lang))
    yield from _overview(session, rows)
    yield Heading(_WORK.to(lang))
    yield extracts.grid_of(session.book.lang, data, rows, extracts.used(data, rows, _WORK_COLUMNS))
    yield Heading(_DETAILS.to(lang))
    details = extracts.used(data, rows, _DETAIL_COLUMNS)
    rest = [key for key, _ in details if key != "id"]
    shown = [row for row in rows if any(not is_blank(data[key][row]) for key in rest)]
    yield extracts.grid_of(session.book.lang, data, shown, details) if shown else Paragraph(_NO_DETAILS.to(lang))
    yield Heading(_LATE.to(lang))
    late = [row for row in rows if extracts.shown(data["status"][row]).casefold() == TASK_STATUS[3].to(lang).casefold()]
    yield extracts.grid_of(session.book.lang, data, late, _LATE_COLUMNS) if late else Paragraph(_NONE_LATE.to(lang))
    if PILOTS.key in session.book.tables():
        yield Heading(_PILOTS.to(lang))
        yield _rows_of(session, PILOTS)


def _overview(session: Session, rows: list[int]) -> Iterator[Block]:
    lang, data = session.book.lang, session.book.view(TASKS.key).data
    starts = [day for row in rows if (day := day_of(data["start"][row]))]
    ends = [day for row in rows if (day := day_of(data["finish"][row]))]
    words = _SPAN if starts and ends else _UNDATED
    first, last = (min(starts), max(ends)) if starts and ends else ("", "")
    yield Paragraph(words.to(lang).format(count=Count(len(rows)), first=first, last=last))
    share = plan_completion(data["duration"], data["progress"], data["status"], lang)
    undated = [
        extracts.shown(data["id"][row])
        for row in rows
        if not (day_of(data["start"][row]) and day_of(data["finish"][row]))
    ]
    lines = [
        _STATES.to(lang).format(counts=sheets.counted(session, TASKS.key, "status", rows)),
        _PEOPLE.to(lang).format(counts=sheets.counted(session, TASKS.key, "owner", rows)),
    ]
    if is_number(share):
        shown = f"{round(share, _PERCENT_DIGITS):.1%}"
        lines.insert(0, _DONE.to(lang).format(share=shown, definition=DEFINITION.to(lang)))
    if undated:
        lines.append(_MISSING_DAYS.to(lang).format(tasks=listed(undated).to(lang)))
    yield Bullets(tuple(lines))


def _rows_of(session: Session, table: Table) -> Block:
    data = session.book.view(table.key).data
    rows = [row for row, there in enumerate(data.filled()) if there]
    if not rows:
        return Paragraph(_NO_PILOTS.to(session.book.lang))
    return extracts.grid_of(session.book.lang, data, rows, extracts.used(data, rows, _PILOT_COLUMNS))

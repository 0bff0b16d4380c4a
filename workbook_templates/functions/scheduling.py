"""The critical path as worksheet functions: a whole plan in one formula."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from udfs.lang import Lang, Text, same
from udfs.problems import RefusalError, cells
from udfs.rules import FIRST_DAY, LAST_DAY
from udfs.scheduling.planning import schedule
from udfs.scheduling.tasks import CRITICAL, Placed, Task
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, is_blank, is_number, plain
from workbook_templates.functions.model import Block, block, flat, giving_dates, sheet_function, single
from workbook_templates.functions.planning import HOLIDAYS, LONGEST_TASK, WEEK, day_of_argument, on_weekdays, working

_IDS = block("任务编号，一列", "Task numbers, a column")
_DURATIONS = block("工期（工作日；0 为里程碑），一列", "Durations in working days (0: a milestone), a column")
_LINKS = block(
    "前置任务，一列，如 T-001 或 T-001FS+2，多个用逗号隔开",
    "Predecessors, a column: T-001 or T-001FS+2, several by commas",
)
_LABEL = Text("前置任务", "Predecessors")
_ANSWERS = 4
# Where no first day is given, days are numbered from 1: every day counts, from a day that nobody sees.
_DAY_ONE = FIRST_DAY
_COUNTED = WorkCalendar(_DAY_ONE, LAST_DAY, week=frozenset(range(1, 8)))


class _Row(NamedTuple):
    """What became of a row: where it was placed, or what is said in its place (nothing for a blank row)."""

    placed: Placed | None
    message: str = ""


def _solved(
    ids: Block, durations: Block, predecessors: Block, lang: Lang, first: date | None = None,
    holidays: Block | None = None, week: CellValue = None,
) -> list[_Row]:  # fmt: skip
    names, lengths, links = flat(ids), flat(durations), flat(predecessors)
    if not len(names) == len(lengths) == len(links):
        raise RefusalError(cells.SHAPES_DIFFER)
    usable = [is_number(n) and 0 <= n <= LONGEST_TASK and n == int(n) for n in lengths]
    total = sum(int(n) for n, ok in zip(lengths, usable, strict=True) if ok and is_number(n))
    calendar = _COUNTED if first is None else on_weekdays(working(holidays, [first], total), week)
    tasks: list[Task | None] = []
    for name, length, link, ok in zip(names, lengths, links, usable, strict=True):
        blank = is_blank(name) and is_blank(length)
        days = int(length) if ok and is_number(length) else 0
        tasks.append(None if blank else Task(plain(name), days, calendar, link, broken=not ok))
    plan = schedule(tasks, None, first or _DAY_ONE)
    messages: dict[int, str] = {}
    for complaint in plan.complaints:
        words = complaint.problem.finding(label=_LABEL, **complaint.args).what(lang)
        messages.setdefault(complaint.row, f"!{words}")
    wrong = cells.DURATION.what.to(lang)
    return [
        _Row(placed, "" if task is None or placed is not None else messages.get(row, wrong) if ok else wrong)
        for row, (task, placed, ok) in enumerate(zip(tasks, plan.placed, usable, strict=True))
    ]


@sheet_function(
    "排期：每个任务的开始、完成、总浮动、是否关键（四列）；不给首日则按第 1 天起编号",
    "Schedules a plan: start, finish, total float, critical (four columns); days are numbered from 1 without a first day",
    same("=KZ_SCHEDULE(A2:A20,B2:B20,C2:C20,DATE(2026,11,23))"),
    ids=_IDS,
    durations=_DURATIONS,
    predecessors=_LINKS,
    first_day=single("计划的首日（可省略）", "First day of the plan (optional)"),
    holidays=HOLIDAYS,
    week=WEEK,
)
@giving_dates
def kz_schedule(
    ids: Block, durations: Block, predecessors: Block, first_day: CellValue = None, holidays: Block | None = None,
    week: CellValue = None, language: Lang = "zh",
) -> Block:  # fmt: skip
    """Return a row of (start, finish, total float, critical) for each task."""
    first = None if is_blank(first_day) else day_of_argument(first_day)

    def shown(day: date) -> CellValue:
        return day if first is not None else day.toordinal() - _DAY_ONE.toordinal() + 1

    rows: list[list[CellValue]] = []
    for placed, message in _solved(ids, durations, predecessors, language, first, holidays, week):
        if placed is None:
            rows.append([message, *[""] * (_ANSWERS - 1)])
        else:
            mark = CRITICAL.to(language) if placed.critical else ""
            rows.append([shown(placed.start), shown(placed.finish), placed.total_float, mark])
    return rows


@sheet_function(
    "每个任务的总浮动（工作日）：可以推迟几天而不推迟整个计划",
    "The total float of each task: by how many working days it can slip without delaying the plan",
    same("=KZ_FLOAT(A2:A20,B2:B20,C2:C20)"),
    ids=_IDS,
    durations=_DURATIONS,
    predecessors=_LINKS,
)
def kz_float(ids: Block, durations: Block, predecessors: Block, language: Lang = "zh") -> Block:
    """Return a column of floats."""
    rows = _solved(ids, durations, predecessors, language)
    return [[message if placed is None else placed.total_float] for placed, message in rows]


@sheet_function(
    "关键路径：在关键路径上的任务标“关键”，其余留空",
    "The critical path: “Critical” for the tasks on it, blank for the others",
    same("=KZ_CRITICAL(A2:A20,B2:B20,C2:C20)"),
    ids=_IDS,
    durations=_DURATIONS,
    predecessors=_LINKS,
)
def kz_critical(ids: Block, durations: Block, predecessors: Block, language: Lang = "zh") -> Block:
    """Return a column of marks."""
    rows = _solved(ids, durations, predecessors, language)
    return [
        [message if placed is None else CRITICAL.to(language) if placed.critical else ""] for placed, message in rows
    ]

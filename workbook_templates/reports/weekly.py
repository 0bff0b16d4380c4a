"""The sheet 周进度: where the plan stands this week, its S curve, what to look after, and how everybody is getting on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from udfs.completion import COMPLETION_DIGITS, DEFINITION, completion, share_done, weights
from udfs.lang import Text
from udfs.people import person_key
from udfs.scheduling.baseline import days_between
from udfs.scheduling.curve import Share, actual_share, cumulative, planned_share
from udfs.scheduling.load import WEEK, monday_of
from udfs.status import OVERDUE
from udfs.values import Cell, CellValue
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports.load import NOBODY, REST, TOTAL
from workbook_templates.reports.model import Curve, Report
from workbook_templates.reports.rows import PlanRow, plan_rows

WEEKS = 60
PEOPLE = 12
LISTED = 36
_DIGITS = COMPLETION_DIGITS

PLANNED, ACTUAL = Text("计划完成", "Planned"), Text("实际完成", "Actual")
FIGURES = (
    Text("计划应完成", "Planned by now"),
    Text("实际完成", "Actually done"),
    Text("差（负数为落后）", "Difference (negative: behind)"),
    Text("现在的完成日期", "Finish at present"),
    Text("基线完成日期", "Finish by the baseline"),
    Text("较基线晚（工作日）", "Working days behind"),
    Text("逾期任务", "Overdue tasks"),
    Text("搁置、缺日期（未计入）", "On hold or undated (left out)"),
)
# The figure that is the difference of those before it.
DIFFERENCE = 2
NO_BASELINE = Text("未存基线", "none yet")

LATE, THIS, NEXT, SLIPPING = (
    Text("逾期", "Overdue"),
    Text("本周到期", "Due this week"),
    Text("下周到期", "Due next week"),
    Text("预计晚于基线", "Behind baseline"),
)
_MORE = Text("另有 {count} 个", "{count} more")


@dataclass(frozen=True)
class Standing:
    """The tasks that count: neither on hold nor without dates; and all that there are."""

    book: Context
    rows: Sequence[PlanRow]
    everything: Sequence[PlanRow]

    @property
    def today(self) -> int:
        """Return today's day number."""
        return self.book.today.toordinal()

    @cached_property
    def weights(self) -> list[float]:
        """Return what each task weighs in what is done: its working days."""
        return weights([task.duration for task in self.rows])

    def planned(self) -> list[Share]:
        """Return the tasks as planned, by the baseline and its working days where there is one, else by their dates."""
        spans = [(task, span) for task in self.rows if (span := task.base or task.planned) is not None]
        lengths: list[CellValue] = [task.duration if task.base is None else _agreed(task, span) for task, span in spans]
        return [
            planned_share(weight, span, task.calendar)
            for (task, span), weight in zip(spans, weights(lengths), strict=True)
        ]

    def actual(self) -> list[Share]:
        """Return what has been done of the tasks."""
        shares = []
        for task, weight in zip(self.rows, self.weights, strict=True):
            start = task.start if task.start is not None else self.today
            done_on = (task.done_on or task.finish or self.today) if task.done else None
            share = actual_share(weight, start, self.today, task.calendar, done_on=done_on, progress=task.progress or 0)
            shares += [share] if share is not None else []
        return shares

    def lines(self, days: Sequence[int]) -> tuple[list[float], list[float]]:
        """Return which share is complete at the end of each day: of what was planned, and of what there is to do now."""
        planned = self.planned()
        whole = sum(share.weight for share in planned)
        return cumulative(planned, days, whole), cumulative(self.actual(), days, sum(self.weights))

    def done(self, tasks: Sequence[PlanRow]) -> float | None:
        """Return the completion of some of the tasks."""
        return completion([task.duration for task in tasks], [share_done(task.progress, task.stage) for task in tasks])


def standing(book: Context) -> Standing:
    """Return the plan as of today."""
    rows = plan_rows(book)
    return Standing(book, [task for task in rows if task.stage is not None], rows)


def _agreed(task: PlanRow, span: tuple[int, int]) -> int:
    """Return how many working days a task has by its baseline; a milestone has none."""
    count = task.calendar.count_before
    return count(span[1] + 1) - count(span[0]) if task.duration else 0


def is_late(task: PlanRow) -> bool:
    """Return whether a task should be finished and is not."""
    return task.stage is OVERDUE


def days_overdue(task: PlanRow, today: int) -> int:
    """Return by how many working days a task is past its planned finish; 0 for one that is not late."""
    return days_between(task.calendar, task.planned[1], today) if is_late(task) and task.planned is not None else 0


# --- key figures -----------------------------------------------------------------------------------------------------


def _state(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    now = book.once(standing)
    weeks = _step(now)
    zh, en = f"数据截至 {book.today}", f"As of {book.today}"
    if weeks > 1:
        zh, en = f"{zh}；计划较长，每行 {weeks} 周", f"{en}; a long plan: {weeks} weeks to a row"
    return [[Cell(Text(zh, en).to(refs.lang))]]


def _figures(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    now = book.once(standing)
    if not now.rows:
        return [[Cell(None)] for _ in FIGURES]
    planned = round(now.lines([now.today])[0][0], _DIGITS)
    actual = now.done(now.rows) or 0.0
    finish = max((task.finish for task in now.rows if task.finish is not None), default=None)
    agreed = max((task.base[1] for task in now.everything if task.base is not None), default=None)
    behind: CellValue = None
    if book.calendar is not None and finish is not None and agreed is not None:
        behind = days_between(book.calendar, agreed, finish)
    return [
        [Cell(planned)],
        [Cell(actual)],
        [Cell(round(actual - planned, _DIGITS), f"ROUND({refs.cell(1, 0)}-{refs.cell(0, 0)},{_DIGITS})")],
        [Cell(_day(finish))],
        [Cell(NO_BASELINE.to(refs.lang) if agreed is None else _day(agreed))],
        [Cell(behind)],
        [Cell(sum(map(is_late, now.rows)))],
        [Cell(len(now.everything) - len(now.rows))],
    ]


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


# --- the curve -------------------------------------------------------------------------------------------------------


def _reach(now: Standing) -> tuple[int, int]:
    """Return the first Monday and the last day of the plan, whichever of baseline, plan and facts goes further."""
    spans = [span for task in now.rows for span in (task.base, task.planned) if span is not None]
    begun = [task.start for task in now.rows if task.start is not None and task.begun]
    ends = [task.finish for task in now.rows if task.finish is not None]
    still = [] if all(task.done for task in now.rows) else [now.today]
    first = min([start for start, _ in spans] + begun, default=now.today)
    return monday_of(first), max([end for _, end in spans] + ends + still, default=now.today)


def _step(now: Standing) -> int:
    """Return how many weeks a row stands for, so that the whole plan fits in."""
    if not now.rows:
        return 1
    first, last = _reach(now)
    return max(1, ceil(((last - first) // WEEK + 1) / WEEKS))


def _curve(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    now = book.once(standing)
    rows: list[list[Cell]] = []
    if now.rows:
        (first, last), step = _reach(now), _step(now) * WEEK
        mondays = list(range(first, last + 1, step))
        ends = [monday + step - 1 for monday in mondays]
        planned, actual = now.lines(ends)
        rows = [
            [Cell(_day(monday)), Cell(round(p, _DIGITS)), Cell(round(a, _DIGITS) if monday <= now.today else None)]
            for monday, p, a in zip(mondays, planned, actual, strict=True)
        ]
    return rows + [[Cell(None)] * 3 for _ in range(WEEKS - len(rows))]


# --- what to look after ----------------------------------------------------------------------------------------------


def _attention(now: Standing) -> Iterator[tuple[Text, int, int, PlanRow, int | None]]:
    """Yield the tasks to look after: heading, what sorts them, the task, and the days by which it is overdue."""
    sunday = monday_of(now.today) + WEEK - 1
    for task in now.rows:
        if task.done or task.planned is None:
            continue
        end, slip = task.planned[1], _slip(task)
        if is_late(task):
            late = days_overdue(task, now.today)
            yield LATE, 0, -late, task, late
        elif now.today <= end <= sunday:
            yield THIS, 1, end, task, None
        elif sunday < end <= sunday + WEEK:
            yield NEXT, 2, end, task, None
        elif slip is not None and slip > 0:
            yield SLIPPING, 3, -slip, task, None


def _slip(task: PlanRow) -> int | None:
    if task.base is None or task.finish is None:
        return None
    return days_between(task.calendar, task.base[1], task.finish)


def _tasks(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    entries = sorted(_attention(book.once(standing)), key=lambda entry: (entry[1], entry[2], entry[3].row))
    shown = entries if len(entries) <= LISTED else entries[: LISTED - 1]
    lines: list[list[CellValue]] = []
    for heading, _, _, task, late in shown:
        end = None if task.planned is None else _day(task.planned[1])
        who = [heading.to(refs.lang), task.id, task.what, task.owner or None]
        lines.append([*who, end, late, _slip(task), task.progress])
    if len(entries) > len(shown):
        lines.append([_MORE.to(refs.lang).format(count=len(entries) - len(shown)), *[None] * 7])
    lines += [[None] * 8 for _ in range(LISTED - len(lines))]
    return [[Cell(value) for value in line] for line in lines]


# --- people ----------------------------------------------------------------------------------------------------------


def _people(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    now = book.once(standing)
    spelled: dict[str, str] = {}
    by_owner: dict[str, list[int]] = {}
    for at, task in enumerate(now.rows):
        for name in task.people:
            by_owner.setdefault(spelled.setdefault(person_key(name), name), []).append(at)
    late = {who: sum(is_late(now.rows[at]) for at in rows) for who, rows in by_owner.items()}
    order = sorted(by_owner, key=lambda who: (not who, -late[who], -len(by_owner[who]), who))
    people = [who for who in order if who]
    lines = [(who, by_owner[who]) for who in people[:PEOPLE]]
    if rest := people[PEOPLE:]:
        lines.append((REST.to(refs.lang).format(count=len(rest)), sorted({at for who in rest for at in by_owner[who]})))
    if "" in by_owner:
        lines.append((NOBODY.to(refs.lang), by_owner[""]))
    if now.rows:
        lines.append((TOTAL.to(refs.lang), list(range(len(now.rows)))))
    rows = [[Cell(value) for value in (who, *_count_line(now, places))] for who, places in lines]
    return rows + [[Cell(None)] * 5 for _ in range(PEOPLE + 3 - len(rows))]


def _count_line(now: Standing, places: Sequence[int]) -> list[CellValue]:
    """Return the count of tasks, of those done and of those overdue, and their completion."""
    tasks = [now.rows[at] for at in places]
    return [len(tasks), sum(task.done for task in tasks), sum(map(is_late, tasks)), now.done(tasks)]


STATE = Area(name="week_state", rows=1, cols=1, render=_state)
HEAD = Area(name="week_figures", rows=len(FIGURES), cols=1, render=_figures)
CURVE = Area(name="week_curve", rows=WEEKS, cols=3, render=_curve)
TASKS = Area(name="week_tasks", rows=LISTED, cols=8, render=_tasks)
OWNERS = Area(name="week_people", rows=PEOPLE + 3, cols=5, render=_people)

WEEKLY = Report(
    key="weekly",
    table="tasks",
    sheet=Text("周进度", "Weekly progress"),
    title=Text("周进度", "Weekly progress"),
    note=Text(
        f"实际完成与“汇总”的完成率相同：{DEFINITION.zh}。计划按基线（没有的按计划日期）均匀分摊到各工作日。多人共有的任务每人各计一次。由各命令更新",
        f"Actual, as on Summary: {DEFINITION.en}. Planned: by baseline, else dates. Shared tasks count for each owner. Updated "
        "by commands",
    ),
    areas=(STATE, HEAD, CURVE, TASKS, OWNERS),
    curve=Curve(area=CURVE, lines=(PLANNED, ACTUAL)),
)

"""基线: keeps the plan as it was agreed; after that, reports how far the present plan is behind it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from addin.book import settings_writer as steering
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.planning.review import stale_finding
from addin.planning.tasks import Tasks, read_tasks
from udfs.lang import Count, Text
from udfs.problems import Finding, following
from udfs.rules import EARLIEST, LATEST
from udfs.scheduling.baseline import Slip, Span, compare, days_between
from udfs.scheduling.workdays import day_number
from udfs.values import CellValue, day_of
from workbook_templates.reports.rows import plan_rows
from workbook_templates.settings import SETTINGS
from workbook_templates.tables.tasks import TASKS

SETTING = "baseline_on"
COLUMNS = ("baseline_start", "baseline_finish")

_FIGURES = Text("计划与基线", "Plan and baseline")
_FIGURE, _VALUE = Text("项目", "Figure"), Text("内容", "Value")
_AGREED_FINISH = Text("基线完成日期", "Finish by the baseline")
_PRESENT_FINISH = Text("现在的完成日期", "Finish at present")
_DAYS_LATE = Text("晚（工作日，负数为提前）", "Working days late (negative: ahead)")
_CHANGED = Text("与基线不同的任务", "Tasks that differ from the baseline")
_NEW_START = Text("现在开始", "Start now")
_NEW_FINISH = Text("现在完成", "Finish now")
_WHY = Text("为什么晚", "Why it is late")
_WITHOUT = Text("没有基线的新任务", "New tasks without a baseline")


class _Plan(NamedTuple):
    """The tasks with where they stand and where their baseline has them."""

    tasks: Tasks
    now: list[Span | None]
    base: list[Span | None]

    @property
    def new(self) -> list[int]:
        """Return the rows of the tasks that the baseline does not hold."""
        pairs = zip(self.tasks.tasks, self.base, strict=True)
        return [row for row, (task, base) in enumerate(pairs) if task is not None and base is None]


def baseline(book: Book, now: datetime, *, again: bool = False, add: bool = False) -> Outcome:
    """Freeze every task's start and finish; where that was done before, compare the plan with what was frozen.

    Args:
        book: the workbook.
        now: the moment.
        again: freeze anew, in place of the baseline that is there.
        add: take tasks that have come since into the baseline.
    """
    session = Session(book, "baseline", now)
    tasks = read_tasks(session)
    _refuse_without_columns(session, tasks)
    session.identify()
    session.findings += recalculate(session, fill=True).findings
    plan = _read(session, tasks)
    fresh = again or not any(plan.base)
    if not (fresh or add):
        outcome = _compared(session, plan)
        session.finish()
        return outcome
    rows = range(len(plan.now)) if fresh else plan.new
    frozen = _freeze(session, plan, rows)
    session.findings += _undated(plan, rows)
    if fresh and frozen and book.area(SETTINGS[SETTING].name) is not None:
        steering.choose(session, SETTING, session.today)
    again_found = recalculate(session, fill=True).findings
    session.findings += [finding for finding in again_found if finding not in session.findings]
    session.finish()
    return Outcome(_frozen(plan, frozen, fresh=fresh), session.findings, changed=frozen)


def _refuse_without_columns(session: Session, tasks: Tasks) -> None:
    missing = [key for key in COLUMNS if key not in tasks.view.column_numbers]
    if missing:
        raise session.book.missing(tasks.view, missing)


def _read(session: Session, tasks: Tasks) -> _Plan:
    """Return where each task stands: what has happened counts, then the later of plan and forecast."""
    now: list[Span | None] = [None] * len(tasks.tasks)
    base = [*now]
    for task in plan_rows(session.context):
        if task.start is not None and task.finish is not None:
            now[task.row] = Span(task.start, max(task.start, task.finish))
        base[task.row] = None if task.base is None else Span(*task.base)
    return _Plan(tasks, now, base)


def _freeze(session: Session, plan: _Plan, rows: Sequence[int]) -> int:
    """Write the baseline of these rows; return how many tasks it now holds."""
    view = plan.tasks.view
    for at, key in enumerate(COLUMNS):
        present = list(map(day_number, view.data[key]))
        days = {row: None if (span := plan.now[row]) is None else span[at] for row in rows}
        fresh = {
            row: None if day is None else date.fromordinal(day) for row, day in days.items() if day != present[row]
        }
        session.put_at(view, key, fresh)
    return sum(plan.now[row] is not None for row in rows)


def _undated(plan: _Plan, rows: Sequence[int]) -> Iterator[Finding]:
    """Report the tasks among these rows that have no days to keep."""
    view = plan.tasks.view
    for row in rows:
        if plan.tasks.tasks[row] is not None and plan.now[row] is None:
            start = day_of(view.data["start"][row])
            place = "duration" if start is not None and EARLIEST <= start <= LATEST else "start"
            yield view.finding(following.BASELINE_UNDATED, place, row)


def _frozen(plan: _Plan, count: int, *, fresh: bool) -> Text:
    if not count:
        return Text("没有可以存入基线的任务", "there was no task to freeze")
    if not fresh:
        return Text(
            f"已把 {count} 个新任务补入基线", f"{Count(count):new task was/new tasks were} added to the baseline"
        )
    last = date.fromordinal(max(span.finish for span in plan.now if span is not None))
    return Text(
        f"已把 {count} 个任务的开始和完成日期存为基线，最后完成于 {last}；以后再运行就与它比较",
        f"start and finish of {Count(count):task/tasks} were frozen, the last one finishes on {last}; next time the plan is compared "
        "with them",
    )


# --- comparing -------------------------------------------------------------------------------------------------------


def _compared(session: Session, plan: _Plan) -> Outcome:
    scheduled, _ = plan.tasks.placed(session)
    slips = compare(plan.tasks.tasks, scheduled, plan.now, plan.base, session.today.toordinal())
    stale = stale_finding(session, plan.tasks, scheduled)
    session.findings += [stale] if stale is not None else []
    agreed, present = _last(plan, plan.base), _last(plan, plan.now, with_on_hold=False)
    calendar = session.context.calendar
    late = 0
    if calendar is not None and agreed is not None and present is not None:
        late = days_between(calendar, agreed.toordinal(), present.toordinal())
    figures: list[tuple[CellValue | Text, ...]] = [
        (SETTINGS[SETTING].label, session.context.settings.day(SETTING)),
        (_AGREED_FINISH, agreed),
        (_PRESENT_FINISH, present),
        (_DAYS_LATE, late),
    ]
    listings = [Listing(_FIGURES, (_FIGURE, _VALUE), figures), *_listings(plan, slips)]
    return Outcome(_message(session, plan, slips, late), session.findings, listings)


def _last(plan: _Plan, spans: Sequence[Span | None], *, with_on_hold: bool = True) -> date | None:
    """Return the last finish; tasks on hold do not count at present."""
    pairs = zip(plan.tasks.tasks, spans, strict=True)
    ends = [
        span.finish
        for task, span in pairs
        if span is not None and task is not None and (with_on_hold or not task.on_hold)
    ]
    return date.fromordinal(max(ends)) if ends else None


def _listings(plan: _Plan, slips: Sequence[Slip | None]) -> Iterator[Listing]:
    data = plan.tasks.view.data
    label = {key: TASKS.column(key).label for key in ("id", "what", *COLUMNS, "slip")}
    rows: list[tuple[CellValue | Text, ...]] = []
    for row, (slip, now, base) in enumerate(zip(slips, plan.now, plan.base, strict=True)):
        if slip is not None and now is not None and base is not None and (slip.start or slip.finish):
            days = (date.fromordinal(day) for day in (base.start, now.start, base.finish, now.finish))
            rows.append((data["id"][row], data["what"][row], *days, slip.finish, slip.why))
    if rows:
        headings = (label["id"], label["what"], label["baseline_start"], _NEW_START, label["baseline_finish"],
                    _NEW_FINISH, label["slip"], _WHY)  # fmt: skip
        yield Listing(_CHANGED, headings, rows)
    if plan.new:
        yield Listing(
            _WITHOUT, (label["id"], label["what"]), [(data["id"][row], data["what"][row]) for row in plan.new]
        )


def _message(session: Session, plan: _Plan, slips: Sequence[Slip | None], late: int) -> Text:
    """Say how the plan stands, and how a baseline is frozen anew; a ribbon has no options."""
    behind = sum(slip is not None and slip.finish > 0 for slip in slips)
    ahead = sum(slip is not None and slip.finish < 0 for slip in slips)
    day = session.context.settings.day(SETTING)
    days = f"{Count(abs(late)):working day/working days}"
    zh = "按期" if not late else f"晚 {late} 个工作日" if late > 0 else f"提前 {-late} 个工作日"
    en = "on time" if not late else f"{days} late" if late > 0 else f"{days} ahead"
    since = Text(
        f"与 {day} 的基线相比" if day else "与基线相比",
        f"beside the baseline of {day}" if day else "beside the baseline",
    )
    new = len(plan.new)
    more = Text(f"，{new} 个新任务没有基线（--add 补入）", f", {new} new without one (--add)") if new else Text("", "")
    return Text(
        f"{since.zh}，计划{zh}；{behind} 个任务晚，{ahead} 个提前{more.zh}。"
        "重新存基线：加 --again，或清空“基线开始”“基线完成”两列后再点一次",
        f"{since.en} the plan is {en}; {Count(behind):task/tasks} late, {ahead} ahead{more.en}. "
        "To freeze anew: --again, or clear the columns Baseline start and Baseline finish and click again",
    )

"""负荷: brings the sheet 负荷 up to date and reports who has more work in a week than the limit allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.calendars import rule_findings
from addin.checks.settings import setting_findings
from addin.outcome import Listing, Outcome
from addin.planning.tasks import TASKS as PLAN
from addin.planning.tasks import refuse_without_plan
from udfs.lang import Count, Text, listed, same
from udfs.problems import Finding, cells, following, planning
from udfs.scheduling.load import WEEK, monday_of
from udfs.values import CellValue, as_text
from workbook_templates.reports.load import LEADING, LOAD, NOBODY, PEOPLE, TABLE, LoadTable, load_table
from workbook_templates.reports.rows import PlanRow, uncounted
from workbook_templates.settings import SETTINGS
from workbook_templates.tables.tasks import TASKS

LIMIT = SETTINGS["load_limit"]

_AHEAD = 8
_COMING = Text(f"今后 {_AHEAD} 周的工作日", f"Working days of the next {_AHEAD} weeks")
_TASKS_NAMED = 6


def load(book: Book, now: datetime) -> Outcome:
    """Recount the load and report everybody with too much of it from this week on."""
    session = Session(book, "load", now)
    refuse_without_plan(session)
    session.identify()
    changed, recalculated = recalculate(session, fill=True)
    table = load_table(session.context)
    findings, unknown = list(overloads(session, table)), uncounted(session.context)
    session.findings += [
        *recalculated,
        *findings,
        *_outside(session, unknown),
        *setting_findings(session, (LIMIT.key,)),
        *rule_findings(session),
    ]
    session.finish()
    return Outcome(_message(session, findings, len(unknown)), session.findings, _listings(session, table), changed)


def overloads(session: Session, table: LoadTable) -> Iterator[Finding]:
    """Yield each week from this one on in which somebody has more working days of tasks than the limit."""
    limit, this = session.context.settings.number(LIMIT.key), monday_of(session.today.toordinal())
    area, ids = session.book.area(TABLE.name), session.context.tables[PLAN]["id"]
    place = {who: at for at, who in enumerate(table.people)}
    too_much = [key for key, load in table.loads.items() if key[0] and key[1] >= this and load.days > limit]
    for who, monday in sorted(too_much, key=lambda key: (place[key[0]], key[1])):
        load, at = table.loads[who, monday], place[who]
        shown = listed((as_text(ids[row]) for row in load.rows), _TASKS_NAMED)
        cell = ""
        if area is not None and at < PEOPLE and monday in table.mondays:
            cell = area.cell(2 * at, LEADING + table.mondays.index(monday))
        sheet = area.sheet if area is not None else session.book.view(PLAN).sheet
        yield following.OVERLOADED.at(
            sheet, cell, owner=who, week=date.fromordinal(monday), days=load.days, limit=f"{limit:g}", tasks=shown
        )


def _outside(session: Session, unknown: Sequence[PlanRow]) -> Iterator[Finding]:
    """Name the tasks that lie where the calendar does not reach: nobody knows their working days."""
    view = session.book.view(PLAN)
    beyond = cells.OUTSIDE_CALENDAR.what.to(session.book.lang)
    for task in unknown:
        if view.data["finish"][task.row] == beyond or (task.start is not None and task.finish is not None):
            yield view.finding(planning.PLAN_OUTSIDE_CALENDAR, "start", task.row)


def _message(session: Session, findings: list[Finding], unknown: int) -> Text:
    limit = f"{session.context.settings.number(LIMIT.key):g}"
    left = Text("", "")
    if unknown:
        left = Text(
            f"；{unknown} 个任务没有日期或超出日历，没有计入",
            f"; {Count(unknown):task/tasks} without dates or beyond the calendar not counted",
        )
    if not findings and unknown:
        return Text(
            f"“{LOAD.sheet.zh}”已更新，但不能确定今后有没有人超过每周 {limit} 个工作日{left.zh}",
            f"“{LOAD.sheet.en}” is up to date, but whether somebody has more than {limit} working days a week cannot be known{left.en}",
        )
    if not findings:
        return Text(
            f"“{LOAD.sheet.zh}”已更新；今后没有人超过每周 {limit} 个工作日",
            f"“{LOAD.sheet.en}” is up to date; from this week on nobody has more than {limit} working days a week",
        )
    people = len({finding.args["owner"] for finding in findings})
    return Text(
        f"“{LOAD.sheet.zh}”已更新；{people} 人共 {len(findings)} 周超过每周 {limit} 个工作日{left.zh}",
        f"“{LOAD.sheet.en}” is up to date; more than {limit} working days a week: owners {people}, weeks {len(findings)}{left.en}",
    )


def _listings(session: Session, table: LoadTable) -> list[Listing]:
    this = monday_of(session.today.toordinal())
    weeks = [this + WEEK * i for i in range(_AHEAD)]
    rows: list[tuple[CellValue | Text, ...]] = []
    for who in table.people:
        loads = [table.loads.get((who, monday)) for monday in weeks]
        if any(loads):
            rows.append((who or NOBODY, *("" if load is None else load.days for load in loads)))
    headings = (TASKS.column("owner").label, *(same(f"{date.fromordinal(day):%m-%d}") for day in weeks))
    return [Listing(_COMING, headings, rows)] if rows else []

"""What a plan must say of its calendar: where publication ends, and weekdays that nobody can read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from addin.book.port import View
from addin.book.session import Session
from udfs.lang import Text
from udfs.problems import Finding, data, planning
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import day_of
from workbook_templates.settings import CALENDAR_LISTS

_PROVISIONAL = Text(
    "按周末和暂定的法定节日计算，调休还不知道", "weekends and provisional days off count, no make-up days"
)
_WEEKENDS = Text("有些年份只按周末计算", "only weekends count in some years")


def calendar_findings(session: Session) -> Iterator[Finding]:
    """Find a plan that passes the last year whose holidays are published, and calendars that cannot be used."""
    calendar = session.context.calendar
    if calendar is None or "tasks" not in session.book.tables():
        return
    if calendar.covered_until is None:
        yield data.CALENDAR_EMPTY.at(session.book.view("holidays").sheet)
    else:
        yield from _passed(session.book.view("tasks"), calendar, calendar.covered_until)
    yield from rule_findings(session)


def _passed(view: View, calendar: WorkCalendar, until: date) -> Iterator[Finding]:
    for key in ("latest", "finish"):
        days = [(day, i) for i, day in enumerate(map(day_of, view.data[key])) if day is not None and day > until]
        if days and key in view.column_numbers:
            last, row = max(days)
            unknown = set(range(until.year + 1, last.year + 1)) - calendar.provisional
            rest = _WEEKENDS if unknown else _PROVISIONAL
            yield view.finding(data.CALENDAR_NOT_PUBLISHED, key, row, date=until.isoformat(), rest=rest)
            return


def rule_findings(session: Session) -> Iterator[Finding]:
    """Name the calendars whose working weekdays cannot be read."""
    weeks = session.context.settings.lists[CALENDAR_LISTS[1]]
    area = session.book.area(f"lst_{CALENDAR_LISTS[1]}")
    for at, rule in enumerate(session.context.settings.calendars):
        if rule.name and (not rule.week or not set(weeks[at]) <= set("1234567")):
            where = (area.sheet, area.cell(at)) if area is not None else ("", "")
            yield planning.CALENDAR_RULE.at(*where, value=rule.name, week=weeks[at])

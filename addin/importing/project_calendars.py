"""Calendars of a project file in the workbook: which of its own they are, and the days off and on that it does not list yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from addin.mspdi.calendars import exceptional_days, whole
from addin.mspdi.cells import Remark
from addin.mspdi.model import Calendar, DayOff, Project
from udfs.lang import Text, listed, same
from udfs.problems import projects
from udfs.scheduling.workdays import KIND_OFF, KIND_ON, WorkCalendar
from workbook_templates.context import Context
from workbook_templates.settings import CalendarRule
from workbook_templates.tables.holidays import ListedDay

_SHOWN = 3
_WEEK = Text("每周的上班日", "its working weekdays")


@dataclass
class FileCalendars:
    """What the calendars of a file are in the workbook.

    Attributes:
        names: the workbook's calendar of each one that has an equal, by its number in the file.
        usual: the workbook's calendar of tasks that name none, None for the default one.
        days: the days that the workbook does not list yet: off or worked, and why.
        calendars: the calendars of the workbook with these days, by name in small letters, in the order of its list.
        reports: what else must be told.
    """

    names: dict[int, str | None] = field(default_factory=dict)
    usual: str | None = None
    days: dict[date, DayOff] = field(default_factory=dict)
    calendars: dict[str, WorkCalendar] = field(default_factory=dict)
    reports: list[Remark] = field(default_factory=list)

    def named(self, name: str | None) -> WorkCalendar | None:
        """Return a calendar of the workbook, the default one for None."""
        if name is None:
            return next(iter(self.calendars.values()), None)
        return self.calendars.get(name.casefold())

    def reach(self, first: date, last: date) -> None:
        """Let the calendars cover at least these days."""
        self.calendars = {name: one.reaching(first, last) for name, one in self.calendars.items()}

    def listed_days(self) -> list[ListedDay]:
        """Return the new days as the sheet 节假日 lists them."""
        return [(day, KIND_ON if run.worked else KIND_OFF, same(run.name)) for day, run in sorted(self.days.items())]


def file_calendars(project: Project, context: Context, used: Iterable[int]) -> FileCalendars:
    """Compare the calendars of a file with those of a workbook.

    Args:
        project: the file.
        context: the workbook.
        used: the calendars that tasks name, by their numbers; tasks that name none have the project's.
    """
    return _Comparison(project, context, used).result


class _Comparison:
    def __init__(self, project: Project, context: Context, used: Iterable[int]) -> None:
        by_uid = {calendar.uid: calendar for calendar in project.calendars}
        self._project, self._rules = project, context.settings.calendars
        self._file: Mapping[int, Calendar] = {uid: whole(calendar, by_uid) for uid, calendar in by_uid.items()}
        self._days: dict[int, dict[date, DayOff]] = {}
        self._usual = project.calendar if project.calendar in self._file else None
        self._used = {uid for uid in (self._usual, *used) if uid in self._file}
        self.result = FileCalendars()
        self._match()
        published = context.published
        if published is not None:
            for uid in dict.fromkeys((self._usual, *self.result.names)):
                self._take(uid, published)
            off, on = published.off | self._new(worked=False), published.on | self._new(worked=True)
            published = replace(published, off=off, on=on)
            for rule in self._rules:
                calendar = published.variant(rule.week, holidays=rule.holidays)
                self.result.calendars.setdefault(rule.name.casefold(), calendar)
            self._differing()
        self._unused()

    def _match(self) -> None:
        names = self.result.names
        for uid in sorted(self._file, key=lambda uid: uid != self._usual):
            rule = self._equal(uid)
            if rule is not None:
                names[uid] = rule.name
        if self._usual in names and names[self._usual] != self._rules[0].name:
            self.result.usual = names[self._usual]

    def _exceptions(self, uid: int) -> dict[date, DayOff]:
        """Return the days of a calendar that are not as others; only calendars that count are laid out by days."""
        if uid not in self._days:
            self._days[uid] = exceptional_days(self._file[uid])
        return self._days[uid]

    def _new(self, *, worked: bool) -> frozenset[date]:
        return frozenset(day for day, run in self.result.days.items() if run.worked == worked)

    # --- which calendar of the workbook it is ------------------------------------------------------------------------

    def _equal(self, uid: int) -> CalendarRule | None:
        """Return the workbook's calendar of the same name, else one that works on the same weekdays."""
        calendar = self._file[uid]
        for rule in self._rules:
            if rule.name.casefold() == calendar.name.casefold():
                return rule
        if not calendar.week or uid not in self._used:
            return None
        follows = bool(calendar.exceptions)
        alike = [rule for rule in self._rules if rule.name and rule.week == calendar.week]
        alike.sort(key=lambda rule: rule.holidays != follows)
        # A calendar without days off in a file that has none at all may be either.
        if alike and alike[0].holidays != follows and (follows or any(one.exceptions for one in self._file.values())):
            return None
        if alike and (uid != self._usual or alike[0] is not self._rules[0]):
            self.result.reports.append(
                Remark(projects.CALENDAR_MATCHED, {"value": calendar.name, "other": alike[0].name})
            )
        return alike[0] if alike else None

    # --- days off and on ---------------------------------------------------------------------------------------------

    def _take(self, uid: int | None, published: WorkCalendar) -> None:
        """Take over the days that are no working days in the workbook, or only there; name those that it lists the other way."""
        name = None if uid is None else self.result.names.get(uid)
        rule = next((rule for rule in self._rules if rule.name == name), self._rules[0])
        if uid is None or (not rule.holidays and uid != self._usual):
            return
        against, outside = [], []
        weekly = published.variant(rule.week, holidays=True)
        for day, run in self._exceptions(uid).items():
            if not published.first <= day <= published.last:
                outside.append(day)
            elif (day in published.off and run.worked) or (day in published.on and not run.worked):
                against.append(day)
            elif weekly.is_workday(day) != run.worked and self._agrees(day, run):
                self.result.days.setdefault(day, run)
        name = self._file[uid].name
        remarks = self.result.reports
        if against:
            remarks.append(Remark(projects.DAYS_AGAINST, {"value": name, "count": len(against), "few": _few(against)}))
        if outside:
            remarks.append(Remark(projects.DAYS_OUTSIDE, {"value": name, "count": len(outside), "few": _few(outside)}))

    def _agrees(self, day: date, run: DayOff) -> bool:
        """Return whether the project's own calendar says the same of a day, as the sheet 节假日 holds for all calendars."""
        return self._usual is None or self._works(self._usual, day) in (None, run.worked)

    def _works(self, uid: int, day: date) -> bool | None:
        """Return whether people work on a day by a calendar of the file, None where it does not say."""
        run = self._exceptions(uid).get(day)
        if run is not None:
            return run.worked
        return day.isoweekday() in self._file[uid].week if self._file[uid].week else None

    def _differing(self) -> None:
        """Name calendars whose weekdays or days off are others than those of the calendar that stands for them."""
        default = {} if self._usual is None else {self._usual: self._rules[0].name}
        for uid, name in {**default, **self.result.names}.items():
            calendar, here = self._file[uid], self.result.named(name)
            if here is None:
                continue
            if calendar.week and calendar.week != here.week:
                self.result.reports.append(Remark(projects.CALENDAR_DIFFERS, {"value": calendar.name, "what": _WEEK}))
            known = {day: run for day, run in self._exceptions(uid).items() if here.first <= day <= here.last}
            days = [
                day
                for day, run in known.items()
                if here.is_workday(day) != run.worked and day not in _listed(here, run)
            ]
            if days:
                self.result.reports.append(
                    Remark(projects.CALENDAR_DIFFERS, {"value": calendar.name, "what": _few(days)})
                )

    def _unused(self) -> None:
        """Name what calendars say that are in no list of the workbook: those of people, and others that no task keeps to."""
        people = {person.calendar: person.name for person in self._project.resources if person.calendar is not None}
        for own in self._project.calendars:
            uid, calendar = own.uid, self._file[own.uid]
            if uid in self.result.names or uid in self._used or not (own.exceptions or own.minutes):
                continue
            base = own.base if own.base in self._file else self._usual
            days = [
                day
                for day, run in self._exceptions(uid).items()
                if (base is None or self._works(base, day) != run.worked)
            ]
            other_week = uid in people and base is not None and own.minutes and calendar.week != self._file[base].week
            if days or other_week:
                name = people.get(uid, calendar.name)
                self.result.reports.append(
                    Remark(projects.OWN_CALENDAR_LEFT, {"value": name, "what": _few(days) if days else _WEEK})
                )


def _listed(here: WorkCalendar, run: DayOff) -> frozenset[date]:
    """Return the days that the workbook lists the other way: they have been told of."""
    return here.off if run.worked else here.on


def _few(days: Iterable[date]) -> Text:
    return listed((str(day) for day in sorted(days)), _SHOWN)

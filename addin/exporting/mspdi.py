"""From a plan to a project file, so that the other program shows the same days.

What the format says otherwise, or not at all:

- Buffers: a buffer lengthens the lag of every link that leaves the task's finish, as long as the task is not done; it
  stands in the field Number1, by which an import takes it out again.
- Starts: a start that no link explains (typed, 不早于, today, levelling) is the constraint “start no earlier than”.
- 完成不晚于 is a deadline, 必须完成于 the constraint “must finish on”. The file says that links go before constraints.
- Tasks on hold, paused or given up, are inactive: nothing waits for them, as in the workbook. Text12 says which.
- Working days have eight hours; calendars carry days off and make-up days as exceptions.
- What fields cannot tell exactly (a blank start, 2026-03-05 14:30, `T-1、T-9` where T-9 does not exist) is kept in Text30
  with what the fields say; an import takes it for as long as the fields still say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from addin.book.session import Session
from addin.exporting.network import ProjectNetwork
from addin.exporting.plan import Job, is_critical, own_columns
from addin.mspdi import fields
from addin.mspdi.cells import Cells, Reader
from addin.mspdi.model import (
    MINUTES_A_DAY,
    TENTHS,
    Assignment,
    Calendar,
    Custom,
    DayOff,
    Dependency,
    Project,
    Resource,
    Task,
)
from addin.mspdi.writing import closing, opening
from addin.planning.tasks import Tasks, asked_start
from udfs.people import person_key
from udfs.problems import Finding, projects
from udfs.scheduling.workdays import WorkCalendar, day_number
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.catalogue import HOLIDAYS
from workbook_templates.settings import CalendarRule
from workbook_templates.tables.tasks import TASKS

_DAY = MINUTES_A_DAY * TENTHS
_LARGEST_UID = 999_999
_LARGEST_NUMBER = 1e9
_WHOLE = 100


def project_of(session: Session, tasks: Tasks, planned: Sequence[Job], name: str) -> tuple[Project, list[Finding]]:
    """Return a plan as a project, and findings about what the format cannot express."""
    maker = _Maker(session, tasks, planned, name)
    return maker.project, maker.findings


class _Maker:
    def __init__(self, session: Session, tasks: Tasks, planned: Sequence[Job], name: str) -> None:
        self._session, self._view, self._jobs = session, tasks.view, planned
        self._plan = ProjectNetwork(planned)
        self._uids = _uids(planned)
        self._calendars = {rule.name: at for at, rule in enumerate(session.context.settings.calendars, 1) if rule.name}
        self._own = list(own_columns(session))
        own = fields.own_fields([heading for heading, _ in self._own])
        self.project = Project(fields.legal(name), session.now.replace(microsecond=0), calendar=1)
        self.project.custom = [*fields.custom_fields(session.book.lang), *own]
        self.project.calendars = list(_calendars(session))
        self._people(planned)
        self.project.tasks = [self._task(at, job) for at, job in enumerate(planned, 1)]
        self._keep_originals(own)
        self._span()
        self.findings = [
            self._view.finding(
                projects.LINK_ONCE, "predecessors", entry.row, value=self._called(entry.row), other=entry.number
            )
            for entry in self._plan.twice
        ]

    def _called(self, row: int) -> str:
        return plain(self._view.data["id"][row]) or plain(self._view.data["what"][row])

    def _cell(self, key: str, row: int) -> CellValue:
        return self._view.data[key][row]

    def _span(self) -> None:
        """Set the start and the finish of the project from its tasks."""
        starts = [task.start for task in self.project.tasks if task.start is not None]
        ends = [task.finish for task in self.project.tasks if task.finish is not None]
        today = self._session.today
        self.project.start = datetime.combine(min(starts, default=opening(today)).date(), opening(today).time())
        self.project.finish = max(ends, default=closing(today))

    def _people(self, planned: Sequence[Job]) -> None:
        spelled: dict[str, str] = {}
        workers = {
            job.row: [spelled.setdefault(person_key(name), name) for name in map(fields.legal, job.people) if name]
            for job in planned
        }
        everybody = dict.fromkeys(name for names in workers.values() for name in names)
        uids = {name: uid for uid, name in enumerate(everybody, 1)}
        self.project.resources = [Resource(uid, name) for name, uid in uids.items()]
        self.project.assignments = [
            Assignment(self._uids[row], uids[name]) for row, names in workers.items() for name in dict.fromkeys(names)
        ]

    # --- tasks -------------------------------------------------------------------------------------------------------

    def _task(self, at: int, job: Job) -> Task:
        row, task, place = job.row, job.task, self._plan.places[job.row]
        what, slack = as_text(self._cell("what", row)), self._cell("total_float", row)
        result = Task(
            uid=self._uids[row], number=at, name=fields.shortened(fields.legal(what)), active=not task.on_hold,
            estimated=job.length is None, milestone=job.length == 0, critical=is_critical(self._cell("critical", row)),
            early=self._dates("early", row), late=self._dates("late", row),
            free_slack=_slack(self._cell("free_float", row)), total_slack=_slack(slack),
            cost=_cents(self._cell("budget", row)), percent=_percent(job), constraint=place.constraint,
            constraint_date=None if place.day is None else (closing if place.at_end else opening)(place.day),
            deadline=self._deadline(job), calendar=self._calendar(row),
        )  # fmt: skip
        self._when(result, job, at_end=place.at_end)
        for link in self._plan.links[row]:
            result.links.append(Dependency(self._uids[link.before], link.kind, link.lag * _DAY))
        result.baseline = self._baseline(row)
        return result

    def _when(self, result: Task, job: Job, *, at_end: bool) -> None:
        """Put in the dates; of what is done, facts and their length."""
        first, last, days = job.first, job.last, 1 if job.length is None else job.length
        if first is None or last is None:
            result.minutes = days * MINUTES_A_DAY
            return
        if job.length == 0:
            moment = (closing if at_end or job.task.done else opening)(last)
            result.start, result.finish = moment, moment
        else:
            result.start, result.finish = opening(first), closing(last)
            if job.task.done:
                worked = job.calendar.count_before(last.toordinal() + 1) - job.calendar.count_before(first.toordinal())
                days = max(1, worked)
        result.minutes = days * MINUTES_A_DAY
        if job.task.done or job.task.begun:
            result.actual_start = result.start
        if job.task.done:
            result.actual_finish = result.finish

    def _deadline(self, job: Job) -> datetime | None:
        """Return by when it should finish: a limit, or a day that the constraint could not say."""
        must = job.task.finish_on if self._plan.places[job.row].day != job.task.finish_on else None
        days = [day for day in (job.task.not_after, must) if day is not None]
        return closing(min(days)) if days else None

    def _calendar(self, row: int) -> int | None:
        wanted = plain(self._cell("calendar", row)).casefold()
        return next((uid for name, uid in self._calendars.items() if wanted and name.casefold() == wanted), None)

    def _dates(self, which: str, row: int) -> tuple[datetime, datetime] | None:
        first, last = day_of(self._cell(f"{which}_start", row)), day_of(self._cell(f"{which}_finish", row))
        return None if first is None or last is None else (opening(first), closing(last))

    def _baseline(self, row: int) -> tuple[datetime | None, datetime | None] | None:
        first, last = day_of(self._cell("baseline_start", row)), day_of(self._cell("baseline_finish", row))
        if first is None and last is None:
            return None
        return None if first is None else opening(first), None if last is None else closing(last)

    # --- custom fields -----------------------------------------------------------------------------------------------

    def _keep_originals(self, own: Sequence[Custom]) -> None:
        """Put in what people typed: long texts into the notes, and what the fields do not tell exactly beside them."""
        lang = self._session.book.lang
        sections = [self._texts(task, job, own) for task, job in zip(self.project.tasks, self._jobs, strict=True)]
        numbers = {task.uid: job.task.id for task, job in zip(self.project.tasks, self._jobs, strict=True)}
        reader = Reader(self.project, numbers, self._session.context.calendar_named, lang)
        for task, job, long in zip(self.project.tasks, self._jobs, sections, strict=True):
            notes = fields.legal(as_text(self._cell("notes", job.row)))
            task.notes = fields.with_sections(notes, long)
            differ = self._differing(job.row, reader.row(task).cells)
            self._text(task, fields.ORIGINALS, fields.ORIGINALS_ALIAS.to(lang), fields.originals_text(differ), long)
            task.notes = fields.with_sections(notes, long)

    def _differing(self, row: int, read: Cells) -> dict[str, tuple[CellValue, CellValue]]:
        """Return the cells that the fields do not tell exactly, with what they are read as."""
        cells = {column.key: self._cell(column.key, row) for column in TASKS.typed}
        asked = asked_start(self._view, row)
        cells |= {"asked": read["asked"] if is_blank(asked) else asked, "levelled": self._cell("levelled", row)}
        return {key: (cell, read.get(key)) for key, cell in cells.items() if not fields.alike(cell, read.get(key))}

    def _texts(self, task: Task, job: Job, own: Sequence[Custom]) -> dict[str, str]:
        """Fill in custom fields; return what is longer than they hold."""
        lang, long = self._session.book.lang, dict[str, str]()
        what = fields.legal(as_text(self._cell("what", job.row)))
        if what != task.name:
            long[TASKS.column("what").label.to(lang)] = what
        for key, name in fields.custom_columns():
            value = self._cell(key, job.row)
            if name.startswith("Number") and not _counts(value):
                continue
            self._text(task, name, TASKS.column(key).label.to(lang), value, long)
        names = iter(own)
        for heading, values in self._own:
            custom = next(names, None)
            value = values[job.row]
            if custom is not None:
                self._text(task, custom.name, custom.alias, value, long)
            elif not is_blank(value):
                long[heading] = fields.legal(as_text(value))
        return long

    def _text(self, task: Task, name: str, alias: str, value: CellValue, long: dict[str, str]) -> None:
        text = fields.legal(as_text(value))
        if text:
            task.custom[name] = fields.shortened(text)
            if text != task.custom[name]:
                long[alias] = text


def _uids(planned: Sequence[Job]) -> dict[int, int]:
    """Return a small number for each row that stays the same while rows are added and sorted: the task's own if it has one."""
    uids: dict[int, int] = {}
    taken: set[int] = set()
    for job in planned:
        digits = job.task.id[len(job.task.id.rstrip("0123456789")) :] if job.task.id.isascii() else ""
        own = int(digits) if digits and len(digits) <= len(str(_LARGEST_UID)) else 0
        if 0 < own <= _LARGEST_UID and own not in taken:
            uids[job.row] = own
            taken.add(own)
    last = max(taken, default=0)
    for job in planned:
        if job.row not in uids:
            last += 1
            uids[job.row] = last
    return uids


def _calendars(session: Session) -> Iterator[Calendar]:
    """Yield the calendars of the list on 设置."""
    calendars = zip(session.context.settings.calendars, session.context.calendars, strict=True)
    names = dict(_named_days(session))
    for uid, (rule, calendar) in enumerate(calendars, 1):
        if rule.name:
            yield Calendar(uid, fields.legal(rule.name), rule.week, list(_exceptions(rule, calendar, names)))


def _named_days(session: Session) -> Iterator[tuple[date, str]]:
    data = session.context.tables[HOLIDAYS.key]
    for day, name in zip(data["day"], data["name"], strict=True):
        number = day_number(day)
        if number is not None and date.min.toordinal() <= number <= date.max.toordinal():
            yield date.fromordinal(number), plain(name)


def _exceptions(rule: CalendarRule, calendar: WorkCalendar, names: dict[date, str]) -> Iterator[DayOff]:
    """Yield the days that are not as their weekday says, neighbours of one name together."""
    run: DayOff | None = None
    for day in sorted(calendar.off | calendar.on):
        worked = day in calendar.on
        if worked == (day.isoweekday() in rule.week):
            continue
        name = names.get(day, "")
        if run is not None and run[2:] == (worked, name) and day - run.last == timedelta(days=1):
            run = run._replace(last=day)
            continue
        if run is not None:
            yield run
        run = DayOff(day, day, worked, name)
    if run is not None:
        yield run


def _slack(value: CellValue) -> int | None:
    return round(value * _DAY) if is_number(value) and abs(value) < _LARGEST_UID else None


def _cents(value: CellValue) -> int | None:
    return round(value * _WHOLE) if is_number(value) and value and abs(value) < _LARGEST_NUMBER else None


def _counts(value: CellValue) -> bool:
    """Return whether a cell has a number of days that a number field keeps: other programs drop a 0 there."""
    return is_number(value) and 0 < value < _LARGEST_NUMBER and value == int(value)


def _percent(job: Job) -> int:
    """Return how much is done in whole per cent; all of it only where it is."""
    if job.task.done:
        return _WHOLE
    return min(_WHOLE - 1, max(0, round(job.task.progress * _WHOLE)))

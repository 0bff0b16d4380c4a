"""Writes a project file. Microsoft Project wants elements in the order of its schema, which is the order of the code here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from lxml import etree

from addin.mspdi import NAMESPACE
from addin.mspdi.fields import legal
from addin.mspdi.model import (
    IN_DAYS,
    IN_DAYS_ESTIMATED,
    LINK_KINDS,
    MINUTES_A_DAY,
    WORK,
    Assignment,
    Calendar,
    Custom,
    DayOff,
    Project,
    Resource,
    Task,
)

OPENS, CLOSES = time(8), time(17)
_SHIFTS = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
_SAVED_BY = 14  # Project 2010 and later
_FIXED_DURATION = 1
_PRIORITY = 500
_PRORATED = 2
_TEXT, _NUMBER, _OF_TASKS = 7, 5, 20
_NONE = -1
# Calendars of people stand behind those of the workbook.
_FIRST_PERSONAL = 1000

_Value = str | int | bool | date | None


def mspdi(project: Project) -> bytes:
    """Return a project file."""
    default: dict[str | None, str] = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap=default)  # type: ignore[arg-type]
    _header(root, project)
    fields = _add(root, "ExtendedAttributes")
    for custom in project.custom:
        _custom(fields, custom)
    calendars = _add(root, "Calendars")
    for calendar in project.calendars:
        _calendar(calendars, calendar)
    for resource in project.resources:
        _personal(calendars, resource, project)
    tasks, units = _add(root, "Tasks"), _units(project.assignments)
    numbers = {custom.name: custom.number for custom in project.custom}
    for task in project.tasks:
        _task(tasks, task, project, units.get(task.uid, 0), numbers)
    resources = _add(root, "Resources")
    for at, resource in enumerate(project.resources, 1):
        _put(_add(resources, "Resource"), UID=resource.uid, ID=at, Name=resource.name, Type=WORK, IsNull=False,
             MaxUnits="1.00", CalendarUID=_FIRST_PERSONAL + resource.uid)  # fmt: skip
    assignments, by_uid = _add(root, "Assignments"), {task.uid: task for task in project.tasks}
    for at, assignment in enumerate(project.assignments, 1):
        _assignment(assignments, at, assignment, by_uid[assignment.task])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True)


def _header(root: etree._Element, project: Project) -> None:
    _put(
        root, SaveVersion=_SAVED_BY, Name=project.name, Title=project.name, CreationDate=project.saved,
        LastSaved=project.saved, ScheduleFromStart=True, StartDate=project.start, FinishDate=project.finish,
        CriticalSlackLimit=0, CurrencyDigits=2, CurrencySymbol="¥", CurrencyCode="CNY", CurrencySymbolPosition=0,
        CalendarUID=project.calendar, DefaultStartTime=f"{OPENS}", DefaultFinishTime=f"{CLOSES}",
        MinutesPerDay=MINUTES_A_DAY, MinutesPerWeek=5 * MINUTES_A_DAY, DaysPerMonth=20, DefaultTaskType=_FIXED_DURATION,
        DurationFormat=IN_DAYS, WorkFormat=2,
        # Links go before limits, as they do in the workbook; a missed limit is reported, not hidden.
        HonorConstraints=False, NewTasksEffortDriven=False, NewTasksEstimated=True, SplitsInProgressTasks=True,
        TaskUpdatesResource=True, WeekStartDay=1, CurrentDate=project.saved, NewTasksAreManual=False,
    )  # fmt: skip


def _custom(parent: etree._Element, custom: Custom) -> None:
    kind = _NUMBER if custom.name.startswith("Number") else _TEXT
    _put(_add(parent, "ExtendedAttribute"), FieldID=custom.number, FieldName=custom.name, CFType=kind,
         ElemType=_OF_TASKS, MaxMultiValues=1, UserDef=True, Alias=custom.alias)  # fmt: skip


# --- calendars -------------------------------------------------------------------------------------------------------


def _calendar(parent: etree._Element, calendar: Calendar) -> None:
    """Write a calendar with its exceptions in both forms: as days of type 0, which all programs read, and by name."""
    element = _add(parent, "Calendar")
    _put(element, UID=calendar.uid, Name=calendar.name, IsBaseCalendar=True, BaseCalendarUID=_NONE)
    days = _add(element, "WeekDays")
    for day in range(1, 8):
        worked = (day - 1 or 7) in calendar.week
        entry = _add(days, "WeekDay")
        _put(entry, DayType=day, DayWorking=worked)
        _hours(entry, worked=worked)
    for off in calendar.exceptions:
        entry = _add(days, "WeekDay")
        _put(entry, DayType=0, DayWorking=off.worked)
        _period(entry, off)
        _hours(entry, worked=off.worked)
    if calendar.exceptions:
        listed = _add(element, "Exceptions")
        for off in calendar.exceptions:
            entry = _add(listed, "Exception")
            _put(entry, EnteredByOccurrences=False)
            _period(entry, off)
            _put(
                entry, Occurrences=(off.last - off.first).days + 1, Name=off.name or None, Type=1, DayWorking=off.worked
            )
            _hours(entry, worked=off.worked)


def _period(parent: etree._Element, off: DayOff) -> None:
    last = datetime.combine(off.last, time(23, 59))
    _put(_add(parent, "TimePeriod"), FromDate=datetime.combine(off.first, time()), ToDate=last)


def _hours(parent: etree._Element, *, worked: bool) -> None:
    if worked:
        times = _add(parent, "WorkingTimes")
        for opens, closes in _SHIFTS:
            _put(_add(times, "WorkingTime"), FromTime=opens, ToTime=closes)


def _personal(parent: etree._Element, resource: Resource, project: Project) -> None:
    """Write somebody's own calendar, which says nothing but that it follows the project's."""
    _put(_add(parent, "Calendar"), UID=_FIRST_PERSONAL + resource.uid, Name=resource.name, IsBaseCalendar=False,
         BaseCalendarUID=project.calendar)  # fmt: skip


# --- tasks -----------------------------------------------------------------------------------------------------------


def _task(parent: etree._Element, task: Task, project: Project, units: int, numbers: dict[str, int]) -> None:
    element, minutes = _add(parent, "Task"), task.minutes or 0
    done = minutes * task.percent // 100
    own_calendar = task.calendar is not None
    _put(
        element, UID=task.uid, ID=task.number, Name=task.name, Active=task.active, Manual=False, Type=_FIXED_DURATION,
        IsNull=False, CreateDate=project.saved, WBS=str(task.number), OutlineNumber=str(task.number), OutlineLevel=1,
        Priority=_PRIORITY, Start=task.start, Finish=task.finish, Duration=_length(minutes),
        DurationFormat=IN_DAYS_ESTIMATED if task.estimated else IN_DAYS, Work=_length(minutes * units),
        EffortDriven=False, Estimated=task.estimated, Milestone=task.milestone, Summary=False, Critical=task.critical,
    )  # fmt: skip
    for name, span in (("Early", task.early), ("Late", task.late)):
        if span is not None:
            _put(element, **{f"{name}Start": span[0], f"{name}Finish": span[1]})
    _put(
        element, FreeSlack=task.free_slack, TotalSlack=task.total_slack, FixedCost=task.cost,
        FixedCostAccrual=None if task.cost is None else _PRORATED, PercentComplete=task.percent,
        PercentWorkComplete=task.percent, Cost=task.cost, ActualStart=task.actual_start, ActualFinish=task.actual_finish,
        ActualDuration=_length(done), ActualWork=_length(done * units), RemainingDuration=_length(minutes - done),
        RemainingWork=_length((minutes - done) * units), ConstraintType=task.constraint,
        CalendarUID=task.calendar if own_calendar else _NONE, ConstraintDate=task.constraint_date,
        Deadline=task.deadline, IgnoreResourceCalendar=own_calendar, Notes=task.notes or None,
    )  # fmt: skip
    for link in task.links:
        _put(_add(element, "PredecessorLink"), PredecessorUID=link.before, Type=LINK_KINDS.index(link.kind),
             CrossProject=False, LinkLag=link.lag, LagFormat=link.lag_format)  # fmt: skip
    for name, value in task.custom.items():
        _put(_add(element, "ExtendedAttribute"), FieldID=numbers[name], Value=value)
    if task.baseline is not None:
        _put(_add(element, "Baseline"), Number=0, Interim=False, Start=task.baseline[0], Finish=task.baseline[1])


def _assignment(parent: etree._Element, uid: int, assignment: Assignment, task: Task) -> None:
    minutes = task.minutes or 0
    done = minutes * task.percent // 100
    _put(_add(parent, "Assignment"), UID=uid, TaskUID=assignment.task, ResourceUID=assignment.resource,
         PercentWorkComplete=task.percent, ActualFinish=task.actual_finish, ActualStart=task.actual_start,
         ActualWork=_length(done), Finish=task.finish, RemainingWork=_length(minutes - done), Start=task.start, Units=1,
         Work=_length(minutes))  # fmt: skip


def _units(assignments: Iterable[Assignment]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for assignment in assignments:
        counts[assignment.task] = counts.get(assignment.task, 0) + 1
    return counts


# --- values ----------------------------------------------------------------------------------------------------------


def _add(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _put(parent: etree._Element, **values: _Value) -> None:
    """Add elements in this order; what is None is left out."""
    for name, value in values.items():
        if value is not None:
            _add(parent, name).text = _written(value)


def _written(value: str | int | bool | date) -> str:  # noqa: FBT001 - what an element may hold
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return legal(str(value))


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"PT{hours}H{rest}M0S"


def opening(day: date) -> datetime:
    """Return when work begins on a day."""
    return datetime.combine(day, OPENS)


def closing(day: date) -> datetime:
    """Return when work ends on a day."""
    return datetime.combine(day, CLOSES)

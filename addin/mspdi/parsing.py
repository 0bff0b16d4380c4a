"""Reads a project file, whoever wrote it: Microsoft Project, ProjectLibre, converters. No entity, no outside file is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import TypeVar

from lxml import etree

from addin.mspdi import HEAD
from addin.mspdi.model import (
    CALENDAR_DAY,
    IN_DAYS,
    LINK_KINDS,
    MINUTES_A_DAY,
    WORK,
    Assignment,
    Calendar,
    Custom,
    DayOff,
    Dependency,
    Project,
    Resource,
    Task,
)
from udfs.problems import RefusalError, files, projects
from udfs.scheduling.links import LinkKind
from udfs.worksheet import LARGEST_WHOLE

_T = TypeVar("_T")

# No plan that a department keeps comes near; a file beyond it is no plan.
_MOST_BYTES = 200 << 20
_MOST_TASKS = 100_000
_LENGTH = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_NOBODY = -65535
# Fields with typed content that no column has; written into the notes under these names.
_EXTRA = ("Contact", "Hyperlink", "HyperlinkAddress", "HyperlinkSubAddress", "StartText", "FinishText", "DurationText",
          "SubprojectName")  # fmt: skip
_DETAILS = ("EmailAddress", "Group", "Code", "NTAccount", "Notes")
_USUAL_PRIORITY = "500"


def read_project(path: Path) -> Project:
    """Return what a project file holds.

    Raises:
        RefusalError: it is too large, damaged, or declares what no project file does.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RefusalError(projects.TOO_LARGE, name=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise RefusalError(files.CANNOT_READ, name=path.name, reason=error.strerror or str(error)) from error
    # In UTF-16 every other byte is a zero.
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[: 2 * HEAD].replace(b"\0", b""), re.IGNORECASE):
        raise RefusalError(projects.HOSTILE, name=path.name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        element = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusalError(projects.DAMAGED, name=path.name) from error
    if getattr(element.getroottree().docinfo, "doctype", ""):
        raise RefusalError(projects.HOSTILE, name=path.name)
    root = _Node(element)
    if len(root.all("Tasks/Task")) > _MOST_TASKS:
        raise RefusalError(projects.TOO_LARGE, name=path.name)
    return _project(root)


def _project(root: _Node) -> Project:
    project = Project(
        name=root.text("Title") or root.text("Name"),
        saved=root.moment("LastSaved"),
        start=root.moment("StartDate"),
        finish=root.moment("FinishDate"),
        calendar=root.number("CalendarUID"),
        minutes_a_day=root.number("MinutesPerDay") or MINUTES_A_DAY,
    )
    for element in root.all("ExtendedAttributes/ExtendedAttribute"):
        number, name = element.number("FieldID"), element.text("FieldName")
        if number is not None:
            project.custom.append(Custom(number, name or str(number), element.text("Alias") or name))
    project.calendars = [_calendar(element, project) for element in root.all("Calendars/Calendar")]
    names = {custom.number: custom.name for custom in project.custom}
    for at, element in enumerate(root.all("Tasks/Task"), 1):
        project.tasks.append(_task(element, at, names, project))
    for element in root.all("Resources/Resource"):
        uid, name = element.number("UID"), element.text("Name")
        if uid is not None and name:
            kind = element.number("Type")
            details = tuple(word for word in _DETAILS if element.text(word))
            project.resources.append(Resource(uid, name, WORK if kind is None else kind, details))
    project.assignments = list(_assignments(root))
    return project


def _assignments(root: _Node) -> Iterator[Assignment]:
    for element in root.all("Assignments/Assignment"):
        task, resource = element.number("TaskUID"), element.number("ResourceUID")
        if task is not None and resource is not None and resource != _NOBODY:
            yield Assignment(task, resource, _as(float, element.text("Units")) or 1.0)


# --- calendars -------------------------------------------------------------------------------------------------------


def _calendar(element: _Node, project: Project) -> Calendar:
    base = element.number("BaseCalendarUID")
    calendar = Calendar(element.number("UID") or 0, element.text("Name"), base=base if base and base > 0 else None)
    days = {day.number("DayType"): day.flag("DayWorking") for day in element.all("WeekDays/WeekDay")}
    calendar.week = frozenset(day - 1 or 7 for day, worked in days.items() if day and worked)
    exceptions = element.all("Exceptions/Exception")
    if any(entry.number("Type") not in (None, 1) or (entry.number("Period") or 1) != 1 for entry in exceptions):
        project.left["Exception (recurring)"] += 1
    older = [day for day in element.all("WeekDays/WeekDay") if day.number("DayType") == 0]
    for entry in exceptions or older:
        first, last = entry.moment("TimePeriod/FromDate"), entry.moment("TimePeriod/ToDate")
        if first is not None and last is not None:
            calendar.exceptions.append(DayOff(first.date(), last.date(), entry.flag("DayWorking"), entry.text("Name")))
    return calendar


# --- tasks -----------------------------------------------------------------------------------------------------------


def _task(element: _Node, at: int, names: dict[int, str], project: Project) -> Task:
    task = Task(
        uid=element.number("UID") or 0,
        number=at if (number := element.number("ID")) is None else number,
        name=element.text("Name"),
        level=1 if (level := element.number("OutlineLevel")) is None else level,
        active=element.text("Active") not in ("0", "false"),
        manual=element.flag("Manual"),
        null=element.flag("IsNull"),
        external=element.flag("ExternalTask"),
        start=element.moment("Start"),
        finish=element.moment("Finish"),
        minutes=minutes_of(element.text("Duration")),
        duration_format=element.number("DurationFormat") or IN_DAYS,
        estimated=element.flag("Estimated"),
        milestone=element.flag("Milestone"),
        critical=element.flag("Critical"),
        cost=element.hundredths("Cost") or element.hundredths("FixedCost"),
        percent=element.number("PercentComplete") or 0,
        actual_start=element.moment("ActualStart"),
        actual_finish=element.moment("ActualFinish"),
        constraint=element.number("ConstraintType") or 0,
        constraint_date=element.moment("ConstraintDate"),
        deadline=element.moment("Deadline"),
        notes=element.text("Notes"),
    )
    calendar = element.number("CalendarUID")
    task.calendar = calendar if calendar is not None and calendar >= 0 else None
    task.links = [link for entry in element.all("PredecessorLink") if (link := _link(entry)) is not None]
    _more(element, task, names, project)
    return task


def _more(element: _Node, task: Task, names: dict[int, str], project: Project) -> None:
    """Read what people have added: custom fields, the baseline, and what no column has a place for."""
    for entry in element.all("ExtendedAttribute"):
        number, value = entry.number("FieldID"), entry.text("Value")
        if number is not None and value:
            task.custom[names.get(number, str(number))] = value
    for entry in element.all("Baseline"):
        if entry.number("Number") in (None, 0):
            task.baseline = entry.moment("Start"), entry.moment("Finish")
        else:
            project.left[f"Baseline {entry.number('Number')}"] += 1
    task.extra = {name: text for name in _EXTRA if (text := element.text(name))}
    if element.text("Priority") not in ("", _USUAL_PRIORITY):
        task.extra["Priority"] = element.text("Priority")
    if element.text("WBS") not in ("", element.text("OutlineNumber"), str(task.number)):
        task.extra["WBS"] = element.text("WBS")
    for name in ("OutlineCode", "TimephasedData"):
        project.left[name] += len(element.all(name))


def _link(entry: _Node) -> Dependency | None:
    before, kind = entry.number("PredecessorUID"), entry.number("Type")
    if before is None:
        return None
    known = LinkKind.FS if kind is None or not 0 <= kind < len(LINK_KINDS) else LINK_KINDS[kind]
    elsewhere = entry.text("CrossProjectName") if entry.flag("CrossProject") else ""
    return Dependency(before, known, entry.number("LinkLag") or 0, entry.number("LagFormat") or IN_DAYS, elsewhere)


# --- values ----------------------------------------------------------------------------------------------------------


class _Node:
    """An element with its children by name, whatever their namespace: a task has a hundred, and each is asked for."""

    __slots__ = ("_children", "_own")

    def __init__(self, element: etree._Element) -> None:
        self._own = element.text or ""
        self._children: dict[str, list[etree._Element | _Node]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(child.tag.rpartition("}")[2], []).append(child)

    def all(self, path: str) -> list[_Node]:
        """Return the elements on a path."""
        name, _, rest = path.partition("/")
        listed = self._children.get(name, [])
        nodes: list[_Node] = []
        for at, child in enumerate(listed):
            node = child if isinstance(child, _Node) else _Node(child)
            listed[at] = node
            nodes.append(node)
        return [below for node in nodes for below in node.all(rest)] if rest else nodes

    def text(self, path: str) -> str:
        """Return the text of the first element on a path, empty where there is none."""
        nodes = self.all(path)
        return nodes[0]._own if nodes else ""  # noqa: SLF001 - one of its own kind

    def number(self, path: str) -> int | None:
        """Return a whole number."""
        value = _as(float, self.text(path))
        return int(value) if value is not None and abs(value) < LARGEST_WHOLE else None

    def hundredths(self, path: str) -> int | None:
        """Return a sum of money in hundredths, as the format counts it."""
        value = _as(float, self.text(path))
        return round(value) if value is not None and abs(value) < LARGEST_WHOLE else None

    def flag(self, path: str) -> bool:
        """Return whether a flag is set."""
        return self.text(path).strip().lower() in ("1", "true")

    def moment(self, path: str) -> datetime | None:
        """Return a local date and time, as the format defines it: time zones are not part of it."""
        moment = _as(datetime.fromisoformat, self.text(path))
        return moment.replace(tzinfo=None) if moment is not None else None


def _as(kind: Callable[[str], _T], text: str) -> _T | None:
    """Return a text converted to another type, None if that is not possible."""
    try:
        return kind(text.strip())
    except (ValueError, OverflowError):
        return None


def minutes_of(text: str) -> int | None:
    """Return the minutes of a duration such as `PT40H0M0S`, rounded up; None where it is none."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    part = {name: float(value or 0) for name, value in match.groupdict().items()}
    days = 365 * part["years"] + 30 * part["months"] + part["days"]
    exact = days * CALENDAR_DAY + 60 * part["hours"] + part["minutes"] + part["seconds"] / 60
    return ceil(exact) if exact < LARGEST_WHOLE else None

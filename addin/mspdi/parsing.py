"""Reads a project file, whoever wrote it: Microsoft Project, ProjectLibre, converters. No entity, no outside file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path

from lxml import etree

from addin.mspdi import HEAD, details
from addin.mspdi.calendars import read_calendar
from addin.mspdi.customs import Customs
from addin.mspdi.model import (
    COSTS_ONLY,
    IN_DAYS,
    LINK_KINDS,
    MINUTES_A_DAY,
    WORK,
    Assignment,
    Dependency,
    Detail,
    Project,
    Resource,
    Task,
)
from addin.mspdi.node import Node, minutes_of, number_of
from addin.mspdi.worded import Form, Wording
from udfs.lang import Lang, Text
from udfs.problems import RefusalError, files, projects
from udfs.scheduling.links import LinkKind

# No plan that a department keeps comes near; a file beyond it is no plan.
_MOST_BYTES = 200 << 20
_MOST_TASKS = 100_000
_NOBODY = -65535
_SUMS = ("StandardRate", "OvertimeRate", "CostPerUse")
_FIXED_COST = Text("固定成本", "Fixed cost")
_COST, _WORKED = Text("成本", "Cost"), Text("工时完成百分比", "% of work complete")
_WBS = Text("WBS", "WBS")
_SCHEDULED_BACK = Text("从完成日期开始排", "Scheduled from its finish")


def read_project(path: Path, lang: Lang = "zh") -> Project:
    """Return what a project file holds; what no column has a place for is in words of a language.

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
    root = Node(element)
    if len(root.all("Tasks/Task")) > _MOST_TASKS:
        raise RefusalError(projects.TOO_LARGE, name=path.name)
    return _Parser(root, lang).project


class _Parser:
    def __init__(self, root: Node, lang: Lang) -> None:
        self._root = root
        project = self.project = Project(
            name=root.text("Title") or root.text("Name"),
            saved=root.moment("LastSaved"),
            start=root.moment("StartDate"),
            finish=root.moment("FinishDate"),
            calendar=root.number("CalendarUID"),
            minutes_a_day=root.number("MinutesPerDay") or MINUTES_A_DAY,
        )
        usual = {_clock(root.text(name)) for name in ("DefaultStartTime", "DefaultFinishTime")} - {None}
        self._wording = Wording(
            lang,
            project.minutes_a_day,
            root.number("MinutesPerWeek") or 5 * project.minutes_a_day,
            root.number("DaysPerMonth") or 20,
            frozenset(clock for clock in usual if clock is not None) or Wording.usual_times,
        )
        self._customs = Customs(root, self._wording, project.left)
        project.custom = self._customs.listed
        project.details = list(details.details(root, details.OF_PROJECTS, self._wording))
        if root.text("ScheduleFromStart").strip() in ("0", "false"):
            project.details.append(Detail(_SCHEDULED_BACK, root.text("FinishDate")[:10]))
        details.count_lists(root, project.left)
        project.calendars = [read_calendar(element, project.left) for element in root.all("Calendars/Calendar")]
        uids: set[int] = set()
        for at, element in enumerate(root.all("Tasks/Task"), 1):
            task = self._task(element, at)
            if task.uid in uids:  # no number, or one that another task has: links lead to the first of them
                task.uid = min(-1, *uids) - 1
                project.left["Task UID"] += not task.null
            uids.add(task.uid)
            project.tasks.append(task)
        project.resources = list(self._resources())
        project.assignments = list(self._assignments(uids))

    # --- people ------------------------------------------------------------------------------------------------------

    def _resources(self) -> Iterator[Resource]:
        for element in self._root.all("Resources/Resource"):
            uid, name = element.number("UID"), element.text("Name")
            if uid is None or not name or uid == _NOBODY:
                continue
            kind = COSTS_ONLY if element.flag("IsCostResource") else element.number("Type")
            yield Resource(
                uid, name, WORK if kind is None else kind, self._resource(element), element.number("CalendarUID")
            )

    def _resource(self, element: Node) -> list[Detail]:
        extra = [*details.details(element, details.OF_RESOURCES, self._wording), *details.rates(element, self._wording)]
        if element.text("Initials") not in ("", element.text("Name")[:1], element.text("Name")):
            extra.append(Detail(Text("缩写", "Initials"), element.text("Initials")))
        extra += self._customs.of_others(element)
        details.count_others(element, "Resource", details.OF_RESOURCES, self.project.left)
        filled = [rate for rate in element.all("Rates/Rate") if any(map(rate.says_something, _SUMS))]
        self.project.left["Resource Rates"] += len(filled[1:])
        periods = element.all("AvailabilityPeriods/AvailabilityPeriod")
        self.project.left["Resource AvailabilityPeriods"] += len(periods[1:])
        return extra

    def _assignments(self, tasks: set[int]) -> Iterator[Assignment]:
        """Yield who works on what; what is said where nobody works is kept as well."""
        kinds = {resource.uid: resource.kind for resource in self.project.resources}
        percents = {task.uid: task.percent for task in self.project.tasks}
        for element in self._root.all("Assignments/Assignment"):
            task, resource = element.number("TaskUID"), element.number("ResourceUID")
            resource = _NOBODY if resource is None else resource
            if task is None or task not in tasks or (resource not in kinds and resource != _NOBODY):
                self.project.left["Assignment"] += 1
                continue
            units = number_of(element.text("Units"))
            extra = tuple(self._assigned(element, kinds.get(resource, WORK), percents[task]))
            if extra or resource != _NOBODY:
                yield Assignment(task, resource, 1.0 if units is None else units, extra)

    def _assigned(self, element: Node, kind: int, percent: int) -> Iterator[Detail]:
        yield from details.details(element, details.OF_ASSIGNMENTS, self._wording)
        if kind != WORK:  # other programs write this of people, too, where it means nothing
            yield from details.details(element, details.OF_MATERIALS, self._wording)
        yield from self._customs.of_others(element)
        worked = element.number("PercentWorkComplete")
        if worked and worked != percent:
            yield Detail(_WORKED, f"{worked}%")
        if kind == COSTS_ONLY and element.says_something("Cost"):
            yield Detail(_COST, self._wording.of(element.text("Cost"), Form.COST))
        known = (*details.OF_ASSIGNMENTS, *details.OF_MATERIALS)
        details.count_others(element, "Assignment", known, self.project.left)

    # --- tasks -------------------------------------------------------------------------------------------------------

    def _task(self, element: Node, at: int) -> Task:
        cost, fixed = element.hundredths("Cost"), element.hundredths("FixedCost")
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
            cost=cost or fixed,
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
        task.custom = self._customs.of_task(element)
        self._baselines(element, task)
        task.extra = list(details.details(element, details.OF_TASKS, self._wording))
        if fixed and (fixed != cost or element.flag("Summary")):
            task.extra.append(Detail(_FIXED_COST, self._wording.of(element.text("FixedCost"), Form.COST)))
        worked = element.number("PercentWorkComplete")
        if worked and worked != task.percent:
            task.extra.append(Detail(_WORKED, f"{worked}%"))
        if element.text("WBS") not in ("", element.text("OutlineNumber"), str(task.number)):
            task.extra.append(Detail(_WBS, element.text("WBS")))
        details.count_others(element, "Task", details.OF_TASKS, self.project.left)
        # A project inside of another: it has a file of its own, with numbers of its own.
        self.project.left["Subproject Task"] += len(element.all("Project/Tasks/Task"))
        return task

    def _baselines(self, element: Node, task: Task) -> None:
        for entry in element.all("Baseline"):
            if entry.number("Number") in (None, 0):
                task.baseline = entry.moment("Start"), entry.moment("Finish")
                for part in ("Work", "Cost"):
                    self.project.left[f"Baseline {part}"] += entry.says_something(part)
            else:
                self.project.left[f"Baseline {entry.number('Number')}"] += 1


def _link(entry: Node) -> Dependency | None:
    before, kind = entry.number("PredecessorUID"), entry.number("Type")
    if before is None:
        return None
    known = LinkKind.FS if kind is None or not 0 <= kind < len(LINK_KINDS) else LINK_KINDS[kind]
    elsewhere = entry.text("CrossProjectName") if entry.flag("CrossProject") else ""
    return Dependency(before, known, entry.number("LinkLag") or 0, entry.number("LagFormat") or IN_DAYS, elsewhere)


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip())
    except ValueError:
        return None

"""What the fields of a task mean in the columns of the plan: an import reads by it, an export checks itself with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from addin.mspdi import fields, limits
from addin.mspdi.calendars import minutes_a_day, whole
from addin.mspdi.lengths import Lengths
from addin.mspdi.model import COSTS_ONLY, WORK, Assignment, Dependency, Detail, Project, Resource, Task
from udfs import spellings as read
from udfs.lang import Lang, Text
from udfs.problems import Problem, projects
from udfs.rules import Kind
from udfs.scheduling.links import link_text
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.tables.tasks import TASKS

Cells = dict[str, CellValue]

_MILESTONE = Text("里程碑", "Milestone")
_UNITS = Text("投入", "Units")
_UNASSIGNED = Text("未分配", "Unassigned")
_CALENDAR = Text("日历", "Calendar")
_PREDECESSOR = Text("前置任务", "Predecessor")
_LIMIT = Text("限制", "Constraint")
_LAG = Text("前置任务间隔", "lag")
_AND = "、"
_HUNDRED = 100

_KINDS: dict[Kind, Callable[[CellValue], CellValue]] = {
    Kind.DATE: read.parse_moment,
    Kind.NUMBER: read.parse_number,
    Kind.PERCENT: read.parse_percent,
    Kind.WORKDAYS: read.parse_workdays,
}


class Remark(NamedTuple):
    """Something that the import must report about a task."""

    problem: Problem
    args: dict[str, object]


@dataclass
class Row:
    """A task as cells; `extra` are lines for the notes, `remarks` say what could not be imported unchanged."""

    cells: Cells = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Reader:
    """Reads the tasks of one project.

    Attributes:
        project: the project.
        numbers: the plan's number (`T-003`) of each task, by its unique number.
        calendar: returns the workbook's calendar of a name (the default one for None), None if there is no such calendar.
        lang: the workbook's language.
        leaves: the tasks below a summary, by its unique number.
        names: what the workbook calls the calendars of the file, by their numbers; by default what the file calls them.
        usual: what the workbook calls the calendar of tasks that name none, None where it is the default one.
    """

    project: Project
    numbers: Mapping[int, str]
    calendar: Callable[[str | None], WorkCalendar | None]
    lang: Lang
    leaves: Mapping[int, Sequence[int]] = field(default_factory=dict)
    names: Mapping[int, str | None] | None = None
    usual: str | None = None

    def __post_init__(self) -> None:
        self._tasks = {task.uid: task for task in self.project.tasks}
        own_names = {calendar.uid: calendar.name for calendar in self.project.calendars}
        self._calendars: Mapping[int, str | None] = own_names
        self._names = own_names if self.names is None else self.names
        by_uid = {calendar.uid: calendar for calendar in self.project.calendars}
        days = {uid: minutes_a_day(whole(calendar, by_uid)) for uid, calendar in by_uid.items()}
        self._minutes = {uid: minutes for uid, minutes in days.items() if minutes is not None}
        self._aliases = {custom.name: custom.alias for custom in self.project.custom}
        # Written by an export of ours: what it keeps beside the fields counts.
        self.ours = any(custom.alias in fields.ORIGINALS_ALIAS for custom in self.project.custom)
        self._assignments: dict[int, list[tuple[Resource, Assignment]]] = {}
        self._unassigned: dict[int, list[Detail]] = {}
        known = {resource.uid: resource for resource in self.project.resources}
        for entry in self.project.assignments:
            who = known.get(entry.resource)
            if who is None:
                self._unassigned.setdefault(entry.task, []).extend(entry.details)
            else:
                self._assignments.setdefault(entry.task, []).append((who, entry))

    def row(self, task: Task) -> Row:
        """Return a task as cells of the plan; typed values that the fields cannot express exactly are still missing."""
        row = Row()
        row.cells = {"what": task.name, "notes": None}
        self._time(task, row)
        self._limits(task, row)
        row.cells["predecessors"] = ", ".join(self._links(task, row)) or None
        self._who(task, row)
        row.cells["progress"] = task.percent / _HUNDRED if task.percent % _HUNDRED else task.percent // _HUNDRED
        row.cells["started_on"], row.cells["done_on"] = _day(task.actual_start), _day(task.actual_finish)
        row.cells["held"] = None if task.active else self._hold_reason(task)
        if task.cost:
            row.cells["budget"] = task.cost // _HUNDRED if task.cost % _HUNDRED == 0 else task.cost / _HUNDRED
        if task.baseline is not None:
            row.cells["baseline_start"], row.cells["baseline_finish"] = map(_day, task.baseline)
        self._custom(task, row)
        row.extra += [f"{label.to(self.lang)}: {text}" for label, text in task.extra]
        return row

    def complete(self, task: Task, row: Row) -> None:
        """Restore typed values where the fields still have the same content as when they were written."""
        alias = self._aliases.get(fields.ORIGINALS, "")
        typed: Cells = {}
        if self.ours and alias in fields.ORIGINALS_ALIAS:
            _, sections = fields.without_sections(task.notes)
            typed = fields.restored(_full(task.custom.get(fields.ORIGINALS, ""), sections.get(alias)), row.cells)
            row.cells |= typed

        # A start that was asked for counts beside the one that the schedule gave instead. One that nobody asked for is
        # the file's own, which differs from the sheet's where a task began on another day than planned.
        if "asked" not in typed or row.cells["asked"] == row.cells["start"]:
            del row.cells["asked"]
        else:
            row.cells["early_start"] = row.cells["own_start"] = row.cells["start"]

    # --- time --------------------------------------------------------------------------------------------------------

    def calendar_of(self, task: Task) -> WorkCalendar:
        """Return the calendar by which a task is counted."""
        name = self.usual if task.calendar is None else self._names.get(task.calendar)
        calendar = self.calendar(name) or self.calendar(None)
        if calendar is None:  # a workbook with a plan has one
            raise LookupError("no calendar")
        return calendar

    def calendar_name(self, task: Task) -> str | None:
        """Return the name of a task's own calendar, None where it has none."""
        return None if task.calendar is None else self._calendars.get(task.calendar)

    def _time(self, task: Task, row: Row) -> None:
        row.cells["start"] = row.cells["asked"] = _day(task.start or task.actual_start)
        length = self._lengths(task).duration(task, self.calendar_of(task))
        row.cells["duration"] = None if length is None else length.days
        if length is not None and not length.exact:
            self._convert(task, row, TASKS.column("duration").label, length.words, length.days)
        if task.milestone and row.cells["duration"]:
            row.extra.append(_MILESTONE.to(self.lang))
        name = self.usual
        if task.calendar is not None and task.calendar in self._names:
            name = self._names[task.calendar]
        elif task.calendar is not None and (unknown := self.calendar_name(task)):
            row.extra.append(f"{_CALENDAR.to(self.lang)}: {unknown}")
        row.cells["calendar"] = name

    def _lengths(self, task: Task) -> Lengths:
        """Return how to read the lengths of a task: by a day of its own calendar, which may have 24 hours."""
        calendar = self.project.calendar if task.calendar is None else task.calendar
        return Lengths(self._minutes.get(-1 if calendar is None else calendar, self.project.minutes_a_day))

    def _convert(self, task: Task, row: Row, label: Text, value: Text, days: int) -> None:
        args: dict[str, object] = {"row": task.number, "label": label, "value": value, "days": days}
        row.remarks.append(Remark(projects.LENGTH_CONVERTED, args))

    def _limits(self, task: Task, row: Row) -> None:
        """Read the constraint and the deadline."""
        length = row.cells["duration"]
        days = length if isinstance(length, int) else 0
        result = limits.read(task, self.calendar_of(task), days)
        row.cells |= {"not_before": result.not_before, "not_after": result.not_after, "finish_on": result.finish_on}
        day = "" if task.constraint_date is None else f" {task.constraint_date.date()}"
        value = limits.NAMES.get(task.constraint, Text("", "")).to(self.lang) + day
        if result.left:
            row.extra.append(f"{_LIMIT.to(self.lang)}: {value}")
            row.remarks.append(Remark(projects.LIMIT_LEFT, {"row": task.number, "value": value}))
        if result.converted:
            args = {"row": task.number, "value": value, "label": TASKS.column(result.converted).label}
            row.remarks.append(Remark(projects.LIMIT_CONVERTED, {**args, "limit": row.cells[result.converted]}))
        if task.manual and task.links and task.start is not None and result.not_before is None:
            row.cells["not_before"] = _day(task.start)
            row.remarks.append(Remark(projects.MANUAL, {"row": task.number, "limit": _day(task.start)}))

    # --- links -------------------------------------------------------------------------------------------------------

    def _links(self, task: Task, row: Row) -> list[str]:
        links: list[str] = []
        for link in task.links:
            before = self._tasks.get(link.before)
            if before is None or link.elsewhere or before.external:
                self._unlinked(task, row, link, link.elsewhere or (before.name if before else str(link.before)))
            elif link.before in self.numbers:
                links.append(self._link(task, before, link, row))
            elif self.leaves.get(link.before) and link.kind.leaves_finish:
                below = [self._tasks[uid] for uid in self.leaves[link.before]]
                links += [self._link(task, leaf, link, row) for leaf in below]
                args = {"row": task.number, "value": before.name, "count": len(below)}
                row.remarks.append(Remark(projects.SUMMARY_LINK, args))
            else:
                self._unlinked(task, row, link, before.name)
        return list(dict.fromkeys(links))

    def _link(self, task: Task, before: Task, link: Dependency, row: Row) -> str:
        lag = self._lengths(task).lag(link, before, self.calendar_of(task))
        if not lag.exact:
            self._convert(task, row, _LAG, lag.words, lag.days)
        buffer = self.buffer(before) if link.kind.leaves_finish else 0
        return link_text(self.numbers[before.uid], link.kind, lag.days - buffer)

    def _unlinked(self, task: Task, row: Row, link: Dependency, name: str) -> None:
        value = link_text(name, link.kind, 0)
        row.extra.append(f"{_PREDECESSOR.to(self.lang)}: {value}")
        row.remarks.append(Remark(projects.LINK_LEFT, {"row": task.number, "value": value}))

    def buffer(self, task: Task) -> int:
        """Return the buffer that the lags of its followers hold."""
        for name, value in task.custom.items():
            column = fields.column_called(self._aliases.get(name, ""))
            if column is not None and column.key == "buffer" and self.ours:
                days = read.parse_workdays(value)
                return days if isinstance(days, int) else 0
        return 0

    # --- people and custom fields ------------------------------------------------------------------------------------

    def _who(self, task: Task, row: Row) -> None:
        """Read who works on a task: everybody is an owner, one after the other, and what is used is a resource."""
        entries = self._assignments.get(task.uid, [])
        row.cells["owner"] = _AND.join(dict.fromkeys(who.name for who, _ in entries if who.kind == WORK)) or None
        row.cells["support"] = None
        row.cells["resource"] = _AND.join(dict.fromkeys(what.name for what, _ in entries if what.kind != WORK)) or None
        for resource, entry in entries:
            if entry.units != 1 and not (resource.kind == COSTS_ONLY and not entry.units):
                shown = f"{entry.units:.0%}" if resource.kind == WORK else f"{entry.units:g}"
                row.extra.append(f"{_UNITS.to(self.lang)}: {resource.name} {shown}")
            row.extra += [f"{resource.name} {label.to(self.lang)}: {text}" for label, text in entry.details]
        for label, text in self._unassigned.get(task.uid, ()):
            row.extra.append(f"{_UNASSIGNED.to(self.lang)} {label.to(self.lang)}: {text}")

    def _hold_reason(self, task: Task) -> str:
        from workbook_templates.lists import LISTS

        typed = next((value for name, value in task.custom.items() if self._column(name) == "held"), "")
        return typed or LISTS["held"].items[1].to(self.lang)

    def _column(self, name: str) -> str:
        column = fields.column_called(self._aliases.get(name, ""))
        return "" if column is None else column.key

    def _custom(self, task: Task, row: Row) -> None:
        """Read custom fields by what people call them, and the long texts that stand in the notes."""
        # Others write both signs for the end of a line, of which a cell knows one.
        text = task.notes if self.ours else task.notes.replace("\r\n", "\n")
        notes, sections = fields.without_sections(text)
        row.cells["notes"] = notes or None
        used: set[str] = set()
        what = next((title for title in TASKS.column("what").label if title in sections), None)
        if what is not None and task.name == fields.shortened(sections[what]):
            row.cells["what"] = sections[what]
            used.add(what)
        for name, shown in task.custom.items():
            alias, column = self._aliases.get(name, name), self._column(name)
            value = _full(shown, sections.get(alias))
            if value != shown or sections.get(alias) == value:
                used.add(alias)
            if name == fields.ORIGINALS and alias in fields.ORIGINALS_ALIAS:
                continue
            if column == "held":
                continue
            self._put(row, column, alias, value)
        left = [title for title in sections if title not in used and title not in fields.ORIGINALS_ALIAS]
        row.extra += [f"{title}: {sections[title]}" for title in left]

    def _put(self, row: Row, column: str, alias: str, text: str) -> None:
        value: CellValue = text
        if column:
            reader = _KINDS.get(TASKS.column(column).kind)
            value = reader(text) if reader is not None else text
        if column and value is not None and is_blank(row.cells.get(column)):
            row.cells[column] = value
        elif not (column and as_text(row.cells.get(column)) == text):
            row.extra.append(f"{alias}: {text}")


def _full(shown: str, long: str | None) -> str:
    """Return a text in full, where what the field shows is still its beginning."""
    return long if long is not None and shown == fields.shortened(long) else shown


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()

"""From a project file to rows of the plan: leaf tasks become rows; what has no column goes to the notes or is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from addin.mspdi import fields
from addin.mspdi.cells import Cells, Reader, Row
from addin.mspdi.model import Project, Task
from addin.mspdi.parsing import read_project
from udfs.lang import Lang, Text
from udfs.problems import Finding, Problem, RefusalError, projects
from udfs.renumbering import folded_number, follow
from udfs.scheduling.planning import EARLIEST_PLANNED, END_OF_PLANS, MARGIN
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.context import Context

_SUMMARIES = Text("摘要任务", "Summary")
_OWN = Text("自定义字段", "custom field")
_STANDARD = Text("标准字段", "field of Project")
_NOTE = Text("备注", "notes")
_DEADLINE, _LIMIT = Text("期限", "deadline"), Text("限制", "constraint")
_LINK = Text("前置任务", "predecessor")
_PATH = " > "
_SHOWN = 60

Number = Callable[[list[Cells]], list[Cells]]


@dataclass
class Differing:
    """A task that ends on a different day here than in the file."""

    number: CellValue
    what: CellValue
    there: date
    here: date


@dataclass
class ImportedPlan:
    """The rows that a project file gives for the plan.

    Attributes:
        rows: column key → value, with unique numbers.
        mapping: each field that is not empty, the column that it became (None: the notes), and its kind.
        notes: what was converted, left out or renumbered.
        source: the file's name.
        differing: tasks whose last day is different here.
    """

    rows: list[Cells]
    mapping: list[tuple[str, str | None, Text]]
    notes: list[Finding]
    source: str
    differing: list[Differing] = field(default_factory=list)


def read_plan(path: Path, context: Context, existing: Sequence[CellValue], number: Number) -> ImportedPlan:
    """Read a project file for the plan of a workbook.

    Args:
        path: the file.
        context: the workbook's language and calendars.
        existing: the numbers of the rows that are already in the plan.
        number: gives rows without a number the next free ones.

    Raises:
        RefusalError: the file cannot be used, or contains no tasks.
    """
    return _Import(path, read_project(path), context, existing, number).plan()


class _Import:
    def __init__(
        self, path: Path, project: Project, context: Context, existing: Sequence[CellValue], number: Number
    ) -> None:
        self._path, self._project, self._context = path, project, context
        self._lang: Lang = context.lang
        self._findings: list[Finding] = []
        self._above: dict[int, list[Task]] = {}
        self._leaves = self._outline()
        if not self._leaves:
            raise RefusalError(projects.EMPTY, name=path.name)
        self._calendars = self._reaching()
        self._aliases = {custom.name: custom.alias for custom in project.custom}
        self._file_numbers, self._numbers = self._numbered(existing, number)
        self._changed = {
            folded_number(old): new
            for old, new in zip(self._file_numbers.values(), self._numbers.values(), strict=True)
            if old != new
        }
        below: dict[int, list[Task]] = {}
        for leaf in self._leaves:
            for summary in self._above[leaf.uid]:
                below.setdefault(summary.uid, []).append(leaf)
        self._pass_on(below)
        uids = {uid: [leaf.uid for leaf in leaves] for uid, leaves in below.items()}
        self._reader = Reader(project, self._file_numbers, self._calendar, self._lang, uids)

    def plan(self) -> ImportedPlan:
        rows = [self._row(task) for task in self._leaves]
        self._summaries()
        self._unknown_calendars()
        self._left_behind()
        plan = ImportedPlan(rows, self._mapping(rows), self._findings, self._path.name)
        plan.differing = self._differing(rows)
        if plan.differing:
            self._report(projects.DATES_DIFFER, count=len(plan.differing))
        return plan

    def _report(self, problem: Problem, **args: object) -> None:
        self._findings.append(problem.at(self._path.name, **args))

    # --- which tasks, and what they are called -----------------------------------------------------------------------

    def _outline(self) -> list[Task]:
        """Return the tasks without subtasks, in order; remember the summaries above each."""
        tasks = [task for task in self._project.tasks if not task.null and (task.uid or task.level)]
        tasks.sort(key=lambda task: task.number)
        leaves: list[Task] = []
        above: list[Task] = []
        for at, task in enumerate(tasks):
            above = [one for one in above if one.level < task.level]
            self._above[task.uid] = list(above)
            if at + 1 < len(tasks) and tasks[at + 1].level > task.level:
                above.append(task)
            elif task.level and not task.external:
                leaves.append(task)
        return leaves

    def _numbered(self, existing: Sequence[CellValue], number: Number) -> tuple[dict[int, str], dict[int, str]]:
        """Return the number of each task in the file, and in the workbook: there a number that is in use is replaced."""
        own_numbers = {task.uid: self._own_number(task) for task in self._leaves}
        taken = {folded_number(value) for value in existing if not is_blank(value)}
        kept = {uid: own if own and folded_number(own) not in taken else "" for uid, own in own_numbers.items()}
        given = number([{"id": own or None} for own in kept.values()])
        new = {uid: as_text(row["id"]) for uid, row in zip(kept, given, strict=True)}
        for uid, own in own_numbers.items():
            if own and not kept[uid]:
                self._report(projects.RENUMBERED, value=own, new=new[uid])
        return {uid: own or new[uid] for uid, own in own_numbers.items()}, new

    def _renamed(self, text: str) -> str | None:
        """Return the number that replaced a task's own number, None if it kept its own."""
        return self._changed.get(folded_number(text))

    def _own_number(self, task: Task) -> str:
        for name, value in task.custom.items():
            column = fields.column_called(self._aliases.get(name, ""))
            if column is not None and column.key == "id":
                return plain(value)
        return ""

    def _pass_on(self, below: dict[int, list[Task]]) -> None:
        """Pass the predecessors of a summary on to the tasks below it: they are the ones that wait."""
        by_uid = {task.uid: task for task in self._project.tasks}
        for uid, leaves in below.items():
            summary = by_uid[uid]
            for link in summary.links:
                before = by_uid.get(link.before)
                name = link.elsewhere or (before.name if before is not None else str(link.before))
                if before is None or link.kind.holds_finish or link.elsewhere:
                    self._report(projects.SUMMARY_LEFT, value=summary.name, what=_LINK, text=name)
                    continue
                for leaf in leaves:
                    leaf.links.append(link)
                self._report(projects.SUMMARY_LINK, row=before.number, value=summary.name, count=len(leaves))

    # --- rows --------------------------------------------------------------------------------------------------------

    def _row(self, task: Task) -> Cells:
        row = self._reader.row(task)
        row.cells["id"] = row.cells.get("id") or None
        self._reader.complete(task, row)
        cells = row.cells
        if is_blank(cells.get("id")) or self._numbers[task.uid] != self._file_numbers[task.uid]:
            cells["id"] = self._numbers[task.uid]
        cells["predecessors"] = follow(cells["predecessors"], self._renamed, predecessors=True)
        self._note(task, row)
        self._findings += [remark.problem.at(self._path.name, **remark.args) for remark in row.remarks]
        return {key: value for key, value in cells.items() if value is not None and value != ""}

    def _note(self, task: Task, row: Row) -> None:
        extra = list(row.extra)
        above = _PATH.join(summary.name for summary in self._above[task.uid] if summary.level)
        if above:
            extra.insert(0, f"{_SUMMARIES.to(self._lang)}: {above}")
        if extra:
            own = as_text(row.cells.get("notes"))
            row.cells["notes"] = "\n".join([own, *extra] if own else extra)

    # --- calendars ---------------------------------------------------------------------------------------------------

    def _reaching(self) -> dict[int, WorkCalendar]:
        """Return the workbook's calendars over all days of the file."""
        days = [
            moment.date()
            for task in self._leaves
            for moment in (task.start, task.finish, task.constraint_date, task.deadline)
            if moment is not None and EARLIEST_PLANNED <= moment.date() < END_OF_PLANS
        ]
        calendars = self._context.calendars
        if not days:
            return {id(calendar): calendar for calendar in calendars}
        first, last = min(days) - MARGIN, max(days) + MARGIN
        return {id(calendar): calendar.reaching(first, last) for calendar in calendars}

    def _calendar(self, name: str | None) -> WorkCalendar | None:
        calendar = self._context.calendar_named(name)
        return None if calendar is None else self._calendars[id(calendar)]

    def _unknown_calendars(self) -> None:
        names = Counter(name for task in self._leaves if (name := self._reader.calendar_name(task)))
        for name, count in names.items():
            if self._calendar(name) is None:
                self._report(projects.CALENDAR_UNKNOWN, value=name, count=count)

    def _differing(self, rows: Sequence[Cells]) -> list[Differing]:
        """Return the tasks that end on a different day by the workbook's calendars than in the file."""
        differing = []
        for task, cells in zip(self._leaves, rows, strict=True):
            start, days = task.start, cells.get("duration")
            if start is None or task.finish is None or task.actual_finish is not None or not isinstance(days, int):
                continue
            axis = self._reader.calendar_of(task)
            place = axis.count_before(start.toordinal()) + max(1, days) - 1
            number = axis.day_at(place)
            if days and number is not None and number != task.finish.toordinal():
                here = date.fromordinal(number)
                differing.append(Differing(cells.get("id"), cells.get("what"), task.finish.date(), here))
        return differing

    # --- what is reported --------------------------------------------------------------------------------------------

    def _summaries(self) -> None:
        """Report the content of summaries themselves; their names are in the notes of the tasks below."""
        leaves = {task.uid for task in self._leaves}
        rest = [task for task in self._project.tasks if task.uid not in leaves and not task.null]
        for task in rest:
            own = [(_NOTE, task.notes)]
            if task.level:
                own += [(_DEADLINE, "" if task.deadline is None else str(task.deadline.date()))]
                own += [(_LIMIT, "" if task.constraint_date is None else str(task.constraint_date.date()))]
            for what, text in own:
                if text:
                    shown = " ".join(text.split())[:_SHOWN]
                    self._report(projects.SUMMARY_LEFT, value=task.name or self._project.name, what=what, text=shown)

    def _left_behind(self) -> None:
        for resource in self._project.resources:
            if resource.details:
                self._report(projects.DETAILS_LEFT, value=resource.name, what=", ".join(resource.details))
        parts = ", ".join(f"{name} ×{count}" for name, count in self._project.left.items() if count)
        if parts:
            self._report(projects.PARTS_LEFT, value=parts)

    def _mapping(self, rows: Sequence[Cells]) -> list[tuple[str, str | None, Text]]:
        used = {key for row in rows for key in row}
        mapping: list[tuple[str, str | None, Text]] = [
            (native.label.to(self._lang), native.column, _STANDARD) for native in fields.NATIVE if native.column in used
        ]
        filled = {name for task in self._leaves for name in task.custom}
        for custom in self._project.custom:
            if custom.name in filled and not (self._reader.ours and custom.name == fields.ORIGINALS):
                column = fields.column_called(custom.alias)
                label = custom.name if custom.alias == custom.name else f"{custom.alias} ({custom.name})"
                mapping.append((label, column.key if column else None, _OWN))
        return mapping

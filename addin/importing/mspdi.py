"""From a project file to rows of the plan: leaf tasks become rows; what has no column goes to the notes or is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from addin.importing.project_calendars import file_calendars
from addin.importing.project_leftovers import LINK, left_in_summaries, left_of_project
from addin.mspdi import fields
from addin.mspdi.cells import Cells, Reader, Remark, Row
from addin.mspdi.model import Project, Task
from addin.mspdi.parsing import read_project
from udfs.lang import Lang, Text, listed
from udfs.problems import Finding, Problem, RefusalError, projects
from udfs.renumbering import folded_number, follow
from udfs.scheduling.planning import EARLIEST_PLANNED, END_OF_PLANS, MARGIN
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.context import Context
from workbook_templates.tables.holidays import HOLIDAYS, ListedDay

_SUMMARIES = Text("摘要任务", "Summary")
_OWN = Text("自定义字段", "custom field")
_STANDARD = Text("标准字段", "field of Project")
_PATH = " > "
_FEW = 3

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
        title: what the project is called in it.
        days: rows for the sheet 节假日 that are not there yet.
        differing: tasks whose last day is different here.
    """

    rows: list[Cells]
    mapping: list[tuple[str, str | None, Text]]
    notes: list[Finding]
    source: str
    title: str = ""
    days: list[ListedDay] = field(default_factory=list)
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
    return _Import(path, read_project(path, context.lang), context, existing, number).plan()


class _Import:
    def __init__(
        self, path: Path, project: Project, context: Context, existing: Sequence[CellValue], number: Number
    ) -> None:
        self._path, self._project = path, project
        self._lang: Lang = context.lang
        self._findings: list[Finding] = []
        self._above: dict[int, list[Task]] = {}
        self._leaves = self._outline()
        if not self._leaves:
            raise RefusalError(projects.EMPTY, name=path.name)
        self._calendars = file_calendars(
            project, context, [task.calendar for task in self._leaves if task.calendar is not None]
        )
        self._reach()
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
        self._reader = Reader(
            project,
            self._file_numbers,
            self._calendars.named,
            self._lang,
            uids,
            self._calendars.names,
            self._calendars.usual,
        )
        self._days = self._calendars.listed_days()

    def plan(self) -> ImportedPlan:
        rows = [self._row(task) for task in self._leaves]
        self._hand_on(left_in_summaries(self._project, {task.uid for task in self._leaves}))
        self._report_calendars()
        self._hand_on(left_of_project(self._project, self._path.name))
        plan = ImportedPlan(rows, self._mapping(rows), self._findings, self._path.name, self._project.name, self._days)
        plan.differing = self._differing(rows)
        if plan.differing:
            self._report(projects.DATES_DIFFER, count=len(plan.differing))
        return plan

    def _report(self, problem: Problem, **args: object) -> None:
        self._findings.append(problem.at(self._path.name, **args))

    def _hand_on(self, remarks: Iterable[Remark]) -> None:
        self._findings += [remark.problem.at(self._path.name, **remark.args) for remark in remarks]

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
                    self._report(projects.SUMMARY_LEFT, value=summary.name, what=LINK, text=name)
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
        self._hand_on(row.remarks)
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

    def _reach(self) -> None:
        """Let the workbook's calendars cover all days of the file."""
        days = [
            moment.date()
            for task in self._leaves
            for moment in (task.start, task.finish, task.constraint_date, task.deadline)
            if moment is not None and EARLIEST_PLANNED <= moment.date() < END_OF_PLANS
        ]
        if days:
            self._calendars.reach(min(days) - MARGIN, max(days) + MARGIN)

    def _report_calendars(self) -> None:
        names = Counter((task.calendar, name) for task in self._leaves if (name := self._reader.calendar_name(task)))
        for (uid, name), count in names.items():
            if uid not in self._calendars.names:
                self._report(projects.CALENDAR_UNKNOWN, value=name, count=count)
        self._hand_on(self._calendars.reports)
        if self._days:
            few = listed([str(day) for day, _, _ in self._days], _FEW)
            self._report(projects.DAYS_TAKEN, count=len(self._days), sheet=HOLIDAYS.sheet, few=few)

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

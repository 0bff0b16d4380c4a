"""Traceability (R37, W4): which issue leads to which solution and to which task, and where the chain breaks.

Rows are linked by the numbers that people enter: a solution names its issues, a task its solutions and issues. Each
chain goes as far as it leads; a number that is not there stays visible at its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from udfs.problems import Problem, tracing
from udfs.rules import split_references
from udfs.values import CellValue, ErrorValue, plain

ISSUES, PLANS, TASKS = "issues", "plans", "tasks"


class Issue(NamedTuple):
    """An issue: its number, how it is called, and whether it waits for a solution before all others."""

    number: CellValue
    name: str
    urgent: bool


class Solution(NamedTuple):
    """A solution: number, name, the cell that names its issues, whether it passed (None while it is not scored)."""

    number: CellValue
    name: str
    issues: CellValue
    passed: bool | None


class Task(NamedTuple):
    """A task: number, name, and the cells that name its issues and its solutions."""

    number: CellValue
    name: str
    issues: CellValue
    plans: CellValue


class End(NamedTuple):
    """A link of a chain: the row (None where there is none of that number) and the number as it is written."""

    row: int | None = None
    number: str = ""


class Gap(NamedTuple):
    """Where a chain breaks: the problem, the table, row and column to fix it at, and what the problem names."""

    problem: Problem
    table: str
    row: int
    column: str
    value: str
    other: str = ""


class Chain(NamedTuple):
    """An issue, a solution for it and a task of that, as far as it leads."""

    issue: End
    plan: End
    task: End
    gaps: tuple[Gap, ...] = ()


_NOTHING = End()


def chains(
    issues: Sequence[Issue] | None, plans: Sequence[Solution] | None, tasks: Sequence[Task] | None
) -> list[Chain]:
    """Return every chain: by issue, then solutions without one, then tasks without either.

    A table that the workbook does not hold is None: what leads there or should come from there is no gap then.
    """
    return list(_Links(issues, plans, tasks).chains())


@dataclass
class _Links:
    """The rows of the three tables and how they name each other."""

    issues: Sequence[Issue] | None
    plans: Sequence[Solution] | None
    tasks: Sequence[Task] | None

    def __post_init__(self) -> None:
        at_issue, at_plan = _places(self.issues), _places(self.plans)
        self.issues_of_plan = [_ends(plan.issues, at_issue) for plan in self.plans or ()]
        self.issues_of_task = [_ends(task.issues, at_issue) for task in self.tasks or ()]
        self.plans_of_task = [_ends(task.plans, at_plan) for task in self.tasks or ()]
        self.plans_of_issue: dict[int, list[int]] = {}
        for row, ends in enumerate(self.issues_of_plan):
            for end in ends:
                if end.row is not None:
                    self.plans_of_issue.setdefault(end.row, []).append(row)
        self.tasks_of_plan: dict[int, list[int]] = {}
        self.loose: list[int] = []
        for row, ends in enumerate(self.plans_of_task):
            known = [end.row for end in ends if end.row is not None]
            for plan in known:
                self.tasks_of_plan.setdefault(plan, []).append(row)
            if not known:
                self.loose.append(row)
        self.loose_of_issue: dict[int, list[int]] = {}
        for row in self.loose:
            for end in self.issues_of_task[row]:
                if end.row is not None:
                    self.loose_of_issue.setdefault(end.row, []).append(row)

    def chains(self) -> Iterator[Chain]:
        """Yield all chains."""
        for row, issue in enumerate(self.issues or ()):
            yield from self._of_issue(row, issue)
        for row, ends in enumerate(self.issues_of_plan):
            for end in ends or [_NOTHING]:
                if end.row is None:
                    yield from self._of_plan(end, row)
        for row in self.loose:
            for end in self.issues_of_task[row] or [_NOTHING]:
                if end.row is None:
                    yield from self._of_loose(end, row)

    def _of_issue(self, row: int, issue: Issue) -> Iterator[Chain]:
        end = End(row, plain(issue.number))
        plans = self.plans_of_issue.get(row, [])
        loose = self.loose_of_issue.get(row, [])
        for plan in plans:
            yield from self._of_plan(end, plan)
        for task in loose:
            yield from self._of_loose(end, task, *([] if plans else self._issue_gaps(row, issue)))
        if not plans and not loose:
            yield Chain(end, _NOTHING, _NOTHING, tuple(self._issue_gaps(row, issue)))

    def _of_plan(self, issue: End, row: int) -> Iterator[Chain]:
        plan = (self.plans or ())[row]
        end, gaps = End(row, plain(plan.number)), list(self._plan_gaps(issue, row, plan))
        tasks = self.tasks_of_plan.get(row, [])
        here = [task for task in tasks if self._is_meant(task, issue, row)] or tasks
        for task in here:
            yield Chain(issue, end, self._task_end(task), (*gaps, *self._task_gaps(task, row)))
        if not here:
            yield Chain(issue, end, _NOTHING, tuple(gaps))

    def _of_loose(self, issue: End, row: int, *gaps: Gap) -> Iterator[Chain]:
        """Yield the chains of a task of which no solution is there."""
        for plan in self.plans_of_task[row] or [_NOTHING]:
            yield Chain(issue, plan, self._task_end(row), (*gaps, *self._task_gaps(row, None)))

    def _is_meant(self, task: int, issue: End, plan: int) -> bool:
        """Return whether a task of a solution for several issues is for this one; one that names none is for all."""
        common = _numbers(self.issues_of_task[task]) & _numbers(self.issues_of_plan[plan])
        return not common or issue.number.casefold() in common

    def _task_end(self, row: int) -> End:
        return End(row, plain((self.tasks or ())[row].number))

    # --- where chains break --------------------------------------------------------------------------------------

    def _issue_gaps(self, row: int, issue: Issue) -> list[Gap]:
        if not issue.urgent or self.plans is None:
            return []
        return [Gap(tracing.TOP_ISSUE_WITHOUT_PLAN, ISSUES, row, "id", issue.name)]

    def _plan_gaps(self, issue: End, row: int, plan: Solution) -> Iterator[Gap]:
        if not issue.number:
            yield Gap(tracing.PLAN_WITHOUT_ISSUE, PLANS, row, "issue", plan.name)
        elif issue.row is None and self.issues is not None:
            yield Gap(tracing.PLAN_ISSUE_UNKNOWN, PLANS, row, "issue", plan.name, issue.number)
        if plan.passed and self.tasks is not None and row not in self.tasks_of_plan:
            yield Gap(tracing.PLAN_WITHOUT_TASKS, PLANS, row, "id", plan.name)

    def _task_gaps(self, row: int, plan: int | None) -> Iterator[Gap]:
        task, named, solved = (self.tasks or ())[row], self.issues_of_task[row], set[str]()
        if not self.plans_of_task[row]:
            yield Gap(tracing.TASK_WITHOUT_PLAN, TASKS, row, "plan", task.name)
        for end in self.plans_of_task[row]:
            if end.row is None and self.plans is not None:
                yield Gap(tracing.TASK_PLAN_UNKNOWN, TASKS, row, "plan", task.name, end.number)
        for end in named:
            if end.row is None and self.issues is not None:
                yield Gap(tracing.TASK_ISSUE_UNKNOWN, TASKS, row, "issue", task.name, end.number)
        if plan is None:
            return
        solution = (self.plans or ())[plan]
        if not solution.passed:
            problem = tracing.TASK_PLAN_UNSCORED if solution.passed is None else tracing.TASK_PLAN_FAILED
            yield Gap(problem, TASKS, row, "plan", task.name, solution.name)
        solved = _numbers(self.issues_of_plan[plan])
        if named and solved and not _numbers(named) & solved:
            yield Gap(tracing.TASK_ISSUE_DIFFERS, TASKS, row, "issue", task.name, solution.name)


def _places(rows: Sequence[Issue | Solution] | None) -> dict[str, int]:
    """Return the row of each number; of rows that share one the first counts."""
    places: dict[str, int] = {}
    for row, entry in enumerate(rows or ()):
        places.setdefault(plain(entry.number).casefold(), row)
    places.pop("", None)
    return places


def _ends(cell: CellValue, at: dict[str, int]) -> list[End]:
    """Return what a cell names, each once."""
    if isinstance(cell, ErrorValue):
        return []
    named = {entry.casefold(): entry for entry in reversed(split_references(cell))}
    return [End(at.get(key), named[key]) for key in reversed(named)]


def _numbers(ends: Sequence[End]) -> set[str]:
    return {end.number.casefold() for end in ends}

"""Tasks of a plan and where they are placed: what the planning modules speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import Problem
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue

# The columns that complaints are about.
LINKS, LATEST, FINISH_ON, START = "predecessors", "not_after", "finish_on", "start"

BY_START = Text("开始日期", "Start date")
BY_LIMIT = Text("不早于", "No earlier than")
BY_FINISH_ON = Text("必须完成于", "Must finish on")
BY_LEVELLING = Text("负荷均衡", "Levelling")
BY_TODAY = Text("今天（未开工）", "Today (not begun)")
BY_PLAN_START = Text("计划开始日", "Start of the plan")
BY_FACT = Text("已开工", "Begun")
BY_DONE = Text("已完成", "Done")

# What the column 原定开始 says where the start is the schedule's own.
NOBODY_ASKED = Text("未填", "none")

# What the column 关键 says of a task on the critical path.
CRITICAL = Text("关键", "Critical")


@dataclass(frozen=True)
class Task:
    """A task as the plan holds it, every cell read; dates are days, lengths working days of its calendar.

    One that is `broken` has cells that cannot be used: it is known by its number, but neither it nor what waits for it
    can be placed.
    """

    id: str
    duration: int
    calendar: WorkCalendar
    predecessors: CellValue = None
    start: date | None = None
    buffer: int = 0
    progress: float = 0.0
    started_on: date | None = None
    done_on: date | None = None
    on_hold: str = ""
    not_before: date | None = None
    not_after: date | None = None
    finish_on: date | None = None
    levelled: date | None = None
    broken: bool = False

    @property
    def done(self) -> bool:
        """Return whether nothing is left to do."""
        return self.done_on is not None or self.progress >= 1

    @property
    def begun(self) -> bool:
        """Return whether somebody has begun."""
        return self.started_on is not None or self.progress > 0


class Complaint(NamedTuple):
    """What is wrong with a task: row, column, problem and the arguments of its message (the column's label is not among them).

    One that goes away by itself once others are put right names the rows of these.
    """

    row: int
    column: str
    problem: Problem
    args: dict[str, object]
    because: tuple[int, ...] = ()


class Placed(NamedTuple):
    """Where a task is placed; late dates and floats are None for what is done or held.

    `begin` and `end` are its start and exclusive finish in working days of its calendar.
    """

    start: date
    finish: date
    late_start: date | None
    late_finish: date | None
    total_float: int | None
    free_float: int | None
    driver: Text
    driven_by: int | None
    begin: int
    end: int

    @property
    def critical(self) -> bool:
        """Return whether a day's delay moves the end of the plan (or a limit is missed already)."""
        return self.total_float is not None and self.total_float <= 0


@dataclass
class Schedule:
    """A schedule: where each row is placed (None where it is not), what is wrong, and the day with which it ends.

    The `end` holds buffers, too: floats are counted to it.
    """

    placed: list[Placed | None]
    complaints: list[Complaint] = field(default_factory=list)
    end: date | None = None

    @property
    def finish(self) -> date | None:
        """Return the day on which all is done."""
        return max((row.finish for row in self.placed if row is not None), default=None)

    @property
    def critical_chains(self) -> list[list[int]]:
        """Return the rows on the critical path as they decide each other's start; those that nothing links stand apart."""
        critical = {row: placed for row, placed in enumerate(self.placed) if placed is not None and placed.critical}
        chains: list[list[int]] = []
        ends: dict[int, list[int]] = {}
        for row in sorted(critical, key=lambda row: (critical[row].start, critical[row].finish, row)):
            before = critical[row].driven_by
            chain = ends.pop(before, None) if before is not None else None
            if chain is None:
                chain = [before] if before in critical and before is not None else []
                chains.append(chain)
            chain.append(row)
            ends[row] = chain
        return chains

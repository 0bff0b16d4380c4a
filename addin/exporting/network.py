"""Links and constraints of a plan as a project program takes them, so that it comes to the same days by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from addin.exporting.plan import Job
from addin.mspdi.model import AS_SOON, FINISH_ON, START_FROM
from udfs.scheduling.links import Predecessor, read_links
from udfs.scheduling.network import Link, topological_order


@dataclass
class Place:
    """Where a job stands: by its constraint and the day that goes with it; a milestone at the end of a day or at its beginning."""

    constraint: int = AS_SOON
    day: date | None = None
    at_end: bool = True


@dataclass(frozen=True)
class Twice:
    """A second link between two tasks: of the job in a row to a number."""

    row: int
    number: str


class ProjectNetwork:
    """The jobs with the links that a project program can follow.

    Attributes:
        links: the links by the row of the job that waits: row before, kind, lag with the buffer of that task.
        places: constraint and moment by row.
        twice: second links between the same two tasks, left out.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = {job.row: job for job in jobs}
        self.twice: list[Twice] = []
        self.links: dict[int, list[Link]] = {job.row: [] for job in jobs}
        self._read()
        order = self._without_cycles()
        self.places: dict[int, Place] = {}
        for row in order:
            self.places[row] = self._place(self._jobs[row])

    def _read(self) -> None:
        rows: dict[str, int] = {}
        twice: set[str] = set()
        for job in self._jobs.values():
            key = job.task.id.casefold()
            if key:
                (twice.add(key) if key in rows else rows.setdefault(key, job.row))
        for job in self._jobs.values():
            for entry in read_links(job.task.predecessors, rows):
                before = None if entry.row is None else self._jobs[entry.row]
                if before is None or before.row == job.row or not entry.readable or before.task.id.casefold() in twice:
                    continue
                if any(link.before == before.row for link in self.links[job.row]):
                    self.twice.append(Twice(job.row, before.task.id))
                else:
                    self.links[job.row].append(_link(job, before, entry))

    def _without_cycles(self) -> list[int]:
        """Take the links on a cycle away, which no program opens; return the rows so that each follows what it waits for."""
        at = {row: place for place, row in enumerate(self._jobs)}
        rows = list(self._jobs)

        def counted() -> list[Link]:
            every = (link for listed in self.links.values() for link in listed)
            return [link._replace(before=at[link.before], after=at[link.after]) for link in every]

        order, cycles = topological_order(len(rows), counted())
        while cycles:
            for cycle in cycles:
                inside = {rows[place] for place in cycle}
                for row in inside:
                    self.links[row] = [link for link in self.links[row] if link.before not in inside]
            order, cycles = topological_order(len(rows), counted())
        return [rows[place] for place in order]

    def _place(self, job: Job) -> Place:
        """Return the constraint that holds a job where it is, where its links alone would let it begin earlier."""
        task, day = job.task, job.first
        if day is None or job.last is None or task.done or task.begun:
            return Place()
        axis, number = job.calendar, day.toordinal()
        bound, by_finish = self._bound(job)
        if task.finish_on is not None and job.last == task.finish_on:
            return Place(FINISH_ON, task.finish_on)
        if job.length == 0 and by_finish and bound >= axis.count_before(number + 1):
            return Place()
        # The moment between two days is the morning of the second here; others show a milestone on the first.
        if job.length == 0 or bound < axis.count_before(number):
            return Place(START_FROM, day, at_end=False)
        if task.not_before is not None:
            return Place(START_FROM, task.not_before, at_end=False)
        return Place(at_end=False)

    def _bound(self, job: Job) -> tuple[int, bool]:
        """Return from which working day on the links let a job begin, and whether a finish decides it; -1 without any."""
        bound, by_finish = -1, False
        for link in self.links[job.row]:
            before = self._jobs[link.before]
            if before.first is None or before.last is None or before.task.on_hold:
                continue
            moment = before.first.toordinal()
            if link.kind.leaves_finish or before.length == 0:
                at_end = before.length != 0 or self.places[before.row].at_end
                moment = before.last.toordinal() + at_end
            place = job.calendar.count_before(moment) + link.lag
            place -= (job.length or 0) if link.kind.holds_finish else 0
            if place > bound:
                bound, by_finish = place, link.kind.leaves_finish
        return bound, by_finish


def _link(job: Job, before: Job, entry: Predecessor) -> Link:
    buffer = before.task.buffer if entry.kind.leaves_finish and not before.task.done else 0
    return Link(before.row, job.row, entry.kind, entry.lag + buffer)

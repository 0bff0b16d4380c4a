"""The stages of a pilot (R38): when each begins and ends by its tasks, and whether one runs into the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.rules import split_references
from udfs.values import CellValue, ErrorValue, day_of, plain

Dates = tuple[list[CellValue], list[CellValue]]


def stage_dates(
    links: Sequence[CellValue],
    present: Dates,
    tasks: Sequence[CellValue],
    starts: Sequence[CellValue],
    finishes: Sequence[CellValue],
) -> Dates:
    """Return first start and last finish of the tasks that each row names, blank where a task has no such date.

    A row that names no task, or one that is not there, keeps the dates that it holds: they are somebody's own, or come
    from a workbook that has the tasks.

    Args:
        links: the cells that name tasks, several separated by commas and the like.
        present: the dates that stand there now, starts and finishes.
        tasks: the numbers of all tasks.
        starts: their starts.
        finishes: their finishes.
    """
    at = {plain(number).casefold(): i for i, number in reversed(list(enumerate(tasks)))}
    at.pop("", None)
    begun, ended = list(present[0]), list(present[1])
    for row, cell in enumerate(links):
        named = [] if isinstance(cell, ErrorValue) else [at.get(entry.casefold()) for entry in split_references(cell)]
        places = [place for place in named if place is not None]
        if places and len(places) == len(named):
            begun[row] = _outermost([starts[place] for place in places], last=False)
            ended[row] = _outermost([finishes[place] for place in places], last=True)
    return begun, ended


def _outermost(values: Sequence[CellValue], *, last: bool) -> CellValue:
    days = [day for day in map(day_of, values) if day is not None]
    if len(days) < len(values):
        return None
    return max(days) if last else min(days)


class Overlap(NamedTuple):
    """A stage that begins before an earlier one is over: the row, and the places of both among the stages."""

    row: int
    earlier: int
    later: int


def overlaps(stages: Sequence[Dates]) -> list[Overlap]:
    """Return the stages that begin before the one in front of them ends; one without dates is passed over."""
    pairs = []
    for row in range(len(stages[0][0]) if stages else 0):
        before = None
        for place, (starts, finishes) in enumerate(stages):
            start, finish = day_of(starts[row]), day_of(finishes[row])
            if before is not None and start is not None and start < before[1]:
                pairs.append(Overlap(row, before[0], place))
            if finish is not None:
                before = place, finish
    return pairs

"""What is wrong with a process, or not needed in it (R32): what its steps lack, where it cannot go on, what it does twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from udfs.choices import written_as
from udfs.problems import processes
from udfs.problems.model import Problem
from udfs.process.model import ACTIVITY, DECISION, END, START, Step
from udfs.process.paths import Process
from udfs.scheduling.network import strong_components

_APPROVAL = re.compile(
    r"审批|审核|批准|核准|复核|复审|会签|签字|签批|approv|review|sign[ -]?off|authori[sz]", re.IGNORECASE
)
# Shares of a decision are typed in whole percents: three thirds come to 99%.
_SHARES_DIFFER = 0.011


class Weakness(NamedTuple):
    """Something wrong with a step: the problem, the row and the column of the table, and what its message names."""

    problem: Problem
    row: int
    column: str
    args: Mapping[str, object] = MappingProxyType({})


def is_approval(step: Step) -> bool:
    """Return whether a step approves or reviews something, by its name."""
    return step.kind is ACTIVITY and bool(_APPROVAL.search(step.name))


def weaknesses(process: Process, delivered: Sequence[str] = ()) -> list[Weakness]:
    """Return everything wrong with a process, row by row.

    Args:
        process: its steps.
        delivered: what the process as a whole hands over: outputs that need nobody inside it.
    """
    known = [*(weakness for look in _LOOKS for weakness in look(process)), *_unused(process, delivered)]
    return sorted(known, key=lambda weakness: weakness.row)


def _lacking(process: Process) -> Iterator[Weakness]:
    """Find steps that nobody does, or that yield nothing."""
    for step in process.steps:
        if step.kind in (ACTIVITY, DECISION) and not step.lane:
            yield Weakness(processes.STEP_WITHOUT_POST, step.row, "lane", {"value": step.name})
        if step.kind is ACTIVITY and not step.outputs:
            yield Weakness(processes.STEP_WITHOUT_OUTPUT, step.row, "outputs", {"value": step.name})


def _numbers(process: Process) -> Iterator[Weakness]:
    """Find numbers that two steps have, and targets that no step has."""
    for place, step in enumerate(process.steps):
        if step.number and process.places[step.number] != place:
            first = process.steps[process.places[step.number]].name
            yield Weakness(processes.STEP_NUMBER_TWICE, step.row, "number", {"value": step.number, "other": first})
        for target in dict.fromkeys(way.target for way in step.exits if way.target not in process.places):
            yield Weakness(processes.TARGET_MISSING, step.row, "exits", {"value": target})


def _shares(process: Process) -> Iterator[Weakness]:
    """Find shares of the exits of a step that do not come to 100%."""
    for step in process.steps:
        given = [way.share for way in step.exits if way.share is not None]
        total, whole = sum(given), len(given) == len(step.exits)
        if given and (total > 1 + _SHARES_DIFFER or (whole and total < 1 - _SHARES_DIFFER)):
            yield Weakness(processes.SHARES_DIFFER, step.row, "exits", {"value": f"{total:.0%}"})


def _decisions(process: Process) -> Iterator[Weakness]:
    """Find decisions that decide nothing."""
    for step in process.steps:
        if step.kind is DECISION and len({way.target for way in step.exits}) == 1:
            yield Weakness(processes.DECISION_ONE_EXIT, step.row, "exits", {"value": step.name})


def _ends(process: Process) -> Iterator[Weakness]:
    """Find processes without a beginning or an end, and steps behind which nothing follows."""
    if not process.steps:
        return
    kinds = [step.kind for step in process.steps]
    if START not in kinds:
        yield Weakness(processes.NO_START, process.steps[0].row, "kind", {"value": process.steps[0].name})
    if END not in kinds:
        yield Weakness(processes.NO_END, process.steps[-1].row, "kind", {"value": process.steps[-1].name})
        return
    for step in process.steps:
        if not step.exits and step.kind is not END:
            yield Weakness(processes.NOTHING_FOLLOWS, step.row, "exits", {"value": step.name})


def _unreachable(process: Process) -> Iterator[Weakness]:
    """Find steps that no way leads to."""
    seen = process.reached(process.begins)
    for place, step in enumerate(process.steps):
        if place not in seen:
            yield Weakness(processes.STEP_UNREACHABLE, step.row, "number", {"value": step.name})


def _endless(process: Process) -> Iterator[Weakness]:
    """Find circles that no exit leads out of, each once."""
    for circle in strong_components({*range(len(process.steps))}, process.after):
        members = sorted(circle)
        closed = all(target in circle for place in members for target in process.after[place])
        if closed and not any(process.steps[place].kind is END for place in members):
            numbers = " → ".join(process.steps[place].number for place in members)
            yield Weakness(processes.ENDLESS_LOOP, process.steps[members[-1]].row, "exits", {"value": numbers})


def _approvals(process: Process) -> Iterator[Weakness]:
    """Find approvals right behind an approval by the same post."""
    for place, step in enumerate(process.steps):
        if not (is_approval(step) and step.lane):
            continue
        for target in sorted(process.next_but_decisions(place)):
            later = process.steps[target]
            if target > place and is_approval(later) and later.lane.casefold() == step.lane.casefold():
                args = {"value": later.name, "other": step.name, "post": step.lane}
                yield Weakness(processes.APPROVAL_AGAIN, later.row, "step", args)


def _independent(process: Process) -> Iterator[Weakness]:
    """Find neighbours of different posts of which the second needs nothing that the first one yields."""
    for place, step in enumerate(process.steps):
        for target in process.after[place]:
            later = process.steps[target]
            alone = len(process.after[place]) == 1 and process.before[target] == [place]
            work = step.kind is ACTIVITY and later.kind is ACTIVITY
            posts = step.lane and later.lane and step.lane.casefold() != later.lane.casefold()
            named = step.outputs and later.inputs
            if alone and work and posts and named and _names(step.outputs).isdisjoint(_names(later.inputs)):
                yield Weakness(
                    processes.COULD_BE_PARALLEL, later.row, "step", {"value": later.name, "other": step.name}
                )


def _unused(process: Process, delivered: Sequence[str]) -> Iterator[Weakness]:
    """Find outputs that no other step takes; what the last steps yield goes out of the process."""
    taken = [_names(step.inputs) for step in process.steps]
    if not any(taken):
        return
    for place, step in enumerate(process.steps):
        last = step.kind is END or any(process.steps[target].kind is END for target in process.after[place])
        others = _names(delivered).union(*(names for other, names in enumerate(taken) if other != place))
        unused = [output for output in step.outputs if written_as(output) not in others]
        if unused and not last and process.after[place]:
            yield Weakness(processes.OUTPUT_UNUSED, step.row, "outputs", {"value": unused[0]})


def _names(things: Sequence[str]) -> set[str]:
    return {written_as(thing) for thing in things}


_LOOKS: tuple[Callable[[Process], Iterator[Weakness]], ...] = (
    _lacking,
    _numbers,
    _shares,
    _decisions,
    _ends,
    _unreachable,
    _endless,
    _approvals,
    _independent,
)

"""Which steps of a process lead to which: the links between them, what can be reached, where branches meet again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from udfs.process.model import DECISION, END, START, Step, shares


@dataclass(frozen=True)
class Process:
    """The steps of one process in the order of their rows; a step is named by its place among them."""

    steps: tuple[Step, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """Return the place of each number; of one that is there twice the first."""
        places: dict[str, int] = {}
        for place, step in enumerate(self.steps):
            if step.number:
                places.setdefault(step.number, place)
        return places

    @cached_property
    def after(self) -> list[list[int]]:
        """Return the places that each step goes on to, each once; targets that do not exist are left out."""
        known = self.places
        return [[*dict.fromkeys(known[way.target] for way in step.exits if way.target in known)] for step in self.steps]

    @cached_property
    def before(self) -> list[list[int]]:
        """Return the places from which each step is come to."""
        result: list[list[int]] = [[] for _ in self.steps]
        for place, targets in enumerate(self.after):
            for target in targets:
                result[target].append(place)
        return result

    @cached_property
    def begins(self) -> list[int]:
        """Return where the process begins: its steps of that kind, the first one where there is none."""
        return [place for place, step in enumerate(self.steps) if step.kind is START] or [0][: len(self.steps)]

    @cached_property
    def ends(self) -> list[int]:
        """Return where the process ends: its steps of that kind."""
        return [place for place, step in enumerate(self.steps) if step.kind is END]

    def reached(self, begins: Iterable[int], without: Collection[int] = ()) -> set[int]:
        """Return the places that can be come to from some, these included; never through one of those left out."""
        return _reached(self.after, begins, without)

    @cached_property
    def leads_to_end(self) -> set[int]:
        """Return the places from which an end can be come to."""
        return _reached(self.before, self.ends)

    def ways(self, place: int) -> list[tuple[int, float]]:
        """Return where a step goes on, with the part of the cases that do; targets that do not exist are left out."""
        step = self.steps[place]
        pairs = zip(step.exits, shares(step), strict=True)
        return [(self.places[way.target], part) for way, part in pairs if way.target in self.places]

    def meeting(self, place: int) -> int | None:
        """Return the first step that all branches of a fork come to, whichever way they take; None where there is none."""
        targets = self.after[place]
        common = [
            at
            for at in self.reached(targets) - {place}
            if all(not self.reached([target], {at}).intersection(self.ends) for target in targets)
        ]
        first = [at for at in common if at in self.reached(targets[:1], {*common} - {at})]
        return first[0] if first else None

    @cached_property
    def handovers(self) -> list[tuple[int, int]]:
        """Return the links on which the work goes from one post to another."""
        lanes = [step.lane.casefold() for step in self.steps]
        links = ((place, target) for place, targets in enumerate(self.after) for target in targets)
        return [(one, other) for one, other in links if lanes[one] and lanes[other] and lanes[one] != lanes[other]]

    def next_but_decisions(self, place: int) -> set[int]:
        """Return the steps behind one that are no decisions; what a decision leads to counts as behind the step before it."""
        waiting, seen, result = [*self.after[place]], set[int](), set[int]()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            if self.steps[at].kind is DECISION:
                waiting += self.after[at]
            else:
                result.add(at)
        return result


def _reached(links: Sequence[Sequence[int]], begins: Iterable[int], without: Collection[int] = ()) -> set[int]:
    waiting = [place for place in begins if place not in without]
    seen = {*waiting}
    while waiting:
        for target in links[waiting.pop()]:
            if target not in seen and target not in without:
                seen.add(target)
                waiting.append(target)
    return seen

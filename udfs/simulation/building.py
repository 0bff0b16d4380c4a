"""From the steps of a process and what a scenario changes to the stages of a simulation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from udfs.problems import Finding, simulating
from udfs.process.model import Step, shares
from udfs.process.paths import Process
from udfs.simulation.draws import Spread
from udfs.simulation.model import FINISHED, NOBODY, Exit, Stage

MINUTE_MS = 60_000
END = ""


class UnusableError(Exception):
    """A scenario cannot be built: in which column of its row something is wrong, and what."""

    def __init__(self, column: str, finding: Finding) -> None:
        self.column, self.finding = column, finding
        super().__init__(finding.problem.code)


@dataclass(frozen=True)
class Changes:
    """What a scenario changes in the process.

    Attributes:
        removed: numbers of steps that nobody does any more: neither time nor waiting, always the likeliest way out.
        factors: for a step, by what its working time is multiplied: 0.5 where half of it is automated.
        parallel: groups of neighbouring steps that are done side by side.
        waits: whether the waiting time that stands with the steps is added to the waits for busy people.
    """

    removed: tuple[str, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict)
    parallel: tuple[tuple[str, ...], ...] = ()
    waits: bool = True


@dataclass
class _Node:
    """A stage on its way: its ways out by name, `END` where the case is finished."""

    key: str
    lane: str = ""
    touch: float = 0.0
    wait: float = 0.0
    rework: float = 0.0
    exits: dict[str, float] = field(default_factory=dict)
    fork: list[str] = field(default_factory=list)
    needs: int = 1
    has_join: bool = False

    def targets(self) -> list[str]:
        return self.fork or list(self.exits)

    def redirect(self, old: str, new: str) -> None:
        self.fork = [new if target == old else target for target in self.fork]
        self.exits = {new if target == old else target: share for target, share in self.exits.items()}


def stages_of(steps: Sequence[Step], changes: Changes, spread: Spread) -> tuple[tuple[Stage, ...], tuple[str, ...]]:
    """Return the stages, the first one where cases begin, and the posts that work on them, by number.

    Raises:
        UnusableError: the scenario names a step that is not there, or steps that cannot be done side by side; or branches
            that begin together are entered from elsewhere.
    """
    nodes = _nodes(steps, changes)
    for group in changes.parallel:
        _side_by_side(nodes, group)
    _join_forks(nodes)
    order = {key: number for number, key in enumerate(_reached(nodes, _beginning(steps, changes)))}
    lanes = tuple(dict.fromkeys(nodes[key].lane for key in order if nodes[key].lane and nodes[key].touch))
    posts = {lane: number for number, lane in enumerate(lanes)}
    return tuple(_stage(nodes[key], order, posts, spread) for key in order), lanes


def _stage(node: _Node, order: Mapping[str, int], posts: Mapping[str, int], spread: Spread) -> Stage:
    at = {**order, END: FINISHED}
    exits = tuple(Exit(at[target], share) for target, share in node.exits.items())
    return Stage(
        key=node.key,
        post=posts.get(node.lane, NOBODY) if node.touch else NOBODY,
        touch=node.touch * MINUTE_MS,
        delay=round(node.wait * MINUTE_MS),
        spread=spread,
        rework=node.rework,
        exits=exits or (Exit(FINISHED, 1.0),),
        fork=tuple(at[target] for target in node.fork),
        needs=node.needs,
    )


def _nodes(steps: Sequence[Step], changes: Changes) -> dict[str, _Node]:
    """Return the steps as the scenario has them, by number."""
    known = {step.number for step in steps}
    named = {
        "removed": changes.removed,
        "factors": changes.factors,
        "parallel": [member for group in changes.parallel for member in group],
    }
    for column, numbers in named.items():
        for number in numbers:
            if number not in known:
                raise UnusableError(
                    column, simulating.NO_STEP.finding(value=number, allowed=", ".join(sorted(known, key=len)))
                )
    nodes = {}
    for step in steps:
        node = _Node(step.number)
        for way, share in zip(step.exits, shares(step) if step.exits else (), strict=True):
            if way.target not in known:
                raise UnusableError("rule", simulating.EXIT_UNKNOWN.finding(value=step.number, target=way.target))
            if step.forks:
                node.fork.append(way.target)
            else:
                node.exits[way.target] = node.exits.get(way.target, 0.0) + share
        if step.number in changes.removed:
            if node.exits:
                node.exits = {max(node.exits, key=lambda target: node.exits[target]): 1.0}
        else:
            node.lane, node.rework = step.lane, step.rework
            node.touch = step.touch * changes.factors.get(step.number, 1.0)
            node.wait = step.wait if changes.waits else 0.0
        nodes[step.number] = node
    return nodes


def _beginning(steps: Sequence[Step], changes: Changes) -> str:
    """Return the stage that cases come to first: where the process begins, or the fork that now stands before it."""
    process = Process(tuple(steps))
    first = steps[process.begins[0]].number
    return next((f"fork {first}" for group in changes.parallel if group[0] == first), first)


def _reached(nodes: Mapping[str, _Node], first: str) -> list[str]:
    """Return the stages that cases can come to, the first one in front."""
    order, ahead = [first], [first]
    while ahead:
        for target in nodes[ahead.pop(0)].targets():
            if target != END and target not in order:
                order.append(target)
                ahead.append(target)
    return order


def _side_by_side(nodes: dict[str, _Node], group: tuple[str, ...]) -> None:
    """Let neighbouring steps begin together, and go on as the last of them does when all are done."""
    first, last = group[0], group[-1]
    for early, late in pairwise(group):
        only = {node.key for node in nodes.values() if late in node.targets()} == {early}
        if nodes[early].targets() != [late] or not only:
            raise UnusableError("parallel", simulating.NOT_IN_A_ROW.finding(value=early, other=late))
    joined, forked = f"join {first}", f"fork {first}"
    for node in nodes.values():
        if node.key not in group[:-1]:
            node.redirect(first, forked)
    nodes[joined] = replace(_Node(joined), exits=nodes[last].exits, fork=nodes[last].fork, needs=len(group))
    nodes[forked] = _Node(forked, fork=list(group), has_join=True)
    for member in group:
        nodes[member].exits, nodes[member].fork = {joined: 1.0}, []


def _join_forks(nodes: dict[str, _Node]) -> None:
    """Let the branches of each fork wait for each other where they meet, inner ones first."""
    forks = [node for node in nodes.values() if node.fork and not node.has_join]
    after = _always_passed(nodes)
    regions = []
    for node in forks:
        meeting = next((key for key in after[node.key] if key != node.key), END)
        regions.append((_between(nodes, node.fork, meeting), node, meeting))
    for region, node, meeting in sorted(regions, key=lambda entry: len(entry[0])):
        entered = (other.key for other in nodes.values() if other.key not in region and {*other.targets()} & region)
        if any(key != node.key for key in entered):
            raise UnusableError("rule", simulating.FORK_ENTERED.finding(value=node.key))
        if meeting == END:
            continue
        joined = f"join {node.key}"
        for key in region:
            nodes[key].redirect(meeting, joined)
        nodes[joined] = _Node(joined, exits={meeting: 1.0}, needs=len(node.fork))
        node.redirect(meeting, joined)
        for other, _, _ in regions:
            if node.key in other:
                other.add(joined)


def _between(nodes: Mapping[str, _Node], begins: Iterable[str], end: str) -> set[str]:
    """Return the stages from the first ones up to one that is not included."""
    region, ahead = set[str](), [key for key in begins if key != end]
    while ahead:
        key = ahead.pop()
        if key not in region:
            region.add(key)
            ahead += [target for target in nodes[key].targets() if target not in (END, end)]
    return region


def _always_passed(nodes: Mapping[str, _Node]) -> dict[str, list[str]]:
    """Return for each stage those that every case passes from it to the end, nearest first: its post-dominators."""
    everything = {*nodes}
    passed = {key: set(everything) for key in nodes}
    changed = True
    while changed:
        changed = False
        for key, node in nodes.items():
            following = [passed[target] if target != END else set() for target in node.targets()] or [set()]
            now = {key} | set.intersection(*following)
            if now != passed[key]:
                passed[key], changed = now, True
    # The nearest one passes the most others itself.
    return {key: sorted(all_, key=lambda other: -len(passed[other])) for key, all_ in passed.items()}

"""Where the boxes and lines of a flow chart go: a lane for each post from left to right, a row for each step from top to bottom.

A row holds one box only, so that a line may leave and enter at the sides of boxes without crossing another one: links to the next
row run in the gap between both, links further down in channels right of the lanes, links back in channels left of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.causes.fishbone import width
from udfs.process.model import Exit, write_exits
from udfs.process.paths import Process

# In points. A letter is what `width` counts: Chinese signs are two.
LETTER, LINE_HEIGHT = 5.0, 13.0
BOX_WIDTH, BOX_PADDING, LANE_WIDTH, HEAD_HEIGHT = 132.0, 10.0, 156.0, 30.0
GAP, CHANNEL, MARGIN = 30.0, 12.0, 60.0
_LETTERS_IN_LINE = int((BOX_WIDTH - 12) / LETTER)
# So far above a box a line comes back that leads from it to itself.
_ABOVE = 8.0
TOP, LEFT, BOTTOM, RIGHT = range(4)


class Spot(NamedTuple):
    """A point: points from the left and from above."""

    x: float
    y: float


class Box(NamedTuple):
    """The box of a step: where it stands and how large it is."""

    place: int
    lane: int
    x: float
    y: float
    width: float
    height: float

    def side(self, side: int) -> Spot:
        """Return the middle of a side."""
        middle = Spot(self.x + self.width / 2, self.y + self.height / 2)
        return (Spot(middle.x, self.y), Spot(self.x, middle.y), Spot(middle.x, self.y + self.height),
                Spot(self.x + self.width, middle.y))[side]  # fmt: skip


class Wire(NamedTuple):
    """A line from box to box: its corners, the sides where it leaves and enters, its condition, and the words that stand at it."""

    start: int
    end: int
    sides: tuple[int, int]
    points: tuple[Spot, ...]
    label: str
    words: str
    label_at: Spot


class Layout(NamedTuple):
    """A flow chart: posts with the left edge of their lanes, boxes in the order of the steps, lines, and its size in points."""

    lanes: tuple[tuple[str, float], ...]
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float


class Link(NamedTuple):
    """What leads from one step to another, by their places, and when."""

    start: int
    end: int
    label: str


def lay_out(process: Process, labels: Sequence[str]) -> Layout:
    """Return where everything goes; `labels` stand in the boxes and fit in whole."""
    links = _links(process)
    right = _channels([link for link in links if link.end > link.start + 1])
    left = _channels([link for link in links if link.end <= link.start])
    edge = MARGIN + CHANNEL * len({*left.values()})
    lanes = [*dict.fromkeys(step.lane.casefold() for step in process.steps)]
    spelled = {step.lane.casefold(): step.lane for step in reversed(process.steps)}
    boxes, y = [], HEAD_HEIGHT + GAP / 2
    for place, step in enumerate(process.steps):
        lane = lanes.index(step.lane.casefold())
        high = BOX_PADDING + LINE_HEIGHT * max(-(-int(width(labels[place]) + 1) // _LETTERS_IN_LINE), 2)
        boxes.append(Box(place, lane, edge + lane * LANE_WIDTH + (LANE_WIDTH - BOX_WIDTH) / 2, y, BOX_WIDTH, high))
        y += high + GAP
    end = edge + len(lanes) * LANE_WIDTH
    wires = []
    for link in links:
        if link in right:
            wires.append(_aside(boxes, link, RIGHT, end + MARGIN + CHANNEL * right[link]))
        elif link in left:
            wires.append(_aside(boxes, link, LEFT, edge - MARGIN - CHANNEL * left[link]))
        else:
            wires.append(_down(boxes, link))
    whole = end + MARGIN + CHANNEL * (1 + len({*right.values()}))
    named = tuple((spelled[key], edge + at * LANE_WIDTH) for at, key in enumerate(lanes))
    return Layout(named, tuple(boxes), _stacked_words(process, wires), whole, y)


def _links(process: Process) -> list[Link]:
    """Return the links between steps; several conditions that lead to the same step share one."""
    conditions: dict[tuple[int, int], list[str]] = {}
    for place, step in enumerate(process.steps):
        for way in step.exits:
            if way.target in process.places:
                conditions.setdefault((place, process.places[way.target]), []).append(condition(way))
    return [Link(*ends, "; ".join(filter(None, words))) for ends, words in conditions.items()]


def _stacked_words(process: Process, wires: Sequence[Wire]) -> tuple[Wire, ...]:
    """Put the words of lines that leave a box by the same side above each other, each with the step that it leads to."""
    sides: dict[tuple[int, int], list[int]] = {}
    for at, wire in enumerate(wires):
        sides.setdefault((wire.start, wire.sides[0]), []).append(at)
    result = list(wires)
    for group in (group for group in sides.values() if len(group) > 1):
        for height, at in enumerate(group):
            wire = wires[at]
            words = f"{wire.label}→{process.steps[wire.end].number}"
            wider = LETTER * (width(words) - width(wire.label)) if wire.sides[0] == LEFT else 0.0
            spot = Spot(wire.label_at.x - wider, wire.label_at.y - LINE_HEIGHT * height)
            result[at] = wire._replace(words=words, label_at=spot)
    return tuple(result)


def _channels(links: Sequence[Link]) -> dict[Link, int]:
    """Return the channel of each link, the short ones nearest to the boxes; links that pass the same row have different ones."""
    taken: list[list[tuple[int, int]]] = []
    chosen: dict[Link, int] = {}
    for link in sorted(links, key=lambda link: abs(link.end - link.start)):
        low, high = sorted((link.start, link.end))
        free = (number for number, spans in enumerate(taken) if all(high < one or low > other for one, other in spans))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((low, high))
        chosen[link] = number
    return chosen


def condition(way: Exit) -> str:
    """Return what stands at a line: the condition and the share."""
    words = write_exits([way])
    return words[: -len(way.target)].removesuffix("→")


def _down(boxes: Sequence[Box], link: Link) -> Wire:
    one, other = boxes[link.start].side(BOTTOM), boxes[link.end].side(TOP)
    middle = (one.y + other.y) / 2
    points = (one, other) if one.x == other.x else (one, Spot(one.x, middle), Spot(other.x, middle), other)
    return Wire(*link[:2], (BOTTOM, TOP), points, link.label, link.label, Spot(one.x + 4, one.y + 1))


def _aside(boxes: Sequence[Box], link: Link, side: int, x: float) -> Wire:
    one, other = boxes[link.start].side(side), boxes[link.end].side(side)
    # Words stand above the line, beside the box where it leaves.
    at = Spot(one.x + 4 if side == RIGHT else one.x - 4 - LETTER * (width(link.label) + 1), one.y - LINE_HEIGHT)
    if link.start == link.end:
        # A link of a box to itself comes back from above.
        top = boxes[link.end].side(TOP)
        above = top.y - _ABOVE
        back = (one, Spot(x, one.y), Spot(x, above), Spot(top.x, above), top)
        return Wire(*link[:2], (side, TOP), back, link.label, link.label, at)
    points = (one, Spot(x, one.y), Spot(x, other.y), other)
    return Wire(*link[:2], (side, side), points, link.label, link.label, at)

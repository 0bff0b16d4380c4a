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
    """A line from box to box: its corners, the sides where it leaves and enters, its words and where they stand."""

    start: int
    end: int
    sides: tuple[int, int]
    points: tuple[Spot, ...]
    label: str
    label_at: Spot


class Layout(NamedTuple):
    """A flow chart: posts with the left edge of their lanes, boxes in the order of the steps, lines, and its size in points."""

    lanes: tuple[tuple[str, float], ...]
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float


def lay_out(process: Process, labels: Sequence[str]) -> Layout:
    """Return where everything goes; `labels` stand in the boxes and fit in whole."""
    links = [
        (place, process.places[way.target], way)
        for place, step in enumerate(process.steps)
        for way in step.exits
        if way.target in process.places
    ]
    far = [link for link in links if link[1] > link[0] + 1]
    back = [link for link in links if link[1] <= link[0]]
    right, left = _channels(far), _channels(back)
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
    for number, (start, target, way) in enumerate(links):
        if (start, target, way) in far:
            wires.append(
                _aside(boxes, (start, target), RIGHT, end + MARGIN + CHANNEL * right[far.index(links[number])], way)
            )
        elif target == start + 1:
            wires.append(_down(boxes, start, way))
        else:
            wires.append(
                _aside(boxes, (start, target), LEFT, edge - MARGIN - CHANNEL * left[back.index(links[number])], way)
            )
    whole = end + MARGIN + CHANNEL * (1 + len({*right.values()}))
    named = tuple((spelled[key], edge + at * LANE_WIDTH) for at, key in enumerate(lanes))
    return Layout(named, tuple(boxes), tuple(wires), whole, y)


def _channels(links: Sequence[tuple[int, int, Exit]]) -> dict[int, int]:
    """Return the channel of each link, the short ones nearest to the boxes; links that pass the same row have different ones."""
    taken: list[list[tuple[int, int]]] = []
    chosen: dict[int, int] = {}
    for at in sorted(range(len(links)), key=lambda at: abs(links[at][1] - links[at][0])):
        low, high = sorted(links[at][:2])
        free = (number for number, spans in enumerate(taken) if all(high < one or low > other for one, other in spans))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((low, high))
        chosen[at] = number
    return chosen


def condition(way: Exit) -> str:
    """Return what stands at a line: the condition and the share."""
    words = write_exits([way])
    return words[: -len(way.target)].removesuffix("→")


def _down(boxes: Sequence[Box], start: int, way: Exit) -> Wire:
    one, other = boxes[start].side(BOTTOM), boxes[start + 1].side(TOP)
    middle = (one.y + other.y) / 2
    points = (one, other) if one.x == other.x else (one, Spot(one.x, middle), Spot(other.x, middle), other)
    return Wire(start, start + 1, (BOTTOM, TOP), points, condition(way), Spot(one.x + 4, one.y + 1))


def _aside(boxes: Sequence[Box], ends: tuple[int, int], side: int, x: float, way: Exit) -> Wire:
    one, other = (boxes[place].side(side) for place in ends)
    label = condition(way)
    # Words stand above the line, beside the box where it leaves.
    at = Spot(one.x + 4 if side == RIGHT else one.x - 4 - LETTER * (width(label) + 1), one.y - LINE_HEIGHT)
    # A link of a box to itself comes back above where it left.
    back = Spot(other.x, other.y - LINE_HEIGHT) if ends[0] == ends[1] else other
    return Wire(*ends, (side, side), (one, Spot(x, one.y), Spot(x, back.y), back), label, at)

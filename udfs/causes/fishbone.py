"""Where everything of a fishbone diagram (Ishikawa, R11) goes, so that no label lies on another.

The spine runs to the problem at the right. Each category is a slanted bone that ends on the spine, in turn above and below
it; each cause is a twig that ends on its bone, its own causes hang below it. One row of text has the height 1, one Latin
letter the width 1 (a Chinese character 2), so that the drawing fits any font.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple
from unicodedata import east_asian_width

from udfs.lang import Text

# So far a bone leans over with every row, and so much room is between two bones of a side, around labels, and below a
# bone for its category.
_LEAN, _BETWEEN, _MARGIN, _FOOT = 0.6, 3.0, 2.0, 1.6
# A label begins and ends so far from the ends of its line: the bone passes beside it, however it leans.
_BESIDE = 0.8
# A cause of a cause begins so much further to the right than the one above it.
_INDENT = 3.0
# Labels longer than this, in Chinese characters, are cut off: the drawing names causes, the table says them. Where there is
# room they may be longer.
LONGEST, _ROOMIER, _CUT = 17, (48, 36, 28, 22), "…"


class Twig(NamedTuple):
    """A cause on a bone: its place in the table, what it says, its state, and the causes below it in the same form."""

    place: int
    label: str
    state: Text | None = None
    below: tuple[Twig, ...] = ()


class Bone(NamedTuple):
    """A category with its causes."""

    label: str
    twigs: tuple[Twig, ...]


class Point(NamedTuple):
    """A place in the drawing: to the right, and upwards from the spine."""

    x: float
    y: float


@dataclass(frozen=True)
class Stroke:
    """A line with a label at one of its points.

    Attributes:
        points: the line, three or more points.
        at: which of them carries the label, which is centred on it and stands above the line.
        label: what it says.
        place: the row of the table that it shows; None for bones, spine and head.
        state: the state of that cause.
    """

    points: tuple[Point, ...]
    at: int
    label: str
    place: int | None = None
    state: Text | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of the label."""
        centre, half = self.points[self.at], width(self.label) / 2
        return centre.x - half, centre.y, centre.x + half, centre.y + 1


@dataclass
class Drawing:
    """The whole diagram.

    Attributes:
        bones: the categories' lines.
        twigs: the causes' lines.
        spine: the line to the problem.
        length: how far it reaches to the right.
        height: how far it reaches above and below the spine.
    """

    bones: list[Stroke] = field(default_factory=list)
    twigs: list[Stroke] = field(default_factory=list)
    spine: Stroke = field(default_factory=lambda: Stroke((Point(0, 0), Point(0, 0), Point(0, 0)), 2, ""))
    length: float = 0.0
    height: tuple[float, float] = (0.0, 0.0)

    @property
    def strokes(self) -> list[Stroke]:
        """Return every line, the spine first."""
        return [self.spine, *self.bones, *self.twigs]


def width(text: str) -> float:
    """Return how wide a text is in Latin letters."""
    return sum(2 if east_asian_width(letter) in "FWA" else 1 for letter in text)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a label as it is drawn: one line, cut off where it is longer than so many Chinese characters."""
    line = " ".join(text.split())
    if width(line) <= 2 * longest:
        return line
    kept = ""
    for letter in line:
        if width(kept + letter + _CUT) > 2 * longest:
            break
        kept += letter
    return kept.rstrip() + _CUT


def draw(problem: str, bones: Sequence[Bone], room: float = 0.0) -> Drawing:
    """Return the drawing of a problem and its categories; categories without causes are bare bones.

    Args:
        problem: what the diagram explains.
        bones: the categories from head to tail; every other one lies below the spine.
        room: how long it may become by labels that are longer than `LONGEST`; it becomes longer where it must.
    """
    for longest in (*_ROOMIER, LONGEST):
        drawing = _draw(shortened(problem, longest), [_labelled(bone, longest) for bone in bones])
        if drawing.length <= room:
            break
    return drawing


def _labelled(bone: Bone, longest: int) -> Bone:
    return Bone(shortened(bone.label, longest), tuple(_twig_labelled(twig, longest) for twig in bone.twigs))


def _twig_labelled(twig: Twig, longest: int) -> Twig:
    below = tuple(_twig_labelled(lower, longest) for lower in twig.below)
    return twig._replace(label=shortened(twig.label, longest), below=below)


def _draw(head: str, bones: Sequence[Bone]) -> Drawing:
    drawing = Drawing()
    sides = list(bones[::2]), list(bones[1::2])
    widths = [[_bone_width(bone) for bone in side] for side in sides]
    heights = [max((_rows(bone) for bone in side), default=0) for side in sides]
    reach = max(sum(own) + _LEAN * (rows + _FOOT) + _MARGIN for own, rows in zip(widths, heights, strict=True))
    for side, own, rows, up in zip(sides, widths, heights, (1, -1), strict=True):
        foot = reach
        for bone, wide in zip(side, own, strict=True):
            _draw_bone(drawing, bone, foot, up, rows)
            foot -= wide
    drawing.length = reach + width(head) + 2 * _MARGIN
    drawing.spine = Stroke(
        (Point(0, 0), Point(reach, 0), Point(reach + _MARGIN + width(head) / 2, 0), Point(drawing.length, 0)), 2, head
    )
    ups = [point.y for stroke in drawing.strokes for point in stroke.points]
    drawing.height = min(ups) - 1, max(ups) + 2
    return drawing


def flat(twigs: Sequence[Twig], depth: int = 0) -> Iterator[tuple[Twig, int]]:
    """Yield the rows of a bone: each cause and how deep it hangs below the first ones."""
    for twig in twigs:
        yield twig, depth
        yield from flat(twig.below, depth + 1)


def _rows(bone: Bone) -> int:
    return sum(1 for _ in flat(bone.twigs))


def _twig_length(twig: Twig) -> float:
    """Return how long a twig must be to carry its label and to lie above everything that hangs below it."""
    lower = (_INDENT + _twig_length(other) for other in twig.below)
    return max(chain([width(twig.label) + 2 * _BESIDE], lower))


def _bone_width(bone: Bone) -> float:
    longest = max((_twig_length(twig) for twig in bone.twigs), default=0.0)
    return max(longest, width(bone.label)) + _BETWEEN


def _draw_bone(drawing: Drawing, bone: Bone, foot: float, up: int, rows_of_side: int) -> None:
    """Draw a bone that ends on the spine at `foot`, above (1) or below it (-1); all of a side reach as far."""
    rows = list(flat(bone.twigs))
    top = rows_of_side + _FOOT
    # Labels stand above their lines, so below the spine everything begins one row further down.
    end = Point(foot - _LEAN * top, top if up > 0 else -top - 1)
    name = bone.label
    # The category stands to the left of the tip, where no other bone comes.
    start = Point(end.x - width(name), end.y)
    drawing.bones.append(Stroke((Point(foot, 0), end, Point((start.x + end.x) / 2, end.y), start), 2, name))
    lean = (foot - end.x) / abs(end.y)
    above: list[tuple[float, float]] = []
    line: tuple[Point, ...]
    for at, (twig, depth) in enumerate(rows):
        # Rows go downwards in both halves, so that causes hang below what they explain.
        y = top - 1 - at if up > 0 else -at - _FOOT - 1
        if depth == 0:
            length = _twig_length(twig)
        left = foot - lean * abs(y) - length + _INDENT * depth
        right = left + (length if depth == 0 else _twig_length(twig))
        middle = Point((left + right) / 2, y)
        del above[depth:]
        line = (Point(left, y), middle, Point(right, y))
        if depth:
            # It hangs on the line above by a line that leans as the bone does.
            start_x, start_y = above[-1]
            line = (Point(start_x + _INDENT, start_y), *line)
        above.append((left, y))
        drawing.twigs.append(Stroke(line, len(line) - 2, twig.label, twig.place, twig.state))

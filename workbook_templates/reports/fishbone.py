"""The sheet 鱼骨图: the causes of one issue as a fishbone diagram, in a native chart and, beside it, in cells.

Each line of the diagram is a series of the chart, each label the name of a series: both stand in cells that commands write,
so that the chart itself never changes. Programs that draw no charts show the same causes as a grid of cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from udfs import causes as rules
from udfs.causes.fishbone import Bone, Drawing, Stroke, Twig, draw, flat
from udfs.causes.tree import EXCLUDED, HOLDS, asked
from udfs.choices import means
from udfs.lang import Text
from udfs.values import Cell, CellValue, as_text, plain
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports.model import Report
from workbook_templates.tables.causes import states, tree

OTHER = Text("其他", "Other")
NOTHING = Text("还没有原因", "No causes yet")
MORE = Text("… 还有 {count} 个", "… {count} more")


class Proof(NamedTuple):
    """What the drawing says about a cause: its sign, what it means, and how many causes of that kind the chart has room for.

    A chart has at most 255 series.
    """

    sign: str
    meaning: Text
    room: int


PROVEN = Proof("√", HOLDS, 64)
RULED_OUT = Proof("×", EXCLUDED, 64)
OPEN = Proof("?", Text("未证实", "Not proven"), 112)
PROOFS = (PROVEN, RULED_OUT, OPEN)

BONES = 8
POINTS = 4
LINE_COLUMNS = 1 + 2 * POINTS
# A bone with more rows would not fit on the page, and so many are listed in a column of the grid.
MOST_ROWS = 24
GRID_ROWS, GRID_COLUMNS = 12, BONES // 2
_DEEPEST = 3


_ROOMS = tuple(proof.room for proof in PROOFS)


class Letters(NamedTuple):
    """How much of a chart there is in letters of one size.

    Attributes:
        wide: how many letters go side by side where they have that size; a longer drawing is drawn closer.
        high: how many rows of them.
        rooms: how many causes there is room for, by `PROOFS`.
    """

    wide: float
    high: float
    rooms: tuple[int, ...] = _ROOMS

    @property
    def slots(self) -> int:
        """Return how many lines there are."""
        return 1 + BONES + sum(self.rooms)

    def hold(self, drawing: Drawing) -> bool:
        """Return whether a drawing fits in letters of this size."""
        low, high = drawing.height
        return drawing.length <= self.wide and high - low <= self.high and len(drawing.twigs) <= sum(self.rooms)


# So many letters of a size that is easily read stand side by side on an upright page as well.
COMFORTABLE = 126.0
LETTERS = Letters(140.0, 38.0)
_INDENT = "　"


class Fishbone(NamedTuple):
    """The causes of one issue: its number, what it says, its categories, and the drawing."""

    issue: str
    problem: str
    bones: list[Bone]
    drawing: Drawing


def fishbone(book: Context) -> Fishbone:
    """Return the diagram of the issue that 设置 names, else of the first one that has causes."""
    return fishbone_of(book, plain(book.settings.values["fishbone_issue"]))


def fishbone_of(book: Context, issue: str) -> Fishbone:
    """Return the diagram of an issue, of the first one that has causes where none is named."""
    forest, rows = book.once(tree), book.tables["causes"]
    wanted = issue.casefold()
    tops = [place for place, level in enumerate(forest.levels) if level == 1]
    if not wanted and tops:
        wanted = forest.issues[tops[0]].casefold()
    tops = [place for place in tops if forest.issues[place].casefold() == wanted]
    if not tops:
        return Fishbone("", "", [], draw("", ()))
    effects = rules.effects(forest, rows["issue"], rows["question"], rows["answer"])
    # Not every row repeats the question; where none asks anything, the issue's number stands for it.
    first = next((top for top in tops if asked(rows["question"][top])), tops[0])
    issue, problem = forest.issues[tops[0]], plain(as_text(effects[first]))
    bones = _bones(book, tops)
    return Fishbone(issue, problem, bones, draw(problem, [_fitting(bone, book) for bone in bones], COMFORTABLE))


def _bones(book: Context, tops: Sequence[int]) -> list[Bone]:
    """Return the categories in the order of the list on 设置, others behind them; what is beyond the last bone is 其他."""
    other = OTHER.to(book.lang)
    named: dict[str, tuple[str, list[int]]] = {
        name.casefold(): (name, []) for name in book.settings.choices("cause_category")
    }
    for place in tops:
        name = plain(book.tables["causes"]["category"][place]) or other
        named.setdefault(name.casefold(), (name, []))[1].append(place)
    used = [(name, places) for name, places in named.values() if places]
    if len(used) > BONES:
        rest = [place for _, places in used[BONES - 1 :] for place in places]
        used = [*used[: BONES - 1], (other, rest)]
    return [Bone(name, tuple(_twig(book, place) for place in places)) for name, places in used]


def _twig(book: Context, place: int, depth: int = 1) -> Twig:
    """Return a cause with those below it, as deep as the drawing goes."""
    forest, rows = book.once(tree), book.tables["causes"]
    state = book.once(states)[place]
    below = forest.below[place] if depth < _DEEPEST else ()
    label = f"{proof_of(book, place).sign}{plain(as_text(rows['answer'][place]))}"
    return Twig(place, label, state, tuple(_twig(book, lower, depth + 1) for lower in below))


def proof_of(book: Context, place: int) -> Proof:
    """Return what the drawing says about the cause in a row of the table."""
    if book.once(states)[place] is EXCLUDED:
        return RULED_OUT
    return PROVEN if means(book.tables["causes"]["holds"][place], HOLDS) else OPEN


def _fitting(bone: Bone, book: Context) -> Bone:
    """Return a bone with no more rows than fit: the deepest causes are left out first, then the last ones."""
    for depth in range(_DEEPEST, 0, -1):
        twigs = tuple(_cut(twig, depth) for twig in bone.twigs)
        if sum(1 for _ in flat(twigs)) <= MOST_ROWS:
            return Bone(bone.label, twigs)
    shown = bone.twigs[: MOST_ROWS - 1]
    more = MORE.to(book.lang).format(count=len(bone.twigs) - len(shown))
    return Bone(bone.label, (*(_cut(twig, 1) for twig in shown), Twig(shown[-1].place, more)))


def _cut(twig: Twig, depth: int) -> Twig:
    return twig._replace(below=tuple(_cut(lower, depth - 1) for lower in twig.below) if depth > 1 else ())


# --- the areas -----------------------------------------------------------------------------------------------------------


def head(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    """Return the number of the issue that is shown, and what it says."""
    diagram = book.once(fishbone)
    named = plain(book.settings.values["fishbone_issue"])
    text = f"{diagram.issue}　{diagram.problem}" if diagram.bones else f"{named}　{NOTHING.to(book.lang)}".strip()
    return [[Cell(text)]]


def _lines(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    return lines(book, LETTERS)


def lines(book: Context, letters: Letters) -> list[list[Cell]]:
    """Return a row for each line of a chart: its label, then where its points are from left to right and from below."""
    diagram = book.once(fishbone)
    drawing = diagram.drawing
    # Without causes there is no problem either, and LibreOffice calls a line without a label after its row.
    spine = [drawing.spine] if diagram.bones else []
    listed: list[list[Stroke]] = [spine, drawing.bones, [], [], []]
    for stroke in drawing.twigs:
        kind = proof_of(book, stroke.place) if stroke.place is not None else OPEN
        at = PROOFS.index(kind) + 2
        # Where the colour has no room left, the sign says what the cause is.
        full = len(listed[at]) >= letters.rooms[at - 2]
        free = next((k for k, room in enumerate(letters.rooms, 2) if len(listed[k]) < room), None) if full else at
        if free is not None:
            listed[free].append(stroke)
    rows: list[list[Cell]] = []
    for strokes, room in zip(listed, (1, BONES, *letters.rooms), strict=True):
        rows += [_line(stroke, drawing, letters) for stroke in strokes]
        rows += no_lines(room - len(strokes))
    return rows


def no_lines(count: int) -> list[list[Cell]]:
    """Return rows without a line."""
    return [[Cell(None)] * LINE_COLUMNS] * count


def _line(stroke: Stroke, drawing: Drawing, letters: Letters) -> list[Cell]:
    """Return a line as shares of the drawing's length and height; the label belongs to the third of its points."""
    points = list(stroke.points)
    while len(points) < POINTS:
        points.insert(0, points[0])
    low, high = drawing.height
    # A small drawing is not stretched over the whole page.
    wide, tall = max(drawing.length, letters.wide), max(high - low, letters.high)
    across = [Cell(round(0.5 + (point.x - drawing.length / 2) / wide, 5)) for point in points]
    upwards = [Cell(round(0.5 + (point.y - (low + high) / 2) / tall, 5)) for point in points]
    return [Cell(stroke.label or None), *across, *upwards]


def _grid(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    """Return the categories in columns, four above the problem and four below, each cause in a row under its category."""
    diagram = book.once(fishbone)
    columns = [list(_column(bone, book)) for bone in diagram.bones]
    columns += [[None] * (GRID_ROWS + 1)] * (BONES - len(columns))
    above, below = columns[::2], columns[1::2]
    middle: list[CellValue] = [f"→ {diagram.problem}" if diagram.bones else None, *[None] * (GRID_COLUMNS - 1)]
    rows = [*zip(*above, strict=True), middle, *zip(*below, strict=True)]
    return [[Cell(value) for value in row] for row in rows]


def _column(bone: Bone, book: Context) -> Iterator[CellValue]:
    lines = [f"{_INDENT * depth}{twig.label}" for twig, depth in flat(bone.twigs)]
    if len(lines) > GRID_ROWS:
        lines = [*lines[: GRID_ROWS - 1], MORE.to(book.lang).format(count=len(lines) - GRID_ROWS + 1)]
    yield f"【{bone.label}】"
    yield from lines
    yield from [None] * (GRID_ROWS - len(lines))


HEAD = Area(name="fish_head", rows=1, cols=1, render=head)
LINES = Area(name="fish_lines", rows=LETTERS.slots, cols=LINE_COLUMNS, render=_lines)
GRID = Area(name="fish_grid", rows=2 * GRID_ROWS + 3, cols=GRID_COLUMNS, render=_grid)

FISHBONE = Report(
    key="fishbone",
    table="causes",
    sheet=Text("鱼骨图", "Fishbone"),
    title=Text("鱼骨图", "Fishbone diagram"),
    note=Text(
        "由命令“根因”画出「设置」中所选问题的原因；下方是同样内容的表格，供不显示图表的程序看",
        "Drawn by the command “causes” for the issue chosen on the sheet Settings; the same below as cells, for programs without charts",
    ),
    areas=(HEAD, LINES, GRID),
)

"""The sheet 流程图: the steps of one rule in lanes, drawn in cells, and its figures beside those of the rule that it replaces.

A lane is two columns wide, so that lines between lanes begin and end in the middle of a box; a step has two rows, one for its box
and one for the line to the next row. Links to any other row are named beside it, at both of their ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.lang import Text
from udfs.process.model import DECISION, END, START, Exit, Step, write_exits
from udfs.process.paths import Process
from udfs.process.times import Figures, visit
from udfs.values import Cell, CellValue, as_text, plain
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.process_settings import FLOW_KEY, FLOW_RULE
from workbook_templates.reports.model import Report
from workbook_templates.tables.step_figures import RuleSteps, known_processes

STEPS, LANES = 40, 6
# Behind the lanes: where else a step goes, where else it is come to from, its minutes.
BESIDE = (Text("另去", "Goes to"), Text("来自", "Comes from"), Text("单次（分钟）", "Per visit, min"))
COLUMNS = 2 * LANES + len(BESIDE)
OTHER, NO_LANE = Text("其他岗位", "Other posts"), Text("（没有岗位）", "(no post)")
SIGNS = {START: "●", DECISION: "◇", END: "◎"}
FIGURE_NAMES = (
    Text("步骤数", "Steps"),
    Text("岗位数", "Posts"),
    Text("交接次数", "Handovers"),
    Text("周期时间（分钟）", "Cycle time, minutes"),
    Text("作业时间（分钟）", "Work, minutes"),
    Text("作业时间占比", "Share of work"),
    Text("检查发现", "Findings"),
)
# In which column of the figures the change stands: each figure takes the two of a lane.
CHANGE = 4
_LINE = "─" * 24
CHANGED = Text("变化", "Change")
_NOTHING = Text("还没有步骤：请先填“流程步骤”", "No steps yet: fill in the sheet Steps first")


class Drawn(NamedTuple):
    """What is drawn: the rule with its name; beside its figures those of the rule that it replaces, or that replaces it.

    `before` and `after` are the pair; one of them is the rule itself.
    """

    chosen: RuleSteps
    title: str
    before: RuleSteps | None
    after: RuleSteps | None
    names: dict[str, str]


def drawn(book: Context) -> Drawn | None:
    """Return the rule that is chosen on the sheet, else the first one with steps; None without steps."""
    known = {entry.rule.casefold(): entry for entry in reversed(book.once(known_processes))}
    wanted = plain(as_text(book.settings.values[FLOW_RULE.key])).casefold()
    first = next(iter(book.once(known_processes)), None)
    chosen = known.get(wanted) if wanted else first
    if chosen is None:
        return None
    names, replaced = _rules(book)
    own = chosen.rule.casefold()
    before = known.get(replaced.get(own, ""))
    later = next((known[key] for key, old in replaced.items() if old == own and key in known), None)
    pair = (before, chosen) if before or not later else (chosen, later)
    return Drawn(chosen, _title(chosen, names), *pair, names)


def _rules(book: Context) -> tuple[dict[str, str], dict[str, str]]:
    """Return the name of each rule, and the rule that it replaces."""
    if "rules" not in book.tables:
        return {}, {}
    data = book.tables["rules"]
    keys = [plain(value).casefold() for value in data["id"]]
    names = dict(zip(keys, map(plain, data["name"]), strict=True))
    return names, dict(zip(keys, (plain(value).casefold() for value in data["replaces"]), strict=True))


def _title(entry: RuleSteps, names: dict[str, str]) -> str:
    return f"{entry.rule} {names.get(entry.rule.casefold(), '')}".strip()


def shown_title(book: Context, entry: RuleSteps) -> str:
    """Return what a rule is called: its number and its name."""
    return _title(entry, _rules(book)[0])


def lanes_of(process: Process, book: Context) -> list[str]:
    """Return the posts from left to right, as they first appear; what is beyond the last lane is 其他岗位."""
    named = {step.lane.casefold(): step.lane for step in reversed(process.steps[:STEPS])}
    order = dict.fromkeys(step.lane.casefold() for step in process.steps[:STEPS])
    lanes = [named[key] or NO_LANE.to(book.lang) for key in order]
    return lanes if len(lanes) <= LANES else [*lanes[: LANES - 1], OTHER.to(book.lang)]


def lane_places(process: Process) -> list[int]:
    """Return the lane of each step that is drawn, counted from 0."""
    order = [*dict.fromkeys(step.lane.casefold() for step in process.steps[:STEPS])]
    return [min(order.index(step.lane.casefold()), LANES - 1) for step in process.steps[:STEPS]]


def label(step: Step) -> str:
    """Return what stands in a box: the sign of its kind, number and name."""
    return f"{SIGNS.get(step.kind, '')} {step.number} {step.name}".strip()


# --- the areas -----------------------------------------------------------------------------------------------------------


def _head(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    shown = book.once(drawn)
    if shown is None:
        named = plain(as_text(book.settings.values[FLOW_RULE.key]))
        return [[Cell(f"{named}　{_NOTHING.to(book.lang)}".strip())], [Cell(None)]]
    notes = []
    if shown.chosen.figures.guessed:
        notes.append(Text("没写比例的分支按平分计算", "branches without a share count equally"))
    if shown.chosen.figures.cycle is None:
        notes.append(Text("有走不到结束的路，算不出周期时间", "not every way leads to an end: no cycle time"))
    more = len(shown.chosen.process.steps) - STEPS
    if more > 0:
        notes.append(Text(f"另有 {more} 步没有画", f"{more} more steps are not drawn"))
    words = ("；" if book.lang == "zh" else "; ").join(note.to(book.lang) for note in notes)
    return [[Cell(shown.title)], [Cell(words or None)]]


def _lane_names(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    shown = book.once(drawn)
    names = lanes_of(shown.chosen.process, book) if shown else []
    row: list[CellValue] = []
    for name in names:
        row += [name, None]
    return [[Cell(value) for value in (row + [None] * (2 * LANES))[: 2 * LANES]]]


def compared(entry: RuleSteps) -> list[float | None]:
    """Return the figures of a rule in the order of `FIGURE_NAMES`."""
    of: Figures = entry.figures
    posts = len({step.lane.casefold() for step in entry.process.steps if step.lane})
    cycle, touch = (None if value is None else round(value, 1) for value in (of.cycle, of.touch))
    share = None if of.share is None else round(of.share, 4)
    return [of.steps, posts, of.handovers, cycle, touch, share, len(entry.weaknesses)]


def _figures(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    """Return the figures before, now and the change; each takes the two columns of a lane."""
    shown = book.once(drawn)
    pair = (shown.before, shown.after) if shown else (None, None)
    heads = [_title(entry, shown.names) if shown and entry else None for entry in pair]
    rows: list[list[CellValue]] = [[heads[0], None, heads[1], None, CHANGED.to(book.lang) if all(pair) else None, None]]
    before, now = (compared(entry) if entry else [None] * len(FIGURE_NAMES) for entry in pair)
    for one, other in zip(before, now, strict=True):
        change = None if one is None or other is None else round(other - one, 4)
        rows.append([one, None, other, None, change, None])
    return [[Cell(value) for value in row] for row in rows]


def _grid(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    shown = book.once(drawn)
    rows = grid(shown.chosen.process) if shown else []
    rows += [[None] * COLUMNS for _ in range(2 * STEPS - len(rows))]
    return [[Cell(value) for value in row] for row in rows]


def grid(process: Process) -> list[list[CellValue]]:
    """Return two rows for each step: its box with what stands beside it, and the line to the next row."""
    places = lane_places(process)
    rows: list[list[CellValue]] = []
    for at, lane in enumerate(places):
        step = process.steps[at]
        box: list[CellValue] = [None] * COLUMNS
        box[2 * lane] = label(step)
        onward = [way for way in step.exits if process.places.get(way.target) != at + 1 or at + 1 >= len(places)]
        origins = [process.steps[origin].number for origin in process.before[at] if origin != at - 1]
        box[2 * LANES] = write_exits(onward) or None
        box[2 * LANES + 1] = ", ".join(origins) or None
        box[2 * LANES + 2] = round(visit(step), 1) or None
        rows.append(box)
        ahead = [way for way in step.exits if process.places.get(way.target) == at + 1]
        line: list[CellValue] = [None] * COLUMNS
        if ahead and at + 1 < len(places):
            line[: 2 * LANES] = _line(lane, places[at + 1], ahead)
        rows.append(line)
    return rows


def _line(one: int, other: int, ways: Sequence[Exit]) -> list[CellValue]:
    """Return the line from a lane to another one; cells of left halves end, those of right halves begin in the middle of a lane."""
    cells: list[CellValue] = [None] * (2 * LANES)
    when = write_exits([ways[0]._replace(target="0")]).removesuffix("→0").removesuffix("0")
    if one == other:
        cells[2 * one] = f"{when} ↓".strip()
    elif one < other:
        cells[2 * one : 2 * other + 2] = [f"{when} └".strip(), *[_LINE] * (2 * (other - one)), "↓"]
    else:
        cells[2 * other : 2 * one + 2] = ["↓", *[_LINE] * (2 * (one - other)), f"┘ {when}".strip()]
    return cells


HEAD = Area(name="flow_head", rows=2, cols=1, render=_head)
LANE_NAMES = Area(name="flow_lanes", rows=1, cols=2 * LANES, render=_lane_names)
FIGURES = Area(name="flow_figures", rows=len(FIGURE_NAMES) + 1, cols=6, render=_figures)
GRID = Area(name="flow_grid", rows=2 * STEPS, cols=COLUMNS, render=_grid)

FLOW_CHART = Report(
    key=FLOW_KEY,
    table="steps",
    sheet=Text("流程图", "Flow chart"),
    title=Text("流程图", "Flow chart"),
    note=Text(
        "由命令“流程”画出所选细则：一列一个岗位，一行一步；“另去”和“来自”是不到下一行的流转；“取代”写了改进前的细则时，列出前后对比",
        "Drawn by the command “flow” for the chosen rule: a column per post, a row per step; links to other rows stand beside it; "
        "a rule that replaces another one is compared with it",
    ),
    areas=(HEAD, FIGURES, LANE_NAMES, GRID),
    flow=GRID,
)

"""The steps of a chain in their order, and what is shown of a row in each."""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Text
from udfs.tracing.graph import Node
from udfs.values import CellValue, is_blank, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context

_LONGEST_NAME = 30


class Step(NamedTuple):
    """A table as a step of a chain.

    Attributes:
        table: its key.
        label: what the step is called, for one of those that every chain is to have; None: it may be there.
        state: the columns that say where a row stands.
        shows: the column that says what it is about; the table's subject where empty.
    """

    table: str
    label: Text | None = None
    state: tuple[str, ...] = ()
    shows: str = ""


STEPS: tuple[Step, ...] = (
    Step("interviews", state=("topic",)),
    Step("feedback_texts", state=("channel",)),
    Step("keywords", state=("trend",)),
    Step("proposals", state=("stage",)),
    Step("signals", state=("verdict",), shows="explanation"),
    Step("adjustments", state=("analysis",)),
    Step("incidents", state=("severity",)),
    Step("feedback", state=("state",)),
    Step("issues", Text("问题", "Issue"), ("status",)),
    Step("causes", Text("根因", "Cause"), ("state",)),
    Step("confirmations", state=("verdict",), shows="judgement"),
    Step("rules", state=("cycle",)),
    Step("steps", state=("kind",)),
    Step("scenarios", state=("verdict",)),
    Step("ideas", state=("count",)),
    Step("plans", Text("方案", "Solution"), ("decision",)),
    Step("pilots", state=("band",)),
    Step("supports", state=("state",)),
    Step("tasks", Text("任务", "Task"), ("status",)),
    Step("measures", Text("指标", "Measure"), ("variation",)),
    Step("benchmarks"),
    Step("effects", Text("效果", "Effect"), ("verdict", "decision")),
    Step("manuals", Text("手册版本", "Manual"), ("version", "state")),
    Step("trainings", Text("培训", "Training"), ("state",)),
    Step("rollout", state=("state",)),
    Step("risks"),
    Step("drills", state=("result_of",)),
    Step("reviews", Text("复盘", "Review"), ("judgement",)),
)
ORDER = {step.table: at for at, step in enumerate(STEPS)}
# The steps that every chain is to have in the end.
MAIN = tuple(step for step in STEPS if step.label is not None)


def label_of(table: str) -> Text:
    """Return what a step is called: by itself, else as its sheet."""
    step = STEPS[ORDER[table]] if table in ORDER else Step(table)
    return step.label or TABLES[table].sheet


def step_of(table: str) -> Step:
    """Return the step of a table; one that no step is about has neither state nor label."""
    return STEPS[ORDER[table]] if table in ORDER else Step(table)


def cell(book: Context, node: Node, key: str) -> CellValue:
    """Return what a row says in a column; nothing where there is no such row or column."""
    column = None if node.place is None else book.tables[node.table].columns.get(key)
    return column[node.place] if column and node.place is not None else None


def subject(book: Context, node: Node) -> str:
    """Return what a row is about; empty where it does not say, or is none."""
    if node.place is None:
        return ""
    return plain(cell(book, node, step_of(node.table).shows or book.tables[node.table].table.subject))


def state(book: Context, node: Node) -> list[CellValue]:
    """Return where a row stands, in its own words; nothing where it does not say."""
    values = (cell(book, node, key) for key in step_of(node.table).state)
    return [value for value in values if not is_blank(value)]


def name_of(book: Context, node: Node) -> str:
    """Return how messages call a row: its number, or what it is about where it has none."""
    if node.place is None:
        return node.number
    name = plain(cell(book, node, "id")) or subject(book, node)
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"

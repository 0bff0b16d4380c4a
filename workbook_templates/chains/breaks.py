"""Where chains break beyond the tasks: what is due by now and is not there, and numbers that lead nowhere (W4).

A step is asked for only when the one before it has come so far, and only in a table that the workbook holds; `unseen` names
the tables that it lacks. What breaks between issue and task is found where the register is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from udfs.effects.choices import ROLL_OUT
from udfs.governing.reviews import QUARTER, period_of
from udfs.indicators.choices import PROCESS_TROUBLE
from udfs.lang import Text
from udfs.problems import tracing
from udfs.standards.trainings import NOTHING, need_of
from udfs.statistics.verdict import BETTER, UNCHANGED, WORSE
from udfs.status import DONE
from udfs.tracing.gaps import Gap
from udfs.tracing.graph import Graph, Node
from udfs.values import day_of, is_blank, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.chains.implementation import implementation
from workbook_templates.chains.links import ENDS, graph
from workbook_templates.chains.steps import ORDER, cell, name_of
from workbook_templates.context import Context

# Links whose broken ends the chains of the register report in words of their own.
_IN_REGISTER = {("plans", "issue"), ("tasks", "issue"), ("tasks", "plan")}
_JUDGED = (BETTER, WORSE, UNCHANGED)


def breaks(book: Context) -> list[Gap]:
    """Return every break of the workbook's chains, in the order of the steps; ask for it by `Context.once`."""
    links = book.once(graph)
    gaps = dict.fromkeys(gap for row in book.once(implementation) for gap in row.gaps)
    for find in _FINDERS:
        gaps |= dict.fromkeys(find(book, links))
    return sorted(gaps, key=lambda gap: (ORDER.get(gap.node.table, len(ORDER)), gap.node.place or 0))


def unseen(book: Context) -> Iterator[tuple[str, Text]]:
    """Yield what was not looked at: tables that the workbook lacks, and what they would say."""
    for table, words in _ALWAYS_SEEN.items():
        if table not in book.tables:
            yield table, words
    links = book.once(graph)
    for table, words, due in _SEEN_WHEN_DUE:
        if table in TABLES and table not in book.tables and any(True for _ in due(book, links)):
            yield table, words


def _lost(book: Context, links: Graph) -> Iterator[Gap]:
    """Find numbers that no row has."""
    for node, column, number in links.lost:
        if (column.table, column.key) not in _IN_REGISTER:
            label, table = TABLES[column.table].column(column.key).label, TABLES[column.refers].sheet
            yield Gap(tracing.LINK_UNKNOWN, node, column.key, name_of(book, node), number, label, table)


# --- effects: of solutions that are carried out, decided, made the rule --------------------------------------------


def _carried_out(book: Context, links: Graph) -> Iterator[Node]:
    """Yield the solutions of which every task is done."""
    if "plans" not in book.tables or "tasks" not in book.tables:
        return
    done = DONE.to(book.lang)
    for plan in _rows(book, "plans"):
        tasks = [node for node in links.following(plan) if node.table == "tasks"]
        if tasks and all(cell(book, task, "status") == done for task in tasks):
            yield plan


def _without_effect(book: Context, links: Graph) -> Iterator[Gap]:
    if "effects" in book.tables:
        for plan in _not_followed(links, _carried_out(book, links), "effects"):
            yield Gap(tracing.PLAN_WITHOUT_EFFECT, plan, "id", name_of(book, plan))


def _undecided(book: Context, _links: Graph) -> Iterator[Gap]:
    """Find effects that say nothing of their solution, and verdicts on which nobody has decided; the time after is over."""
    words = {word.to(book.lang) for word in _JUDGED}
    for node in _rows(book, "effects"):
        name, verdict, over = name_of(book, node), plain(cell(book, node, "verdict")), _day(book, node, "after_to")
        if is_blank(cell(book, node, "improvement")):
            yield Gap(tracing.EFFECT_WITHOUT_PLAN, node, "improvement", name)
        is_over = over is not None and over < book.today
        if verdict in words and is_over and is_blank(cell(book, node, "decision")):
            yield Gap(tracing.EFFECT_UNDECIDED, node, "decision", name, verdict)


def _rolled_out(book: Context, _links: Graph) -> Iterator[Node]:
    """Yield the effects that somebody has decided to roll out."""
    word = ROLL_OUT.to(book.lang).casefold()
    return (node for node in _rows(book, "effects") if plain(cell(book, node, "decision")).casefold() == word)


def _not_rolled_out(book: Context, links: Graph) -> Iterator[Gap]:
    for table, problem in (
        ("manuals", tracing.EFFECT_WITHOUT_MANUAL),
        ("rollout", tracing.EFFECT_WITHOUT_ROLLOUT),
    ):
        if table in book.tables:
            for node in _not_followed(links, _rolled_out(book, links), table):
                yield Gap(problem, node, "decision", name_of(book, node))


def _not_reviewed(book: Context, links: Graph) -> Iterator[Gap]:
    """Find decisions of a quarter that is over, and that no review looks at."""
    if "reviews" in book.tables:
        for node in _past(book, links):
            if not any(after.table == "reviews" for after in links.following(node)):
                day = plain(_day(book, node, "decided_on"))
                yield Gap(tracing.EFFECT_WITHOUT_REVIEW, node, "decided_on", name_of(book, node), day)


def _past(book: Context, _links: Graph) -> Iterator[Node]:
    """Yield the effects decided in a quarter whose review is due."""
    within = timedelta(days=int(book.settings.number("review_within")))
    for node in _rows(book, "effects"):
        span = period_of(QUARTER.zh, _day(book, node, "decided_on"))
        if span is not None and span[1] + within < book.today:
            yield node


# --- manuals and trainings ------------------------------------------------------------------------------------------


def _manuals(book: Context, links: Graph) -> Iterator[Gap]:
    """Find versions that replace another without saying why, and those in force that nobody was trained in."""
    origins = [
        column
        for column in (TABLES["manuals"].columns if "manuals" in book.tables else ())
        if column.refers in ("plans", "tasks") and column.comes == "before"
    ]
    for node in _rows(book, "manuals"):
        if origins and _replaces(book, node) and all(is_blank(cell(book, node, column.key)) for column in origins):
            first = origins[0]
            yield Gap(tracing.MANUAL_WITHOUT_ORIGIN, node, first.key, name_of(book, node), "", first.label)
    if "trainings" in book.tables:
        for node in _not_followed(links, _to_be_trained(book, links), "trainings"):
            yield Gap(tracing.MANUAL_WITHOUT_TRAINING, node, "training", name_of(book, node))


def _replaces(book: Context, node: Node) -> bool:
    """Return whether an earlier version of the same manual is listed."""
    name, day = plain(cell(book, node, "name")).casefold(), _day(book, node, "effective")
    if not name or day is None:
        return False
    return any(
        plain(cell(book, other, "name")).casefold() == name
        and (since := _day(book, other, "effective"))
        and since < day
        for other in _rows(book, "manuals")
        if other != node
    )


def _to_be_trained(book: Context, _links: Graph) -> Iterator[Node]:
    """Yield the versions in force today that ask for training."""
    for node in _rows(book, "manuals"):
        since, until = _day(book, node, "effective"), _day(book, node, "ends")
        in_force = since is not None and since <= book.today and (until is None or until >= book.today)
        if in_force and need_of(cell(book, node, "training")) is not NOTHING:
            yield node


# --- signals, adjustments, reviews ----------------------------------------------------------------------------------


def _signals(book: Context, _links: Graph) -> Iterator[Gap]:
    trouble = PROCESS_TROUBLE.to(book.lang)
    for node in _rows(book, "signals"):
        if plain(cell(book, node, "verdict")) == trouble and _says_nothing(book, node, "issue", "adjustment"):
            yield Gap(tracing.SIGNAL_NOT_FOLLOWED, node, "issue", name_of(book, node), trouble)


def _adjustments(book: Context, _links: Graph) -> Iterator[Gap]:
    for node in _rows(book, "adjustments"):
        if _says_nothing(book, node, "signal", "measure"):
            yield Gap(tracing.ADJUSTMENT_WITHOUT_ORIGIN, node, "signal", name_of(book, node))


def _next_steps(book: Context, _links: Graph) -> Iterator[Gap]:
    for node in _rows(book, "reviews"):
        has_next = not _says_nothing(book, node, "next") and not _says_nothing(book, node, "reviewed_on")
        if has_next and _says_nothing(book, node, "task"):
            yield Gap(tracing.NEXT_WITHOUT_TASK, node, "task", name_of(book, node))


# --- what all of them ask -------------------------------------------------------------------------------------------


def _rows(book: Context, table: str) -> Iterable[Node]:
    return (Node(table, place) for place in book.tables[table].records()) if table in book.tables else ()


def _day(book: Context, node: Node, key: str) -> date | None:
    return day_of(cell(book, node, key))


def _says_nothing(book: Context, node: Node, *keys: str) -> bool:
    return all(is_blank(cell(book, node, key)) for key in keys)


def _not_followed(links: Graph, nodes: Iterable[Node], table: str) -> Iterator[Node]:
    """Yield the rows of which no row of a table comes, near or far."""
    return (node for node in nodes if not any(after.table == table for after in links.after(node, ENDS)))


_FINDERS: tuple[Callable[[Context, Graph], Iterable[Gap]], ...] = (
    _lost,
    _without_effect,
    _undecided,
    _not_rolled_out,
    _not_reviewed,
    _manuals,
    _signals,
    _adjustments,
    _next_steps,
)
_ALWAYS_SEEN = {
    "issues": Text("问题有没有方案、关联的问题在不在", "whether issues have solutions and those named exist"),
    "plans": Text(
        "问题有没有方案、任务的方案在不在、是否通过", "whether the solutions of issues and tasks exist and passed"
    ),
    "tasks": Text("通过的方案有没有任务", "whether solutions that passed have tasks"),
}
_SEEN_WHEN_DUE: tuple[tuple[str, Text, Callable[[Context, Graph], Iterator[Node]]], ...] = (
    (
        "effects",
        Text("完成的方案有没有效果验证", "whether the effect of solutions carried out is verified"),
        _carried_out,
    ),
    ("manuals", Text("决定推广的改善有没有写进手册", "whether manuals hold what is to be rolled out"), _rolled_out),
    ("trainings", Text("生效的手册版本有没有培训", "whether people are trained in manuals in force"), _to_be_trained),
    ("reviews", Text("有了决定的改善有没有复盘", "whether decisions were reviewed"), _past),
)

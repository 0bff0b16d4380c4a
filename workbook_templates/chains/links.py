"""The links of a workbook: columns that name rows of other tables, as the tables declare them, and what follows from those.

Some things are said by no column, and are concluded. A solution for an issue comes of the issue's proven root causes. Of
what names the same solution, the tasks come before the effect, and that before the manual that makes it the rule. What is rolled
out by a manual led to it. And a review looks at everything that came to its end in its period.
"""

from __future__ import annotations

from collections.abc import Iterator

from udfs.governing.reviews import period_of
from udfs.tracing.graph import Graph, LinkColumn, Node, in_sequence
from udfs.values import CellValue, day_of
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.tables.causes import standings

# Text in which numbers of causes may stand: the only link that is not declared as one.
_SOFT = (LinkColumn("tasks", "cause", "causes", strict=False),)
# A review looks at what has ended in its period: table, and the day of the end.
_ENDED = (("issues", "closed_on"), ("tasks", "done_on"), ("effects", "decided_on"), ("trainings", "done_on"))
# What makes an improvement the rule, once its effect is known.
_RULES = ("manuals", "rollout")
# Rows that look at many chains at once: a walk ends there.
ENDS = frozenset({"reviews"})


def link_columns() -> list[LinkColumn]:
    """Return every column that says what led to what."""
    declared = [
        LinkColumn(table.key, column.key, column.refers, onward=column.comes == "after")
        for table in TABLES.values()
        for column in table.columns
        if column.refers is not None and column.comes != "beside"
    ]
    return [*declared, *_SOFT]


def graph(book: Context) -> Graph:
    """Return the rows of a workbook and how they are linked; ask for it by `Context.once`."""
    columns = link_columns()
    linked = {key for column in columns for key in (column.table, column.refers)}
    rows = {key: data.records() for key, data in book.tables.items() if key in linked}
    built = Graph.of({key: zip(places, _at(book, key, "id", places), strict=True) for key, places in rows.items()})
    for column in columns:
        if column.table in rows:
            places = rows[column.table]
            built.link(column, zip(places, _at(book, column.table, column.key, places), strict=True))
    _link_roots(book, built)
    _link_rollouts(book, built)
    for plan in _all_nodes(built, "plans"):
        _link_through(built, plan)
    _link_reviews(book, built)
    return built


def _at(book: Context, table: str, key: str, places: list[int]) -> list[CellValue]:
    column = book.tables[table][key]
    return [column[place] for place in places]


def _all_nodes(built: Graph, table: str) -> Iterator[Node]:
    for places in built.places.get(table, {}).values():
        yield Node(table, places[0])
    yield from [node for node in built.written if node.table == table]


def _link_roots(book: Context, built: Graph) -> None:
    """Let the proven root causes of an issue lead to its solutions."""
    for standing in book.once(standings).values() if "causes" in book.tables else ():
        issue = built.named("issues", standing.issue)
        for plan in built.following(issue):
            if plan.table == "plans":
                for root in standing.roots:
                    built.join(Node("causes", root), plan)


def _link_rollouts(book: Context, built: Graph) -> None:
    """Let the effect that is rolled out by a manual, or its solution where no effect is named, lead to that manual."""
    for place in book.tables["rollout"].records() if "rollout" in book.tables else ():
        origins = built.preceding(Node("rollout", place))
        effects = [node for node in origins if node.table == "effects"]
        for manual in (node for node in origins if node.table == "manuals"):
            for origin in effects or [node for node in origins if node.table == "plans"]:
                built.join(origin, manual)


def _link_through(built: Graph, plan: Node) -> None:
    """Let what names the same solution follow each other."""
    children = built.following(plan)
    tasks = [node for node in children if node.table == "tasks"]
    effects = [node for node in children if node.table == "effects"]
    named = [node for node in children if node.table in _RULES]
    carriers = (node for node in children if node.table in ("tasks", "pilots"))
    through = [node for carrier in carriers for node in built.following(carrier) if node.table in _RULES]
    # Without an effect they come of the tasks that they name, or of all where they name the solution.
    in_sequence(built, plan, (tasks, effects, dict.fromkeys([*named, *through]) if effects else named))


def _link_reviews(book: Context, built: Graph) -> None:
    """Let what has ended lead to the reviews of that day; a review does not look at what it has itself brought about."""
    if "reviews" not in book.tables:
        return
    data = book.tables["reviews"]
    spans = [
        (span, Node("reviews", row))
        for row in data.records()
        if (span := period_of(data["kind"][row], data["day"][row])) is not None
    ]
    for table, key in _ENDED if spans else ():
        if table not in book.tables:
            continue
        column = book.tables[table][key]
        for place in book.tables[table].records():
            node, ended = Node(table, place), day_of(column[place])
            if ended is not None:
                for (first, last), review in spans:
                    if first <= ended <= last and review not in built.preceding(node):
                        built.join(node, review)

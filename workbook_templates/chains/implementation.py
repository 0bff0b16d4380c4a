"""The chains of the register 实施方案: issue, root causes, solution, task, as far as each leads, and what is missing there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from udfs.causes.tree import Standing
from udfs.problems import tracing
from udfs.scheduling import chains as rules
from udfs.scheduling.chains import ISSUES, PLANS, TASKS, Chain, End, Issue, Solution, Task
from udfs.score import PASS
from udfs.tracing.gaps import Gap
from udfs.tracing.graph import Node
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.chains.steps import name_of
from workbook_templates.context import Context
from workbook_templates.summary_lists import open_issues
from workbook_templates.tables.causes import CAUSES, standings


class Row(NamedTuple):
    """A chain, its rows by their places in the tables, and its gaps."""

    issue: End
    plan: End
    task: End
    gaps: tuple[Gap, ...]


def implementation(book: Context) -> list[Row]:
    """Return every chain from issue to task; ask for it by `Context.once`.

    A table that the workbook does not hold is no gap; an issue that is only analysed is a chain, too.
    """
    rows = {key: book.tables[key].records() for key in (ISSUES, PLANS, TASKS) if key in book.tables}
    listed = rules.chains(
        _issues(book, rows[ISSUES]) if ISSUES in rows else None,
        _plans(book, rows[PLANS]) if PLANS in rows else None,
        _tasks(book, rows[TASKS]) if TASKS in rows else None,
    )
    return [*_with_roots(book, [_placed(chain, rows) for chain in listed])]


def _placed(chain: Chain, rows: dict[str, list[int]]) -> Row:
    """Return a chain with the places of its rows instead of their positions among those that count."""

    def end(table: str, position: End) -> End:
        return position if position.row is None else End(rows[table][position.row], position.number)

    gaps = (
        Gap(gap.problem, Node(gap.table, rows[gap.table][gap.row]), gap.column, gap.value, gap.other)
        for gap in chain.gaps
    )
    return Row(end(ISSUES, chain.issue), end(PLANS, chain.plan), end(TASKS, chain.task), tuple(gaps))


def _with_roots(book: Context, listed: list[Row]) -> Iterator[Row]:
    """Yield the chains with what is missing at the root causes of their issues."""
    analysed = book.once(standings) if CAUSES.key in book.tables else {}
    named = {row.issue.number.casefold() for row in listed}
    alone = [Row(End(None, each.issue), End(), End(), ()) for key, each in analysed.items() if key not in named]
    planned = {row.issue.number.casefold() for row in listed if row.plan.row is not None}
    for row in (*listed, *alone):
        standing = analysed.get(row.issue.number.casefold())
        before = () if standing is None else _root_gaps(book, row.issue.number, standing, planned)
        yield row._replace(gaps=(*before, *row.gaps))


def _root_gaps(book: Context, issue: str, standing: Standing, planned: Collection[str]) -> Iterator[Gap]:
    if not standing.roots:
        place = (standing.open or [standing.first])[0]
        yield Gap(tracing.ROOT_OPEN, Node(CAUSES.key, place), "holds", issue)
    elif PLANS in book.tables and issue.casefold() not in planned:
        for place in standing.roots:
            node = Node(CAUSES.key, place)
            yield Gap(tracing.ROOT_WITHOUT_PLAN, node, "id", name_of(book, node), issue)


def _issues(book: Context, rows: Sequence[int]) -> list[Issue]:
    """Return the issues; urgent are the open ones of the first priority."""
    data, first = book.tables[ISSUES], book.settings.lists["priority"][0].casefold()
    waiting = set(open_issues(book))
    return [
        Issue(data["id"][i], name_of(book, Node(ISSUES, i)), i in waiting and _is(data["priority"][i], first))
        for i in rows
    ]


def _plans(book: Context, rows: Sequence[int]) -> list[Solution]:
    """Return the solutions with their verdicts."""
    data, passed = book.tables[PLANS], PASS.to(book.lang).casefold()
    verdicts = [None if is_blank(verdict) else _is(verdict, passed) for verdict in data["decision"]]
    return [Solution(data["id"][i], name_of(book, Node(PLANS, i)), data["issue"][i], verdicts[i]) for i in rows]


def _tasks(book: Context, rows: Sequence[int]) -> list[Task]:
    """Return the tasks."""
    data = book.tables[TASKS]
    return [Task(data["id"][i], name_of(book, Node(TASKS, i)), data["issue"][i], data["plan"][i]) for i in rows]


def has_passed(book: Context, place: int) -> bool:
    """Return whether a solution has passed."""
    return _is(book.tables[PLANS]["decision"][place], PASS.to(book.lang).casefold())


def _is(value: CellValue, word: str) -> bool:
    return bool(word) and as_text(value).casefold() == word

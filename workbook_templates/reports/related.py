"""Which rows of the other tables belong to an issue or a solution, by the numbers in their links."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from udfs.rules import split_references
from udfs.values import plain
from workbook_templates.context import Context, TableData
from workbook_templates.tables.causes import CAUSES, tree

ISSUES, PLANS, TASKS, PILOTS, EFFECTS = "issues", "plans", "tasks", "pilots", "effects"


def number_of(data: TableData, row: int) -> str:
    """Return the number of a row as links are compared: folded; blank where it has none."""
    return plain(data["id"][row]).casefold()


def numbers_of(data: TableData | None, rows: Iterable[int]) -> frozenset[str]:
    """Return the numbers of rows, folded; a row without one has none."""
    return frozenset() if data is None else frozenset(number_of(data, row) for row in rows) - {""}


def names(value: object, wanted: Collection[str]) -> bool:
    """Return whether a cell with one link or several names one of these numbers."""
    return any(part.casefold() in wanted for part in split_references(value))  # type: ignore[arg-type]


def linked(data: TableData | None, key: str, wanted: Collection[str]) -> list[int]:
    """Return the rows whose link names one of these numbers; none where the table is elsewhere."""
    return [] if data is None or not wanted else [row for row in data.records() if names(data[key][row], wanted)]


@dataclass(frozen=True)
class OfIssue:
    """The rows that belong to an issue, by table, each in the order of its table; empty where there are none.

    Attributes:
        row: the issue's place in the list of issues.
        number: its number as it is written.
        causes: those of its tree, from the top down.
    """

    row: int
    number: str
    causes: list[int]
    plans: list[int]
    tasks: list[int]
    pilots: list[int]
    effects: list[int]


def of_issue(book: Context, row: int) -> OfIssue:
    """Return what belongs to an issue: tasks and pilots through its solutions, effects through them as well."""
    issues, tables = book.tables[ISSUES], book.tables
    own = numbers_of(issues, [row])
    plans = linked(tables.get(PLANS), "issue", own)
    solutions = numbers_of(tables.get(PLANS), plans)
    by_plan = {*linked(tables.get(TASKS), "plan", solutions)}
    tasks = sorted({*linked(tables.get(TASKS), "issue", own), *by_plan})
    return OfIssue(
        row,
        plain(issues["id"][row]),
        _causes(book, own),
        plans,
        tasks,
        linked(tables.get(PILOTS), "plan", solutions),
        linked(tables.get(EFFECTS), "improvement", solutions),
    )


def _causes(book: Context, own: Collection[str]) -> list[int]:
    """Return the causes of an issue from the top down, each before those below it."""
    if CAUSES.key not in book.tables:
        return []
    forest = book.once(tree)
    levels = enumerate(forest.levels)
    tops = [place for place, level in levels if level == 1 and forest.issues[place].casefold() in own]
    places, waiting = list[int](), tops[::-1]
    while waiting:
        place = waiting.pop()
        places.append(place)
        waiting += reversed(forest.below[place])
    return places

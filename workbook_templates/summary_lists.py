"""The lists on the sheet 汇总: which rows of a table they show, in which order. Commands write them."""

from __future__ import annotations

from datetime import date, timedelta
from heapq import nsmallest

from udfs.causes.tree import ROOT
from udfs.lang import listed
from udfs.priority import priority_order
from udfs.status import TASK_STATUS, is_entered
from udfs.values import CellValue, day_of, is_blank, is_number, plain
from workbook_templates.context import Context
from workbook_templates.tables.causes import how_far, standings

LIST_ROWS = 10

# What is due within so many days comes next.
SOON_DAYS = 7
_SOON = timedelta(days=SOON_DAYS)


def open_issues(book: Context) -> list[int]:
    """Return the rows of the issues that are neither closed by date nor by status."""
    data = book.tables["issues"]
    closed = {text.casefold() for text in book.settings.choices("closed")}
    closed_on, status = data["closed_on"], data["status"]
    return [i for i in data.records() if not is_entered(closed_on[i]) and plain(status[i]).casefold() not in closed]


def _days_late(book: Context) -> list[float]:
    """Return the days overdue, 0 where none are given."""
    return [days if is_number(days) else 0 for days in book.tables["issues"]["overdue"]]


def top_issues(book: Context) -> list[list[CellValue]]:
    """Return the open issues by priority, then by days overdue, then by due date."""
    data = book.tables["issues"]
    order = priority_order(data["priority"], book.settings.choices("priority"))
    late, due, rated = _days_late(book), data["due"], data["priority"]
    rows = [i for i in open_issues(book) if rated[i]]
    first = nsmallest(LIST_ROWS, rows, key=lambda i: (order[i], -late[i], day_of(due[i]) or date.max))
    return [[data["id"][i], data["owner"][i], data["priority"][i], data["problem"][i]] for i in first]


def late_issues(book: Context) -> list[list[CellValue]]:
    """Return the issues past their due date, the latest first."""
    data = book.tables["issues"]
    late = _days_late(book)
    rows = sorted((i for i in data.records() if late[i]), key=lambda i: -late[i])
    return [[data["id"][i], data["owner"][i], late[i], data["problem"][i]] for i in rows]


def root_causes(book: Context) -> list[list[CellValue]]:
    """Return the root causes, in the order of the table."""
    data = book.tables["causes"]
    rows = [i for i, state in enumerate(data["state"]) if state == ROOT.to(book.lang)]
    return [[data["id"][i], data["issue"][i], data["category"][i], data["answer"][i]] for i in rows]


def issue_roots(book: Context) -> list[list[CellValue]]:
    """Return how far the analysis of each issue has come: what waits to be verified first, what is proven last.

    Open issues without causes stand between them, where the workbook has a list of issues.
    """
    analysed, lang = book.once(standings), book.lang
    answers = book.tables["causes"]["answer"]
    issues = book.tables.get("issues")
    numbers = [] if issues is None else [plain(issues["id"][i]) for i in open_issues(book)]
    untouched = [number for number in numbers if number and number.casefold() not in analysed]
    shown: list[tuple[int, list[CellValue]]] = [(1, [number, how_far(None, lang), None, None]) for number in untouched]
    for standing in analysed.values():
        roots = listed([plain(answers[place]) for place in standing.roots]).to(lang)
        cells: list[CellValue] = [standing.issue, how_far(standing, lang), len(standing.open), roots or None]
        shown.append((0 if standing.open else 2, cells))
    return [cells for _, cells in sorted(shown, key=lambda row: row[0])]


def ranking(book: Context) -> list[list[CellValue]]:
    """Return the solutions by rank."""
    data = book.tables["plans"]
    rows = sorted((i for i in data.records() if is_number(data["rank"][i])), key=lambda i: data["rank"][i])  # type: ignore[arg-type,return-value]
    return [[data["id"][i], data["rank"][i], data["total"][i], data["name"][i]] for i in rows]


def unscored(book: Context) -> list[list[CellValue]]:
    """Return the solutions without a total."""
    data = book.tables["plans"]
    rows = [i for i in data.records() if not is_number(data["total"][i])]
    return [[data["id"][i], data["owner"][i], data["issue"][i], data["name"][i]] for i in rows]


def late_tasks(book: Context) -> list[list[CellValue]]:
    """Return the tasks past their finish."""
    data = book.tables["tasks"]
    late = TASK_STATUS[3].to(book.lang)
    rows = sorted(
        (i for i in data.records() if data["status"][i] == late), key=lambda i: day_of(data["finish"][i]) or date.max
    )
    return [[data["id"][i], data["owner"][i], data["finish"][i], data["what"][i]] for i in rows]


def coming_tasks(book: Context) -> list[list[CellValue]]:
    """Return the unfinished tasks that end within seven days; nobody waits for what is held."""
    data = book.tables["tasks"]
    done = TASK_STATUS[2].to(book.lang)
    rows = [
        (day, i)
        for i in data.records()
        if (day := day_of(data["finish"][i])) and book.today <= day <= book.today + _SOON
        if data["status"][i] != done and is_blank(data["held"][i])
    ]
    return [[data["id"][i], data["owner"][i], day, data["what"][i]] for day, i in sorted(rows)]


def pilot_results(book: Context) -> list[list[CellValue]]:
    """Return the pilot scenes and how much of their target each has achieved."""
    data = book.tables["pilots"]
    return [[data["id"][i], data["owner"][i], data["rate"][i], data["scene"][i]] for i in data.records()]

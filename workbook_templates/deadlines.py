"""Who has to do what by when: each table says it once, and whatever tells people of it reads it here.

An entry of `DEADLINES` yields the rows of a table that are still to be done, by the same rules as its sheet and 汇总: a task
is late by working days, as on 周进度, an issue by calendar days, as in its column. What has a person but no day is there as
well, without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from udfs.governing.dates import COMING
from udfs.governing.proposals import UNDER_WAY
from udfs.standards.feedback import IN_TIME, LATE, NEAR, STAGE_LATE
from udfs.standards.hours import moment_of
from udfs.standards.trainings import AGAIN, EXPIRING, NOT_NEEDED
from udfs.standards.versions import IN_FORCE
from udfs.target import EXCELLENT, REACHED
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.reports.rows import plan_rows
from workbook_templates.reports.weekly import days_overdue
from workbook_templates.summary_lists import open_issues


class Deadline(NamedTuple):
    """Something that somebody has to do.

    Attributes:
        row: its place in the table.
        owner: the column that says who.
        due: the column that says by when, empty where the table has none.
        day: the last day, None where there is none.
        late: by how many days it is late on the day of the workbook, 0 where it is not.
        workdays: whether those are working days; calendar days otherwise.
        moment: day and time as people read them, where a table counts by hours; else empty.
        over: whether the moment is past, though its day may not be.
        who: the people as they are written.
        table: the key of its table.
        number: the number of the row.
        title: what it is about: by default the subject of the row.
    """

    row: int
    owner: str
    due: str = ""
    day: date | None = None
    late: int = 0
    workdays: bool = False
    moment: str = ""
    over: bool = False
    who: CellValue = None
    table: str = ""
    number: str = ""
    title: str = ""


Rows = Callable[[Context], Iterable[int]]
Deadlines = Callable[[Context], Iterable[Deadline]]


def deadlines(book: Context) -> list[Deadline]:
    """Return everything that somebody still has to do, late or not, by tables and their rows.

    A row without a day counts where its table has no column for one; in the others the checker asks for it.
    """
    entries = []
    for key, of_table in DEADLINES.items():
        if key not in book.tables:
            continue
        data, subject = book.tables[key], TABLES[key].subject
        for entry in of_table(book):
            if entry.day is None and entry.due:
                continue
            who = data[entry.owner][entry.row] if is_blank(entry.who) else entry.who
            title = " ".join((entry.title or as_text(data[subject][entry.row])).split())
            entries.append(entry._replace(who=who, table=key, number=plain(data["id"][entry.row]), title=title))
    return entries


def _days_late(book: Context, day: date | None) -> int:
    """Return by how many calendar days something is late that was due on a day."""
    return 0 if day is None else max(0, (book.today - day).days)


def dated(table: str, due: str, rows: Rows, owner: str = "owner") -> Deadlines:
    """Return the deadlines of a table whose open rows are given: late is what is open after its day, by calendar days."""

    def of_table(book: Context) -> Iterator[Deadline]:
        days = book.tables[table][due]
        for row in rows(book):
            day = day_of(days[row])
            yield Deadline(row, owner, due, day, _days_late(book, day))

    return of_table


def until_filled(table: str, due: str, done: str, owner: str = "owner") -> Deadlines:
    """Return the deadlines of a table whose rows are done once a column is filled in."""
    return dated(table, due, lambda book: book.tables[table].without(done), owner)


def _issues(book: Context) -> Iterator[Deadline]:
    data = book.tables["issues"]
    for row in open_issues(book):
        late = data["overdue"][row]
        yield Deadline(row, "owner", "due", day_of(data["due"][row]), int(late) if is_number(late) else 0)


def _tasks(book: Context) -> Iterator[Deadline]:
    for task in plan_rows(book):
        if task.stage is not None and not task.done and task.planned is not None:
            day, late = date.fromordinal(task.planned[1]), days_overdue(task, book.today.toordinal())
            # On a weekend no working day has passed since Friday.
            yield Deadline(task.row, "owner", "finish", day, max(0, late) or _days_late(book, day), workdays=late > 0)


def _short_of_target(book: Context) -> list[int]:
    """Return the measures whose target is not reached, or of which nobody knows yet."""
    data, reached = book.tables["measures"], {words.to(book.lang) for words in (EXCELLENT, REACHED)}
    return [row for row in data.records() if not is_blank(data["target"][row]) and data["band"][row] not in reached]


def _measure_owners(book: Context) -> Mapping[str, CellValue]:
    data = book.tables.get("measures")
    pairs = zip(data["id"], data["owner"], strict=True) if data is not None else ()
    return {plain(number).casefold(): owner for number, owner in pairs}


def _asked_of_measure(table: str, owner: str, title: str, rows: Rows) -> Deadlines:
    """Return the rows of a table that wait for somebody, without a day; where it names nobody, for the measure's owner.

    Args:
        table: its key.
        owner: the column that says who.
        title: the column that says what it is about.
        rows: those that wait.
    """

    def of_table(book: Context) -> Iterator[Deadline]:
        data, owners = book.tables[table], _measure_owners(book)
        for row in rows(book):
            who = data[owner][row]
            measured = owners.get(plain(data["measure"][row]).casefold())
            yield Deadline(row, owner, who=measured if is_blank(who) else who, title=as_text(data[title][row]))

    return of_table


def _undecided(book: Context) -> list[int]:
    data = book.tables["effects"]
    return [row for row in data.without("decision") if not is_blank(data["verdict"][row])]


# The steps of an adjustment: who takes it, and when it was taken, or will be.
_STEPS = (
    ("analysed_by", "analysed_on"),
    ("diagnosed_by", "diagnosed_on"),
    ("changed_by", "changed_on"),
    ("verified_by", "verified_on"),
)


def _adjustments(book: Context) -> Iterator[Deadline]:
    """Yield the next step of each adjustment: the first one without a date, or with one that is still to come."""
    data = book.tables["adjustments"]
    for row in data.records():
        for who, when in _STEPS:
            day = day_of(data[when][row])
            if is_blank(data[when][row]):
                yield Deadline(row, who)
                break
            if day is not None and day >= book.today:
                yield Deadline(row, who, when, day)
                break


def _in_state(table: str, column: str, state: Sequence[str]) -> Rows:
    """Return the rows of a table whose computed column says one of these words."""

    def rows(book: Context) -> list[int]:
        data = book.tables[table]
        return [row for row in data.records() if data[column][row] in state]

    return rows


def _under_way(book: Context) -> Iterator[Deadline]:
    """Yield the proposals that somebody carries out."""
    return (Deadline(row, "implementer") for row in _in_state("proposals", "stage", UNDER_WAY)(book))


def _trainings(book: Context) -> Iterator[Deadline]:
    """Yield the trainings that are planned, and those that were and count no longer."""
    data = book.tables["trainings"]
    for row in data.records():
        title, day = as_text(data["title"][row]), day_of(data["planned_on"][row])
        if is_blank(data["done_on"][row]) and data["state"][row] not in NOT_NEEDED:
            due = "" if day is None else "planned_on"
            yield Deadline(row, "owner", due, day, _days_late(book, day), title=title)
        elif data["state"][row] in (*AGAIN, *EXPIRING):
            yield Deadline(row, "owner", title=title)


def _feedback(book: Context) -> Iterator[Deadline]:
    """Yield the feedback whose clock runs: when the answer is due, or the step that took too long."""
    data = book.tables["feedback"]
    for row in data.records():
        state = data["state"][row]
        if state not in (*IN_TIME, *NEAR, *STAGE_LATE, *LATE):
            continue
        due = "stage_due" if state in STAGE_LATE else "due"
        moment = moment_of(data[due][row])
        if moment is not None:
            day, over = moment.date(), state in (*STAGE_LATE, *LATE)
            shown = f"{moment:%Y-%m-%d %H:%M}"
            yield Deadline(row, "owner", due, day, _days_late(book, day), moment=shown, over=over)


# By table, in the order in which people are told. Duties and risks have people but nothing to be done by a day.
DEADLINES: dict[str, Deadlines] = {
    "issues": _issues,
    "tasks": _tasks,
    "pilots": until_filled("pilots", "reach_by", "actual"),
    "measures": dated("measures", "reach_by", _short_of_target),
    "signals": _asked_of_measure(
        "signals", "owner", "explanation", lambda book: book.tables["signals"].without("verdict")
    ),
    "adjustments": _adjustments,
    "effects": _asked_of_measure("effects", "decided_by", "indicator", _undecided),
    "manuals": dated("manuals", "review_by", _in_state("manuals", "state", IN_FORCE)),
    "trainings": _trainings,
    "feedback": _feedback,
    "rollout": until_filled("rollout", "due", "done_on"),
    "drills": until_filled("drills", "planned_on", "done_on"),
    "supports": dated("supports", "begin", _in_state("supports", "state", COMING)),
    "incidents": until_filled("incidents", "due", "closed_on"),
    "reviews": until_filled("reviews", "end", "reviewed_on"),
    "proposals": _under_way,
}

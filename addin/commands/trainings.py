"""安排培训: whoever still has to be trained in a version, or to confirm it, gets a planned row on 培训."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Text, listed, same
from udfs.problems import RefusalError, books
from udfs.standards.days import planned_for
from udfs.standards.trainings import CONFIRM, READING, Seat
from udfs.values import CellValue, as_text, day_of, plain
from workbook_templates.tables.manuals import MANUALS
from workbook_templates.tables.shared import SOURCE
from workbook_templates.tables.standards_known import current_rows, known_standards, name_of, version_rows
from workbook_templates.tables.trainings import SELF_STUDY, TRAININGS

_NEEDED = ("manual", "owner")
_HEADINGS = tuple(TRAININGS.column(key).label for key in ("id", "manual", "title", "post", "owner", "planned_on"))
_NOTHING = Text(
    "没有要加的：在用和待生效的各版，要培训、要确认的人都有行了",
    "nothing to add: whoever is to be trained in the versions in force and coming, or to confirm them, has a row",
)


class _Waiting(NamedTuple):
    """Somebody without a row: what the version is called, and the row to be."""

    title: str
    cells: dict[str, CellValue]


def trainings(book: Book, now: datetime) -> Outcome:
    """Add a row to 培训 for everybody who works by a version in force, or coming, and has none for it.

    Rows that are there count, whatever they say: one that is planned is not planned twice, and whoever has failed gets no
    further row by this. A row that is deleted comes again as long as the version asks for it.

    Args:
        book: the workbook.
        now: the moment.

    Raises:
        RefusalError: the workbook has no 手册版本 or no 培训, or 培训 lacks the columns that say who and which version.
    """
    for table in (MANUALS, TRAININGS):
        if table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
    session = Session(book, "trainings", now)
    view = book.view(TRAININGS.key)
    missing = [key for key in _NEEDED if key not in view.column_numbers]
    if missing:
        raise book.missing(view, missing)
    waiting, unnamed = _waiting(session)
    session.identify()
    rows = [{key: value for key, value in one.cells.items() if key in view.column_numbers} for one in waiting]
    fresh = numbered(book, TRAININGS, rows)
    session.append(TRAININGS, fresh)
    session.read_again()  # who is trained in what was asked for before the rows were there
    changed, session.findings = recalculate(session, fill=True)
    session.finish()
    shown: list[tuple[CellValue | Text, ...]] = [
        (row["id"], row["manual"], same(one.title), row.get("post"), row["owner"], row.get("planned_on"))
        for row, one in zip(fresh, waiting, strict=True)
    ]
    listings = [Listing(TRAININGS.sheet, _HEADINGS, shown)] if shown else []
    return Outcome(_message(waiting, unnamed), session.findings, listings, changed + len(fresh))


def _waiting(session: Session) -> tuple[list[_Waiting], list[str]]:
    """Return who has no row, by version, and the cells of versions that no row can refer to by their number."""
    context, view = session.context, session.book.view(MANUALS.key)
    known, rows = context.once(known_standards), version_rows(context.tables[MANUALS.key])
    waiting: list[_Waiting] = []
    unnamed: list[str] = []
    for row in current_rows(context):
        seats = known.waiting(row)
        number, origin = as_text(view.data["id"][row]), view.data[SOURCE.key][row]
        if seats and rows.get((plain(origin).casefold(), plain(number).casefold())) != row:
            unnamed.append(view.cell("id", row))
            continue
        title = name_of(context, row)
        waiting += [_Waiting(title, _cells(session, row, number, seat)) for seat in seats]
    return waiting, unnamed


def _cells(session: Session, version: int, number: str, seat: Seat) -> dict[str, CellValue]:
    """Return the row of somebody: planned, and for what is only to be read and confirmed how that is done."""
    context, data = session.context, session.context.tables[MANUALS.key]
    day = planned_for(
        day_of(data["effective"][version]),
        session.today,
        context.settings.number("training_ahead"),
        None if context.calendar is None else context.calendar.is_workday,
    )
    cells: dict[str, CellValue] = {
        "manual": number,
        "post": seat.post,
        "owner": seat.person,
        "planned_on": day,
        SOURCE.key: data[SOURCE.key][version],
    }
    if context.once(known_standards).needs[version] is CONFIRM:
        cells |= {"way": SELF_STUDY.to(context.lang), "exam": READING.to(context.lang)}
    return cells


def _message(waiting: list[_Waiting], unnamed: list[str]) -> Text:
    message = _NOTHING
    if waiting:
        by_title: dict[str, list[str]] = {}
        for one in waiting:
            by_title.setdefault(one.title, []).append(as_text(one.cells["owner"]))
        each = [(title, listed(people)) for title, people in by_title.items()]
        zh, en = (
            "；".join(f"{title}：{people.zh}" for title, people in each),
            "; ".join(f"{title}: {people.en}" for title, people in each),
        )
        message = Text(
            f"“培训”加了 {len(waiting)} 行，{zh}", f"{Count(len(waiting)):row/rows} added to Trainings, {en}"
        )
    if unnamed:
        cells = listed(unnamed)
        message = Text(
            f"{message.zh}；手册版本 {cells.zh} 的编号空着或与别的版本相同，这些版本没有加：请先改正",
            f"{message.en}; the numbers at {cells.en} on Manuals are blank or those of other versions: correct them first, "
            "nothing was added for these",
        )
    return message

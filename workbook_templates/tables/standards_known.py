"""What a workbook knows of its procedures: versions, training and who works by them, read from its tables once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from udfs.lang import Lang, Text, listed, listed_texts
from udfs.standards.days import valid_until
from udfs.standards.trainings import (
    CONFIRM,
    Lesson,
    Standards,
    holders_of,
    lessons_of,
    need_of,
    paper_left,
    seats_of,
)
from udfs.standards.versions import Procedure, procedures
from udfs.values import plain
from workbook_templates.context import Context, TableData
from workbook_templates.tables.shared import SOURCE

# So many people are named of those who are still to be trained.
_NAMED = 6
DONE = Text("都已办完", "all done")


def known_procedures(book: Context) -> list[Procedure]:
    """Return the procedures of the table of versions."""
    data = book.tables["manuals"]
    return procedures(data["name"], data["effective"], data["published"], data["withdrawn_on"], data[SOURCE.key])


def known_standards(book: Context) -> Standards:
    """Return procedures, training and seats as the tables have them; a table that is missing says nothing."""
    manuals, today, settings = book.tables["manuals"], book.today, book.settings
    data = book.tables.get("trainings")
    lessons: list[Lesson] = []
    needs = {row: need_of(value) for row, value in enumerate(manuals["training"])}
    if data is not None:
        ends = [
            valid_until(day, months, settings.number("training_months"))
            for day, months in zip(data["done_on"], data["valid_months"], strict=True)
        ]
        columns = (data["manual"], data["owner"], data["done_on"], data["passed"], ends, data["exam"])
        lessons = lessons_of(version_rows(manuals), columns, needs, data[SOURCE.key])
    sources = [data, book.tables.get("duties")]
    pairs = [pair for each in sources if each is not None for pair in zip(each["post"], each["owner"], strict=True)]
    holders = holders_of(pairs)
    seats = {row: seats_of(posts, holders) for row, posts in enumerate(manuals["posts"])}
    return Standards(
        book.once(known_procedures), needs, lessons, seats, today, settings.number("training_within"), holders
    )


def version_rows(manuals: TableData) -> dict[tuple[str, str], int]:
    """Return the row of each version by its workbook (in a register) and its number, both folded."""
    rows: dict[tuple[str, str], int] = {}
    for row, (number, origin) in enumerate(zip_longest(manuals["id"], manuals[SOURCE.key])):
        if plain(number):
            rows.setdefault((plain(origin).casefold(), plain(number).casefold()), row)
    return rows


def name_of(book: Context, row: int) -> str:
    """Return procedure and version of a row, as people call them."""
    data = book.tables["manuals"]
    return " ".join(filter(None, (plain(data["name"][row]), plain(data["version"][row]))))


def current_rows(book: Context) -> list[int]:
    """Return the rows of the versions that are in force today or come into force later, in the order of the table."""
    rows = []
    for procedure in book.once(known_procedures):
        now = procedure.in_force(book.today)
        rows += [*([] if now is None else [now]), *procedure.coming(book.today)]
    return sorted(rows)


def version_before(book: Context, row: int) -> int | None:
    """Return the row of the version that one replaces; None where it is the first, or never comes into force."""
    procedure = book.once(known_standards).procedure_of(row)
    order: Sequence[int] = () if procedure is None else procedure.order
    at = order.index(row) if row in order else 0
    return order[at - 1] if at else None


def paper_out(book: Context, row: int) -> float | None:
    """Return how many paper copies of the version before are to be taken back; None where there are none."""
    before, data = version_before(book, row), book.tables["manuals"]
    return None if before is None else paper_left(data["paper"][before], data["paper_back"][row])


def to_do(book: Context, row: int, lang: Lang) -> str:
    """Say what a version in force, or coming, still asks for: whom to train, who confirms, paper copies to take back."""
    known, parts = book.once(known_standards), []
    waiting = [seat.person for seat in known.waiting(row)]
    if waiting:
        names, count = listed(waiting, _NAMED), len(waiting)
        is_read = known.needs[row] is CONFIRM
        zh, en = ("阅读确认", "to confirm") if is_read else ("培训", "to be trained")
        parts.append(Text(f"{zh} {count} 人：{names.zh}", f"{count} {en}: {names.en}"))
    left = paper_out(book, row)
    if left is not None:
        parts.append(Text(f"收回旧版 {left:g} 份", f"{left:g} old copies to take back"))
    return listed_texts(parts).to(lang) if parts else DONE.to(lang)

"""What the checker says of versions and trainings: days without a version or with two, who is not trained, old copies."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from udfs.choices import means
from udfs.lang import Text, listed
from udfs.people import people_in, person_key
from udfs.problems import Finding, standards
from udfs.standards.trainings import AGAIN, CONFIRM, UNTRAINED, YES
from udfs.standards.versions import early, is_due_for_review
from udfs.values import as_text, day_of, is_blank, plain
from workbook_templates.tables.manuals import MANUALS
from workbook_templates.tables.shared import SOURCE
from workbook_templates.tables.standards_known import (
    current_rows,
    known_procedures,
    known_standards,
    name_of,
    paper_out,
    version_rows,
)
from workbook_templates.tables.trainings import TRAININGS

# So many people are named of those who wait for something.
_NAMED = 5
_TRAINING, _CONFIRMATION = Text("培训", "training"), Text("阅读确认", "reading and confirming")


def version_findings(session: Session) -> Iterator[Finding]:
    """Find days on which a procedure has no version in force or two, versions that nobody published, and what is due."""
    if MANUALS.key not in session.book.tables():
        return
    view = session.book.view(MANUALS.key)
    if not view.column_numbers.keys() >= {"name", "effective", "withdrawn_on"}:
        return
    known = session.context.once(known_procedures)
    for procedure in known:
        for gap in procedure.gaps:
            first, last = gap.first.isoformat(), gap.last.isoformat()
            yield view.finding(
                standards.VERSION_GAP, "effective", gap.before, value=procedure.name, first=first, last=last
            )
        for overlap in procedure.overlaps:
            others = view.cell("effective", overlap.other)
            first, last = overlap.first.isoformat(), as_text(day_of(view.data["withdrawn_on"][overlap.row]))
            yield view.finding(
                standards.VERSION_OVERLAP, "withdrawn_on", overlap.row, others=others, first=first, date=last
            )
        for clash in procedure.clashes:
            others, day = view.cell("effective", clash.other), clash.day.isoformat()
            yield view.finding(standards.VERSION_CLASH, "effective", clash.row, others=others, date=day)
    for version in early(known):
        begin, published = as_text(version.effective), as_text(version.published)
        yield view.finding(standards.EFFECTIVE_BEFORE_PUBLISHED, "effective", version.row, first=begin, date=published)
    yield from _same_versions(view)
    yield from _in_force(session, view)


def _same_versions(view: View) -> Iterator[Finding]:
    """Find versions of a procedure that are there already."""
    first: dict[tuple[str, ...], int] = {}
    columns = (view.data[key] for key in (SOURCE.key, "name", "version"))
    for row, cells in enumerate(zip(*columns, strict=True)):
        key = tuple(plain(cell).casefold() for cell in cells)
        if "version" in view.column_numbers and all(key[1:]) and first.setdefault(key, row) != row:
            others = view.cell("version", first[key])
            yield view.finding(standards.VERSION_TWICE, "version", row, value=plain(cells[1]), others=others)


def _in_force(session: Session, view: View) -> Iterator[Finding]:
    """Find what versions in force, or coming, still lack."""
    data, book = view.data, session.context
    within, known = book.settings.number("manual_review_within"), book.once(known_standards)
    for row in current_rows(book):
        procedure = known.procedure_of(row)
        is_now = procedure is not None and procedure.in_force(session.today) == row
        if is_now and "published" in view.column_numbers and is_blank(data["published"][row]):
            yield view.finding(standards.NOT_PUBLISHED, "published", row)
        if is_now and "review_by" in view.column_numbers:
            review = data["review_by"][row]
            if is_due_for_review(review, session.today, within):
                yield view.finding(standards.REVIEW_OF_MANUAL_DUE, "review_by", row, date=as_text(day_of(review)))
        if "posts" in view.column_numbers:
            waiting = [seat.person for seat in known.waiting(row)]
            if waiting:
                need = _CONFIRMATION if known.needs[row] is CONFIRM else _TRAINING
                args = {"need": need, "count": len(waiting), "others": listed(waiting, _NAMED)}
                yield view.finding(standards.READERS_WAITING, "posts", row, **args)
            for post in people_in(data["posts"][row]):
                if known.holders and person_key(post) not in known.holders:
                    yield view.finding(standards.POST_WITHOUT_PEOPLE, "posts", row, value=post)
        left = paper_out(book, row) if is_now and "paper_back" in view.column_numbers else None
        if left is not None:
            back = data["paper_back"][row]
            total = left + (back if isinstance(back, (int, float)) else 0)
            yield view.finding(standards.PAPER_OUT, "paper_back", row, count=f"{left:g}", total=f"{total:g}")


def training_findings(session: Session) -> Iterator[Finding]:
    """Find trainings that count no more, that did not take place as planned, or that were passed on no day."""
    if TRAININGS.key not in session.book.tables():
        return
    view = session.book.view(TRAININGS.key)
    data, has_versions = view.data, MANUALS.key in session.book.tables()
    states = session.context.once(known_standards).row_states() if has_versions else {}
    rows = version_rows(session.context.tables[MANUALS.key]) if has_versions else {}
    for row in data.records():
        person, planned = plain(data["owner"][row]), day_of(data["planned_on"][row])
        if states.get(row) is AGAIN and "manual" in view.column_numbers:
            number = (plain(data[SOURCE.key][row]).casefold(), plain(data["manual"][row]).casefold())
            name = name_of(session.context, rows[number])
            yield view.finding(standards.TRAINING_DUE, "manual", row, person=person, value=name)
        if "done_on" not in view.column_numbers or not is_blank(data["done_on"][row]):
            continue
        if means(data["passed"][row], YES):
            yield view.finding(standards.PASSED_WITHOUT_DAY, "done_on", row)
        elif planned is not None and planned < session.today and states.get(row, UNTRAINED) is UNTRAINED:
            yield view.finding(standards.TRAINING_OVERDUE, "done_on", row, person=person, date=planned.isoformat())

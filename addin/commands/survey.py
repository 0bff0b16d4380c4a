"""问卷: counts the answers to every question, marks doubtful answer sheets, and writes the sheet 问卷结果."""

from __future__ import annotations

from datetime import datetime

from addin.book import settings_writer as steering
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.survey import remarks
from addin.outcome import Listing, Outcome
from addin.xlsx.bulk import gc_paused
from udfs.choices import written_as
from udfs.lang import Text, listed, same
from udfs.monitoring.wording import fill
from udfs.problems import RefusalError, books
from udfs.problems import survey as problems
from udfs.values import CellValue, as_text
from workbook_templates.reports.survey_lines import Look, Shown, question_rows, shown
from workbook_templates.survey_groups import GROUPS, Grouping, grouping_by
from workbook_templates.survey_settings import CHARTED, GROUP
from workbook_templates.surveying import Survey, survey
from workbook_templates.tables.answers import ANSWERS
from workbook_templates.tables.questions import QUESTIONS

_MESSAGE = Text(
    "{questions} 题、{sheets} 份答卷：采用 {counted} 份，疑点 {doubtful} 份",
    "{questions:question/questions}, {sheets:answer sheet/answer sheets}: {counted} counted, {doubtful} doubtful",
)
_GROUPED = Text("；按{by}分组", "; by {by}")


@gc_paused
def results(book: Book, now: datetime, group: str | None = None, question: list[str] | None = None) -> Outcome:
    """Count a survey.

    Args:
        book: the workbook.
        now: the moment.
        group: by what it is grouped from now on, as the cell of the sheet takes it; an empty text for departments.
        question: the questions that are listed, and drawn on the sheet; an empty text for the first ones.
    """
    session = Session(book, "survey", now)
    for table in (QUESTIONS, ANSWERS):
        if table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
    here = session.context.lasting(survey)
    if here is None or not here.questions:
        raise RefusalError(problems.SURVEY_EMPTY, sheet=book.view(QUESTIONS.key).sheet)
    _choose(session, here, group, question)
    session.identify()
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *remarks(session)]
    session.finish()
    return Outcome(_message(session, here), session.findings, _listings(session, question), changed)


def _choose(session: Session, here: Survey, group: str | None, question: list[str] | None) -> None:
    """Write what was asked for into the cells of the sheet; what means nothing is refused before anything changes."""
    values = session.context.settings.values
    if group and not isinstance(grouping_by(session.context, group), Grouping):
        raise RefusalError(problems.GROUP_UNKNOWN, value=group, allowed=GROUPS)
    known = {written_as(one.number): one.number for one in here.questions}
    wanted = [part for part in question or [] if part]
    unknown = [part for part in wanted if written_as(part) not in known]
    if unknown:
        raise RefusalError(problems.QUESTION_UNKNOWN, value=listed(unknown), allowed=listed(known.values(), 8))
    if group is not None and as_text(values[GROUP.key]) != group:
        steering.choose(session, GROUP.key, group or None)
    drawn = "；".join(known[written_as(part)] for part in wanted)
    if question and as_text(values[CHARTED.key]) != drawn:
        steering.choose(session, CHARTED.key, drawn or None)


def _message(session: Session, here: Survey) -> Text:
    words = fill(
        _MESSAGE,
        questions=len(here.questions),
        sheets=len(here.sheets),
        counted=len(here.counted),
        doubtful=len(here.doubts),
    )
    groups = grouping_by(session.context, session.context.settings.values[GROUP.key])
    if not isinstance(groups, Grouping) or len(groups.members) <= 1:
        return words
    more = fill(_GROUPED, by=groups.label)
    return Text(words.zh + more.zh, words.en + more.en)


def _listings(session: Session, question: list[str] | None) -> list[Listing]:
    """Return a table for each question, as on the sheet."""
    wanted = {written_as(part) for part in question or [] if part}
    known = session.context.once(shown)
    return [
        _listing(one, session) for one in known if not wanted or written_as(one.responses.number) in wanted
    ]  # fmt: skip


def _listing(question: Shown, session: Session) -> Listing:
    """Return the options of a question as a table; what else is to be known of it stands above, where there is room for it."""
    lines = [*question_rows(question, session.book.lang)]
    above = [as_text(row.cells[0]) for row in lines if row.look in (Look.TITLE, Look.BASE, Look.NOTE)]
    heads = next((row.cells for row in lines if row.look is Look.HEAD), ())
    rows: list[tuple[CellValue | Text, ...]] = [
        tuple(_shown(value) for value in (*row.cells, *[None] * (len(heads) - len(row.cells))))
        for row in lines
        if row.look is Look.LINE
    ]
    return Listing(same("\n".join(above)), tuple(same(as_text(head)) for head in heads), rows)


def _shown(value: CellValue) -> CellValue:
    return f"{value:.0%}" if isinstance(value, float) else value

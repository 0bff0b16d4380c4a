"""What the checker says of a survey: questions that cannot be counted, and answers that do not fit their question."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from udfs.choices import written_as
from udfs.lang import listed
from udfs.problems import Finding, survey
from udfs.survey.answer_sheets import DEFAULT_SCALE
from udfs.survey.choices import MATRIX, NPS, OPEN, SCALE
from udfs.survey.crossing import GREY_BELOW
from udfs.survey.ordering import from_low_to_high
from udfs.survey.questions import kind_of, lines_of, number_of, question_key, unread_jumps
from udfs.survey.responses import Responses, State
from udfs.values import is_blank, plain
from workbook_templates.reports.survey_lines import named_scales
from workbook_templates.surveying import survey as survey_of
from workbook_templates.tables.answers import ANSWERS, QUESTION_KEYS
from workbook_templates.tables.questions import QUESTIONS

_NAMED = 8
_LAST = ANSWERS.column(QUESTION_KEYS[-1]).label.zh


def question_findings(session: Session) -> Iterator[Finding]:
    """Find questions without options, without a column, that are there twice, and rules that cannot be read."""
    if QUESTIONS.key not in session.book.tables():
        return
    view = session.book.view(QUESTIONS.key)
    seen: dict[str, str] = {}
    for row in view.data.records():
        yield from _incomplete(view, row)
        yield from _unread(view, row)
        text, number = written_as(view.data["text"][row]), plain(view.data["id"][row])
        if text in seen:
            yield view.finding(survey.QUESTION_TWICE, "text", row, other=seen[text])
        elif text:
            seen[text] = number


def _incomplete(view: View, row: int) -> Iterator[Finding]:
    data = view.data
    number, kind, place = plain(data["id"][row]), kind_of(data["kind"][row]), number_of(data["id"][row])
    if number and (place is None or question_key(place) not in QUESTION_KEYS):
        yield view.finding(survey.QUESTION_WITHOUT_COLUMN, "id", row, value=number, last=_LAST)
    if kind not in (None, OPEN, NPS, SCALE) and is_blank(data["options"][row]):
        yield view.finding(survey.QUESTION_WITHOUT_OPTIONS, "options", row, question=number, kind=kind)
    if kind == MATRIX and is_blank(data["rows"][row]):
        yield view.finding(survey.QUESTION_WITHOUT_OPTIONS, "rows", row, question=number, kind=kind)


def _unread(view: View, row: int) -> Iterator[Finding]:
    data = view.data
    if wrong := unread_jumps(data["jump"][row]):
        yield view.finding(survey.JUMP_UNREAD, "jump", row, value=listed(wrong))
    known = {written_as(option) for option in lines_of(data["options"][row])}
    for word in lines_of(data["exclusive"][row]):
        if known and written_as(word) not in known:
            yield view.finding(survey.EXCLUSIVE_NO_OPTION, "exclusive", row, value=word)


def scale_findings(session: Session) -> Iterator[Finding]:
    """Find scales without points, and those that do not stand from low to high."""
    here = session.context.lasting(survey_of)
    if here is None:
        return
    view = session.book.view(QUESTIONS.key)
    for row, question in zip(here.rows, here.all, strict=True):
        if question.kind in (SCALE, MATRIX):
            yield from _points(view, row, question)


def _is_untouched(question: Responses) -> bool:
    """Return whether nobody has written anything to a question yet."""
    return all(question.readings[code].state in (State.BLANK, State.SKIPPED) for code in set(question.codes))


def _points(view: View, row: int, question: Responses) -> Iterator[Finding]:
    typed, counted = lines_of(view.data["options"][row]), question.options
    if ordered := from_low_to_high(typed):
        problem = survey.SCALE_ORDERED if counted == ordered else survey.SCALE_OUT_OF_ORDER
        yield view.finding(
            problem, "options", row, question=question.number, value=listed(typed), allowed=listed(ordered)
        )
    elif not typed and counted == tuple(map(str, range(1, len(counted) + 1))) and counted:
        yield view.finding(
            survey.SCALE_WITHOUT_POINTS, "options", row, question=question.number, highest=len(counted)
        )  # fmt: skip
    elif not typed and question.kind == SCALE and _is_untouched(question):
        yield view.finding(
            survey.SCALE_WITHOUT_POINTS, "options", row, question=question.number, highest=len(DEFAULT_SCALE)
        )  # fmt: skip
    elif not typed and question.kind == SCALE:
        yield view.finding(survey.QUESTION_WITHOUT_OPTIONS, "options", row, question=question.number, kind=SCALE)


def answer_findings(session: Session) -> Iterator[Finding]:
    """Find answers that are no option of their question; of questions without options nothing can be said."""
    here = session.context.lasting(survey_of)
    if here is None:
        return
    view = session.book.view(ANSWERS.key)
    given = session.context.tables[QUESTIONS.key]["options"]
    questions = {
        key: question
        for key, question, row in zip(here.keys, here.all, here.rows, strict=True)
        if question.kind == NPS or not is_blank(given[row])
    }
    for key, row, parts in here.unknown():
        if key in questions:
            question = questions[key]
            yield view.finding(
                survey.ANSWER_NO_OPTION, key, row, value=listed(parts), question=question.number,
                allowed=listed(question.options, _NAMED),
            )  # fmt: skip


def remarks(session: Session) -> Iterator[Finding]:
    """Find what a person has to know of the results: answers that fit no option, questions with few answers, odd scales."""
    yield from question_findings(session)
    yield from scale_findings(session)
    yield from answer_findings(session)
    here = session.context.lasting(survey_of)
    if here is None:
        return
    view = session.book.view(QUESTIONS.key)
    for row, question in zip(here.rows, here.questions, strict=True):
        n = question.of_state(State.ANSWERED)
        if not n:
            yield view.finding(survey.QUESTION_UNANSWERED, "text", row, question=question.number)
        elif n < GREY_BELOW:
            yield view.finding(
                survey.QUESTION_FEW_ANSWERS, "text", row, question=question.number, n=n, least=GREY_BELOW
            )
    places = {question.number: row for row, question in zip(here.rows, here.questions, strict=True)}
    for scale in session.context.once(named_scales):
        if scale.alpha is not None and scale.alpha < 0:
            yield view.finding(
                survey.REVERSE_UNMARKED, "reverse", places[scale.items[0]], scale=scale.name, value=_signed(scale.alpha)
            )


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")

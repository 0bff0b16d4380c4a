"""The survey of a workbook: its questions with the answers to them, which sheets count, and which are doubtful.

Columns, the sheet 问卷结果, commands and checks read the same, so that nothing says two things about one answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from udfs.choices import means, written_as
from udfs.lang import Text
from udfs.survey import doubts
from udfs.survey.answers import Options, read
from udfs.survey.cells import read_matrix
from udfs.survey.choices import LEFT_OUT, MATRIX, NPS, OPEN, SCALE
from udfs.survey.counting import NPS_OPTIONS
from udfs.survey.ordering import from_low_to_high
from udfs.survey.questions import Question, question_of
from udfs.survey.responses import NOT_ASKED, Responses, State
from udfs.values import CellValue, is_number, plain
from workbook_templates.context import Context, TableContext, TableData
from workbook_templates.survey_settings import QUICK

# A scale without points written down has no more than these.
_HIGHEST_POINT = 10
QUESTIONS, ANSWERS, ROSTER = "questions", "answers", "roster"


class Unknown(NamedTuple):
    """A cell of an answer sheet that says, in part, what is no option of its question."""

    key: str
    row: int
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Survey:
    """A survey as it stands in a workbook.

    Attributes:
        rows: of each question its row on 问卷.
        keys: of each question its column on 答卷; a question without one is not here.
        all: the answers of every sheet to each question.
        questions: the same of the sheets that count.
        sheets: the rows of 答卷 that are answer sheets.
        counted: which of these count, by their places in `sheets`.
        doubts: the row of each doubtful sheet, and what is doubtful.
        unlisted: the rows of questions that have no column on 答卷.
    """

    rows: tuple[int, ...]
    keys: tuple[str, ...]
    all: tuple[Responses, ...]
    questions: tuple[Responses, ...]
    sheets: tuple[int, ...]
    counted: tuple[int, ...]
    doubts: dict[int, Text]
    unlisted: tuple[int, ...]

    @property
    def counted_rows(self) -> tuple[int, ...]:
        """Return the rows of 答卷 that count."""
        return tuple(self.sheets[at] for at in self.counted)

    def unknown(self) -> Iterable[Unknown]:
        """Yield the cells that say what is no option, question by question."""
        for key, question in zip(self.keys, self.all, strict=True):
            wrong = {code: reading.unknown for code, reading in enumerate(question.readings) if reading.unknown}
            if wrong:
                yield from (
                    Unknown(key, self.sheets[at], wrong[code])
                    for at, code in enumerate(question.codes)
                    if code in wrong
                )


def survey(book: Context) -> Survey | None:
    """Return the survey of a workbook, None where it has no questionnaire or no answers' table."""
    if QUESTIONS not in book.tables or ANSWERS not in book.tables:
        return None
    answers = book.tables[ANSWERS]
    sheets = tuple(answers.records())
    listed, unlisted = _listed(book.tables[QUESTIONS], {column.key for column in answers.table.columns})
    asked = [_responses(question, [answers[question.key][i] for i in sheets]) for question in listed.values()]
    asked = _with_jumps(asked, [*listed.values()])
    decisions = answers["decision"]
    counted = tuple(at for at, row in enumerate(sheets) if not means(decisions[row], LEFT_OUT))
    counting = asked if len(counted) == len(sheets) else [question.part(counted) for question in asked]
    return Survey(
        tuple(listed), tuple(question.key for question in listed.values()), tuple(asked), tuple(counting), sheets, counted,
        _doubts(book, answers, sheets, asked), unlisted,
    )  # fmt: skip


def _listed(questions: TableData, keys: Collection[str]) -> tuple[dict[int, Question], tuple[int, ...]]:
    """Return the questions that can be counted by their rows, and the rows of the others; of equal numbers the first counts."""
    listed: dict[int, Question] = {}
    unlisted = []
    seen: set[str] = set()
    for row in questions.records():
        question = question_of({column: values[row] for column, values in questions.columns.items()})
        if question is None or question.key not in keys or question.key in seen:
            unlisted.append(row)
        else:
            seen.add(question.key)
            listed[row] = question
    return listed, tuple(unlisted)


def _responses(question: Question, cells: Sequence[CellValue]) -> Responses:
    kind = question.kind or OPEN
    texts = {value: code for code, value in enumerate(dict.fromkeys(cells))}
    options = NPS_OPTIONS if kind == NPS else tuple(map(plain, question.options)) or _given(kind, texts)
    rows = tuple(map(plain, question.rows))
    if kind in (SCALE, MATRIX) and not _has_points(kind, rows, texts):
        options = from_low_to_high(options) or options
    asked = Options(kind, options, rows)
    exclusive = (asked.places.get(written_as(word)) for word in question.exclusive)
    return Responses(
        number=question.id,
        text=plain(question.text),
        kind=kind,
        options=options,
        readings=tuple(read(asked, value) for value in texts),
        codes=tuple(texts[value] for value in cells),
        rows=asked.rows,
        is_reversed=question.reverse,
        scale=question.scale,
        exclusive=frozenset(place for place in exclusive if place is not None),
    )


def _has_points(kind: Text, rows: tuple[str, ...], cells: Iterable[CellValue]) -> bool:
    """Return whether answers are numbers of points: these count in the order in which the points were written down."""
    answers = (read_matrix(value, rows).values() if kind == MATRIX else (plain(value),) for value in cells)
    return any(answer.isdecimal() for some in answers for answer in some)


def _given(kind: Text, cells: Iterable[CellValue]) -> tuple[str, ...]:
    """Return the options of a question for which nobody wrote any: what was answered, numbers in their order."""
    if kind in (OPEN, MATRIX):
        return ()
    free = Options(kind, ())
    distinct = list(dict.fromkeys(part for value in cells for part in read(free, value).unknown))
    if kind == SCALE and distinct and all(part.isdecimal() for part in distinct):
        highest = max(map(int, distinct))
        return tuple(map(str, range(1, highest + 1))) if highest <= _HIGHEST_POINT else ()
    return tuple(distinct)


def _with_jumps(asked: Sequence[Responses], questions: Sequence[Question]) -> list[Responses]:
    """Return the answers with those cells as not asked that are blank because an answer before led past them."""
    places = {question.number: at for at, question in enumerate(questions)}
    skipped: list[set[int]] = [set() for _ in asked]
    for at, (responses, question) in enumerate(zip(asked, questions, strict=True)):
        options = {written_as(option): place for place, option in enumerate(responses.options)}
        for option, number in question.jumps:
            target, wanted = places.get(number, len(asked)), options.get(written_as(option))
            codes = {
                code
                for code, reading in enumerate(responses.readings)
                if wanted is not None and wanted in reading.places
            }
            sheets = {sheet for sheet, code in enumerate(responses.codes) if code in codes}
            for between in range(at + 1, target):
                skipped[between] |= sheets
    return [_skipped(question, sheets) for question, sheets in zip(asked, skipped, strict=True)]


def _skipped(question: Responses, sheets: set[int]) -> Responses:
    if not sheets:
        return question
    new = len(question.readings)
    is_blank_ = [reading.state is State.BLANK for reading in question.readings]
    codes = tuple(
        new if at in sheets and is_blank_[code] else code for at, code in enumerate(question.codes)
    )  # fmt: skip
    return replace(question, readings=(*question.readings, NOT_ASKED), codes=codes)


def _doubts(book: Context, answers: TableData, sheets: Sequence[int], asked: Sequence[Responses]) -> dict[int, Text]:
    """Return what is doubtful of each answer sheet, by its row."""
    part = book.settings.values[QUICK.key]
    is_answer = [[reading.state is State.ANSWERED for reading in question.readings] for question in asked]
    answered = [0] * len(sheets)
    for question, known in zip(asked, is_answer, strict=True):
        answered = [n + known[code] for n, code in zip(answered, question.codes, strict=True)]
    names = [plain(answers["id"][row]) or f"{row + 1}" for row in sheets]
    moments = [answers["submitted"][row] for row in sheets]
    findings = doubts.together(
        doubts.too_quick([answers["seconds"][row] for row in sheets], float(part) if is_number(part) else 0),
        doubts.straight_lines(asked),
        doubts.alike([question.codes for question in asked], answered, moments, names),
        *(doubts.not_exclusive(question) for question in asked),
    )
    return {sheets[at]: text for at, text in findings.items()}


def doubtful(answers: TableContext) -> list[CellValue]:
    """Return the column 疑点 of 答卷; a copy without the questionnaire keeps what it was sent with."""
    here = answers.book.lasting(survey)
    if here is None:
        return answers["doubt"]
    return [
        here.doubts[row].to(answers.lang) if row in here.doubts else None for row in range(answers.data.length)
    ]  # fmt: skip

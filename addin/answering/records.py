"""Returned answer sheets as rows of 答卷: everything that came is entered, and what is odd about it is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from secrets import SystemRandom
from typing import NamedTuple

from addin.answering.sheets import FEW, known_respondent, on_roster
from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.session import Session
from addin.outside.report import item_findings
from addin.sharing.acceptance import in_order
from addin.sharing.answer_sheets import ReturnedAnswers
from addin.sharing.mail import Recipient
from addin.sharing.results import FileResult
from addin.sharing.returned import Return
from addin.sharing.timestamps import format_timestamp, local_moment
from udfs.people import person_key
from udfs.problems import Finding, answering
from udfs.survey.answer_sheets import Asked, Filled, asked_of, filled
from udfs.survey.cells import is_skipped
from udfs.survey.choices import LEFT_OUT
from udfs.survey.questions import number_of, question_key, questions_of
from udfs.values import CellValue, as_text, is_blank, plain, same
from workbook_templates.answer_settings import UNTIL
from workbook_templates.tables.answers import ANSWERS, QUESTION_KEYS
from workbook_templates.tables.questions import QUESTIONS
from workbook_templates.tables.registers import ANONYMOUS_SHEET, ANSWER_SHEET, MAILINGS
from workbook_templates.tables.roster import ROSTER

Row = dict[str, CellValue]
_GIVEN = (*QUESTION_KEYS, "notes")


class Answer(NamedTuple):
    """One answer sheet on its way into 答卷: the file it came in, what it answers, and the row that it becomes."""

    source: Return
    answers: ReturnedAnswers
    filled: Filled
    row: Row

    @property
    def label(self) -> str:
        """Return what reports call it: an anonymous one is not called by its file, which may be somebody's mail."""
        return as_text(self.row["id"]) if self.source.is_anonymous else self.source.name


@dataclass
class Entered:
    """What the returned answer sheets come to.

    Attributes:
        rows: the new rows of 答卷, in their order.
        findings: what is reported.
        files: the files that became rows, by digest, with the number of things beside their cells that may be told.
        blank: the files that answer nothing, by digest.
    """

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)


def usable(book: Book, returns: Sequence[Return]) -> list[Return]:
    """Return the files in the same order; answer sheets are refused where there is no 答卷."""
    if ANSWERS.key in book.tables():
        return list(returns)
    return [
        replace(source, refused=answering.NO_ANSWERS_TABLE.finding(name=source.name))
        if source.is_new and source.answers is not None
        else source
        for source in returns
    ]


def entered(session: Session, returns: Sequence[Return]) -> Entered:
    """Return the rows that the answer sheets among accepted files become; nothing is written.

    Named ones are in the order in which they were saved. Anonymous ones are shuffled before they get their numbers and have
    no time, so that neither place nor number tells when one came.
    """
    sheets = [source for source in in_order(returns) if source.is_new and source.answers is not None]
    result = Entered()
    if not sheets:
        return result
    named = [source for source in sheets if not source.is_anonymous]
    anonymous = sorted((source for source in sheets if source.is_anonymous), key=lambda source: source.digest)
    SystemRandom().shuffle(anonymous)
    entries = list(_entries(session, [*named, *anonymous], result))
    rows = numbered(session.book, ANSWERS, [entry.row for entry in entries])
    entries = [entry._replace(row=row) for entry, row in zip(entries, rows, strict=True)]
    for entry in entries:
        result.rows.append(entry.row)
        result.files[entry.source.digest] = 0 if entry.source.is_anonymous else len(entry.source.outside)
        result.findings += _remarks(entry)
        result.findings += item_findings(entry.source.outside, entry.label)
    result.findings += _questions_changed(session.book, entries)
    result.findings += _late(session, entries)
    result.findings += _twice(session.book, entries)
    result.findings += _about_anonymous(session.book, entries)
    return result


def count_answers(files: Sequence[FileResult], result: Entered) -> list[FileResult]:
    """Return the results of merging with the answer sheets among them."""
    return [
        _counted_file(file, result) if file.source.is_new and file.source.answers is not None else file
        for file in files
    ]


def _counted_file(file: FileResult, result: Entered) -> FileResult:
    digest = file.source.digest
    if digest in result.files:
        return replace(file, answers=1, outside=result.files[digest])
    return replace(file, blank=digest in result.blank)


# --- rows ---------------------------------------------------------------------------------------------------------------


def _entries(session: Session, sheets: Sequence[Return], result: Entered) -> Iterator[Answer]:
    """Yield what becomes a row; blank sheets and the same answers once more are reported."""
    lang, view = session.book.lang, session.book.view(ANSWERS.key)
    known = [{key: values[i] for key, values in view.data.columns.items()} for i in view.data.records()]
    for source in sheets:
        answers = source.answers
        if answers is None:
            continue
        given = filled(answers.form.questions, answers.given, lang)
        label = ANONYMOUS_SHEET.to(lang) if source.is_anonymous else source.name
        if not given.notes and all(not text or is_skipped(text) for text in given.answers.values()):
            result.blank.add(source.digest)
            result.findings.append(answering.SHEET_BLANK.finding(name=label))
            result.findings += item_findings(source.outside, label)
            continue
        row = _row(session, source, answers, given, result)
        twin = None if source.is_anonymous else next((old for old in known if _is_same(old, row)), None)
        if twin is not None:
            first = as_text(twin.get("id")) or source.name
            result.findings.append(answering.SAME_ANSWERS.finding(name=source.name, first=first))
            result.findings += item_findings(source.outside, label)
            continue
        known.append(row)
        yield Answer(source, answers, given, row)


def _row(session: Session, source: Return, answers: ReturnedAnswers, given: Filled, result: Entered) -> Row:
    book, form = session.book, answers.form
    columns = book.view(ANSWERS.key).column_numbers
    notes, row = list(given.notes), Row()
    for asked, text in given.answers.items():
        number = number_of(asked)
        key = question_key(number) if number is not None else ""
        if key in columns:
            row[key] = text or None
        elif text and not is_skipped(text):
            notes.append(f"{asked} {text}")
            result.findings.append(answering.QUESTION_GONE.finding(name=source.name, question=asked))
    row["notes"] = "\n".join(notes) or None
    if source.is_anonymous:
        return {"source": ANONYMOUS_SHEET.to(book.lang), **row}
    who = _whose(book, form.respondent, form.person or source.who)
    if not who.get("listed"):
        result.findings.append(answering.NOT_ON_ROSTER.finding(who=who["person"] or source.name))
    moment = local_moment(source.saved)
    return {
        "submitted": moment.replace(tzinfo=None, second=0, microsecond=0) if moment is not None else None,
        "source": ANSWER_SHEET.to(book.lang),
        **{key: who[key] for key in ("person", "department", "post")},
        **row,
    }


def _whose(book: Book, row_id: str, name: str) -> Row:
    """Return name, department and post of somebody as 名单 has them, and whether they are on it."""
    if not row_id:
        row_id = known_respondent(book, Recipient(name, "")).row_id
    at = {entry.row_id: i for i, entry in on_roster(book)}.get(row_id)
    if at is None:
        return {"person": name or None, "department": None, "post": None, "listed": False}
    data = book.view(ROSTER.key).data
    return {key: data[key][at] for key in ("person", "department", "post")} | {"listed": True}


def _who(row: Mapping[str, CellValue]) -> tuple[str, str, str]:
    return person_key(plain(row.get("person"))), plain(row.get("department")), plain(row.get("post"))


def _is_same(old: Mapping[str, CellValue], new: Mapping[str, CellValue]) -> bool:
    if _who(old) != _who(new) or not _who(new)[0]:
        return False
    return all(same(old.get(key) or None, new.get(key) or None) for key in _GIVEN)


# --- what is odd --------------------------------------------------------------------------------------------------------


def _remarks(entry: Answer) -> Iterator[Finding]:
    for remark in entry.filled.remarks:
        cell = entry.answers.cell(remark.question, remark.slot) if remark.slot is not None else ""
        where = f"{entry.label} · {entry.answers.sheet}"
        yield remark.problem.at(where, cell, **remark.args)


def _questions_changed(book: Book, entries: Sequence[Answer]) -> Iterator[Finding]:
    """Report each question that has other options, rows or another kind than when it was sent."""
    if QUESTIONS.key not in book.tables():
        return
    view = book.view(QUESTIONS.key)
    rows = [{key: values[i] for key, values in view.data.columns.items()} for i in view.data.records()]
    now = {asked.id: asked for asked in map(asked_of, questions_of(rows).values())}
    reported: set[str] = set()
    for entry in entries:
        for asked in entry.answers.form.questions:
            current = now.get(asked.id)
            if asked.id not in reported and (current is None or _counted(current) != _counted(asked)):
                reported.add(asked.id)
                yield answering.QUESTION_CHANGED.finding(name=entry.label, question=asked.id)


def _counted(asked: Asked) -> tuple[object, ...]:
    return asked.kind, asked.options, asked.rows


def _late(session: Session, entries: Sequence[Answer]) -> Iterator[Finding]:
    until = session.context.settings.day(UNTIL.key)
    if until is None:
        return
    late = [(entry, moment) for entry in entries if (moment := _saved(entry)) is not None and moment.date() > until]
    for entry, moment in late:
        if not entry.source.is_anonymous:
            who = as_text(entry.row.get("person")) or entry.label
            yield answering.LATE_ANSWER.finding(who=who, until=until, saved=format_timestamp(moment))
    anonymous = sum(entry.source.is_anonymous for entry, _ in late)
    if anonymous:
        yield answering.LATE_ANONYMOUS.finding(count=anonymous, until=until)


def _saved(entry: Answer) -> datetime | None:
    return local_moment(entry.source.saved)


def _twice(book: Book, entries: Sequence[Answer]) -> Iterator[Finding]:
    """Report whoever answered more than once, at the earlier of their rows; which one counts is decided by a person."""
    view = book.view(ANSWERS.key)
    people: dict[tuple[str, str, str], list[tuple[Row, int | None]]] = {}
    for i in view.data.records():
        row = {key: values[i] for key, values in view.data.columns.items()}
        if plain(row.get("decision")) not in LEFT_OUT:
            people.setdefault(_who(row), []).append((row, i))
    for entry in entries:
        people.setdefault(_who(entry.row), []).append((entry.row, None))
    for who in dict.fromkeys(_who(entry.row) for entry in entries):
        rows = sorted(people[who], key=lambda pair: _moment(pair[0].get("submitted")))
        if not who[0] or len(rows) < 2:  # noqa: PLR2004 - twice
            continue
        last = as_text(rows[-1][0]["id"])
        for row, at in rows[:-1]:
            cell = view.cell("decision", at) if at is not None and "decision" in view.column_numbers else ""
            args = {"who": row["person"], "first": row["id"], "other": last}
            yield answering.ANSWERED_TWICE.at(view.sheet, cell, **args)


def _moment(value: CellValue) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else datetime(1900, 1, 1)


def _about_anonymous(book: Book, entries: Sequence[Answer]) -> Iterator[Finding]:
    new = sum(entry.source.is_anonymous for entry in entries)
    if not new:
        return
    if new < FEW:
        yield answering.FEW_TOGETHER.finding(count=new)
    sources = book.view(ANSWERS.key).data["source"]
    sent = 0
    if MAILINGS.name in book.table_sheets():
        data = book.register(MAILINGS.key).data
        pairs = zip(data["scope"], data["sent"], strict=True)
        sent = sum(plain(scope) in ANONYMOUS_SHEET and not is_blank(when) for scope, when in pairs)
    count = new + sum(plain(source) in ANONYMOUS_SHEET for source in sources)
    yield answering.TWICE_UNKNOWN.finding(sent=sent, count=count)

"""Answer sheets to be sent: one for each person who is asked, or the same one for all where the survey is anonymous."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from addin.book.port import Book
from addin.book.session import Session
from addin.sharing.answer_sheets import form_of, pieces
from addin.sharing.copies import SHARE_BYTES, Copy
from addin.sharing.mail import Recipient
from udfs.lang import Lang, Text
from udfs.people import person_key
from udfs.problems import Finding, RefusalError, answering, books
from udfs.survey.answer_sheets import MARK, Asked, asked_of, obstacles
from udfs.survey.questions import number_of, question_of, questions_of
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.answer_settings import ANONYMOUS as ANONYMOUS_SETTING
from workbook_templates.answer_settings import UNTIL
from workbook_templates.builder.answer_layout import laid_out
from workbook_templates.builder.answer_sheet import Envelope, draw_answer_sheet
from workbook_templates.lists import YES
from workbook_templates.tables.answers import MOST_QUESTIONS, QUESTION_KEYS
from workbook_templates.tables.questions import QUESTIONS
from workbook_templates.tables.registers import ANSWER_SHEETS, MAILINGS
from workbook_templates.tables.roster import ROSTER

HOW = Text(
    f"请填黄色的格：点格子右边的箭头选 {MARK} 或一个值，填空的直接写。灰字说明哪些题可以跳过。填完保存，回复原邮件并附上本文件；"
    "也可以打印出来用笔填。",
    f"Fill in the yellow cells: choose {MARK} or a value from the list, or write where there is room for words. Grey lines say which "
    "questions to skip. Save the file and send it back with your reply; you may also print it and use a pen.",
)
WHOSE = Text("填写人：{name}", "For: {name}")
ANONYMOUS = Text(
    "本调查不记名：大家收到的表完全相同，表中没有姓名和编号，收回后打乱顺序、不记是谁寄来的。请不要在表中写自己的姓名。",
    "This survey is anonymous: everybody gets the very same sheet, without name or number; what comes back is shuffled, and who "
    "sent it is not recorded. Please do not put your name on it.",
)
BEFORE = Text("请在 {day} 前寄回。", "Please return it by {day}.")
_TITLE = Text("{name} · 答题表", "{name} · answer sheet")
# Of fewer answers somebody may guess whose is whose.
FEW = 5
# Nothing in an anonymous sheet may depend on the day on which it was made.
_NO_DAY = date(2000, 1, 1)


class Respondent(NamedTuple):
    """Somebody who is asked: name and address, and the identity of their row on 名单 if they are on it."""

    person: Recipient
    row_id: str = ""


class SheetMaker:
    """Makes the answer sheets of a survey.

    Args:
        session: the command at work.
        stem: the workbook's name; the sheets are called by it.
        anonymous: whether everybody gets the same sheet; 设置 may ask for it as well.

    Raises:
        RefusalError: there is no question.
    """

    def __init__(self, session: Session, stem: str, *, anonymous: bool = False) -> None:
        self._session, self._stem = session, stem
        self._settings = session.context.settings
        self.anonymous = anonymous or self._settings.chosen(ANONYMOUS_SETTING.key, YES)
        self._same: Copy | None = None
        self.questions, self.obstacles = _questionnaire(session.book)

    @property
    def lang(self) -> Lang:
        """Return the language of the workbook."""
        return self._session.book.lang

    def copy_for(self, respondent: Respondent, *, anonymous: bool) -> Copy:
        """Return the sheet of one person; of an anonymous survey it is the same for all, byte for byte."""
        if not anonymous:
            return self._drawn(respondent, secrets.token_hex(SHARE_BYTES))
        if self._same is None:
            self._same = self._drawn(None, self._common_share())
        return self._same

    def _common_share(self) -> str:
        """Return what all anonymous sheets of this questionnaire are known by, on whatever day they are made."""
        content = [self._session.book.identity.book_id, self._title(), *self._notices(None), self.questions]
        text = json.dumps(content, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[: SHARE_BYTES * 2]

    def _drawn(self, respondent: Respondent | None, share: str) -> Copy:
        book, name = self._session.book, respondent.person.shown if respondent is not None else None
        layout = laid_out(self.questions, self._title(), self._notices(name), self.lang)
        form = form_of(
            layout, share, book.identity.book_id, self.questions, name, respondent.row_id if respondent else ""
        )
        day = _NO_DAY if respondent is None else self._session.today
        envelope = Envelope(book.identity, share, pieces(form), day, self._title())
        return Copy(draw_answer_sheet(layout, envelope), share, len(self.questions))

    def _title(self) -> str:
        return _TITLE.to(self.lang).format(name=self._stem)

    def _notices(self, name: str | None) -> tuple[str, ...]:
        until = self._settings.day(UNTIL.key)
        whose = ANONYMOUS.to(self.lang) if name is None else WHOSE.to(self.lang).format(name=name)
        before = BEFORE.to(self.lang).format(day=until) if until is not None else ""
        return (whose, " ".join(part for part in (HOW.to(self.lang), before) if part))


def _questionnaire(book: Book) -> tuple[tuple[Asked, ...], list[Finding]]:
    """Return the questions of 问卷 in its order, and what keeps them off an answer sheet, by cell."""
    if QUESTIONS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=QUESTIONS.sheet)
    view = book.view(QUESTIONS.key)
    rows = [{key: values[i] for key, values in view.data.columns.items()} for i in view.data.records()]
    questions = questions_of(rows)
    if not questions:
        raise RefusalError(answering.NO_QUESTIONS)
    findings = [
        view.finding(answering.CANNOT_ASK, key, i, reason=reason)
        for i, row in zip(view.data.records(), rows, strict=True)
        for key, reason in _obstacles(row, [*questions])
    ]
    numbers = [number_of(row["id"]) for row in rows]
    twice = Text("题号重复", "another question has its number")
    findings += [
        view.finding(answering.CANNOT_ASK, "id", i, reason=twice)
        for at, i in enumerate(view.data.records())
        if numbers[at] is not None and numbers[at] in numbers[:at]
    ]
    return tuple(map(asked_of, questions.values())), findings


def _obstacles(row: Mapping[str, CellValue], numbers: Sequence[int]) -> Iterator[tuple[str, Text]]:
    """Yield what keeps a row of 问卷 off an answer sheet: the column, and what is wrong with it."""
    question = question_of(row)
    if question is None:
        key = "text" if is_blank(row["text"]) else "id"
        label = QUESTIONS.column(key).label
        yield key, Text(f"“{label.zh}”空着或写错", f"{label.en} is blank or wrong")
        return
    if question.key not in QUESTION_KEYS:
        yield "id", Text(f"题号最大是 Q-{MOST_QUESTIONS:03}", f"numbers end with Q-{MOST_QUESTIONS:03}")
    written = [part for part in re.split(r"[\n;；]", as_text(row["jump"])) if part.strip()]
    if len(written) != len(question.jumps):
        yield "jump", Text("跳题看不懂，例：否→Q-005", "its skips cannot be read; write e.g. No→Q-005")
    yield from obstacles(question, numbers)


def respondents(book: Book, to: Sequence[Recipient]) -> list[Respondent]:
    """Return who is to get a sheet: those named, else everybody on 名单 who has not been sent one.

    Raises:
        RefusalError: there is nobody.
    """
    listed = [entry for _, entry in on_roster(book)]
    if to:
        return [_known(person, listed) for person in to]
    if ROSTER.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=ROSTER.sheet)
    if not listed:
        raise RefusalError(answering.NOBODY_ASKED)
    sent = set(_sent(book))
    waiting = [entry for entry in listed if _mark(entry.person) not in sent]
    if not waiting:
        raise RefusalError(answering.EVERYBODY_ASKED)
    return waiting


def on_roster(book: Book) -> Iterator[tuple[int, Respondent]]:
    """Yield everybody on 名单 with the position of their row."""
    if ROSTER.key not in book.tables():
        return
    data = book.view(ROSTER.key).data
    for i in data.records():
        name, address = plain(data["person"][i]), plain(data["address"][i])
        if name or address:
            yield i, Respondent(Recipient(name, address), as_text(data["_id"][i]))


def known_respondent(book: Book, person: Recipient) -> Respondent:
    """Return a person as somebody on 名单, if they are there."""
    return _known(person, [entry for _, entry in on_roster(book)])


def _known(person: Recipient, listed: Sequence[Respondent]) -> Respondent:
    """Return the only one on 名单 with this address, else with this name; what was given with the name stays."""
    address, name = person.address.casefold(), person_key(person.name)
    matches = [entry for entry in listed if address and entry.person.address.casefold() == address]
    matches = matches or [entry for entry in listed if name and person_key(entry.person.name) == name]
    if len(matches) != 1:
        return Respondent(person)
    [match] = matches
    both = Recipient(person.name or match.person.name, person.address or match.person.address)
    return Respondent(both, match.row_id)


def _mark(person: Recipient) -> tuple[str, str]:
    return person_key(person.shown), person.address.casefold()


def _sent(book: Book) -> Iterable[tuple[str, str]]:
    """Yield who was sent an answer sheet, as the register has them."""
    if MAILINGS.name not in book.table_sheets():
        return
    data = book.register(MAILINGS.key).data
    for name, address, scope, sent in zip(data["recipient"], data["address"], data["scope"], data["sent"], strict=True):
        if plain(scope) in {words for label in ANSWER_SHEETS for words in label} and plain(sent):
            yield person_key(plain(name)), plain(address).casefold()


def few_asked(book: Book, count: int) -> list[Finding]:
    """Report that so few get an anonymous sheet, those before included, that answers can be guessed."""
    everybody = count + sum(1 for _ in _sent(book))
    return [answering.FEW_ASKED.finding(count=everybody)] if count > 0 and everybody < FEW else []

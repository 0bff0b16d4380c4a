"""Who gets what when a workbook is shared: copies of rows, score sheets, answer sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.answering.sheets import Respondent, known_respondent, respondents
from addin.book.port import Book
from addin.book.session import Session
from addin.rating.raters import asked_raters, rater_names
from addin.sharing import mail
from addin.sharing.copies import Chosen, column_called, names_in, places_of
from addin.sharing.mail import Recipient
from addin.sharing.unaddressed import rows_for_nobody
from udfs.lang import Lang, Text
from udfs.problems import Finding, RefusalError, answering, mailing
from udfs.values import is_blank, plain
from workbook_templates.tables.ratings import RATING
from workbook_templates.tables.registers import ANONYMOUS_SHEET, ANSWER_SHEET, MAILINGS, REMINDER

_NOBODY = Recipient("", "")
# Placeholder for the name of a rater until everybody is known.
_RATER = "?"
# What is no copy of rows.
_SHEETS = frozenset((*RATING, *ANSWER_SHEET, *ANONYMOUS_SHEET))


class Order(NamedTuple):
    """One copy to make.

    Attributes:
        to: for whom.
        chosen: which rows; all where it says nothing.
        place: the register's row that asks for it.
        rater: whose score sheet it is.
        respondent: whose answer sheet it is.
        anonymous: whether the answer sheet must not tell whose it is.
    """

    to: tuple[Recipient, ...]
    chosen: Chosen | None = None
    place: int | None = None
    rater: str = ""
    respondent: Respondent | None = None
    anonymous: bool = False

    @property
    def shown(self) -> str:
        """Return what its file is called by."""
        return self.to[0].shown if len(self.to) == 1 else ""

    def scope(self, lang: Lang) -> str | None:
        """Return what the register says of its content; blank for everything."""
        if self.respondent is not None:
            return (ANONYMOUS_SHEET if self.anonymous else ANSWER_SHEET).to(lang)
        if self.rater:
            return RATING.to(lang)
        return self.chosen.label.to(lang) if self.chosen else None


def copies_for(session: Session, to: Sequence[Recipient], rows: str | None, *, one: bool) -> list[Order]:
    """Return the copies to make: for recipients, for those in a column, or as the register asks."""
    book = session.book
    if not to and rows is None:
        return pending(session.book) or [Order((_NOBODY,))]
    if rows is None:
        return [Order(tuple(to))] if one else [Order((person,)) for person in to]
    column, label = column_called(book, rows)
    people = to or [Recipient(name, "") for name in names_in(book, column)]
    return [Order((person,), _chosen(column, label, person)) for person in people]


def left_out(book: Book, orders: Sequence[Order]) -> list[Finding]:
    """Return which rows go to nobody, where any order is for some of the rows; who got theirs before counts as well."""
    chosen = [order.chosen for order in orders if order.chosen is not None]
    if not any(places_of(book.with_own(key), one) for key in book.tables() for one in chosen):
        return []  # nobody gets anything: that is said in one sentence
    columns = {one.column: one.label for one in chosen}
    names = [*(one.name for one in chosen), *_served(book)]
    return [finding for column, label in columns.items() for finding in rows_for_nobody(book, column, label, names)]


def _served(book: Book) -> list[str]:
    """Return everybody who is listed as having got a copy, whole or their own rows."""
    if MAILINGS.name not in book.table_sheets():
        return []
    data = book.register(MAILINGS.key).data
    entries = zip(data["recipient"], data["scope"], data["sent"], strict=True)
    return [plain(name) for name, scope, sent in entries if not is_blank(sent) and plain(scope) not in _SHEETS]


def _chosen(column: str, label: Text, person: Recipient) -> Chosen:
    if not person.name:
        raise RefusalError(mailing.NAME_NEEDED, column=label, value=person.address)
    return Chosen(column, label, plain(person.name))


def score_sheets_for(session: Session, to: Sequence[Recipient], rows: str | None, *, one: bool) -> list[Order]:
    """Return the score sheets to make."""
    if one or rows is not None:
        raise RefusalError(mailing.RATERS_ALONE)
    orders = [Order((person,), rater=_RATER) for person in to] or [o for o in pending(session.book) if o.rater]
    if not orders:
        raise RefusalError(mailing.NO_RATERS)
    return _named(session.book, orders)


def answer_sheets_for(
    session: Session, to: Sequence[Recipient], rows: str | None, *, one: bool, raters: bool
) -> list[Order]:
    """Return the answer sheets to make: for recipients, else as the register asks and for all others on 名单."""
    if one or raters or rows is not None:
        raise RefusalError(answering.SURVEY_ALONE)
    listed = [] if to else [order for order in pending(session.book) if order.respondent is not None]
    named = {order.to[0] for order in listed}
    try:
        entries = respondents(session.book, to)
    except RefusalError:
        if not listed:
            raise
        entries = []
    return [*listed, *(Order((e.person,), respondent=e) for e in entries if e.person not in named)]


def _named(book: Book, orders: Sequence[Order]) -> list[Order]:
    """Return orders with the names of raters."""
    known = [entry.person for entry in asked_raters(book)]
    people = [order.to[0] for order in orders if order.rater]
    names = iter(rater_names(people, known))
    return [order._replace(rater=next(names)) if order.rater else order for order in orders]


def pending(book: Book) -> list[Order]:
    """Return the copies that the register asks for and that have not been made yet."""
    if MAILINGS.name not in book.table_sheets():
        return []
    data, orders = book.register(MAILINGS.key).data, []
    for i, full in enumerate(data.filled()):
        if not full or not is_blank(data["sent"][i]) or plain(data["scope"][i]) in REMINDER:
            continue
        name, address, scope = (plain(data[key][i]) for key in ("recipient", "address", "scope"))
        person = mail.recipient(f"{name} <{address}>" if address else name)
        if scope in RATING:
            orders.append(Order((person,), place=i, rater=_RATER))
            continue
        if scope in ANSWER_SHEET or scope in ANONYMOUS_SHEET:
            known = known_respondent(book, person)
            orders.append(Order((known.person,), place=i, respondent=known, anonymous=scope in ANONYMOUS_SHEET))
            continue
        chosen = _chosen(*column_called(book, scope), person) if scope else None
        orders.append(Order((person,), chosen, i))
    return _named(book, orders)

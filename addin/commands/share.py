"""分享: makes copies for mailing, each with a draft message, and records who got what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from addin import progress
from addin.book import settings_writer as steering
from addin.book.below import rows_below
from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.outside.items import items_outside
from addin.outside.report import item_findings
from addin.rating.raters import asked_raters, rater_names
from addin.rating.scoresheet import score_sheet
from addin.safefile import write_new
from addin.sharing import mail
from addin.sharing.copies import Chosen, Copy, column_called, copy_of, file_names, names_in, places_of
from addin.sharing.mail import Recipient
from addin.sharing.timestamps import format_timestamp
from addin.sharing.unaddressed import rows_for_nobody
from udfs.lang import Count, Lang, Text, listed
from udfs.problems import Finding, RefusalError, mailing
from udfs.values import CellValue, is_blank, plain
from workbook_templates.settings import MEAN
from workbook_templates.tables.ratings import RATING
from workbook_templates.tables.registers import MAILINGS, REMINDER

# The folder beside the workbook that copies go to, unless another is given.
FOLDER = Text("{name}-分享", "{name}-shared")
_MAKING = Text("生成副本", "Making copies")
_NOT_SHARED = Text(
    "有的行没有人收到，没有生成任何副本",
    "Some rows would go to nobody; no copy was made",
)
_NOBODY = Recipient("", "")
# Placeholder for the name of a rater until everybody is known.
_RATER = "?"


class _Order(NamedTuple):
    """One copy to make: for whom, which rows, the register's row that asks for it, and whose score sheet it is."""

    to: tuple[Recipient, ...]
    chosen: Chosen | None
    place: int | None = None
    rater: str = ""


class _NamedCopy(NamedTuple):
    """A copy with the name that its files get."""

    order: _Order
    copy: Copy
    name: str


def share(
    book: Book,
    now: datetime,
    folder: Path,
    stem: str,
    *,
    to: Sequence[Recipient] = (),
    rows: str | None = None,
    one: bool = False,
    raters: bool = False,
    message: str = "",
    anyway: bool = False,
) -> Outcome:
    """Write copies and draft messages into a folder.

    Args:
        book: the workbook.
        now: the current time, for the log.
        folder: where files go; it must exist.
        stem: the workbook's name; the names of the copies begin with it.
        to: who gets a copy; by default those listed in 收发记录 who have not got one yet, or else nobody in particular.
        rows: heading of the column that selects each recipient's own rows; without recipients, everybody in that column.
        one: one copy for all recipients together.
        raters: a score sheet for each recipient instead of a copy; by default for those listed as raters in 收发记录.
        message: what the draft says in addition to how to fill in and return the copy.
        anyway: make the copies although there are rows that nobody gets; otherwise nothing is made and they are named.
    """
    session = Session(book, "share", now)
    orders = _raters(session, to, rows, one=one) if raters else _orders(session, to, rows, one=one)
    left = _left_out(book, orders)
    if any(finding.problem.severity == "error" for finding in left) and not anyway:
        return Outcome(_NOT_SHARED, left)
    session.findings += left
    session.identify()
    copies: list[_NamedCopy] = []
    for order in progress.through([(_MAKING, order) for order in orders]):
        copy = (
            score_sheet(session, order.rater) if order.rater else copy_of(session, order.chosen, many=len(order.to) > 1)
        )
        if copy is not None:
            copies.append(_NamedCopy(order, copy, ""))
        elif order.chosen is not None:
            session.findings.append(mailing.NO_ROWS.finding(column=order.chosen.label, value=order.chosen.name))
    if not copies:
        raise RefusalError(mailing.NOTHING_TO_SHARE)
    names = [_name(entry.order) for entry in copies]
    taken = (folder / "x").with_name
    files = file_names(
        stem, names, book.lang, lambda name: any(taken(name + end).exists() for end in (".xlsx", ".eml"))
    )
    copies = [entry._replace(name=name) for entry, name in zip(copies, files, strict=True)]
    if any(entry.order.rater for entry in copies) and not session.context.settings.averaged:
        steering.choose(session, "scores_from", MEAN)
        session.findings.append(mailing.SCORES_FROM_RATERS.finding())
    session.findings += rows_below(book)
    if isinstance(book, FileBook):
        session.findings += item_findings(items_outside(book), sharing=True)
    _note(session, copies)
    _written(session, copies, folder, stem, message)
    return _outcome(session, copies, folder)


def _orders(session: Session, to: Sequence[Recipient], rows: str | None, *, one: bool) -> list[_Order]:
    book = session.book
    if not to and rows is None:
        return pending(session.book) or [_Order((_NOBODY,), None)]
    if rows is None:
        return [_Order(tuple(to), None)] if one else [_Order((person,), None) for person in to]
    column, label = column_called(book, rows)
    people = to or [Recipient(name, "") for name in names_in(book, column)]
    return [_Order((person,), _chosen(column, label, person)) for person in people]


def _left_out(book: Book, orders: Sequence[_Order]) -> list[Finding]:
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
    return [plain(name) for name, scope, sent in entries if not is_blank(sent) and plain(scope) not in RATING]


def _chosen(column: str, label: Text, person: Recipient) -> Chosen:
    if not person.name:
        raise RefusalError(mailing.NAME_NEEDED, column=label, value=person.address)
    return Chosen(column, label, plain(person.name))


def _raters(session: Session, to: Sequence[Recipient], rows: str | None, *, one: bool) -> list[_Order]:
    """Return the score sheets to make."""
    if one or rows is not None:
        raise RefusalError(mailing.RATERS_ALONE)
    orders = [_Order((person,), None, None, _RATER) for person in to] or [o for o in pending(session.book) if o.rater]
    if not orders:
        raise RefusalError(mailing.NO_RATERS)
    return _named(session.book, orders)


def _named(book: Book, orders: Sequence[_Order]) -> list[_Order]:
    """Return orders with the names of raters."""
    known = [entry.person for entry in asked_raters(book)]
    people = [order.to[0] for order in orders if order.rater]
    names = iter(rater_names(people, known))
    return [order._replace(rater=next(names)) if order.rater else order for order in orders]


def pending(book: Book) -> list[_Order]:
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
            orders.append(_Order((person,), None, i, _RATER))
            continue
        chosen = _chosen(*column_called(book, scope), person) if scope else None
        orders.append(_Order((person,), chosen, i))
    return _named(book, orders)


def _name(order: _Order) -> str:
    return order.to[0].shown if len(order.to) == 1 else ""


def _note(session: Session, copies: Sequence[_NamedCopy]) -> None:
    """Record in the register who gets what."""
    session.book.ensure(MAILINGS.key)
    view = session.book.register(MAILINGS.key)
    for entry in copies:
        row: dict[str, CellValue] = {
            "recipient": listed(person.shown for person in entry.order.to).to(session.book.lang),
            "address": ", ".join(person.address for person in entry.order.to),
            "scope": _scope(entry.order, session.book.lang),
            "sent": format_timestamp(session.now),
            "file": f"{entry.name}.xlsx",
            "rows": entry.copy.rows,
            "share": entry.copy.share,
        }
        if entry.order.place is None:
            session.append(MAILINGS, [row])
            continue
        for key in ("sent", "file", "rows", "share"):
            session.put_at(view, key, {entry.order.place: row[key]})


def _scope(order: _Order, lang: Lang) -> str | None:
    if order.rater:
        return RATING.to(lang)
    return order.chosen.label.to(lang) if order.chosen else None


def _written(session: Session, copies: Sequence[_NamedCopy], folder: Path, stem: str, message: str) -> None:
    """Write all files and then the workbook; if one cannot be written, none is left behind."""
    lang, written = session.book.lang, []
    try:
        for entry in copies:
            file = f"{entry.name}.xlsx"
            text = mail.body(entry.order.to, message, file, lang)
            about = mail.subject(stem, lang, rating=bool(entry.order.rater))
            draft = mail.draft(entry.order.to, about, text, file, entry.copy.content)
            for name, content in ((file, entry.copy.content), (f"{entry.name}.eml", draft)):
                written.append(write_new(folder / name, content))
        session.finish()
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _outcome(session: Session, copies: Sequence[_NamedCopy], folder: Path) -> Outcome:
    headings = (
        Text("收件人", "Recipient"),
        Text("邮箱", "Address"),
        Text("文件", "File"),
        Text("行数", "Rows"),
        Text("大小 KB", "Size KB"),
    )
    rows: list[tuple[CellValue | Text, ...]] = [
        (
            listed(person.shown for person in entry.order.to),
            ", ".join(person.address for person in entry.order.to),
            f"{entry.name}.xlsx",
            entry.copy.rows,
            -(-len(entry.copy.content) // 1024),
        )
        for entry in copies
    ]
    message = Text(
        f"已生成 {len(copies)} 份副本和邮件草稿，在 {folder}；打开 .eml 即可发送",
        f"{Count(len(copies)):copy and draft message/copies and draft messages} created in {folder}; open an .eml to send it",
    )
    listing = Listing(Text("副本", "Copies"), headings, rows)
    drafts = [folder / f"{entry.name}.eml" for entry in copies]
    return Outcome(message, session.findings, [listing], len(copies), files=drafts)

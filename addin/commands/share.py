"""分享: makes copies for mailing, each with a draft message, and records who got what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from addin import progress
from addin.answering.sheets import SheetMaker, few_asked
from addin.book import settings_writer as steering
from addin.book.below import rows_below
from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.book.session import Session
from addin.commands.share_orders import Order, answer_sheets_for, copies_for, left_out, score_sheets_for
from addin.outcome import Listing, Outcome
from addin.outside.items import items_outside
from addin.outside.report import item_findings
from addin.rating.scoresheet import score_sheet
from addin.safefile import write_new
from addin.sharing import mail
from addin.sharing.copies import Copy, copy_of, file_names
from addin.sharing.mail import Recipient
from addin.sharing.timestamps import format_timestamp
from udfs.lang import Count, Lang, Text, listed
from udfs.problems import RefusalError, mailing
from udfs.values import CellValue
from workbook_templates.settings import MEAN
from workbook_templates.tables.registers import ANSWER_SHEET, MAILINGS

# The folder beside the workbook that copies go to, unless another is given.
FOLDER = Text("{name}-分享", "{name}-shared")
_MAKING = Text("生成副本", "Making copies")
_NOT_SHARED = Text(
    "有的行没有人收到，没有生成任何副本",
    "Some rows would go to nobody; no copy was made",
)
_NOT_ASKED = Text(
    "有的题目还不完整，没有生成任何答题表",
    "Some questions are not complete; no answer sheet was made",
)


class _NamedCopy(NamedTuple):
    """A copy with the name that its draft gets, and its file."""

    order: Order
    copy: Copy
    name: str
    file: str


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
    survey: bool = False,
    anonymous: bool = False,
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
        survey: an answer sheet of 问卷 for each recipient instead of a copy; by default for everybody on 名单 who has none.
        anonymous: answer sheets that do not tell whose they are; 设置 may ask for it as well.
        message: what the draft says in addition to how to fill in and return the copy.
        anyway: make the copies although there are rows that nobody gets; otherwise nothing is made and they are named.
    """
    session = Session(book, "share", now)
    if survey or anonymous:
        orders = answer_sheets_for(session, to, rows, one=one, raters=raters)
    else:
        orders = (score_sheets_for if raters else copies_for)(session, to, rows, one=one)
    left = left_out(book, orders)
    if any(finding.problem.severity == "error" for finding in left) and not anyway:
        return Outcome(_NOT_SHARED, left)
    session.findings += left
    maker = None
    if any(order.respondent is not None for order in orders):
        maker = SheetMaker(session, stem, anonymous=anonymous)
        if maker.obstacles:
            return Outcome(_NOT_ASKED, maker.obstacles)
        orders = [order._replace(anonymous=order.anonymous or maker.anonymous) for order in orders]
        session.findings += few_asked(book, sum(order.anonymous for order in orders))
    session.identify()
    copies = _copies(session, orders, maker)
    if not copies:
        raise RefusalError(mailing.NOTHING_TO_SHARE)
    copies = _named(copies, folder, stem, book.lang)
    if any(entry.order.rater for entry in copies) and not session.context.settings.averaged:
        steering.choose(session, "scores_from", MEAN)
        session.findings.append(mailing.SCORES_FROM_RATERS.finding())
    if any(entry.order.respondent is None for entry in copies):
        session.findings += rows_below(book)
        if isinstance(book, FileBook):
            session.findings += item_findings(items_outside(book), sharing=True)
    _note(session, copies)
    _written(session, copies, folder, stem, message)
    return _outcome(session, copies, folder)


def _copies(session: Session, orders: Sequence[Order], maker: SheetMaker | None) -> list[_NamedCopy]:
    """Return what is made for each order; one whose rows are none is reported."""
    copies: list[_NamedCopy] = []
    for order in progress.through([(_MAKING, order) for order in orders]):
        if order.respondent is not None and maker is not None:
            copy: Copy | None = maker.copy_for(order.respondent, anonymous=order.anonymous)
        elif order.rater:
            copy = score_sheet(session, order.rater)
        else:
            copy = copy_of(session, order.chosen, many=len(order.to) > 1)
        if copy is not None:
            copies.append(_NamedCopy(order, copy, "", ""))
        elif order.chosen is not None:
            session.findings.append(mailing.NO_ROWS.finding(column=order.chosen.label, value=order.chosen.name))
    return copies


def _named(copies: Sequence[_NamedCopy], folder: Path, stem: str, lang: Lang) -> list[_NamedCopy]:
    """Return copies with the names of their files; an anonymous sheet is one file, whoever it goes to and when."""

    def is_taken(name: str) -> bool:
        return any((folder / f"{name}{end}").exists() for end in (".xlsx", ".eml"))

    def is_another(name: str) -> bool:
        path = folder / f"{name}.xlsx"
        return path.exists() and all(
            path.read_bytes() != entry.copy.content for entry in copies if entry.order.anonymous
        )

    names = file_names(stem, [entry.order.shown for entry in copies], lang, is_taken)
    [common] = file_names(stem, [ANSWER_SHEET.to(lang)], lang, lambda name: name in names or is_another(name))
    return [
        entry._replace(name=name, file=f"{common if entry.order.anonymous else name}.xlsx")
        for entry, name in zip(copies, names, strict=True)
    ]


def _note(session: Session, copies: Sequence[_NamedCopy]) -> None:
    """Record in the register who gets what."""
    session.book.ensure(MAILINGS.key)
    view = session.book.register(MAILINGS.key)
    for entry in copies:
        row: dict[str, CellValue] = {
            "recipient": listed(person.shown for person in entry.order.to).to(session.book.lang),
            "address": ", ".join(person.address for person in entry.order.to),
            "scope": entry.order.scope(session.book.lang),
            "sent": format_timestamp(session.now),
            "file": entry.file,
            "rows": entry.copy.rows,
            # Who got which of a survey's anonymous sheets is nowhere: they are one.
            "share": None if entry.order.anonymous else entry.copy.share,
        }
        if entry.order.place is None:
            session.append(MAILINGS, [row])
            continue
        for key in ("sent", "file", "rows", "share"):
            session.put_at(view, key, {entry.order.place: row[key]})


def _written(session: Session, copies: Sequence[_NamedCopy], folder: Path, stem: str, message: str) -> None:
    """Write all files and then the workbook; if one cannot be written, none is left behind."""
    lang, written = session.book.lang, []
    try:
        for entry in copies:
            order, file = entry.order, entry.file
            kind = (
                mail.Asking.ANSWERS
                if order.respondent is not None
                else mail.Asking.SCORES
                if order.rater
                else mail.Asking.ROWS
            )
            text = mail.body(order.to, message, file, lang, kind)
            draft = mail.draft(order.to, mail.subject(stem, lang, kind), text, file, entry.copy.content)
            for name, content in ((file, entry.copy.content), (f"{entry.name}.eml", draft)):
                if not (order.anonymous and name == file and (folder / name).exists()):
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
            entry.file,
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

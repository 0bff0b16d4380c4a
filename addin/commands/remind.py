"""提醒: a draft message for everybody who has something overdue, due soon or waiting, or a copy to return. It sends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from addin.book.below import rows_below
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.reminding import drafts, letters
from addin.reminding.addresses import AddressBook, named
from addin.reminding.copies import Outstanding, outstanding, register_of
from addin.reminding.letters import Item, Letter
from addin.safefile import FileToWrite, written_together
from addin.sharing import mail
from addin.sharing.copies import file_names
from addin.sharing.mail import Recipient
from udfs.lang import Count, Text, listed
from udfs.people import people_in, person_key
from udfs.problems import Finding, reminding
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.deadlines import Deadline, deadlines
from workbook_templates.summary_lists import SOON_DAYS
from workbook_templates.tables.registers import MAILINGS

# The folder beside the workbook that drafts go to, unless another is given; and how their names go on.
FOLDER = Text("{name}-提醒", "{name}-reminders")
_STEM = Text("{name}-提醒", "{name}-reminder")
_NOTHING = Text(
    "没有逾期、{days} 天内到期或待处理的事项，也没有未收回的副本",
    "nothing is overdue, due within {days:day/days} or waiting, and no copy is out",
)
_NOBODY = Text("没有生成提醒：要提醒的行里没有写是谁", "no reminder was drafted: what is open names nobody")
_MADE = Text(
    "提醒草稿 {n} 封，在 {folder}；打开 .eml 核对后发送",
    "{n:reminder/reminders} drafted in {folder}; open an .eml, look at it and send it",
)
_HEADINGS = (
    Text("收件人", "Recipient"),
    Text("邮箱", "Address"),
    Text("逾期", "Overdue"),
    Text("将到期", "Due soon"),
    Text("待处理", "Waiting"),
    Text("未收回", "Copies out"),
    Text("草稿", "Draft"),
)
# So many cells are named of those that say the same.
_CELLS = 5


@dataclass
class _Person:
    """Somebody with what there is to tell them.

    `addresses` are several where nothing says which is theirs; `first` is the sheet and cell that name them first.
    """

    to: Recipient
    addresses: tuple[str, ...]
    first: tuple[str, str]
    items: list[Item] = field(default_factory=list)
    copies: list[Outstanding] = field(default_factory=list)

    def letter(self, session: Session) -> Letter:
        """Return what they are told, the most urgent first."""
        today = session.today
        dated = sorted((item for item in self.items if item.deadline.day is not None), key=_by_day)
        return Letter(
            self.to,
            tuple(item for item in dated if item.is_late(today)),
            tuple(item for item in dated if not item.is_late(today)),
            tuple(item for item in self.items if item.deadline.day is None),
            tuple(self.copies),
        )


def _by_day(item: Item) -> date:
    return item.deadline.day or date.max


def remind(
    book: Book,
    now: datetime,
    folder: Path,
    stem: str,
    *,
    days: int | None = None,
    addresses: Sequence[Recipient] = (),
    copies: Sequence[Path] = (),
    message: str = "",
) -> Outcome:
    """Write a draft for everybody who has to be reminded; the workbook is only read, and computed anew in memory.

    Args:
        book: the workbook.
        now: the moment; what is due and late is so on its day.
        folder: where drafts go; it must exist. One of this workbook that nobody has changed gives way to the new one.
        stem: the workbook's name.
        days: what is due within so many days is told; by default as many as on 汇总.
        addresses: people with their addresses, which go before those on 收发记录.
        copies: folders in which shared copies may lie.
        message: what the draft says in addition.
    """
    session = Session(book, "remind", now)
    # Nothing of this is saved.
    recalculate(session, fill=True)
    ahead = SOON_DAYS if days is None else days
    known = AddressBook(book, addresses)
    wanted = [entry for entry in deadlines(session.context) if _counts(entry, session, ahead)]
    register = register_of(book)
    out = outstanding(register, copies) if register is not None else []
    people = _people(session, wanted, known, out)
    session.findings += [*rows_below(book), *known.findings, *_nobody(book, wanted, out)]
    to_send = [person.letter(session) for person in people]
    names = _draft_names(session, to_send, folder, stem)
    files = [
        _file(session, letter, folder / name, stem, ahead, message) for letter, name in zip(to_send, names, strict=True)
    ]
    session.findings += _unaddressed(people, names)
    session.findings += _copies_missing(book, out)
    session.findings += _changed_and_left(session, to_send, files, folder, stem)
    with written_together(file for file in files if file.content != file.before):
        pass
    return _outcome(session, to_send, files, folder, ahead)


def _counts(entry: Deadline, session: Session, ahead: int) -> bool:
    return entry.day is None or (entry.day - session.today).days <= ahead


def _people(
    session: Session, wanted: Sequence[Deadline], known: AddressBook, out: Sequence[Outstanding]
) -> list[_Person]:
    """Return everybody with what concerns them; two people of one name are apart where their copies are."""
    people: dict[tuple[str, str], _Person] = {}

    def person(name: str, address: str, place: tuple[str, str]) -> _Person:
        to, several = named(name), [address] if address else known.of(name)
        to = Recipient(to.name, several[0] if len(several) == 1 else "")
        entry = _Person(to, tuple(several), place)
        return people.setdefault((person_key(to.shown), to.address.casefold()), entry)

    for entry in wanted:
        view = session.book.view(entry.table)
        at = view.sheet, view.cell(entry.owner, entry.row) if entry.owner in view.column_numbers else ""
        item = Item(entry, _place(view, entry))
        for name in people_in(entry.who):
            person(name, "", at).items.append(item)
    for copy in out:
        view = session.book.view(MAILINGS.key)
        for who in copy.people:
            person(who.shown, who.address, (view.sheet, view.cell("recipient", copy.row))).copies.append(copy)
    return list(people.values())


def _place(view: View, entry: Deadline) -> str:
    """Return where a row stands: its date, or else what it is about."""
    column = entry.due or TABLES[entry.table].subject
    return f"{view.sheet}!{view.cell(column, entry.row)}" if column in view.column_numbers else view.sheet


def _nobody(book: Book, wanted: Sequence[Deadline], out: Sequence[Outstanding]) -> Iterator[Finding]:
    """Report the rows that nobody can be reminded of, a finding for each column; copies that were for nobody, too."""
    rows: dict[tuple[str, str], list[int]] = {}
    for entry in wanted:
        if not people_in(entry.who):
            rows.setdefault((entry.table, entry.owner), []).append(entry.row)
    for copy in out:
        if not copy.people:
            rows.setdefault((MAILINGS.key, "recipient"), []).append(copy.row)
    for (table, owner), places in rows.items():
        view = book.view(table)
        cells = listed((view.cell(owner, i) for i in places) if owner in view.column_numbers else (), _CELLS)
        label = view.data.table.column(owner).label
        yield view.finding(reminding.NOBODY_TO_REMIND, owner, places[0], label=label, rows=len(places), cells=cells)


# --- drafts ----------------------------------------------------------------------------------------------------------


def _draft_names(session: Session, to_send: Sequence[Letter], folder: Path, stem: str) -> list[str]:
    """Return the names of the drafts: those of drafts that somebody has changed are taken."""
    book = session.book

    def is_taken(name: str) -> bool:
        path = folder / f"{name}{drafts.SUFFIX}"
        return path.exists() and drafts.untouched(path, book.identity.book_id) is None

    names = [letter.to.shown for letter in to_send]
    files = file_names(_STEM.to(book.lang).format(name=stem), names, book.lang, is_taken)
    return [f"{name}{drafts.SUFFIX}" for name in files]


def _file(session: Session, letter: Letter, path: Path, stem: str, ahead: int, message: str) -> FileToWrite:
    lang, book_id = session.book.lang, session.book.identity.book_id
    about = letters.subject(letter, stem, ahead, lang)
    text = letters.body(letter, stem, session.today, ahead, message, lang)
    content = mail.message_with([letter.to], about, text, letters.attached(letter))
    return FileToWrite(path, drafts.sealed(content, book_id), drafts.untouched(path, book_id))


def _unaddressed(people: Sequence[_Person], names: Sequence[str]) -> Iterator[Finding]:
    """Report whose draft has no recipient, at the first cell that names them."""
    for person, name in zip(people, names, strict=True):
        (sheet, cell), who = person.first, person.to.shown
        if not person.addresses:
            yield reminding.NO_ADDRESS.at(sheet, cell, value=who, name=name)
        elif not person.to.address:
            several = listed(person.addresses)
            yield reminding.ADDRESSES_DIFFER.at(sheet, cell, value=who, name=name, addresses=several)


def _copies_missing(book: Book, out: Sequence[Outstanding]) -> Iterator[Finding]:
    """Report the copies that are not at hand, where somebody is to get them again."""
    for copy in out:
        if copy.people and copy.content is None:
            who, view = listed(person.shown for person in copy.people), book.view(MAILINGS.key)
            yield view.finding(reminding.COPY_NOT_AT_HAND, "file", copy.row, value=who, name=copy.file)


def _changed_and_left(
    session: Session, to_send: Sequence[Letter], files: Sequence[FileToWrite], folder: Path, stem: str
) -> Iterator[Finding]:
    """Report the drafts that somebody has changed, and those of whom nobody has to be reminded now."""
    lang, book_id = session.book.lang, session.book.identity.book_id
    usual = file_names(
        _STEM.to(lang).format(name=stem), [letter.to.shown for letter in to_send], lang, lambda _name: False
    )
    for name, file in zip(usual, files, strict=True):
        if file.path.stem != name:
            yield reminding.DRAFT_CHANGED.finding(name=f"{name}{drafts.SUFFIX}", other=file.path.name)
    for path in drafts.left_behind(folder, book_id, {file.path for file in files}):
        yield reminding.DRAFT_LEFT.finding(name=path.name)


def _outcome(
    session: Session, to_send: Sequence[Letter], files: Sequence[FileToWrite], folder: Path, ahead: int
) -> Outcome:
    if not to_send:
        nobody = any(finding.problem is reminding.NOBODY_TO_REMIND for finding in session.findings)
        words = ((_NOBODY if nobody else _NOTHING).to(lang).format(days=Count(ahead)) for lang in ("zh", "en"))
        return Outcome(Text(*words), session.findings)
    rows: list[tuple[CellValue | Text, ...]] = [
        (
            letter.to.shown,
            letter.to.address,
            len(letter.late),
            len(letter.soon),
            len(letter.waiting),
            len(letter.copies),
            file.path.name,
        )
        for letter, file in zip(to_send, files, strict=True)
    ]
    message = Text(*(_MADE.to(lang).format(n=Count(len(files)), folder=folder) for lang in ("zh", "en")))
    listing = Listing(Text("提醒", "Reminders"), _HEADINGS, rows)
    return Outcome(message, session.findings, [listing], files=[file.path for file in files])

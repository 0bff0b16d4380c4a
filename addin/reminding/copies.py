"""Copies that were shared and did not come back: who has them, and their bytes where they are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from addin.book.file.book import FileBook
from addin.book.port import Book, View
from addin.reminding.addresses import paired
from addin.sharing.answer_sheets import share_of
from addin.sharing.mail import Recipient
from addin.sharing.received import received_files
from udfs.people import people_in
from udfs.problems import RefusalError, books
from udfs.values import as_text, is_blank, plain
from workbook_templates.identity import SHARE_NAME
from workbook_templates.tables.registers import MAILINGS

_NEEDED = ("recipient", "address", "sent", "file", "returned", "share")


class Outstanding(NamedTuple):
    """A copy that was not returned.

    Attributes:
        row: its place in the register 收发记录.
        people: who got it.
        file: its name.
        sent: when, as the register has it.
        share: its identity.
        content: its bytes as they were sent, None where it is not at hand.
    """

    row: int
    people: tuple[Recipient, ...]
    file: str
    sent: str
    share: str
    content: bytes | None = None


def register_of(book: Book) -> View | None:
    """Return the register 收发记录, None where the workbook has none."""
    return book.register(MAILINGS.key, _NEEDED) if MAILINGS.name in book.table_sheets() else None


def outstanding(register: View, folders: Sequence[Path]) -> list[Outstanding]:
    """Return the copies that were not returned, in the order of the register.

    Args:
        register: 收发记录.
        folders: where copies may lie; a draft beside one holds it as it was sent, whoever has opened the copy since.
    """
    entries = list(_entries(register))
    contents: dict[str, bytes] = {}
    for suffix in (".eml", ".xlsx"):
        missing = [entry for entry in entries if entry.share not in contents]
        contents |= _contents(_places(missing, folders, suffix))
    return [entry._replace(content=contents.get(entry.share)) for entry in entries]


def _entries(register: View) -> Iterator[Outstanding]:
    data = register.data
    for row, sent in enumerate(data["sent"]):
        share, name = plain(data["share"][row]), plain(data["file"][row])
        if is_blank(sent) or not share or not is_blank(data["returned"][row]):
            continue
        recipients, address = plain(data["recipient"][row]), plain(data["address"][row])
        yield Outstanding(row, _people(recipients, address), name, as_text(sent), share)


def _people(names: str, addresses: str) -> tuple[Recipient, ...]:
    try:
        people = paired(names, addresses) if addresses else []
    except RefusalError:  # the address book says so
        people = []
    return tuple(people or (Recipient(name, "") for name in people_in(names)))


def _places(entries: Iterable[Outstanding], folders: Sequence[Path], suffix: str) -> Iterator[Path]:
    """Yield the files that may hold copies; of what stands in a cell only the name counts, never a folder."""
    for entry in entries:
        for folder in folders:
            place = folder / Path(entry.file).with_suffix(suffix).name if Path(entry.file).name else folder
            if place.is_file():
                yield place


def _contents(places: Iterable[Path]) -> dict[str, bytes]:
    """Return the workbooks in files by the identity that they carry as copies."""
    contents: dict[str, bytes] = {}
    with received_files(places) as files:
        for file in files:
            share = "" if file.refused is not None else _share_of(file.path)
            if share:
                contents.setdefault(share, file.path.read_bytes())
    return contents


def _share_of(path: Path) -> str:
    """Return which copy a workbook is, empty where it is none of ours or cannot be read."""
    try:
        try:
            return FileBook(path, formula_texts=False).constant(SHARE_NAME) or ""
        except RefusalError as error:
            return share_of(path) if error.finding.problem is books.NOT_OURS else ""
    except RefusalError:
        return ""

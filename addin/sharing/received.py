"""Received files: single files, folders, archives and messages with attachments, nested in each other."""

from __future__ import annotations

import contextlib
import email
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import default as mail_policy
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from addin.leftovers import scratch_folder
from udfs.problems import Finding, Problem, RefusalError, files, mailing

if TYPE_CHECKING:
    from olefile import OleFileIO

# What is unpacked, and what counts as a workbook (even if it can only be refused with advice).
_ARCHIVES, _MAILS = {".zip"}, {".eml", ".msg"}
_SHEETS = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".csv", ".tsv", ".ods", ".et", ".numbers"}
_DEEPEST = 4
LARGEST_CONTAINER = 100 << 20
_LARGEST_MEMBER = 64 << 20
_MOST_MEMBERS = 5_000
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800


class ReceivedFile(NamedTuple):
    """A received file.

    Attributes:
        name: its name, with the containers it was in: `mail.eml › 问题清单.xlsx`.
        path: where it is; a temporary location if it was unpacked.
        sender: who sent the message that it was attached to, empty if unknown.
        refused: why it cannot be read, if so.
    """

    name: str
    path: Path
    sender: str = ""
    refused: Finding | None = None


class _Item(NamedTuple):
    name: str
    path: Path
    sender: str
    depth: int


@contextlib.contextmanager
def received_files(sources: Iterable[Path]) -> Iterator[Iterator[ReceivedFile]]:
    """Iterate over all files in the sources; unpacked files are deleted when the context ends.

    The files of a folder are ordered by name, including those in its subfolders. Nothing is dropped silently: a file that
    is neither a workbook nor a message is yielded with a refusal.
    """
    with scratch_folder() as folder:
        yield _walk(sources, folder)


def _walk(sources: Iterable[Path], folder: Path) -> Iterator[ReceivedFile]:
    for source in sources:
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if not path.is_dir() and not path.name.startswith(("~$", ".")):
                    yield from _regular(_Item(str(path.relative_to(source)), path, "", 0), folder)
        else:
            yield from _regular(_Item(source.name if source.is_file() else str(source), source, "", 0), folder)


def _regular(item: _Item, folder: Path) -> Iterator[ReceivedFile]:
    """Open what is a file; a pipe would keep whoever reads it for ever."""
    if item.path.is_file():
        yield from _open(item, folder)
    else:
        yield _refusal(item, files.NOT_A_FILE if item.path.exists() else files.NO_FILE)


def _refusal(item: _Item, problem: Problem) -> ReceivedFile:
    return ReceivedFile(item.name, item.path, item.sender, problem.finding(name=item.name))


def _open(item: _Item, folder: Path) -> Iterator[ReceivedFile]:
    suffix = PurePosixPath(item.name).suffix.lower()
    if suffix in _SHEETS:
        yield ReceivedFile(item.name, item.path, item.sender)
    elif suffix not in _ARCHIVES | _MAILS:
        yield _refusal(item, mailing.NO_WORKBOOK)
    elif item.depth >= _DEEPEST:
        yield _refusal(item, mailing.TOO_DEEP)
    elif item.path.stat().st_size > LARGEST_CONTAINER:
        yield _refusal(item, files.TOO_LARGE)
    else:
        read = {".zip": _zip, ".eml": _eml, ".msg": _msg}[suffix]
        try:
            for inner in read(item, folder):
                yield from [inner] if isinstance(inner, ReceivedFile) else _open(inner, folder)
        except (OSError, ValueError, LookupError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError):
            yield _refusal(item, files.DAMAGED)


def _unpacked(item: _Item, name: str, content: bytes, folder: Path, sender: str) -> _Item:
    """Write an unpacked file into a folder of its own; its name is only displayed, never used as a path."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    path = Path(tempfile.mkdtemp(dir=folder)) / f"received{suffix if suffix.isascii() else ''}"
    path.write_bytes(content)
    return _Item(f"{item.name} › {name}", path, sender or item.sender, item.depth + 1)


def _zip(item: _Item, folder: Path) -> Iterator[_Item | ReceivedFile]:
    with zipfile.ZipFile(item.path) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > _MOST_MEMBERS:
            yield _refusal(item, files.TOO_LARGE)
            return
        for info in members:
            name = _name_in(info)
            if PurePosixPath(name).name.startswith(("~$", ".")) or name.startswith("__MACOSX/"):
                continue
            inside = item._replace(name=f"{item.name} › {name}")
            if info.flag_bits & _ENCRYPTED:
                yield _refusal(inside, files.ENCRYPTED)
            elif info.file_size > _LARGEST_MEMBER:
                yield _refusal(inside, files.TOO_LARGE)
            else:
                with archive.open(info) as stream:
                    content = stream.read(_LARGEST_MEMBER + 1)
                yield _unpacked(item, name, content, folder, "")


def _name_in(info: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese Windows writes it in GBK without declaring the encoding."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    with contextlib.suppress(UnicodeError):
        return info.filename.encode("cp437").decode("gbk")
    return info.filename


def _eml(item: _Item, folder: Path) -> Iterator[_Item | ReceivedFile]:
    with item.path.open("rb") as stream:
        message = email.message_from_binary_file(stream, policy=mail_policy)
    yield from _message(item, message, folder)


def _message(item: _Item, message: EmailMessage, folder: Path) -> Iterator[_Item | ReceivedFile]:
    sender = str(message["From"] or "") or item.sender
    has_attachment = False
    for part in message.walk():
        name = part.get_filename()
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            has_attachment = True
            if PurePosixPath(name).suffix.lower() in _SHEETS | _ARCHIVES | _MAILS:
                yield _unpacked(item, name, content, folder, sender)
    if not has_attachment:
        yield _refusal(item, mailing.NO_ATTACHMENT)


def _msg(item: _Item, folder: Path) -> Iterator[_Item | ReceivedFile]:
    """Read Outlook's own format: attachments, including attached messages, are storages of an OLE file ([MS-OXMSG])."""
    import olefile

    if not olefile.isOleFile(str(item.path)):
        yield _refusal(item, files.DAMAGED)
        return
    with olefile.OleFileIO(str(item.path)) as ole:
        yield from _attachments(item, ole, [], folder)


def _attachments(item: _Item, ole: OleFileIO[str], at: list[str], folder: Path) -> Iterator[_Item | ReceivedFile]:
    sender = _property(ole, at, "0C1A") or item.sender
    storages = {
        entry[len(at)]
        for entry in ole.listdir(storages=True)
        if len(entry) > len(at) and entry[: len(at)] == at and entry[len(at)].startswith("__attach")
    }
    for storage in sorted(storages):
        here = [*at, storage]
        nested = [*here, "__substg1.0_3701000D"]
        if ole.exists(nested):
            if len(at) < _DEEPEST * 2:
                yield from _attachments(item._replace(sender=sender), ole, nested, folder)
            continue
        name = _property(ole, here, "3707") or _property(ole, here, "3704")
        data = [*here, "__substg1.0_37010102"]
        if name and ole.exists(data) and PurePosixPath(name).suffix.lower() in _SHEETS | _ARCHIVES | _MAILS:
            yield _unpacked(item, name, ole.openstream(data).read(_LARGEST_MEMBER), folder, sender)
    if not storages:
        yield _refusal(item, mailing.NO_ATTACHMENT)


def _property(ole: OleFileIO[str], at: list[str], tag: str) -> str:
    """Return a text property of a message or an attachment."""
    for kind, encoding in (("001F", "utf-16-le"), ("001E", "gb18030")):
        place = [*at, f"__substg1.0_{tag}{kind}"]
        if ole.exists(place):
            text: str = ole.openstream(place).read().decode(encoding, "replace")
            return text.rstrip("\0")
    return ""


def refused(file: ReceivedFile) -> Finding | None:
    """Return why a file cannot be merged, None if it can; a wrong format is reported with how to save it instead."""
    suffix = file.path.suffix.lower()
    if file.refused is None and suffix not in {".xlsx", ".xlsm"}:
        return RefusalError(mailing.SAVE_AS_XLSX, name=file.name).finding
    return file.refused

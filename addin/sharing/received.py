"""What came back by mail, as files: single ones, folders, archives and messages with attachments, one inside the other."""

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

from udfs.problems import Finding, Problem, RefusalError, files, mailing

if TYPE_CHECKING:
    from olefile import OleFileIO

# What is looked into, and what is taken for a workbook (also where only a message tells what to do with it).
_ARCHIVES, _MAILS = {".zip"}, {".eml", ".msg"}
_SHEETS = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".csv", ".tsv", ".ods", ".et", ".numbers"}
_DEEPEST = 4
LARGEST_CONTAINER = 100 << 20
_LARGEST_MEMBER = 64 << 20
_MOST_MEMBERS = 5_000
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800


class ReceivedFile(NamedTuple):
    """A file that came back.

    Attributes:
        name: what it is called, with what it was found in: `mail.eml › 问题清单.xlsx`.
        path: where it is; a temporary place for what was unpacked.
        sender: who sent the message that it came with, empty where that is not known.
        refused: why it cannot be looked at, if so.
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
    """Give everything that the sources hold, one after the other; what is unpacked goes when the work is done.

    Files of a folder come in the order of their names, those of its folders too. Nothing is lost silently: what is no
    workbook and no message comes with a refusal.
    """
    with tempfile.TemporaryDirectory(prefix="kaizen-") as folder:
        yield _walk(sources, Path(folder))


def _walk(sources: Iterable[Path], room: Path) -> Iterator[ReceivedFile]:
    for source in sources:
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if path.is_file() and not path.name.startswith(("~$", ".")):
                    yield from _opened(_Item(str(path.relative_to(source)), path, "", 0), room)
        elif source.is_file():
            yield from _opened(_Item(source.name, source, "", 0), room)
        else:
            yield _refusal(_Item(str(source), source, "", 0), files.NO_FILE)


def _refusal(item: _Item, problem: Problem) -> ReceivedFile:
    return ReceivedFile(item.name, item.path, item.sender, Finding(problem, "", "", {"name": item.name}))


def _opened(item: _Item, room: Path) -> Iterator[ReceivedFile]:
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
            for inner in read(item, room):
                yield from [inner] if isinstance(inner, ReceivedFile) else _opened(inner, room)
        except (OSError, ValueError, LookupError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError):
            yield _refusal(item, files.DAMAGED)


def _kept(item: _Item, name: str, content: bytes, room: Path, sender: str) -> _Item:
    """Write an unpacked file into a folder of its own; its name is only shown, never used as a path."""
    folder = Path(tempfile.mkdtemp(dir=room))
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    path = folder / f"arrival{suffix if suffix.isascii() else ''}"
    path.write_bytes(content)
    return _Item(f"{item.name} › {name}", path, sender or item.sender, item.depth + 1)


def _zip(item: _Item, room: Path) -> Iterator[_Item | ReceivedFile]:
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
                yield _kept(item, name, content, room, "")


def _name_in(info: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese Windows writes it in GBK without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    with contextlib.suppress(UnicodeError):
        return info.filename.encode("cp437").decode("gbk")
    return info.filename


def _eml(item: _Item, room: Path) -> Iterator[_Item | ReceivedFile]:
    with item.path.open("rb") as stream:
        message = email.message_from_binary_file(stream, policy=mail_policy)
    yield from _message(item, message, room)


def _message(item: _Item, message: EmailMessage, room: Path) -> Iterator[_Item | ReceivedFile]:
    sender = str(message["From"] or "") or item.sender
    found = False
    for part in message.walk():
        name = part.get_filename()
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            found = True
            if PurePosixPath(name).suffix.lower() in _SHEETS | _ARCHIVES | _MAILS:
                yield _kept(item, name, content, room, sender)
    if not found:
        yield _refusal(item, mailing.NO_ATTACHMENT)


def _msg(item: _Item, room: Path) -> Iterator[_Item | ReceivedFile]:
    """Read Outlook's own format: attachments, and messages among them, are storages of an OLE file ([MS-OXMSG])."""
    import olefile

    if not olefile.isOleFile(str(item.path)):
        yield _refusal(item, files.DAMAGED)
        return
    with olefile.OleFileIO(str(item.path)) as ole:
        yield from _stored(item, ole, [], room)


def _stored(item: _Item, ole: OleFileIO[str], at: list[str], room: Path) -> Iterator[_Item | ReceivedFile]:
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
                yield from _stored(item._replace(sender=sender), ole, nested, room)
            continue
        name = _property(ole, here, "3707") or _property(ole, here, "3704")
        data = [*here, "__substg1.0_37010102"]
        if name and ole.exists(data) and PurePosixPath(name).suffix.lower() in _SHEETS | _ARCHIVES | _MAILS:
            yield _kept(item, name, ole.openstream(data).read(_LARGEST_MEMBER), room, sender)
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


def refused(arrival: ReceivedFile) -> Finding | None:
    """Return what to say of a file in a format that cannot be merged: how to save it so that it can."""
    suffix = arrival.path.suffix.lower()
    if arrival.refused is None and suffix not in {".xlsx", ".xlsm"}:
        return RefusalError(mailing.SAVE_AS_XLSX, name=arrival.name).finding
    return arrival.refused

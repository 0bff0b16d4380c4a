"""Received files: single files, folders, archives and messages with attachments, nested in each other."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from addin.leftovers import scratch_folder
from addin.receiving.archives import zip_parts
from addin.receiving.kinds import CONTAINERS, HEAD, Kind, by_name, kind_of
from addin.receiving.mailboxes import is_index, mailbox_parts, titled
from addin.receiving.messages import message_parts
from addin.receiving.outlook import outlook_parts
from addin.receiving.parts import UNREADABLE, Allowance, Part, Source, printable
from udfs.problems import Finding, Problem, files, receiving

_DEEPEST = 4
LARGEST_CONTAINER = 100 << 20
_NOT_OPENED = {
    Kind.OTHER_SHEET: receiving.SAVE_AS_XLSX,
    Kind.OTHER_ARCHIVE: receiving.OTHER_ARCHIVE,
    Kind.MAIL_PROGRAM_ONLY: receiving.MAIL_PROGRAM_ONLY,
    Kind.OTHER: receiving.NO_WORKBOOK,
}


class ReceivedFile(NamedTuple):
    """A received file.

    Attributes:
        name: its name, with the containers it was in: `mail.eml › 问题清单.xlsx`.
        path: where it is; a temporary location if it was unpacked, that of the outermost container if it was not.
        sender: who sent the message that it was attached to, empty if unknown.
        refused: why it cannot be read, if so.
    """

    name: str
    path: Path
    sender: str = ""
    refused: Finding | None = None


class _Item(NamedTuple):
    """A file on its way through its containers; one that was inside another is in memory."""

    name: str
    kind: Kind
    source: Source
    path: Path
    allowance: Allowance
    sender: str = ""
    depth: int = 0


@contextlib.contextmanager
def received_files(sources: Iterable[Path]) -> Iterator[Iterator[ReceivedFile]]:
    """Iterate over all files in the sources; unpacked files are deleted when the context ends.

    The files of a folder are ordered by name, including those in its subfolders. Nothing is dropped silently: a file that
    is neither a workbook nor a message is yielded with a refusal. Only the indexes that mail programs keep beside their
    messages are passed over.
    """
    with scratch_folder() as folder:
        yield _walk(sources, folder)


def _walk(sources: Iterable[Path], folder: Path) -> Iterator[ReceivedFile]:
    for source in sources:
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if not path.is_dir() and not path.name.startswith(("~$", ".")) and not is_index(path):
                    yield from _regular(printable(str(path.relative_to(source))), path, folder)
        else:
            yield from _regular(printable(source.name if source.is_file() else str(source)), source, folder)


def _regular(name: str, path: Path, folder: Path) -> Iterator[ReceivedFile]:
    """Open what is a file; a pipe would keep whoever reads it for ever."""
    if path.is_file():
        yield from _file(name, path, folder)
    else:
        yield _refusal(name, path, "", files.NOT_A_FILE if path.exists() else files.NO_FILE)


def _refusal(name: str, path: Path, sender: str, problem: Problem) -> ReceivedFile:
    return ReceivedFile(name, path, sender, problem.finding(name=name))


def _file(name: str, path: Path, folder: Path) -> Iterator[ReceivedFile]:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        problem = files.NOT_ALLOWED if isinstance(error, PermissionError) else files.DAMAGED
        yield _refusal(name, path, "", problem)
        return
    kind = kind_of(path.name, head)
    if kind is Kind.MESSAGE and by_name(path.name) is None:
        name = titled(name, head)
    yield from _open(_Item(name, kind, path, path, Allowance.of(size)), size, folder)


def _open(item: _Item, size: int, folder: Path) -> Iterator[ReceivedFile]:
    if item.kind is Kind.WORKBOOK:
        path = item.source if isinstance(item.source, Path) else _stored(item.name, item.source, folder)
        yield ReceivedFile(item.name, path, item.sender)
    elif item.kind not in CONTAINERS:
        yield _refusal(item.name, item.path, item.sender, _NOT_OPENED[item.kind])
    elif item.depth >= _DEEPEST:
        yield _refusal(item.name, item.path, item.sender, receiving.TOO_DEEP)
    elif size > LARGEST_CONTAINER and item.kind is not Kind.MAILBOX:
        yield _refusal(item.name, item.path, item.sender, files.TOO_LARGE)
    else:
        try:
            is_empty = True
            for part in _parts(item):
                is_empty = False
                yield from _part(item, part, folder)
            if is_empty and item.kind is Kind.ZIP:
                yield _refusal(item.name, item.path, item.sender, receiving.EMPTY_ARCHIVE)
        except UNREADABLE:
            yield _refusal(item.name, item.path, item.sender, files.DAMAGED)


def _parts(item: _Item) -> Iterator[Part]:
    if item.kind is Kind.ZIP:
        return zip_parts(item.source, item.allowance)
    if item.kind is Kind.MAILBOX:
        return mailbox_parts(item.source)
    if item.kind is Kind.OUTLOOK:
        return outlook_parts(item.source)
    content = item.source if isinstance(item.source, bytes) else item.source.read_bytes()
    if item.kind is Kind.TNEF:
        from addin.receiving.tnef import tnef_parts

        return tnef_parts(content, item.sender)
    return message_parts(content, item.sender)


def _part(item: _Item, part: Part, folder: Path) -> Iterator[ReceivedFile]:
    name = f"{item.name} › {part.name}" if part.name else item.name
    sender = part.sender or item.sender
    if part.problem is not None:
        yield _refusal(name, item.path, sender, part.problem)
    else:
        depth = item.depth + (item.kind is not Kind.MAILBOX)
        inner = item._replace(name=name, kind=part.kind, source=part.content, sender=sender, depth=depth)
        yield from _open(inner, len(part.content), folder)


def _stored(name: str, content: bytes, folder: Path) -> Path:
    """Write an unpacked workbook into a folder of its own; its name is only displayed, never used as a path."""
    suffix = PurePosixPath(name).suffix.lower()
    path = Path(tempfile.mkdtemp(dir=folder)) / f"received{suffix if suffix in {'.xlsx', '.xlsm'} else '.xlsx'}"
    path.write_bytes(content)
    return path

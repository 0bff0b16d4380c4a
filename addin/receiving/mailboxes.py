"""Mail as programs keep it: many messages in one file (mbox), or a file for each (Maildir, MH), beside their indexes."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from addin.receiving.kinds import HEAD, SEPARATOR, Kind
from addin.receiving.messages import subject
from addin.receiving.parts import Part, Source
from udfs.problems import files

_LARGEST_MESSAGE = 100 << 20
_LONGEST_SUBJECT = 40
# Thunderbird, Apple Mail, KMail, Evolution, Eudora and Foxmail, Dovecot, Courier: they say where messages are, and hold none.
_INDEX_SUFFIXES = {".msf", ".cmeta", ".toc", ".index", ".ev-summary", ".ev-summary-meta"}
_INDEX_NAMES = {"msgfilterrules.dat", "popstate.dat", "virtualfolders.dat", "filterlog.html", "table_of_contents", "info.plist", "folders.db",
                "maildirfolder", "maildirsize", "subscriptions", "courierimapuiddb", "courierimapsubscribed"}  # fmt: skip
_INDEX = re.compile(r"dovecot[.-].*|.*\.index\.(ids|sorted|cache|log|data)|.*\.ibex\.index(\.data)?|[,#]\d+")
# Thunderbird leaves what was deleted in the file until it tidies up.
_DELETED = re.compile(rb"(?mi)^X-Mozilla-Status:[ \t]*([0-9a-f]{4})")
_DELETED_FLAG = 0x8


def is_index(path: Path) -> bool:
    """Return whether a file belongs to a mail program's way of keeping messages, and holds none that count."""
    name = path.name.lower()
    if path.suffix.lower() in _INDEX_SUFFIXES or name in _INDEX_NAMES or _INDEX.fullmatch(name):
        return True
    if path.parent.name == "tmp" and (path.parent.parent / "cur").is_dir():
        return True  # a message that is being delivered
    return path.with_name(f"{path.name}.msf").exists() and path.is_file() and path.stat().st_size == 0


def mailbox_parts(source: Source) -> Iterator[Part]:
    """Yield the messages of a mailbox, one after the other; it may be larger than the memory."""
    if isinstance(source, bytes):
        yield from _messages(source, len(source))
    elif source.stat().st_size:
        with source.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield from _messages(content, len(content))


def _messages(content: bytes | mmap.mmap, length: int) -> Iterator[Part]:
    starts = [(match.start(), match.end()) for match in SEPARATOR.finditer(content)]
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, 0))
    ends = [*(start for start, _ in starts[1:]), length]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        if end - start > _LARGEST_MESSAGE:
            yield Part(str(number), Kind.OTHER, problem=files.TOO_LARGE)
            continue
        message = content[start:end]
        if message.strip() and not _is_deleted(message):
            yield Part(titled(str(number), message), Kind.MESSAGE, message)


def titled(name: str, message: bytes) -> str:
    """Return the name of a message that is only a number or a program's own, with the beginning of its subject."""
    return f"{name} {subject(message)[:_LONGEST_SUBJECT]}".strip()


def _is_deleted(message: bytes) -> bool:
    headers = re.split(rb"\r?\n\r?\n", message[:HEAD], maxsplit=1)[0]
    status = _DELETED.search(headers)
    return status is not None and bool(int(status[1], 16) & _DELETED_FLAG)

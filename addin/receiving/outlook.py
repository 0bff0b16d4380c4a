"""Messages in Outlook's own format, .msg: compound files ([MS-OXMSG])."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from addin.receiving.kinds import Kind, kind_of
from addin.receiving.parts import LARGEST_MEMBER, UNREADABLE, Part, Source, decoded, printable
from udfs.problems import files, receiving

if TYPE_CHECKING:
    from olefile import OleFileIO

_DEEPEST = 8
# The sizes of sectors and of small ones, as powers of two: those of both versions of the format.
_SHIFTS, _SHIFTS_END = (b"\x09\0\x06\0", b"\x0c\0\x06\0"), 34


def outlook_parts(source: Source) -> Iterator[Part]:
    """Yield what is attached to a message in Outlook's own format, and to messages attached to it.

    Raises:
        OSError, ValueError, TypeError: it is damaged.
    """
    import olefile

    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        header = stream.read(_SHIFTS_END)
    # The library takes memory for a sector of whatever size is named.
    if header[_SHIFTS_END - 4 :] not in _SHIFTS:
        raise ValueError("no sectors of this size")
    with olefile.OleFileIO(BytesIO(source) if isinstance(source, bytes) else str(source)) as ole:
        yield from _attached(ole, [], "", "")


def _attached(ole: OleFileIO[str], at: list[str], sender: str, prefix: str) -> Iterator[Part]:
    """Attachments are storages of the compound file; that of an attached message has the same streams again."""
    sender = _property(ole, at, "0C1A", "0042", "5D01", "0C1F") or sender
    storages = {
        entry[len(at)]
        for entry in ole.listdir(storages=True)
        if len(entry) > len(at) and entry[: len(at)] == at and entry[len(at)].startswith("__attach")
    }
    for storage in sorted(storages):
        try:
            yield from _attachment(ole, [*at, storage], sender, prefix)
        except UNREADABLE:
            yield Part(f"{prefix}({storage})", Kind.OTHER, sender=sender, problem=files.DAMAGED)
    if not storages:
        yield Part(prefix.removesuffix(" › "), Kind.OTHER, sender=sender, problem=receiving.NO_ATTACHMENT)


def _attachment(ole: OleFileIO[str], at: list[str], sender: str, prefix: str) -> Iterator[Part]:
    name = printable(_property(ole, at, "3707", "3704", "3001"))
    shown = prefix + (name or f"({at[-1]})")
    nested, data = [*at, "__substg1.0_3701000D"], [*at, "__substg1.0_37010102"]
    if ole.exists([*nested, "Package"]):
        data = [*nested, "Package"]  # a document that was inserted into the text
    elif ole.exists(nested):
        if not any(ole.exists([*nested, stream]) for stream in ("__properties_version1.0", "__substg1.0_0C1A001F")):
            yield Part(shown, Kind.OTHER, sender=sender)
        elif len(at) > _DEEPEST:
            yield Part(shown, Kind.OTHER, sender=sender, problem=receiving.TOO_DEEP)
        else:
            yield from _attached(ole, nested, sender, f"{shown} › " if name else prefix)
        return
    if not ole.exists(data):
        yield Part(shown, kind_of(name, b""), sender=sender, problem=files.DAMAGED)
    elif ole.get_size(data) > LARGEST_MEMBER:
        yield Part(shown, Kind.OTHER, sender=sender, problem=files.TOO_LARGE)
    else:
        content = ole.openstream(data).read()
        yield Part(shown, kind_of(name, content, _property(ole, at, "370E")), content, sender)


def _property(ole: OleFileIO[str], at: list[str], *tags: str) -> str:
    """Return the first text property of a message or an attachment that is there."""
    for tag in tags:
        for kind, encoding in (("001F", "utf-16-le"), ("001E", "")):
            place = [*at, f"__substg1.0_{tag}{kind}"]
            if ole.exists(place):
                content = ole.openstream(place).read()
                text = content.decode(encoding, "replace") if encoding else decoded(content)
                if text := printable(text.rstrip("\0")):
                    return text
    return ""

"""What Outlook packs attachments into when it writes to strangers: winmail.dat ([MS-OXTNEF])."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from tnefparse import TNEF, TNEFAttachment, TNEFObject
from tnefparse.codepage import Codepage
from tnefparse.mapi import IMESSAGE_SIG, parse_property
from tnefparse.properties import MAPI_ATTACH_DATA_OBJ, MAPI_ATTACH_LONG_FILENAME, MAPI_DISPLAY_NAME
from tnefparse.util import uint16, uint32

from addin.receiving.kinds import Kind, kind_of
from addin.receiving.parts import Part, decoded, printable
from udfs.problems import files, receiving

_FIRST = 6
_MOST_ATTRIBUTES = 20_000
# Properties with a name of their own, and those with several values.
_NAMED, _MULTIPLE = 0x8000, 0x1000
_OF_TWO_BYTES = (TNEFAttachment.SZMAPI_SHORT, TNEFAttachment.SZMAPI_BOOLEAN)


@dataclass
class _Attachment:
    title: str = ""
    long_name: str = ""
    data: bytes = b""
    message: bytes = b""


def tnef_parts(content: bytes, sender: str) -> Iterator[Part]:
    """Yield the files in what Outlook calls winmail.dat.

    Args:
        content: its bytes.
        sender: who sent the message that it was attached to.

    Raises:
        ValueError, struct.error: it is damaged.
    """
    is_empty = True
    for attached in _attachments(content):
        is_empty = False
        name = printable(attached.long_name or attached.title)
        if attached.message:
            yield Part(name or "(message)", Kind.TNEF, attached.message, sender)
        elif attached.data:
            yield Part(name or "()", kind_of(name, attached.data), attached.data, sender)
        else:
            yield Part(name or "()", Kind.OTHER, sender=sender, problem=files.DAMAGED)
    if is_empty:
        yield Part("", Kind.OTHER, sender=sender, problem=receiving.NO_ATTACHMENT)


def _attachments(content: bytes) -> Iterator[_Attachment]:
    """Read the attributes one after the other; the library's own loop copies all that follows for each of them."""
    if uint32(content) != TNEF.TNEF_SIGNATURE:
        raise ValueError("no TNEF")
    attachment: _Attachment | None = None
    view, offset, charset, count = memoryview(content), _FIRST, "", 0
    while offset + TNEF.MIN_OBJ_SIZE < len(content):
        attribute = TNEFObject(view[offset:])
        offset, count = offset + attribute.length, count + 1
        if attribute.level not in {TNEF.LVL_MESSAGE, TNEF.LVL_ATTACHMENT} or count > _MOST_ATTRIBUTES:
            raise ValueError("no attribute")
        data = bytes(attribute.data)
        if attribute.name == TNEF.ATTOEMCODEPAGE:
            charset = Codepage(uint32(data)).codepage()
        elif attribute.name == TNEF.ATTATTACHRENDDATA:
            if attachment is not None:
                yield attachment
            attachment = _Attachment()
        elif attachment is not None and attribute.level == TNEF.LVL_ATTACHMENT:
            _read(attachment, attribute.name, data, charset)
    if attachment is not None:
        yield attachment


def _read(attachment: _Attachment, name: int, data: bytes, charset: str) -> None:
    if name == TNEF.ATTATTACHTITLE:
        attachment.title = decoded(data.rstrip(b"\0"), charset)
    elif name == TNEF.ATTATTACHDATA:
        attachment.data = data
    elif name == TNEF.ATTATTACHMENT:
        # A property of a kind that is not known ends the list; what is needed may have stood before it.
        with contextlib.suppress(ValueError, struct.error):
            for tag, value in _properties(data):
                _read_property(attachment, tag, value, charset)


def _read_property(attachment: _Attachment, tag: int, value: str | bytes, charset: str) -> None:
    if tag == MAPI_ATTACH_LONG_FILENAME:
        attachment.long_name = _text(value, charset)
    elif tag == MAPI_DISPLAY_NAME and not attachment.title:
        attachment.title = _text(value, charset)
    elif tag == MAPI_ATTACH_DATA_OBJ and isinstance(value, bytes):
        # A message, which is packed like this one, or a document that was inserted into the text.
        is_message = value.startswith(IMESSAGE_SIG)
        attachment.message = value[len(IMESSAGE_SIG) :] if is_message else b""
        attachment.data = attachment.data or (b"" if is_message else value)


def _text(value: str | bytes, charset: str) -> str:
    return (value if isinstance(value, str) else decoded(value.rstrip(b"\0"), charset)).rstrip("\0")


def _properties(data: bytes) -> Iterator[tuple[int, str | bytes]]:
    """Yield the properties of an attachment that are texts or bytes.

    The library reads each of them; its own loop believes how many there are, and four damaged bytes keep it busy for hours.
    """
    count, offset = uint32(data), 4
    while count and offset + 4 <= len(data):
        kind, tag = uint16(data, offset), uint16(data, offset + 2)
        offset = _after_name(data, offset + 4) if tag >= _NAMED else offset + 4
        values, is_many = 1, bool(kind & _MULTIPLE)
        if is_many:
            values, offset = uint32(data, offset), offset + 4
        for _ in range(values):
            if offset >= len(data):
                raise ValueError("more values than bytes")
            value, offset = _value(data, offset, kind & ~_MULTIPLE, is_many=is_many)
            if value is not None:
                yield tag, value
        if values % 2 and kind & ~_MULTIPLE in _OF_TWO_BYTES:
            offset += 2
        count -= 1


def _after_name(data: bytes, offset: int) -> int:
    """Return where the value of a property begins that has a name of its own: a number or a text."""
    kind, offset = uint32(data, offset + 16), offset + 20
    return offset + 4 if kind == 0 else offset + 4 + (uint32(data, offset) + 3) // 4 * 4


def _value(data: bytes, offset: int, kind: int, *, is_many: bool) -> tuple[str | bytes | None, int]:
    """Return a value, None if it is neither text nor bytes, and where the next begins."""
    is_text = kind == TNEFAttachment.SZMAPI_UNICODE_STRING
    is_bytes = kind in {TNEFAttachment.SZMAPI_STRING, TNEFAttachment.SZMAPI_BINARY, TNEFAttachment.SZMAPI_OBJECT}
    # Read as bytes: texts of no known encoding end the library's reading.
    as_bytes = TNEFAttachment.SZMAPI_BINARY if is_text or is_bytes else kind
    pieces, offset = parse_property(data, offset, 0, as_bytes, "", is_many)
    if is_text:
        return b"".join(pieces).decode("utf-16-le", "replace"), offset
    return b"".join(pieces) if is_bytes else None, offset

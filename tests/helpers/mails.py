"""Messages as other programs write them, with anything attached; none of it is written by the product."""

from __future__ import annotations

import struct
from email.encoders import encode_base64
from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from addin.excel.vba.compound import compound_file

Streams = dict[str, "bytes | Streams"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY = "application/octet-stream"


def reply(*attached: tuple[str, bytes], sender: str = "王芳 <wang@x.cn>", media_type: str = _BINARY) -> EmailMessage:
    """Return a reply with attachments (name, content); one of an empty name is attached without a name."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "回复：请填写"
    message["Date"] = "Mon, 30 Nov 2026 08:00:00 +0800"
    message.set_content("见附件")
    kind, _, subtype = media_type.partition("/")
    for name, content in attached:
        message.add_attachment(content, maintype=kind, subtype=subtype, filename=name or None)
    return message


def raw_reply(headers: bytes, part_headers: bytes, content: bytes) -> bytes:
    """Return a message with one attachment whose headers stand exactly as given, whatever the standards say."""
    message = MIMEMultipart()
    message.attach(MIMEText("见附件", "plain", "utf-8"))
    part = MIMEBase("application", "octet-stream")
    part.set_payload(content)
    encode_base64(part)
    message.attach(part)
    text = message.as_bytes()
    return headers + b"\n" + text.replace(b"Content-Type: application/octet-stream", part_headers)


def forwarded(*messages: Message) -> EmailMessage:
    """Return a message that forwards others as attachments."""
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "助理 <desk@x.cn>", "转发"
    outer.set_content("转发")
    for message in messages:
        outer.add_attachment(message)
    return outer


def outlook(*attached: Streams, sender: str = "王芳") -> bytes:
    """Return a message in Outlook's own format; each attachment is what its storage holds."""
    content: Streams = {"__properties_version1.0": bytes(32), "__substg1.0_0C1A001F": sender.encode("utf-16-le")}
    for number, streams in enumerate(attached):
        content[f"__attach_version1.0_#{number:08X}"] = streams
    return compound_file(content)


def outlook_file(name: str, content: bytes) -> Streams:
    """Return the storage of an attached file; without a name if it is empty."""
    streams: Streams = {"__substg1.0_37010102": content}
    return {**streams, "__substg1.0_3707001F": name.encode("utf-16-le")} if name else streams


def winmail(*attached: tuple[str, bytes], message: bytes = b"") -> bytes:
    """Return files (name, content) packed as Outlook does: TNEF as [MS-OXTNEF] describes it.

    Short names are in the code page of the sender, long ones in Unicode; `message` is a packed message, attached as well.
    """
    stream = struct.pack("<IH", 0x223E9F78, 1)
    stream += _attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    stream += _attribute(1, 0x00069007, struct.pack("<II", 936, 0))
    stream += _attribute(1, 0x00078008, b"IPM.Microsoft Mail.Note\0")
    for name, content in attached:
        stream += _attribute(2, 0x00069002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0))
        stream += _attribute(2, 0x00018010, b"SHORT~1.XLS\0" if name else b"\0")
        stream += _attribute(2, 0x0006800F, content)
        if name:
            stream += _attribute(2, 0x00069005, _properties((0x001F, 0x3707, name.encode("utf-16-le") + b"\0\0")))
    if message:
        signature = bytes.fromhex("0703020000000000c000000000000046")
        stream += _attribute(2, 0x00069002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0))
        stream += _attribute(2, 0x00069005, _properties((0x000D, 0x3701, signature + message)))
    return stream


def _attribute(level: int, name: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _properties(*values: tuple[int, int, bytes]) -> bytes:
    """Return properties: a flag of an attachment, then (type, tag, value) of variable length each."""
    stream = struct.pack("<I", len(values) + 1) + struct.pack("<HHI", 0x0003, 0x3714, 4)
    for kind, tag, value in values:
        stream += struct.pack("<HHII", kind, tag, 1, len(value)) + value + bytes(-len(value) % 4)
    return stream


def saved(folder: Path, name: str, content: bytes | Message) -> Path:
    """Return a file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    return path

"""Damaged messages: what a broken disk, a bad transfer or a strange program makes of a sound one."""

from __future__ import annotations

import io
import mailbox
import random
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

from tests.helpers.mails import forwarded, outlook, outlook_file, raw_reply, reply, winmail

ODD_HEADERS = [
    b"From: a@[\n",
    b"From: a:b:c;;\n",
    b"From: =?utf-8?b?*?=\n",
    b"Content-Type: multipart/mixed\n",
    b"Content-Type: multipart/mixed; boundary=\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: message/partial; number=1\n",
    b"Content-Type: text/plain; charset=nonsense\n",
    b"Content-Type: application/x; name*0*=''%; name*x=\n",
    b"Content-Disposition: attachment; filename*99999999999999999999*=utf-8''a.xlsx\n",
    b"Content-Disposition: attachment; filename*=nonsense''%ff%fe.xlsx\n",
    b"Content-Disposition: ;;;=;filename\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: 7bit\n",
    "Subject: 王芳\n".encode("gbk"),
    b": \n",
    b"\n",
]


def sound(first: bytes, second: bytes) -> dict[str, bytes]:
    """Return sound messages of every kind by their file names; they hold one of two workbooks, or both."""
    both = [("王芳.xlsx", first), ("李强.xlsx", second)]
    header = 'Content-Type: application/octet-stream; name="王芳.xlsx"'.encode("gbk")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in both:
            package.writestr(name, content)
    return {
        "reply.eml": reply(both[0], ("照片.png", b"\x89PNG" * 9)).as_bytes(),
        "gbk.eml": raw_reply("From: 王芳 <wang@x.cn>".encode("gbk"), header, first),
        "forwarded.eml": forwarded(reply(both[0]), reply(both[1], sender="李强 <li@x.cn>")).as_bytes(),
        "winmail.eml": reply(("winmail.dat", winmail(both[0], message=winmail(both[1])))).as_bytes(),
        "winmail.dat": winmail(*both, message=winmail(both[1])),
        "reply.msg": outlook(outlook_file(*both[0]), outlook_file("", b"x" * 70), outlook_file(*both[1])),
        "archive.zip": archive.getvalue(),
        "archive.eml": reply(("全部.zip", archive.getvalue())).as_bytes(),
        "Inbox": _mailbox(reply(both[0]), reply(both[1], sender="李强 <li@x.cn>")),
    }


def _mailbox(*messages: EmailMessage) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        box = mailbox.mbox(path)
        for message in messages:
            box.add(message)
        box.close()
        return path.read_bytes()


def mutant(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a message with one to three kinds of damage."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_DAMAGES)(content, others, chance)
    return content


def _place(content: bytes, chance: random.Random) -> int:
    """Return a place anywhere, more often where the structure is: at the beginning and at the end."""
    length = len(content)
    near = min(length, 2000)
    return chance.choice((chance.randint(0, length), chance.randint(0, near), length - chance.randint(0, near)))


def _flipped(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 20))):
        if changed:
            changed[min(_place(content, chance), len(changed) - 1)] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return content[: _place(content, chance)]


def _removed(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + content[at + chance.randint(1, 3000) :]


def _repeated(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at, length = _place(content, chance), chance.randint(1, 3000)
    return content[: at + length] + content[at : at + length] * chance.randint(1, 3) + content[at + length :]


def _number(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """Put a count, a length or an offset that is far too large, or nothing, where there may be one."""
    at = _place(content, chance)
    value = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\xfe\xff\xff\xff", b"\1\0\0\0"))
    return content[:at] + value + content[at + 4 :]


def _header(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """Put an odd header at the beginning of a line."""
    at = content.find(b"\n", _place(content, chance)) + 1
    return content[:at] + chance.choice(ODD_HEADERS) + content[at:]


def _line_ends(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n")))


def _spliced(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    return content[: _place(content, chance)] + other[_place(other, chance) :]


_DAMAGES: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _flipped,
    _cut,
    _removed,
    _repeated,
    _number,
    _header,
    _line_ends,
    _spliced,
)

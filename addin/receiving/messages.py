"""Messages as mail programs exchange them (RFC 5322, MIME): what is attached, whatever it is, and who sent it."""

from __future__ import annotations

import base64
import binascii
import itertools
import quopri
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32, Policy
from urllib.parse import unquote_to_bytes

from addin.receiving.kinds import Kind, kind_of, unmarked
from addin.receiving.parts import Part, decoded, printable
from udfs.problems import files, receiving

# Far more than attachments of a hundred megabytes need; the parser takes a microsecond and more for each.
_MOST_LINES = 2_000_000
# Parts in frames in frames: every line is compared with the borders of all the frames around it.
_DEEPEST, _MOST_PARTS = 30, 5_000
_MESSAGES = {"message/rfc822", "message/global", "message/news"}
_HEADERS_END = 64 << 10
# Taking a header apart takes the square of its length.
_LONGEST_HEADER = 8 << 10
# What somebody has written, in the forms that programs write it in.
_WORDS = {"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html"}


class _AsWritten(Compat32):
    """Gives headers as they stand, without judging them: an address that is none is still the name of somebody.

    Bytes outside ASCII, which no header may have, are read as the encodings that programs put there.
    """

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the parser's own signature
        text = value[:_LONGEST_HEADER].replace("\r", "").replace("\n", "")
        return text if text.isascii() else decoded(text.encode("ascii", "surrogateescape"))


_POLICY = _AsWritten()


class _Limited(Message):
    """A part of a message that knows how deep it is."""

    depth = 0

    def attach(self, payload: Message) -> None:  # type: ignore[override]  # what the parser attaches are such parts
        """Take in a part, as the parser does; refuses what no program nests."""
        payload.depth = self.depth + 1  # type: ignore[attr-defined]
        if self.depth >= _DEEPEST:
            raise ValueError("nested too deeply")
        super().attach(payload)


def _parsed(content: bytes) -> Message:
    """Return a message taken apart; raises ValueError if it has more parts, or deeper ones, than programs make."""
    count = itertools.count()

    def part(policy: Policy) -> Message:
        if next(count) > _MOST_PARTS:
            raise ValueError("too many parts")
        return _Limited(policy)

    return BytesParser(part, policy=_POLICY).parsebytes(content)  # type: ignore[arg-type]  # called with the policy


def message_parts(content: bytes, sender: str = "") -> Iterator[Part]:
    """Yield what is attached to a message, and to messages attached to it; what was written in it is not.

    Args:
        content: the message.
        sender: who sent it, if it does not say so itself.
    """
    text = unmarked(content)
    if text.count(b"\n") + text.count(b"\r") > _MOST_LINES:
        yield Part("", Kind.OTHER, problem=files.TOO_LARGE)
        return
    yield from _attached(_parsed(text), sender, "")


def _attached(message: Message, sender: str, prefix: str) -> Iterator[Part]:
    sender = _sender(message) or sender
    is_empty = True
    for part in _leaves(message):
        name, media_type = _file_name(part), part.get_content_type()
        if part.get_content_maintype() == "text" and media_type in _WORDS and not _is_attached(part, name):
            continue
        is_empty = False
        shown = prefix + (name or f"({media_type})")
        if media_type in _MESSAGES and part.is_multipart():
            inner = f"{shown} › " if name else prefix
            for nested in _nested(part):
                yield from _attached(nested, sender, inner)
        elif part.is_multipart() or part.get_content_maintype() == "multipart":
            is_cut = part.get_content_maintype() == "multipart"
            yield Part(shown, Kind.OTHER, sender=sender, problem=files.DAMAGED if is_cut else receiving.NO_WORKBOOK)
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            yield Part(shown, kind_of(name, data, media_type), data, sender)
    if is_empty:
        yield Part(prefix.removesuffix(" › "), Kind.OTHER, sender=sender, problem=receiving.NO_ATTACHMENT)


def _leaves(part: Message) -> Iterator[Message]:
    """Yield the parts of a message that are no frame for others; attached messages are not looked into."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for inner in part.get_payload():
            yield from _leaves(inner)  # type: ignore[arg-type]  # parts of a frame are parts
    else:
        yield part


def _nested(part: Message) -> Iterator[Message]:
    """Yield the messages in a part; some servers encode them, which no message may be, so that the parser sees text."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).lower().strip()
    for inner in part.get_payload():
        if not isinstance(inner, Message):
            continue
        if encoding in {"base64", "quoted-printable"} and not inner.keys():
            payload = inner.get_payload(decode=True)
            text = payload if isinstance(payload, bytes) else b""
            content = quopri.decodestring(text) if encoding != "base64" else _from_base64(text)
            yield _parsed(content)
        else:
            yield inner


def _from_base64(text: bytes) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return text


def _is_attached(part: Message, name: str) -> bool:
    return bool(name) or part.get_content_disposition() == "attachment"


def _sender(message: Message) -> str:
    values = (str(message[name] or "") for name in ("From", "Sender", "Return-Path"))
    return next((sender for value in values if (sender := _one_line(value))), "")


def subject(content: bytes) -> str:
    """Return the subject of a message, empty if it has none."""
    headers = BytesParser(policy=_POLICY).parsebytes(unmarked(content[:_HEADERS_END]), headersonly=True)
    return _one_line(str(headers["Subject"] or ""))


def _one_line(value: str) -> str:
    return " ".join(printable(_words(value)).split())


def _file_name(part: Message) -> str:
    """Return the name of an attachment, however it is written: RFC 2231, encoded words, raw bytes."""
    for parameter, header in (("filename", "content-disposition"), ("name", "content-type")):
        try:
            value = part.get_param(parameter, header=header)
        except (ValueError, LookupError, TypeError):
            continue  # a parameter that the parser cannot take apart
        if isinstance(value, tuple):
            charset, _, text = value
            return printable(decoded(text.encode("latin-1", "replace"), charset or ""))
        if value:
            text = _words(value)
            return printable(text if "%" not in text else _unquoted(text))
    return ""


def _unquoted(text: str) -> str:
    """Return a name whose bytes are written as in addresses of the web, which some programs do without saying so."""
    data = unquote_to_bytes(text)
    return text if data.isascii() else decoded(data)


def _words(text: str) -> str:
    """Return a header's text with its encoded words read (RFC 2047)."""
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError, LookupError):
        return text
    return "".join(
        piece
        if isinstance(piece, str)
        else decoded(piece, charset or "")
        if charset
        else piece.decode("raw-unicode-escape")
        for piece, charset in pieces
    )

"""One cell in XML: text in and out of it, and the element that is written."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from udfs.problems import RefusalError, files
from udfs.serials import to_serial
from udfs.values import ROW_MARK, Cell, CellValue, ErrorValue
from udfs.worksheet import fits_cell, utf16_length

_SHORT = 16
_ENTITY = re.compile("&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);")
# The ampersand comes last: what it stands before is no name then.
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_WRITTEN = [(f"&{name};", sign) for name, sign in _NAMED.items()]
# Stands between texts; XML cannot hold it. And what makes decoding more than replacing the five names.
_BETWEEN, _SPECIAL = b"\0", (b"\r", b"&#", b"_x")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What XML cannot hold, and a carriage return, which readers would turn into a line feed.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def decode(raw: bytes) -> str:
    """Return the text of an XML text node: entities, line ends and `_xHHHH_` resolved."""
    text = raw.decode("utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(_entity, text) if "&#" in text else _without_entities(text)
    return uncoded(text)


def decode_all(raw: Sequence[bytes]) -> list[str]:
    """Return the texts of many XML text nodes, as `decode` does; together they take a tenth of the time."""
    joined = _BETWEEN.join(raw)
    if not raw or joined.count(_BETWEEN) >= len(raw) or any(sign in joined for sign in _SPECIAL):
        return [decode(one) for one in raw]
    return _without_entities(joined.decode("utf-8")).split("\0")


def uncoded(text: str) -> str:
    """Return text with the characters that the format writes `_x000a_`."""
    return _CODED.sub(_character, text) if "_x" in text else text


def _without_entities(text: str) -> str:
    """Return text with the five names written out; plain replacing is many times as quick as a pattern."""
    for written, sign in _WRITTEN:
        text = text.replace(written, sign)
    return text


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#"):
        return chr(int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:]))
    return _NAMED[name]


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def legal(text: str) -> str:
    """Return text with what XML cannot hold written `_xHHHH_`, as spreadsheets do."""
    if "_x" in text:
        text = _LOOKS_CODED.sub("_x005F_", text)
    return text if text.isprintable() else _ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def encode(text: str) -> bytes:
    """Return text as an XML text node."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def render(col: bytes, row: bytes, style: bytes, cell: Cell, prefix: bytes, date1904: bool) -> bytes:  # noqa: FBT001 - hot path
    """Return the `<c>` element of a cell; refuses what a cell cannot hold.

    Args:
        col: the column's letters.
        row: the row's digits.
        style: the attribute ` s="…"`, or nothing.
        cell: what to write.
        prefix: the namespace prefix of the sheet, mostly empty.
        date1904: how dates are counted.
    """
    kind, value = _content(col, row, cell.value, date1904)
    if not cell.formula:
        if value is None:
            return b'<%sc r="%s%s"%s/>' % (prefix, col, row, style)
        if kind == b"str":
            return _inline(b'<%sc r="%s%s"%s t="inlineStr">' % (prefix, col, row, style), value, prefix)
        typed = b' t="%s"' % kind if kind else b""
        return b'<%sc r="%s%s"%s%s><%sv>%s</%sv></%sc>' % (
            prefix,
            col,
            row,
            style,
            typed,
            prefix,
            value,
            prefix,
            prefix,
        )
    typed = b' t="%s"' % kind if kind else b' t="str"' if value is None else b""
    formula = row.join(_encoded(cell.formula))
    shown = value or b""
    if not prefix:
        return b'<c r="%s%s"%s%s><f>%s</f><v>%s</v></c>' % (col, row, style, typed, formula, shown)
    inner = b"<%sf>%s</%sf><%sv>%s</%sv>" % (prefix, formula, prefix, prefix, shown, prefix)
    return b'<%sc r="%s%s"%s%s>%s</%sc>' % (prefix, col, row, style, typed, inner, prefix)


def _inline(head: bytes, text: bytes, prefix: bytes) -> bytes:
    space = b' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or b"\n" in text else b""
    return b"%s<%sis><%st%s>%s</%st></%sis></%sc>" % (head, prefix, prefix, space, text, prefix, prefix, prefix)


@lru_cache(maxsize=256)
def _encoded(pattern: str) -> tuple[bytes, ...]:
    """Return a formula's pieces between the row marks, as XML text."""
    return tuple(encode(piece) for piece in pattern.split(ROW_MARK))


@lru_cache(maxsize=4096)
def _known(text: str) -> bytes:
    """Return a short text encoded: labels and verdicts come again and again."""
    return encode(text)


def _content(col: bytes, row: bytes, value: CellValue, date1904: bool) -> tuple[bytes, bytes | None]:  # noqa: FBT001
    """Return the type attribute and the text of a value."""
    if value is None:
        return b"", None
    if isinstance(value, ErrorValue):
        return b"e", encode(value)
    if isinstance(value, str):
        if len(value) < _SHORT:
            return b"str", _known(value)
        if not fits_cell(value):
            raise RefusalError(files.TEXT_TOO_LONG, cell=(col + row).decode(), length=utf16_length(value))
        return b"str", encode(value)
    if isinstance(value, bool):
        return b"b", b"1" if value else b"0"
    if isinstance(value, date):
        value = to_serial(value, date1904)
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusalError(files.NOT_FINITE, cell=(col + row).decode())
    return b"", repr(value).encode()

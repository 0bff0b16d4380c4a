"""One cell in XML: text in and out of it, and the element that is written."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import NamedTuple

from addin.xlsx.serial import to_serial
from udfs.problems import RefusalError, files
from udfs.values import CellValue, ErrorValue

LONGEST_TEXT = 32_767
_ENTITY = re.compile("&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What XML cannot hold, and a carriage return, which readers would turn into a line feed.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Cell(NamedTuple):
    """A cell to write: its value, and the formula (without `=`) that gives it; the cell's style stays."""

    value: CellValue
    formula: str | None = None


def decode(raw: bytes) -> str:
    """Return the text of an XML text node: entities, line ends and `_xHHHH_` resolved."""
    text = raw.decode("utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return _CODED.sub(_character, text) if "_x" in text else text


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#"):
        return chr(int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:]))
    return _NAMED[name]


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def encode(text: str) -> bytes:
    """Return text as an XML text node; what XML cannot hold is written `_xHHHH_`, as spreadsheets do."""
    if "_x" in text:
        text = _LOOKS_CODED.sub("_x005F_", text)
    text = _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def render(ref: str, style: bytes | None, cell: Cell, prefix: bytes, date1904: bool) -> bytes:  # noqa: FBT001 - hot path
    """Return the `<c>` element of a cell; refuses what a cell cannot hold."""
    head = b"<" + prefix + b'c r="' + ref.encode() + b'"' + (b' s="' + style + b'"' if style else b"")
    kind, value = _content(ref, cell.value, date1904)
    if cell.formula is None:
        if value is None:
            return head + b"/>"
        if kind == b"str":
            space = b' xml:space="preserve"' if value[:1].isspace() or value[-1:].isspace() or b"\n" in value else b""
            p = prefix
            return b"".join(
                (
                    head,
                    b' t="inlineStr"><',
                    p,
                    b"is><",
                    p,
                    b"t",
                    space,
                    b">",
                    value,
                    b"</",
                    p,
                    b"t></",
                    p,
                    b"is></",
                    p,
                    b"c>",
                )
            )
    formula = b"" if cell.formula is None else b"<%sf>%s</%sf>" % (prefix, encode(cell.formula), prefix)
    typed = b' t="' + kind + b'"' if kind else b""
    shown = b"<%sv>%s</%sv>" % (prefix, value if value is not None else b"", prefix)
    if cell.formula is not None and value is None:
        typed = b' t="str"'
    return b"%s%s>%s%s</%sc>" % (head, typed, formula, shown, prefix)


def _content(ref: str, value: CellValue, date1904: bool) -> tuple[bytes, bytes | None]:  # noqa: FBT001
    """Return the type attribute and the text of a value."""
    if value is None:
        return b"", None
    if isinstance(value, ErrorValue):
        return b"e", encode(value)
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT:
            raise RefusalError(files.TEXT_TOO_LONG, cell=ref, length=len(value))
        return b"str", encode(value)
    if isinstance(value, bool):
        return b"b", b"1" if value else b"0"
    if isinstance(value, date):
        value = to_serial(value, date1904)
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusalError(files.NOT_FINITE, cell=ref)
    return b"", repr(value).encode()

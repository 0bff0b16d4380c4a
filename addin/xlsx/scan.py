"""Reading a sheet's XML as bytes, row by row: a tree of a large sheet would take hundreds of megabytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from addin.xlsx.refs import number


class RawCell(NamedTuple):
    """A cell as it stands in the XML: column number, its attributes, what is inside it (None: nothing)."""

    col: int
    attributes: bytes
    inner: bytes | None
    start: int
    end: int


class RawRow(NamedTuple):
    """A row as it stands: number, attributes, content (None: self-closed), and where it begins and ends."""

    number: int
    attributes: bytes
    inner: bytes | None
    start: int
    end: int


@dataclass(frozen=True)
class Patterns:
    """The patterns of one sheet; element names may carry a namespace prefix."""

    prefix: bytes
    opening: re.Pattern[bytes]
    data: re.Pattern[bytes]
    any_cell: re.Pattern[bytes]
    value: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    text: re.Pattern[bytes]
    phonetic: re.Pattern[bytes]
    usual: re.Pattern[bytes]
    item: re.Pattern[bytes]
    usual_item: re.Pattern[bytes]


@lru_cache(maxsize=16)
def patterns(prefix: bytes) -> Patterns:
    """Return the patterns for a prefix such as `x:` (mostly empty)."""
    p = re.escape(prefix)

    def pattern(text: bytes) -> re.Pattern[bytes]:
        return re.compile(text.replace(b"@", p), re.DOTALL)

    return Patterns(
        prefix,
        pattern(rb"<@sheetData\b[^>]*>"),
        pattern(rb"<@sheetData\b[^>]*?(?:/>|>(.*)</@sheetData\s*>)"),
        pattern(rb"<@c\b([^>]*?)(?:/>|>(.*?)</@c\s*>)"),
        pattern(rb"<@v\b[^>]*?(?:/>|>(.*?)</@v\s*>)"),
        pattern(rb"<@f\b([^>]*?)(?:/>|>(.*?)</@f\s*>)"),
        pattern(rb"<@t\b[^>]*?(?:/>|>(.*?)</@t\s*>)"),
        pattern(rb"<@rPh\b.*?</@rPh\s*>"),
        # Nothing in these two is tried a second time in another way: it would not fit any better.
        pattern(
            rb'<@c r="([A-Z]++)[0-9]++"(?: s="([0-9]++)"|)(?: t="([a-zA-Z]++)"|)>'
            rb"(<@f>[^<]*+</@f>|<@f(?: [^>/]*+|)(?:/>|>[^<]*+</@f>)|)"
            rb'(<@v>[^<]*+</@v>|<@v/>|<@is><@t(?: xml:space="preserve"|)>[^<]*+</@t></@is>)</@c>'
        ),
        pattern(rb"<@si\b[^>]*?(?:/>|>(.*?)</@si\s*>)"),
        pattern(rb'<@si><@t(?: xml:space="preserve"|)>([^<]*+)</@t>(?:<@phoneticPr [^<>]*+/>|)</@si>'),
    )


_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?(?:worksheet|sst)\b")
_ATTRIBUTE = {
    name: re.compile(rb"(?:^|\s)" + name + rb"""\s*=\s*["']([^"']*)["']""")
    for name in (b"r", b"s", b"t", b"ref", b"si", b"hidden")
}


def patterns_of(xml: bytes) -> Patterns:
    """Return the patterns that fit a sheet or a table of strings."""
    match = _ROOT.search(xml[:4096])
    return patterns(match[1] + b":" if match is not None and match[1] else b"")


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """Return an attribute's raw value, None where it is missing."""
    match = _ATTRIBUTE[name].search(attributes)
    return match[1] if match is not None else None


def data_span(xml: bytes, words: Patterns) -> tuple[int, int, int, int] | None:
    """Return start and end of the element sheetData, and of its content (empty where it is self-closed)."""
    opening, closing = words.opening.search(xml), b"</%ssheetData>" % words.prefix
    end = xml.rfind(closing)
    # As every program writes it. A pattern for the whole element would go through it byte by byte.
    if opening is not None and not opening[0].endswith(b"/>") and end >= opening.end():
        return opening.start(), end + len(closing), opening.end(), end
    match = words.data.search(xml)
    if match is None:
        return None
    inner = match.span(1) if match.start(1) >= 0 else (match.end(), match.end())
    return (*match.span(), *inner)


def rows(xml: bytes, words: Patterns, after: int = 0) -> Iterator[RawRow]:
    """Yield the rows behind row `after` in the order of the file.

    A row without a number stands where its first cell says, or follows the one before.
    """
    span = data_span(xml, words)
    if span is None:
        return
    opening, closing = b"<" + words.prefix + b"row", b"</" + words.prefix + b"row"
    last, at, stop = 0, span[2], span[3]
    # The rows before need not be walked through where the row is written in the usual way.
    at = max(at, xml.rfind(b'%s r="%d"' % (opening, after), at, stop)) if after else at
    # Plain searching: a pattern would look at every byte of the content for its end.
    while (start := xml.find(opening, at, stop)) >= 0:
        tag_end = xml.index(b">", start)
        attributes, content = xml[start + len(opening) : tag_end], None
        at = tag_end + 1
        if not attributes.endswith(b"/"):
            content_end = xml.index(closing, at)
            content, at = xml[at:content_end], xml.index(b">", content_end) + 1
        stated = attribute(attributes, b"r")
        last = int(stated) if stated else _row_of_cell(content or b"", words) or last + 1
        if last > after:
            yield RawRow(last, attributes, content, start, at)


def _row_of_cell(inner: bytes, words: Patterns) -> int:
    """Return the row that the first cell of a row states, 0 where it states none."""
    first = words.any_cell.search(inner)
    ref = attribute(first[1], b"r") if first is not None else None
    digits = ref.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ") if ref else b""
    return int(digits) if digits.isdigit() else 0


def filled_rows(xml: bytes, words: Patterns, after: int = 0) -> Iterator[RawRow]:
    """Yield the rows behind row `after` in which some cell holds something, be it a formula without a value.

    Rows that are only formatted, of which a sheet may have a million, are passed over; behind the last value nothing is
    looked at any longer.
    """
    signs = [b"<%s%s" % (words.prefix, name) for name in (b"v", b"f", b"is")]
    span, end = data_span(xml, words), -1
    for sign in signs:
        end = max(end, xml.rfind(sign, max(end, 0), span[1] if span is not None else 0))
    for row in rows(xml, words, after):
        if row.start > end:
            return
        if row.inner and any(sign in row.inner for sign in signs):
            yield row


def cells(row: RawRow, words: Patterns) -> list[RawCell]:
    """Return the cells of a row; one without an address follows the one before."""
    if not row.inner:
        return []
    result, last = [], 0
    for match in words.any_cell.finditer(row.inner):
        ref = attribute(match[1], b"r")
        last = number(ref.rstrip(b"0123456789")) if ref else last + 1
        result.append(RawCell(last, match[1], match[2], *match.span()))
    return result

"""Reading a sheet's XML as bytes, row by row: a tree of a large sheet would take hundreds of megabytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from addin.xlsx.bulk import gc_paused
from addin.xlsx.cells import decode
from addin.xlsx.refs import letters, number
from udfs.serials import parse_iso
from udfs.values import CellValue, ErrorValue

Strings = Callable[[int], str]


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


# A cell with content: letters of its column, its row, style and kind (may be empty), formula and value as they stand.
# A plain tuple, as the pattern gives it: a workbook has thousands.
FilledCell = tuple[bytes, bytes, bytes, bytes, bytes, bytes]


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
            rb'<@c r="([A-Z]++)([0-9]++)"(?: s="([0-9]++)"|)(?: t="([a-zA-Z]++)"|)>'
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
    """Yield the rows behind row `after` in the order of the file; a row without a number follows the one before."""
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
        last = int(stated) if stated else last + 1
        if last > after:
            yield RawRow(last, attributes, content, start, at)


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


_TRUE = (b"1", b"true")

# How often `<` stands in an element without others in it.
_ONE_ELEMENT = 2


class Reader:
    """Turns raw cells into values.

    Args:
        words: the sheet's grammar.
        strings: gives the shared string of an index.
    """

    def __init__(self, words: Patterns, strings: Strings) -> None:
        self._words = words
        self._strings = strings
        self._opens_value = b"<" + words.prefix + b"v>"
        self._opens_plain_formula = b"<" + words.prefix + b"f>"
        self._opens_inline = b"<%sis><%st>" % (words.prefix, words.prefix)
        self._closes_inline = b"</%st></%sis>" % (words.prefix, words.prefix)
        self._opens_text, self._closes_text = b"<" + words.prefix + b"t>", b"</" + words.prefix + b"t>"
        self._closing = b"</" + words.prefix + b"c"

    @gc_paused
    def columns(
        self,
        xml: bytes,
        wanted: Sequence[int],
        first: int,
        last: int,
        *,
        formulas: bool,
        texts_of_formulas: bool = True,
    ) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
        """Return values (and formula texts) of whole columns from row `first` to `last`, in one pass.

        Where the texts of formulas are not asked for, an empty one stands for each.
        """
        length = last - first + 1
        values: dict[int, list[CellValue]] = {col: [None] * length for col in wanted}
        texts: dict[int, list[str | None]] = {col: [None] * length for col in wanted} if formulas else {}
        lists = {letters(col).encode(): (values[col], texts.get(col)) for col in wanted}
        # Most cells of a column repeat a few contents; each is decoded once.
        memo: dict[bytes, CellValue] = {}
        unknown: CellValue = ErrorValue("not decoded yet")
        for row in rows(xml, self._words):
            if row.number > last:
                break
            if not row.inner or row.number < first:
                continue
            at = row.number - first
            for name, _, _, kind, formula, content in self.filled(row):
                place = lists.get(name)
                if place is None:
                    continue
                column, column_texts = place
                if formula and column_texts is not None:
                    column_texts[at] = self.formula(formula) if texts_of_formulas else ""
                key = kind + content
                value = memo.get(key, unknown)
                if value is unknown:
                    value = memo[key] = self.value(kind or b"n", content)
                column[at] = value
        return values, texts

    def usual(self, xml: bytes) -> list[FilledCell] | None:
        """Return the filled cells of some rows in one step, None if one of them is not written in the usual way."""
        matches = self._words.usual.findall(xml)
        return matches if len(matches) == xml.count(self._closing) else None

    def filled(self, row: RawRow) -> list[FilledCell]:
        """Return the filled cells of a row."""
        usual = self.usual(row.inner or b"")
        return [self._raw(row, cell) for cell in cells(row, self._words) if cell.inner] if usual is None else usual

    def _raw(self, row: RawRow, cell: RawCell) -> FilledCell:
        """Return a cell in the parts that a usual one is made of."""
        inner = cell.inner or b""
        formula = self._words.formula.search(inner)
        return (
            letters(cell.col).encode(),
            b"%d" % row.number,
            attribute(cell.attributes, b"s") or b"",
            attribute(cell.attributes, b"t") or b"",
            formula[0] if formula is not None else b"",
            inner,
        )

    def value(self, kind: bytes, inner: bytes) -> CellValue:
        """Return the value of a cell's content."""
        if kind == b"inlineStr":
            return self._joined(inner)
        start = inner.rfind(self._opens_value)
        if start >= 0:
            raw = inner[start + len(self._opens_value) : inner.find(b"</", start)]
        else:
            match = self._words.value.search(inner)
            if match is None:
                return None
            raw = match[1] or b""
        if kind == b"n":
            return _number(raw)
        if kind == b"str":
            return decode(raw)
        if not raw.strip():
            return None
        return self._strings(int(raw)) if kind == b"s" else self._other(kind, raw)

    def _other(self, kind: bytes, raw: bytes) -> CellValue:
        """Return what is neither a number nor a text; a kind that is not known is taken for a text."""
        if kind == b"b":
            return raw.strip() in _TRUE
        if kind == b"d":
            return parse_iso(decode(raw))
        return ErrorValue(decode(raw)) if kind == b"e" else decode(raw)

    def _joined(self, inner: bytes) -> str:
        if inner.startswith(self._opens_inline):
            end = inner.index(b"</")
            if inner.startswith(self._closes_inline, end):
                return decode(inner[len(self._opens_inline) : end])
        if (
            inner.startswith(self._opens_text)
            and inner.endswith(self._closes_text)
            and inner.count(b"<") == _ONE_ELEMENT
        ):
            return decode(inner[len(self._opens_text) : -len(self._closes_text)])
        if b"rPh" in inner:
            inner = self._words.phonetic.sub(b"", inner)
        return "".join(decode(text) for text in self._words.text.findall(inner))

    def formula(self, inner: bytes) -> str | None:
        """Return the text of a cell's formula: empty for one that shares another's, None where there is none."""
        if inner.startswith(self._opens_plain_formula):
            return decode(inner[len(self._opens_plain_formula) : inner.index(b"</")])
        match = self._words.formula.search(inner)
        if match is None:
            return None
        return decode(match[2]) if match[2] else ""


def _number(raw: bytes) -> int | float | None:
    text = raw.strip()
    if not text:
        return None
    return int(text) if text.lstrip(b"-").isdigit() else float(text)


class SharedStrings:
    """The workbook's table of texts; each is decoded when it is first asked for."""

    def __init__(self, xml: bytes | None) -> None:
        xml = xml or b""
        self._words = patterns_of(xml)
        self._raw: list[bytes] = self._words.usual_item.findall(xml)
        self._is_usual = len(self._raw) == xml.count(b"<%ssi" % self._words.prefix)
        if not self._is_usual:
            self._raw = self._words.item.findall(xml)
        self._known: dict[int, str] = {}
        self._reader = Reader(self._words, self)

    def __call__(self, index: int) -> str:
        """Return the text of an index; raises IndexError in a damaged file."""
        text = self._known.get(index)
        if text is None:
            if index < 0:
                raise IndexError(index)
            raw = self._raw[index]
            text = decode(raw) if self._is_usual else self._reader._joined(raw)  # noqa: SLF001 - one module, one grammar
            self._known[index] = text
        return text

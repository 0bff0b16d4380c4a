"""Reading a sheet's XML as bytes, row by row: a tree of a large sheet would take hundreds of megabytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from addin.xlsx.cells import decode
from addin.xlsx.refs import letters, number
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


@dataclass(frozen=True)
class Grammar:
    """The patterns of one sheet; element names may carry a namespace prefix."""

    prefix: bytes
    data: re.Pattern[bytes]
    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    any_cell: re.Pattern[bytes]
    value: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    text: re.Pattern[bytes]
    phonetic: re.Pattern[bytes]


@lru_cache(maxsize=16)
def grammar(prefix: bytes) -> Grammar:
    """Return the patterns for a prefix such as `x:` (mostly empty)."""
    p = re.escape(prefix)

    def pattern(text: bytes) -> re.Pattern[bytes]:
        return re.compile(text.replace(b"@", p), re.DOTALL)

    return Grammar(
        prefix,
        pattern(rb"<@sheetData\b[^>]*?(?:/>|>(.*)</@sheetData\s*>)"),
        pattern(rb"<@row\b([^>]*?)(?:/>|>(.*?)</@row\s*>)"),
        pattern(rb"""<@c\b([^>]*?)\br\s*=\s*["']([A-Z]+)\d+["']([^>]*?)(?:/>|>(.*?)</@c\s*>)"""),
        pattern(rb"<@c\b([^>]*?)(?:/>|>(.*?)</@c\s*>)"),
        pattern(rb"<@v\b[^>]*?(?:/>|>(.*?)</@v\s*>)"),
        pattern(rb"<@f\b([^>]*?)(?:/>|>(.*?)</@f\s*>)"),
        pattern(rb"<@t\b[^>]*?(?:/>|>(.*?)</@t\s*>)"),
        pattern(rb"<@rPh\b.*?</@rPh\s*>"),
    )


_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?(?:worksheet|sst)\b")
_ATTRIBUTE = {
    name: re.compile(rb"(?:^|\s)" + name + rb"""\s*=\s*["']([^"']*)["']""") for name in (b"r", b"s", b"t", b"ref")
}


def grammar_of(xml: bytes) -> Grammar:
    """Return the patterns that fit a sheet or a table of strings."""
    found = _ROOT.search(xml[:4096])
    return grammar(found[1] + b":" if found is not None and found[1] else b"")


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """Return an attribute's raw value, None where it is missing."""
    found = _ATTRIBUTE[name].search(attributes)
    return found[1] if found is not None else None


def data_span(xml: bytes, words: Grammar) -> tuple[int, int, int, int] | None:
    """Return start and end of the element sheetData, and of its content (empty where it is self-closed)."""
    found = words.data.search(xml)
    if found is None:
        return None
    inner = found.span(1) if found[1] is not None else (found.end(), found.end())
    return (*found.span(), *inner)


def rows(xml: bytes, words: Grammar) -> Iterator[RawRow]:
    """Yield the rows in the order of the file; a row without a number follows the one before."""
    span = data_span(xml, words)
    if span is None:
        return
    last = 0
    for found in words.row.finditer(xml, span[2], span[3]):
        stated = attribute(found[1], b"r")
        last = int(stated) if stated else last + 1
        yield RawRow(last, found[1], found[2], *found.span())


def cells(row: RawRow, words: Grammar) -> list[RawCell]:
    """Return the cells of a row; one without an address follows the one before."""
    if not row.inner:
        return []
    made, last = [], 0
    for found in words.any_cell.finditer(row.inner):
        ref = attribute(found[1], b"r")
        last = number(ref.rstrip(b"0123456789")) if ref else last + 1
        made.append(RawCell(last, found[1], found[2], *found.span()))
    return made


class Reader:
    """Turns raw cells into values.

    Args:
        words: the sheet's grammar.
        strings: gives the shared string of an index.
    """

    def __init__(self, words: Grammar, strings: Strings) -> None:
        self._words = words
        self._strings = strings
        self._types: dict[tuple[bytes, bytes], bytes] = {}

    def columns(
        self, xml: bytes, wanted: Sequence[int], first: int, last: int, *, formulas: bool
    ) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
        """Return values (and formula texts) of whole columns from row `first` to `last`, in one pass."""
        length = last - first + 1
        values: dict[int, list[CellValue]] = {col: [None] * length for col in wanted}
        texts: dict[int, list[str | None]] = {col: [None] * length for col in wanted} if formulas else {}
        names = {letters(col).encode(): col for col in wanted}
        for row in rows(xml, self._words):
            if row.number > last:
                break
            if not row.inner or row.number < first:
                continue
            at = row.number - first
            for name, kind, inner in self._cells(row):
                col = names.get(name)
                if col is not None and inner:
                    values[col][at] = self.value(kind, inner)
                    if formulas and b"f" in inner:
                        texts[col][at] = self.formula(inner)
        return values, texts

    def _cells(self, row: RawRow) -> Iterator[tuple[bytes, bytes, bytes | None]]:
        """Yield (column letters, type, content) of a row's cells, the usual way of writing them first."""
        inner = row.inner or b""
        found = self._words.cell.findall(inner)
        opening = b"<" + self._words.prefix + b"c"
        if len(found) == inner.count(opening + b" ") + inner.count(opening + b">") + inner.count(opening + b"/"):
            types = self._types
            for before, name, after, content in found:
                key = (before, after)
                kind = types.get(key)
                if kind is None:
                    kind = types[key] = attribute(before + after, b"t") or b"n"
                yield name, kind, content
        else:
            for cell in cells(row, self._words):
                yield letters(cell.col).encode(), attribute(cell.attributes, b"t") or b"n", cell.inner

    def value(self, kind: bytes, inner: bytes) -> CellValue:
        """Return the value of a cell's content."""
        if kind == b"inlineStr":
            return self._joined(inner)
        found = self._words.value.search(inner)
        if found is None:
            return None
        raw = found[1] or b""
        if kind == b"s":
            return self._strings(int(raw))
        if kind == b"n":
            return _number(raw)
        if kind == b"b":
            return raw.strip() == b"1"
        return ErrorValue(decode(raw)) if kind == b"e" else decode(raw)

    def _joined(self, inner: bytes) -> str:
        if b"rPh" in inner:
            inner = self._words.phonetic.sub(b"", inner)
        return "".join(decode(text) for text in self._words.text.findall(inner))

    def formula(self, inner: bytes) -> str | None:
        """Return the text of a cell's formula: empty for one that shares another's, None where there is none."""
        found = self._words.formula.search(inner)
        if found is None:
            return None
        return decode(found[2]) if found[2] else ""


def _number(raw: bytes) -> int | float | None:
    text = raw.strip()
    if not text:
        return None
    return int(text) if text.lstrip(b"-").isdigit() else float(text)


class SharedStrings:
    """The workbook's table of texts; each is decoded when it is first asked for."""

    def __init__(self, xml: bytes | None) -> None:
        self._words = grammar_of(xml or b"")
        prefix = re.escape(self._words.prefix)
        items = re.compile(rb"<" + prefix + rb"si\b[^>]*?(?:/>|>(.*?)</" + prefix + rb"si\s*>)", re.DOTALL)
        self._raw = items.findall(xml) if xml else []
        self._known: dict[int, str] = {}
        self._reader = Reader(self._words, self)

    def __call__(self, index: int) -> str:
        """Return the text of an index; raises IndexError in a damaged file."""
        text = self._known.get(index)
        if text is None:
            text = self._known[index] = self._reader._joined(self._raw[index])  # noqa: SLF001 - one module, one grammar
        return text

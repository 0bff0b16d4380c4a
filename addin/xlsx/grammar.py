"""How cells are spelled: takes a row apart into its filled cells, and a cell into its value or the number of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from addin.xlsx import scan
from addin.xlsx.cells import decode
from addin.xlsx.refs import number
from udfs.serials import parse_iso
from udfs.values import CellValue, ErrorValue

# A cell with content: its column, style (may be empty), formula as it stands, the index of its shared text (-1: none), its
# value, and kind and content as they stand where a value cannot be told at once. A plain tuple: a workbook has thousands.
FilledCell = tuple[int, bytes, bytes, int, CellValue, tuple[bytes, bytes] | None]

# Longer contents are not kept, in bytes.
_SHORT, _KNOWN_CONTENTS = 200, 8192

# Functions that make a link or show a picture (their names are stored in capitals), and the mark of a rich value.
SIGNS = (b"HYPERLINK(", b"DISPIMG(", b"IMAGE(", b" vm=")
_TRUE = (b"1", b"true")
# How often `<` stands in an element without others in it.
_ONE_ELEMENT = 2


class FilledRow(NamedTuple):
    """The filled cells of a row, the last column that one of them stands in, and whether one may hold more than a value.

    Rows may be shared by several sheets: they are not to be changed.
    """

    cells: Sequence[FilledCell]
    right: int
    signed: bool


Row = tuple[scan.RawRow, FilledRow]


class Grammar:
    """Takes rows and cells apart as a sheet with a certain prefix spells them; knows nothing of the workbook."""

    def __init__(self, prefix: bytes) -> None:
        self._words = scan.patterns(prefix)
        self._opens_value = b"<" + prefix + b"v>"
        self.opens_plain_formula = b"<" + prefix + b"f>"
        self._opens_inline = b"<%sis><%st>" % (prefix, prefix)
        self._closes_inline = b"</%st></%sis>" % (prefix, prefix)
        self._opens_text, self._closes_text = b"<" + prefix + b"t>", b"</" + prefix + b"t>"
        self._closing = b"</" + prefix + b"c"
        self._known_content = lru_cache(maxsize=_KNOWN_CONTENTS)(self._content)

    def rows(self, xml: bytes) -> Iterator[Row]:
        """Yield the rows of a sheet that have content."""
        return ((raw, self.row(raw.inner)) for raw in scan.rows(xml, self._words) if raw.inner)

    def row(self, inner: bytes) -> FilledRow:
        """Return the filled cells of a row: in one step where all are written in the usual way."""
        spelled: list[tuple[bytes, bytes, bytes, bytes, bytes]] = self._words.usual.findall(inner)
        columns: Iterable[int]
        if len(spelled) == inner.count(self._closing):
            columns = [number(cell[0]) for cell in spelled]
        else:
            raw = scan.RawRow(0, b"", inner, 0, len(inner))
            listed = [cell for cell in scan.cells(raw, self._words) if cell.inner]
            columns, spelled = [cell.col for cell in listed], [self._parts(cell) for cell in listed]
        cells: list[FilledCell] = []
        for col, (_, style, kind, formula, content) in zip(columns, spelled, strict=True):
            known = self._known_content if len(content) < _SHORT else self._content
            cells.append((col, style, formula, *known(kind, content)))
        return FilledRow(cells, max(columns, default=0), is_signed(inner))

    def _parts(self, cell: scan.RawCell) -> tuple[bytes, bytes, bytes, bytes, bytes]:
        """Return a cell in the parts that a usual one is made of."""
        inner = cell.inner or b""
        formula = self._words.formula.search(inner)
        return (
            b"",
            scan.attribute(cell.attributes, b"s") or b"",
            scan.attribute(cell.attributes, b"t") or b"",
            formula[0] if formula is not None else b"",
            inner,
        )

    def _content(self, kind: bytes, inner: bytes) -> tuple[int, CellValue, tuple[bytes, bytes] | None]:
        """Return the index of a shared text, the value, and what stands there if no value can be made of it.

        Nobody may ask for that cell, so that it is no fault of the file yet.
        """
        try:
            shared, value = self.value(kind or b"n", inner)
        except (ValueError, KeyError, IndexError, OverflowError):
            return -1, None, (kind, inner)
        if shared is None:
            return -1, value, None
        return (shared, None, None) if shared >= 0 else (-1, None, (kind, inner))

    def value(self, kind: bytes, inner: bytes) -> tuple[int | None, CellValue]:
        """Return the index of a cell's shared text, or its value."""
        if kind == b"inlineStr":
            return None, self.joined(inner)
        start = inner.rfind(self._opens_value)
        if start >= 0:
            raw = inner[start + len(self._opens_value) : inner.find(b"</", start)]
        else:
            match = self._words.value.search(inner)
            if match is None:
                return None, None
            raw = match[1] or b""
        if kind == b"n":
            return None, _number(raw)
        if kind == b"str":
            return None, decode(raw)
        if not raw.strip():
            return None, None
        return (int(raw), None) if kind == b"s" else (None, self._other(kind, raw))

    def _other(self, kind: bytes, raw: bytes) -> CellValue:
        """Return what is neither a number nor a text; a kind that is not known is taken for a text."""
        if kind == b"b":
            return raw.strip() in _TRUE
        if kind == b"d":
            return parse_iso(decode(raw))
        return ErrorValue(decode(raw)) if kind == b"e" else decode(raw)

    def joined(self, inner: bytes) -> str:
        """Return the text of an element that may hold several runs."""
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
        if inner.startswith(self.opens_plain_formula):
            return decode(inner[len(self.opens_plain_formula) : inner.index(b"</")])
        match = self._words.formula.search(inner)
        if match is None:
            return None
        return decode(match[2]) if match[2] else ""


@lru_cache(maxsize=16)
def grammar(prefix: bytes) -> Grammar:
    """Return the grammar of sheets whose elements have a prefix."""
    return Grammar(prefix)


def is_signed(inner: bytes) -> bool:
    """Return whether a formula in a row may make a link, or one of its cells may show a picture."""
    return any(sign in inner for sign in SIGNS)


def _number(raw: bytes) -> int | float | None:
    text = raw.strip()
    if not text:
        return None
    return int(text) if text.lstrip(b"-").isdigit() else float(text)

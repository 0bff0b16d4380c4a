"""Rewriting the cells of a sheet: only the rows that hold a written cell are made anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from addin.xlsx import scan
from addin.xlsx.bulk import uncollected
from addin.xlsx.cells import render
from addin.xlsx.refs import Range, letters, parse
from udfs.problems import RefusalError, files
from udfs.values import Cell


class Written(NamedTuple):
    """A cell to write; `style` is the style of a cell that does not exist yet."""

    cell: Cell
    style: bytes | None = None


@dataclass
class Edits:
    """What is to be written into one sheet: cells by row and column, attributes of new rows, rows to take away."""

    cells: dict[int, dict[int, Written]] = field(default_factory=dict)
    row_attributes: dict[int, bytes] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    formulas_changed: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.cells or self.removed)

    def put(self, row: int, col: int, written: Written) -> None:
        """Queue a cell; the last one wins."""
        self.cells.setdefault(row, {})[col] = written


_SLASH = ord("/")
_ROW_NUMBER = re.compile(rb"""(^|\s)r\s*=\s*["']\d+["']""")
_SPANS = re.compile(rb"""\s+spans\s*=\s*["'][^"']*["']""")
_DIMENSION = re.compile(rb"""(<(?:\w+:)?dimension\b[^>]*?\bref\s*=\s*["'])([^"']*)(["'])""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_PAIR = re.compile(rb"""\b(min|max|style)\s*=\s*["'](\d+)["']""")


class Rewriter:
    """Applies edits to one sheet's XML.

    Args:
        sheet: its name, for messages.
        xml: the part as it is.
        edits: what to write.
        date1904: how dates are counted.
    """

    def __init__(self, sheet: str, xml: bytes, edits: Edits, *, date1904: bool) -> None:
        self._sheet = sheet
        self._xml = xml
        self._edits = edits
        self._words = scan.grammar_of(xml)
        self._date1904 = date1904
        self._opens_formula = b"<" + self._words.prefix + b"f"
        self._above: dict[int, bytes] = {}
        self._styles: dict[bytes, bytes] = {}
        self._columns: list[tuple[int, int, bytes]] | None = None

    @uncollected
    def rewritten(self) -> bytes:
        """Return the part with the edits in it."""
        xml, words = self._xml, self._words
        if b"<!--" in xml or b"<![CDATA[" in xml:
            raise RefusalError(files.UNUSUAL_XML, name=self._sheet)
        span = scan.data_span(xml, words)
        if span is None:
            raise RefusalError(files.UNUSUAL_XML, name=self._sheet)
        self._refuse_split_formulas()
        start, end, inner_start, inner_end = span
        head, tail = xml[:start], xml[end:]
        opening = xml[start:inner_start] if inner_start < end else b"<" + words.prefix + b"sheetData>"
        closing = xml[inner_end:end] if inner_start < end else b"</" + words.prefix + b"sheetData>"
        body = self._rows(inner_start, inner_end)
        return b"".join((self._grown_dimension(head), opening, *body, closing, tail))

    def _rows(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the content of sheetData: runs of untouched rows whole, written rows anew, missing ones in their place."""
        waiting = sorted(self._edits.cells)
        copied, at = start, 0
        for row in scan.rows(self._xml, self._words):
            while at < len(waiting) and waiting[at] < row.number:
                yield self._xml[copied : row.start]
                copied = row.start
                yield self._new_row(waiting[at])
                at += 1
            if row.number in self._edits.removed:
                yield self._xml[copied : row.start]
                copied = row.end
            elif at < len(waiting) and waiting[at] == row.number:
                yield self._xml[copied : row.start]
                yield self._row(row)
                copied = row.end
                at += 1
        yield self._xml[copied:end]
        for number in waiting[at:]:
            yield self._new_row(number)

    def _new_row(self, number: int) -> bytes:
        attributes = self._edits.row_attributes.get(number, b"")
        attributes = _SPANS.sub(b"", _ROW_NUMBER.sub(b"", attributes)).rstrip(b"/ ")
        p = self._words.prefix
        head = b'<%srow r="%d"%s>' % (p, number, b" " + attributes.strip() if attributes.strip() else b"")
        wanted = self._edits.cells[number]
        return head + b"".join(self._cell(number, col, wanted[col], None) for col in sorted(wanted)) + b"</%srow>" % p

    def _row(self, row: scan.RawRow) -> bytes:
        """Return a row with its written cells; everything else in it stays as it is written."""
        made = self._replaced(row) or self._merged(row)
        p = self._words.prefix
        # The column span is only a hint to readers; a stale one is worse than none.
        return b"<%srow%s>%s</%srow>" % (p, _SPANS.sub(b"", row.attributes).rstrip(b"/"), made, p)

    def _replaced(self, row: scan.RawRow) -> bytes | None:
        """Return a row's content where every written cell is there already, in the usual way of writing; else None."""
        inner, p = row.inner or b"", self._words.prefix
        opening, closing = b'<%sc r="' % p, b"</%sc>" % p
        digits = b"%d" % row.number
        wanted = self._edits.cells[row.number]
        made, copied = [], 0
        for col in sorted(wanted):
            name = letters(col).encode()
            start = inner.find(b'%s%s%s"' % (opening, name, digits), copied)
            after = start + len(opening) + len(name) + len(digits) + 1
            tag_end = inner.find(b">", after)
            if start < 0 or tag_end < 0:
                return None
            empty = inner[tag_end - 1] == _SLASH
            end = tag_end + 1 if empty else inner.find(closing, tag_end) + len(closing)
            if end <= tag_end:
                return None
            has_formula = not empty and inner.find(self._opens_formula, tag_end, end) >= 0
            style = self._known_style(inner[after:tag_end])
            made += [
                inner[copied:start],
                self._rendered(name, digits, col, wanted[col], style, had_formula=has_formula),
            ]
            copied = end
        made.append(inner[copied:])
        return b"".join(made)

    def _known_style(self, attributes: bytes) -> bytes:
        """Return the style attribute among a cell's others; the same few come again and again."""
        if attributes not in self._styles:
            style = scan.attribute(attributes, b"s")
            self._styles[attributes] = b' s="%s"' % style if style else b""
        return self._styles[attributes]

    def _merged(self, row: scan.RawRow) -> bytes:
        """Return a row's content with written cells in their place among the others, whatever way these are written."""
        wanted = dict(self._edits.cells[row.number])
        inner = row.inner or b""
        made, copied = [], 0
        order = sorted(wanted)
        at = 0
        for cell in scan.cells(row, self._words):
            while at < len(order) and order[at] < cell.col:
                made += [inner[copied : cell.start], self._cell(row.number, order[at], wanted[order[at]], None)]
                copied = cell.start
                at += 1
            if at < len(order) and order[at] == cell.col:
                made += [inner[copied : cell.start], self._cell(row.number, cell.col, wanted[cell.col], cell)]
                copied = cell.end
                at += 1
        made.append(inner[copied:])
        made += [self._cell(row.number, col, wanted[col], None) for col in order[at:]]
        return b"".join(made)

    def _cell(self, row: int, col: int, written: Written, old: scan.RawCell | None) -> bytes:
        """Return a cell written over an old one, or where there was none."""
        style = written.style or self._style(col) if old is None else scan.attribute(old.attributes, b"s")
        has_formula = old is not None and old.inner is not None and self._opens_formula in old.inner
        attribute = b' s="%s"' % style if style else b""
        return self._rendered(letters(col).encode(), b"%d" % row, col, written, attribute, had_formula=has_formula)

    def _rendered(
        self, name: bytes, digits: bytes, col: int, written: Written, style: bytes, *, had_formula: bool
    ) -> bytes:
        if style:
            self._above[col] = style
        if had_formula != (written.cell.formula is not None):
            self._edits.formulas_changed = True
        return render(name, digits, style, written.cell, self._words.prefix, self._date1904)

    def _style(self, col: int) -> bytes | None:
        """Return the style for a cell that is not there yet: the last one seen above, else the column's."""
        if col in self._above:
            return scan.attribute(self._above[col], b"s")
        if self._columns is None:
            head = self._xml[: scan.data_span(self._xml, self._words)[0]]  # type: ignore[index]  # found before
            pairs = [dict(_PAIR.findall(found)) for found in _COLUMN.findall(head)]
            self._columns = [(int(p[b"min"]), int(p[b"max"]), p[b"style"]) for p in pairs if len(p) == 3]  # noqa: PLR2004
        return next((style for low, high, style in self._columns if low <= col <= high), None)

    def _grown_dimension(self, head: bytes) -> bytes:
        """Let the stated dimension cover every written cell."""
        found = _DIMENSION.search(head)
        held = parse(found[2].decode("ascii", "replace")) if found is not None else None
        if found is None or held is None or not self._edits.cells:
            return head
        cols = [col for cells in self._edits.cells.values() for col in (min(cells), max(cells))]
        top, bottom = min(self._edits.cells), max(self._edits.cells)
        grown = Range(min(held.top, top), min(held.left, *cols), max(held.bottom, bottom), max(held.right, *cols))
        return head[: found.start(2)] + grown.a1().encode() + head[found.end(2) :]

    def _refuse_split_formulas(self) -> None:
        """Refuse to write a cell on which other cells' formulas rest: shared masters, arrays, data tables."""
        if b"shared" not in self._xml and b"array" not in self._xml and b"dataTable" not in self._xml:
            return
        for row in scan.rows(self._xml, self._words):
            if not row.inner or b"ref=" not in row.inner:
                continue
            for cell in scan.cells(row, self._words):
                found = self._words.formula.search(cell.inner) if cell.inner else None
                if found is not None:
                    self._refuse_split(row.number, cell.col, found[1])

    def _refuse_split(self, row: int, col: int, attributes: bytes) -> None:
        kind, ref = scan.attribute(attributes, b"t"), scan.attribute(attributes, b"ref")
        span = parse(ref.decode("ascii", "replace")) if ref else None
        if kind not in (b"shared", b"array", b"dataTable") or span is None:
            return
        numbers = range(span.top, span.bottom + 1)
        columns = range(span.left, span.right + 1)
        touched = [(r, c) for r in numbers if r in self._edits.cells for c in columns if c in self._edits.cells[r]]
        whole = len(touched) == len(numbers) * len(columns)
        if touched and not whole and (kind != b"shared" or (row, col) in touched):
            raise RefusalError(files.SHARED_FORMULA, sheet=self._sheet, cell=f"{letters(touched[0][1])}{touched[0][0]}")

"""Rewriting the cells of a sheet: only the rows that hold a written cell are made anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from addin.xlsx import groups, scan
from addin.xlsx.bulk import gc_paused
from addin.xlsx.cells import render
from addin.xlsx.refs import letters, number, parse
from udfs.problems import RefusalError, files
from udfs.values import Cell
from workbook_templates.formulas import Block


@dataclass
class Edits:
    """What is to be written into one sheet.

    Attributes:
        cells: the cells by column, then by row.
        styles: the style of a cell that does not exist yet, by row and column, where it is not simply the one above.
        models: by column the first row that shows how the column looks: cells without a look of their own take it.
        tops: row and column of the first cells of blocks of their own: how cells above look says nothing of these.
        row_attributes: attributes of new rows.
        removed: rows to take away.
        formulas_changed: set when a cell got a formula or lost one.
    """

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    styles: dict[tuple[int, int], bytes] = field(default_factory=dict)
    models: dict[int, int] = field(default_factory=dict)
    tops: set[tuple[int, int]] = field(default_factory=set)
    row_attributes: dict[int, bytes] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    formulas_changed: bool = False

    def __bool__(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self.cells or self.removed)

    def put(self, row: int, col: int, cell: Cell, style: bytes | None = None) -> None:
        """Queue a cell; the last one wins."""
        self.cells.setdefault(col, {})[row] = cell
        if style:
            self.styles[row, col] = style

    def remove(self, rows: Iterable[int]) -> None:
        """Queue rows to be taken away, with what was to be written into them."""
        for row in rows:
            self.removed.add(row)
            for cells in self.cells.values():
                cells.pop(row, None)

    def touches(self, row: int, col: int) -> bool:
        """Return whether a cell is to be written, or taken away with its row."""
        return row in self.removed or row in self.cells.get(col, ())

    def by_row(self) -> dict[int, dict[int, Cell]]:
        """Return the cells by row, then by column, both in order."""
        rows: dict[int, dict[int, Cell]] = {}
        for col in sorted(self.cells):
            for row, cell in self.cells[col].items():
                rows.setdefault(row, {})[col] = cell
        return {row: rows[row] for row in sorted(rows)}


# Cells, and what stands between them, that are handed on together: half a megabyte or so.
_PIECE = 2048

# What a cell without a format says of its style: nothing, or the number of the style that has none.
_PLAIN = (None, b"", b"0")

# So many rows are looked at for one that shows how a column looks.
_MODELS = 50

_ROW_NUMBER = re.compile(rb"""(^|\s)r\s*=\s*["']\d+["']""")
_SPANS = re.compile(rb"""\s+spans\s*=\s*["'][^"']*["']""")
_DIMENSION = re.compile(rb"""(<(?:\w+:)?dimension\b[^>]*?\bref\s*=\s*["'])([^"']*)(["'])""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_PAIR = re.compile(rb"""\b(min|max|style)\s*=\s*["'](\d+)["']""")


class Rewriter:
    """Applies edits to one sheet's XML.

    Args:
        sheet: its name, for messages.
        xml: the part as it is, without comments.
        edits: what to write.
        date1904: how dates are counted.
        text_styles: gives the cell styles that take all for text, asked for where it matters.
    """

    def __init__(
        self,
        sheet: str,
        xml: bytes,
        edits: Edits,
        *,
        date1904: bool,
        text_styles: Callable[[], Collection[bytes]] = frozenset,
    ) -> None:
        self._sheet = sheet
        self._xml = xml
        self._edits = edits
        self._words = scan.patterns_of(xml)
        self._date1904 = date1904
        self._find_text_styles = text_styles
        self._text_styles: Collection[bytes] | None = None
        self._opens_formula = b"<" + self._words.prefix + b"f"
        self._wanted: dict[int, dict[int, Cell]] = {}
        self._above: dict[int, bytes] = {}
        self._styles: dict[bytes, bytes] = {}
        self._columns: list[tuple[int, int, bytes]] | None = None
        self._looks: dict[object, bytes | None] = {}

    @gc_paused
    def rewritten(self) -> bytes:
        """Return the part with the edits in it."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield the part with the edits in it, piece by piece."""
        words = self._words
        xml = self._xml = groups.handed_on(self._xml, words, self._edits.touches)
        span = scan.data_span(xml, words)
        if span is None:
            raise RefusalError(files.UNUSUAL_XML, name=self._sheet)
        start, end, inner_start, inner_end = span
        self._refuse_split_formulas(inner_start, inner_end)
        head, tail = xml[:start], xml[end:]
        opening = xml[start:inner_start] if inner_start < end else b"<" + words.prefix + b"sheetData>"
        closing = xml[inner_end:end] if inner_start < end else b"</" + words.prefix + b"sheetData>"
        yield self._grown_dimension(head)
        yield opening
        yield from self._in_place(inner_start, inner_end) or self._rows(inner_start, inner_end)
        yield closing
        yield tail

    def _in_place(self, start: int, end: int) -> Iterator[bytes] | None:
        """Return the content of sheetData where every written cell is there already, in the usual way of writing."""
        p, queued = re.escape(self._words.prefix), self._edits.cells
        last = max((row for cells in queued.values() for row in cells), default=0)
        if self._edits.removed or self._xml.rfind(b'<%srow r="%d"' % (self._words.prefix, last), start, end) < 0:
            return None
        columns = {letters(col).encode(): cells for col, cells in queued.items()}
        pattern = rb'<%sc r="(%s)([0-9]+)"([^>]*?)(?:/>|>(.*?)</%sc>)' % (p, b"|".join(columns), p)
        # Between the cells, one after the other: column, row, attributes and content of each.
        parts = re.compile(pattern, re.DOTALL).split(self._xml[start:end])
        places = list(zip(parts[1::5], map(int, parts[2::5]), strict=True))
        wanted = [columns[name].get(row) for name, row in places]
        missing = sum(map(len, queued.values())) - (len(wanted) - wanted.count(None))
        return None if missing or len(set(places)) < len(places) else self._filled(parts, wanted)

    def _filled(self, parts: list[bytes], wanted: list[Cell | None]) -> Iterator[bytes]:
        """Yield what was split, with the wanted cells written anew."""
        p, date1904, styles, opens_formula = self._words.prefix, self._date1904, self._styles, self._opens_formula
        pieces: list[bytes] = []
        split = zip(parts[:-1:5], parts[1::5], parts[2::5], parts[3::5], parts[4::5], wanted, strict=True)
        for before, name, digits, attributes, old, cell in split:
            pieces.append(before)
            if cell is None:
                rest = b"/>" if old is None else b">%s</%sc>" % (old, p)
                pieces.append(b'<%sc r="%s%s"%s%s' % (p, name, digits, attributes, rest))
                continue
            style = styles.get(attributes)
            if style is None:
                style = self._known_style(attributes)
            if isinstance(cell.value, date) and self._shows_number(style[4:-1]):
                style = self._dated(number(name.decode()), style)
            pieces.append(render(name, digits, style, cell, p, date1904))
            if (cell.formula is None) == (old is not None and opens_formula in old):
                self._edits.formulas_changed = True
            if len(pieces) > _PIECE:
                yield b"".join(pieces)
                pieces.clear()
        pieces.append(parts[-1])
        yield b"".join(pieces)

    def _rows(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the content of sheetData: runs of untouched rows whole, written rows anew, missing ones in their place."""
        self._wanted = self._edits.by_row()
        waiting = list(self._wanted)
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
        for left in waiting[at:]:
            yield self._new_row(left)

    def _new_row(self, number: int) -> bytes:
        p = self._words.prefix
        head = b'<%srow r="%d"%s>' % (p, number, row_attributes(self._edits.row_attributes.get(number, b"")))
        cells = (self._cell(number, col, cell, None) for col, cell in self._wanted[number].items())
        return head + b"".join(cells) + b"</%srow>" % p

    def _row(self, row: scan.RawRow) -> bytes:
        """Return a row with its written cells; everything else in it stays as it is written."""
        p = self._words.prefix
        # The column span is only a hint to readers; a stale one is worse than none.
        return b"<%srow%s>%s</%srow>" % (p, _SPANS.sub(b"", row.attributes).rstrip(b"/"), self._merged(row), p)

    def _known_style(self, attributes: bytes) -> bytes:
        """Return the style attribute among a cell's others; the same few come again and again."""
        if attributes not in self._styles:
            style = scan.attribute(attributes, b"s")
            self._styles[attributes] = b' s="%s"' % style if style else b""
        return self._styles[attributes]

    def _merged(self, row: scan.RawRow) -> bytes:
        """Return a row's content with written cells in their place among the others, whatever way these are written."""
        wanted = self._wanted[row.number]
        inner = row.inner or b""
        pieces, copied = [], 0
        order = list(wanted)
        at = 0
        for cell in scan.cells(row, self._words):
            while at < len(order) and order[at] < cell.col:
                pieces += [inner[copied : cell.start], self._cell(row.number, order[at], wanted[order[at]], None)]
                copied = cell.start
                at += 1
            if at < len(order) and order[at] == cell.col:
                pieces += [inner[copied : cell.start], self._cell(row.number, cell.col, wanted[cell.col], cell)]
                copied = cell.end
                at += 1
            elif cell.col in wanted:  # stands there twice; what was written counts
                pieces.append(inner[copied : cell.start])
                copied = cell.end
        pieces.append(inner[copied:])
        pieces += [self._cell(row.number, col, wanted[col], None) for col in order[at:]]
        return b"".join(pieces)

    def _cell(self, row: int, col: int, cell: Cell, old: scan.RawCell | None) -> bytes:
        """Return a cell written over an old one, or where there was none."""
        if (row, col) in self._edits.tops:
            self._above.pop(col, None)
        if old is None:
            style = self._edits.styles.get((row, col)) or self._style(col)
        else:
            style = scan.attribute(old.attributes, b"s")
        attribute = b' s="%s"' % style if style else b""
        if isinstance(cell.value, date) and self._shows_number(style):
            attribute = self._dated(col, attribute)
        elif style not in _PLAIN:
            self._above[col] = style
        had_formula = old is not None and old.inner is not None and self._opens_formula in old.inner
        self._edits.formulas_changed |= had_formula != (cell.formula is not None)
        return render(letters(col).encode(), b"%d" % row, attribute, cell, self._words.prefix, self._date1904)

    def _shows_number(self, style: bytes | None) -> bool:
        """Return whether a date in a cell of this style would show as a number: it has no format, or takes all for text."""
        if style in _PLAIN:
            return True
        if self._text_styles is None:
            self._text_styles = self._find_text_styles()
        return style in self._text_styles

    def _dated(self, col: int, plain: bytes) -> bytes:
        """Return the style attribute for a date in a cell whose own style would show it as a number."""
        look = self._look(col, self._shows_number)
        return b' s="%s"' % look if look else plain

    def _look(self, col: int, passed_over: Callable[[bytes], bool] | None = None) -> bytes | None:
        """Return how a column of a table looks further up; None for other columns, and where no cell has a format that will do."""
        model = self._edits.models.get(col)
        if model is not None and (col, passed_over) not in self._looks:
            rows = islice(scan.rows(self._xml, self._words, after=model - 1), _MODELS)
            styles = (
                scan.attribute(c.attributes, b"s") for row in rows for c in scan.cells(row, self._words) if c.col == col
            )
            wanted = (s for s in styles if s and s not in _PLAIN and not (passed_over and passed_over(s)))
            self._looks[col, passed_over] = next(wanted, None)
        return self._looks.get((col, passed_over))

    def _style(self, col: int) -> bytes | None:
        """Return the style for a cell that is not there yet: the last one seen above, the table's, else the column's."""
        if col in self._above:
            return self._above[col]
        if (look := self._look(col)) is not None:
            return look
        if self._columns is None:
            head = self._xml[: scan.data_span(self._xml, self._words)[0]]  # type: ignore[index]  # found before
            pairs = [dict(_PAIR.findall(column)) for column in _COLUMN.findall(head)]
            self._columns = [(int(p[b"min"]), int(p[b"max"]), p[b"style"]) for p in pairs if len(p) == 3]  # noqa: PLR2004
        return next((style for low, high, style in self._columns if low <= col <= high), None)

    def _grown_dimension(self, head: bytes) -> bytes:
        """Let the stated dimension cover every written cell."""
        cols = {col for col, cells in self._edits.cells.items() if cells}
        rows = {row for col in cols for row in self._edits.cells[col]}
        return covering(head, Block(min(rows), min(cols), max(rows), max(cols))) if cols else head

    def _refuse_split_formulas(self, *span: int) -> None:
        """Refuse to write a part of an array or a data table, whose cells have one formula together."""
        start, end = span
        if self._xml.find(b"ref=", start, end) < 0:
            return
        for row in scan.rows(self._xml, self._words):
            if not row.inner or b"ref=" not in row.inner:
                continue
            for cell in scan.cells(row, self._words):
                match = self._words.formula.search(cell.inner) if cell.inner else None
                if match is not None:
                    self._refuse_split(match[1])

    def _refuse_split(self, attributes: bytes) -> None:
        kind, ref = scan.attribute(attributes, b"t"), scan.attribute(attributes, b"ref")
        span = parse(ref.decode("ascii", "replace")) if ref else None
        if kind not in (b"array", b"dataTable") or span is None:
            return
        numbers = range(span.top, span.bottom + 1)
        columns = range(span.left, span.right + 1)
        queued = self._edits.cells
        touched = [(r, c) for c in columns if c in queued for r in numbers if r in queued[c]]
        whole = len(touched) == len(numbers) * len(columns)
        if touched and not whole:
            raise RefusalError(files.SHARED_FORMULA, sheet=self._sheet, cell=f"{letters(touched[0][1])}{touched[0][0]}")


def covering(head: bytes, cells: Block) -> bytes:
    """Return what stands before the cells of a sheet with the stated dimension grown to cover some."""
    match = _DIMENSION.search(head)
    area = parse(match[2].decode("ascii", "replace")) if match is not None else None
    if match is None or area is None:
        return head
    return head[: match.start(2)] + area.joined(cells).a1().encode() + head[match.end(2) :]


def row_attributes(attributes: bytes) -> bytes:
    """Return what a row's attributes say besides its number and its span, which hold for no other row."""
    kept = _SPANS.sub(b"", _ROW_NUMBER.sub(b"", attributes)).rstrip(b"/ ").strip()
    return b" " + kept if kept else b""

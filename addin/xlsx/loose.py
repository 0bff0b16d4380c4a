"""Filled cells of a sheet that lie outside given blocks: what people write round a table."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from addin.xlsx import scan
from addin.xlsx.refs import number
from addin.xlsx.values import Reader
from udfs.values import CellValue, is_blank
from workbook_templates.formulas import Block


class LooseCell(NamedTuple):
    """A filled cell: where it is, its value, the index of its style, and whether a formula gives the value."""

    row: int
    col: int
    value: CellValue
    style: int
    computed: bool


def loose_cells(
    xml: bytes, words: scan.Patterns, reader: Reader, blocks: Sequence[Block], *, formulas: bool
) -> list[LooseCell]:
    """Return the filled cells outside the blocks, top to bottom; results of formulas only if asked for."""
    if reader.keeps(xml):
        rows = reader.filled_rows(xml)
    else:
        # Of a long table nearly every row is passed over.
        skip = _Skip(words, blocks, formulas=formulas)
        rows = ((raw, reader.filled(raw)) for raw in scan.filled_rows(xml, words) if not skip(raw))
    result: list[LooseCell] = []
    edges = sorted({edge for block in blocks for edge in (block.top, block.bottom + 1)})
    spans: list[tuple[int, int]] = []
    stretch, reach = -1, 0
    for raw, row in rows:
        # Between two edges the same blocks lie side by side.
        if stretch != (stretch := bisect(edges, raw.number)):
            spans = [(block.left, block.right) for block in blocks if block.top <= raw.number <= block.bottom]
            reach = max((right for left, right in spans if left == 1), default=0)
        if row.right <= reach:
            continue
        for col, style, formula, shared, value, odd in row.cells:
            if formula and not formulas:
                continue
            for left, right in spans:
                if left <= col <= right:
                    break
            else:
                content = value if shared < 0 and odd is None else reader.content(shared, odd)
                if not is_blank(content):
                    result.append(LooseCell(raw.number, col, content, int(style or 0), bool(formula)))
    return result


class _Skip:
    """Tells which rows need not be looked at cell by cell: nearly all of a long table's and of a computed index's."""

    def __init__(self, words: scan.Patterns, blocks: Sequence[Block], *, formulas: bool) -> None:
        prefix = words.prefix
        self._opening, self._closing = b"<" + prefix + b"c ", b"</" + prefix + b"c>"
        self._value, self._formula, self._inline = (b"<" + prefix + name for name in (b"v", b"f", b"is"))
        self._formulas = formulas
        self._wide = [block for block in blocks if block.left == 1]

    def __call__(self, row: scan.RawRow) -> bool:
        inner = row.inner or b""
        return self._is_covered(row.number, inner) or self._holds_nothing(inner)

    def _is_covered(self, at: int, inner: bytes) -> bool:
        """Return whether the row's last filled cell belongs to a block that begins with the first column."""
        reach = max((block.right for block in self._wide if block.top <= at <= block.bottom), default=0)
        if not reach:
            return False
        closed = inner.rfind(self._closing)
        start = inner.rfind(self._opening, 0, max(closed, 0))
        ref = (
            scan.attribute(inner[start + len(self._opening) - 1 : inner.find(b">", start)], b"r")
            if start >= 0
            else None
        )
        return closed < 0 or (ref is not None and number(ref.rstrip(b"0123456789")) <= reach)

    def _holds_nothing(self, inner: bytes) -> bool:
        """Return whether a row holds results of formulas at most, where these are not asked for."""
        if self._inline in inner:
            return False
        values = inner.count(self._value)
        return not values or (not self._formulas and values == inner.count(self._formula))

"""Filled cells of a sheet that lie outside given blocks: what people write round a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.xlsx import scan
from addin.xlsx.refs import number
from udfs.values import CellValue, is_blank
from workbook_templates.formulas import Block

# In bytes; five screens of a densely filled sheet.
_SMALL = 100_000


class LooseCell(NamedTuple):
    """A filled cell: where it is, its value, the index of its style, and whether a formula gives the value."""

    row: int
    col: int
    value: CellValue
    style: int
    computed: bool


def loose_cells(
    xml: bytes, words: scan.Patterns, reader: scan.Reader, blocks: Sequence[Block], *, formulas: bool
) -> list[LooseCell]:
    """Return the filled cells outside the blocks, top to bottom; results of formulas only if asked for."""
    # Of a long table nearly every row is passed over; a small sheet is looked at in one step.
    span = scan.data_span(xml, words) if len(xml) < _SMALL else None
    cells = reader.usual(xml[span[2] : span[3]]) if span is not None else None
    if cells is None:
        skip = _Skip(words, blocks, formulas=formulas)
        cells = [cell for row in scan.filled_rows(xml, words) if not skip(row) for cell in reader.filled(row)]
    result: list[LooseCell] = []
    row, at, here = b"", 0, list(blocks)
    for name, line, style, kind, formula, content in cells:
        if formula and not formulas:
            continue
        if line != row:
            row, at = line, int(line)
            here = [block for block in blocks if block.top <= at <= block.bottom]
        col = number(name)
        if here and any(block.left <= col <= block.right for block in here):
            continue
        value = reader.value(kind or b"n", content)
        if not is_blank(value):
            result.append(LooseCell(at, col, value, int(style or 0), bool(formula)))
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

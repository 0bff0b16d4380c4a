"""Filled cells of a sheet that lie outside given blocks: what people write round a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.xlsx import scan
from addin.xlsx.refs import Range, number
from udfs.values import CellValue, is_blank


class LooseCell(NamedTuple):
    """A filled cell: where it is, its value, the index of its style, and whether a formula gives the value."""

    row: int
    col: int
    value: CellValue
    style: int
    computed: bool


def loose_cells(
    xml: bytes, words: scan.Patterns, reader: scan.Reader, blocks: Sequence[Range], *, formulas: bool
) -> list[LooseCell]:
    """Return the filled cells outside the blocks, top to bottom; results of formulas only if asked for."""
    result: list[LooseCell] = []
    skip = _Skip(words, formulas=formulas)
    opens_formula = b"<" + words.prefix + b"f"
    looks: dict[bytes, tuple[bytes, int]] = {}
    for row in scan.filled_rows(xml, words):
        here = [block for block in blocks if block.top <= row.number <= block.bottom]
        whole = row.inner or b""
        if skip.is_covered(whole, here) or skip.holds_nothing(whole):
            continue
        for name, _, rest in reader._cells(row):  # noqa: SLF001 - one package, one grammar
            col = number(name)
            if any(block.left <= col <= block.right for block in here):
                continue
            computed = opens_formula in rest
            if computed and not formulas:
                continue
            attributes, _, inner = rest.partition(b">")
            if attributes not in looks:
                looks[attributes] = (
                    scan.attribute(attributes, b"t") or b"n", int(scan.attribute(attributes, b"s") or 0)
                )  # fmt: skip
            kind, style = looks[attributes]
            value = reader.value(kind, inner)
            if not is_blank(value):
                result.append(LooseCell(row.number, col, value, style, computed))
    return result


class _Skip:
    """Tells which rows need not be looked at cell by cell: nearly all of a long table's and of a computed index's."""

    def __init__(self, words: scan.Patterns, *, formulas: bool) -> None:
        prefix = words.prefix
        self._opening, self._closing = b"<" + prefix + b"c ", b"</" + prefix + b"c>"
        self._value, self._formula, self._inline = (b"<" + prefix + name for name in (b"v", b"f", b"is"))
        self._formulas = formulas

    def is_covered(self, inner: bytes, blocks: Sequence[Range]) -> bool:
        """Return whether the row's last filled cell belongs to a block that begins with the first column."""
        reach = max((block.right for block in blocks if block.left == 1), default=0)
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

    def holds_nothing(self, inner: bytes) -> bool:
        """Return whether a row holds results of formulas at most, where these are not asked for."""
        if self._inline in inner:
            return False
        values = inner.count(self._value)
        return not values or (not self._formulas and values == inner.count(self._formula))

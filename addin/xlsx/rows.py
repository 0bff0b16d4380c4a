"""Whole rows of a table as XML, made column by column: for tables that are filled at once, in whatever process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from addin.xlsx.cells import render
from addin.xlsx.refs import letters
from udfs.problems import RefusalError
from udfs.values import ROW_MARK, Cell, CellValue

# Cells are made before it is known in which row they stand; XML holds no such byte.
_MARK = ROW_MARK.encode()


@dataclass(frozen=True)
class RowFormat:
    """How the rows of a table look.

    Attributes:
        attributes: what the element of a row says besides its number.
        styles: the style attribute of each cell of a row, by column number.
        prefix: the namespace prefix of the sheet, mostly empty.
        date1904: how dates are counted.
    """

    attributes: bytes
    styles: Mapping[int, bytes]
    prefix: bytes
    date1904: bool


class Run(NamedTuple):
    """The cells of a column: their values, and the formula of all but those in the rows `without` (from 0)."""

    values: Sequence[CellValue]
    formula: str | None = None
    without: AbstractSet[int] = frozenset()

    def cell(self, row: int) -> Cell:
        """Return the cell of a row."""
        return Cell(self.values[row], None if row in self.without else self.formula)


def rows_of(look: RowFormat, first: int, runs: Mapping[int, Run]) -> bytes:
    """Return the rows of a table from sheet row `first` on; columns without a run are blank.

    Args:
        look: how the rows look.
        first: where the first row stands.
        runs: the columns by number, equally long.

    Raises:
        RefusalError: a cell cannot hold its value.
    """
    p = look.prefix
    length = len(next(iter(runs.values())).values)
    opening, closing = b'<%srow r="%s"%s>' % (p, _MARK, look.attributes), b"</%srow>" % p
    try:
        columns = [_column(look, col, runs.get(col), length) for col in sorted({*look.styles, *runs})]
    except RefusalError:
        _refuse_at_its_place(look, first, runs, length)
        raise
    rows = enumerate(zip(*columns, strict=True), first)
    return b"".join([b"".join((opening, *cells, closing)).replace(_MARK, b"%d" % number) for number, cells in rows])


def _column(look: RowFormat, col: int, run: Run | None, length: int) -> list[bytes]:
    name, style, p, date1904 = letters(col).encode(), look.styles.get(col, b""), look.prefix, look.date1904
    blank = render(name, _MARK, style, Cell(None), p, date1904)
    if run is None:
        return [blank] * length
    values, formula, without = run
    # Most cells of a column repeat a few texts.
    known: dict[CellValue, bytes] = {}
    rendered = []
    for i, value in enumerate(values):
        own = None if i in without else formula
        if value is None and own is None:
            rendered.append(blank)
        elif type(value) is not str or own is not formula:
            rendered.append(render(name, _MARK, style, Cell(value, own), p, date1904))
        else:
            cell = known.get(value)
            if cell is None:
                cell = known[value] = render(name, _MARK, style, Cell(value, own), p, date1904)
            rendered.append(cell)
    return rendered


def _refuse_at_its_place(look: RowFormat, first: int, runs: Mapping[int, Run], length: int) -> None:
    """Render cell by cell, so that the refusal names the first cell that cannot hold its value."""
    for i in range(length):
        for col in sorted(runs):
            render(letters(col).encode(), b"%d" % (first + i), b"", runs[col].cell(i), look.prefix, look.date1904)

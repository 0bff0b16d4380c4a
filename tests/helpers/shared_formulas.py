"""Formulas that are the same in thousands of rows, written once for all: LibreOffice then opens a plan in half the time.

Of the sheet of working days, with ten thousand formulas, each refers to its own row and the one above; in the copy that a
program opens these references move with the cell. They come to the same cells, and so to the same values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)><f>([^<]*)</f>')
_REFERENCE = re.compile(rb"(?<![\w.$])(\$?[A-Z]{1,3})\$?(\d+)(?![\w(.])")
# Where there are fewer formulas nothing is gained.
_MANY = 2000


@lru_cache(maxsize=8)
def shared(xml: bytes) -> bytes:
    """Return a sheet whose formulas stand once for each run of a column in which only the row differs."""
    if xml.count(b"<f>") < _MANY:
        return xml
    columns: dict[bytes, list[tuple[int, bytes]]] = {}
    for col, row, _, formula in _FORMULA.findall(xml):
        columns.setdefault(col, []).append((int(row), _moving(formula, int(row), b"%s{%d}")))
    # The first row of the run in which a cell stands, the number of the run, and how far it reaches.
    runs: dict[bytes, tuple[int, int, bytes]] = {}
    number = 0
    for col, cells in columns.items():
        for _, run in groupby(enumerate(cells), key=lambda pair: (pair[1][0] - pair[0], pair[1][1])):
            rows = [row for _, (row, _) in run]
            reach = b"%s%d:%s%d" % (col, rows[0], col, rows[-1])
            runs |= {b"%s%d" % (col, row): (rows[0], number, reach) for row in rows}
            number += 1

    def once(cell: re.Match[bytes]) -> bytes:
        first, number, reach = runs[cell[1] + cell[2]]
        row = int(cell[2])
        opened = b'<c r="%s%d"%s><f t="shared"' % (cell[1], row, cell[3])
        if row != first:
            return opened + b' si="%d"/>' % number
        return opened + b' ref="%s" si="%d">%s</f>' % (reach, number, _moving(cell[4], row, b"%s%d"))

    return _FORMULA.sub(once, xml)


def _moving(formula: bytes, row: int, form: bytes) -> bytes:
    """Return a formula with its references to its own row and the one above in another form; text in quotes stays."""

    def moved(reference: re.Match[bytes]) -> bytes:
        at = int(reference[2]) - row
        shown = at if b"{" in form else at + row
        return form % (reference[1], shown) if at in {0, -1} else reference[0]

    pieces = formula.split(b'"')
    pieces[::2] = [_REFERENCE.sub(moved, piece) for piece in pieces[::2]]
    return b'"'.join(pieces)

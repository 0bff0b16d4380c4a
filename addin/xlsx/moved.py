"""A formula moved to other cells: what is relative in it moves along, as when a cell is filled down."""

from __future__ import annotations

import re

from addin.xlsx.formulas import with_references
from addin.xlsx.refs import letters, number
from udfs.worksheet import LAST_COLUMN, LAST_ROW
from workbook_templates.formulas import ROW

# An end of a reference: a cell, a whole column or a whole row; a `$` fixes what follows it.
_END = re.compile(r"(\$?)([A-Z]{1,3})?(\$?)([0-9]{1,7})?")
_OFF_SHEET = "#REF!"


class MovingFormula:
    """A formula that stands in one cell, to be read as it would stand in others.

    Args:
        formula: the formula, without `=`.
        row: the row in which it stands.
        col: the column in which it stands.
    """

    def __init__(self, formula: str, row: int, col: int) -> None:
        self._formula = formula
        self._row = row
        self._col = col
        # By column: the formula with its relative rows marked, and these rows. Most of a column differs in rows only.
        self._marked: dict[int, tuple[str, tuple[int, ...]]] = {}

    def at(self, row: int, col: int) -> str:
        """Return the formula as it stands in another cell; what would lie outside the sheet is `#REF!`."""
        down = row - self._row
        if col not in self._marked:
            self._marked[col] = self._in_column(col)
        text, rows = self._marked[col]
        if any(not 1 <= own + down <= LAST_ROW for own in rows):
            return with_references(self._formula, lambda it: self._shifted(it, down, col - self._col), lines=True)
        for own in rows:
            text = text.replace(f"{ROW}{own}{ROW}", str(own + down))
        return text

    def _in_column(self, col: int) -> tuple[str, tuple[int, ...]]:
        marked = with_references(self._formula, lambda it: self._shifted(it, None, col - self._col), lines=True)
        return marked, tuple({int(own) for own in marked.split(ROW)[1::2]})

    @staticmethod
    def _shifted(reference: str, down: int | None, right: int) -> str:
        """Return a reference moved to the right and down, or with its relative rows marked."""
        sheet, mark, address = reference.rpartition("!")
        ends = []
        for end in address.split(":"):
            match = _END.fullmatch(end)
            if match is None:
                return reference
            fixed_col, col, fixed_row, row = match.groups()
            if col is None:  # a whole row: its only sign stands in front
                fixed_col, fixed_row = "", fixed_col or fixed_row
            elif number(col) > LAST_COLUMN:
                return reference  # a name that only looks like a cell
            elif not fixed_col:
                if not 1 <= number(col) + right <= LAST_COLUMN:
                    return sheet + mark + _OFF_SHEET
                col = letters(number(col) + right)
            if row is not None and not fixed_row:
                if down is None:
                    row = f"{ROW}{row}{ROW}"
                elif 1 <= int(row) + down <= LAST_ROW:
                    row = str(int(row) + down)
                else:
                    return sheet + mark + _OFF_SHEET
            ends.append(f"{fixed_col}{col or ''}{fixed_row}{row or ''}")
        return sheet + mark + ":".join(ends)

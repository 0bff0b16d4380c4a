"""Formulas as Excel spells them in an open workbook, and the same as a file holds them."""

from __future__ import annotations

import re
from functools import lru_cache

from addin.xlsx.formulas import QUOTED, closing

_THIS_ROW = "[#This Row]"
# What lies between quoted pieces and brackets.
_BETWEEN = re.compile(r"[^\"'\[]+")


@lru_cache(maxsize=1 << 15)
def as_in_file(formula: str, table: str) -> str:
    """Return a formula with references to tables in full.

    Inside a table Excel leaves out the table's own name and writes `@` for the row: `[@列]` and `[列]` become
    `tblIssues[[#This Row],[列]]` and `tblIssues[列]`. References to other workbooks are left alone.

    Args:
        formula: the formula without `=`.
        table: the table in which its cell stands, empty for a cell in none.
    """
    if "[" not in formula:
        return formula
    pieces: list[str] = []
    at = 0
    while at < len(formula):
        quoted = QUOTED.match(formula, at)
        plain = quoted or _BETWEEN.match(formula, at)
        end = plain.end() if plain else closing(formula, at) if formula[at] == "[" else at + 1
        piece = formula[at:end]
        if not quoted and piece.startswith("["):
            named = bool(pieces) and _is_of_name(pieces[-1][-1])
            of_workbook = not named and end < len(formula) and (formula[end] == "!" or _is_of_name(formula[end]))
            if not of_workbook:
                piece = ("" if named else table) + _in_full(piece)
        pieces.append(piece)
        at = end
    return "".join(pieces)


def _is_of_name(character: str) -> bool:
    return character.isalnum() or character in "_.\\"


def _in_full(reference: str) -> str:
    """Return `[@列]` as `[[#This Row],[列]]`; anything else as it is."""
    if not reference.startswith("[@"):
        return reference
    column = reference[2:-1]
    if not column:
        return _THIS_ROW
    return f"[{_THIS_ROW},{column if column.startswith('[') else f'[{column}]'}]"

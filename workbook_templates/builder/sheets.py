"""Worksheets that are written quickly: formulas without new Excel functions are not searched for each of them."""

from __future__ import annotations

import re
from functools import cache

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_CALLED = re.compile(r"([A-Z][A-Z0-9.]*)\(")


class PlainSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """Writes formulas as they are where XlsxWriter would change nothing.

    It looks for some thirty newer functions, which need a prefix, one after the other in every formula; a workbook with a
    calendar has ten thousand formulas that call the same few functions.
    """

    def _prepare_formula(self, formula: str, *expand: bool) -> str:
        if _is_plain(frozenset(_CALLED.findall(formula))):
            return formula.removeprefix("=")
        return str(super()._prepare_formula(formula, *expand))


@cache
def _is_plain(functions: frozenset[str]) -> bool:
    """Return whether XlsxWriter leaves calls of these functions as they are."""
    calls = "+".join(f"{name}()" for name in sorted(functions))
    return bool(Worksheet()._prepare_formula(calls, expand_future_functions=True) == calls)  # noqa: SLF001


class PlainBook(Workbook):  # type: ignore[misc]
    """A workbook of plain sheets."""

    worksheet_class = PlainSheet

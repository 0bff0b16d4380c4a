"""Charts of an open workbook: what their series show; charts that users have added are left alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from addin.book.live.app import is_busy
from addin.xlsx.formulas import references, with_references
from addin.xlsx.refs import sheet_and_range
from workbook_templates.formulas import absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings

Lengths = Mapping[tuple[int, int], int]


def fitted(formula: str, sheet: str, lengths: Lengths) -> str:
    """Return the formula of a series with its references to our blocks fitted to the filled rows.

    Args:
        formula: such as `=SERIES(,汇总!$B$20:$B$28,汇总!$C$20:$C$28,1)`.
        sheet: only references to this sheet are touched.
        lengths: number of filled rows by (first row, first column) of the labels; values stand in the next column.
    """

    def fit(reference: str) -> str:
        place = sheet_and_range(reference)
        if place is None or place[0] != sheet:
            return reference
        row, col, _, _ = place[1]
        length = lengths.get((row, col), lengths.get((row, col - 1)))
        return reference if length is None else absolute(sheet, row, col, row + length - 1, col)

    return with_references(formula, fit)


def refresh(sheet: xlwings.Sheet, lengths: Lengths) -> Iterator[Callable[[], object]]:
    """Fit each series that shows one of our blocks; before each change yield what sets it back."""
    for native, before in [series for chart in sheet.charts for series in _series(chart)]:
        wanted = fitted(before, sheet.name, lengths)
        if _places(wanted) != _places(before):
            yield partial(_set_formula, native, before)
            _set_formula(native, wanted)


def _series(chart: xlwings.main.Chart) -> list[tuple[Any, str]]:
    """Return the series of a chart with their formulas; none for a kind of chart that has no such formulas."""
    try:
        return [(series.api, _formula(series.api)) for series in chart.series]
    except Exception as error:  # each engine raises its own kind
        if is_busy(error) or isinstance(error, AttributeError):
            raise
        return []


def _places(formula: str) -> list[object]:
    """Return what a formula refers to, however the sheet's name is quoted."""
    return [sheet_and_range(reference) for reference in references(formula)]


def _formula(native: Any) -> str:  # noqa: ANN401 - Excel's own object
    try:
        return str(native.Formula)
    except AttributeError:  # Excel for Mac
        return str(native.formula.get())


def _set_formula(native: Any, formula: str) -> None:  # noqa: ANN401
    if hasattr(native, "Formula"):
        native.Formula = formula
    else:
        native.formula.set(formula)

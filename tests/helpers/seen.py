"""What a person sees of a book, open or a file: the values and formulas of its tables, the ranges of its charts."""

from __future__ import annotations

from typing import Any

from addin.book.file.book import FileBook
from addin.book.live.book import LiveBook
from tests.helpers.uno_charts import Chart
from udfs.values import CellValue


def shown(book: LiveBook | FileBook) -> dict[str, dict[str, list[tuple[CellValue, str | None]]]]:
    """Return what a person sees in every table, values and formulas; blank and empty text look alike."""
    return {
        table: {
            column: [
                (None if value == "" else value, formula)
                for value, formula in zip(values, view.formulas[column], strict=True)
            ]
            for column, values in view.data.columns.items()
            if not column.startswith("_")
        }
        for table in book.tables()
        for view in [book.view(table)]
    }


def charts(document: Any, sheet: str) -> list[tuple[str, str]]:
    """Return what every series shows: labels and values."""
    content = document.Sheets.getByName(sheet).Charts
    shown = [Chart(content.getByIndex(at)) for at in range(content.Count)]
    return sorted(tuple(series.Formula.split(",")[1:3]) for chart in shown for series in chart.series)

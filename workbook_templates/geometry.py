"""Where things stand on a freshly built sheet (users may move them later; commands find them by name)."""

from __future__ import annotations

from workbook_templates.areas.gantt import GANTT_PERIODS
from workbook_templates.formulas import column_letter
from workbook_templates.model import Table

# Rows of a table's sheet, counted from 1.
TITLE_ROW = 1
SIGN_ROW = 2
BAND_ROW = 3
HEADER_ROW = 4
FIRST_ROW = 5


def letters(table: Table) -> dict[str, str]:
    """Return the column letters of a table by column key."""
    return {column.key: column_letter(i) for i, column in enumerate(table.columns, 1)}


def sign_col(table: Table) -> int:
    """Return the number of the column where the line for signatures begins: the first that is not repeated on every page."""
    return [column.key for column in table.columns].index(table.frozen) + 2


def last_row(rows: int) -> int:
    """Return the sheet row of the table's last row; a table has at least one."""
    return FIRST_ROW + max(1, rows) - 1


def printed_columns(table: Table) -> int:
    """Return how many columns from the left are printed."""
    return sum(len(band.columns) for band in table.bands if band.printed)


def printed_pages(table: Table) -> list[tuple[int, int]]:
    """Return the first and the last column of each part that is printed on pages of its own."""
    pages: list[tuple[int, int]] = []
    col = 1
    for band in table.bands:
        end = col + len(band.columns) - 1
        if band.printed:
            pages = [*pages, (col, end)] if band.new_page or not pages else [*pages[:-1], (pages[-1][0], end)]
        col = end + 1
    return pages


def gantt_first_col(table: Table) -> int:
    """Return the number of the first Gantt column; one narrow column keeps it off the table."""
    return len(table.columns) + 2


def gantt_last_col(table: Table) -> int:
    """Return the number of the last Gantt column."""
    return gantt_first_col(table) + GANTT_PERIODS - 1

"""Keeps what is printed in step with the tables: every row, the Gantt area as long as the plan, a report to its last line."""

from __future__ import annotations

from addin.book.port import AreaView, Book, View
from udfs.values import is_blank
from workbook_templates.areas.gantt import periods_shown
from workbook_templates.context import Context
from workbook_templates.formulas import Block
from workbook_templates.printing import Printed, fitted
from workbook_templates.reports.registry import REPORTS
from workbook_templates.tables.shared import RESULT


def fit_pages(book: Book, context: Context) -> None:
    """Let every table be printed whole; columns that somebody has chosen, and sheets without a print area, stay as they are."""
    for key in book.tables():
        view = book.view(key)
        areas = book.print_area(view.sheet)
        wanted = fitted(areas, _printed(book, context, view))
        if wanted != areas:
            book.set_print_area(view.sheet, wanted)


def fit_flow(book: Book, name: str, view: AreaView) -> None:
    """Let a report be printed to its last line, where nobody has chosen to print anything else.

    Args:
        book: the workbook.
        name: the area that was written.
        view: what it holds now.
    """
    tails = {
        area.name: tail
        for report in REPORTS
        for area, tail in ((report.flow, 0), (report.beside, report.tail))
        if area is not None
    }
    if name not in tails:
        return
    areas, first = book.print_area(view.sheet), view.row - 1
    rows = enumerate(view.figures, 1)
    filled = max((at for at, line in rows if any(not is_blank(cell.value) for cell in line)), default=1) + tails[name]
    fitting = [block._replace(bottom=first + filled) if _holds(block, view) else block for block in areas]
    if fitting != areas:
        book.set_print_area(view.sheet, fitting)


def _holds(block: Block, view: AreaView) -> bool:
    """Return whether a printed block ends with an area, as we let it; one that somebody has chosen does not."""
    first = view.row - 1
    return (
        block.top in (1, view.row)
        and block.left <= view.col <= block.right
        and first < block.bottom <= first + len(view.figures)
    )


def _printed(book: Book, context: Context, view: View) -> Printed:
    table = view.data.table
    head = book.area("gantt_head") if table.timeline else None
    gantt = None if head is None else (head.col, head.col + min(periods_shown(context), len(head.figures[0])) - 1)
    wrong = any(not is_blank(value) for value in view.data[RESULT.key])
    last_prepared = view.first_row + max(1, table.blank_rows) - 1
    return Printed(view.first_row, last_prepared, gantt, view.column_numbers.get(RESULT.key), wrong)

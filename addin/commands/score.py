"""评分: computes statements, priorities, scores, verdicts, ranks, dates and statuses of every row."""

from __future__ import annotations

from datetime import datetime

from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.rating import summary as ratingsummary
from udfs.lang import Count, Text
from udfs.values import is_blank
from workbook_templates.model import Column
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.ratings import RATINGS

COLUMN, FILLED, BLANK, WRONG = Text("列", "Column"), Text("有值", "Filled"), Text("空", "Blank"), Text("有误", "Wrong")


def score(book: Book, now: datetime) -> Outcome:
    """Compute every computed column of every table, formula and cached value together."""
    session = Session(book, "score", now)
    session.identify()
    if RATINGS.name in book.table_sheets() and PLANS.key in book.tables():
        ratingsummary.refresh(session)
    changed = recalculate(session, fill=True)
    session.finish()
    rows = sum(len(view.data.records()) for view in session.views())
    return Outcome(
        Text(
            f"已计算 {rows} 行，更新 {changed} 个单元格",
            f"{Count(rows):row/rows} computed, {Count(changed):cell/cells} updated",
        ),
        session.findings,
        [_listing(view) for view in session.views()],
        changed,
    )


def _listing(view: View) -> Listing:
    computed = (*view.data.table.computed, *view.data.table.written)
    return Listing(
        view.data.table.sheet,
        (COLUMN, FILLED, BLANK, WRONG),
        [_counts(view, column) for column in computed if column.key in view.data.columns],
    )


def _counts(view: View, column: Column) -> tuple[Text, int, int, int]:
    values = [view.data[column.key][i] for i in view.data.records()]
    wrong = sum(isinstance(value, str) and value.startswith("!") for value in values)
    blank = sum(map(is_blank, values))
    return column.label, len(values) - blank - wrong, blank, wrong

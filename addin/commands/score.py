"""评分: computes statements, priorities, scores, verdicts, ranks, dates and statuses of every row."""

from __future__ import annotations

from datetime import datetime

from addin.book.port import Book, View, labels
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.rating import summary as ratingsummary
from udfs.lang import Count, Text, same
from udfs.score import DIMENSIONS, MOVED_BY, sensitivity
from udfs.values import is_blank, is_number
from workbook_templates.derived import DIMENSION_KEYS
from workbook_templates.model import Column
from workbook_templates.settings import SETTINGS
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.ratings import RATINGS

COLUMN, FILLED, BLANK, WRONG = Text("列", "Column"), Text("有值", "Filled"), Text("空", "Blank"), Text("有误", "Wrong")
WEIGHT, STAYS = Text("权重", "Weight"), Text("仍排第一", "stays first")
# One solution alone is always the best.
_SEVERAL = 2


def score(book: Book, now: datetime) -> Outcome:
    """Compute every computed column of every table, formula and cached value together."""
    session = Session(book, "score", now)
    session.identify()
    if RATINGS.name in book.table_sheets() and PLANS.key in book.tables():
        session.findings += ratingsummary.refresh(session).findings
    changed, findings = recalculate(session, fill=True)
    session.findings += findings
    session.finish()
    rows = sum(len(view.data.records()) for view in session.views())
    sensitivities = [_sensitivity(session)] if PLANS.key in book.tables() else []
    return Outcome(
        Text(
            f"已计算 {rows} 行，更新 {changed} 个单元格",
            f"{Count(rows):row/rows} computed, {Count(changed):cell/cells} updated",
        ),
        session.findings,
        [*(_listing(view) for view in session.views() if view.data.records()), *filter(None, sensitivities)],
        changed,
    )


def _sensitivity(session: Session) -> Listing | None:
    """Return whether the best solution stays the best when one weight moves; None where all weigh alike anyway."""
    data, settings = session.book.view(PLANS.key).data, session.context.settings
    keys = [*DIMENSION_KEYS, "total"]
    if len(set(settings.weights)) == 1 or any(key not in data.columns for key in keys):
        return None
    effect, feasible, cost, risk, totals = (data[key] for key in keys)
    results = sensitivity(
        effect, feasible, cost, risk, settings.weights, intensity=settings.intensity, averaged=settings.averaged
    )
    if results.winner is None or sum(map(is_number, totals)) < _SEVERAL:
        return None

    def name(row: int) -> str:
        return labels({key: data[key][row] for key in ("id", "name") if key in data.columns}, "name")

    others = {(shift.dimension, shift.percent): name(shift.winner) for shift in results.shifts}

    def outcome(dimension: Text, percent: int) -> Text:
        other = others.get((dimension, percent))
        return STAYS if other is None else Text(f"{other} 排第一", f"{other} comes first")

    best = name(results.winner)
    return Listing(
        Text(
            f"权重敏感性：{best} 排第一；某一权重单独变动时",
            f"Sensitivity: {best} is first; when one weight alone moves",
        ),
        (WEIGHT, *(same(f"{percent:+d}%".replace("-", "−")) for percent in MOVED_BY)),
        [
            (SETTINGS[f"w_{key}"].label, *(outcome(dimension, percent) for percent in MOVED_BY))
            for key, dimension in zip(DIMENSION_KEYS, DIMENSIONS, strict=True)
        ],
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

"""What the Pareto chart shows, and the formulas that count the same over the table, where formulas can."""

from __future__ import annotations

from typing import NamedTuple

from udfs.problems import RefusalError
from udfs.statistics.pareto import SUM_PLACES, Comparison, Pareto, compare, pareto
from workbook_templates.areas.model import AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import literal_words, quoted
from workbook_templates.reports.pareto_source import OTHER, Choice, Source, link_of, source
from workbook_templates.summary_counts import literal_criterion, record_count

# So many labels are named; those behind them are one of 其他.
NAMED = 30


class Drawn(NamedTuple):
    """What the sheet shows: the rows that count, their labels in order, and the ranking with 其他 in its place.

    `lines` are label, before and after, 其他 last where there is any.
    """

    source: Source
    counts: Comparison
    ranking: Pareto
    lines: list[tuple[str, float, float]]

    @property
    def compares(self) -> bool:
        """Return whether there is a before and an after."""
        return self.source.choice.start is not None

    @property
    def totals(self) -> tuple[float, float]:
        """Return the sums before and after."""
        before, after = sum(line[1] for line in self.lines), sum(line[2] for line in self.lines)
        return round(before, SUM_PLACES), round(after, SUM_PLACES)


def drawn(book: Context) -> Drawn | RefusalError:
    """Return what the sheet shows, or why it shows nothing."""
    try:
        return drawn_of(source(book), book)
    except RefusalError as refusal:
        return refusal


def drawn_of(counted_source: Source, book: Context, most: int = NAMED) -> Drawn:
    """Return what a source comes to, with the first `most` labels by name."""
    other = OTHER.to(book.lang)
    counts = compare(*counted_source.rows, most, other)
    lines = [*counts.lines, *([(other, *counts.other)] if any(counts.other) else [])]
    ranking = pareto([line[0] for line in lines], [line[1] for line in lines], other)
    return Drawn(counted_source, counts, ranking, lines)


class Counting:
    """Formulas that count the rows of a choice, before and after."""

    def __init__(self, book: Context, choice: Choice, refs: AreaRefs) -> None:
        self._book, self._choice, self._refs = book, choice, refs

    def of_label(self, cell: str, part: int) -> str:
        """Return what has the label in a cell; `part` is 0 for before, 1 for after."""
        return self._counted(f"{self._column(self._choice.column)},{literal_criterion(cell)}", part)

    def of_blank(self, part: int) -> str:
        """Return what is not filled in: all rows but those that hold any text."""
        filled = self._counted(f'{self._column(self._choice.column)},"?*"', part)
        # A difference of two sums may miss the same sum of others by its last digit.
        return f"ROUND({self.of_all(part)}-{filled},{SUM_PLACES})"

    def of_all(self, part: int) -> str:
        """Return what all rows come to."""
        conditions = self._conditions(part)
        if conditions:
            return self._counted("", part)
        if self._choice.amount:
            return f"ROUND(SUM({self._column(self._choice.amount)}),{SUM_PLACES})"
        return record_count(self._book, self._refs, self._choice.table.key).formula or ""

    def _counted(self, test: str, part: int) -> str:
        tests = ",".join([*([test] if test else []), *self._conditions(part)])
        if self._choice.amount:
            return f"ROUND(SUMIFS({self._column(self._choice.amount)},{tests}),{SUM_PLACES})"
        return f"COUNTIFS({tests})"

    def _conditions(self, part: int) -> list[str]:
        choice, conditions = self._choice, list[str]()
        if choice.issue:
            conditions.append(f"{self._column(link_of(choice.table))},{quoted('=' + literal_words(choice.issue))}")
        if choice.start is not None:
            # A serial number would be another day in workbooks that count from 1904.
            sign, day = quoted(">=" if part else "<"), choice.start
            conditions.append(f"{self._column(choice.days)},{sign}&DATE({day.year},{day.month},{day.day})")
        return conditions

    def _column(self, key: str) -> str:
        return self._refs.column(self._choice.table.key, key)


def counting(book: Context, shown: Drawn, refs: AreaRefs) -> Counting | None:
    """Return the formulas that count, None where no formula counts what we do."""
    choice = shown.source.choice
    keys = [
        key for key in (choice.column, choice.amount, choice.days, link_of(choice.table) if choice.issue else "") if key
    ]
    followed = shown.source.native and all(refs.has(choice.table.key, key) for key in keys)
    return Counting(book, choice, refs) if followed else None

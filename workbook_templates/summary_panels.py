"""The parts of the sheet 汇总: panels of figures, counts with a chart, and lists; what a figure may count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from udfs.lang import Text
from udfs.rounding import rounded
from udfs.rules import Kind
from udfs.values import Cell, CellValue, day_of, is_number
from workbook_templates import summary_lists as lists
from workbook_templates.areas.calendar import FIRST_DATE, NO_DATE, holds_no_date
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.model import Frozen
from workbook_templates.summary_counts import (
    LABELS,
    Labels,
    counts_of_people,
    counts_of_values,
    is_record,
    record_count,
)


class Panel(Frozen):
    """One panel: heading, column headings and the area of its figures.

    `charted`: draw a bar chart of the first two columns over the label rows. `formats`: one of `text`, `count`,
    `share`, `date`, `number` per column. `row_labels`: fixed words left of the area; `row_notes` say beside a figure, by its
    row, what it means.
    """

    title: Text
    headings: tuple[Text, ...]
    area: Area
    formats: tuple[str, ...]
    charted: bool = False
    row_labels: tuple[Text, ...] = ()
    row_formats: tuple[str, ...] = ()
    row_notes: Mapping[int, Text] = {}


def count_panel(table: str, column: str, title: Text, labels: Labels) -> Panel:
    """Return the counts of a column's values with their chart."""
    counts = counts_of_people if TABLES[table].column(column).kind is Kind.PERSON else counts_of_values
    return Panel(
        title=title,
        headings=(TABLES[table].column(column).label, Text("数量", "Count"), Text("占比", "Share")),
        area=Area(name=f"sum_{table}_{column}", rows=LABELS + 2, cols=3, render=counts(table, column, labels)),
        formats=("text", "count", "share"),
        charted=True,
    )


# --- key figures -----------------------------------------------------------------------------------------------------

KeyFigure = tuple[Text, str, Callable[[Context, AreaRefs], Cell]]


def key_panel(table: str, figures: Sequence[KeyFigure], notes: Mapping[Text, Text] | None = None) -> Panel:
    """Return the panel of a table's key figures, with the notes that stand beside some of them."""
    beside = notes or {}
    return Panel(
        title=Text(f"{TABLES[table].sheet.zh}：总览", f"{TABLES[table].sheet.en}: overview"),
        headings=(Text("指标", "Figure"), Text("数值", "Value")),
        area=Area(
            name=f"key_{table}",
            rows=len(figures),
            cols=1,
            render=lambda book, refs: [[figure(book, refs)] for _, _, figure in figures],
            grows=True,
        ),
        formats=("text", "count"),
        row_labels=tuple(label for label, _, _ in figures),
        row_formats=tuple(style for _, style, _ in figures),
        row_notes={at: beside[label] for at, (label, _, _) in enumerate(figures) if label in beside},
    )


def count_of(table: str, column: str, words: Text) -> Callable[[Context, AreaRefs], Cell]:
    """Return how many rows hold these words."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        wanted = words.to(book.lang)
        count = sum(value == wanted for value in book.tables[table][column])
        return Cell(count, f"COUNTIF({refs.column(table, column)},{refs.text(words)})")

    return figure


def numbers(table: str, column: str) -> Callable[[Context, AreaRefs], Cell]:
    """Return how many rows hold a number."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        return Cell(
            sum(is_number(value) for value in book.tables[table][column]), f"COUNT({refs.column(table, column)})"
        )

    return figure


def records(table: str) -> Callable[[Context, AreaRefs], Cell]:
    """Return how many rows count."""
    return lambda book, refs: record_count(book, refs, table)


def mean_of(table: str, column: str) -> Callable[[Context, AreaRefs], Cell]:
    """Return the mean of a column's numbers, blank without any."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        values = [v for v in book.tables[table][column] if is_number(v)]
        mean = rounded(sum(values) / len(values), 6) if values else ""
        cells = refs.column(table, column)
        return Cell(mean, f'IF(COUNT({cells})=0,"",ROUND(SUMIF({cells},">=-1E+300")/COUNT({cells}),6))')

    return figure


def where_there(figure: Callable[[Context, AreaRefs], Cell]) -> Callable[[Context, AreaRefs], Cell]:
    """Return a figure that is blank in a workbook made before there was the column that it counts."""

    def shown(book: Context, refs: AreaRefs) -> Cell:
        try:
            return figure(book, refs)
        except KeyError:
            return Cell("")

    return shown


PEOPLE = Text("人数", "People")
# What stands in the second column of a list as a number.
_COUNTS = ("rank", "count", PEOPLE)


def list_panel(name: str, title: Text, table: str, columns: Sequence[str | Text], style: str,
               rows: Callable[[Context], Iterable[list[CellValue]]]) -> Panel:  # fmt: skip
    """Return a list of at most ten rows that commands write."""

    def render(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
        shown = [[Cell(cell) for cell in row] for row in list(rows(book))[: lists.LIST_ROWS]]
        return shown + [[Cell(None)] * 4 for _ in range(lists.LIST_ROWS - len(shown))]

    second = "count" if columns[1] in _COUNTS else "text"
    return Panel(
        title=title,
        headings=tuple(TABLES[table].column(key).label if isinstance(key, str) else key for key in columns),
        area=Area(name=name, rows=lists.LIST_ROWS, cols=4, render=render),
        formats=("text", second, style, "text"),
    )


def sum_of(table: str, column: str) -> Callable[[Context, AreaRefs], Cell]:
    """Return the sum of a column's numbers."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        total = sum(value for value in book.tables[table][column] if is_number(value))
        return Cell(total, f'SUMIF({refs.column(table, column)},">=-1E+300")')

    return figure


def last_day(table: str, column: str, *, timed: bool = False) -> Callable[[Context, AreaRefs], Cell]:
    """Return the latest date of a column, without the time that `timed` ones have; blank without one, or where something in it is no date."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        entries = book.tables[table][column]
        days = [day for day in map(day_of, entries) if day]
        cells = refs.column(table, column)
        latest = f"INT(MAX({cells}))" if timed else f"MAX({cells})"
        last = f'IFERROR(IF(MAX({cells})<{NO_DATE},{latest},""),"")'
        formula = f'IF(COUNTIF({cells},">={FIRST_DATE}")=0,"",{last})'
        return Cell(max(days) if days and not holds_no_date(entries) else "", formula)

    return figure


def left_open(table: str, column: str) -> Callable[[Context, AreaRefs], Cell]:
    """Return how many rows have nothing in a column."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        data = book.tables[table]
        count = sum(data[column][i] is None for i in data.records())
        return Cell(count, f"SUMPRODUCT({is_record(refs, table)}*ISBLANK({refs.column(table, column)}))")

    return figure

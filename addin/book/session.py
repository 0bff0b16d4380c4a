"""One command at work on one book: its values, and everything it changes, on its way into book and log."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from addin.book import journal
from addin.book.journal import Change, Step, Taken
from addin.book.pages import fit_pages
from addin.book.port import Book, View
from addin.person import user_name
from addin.xlsx.formulas import RowMarks
from udfs.problems import Finding
from udfs.rules import Rule
from udfs.values import KEEP, NOTHING, Cell, CellValue, Keep, is_blank
from workbook_templates.context import Context
from workbook_templates.derived import DIMENSION_KEYS
from workbook_templates.model import Column, Table

_ID_BYTES = 5


@dataclass
class Session:
    """One command's work on a book.

    Args:
        book: the workbook.
        command: the command's name, for the log.
        now: the moment for the log; its day is the today of every rule.
    """

    book: Book
    command: str
    now: datetime
    changes: list[Change] = field(default_factory=list)
    grown: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        """Read settings, calendar and tables as they now stand."""
        self.context: Context = self.book.context(self.today)
        self.context.now = self.now

    @property
    def today(self) -> date:
        """Return the day as of which everything is computed."""
        return self.now.date()

    def views(self) -> Iterator[View]:
        """Yield the standard tables of the book."""
        for key in self.book.tables():
            yield self.book.view(key)

    def rule(self, table: Table, column: Column) -> Rule:
        """Return what a column may hold, and whether it must hold something, as it stands on 设置."""
        settings = self.context.settings
        listed = settings.choices(column.choices) if column.choices else ()
        choices = listed or tuple(option.to(self.book.lang) for option in column.options)
        averaged = column.key in DIMENSION_KEYS and settings.averaged
        also = settings.also(column.choices) if column.choices else {}
        required = settings.requires(table.key, column)
        return Rule(column.label, column.kind, required, choices, column.free_choice, averaged, also=also)

    def identify(self) -> None:
        """Give every filled row without an `_id` one; of rows that share one (copied rows) the first keeps it."""
        for view in self.views():
            if "_id" not in view.column_numbers:
                continue
            seen: set[CellValue] = set()
            cells: list[Cell | Keep] = []
            for row_id, filled in zip(view.data["_id"], view.data.filled(), strict=True):
                if not filled or (not is_blank(row_id) and row_id not in seen):
                    cells.append(KEEP)
                else:
                    cells.append(Cell(new_id()))
                seen.add(row_id)
            if any(cell is not KEEP for cell in cells):
                self.book.write(view.data.table.key, "_id", cells)

    def put(
        self, view: View, column: str, cells: Sequence[Cell | Keep], *, logged: Sequence[bool] | None = None
    ) -> None:
        """Write a column and log it.

        Formulas come with the marker `formulas.ROW` in place of the row. `logged` may except cells whose change nobody
        sees (a value calculated anew).
        """
        key = view.data.table.key
        written = [(i, cell) for i, cell in enumerate(cells) if cell is not KEEP]
        if not written:
            return
        logged_cells = written if logged is None else [(i, cell) for i, cell in written if logged[i]]
        if logged_cells:
            old_values, old_formulas, ids = view.data[column], view.formulas[column], view.data["_id"]
            row_ids = [str(ids[i] or f"#{i}") for i, _ in logged_cells]
            previous = ((old_values[i], old_formulas[i], view.first_row + i) for i, _ in logged_cells)
            marks = RowMarks()
            old = [
                NOTHING if value is formula is None else Cell(value, formula and marks.pattern(formula, row))
                for value, formula, row in previous
            ]
            self.changes.append(Change(key, column, row_ids, old, [cell for _, cell in logged_cells]))
        self.book.write(key, column, cells)

    def put_at(self, view: View, column: str, values: Mapping[int, CellValue]) -> None:
        """Write values into single rows of a column, by their positions, and log it; the other rows are left alone."""
        self.put(view, column, [Cell(values[i]) if i in values else KEEP for i in range(view.data.length)])

    def append(self, table: Table, rows: Sequence[dict[str, CellValue]]) -> list[int]:
        """Put new rows into the table's blank rows and below it; return their positions.

        A row may bring its own `_id`; the others get one.

        Raises:
            RefusalError: a row has a value for a column that the workbook lacks.
        """
        view = self.book.view(table.key)
        given = {key: None for row in rows for key, value in row.items() if not is_blank(value)}
        lost = [key for key in given if key not in view.column_numbers and key != "_id"]
        if lost:
            raise self.book.missing(view, lost)
        last_filled = max((i for i, filled in enumerate(view.data.filled()) if filled), default=-1)
        free = list(range(last_filled + 1, view.data.length))
        ids = tuple(str(row.get("_id") or new_id()) for row in rows)
        new_rows = [
            {key: value for key, value in {**row, "_id": row_id}.items() if key in view.column_numbers}
            for row, row_id in zip(rows, ids, strict=True)
        ]
        inside, below = new_rows[: len(free)], new_rows[len(free) :]
        if inside:
            for key in {key for row in inside for key in row}:
                cells = [Cell(row[key]) if key in row else KEEP for row in inside]
                self.book.write(table.key, key, cells, start=free[0])
        start = view.data.length
        if below:
            self.grown.setdefault(table.key, start)
            self.book.append(table.key, below)
        places = [*free[: len(inside)], *range(start, start + len(below))]
        if "_id" not in view.column_numbers:  # such a row is known by its place
            ids = tuple(f"#{place}" for place in places)
        for key in dict.fromkeys(key for row in new_rows for key in row if key != "_id"):
            values = [
                (row_id, Cell(row[key])) for row_id, row in zip(ids, rows, strict=True) if row.get(key) is not None
            ]
            if values:
                row_ids, new = map(list, zip(*values, strict=True))
                self.changes.append(Change(table.key, key, row_ids, [NOTHING] * len(values), new))
        return places

    def finish(self, *, undoes: int | None = None) -> None:
        """Log what was done and save; what is printed of the tables follows them."""
        fit_pages(self.book, self.context)
        step = Step(
            self.book.last_step() + 1,
            self.now.strftime("%Y-%m-%d %H:%M:%S"),
            user_name(),
            self.command,
            tuple(self.changes),
            self.grown,
            undoes,
            tuple(self.taken),
            tuple(self.added),
        )
        self.book.append_log(journal.rows_of(step))
        self.book.save()


def new_id() -> str:
    """Return an identity for a row: ten hexadecimal digits, random."""
    return secrets.token_hex(_ID_BYTES)

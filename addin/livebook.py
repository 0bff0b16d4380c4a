"""A workbook of ours that is open in Excel: the port over xlwings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from addin import livecells as cells
from addin import xlsx
from addin.bookbase import BookBase, Place, identity_of, register_file
from addin.keep import KEEP, Keep
from addin.port import AreaView, View
from addin.xlsx.refs import sheet_and_range
from udfs.problems import RefusalError, books, files
from udfs.values import Cell, CellValue, is_number
from workbook_templates.catalogue import KNOWN_TABLES, LOG_SHEET
from workbook_templates.identity import NAMES
from workbook_templates.log import LOG_COLUMNS
from workbook_templates.model import Table

if TYPE_CHECKING:
    import xlwings


class _Work(NamedTuple):
    """Something to be written when the book is saved: the sheet, and what to do there."""

    sheet: str
    do: Callable[[], None]


class LiveBook(BookBase):
    """A standard workbook that is open. Reads whole tables at once; every write waits for `save`.

    `save` writes into the open workbook; keeping the file is the person's decision.

    Args:
        book: the open workbook.

    Raises:
        RefusalError: it is no workbook of ours.
    """

    def __init__(self, book: xlwings.Book) -> None:
        super().__init__()
        self._book = book
        self.date1904 = False
        self._names = {name.name: name.refers_to or "" for name in book.names}
        self._found = {table.name: (sheet, table) for sheet in book.sheets for table in sheet.tables}
        self._areas: dict[str, AreaView] = {}
        self._waiting: list[_Work] = []
        self.identity = identity_of([self._constant(name) for name in NAMES], self.held(), book.name)

    def sheets(self) -> Sequence[str]:
        """Return the names of the worksheets in tab order."""
        return [sheet.name for sheet in self._book.sheets]

    # --- reading ---------------------------------------------------------------------------------------------------

    def _constant(self, name: str) -> str | None:
        text = self._names.get(name)
        return text.lstrip("=").strip('"') if text is not None else None

    def held(self) -> Mapping[str, str]:
        """Return the sheet of each Excel Table, by the table's name."""
        return {name: sheet.name for name, (sheet, _) in self._found.items()}

    def _place(self, name: str) -> Place | None:
        place = sheet_and_range(self._names.get(name, "").lstrip("="))
        return None if place is None else (place[0], *place[1])

    def _range(self, place: Place) -> xlwings.Range:
        sheet, top, left, bottom, right = place
        return self._book.sheets[sheet].range((top, left), (bottom, right))

    def _block(self, place: Place) -> Sequence[Sequence[CellValue]]:
        return cells.values(self._range(place))

    def _read(self, table: Table) -> View:
        sheet, held = self._found[table.name]
        whole = held.range
        left = whole.column
        rows, formulas = cells.values(whole), cells.formulas(whole)

        def columns(cols: list[int]) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
            return (
                {col: [row[col - left] for row in rows[1:]] for col in cols},
                {col: [row[col - left] for row in formulas[1:]] for col in cols},
            )

        headings = ["" if heading is None else str(heading) for heading in rows[0]]
        return self._made_view(table, sheet.name, whole.row + 1, left, headings, columns)

    def ensure(self, table: str) -> View:
        """Return the view of a table that commands keep; its sheet is made at once where the workbook has none yet."""
        layout = KNOWN_TABLES[table]
        if layout.name not in self.held():
            with register_file(layout, self.lang) as path, _quiet(self._book.app):
                donor = self._book.app.books.open(path)
                donor.sheets[0].copy(after=self._book.sheets[-1])
                donor.close()
            sheet = self._book.sheets[-1]
            self._found |= {held.name: (sheet, held) for held in sheet.tables}
        return self.view(table)

    def area(self, name: str) -> AreaView | None:
        """Read a named block, None where the workbook has none."""
        place = self._place(name)
        if place is None:
            return None
        if name not in self._areas:
            block = self._range(place)
            pairs = zip(cells.values(block), cells.formulas(block), strict=True)
            figures = [[Cell(*cell) for cell in zip(row, formulas, strict=True)] for row, formulas in pairs]
            self._areas[name] = AreaView(place[0], place[1], place[2], figures)
        return self._areas[name]

    def log(self) -> list[list[CellValue]]:
        """Return the rows of the change log, without headings."""
        return self._logged()[1:]

    def last_step(self) -> int:
        """Return the number of the last step that the log tells, 0 where it tells none."""
        return max((int(row[0]) for row in self._logged() if is_number(row[0])), default=0)

    def _logged(self) -> list[list[CellValue]]:
        if LOG_SHEET.zh not in self.sheets():
            return []
        used = self._book.sheets[LOG_SHEET.zh].used_range
        last = used.row + used.shape[0] - 1
        return cells.values(self._range((LOG_SHEET.zh, 1, 1, last, len(LOG_COLUMNS))))

    # --- writing ---------------------------------------------------------------------------------------------------

    def _later(self, sheet: str, do: Callable[[], None]) -> None:
        self._waiting.append(_Work(sheet, do))

    def write(self, table: str, column: str, cells_: Sequence[Cell | Keep], start: int = 0) -> None:
        """Write a run of a column, beginning at row `start` of the table; kept cells are not touched."""
        view = self.view(table)
        made = list(cells_)
        top, col, sheet = view.first_row + start, view.places[column], view.sheet
        self._later(sheet, lambda: cells.put_column(self._book.sheets[sheet], top, col, made))
        values, formulas = view.data.columns[column], view.formulas[column]
        for i, cell in enumerate(made, start):
            if cell is not KEEP:
                values[i], formulas[i] = cell

    def append(self, table: str, rows: Sequence[Mapping[str, CellValue]]) -> None:
        """Add rows below the table; they look like its last row, and what ends with the table follows."""
        if not rows:
            return
        view = self.view(table)
        _, held = self._found[view.data.table.name]
        whole = held.range
        last = view.first_row + view.data.length - 1
        left, right = whole.column, whole.column + whole.shape[1] - 1
        below: Place = (view.sheet, last + 1, left, last + len(rows), right)
        self._refuse_blocked(below)
        keys = {place: key for key, place in view.places.items()}
        made = [[Cell(row.get(keys.get(col, ""))) for col in range(left, right + 1)] for row in rows]
        self._later(view.sheet, lambda: self._grow(held, below, made))
        for key, values in view.data.columns.items():
            values.extend(row.get(key) for row in rows)
            view.formulas[key].extend([None] * len(rows))
        view.data.length += len(rows)

    def _refuse_blocked(self, below: Place) -> None:
        sheet, top, left, _, _ = below
        for i, row in enumerate(self._block(below)):
            for j, value in enumerate(row):
                if value is not None:
                    cell = f"{xlsx.letters(left + j)}{top + i}"
                    raise RefusalError(files.TABLE_BLOCKED, sheet=sheet, cell=cell)

    def _grow(self, table: xlwings.main.Table, below: Place, rows: Sequence[Sequence[Cell]]) -> None:
        sheet, top, left, bottom, right = below
        # Copied with its formats, validations and conditional formats; the contents are written over.
        self._range((sheet, top - 1, left, top - 1, right)).copy(self._range(below))
        first = table.range.row
        table.resize(self._range((sheet, first, left, bottom, right)))
        cells.put_block(self._book.sheets[sheet], top, left, rows)
        self._follow(sheet, top - 1, bottom)

    def _follow(self, sheet: str, old: int, new: int) -> None:
        """Let the print area that ended with the table end with it again."""
        setup = self._book.sheets[sheet].page_setup
        area = setup.print_area
        if area:
            pieces = [piece.rsplit("$", 1) for piece in area.split(",")]
            moved = ["$".join((head, str(new) if row == str(old) else row)) for head, row in pieces]
            setup.print_area = ",".join(moved)

    def shrink(self, table: str, rows: int) -> None:
        """Take trailing rows away, leaving `rows` (at least one)."""
        view = self.view(table)
        _, held = self._found[view.data.table.name]
        length, keep = view.data.length, max(rows, 1)
        if keep >= length:
            return
        whole = held.range
        left, right = whole.column, whole.column + whole.shape[1] - 1
        last = view.first_row + keep - 1
        gone: Place = (view.sheet, last + 1, left, view.first_row + length - 1, right)
        self._later(view.sheet, lambda: self._cut(held, gone))
        for key, values in view.data.columns.items():
            del values[keep:], view.formulas[key][keep:]
        view.data.length = keep

    def _cut(self, table: xlwings.main.Table, gone: Place) -> None:
        sheet, top, left, bottom, right = gone
        self._range(gone).clear()
        table.resize(self._range((sheet, table.range.row, left, top - 1, right)))
        self._follow(sheet, bottom, top - 1)

    def write_area(self, name: str, figures: Sequence[Sequence[Cell]]) -> None:
        """Write a named block."""
        place = self._place(name)
        if place is not None:
            sheet, top, left, _, _ = place
            made = [list(row) for row in figures]
            self._areas[name] = AreaView(sheet, top, left, made)
            self._later(sheet, lambda: cells.put_block(self._book.sheets[sheet], top, left, made))

    def refresh_charts(self, sheet: str, lengths: Mapping[tuple[int, int], int]) -> None:
        """Let the charts of `sheet` show as many rows as are filled: each stands beside its labels and counts."""
        if lengths:
            self._later(sheet, lambda: self._lengthen(sheet, lengths))

    def _lengthen(self, name: str, lengths: Mapping[tuple[int, int], int]) -> None:
        sheet = self._book.sheets[name]
        places = {(sheet.range(place).top, sheet.range(place).left): place for place in lengths}
        for chart in sheet.charts:
            beside = [at for at in places if at[1] < chart.left]
            if beside:
                row, col = places[min(beside, key=lambda at: (abs(at[0] - chart.top), chart.left - at[1]))]
                chart.set_source_data(sheet.range((row, col), (row + lengths[row, col] - 1, col + 1)))

    def append_log(self, rows: Sequence[Sequence[CellValue]]) -> None:
        """Add rows to the change log; refused where the workbook has lost its log, so that no change goes unlogged."""
        if not rows:
            return
        if LOG_SHEET.zh not in self.sheets():
            raise RefusalError(books.SHEET_MISSING, name=LOG_SHEET)
        top = len(self._logged()) + 1
        made = [[Cell(value) for value in row] for row in rows]
        self._later(LOG_SHEET.zh, lambda: cells.put_block(self._book.sheets[LOG_SHEET.zh], top, 1, made))

    def save(self) -> None:
        """Write everything that waits into the open workbook; refused as a whole where a sheet cannot be written."""
        waiting, self._waiting = self._waiting, []
        with _quiet(self._book.app):
            for sheet in dict.fromkeys(work.sheet for work in waiting):
                self._refuse_unwritable(sheet)
            for work in waiting:
                work.do()
        self._areas.clear()

    def _refuse_unwritable(self, sheet: str) -> None:
        """Write a cell beyond everything in use back as it is: Excel refuses on a protected sheet, or while one is edited."""
        used = self._book.sheets[sheet].used_range
        probe = self._book.sheets[sheet].range((used.row + used.shape[0] + 1, 1))
        try:
            probe.value = None
        except Exception as error:  # each engine raises its own kind
            raise RefusalError(books.NOT_WRITABLE, name=sheet) from error


@contextlib.contextmanager
def _quiet(app: xlwings.App) -> Iterator[None]:
    """Hold calculation, drawing and events while writing, and set them back as they were in every case."""
    held: dict[str, Any] = {name: getattr(app, name) for name in ("calculation", "screen_updating", "enable_events")}
    try:
        app.screen_updating = False
        app.enable_events = False
        app.calculation = "manual"
        yield
    finally:
        for name, value in held.items():
            setattr(app, name, value)

"""A workbook of ours that is open in Excel: the port over xlwings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from typing_extensions import override

from addin import progress
from addin.book.identity import identity_of
from addin.book.live import areas as liveareas
from addin.book.live import cells
from addin.book.live import charts as livecharts
from addin.book.live import tables as livetables
from addin.book.live.app import counts_from_1904, is_busy, paused_ui, refuse_when_busy, tried
from addin.book.live.entry import Piece, block_pieces, column_pieces
from addin.book.live.names import defined
from addin.book.live.tables import Back, Reach
from addin.book.port import VALUE_COLUMN, AreaView, Book, Place, View
from addin.book.registers import register_file
from addin.xlsx.refs import sheet_and_range
from udfs.lang import Text
from udfs.problems import RefusalError, books, files
from udfs.values import KEEP, Cell, CellValue, Keep, is_number
from udfs.worksheet import LAST_ROW
from workbook_templates.catalogue import KNOWN_TABLES, LOG_SHEET
from workbook_templates.formulas import Block, absolute
from workbook_templates.identity import NAMES
from workbook_templates.log import LOG_COLUMNS
from workbook_templates.model import Table
from workbook_templates.printing import read_areas, written_areas

if TYPE_CHECKING:
    import xlwings

_WRITING = Text("写入工作簿", "Writing")


class _Work(NamedTuple):
    """Something to be written when the book is saved: the sheet, and what to do there.

    Before each change it gives what takes that change back.
    """

    sheet: str
    do: Callable[[], Iterator[Back]]


class LiveBook(Book):
    """A standard workbook that is open. Reads whole tables at once; every write waits for `save`.

    `save` writes into the open workbook; keeping the file is the person's decision.

    Args:
        book: the open workbook.

    Raises:
        RefusalError: it is no workbook of ours, or Excel does not answer.
    """

    def __init__(self, book: xlwings.Book) -> None:
        super().__init__()
        self._book = book
        self._areas: dict[str, AreaView] = {}
        # The same as they were before this command wrote into them.
        self._as_read: dict[str, AreaView] = {}
        self._known_places: dict[str, Place] = {}
        self._waiting: list[_Work] = []
        with refuse_when_busy():
            self._meet(book)

    def _meet(self, book: xlwings.Book) -> None:
        self.date1904 = counts_from_1904(book)
        self._names = {name.name: name.refers_to or "" for name in book.names}
        self._tables = {table.name: (sheet, table) for sheet in book.sheets for table in sheet.tables}
        self.identity = identity_of([self._constant(name) for name in NAMES], self.table_sheets(), book.name)

    @override
    def sheets(self) -> Sequence[str]:
        return [sheet.name for sheet in self._book.sheets]

    # --- reading ---------------------------------------------------------------------------------------------------

    def _constant(self, name: str) -> str | None:
        text = self._names.get(name)
        return text.lstrip("=").strip('"') if text is not None else None

    @override
    def table_sheets(self) -> Mapping[str, str]:
        return {name: sheet.name for name, (sheet, _) in self._tables.items()}

    @override
    def _place(self, name: str) -> Place | None:
        return self._places().get(name)

    def _places(self) -> Mapping[str, Place]:
        """Return where the names that stand for one block of cells have it."""
        if not self._known_places:
            places = ((name, sheet_and_range(text.lstrip("="))) for name, text in self._names.items())
            self._known_places = {name: (place[0], *place[1]) for name, place in places if place is not None}
        return self._known_places

    def _range(self, place: Place) -> xlwings.Range:
        sheet, top, left, bottom, right = place
        return self._book.sheets[sheet].range((top, left), (bottom, right))

    @override
    def _block(self, place: Place) -> Sequence[Sequence[CellValue]]:
        return cells.values(self._range(place), self.date1904)

    @override
    def _read(self, table: Table) -> View:
        sheet, listed = self._tables[table.name]
        whole = listed.range
        left = whole.column
        rows = cells.cells_of(whole, table.name, self.date1904)
        body = rows[1:-1] if listed.show_totals else rows[1:]

        def columns(cols: list[int]) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
            return (
                {col: [row[col - left].value for row in body] for col in cols},
                {col: [row[col - left].formula for row in body] for col in cols},
            )

        headings = ["" if heading.value is None else str(heading.value) for heading in rows[0]]
        below = livetables.below(sheet, Reach(whole.row, left, whole.row + len(rows) - 1, left + len(rows[0]) - 1))
        return self._view_of(table, sheet.name, whole.row + 1, left, headings, columns, below)

    @override
    def ensure(self, table: str) -> View:
        layout = KNOWN_TABLES[table]
        if layout.name not in self.table_sheets():
            with register_file(layout, self.lang) as path, paused_ui(self._book.app):
                donor = self._book.app.books.open(path)
                try:
                    sheet = donor.sheets[0].copy(after=self._book.sheets[-1])
                finally:
                    donor.close()
                sheet.visible = not layout.hidden
            self._tables |= {excel_table.name: (sheet, excel_table) for excel_table in sheet.tables}
        return self.view(table)

    @override
    def names(self) -> Collection[str]:
        return self._names

    @override
    def define(self, names: Mapping[str, str]) -> None:
        self._names |= {name: f"={text}" for name, text in names.items()}
        self._known_places.clear()
        self._later(next(iter(self.table_sheets().values())), lambda: defined(self._book, names))

    @override
    def add_setting(self, sheet: str, name: str, row: Sequence[CellValue]) -> None:
        used = self._book.sheets[sheet].used_range
        at = used.row + used.shape[0] + 1
        pieces = block_pieces([[Cell(value) for value in row]], at, 1, self.date1904)
        self._later(sheet, partial(self._put, sheet, pieces))
        self.define({name: absolute(sheet, at, VALUE_COLUMN, at, VALUE_COLUMN)})

    @override
    def area(self, name: str) -> AreaView | None:
        place = self._place(name)
        if place is None:
            return None
        if name not in self._areas:
            blocks = {
                other: Block(*there[1:])
                for other, there in self._places().items()
                if there[0] == place[0] and other not in self._areas
            }
            near = liveareas.read_near(self._book.sheets[place[0]], name, blocks, date1904=self.date1904)
            self._areas |= near
            self._as_read |= near
        return self._areas[name]

    @override
    def log(self) -> list[list[CellValue]]:
        return self._logged()[1:]

    @override
    def last_step(self) -> int:
        return max((int(row[0]) for row in self._logged() if is_number(row[0])), default=0)

    def _logged(self) -> list[list[CellValue]]:
        if LOG_SHEET.zh not in self.sheets():
            return []
        used = self._book.sheets[LOG_SHEET.zh].used_range
        last = used.row + used.shape[0] - 1
        rows = cells.values(self._range((LOG_SHEET.zh, 1, 1, last, len(LOG_COLUMNS))), self.date1904)
        while rows and not any(rows[-1]):  # Excel counts rows as used in which something once was
            rows.pop()
        return rows

    # --- writing ---------------------------------------------------------------------------------------------------

    def _later(self, sheet: str, do: Callable[[], Iterator[Back]]) -> None:
        self._waiting.append(_Work(sheet, do))

    def _put(
        self, sheet: str, pieces: Sequence[Piece], table: str = "", first_row: int = 0, view: AreaView | None = None
    ) -> Iterator[Back]:
        target = self._book.sheets[sheet]
        blocks = [piece.block for piece in pieces]
        known = liveareas.parts(view, blocks) if view is not None else None
        present = cells.contents(target, blocks, table, self.date1904) if known is None else known
        for piece, before in zip(pieces, present, strict=True):
            yield partial(cells.put_all, target, block_pieces(before, piece.top, piece.left, self.date1904))
            if first_row:
                yield from cells.admit_numbers(target, piece, before, first_row)
            cells.put(target, piece)

    @override
    def write(self, table: str, column: str, cells_: Sequence[Cell | Keep], start: int = 0) -> None:
        view = self.view(table)
        cells = list(cells_)
        pieces = column_pieces(cells, view.first_row + start, view.column_numbers[column], self.date1904)
        self._later(view.sheet, partial(self._put, view.sheet, pieces, view.data.table.name, view.first_row))
        values, formulas = view.data.columns[column], view.formulas[column]
        for i, cell in enumerate(cells, start):
            if cell is not KEEP:
                values[i], formulas[i] = cell

    @override
    def append(self, table: str, rows: Sequence[Mapping[str, CellValue]]) -> None:
        if not rows:
            return
        view = self.view(table)
        listed = self._listed(view)
        whole = listed.range
        last = view.first_row + view.data.length - 1
        left, right = whole.column, whole.column + whole.shape[1] - 1
        below = Reach(last + 1, left, last + len(rows), right)
        sheet = self._book.sheets[view.sheet]
        livetables.refuse_blocked(sheet, below)
        keys = {place: key for key, place in view.column_numbers.items()}
        rows_to_write = [[Cell(row.get(keys.get(col, ""))) for col in range(left, right + 1)] for row in rows]
        pieces = block_pieces(rows_to_write, last + 1, left, self.date1904)
        self._later(view.sheet, partial(livetables.grow, sheet, listed, below, pieces))
        for key, values in view.data.columns.items():
            values.extend(row.get(key) for row in rows)
            view.formulas[key].extend([None] * len(rows))
        view.data.length += len(rows)

    def _listed(self, view: View) -> xlwings.main.Table:
        """Return the table as Excel has it; refuses one with a row of totals, which stands where rows are to go."""
        _, listed = self._tables[view.data.table.name]
        if listed.show_totals:
            raise RefusalError(files.TOTALS_ROW, sheet=view.sheet, wanted=listed.name)
        return listed

    @override
    def shrink(self, table: str, rows: int) -> None:
        view = self.view(table)
        length, keep = view.data.length, max(rows, 1)
        if keep >= length:
            return
        listed = self._listed(view)
        whole = listed.range
        left, right = whole.column, whole.column + whole.shape[1] - 1
        last = view.first_row + keep - 1
        gone = Reach(last + 1, left, view.first_row + length - 1, right)
        self._later(
            view.sheet, partial(livetables.cut, self._book.sheets[view.sheet], listed, gone, date1904=self.date1904)
        )
        for key, values in view.data.columns.items():
            del values[keep:], view.formulas[key][keep:]
        view.data.length = keep

    @override
    def write_area(self, name: str, figures: Sequence[Sequence[Cell]]) -> None:
        place = self._place(name)
        if place is not None:
            sheet, top, left, _, _ = place
            block = [list(row) for row in figures]
            self._areas[name] = AreaView(sheet, top, left, block)
            pieces = block_pieces(block, top, left, self.date1904)
            self._later(sheet, partial(self._put, sheet, pieces, view=self._as_read.get(name)))

    @override
    def refresh_charts(self, sheet: str, lengths: Mapping[tuple[int, int], int]) -> None:
        if lengths:
            self._later(sheet, lambda: livecharts.refresh(self._book.sheets[sheet], lengths))

    @override
    def print_area(self, sheet: str) -> list[Block]:
        return read_areas(self._book.sheets[sheet].page_setup.print_area or "")

    @override
    def set_print_area(self, sheet: str, areas: Sequence[Block]) -> None:
        self._later(sheet, partial(livetables.let_print, self._book.sheets[sheet], written_areas(areas)))

    @override
    def append_log(self, rows: Sequence[Sequence[CellValue]]) -> None:
        if not rows:
            return
        if LOG_SHEET.zh not in self.sheets():
            raise RefusalError(books.SHEET_MISSING, name=LOG_SHEET)
        top = len(self._logged()) + 1
        pieces = block_pieces([[Cell(value) for value in row] for row in rows], top, 1, self.date1904)
        self._later(LOG_SHEET.zh, partial(self._put, LOG_SHEET.zh, pieces))

    @override
    def save(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._areas.clear()
        self._as_read = {}  # what waits to be written keeps its own
        with refuse_when_busy(), paused_ui(self._book.app):
            for sheet in dict.fromkeys(work.sheet for work in waiting):
                self._refuse_unwritable(sheet)
            backs: list[Back] = []
            try:
                for work in progress.through([(_WRITING, work) for work in waiting]):
                    backs.extend(work.do())  # each is kept before its change is tried
            except Exception:
                _take_back(backs)
                raise

    def _refuse_unwritable(self, sheet: str) -> None:
        """Write a cell beyond everything in use back as it is: Excel refuses on a protected sheet, or while one is edited."""
        used = self._book.sheets[sheet].used_range
        probe = self._book.sheets[sheet].range((min(used.row + used.shape[0] + 1, LAST_ROW), 1))
        if cells.values(probe) != [[None]]:
            return
        try:
            probe.value = None
        except Exception as error:  # each engine raises its own kind
            problem = books.EXCEL_BUSY if is_busy(error) else books.NOT_WRITABLE
            raise RefusalError(problem, name=sheet) from error


def _take_back(backs: Sequence[Back]) -> None:
    """Set everything back, last first; what fails must not keep the rest from it."""
    failed: list[Exception] = []
    for back in reversed(backs):
        # Once waiting has not helped, it is not waited again for each of what may be many.
        error = tried(back, patiently=not failed)
        failed += [error] if error is not None else []
    if failed:
        raise RefusalError(books.PARTLY_WRITTEN) from failed[0]

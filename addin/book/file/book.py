"""A workbook of ours as a file on disk: the port over the surgical package editor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from typing_extensions import override

from addin import xlsx
from addin.book.below import rows_joined
from addin.book.file.charts import lengthened
from addin.book.identity import identity_of
from addin.book.port import VALUE_COLUMN, AreaView, Book, Place, View
from addin.book.registers import register_file
from addin.xlsx.attached import Attachment
from addin.xlsx.packing import Packed
from addin.xlsx.rows import RowFormat
from udfs.problems import RefusalError, books, files
from udfs.serials import Shown, dated
from udfs.values import KEEP, NOTHING, Cell, CellValue, ErrorValue, Keep, is_number
from workbook_templates.catalogue import KNOWN_TABLES, LOG_SHEET, layout_of
from workbook_templates.context import OWN
from workbook_templates.formulas import Block, absolute
from workbook_templates.headers import match_headers
from workbook_templates.identity import NAMES
from workbook_templates.log import LOG_COLUMNS
from workbook_templates.model import Table


class OwnColumn(NamedTuple):
    """A column that a user has added to a table of ours: its heading, values and formulas."""

    heading: str
    values: list[CellValue]
    formulas: list[str | None]


class FileBook(Book):
    """A standard workbook on disk. Reads at once, keeps every write in memory until `save`.

    Args:
        path: the file.
        writing: also refuse what could not be saved (read-only, open in another program), and keep other writers out
            until it is saved, or the `with` statement around it is left.
        formula_texts: whether formulas are told in full; else an empty text stands for each, which is quicker.
        rows_below: read what stands right below a table and is plainly a row of it as a row; for reading only.

    Attributes:
        rows_taken_below: how many rows below a table count as its own, by the table's name.

    Raises:
        RefusalError: the file cannot be used; its bytes stay as they are.
    """

    def __init__(
        self, path: Path, *, writing: bool = False, formula_texts: bool = True, rows_below: bool = False
    ) -> None:
        super().__init__()
        self.path = path
        self.rows_taken_below: dict[str, int] = {}
        self._formula_texts = formula_texts
        self._takes_below = rows_below
        self._file = xlsx.Workbook.open(path, writing=writing)
        self.date1904 = self._file.date1904
        try:
            self.identity = identity_of([_constant(self._file, name) for name in NAMES], self.table_sheets(), path.name)
        except RefusalError:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """Return the book itself; leaving the `with` statement lets other writers of the file in."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._file.close()

    @property
    def workbook(self) -> xlsx.Workbook:
        """Return the file as it is, for what the port does not speak of."""
        return self._file

    @property
    def content(self) -> bytes:
        """Return the bytes of the file as it was opened or last saved."""
        return self._file.content

    def constant(self, name: str) -> str | None:
        """Return a hidden text of the workbook."""
        return _constant(self._file, name)

    def last_saved(self) -> tuple[str, str]:
        """Return when (ISO 8601, UTC) and by whom the file says that it was last saved; empty where it does not say."""
        return self._file.last_saved()

    def dated_cells(self, sheet: str) -> dict[tuple[int, int], Shown]:
        """Return what the cells of a sheet show whose number is shown as a date, a time or a duration, by row and column."""
        styles = self._file.date_styles()
        return {
            (row, col): styles[style]
            for row, cells in self._file.rows(sheet)
            for col, _, style in cells
            if style in styles
        }

    def value_count(self) -> int:
        """Return how many cells of all sheets hold something."""
        return sum(self._file.value_count(sheet.name) for sheet in self._file.sheets if sheet.has_cells)

    def size(self) -> int:
        """Return how many bytes all sheets take unpacked, without reading them."""
        return sum(self._file.size_of(sheet.name) for sheet in self._file.sheets if sheet.has_cells)

    def pictures(self, sheet: str) -> set[tuple[int, int]]:
        """Return the row and column of the cells of a sheet that hold a picture instead of a value."""
        attached = self._file.attached(sheet)
        return {(item.row, item.col) for item in attached if item.kind is Attachment.CELL_PICTURE}

    def texts(self, sheet: str) -> list[CellValue]:
        """Return the first column of a sheet, row by row."""
        return self._file.first_column(sheet)

    def is_protected(self, sheet: str) -> bool:
        """Return whether a sheet's locked cells are protected."""
        return self._file.is_protected(sheet)

    @override
    def sheets(self) -> Sequence[str]:
        return [sheet.name for sheet in self._file.sheets]

    @override
    def table_sheets(self) -> Mapping[str, str]:
        return {name: table.sheet for name, table in self._file.tables.items()}

    @override
    def _place(self, name: str) -> Place | None:
        return self._file.area(name)

    @override
    def _block(self, place: Place) -> Sequence[Sequence[CellValue]]:
        return self._file.block(*place)

    @override
    def _read(self, table: Table) -> View:
        place = self._file.tables[table.name]
        below = self._file.below(table.name)
        joined = self._joined(table, place, below) if self._takes_below and not place.totals else 0
        first, last = place.first_row + 1, place.last_row - place.totals + joined
        # A book that nothing of its own refers to is gone at once when a thousand are read.
        file, texts = self._file, self._formula_texts

        def columns(cols: list[int]) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
            return file.columns_with_formulas(place.sheet, cols, first, last, texts=texts)

        return self._view_of(table, place.sheet, first, place.first_col, place.columns, columns, below[joined:])

    def _joined(self, table: Table, place: xlsx.TableInfo, below: Sequence[tuple[int, int]]) -> int:
        """Return how many rows right below a table are plainly its own."""
        lines = next((i for i, (row, _) in enumerate(below) if row != place.last_row + 1 + i), len(below))
        if not lines or table.by_commands:
            return 0
        at = match_headers(layout_of(table, place.columns), place.columns)
        block = self._file.block(
            place.sheet, place.last_row + 1, place.first_col, place.last_row + lines, place.last_col
        )
        joined = rows_joined(table, [{key: row[i] for key, i in at.items()} for row in block])
        if joined:
            self.rows_taken_below[table.name] = joined
        return joined

    def own_columns(self, table: str) -> list[OwnColumn]:
        """Return the columns of a table that are the user's own; days and times as such."""
        view = self.with_own(table)
        return [OwnColumn(h, list(view.data[OWN + h]), view.formulas[OWN + h]) for h in view.own]

    @override
    def _as_shown(self, sheet: str, col: int, first_row: int, values: Sequence[CellValue]) -> Sequence[CellValue]:
        if not any(map(is_number, values)):
            return values
        days = self.dated_cells(sheet)
        return [
            dated(value, days.get((row, col)), date1904=self.date1904) for row, value in enumerate(values, first_row)
        ]

    @override
    def ensure(self, table: str) -> View:
        layout = KNOWN_TABLES[table]
        if layout.name not in self.table_sheets():
            with register_file(layout, self.lang) as path, self._file.grafting(path) as work:
                work.take_sheet(work.sheets[0], hidden=layout.hidden)
        return self.view(table)

    @override
    def write(self, table: str, column: str, cells: Sequence[Cell | Keep], start: int = 0) -> None:
        view = self.view(table)
        run = {view.column_numbers[column]: cells}
        self._file.set_columns(view.sheet, view.first_row + start, run, model=view.first_row)
        values = view.data.columns[column]
        formulas = view.formulas[column]
        for i, cell in enumerate(cells, start):
            if cell is not KEEP:
                values[i], formulas[i] = cell

    @override
    def append(self, table: str, rows: Sequence[Mapping[str, CellValue]]) -> None:
        view = self.view(table)
        cells = [{view.column_numbers[key]: Cell(value) for key, value in row.items()} for row in rows]
        self._file.append_rows(view.data.table.name, cells)
        for key, values in view.data.columns.items():
            values.extend(row.get(key) for row in rows)
            view.formulas[key].extend([None] * len(rows))
        view.data.length += len(rows)

    def look_of(self, table: str) -> RowFormat:
        """Return the formats of the rows of a table."""
        return self._file.look_of(self.view(table).data.table.name)

    def fill(self, table: str, rows: int, pieces: Iterable[Packed]) -> None:
        """Let a table begin with rows that are drawn and packed already; its view is not brought up to date."""
        self._file.fill_table(self.view(table).data.table.name, rows, pieces)

    @override
    def shrink(self, table: str, rows: int) -> None:
        view = self.view(table)
        name = view.data.table.name
        if self._file.tables[name].totals:
            raise RefusalError(files.TOTALS_ROW, sheet=view.sheet, wanted=name)
        self._file.shrink_table(name, view.first_row + rows - 1)
        for key, values in view.data.columns.items():
            del values[rows:], view.formulas[key][rows:]
        view.data.length = rows

    @override
    def names(self) -> Collection[str]:
        return self._file.names

    @override
    def define(self, names: Mapping[str, str]) -> None:
        self._file.define(names)

    @override
    def add_setting(self, sheet: str, name: str, row: Sequence[CellValue]) -> None:
        at = self._file.append_below(sheet, [[], row]) + 1
        self._file.define({name: absolute(sheet, at, VALUE_COLUMN, at, VALUE_COLUMN)})

    @override
    def area(self, name: str) -> AreaView | None:
        place = self._file.area(name)
        if place is None:
            return None
        sheet, top, left, bottom, right = place
        cols = range(left, right + 1)
        values, formulas = self._file.columns_with_formulas(sheet, list(cols), top, bottom)
        columns = [
            [
                NOTHING if value is formula is None else Cell(value, formula)
                for value, formula in zip(*pair, strict=True)
            ]
            for pair in zip(values.values(), formulas.values(), strict=True)
        ]
        return AreaView(sheet, top, left, list(map(list, zip(*columns, strict=True))))

    @override
    def write_area(self, name: str, figures: Sequence[Sequence[Cell]]) -> None:
        place = self._file.area(name)
        if place is not None:
            sheet, top, left, _, _ = place
            self._file.set_block(sheet, top, left, figures)

    @override
    def refresh_charts(self, sheet: str, lengths: Mapping[tuple[int, int], int]) -> None:
        top, left = min(row for row, _ in lengths), min(col for _, col in lengths)
        bottom, right = max(row + length for (row, _), length in lengths.items()), max(col for _, col in lengths) + 1
        # Read in one go: charts share their labels, and there may be many of them.
        block = self._file.block(sheet, top, left, bottom, right)

        def cells(row: int, col: int, length: int) -> list[CellValue]:
            return [line[col - left] for line in block[row - top : row - top + length]]

        for part, xml in self._file.charts().items():
            changed = lengthened(xml, sheet, lengths, cells)
            if changed is not None:
                self._file.replace_part(part, changed)

    @override
    def print_area(self, sheet: str) -> list[Block]:
        return self._file.print_area(sheet)

    @override
    def set_print_area(self, sheet: str, areas: Sequence[Block]) -> None:
        self._file.set_print_area(sheet, areas)

    @override
    def log(self) -> list[list[CellValue]]:
        if not self._has_log:
            return []
        return [list(row) for row in self._file.used_block(LOG_SHEET.zh, len(LOG_COLUMNS))[1:]]

    @override
    def last_step(self) -> int:
        numbers = [row[0] for row in self._file.used_block(LOG_SHEET.zh, 1)] if self._has_log else []
        return max((int(number) for number in numbers if is_number(number)), default=0)

    @override
    def append_log(self, rows: Sequence[Sequence[CellValue]]) -> None:
        if rows:
            if not self._has_log:
                raise RefusalError(books.SHEET_MISSING, name=LOG_SHEET)
            self._file.append_below(LOG_SHEET.zh, [list(row) for row in rows])

    @cached_property
    def _has_log(self) -> bool:
        return LOG_SHEET.zh in self.sheets()

    @override
    def save(self) -> None:
        if self._file.changed:
            # Formulas of the user's own may depend on what was written: programs are to calculate them when loading.
            self._file.request_recalculation()
            # Of links to somebody else's copy of the add-in, once the calls are plain again, only a prompt would stay.
            self._file.drop_links(lambda target: target.casefold().endswith(".xlam"))
        self._file.save()


def may_be_picture(value: CellValue) -> bool:
    """Return whether a program may have stored this in a cell that shows a picture."""
    return isinstance(value, ErrorValue) or (isinstance(value, str) and value.startswith("=DISPIMG("))


def _constant(file: xlsx.Workbook, name: str) -> str | None:
    defined = file.names.get(name)
    return defined.text.strip('"') if defined is not None else None

"""Tables of an open workbook that grow and shrink, and the ranges that end where they end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from addin import xlsx
from addin.book.live import cells
from addin.book.live.entry import Piece, block_pieces
from addin.xlsx.formulas import with_references
from udfs.problems import RefusalError, books, files
from udfs.values import is_blank
from udfs.worksheet import LAST_ROW

if TYPE_CHECKING:
    import xlwings

# How far below a table is looked: to Excel a sheet may be in use down to its end for a colour alone.
_LOOKED_AT = 10_000

# Sets something back as it was.
Back = Callable[[], object]


class Reach(NamedTuple):
    """A block of a sheet, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def on(self, sheet: xlwings.Sheet) -> xlwings.Range:
        """Return the cells."""
        return sheet.range((self.top, self.left), (self.bottom, self.right))


def refuse_blocked(sheet: xlwings.Sheet, below: Reach) -> None:
    """Refuse to let a table grow over something, or beyond the sheet."""

    def refuse(row: int, col: int) -> None:
        raise RefusalError(files.TABLE_BLOCKED, sheet=sheet.name, cell=f"{xlsx.letters(col)}{row}")

    if below.bottom > LAST_ROW:
        refuse(LAST_ROW, below.left)
    for i, row in enumerate(cells.values(below.on(sheet)), below.top):
        for j, value in enumerate(row, below.left):
            if value is not None:
                refuse(i, j)
    if below.on(sheet).merge_cells is not False:
        raise RefusalError(books.MERGED_CELLS, sheet=sheet.name, cell=f"{xlsx.letters(below.left)}{below.top}")


def below(sheet: xlwings.Sheet, table: Reach) -> list[tuple[int, int]]:
    """Return row and column of the first filled cell in each row below a table, within its columns."""
    used = sheet.used_range
    last = min(used.row + used.shape[0] - 1, table.bottom + _LOOKED_AT)
    if last <= table.bottom:
        return []
    block = cells.values(Reach(table.bottom + 1, table.left, last, table.right).on(sheet))
    filled = ([col for col, value in enumerate(row, table.left) if not is_blank(value)] for row in block)
    return [(row, cols[0]) for row, cols in enumerate(filled, table.bottom + 1) if cols]


def grow(sheet: xlwings.Sheet, table: xlwings.main.Table, below: Reach, pieces: Sequence[Piece]) -> Iterator[Back]:
    """Let a table grow over the rows below it; before each change yield what sets it back."""
    whole, last = table.range, below.top - 1
    yield below.on(sheet).clear
    yield partial(table.resize, Reach(whole.row, below.left, last, below.right).on(sheet))
    # Copied with its formats, validations and conditional formats; the contents are written over.
    model = _seen_row(sheet, whole.row + 1, last, below.left)
    Reach(model, below.left, model, below.right).on(sheet).copy(below.on(sheet))
    table.resize(Reach(whole.row, below.left, below.bottom, below.right).on(sheet))
    cells.put_all(sheet, pieces)
    yield from _follow(sheet, last, below.bottom)


def _seen_row(sheet: xlwings.Sheet, first: int, last: int, col: int) -> int:
    """Return the last row that no filter hides: of hidden rows Excel copies nothing; the last one where all are hidden."""
    return next((row for row in range(last, first - 1, -1) if sheet.range((row, col)).row_height), last)


def cut(sheet: xlwings.Sheet, table: xlwings.main.Table, gone: Reach, *, date1904: bool) -> Iterator[Back]:
    """Take the last rows of a table away; before each change yield what sets it back."""
    before = block_pieces(cells.cells_of(gone.on(sheet), table.name, date1904), gone.top, gone.left, date1904)
    whole, last = table.range, gone.top - 1
    yield partial(cells.put_all, sheet, before)
    yield partial(Reach(last, gone.left, last, gone.right).on(sheet).copy, gone.on(sheet))
    gone.on(sheet).clear()
    yield partial(table.resize, whole)
    table.resize(Reach(whole.row, gone.left, last, gone.right).on(sheet))
    yield from _follow(sheet, gone.bottom, last)


def _follow(sheet: xlwings.Sheet, old: int, new: int) -> Iterator[Back]:
    """Let the print area that ended with the table end with it again."""
    setup = sheet.page_setup
    area = setup.print_area
    if area:
        yield partial(setattr, setup, "print_area", area)
        setup.print_area = with_references(area, partial(_ending, old, new))


def let_print(sheet: xlwings.Sheet, area: str) -> Iterator[Back]:
    """Give a sheet another print area; before that yield what sets it back."""
    setup = sheet.page_setup
    yield partial(setattr, setup, "print_area", setup.print_area)
    setup.print_area = area


def _ending(old: int, new: int, reference: str) -> str:
    """Return a reference with another last row, where it ends with the one."""
    head, sign, row = reference.rpartition("$")
    return f"{head}{sign}{new}" if row == str(old) else reference

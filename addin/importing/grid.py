"""A sheet of a foreign file as plain rows, whatever the file's format."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from addin import xlsx
from addin.importing import ods
from addin.importing.foreign import read_foreign
from addin.importing.sparse import Area, Cells, Sheet
from addin.importing.textfile import read_text
from addin.safefile import refuse_no_file
from addin.xlsx.attached import Attached, Attachment
from addin.xlsx.package import Package
from udfs.problems import Finding, RefusalError, files, imports, projects
from udfs.serials import dated
from udfs.values import CellValue

_ZIP = b"PK"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
# The workbook's part in an .xlsb.
_BINARY = "xl/workbook.bin"
# How web pages begin, whole or packed with their pictures (MHTML).
_WEB_PAGE = re.compile(rb"[\xef\xbb\xbf\s]*(?:<|(?:MIME-Version|From|Date|Subject|Content-Type)\s*:)", re.IGNORECASE)
_ZIPPED_FOREIGN = (".xlsb", ".ods")
_OURS = (".xlsx", ".xlsm")
_KINDS = (*_OURS, ".xls", *_ZIPPED_FOREIGN, ".csv", ".tsv", ".txt")
# A formula's text is looked up in whole columns; a sheet larger than this is not a department's list.
_MOST_CELLS = 8_000_000


class Formula(NamedTuple):
    """A formula of a sheet: row, column, its text, and whether it has a stored value."""

    row: int
    col: int
    text: str
    valued: bool


@dataclass
class Grid:
    """One sheet of a file.

    Attributes:
        name: the sheet's name, the file's for a text.
        rows: (number in the file, values from column A on), top to bottom.
        merged: merged cells as (top, left, bottom, right).
        filled: (row, finding) of each merged cell whose content was filled down.
        notes: what else the reader should know.
        formulas: gives the sheet's formulas, where the format tells them.
        attached: comments, links, pictures and shapes, where the format tells them.
        hidden: the rows that are hidden or filtered out, where the format tells them.
        date1904: whether the file counts days from 1904.
    """

    name: str
    rows: list[tuple[int, list[CellValue]]]
    merged: Sequence[Area] = ()
    filled: list[tuple[int, Finding]] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    formulas: Callable[[], list[Formula]] = list
    attached: Sequence[Attached] = ()
    hidden: Collection[int] = frozenset()
    date1904: bool = False


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a file; anything that is not a table is refused.

    What the file holds decides, not what it is called: systems export texts as `.xls`, people rename workbooks to `.csv`.
    """
    kind = path.suffix.casefold()
    refuse_no_file(path)
    if kind == ".mpp":
        raise RefusalError(projects.BINARY, name=path.name)
    if kind not in _KINDS:
        raise RefusalError(imports.UNKNOWN_KIND, name=path.name)
    start = _start(path)
    ours = kind in _OURS
    if start.startswith(_COMPOUND_FILE) and not ours:
        return _sparse(read_foreign(path))
    if ours or start.startswith(_ZIP):
        return _zipped(path)
    if kind in _ZIPPED_FOREIGN:
        raise RefusalError(files.DAMAGED if start else files.EMPTY, name=path.name)
    if kind == ".xls" and _WEB_PAGE.match(start):
        from addin.importing.webpage import read_page

        return _sparse(read_page(path))
    rows: list[list[CellValue]] = [[cell if cell.strip() else None for cell in row] for row in read_text(path)]
    return [Grid(path.name, list(enumerate(rows, 1)))]


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(64)
    except OSError as error:
        raise RefusalError(files.CANNOT_READ, name=path.name, reason=str(error)) from error


def _zipped(path: Path) -> list[Grid]:
    """Read what is packed as a zip file: one of three formats."""
    package = Package(path, writing=False)
    if ods.CONTENT in package:
        return _sparse(ods.read_ods(package))
    if _BINARY in package and path.suffix.casefold() not in _OURS:
        grids = _sparse(read_foreign(path))
        for grid in grids:
            grid.notes.append(imports.ERRORS_UNSEEN.at(grid.name, name=path.name))
        return grids
    return _workbook(path)


def _workbook(path: Path) -> list[Grid]:
    """Read .xlsx ourselves: error values and formulas' results stay visible."""
    book = xlsx.Workbook.open(path)
    dates = book.date_styles()
    grids = []
    for sheet in book.sheets:
        if sheet.has_cells:
            cells: Cells = {}
            attached = book.attached(sheet.name)
            # What a program stores in the place of a picture is no value.
            pictures = {(item.row, item.col) for item in attached if item.kind is Attachment.CELL_PICTURE}
            for row, filled in book.rows(sheet.name):
                values = [cell for cell in filled if (row, cell[0]) not in pictures]
                known = {col: dated(v, dates.get(style), date1904=book.date1904) for col, v, style in values}
                cells[row] = cells.get(row, {}) | known
            last = max(cells, default=0)
            grid = _grid(sheet.name, cells, book.merged(sheet.name))
            grid.attached, grid.hidden, grid.date1904 = attached, book.hidden_rows(sheet.name), book.date1904
            grid.formulas = cache(partial(_formulas, book, grid, last))
            grids.append(grid)
    return grids


def _sparse(sheets: Sequence[Sheet]) -> list[Grid]:
    grids = [_grid(sheet.name, sheet.cells, sheet.merged) for sheet in sheets]
    for grid, sheet in zip(grids, sheets, strict=True):
        grid.hidden = sheet.hidden
    return grids


def _grid(name: str, cells: Cells, merged: Sequence[Area]) -> Grid:
    grid = Grid(name, [], merged)
    _fill_down(grid, cells)
    for row in sorted(cells):
        width = max(cells[row], default=0)
        grid.rows.append((row, [cells[row].get(col) for col in range(1, width + 1)]))
    return grid


def _fill_down(grid: Grid, cells: Cells) -> None:
    """Give the rows below the first of a merged cell its content, where they hold something of their own."""
    own = {row for row, filled in cells.items() if filled}
    last = max(own, default=0)
    covered: dict[int, int] = {}
    for top, left, bottom, right in sorted(grid.merged):
        value = cells.get(top, {}).get(left)
        # Merged cells of a valid file never overlap; those of a malicious one would take hours.
        if value is None or top <= covered.get(left, 0):
            continue
        covered[left] = bottom
        empty = [row for row in range(top + 1, min(bottom, last) + 1) if row in own and cells[row].get(left) is None]
        for row in empty:
            cells[row][left] = value
        if empty:
            at = f"{xlsx.letters(left)}{top}"
            grid.filled.append(
                (top, imports.FILLED_DOWN.at(grid.name, at, value=f"{at}:{xlsx.letters(right)}{bottom}"))
            )


def _formulas(book: xlsx.Workbook, grid: Grid, last: int) -> list[Formula]:
    """Return the formulas; programs that write workbooks but do not calculate leave them without a value."""
    width = max((len(row) for _, row in grid.rows), default=0)
    if width * last > _MOST_CELLS:
        last = max(number for number, row in grid.rows if row)
    if not 0 < width * last <= _MOST_CELLS:
        return []
    values, formulas = book.columns_with_formulas(grid.name, range(1, width + 1), 1, last)
    return [
        Formula(row, col, formula, values[col][row - 1] is not None)
        for col, texts in formulas.items()
        for row, formula in enumerate(texts, 1)
        if formula is not None
    ]

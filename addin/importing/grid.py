"""A sheet of a foreign file as plain rows, whatever the file's format."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from addin import xlsx
from udfs.problems import Finding, RefusalError, files, imports
from udfs.values import CellValue, is_number

_LONGEST_FIELD = 1 << 24
_DELIMITERS = ",\t;|"
_SAMPLE = 50


@dataclass
class Grid:
    """One sheet: its name, and its rows with the number that each has in the file."""

    name: str
    rows: list[tuple[int, list[CellValue]]]
    notes: list[Finding] = field(default_factory=list)


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a file; refuses what is no table."""
    kind = path.suffix.casefold()
    readers: dict[str, Callable[[Path], list[Grid]]] = {
        ".xlsx": _workbook, ".xlsm": _workbook, ".xls": _other_workbook, ".xlsb": _other_workbook,
        ".ods": _other_workbook, ".csv": _text, ".tsv": _text, ".txt": _text,
    }  # fmt: skip
    if path.is_dir():
        raise RefusalError(files.IS_FOLDER, name=str(path))
    if not path.is_file():
        raise RefusalError(files.NO_FILE, name=str(path))
    if kind not in readers:
        raise RefusalError(imports.UNKNOWN_KIND, name=path.name)
    return readers[kind](path)


def _workbook(path: Path) -> list[Grid]:
    """Read .xlsx ourselves: error values and formulas' results stay visible."""
    book = xlsx.Workbook.open(path)
    dates = book.date_styles()
    grids = []
    for sheet in book.sheets:
        if not sheet.has_cells:
            continue
        grid = Grid(sheet.name, [])
        cells: dict[int, dict[int, CellValue]] = {}
        for row, filled in book.rows(sheet.name):
            cells[row] = {col: _dated(value, style in dates, date1904=book.date1904) for col, value, style in filled}
        for area in book.merged(sheet.name):
            _fill_down(grid, cells, area)
        for row in sorted(cells):
            width = max(cells[row], default=0)
            grid.rows.append((row, [cells[row].get(col) for col in range(1, width + 1)]))
        grids.append(grid)
    return grids


def _dated(value: CellValue, is_date: bool, *, date1904: bool) -> CellValue:  # noqa: FBT001 - a cell and its style
    if is_date and is_number(value):
        return xlsx.from_serial(value, date1904) or value
    return value


def _fill_down(grid: Grid, cells: dict[int, dict[int, CellValue]], area: tuple[int, int, int, int]) -> None:
    """Give every row of a vertically merged cell its content; banners across columns stay where they are."""
    top, left, bottom, right = area
    value = cells.get(top, {}).get(left)
    if left == right and bottom > top and value is not None:
        for row in range(top + 1, bottom + 1):
            cells.setdefault(row, {}).setdefault(left, value)
        address = f"{xlsx.letters(left)}{top}:{xlsx.letters(right)}{bottom}"
        grid.notes.append(Finding(imports.FILLED_DOWN, grid.name, f"{xlsx.letters(left)}{top}", {"value": address}))


def _other_workbook(path: Path) -> list[Grid]:
    """Read .xls, .xlsb and .ods with calamine."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
            sheets = [
                (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise RefusalError(files.DAMAGED, name=path.name) from error
    return [Grid(name, [(i, [_cell(v) for v in row]) for i, row in enumerate(rows, 1)]) for name, rows in sheets]


def _cell(value: str | float | bool | date | datetime | time | timedelta) -> CellValue:  # noqa: FBT001 - what calamine gives
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    return None if value == "" else value


def _text(path: Path) -> list[Grid]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RefusalError(files.CANNOT_READ, name=path.name, reason=str(error)) from error
    text = _decoded(content, path.name)
    if not text.strip():
        raise RefusalError(files.EMPTY, name=path.name)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise RefusalError(imports.BINARY_FILE, name=path.name) from error
    return [Grid(path.name, [(i, [cell if cell.strip() else None for cell in row]) for i, row in enumerate(rows, 1)])]


def _decoded(content: bytes, name: str) -> str:
    """Decode strictly, the strictest encoding first: utf-8 seldom fits by chance, gb18030 (gbk and more) often does."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise RefusalError(imports.BINARY_FILE, name=name)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusalError(imports.UNREADABLE_TEXT, name=name)


def _delimiter(text: str) -> str:
    """Return the delimiter that splits most rows into the same number of fields, above one."""

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(_SAMPLE), rows, strict=False) if row]
        width, times = max(Counter(w for w in widths if w > 1).items(), key=lambda item: item[1], default=(0, 0))
        return times, width

    return max(_DELIMITERS, key=fitness)

"""Exports in spreadsheet formats: the rows of their sheets as values."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from addin.measuring.batches import Batch, RowBatch
from addin.measuring.textblocks import fingerprint
from udfs.values import CellValue

_ROWS, _HEAD = 20_000, 2_100
_OURS = (".xlsx", ".xlsm")


class SheetExport:
    """One sheet of a workbook.

    Args:
        name: the sheet's name.
        rows: its rows from the first one of the sheet on, as they were read.
        values: makes values of cells as they were read.
    """

    def __init__(
        self, name: str, rows: Sequence[Sequence[Any]], values: Callable[[list[Any]], list[CellValue]] = list
    ) -> None:
        self.name, self._rows, self._values = name, rows, values
        first = RowBatch(rows[:_HEAD], typed=True, values=values)
        self.head = [first.row(at) for at in range(first.length)]

    def length(self, header: int) -> int:
        """Return how many rows below the headings hold anything."""
        return sum(any(cell not in (None, "") for cell in row) for row in self._rows[header + 1 :])

    def read(self, header: int) -> Iterator[Callable[[], Batch]]:
        """Yield what gives the rows below the headings, piece by piece."""
        for start in range(header + 1, len(self._rows), _ROWS):
            yield partial(RowBatch, self._rows[start : start + _ROWS], typed=True, values=self._values)


def read_sheets(path: Path) -> list[SheetExport]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        RefusalError: it is damaged, encrypted, out of proportion, or no workbook.
    """
    if path.suffix.casefold() in _OURS:
        sheets = _quickly(path)
        if sheets is not None:
            return sheets
    from addin.importing.grid import read_grids

    return [SheetExport(grid.name, _dense(grid.rows)) for grid in read_grids(path)]


def fingerprint_of(path: Path) -> str:
    """Return a digest of a file's content."""
    content = path.read_bytes()
    return fingerprint(len(content), zlib.crc32(content))


def _quickly(path: Path) -> list[SheetExport] | None:
    """Read by the quick library, None where only the careful reader can say what is wrong with the file."""
    from python_calamine import CalamineError, CalamineWorkbook

    from addin.xlsx.package import Package

    package = Package(path, writing=False)  # refuses what is damaged, encrypted or out of proportion
    if "xl/workbook.xml" not in package:
        return None
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except CalamineError:
        return None
    return [SheetExport(sheet.name, _rows(sheet), _values) for sheet in sheets if sheet.height]


def _rows(sheet: Any) -> list[list[Any]]:  # noqa: ANN401 - the library has its types in a stub of its own
    """Return the rows of a sheet; those below the first of a merged cell get its content, where they hold something."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and row[left] == "" and any(cell != "" for cell in row):
                row[left] = rows[top][left]
    return rows


def _values(cells: list[Any]) -> list[CellValue]:
    """Return values of what calamine gives; most columns are of one type."""
    kinds = set(map(type, cells))
    if kinds.isdisjoint(_CELLS):
        return cells
    if kinds == {str}:
        return [cell or None for cell in cells]
    return [cell if (make := _CELLS.get(type(cell))) is None else make(cell) for cell in cells]


def _of_time(value: time) -> CellValue:
    return _of_delta(
        timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    )


def _of_delta(value: timedelta) -> CellValue:
    return _clock(value.total_seconds())


_CELLS: dict[type, Callable[[Any], CellValue]] = {
    str: lambda value: value or None,
    time: _of_time,
    timedelta: _of_delta,
    datetime: lambda value: value if value.time() != time() else value.date(),
}


def _clock(seconds: float) -> str:
    """Return a duration with its seconds, so that nobody takes hours for minutes."""
    whole, part = divmod(round(abs(seconds), 3), 1)
    minutes, second = divmod(int(whole), 60)
    fraction = f"{part:.3f}"[1:].rstrip("0").rstrip(".")
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02}:{second:02}{fraction}"


def _dense(rows: Sequence[tuple[int, list[CellValue]]]) -> list[list[CellValue]]:
    """Return rows with blank ones where the sheet has none, so that positions are numbers."""
    dense: list[list[CellValue]] = []
    for number, cells in rows:
        dense += [[] for _ in range(number - 1 - len(dense))]
        dense.append(cells)
    return dense

"""OpenDocument spreadsheets (.ods), read row by row: what is repeated a million times is blank, and costs nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, time

from lxml import etree

from addin.importing.sparse import Cells, Sheet
from addin.xlsx.package import Package
from udfs.problems import RefusalError, files
from udfs.serials import Shown, dated, parse_iso, whole_second
from udfs.values import CellValue, ErrorValue
from udfs.worksheet import EPOCH, SECONDS_A_DAY

CONTENT = "content.xml"
_STYLES, _MANIFEST = "styles.xml", "META-INF/manifest.xml"

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE, _NUMBER = (
    f"{{{_NAMESPACE}{name}}}" for name in ("office:1.0", "table:1.0", "text:1.0", "style:1.0", "datastyle:1.0")
)
_KIND_OF_CELL = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S")
# Cells repeated with what they hold: no department's list, but a file made to fill the memory.
_MOST_CELLS = 8_000_000


def read_ods(package: Package) -> list[Sheet]:
    """Return the sheets of a spreadsheet.

    Raises:
        RefusalError: the file is damaged, encrypted or out of proportion.
    """
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise RefusalError(files.ENCRYPTED, name=package.path.name)
    try:
        sheets = list(_sheets(package, set(_clocks(package))))
    except (etree.LxmlError, ValueError, OverflowError) as error:
        raise RefusalError(files.DAMAGED, name=package.path.name) from error
    if not sheets:
        raise RefusalError(files.OTHER_DOCUMENT, name=package.path.name)
    return sheets


def _clocks(package: Package) -> Iterator[str]:
    """Yield the names of the cell styles whose hours begin again after a day."""
    tags = (f"{_STYLE}style", f"{_NUMBER}time-style")
    styles: dict[str, list[etree._Element]] = {tag: [] for tag in tags}
    for part in (_STYLES, CONTENT):
        if part in package:
            for _, element in etree.iterparse(io.BytesIO(package.read(part)), tag=tags, resolve_entities=False):
                styles[str(element.tag)].append(element)
    clocks = {
        element.get(f"{_STYLE}name")
        for element in styles[tags[1]]
        if element.get(f"{_NUMBER}truncate-on-overflow") != "false"
    }
    for element in styles[tags[0]]:
        if element.get(f"{_STYLE}data-style-name") in clocks:
            yield element.get(f"{_STYLE}name") or ""


def _sheets(package: Package, clocks: set[str]) -> Iterator[Sheet]:
    """Yield the sheets; tables within cells and those that links keep are none."""
    sheet: _Rows | None = None
    tags = [f"{_TABLE}{name}" for name in ("table", "table-row", "table-column")]
    events = etree.iterparse(io.BytesIO(package.read(CONTENT)), ("start", "end"), tag=tags, resolve_entities=False)
    for event, element in events:
        is_sheet = element.tag == tags[0] and _parent(element) == f"{_OFFICE}spreadsheet"
        if event == "start":
            if is_sheet:
                sheet = _Rows(package.path.name, element.get(f"{_TABLE}name") or "", clocks)
        elif sheet is not None:
            if is_sheet:
                yield Sheet(sheet.name, sheet.cells, sheet.merged, frozenset(sheet.hidden))
                sheet = None
            elif element.tag == tags[1]:
                sheet.add(element)
                element.clear()
            elif element.tag == tags[2]:
                sheet.add_column(element)


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


class _Rows:
    """The rows of a sheet, counted as they come."""

    def __init__(self, file: str, name: str, clocks: set[str]) -> None:
        self.name = name
        self.cells: Cells = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self._file = file
        self._clocks = clocks
        # Up to which column a style is that of cells that name none.
        self._defaults: list[tuple[int, str]] = []
        self._row = self._col = self._count = 0

    def add_column(self, element: etree._Element) -> None:
        """Take note of the style of the next columns."""
        last = self._defaults[-1][0] if self._defaults else 0
        style = element.get(f"{_TABLE}default-cell-style-name") or ""
        self._defaults.append((last + _times(element, "columns"), style))

    def add(self, element: etree._Element) -> None:
        """Take a row, as often as it is repeated."""
        filled: dict[int, CellValue] = {}
        col = 0
        for cell in element.iterchildren(*_CELLS):
            times = _times(cell, "columns")
            value = self._value(cell, col + 1)
            self._merge(cell, col + 1)
            if value is not None:
                self._limit(times)
                filled.update(dict.fromkeys(range(col + 1, col + times + 1), value))
            col += times
        times = _times(element, "rows")
        if filled:
            self._limit(len(filled) * times)
            for row in range(self._row + 1, self._row + times + 1):
                self.cells[row] = dict(filled)
                if element.get(f"{_TABLE}visibility", "visible") != "visible":
                    self.hidden.add(row)
        self._row += times

    def _limit(self, more: int) -> None:
        self._count += more
        if self._count > _MOST_CELLS:
            raise RefusalError(files.TOO_LARGE, name=self._file)

    def _merge(self, cell: etree._Element, col: int) -> None:
        down, across = (_number(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
        if down > 1 or across > 1:
            self.merged.append((self._row + 1, col, self._row + down, col + across - 1))

    def _value(self, cell: etree._Element, col: int) -> CellValue:
        kind = cell.get(f"{_OFFICE}value-type")
        if cell.get(_KIND_OF_CELL) == "error":
            return ErrorValue(_text(cell))
        if kind in ("float", "percentage", "currency"):
            number = float(cell.get(f"{_OFFICE}value") or "nan")
            return int(number) if number.is_integer() else number
        if kind == "boolean":
            return cell.get(f"{_OFFICE}boolean-value") == "true"
        if kind == "date":
            return _day(cell.get(f"{_OFFICE}date-value") or "")
        if kind == "time":
            style = cell.get(f"{_TABLE}style-name") or next((name for last, name in self._defaults if col <= last), "")
            return _time(cell.get(f"{_OFFICE}time-value") or "", is_clock=style in self._clocks)
        return cell.get(f"{_OFFICE}string-value") or _text(cell) or None


def _times(element: etree._Element, what: str) -> int:
    return _number(element, f"number-{what}-repeated")


def _number(element: etree._Element, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}") or 1), 1)


def _day(text: str) -> CellValue:
    """Return a day or moment as a workbook gives it; on the day before the first only the time of day counts."""
    moment = parse_iso(text)
    if isinstance(moment, datetime) and moment.date() == EPOCH:
        return dated(
            (moment - datetime.combine(EPOCH, time())).total_seconds() / SECONDS_A_DAY, Shown.DAY, date1904=False
        )
    if moment == EPOCH:
        return 0
    return whole_second(moment) if isinstance(moment, datetime) else moment


def _time(text: str, *, is_clock: bool) -> CellValue:
    match = _DURATION.fullmatch(text)
    if match is None:
        return text or None
    sign, hours, minutes, seconds = match.groups()
    total = int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    days = (-total if sign else total) / SECONDS_A_DAY
    return dated(days, Shown.TIME if is_clock else Shown.DURATION, date1904=False)


def _text(cell: etree._Element) -> str:
    """Return the text of a cell: its paragraphs, without notes and drawings."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c") or 1)
        elif child.tag in _BREAKS:
            yield _BREAKS[str(child.tag)]
        elif str(child.tag).startswith(_TEXT) and child.tag != f"{_TEXT}ruby-text":
            yield from _pieces(child)
        yield child.tail or ""

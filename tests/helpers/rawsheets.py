"""Workbooks read and written as bare XML: what is in them without any code of the product, and quicker than a library."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from pathlib import Path

from lxml import etree

CellContent = str | float | date | None

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = date(1899, 12, 30)
_FIRST_DATE_FORMAT, _LAST_DATE_FORMAT = 14, 22


def _m(tag: str) -> str:
    return f"{{{_MAIN}}}{tag}"


_V, _T = _m("v"), _m("t")


def letters(col: int) -> str:
    """Return the letters of a column, counted from 1."""
    name = ""
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


@cache
def _number(name: str) -> int:
    total = 0
    for letter in name:
        total = total * 26 + ord(letter) - 64
    return total


@cache
def _split(reference: str) -> tuple[int, int]:
    match = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", reference)
    assert match, reference
    return int(match[2]), _number(match[1])


@lru_cache(maxsize=32)
def _strings(xml: bytes) -> Sequence[str]:
    """Return the table of texts; every copy of a workbook has the same."""
    items = etree.fromstring(xml) if xml else ()
    return ["".join(t.text or "" for t in item.iter(_T)) for item in items]


@lru_cache(maxsize=32)
def _date_styles(xml: bytes) -> frozenset[int]:
    """Return the styles that show a number as a day."""
    root = etree.fromstring(xml)
    codes = {int(str(f.get("numFmtId"))): str(f.get("formatCode")) for f in root.iter(_m("numFmt"))}
    xfs = root.find(_m("cellXfs"))
    assert xfs is not None
    numbers = [int(xf.get("numFmtId") or 0) for xf in xfs]
    return frozenset(
        i
        for i, n in enumerate(numbers)
        if _FIRST_DATE_FORMAT <= n <= _LAST_DATE_FORMAT or "yy" in codes.get(n, "").casefold()
    )


class RawBook:
    """A workbook as its parts; cells are set in place and saved as inline text or numbers."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, etree._Element] = {}
        relations = {r.get("Id"): r.get("Target") for r in self.tree("xl/_rels/workbook.xml.rels")}
        sheets = self.tree("xl/workbook.xml").find(_m("sheets"))
        assert sheets is not None
        self.sheets = {
            str(s.get("name")): "xl/" + str(relations[s.get(f"{{{_RELATIONS}}}id")]).removeprefix("/xl/")
            for s in sheets
        }
        self._strings = _strings(self.parts.get("xl/sharedStrings.xml", b""))
        self._dated = _date_styles(self.parts["xl/styles.xml"])
        self._rows: dict[str, dict[int, etree._Element]] = {}
        self._cells: dict[str, dict[tuple[int, int], etree._Element]] = {}

    def tree(self, part: str) -> etree._Element:
        """Return a part as a tree; changes of it are saved."""
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def cells(self, sheet: str) -> dict[tuple[int, int], etree._Element]:
        """Return the cell elements of a sheet by row and column."""
        if sheet not in self._cells:
            data = self.tree(self.sheets[sheet]).find(_m("sheetData"))
            assert data is not None
            self._rows[sheet] = {int(str(row.get("r"))): row for row in data}
            self._cells[sheet] = {_split(str(c.get("r"))): c for row in data for c in row}
        return self._cells[sheet]

    def value(self, sheet: str, row: int, col: int) -> CellContent:
        """Return what a cell holds: a text, a number, a day where it is shown as one."""
        cell = self.cells(sheet).get((row, col))
        if cell is None:
            return None
        kind, v = cell.get("t", "n"), cell.find(_V)
        if kind == "inlineStr":
            return "".join(t.text or "" for t in cell.iter(_T)) or None
        if v is None or not v.text:
            return None
        if kind == "s":
            return self._strings[int(v.text)] or None
        if kind in ("str", "e", "b"):
            return v.text
        number = float(v.text)
        return _EPOCH + timedelta(days=number) if int(cell.get("s", 0)) in self._dated else number

    def everything(self) -> Iterator[tuple[str, CellContent]]:
        """Yield every filled cell of every sheet with the sheet's name."""
        for sheet in self.sheets:
            for row, col in list(self.cells(sheet)):
                value = self.value(sheet, row, col)
                if value is not None:
                    yield sheet, value

    def put(self, sheet: str, row: int, col: int, value: CellContent, *, as_date: int | None = None) -> None:
        """Set a cell; its format stays, a day in a cell without a date format gets the one of column `as_date`."""
        cells = self.cells(sheet)
        cell = cells.get((row, col))
        if cell is None:
            cell = cells[row, col] = self._new_cell(sheet, row, col)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, _m("is")), _m("t"))
            text.text = value
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif isinstance(value, date):
            if int(cell.get("s", 0)) not in self._dated:
                assert as_date is not None
                cell.set("s", str(cells[row if (row, as_date) in cells else row - 1, as_date].get("s")))
            etree.SubElement(cell, _m("v")).text = str((value - _EPOCH).days)
        elif value is not None:
            etree.SubElement(cell, _m("v")).text = repr(value)

    def _new_cell(self, sheet: str, row: int, col: int) -> etree._Element:
        data = self.tree(self.sheets[sheet]).find(_m("sheetData"))
        assert data is not None
        rows = self._rows[sheet]
        if row not in rows:
            line = rows[row] = etree.Element(_m("row"), r=str(row))
            data.insert(sum(number < row for number in rows), line)
        line = rows[row]
        cell = etree.Element(_m("c"), r=f"{letters(col)}{row}")
        line.attrib.pop("spans", None)
        line.insert(sum(_split(str(c.get("r")))[1] < col for c in line), cell)
        return cell

    def table(self, name: str) -> RawTable:
        """Return a table by its name."""
        for part in self.parts:
            if part.startswith("xl/tables/") and self.tree(part).get("name") == name:
                file = part.rsplit("/", 1)[-1]
                for sheet, where in self.sheets.items():
                    relations = where.replace("worksheets/", "worksheets/_rels/") + ".rels"
                    if relations in self.parts and file in self.parts[relations].decode():
                        return RawTable(self, sheet, part)
        raise LookupError(name)

    def add_sheet(self, name: str, text: str) -> None:
        """Add a sheet with a text in its first cell."""
        part = f"worksheets/sheet{90 + len(self.sheets)}.xml"
        self.parts[f"xl/{part}"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
            "</sheetData></worksheet>"
        ).encode()
        relation = f"rId{900 + len(self.sheets)}"
        etree.SubElement(
            self.tree("xl/_rels/workbook.xml.rels"), f"{{{_PACKAGE}}}Relationship", Id=relation, Target=part,
            Type=f"{_RELATIONS}/worksheet",
        )  # fmt: skip
        etree.SubElement(
            self.tree("[Content_Types].xml"), f"{{{_TYPES}}}Override", PartName=f"/xl/{part}",
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        )  # fmt: skip
        sheets = self.tree("xl/workbook.xml").find(_m("sheets"))
        assert sheets is not None
        number = str(max(int(str(s.get("sheetId"))) for s in sheets) + 1)
        sheet = etree.SubElement(sheets, _m("sheet"), name=name, sheetId=number)
        sheet.set(f"{{{_RELATIONS}}}id", relation)
        self.sheets[name] = f"xl/{part}"

    def save(self, path: Path, saved: str | None = None) -> Path:
        """Write the parts, with the time at which the file says that it was saved."""
        for part, root in self._trees.items():
            self.parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if saved is not None:
            core = self.parts["docProps/core.xml"].decode()
            core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{saved}", core)
            self.parts["docProps/core.xml"] = core.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return path


class RawTable:
    """A table of a raw workbook: rows count from 0, columns by heading without marks."""

    def __init__(self, book: RawBook, sheet: str, part: str) -> None:
        self.book, self.sheet, self._root = book, sheet, book.tree(part)
        first, last = str(self._root.get("ref")).split(":")
        (self.top, self.left), (self.bottom, self.right) = _split(first), _split(last)

    @cached_property
    def columns(self) -> dict[str, int]:
        """Return the columns by heading."""
        listed = self._root.find(_m("tableColumns"))
        assert listed is not None
        return {str(c.get("name")).strip("*"): self.left + i for i, c in enumerate(listed)}

    def get(self, row: int, heading: str) -> CellContent:
        """Return a cell; None where there is no such column."""
        col = self.columns.get(heading)
        return None if col is None else self.book.value(self.sheet, self.top + 1 + row, col)

    def put(self, row: int, heading: str, value: CellContent) -> None:
        """Set a cell."""
        columns = self.columns
        self.book.put(self.sheet, self.top + 1 + row, columns[heading], value, as_date=columns.get("发现日期"))

    @property
    def length(self) -> int:
        """Return how many rows the table has, blank ones too."""
        return self.bottom - self.top

    def clear(self, row: int) -> None:
        """Empty a row, hidden cells too."""
        for col in range(self.left, self.right + 1):
            if (self.top + 1 + row, col) in self.book.cells(self.sheet):
                self.book.put(self.sheet, self.top + 1 + row, col, None)

    def rename(self, heading: str, other: str) -> None:
        """Give a column another heading."""
        col = self.columns[heading]
        listed = self._root.find(_m("tableColumns"))
        assert listed is not None
        listed[col - self.left].set("name", other)
        self.__dict__.pop("columns", None)
        self.book.put(self.sheet, self.top, col, other)

    def add_column(self, heading: str) -> None:
        """Add a column to the right."""
        listed = self._root.find(_m("tableColumns"))
        assert listed is not None
        number = str(max(int(str(c.get("id"))) for c in listed) + 1)
        etree.SubElement(listed, _m("tableColumn"), id=number, name=heading)
        listed.set("count", str(len(listed)))
        self.__dict__.pop("columns", None)
        self.right += 1
        reference = f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"
        self._root.set("ref", reference)
        filtered = self._root.find(_m("autoFilter"))
        if filtered is not None:
            filtered.set("ref", reference)
        self.book.put(self.sheet, self.top, self.right, heading)

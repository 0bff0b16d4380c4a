"""Reading a workbook on disk: sheets, names, tables and cells, each when it is asked for."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from lxml import etree

from addin.xlsx import groups, parts, scan, tables
from addin.xlsx.attached import Attached, attached
from addin.xlsx.loose import LooseCell, loose_cells
from addin.xlsx.package import Package
from addin.xlsx.refs import parse, sheet_and_range
from addin.xlsx.styles import date_styles
from addin.xlsx.tables import TableInfo
from addin.xlsx.values import Reader, SharedStrings, shared_strings
from udfs.lang import listed
from udfs.problems import RefusalError, files
from udfs.serials import Shown
from udfs.values import CellValue, is_blank
from workbook_templates.formulas import Block

_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
F = TypeVar("F", bound=Callable[..., Any])


class SheetInfo(NamedTuple):
    """A sheet: its name, whether it is `visible`, its part, and whether it holds cells (chart sheets do not)."""

    name: str
    state: str
    part: str
    has_cells: bool


class DefinedName(NamedTuple):
    """A defined name: its text, and the sheet that it is limited to, if any."""

    name: str
    text: str
    scope: str | None


def refusing(method: F) -> F:
    """Turn what a damaged file can set off inside a reader into a refusal."""

    @wraps(method)
    def guarded(self: WorkbookReader, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passes everything on
        try:
            return method(self, *args, **options)
        except (etree.LxmlError, zlib.error, struct.error, UnicodeError, KeyError, IndexError, ValueError, TypeError,
                OverflowError, AttributeError) as error:  # fmt: skip
            raise RefusalError(files.DAMAGED, name=self.path.name) from error

    return guarded  # type: ignore[return-value]  # the same signature


def _without_comments(xml: bytes) -> bytes:
    """Return a part as it is to be read: comments gone, texts written out, where there are any (rare)."""
    if b"<!" not in xml or (b"<!--" not in xml and b"<![CDATA[" not in xml):
        return xml
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, strip_cdata=True)
    return etree.tostring(etree.fromstring(xml, parser), encoding="UTF-8")


class WorkbookReader:
    """An .xlsx or .xlsm file, read in parts. Use `open`."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part, self._root = parts.workbook_part(package)
        self._readers: dict[str, Reader] = {}
        self._plain: dict[str, tuple[bytes, bytes]] = {}

    @classmethod
    def open(cls, path: Path | str, *, writing: bool = False) -> Self:
        """Open a file; refuses what is no workbook, and with `writing` what could not be saved."""
        package = Package(Path(path), writing=writing)
        usable = False
        try:
            book = cls(package)
            usable = any(sheet.has_cells for sheet in book.sheets)
        except (etree.LxmlError, KeyError, IndexError, ValueError, UnicodeError) as error:
            raise RefusalError(files.DAMAGED, name=package.path.name) from error
        finally:
            if not usable:
                package.close()
        if not usable:
            raise RefusalError(files.DAMAGED, name=package.path.name)
        return book

    def close(self) -> None:
        """Let other writers of the file in, where it was opened for writing and has not been saved."""
        self._package.close()

    @property
    def path(self) -> Path:
        """Return where the file is."""
        return self._package.path

    @property
    def content(self) -> bytes:
        """Return the bytes of the file as it was opened or last saved."""
        return self._package.content

    @cached_property
    def date1904(self) -> bool:
        """Return whether dates are counted from 1904."""
        element = self._root.find(f"{{{parts.MAIN}}}workbookPr")
        return element is not None and (element.get("date1904") or "0") in ("1", "true")

    def last_saved(self) -> tuple[str, str]:
        """Return when (ISO 8601, UTC) and by whom the file says that it was last saved; empty where it does not say."""
        part = parts.related(self._package, "", "core-properties")
        if part is None or part not in self._package:
            return "", ""
        properties = {etree.QName(element).localname: element.text or "" for element in parts.tree(self._package, part)}
        return properties.get("modified", ""), properties.get("lastModifiedBy", "")

    @cached_property
    def sheets(self) -> list[SheetInfo]:
        """Return the sheets in tab order."""
        targets = {relation.id: relation for relation in parts.relations(self._package, self._part)}
        result = []
        for element in self._root.iter(f"{{{parts.MAIN}}}sheet"):
            relation = targets.get(element.get(f"{{{parts.RELATION}}}id") or "")
            if relation is not None:
                state, cells = element.get("state") or "visible", relation.kind == "worksheet"
                result.append(SheetInfo(element.get("name") or "", state, relation.target, cells))
        return result

    def _sheet(self, name: str) -> SheetInfo:
        for sheet in self.sheets:
            if sheet.name == name and sheet.has_cells:
                return sheet
        known = listed(sheet.name for sheet in self.sheets)
        raise RefusalError(files.NO_SHEET, name=self.path.name, wanted=name, known=known)

    @cached_property
    def all_names(self) -> list[DefinedName]:
        """Return every defined name, those of single sheets with their scope."""
        result = []
        for element in self._root.iter(f"{{{parts.MAIN}}}definedName"):
            at = element.get("localSheetId")
            scope = self.sheets[int(at)].name if at is not None and int(at) < len(self.sheets) else None
            result.append(DefinedName(element.get("name") or "", element.text or "", scope))
        return result

    @cached_property
    def names(self) -> dict[str, DefinedName]:
        """Return the names that hold for the whole workbook."""
        return {name.name: name for name in self.all_names if name.scope is None}

    def area(self, name: str) -> tuple[str, int, int, int, int] | None:
        """Return sheet, first row, first column, last row and last column of a name that is one block of cells."""
        defined = self.names.get(name)
        place = sheet_and_range(defined.text) if defined is not None else None
        if place is None or not any(sheet.name == place[0] for sheet in self.sheets):
            return None
        return (place[0], *place[1])

    @cached_property
    @refusing
    def tables(self) -> dict[str, TableInfo]:
        """Return the Excel Tables by name."""
        result = {}
        for sheet in self.sheets:
            if sheet.has_cells:
                for relation in parts.relations(self._package, sheet.part):
                    table = relation.kind == "table" and tables.read_table(self._package, relation.target, sheet.name)
                    if table:
                        result[table.name] = table
        return result

    # --- reading ---------------------------------------------------------------------------------------------------

    @cached_property
    def _strings(self) -> SharedStrings:
        for relation in parts.relations(self._package, self._part):
            if relation.kind == "sharedStrings" and relation.target in self._package:
                return shared_strings(self._package.read(relation.target))
        return shared_strings(b"")

    def _xml(self, sheet: str) -> tuple[bytes, scan.Patterns]:
        xml = self._without_comments(sheet, self._settled(self._sheet(sheet)))
        words = scan.patterns_of(xml)
        if sheet not in self._readers:
            self._readers[sheet] = Reader(words, self._strings)
        return xml, words

    def _without_comments(self, sheet: str, xml: bytes) -> bytes:
        """Return a part as it is to be read; what has no comments is returned itself, and looked over once."""
        known = self._plain.get(sheet)
        if known is None or known[0] is not xml:
            known = self._plain[sheet] = (xml, _without_comments(xml))
        return known[1]

    def _settled(self, sheet: SheetInfo) -> bytes:
        """Return a sheet's part; refuses one in an encoding that no spreadsheet writes."""
        xml = self._package.read(sheet.part)
        stated = _ENCODING.search(xml[:100])
        if stated is not None and stated[1].lower() != b"utf-8":
            raise RefusalError(files.UNUSUAL_XML, name=self.path.name)
        return xml

    @refusing
    def columns(self, sheet: str, cols: Sequence[int], first_row: int, last_row: int) -> dict[int, list[CellValue]]:
        """Return the values of columns between two rows; cells that are not there are None."""
        xml, _ = self._xml(sheet)
        return self._readers[sheet].columns(xml, cols, first_row, last_row, formulas=False)[0]

    @refusing
    def columns_with_formulas(
        self, sheet: str, cols: Sequence[int], first_row: int, last_row: int, *, texts: bool = True
    ) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
        """Return values and formulas of columns between two rows, in one pass; without `texts` these are only marked."""
        xml, words = self._xml(sheet)
        reader = self._readers[sheet]
        values, formulas = reader.columns(xml, cols, first_row, last_row, formulas=True, texts_of_formulas=texts)
        if texts:
            groups.fill_in(xml, words, formulas, first_row, last_row)
        return values, formulas

    def block(self, sheet: str, top: int, left: int, bottom: int, right: int) -> list[list[CellValue]]:
        """Return the values of a block of cells, row by row."""
        cols = range(left, right + 1)
        values = self.columns(sheet, list(cols), top, bottom)
        return [[values[col][i] for col in cols] for i in range(bottom - top + 1)]

    def used_block(self, sheet: str, width: int) -> list[list[CellValue]]:
        """Return the first `width` columns of a sheet down to its last row."""
        return self.block(sheet, 1, 1, max(self.last_row(sheet), 1), width)

    @refusing
    def value_count(self, sheet: str) -> int:
        """Return how many cells of a sheet hold something, formulas included; quick, so that what is too much shows at once."""
        xml = self._package.read(self._sheet(sheet).part)
        prefix = scan.patterns_of(xml).prefix
        return xml.count(b"<%sv" % prefix) + xml.count(b"<%sis" % prefix)

    @refusing
    def last_row(self, sheet: str) -> int:
        """Return the number of a sheet's last row, 0 where it has none."""
        xml, words = self._xml(sheet)
        return max((row.number for row in scan.rows(xml, words)), default=0)

    @refusing
    def below(self, table_name: str) -> list[tuple[int, int]]:
        """Return row and column of the first filled cell in each row below a table, within its columns."""
        table = self.tables[table_name]
        xml, _ = self._xml(table.sheet)
        reader = self._readers[table.sheet]
        result = []
        for raw, row in reader.rows_behind(xml, table.last_row):
            for col, _, _, shared, value, odd in row.cells:
                if not table.first_col <= col <= table.last_col:
                    continue
                if not is_blank(value if shared < 0 and odd is None else reader.content(shared, odd)):
                    result.append((raw.number, col))
                    break
        return result

    @refusing
    def loose(self, sheet: str, blocks: Sequence[Block], *, formulas: bool) -> list[LooseCell]:
        """Return the filled cells of a sheet outside some blocks; results of formulas only if asked for."""
        xml, words = self._xml(sheet)
        return loose_cells(xml, words, self._readers[sheet], blocks, formulas=formulas)

    def size_of(self, sheet: str) -> int:
        """Return how many bytes a sheet takes unpacked, without reading it."""
        return self._package.size(self._sheet(sheet).part)

    @refusing
    def attached(self, sheet: str) -> list[Attached]:
        """Return the comments, links, pictures and shapes of a sheet."""
        xml, words = self._xml(sheet)
        return attached(self._package, self._sheet(sheet).part, xml, words, self._readers[sheet])

    def rows(self, sheet: str) -> Iterator[tuple[int, list[tuple[int, CellValue, int]]]]:
        """Yield the number of each row in which something stands, with (column, value, style) of its filled cells."""
        yield from self._rows(sheet)

    @refusing
    def _rows(self, sheet: str) -> list[tuple[int, list[tuple[int, CellValue, int]]]]:
        xml, words = self._xml(sheet)
        reader = self._readers[sheet]
        result = []
        for row in scan.filled_rows(xml, words):
            filled: list[tuple[int, CellValue, int]] = []
            for cell in scan.cells(row, words):
                value = reader.value(scan.attribute(cell.attributes, b"t") or b"n", cell.inner) if cell.inner else None
                if value is not None:
                    filled.append((cell.col, value, int(scan.attribute(cell.attributes, b"s") or 0)))
            result.append((row.number, filled))
        return result

    @refusing
    def hidden_rows(self, sheet: str) -> set[int]:
        """Return the numbers of the rows of a sheet in which something stands and that are hidden or filtered out."""
        xml, words = self._xml(sheet)
        rows = scan.filled_rows(xml, words)
        return {row.number for row in rows if scan.attribute(row.attributes, b"hidden") in (b"1", b"true")}

    @refusing
    def is_protected(self, sheet: str) -> bool:
        """Return whether a sheet's locked cells are protected."""
        xml, words = self._xml(sheet)
        return re.search(rb"<%ssheetProtection\b[^>]*\bsheet\s*=\s*[\"'](?:1|true)" % words.prefix, xml) is not None

    @refusing
    def first_column(self, sheet: str) -> list[CellValue]:
        """Return what the first cell of each row of a sheet holds, if it stands in column A."""
        xml, words = self._xml(sheet)
        reader = self._readers[sheet]
        firsts = (scan.cells(row, words)[:1] for row in scan.rows(xml, words))
        return [
            reader.value(scan.attribute(cell.attributes, b"t") or b"n", cell.inner)
            if cell.col == 1 and cell.inner
            else None
            for first in firsts
            for cell in first
        ]

    @refusing
    def merged(self, sheet: str) -> list[Block]:
        """Return the merged ranges of a sheet."""
        xml, words = self._xml(sheet)
        span = scan.data_span(xml, words)
        tail = xml[span[1] :] if span is not None else xml
        refs = re.findall(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']*)""", tail)
        return [area for area in (parse(ref.decode("ascii", "replace")) for ref in refs) if area is not None]

    @refusing
    def date_styles(self) -> dict[int, Shown]:
        """Return what the cell styles show whose number format is a date, a time or a duration, by their index."""
        root = self._styles()
        return {} if root is None else date_styles(root)

    def _styles(self) -> etree._Element | None:
        for relation in parts.relations(self._package, self._part):
            if relation.kind == "styles" and relation.target in self._package:
                return parts.tree(self._package, relation.target)
        return None

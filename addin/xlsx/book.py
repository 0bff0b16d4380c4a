"""A workbook on disk: read when asked for, written surgically, writes kept until `save`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from lxml import etree

from addin.xlsx import graft, links, naming, paper, parts, scan, tables
from addin.xlsx.bulk import gc_paused
from addin.xlsx.edit import Edits, Rewriter, covering, row_attributes
from addin.xlsx.graft_below import lowest_anchor
from addin.xlsx.package import Package
from addin.xlsx.packing import Packed, joined, packed_piece
from addin.xlsx.reader import SheetInfo, WorkbookReader, refusing
from addin.xlsx.refs import letters
from addin.xlsx.rows import RowFormat
from addin.xlsx.styles import text_styles
from addin.xlsx.tables import TableInfo
from udfs.lang import listed
from udfs.problems import RefusalError, files
from udfs.values import KEEP, Cell, CellValue, Keep, as_text, is_blank
from workbook_templates.formulas import Block
from workbook_templates.printing import down_to, read_areas, without_lone_columns, written_areas


class Workbook(WorkbookReader):
    """An .xlsx or .xlsm file, read in parts and edited surgically. Use `open`."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self._edits: dict[str, Edits] = {}

    def _settled(self, sheet: SheetInfo) -> bytes:
        """Return a sheet's part with every waiting edit in it."""
        edits = self._edits.get(sheet.name)
        if not edits:
            return super()._settled(sheet)
        xml = self._rewriter(sheet, edits).rewritten()
        del self._edits[sheet.name]
        self._package.replace(sheet.part, xml)
        self._forget_chain(edits)
        return xml

    def _rewriter(self, sheet: SheetInfo, edits: Edits) -> Rewriter:
        xml = super()._settled(sheet)
        if self._without_comments(sheet.name, xml) is not xml:
            raise RefusalError(files.UNUSUAL_XML, name=sheet.name)
        return Rewriter(sheet.name, xml, edits, date1904=self.date1904, text_styles=self._text_styles)

    def _text_styles(self) -> frozenset[bytes]:
        root = self._styles()
        return frozenset() if root is None else frozenset(b"%d" % style for style in text_styles(root))

    def _forget_chain(self, edits: Edits) -> None:
        if edits.formulas_changed:
            parts.drop_calculation_chain(self._package, self._part)

    def _edit(self, sheet: str) -> Edits:
        return self._edits.setdefault(self._sheet(sheet).name, Edits())

    def set_columns(
        self, sheet: str, first_row: int, columns: Mapping[int, Sequence[Cell | Keep]], *, model: int | None = None
    ) -> None:
        """Queue runs of columns, all beginning at `first_row`.

        Cells without a look of their own take that of the columns from row `model` on.
        """
        edits = self._edit(sheet)
        queued = edits.cells
        if model is not None:
            edits.models |= dict.fromkeys(columns, model)
        for col, cells in columns.items():
            wanted = {row: cell for row, cell in enumerate(cells, first_row) if cell is not KEEP}
            if wanted:
                queued.setdefault(col, {}).update(wanted)

    def set_block(self, sheet: str, top: int, left: int, figures: Sequence[Sequence[Cell]]) -> None:
        """Queue a block of cells, line by line."""
        columns = {left + i: list(column) for i, column in enumerate(zip(*figures, strict=True))}
        self.set_columns(sheet, top, columns)
        self._edit(sheet).tops |= {(top, col) for col in columns}

    def _table(self, name: str) -> TableInfo:
        if name not in self.tables:
            raise RefusalError(files.NO_TABLE, name=self.path.name, wanted=name, known=listed(self.tables))
        return self.tables[name]

    @refusing
    def append_rows(self, table_name: str, rows: Sequence[Mapping[int, Cell]]) -> None:
        """Add rows below a table, by absolute column number; a new row looks like the last one.

        The table, its filter, the validations and conditional formats that end with it, the print area and the names
        of whole blocks follow.
        """
        table = self._table(table_name)
        if table.totals:
            raise RefusalError(files.TOTALS_ROW, wanted=table_name)
        if not rows:
            return
        info = self._sheet(table.sheet)
        xml, words = self._settled(info), scan.patterns_of(self._package.read(info.part))
        pattern = next((row for row in scan.rows(xml, words) if row.number == table.last_row), None)
        last = table.last_row + len(rows)
        self._refuse_blocked(table, last)
        taken = self._taken(xml, words, table.last_row + 1, last)
        look = (
            {cell.col: scan.attribute(cell.attributes, b"s") for cell in scan.cells(pattern, words)} if pattern else {}
        )
        edits = self._edit(table.sheet)
        for number, values in enumerate(rows, table.last_row + 1):
            if pattern is not None:
                edits.row_attributes[number] = pattern.attributes
            for col, style in look.items():
                if col not in values and (number, col) not in taken:
                    edits.put(number, col, Cell(None), style)
            for col, cell in values.items():
                edits.put(number, col, cell, look.get(col))
        self._resize(table, info, last)

    @refusing
    def look_of(self, table_name: str) -> RowFormat:
        """Return how the last row of a table looks."""
        table = self._table(table_name)
        xml, words = self._xml(table.sheet)
        last = next(row for row in scan.rows(xml, words) if row.number == table.last_row)
        styles = {cell.col: scan.attribute(cell.attributes, b"s") for cell in scan.cells(last, words)}
        shown = {col: b' s="%s"' % style if style else b"" for col, style in styles.items()}
        return RowFormat(row_attributes(last.attributes), shown, words.prefix, self.date1904)

    @refusing
    def fill_table(self, table_name: str, length: int, pieces: Iterable[Packed]) -> None:
        """Put rows that were made and packed elsewhere in the place of a table's first ones, or of all where they are more.

        What ends with the table follows, as with `append_rows`. The cells are not looked at again.
        """
        table, info = self._table(table_name), self._sheet(self._table(table_name).sheet)
        last = table.first_row + length
        if last > table.last_row:
            self._refuse_blocked(table, last)
            self._resize(table, info, last)
        xml = self._settled(info)
        words = scan.patterns_of(xml)
        old = [row for row in scan.rows(xml, words) if table.first_row < row.number <= last]
        start, end = old[0].start, old[-1].end
        head = covering(xml[:start], Block(table.first_row, table.first_col, last, table.last_col))
        self._package.replace_packed(info.part, joined(chain([packed_piece(head)], pieces, [packed_piece(xml[end:])])))
        parts.drop_calculation_chain(self._package, self._part)

    def _refuse_blocked(self, table: TableInfo, last: int) -> None:
        cols = range(table.first_col, table.last_col + 1)
        below = self.columns(table.sheet, list(cols), table.last_row + 1, last)
        for i in range(last - table.last_row):
            for col in cols:
                if below[col][i] is not None:
                    cell = f"{letters(col)}{table.last_row + 1 + i}"
                    raise RefusalError(files.TABLE_BLOCKED, sheet=table.sheet, cell=cell)

    def _taken(self, xml: bytes, words: scan.Patterns, first: int, last: int) -> set[tuple[int, int]]:
        """Return the cells between two rows that are there already, with whatever they hold."""
        rows_there = (row for row in scan.rows(xml, words) if first <= row.number <= last)
        return {(row.number, cell.col) for row in rows_there for cell in scan.cells(row, words) if cell.inner}

    @refusing
    def shrink_table(self, table_name: str, last_row: int) -> None:
        """Take a table's rows below `last_row` away; never below one row."""
        table = self._table(table_name)
        last = max(last_row, table.first_row + 1)
        if last >= table.last_row:
            return
        edits = self._edit(table.sheet)
        edits.remove(range(last + 1, table.last_row + 1))
        self._resize(table, self._sheet(table.sheet), last)

    def _resize(self, table: TableInfo, info: SheetInfo, last: int) -> None:
        xml = self._settled(info)
        span = scan.data_span(xml, scan.patterns_of(xml))
        protected = span[:2] if span is not None else (0, 0)
        self._package.replace(info.part, tables.move_ranges(xml, table, last, protected))
        tables.resize(self._package, table, last)
        self.tables[table.name] = table.ending(last)
        changed = False
        for element in self._root.iter(f"{{{parts.MAIN}}}definedName"):
            text = element.text or ""
            new = tables.move_name(text, table, last)
            if new != text:
                element.text, changed = new, True
        if changed:
            self._package.replace(self._part, parts.serialised(self._root))
            self.__dict__.pop("all_names", None)
            self.__dict__.pop("names", None)

    def append_below(self, sheet: str, rows: Sequence[Sequence[CellValue]]) -> int:
        """Add rows at the end of a plain sheet and return where the first one stands."""
        first = self.last_row(sheet) + 1
        edits = self._edit(sheet)
        for number, row in enumerate(rows, first):
            for col, value in enumerate(row, 1):
                if value is not None:
                    edits.put(number, col, Cell(value))
        return first

    def charts(self) -> dict[str, bytes]:
        """Return the chart parts of the workbook."""
        names = [n for n in self._package.names() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        return {name: self._package.read(name) for name in names}

    def replace_part(self, name: str, content: bytes) -> None:
        """Give a small part new content."""
        self._package.replace(name, content)

    def request_recalculation(self) -> None:
        """Ask the program that opens the file to calculate everything: some formula may rest on what was written."""
        calculation = self._root.find(f"{{{parts.MAIN}}}calcPr")
        if calculation is None:
            calculation = etree.Element(f"{{{parts.MAIN}}}calcPr")
            after = [self._root.find(f"{{{parts.MAIN}}}{name}") for name in ("definedNames", "sheets")]
            next(element for element in after if element is not None).addnext(calculation)
        if calculation.get("fullCalcOnLoad") != "1":
            calculation.set("fullCalcOnLoad", "1")
            self._package.replace(self._part, parts.serialised(self._root))

    def print_only(self, sheets: Collection[str]) -> None:
        """Let nothing but these sheets be printed."""
        listed = [element.get("name") or "" for element in self._root.iter(f"{{{parts.MAIN}}}sheet")]
        naming.print_only(self._root, listed, sheets)
        self._names_changed()

    def print_area(self, sheet: str) -> list[Block]:
        """Return the blocks of a sheet that are printed; none where it has no print area, or one of another kind."""
        scoped = (name for name in self.all_names if name.name == naming.PRINT_AREA and name.scope == sheet)
        return next((read_areas(name.text) for name in scoped), [])

    def set_print_area(self, sheet: str, areas: Sequence[Block]) -> None:
        """Let these blocks of a sheet be printed."""
        place = [known.name for known in self.sheets].index(self._sheet(sheet).name)
        naming.set_print_area(self._root, place, written_areas(areas, sheet))
        self._names_changed()

    @refusing
    def fit_paper(self, sheet: str) -> None:
        """Let a copy that is only to be printed waste no paper and cut no text.

        Whole columns end a row behind the last one in which something stands; where nothing does, blank rows are a form to
        fill in. A single column that has pages of its own moves up to the pages before it. Rows too low for a text grow.
        """
        info, areas = self._sheet(sheet), self.print_area(sheet)
        here = [table for table in self.tables.values() if table.sheet == sheet]
        xml = self._settled(info)
        if areas and here:
            values = {row: {col: value for col, value, _ in cells} for row, cells in self.rows(sheet)}
            shown = [row for row, cells in values.items() if any(as_text(value).strip() for value in cells.values())]
            joined, gaps = without_lone_columns(areas)
            for first, last in gaps:
                xml = paper.hidden(xml, first, last)
            self.set_print_area(sheet, down_to(joined, max(*(table.printed_to(shown) for table in here), *shown)))
            cols = {col for block in areas for col in range(block.left, block.right + 1)}
            rows = {row for table in here for row in range(table.first_row + 1, table.last_row + 1)}
            # A number stands on one line, with as many decimals as its cell has room for.
            texts = {
                row: {col: text for col, text in values[row].items() if col in cols and isinstance(text, str)}
                for row in rows & set(values)
            }
            self._package.replace(info.part, paper.loosened(xml, texts))

    def holds_rows(self, sheet: str) -> bool:
        """Return whether something stands in a table of a sheet; True for a sheet without tables."""
        here = [table for table in self.tables.values() if table.sheet == sheet]
        shown = (
            [row for row, cells in self.rows(sheet) if any(not is_blank(value) for _, value, _ in cells)]
            if here
            else []
        )
        return not here or any(table.first_row < row <= table.last_row for table in here for row in shown)

    def _names_changed(self) -> None:
        self._package.replace(self._part, parts.serialised(self._root))
        for cached in ("all_names", "names"):
            self.__dict__.pop(cached, None)

    @contextmanager
    def grafting(self, donor: Path) -> Iterator[graft.Graft]:
        """Take sheets, rows and names over from a workbook drawn by our own builder."""
        for sheet in self.sheets:
            if sheet.name in self._edits:
                self._settled(sheet)
        work = graft.Graft(self._package, self._part, self._root, Package(donor, writing=False))
        yield work
        work.close()
        for name in ("sheets", "tables", "all_names", "names"):
            self.__dict__.pop(name, None)

    def part_of(self, sheet: str) -> str:
        """Return the name of a sheet's part."""
        return self._sheet(sheet).part

    def has_locked_structure(self) -> bool:
        """Return whether sheets can neither be added nor taken away."""
        protection = self._root.find(f"{{{parts.MAIN}}}workbookProtection")
        return protection is not None and protection.get("lockStructure") in ("1", "true")

    def bottom(self, sheet: str) -> int:
        """Return the last row of a sheet in which anything is, charts and pictures too."""
        return max(self.last_row(sheet), lowest_anchor(self._package, self._sheet(sheet).part))

    @refusing
    def define(self, names: Mapping[str, str]) -> None:
        """Let names stand for formulas, written without `=`; known ones get a new meaning."""
        naming.define(self._root, names)
        self._names_changed()

    def drop_links(self, may_go: Callable[[str], bool]) -> None:
        """Take out links to other workbooks that no formula uses and that may go, by the file that they point to."""
        if not links.link_parts(self._root):
            return
        for sheet in self.sheets:
            if sheet.name in self._edits:
                self._settled(sheet)
        if links.drop_unused(self._package, self._part, self._root, may_go):
            self._package.replace(self._part, parts.serialised(self._root))

    @property
    def changed(self) -> bool:
        """Return whether there is anything to save."""
        return self._package.changed or any(self._edits.values())

    @gc_paused
    def save(self, to: Path | None = None) -> None:
        """Write the file, all or nothing; with nothing to write it is not touched. Afterwards other writers may come in."""
        try:
            self._save(to)
        finally:
            self.close()

    def _save(self, to: Path | None) -> None:
        waiting = {sheet: edits for sheet in self.sheets if (edits := self._edits.get(sheet.name))}
        # The last sheets are our own small ones: they are packed while the large ones are being made.
        pieces = {sheet.part: self._rewriter(sheet, edits).pieces() for sheet, edits in reversed(waiting.items())}
        self._package.replace_by_pieces(pieces)
        self._edits.clear()
        for edits in waiting.values():
            self._forget_chain(edits)
        self._package.save(to)

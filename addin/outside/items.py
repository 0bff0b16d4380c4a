"""What a workbook holds outside its tables: text round them, comments, links, pictures, sheets that somebody added.

No command reads it, so that it is named wherever a workbook is taken apart. What our own builder draws round the tables
is known from a workbook drawn anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from addin.book.file.book import FileBook
from addin.book.registers import register_file
from addin.leftovers import scratch_folder
from addin.outside.reading import KINDS, WPS_PICTURES, OutsideItem, added_sheet, by_rows
from addin.xlsx import SheetInfo, Workbook
from addin.xlsx.attached import Attachment
from addin.xlsx.loose import LooseCell
from udfs.lang import Lang
from udfs.values import as_text, plain
from workbook_templates.catalogue import BASE_SHEET, HOLIDAYS, KNOWN_TABLES, LOG_SHEET, TABLES, TEMPLATES
from workbook_templates.formulas import Block
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import TemplateKey
from workbook_templates.settings import SPELLINGS_BLOCKS
from workbook_templates.tables.shared import ORIGIN


@dataclass(frozen=True)
class _Drawn:
    """What our builder draws on a sheet outside the tables.

    Attributes:
        texts: the constant cells.
        computed: where formulas stand.
        names: the workbook's defined names: what stands in their cells is read by other ways.
        attached: comments, links and shapes.
        lists_rows: whether it is the sheet of a table with rows that people or commands write.
        added: texts that came with tables which were added: they stand anywhere below the rest, as often as need be.
    """

    texts: Mapping[tuple[int, int], str]
    computed: frozenset[tuple[int, int]]
    names: frozenset[str]
    attached: Counter[tuple[Attachment, str]]
    lists_rows: bool
    added: frozenset[str] = frozenset()

    @cached_property
    def computed_columns(self) -> frozenset[int]:
        """The columns in which formulas stand."""
        return frozenset(col for _, col in self.computed)

    def covers(self, place: tuple[int, int]) -> bool:
        """Return whether a cell lies within the block that everything drawn takes."""
        drawn = [*self.texts, *self.computed]
        return all(place[axis] <= max((cell[axis] for cell in drawn), default=0) for axis in range(2))


def items_outside(book: FileBook, known: Collection[str] = ()) -> list[OutsideItem]:
    """Return what stands outside a workbook's tables and is not drawn there by our builder, in the order of its sheets.

    Args:
        book: the workbook.
        known: texts that are not to be listed, such as the notice of a copy.
    """
    drawn, words = _templates(book), {*known, *ORIGIN.label}
    names = {name for template in drawn.values() for name in template.names} | set(SPELLINGS_BLOCKS)
    areas = [place for name in names if (place := book.workbook.area(name)) is not None]
    result: list[OutsideItem] = []
    for info in book.workbook.sheets:
        if info.name in (*LOG_SHEET, *BASE_SHEET) or info.name.startswith(WPS_PICTURES):
            continue
        template = drawn.get(info.name)
        if template is None:
            result += added_sheet(book.workbook, info)
            continue
        named = [Block(*place[1:]) for place in areas if place[0] == info.name]
        blocks = [*named, *_tables_on(book.workbook, info.name, book.rows_taken_below)]
        result += _on_own_sheet(book, info.name, template, blocks, words)
        result += _attached(book, info.name, template.attached.copy(), named)
    return result


def beyond(items: Iterable[OutsideItem], ours: Iterable[OutsideItem]) -> list[OutsideItem]:
    """Return items that are not among ours, wherever these stand."""
    left = Counter(item.content for item in ours)
    result = []
    for item in items:
        if left[item.content]:
            left[item.content] -= 1
        else:
            result.append(item)
    return result


# --- what our builder draws --------------------------------------------------------------------------------------------


def _templates(book: FileBook) -> dict[str, _Drawn]:
    """Return what is drawn, by the sheets of the workbook; a sheet of a table is known by its table."""
    tables = tuple(book.tables())
    drawn = dict(_drawn(book.identity.template, book.lang, tables))
    original = tuple(key for key in tables if key in TEMPLATES[book.identity.template].tables)
    if original and original != tables:
        for name, first in _drawn(book.identity.template, book.lang, original).items():
            if name in drawn and not first.lists_rows:
                drawn[name] = replace(drawn[name], texts=first.texts, added=frozenset(drawn[name].texts.values()))
    for key, table in KNOWN_TABLES.items():
        sheet = book.table_sheets().get(table.name)
        if sheet is None:
            continue
        own = table.sheet.to(book.lang)
        layout = drawn.pop(own, None) if key in TABLES or table is HOLIDAYS else _register(key, book.lang)
        if layout is not None:
            drawn[sheet] = layout
    return drawn


@cache
def _drawn(key: TemplateKey, lang: Lang, tables: tuple[str, ...]) -> Mapping[str, _Drawn]:
    from workbook_templates.builder.book import skeleton

    with scratch_folder() as folder:
        path = folder / "skeleton.xlsx"
        path.write_bytes(skeleton(key, lang, tables))
        workbook = Workbook.open(path)
        listing = {KNOWN_TABLES[table].sheet.to(lang) for table in tables}
        return {info.name: _read(workbook, info, lists_rows=info.name in listing) for info in workbook.sheets}


@cache
def _register(key: str, lang: Lang) -> _Drawn:
    with register_file(KNOWN_TABLES[key], lang) as path:
        workbook = Workbook.open(path)
        return _read(workbook, workbook.sheets[0], lists_rows=True)


def _read(workbook: Workbook, info: SheetInfo, *, lists_rows: bool) -> _Drawn:
    cells = workbook.loose(info.name, _tables_on(workbook, info.name), formulas=True)
    return _Drawn(
        {(cell.row, cell.col): as_text(cell.value) for cell in cells if not cell.computed},
        frozenset((cell.row, cell.col) for cell in cells if cell.computed),
        frozenset(workbook.names),
        Counter((item.kind, item.text) for item in workbook.attached(info.name)),
        lists_rows,
    )


# --- what a workbook holds ----------------------------------------------------------------------------------------------


def _tables_on(workbook: Workbook, sheet: str, below: Mapping[str, int] | None = None) -> list[Block]:
    """Return the blocks of our tables on a sheet, with the rows below them that count as theirs."""
    ours = {table.name for table in KNOWN_TABLES.values()}
    tables = (table for table in workbook.tables.values() if table.sheet == sheet and table.name in ours)
    return [Block(t.first_row, t.first_col, t.last_row + (below or {}).get(t.name, 0), t.last_col) for t in tables]


def _on_own_sheet(
    book: FileBook, sheet: str, template: _Drawn, blocks: Sequence[Block], known: Collection[str]
) -> Iterator[OutsideItem]:
    """Yield what stands outside the blocks of one of our sheets and is not drawn there."""
    cells = book.workbook.loose(sheet, blocks, formulas=template.lists_rows)
    moved: list[tuple[LooseCell, str]] = []
    at_home: list[str] = []
    for cell in cells:
        text = as_text(cell.value)
        if not cell.computed and template.texts.get((cell.row, cell.col)) == text:
            at_home.append(text)
        elif not cell.computed or cell.col not in template.computed_columns:
            moved.append((cell, text))
    is_older, drawn = book.identity.layout < LAYOUT_VERSION, Counter[str]()
    if moved:
        drawn.update(template.texts.values())
        drawn.subtract(at_home)
    left: list[LooseCell] = []
    for cell, text in moved:
        place = cell.row, cell.col
        # A sheet without rows to fill in may have been worded otherwise by another version.
        is_ours = place in template.computed or (not template.lists_rows and place in template.texts)
        # An older layout has other words in other places of what is drawn; only what stands clear of it is told.
        is_ours = is_ours or (is_older and template.covers(place))
        if not cell.computed and drawn[text] > 0:
            drawn[text] -= 1
        elif not is_ours and text not in known and text not in template.added:
            left.append(cell)
    yield from by_rows(book.workbook, sheet, left)


def _attached(
    book: FileBook, sheet: str, drawn: Counter[tuple[Attachment, str]], computed: Sequence[Block]
) -> Iterator[OutsideItem]:
    """Yield what is attached; links within the workbook are what computed blocks are made of, whatever its sheets are called."""
    for item in book.workbook.attached(sheet):
        if (
            item.kind is Attachment.LINK
            and item.text.startswith("#")
            and any(
                block.top <= item.row <= block.bottom and block.left <= item.col <= block.right for block in computed
            )
        ):
            continue
        if drawn[item.kind, item.text] > 0:
            drawn[item.kind, item.text] -= 1
        else:
            yield OutsideItem(sheet, KINDS[item.kind], plain(item.text), item.row, item.col, item.mark)

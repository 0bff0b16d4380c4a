"""What the drawing functions share: the workbook under construction, its styles, values and defined names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from udfs.lang import Lang
from udfs.serials import to_serial
from udfs.values import CellValue
from workbook_templates import geometry
from workbook_templates.areas.model import Area, AreaRefs, Place
from workbook_templates.builder.styles import Styles
from workbook_templates.catalogue import KNOWN_TABLES
from workbook_templates.context import Context
from workbook_templates.formulas import absolute
from workbook_templates.model import Column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


class Handout(NamedTuple):
    """What makes a workbook a copy for mailing.

    Attributes:
        share: the copy's own identity.
        notice: what it says on top of the first sheet.
        typed_over: rows of computed columns that hold what a person typed, by table and column key.
        base: what was sent, in pieces that fit into cells.
        fillable: the only columns that may be filled in; all typed ones where it says nothing.
        under: what stands under the title of a table in place of the line for signatures.
    """

    share: str
    notice: str
    typed_over: Mapping[str, Mapping[str, frozenset[int]]]
    base: Sequence[str]
    fillable: frozenset[str] | None = None
    under: Mapping[str, str] = MappingProxyType({})

    def opens(self, column: Column) -> bool:
        """Return whether a column may be filled in."""
        return column.typed and (self.fillable is None or column.key in self.fillable)


class Canvas:
    """A workbook under construction.

    Args:
        book: the XlsxWriter workbook.
        context: the values from which cached values come.
        handout: set for a copy that is mailed out.
        present: names that the workbook has already, where only a part of it is drawn.
    """

    def __init__(
        self, book: Workbook, context: Context, handout: Handout | None = None, present: Collection[str] = ()
    ) -> None:
        self.book = book
        self.context = context
        self.handout = handout
        self._present = frozenset(map(str.casefold, present))
        self.lang: Lang = context.lang
        self.styles = Styles(book, context.lang)
        self.headers: Mapping[str, tuple[str, Mapping[str, str]]] = {
            table.key: (table.name, {column.key: column.header(context.lang) for column in table.columns})
            for table in KNOWN_TABLES.values()
        }

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        """Where the tables are drawn."""
        layouts = {key: data.table for key, data in self.context.tables.items()}
        return {
            key: Place(table.sheet.to(self.lang), geometry.FIRST_ROW, geometry.letters(table))
            for key, table in layouts.items()
        }

    def has(self, name: str) -> bool:
        """Return whether the workbook has a name already: what it stands for is not drawn again."""
        return name.casefold() in self._present

    def name(self, name: str, sheet: Worksheet, row: int, col: int, rows: int = 1, cols: int = 1) -> None:
        """Give a block of cells a defined name; rows and columns count from 1."""
        self.book.define_name(name, "=" + absolute(sheet.get_name(), row, col, row + rows - 1, col + cols - 1))

    def derive(self, name: str, formula: str) -> None:
        """Give a formula a defined name."""
        self.book.define_name(name, "=" + formula)

    def constant(self, name: str, value: str) -> None:
        """Store a hidden text under a defined name: the workbook's identity travels with it."""
        self.book.define_name(name, f'="{value}"')
        self.book.defined_names[-1][3] = True

    def area(self, area: Area, sheet: Worksheet, row: int, col: int, style_at: Callable[[int, int], Format]) -> None:
        """Write an area's figures at a place and name it; `style_at(row, column)` of the area gives the format."""
        self.name(area.name, sheet, row, col, area.rows, area.cols)
        refs = AreaRefs(self.lang, row, col, self.headers, self._places)
        for i, figures in enumerate(area.render(self.context, refs)):
            for j, figure in enumerate(figures):
                write(sheet, row + i, col + j, figure.value, figure.formula, style_at(i, j))


def write(sheet: Worksheet, row: int, col: int, value: CellValue, formula: str | None, style: Format) -> None:
    """Write one cell, formula and cached value together; rows and columns count from 1."""
    if formula is not None:
        cached = to_serial(value) if isinstance(value, date) else "" if value is None else value
        sheet.write_formula(row - 1, col - 1, "=" + formula, style, cached)
    elif value is None:
        sheet.write_blank(row - 1, col - 1, None, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row - 1, col - 1, value, style)
    elif isinstance(value, (int, float)):
        sheet.write_number(row - 1, col - 1, value, style)
    elif isinstance(value, date):
        sheet.write_number(row - 1, col - 1, to_serial(value), style)
    else:
        sheet.write_string(row - 1, col - 1, str(value), style)

"""A cell of the page A3: the cell of a table that it reads, cut to the room that there is, as a native formula and a value."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from udfs.rules import Kind
from udfs.values import Cell, CellValue, ErrorValue, as_text, is_blank, is_number
from workbook_templates.areas.model import AreaRefs
from workbook_templates.context import Context, TableData
from workbook_templates.formulas import LONGEST_LITERAL, literal_words, quoted
from workbook_templates.reports import extracts
from workbook_templates.reports.typeset import wrapped

COLUMNS = 12
# So many Latin letters go into a column, on the sheet as on paper; lines of a row.
_LETTERS, _BESIDE = 9.2, 1.0
LINES = 2
CUT = "…"
# Excel counts signs beyond these as two.
_LAST_SINGLE = 0xFFFF


class Source(NamedTuple):
    """What a cell of the page says.

    Attributes:
        value: what it says.
        table: the table of the cell that it reads; blank where it is words of the page itself.
        key: its column.
        row: its place in the table.
        blank: what stands there as long as that cell holds nothing.
    """

    value: CellValue
    table: str = ""
    key: str = ""
    row: int = 0
    blank: str = ""

    @classmethod
    def of(cls, book: Context, table: str, key: str, row: int) -> Source:
        """Return the cell that reads a cell of a table."""
        return cls(book.tables[table][key][row], table, key, row)


def cut(text: str, span: int, lines: int = LINES) -> str:
    """Return a text as far as it goes into so many columns and lines; one that is longer ends with an ellipsis."""
    room = span * _LETTERS - _BESIDE
    if len(wrapped(text, room)) <= lines:
        return text
    # No sign is narrower than a Latin letter by much.
    most = range(1, min(len(text), int(room * lines)) + 1)
    kept = bisect_right(most, lines, key=lambda end: len(wrapped(text[:end] + CUT, room)))
    return text[:kept] + CUT


def shown(source: Source, book: Context, span: int, lines: int = LINES) -> str:
    """Return the cell as paper shows it."""
    if is_blank(source.value):
        return source.blank
    if not source.table:
        return cut(as_text(source.value).strip(), span, lines)
    kind = book.tables[source.table].table.column(source.key).kind
    if kind is Kind.NUMBER and is_number(source.value):
        return f"{source.value:,.10g}"
    return cut(extracts.shown(source.value, kind), span, lines)


def cell(source: Source, book: Context, refs: AreaRefs, span: int, lines: int = LINES) -> Cell:
    """Return the cell as the sheet holds it: a formula over the table wherever the row can be told by its number."""
    value = source.value
    if value in {None, ""} and source.table:  # a cell of nothing but spaces is not empty for a formula
        return Cell(source.blank, _formula(source, book, refs, None))
    if isinstance(value, ErrorValue):
        return Cell(as_text(value))
    text = cut(value, span, lines) if isinstance(value, str) else value
    formula = _formula(source, book, refs, None if text == value else len(as_text(text)) - 1)
    if text != value and any(ord(sign) > _LAST_SINGLE for sign in as_text(text)):
        formula = None
    return Cell(text, formula)


def _formula(source: Source, book: Context, refs: AreaRefs, kept: int | None) -> str | None:
    """Return the formula that reads the cell, its first `kept` signs where it is too long."""
    if not source.table or not all(refs.has(source.table, key) for key in ("id", source.key)):
        return None
    number = _number(book.tables[source.table], source.row)
    if number is None:
        return None
    row = f"MATCH({number},{refs.column(source.table, 'id')},0)"
    value = f"INDEX({refs.column(source.table, source.key)},{row})"
    part = value if kept is None else f"LEFT({value},{kept})&{quoted(CUT)}"
    return f'IF({value}="",{quoted(source.blank)},{part})'


def _number(data: TableData, row: int) -> str | None:
    """Return a row's number as a literal; None where it has none of its own."""
    number = data["id"][row]
    if is_number(number):
        return as_text(number) if data["id"].count(number) == 1 else None
    if not isinstance(number, str) or is_blank(number) or len(number) > LONGEST_LITERAL:
        return None
    alike = sum(isinstance(other, str) and other.casefold() == number.casefold() for other in data["id"])
    return quoted(literal_words(number)) if alike == 1 else None

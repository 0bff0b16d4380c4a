"""Excel Tables that grow and shrink, and everything on the sheet that ends where the table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from addin.xlsx.cells import uncoded
from addin.xlsx.formulas import with_references
from addin.xlsx.package import Package
from addin.xlsx.parts import MAIN, parsed, serialised, tree
from addin.xlsx.refs import parse, sheet_and_range
from udfs.problems import RefusalError, files
from workbook_templates.formulas import Block


@dataclass(frozen=True)
class TableInfo:
    """A table: where it stands (counted from 1, heading row included) and its column headings."""

    name: str
    sheet: str
    part: str
    first_row: int
    first_col: int
    last_row: int
    last_col: int
    columns: tuple[str, ...]
    totals: bool

    def ending(self, last_row: int) -> TableInfo:
        """Return the table with another last row."""
        return replace(self, last_row=last_row)

    def printed_to(self, shown: Sequence[int]) -> int:
        """Return the last row to print, by the rows in which something stands: one blank row is left for what is added by hand.

        All rows where none is filled in: they are a form.
        """
        last = max((row for row in shown if self.first_row < row <= self.last_row), default=self.last_row)
        return min(last + 1, self.last_row)


def read_table(package: Package, part: str, sheet: str) -> TableInfo | None:
    """Return a table part's description, None where it makes no sense."""
    try:
        return _table_in(package.read(part), part, sheet)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusalError(files.DAMAGED, name=package.path.name) from error


# Copies of one workbook say the same here.
@lru_cache(maxsize=64)
def _table_in(content: bytes, part: str, sheet: str) -> TableInfo | None:
    root = parsed(content)
    span = parse(root.get("ref") or "")
    name = root.get("displayName") or root.get("name")
    if root.tag != f"{{{MAIN}}}table" or span is None or not name:
        return None
    headings = tuple(uncoded(column.get("name") or "") for column in root.iter(f"{{{MAIN}}}tableColumn"))
    totals = (root.get("totalsRowCount") or "0") != "0"
    return TableInfo(name, sheet, part, span.top, span.left, span.bottom, span.right, headings, totals)


def resize(package: Package, table: TableInfo, last_row: int) -> None:
    """Write the table's new reach into its part."""
    root = tree(package, table.part)
    reach = Block(table.first_row, table.first_col, last_row, table.last_col).a1()
    root.set("ref", reach)
    for element in root.iter(f"{{{MAIN}}}autoFilter"):
        element.set("ref", reach)
    package.replace(table.part, serialised(root))


def _is_beside(span: Block, table: TableInfo) -> bool:
    return span.right < table.first_col or span.left > table.last_col


def moved(span: Block, table: TableInfo, last_row: int) -> Block | None:
    """Return a range that ends with the table at its new end, None for a range that ends elsewhere.

    A single cell in the last of several rows is somebody's special case.
    """
    one_row = table.last_row == table.first_row + 1
    if span.bottom != table.last_row or (span.top == span.bottom and not one_row):
        return None
    return span._replace(bottom=max(last_row, span.top))


# A block of cells, as names hold it: `$A$1:$B$5`.
_ABSOLUTE = re.compile(r"!\$[A-Z]+\$[0-9]+:\$[A-Z]+\$[0-9]+$")
# What the user has selected is no part of the table.
_SELECTION = re.compile(rb"<(?:\w+:)?selection\b[^>]*>")
_SQREF = re.compile(rb"""(\bsqref\s*=\s*["'])([^"']*)(["'])|(<xm:sqref>)([^<]*)(</xm:sqref>)""")


def move_ranges(xml: bytes, table: TableInfo, last_row: int, protected: tuple[int, int]) -> bytes:
    """Let validations and conditional formats that end with the table follow it.

    Args:
        xml: the sheet's part.
        table: the table as it was.
        last_row: its new last row.
        protected: start and end of the cells in `xml`, which are not looked at.
    """
    kept = [protected, *(match.span() for match in _SELECTION.finditer(xml, 0, protected[0]))]

    def follow(match: re.Match[bytes]) -> bytes:
        if any(start <= match.start() < end for start, end in kept):
            return match[0]
        before, ranges, after = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return before + b" ".join(_followed(word, table, last_row) for word in ranges.split()) + after

    return _SQREF.sub(follow, xml)


def _followed(word: bytes, table: TableInfo, last_row: int) -> bytes:
    span = parse(word.decode("ascii", "replace"))
    new = moved(span, table, last_row) if span is not None and not _is_beside(span, table) else None
    return word if new is None else new.a1().encode()


def move_name(text: str, table: TableInfo, last_row: int) -> str:
    """Return a defined name's text with each block of cells on the table's sheet that ends with it following.

    A name that holds nothing of the table but cells beside it stays; one that holds both is about the same rows of both,
    as the print area of a plan and its Gantt chart is.
    """
    end, spans = f"${table.last_row}", list[Block]()

    def ending(reference: str) -> Block | None:
        place = sheet_and_range(reference)
        if place is None or place[0] != table.sheet or not (_ABSOLUTE.search(reference) and reference.endswith(end)):
            return None
        return place[1]

    def note(reference: str) -> str:
        span = ending(reference)
        spans.extend([span] if span is not None else [])
        return reference

    def follow(reference: str) -> str:
        span = ending(reference)
        new = moved(span, table, last_row) if span is not None else None
        return reference if new is None else f"{reference.removesuffix(end)}${new.bottom}"

    if end not in text:
        return text
    with_references(text, note)
    return with_references(text, follow) if any(not _is_beside(span, table) for span in spans) else text

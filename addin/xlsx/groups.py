"""Formulas that cells share: the first cell of a group holds the text, each of the others names only the group.

Spreadsheets write filled columns so; the formula of such a cell is the first one's, moved (ECMA-376, 18.3.1.40).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from addin.xlsx import scan
from addin.xlsx.cells import decode, encode
from addin.xlsx.moved import MovingFormula
from addin.xlsx.refs import number, parse
from workbook_templates.formulas import Block

_SHARED = b"shared"
_REF = re.compile(rb"""\s+ref\s*=\s*["'][^"']*["']""")


class Member(NamedTuple):
    """A cell of a group: its place, the group's number, the text that it holds (empty: the group's), the element's place.

    `start` and `end` say where the element of the formula stands in the sheet.
    """

    row: int
    col: int
    group: bytes
    attributes: bytes
    text: bytes
    start: int
    end: int


class _Group:
    """A group: the cell that holds its text, and the block for which this was written."""

    def __init__(self, first: Member) -> None:
        self.first = first
        ref = scan.attribute(first.attributes, b"ref")
        self.block = parse(ref.decode("ascii", "replace")) if ref else None
        self.formula = MovingFormula(decode(first.text), first.row, first.col)

    def covers(self, member: Member) -> bool:
        """Return whether a cell lies in the group's block."""
        block = self.block
        return block is not None and block.top <= member.row <= block.bottom and block.left <= member.col <= block.right


def _members(xml: bytes, words: scan.Patterns) -> Iterator[Member]:
    """Yield the cells of a sheet whose formula is shared, in the order of the file."""
    if _SHARED not in xml:
        return
    opening = b"<" + words.prefix + b"c"
    for row in scan.rows(xml, words):
        if row.inner is None or _SHARED not in row.inner:
            continue
        offset = xml.index(b">", row.start) + 1
        for match in words.formula.finditer(row.inner):
            index = scan.attribute(match[1], b"si")
            if index is not None and scan.attribute(match[1], b"t") == _SHARED:
                col = _column(row.inner, row.inner.rfind(opening, 0, match.start())) or _counted(
                    row, words, match.start()
                )
                start, end = match.span()
                yield Member(row.number, col, index, match[1], match[2] or b"", offset + start, offset + end)


def _column(inner: bytes, start: int) -> int | None:
    """Return the column that the cell at a place of a row states, None where it states none."""
    ref = scan.attribute(inner[start : inner.index(b">", start)], b"r")
    return number(ref.rstrip(b"0123456789")) if ref else None


def _counted(row: scan.RawRow, words: scan.Patterns, at: int) -> int:
    """Return the column of the cell that stands at a place of a row, counted."""
    return next(cell.col for cell in scan.cells(row, words) if cell.start < at < cell.end)


def _grouped(members: Sequence[Member]) -> Iterator[tuple[Member, _Group]]:
    """Yield the cells that hold no text with their group; a number that is used twice means the block that covers a cell."""
    groups: dict[bytes, list[_Group]] = {}
    for member in members:
        if member.text:
            groups.setdefault(member.group, []).append(_Group(member))
    for member in members:
        known = groups.get(member.group)
        if known and not member.text:
            yield member, next((group for group in known if group.covers(member)), known[-1])


def fill_in(xml: bytes, words: scan.Patterns, formulas: Mapping[int, list[str | None]], first: int, last: int) -> None:
    """Put the formulas that cells share with others into columns of formula texts.

    Args:
        xml: the sheet.
        words: its patterns.
        formulas: the texts by column, from row `first` to `last`; empty ones are replaced.
        first: the first row.
        last: the last row.
    """
    for member, group in _grouped(list(_members(xml, words))):
        column = formulas.get(member.col)
        if column is not None and first <= member.row <= last and column[member.row - first] == "":
            column[member.row - first] = group.formula.at(member.row, member.col)


def handed_on(xml: bytes, words: scan.Patterns, is_written: Callable[[int, int], bool]) -> bytes:
    """Return a sheet in which no cell loses its formula when some are written over or taken away.

    Where the first cell of a group goes, the next one that stays becomes the first and gets the formula as it stands there.

    Args:
        xml: the sheet.
        words: its patterns.
        is_written: whether the cell of a row and column is going to be written over, or taken away.
    """
    left: dict[Member, tuple[_Group, list[Member]]] = {}
    for member, group in _grouped(list(_members(xml, words))):
        if is_written(group.first.row, group.first.col) and not is_written(member.row, member.col):
            left.setdefault(group.first, (group, []))[1].append(member)
    heirs = {staying[0]: (group, staying) for group, staying in left.values()}
    pieces, copied = [], 0
    for heir in sorted(heirs, key=lambda member: member.start):
        pieces += [xml[copied : heir.start], _first_of(*heirs[heir], words.prefix)]
        copied = heir.end
    return b"".join([*pieces, xml[copied:]]) if pieces else xml


def _first_of(group: _Group, staying: Sequence[Member], prefix: bytes) -> bytes:
    """Return the formula of the cell that becomes the first of those that stay."""
    heir = staying[0]
    rows, cols = [member.row for member in staying], [member.col for member in staying]
    block = Block(min(rows), min(cols), max(rows), max(cols)).a1().encode()
    attributes = _REF.sub(b"", heir.attributes).rstrip(b"/ ")
    text = encode(group.formula.at(heir.row, heir.col))
    return b'<%sf%s ref="%s">%s</%sf>' % (prefix, attributes, block, text, prefix)

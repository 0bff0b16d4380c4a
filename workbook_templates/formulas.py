"""Native formulas: references to the cells of one row, written so that Excel 2010, WPS and LibreOffice all read them.

A formula is rendered once per column with a marker in place of the row number; `at_row` puts the number in. Cells of
the row are plain A1 references (`$H5`), because structured references to `[#This Row]` are not read everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.values import ROW_MARK
from udfs.worksheet import LAST_ROW

ROW = ROW_MARK
# A formula holds no longer text.
LONGEST_LITERAL = 250


def at_row(formula: str, row: int) -> str:
    """Return the rendered formula for one sheet row."""
    return formula.replace(ROW, str(row))


def quoted(words: str) -> str:
    """Return a text literal."""
    return '"' + words.replace('"', '""') + '"'


def link(sheet: str, cell: str, shown: str) -> str:
    """Return a link to a cell of a sheet.

    Args:
        sheet: what the sheet is called.
        cell: the formula of the cell's address.
        shown: the formula of what is shown.
    """
    target = "#'" + sheet.replace("'", "''") + "'!"
    return f"HYPERLINK({quoted(target)}&{cell},{shown})"


def once_changed(now: str, before: str, words: str) -> str | None:
    """Return a formula that says something once a text is no longer what it was; None where the text is too long for one.

    Args:
        now: the formula of the text.
        before: what it was.
        words: the formula of what is said then.
    """
    return None if len(before) > LONGEST_LITERAL else f'IF({now}={quoted(before)},"",{words})'


@lru_cache(maxsize=1024)
def column_letter(number: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: bytes | str) -> int:
    """Return the number of a column by its letters."""
    number = 0
    for letter in letters if isinstance(letters, str) else letters.decode("ascii"):
        number = number * 26 + ord(letter) - 64
    return number


class Block(NamedTuple):
    """A block of cells, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of_columns(cls, first: int, last: int) -> Block:
        """Return whole columns."""
        return cls(1, first, LAST_ROW, last)

    def joined(self, other: Block) -> Block:
        """Return the smallest block that holds both."""
        return Block(
            min(self.top, other.top), min(self.left, other.left),
            max(self.bottom, other.bottom), max(self.right, other.right),
        )  # fmt: skip

    def a1(self) -> str:
        """Return the address as XML attributes hold it: `A1` or `A1:B2`."""
        start, end = f"{column_letter(self.left)}{self.top}", f"{column_letter(self.right)}{self.bottom}"
        return start if start == end else f"{start}:{end}"

    def on(self, sheet: str) -> str:
        """Return the absolute reference; whole columns end with the last row there is, which every reader understands."""
        return absolute(sheet, self.top, self.left, self.bottom, self.right)


def absolute(sheet: str, first_row: int, first_col: int, last_row: int, last_col: int) -> str:
    """Return an absolute reference to a block of cells, as defined names and charts hold it."""
    start = f"${column_letter(first_col)}${first_row}"
    end = f"${column_letter(last_col)}${last_row}"
    quoted_sheet = "'" + sheet.replace("'", "''") + "'"
    return f"{quoted_sheet}!{start}" if start == end else f"{quoted_sheet}!{start}:{end}"


def escaped_column(header: str) -> str:
    """Return a column's name as it is written inside a structured reference."""
    return "".join("'" + c if c in "'[]#@" else c for c in header)


# The first of them takes from the others what they mean, and has to be doubled before it does.
_WILDCARDS = ("~", "*", "?")


def literal(cell: str) -> str:
    """Return a cell's text for MATCH or COUNTIF as it stands: its wildcards mean themselves."""
    text = cell
    for sign in _WILDCARDS:
        text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
    return text


def literal_words(words: str) -> str:
    """Return words for COUNTIF as they stand, as `literal` does with what is in a cell."""
    for sign in _WILDCARDS:
        words = words.replace(sign, f"~{sign}")
    return words


class RowRefs:
    """References to the cells of one row of a table, by column key.

    Args:
        lang: the workbook's language, for text that the formula gives.
        letters: column letters by key.
        table: the Excel Table's name.
        headers: header texts by key.
    """

    def __init__(self, lang: Lang, letters: Mapping[str, str], table: str, headers: Mapping[str, str]) -> None:
        self.lang = lang
        self._letters = letters
        self._table = table
        self._headers = headers

    def __getitem__(self, key: str) -> str:
        """Return the cell of this row: `$H5`."""
        return f"${self._letters[key]}{ROW}"

    def __contains__(self, key: str) -> bool:
        """Return whether the workbook has the column."""
        return key in self._letters

    def column(self, key: str) -> str:
        """Return the whole column: `tblPlans[总分]`."""
        return f"{self._table}[{escaped_column(self._headers[key])}]"

    def text(self, words: Text) -> str:
        """Return words of the workbook's language as a literal."""
        return quoted(words.to(self.lang))

    def call(self, function: str, *arguments: str) -> str:
        """Return a call of a worksheet function of the add-in, answering in the workbook's language."""
        return f"{function}({','.join((*arguments, quoted(self.lang)))})"

    def cells(self, *keys: str) -> list[str]:
        """Return cells of this row."""
        return [self[key] for key in keys]

    def blank(self, key: str) -> str:
        """Return the test that the cell is not filled in (an error value counts as filled)."""
        return f'IFERROR(TRIM({self[key]}),"!")=""'

    def unsaid(self, key: str) -> str:
        """Return the test that the cell says nothing: not filled in, or an error value."""
        return f'IFERROR(TRIM({self[key]}),"")=""'

    def any_blank(self, *keys: str) -> str:
        """Return the test that one of the cells is not filled in."""
        return "OR(" + ",".join(self.blank(key) for key in keys) + ")"

    def plain(self, key: str) -> str:
        """Return the cell as text without stray spaces (tab, line break, full-width and no-break ones too)."""
        text = f'{self[key]}&""'
        for odd in ("CHAR(9)", "CHAR(10)", '"\u3000"', '"\u00a0"'):
            text = f'SUBSTITUTE({text},{odd}," ")'
        return f"TRIM({text})"

"""What the cells of a sheet hold: rows taken apart, values, the workbook's table of texts.

Copies of one workbook repeat most of their rows byte for byte: a row that was taken apart lately is known.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from addin.xlsx import scan
from addin.xlsx.bulk import gc_paused
from addin.xlsx.cells import decode, decode_all
from addin.xlsx.grammar import SIGNS, FilledRow, Row, grammar, is_signed
from udfs.values import CellValue

# In bytes. Of larger sheets and rows nothing is kept. Tiny sheets are known as a whole, and so are a few that have more rows
# than are known one by one: the days of a calendar are the same in all plans of a team.
_LONG_SHEET, _SMALL_SHEET, _SMALL_TABLE, _TINY_SHEET, _SMALL_ROW = 1 << 21, 1 << 20, 1 << 17, 1 << 16, 1 << 14
_KNOWN_TABLES, _KNOWN_SHEETS, _KNOWN_LONG_SHEETS, _KNOWN_ROWS = 16, 16, 2, 1024


class Reader:
    """Turns the cells of a sheet into values.

    Args:
        words: the sheet's grammar.
        strings: the workbook's table of texts.
    """

    def __init__(self, words: scan.Patterns, strings: SharedStrings) -> None:
        self._words = words
        self._strings = strings
        self._grammar = grammar(words.prefix)
        self._kept: tuple[bytes, Sequence[Row]] = (b"", ())

    @gc_paused
    def columns(
        self,
        xml: bytes,
        wanted: Sequence[int],
        first: int,
        last: int,
        *,
        formulas: bool,
        texts_of_formulas: bool = True,
    ) -> tuple[dict[int, list[CellValue]], dict[int, list[str | None]]]:
        """Return values (and formula texts) of whole columns from row `first` to `last`, in one pass.

        Where the texts of formulas are not asked for, an empty one stands for each.
        """
        length = last - first + 1
        values: dict[int, list[CellValue]] = {col: [None] * length for col in wanted}
        texts: dict[int, list[str | None]] = {col: [None] * length for col in wanted} if formulas else {}
        lists = {col: (values[col], texts.get(col)) for col in wanted}
        shared_texts, strings = self._strings.known, self._strings
        # The texts of formulas differ, and are decoded together.
        opens, raw_texts = self._grammar.opens_plain_formula, list[bytes]()
        waiting: list[tuple[list[str | None], int]] = []
        for raw, row in self.filled_rows(xml, first, last):
            at = raw.number - first
            for col, _, formula, shared, value, odd in row.cells:
                if col not in lists:
                    continue
                column, column_texts = lists[col]
                if formula and column_texts is not None:
                    if texts_of_formulas and formula.startswith(opens):
                        waiting.append((column_texts, at))
                        raw_texts.append(formula[len(opens) : formula.index(b"</")])
                    else:
                        column_texts[at] = self.formula(formula) if texts_of_formulas else ""
                if shared >= 0:
                    column[at] = shared_texts[shared] if shared in shared_texts else strings(shared)
                else:
                    column[at] = value if odd is None else self.value(*odd)
        for (column_texts, at), text in zip(waiting, decode_all(raw_texts), strict=True):
            column_texts[at] = text
        return values, texts

    def keeps(self, xml: bytes) -> bool:
        """Return whether a sheet is small enough for its rows to be kept: most are, and are asked for several times."""
        return len(xml) < _LONG_SHEET

    def filled_rows(self, xml: bytes, first: int = 0, last: int = sys.maxsize) -> Iterable[Row]:
        """Return the rows with content from `first` on, until one behind `last`."""
        rows = self._rows_kept(xml) if self.keeps(xml) else self._grammar.rows(xml)
        return rows if not first else _between(rows, first, last)

    def _rows_kept(self, xml: bytes) -> Sequence[Row]:
        if self._kept[0] is not xml:
            size = len(xml)
            known = _known_sheet if size < _TINY_SHEET else _known_long_sheet if size >= _SMALL_SHEET else _rows_of
            self._kept = (xml, known(xml, self._words.prefix))
        return self._kept[1]

    def filled(self, raw: scan.RawRow) -> FilledRow:
        """Return the filled cells of a row."""
        return self._grammar.row(raw.inner or b"")

    def rows_behind(self, xml: bytes, last: int) -> Iterable[Row]:
        """Return the rows behind row `last` in which something stands; of a large sheet it is looked at alone."""
        if self.keeps(xml):
            return self.filled_rows(xml, last + 1)
        return ((raw, self.filled(raw)) for raw in scan.filled_rows(xml, self._words, after=last))

    def signed_rows(self, xml: bytes) -> Iterator[scan.RawRow]:
        """Yield the rows in which a formula may make a link, or a cell may show a picture."""
        if self.keeps(xml):
            yield from (raw for raw, row in self._rows_kept(xml) if row.signed)
        elif any(sign in xml for sign in SIGNS):
            yield from (raw for raw in scan.rows(xml, self._words) if is_signed(raw.inner or b""))

    def content(self, shared: int, odd: tuple[bytes, bytes] | None) -> CellValue:
        """Return the value of a filled cell that does not tell it itself."""
        return self.value(*odd) if odd is not None else self._strings(shared)

    def value(self, kind: bytes, inner: bytes) -> CellValue:
        """Return the value of a cell's content."""
        shared, value = self._grammar.value(kind or b"n", inner)
        return value if shared is None else self._strings(shared)

    def formula(self, inner: bytes) -> str | None:
        """Return the text of a cell's formula: empty for one that shares another's, None where there is none."""
        return self._grammar.formula(inner)


def _between(rows: Iterable[Row], first: int, last: int) -> Iterator[Row]:
    for pair in rows:
        if pair[0].number > last:
            return
        if pair[0].number >= first:
            yield pair


def _row(inner: bytes, prefix: bytes) -> FilledRow:
    return grammar(prefix).row(inner)


_known_row = lru_cache(maxsize=_KNOWN_ROWS)(_row)


def _rows_of(xml: bytes, prefix: bytes) -> Sequence[Row]:
    """Return the rows of a sheet that have content; those that are seen again are taken apart once."""
    return [
        (raw, (_known_row if len(raw.inner) < _SMALL_ROW else _row)(raw.inner, prefix))
        for raw in scan.rows(xml, scan.patterns(prefix))
        if raw.inner
    ]


def _rows_of_long(xml: bytes, prefix: bytes) -> Sequence[Row]:
    """Return the same of a sheet whose rows would drive all others out of what is known one by one."""
    return list(grammar(prefix).rows(xml))


_known_sheet = lru_cache(maxsize=_KNOWN_SHEETS)(_rows_of)
_known_long_sheet = lru_cache(maxsize=_KNOWN_LONG_SHEETS)(_rows_of_long)


class SharedStrings:
    """The workbook's table of texts.

    Attributes:
        known: those that were decoded, by index: of a small table all at once, of others each when it is first asked for.
    """

    def __init__(self, xml: bytes) -> None:
        words = scan.patterns_of(xml)
        self._raw: list[bytes] = words.usual_item.findall(xml)
        self._is_usual = len(self._raw) == xml.count(b"<%ssi" % words.prefix)
        if not self._is_usual:
            self._raw = words.item.findall(xml)
        self.known: dict[int, str] = {}
        self._grammar = grammar(words.prefix)
        if self._is_usual and len(xml) < _SMALL_SHEET:
            # A text that is no text is a fault of the file once it is asked for.
            with contextlib.suppress(ValueError):
                self.known = dict(enumerate(decode_all(self._raw)))

    def __call__(self, index: int) -> str:
        """Return the text of an index; raises IndexError in a damaged file."""
        text = self.known.get(index)
        if text is None:
            if index < 0:
                raise IndexError(index)
            raw = self._raw[index]
            text = self.known[index] = decode(raw) if self._is_usual else self._grammar.joined(raw)
        return text


def shared_strings(xml: bytes) -> SharedStrings:
    """Return the table of texts of a workbook."""
    return (_known_strings if len(xml) < _SMALL_TABLE else SharedStrings)(xml)


_known_strings = lru_cache(maxsize=_KNOWN_TABLES)(SharedStrings)

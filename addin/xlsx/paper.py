"""A sheet made ready for paper: rows as high as what stands in them, columns between what is printed hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil
from unicodedata import east_asian_width

from addin.xlsx import scan

_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_HEIGHT = re.compile(rb"""\sht\s*=\s*("[^"]*"|'[^']*')""")
_NUMBER = re.compile(rb"""\s(ht|min|max|width)\s*=\s*["']([0-9.]+)["']""")
_HIDDEN = re.compile(rb"""\s(?:hidden|collapsed)\s*=\s*("[^"]*"|'[^']*')""")
_DEFAULT_WIDTH = 8.43
# Points that a line of ordinary text takes, and what a column's edges take of its width, in characters.
_LINE, _EDGES = 13.5, 1.5
_HIGHEST = 409
_FAR = 500


def loosened(xml: bytes, texts: Mapping[int, Mapping[int, str]]) -> bytes:
    """Return a sheet whose rows are as high as what stands in them takes, where they are lower.

    Args:
        xml: the sheet's part.
        texts: what stands in the rows that are looked at, by row and column.
    """
    words = scan.patterns_of(xml)
    widths = _widths(xml)
    pieces, at = [], 0
    for row in scan.rows(xml, words):
        height = _numbers(row.attributes).get(b"ht")
        if height is None or row.number not in texts:
            continue
        most = max(
            (_lines(text, widths.get(col, _DEFAULT_WIDTH)) for col, text in texts[row.number].items()), default=1
        )
        if most * _LINE > height:
            start = xml.index(row.attributes, row.start)
            pieces += [
                xml[at:start],
                _HEIGHT.sub(b' ht="%g"' % min(most * _LINE + _LINE / 2, _HIGHEST), row.attributes),
            ]
            at = start + len(row.attributes)
    return b"".join([*pieces, xml[at:]])


def _widths(xml: bytes) -> dict[int, float]:
    widths: dict[int, float] = {}
    for match in _COLUMN.finditer(xml, 0, xml.find(b"sheetData")):
        stated = _numbers(match[0])
        if len(stated) == len((b"min", b"max", b"width")):
            first, last = int(stated[b"min"]), int(stated[b"max"])
            # A width may hold for all columns to the right end of the sheet; texts do not stand that far.
            widths |= dict.fromkeys(range(first, min(last, first + _FAR) + 1), stated[b"width"])
    return widths


def _numbers(attributes: bytes) -> dict[bytes, float]:
    return {name: float(value) for name, value in _NUMBER.findall(attributes)}


def _lines(text: str, width: float) -> int:
    room = max(1.0, width - _EDGES)
    lengths = (sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n"))
    return sum(max(1, ceil(length / room)) for length in lengths)


def hidden(xml: bytes, first: int, last: int) -> bytes:
    """Return a sheet with the columns from `first` to `last` hidden."""

    def split(match: re.Match[bytes]) -> bytes:
        stated = _numbers(match[0])
        low, high = int(stated.get(b"min", 0)), int(stated.get(b"max", 0))
        parts = [(low, min(high, first - 1)), (max(low, first), min(high, last)), (max(low, last + 1), high)]
        return b"".join(
            _HIDDEN.sub(b"", _renumbered(match[0], *part)).replace(b"/>", b' hidden="1"/>')
            if first <= part[0] <= last
            else _renumbered(match[0], *part)
            for part in parts
            if part[0] <= part[1]
        )

    end = xml.find(b"sheetData")
    return _COLUMN.sub(split, xml[:end]) + xml[end:]


def _renumbered(element: bytes, low: int, high: int) -> bytes:
    with_low = re.sub(rb"""\smin\s*=\s*["'][0-9]+["']""", b' min="%d"' % low, element)
    return re.sub(rb"""\smax\s*=\s*["'][0-9]+["']""", b' max="%d"' % high, with_low)

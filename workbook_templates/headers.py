"""Finding a table's columns by their headings: users rename, reorder and insert columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from workbook_templates.model import Column, Table

_MARKS = re.compile(r"[\s*＊:：]+")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


def folded(heading: str) -> str:
    """Return a heading without what people vary: width, case, spaces, stars and colons."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def bare(heading: str) -> str:
    """Return the folded heading without a bracketed unit or remark: `工期（工作日）` gives `工期`."""
    return _BRACKETS.sub("", folded(heading)) or folded(heading)


def spellings(column: Column) -> list[str]:
    """Return the folded headings under which a column is known: its labels, then its aliases."""
    return [folded(words) for words in (*column.label, *column.aliases)]


def match_headers(table: Table, headings: Sequence[str]) -> dict[str, int]:
    """Return the position of each column of the table among the headings.

    Labels go before aliases, so that a column which carries another's alias as its label cannot take its place.
    """
    known = [folded(heading) for heading in headings]
    found: dict[str, int] = {}
    for rank in range(max(len(spellings(column)) for column in table.columns)):
        for column in table.columns:
            names = spellings(column)
            if column.key not in found and rank < len(names) and names[rank] in known:
                at = known.index(names[rank])
                if at not in found.values():
                    found[column.key] = at
    return found

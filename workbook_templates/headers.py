"""Finding a table's columns by their headings: users rename, reorder and insert columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from workbook_templates.model import Column, Table

_MARKS = re.compile(r"[\s*＊:：]+")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """Return a heading without what people vary: width, case, spaces, stars and colons."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def bare(heading: str) -> str:
    """Return the folded heading without a bracketed unit or remark: `工期（工作日）` gives `工期`."""
    return _BRACKETS.sub("", folded(heading)) or folded(heading)


def spellings(column: Column) -> list[str]:
    """Return the folded headings under which a column is known: its labels, then its aliases."""
    return [folded(words) for words in (*column.label, *column.aliases)]


# By table name and number of columns (a register's has one more): the layout does not change while the program runs,
# and a thousand files may be read with it.
_known_spellings: dict[tuple[str, int], dict[str, list[str]]] = {}


def _spellings_of(table: Table) -> dict[str, list[str]]:
    known = table.name, len(table.columns)
    if known not in _known_spellings:
        _known_spellings[known] = {column.key: spellings(column) for column in table.columns}
    return _known_spellings[known]


def match_headers(table: Table, headings: Sequence[str]) -> dict[str, int]:
    """Return the position of each column of the table among the headings.

    Labels go before aliases, so that a column which carries another's alias as its label cannot take its place.
    """
    _spellings_of(table)
    return dict(_matches((table.name, len(table.columns)), tuple(headings)))


@lru_cache(maxsize=256)
def _matches(table: tuple[str, int], headings: Sequence[str]) -> Mapping[str, int]:
    known = [folded(heading) for heading in headings]
    matches: dict[str, int] = {}
    names = _known_spellings[table]
    places = {heading: at for at, heading in reversed(list(enumerate(known)))}
    taken: set[int] = set()
    for rank in range(max(map(len, names.values()))):
        for key, listed in names.items():
            at = places.get(listed[rank]) if key not in matches and rank < len(listed) else None
            if at is not None and at not in taken:
                matches[key] = at
                taken.add(at)
    return matches


def match_places(table: Table, headings: Sequence[str], matches: Mapping[str, int]) -> dict[str, int]:
    """Return the columns of a register, renamed ones too.

    Commands have drawn it, so columns of unknown names that fill the place between two known ones, as many as were drawn
    there, are those. Where somebody has put a column of their own among them it cannot be known which is which.
    """
    known = dict(matches)
    taken = set(matches.values())
    run: list[str] = []
    before = -1
    for key in (*(column.key for column in table.columns), None):
        at = len(headings) if key is None else matches.get(key)
        if at is None:
            run.append(str(key))
            continue
        between = range(before + 1, at)
        if len(run) == len(between) and taken.isdisjoint(between):
            known |= dict(zip(run, between, strict=True))
        run, before = [], at
    return known

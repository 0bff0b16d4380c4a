"""People named in a cell: several may share it, and every sheet and command counts each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from udfs.values import CellValue, ErrorValue, as_text, plain

SEPARATORS = (",", "，", ";", "；", "、", "/", "／", "\n")
"""What stands between two names; the native formulas go by the same list."""

_BETWEEN = re.compile("[" + "".join(SEPARATORS) + "]")


def people_in(value: CellValue) -> list[str]:
    """Return everybody named in a cell as written, each once; an error value names nobody."""
    return [] if isinstance(value, ErrorValue) else list(_named(as_text(value)))


# The same few people stand in thousands of cells.
@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for name in map(plain, _BETWEEN.split(text)):
        if name:
            names.setdefault(person_key(name), name)
    return tuple(names.values())


def person_key(name: str) -> str:
    """Return what all ways to write a person's name have in common: letter case and spaces do not matter."""
    return "".join(name.split()).casefold()


def counted(values: Iterable[CellValue]) -> list[tuple[str, int]]:
    """Return everybody in a column as first written, with the number of cells that name them, the most frequent first."""
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    for value in values:
        for name in people_in(value):
            key = person_key(name)
            spelled.setdefault(key, name)
            counts[key] = counts.get(key, 0) + 1
    return [(spelled[key], count) for key, count in sorted(counts.items(), key=lambda entry: -entry[1])]

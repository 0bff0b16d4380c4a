"""Counts for summaries: by label and by what occurs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.values import CellValue, plain


class Tally(NamedTuple):
    """How many values carry each label, how many carry another one, and how many are blank."""

    counts: list[int]
    other: int
    blank: int


def tally(values: Sequence[CellValue], labels: Sequence[CellValue]) -> Tally:
    """Count values per label; letter case and stray spaces do not matter."""
    by_name = {text.casefold(): count for text, count in distinct(values)}
    blank = len(values) - sum(by_name.values())
    counts = [by_name.pop(plain(label).casefold(), 0) for label in labels]
    return Tally(counts, sum(by_name.values()), blank)


def distinct(values: Sequence[CellValue], most: int | None = None) -> list[tuple[str, int]]:
    """Return what occurs, as first written, with its count: the most frequent first, then the first seen.

    `most` limits the length of the answer. Blanks are left out.
    """
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    for value in values:
        text = plain(value)
        key = text.casefold()
        if key:
            spelled.setdefault(key, text)
            counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return [(spelled[key], count) for key, count in ordered[:most]]

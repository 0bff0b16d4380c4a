"""Counts for summaries: by label, by what occurs, and the few labels that carry most of the weight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
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


class Pareto(NamedTuple):
    """Labels by count descending, their cumulative shares (0–1), and which of them are the vital few."""

    labels: list[str]
    counts: list[float]
    shares: list[float]
    vital: list[bool]


def pareto(labels: Sequence[str], counts: Sequence[float], other_last: str = "其他") -> Pareto:
    """Order the labels for a Pareto chart: by count descending, `other_last` at the end whatever its count.

    The vital few are the smallest prefix whose cumulative share reaches 80%, the crossing item included. Without any
    count all shares are 0 and nothing is vital.
    """
    last = plain(other_last).casefold()
    pairs = sorted(zip(labels, counts, strict=True), key=lambda pair: (plain(pair[0]).casefold() == last, -pair[1]))
    sums = list(accumulate(count for _, count in pairs))
    total = sums[-1] if sums else 0
    before = [0, *sums[:-1]] if sums else []
    return Pareto(
        [label for label, _ in pairs],
        [count for _, count in pairs],
        [reached / total if total else 0.0 for reached in sums],
        # Compared in whole multiples: 4 of 5 is exactly 80%, and 0.8 is no exact binary number.
        [reached * 5 < total * 4 for reached in before],
    )

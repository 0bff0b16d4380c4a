"""What is counted of an export, and what a piece of it contributes; pieces are added up in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from addin.measuring.columns import Floats, Integers
from addin.measuring.hashing import Hashes
from addin.measuring.partial import MOST_GROUPS, Cell, Doubt, Partial, Reason, Rows, Spread, renumbered
from udfs.measuring.definition import Definition
from udfs.values import CellValue


class Plan(NamedTuple):
    """What is counted of an export.

    Attributes:
        measures: the definitions with the columns of their names.
        headings: its headings.
        key: the column that tells rows apart, None where there is none.
        today: no later day is counted.
    """

    measures: Sequence[tuple[Definition, Mapping[str, int]]]
    headings: Sequence[str]
    key: int | None
    today: date

    @property
    def columns(self) -> list[int]:
        """Return the positions of the columns that are needed."""
        needed = {at for _, places in self.measures for at in places.values()}
        return sorted(needed | ({self.key} if self.key is not None else set()))


@dataclass
class Counted:
    """What a piece contributes to one measure."""

    keys: Integers
    rows: NDArray[np.intp]
    hits: NDArray[np.intp]
    totals: Floats
    groups: list[str]
    spread: Spread | None = None


@dataclass
class Piece:
    """What a piece of an export contributes; its rows are counted from 0.

    `length` counts all of them, `rows` those that hold anything.
    """

    length: int
    rows: int = 0
    counted: int = 0
    reasons: dict[Reason, int] = field(default_factory=dict)
    measures: list[Counted] = field(default_factory=list)
    days: dict[str, dict[int, int]] = field(default_factory=dict)
    means: dict[str, dict[int, tuple[float, int]]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    doubts: list[tuple[Doubt, str, int, list[int], CellValue]] = field(default_factory=list)
    key: tuple[Hashes, Integers] | None = None


def add(partial: Partial, piece: Piece, plan: Plan, first: int) -> None:
    """Add what a piece contributes to what was read before it; its first row has this number in the file."""
    partial.rows += piece.rows
    partial.counted += piece.counted
    for reason, number in piece.reasons.items():
        partial.reasons[reason] = partial.reasons.get(reason, 0) + number
    for (definition, _), counted in zip(plan.measures, piece.measures, strict=True):
        _add_measure(partial, definition, counted)
    for name, days in piece.days.items():
        known = partial.days.setdefault(name, {})
        for day, number in days.items():
            known[day] = known.get(day, 0) + number
    for name, means in piece.means.items():
        levels, starts = partial.means.setdefault(name, {}), partial.starts.setdefault(name, {})
        for day, (total, number) in means.items():
            before = levels.get(day, (0.0, 0))
            levels[day] = before[0] + total, before[1] + number
            starts.setdefault(day, first + piece.starts[name][day])
    for doubt, name, number, numbers, value in piece.doubts:
        partial.doubts.setdefault((doubt, name), Rows()).add(number, [first + row for row in numbers], value)
    if piece.key is not None:
        hashes, rows = piece.key
        partial.keys.append((hashes, rows + np.int32(first)))


def _add_measure(partial: Partial, definition: Definition, counted: Counted) -> None:
    extract = partial.extracts[definition.measure]
    extract.rows += int(counted.rows.sum())
    numbers = {name: number for number, name in enumerate(extract.groups)}
    for name in counted.groups:
        numbers.setdefault(name, len(numbers))
    extract.groups = list(numbers)
    extract.is_split = extract.is_split or len(numbers) >= MOST_GROUPS
    if extract.is_split:
        extract.cells.clear()
        extract.spread.clear()
        return
    for key, rows, hits, total in zip(
        counted.keys.tolist(), counted.rows.tolist(), counted.hits.tolist(), counted.totals.tolist(), strict=True
    ):
        cell = extract.cells.setdefault((key // MOST_GROUPS, counted.groups[key % MOST_GROUPS]), Cell())
        cell.rows += rows
        cell.hits += hits
        cell.total += total
    if counted.spread is not None:
        by_number = np.array([numbers[name] for name in counted.groups], np.int32)
        extract.spread.append(Spread(renumbered(counted.spread.keys, by_number), counted.spread.values))

"""Computed points meet those on the sheet: new ones are added, changed ones updated; what a person did is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from udfs.measuring.points import Key, Point
from udfs.values import CellValue, agrees, is_blank, is_number

FIGURES = ("numerator", "denominator", "value")


@dataclass(frozen=True)
class Present:
    """A point on the sheet.

    Attributes:
        row: its position in the table.
        key: which point.
        numerator, denominator, value: its figures as they stand there.
        is_own: a person typed it, or typed over a figure that was computed.
        is_excluded: a person excluded it.
        is_unfinished: it is excluded because its period was not complete.
    """

    row: int
    key: Key
    numerator: CellValue
    denominator: CellValue
    value: CellValue
    is_own: bool = False
    is_excluded: bool = False
    is_unfinished: bool = False

    @property
    def is_kept(self) -> bool:
        """Return whether it is a person's, so that nothing may change it."""
        return self.is_own or self.is_excluded


class Update(NamedTuple):
    """A point on the sheet and what it becomes."""

    before: Present
    after: Point


@dataclass
class Merged:
    """What a run does with the points of a sheet.

    Attributes:
        new: points that the sheet does not have.
        changed: points whose figures, or whose period being complete, differ.
        same: how many are on the sheet as computed.
        kept: points of a person that differ from what was computed.
        partial: points that stay, because the export holds only a part of their period and the sheet holds more.
        shrunk: changed points that were counted from more rows before.
        zeroed: points that stay, because all that was computed of their measure is 0: more likely its condition is wrong.
    """

    new: list[Point] = field(default_factory=list)
    changed: list[Update] = field(default_factory=list)
    same: int = 0
    kept: list[Update] = field(default_factory=list)
    partial: list[Update] = field(default_factory=list)
    shrunk: list[Update] = field(default_factory=list)
    zeroed: list[Update] = field(default_factory=list)


def merge(present: Iterable[Present], computed: Iterable[Point]) -> Merged:
    """Return what computed points change on a sheet; in the order of measure, day and group.

    A point that a person typed, typed over or excluded stays as it is. A point of an incomplete period never takes the
    place of one that was counted from more, and nothing but zeros of a measure none of a figure. Merging the same points
    again changes nothing.
    """
    computed = sorted(computed, key=lambda point: point.key)
    with_figures = {point.key.measure for point in computed if point.value}
    rows: defaultdict[Key, list[Present]] = defaultdict(list)
    for each in present:
        rows[_folded(each.key)].append(each)
    merged = Merged()
    for point in computed:
        there = rows.get(_folded(point.key), [])
        if not there:
            merged.new.append(point)
            continue
        own = [each for each in there if each.is_kept]
        before = own[0] if own else there[0]
        if _is_same(before, point):
            merged.same += 1
        elif own:
            # Whether a period was complete is no figure of a person's point.
            if _figures_agree(before, point):
                merged.same += 1
            else:
                merged.kept.append(Update(before, point))
        elif point.key.measure not in with_figures and before.value:
            merged.zeroed.append(Update(before, point))
        elif point.is_unfinished and _size(before) > _size_of(point):
            merged.partial.append(Update(before, point))
        else:
            merged.changed.append(Update(before, point))
            if _size(before) > _size_of(point):
                merged.shrunk.append(Update(before, point))
    return merged


def _folded(key: Key) -> Key:
    return key._replace(measure=key.measure.casefold(), group=key.group.strip().casefold())


def _figures_agree(before: Present, after: Point) -> bool:
    """Return whether the figures agree; those that a person has left blank beside others contradict nothing.

    Where all of them were cleared the point is missing: it must not count as the same.
    """
    pairs = [(getattr(before, name), getattr(after, name)) for name in FIGURES]
    if before.is_own and not before.is_excluded and all(is_blank(old) for old, _ in pairs):
        return False
    return all(_agree(old, new) or (before.is_kept and is_blank(old)) for old, new in pairs)


def _agree(before: CellValue, after: float | None) -> bool:
    if is_blank(before) or after is None:
        return is_blank(before) and after is None
    return agrees(before, after)


def _is_same(before: Present, after: Point) -> bool:
    return _figures_agree(before, after) and before.is_unfinished == after.is_unfinished


def _size(point: Present) -> float:
    """Return from how much a point on the sheet was counted: its denominator, or the count or sum itself."""
    size = point.denominator if is_number(point.denominator) else point.value
    return float(size) if is_number(size) else 0


def _size_of(point: Point) -> float:
    return point.value if point.denominator is None else point.denominator

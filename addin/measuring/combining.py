"""From what exports contribute to the points of a measure; in whatever order they were read, the points are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from addin.measuring.partial import MOST_GROUPS, Cell, Extract, Partial, as_days, renumbered
from addin.measuring.tallies import parted
from udfs.indicators.choices import MEDIAN, P90
from udfs.measuring.definition import Definition
from udfs.measuring.periods import by_period, unfinished
from udfs.measuring.points import OF_NOTHING, Key, Point, figures_of

_NOTHING = Cell()


def points_of(
    definition: Definition, partials: Sequence[Partial], today: date, blank_group: str
) -> tuple[list[Point], list[date]]:
    """Return the points of a measure and which periods are not complete.

    Args:
        definition: the measure.
        partials: the exports.
        today: the day on which they were read.
        blank_group: what the group of rows is called whose group is blank.
    """
    reads = [
        (place, each.extracts[definition.measure])
        for place, each in enumerate(partials)
        if definition.measure in each.extracts
    ]
    reads.sort(key=lambda read: partials[read[0]].fingerprint)  # sums come out the same in every order of the files
    cells: defaultdict[tuple[int, str], Cell] = defaultdict(Cell)
    most: dict[tuple[int, str], tuple[int, int]] = {}
    for place, extract in reads:
        for key, cell in extract.cells.items():
            whole = cells[key]
            whole.rows, whole.hits, whole.total = (
                whole.rows + cell.rows,
                whole.hits + cell.hits,
                whole.total + cell.total,
            )
            most[key] = max(most.get(key, (0, 0)), (cell.rows, -place))
    is_spread = definition.calculation in (MEDIAN, P90)
    spreads = _spreads(extract for _, extract in reads) if is_spread else {}
    rows = days_of(definition, partials)
    periods = by_period(rows, definition.frequency)
    if definition.calculation in OF_NOTHING:
        groups = {group for _, group in cells} or ({""} if not definition.group_column else set())
        first = max((-place for place, _ in reads), default=0)
        for day in periods:
            for group in groups:
                most.setdefault((day.toordinal(), group), (0, first))
                cells.setdefault((day.toordinal(), group), _NOTHING)
    open_periods = unfinished(rows, definition.frequency, today)
    points = []
    for (ordinal, group), cell in sorted(cells.items()):
        figures = figures_of(definition, cell.rows, cell.hits, cell.total, spreads.get((ordinal, group), ()))
        if figures is not None:
            day = date.fromordinal(ordinal)
            name = group or (blank_group if definition.group_column else "")
            point = Key(definition.measure, day, name)
            source = -most[ordinal, group][1]
            points.append(Point(point, *figures, cell.rows, day in open_periods, source))
    return points, open_periods


def days_of(definition: Definition, partials: Iterable[Partial]) -> dict[date, int]:
    """Return how many rows all exports have on each day of the measure's date column, whether they count or not."""
    days: defaultdict[int, int] = defaultdict(int)
    for each in partials:
        if definition.measure in each.extracts:
            for day, number in each.days.get(each.extracts[definition.measure].date_heading, {}).items():
                days[day] += number
    return as_days(days)


def _spreads(extracts: Iterable[Extract]) -> dict[tuple[int, str], Sequence[float]]:
    """Return all values of each period and group, ascending."""
    groups: dict[str, int] = {}
    keys, values = [np.zeros(0, np.int32)], [np.zeros(0)]
    for extract in extracts:
        by_number = np.array([groups.setdefault(name, len(groups)) for name in extract.groups] or [0], np.int32)
        for spread in extract.spread:
            keys.append(renumbered(spread.keys, by_number))
            values.append(spread.values)
    all_keys, all_values = np.concatenate(keys), np.concatenate(values)
    if not len(all_keys):  # only headings, or a filter that no row meets
        return {}
    names = [*groups]
    return {(key // MOST_GROUPS, names[key % MOST_GROUPS]): part for key, part in parted(all_keys, all_values).items()}


def repeated_keys(partials: Sequence[Partial]) -> Iterator[tuple[Partial, int, list[int]]]:
    """Yield for each export how many of its rows repeat the key of an earlier row, and the numbers of the first of them."""
    headings = dict.fromkeys(each.key for each in partials if each.keys)
    for heading in headings:
        read = [each for each in partials if each.keys and each.key == heading]
        hashes = np.concatenate([piece for each in read for piece, _ in each.keys])
        ordered = np.sort(hashes)
        if not (ordered[1:] == ordered[:-1]).any():
            continue
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        later = order[1:][ordered[1:] == ordered[:-1]]
        start = 0
        for each in read:
            rows = np.concatenate([numbers for _, numbers in each.keys])
            here = np.sort(later[(later >= start) & (later < start + len(rows))]) - start
            if len(here):
                yield each, len(here), rows[here].tolist()
            start += len(rows)

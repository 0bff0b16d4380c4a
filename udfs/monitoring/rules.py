"""The rules that point at signals: Nelson's eight, and NHS England's where they differ.

A rule looks at the points of one phase that count, one after the other: holes and excluded points are passed over, a new
phase begins anew. On a limit or on the centre line is neither beyond it nor on a side of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from udfs.monitoring import choices
from udfs.monitoring.choices import Rule
from udfs.monitoring.series import TOLERANCE

_NEAR = 3
_BEYOND = 4


@dataclass(frozen=True)
class Signal:
    """What one rule points at.

    Attributes:
        rule: which one.
        first: the place of the point at which the pattern begins.
        last: the place of the point at which it ends, so far.
        points: the places of the points at which the rule holds: from the nineth of a run of nine on.
        side: 1 above or rising, −1 below or falling, 0 where the pattern has no side.
    """

    rule: Rule
    first: int
    last: int
    points: tuple[int, ...]
    side: int

    @property
    def at(self) -> int:
        """Return the place of the point at which it was seen first; it stays the same as more points come."""
        return self.points[0] if self.points else self.first


class Judged(NamedTuple):
    """The points of a phase that count: their places in the series, their values, and the zone of each.

    Zones: 0 on the centre line, ±1 up to 1σ, ±2 beyond 1σ, ±3 beyond 2σ, ±4 beyond 3σ.
    """

    places: Sequence[int]
    values: Sequence[float]
    zones: Sequence[int]


def zone(value: float, centre: float, sigma: float) -> int:
    """Return in which zone a point lies; what is closer to a border than 1e-9 of the figures lies on it."""
    distance = value - centre
    size = abs(distance)
    slack = TOLERANCE * max(abs(value), abs(centre) + 3 * sigma)
    if size <= slack:
        return 0
    level = 1 + (size > sigma + slack) + (size > 2 * sigma + slack) + (size > 3 * sigma + slack)
    return level if distance > 0 else -level


def signals(judged: Judged, rules: Sequence[Rule]) -> list[Signal]:
    """Return what the rules point at, rule after rule; rules that need no limits are those of `runs`."""
    return [signal for rule in rules if rule in _FINDERS for signal in _FINDERS[rule](judged, rule)]


def _outside(judged: Judged, rule: Rule) -> Iterator[Signal]:
    for place, zone_ in zip(judged.places, judged.zones, strict=True):
        if abs(zone_) == _BEYOND:
            yield Signal(rule, place, place, (place,), _side(zone_))


def _side(number: float) -> int:
    return (number > 0) - (number < 0)


def stretches(marks: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Return the runs of equal marks other than 0: from which index, to behind which, and the mark."""
    start = 0
    for i in range(1, len(marks) + 1):
        if i == len(marks) or marks[i] != marks[start]:
            if marks[start]:
                yield start, i, marks[start]
            start = i


def _run(judged: Judged, rule: Rule, marks: Sequence[int], least: int, *, sided: bool = True) -> Iterator[Signal]:
    places = judged.places
    for start, stop, mark in stretches(marks):
        if stop - start >= least:
            points = tuple(places[start + least - 1 : stop])
            yield Signal(rule, places[start], places[stop - 1], points, mark if sided else 0)


def _on_a_side(least: int) -> Callable[[Judged, Rule], Iterator[Signal]]:
    return lambda judged, rule: _run(judged, rule, [_side(zone_) for zone_ in judged.zones], least)


def _steps(values: Sequence[float]) -> list[int]:
    """Return for each step whether it rises (1), falls (−1) or stays (0)."""
    results = []
    for before, after in pairwise(values):
        step = after - before
        if -TOLERANCE * (size := max(abs(before), abs(after))) <= step <= TOLERANCE * size:
            results.append(0)
        else:
            results.append(1 if step > 0 else -1)
    return results


def _of_steps(judged: Judged, rule: Rule, marks: Sequence[int], least: int, *, sided: bool) -> Iterator[Signal]:
    """Return runs of steps: `least` points are one step fewer."""
    places = judged.places
    for start, stop, mark in stretches(marks):
        if stop - start >= least - 1:
            points = tuple(places[start + least - 1 : stop + 1])
            yield Signal(rule, places[start], places[stop], points, mark if sided else 0)


def _in_trend(least: int) -> Callable[[Judged, Rule], Iterator[Signal]]:
    return lambda judged, rule: _of_steps(judged, rule, _steps(judged.values), least, sided=True)


def _alternating(judged: Judged, rule: Rule) -> Iterator[Signal]:
    # Turned round at every second step, an alternating series rises or falls all the way.
    turned = [step if i % 2 else -step for i, step in enumerate(_steps(judged.values))]
    return _of_steps(judged, rule, turned, 14, sided=False)


def _some_of(wanted: int, window: int, level: int) -> Callable[[Judged, Rule], Iterator[Signal]]:
    """Return a rule: so many of the latest points lie beyond a zone's border on one side, the latest among them."""

    def find(judged: Judged, rule: Rule) -> Iterator[Signal]:
        for side in (1, -1):
            hits = [i for i, zone_ in enumerate(judged.zones) if side * zone_ >= level]
            groups: list[list[int]] = []
            for order, i in enumerate(hits):
                if order < wanted - 1 or i - hits[order - wanted + 1] >= window:
                    continue
                if groups and i - groups[-1][-1] < window:
                    groups[-1].append(i)
                else:
                    groups.append([hits[order - wanted + 1], i])
            for first, *points in groups:
                places = tuple(judged.places[i] for i in points)
                yield Signal(rule, judged.places[first], places[-1], places, side)

    return find


def _two_near_limit(judged: Judged, rule: Rule) -> Iterator[Signal]:
    """Return where of three points on one side two lie beyond 2σ and within 3σ; the latest of these is pointed at."""
    window = 3
    zones = judged.zones
    pairs: list[list[int]] = []
    for i in range(window - 1, len(zones)):
        three = range(i - window + 1, i + 1)
        if len({_side(zones[j]) for j in three} - {0}) != 1 or any(zones[j] == 0 for j in three):
            continue
        near = [j for j in three if abs(zones[j]) == _NEAR]
        if len(near) < window - 1:
            continue
        if pairs and pairs[-1][-1] == near[-1]:
            continue
        if pairs and near[0] <= pairs[-1][-1] and _side(zones[near[0]]) == _side(zones[pairs[-1][-1]]):
            pairs[-1].append(near[-1])
        else:
            pairs.append([near[0], near[-1]])
    for first, *points in pairs:
        places = tuple(judged.places[i] for i in points)
        yield Signal(rule, judged.places[first], places[-1], places, _side(zones[first]))


def _fifteen_inside(judged: Judged, rule: Rule) -> Iterator[Signal]:
    return _run(judged, rule, [int(abs(zone_) <= 1) for zone_ in judged.zones], 15, sided=False)


def _eight_outside(judged: Judged, rule: Rule) -> Iterator[Signal]:
    """Return where eight in a row lie beyond 1σ on both sides; eight on one side are the business of other rules."""
    least = 8
    zones, places = judged.zones, judged.places
    for start, stop, _ in stretches([int(abs(zone_) > 1) for zone_ in zones]):
        points = [
            i for i in range(start + least - 1, stop) if len({_side(z) for z in zones[i - least + 1 : i + 1]}) > 1
        ]
        if points:
            yield Signal(rule, places[start], places[points[-1]], tuple(places[i] for i in points), 0)


_FINDERS: dict[Rule, Callable[[Judged, Rule], Iterator[Signal]]] = {
    choices.OUTSIDE: _outside,
    choices.NINE_ON_A_SIDE: _on_a_side(9),
    choices.SIX_IN_TREND: _in_trend(6),
    choices.FOURTEEN_ALTERNATING: _alternating,
    choices.TWO_OF_THREE: _some_of(2, 3, 3),
    choices.FOUR_OF_FIVE: _some_of(4, 5, 2),
    choices.FIFTEEN_INSIDE: _fifteen_inside,
    choices.EIGHT_OUTSIDE: _eight_outside,
    choices.SEVEN_ON_A_SIDE: _on_a_side(7),
    choices.SEVEN_IN_TREND: _in_trend(7),
    choices.TWO_NEAR_LIMIT: _two_near_limit,
}

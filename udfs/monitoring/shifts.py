"""Proposals for phases: where a level changed and stayed. A phase is never begun by itself, only proposed with its reason.

Limits that are redrawn at every run of points would call any change normal (NHS England, Making Data Count: “what you
don't want to do is automatically redraw the chart”): a person says what has changed, and from when.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import fsum, sqrt
from typing import NamedTuple

from udfs.lang import Text
from udfs.monitoring.charts import FEWEST, Chart
from udfs.monitoring.estimates import D2, typical_range
from udfs.monitoring.wording import Figures, day_text, fill

# By so many standard errors the two sides have to differ. It is the largest of all splits: of 180 stable points about one
# series in a hundred reaches it.
LEAST_DISTANCE = 4.0
_MOST = 3

_REASON = Text(
    "自{where}起 {after_n} 点平均 {after}，之前 {before_n} 点平均 {before}（相差 {sigmas}σ）：若已查明当时的改变，可从这天起设新阶段",
    "from {where} on {after_n} points average {after}, the {before_n} before {before} ({sigmas}σ apart): where you know what changed, begin a new phase there",
)
_POINT = Text("第 {n} 点", "point {n}")


class Shift(NamedTuple):
    """A proposal for a phase: the place of its first point, both levels, their distance in σ, and the reason in words."""

    place: int
    before: float
    after: float
    sigmas: float
    reason: Text


def proposals(chart: Chart, figures: Figures) -> list[Shift]:
    """Return where each phase should perhaps be divided, at most three times; each side keeps at least eight points.

    The split with the largest difference of means, then again on both of its sides (Scott & Knott, Biometrics 1974,
    30:507). The spread comes from moving ranges, which a shift does not widen.
    """
    shifts: list[Shift] = []
    scaled = chart.z if any(z is not None for z in chart.z) else chart.series.values
    for phase in chart.phases:
        places = [i for i in chart.series.counted_in(phase.stage) if scaled[i] is not None]
        values = [float(scaled[i]) for i in places]  # type: ignore[arg-type]
        apart = zip(places, places[1:], values, values[1:], strict=False)
        spread = typical_range([abs(late - early) for i, j, early, late in apart if j == i + 1])
        if not spread:
            continue
        splits = sorted(_split(values, spread / D2, 0, len(values)), key=lambda pair: -pair[1])[:_MOST]
        ends = [0, *sorted(at for at, _ in splits), len(values)]
        for start, at, stop in zip(ends, ends[1:], ends[2:], strict=False):
            shifts.append(
                _shift(chart, figures, places[start:at], places[at:stop], (values, spread / D2, start, at, stop))
            )
    return shifts


def _split(values: Sequence[float], sigma: float, start: int, stop: int) -> list[tuple[int, float]]:
    """Return where a stretch divides, with how far the sides differ in standard errors."""
    size = stop - start
    if size < 2 * FEWEST:
        return []
    sums = [0.0, *accumulate(values[start:stop])]
    total = sums[-1]

    def distance(left: int) -> float:
        # For equal totals the distance of means over its standard error grows with this.
        return abs(sums[left] - total * left / size) / (sigma * sqrt(left * (size - left) / size))

    best = max(range(FEWEST, size - FEWEST + 1), key=distance)
    if distance(best) < LEAST_DISTANCE:
        return []
    at = start + best
    return [(at, distance(best)), *_split(values, sigma, start, at), *_split(values, sigma, at, stop)]


def _shift(
    chart: Chart,
    figures: Figures,
    earlier: Sequence[int],
    later: Sequence[int],
    split: tuple[Sequence[float], float, int, int, int],
) -> Shift:
    values, sigma, start, at, stop = split
    before, after = level(chart, earlier), level(chart, later)
    means = fsum(values[at:stop]) / (stop - at), fsum(values[start:at]) / (at - start)
    sigmas = abs(means[0] - means[1]) / sigma
    days, first = chart.series.days, later[0]
    where = Text(f" {day_text(days[first])} ", day_text(days[first])) if days else fill(_POINT, n=first + 1)
    reason = fill(
        _REASON, where=where, after_n=len(later), after=figures(after), before_n=len(earlier), before=figures(before),
        sigmas=f"{sigmas:.1f}",
    )  # fmt: skip
    return Shift(first, before, after, sigmas, reason)


def level(chart: Chart, places: Sequence[int]) -> float:
    """Return the level of some points: their mean; of rates all numerators together over all denominators."""
    series = chart.series
    if series.denominators is None:
        return fsum(series.values[i] for i in places) / len(places)  # type: ignore[misc]
    sizes = fsum(series.denominators[i] for i in places)  # type: ignore[misc]
    return fsum(series.numbers[i] for i in places) / sizes  # type: ignore[misc]

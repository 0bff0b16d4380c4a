"""Centre and spread of one phase: from its moving ranges, or from what binomial and Poisson counts have to be.

The spread is never the standard deviation of all points: a shift would widen the limits that are to show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt
from statistics import median
from typing import Literal, NamedTuple

from udfs.lang import Text
from udfs.monitoring.choices import COUNTED, DAYS_BETWEEN, P_PRIME, RUN, C, U
from udfs.monitoring.series import SMALLEST, TOLERANCE, Series, Stage

# d2 and D4 for ranges of two; 3/d2 is the 2.66 of textbooks, D4 is rounded as Montgomery has it.
D2, D4 = 1.128, 3.267
# The median of such ranges, in units of σ (Wheeler: 3/0.954 = 3.145).
D_MEDIAN = 0.954
# Days between rare events are about normal as y^(1/3.6) (Nelson, Journal of Quality Technology 1994, 26:239).
POWER = 3.6

# How ranges become a spread: their mean; their median; their mean once those beyond the limit are left out (Nelson 1982).
RangesBy = Literal["mean", "median", "screened"]


class Estimate(NamedTuple):
    """What the base points of a phase say, on the scale on which they are judged.

    Attributes:
        centre: the centre line; None without a single point.
        sigmas: the spread of each point of the phase; None where there is none.
        mean_range: the mean moving range; None for charts without.
        base: the places of the points that were used.
        is_constant: whether all of these are the same.
    """

    centre: float | None
    sigmas: tuple[float | None, ...]
    mean_range: float | None
    base: tuple[int, ...]
    is_constant: bool


def scaled(series: Series, chart: Text) -> tuple[float | None, ...]:
    """Return the points on the scale on which a chart judges them: the days between events as y^(1/3.6)."""
    if chart != DAYS_BETWEEN:
        return series.values
    return tuple(None if value is None else value ** (1 / POWER) for value in series.values)


def unscaled(value: float, chart: Text) -> float:
    """Return a centre line or limit as it is drawn; days have no lower limit where it would be below 0."""
    return value if chart != DAYS_BETWEEN else max(0.0, value) ** POWER


def moving_ranges(series: Series, values: Sequence[float | None]) -> list[float | None]:
    """Return how far each point is from the one before; none across a hole, an excluded point or a phase."""
    ranges: list[float | None] = [None] * len(series)
    counted, phases = series.counted, series.phases
    for i in range(1, len(series)):
        if counted[i] and counted[i - 1] and phases[i] == phases[i - 1]:
            ranges[i] = abs(values[i] - values[i - 1])  # type: ignore[operator]
    return ranges


def estimate(
    series: Series,
    stage: Stage,
    chart: Text,
    values: Sequence[float | None],
    ranges: Sequence[float | None],
    ranges_by: RangesBy = "mean",
) -> Estimate:
    """Return centre and spread of a phase.

    Montgomery, Introduction to Statistical Quality Control, chapters 6 and 7; p′: Laney, Quality Engineering 2002,
    14:531.

    Args:
        series: the points.
        stage: the phase.
        chart: which chart; one of `choices.CHARTS`.
        values: the points as `scaled` gives them.
        ranges: their moving ranges.
        ranges_by: how ranges become a spread.
    """
    base = series.base_of(stage)
    if not base:
        return Estimate(None, (None,) * len(stage.places), None, (), is_constant=False)
    chosen = [values[i] for i in base]
    constant = is_constant(chosen)
    if chart in COUNTED:
        centre, sigmas = _of_counts(series, stage, chart, base)
        if chart == P_PRIME:
            factor = laney_factor(values, base, centre, dict(zip(stage.places, sigmas, strict=True)))
            sigmas = [None if sigma is None or factor is None else sigma * factor for sigma in sigmas]
        return Estimate(centre, tuple(sigmas), None, tuple(base), constant)
    if chart == RUN:
        return Estimate(median(chosen), (None,) * len(stage.places), None, tuple(base), constant)  # type: ignore[type-var]
    centre = fsum(chosen) / len(base)  # type: ignore[arg-type]
    own = base_ranges(ranges, base)
    mean = typical_range(own, ranges_by)
    sigma = None if mean is None else mean / (D_MEDIAN if ranges_by == "median" else D2)
    return Estimate(centre, (sigma,) * len(stage.places), mean, tuple(base), constant)


def range_limit(mean_range: float, by: RangesBy = "mean") -> float:
    """Return the upper limit of moving ranges: 3.267 times their mean, about 3.865 times their median."""
    return D4 * mean_range * (D2 / D_MEDIAN if by == "median" else 1)


def is_constant(values: Sequence[float | None]) -> bool:
    """Return whether all values are the same, but for rounding."""
    low, high = min(values), max(values)  # type: ignore[type-var]
    return high - low <= TOLERANCE * max(abs(low), abs(high))  # type: ignore[operator,arg-type]


def base_ranges(ranges: Sequence[float | None], base: Sequence[int]) -> list[float]:
    """Return the moving ranges between points that are both used."""
    used = set(base)
    return [size for i in base if (size := ranges[i]) is not None and i - 1 in used]


def typical_range(ranges: Sequence[float], by: RangesBy = "mean") -> float | None:
    """Return the mean moving range (or the median, or the mean of those below 3.267 times it); None without any.

    Leaving out large ranges: once, strictly, and for the range alone, never for the centre (Nelson, Journal of Quality
    Technology 1982, 14:172).
    """
    if not ranges:
        return None
    if by == "median":
        return median(ranges)
    mean = fsum(ranges) / len(ranges)
    if by == "screened":
        kept = [size for size in ranges if size < D4 * mean]
        return fsum(kept) / len(kept) if kept else mean
    return mean


def _of_counts(series: Series, stage: Stage, chart: Text, base: Sequence[int]) -> tuple[float, list[float | None]]:
    """Return the pooled level and the spread that counts have by chance; never the mean of the rates."""
    numbers, sizes = series.numbers, series.denominators
    total = fsum(numbers[i] for i in base)  # type: ignore[misc]
    if chart == C or sizes is None:
        centre = total / len(base)
        return centre, [sqrt(centre)] * len(stage.places)
    centre = total / fsum(sizes[i] for i in base)  # type: ignore[misc]
    variance = centre if chart == U else centre * (1 - centre)
    return centre, [
        sqrt(max(0.0, variance) / n) if series.values[i] is not None and (n := sizes[i]) else None for i in stage.places
    ]


def laney_factor(
    values: Sequence[float | None], base: Sequence[int], centre: float, sigmas: dict[int, float | None]
) -> float | None:
    """Return by how much the points vary more than their counts explain: the mean moving range of their z, ÷ 1.128.

    None where no two neighbours are there to compare, or counts cannot vary at all.
    """
    used = set(base)
    z = {i: (values[i] - centre) / sigma for i in base if (sigma := sigmas[i]) and sigma > SMALLEST}  # type: ignore[operator]
    ranges = [abs(z[i] - z[i - 1]) for i in base if i in z and i - 1 in z and i - 1 in used]
    mean = typical_range(ranges)
    return None if mean is None else mean / D2

"""A control chart: for each point its centre line and limits, for each phase how far they may be trusted, and the signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from udfs.lang import Text
from udfs.monitoring.choices import COUNTED, DAYS_BETWEEN, DEFAULT_SET, NO_VARIATION, OUTSIDE, RUN, SHARES, Rule
from udfs.monitoring.estimates import (
    Estimate,
    RangesBy,
    estimate,
    moving_ranges,
    range_limit,
    scaled,
    unscaled,
)
from udfs.monitoring.rules import Judged, Signal, signals, zone
from udfs.monitoring.runs import FEWEST_USEFUL, Runs, runs_of
from udfs.monitoring.series import SMALLEST, TOLERANCE, Series, Stage
from udfs.monitoring.wording import fill

# Fewer points than these: nothing is judged; the limits are on trial; the limits are better taken from more.
FEWEST, TRIAL, ENOUGH = 8, 12, 20
WIDTH = 3

_TOO_FEW = Text("只有 {n} 点，满 {least} 点才判定", "only {n:point/points}, {least} are needed to judge")
_TOO_FEW_USEFUL = Text(
    "不在中位数上的只有 {n} 点，满 {least} 点才判定",
    "only {n:point/points} off the median, {least} are needed to judge",
)
_TRIAL = Text(
    "试用限：只由 {n} 点算出，满 {trial} 点前仅供参考",
    "Trial limits: from {n} points only, a first impression until there are {trial}",
)
_FEW = Text("试用限：由 {n} 点算出，满 {enough} 点更可靠", "Trial limits: from {n} points, {enough} are more reliable")
_NO_RANGE = Text(
    "没有相邻的两点可比，算不出控制限", "There are no two neighbouring points to compare, so there are no limits"
)
_FLAT = Text("相邻两点大多相同，算不出波动，不判定", "Neighbouring points hardly ever differ: no spread, not judged")


@dataclass(frozen=True)
class Phase:
    """What one phase of a chart stands on.

    Attributes:
        name: as it is called, blank where phases have no names.
        stage: the places of its points.
        n: how many points its limits were taken from.
        centre: its centre line, as drawn.
        mean_range: its mean moving range; None for charts without.
        range_limit: the upper limit of the moving ranges.
        runs: the runs about the median, for a run chart.
        is_judged: whether signals are looked for.
        is_constant: whether all of its base points are the same.
        note: why it is not judged, or is with caution; None where there is nothing to say.
    """

    name: str
    stage: Stage
    n: int
    centre: float | None
    mean_range: float | None
    range_limit: float | None
    runs: Runs | None
    is_judged: bool
    is_constant: bool
    note: Text | None


@dataclass(frozen=True)
class Chart:
    """A control chart; every tuple has one entry for each point of the series, None where there is none.

    Attributes:
        kind: which chart.
        series: its points.
        centre: the centre line.
        lower: the lower control limit, not clipped.
        upper: the upper control limit, not clipped.
        drawn_lower: the lower limit within what the measure can reach.
        drawn_upper: the upper limit within what the measure can reach.
        sigma: the spread; of the days between events on the scale of y^(1/3.6).
        z: how many sigmas a point is from the centre line.
        ranges: the moving ranges.
        ranges_out: the places of the moving ranges above their limit; no other rule is applied to them.
        phases: its phases.
        signals: what the rules point at, in the order of time.
    """

    kind: Text
    series: Series
    centre: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    drawn_lower: tuple[float | None, ...]
    drawn_upper: tuple[float | None, ...]
    sigma: tuple[float | None, ...]
    z: tuple[float | None, ...]
    ranges: tuple[float | None, ...]
    ranges_out: tuple[int, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    def rules_at(self) -> dict[int, list[Rule]]:
        """Return the rules that point at each place, for those at which one does."""
        signalled: dict[int, list[Rule]] = {}
        for signal in self.signals:
            for place in signal.points:
                signalled.setdefault(place, []).append(signal.rule)
        return signalled

    def limit_of(self, signal: Signal) -> float | None:
        """Return the limit or line that a signal is about: the limit it is outside of, else the centre line."""
        if signal.rule != OUTSIDE:
            return self.centre[signal.at]
        return (self.upper if signal.side > 0 else self.lower)[signal.at]


def draw(
    series: Series,
    kind: Text,
    rules: Sequence[Rule] = DEFAULT_SET.rules,
    *,
    bounds: tuple[float | None, float | None] = (None, None),
    ranges_by: RangesBy = "mean",
) -> Chart:
    """Return the chart of a series.

    Args:
        series: the points; numerators and denominators for p, p′ and u.
        kind: which chart; one of `choices.CHARTS` but the automatic one.
        rules: the rules that are applied; a run chart has its own.
        bounds: what the measure can reach at least and at most, to clip what is drawn; counts and shares have their own.
        ranges_by: how moving ranges become a spread; their mean unless somebody chose otherwise.
    """
    values = scaled(series, kind)
    ranges = moving_ranges(series, values)
    has_ranges = kind != RUN and kind not in COUNTED
    phases: list[Phase] = []
    rows: list[_Lines] = []
    z: list[float | None] = []
    out: list[int] = []
    signalled: list[Signal] = []
    for stage in series.stages:
        estimated = estimate(series, stage, kind, values, ranges, ranges_by)
        limit = None if estimated.mean_range is None else range_limit(estimated.mean_range, ranges_by)
        phase, own = _judge(series, stage, kind, estimated, values, limit, rules)
        phases.append(phase)
        rows += _lines(estimated, kind)
        z += _z(values, estimated, stage)
        signalled += own
        if phase.is_judged and limit is not None:
            out += [i for i in stage.places if _is_above(ranges[i], limit)]
    low, high = _bounds(kind, bounds)
    return Chart(
        kind=kind,
        series=series,
        centre=tuple(row.centre for row in rows),
        lower=tuple(row.lower for row in rows),
        upper=tuple(row.upper for row in rows),
        drawn_lower=tuple(_clipped(row.lower, low, high) for row in rows),
        drawn_upper=tuple(_clipped(row.upper, low, high) for row in rows),
        sigma=tuple(row.sigma for row in rows),
        z=tuple(z),
        ranges=tuple(ranges) if has_ranges else (None,) * len(series),
        ranges_out=tuple(out),
        phases=tuple(phases),
        signals=tuple(sorted(signalled, key=lambda signal: (signal.at, signal.rule.code))),
    )


class _Lines(NamedTuple):
    """What is drawn at a point: the centre line and both limits, and the spread that they come from."""

    centre: float | None
    lower: float | None
    upper: float | None
    sigma: float | None


def _lines(estimated: Estimate, kind: Text) -> list[_Lines]:
    """Return the lines at each point of a phase; they are worked out once where all points have the same spread."""
    centre = estimated.centre
    if centre is None:
        return [_Lines(None, None, None, None)] * len(estimated.sigmas)
    middle = unscaled(centre, kind)
    known: dict[float | None, _Lines] = {None: _Lines(middle, None, None, None)}
    for sigma in estimated.sigmas:
        if sigma is not None and sigma not in known:
            low, high = (unscaled(centre + side * WIDTH * sigma, kind) for side in (-1, 1))
            known[sigma] = _Lines(middle, low, high, sigma)
    return [known[sigma] for sigma in estimated.sigmas]


def _z(values: Sequence[float | None], estimated: Estimate, stage: Stage) -> list[float | None]:
    centre = estimated.centre
    if centre is None:
        return [None] * len(estimated.sigmas)
    return [
        (value - centre) / sigma if sigma and sigma > SMALLEST and (value := values[i]) is not None else None
        for i, sigma in zip(stage.places, estimated.sigmas, strict=True)
    ]


def _judge(
    series: Series,
    stage: Stage,
    kind: Text,
    estimated: Estimate,
    values: Sequence[float | None],
    limit: float | None,
    rules: Sequence[Rule],
) -> tuple[Phase, list[Signal]]:
    n = len(estimated.base)
    judged = _judged(series, stage, estimated, values)
    runs, of_runs = runs_of(judged) if kind == RUN else (None, [])
    reason = _reason(estimated, stage, series, runs)
    note = reason or (_caution(n) if kind != RUN else None)
    signalled = [] if reason else of_runs if kind == RUN else signals(judged, rules)
    centre = None if estimated.centre is None else unscaled(estimated.centre, kind)
    name = series.phases[stage.start]
    phase = Phase(
        name, stage, n, centre, estimated.mean_range, limit, runs, reason is None, estimated.is_constant, note
    )
    return phase, signalled


def _judged(series: Series, stage: Stage, estimated: Estimate, values: Sequence[float | None]) -> Judged:
    places, numbers, zones = [], [], []
    centre = estimated.centre
    for i, sigma in zip(stage.places, estimated.sigmas, strict=True):
        value = values[i]
        if value is not None and series.counted[i] and centre is not None:
            places.append(i)
            numbers.append(value)
            zones.append(zone(value, centre, sigma or 0.0))
    return Judged(places, numbers, zones)


def _reason(estimated: Estimate, stage: Stage, series: Series, runs: Runs | None) -> Text | None:
    """Return why a phase is not judged, None where it is."""
    n = len(estimated.base)
    if n < FEWEST:
        return fill(_TOO_FEW, n=n, least=FEWEST)
    if estimated.is_constant:
        return NO_VARIATION
    if runs is not None:
        return fill(_TOO_FEW_USEFUL, n=runs.useful, least=FEWEST_USEFUL) if runs.useful < FEWEST_USEFUL else None
    own = [sigma for i, sigma in zip(stage.places, estimated.sigmas, strict=True) if series.counted[i]]
    if any(sigma is None for sigma in own):
        return _NO_RANGE
    return _FLAT if any(sigma is not None and sigma <= SMALLEST for sigma in own) else None


def _caution(n: int) -> Text | None:
    if n < TRIAL:
        return fill(_TRIAL, n=n, trial=TRIAL)
    return fill(_FEW, n=n, enough=ENOUGH) if n < ENOUGH else None


def _is_above(value: float | None, limit: float) -> bool:
    return value is not None and value > limit * (1 + TOLERANCE)


def _bounds(kind: Text, own: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    if kind in SHARES:
        return 0.0, 1.0
    return (0.0, own[1]) if kind in COUNTED or kind == DAYS_BETWEEN else own


def _clipped(value: float | None, low: float | None, high: float | None) -> float | None:
    if value is None:
        return None
    value = value if low is None else max(low, value)
    return value if high is None else min(high, value)

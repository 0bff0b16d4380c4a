"""How a measure stands: does it change, and can it meet its target. Two questions, two words.

A target is no control limit: limits say what the process does, the target what is wanted of it, and neither moves the other.
"""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Text
from udfs.monitoring.charts import Chart
from udfs.monitoring.choices import (
    CHANGED,
    DAYS_BETWEEN,
    EIGHT_OUTSIDE,
    FEW_CROSSINGS,
    FIFTEEN_INSIDE,
    FOURTEEN_ALTERNATING,
    HIGHER,
    IMPROVED,
    LOWER,
    MEETS,
    MISSES,
    NO_VARIATION,
    ON_TARGET,
    SOMETIMES,
    STABLE,
    TOO_FEW,
    UNKNOWN,
    WORSE,
)
from udfs.monitoring.rules import Signal
from udfs.monitoring.series import TOLERANCE
from udfs.monitoring.shifts import level

# These say that the scatter changed, not the level.
_OF_SCATTER = (FOURTEEN_ALTERNATING, FIFTEEN_INSIDE, EIGHT_OUTSIDE, FEW_CROSSINGS)


class Status(NamedTuple):
    """Where a measure stands at its latest point that counts.

    Attributes:
        variation: one of `choices.VARIATIONS`.
        capability: one of `choices.CAPABILITIES`.
        latest: the place of the latest point that counts; None without any.
        signal: the signal that the variation stands on; None where there is none.
    """

    variation: Text
    capability: Text
    latest: int | None
    signal: Signal | None


def status_of(chart: Chart, direction: Text | None = None, target: float | None = None) -> Status:
    """Return how a measure stands at its latest point that counts, by the signals that reach to it.

    As NHS England's icons do: a signal that ended earlier is in the list of signals, not in the status.

    Args:
        chart: its chart.
        direction: one of `choices.DIRECTIONS`; None where nobody said which side is good.
        target: the target, in the unit of the points.
    """
    latest = max((i for i, counts in enumerate(chart.series.counted) if counts), default=None)
    if latest is None:
        return Status(TOO_FEW, UNKNOWN, None, None)
    phase = next(phase for phase in chart.phases if latest in phase.stage.places)
    if not phase.is_judged:
        return Status(
            NO_VARIATION if phase.is_constant and phase.note == NO_VARIATION else TOO_FEW, UNKNOWN, latest, None
        )
    reaching = [signal for signal in chart.signals if signal.last == latest]
    capability = _capability(chart, latest, direction, target)
    if not reaching:
        return Status(STABLE, capability, latest, None)
    judged = [(meaning(chart, signal, direction, target), signal) for signal in reaching]
    # Whatever says that something got worse comes first, then what says something at all.
    order = (WORSE, IMPROVED, CHANGED)
    variation, signal = min(judged, key=lambda pair: order.index(pair[0]))
    return Status(variation, capability, latest, signal)


def meaning(chart: Chart, signal: Signal, direction: Text | None, target: float | None = None) -> Text:
    """Return whether a signal is an improvement, the opposite, or a change of which nobody can say either."""
    if signal.rule in _OF_SCATTER or signal.side == 0 or direction not in {HIGHER, LOWER, ON_TARGET}:
        return CHANGED
    if direction == ON_TARGET:
        return _towards(chart, signal, target)
    # Long times between bad events are good.
    good = (1 if direction == HIGHER else -1) * (-1 if chart.kind == DAYS_BETWEEN else 1)
    return IMPROVED if signal.side == good else WORSE


def _towards(chart: Chart, signal: Signal, target: float | None) -> Text:
    centre = chart.centre[signal.at]
    if target is None or centre is None or chart.kind == DAYS_BETWEEN:
        return CHANGED
    points = [i for i in range(signal.first, signal.last + 1) if chart.series.counted[i]]
    now, usual = abs(level(chart, points) - target), abs(centre - target)
    slack = TOLERANCE * max(abs(target), abs(centre))
    return IMPROVED if now < usual - slack else WORSE if now > usual + slack else CHANGED


def _capability(chart: Chart, latest: int, direction: Text | None, target: float | None) -> Text:
    """Return whether chance alone keeps the points on the good side of the target, as the limits of the latest point say."""
    low, high = chart.drawn_lower[latest], chart.drawn_upper[latest]
    if target is None or low is None or high is None or chart.kind == DAYS_BETWEEN:
        return UNKNOWN
    slack = TOLERANCE * max(abs(target), abs(low), abs(high))
    if direction == HIGHER:
        return MEETS if low >= target - slack else MISSES if high < target - slack else SOMETIMES
    if direction == LOWER:
        return MEETS if high <= target + slack else MISSES if low > target + slack else SOMETIMES
    if direction == ON_TARGET:
        return SOMETIMES if low - slack <= target <= high + slack else MISSES
    return UNKNOWN

"""Days between rare events: counts by day that are nearly always 0 become the days from one event to the next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from udfs.monitoring.series import Series


class Gaps(NamedTuple):
    """Days between events.

    Attributes:
        series: for each event but the first the days since the one before; 0 where two share a day.
        places: of each the place of its event's point in the series of counts.
        last_event: the day of the last event; None where there was none.
        until: the last day with a count.
    """

    series: Series
    places: tuple[int, ...]
    last_event: date | None
    until: date | None


def days_between(series: Series) -> Gaps:
    """Return the days between the events of a series of counts.

    A hole or an excluded point hides whether something happened: the gap that spans it is drawn but does not count. A gap
    belongs to the phase in which it ends.

    Args:
        series: with days and whole counts as numbers; denominators do not matter here.
    """
    gaps: list[float] = []
    places: list[int] = []
    unsure: list[bool] = []
    last: date | None = None
    until: date | None = None
    is_unsure = False
    for i, (day, count) in enumerate(zip(series.days or (), series.numbers, strict=True)):
        if count is None or series.excluded[i]:
            is_unsure = True
            continue
        until = day
        for more in range(int(count)):
            if last is not None:
                gaps.append(float((day - last).days))
                places.append(i)
                unsure.append(is_unsure and more == 0)
            last, is_unsure = day, False
    derived = Series(
        tuple(gaps),
        None,
        tuple((series.days or ())[i] for i in places),
        tuple(series.phases[i] for i in places),
        tuple(unsure),
        tuple(series.baseline[i] for i in places),
    )
    return Gaps(derived, tuple(places), last, until)

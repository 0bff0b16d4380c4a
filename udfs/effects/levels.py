"""How sure the level of one period is by itself, beside the comparison of two."""

from __future__ import annotations

from udfs.effects.observed import Observed
from udfs.statistics.intervals import wilson
from udfs.statistics.means import mean_of
from udfs.statistics.results import Interval

_FEWEST = 2


def level_interval(seen: Observed) -> Interval | None:
    """Return the 95% interval of a period's level, None where there is too little for one, or no variation.

    Of shares it is Wilson's, of means Student's t; of pairs it says nothing about their differences.
    """
    if not seen.n:
        return None
    if seen.is_share:
        return wilson(*seen.total)
    if seen.n < _FEWEST or not seen.moments.deviation:
        return None
    return mean_of(seen.moments).interval

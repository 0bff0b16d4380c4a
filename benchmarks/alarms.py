"""Counts the false alarms of control charts: in how many stable series each set of rules sees something."""

from __future__ import annotations

import random
import time
from pathlib import Path

from udfs.monitoring.charts import draw
from udfs.monitoring.choices import ANHOEJ, INDIVIDUALS, NELSON, RUN, SETS, Rule
from udfs.monitoring.rules import Judged, signals, zone
from udfs.monitoring.series import series_of

_SERIES, _POINTS, _BASELINE = 2_000, 24, 20
# The rules of the Western Electric Company, beside the sets that the product offers.
_WESTERN = (NELSON[0], NELSON[1], NELSON[4], NELSON[5])
_EXPECTED = {NELSON[:1]: 6.7, NELSON[:2]: 9.4, _WESTERN: 18.0, NELSON: 24.0}


def measure_alarms(_folder: Path) -> None:
    """Print the share of stable series of 24 points with a signal, by known limits, by their own, by a frozen baseline.

    The figures beside are those of 20,000 runs with known limits.
    """
    rng = random.Random(20_000)  # noqa: S311 - the same series every time
    series = [[rng.gauss(0, 1) for _ in range(_POINTS)] for _ in range(_SERIES)]
    frozen = [place < _BASELINE for place in range(2 * _BASELINE)]
    longer = [values + [rng.gauss(0, 1) for _ in range(2 * _BASELINE - _POINTS)] for values in series]
    sets: dict[str, tuple[Rule, ...]] = {chosen.name.en: chosen.rules for chosen in SETS} | {"1, 2, 5, 6": _WESTERN}
    print(f"stable series of {_POINTS} points with a false alarm, {_SERIES} of them")
    print(
        f"{'rules':<24}{'known limits':>14}{'expected':>10}{'own limits':>12}{f'{_BASELINE} frozen, {_BASELINE} more':>24}"
    )
    start = time.perf_counter()
    for name, rules in sets.items():
        known = sum(
            bool(signals(Judged(range(_POINTS), values, [zone(value, 0, 1) for value in values]), rules))
            for values in series
        )
        own = sum(bool(draw(series_of(values), INDIVIDUALS, rules).signals) for values in series)
        later = sum(bool(draw(series_of(values, baseline=frozen), INDIVIDUALS, rules).signals) for values in longer)
        expected = f"{_EXPECTED[rules]:.1f}%" if rules in _EXPECTED else ""
        print(f"{name:<24}{known / _SERIES:>14.1%}{expected:>10}{own / _SERIES:>12.1%}{later / _SERIES:>24.1%}")
    runs = sum(bool(draw(series_of(values), RUN).signals) for values in series)
    print(f"{'Run chart (' + ', '.join(rule.code for rule in ANHOEJ) + ')':<24}{'':>14}{'':>10}{runs / _SERIES:>12.1%}")
    taken = (time.perf_counter() - start) / ((2 * len(sets) + 1) * _SERIES)
    print(f"{taken * 1000:.2f} ms a chart")

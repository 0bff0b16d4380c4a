"""Counts the wrong words of verdicts on pilots that changed nothing, and how often dependent data are doubted."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

from udfs.effects.choices import BEFORE_AFTER
from udfs.effects.judging import Case, Judged, judge
from udfs.effects.observed import Observed
from udfs.statistics.verdict import BETTER, WORSE

_PILOTS, _FIRST = 2_000, date(2025, 3, 3)
_SIZES = (6, 12, 24, 40)
_CASES, _SHARE = 200, 0.1
_DEPENDENCE = 0.5
_TOGETHER = "自相关"


def measure_verdicts(_folder: Path) -> None:
    """Print the share of simulated pilots without any effect that are called 改善 or 恶化, and that are doubted."""
    rng = random.Random(20_000)  # noqa: S311 - the same pilots every time
    print(f"{_PILOTS} pilots that changed nothing, points before = after")
    print(f"{'data':<34}{'points':>8}{'better/worse':>14}{'autocorrelation':>17}{'any doubt':>11}{'rolled out':>12}")
    start, judged = time.perf_counter(), 0
    for size in _SIZES:
        for name, dependence in (("independent", 0.0), (f"autocorrelation {_DEPENDENCE}", _DEPENDENCE)):
            series = (_series(rng, 2 * size, dependence) for _ in range(_PILOTS))
            _line(name, size, [_judged(values, size) for values in series])
            judged += _PILOTS
        _line(f"shares of {_CASES}", size, [_of_shares(rng, size) for _ in range(_PILOTS)])
        judged += _PILOTS
    print(f"{1000 * (time.perf_counter() - start) / judged:.2f} ms a verdict")


def _line(name: str, size: int, pilots: list[Judged]) -> None:
    words = Counter(pilot.verdict.word for pilot in pilots)
    wrong = (words[BETTER] + words[WORSE]) / len(pilots)
    together = sum(any(doubt.zh.startswith(_TOGETHER) for doubt in pilot.doubts) for pilot in pilots) / len(pilots)
    doubted = sum(bool(pilot.doubts) for pilot in pilots) / len(pilots)
    rolled = sum(pilot.proposal.en == "Roll out" for pilot in pilots) / len(pilots)
    print(f"{name:<34}{size:>8}{wrong:>14.1%}{together:>17.1%}{doubted:>11.1%}{rolled:>12.1%}")


def _series(rng: random.Random, size: int, dependence: float) -> list[float]:
    values = [rng.gauss(0, 1)]
    for _ in range(size - 1):
        values.append(dependence * values[-1] + sqrt(1 - dependence**2) * rng.gauss(0, 1))
    return [50 + value for value in values]


def _days(size: int) -> tuple[date, ...]:
    return tuple(_FIRST + timedelta(weeks=week) for week in range(size))


def _judged(values: list[float], size: int) -> Judged:
    days = _days(len(values))
    before = Observed(values=tuple(values[:size]), days=days[:size])
    after = Observed(values=tuple(values[size:]), days=days[size:])
    return judge([Case(BEFORE_AFTER, before, after, higher_is_better=True)])[0]


def _of_shares(rng: random.Random, size: int) -> Judged:
    counts = [(sum(rng.random() < _SHARE for _ in range(_CASES)), _CASES) for _ in range(2 * size)]
    days = _days(2 * size)
    before = Observed(counts=tuple(counts[:size]), days=days[:size])
    after = Observed(counts=tuple(counts[size:]), days=days[size:])
    return judge([Case(BEFORE_AFTER, before, after, higher_is_better=True)])[0]

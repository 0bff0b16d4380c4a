"""How long cases take when some are still open: Kaplan and Meier's estimate, with open cases counted as open."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import exp, inf, sqrt
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_quantile
from udfs.statistics.results import LEVEL, Interval, Result
from udfs.statistics.samples import fraction, number

MEDIAN_TIME = Text("时长中位数", "Median time")
KAPLAN_MEIER = Text("Kaplan–Meier 法，未关闭的计为未完", "Kaplan–Meier, open cases counted as open")
_HALF = Fraction(1, 2)


class Step(NamedTuple):
    """A time at which cases close: how many were open just before, how many close, which share stays open beyond it."""

    time: float
    open: int
    closed: int
    still_open: Fraction


def kaplan_meier(times: Sequence[object], closed: Sequence[bool]) -> list[Step]:
    """Return the share of cases still open after each time at which one closes.

    Kaplan & Meier, JASA 1958, 53:457. `closed` says of each case whether it has ended; the time of an open one is how
    long it has been open so far. A case last seen open at a time at which others close counts as open at it. Shares are
    exact fractions.
    """
    if len(times) != len(closed):
        raise RefusalError(problems.UNPAIRED, first=len(times), second=len(closed))
    cases = sorted(zip(map(number, times), map(bool, closed), strict=True))
    if not cases:
        raise RefusalError(problems.NO_CASES)
    if cases[0][0] < 0:
        raise RefusalError(problems.NEGATIVE, value=cases[0][0])
    ended: dict[float, int] = {}
    for time, has_ended in cases:
        ended[time] = ended.get(time, 0) + has_ended
    steps, share, before = [], Fraction(1), 0
    sizes = _sizes(cases)
    for time, count in ended.items():
        at_risk = len(cases) - before
        if count:
            share *= Fraction(at_risk - count, at_risk)
            steps.append(Step(time, at_risk, count, share))
        before += sizes[time]
    return steps


def _sizes(cases: Sequence[tuple[float, bool]]) -> dict[float, int]:
    sizes: dict[float, int] = {}
    for time, _ in cases:
        sizes[time] = sizes.get(time, 0) + 1
    return sizes


def median_time(times: Sequence[object], closed: Sequence[bool], level: float = LEVEL) -> Result | None:
    """Return the time within which half of the cases close, open ones included; None if that is not reached yet.

    Where exactly half are open from one time to the next, the middle between them, so that without open cases it is
    the plain median (R's `survfit`). Interval of Brookmeyer & Crowley, Biometrics 1982, 38:29, on the log scale; it has
    no upper end while too few cases are known.
    """
    steps = kaplan_meier(times, closed)
    reached = [step for step in steps if step.still_open <= _HALF]
    if not reached:
        return None
    median = reached[0].time
    if reached[0].still_open == _HALF and len(reached) > 1:
        median = (median + reached[1].time) / 2
    low, high = _limits(steps, normal_quantile(fraction(level)))
    return Result(MEDIAN_TIME, median, Interval(low, high, level), (len(times),), KAPLAN_MEIER)


def _limits(steps: Sequence[Step], z: float) -> tuple[float, float]:
    """Return the first times at which the lower and the upper band of the curve are at one half (Greenwood's variance)."""
    noise, ends = Fraction(0), [inf, inf]
    for step in steps:
        if step.open == step.closed:
            # All are closed: the curve has no band here. The lower one lies below the curve, so it has passed the half.
            ends[0] = min(ends[0], step.time)
            break
        noise += Fraction(step.closed, step.open * (step.open - step.closed))
        for side, sign in enumerate((-1, 1)):
            if float(step.still_open) * exp(sign * z * sqrt(noise)) <= 0.5:  # noqa: PLR2004 - the median
                ends[side] = min(ends[side], step.time)
    return ends[0], ends[1]

"""What makes the values of an export doubtful as a whole: jumps by the factor between two units."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# Tens and hundreds: a decimal point or a percent sign; sixty: minutes for hours, seconds for minutes.
FACTORS = (10, 60, 100)
# A level is the middle one of so many days; a jump comes within a quarter of its factor, and the usual ups and downs, and
# stands out from these by so many times.
_DAYS = 7
_FEWEST = 3
_TOLERANCE = math.log(1.25)
_OUTSTANDING = 4
# Beyond a level, means of fewer rows than this vary by themselves.
_FEWEST_ROWS = 3


class Jump(NamedTuple):
    """A day whose mean is so many times the level before it, or one part in so many of it."""

    day: date
    factor: int
    is_up: bool

    @property
    def shown(self) -> str:
        """Return the factor as it is written: ×60 or ÷60."""
        return f"{'×' if self.is_up else '÷'}{self.factor}"


def unit_jumps(means: Mapping[date, tuple[float, int]]) -> list[Jump]:
    """Return where the daily mean of a column jumps by the factor between two units, and where it jumps back.

    Args:
        means: sum and count of the values of each day.
    """
    logs = [
        (day, math.log(total / count))
        for day, (total, count) in sorted(means.items())
        if count >= _FEWEST_ROWS and total > 0
    ]
    if len(logs) <= _FEWEST:
        return []
    noise = median(abs(after - before) for (_, before), (_, after) in pairwise(logs))
    jumps: list[Jump] = []
    start = 0
    for at in range(_FEWEST, len(logs)):
        before = [level for _, level in logs[max(start, at - _DAYS) : at]]
        after = [level for _, level in logs[at : at + _DAYS]]
        jump = _jump(logs[at][0], before, after, noise)
        if jump is not None:
            jumps.append(jump)
            start = at
    return jumps


def _jump(day: date, before: Sequence[float], after: Sequence[float], noise: float) -> Jump | None:
    """Return the jump on a day; which factor it is the week that follows says, as far as it stays there."""
    if not before:
        return None
    here, later = (level - median(before) for level in (after[0], median(after)))
    if abs(here) < _OUTSTANDING * noise or _nearest(here, noise) is None:
        return None
    factor = _nearest(later, noise) if later * here > 0 else None
    return Jump(day, factor or _nearest(here, noise) or 0, here > 0)


def _nearest(change: float, noise: float) -> int | None:
    factor = min(FACTORS, key=lambda each: abs(abs(change) - math.log(each)))
    return factor if abs(abs(change) - math.log(factor)) < _TOLERANCE + noise else None

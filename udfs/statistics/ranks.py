"""Tests by ranks: do the values of one group tend to be larger than those of another; do pairs tend to one side.

They ask about the whole distribution, not about medians: two groups with the same median may differ clearly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import comb, sqrt
from typing import NamedTuple

from udfs.agreement import mean_ranks
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_p, normal_quantile
from udfs.statistics.results import LEVEL, Alternative, Interval, Result
from udfs.statistics.samples import exact, fraction, numbers, pairs

SHIFT = Text("典型的差值（Hodges–Lehmann）", "Typical difference (Hodges–Lehmann)")
MANN_WHITNEY = Text("Mann–Whitney 检验", "Mann–Whitney test")
MANN_WHITNEY_EXACT = Text("Mann–Whitney 精确检验", "exact Mann–Whitney test")
SIGNED_RANK = Text("Wilcoxon 符号秩检验", "Wilcoxon signed-rank test")
SIGNED_RANK_EXACT = Text("Wilcoxon 符号秩精确检验", "exact Wilcoxon signed-rank test")
NOT_MEDIANS = Text("比较的是整体大小，不是中位数", "this compares whole distributions, not medians")

# Up to so many values every possible order is counted; beyond, the normal distribution is as good.
_EXACT_UP_TO = 60
# Averages of two of a sample are listed up to so many values.
_LISTED_UP_TO = 1_000


class _Chance(NamedTuple):
    """The distribution of a sum of ranks by chance alone: how often each sum of doubled ranks occurs."""

    ways: list[int]

    def p(self, observed: int, alternative: Alternative) -> float:
        """Return the share of sums at least as far out; two-sided by the distance from the mean."""
        whole = sum(self.ways)
        if alternative == "greater":
            return sum(self.ways[observed:]) / whole
        if alternative == "less":
            return sum(self.ways[: observed + 1]) / whole
        centre = sum(value * ways for value, ways in enumerate(self.ways))
        distance = abs(observed * whole - centre)
        return sum(ways for value, ways in enumerate(self.ways) if abs(value * whole - centre) >= distance) / whole


def mann_whitney(
    first: Sequence[object], second: Sequence[object], level: float = LEVEL, alternative: Alternative = "two-sided"
) -> Result:
    """Return the Mann–Whitney test with the typical difference of a value of the first and one of the second group.

    Mann & Whitney 1947; Hollander & Wolfe, Nonparametric Statistical Methods, ch. 4. `statistic` is U (R's W): the pairs
    in which the first is larger, ties counting half. Up to 60 values p is exact, with ties as well: it is the share of
    all ways to deal these very values to the two groups. Beyond, it is normal with corrections for ties and continuity.
    """
    one, two = numbers(first, least=1), numbers(second, least=1)
    tested = _mann_whitney(one, two, alternative)
    shift, interval = _shift(one, two, fraction(level))
    return Result(
        SHIFT,
        shift,
        interval,
        (len(one), len(two)),
        tested.method,
        p=tested.p,
        statistic=tested.u,
        notes=(NOT_MEDIANS,),
    )


def mann_whitney_p(first: Sequence[object], second: Sequence[object]) -> float:
    """Return the two-sided p of the Mann–Whitney test alone: of large groups in much less time than with the difference."""
    return _mann_whitney(numbers(first, least=1), numbers(second, least=1), "two-sided").p


class _Tested(NamedTuple):
    u: float
    p: float
    method: Text


def _mann_whitney(one: Sequence[float], two: Sequence[float], alternative: Alternative) -> _Tested:
    m, n = len(one), len(two)
    ranks = [round(2 * rank) for rank in mean_ranks([*one, *two])]
    if len(set(ranks)) == 1:
        raise RefusalError(problems.NO_VARIATION)
    observed = sum(ranks[:m])
    u = (observed - m * (m + 1)) / 2
    if m + n <= _EXACT_UP_TO:
        return _Tested(u, _Chance(_dealt(ranks, m)).p(observed, alternative), MANN_WHITNEY_EXACT)
    spread = sqrt(m * n / 12 * (m + n + 1 - _ties(ranks) / ((m + n) * (m + n - 1))))
    return _Tested(u, _normal(u - m * n / 2, spread, alternative), MANN_WHITNEY)


def signed_rank(
    before: Sequence[object], after: Sequence[object], level: float = LEVEL, alternative: Alternative = "two-sided"
) -> Result:
    """Return Wilcoxon's signed-rank test of after minus before of the same cases, with the typical difference.

    Wilcoxon 1945; Hollander & Wolfe, ch. 3. `statistic` is V, the sum of the ranks of the pairs that rise. Pairs without
    any change are left out, as Wilcoxon did. Up to 60 pairs p is exact, with ties as well. Differences are taken of the
    numbers as they are written: 0.3 − 0.1 and 0.4 − 0.2 are a tie, although the floats differ.
    """
    whole = pairs(before, after, least=1)
    changes = [change for early, late in whole if (change := exact(late) - exact(early))]
    if not changes:
        raise RefusalError(problems.NO_VARIATION)
    ranks = _exact_ranks([abs(change) for change in changes])
    observed = sum(rank for rank, change in zip(ranks, changes, strict=True) if change > 0)
    n = len(changes)
    estimate, interval = _pseudo_median([exact(late) - exact(early) for early, late in whole], fraction(level))
    if n <= _EXACT_UP_TO:
        p, method = _Chance(_signed(ranks)).p(observed, alternative), SIGNED_RANK_EXACT
    else:
        spread = sqrt((n * (n + 1) * (2 * n + 1) - _ties(ranks) / 2) / 24)
        p, method = _normal(observed / 2 - n * (n + 1) / 4, spread, alternative), SIGNED_RANK
    return Result(SHIFT, estimate, interval, (len(whole),), method, p=p, statistic=observed / 2)


def superiority(first: Sequence[object], second: Sequence[object]) -> float:
    """Return how likely a value of the first group exceeds one of the second, ties counting half: 0.5 is no difference."""
    one, two = numbers(first, least=1), numbers(second, least=1)
    ranks = [round(2 * rank) for rank in mean_ranks([*one, *two])]
    return (sum(ranks[: len(one)]) - len(one) * (len(one) + 1)) / (2 * len(one) * len(two))


def least_p(m: int, n: int) -> float:
    """Return the smallest two-sided p that the Mann–Whitney test can reach: 0.10 for 3 and 3, 0.029 for 4 and 4."""
    return min(1.0, 2 / comb(m + n, m))


def _exact_ranks(values: Sequence[Fraction]) -> list[int]:
    """Return doubled ranks, which are whole numbers even where equal values share one."""
    order = {value: place for place, value in enumerate(sorted(set(values)))}
    return [round(2 * rank) for rank in mean_ranks([order[value] for value in values])]


def _ties(ranks: Sequence[int]) -> int:
    return sum(count**3 - count for count in Counter(ranks).values())


def _normal(distance: float, spread: float, alternative: Alternative) -> float:
    if alternative == "two-sided":
        return normal_p(max(0.0, abs(distance) - 0.5) / spread)
    return normal_p((distance + (-0.5 if alternative == "greater" else 0.5)) / spread, alternative)


def _dealt(ranks: Sequence[int], m: int) -> list[int]:
    """Return in how many ways `m` of the ranks have each sum.

    Numbers of ways stand side by side in the bits of one whole number, one for each size of the group: shifting it by a
    rank and adding is the step from one set of ranks to the next.
    """
    width = comb(len(ranks), m).bit_length() + 1
    of_size = [1] + [0] * m
    for used, rank in enumerate(ranks):
        for size in range(min(m, used + 1), 0, -1):
            of_size[size] += of_size[size - 1] << (rank * width)
    return _unpacked(of_size[m], width)


def _signed(ranks: Sequence[int]) -> list[int]:
    """Return in how many ways a part of the ranks has each sum."""
    width = len(ranks) + 1
    packed = 1
    for rank in ranks:
        packed += packed << (rank * width)
    return _unpacked(packed, width)


def _unpacked(packed: int, width: int) -> list[int]:
    digits = format(packed, "b")
    return [int(digits[max(0, end - width) : end], 2) for end in range(len(digits), 0, -width)]


def _shift(one: Sequence[float], two: Sequence[float], level: float) -> tuple[float, Interval]:
    """Return the median of all differences, and between which of them the shift lies (Hodges & Lehmann 1963; Moses).

    The differences are counted, not listed, so that large groups take no more memory than small ones.
    """
    ordered = _Differences(sorted(one), sorted(two))
    m, n = len(one), len(two)
    if m + n <= _EXACT_UP_TO:
        tail = _tail([*_dealt([2 * rank for rank in range(1, m + n + 1)], m)][m * (m + 1) :: 2], level)
    else:
        tail = round(m * n / 2 - normal_quantile(level) * sqrt(m * n * (m + n + 1) / 12))
    outer = max(1, tail)
    estimate = (ordered.smallest((m * n + 1) // 2) + ordered.smallest(m * n // 2 + 1)) / 2
    return estimate, Interval(ordered.smallest(outer), ordered.smallest(m * n + 1 - outer), level)


def _tail(ways: Sequence[int], level: float) -> int:
    """Return how many of the smallest values leave out at most half of what the level does."""
    out, whole, reached = (1 - Fraction(repr(level))) / 2, sum(ways), 0
    for value, count in enumerate(ways):
        reached += count
        if reached > out * whole:
            return value
    return 0


class _Differences:
    """All differences of a value of one group and a value of another, by size."""

    def __init__(self, one: Sequence[float], two: Sequence[float]) -> None:
        self._one, self._two = one, two

    def smallest(self, k: int) -> float:
        """Return the k-th smallest difference, by halving the range in which it lies."""
        low, high = self._one[0] - self._two[-1], self._one[-1] - self._two[0]
        if self._up_to(low) >= k:
            return low
        while low < (middle := (low + high) / 2) < high:
            if self._up_to(middle) >= k:
                high = middle
            else:
                low = middle
        return high

    def _up_to(self, limit: float) -> int:
        """Return how many differences are at most `limit`: what is too small for one value is so for all larger ones."""
        two, skipped, count = self._two, 0, 0
        for value in self._one:
            while skipped < len(two) and value - two[skipped] > limit:
                skipped += 1
            count += len(two) - skipped
        return count


def _pseudo_median(changes: Sequence[Fraction], level: float) -> tuple[float, Interval | None]:
    """Return the median of all averages of two changes, each with itself too, and between which of them it lies."""
    n = len(changes)
    if n > _LISTED_UP_TO:
        ordered = _Differences(sorted(map(float, changes)), sorted(-float(change) for change in changes))
        return (ordered.smallest((n * n + 1) // 2) + ordered.smallest(n * n // 2 + 1)) / 4, None
    plain = sorted(map(float, changes))
    sums = sorted(a + b for place, a in enumerate(plain) for b in plain[place:])
    estimate = (sums[(len(sums) - 1) // 2] + sums[len(sums) // 2]) / 4
    if n <= _EXACT_UP_TO:
        tail = _tail(_signed(range(1, n + 1)), level)
    else:
        tail = round(len(sums) / 2 - normal_quantile(level) * sqrt(n * (n + 1) * (2 * n + 1) / 24))
    outer = max(1, tail)
    return estimate, Interval(sums[outer - 1] / 2, sums[-outer] / 2, level)

"""Shares of answers: that add to 100, on the right base, weighted, and the net promoter score with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_quantile
from udfs.statistics.intervals import share
from udfs.statistics.results import LEVEL, Interval, Result
from udfs.statistics.samples import count, exact, fraction, number, numbers

NPS = Text("净推荐值", "Net promoter score")
NORMAL = Text("正态近似", "normal approximation")
PROMOTERS_FROM, DETRACTORS_TO, _HIGHEST = 9, 6, 10


def rounded_shares(counts: Sequence[object], whole: int = 100) -> list[int]:
    """Return shares as whole numbers that add to `whole`, by the largest remainder (Hamilton): 12, 4, 1 give 71, 23, 6.

    Equal remainders go to the earlier one; without any count all are 0. The counts themselves stay what they are.
    """
    amounts = [count(value) for value in counts]
    total = sum(amounts)
    if total == 0:
        return [0] * len(amounts)
    shares = [amount * whole // total for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda place: (-(amounts[place] * whole % total), place))
    for place in order[: whole - sum(shares)]:
        shares[place] += 1
    return shares


def option_shares(chosen: Sequence[object], answered: object, level: float = LEVEL) -> list[Result]:
    """Return for each option of a question how many of those who answered it chose it.

    The base is people, not ticks: with several choices allowed, shares add to more than 100%. 61 of 68 people are 90%,
    although they are 37% of 166 ticks.
    """
    return [share(x, answered, level) for x in chosen]


def effective_size(weights: Sequence[object]) -> float:
    """Return how many unweighted answers are worth as much as weighted ones: (Σw)²/Σw² (Kish, Survey Sampling, 1965)."""
    exacts = [exact(value) for value in numbers(weights, least=1)]
    if min(exacts) < 0:
        raise RefusalError(problems.NEGATIVE, value=float(min(exacts)))
    squares = sum(value * value for value in exacts)
    if not squares:
        raise RefusalError(problems.NO_CASES)
    return float(sum(exacts) ** 2 / squares)


def net_promoter(answers: Sequence[object], level: float = LEVEL) -> Result:
    """Return the net promoter score of answers from 0 to 10, in points from −100 to 100, with its interval.

    Promoters answer 9 or 10, detractors 0 to 6 (Reichheld, HBR 2003). 50 promoters and 20 detractors of 100 give 30 ± 15.
    """
    scores = [_score(value) for value in answers]
    if not scores:
        raise RefusalError(problems.NO_CASES)
    n = len(scores)
    up = sum(score >= PROMOTERS_FROM for score in scores)
    down = sum(score <= DETRACTORS_TO for score in scores)
    net = Fraction(up - down, n)
    error = sqrt((Fraction(up + down, n) - net * net) / n)
    reach = normal_quantile(fraction(level)) * error
    low, high = max(-1.0, float(net) - reach), min(1.0, float(net) + reach)
    return Result(NPS, float(100 * net), Interval(100 * low, 100 * high, level), (n,), NORMAL)


def _score(value: object) -> int:
    score = number(value)
    if not score.is_integer() or not 0 <= score <= _HIGHEST:
        raise RefusalError(problems.NOT_0_TO_10, value=value)
    return int(score)

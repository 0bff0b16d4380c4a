"""The few labels that carry most of the weight, compared in exact fractions: whether 80% is reached is never a matter of rounding."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.samples import exact, number
from udfs.values import plain

# The vital few are the smallest prefix that reaches this share.
VITAL_SHARE = Fraction(4, 5)
SPLIT_OTHER = Text(
    "请拆分“其他”：不看它，各项加起来不到 80%", "split Other up: without it the entries do not reach 80%"
)


class Pareto(NamedTuple):
    """Labels by count descending, their cumulative shares (0–1), and which of them are the vital few."""

    labels: list[str]
    counts: list[float]
    shares: list[float]
    vital: list[bool]


def pareto(labels: Sequence[str], counts: Sequence[float], other_last: str = "其他") -> Pareto:
    """Order labels for a Pareto chart: by count (or sum of money, minutes) descending, `other_last` at the end.

    The vital few are the smallest prefix whose cumulative share reaches 80%, the crossing item included (Juran, Quality
    Control Handbook). `other_last` is never one of them, whatever its count: see `must_split_other`. Equal counts stay in
    the order given. Without any count all shares are 0 and nothing is vital.
    """
    weights = [_weight(value) for value in counts]
    last = plain(other_last).casefold()
    others = [plain(label).casefold() == last for label in labels]
    order = sorted(range(len(labels)), key=lambda place: (others[place], -weights[place]))
    sums = list(accumulate((weights[place] for place in order), initial=Fraction(0)))
    total = sums[-1]
    return Pareto(
        [labels[place] for place in order],
        [counts[place] for place in order],
        [float(reached / total) if total else 0.0 for reached in sums[1:]],
        [before < VITAL_SHARE * total and not others[place] for before, place in zip(sums[:-1], order, strict=True)],
    )


def must_split_other(ranking: Pareto, other_last: str = "其他") -> bool:
    """Return whether 其他 would be one of the vital few: all other labels together do not reach 80% (`SPLIT_OTHER`)."""
    last = plain(other_last).casefold()
    weights = [_weight(count) for count in ranking.counts]
    named = sum(
        weight for label, weight in zip(ranking.labels, weights, strict=True) if plain(label).casefold() != last
    )
    return named < VITAL_SHARE * sum(weights)


def beside(
    before: Pareto, labels: Sequence[str], counts: Sequence[float], other_last: str = "其他"
) -> list[tuple[str, float, float]]:
    """Return (label, count before, count after) in the order of before, so that two charts can be laid over each other.

    Labels that are new stand behind the old ones by count, `other_last` stays last; a label that is gone counts 0.
    """
    after = pareto(labels, counts, other_last)
    last = plain(other_last).casefold()
    earlier = {plain(label).casefold(): count for label, count in zip(before.labels, before.counts, strict=True)}
    later = {plain(label).casefold(): count for label, count in zip(after.labels, after.counts, strict=True)}
    words = {plain(label).casefold(): label for label in (*after.labels, *before.labels)}
    keys = [key for key in (*earlier, *(key for key in later if key not in earlier)) if key != last]
    keys += [last] if last in words else []
    return [(words[key], earlier.get(key, 0), later.get(key, 0)) for key in keys]


def _weight(value: object) -> Fraction:
    weight = exact(number(value))
    if weight < 0:
        raise RefusalError(problems.NEGATIVE, value=value)
    return weight

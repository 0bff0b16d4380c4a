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
    last = _key(other_last)
    others = [_key(label) == last for label in labels]
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
    last = _key(other_last)
    weights = [_weight(count) for count in ranking.counts]
    named = sum(weight for label, weight in zip(ranking.labels, weights, strict=True) if _key(label) != last)
    return named < VITAL_SHARE * sum(weights)


def beside(
    before: Pareto, labels: Sequence[str], counts: Sequence[float], other_last: str = "其他"
) -> list[tuple[str, float, float]]:
    """Return (label, count before, count after) in the order of before, so that two charts can be laid over each other.

    Labels that are new stand behind the old ones by count, `other_last` stays last; a label that is gone counts 0.
    """
    after = pareto(labels, counts, other_last)
    last = _key(other_last)
    earlier = {_key(label): count for label, count in zip(before.labels, before.counts, strict=True)}
    later = {_key(label): count for label, count in zip(after.labels, after.counts, strict=True)}
    words = {_key(label): label for label in (*after.labels, *before.labels)}
    keys = [key for key in (*earlier, *(key for key in later if key not in earlier)) if key != last]
    keys += [last] if last in words else []
    return [(words[key], earlier.get(key, 0), later.get(key, 0)) for key in keys]


class Row(NamedTuple):
    """What a row of a table counts for: its labels (several people may share it), and its weight: 1, or an amount."""

    labels: Sequence[str]
    weight: Fraction = Fraction(1)


class Comparison(NamedTuple):
    """What a Pareto chart shows: (label, before, after) in the order of before, without 其他, which stands for `joined` labels.

    `other` are the sums before and after of the rows that have none of the labels.
    """

    lines: list[tuple[str, float, float]]
    other: tuple[float, float]
    joined: int


# Sums are rounded, so that the same amounts added up in another order are the same sum to every program.
SUM_PLACES = 6


def compare(before: Sequence[Row], after: Sequence[Row], most: int, other_last: str = "其他") -> Comparison:
    """Return the labels of rows with their sums before and after; those behind the first `most`, and 其他 itself, are joined.

    A row without labels is one of 其他, too. Labels are as first written.
    """
    words, sums = dict[str, str](), (_summed(before), _summed(after))
    for row in (*before, *after):
        for label in row.labels:
            words.setdefault(_key(label), plain(label))
    earlier, later = ({words[key]: _rounded(amount) for key, amount in each.items()} for each in sums)
    ranking = pareto([*earlier], [*earlier.values()], other_last)
    last = _key(other_last)
    lines = [line for line in beside(ranking, [*later], [*later.values()], other_last) if _key(line[0]) != last]
    named = {_key(label) for label, _, _ in lines[:most]}
    rest = tuple(
        _rounded(sum((row.weight for row in rows if named.isdisjoint(_keys(row))), Fraction(0)))
        for rows in (before, after)
    )
    return Comparison(lines[:most], (rest[0], rest[1]), max(0, len(lines) - most))


def _key(label: str) -> str:
    """Return what two spellings of a label have in common."""
    return plain(label).casefold()


def _keys(row: Row) -> list[str]:
    """Return the labels of a row, each once, in their order."""
    return list(dict.fromkeys(map(_key, row.labels)))


def _summed(rows: Sequence[Row]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for row in rows:
        for key in _keys(row):
            sums[key] = sums.get(key, Fraction(0)) + row.weight
    return sums


def _rounded(amount: Fraction) -> float:
    whole = amount.denominator == 1
    return int(amount) if whole else float(round(amount, SUM_PLACES))


def _weight(value: object) -> Fraction:
    weight = exact(number(value))
    if weight < 0:
        raise RefusalError(problems.NEGATIVE, value=value)
    return weight

"""Agreement on categories beyond chance: Cohen's κ of two raters, Fleiss' of several. Ranks: `udfs.agreement`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import normal_quantile
from udfs.statistics.results import LEVEL, Interval, Result
from udfs.statistics.samples import count, fraction

KAPPA = Text("一致程度 κ", "Agreement κ")
COHEN = Text("Cohen κ", "Cohen's κ")
FLEISS = Text("Fleiss κ", "Fleiss' κ")
_FEWEST = 2


def cohen_kappa(table: Sequence[Sequence[object]], level: float = LEVEL) -> Result:
    """Return Cohen's κ of a square table: rows = categories of one rater, columns = the same ones of the other.

    Cohen 1960; interval by the standard error of Fleiss, Cohen & Everitt, Psychological Bulletin 1969, 72:323. With the
    same agreement κ is lower where one category prevails: give it with the table.
    """
    counts = [[count(cell) for cell in row] for row in table]
    k = len(counts)
    if k < _FEWEST or any(len(row) != k for row in counts):
        raise RefusalError(problems.TABLE_SHAPE, rows=max(k, _FEWEST), columns=max(k, _FEWEST))
    n = sum(map(sum, counts))
    if n == 0:
        raise RefusalError(problems.NO_CASES)
    p = [[Fraction(cell, n) for cell in row] for row in counts]
    rows, columns = [sum(row) for row in p], [sum(column) for column in zip(*p, strict=True)]
    same = sum((p[i][i] for i in range(k)), Fraction(0))
    chance = sum((a * b for a, b in zip(rows, columns, strict=True)), Fraction(0))
    if chance == 1:
        raise RefusalError(problems.ONE_CATEGORY)
    kappa = (same - chance) / (1 - chance)
    on = sum(p[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in range(k))
    off = sum(p[i][j] * (columns[i] + rows[j]) ** 2 for i in range(k) for j in range(k) if i != j)
    noise = (on + (1 - kappa) ** 2 * off - (kappa - chance * (1 - kappa)) ** 2) / ((1 - chance) ** 2 * n)
    reach = normal_quantile(fraction(level)) * sqrt(max(noise, Fraction(0)))
    interval = Interval(max(-1.0, float(kappa) - reach), min(1.0, float(kappa) + reach), level)
    return Result(KAPPA, float(kappa), interval, (n,), COHEN)


def fleiss_kappa(rows: Sequence[Sequence[object]]) -> Result:
    """Return Fleiss' κ: a row per item, a column per category, in each cell how many raters chose it.

    Fleiss, Psychological Bulletin 1971, 76:378. Every item needs the same number of raters, two or more.
    """
    counts = [[count(cell) for cell in row] for row in rows]
    if not counts:
        raise RefusalError(problems.NO_CASES)
    raters = sum(counts[0])
    if raters < _FEWEST:
        raise RefusalError(problems.TOO_FEW, n=raters, least=_FEWEST)
    if any(sum(row) != raters or len(row) != len(counts[0]) for row in counts):
        other = next(sum(row) for row in counts if sum(row) != raters or len(row) != len(counts[0]))
        raise RefusalError(problems.UNPAIRED, first=raters, second=other)
    items = len(counts)
    shares = [Fraction(sum(column), items * raters) for column in zip(*counts, strict=True)]
    chance = sum(share * share for share in shares)
    if chance == 1:
        raise RefusalError(problems.ONE_CATEGORY)
    same = Fraction(sum(cell * (cell - 1) for row in counts for cell in row), items * raters * (raters - 1))
    return Result(KAPPA, float((same - chance) / (1 - chance)), None, (items, raters), FLEISS)

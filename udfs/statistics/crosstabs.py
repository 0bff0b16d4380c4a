"""Tables of groups by answers: whether groups answer differently, for answers without an order and with one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.distributions import chi_square_p
from udfs.statistics.proportions import fisher
from udfs.statistics.samples import count

CHI_SQUARE = Text("χ² 检验", "χ² test")
FISHER = Text("Fisher 精确检验", "Fisher's exact test")
KRUSKAL_WALLIS = Text("Kruskal–Wallis 检验", "Kruskal–Wallis test")

# Cochran, Biometrics 1954, 10:417: no expected count below one, and no more than a fifth of them below five.
_LEAST, _USUAL, _ONE_IN = 1, 5, 5
_PAIR = 2


class Compared(NamedTuple):
    """What a test of groups gives; without a `p` the table is too thin for any of the tests, or holds no difference to test.

    `merged` answers were so rare that they were put together before the test.
    """

    method: Text | None
    p: float | None
    statistic: float | None = None
    df: int | None = None
    merged: int = 0


NOT_COMPARED = Compared(None, None)


def filled_table(table: Sequence[Sequence[object]]) -> list[list[int]]:
    """Return a table of counts (a row per group, a column per answer) without rows and columns of zeros."""
    rows = [[count(value) for value in row] for row in table]
    if len({len(row) for row in rows}) > 1:
        raise RefusalError(problems.UNPAIRED, first=len(rows[0]), second=min(map(len, rows)))
    rows = [row for row in rows if any(row)]
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    return [list(row) for row in zip(*columns, strict=True)]


def chi_square_table(table: Sequence[Sequence[object]]) -> Compared:
    """Return Pearson's χ² of a table of any size, without correction; rows and columns of zeros are left out."""
    rows = filled_table(table)
    if not _has_two_sides(rows):
        return NOT_COMPARED
    groups, answers = [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]
    size = sum(groups)
    squares = sum(
        (Fraction(value * value, m * n) for row, m in zip(rows, groups, strict=True) for value, n in zip(row, answers, strict=True)),
        Fraction(0),
    )  # fmt: skip
    statistic, df = float(size * (squares - 1)), (len(groups) - 1) * (len(answers) - 1)
    return Compared(CHI_SQUARE, chi_square_p(statistic, df), statistic, df)


def compare_groups(table: Sequence[Sequence[object]]) -> Compared:
    """Return whether groups choose differently among answers that have no order, each person being counted once.

    χ² where it may be used (Cochran's rule); else the rarest answers are put together, whichever group gave them, until it
    may; Fisher's exact test of two groups and two answers; else none: several thin groups are no ground for a p value.
    """
    rows = filled_table(table)
    if not _has_two_sides(rows):
        return NOT_COMPARED
    order = sorted(zip(*rows, strict=True), key=sum, reverse=True)
    answers = len(order)
    while len(order) > _PAIR and not _allows_chi_square([*zip(*order, strict=True)]):
        *order, second, last = order
        rarest = tuple(a + b for a, b in zip(second, last, strict=True))
        order = sorted([*order, rarest], key=sum, reverse=True)
    merged = answers - len(order) + 1 if len(order) < answers else 0
    rows = [list(row) for row in zip(*order, strict=True)]
    if _allows_chi_square(rows):
        return chi_square_table(rows)._replace(merged=merged)
    if len(rows) == len(rows[0]) == _PAIR:
        return Compared(FISHER, fisher(rows), merged=merged)
    return NOT_COMPARED


def kruskal_wallis(table: Sequence[Sequence[object]]) -> Compared:
    """Return whether groups answer higher or lower on a scale: a row per group, a column per point from low to high.

    H corrected for ties (Kruskal & Wallis, JASA 1952, 47:583), against χ² on one degree of freedom less than there are
    groups. It is counted from the table: everybody who gave the same answer shares its mean rank.
    """
    rows = filled_table(table)
    if not _has_two_sides(rows):
        return NOT_COMPARED
    points = [sum(column) for column in zip(*rows, strict=True)]
    size, ranks, before = sum(points), [], 0
    for n in points:
        ranks.append(2 * before + n + 1)  # doubled, so that shared ranks stay whole numbers
        before += n
    sums = (
        Fraction(sum(value * rank for value, rank in zip(row, ranks, strict=True)) ** 2, 4 * sum(row)) for row in rows
    )
    raw = Fraction(12, size * (size + 1)) * sum(sums, Fraction(0)) - 3 * (size + 1)
    ties = 1 - Fraction(sum(n**3 - n for n in points), size**3 - size)
    statistic = float(raw / ties)
    return Compared(KRUSKAL_WALLIS, chi_square_p(statistic, len(rows) - 1), statistic, len(rows) - 1)


def _has_two_sides(rows: Sequence[Sequence[int]]) -> bool:
    return len(rows) >= _PAIR and len(rows[0]) >= _PAIR


def _allows_chi_square(rows: Sequence[Sequence[int]]) -> bool:
    """Return whether χ² is near enough: few expected counts below five, none below one."""
    groups, answers = [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]
    products = [m * n for m in groups for n in answers]
    size = sum(groups)
    few: int = sum(product < _USUAL * size for product in products)
    # With two and two, one thin count in four is already too many.
    return bool(min(products) >= _LEAST * size and few * _ONE_IN <= len(products))

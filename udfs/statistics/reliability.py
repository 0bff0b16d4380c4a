"""Whether questions of a scale measure together: Cronbach's α, and Spearman and Brown's formula for two questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import product
from typing import Literal

from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.statistics.results import Result
from udfs.statistics.samples import exact, number
from udfs.values import is_blank

ALPHA_NAME = Text("内部一致性 α", "Internal consistency α")
CRONBACH = Text("Cronbach α", "Cronbach's α")
SPEARMAN_BROWN = Text("两题用 Spearman–Brown", "Spearman–Brown for two questions")
NOT_ONE_THING = Text("α 高不等于各题只测一件事", "a high α does not mean that the questions measure one thing")
_PAIR = 2

Missing = Literal["listwise", "pairwise"]
# Whole answers stay whole numbers, which are added up many times faster than fractions.
_Answers = list[list[Fraction | int | None]]


def reversed_answers(
    rows: Sequence[Sequence[object]], items: Collection[int], lowest: float, highest: float
) -> list[list[object]]:
    """Return answers with those to reversed questions (columns from 0) turned round: on 1–5 a 2 becomes a 4."""
    turn = lowest + highest
    return [
        [turn - number(value) if place in items and not _missing(value) else value for place, value in enumerate(row)]
        for row in rows
    ]


def reliability(rows: Sequence[Sequence[object]], missing: Missing = "listwise") -> Result:
    """Return how well questions measure together: a row per person, a column per question; blank is no answer.

    α = k/(k−1)·(1 − Σs²/s²ₜ) (Cronbach, Psychometrika 1951, 16:297); for two questions 2r/(1+r) (Eisinga, te Grotenhuis &
    Pelzer 2013). `listwise` leaves out people with a missing answer, `pairwise` takes each two questions by themselves;
    the two differ, so the result says how many people it is from. Reversed questions are turned round before.
    """
    answers: _Answers = [[_answer(value) for value in row] for row in rows]
    if not answers:
        raise RefusalError(problems.NO_CASES)
    k = len(answers[0])
    if any(len(row) != k for row in answers):
        raise RefusalError(problems.UNPAIRED, first=k, second=min(map(len, answers)))
    if k < _PAIR:
        raise RefusalError(problems.TOO_FEW, n=k, least=_PAIR)
    if missing == "listwise":
        answers = [row for row in answers if None not in row]
    shared = {(i, j): _covariance(answers, i, j) for i, j in product(range(k), repeat=2) if i <= j}
    own, total = (
        sum(shared[i, i] for i in range(k)),
        sum(value * (1 if i == j else 2) for (i, j), value in shared.items()),
    )
    if not total or any(not shared[i, i] for i in range(k)):
        raise RefusalError(problems.NO_VARIATION)
    n = sum(any(value is not None for value in row) for row in answers)
    if k == _PAIR:
        r = float(shared[0, 1]) / float(shared[0, 0] * shared[1, 1]) ** 0.5
        if r <= -1:
            raise RefusalError(problems.NO_VARIATION)
        return Result(ALPHA_NAME, 2 * r / (1 + r), None, (n,), SPEARMAN_BROWN)
    alpha = Fraction(k, k - 1) * (1 - own / total)
    return Result(ALPHA_NAME, float(alpha), None, (n,), CRONBACH, notes=(NOT_ONE_THING,))


def _answer(value: object) -> Fraction | int | None:
    if type(value) is int:
        return value
    if _missing(value):
        return None
    answer = number(value)
    return int(answer) if answer.is_integer() else exact(answer)


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def _covariance(answers: _Answers, i: int, j: int) -> Fraction:
    both = [(a, b) for row in answers if (a := row[i]) is not None and (b := row[j]) is not None]
    n = len(both)
    if n < _PAIR:
        raise RefusalError(problems.TOO_FEW, n=n, least=_PAIR)
    first, second, product_ = sum(a for a, _ in both), sum(b for _, b in both), sum(a * b for a, b in both)
    return (product_ - Fraction(first * second) / n) / (n - 1)

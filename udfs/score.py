"""Scores of solutions: the four-dimension total, what follows from it, and the second scheme of three questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import inf, isfinite
from typing import NamedTuple, TypeVar

from udfs.lang import Lang, Text
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.values import CellValue, is_blank, is_number

DIMENSIONS: tuple[Text, Text, Text, Text] = (
    Text("有效性（能否解决根本原因）", "Effectiveness (does it remove the root cause)"),
    Text("可行性（资源/技术是否支持）", "Feasibility (do resources and technology allow it)"),
    Text("成本（投入产出比）", "Cost (return on what is spent)"),
    Text("风险（是否引发新问题）", "Risk (does it cause new problems)"),
)
PASS = Text("通过", "Pass")
FAIL = Text("不通过", "Fail")
PREFERRED = Text("优选", "Preferred")

EQUAL_WEIGHTS = (1, 1, 1, 1)
# By how many per cent a weight is moved to see whether the best solution hangs on it.
MOVED_BY = (-20, 20)

# Digits of a weighted total: enough to tell totals apart, few enough that equal ones stay equal.
_DIGITS = 6
_LOWEST, _HIGHEST = 1, 5
_POINTS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
_BLANK, _BAD = 0, -1
_NO_SCORE = "!"

Answer = TypeVar("Answer")


def points(value: CellValue, *, averaged: bool = False) -> float:
    """Return the score 1–5 (with `averaged` any number between), 0 for an empty cell, −1 for everything else."""
    if is_number(value):
        if averaged:
            return value if _LOWEST <= value <= _HIGHEST else _BAD
        return _POINTS.get(value, _BAD)  # type: ignore[arg-type]  # a number, by the test
    return _BLANK if is_blank(value) else _BAD


def _judged(
    judge: Callable[[tuple[float, ...]], Answer], *columns: Sequence[CellValue], averaged: bool = False
) -> list[Answer]:
    """Return the answer to the points of each row; scores repeat, and each combination is judged once."""
    # TRUE equals 1, but is no score.
    apart = [[_NO_SCORE if type(value) is bool else value for value in column] if bool in set(map(type, column)) else column
             for column in columns]  # fmt: skip
    rows = list(zip(*apart, strict=True))
    answers = {row: judge(tuple(points(value, averaged=averaged) for value in row)) for row in set(rows)}
    return list(map(answers.__getitem__, rows))


def score(
    effect: Sequence[CellValue],
    feasible: Sequence[CellValue],
    cost: Sequence[CellValue],
    risk: Sequence[CellValue],
    weights: Sequence[CellValue] = EQUAL_WEIGHTS,
    intensity: bool = False,  # noqa: FBT001, FBT002 -- worksheet functions have no keywords
    lang: Lang = "zh",
    averaged: bool = False,  # noqa: FBT001, FBT002
) -> list[CellValue]:
    """Return the total of each solution, 4–20: 4·Σwᵢsᵢ/Σwᵢ, which is the plain sum under equal weights.

    With `intensity` cost and risk state how large they are and count as 6−x. A row with a blank score gives a blank;
    a score that is not a whole number from 1 to 5 gives a text that begins with `!`, and so do unusable weights. Where
    scores are `averaged` over raters, any number from 1 to 5 is one.
    """
    wrong, unusable = cells.SCORE_RANGE.what.to(lang), cells.SCORE_WEIGHTS.what.to(lang)

    def judge(row: tuple[float, ...]) -> CellValue:
        if min(row) < 1:
            return _refused(row, wrong)
        total = _total(_as_read(row, intensity=intensity), weights)
        return unusable if total is None else total

    return _judged(judge, effect, feasible, cost, risk, averaged=averaged)


def _refused(row: tuple[float, ...], wrong: str) -> str:
    """Return the answer to a row without four scores."""
    return "" if _BLANK in row else wrong


def _as_read(row: tuple[float, ...], *, intensity: bool) -> tuple[float, ...]:
    """Return the four scores as they count."""
    effect, feasible, cost, risk = row
    # 6−4.4 falls short of 1.6 in binary; a spreadsheet compares what it shows.
    return (effect, feasible, rounded(6 - cost, _DIGITS), rounded(6 - risk, _DIGITS)) if intensity else row


def _total(row: tuple[float, ...], weights: Sequence[CellValue]) -> float | int | None:
    """Return the weighted total, or None when the weights cannot be used."""
    numbers = [float(weight) for weight in weights if is_number(weight)]
    if len(numbers) < len(row) or min(numbers) < 0 or not 0 < sum(numbers) < inf:
        return None
    total = 4 * sum(weight * score for weight, score in zip(numbers, row, strict=True)) / sum(numbers)
    return rounded(total, _DIGITS) if isfinite(total) else None


def decision(total: Sequence[CellValue], threshold: float = 12, lang: Lang = "zh") -> list[CellValue]:
    """Tell for each total whether it reaches the pass mark; blank where there is no total."""
    yes, no = PASS.to(lang), FAIL.to(lang)
    return [(yes if value >= threshold else no) if is_number(value) else "" for value in total]


def preferred(
    effect: Sequence[CellValue],
    feasible: Sequence[CellValue],
    cost: Sequence[CellValue],
    risk: Sequence[CellValue],
    effect_min: float = 4,
    feasible_min: float = 3,
    better_min: float = 4,
    intensity: bool = False,  # noqa: FBT001, FBT002 -- worksheet functions have no keywords
    lang: Lang = "zh",
    averaged: bool = False,  # noqa: FBT001, FBT002
) -> list[CellValue]:
    """Mark the solutions that are highly effective, fairly feasible, cheap and safe; blank for all others.

    Cost and risk must reach `better_min` as they count: after 6−x where `intensity` is set. `averaged` as in `score`.
    """
    label, limits = PREFERRED.to(lang), (effect_min, feasible_min, better_min, better_min)

    def judge(row: tuple[float, ...]) -> CellValue:
        read = _as_read(row, intensity=intensity)
        reached = min(row) >= 1 and all(score >= limit for score, limit in zip(read, limits, strict=True))
        return label if reached else ""

    return _judged(judge, effect, feasible, cost, risk, averaged=averaged)


def rank(total: Sequence[CellValue], ties: Sequence[Sequence[CellValue]] = ()) -> list[CellValue]:
    """Return the place of each total, the highest first, by competition ranking (1, 2, 2, 4).

    `ties` are further columns that decide among equal totals, the weightiest first, the higher the better; what is
    still equal shares its place. Rows without a total get a blank.
    """
    return rank_among(total, ties, total, ties)


def rank_among(
    total: Sequence[CellValue],
    ties: Sequence[Sequence[CellValue]],
    totals: Sequence[CellValue],
    all_ties: Sequence[Sequence[CellValue]],
) -> list[CellValue]:
    """Return the place that each row has, or would have, among all rows: `rank` of some rows only.

    `total` and `ties` are the rows asked for, `totals` and `all_ties` all of them.
    """
    counts = Counter(key for key in _keys(totals, all_ties) if key is not None)
    places: dict[tuple[float, ...], int] = {}
    place = 1
    for key in sorted(counts, reverse=True):
        places[key] = place
        place += counts[key]
    return ["" if key is None else places.get(key) or _would_be(key, counts) for key in _keys(total, ties)]


def _would_be(key: tuple[float, ...], counts: Mapping[tuple[float, ...], int]) -> int:
    """Return the place of a row that is not among those counted."""
    return 1 + sum(count for other, count in counts.items() if other > key)


def _keys(total: Sequence[CellValue], ties: Sequence[Sequence[CellValue]]) -> list[tuple[float, ...] | None]:
    """Return what rows are ranked by, None for one without a total."""
    rows = zip(total, *ties, strict=True)
    return [(value, *map(_weight, finer)) if is_number(value) else None for value, *finer in rows]


def _weight(value: CellValue) -> float:
    """Return a tie-breaking value as a number; what is none comes last."""
    return value if is_number(value) else -inf


class Shift(NamedTuple):
    """A change of one weight under which another row wins."""

    dimension: Text
    percent: int
    winner: int


class Sensitivity(NamedTuple):
    """The row with the highest total (None without any total) and every shift that unseats it."""

    winner: int | None
    shifts: tuple[Shift, ...]


def sensitivity(
    effect: Sequence[CellValue],
    feasible: Sequence[CellValue],
    cost: Sequence[CellValue],
    risk: Sequence[CellValue],
    weights: Sequence[CellValue] = EQUAL_WEIGHTS,
    *,
    intensity: bool = False,
    averaged: bool = False,
) -> Sensitivity:
    """Tell which row (from 0) wins and whether that changes when any one weight moves by −20% or +20%.

    Among equal totals the first row wins; a row that stays level with the best is not unseated. Weights that cannot be
    used give no winner; `intensity` and `averaged` as in `score`.
    """
    firsts: dict[tuple[float, ...], int] = {}
    for i, row in enumerate(_judged(tuple, effect, feasible, cost, risk, averaged=averaged)):
        if min(row) >= 1:
            firsts.setdefault(_as_read(row, intensity=intensity), i)
    totals = _totals(firsts, weights)
    if not totals:
        return Sensitivity(None, ())
    winner = _best(totals)
    shifts = []
    for i, dimension in enumerate(DIMENSIONS):
        for percent in MOVED_BY:
            moved = [
                weight * (100 + percent) / 100 if i == j and is_number(weight) else weight
                for j, weight in enumerate(weights)
            ]
            changed = _totals(firsts, moved)
            best = _best(changed)
            if changed[winner] < changed[best]:
                shifts.append(Shift(dimension, percent, best))
    return Sensitivity(winner, tuple(shifts))


def _totals(firsts: Mapping[tuple[float, ...], int], weights: Sequence[CellValue]) -> dict[int, float]:
    """Return the total of each listed row; nothing when the weights cannot be used."""
    totals = {i: _total(row, weights) for row, i in firsts.items()}
    return {i: total for i, total in totals.items() if total is not None}


def _best(totals: Mapping[int, float]) -> int:
    """Return the first row with the highest total."""
    return min(totals, key=lambda i: (-totals[i], i))


def feasibility(
    benefit: Sequence[CellValue],
    technology: Sequence[CellValue],
    acceptance: Sequence[CellValue],
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return the sum of cost-benefit, technical ease and staff acceptance, 3–15; blanks and errors as in `score`."""
    wrong = cells.FEASIBILITY_RANGE.what.to(lang)
    return _judged(
        lambda row: int(sum(row)) if min(row) >= 1 else _refused(row, wrong), benefit, technology, acceptance
    )

"""What the engine takes: counts, numbers, pairs, shares. What has no answer is refused before anything is computed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite
from numbers import Integral, Real

from udfs.problems import RefusalError
from udfs.problems import statistics as problems
from udfs.values import is_blank

_PAIR = 2


def number(value: object) -> float:
    """Return a value as a number; blanks, texts, truth values, NaN and what is infinite are refused."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        raise RefusalError(problems.VALUE_BLANK)
    if isinstance(value, bool) or not isinstance(value, Real):
        raise RefusalError(problems.VALUE_NO_NUMBER, value=value)
    try:
        result = float(value)
    except OverflowError:
        raise RefusalError(problems.VALUE_NO_NUMBER, value="…") from None
    if not isfinite(result):
        raise RefusalError(problems.VALUE_NO_NUMBER, value=value)
    return result


def numbers(values: Sequence[object], least: int = 2) -> list[float]:
    """Return values as numbers; a sample of fewer than `least` is refused."""
    results = [number(value) for value in values]
    if not results:
        raise RefusalError(problems.NO_CASES)
    if len(results) < least:
        raise RefusalError(problems.TOO_FEW, n=len(results), least=least)
    return results


def varied(values: Sequence[object], least: int = 2) -> list[float]:
    """Return values as numbers; a series of equal ones is refused."""
    results = numbers(values, least)
    if len(set(results)) == 1:
        raise RefusalError(problems.NO_VARIATION)
    return results


def filled(values: Sequence[object]) -> list[float]:
    """Return the numbers among the cells of a column; blank cells are left out, anything else is refused."""
    return [number(value) for value in values if not (value is None or (isinstance(value, str) and is_blank(value)))]


def pairs(first: Sequence[object], second: Sequence[object], least: int = 2) -> list[tuple[float, float]]:
    """Return two columns as pairs; where one side of a pair is blank the pair is left out, never half of it."""
    if len(first) != len(second):
        raise RefusalError(problems.UNPAIRED, first=len(first), second=len(second))
    both = [filled(pair) for pair in zip(first, second, strict=True)]
    whole = [(pair[0], pair[1]) for pair in both if len(pair) == _PAIR]
    if not whole:
        raise RefusalError(problems.NO_CASES)
    if len(whole) < least:
        raise RefusalError(problems.TOO_FEW, n=len(whole), least=least)
    return whole


def count(value: object) -> int:
    """Return a value as a count: a whole number of 0 or more, whether a cell holds it as 3 or as 3.0."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        raise RefusalError(problems.VALUE_BLANK)
    if isinstance(value, bool) or not isinstance(value, Real):
        raise RefusalError(problems.NOT_A_COUNT, value=value)
    whole = int(value) if isinstance(value, Integral) else float(value)
    if whole < 0 or not (isinstance(whole, int) or whole.is_integer()):
        raise RefusalError(problems.NOT_A_COUNT, value=value)
    return int(whole)


def part(x: object, n: object) -> tuple[int, int]:
    """Return x of n as counts; n = 0 and x > n are refused."""
    some, all_ = count(x), count(n)
    if all_ == 0:
        raise RefusalError(problems.NO_CASES)
    if some > all_:
        raise RefusalError(problems.PART_EXCEEDS, x=some, n=all_)
    return some, all_


def fraction(value: object) -> float:
    """Return a share strictly between 0 and 1: a level of confidence, a claimed share."""
    result = number(value)
    if not 0 < result < 1:
        raise RefusalError(problems.SHARE_RANGE, value=result)
    return result


def exact(value: float) -> Fraction:
    """Return the number that a person sees: 0.1 is one tenth, although no float is."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def four_counts(table: Sequence[Sequence[object]]) -> list[list[int]]:
    """Return a table of two rows and two columns of counts; any other shape is refused."""
    results = [[count(cell) for cell in row] for row in table]
    if len(results) != _PAIR or any(len(row) != _PAIR for row in results):
        raise RefusalError(problems.TABLE_SHAPE, rows=_PAIR, columns=_PAIR)
    return results


def filled_counts(table: Sequence[Sequence[object]]) -> list[list[int]]:
    """Return a table of two rows and two columns of counts; a row or column of zeros is refused, too."""
    results = four_counts(table)
    if not all(map(any, results)) or not all(map(any, zip(*results, strict=True))):
        raise RefusalError(problems.TABLE_ZEROS)
    return results

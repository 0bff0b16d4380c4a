"""The filter of a measure: `状态=已完成; 渠道=线上|电话; 处理时长>2` says which rows of an export count.

Conditions are separated by `;` and must all hold; the alternatives of one are separated by `|`. Names and values with such
signs in them stand in double quotes. `备注=` means blank, `备注≠` filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from udfs.lang import Text
from udfs.measuring.cells import clean, read_day, read_duration, read_number, shown
from udfs.problems import Finding, measuring
from udfs.spellings import folded, half_width
from udfs.values import CellValue, is_blank


class Operator(Enum):
    """How a condition compares; the value is how it is written."""

    EQUAL = "="
    UNEQUAL = "≠"
    ABOVE = ">"
    AT_LEAST = "≥"
    BELOW = "<"
    AT_MOST = "≤"
    CONTAINS = "包含"
    LACKS = "不包含"


_SIGNS = {
    "==": Operator.EQUAL, "!=": Operator.UNEQUAL, "<>": Operator.UNEQUAL, ">=": Operator.AT_LEAST, "=>": Operator.AT_LEAST,
    "<=": Operator.AT_MOST, "=<": Operator.AT_MOST, "=": Operator.EQUAL, "≠": Operator.UNEQUAL, ">": Operator.ABOVE,
    "≥": Operator.AT_LEAST, "<": Operator.BELOW, "≤": Operator.AT_MOST,
}  # fmt: skip
_WORDS = {
    "不包含": Operator.LACKS, " does not contain ": Operator.LACKS, "包含": Operator.CONTAINS, " contains ": Operator.CONTAINS,
}  # fmt: skip
_ORDERED = {Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST}
_SEPARATORS = frozenset(";；\n\r")
_QUOTE = '"'
# What cannot stand in a name or a value unless it is quoted.
_SPECIAL = re.compile(r'[;；|｜"“”=＝≠<>＜＞≥≤!！\n\r]|包含|contain|\A\s|\s\Z', re.IGNORECASE)

OPERATORS = Text("= ≠ > ≥ < ≤ 包含 不包含", "= ≠ > ≥ < ≤ contains, does not contain")


@dataclass(frozen=True)
class Condition:
    """One condition on a column of an export.

    Attributes:
        column: the heading of the column, as it was written.
        operator: how it compares.
        values: the alternatives; one blank text means a blank cell.
    """

    column: str
    operator: Operator
    values: tuple[str, ...]

    def __str__(self) -> str:
        """Return the condition as it is written."""
        return f"{_quoted(self.column)}{self.operator.value}{'|'.join(map(_quoted, self.values))}"

    def holds(self, value: CellValue) -> bool:
        """Return whether a cell fulfils the condition; a blank cell fulfils none but `=` blank and the negative ones."""
        if self.operator in _ORDERED:
            return any(_ordered(self.operator, value, each) for each in self.values)
        if self.operator in (Operator.EQUAL, Operator.UNEQUAL):
            return any(_equal(value, each) for each in self.values) is (self.operator is Operator.EQUAL)
        text = folded(shown(value))
        return any(folded(each) in text for each in self.values) is (self.operator is Operator.CONTAINS)


def parse_filter(text: CellValue) -> tuple[tuple[Condition, ...], list[Finding]]:
    """Return the conditions that a text states, and what cannot be read in it; a blank text states none."""
    if is_blank(text):
        return (), []
    parsed = [_condition(part) for part in _parts(str(text), _SEPARATORS) if part.strip()]
    conditions = tuple(each for each in parsed if isinstance(each, Condition))
    return conditions, [each for each in parsed if isinstance(each, Finding)]


def written(conditions: Sequence[Condition]) -> str:
    """Return conditions as a filter is written."""
    return "; ".join(map(str, conditions))


def _condition(part: str) -> Condition | Finding:
    at, sign = _operator(part)
    if not sign:
        return measuring.FILTER_FORM.finding(value=part.strip(), allowed=OPERATORS)
    operator = _SIGNS.get(half_width(sign)) or _WORDS[sign.casefold()]
    column = _unquoted(part[:at])
    if not column:
        return measuring.FILTER_FORM.finding(value=part.strip(), allowed=OPERATORS)
    values = tuple(_unquoted(each) for each in _parts(part[at + len(sign) :], frozenset("|｜")))
    blank = not all(values)
    misplaced = _SIGNS.get(half_width(part[at + len(sign) :].strip()[:1])) is not None
    if misplaced or (blank and (len(values) > 1 or operator not in (Operator.EQUAL, Operator.UNEQUAL))):
        return measuring.FILTER_FORM.finding(value=part.strip(), allowed=OPERATORS)
    if operator in _ORDERED:
        unordered = [
            each for each in values if all(read(each) is None for read in (read_number, read_day, read_duration))
        ]
        if unordered:
            return measuring.FILTER_NO_NUMBER.finding(value=part.strip(), other=unordered[0])
    return Condition(column, operator, values)


def _operator(part: str) -> tuple[int, str]:
    """Return where the first operator outside quotes stands and what it is, an empty text where there is none."""
    outside = _masked(part)
    signs = [(at, sign) for at in range(len(outside)) if (sign := _sign_at(outside, at))]
    if signs:
        return signs[0]
    low = outside.casefold()
    words = [(low.find(word), part[low.find(word) : low.find(word) + len(word)]) for word in _WORDS if word in low]
    return min(words, key=lambda place: (place[0], -len(place[1])), default=(0, ""))


def _sign_at(text: str, at: int) -> str:
    for length in (2, 1):
        sign = text[at : at + length]
        if half_width(sign) in _SIGNS and len(sign) == length:
            return sign
    return ""


def _masked(text: str) -> str:
    """Return a text of the same length in which everything within quotes is hidden."""
    signs, inside = [], False
    for sign in _straight(text):
        inside ^= sign == _QUOTE
        signs.append("\0" if inside or sign == _QUOTE else sign)
    return "".join(signs)


def _straight(text: str) -> str:
    return text.replace("“", _QUOTE).replace("”", _QUOTE)


def _parts(text: str, separators: frozenset[str]) -> list[str]:
    """Return a text cut at separators that stand outside quotes."""
    parts, start = [], 0
    for at, sign in enumerate(_masked(text)):
        if sign in separators:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _unquoted(text: str) -> str:
    text = text.strip()
    straight = _straight(text)
    if len(text) > 1 and straight[0] == straight[-1] == _QUOTE:
        return straight[1:-1].replace(_QUOTE * 2, _QUOTE)
    return text


def _quoted(text: str) -> str:
    return _QUOTE + text.replace(_QUOTE, _QUOTE * 2) + _QUOTE if _SPECIAL.search(text) else text


def _equal(value: CellValue, wanted: str) -> bool:
    """Return whether a cell is what was written: the same text, the same number, the same day; 00123 is not 123."""
    cell = clean(value)
    text, other = folded(shown(cell)), folded(wanted)
    if text == other:
        return True
    if not text or not other:
        return False
    if isinstance(cell, date):
        return read_day(cell) == read_day(wanted)
    number, wanted_number = read_number(cell), read_number(wanted)
    return number is not None and number == wanted_number and not _is_code(text) and not _is_code(other)


def _is_code(text: str) -> bool:
    """Return whether digits begin with a zero that counts, as numbers of orders do."""
    return len(text) > 1 and text[0] == "0" and text[1].isdigit()


def _ordered(operator: Operator, value: CellValue, wanted: str) -> bool:
    limit, cell = read_number(wanted), read_number(value)
    # 20260103 is a day beside days and a number beside numbers; 2小时 is a duration.
    if limit is None or isinstance(value, date):
        day, other = read_day(wanted), read_day(value)
        if day is not None:
            limit, cell = float(day.toordinal()), None if other is None else float(other.toordinal())
        else:
            long, longer = read_duration(wanted), read_duration(value)
            limit, cell = long and long.seconds, longer and longer.seconds
    if limit is None or cell is None:
        return False
    return _COMPARE[operator](cell, limit)


_COMPARE: dict[Operator, Callable[[float, float], bool]] = {
    Operator.ABOVE: float.__gt__,
    Operator.AT_LEAST: float.__ge__,
    Operator.BELOW: float.__lt__,
    Operator.AT_MOST: float.__le__,
}

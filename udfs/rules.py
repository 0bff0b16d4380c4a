"""The pure core of the checker: what a column may hold, and what is wrong with the values in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import floor

from udfs.choices import choice_of
from udfs.lang import Text, listed, same
from udfs.levels import DEFAULT_SPELLINGS, LEVELS, Spellings
from udfs.likeness import normalise
from udfs.problems import Problem, data
from udfs.spellings import parse_date
from udfs.values import CellValue, ErrorValue, as_text, day_of, is_number, plain
from udfs.worksheet import LONGEST_TEXT, fits_cell, utf16_length


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    LEVEL = "level"
    SCORE = "score"
    DATE = "date"
    WORKDAYS = "workdays"
    NUMBER = "number"
    PERCENT = "percent"
    CHOICE = "choice"
    PERSON = "person"
    LINK = "link"
    ID = "id"


# What is wrong with one cell, with the arguments of its message; and the same with the row's index before it.
Complaint = tuple[Problem, dict[str, object]]
RowComplaint = tuple[int, Problem, dict[str, object]]

EARLIEST = date(1990, 1, 1)
LATEST = date(2200, 12, 31)
# Validations in the workbook let people type days from and to here.
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)

# So much of a wrong entry is repeated in its message, and so many choices are listed.
_SHOWN = 30
_CHOICES_SHOWN = 8

# What may be filled in, by kind: for messages and for the sheet 填写说明.
ALLOWED: dict[Kind, Text] = {
    Kind.TEXT: Text("文字", "text"),
    Kind.LEVEL: Text("、".join(level.zh for level in LEVELS), ", ".join(level.en for level in LEVELS)),
    Kind.SCORE: Text("1、2、3、4 或 5", "1, 2, 3, 4 or 5"),
    Kind.DATE: Text("日期，例如 2026-03-05", "a date such as 2026-03-05"),
    Kind.WORKDAYS: Text("不小于0的整数（工作日天数）", "a whole number from 0 up (working days)"),
    Kind.NUMBER: Text("数字", "a number"),
    Kind.PERCENT: Text("0% 到 100% 之间的数", "a share from 0% to 100%"),
    Kind.CHOICE: Text("清单中的一项", "an entry of the list"),
    Kind.PERSON: Text("姓名", "a name"),
    Kind.LINK: Text("已有的编号", "a number that exists"),
    Kind.ID: Text("编号", "a number of its own"),
}


@dataclass(frozen=True)
class Rule:
    """What one column may hold.

    `choices` are the entries of its list; with `free_choice` others are fine too. A score that is `averaged` over raters
    may be a fraction. Dates must lie between `earliest` and `latest`, both included. `also` are entries of the list by
    other spellings of them (`choices.written_as`).
    """

    label: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    free_choice: bool = False
    averaged: bool = False
    earliest: date = EARLIEST
    latest: date = LATEST
    also: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def allowed(self) -> Text:
        """Say what may be filled in."""
        if not self.choices:
            return ALLOWED[self.kind]
        return listed(self.choices, _CHOICES_SHOWN)


def check_cell(value: CellValue, rule: Rule, spellings: Spellings = DEFAULT_SPELLINGS) -> Complaint | None:
    """Return what is wrong with one value, or None."""
    return _checker(rule, spellings)(value)


def check_column(
    values: Sequence[CellValue],
    rule: Rule,
    spellings: Spellings = DEFAULT_SPELLINGS,
    counted: Sequence[bool] | None = None,
) -> list[RowComplaint]:
    """Return what is wrong in a column, row by row (from 0).

    `counted` tells which rows count; a table's blank rows are none that lack something.
    """
    check = _checker(rule, spellings)
    rows = counted if counted is not None else [True] * len(values)
    problems = ((i, check(value)) for i, (value, counts) in enumerate(zip(values, rows, strict=True)) if counts)
    return [(i, *complaint) for i, complaint in problems if complaint is not None]


_Check = Callable[[CellValue], Complaint | None]


def _checker(rule: Rule, spellings: Spellings) -> _Check:
    """Return the check of one column, with everything looked up that does not change from cell to cell."""
    of_kind = _kind_check(rule, spellings)
    choices = None if rule.free_choice or not rule.choices else {plain(entry).casefold() for entry in rule.choices}

    def check(value: CellValue) -> Complaint | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return _complaint(data.REQUIRED_MISSING, rule) if rule.required else None
        if isinstance(value, ErrorValue):
            return _complaint(data.ERROR_VALUE, rule, value)
        if isinstance(value, str) and not fits_cell(value):
            return data.TOO_LONG, {"label": rule.label, "value": utf16_length(value), "allowed": LONGEST_TEXT}
        if choices is not None and plain(value).casefold() not in choices:
            entry = choice_of(value, rule.choices, rule.also)
            if entry is not None:
                return data.CHOICE_SPELLED, {"label": rule.label, "value": _shown(value), "choice": entry}
            return _complaint(data.NOT_A_CHOICE, rule, value)
        return of_kind(value) if of_kind else None

    return check


def _kind_check(rule: Rule, spellings: Spellings) -> _Check | None:
    """Return the check of the rule's kind; None for kinds that take any text."""
    if rule.kind is Kind.LEVEL:
        words = {plain(word).casefold() for column in spellings for word in column}
        return lambda value: None if plain(value).casefold() in words else _complaint(data.NOT_A_LEVEL, rule, value)
    check = _KIND_CHECKS.get(rule.kind)
    return (lambda value: check(value, rule)) if check else None


def _score(value: CellValue, rule: Rule) -> Complaint | None:
    if rule.averaged:
        is_mean = is_number(value) and min(_SCORES) <= value <= max(_SCORES)
        return None if is_mean else _complaint(data.NOT_A_MEAN_SCORE, rule, value)
    return None if is_number(value) and value in _SCORES else _complaint(data.NOT_A_SCORE, rule, value)


def _date(value: CellValue, rule: Rule) -> Complaint | None:
    text = value if isinstance(value, str) else ""
    day = parse_date(text) if text else day_of(value)
    if day is None:
        return _complaint(data.NOT_A_DATE, rule, value)
    if day < rule.earliest:
        return _complaint(data.DATE_TOO_EARLY, rule, day, same(rule.earliest.isoformat()))
    if day > rule.latest:
        return _complaint(data.DATE_OUT_OF_RANGE, rule, day, same(rule.latest.isoformat()))
    if text:
        return data.DATE_AS_TEXT, {"label": rule.label, "value": _shown(text), "date": day.isoformat()}
    return None


def _number(value: CellValue, rule: Rule) -> Complaint | None:
    return None if is_number(value) else _complaint(data.NOT_A_NUMBER, rule, value)


def _whole(value: CellValue, rule: Rule) -> Complaint | None:
    if not is_number(value):
        return _complaint(data.NOT_A_NUMBER, rule, value)
    whole = value >= 0 and value == floor(value)
    return None if whole else _complaint(data.NOT_WHOLE, rule, value)


def _percent(value: CellValue, rule: Rule) -> Complaint | None:
    if not is_number(value):
        return _complaint(data.NOT_A_NUMBER, rule, value)
    return None if 0 <= value <= 1 else _complaint(data.PERCENT_RANGE, rule, value)


_SCORES = frozenset({1, 2, 3, 4, 5})
_KIND_CHECKS: dict[Kind, Callable[[CellValue, Rule], Complaint | None]] = {
    Kind.SCORE: _score,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.WORKDAYS: _whole,
    Kind.PERCENT: _percent,
}


def _complaint(problem: Problem, rule: Rule, value: CellValue = None, allowed: Text | None = None) -> Complaint:
    return problem, {"label": rule.label, "value": _shown(value), "allowed": allowed or rule.allowed}


def _shown(value: CellValue) -> str:
    """Return a value as a message repeats it: on one line, not too long."""
    text = plain(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


# --- between cells ---------------------------------------------------------------------------------------------------

SEPARATORS = re.compile(r"[,，;；、\n]")


def check_order(
    starts: Sequence[CellValue],
    ends: Sequence[CellValue],
    start_label: Text,
    end_label: Text,
    problem: Problem = data.FINISH_BEFORE_START,
) -> list[RowComplaint]:
    """Return the rows (from 0) whose end lies before their start; rows without two true dates are left alone."""
    complaints: list[RowComplaint] = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        first, last = day_of(start), day_of(end)
        if first is not None and last is not None and last < first:
            args = {"label": end_label, "value": last, "other_label": start_label, "other": first}
            complaints.append((i, problem, args))
    return complaints


def check_duplicates(values: Sequence[CellValue], *, loosely: bool = False) -> list[tuple[int, ...]]:
    """Return the groups of rows (from 0) that hold the same entry; letter case and stray spaces do not matter.

    `loosely` also looks past width, punctuation and inner spaces: for sentences that say the same. Blanks and error
    values are no duplicates.
    """
    return grouped([meaning(value, loosely=loosely) for value in values])


def meaning(value: CellValue, *, loosely: bool = False) -> str:
    """Return what entries that count as the same have in common; empty for blanks and error values."""
    if isinstance(value, ErrorValue):
        return ""
    text = plain(value).casefold()
    return normalise(text) if loosely else text


def grouped(meanings: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the groups of rows (from 0) that mean the same; empty meanings are passed over."""
    groups: dict[str, list[int]] = {}
    for i, key in enumerate(meanings):
        groups.setdefault(key, []).append(i)
    groups.pop("", None)
    return [tuple(rows) for rows in groups.values() if len(rows) > 1]


def split_references(value: CellValue) -> list[str]:
    """Return the entries of a cell that may hold several, separated by comma, semicolon, 、 or line break."""
    return [text for text in map(plain, SEPARATORS.split(as_text(value))) if text]


def check_references(values: Sequence[CellValue], known: Collection[CellValue], label: Text) -> list[RowComplaint]:
    """Return the references, row by row (from 0), that lead nowhere.

    Args:
        values: the cells; each may hold several references.
        known: the ids that exist.
        label: the column's name, for the message.
    """
    ids = {plain(entry).casefold() for entry in known} - {""}
    return [
        (i, data.UNKNOWN_REFERENCE, {"label": label, "value": _shown(entry)})
        for i, value in enumerate(values)
        if not isinstance(value, ErrorValue)
        for entry in split_references(value)
        if entry.casefold() not in ids
    ]

"""What people write about a scenario: `审核员=3; 客服=2`, `4; 6`, `4+5; 7+8`, `客服=8:00-12:00,13:00-20:00`."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite

from udfs.standards.hours import Hours, seconds_of
from udfs.values import CellValue, as_text, plain

# Compared once letters are narrow; the hours of a shift have commas of their own.
_BETWEEN = re.compile(r"[;、,\n]")
_ENTRIES = re.compile(r"[;\n]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TO = re.compile(r"[-–—~～至]")
_HOURS_A_DAY = 24


def folded(value: CellValue) -> str:
    """Return a text in narrow letters, without spaces round it."""
    return unicodedata.normalize("NFKC", plain(as_text(value)))


def _parts(value: CellValue, between: re.Pattern[str]) -> list[str]:
    parts = (plain(part) for part in between.split(unicodedata.normalize("NFKC", as_text(value))))
    return [part for part in parts if part]


def read_numbers(value: CellValue) -> dict[str, float] | None:
    """Return the numbers that names stand for, in the order of the cell; None where it cannot be read or a name stands twice."""
    numbers: dict[str, float] = {}
    for part in _parts(value, _BETWEEN):
        name, _, number = (piece.strip() for piece in part.rpartition("="))
        if not name or name in numbers or not _NUMBER.fullmatch(number) or not isfinite(float(number)):
            return None
        numbers[name] = float(number)
    return numbers


def read_list(value: CellValue) -> tuple[str, ...]:
    """Return the numbers of steps that a cell lists."""
    return tuple(dict.fromkeys(_parts(value, _BETWEEN)))


def read_groups(value: CellValue) -> tuple[tuple[str, ...], ...] | None:
    """Return groups of steps that are done side by side; None where one has a single step, or a step stands twice."""
    groups = [tuple(piece.strip() for piece in part.split("+")) for part in _parts(value, _BETWEEN)]
    members = [member for group in groups for member in group]
    if any(len(group) < 2 for group in groups) or len({*members}) < len(members) or "" in members:  # noqa: PLR2004
        return None
    return tuple(groups)


def read_peaks(value: CellValue) -> dict[int, float] | None:
    """Return how many times more cases come in an hour of the day than in others; None where the cell cannot be read."""
    numbers = read_numbers(value)
    if numbers is None or not all(name.isdecimal() and int(name) < _HOURS_A_DAY for name in numbers):
        return None
    return {int(name): number for name, number in numbers.items()}


def read_shifts(value: CellValue) -> dict[str, Hours] | None:
    """Return the hours of posts that work at other times; None where the cell cannot be read."""
    shifts: dict[str, Hours] = {}
    for part in _parts(value, _ENTRIES):
        name, _, times = (piece.strip() for piece in part.partition("="))
        hours = _hours(times)
        if not name or name in shifts or hours is None:
            return None
        shifts[name] = hours
    return shifts


def _hours(text: str) -> Hours | None:
    spans = [[seconds_of(end.strip()) for end in _TO.split(span)] for span in text.split(",")]
    ends = [end for span in spans for end in span if end is not None]
    if any(len(span) != 2 or None in span for span in spans) or len(spans) > 2:  # noqa: PLR2004
        return None
    hours = Hours(*ends, *[ends[-1]] * (4 - len(ends)))
    return hours if hours.is_possible else None

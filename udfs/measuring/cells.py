"""What the cells of an export mean: days, numbers and durations in the spellings of the systems that write them.

Every reader returns None for what cannot be read without guessing; the row is then left out and named.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from udfs import spellings
from udfs.spellings import AS_TEXT, folded
from udfs.values import CellValue, ErrorValue, as_text, is_number
from udfs.worksheet import SECONDS_A_DAY

# Behind a day stands its time, which no period needs: 2026-01-03 09:15:00, 2026-01-03T09:15:00Z, 2026年1月3日 09:15.
_CLOCK_BEHIND = re.compile(r"[ t](?=\d).*\Z", re.DOTALL)
_DIGITS = re.compile(r"(\d{8})(?:\d{4}|\d{6})")

# Seconds of a unit, by every spelling of it.
_UNITS = {
    word: seconds
    for seconds, words in {
        1: "秒 秒钟 s sec secs second seconds",
        60: "分 分钟 min mins minute minutes",
        3600: "时 小时 个小时 钟头 h hr hrs hour hours",
        SECONDS_A_DAY: "天 日 d day days",
    }.items()
    for word in words.split()
}
_LONGEST_FIRST = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART = re.compile(rf"\s*(\d+(?:\.\d+)?)\s*({_LONGEST_FIRST}|m)(?![a-z])\s*")
_CLOCK = re.compile(r"(-?)\s*(?:(\d+)\s*(?:天|日|d|days?)\s*,?\s*)?(\d{1,5}):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?")


class Duration(NamedTuple):
    """A duration in seconds; `is_ambiguous` where `1:15` may be minutes and seconds as well as hours and minutes."""

    seconds: float
    is_ambiguous: bool = False


def clean(value: CellValue) -> CellValue:
    """Return a cell without the marks by which systems keep Excel from reading it: `="00123"`, `'2026/1/3`, a tab."""
    if not isinstance(value, str) or isinstance(value, ErrorValue):
        return value
    text = value.strip("\t \u00a0\u3000")
    wrapped = AS_TEXT.match(text)
    return (wrapped[1] if wrapped else text.removeprefix("'")).strip()


@lru_cache(maxsize=1 << 16, typed=True)
def read_day(value: CellValue) -> date | None:
    """Return the day of a cell, whatever its time: a true date, `2026/1/3 9:05`, `20260103`, `2026年1月3日`, 46025."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (date, bool)) or value is None:
        return value if isinstance(value, date) else None
    if is_number(value):
        day = spellings.parse_serial(value) or spellings.parse_date(value)
    else:
        text = folded(clean(value))
        digits = _DIGITS.fullmatch(text)
        text = digits[1] if digits else text
        day = spellings.parse_date(_CLOCK_BEHIND.sub("", text)) or spellings.parse_date(text)
        day = day or spellings.parse_serial(text)
    return day.date() if isinstance(day, datetime) else day


def read_number(value: CellValue) -> float | None:
    """Return the number of a cell: 1,234.5, ¥1,200, 1.5万, 12.5% (0.125), also as text; None for anything else.

    A point that nothing stands behind ends a number too: some systems write 5. for 5.0.
    """
    value = clean(value)
    if isinstance(value, str) and value.endswith(".") and value[-2:-1].isdecimal():
        value = value[:-1]
    number = spellings.parse_number(value)
    return None if number is None else float(number)


def unit_seconds(unit: CellValue) -> int | None:
    """Return how many seconds a unit of time has, None for a unit that is none of time."""
    return _UNITS.get(folded(unit))


def unit_in_heading(heading: str) -> int | None:
    """Return the seconds of the unit that a heading names in brackets, as in `处理时长（分钟）`; None without one."""
    match = re.search(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*\Z", heading)
    return unit_seconds(match[1]) if match else None


@lru_cache(maxsize=1 << 16, typed=True)
def read_duration(value: CellValue) -> Duration | None:
    """Return a duration that says its unit: `1天2小时`, `2分钟5秒`, `123秒`, `2h 30m`, `02:15:00`, `1 day, 2:15:00`, `1:15`.

    A plain number says none and gives None: it is in the unit of its column.
    """
    if not isinstance(value, str):
        return None
    text = folded(clean(value))
    clock = _CLOCK.fullmatch(text)
    if clock:
        sign, days, first, second, third = clock.groups()
        if int(second) >= 60 or float(third or 0) >= 60:  # noqa: PLR2004 - minutes and seconds
            return None
        seconds = int(days or 0) * SECONDS_A_DAY + int(first) * 3600 + int(second) * 60 + float(third or 0)
        return Duration(-seconds if sign else seconds, third is None and days is None)
    sign, rest = (-1, text[1:]) if text.startswith("-") else (1, text)
    total, at, smallest = 0.0, 0, 1 << 30
    while at < len(rest):
        part = _PART.match(rest, at)
        unit = 60 if part and part[2] == "m" else _UNITS[part[2]] if part else 0
        if part is None or unit >= smallest:
            return None
        total, at, smallest = total + float(part[1]) * unit, part.end(), unit
    return Duration(sign * total) if at else None


def shown(value: CellValue) -> str:
    """Return a cell as text that groups and filters compare: clean, dates as `2026-01-03`, 3.0 as `3`."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return as_text(clean(value))

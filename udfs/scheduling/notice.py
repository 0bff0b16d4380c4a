"""Reads the State Council's notice on a year's holidays: which days are off, which weekends are worked.

A sentence of it reads `1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。`; the festival stands
before it. Whatever a sentence says of itself, the weekday of a date or the number of days, is compared with the calendar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from udfs.lang import Text
from udfs.scheduling.statutory import FESTIVALS
from udfs.scheduling.workdays import KIND_OFF, KIND_ON

_YEAR_OF_TITLE = re.compile(r"(\d{4})年[^。]{0,24}?(?:节假日|節假日|放假|假期)")
_ANY_YEAR = re.compile(r"(\d{4})年")
_NAMES = "|".join(name.zh for name in FESTIVALS) + "|端午|中秋|国庆|清明|元旦|春节|劳动节"
_HEADING = re.compile(rf"((?:{_NAMES})(?:[、和及,](?:{_NAMES}))*)[:：]")
_MENTIONED = re.compile(_NAMES)
_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_RANGE = rf"{_DAY}(?:[至到—–~-]+{_DAY})?"
# What stands between a day and its verb may not be anything else: `2月3日起正常上班` names no make-up day.
_CLAUSE = re.compile(
    rf"({_RANGE}(?:[、,和及]{_RANGE})*)(放假|补休|補休|调休|調休|上班)(?:[^。;\d]{{0,12}}?,?共(\d+)天)?"
)
_ONE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_WEEKDAY = re.compile(r"(?:周|星期|週|礼拜)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_RANGES = re.compile(_RANGE)
_LONGEST = 20
_MONTH_AND_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
# The date below the text: a full one, at its end or at the end of a sentence.
_SIGNED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?![^。]*[。;])")
# Advice, not an arrangement: `鼓励各单位…安排职工在除夕（2月9日）休息`.
_ADVICE = re.compile(r"鼓励[^。]*")


@dataclass
class Notice:
    """What a notice says.

    Attributes:
        year: the year it is about, None where it does not say so.
        days: each day with 休 or 班 and the festival's name.
        wrong_days: dates as written whose weekday is another one, or that no year has.
        wrong_counts: clauses as written with the number of days they say and the number they list.
        left: sentences that name a day and were not understood.
    """

    year: int | None
    days: dict[date, tuple[Text, Text]] = field(default_factory=dict)
    wrong_days: list[str] = field(default_factory=list)
    wrong_counts: list[tuple[str, int, int]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def is_notice(text: str) -> bool:
    """Return whether a text has a sentence of such a notice."""
    return _CLAUSE.search(_plain(text)) is not None


def read_notice(text: str, year: int | None = None) -> Notice:
    """Return what a notice says of a year; dates without a year belong to the one in its title, else to the given one."""
    plain = _ADVICE.sub("", _plain(text))
    titled = _YEAR_OF_TITLE.search(plain) or _ANY_YEAR.search(plain)
    notice = Notice(int(titled[1]) if titled else None)
    base = notice.year or year
    if base is None:
        return notice
    headings = [(match.end(), _named(match[1])) for match in _HEADING.finditer(plain)]
    names = headings or [(match.end(), _named(match[0])) for match in _MENTIONED.finditer(plain)]
    for clause in _CLAUSE.finditer(plain):
        name = next((name for end, name in reversed(names) if end <= clause.start()), Text("", ""))
        kind = KIND_ON if clause[2] == "上班" else KIND_OFF
        days = list(_days(clause[1], base, notice))
        if clause[3] and kind is KIND_OFF and days and len(days) != int(clause[3]):
            notice.wrong_counts.append((clause[0], int(clause[3]), len(days)))
        notice.days.update((day, (kind, name)) for day in days)
    rest = _SIGNED.sub("", _CLAUSE.sub("", plain))
    notice.left += [sentence for sentence in re.split("[。;]", rest) if _MONTH_AND_DAY.search(sentence)]
    return notice


def _plain(text: str) -> str:
    """Return a text without blanks and line breaks, which copying puts anywhere, with signs and digits of half width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _named(words: str) -> Text:
    """Return the festivals of a heading in both languages."""
    festivals = [
        next(name for name in FESTIVALS if name.zh.startswith(match[0][:2])) for match in _MENTIONED.finditer(words)
    ]
    return Text("、".join(name.zh for name in festivals), ", ".join(name.en for name in festivals))


def _days(words: str, year: int, notice: Notice) -> Iterator[date]:
    """Yield the days of `1月1日至3日、5日`; a month or a year that is not repeated is the one before."""
    month = 0
    for written in _RANGES.findall(words):
        ends: list[date] = []
        for match in _ONE.finditer(written):
            month = int(match[2] or month)
            first_year = year if not ends else ends[0].year
            own_year = int(match[1] or (first_year + 1 if ends and month < ends[0].month else first_year))
            day = _day(own_year, month, int(match[3]), match[4] or "")
            if day is None:
                notice.wrong_days.append(match[0])
                return
            ends.append(day)
        length = (ends[-1] - ends[0]).days + 1
        if not 0 < length <= _LONGEST:
            notice.wrong_days.append(written)
            return
        yield from (ends[0] + timedelta(days=after) for after in range(length))


def _day(year: int, month: int, day: int, stated: str) -> date | None:
    """Return a day, None where there is none or where it is another weekday than is stated."""
    try:
        result = date(year, month, day)
    except ValueError:
        return None
    weekday = _WEEKDAY.search(stated)
    if weekday and _WEEKDAYS.index(weekday[1].replace("天", "日")) != result.weekday():
        return None
    return result

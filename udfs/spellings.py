"""Reading what people type: dates, numbers, shares, scores, levels and durations in all their spellings.

Each reader returns None for what it cannot read without guessing; the text is then kept as it is and reported.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal

from udfs.lang import Lang
from udfs.levels import LEVELS, Spellings, level_codes
from udfs.serials import from_serial
from udfs.values import CellValue, as_text, is_number, plain
from udfs.worksheet import LARGEST_WHOLE

# How systems keep Excel from reading a text as a number: ="00123".
AS_TEXT = re.compile(r'\A="([^"]*)"\Z')

_CLOCK = r"\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[秒分]?"
_TIME = rf"(?:[t ]\s*{_CLOCK})?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})(?:\s*[日号]\s*(?:{_CLOCK})?|\s*{_TIME})"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
# Day and month can only be told apart where one of them is larger than 12.
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}})\s*{_TIME}")
_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {word: i for i, name in enumerate(_MONTH_NAMES, 1) for word in (name, name[:3])} | {"sept": 9}
_MONTH_FIRST = re.compile(rf"([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\s*{_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?,?[ -](\d{{4}})\s*{_TIME}")
_LAST_MONTH = 12
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_LIKELY_YEARS = range(1990, 2100)

_NUMBER = re.compile(r"([+-]?)[¥￥$]?\s*([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d+)?")
_UNITS = {"万": 10_000, "亿": 100_000_000}
# A spreadsheet shows fifteen digits; longer ones are numbers of orders and cards, whose last digits would be lost.
_MOST_DIGITS = 15
_FEWEST_PER_CENT = 2
_SCORES = {word: i for i, word in enumerate("一二三四五", 1)}
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_WORKDAYS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:个?工作日|天|日|days?|d|wd)?")
# Not Unicode's own folding, which reads 5² as 52.
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {ord("￥"): "¥"}


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs in half width."""
    return text.translate(_HALF_WIDTH)


def folded(value: CellValue) -> str:
    """Return the text in half width and lower case, without stray spaces."""
    return plain(half_width(as_text(value))).casefold()


def parse_date(value: CellValue) -> date | None:
    """Return the day that is meant; a true time keeps its hour.

    Read are true dates, 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305 (text or number), each with a trailing
    time, 5 Mar 2026 and Mar 5, 2026. Refused are years of two digits, and 5/3/2026, which may be March or May.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        return None
    text = folded(value)
    match = _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text)
    if match:
        return _day(*map(int, match.groups()))
    return _western_date(text)


def _western_date(text: str) -> date | None:
    """Read a date with its year last, or with the month's English name."""
    match = _YEAR_LAST.fullmatch(text)
    if match:
        low, high = sorted((int(match[1]), int(match[2])))
        return _day(int(match[3]), low, high) if low <= _LAST_MONTH < high else None
    for form, day, month in ((_MONTH_FIRST, 2, 1), (_DAY_FIRST, 1, 2)):
        match = form.fullmatch(text)
        if match:
            return _day(int(match[3]), _MONTHS.get(match[month], 0), int(match[day]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_moment(value: CellValue) -> date | datetime | None:
    """Return the day with its time of day where one is written: `2026-03-05 14:30` keeps half past two."""
    day = parse_date(value)
    if day is None or isinstance(value, date):
        return day
    clock = re.search(r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?", folded(value))
    if clock is None:
        return day
    try:
        moment = datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return None
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else day


def parse_serial(value: CellValue, *, date1904: bool = False) -> date | datetime | None:
    """Return the day, from 1990 to 2099, that a spreadsheet's number of days such as 46320 means: a number or its digits."""
    text = folded(value)
    if isinstance(value, (bool, date)) or not _SERIAL.fullmatch(text):
        return None
    day = from_serial(float(text), date1904)
    return day if day is not None and day.year in _LIKELY_YEARS else None


def parse_number(value: CellValue) -> int | float | None:
    """Return a number: 1,234.5 ¥1,200 1.5万 2亿 30% (0.3), full-width digits too; a number with a unit is none.

    Nor is one with more digits than a spreadsheet keeps.
    """
    if is_number(value):
        return value
    if not isinstance(value, str):
        return None
    text = folded(value)
    scale: float = 1
    if text[-1:] in _UNITS:
        scale, text = _UNITS[text[-1]], text[:-1].rstrip()
    elif text.endswith("%"):
        scale, text = 0.01, text[:-1].rstrip()
    match = _NUMBER.fullmatch(text)
    if match is None or not (match[3] or match[4]) or (match[1] and match[2]):
        return None
    whole = (match[3] or "0").replace(",", "")
    written = (match[1] or match[2]) + whole + (match[4] or "") + (match[5] or "")
    exact = float(written)
    if len(whole) > _MOST_DIGITS or not math.isfinite(exact) or Decimal(written) != Decimal(repr(exact)):
        return None
    number = round(exact * scale, 12) if scale != 1 else exact
    return int(number) if number.is_integer() and abs(number) < LARGEST_WHOLE else number


def parse_percent(value: CellValue) -> int | float | None:
    """Return a share: `30%` is 0.3; without the sign, 2 and more mean per cent (30 is 0.3), up to 1 the share.

    Between them 1.2 may be a little over one per cent or a fifth too much; it stays, and the checker asks.
    """
    number = parse_number(value)
    if number is None or "%" in folded(value):
        return number
    return round(number / 100, 12) if number >= _FEWEST_PER_CENT else number


def parse_score(value: CellValue) -> int | float | None:
    """Return a score: 5, ５, 5分, 五; whether it lies in its range is the checker's question."""
    text = folded(value).removesuffix("分").strip()
    if text in _SCORES:
        return _SCORES[text]
    return parse_number(value if is_number(value) else text) if _PLAIN_NUMBER.fullmatch(text) else None


def parse_workdays(value: CellValue) -> int | float | None:
    """Return a number of working days: 3, 3天, 3个工作日, 3 days, 3d."""
    if is_number(value):
        return value
    match = _WORKDAYS.fullmatch(folded(value))
    return parse_number(match[1]) if match else None


def parse_level(value: CellValue, spellings: Spellings, lang: Lang) -> str | None:
    """Return the level in the workbook's language, from any of its spellings."""
    code = level_codes([value], spellings)[0]
    return LEVELS[code - 1].to(lang) if code > 0 else None

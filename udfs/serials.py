"""Dates and the serial numbers under which sheets keep them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache

from udfs.problems import RefusalError, files
from udfs.values import CellValue, is_number
from udfs.worksheet import EPOCH, EPOCH_1904, LAST_SERIAL, SECONDS_A_DAY

_EPOCH_1900 = datetime.combine(EPOCH, time())
_EPOCH_1904 = datetime.combine(EPOCH_1904, time())
# The 1900 system believes in 29 February 1900 (serial 60); before it, days are one less than the formula says.
_FALSE_DAY = 60
# So many days later the 1904 system begins, and so many earlier its numbers end.
_LATER = (EPOCH_1904 - EPOCH).days


@lru_cache(maxsize=8192)
def from_serial(number: float, date1904: bool = False) -> date | datetime | None:  # noqa: FBT001, FBT002
    """Return the day (or, with a fraction, the time to the second) of a serial number, None where there is none."""
    if not 0 <= number < LAST_SERIAL + 1:
        return None
    whole = int(number)
    if not date1904:
        if whole in (0, _FALSE_DAY):
            return None
        whole += whole < _FALSE_DAY
    elif whole > LAST_SERIAL - _LATER:
        return None
    day = (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(days=whole)
    seconds = round((number - int(number)) * SECONDS_A_DAY)
    return day + timedelta(seconds=seconds) if seconds else day.date()


def to_serial(day: date | datetime, date1904: bool = False) -> int | float:  # noqa: FBT001, FBT002
    """Return the serial number of a day or time; refuses days before the system's first."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    gone = moment.replace(tzinfo=None) - (_EPOCH_1904 if date1904 else _EPOCH_1900)
    days = gone.days
    if not date1904 and days <= _FALSE_DAY:
        days -= 1
    if days < (0 if date1904 else 1):
        raise RefusalError(files.DATE_TOO_EARLY, value=day.isoformat())
    fraction = (gone.seconds + gone.microseconds / 1e6) / SECONDS_A_DAY
    return days + fraction if fraction else days


def parse_iso(text: str) -> CellValue:
    """Return the day or time that a text such as `2027-03-01T08:30:00` means, the text itself where it means none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.time() != time() else moment.date()


def whole_second(moment: datetime) -> date | datetime:
    """Return a moment rounded to the second, as a serial number gives it; the day alone where that is its beginning."""
    rounded = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded if rounded.time() != time() else rounded.date()


class Shown(Enum):
    """What a cell's format shows a number as: a day (with its time or without), a time of day, or hours beyond a day."""

    DAY = "day"
    TIME = "time"
    DURATION = "duration"


def dated(value: CellValue, shown: Shown | None, *, date1904: bool) -> CellValue:
    """Return a cell's value as it is meant: a day, the text of a time or a duration, or what it is.

    Args:
        value: what the cell holds.
        shown: what its format makes of a number, None where that is a number.
        date1904: how dates are counted.
    """
    if shown is None or not is_number(value):
        return value
    # No day is the day before the first: a blank that a formula has copied.
    is_clock = 0 < value < 1 or (value == 0 and shown is Shown.TIME)
    if is_clock or shown is Shown.DURATION:
        return clock_text(value)
    return from_serial(value, date1904) or value


def clock_text(days: float) -> str:
    """Return a part of a day, or a number of days, as hours: `08:30`, `08:30:15`, `08:30:15.5`, `36:30:00`."""
    whole, thousandths = divmod(round(abs(days) * SECONDS_A_DAY * 1000), 1000)
    minutes, seconds = divmod(whole, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    if seconds or thousandths or whole >= SECONDS_A_DAY:
        text += f":{seconds:02}"
    if thousandths:
        text += f".{thousandths:03}".rstrip("0")
    return f"-{text}" if days < 0 else text

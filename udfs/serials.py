"""Dates and the serial numbers under which sheets keep them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
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


def dated(value: CellValue, is_date: bool, *, date1904: bool) -> CellValue:  # noqa: FBT001 - a cell and its style
    """Return a cell's value as it is meant: a day, a time of day, or what it is."""
    if not is_date or not is_number(value):
        return value
    if 0 < value < 1:
        hours, seconds = divmod(round(value * SECONDS_A_DAY), 3600)
        return f"{hours:02}:{seconds // 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    return from_serial(value, date1904) or value

"""Days of the lunar year, by the package `lunar_python`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple


class LunarDay(NamedTuple):
    """A day of the lunar year: a leap month has the negative number of the month that it follows."""

    year: int
    month: int
    day: int


@lru_cache(maxsize=256)
def lunar_date(year: int, month: int, day: int) -> date:
    """Return a day of the lunar year that begins in `year`; the month is the ordinary one, not a leap month."""
    from lunar_python import Lunar

    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def lunar_day(day: date) -> LunarDay:
    """Return the day of the lunar year that a day is."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return LunarDay(lunar.getYear(), lunar.getMonth(), lunar.getDay())


def new_years_eve(year: int) -> date:
    """Return 除夕, the day before the lunar year that begins in `year`; it is the 29th or the 30th of its month."""
    return lunar_date(year, 1, 1) - timedelta(days=1)

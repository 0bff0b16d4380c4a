"""The days off that the law fixes, whatever is published for a year: all of them are off, no make-up day is known.

Source: 全国年节及纪念日放假办法 as revised on 2024-11-10, in force since 2025-01-01, article 2. How weekends are moved, and
which working day makes up for a day off on a weekend (article 6), is decided by the State Council's notice for each year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from udfs.lang import Text
from udfs.scheduling.lunar import lunar_date

NEW_YEAR = Text("元旦", "New Year")
SPRING = Text("春节", "Spring Festival")
TOMB_SWEEPING = Text("清明节", "Tomb-sweeping Day")
LABOUR = Text("劳动节", "Labour Day")
DRAGON_BOAT = Text("端午节", "Dragon Boat Festival")
MID_AUTUMN = Text("中秋节", "Mid-autumn Festival")
NATIONAL = Text("国庆节", "National Day")
FESTIVALS = (NEW_YEAR, SPRING, TOMB_SWEEPING, LABOUR, DRAGON_BOAT, MID_AUTUMN, NATIONAL)

# The law in its present form; the day of a new moon is certain for as long as nobody plans further ahead.
FIRST_YEAR, LAST_YEAR = 2025, 2080


@lru_cache(maxsize=16)
def statutory_days(year: int) -> tuple[tuple[date, Text], ...]:
    """Return the days off that the law fixes in a year, in order, with their names; none outside `FIRST_YEAR` to `LAST_YEAR`.

    In some years 中秋节 falls on one of the days of 国庆节: such a day stands once, with both names.
    """
    days: dict[date, Text] = {}
    for day, name in _days(year) if FIRST_YEAR <= year <= LAST_YEAR else ():
        known = days.get(day)
        days[day] = name if known is None else Text(f"{known.zh}、{name.zh}", f"{known.en}, {name.en}")
    return tuple(sorted(days.items()))


def _days(year: int) -> Iterator[tuple[date, Text]]:
    yield date(year, 1, 1), NEW_YEAR
    first_of_lunar_year = lunar_date(year, 1, 1)
    for after in range(-1, 3):
        yield first_of_lunar_year + timedelta(days=after), SPRING
    yield _tomb_sweeping(year), TOMB_SWEEPING
    for day in (1, 2):
        yield date(year, 5, day), LABOUR
    yield lunar_date(year, 5, 5), DRAGON_BOAT
    for day in (1, 2, 3):
        yield date(year, 10, day), NATIONAL
    yield lunar_date(year, 8, 15), MID_AUTUMN


def _tomb_sweeping(year: int) -> date:
    from lunar_python import Solar

    solar = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())

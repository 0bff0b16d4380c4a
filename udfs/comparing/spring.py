"""春节 aligned: the same distance from 除夕 a year before, and the same day of the lunar year.

Between 21 January and 20 February the holiday moves from year to year, so that months are no equals: mainland working days of
January and February are 22/18 in 2024, 19/19 in 2025 and 21/16 in 2026.
"""

from __future__ import annotations

from datetime import date, timedelta

from udfs.comparing.periods import Period
from udfs.lang import Text
from udfs.scheduling.lunar import lunar_date, lunar_day, new_years_eve

# 除夕 and the seven days after it, as most years' arrangement has them.
FESTIVAL_DAYS = 8
# The forty days of 春运 around the first day of the lunar year, as days from 除夕 (the transport ministry's yearly plan).
_TRAVEL_FROM, _TRAVEL_TO = -14, 25
_LEAST_MONTH = 29


def nearest_eve(day: date) -> date:
    """Return the 除夕 that lies nearest to a day."""
    eves = (new_years_eve(year) for year in (day.year - 1, day.year, day.year + 1))
    return min(eves, key=lambda eve: abs(eve - day))


def days_from_eve(day: date) -> int:
    """Return by how many days a day lies after the nearest 除夕; before it the number is negative."""
    return (day - nearest_eve(day)).days


def festival_days(period: Period) -> int:
    """Return how many days of a period lie between 除夕 and the seventh day of the lunar year."""
    eves = map(new_years_eve, range(period.first.year, period.last.year + 1))
    both = (period.overlap(Period(eve, eve + timedelta(days=FESTIVAL_DAYS - 1))) for eve in eves)
    return sum(part.length for part in both if part is not None)


def is_near_festival(period: Period) -> bool:
    """Return whether a period has a day of the forty around 春节."""
    eves = map(new_years_eve, range(period.first.year, period.last.year + 1))
    return any(
        period.overlap(Period(eve + timedelta(days=_TRAVEL_FROM), eve + timedelta(days=_TRAVEL_TO))) for eve in eves
    )


def aligned(period: Period) -> tuple[Period, Text]:
    """Return the days that lay equally far from 除夕 a year before, and why these."""
    eve = nearest_eve(period.first + (period.last - period.first) / 2)
    before = new_years_eve(eve.year - 1)
    reason = Text(
        f"距除夕的天数相同：{eve}，上年 {before}",
        f"as many days from Lunar New Year's Eve: {eve}, the year before {before}",
    )
    return period.shifted((before - eve).days), reason


def same_lunar_day(day: date) -> tuple[date, Text]:
    """Return the same day of the lunar year before, and why that one.

    A day of a leap month is compared with that of the ordinary month; the 30th, where the month of the year before has
    29 days, with the 29th. Both are said.
    """
    year, month, number = lunar_day(day)
    reason = Text("农历同日", "the same day of the lunar calendar")
    if month < 0:
        reason = Text("农历闰月对上年同月", "a leap month of the lunar calendar, against the ordinary one")
    base = lunar_date(year - 1, abs(month), min(number, _LEAST_MONTH))
    if number <= _LEAST_MONTH:
        return base, reason
    after = base + timedelta(days=1)
    if lunar_day(after).day == number:
        return after, reason
    return base, Text(f"{reason.zh}（上年该月无三十，取廿九）", f"{reason.en} (that month had 29 days: its last)")

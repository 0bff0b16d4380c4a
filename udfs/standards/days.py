"""The days of a training: for when it is planned, and until when it counts (R41)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from udfs.rules import EARLIEST, LATEST
from udfs.scheduling.workdays import day_number
from udfs.values import CellValue, is_number

MONTHS_A_YEAR = 12
# So many days are looked through for one on which people work.
_SEARCHED = 60


def valid_until(day: CellValue, months: CellValue, default: float) -> date | None:
    """Return the last day of a training that counts for so many months; None where it counts for ever, or is no day.

    That is the day before the same one of a later month, or before the last of the month where it is too short.
    """
    number = day_number(day)
    count = months if is_number(months) else default
    if (
        number is None
        or not EARLIEST.toordinal() <= number <= LATEST.toordinal()
        or not 1 <= count <= MONTHS_A_YEAR * 100
    ):
        return None
    begun = date.fromordinal(number)
    years, month = divmod(begun.month - 1 + int(count), MONTHS_A_YEAR)
    first = date(begun.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first.replace(day=1) + timedelta(days=begun.day - 1), last) - timedelta(days=1)


def planned_for(
    effective: date | None, today: date, ahead: float, is_workday: Callable[[date], bool] | None = None
) -> date:
    """Return the day for which a training in a version is planned: never in the past, on a working day where these are known.

    Args:
        effective: the day from which the version is in force; None where it is not known.
        today: the day on which it is planned.
        ahead: so many days before that day; where that is over, today and so many days, but still before it if there is time.
        is_workday: whether people work on a day.
    """
    days = timedelta(int(ahead))
    works = is_workday or (lambda _day: True)
    latest = today + days if effective is None or effective <= today else max(effective - days, today)
    if effective is not None and effective > today:
        # Towards today first: the training is to come before the version.
        day = next((day for back in range((latest - today).days + 1) if works(day := latest - timedelta(back))), None)
        if day is not None:
            return day
    return next((day for on in range(_SEARCHED) if works(day := latest + timedelta(on))), latest)

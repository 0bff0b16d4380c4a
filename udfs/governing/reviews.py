"""The month, quarter or year that a review is about (R49)."""

from __future__ import annotations

from datetime import date, timedelta

from udfs.lang import Text
from udfs.rules import EARLIEST, LATEST
from udfs.scheduling.workdays import day_number
from udfs.values import CellValue, plain

MONTH, QUARTER, YEAR = Text("月", "Month"), Text("季", "Quarter"), Text("年", "Year")
PERIODS = (MONTH, QUARTER, YEAR)
# How many months each has; it begins with the first of the year, or so many months after.
MONTHS = (1, 3, 12)

REACHED, IN_PART, MISSED = Text("达成", "Reached"), Text("部分达成", "In part"), Text("未达成", "Not reached")
JUDGEMENTS = (REACHED, IN_PART, MISSED)


def period_of(kind: CellValue, day: CellValue) -> tuple[date, date] | None:
    """Return first and last day of the month, quarter or year that a day lies in; None where either says nothing.

    A day is a date, a time or a bare date serial, from `udfs.rules.EARLIEST` to `LATEST`.
    """
    number = day_number(day)
    is_day = number is not None and EARLIEST.toordinal() <= number <= LATEST.toordinal()
    moment = date.fromordinal(number) if is_day and number is not None else None
    lengths = {name.casefold(): months for words, months in zip(PERIODS, MONTHS, strict=True) for name in words}
    months = lengths.get(plain(kind).casefold())
    if moment is None or months is None:
        return None
    first = date(moment.year, (moment.month - 1) // months * months + 1, 1)
    years, month = divmod(first.month - 1 + months, 12)
    return first, date(first.year + years, month + 1, 1) - timedelta(days=1)

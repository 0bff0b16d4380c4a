"""Days, weeks and months of points: where a period begins and ends, which are missing, which is not over yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from udfs.indicators.choices import DAILY, MONTHLY, WEEKLY
from udfs.lang import Text

_WEEK = 7
# A day of the week on which half of the weeks have rows is a working day; fewer than three of them say nothing.
_USUAL = 0.5
_FEWEST_WEEKDAYS = 3


def start_of(day: date, frequency: Text) -> date:
    """Return the first day of the period of a day: itself, its Monday, the first of its month."""
    if frequency == WEEKLY:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if frequency == MONTHLY else day


def end_of(start: date, frequency: Text) -> date:
    """Return the last day of a period that begins on a day."""
    return next_of(start, frequency) - timedelta(days=1)


def next_of(start: date, frequency: Text) -> date:
    """Return the first day of the next period."""
    if frequency == MONTHLY:
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=_WEEK if frequency == WEEKLY else 1)


def unfinished(rows: Mapping[date, int], frequency: Text, today: date) -> list[date]:
    """Return the periods that are not complete in an export, by their first days; the first or the last of them, or both.

    A week or a month is not complete where the export begins after its first day or ends before its last one; every
    period that holds today is not over. The last day is not complete either where it has less than half the rows of the
    other days of its weekday: the export was made while it ran.

    Args:
        rows: the number of rows of each day that has any.
        frequency: the periods.
        today: the day on which the export is read.
    """
    if not rows:
        return []
    first, last = min(rows), max(rows)
    start, end = start_of(first, frequency), start_of(last, frequency)
    open_periods = [start] if frequency != DAILY and start < first and _has_work(rows, start, first) else []
    until = end_of(end, frequency)
    is_open = today <= until or (frequency != DAILY and _has_work(rows, last + timedelta(days=1), until + timedelta(1)))
    if is_open or _is_cut(rows, last):
        open_periods.append(end)
    return sorted(set(open_periods))


def _has_work(rows: Mapping[date, int], start: date, end: date) -> bool:
    """Return whether one of the days before `end` is of a weekday that has rows otherwise, or is not known not to be one."""
    usual = _usual_weekdays(rows)
    return any((start + timedelta(days=i)).weekday() in usual for i in range((end - start).days))


def _usual_weekdays(rows: Mapping[date, int]) -> set[int]:
    """Return the days of the week on which the export usually has rows; all of them where it is too short to tell."""
    first, last = min(rows), max(rows)
    length = (last - first).days + 1
    if length < _FEWEST_WEEKDAYS * _WEEK:
        return set(range(_WEEK))
    all_days = Counter((first + timedelta(days=i)).weekday() for i in range(length))
    filled = Counter(day.weekday() for day in rows)
    return {weekday for weekday, count in all_days.items() if filled[weekday] >= _USUAL * count}


def _is_cut(rows: Mapping[date, int], last: date) -> bool:
    others = [count for day, count in rows.items() if day.weekday() == last.weekday() and day != last]
    return len(others) >= _FEWEST_WEEKDAYS and rows[last] < _USUAL * median(others)


def gaps(rows: Mapping[date, int]) -> list[tuple[date, date]]:
    """Return the runs of days without any row, first and last day of each; weekdays that never have rows do not count.

    A run is widened over the weekends inside it, so that one long hole is one hole.
    """
    if not rows:
        return []
    usual = _usual_weekdays(rows)
    runs: list[tuple[date, date]] = []
    day, last = min(rows), max(rows)
    missing: list[date] = []
    while day <= last:
        if day in rows:
            if missing:
                runs.append((missing[0], missing[-1]))
            missing = []
        elif day.weekday() in usual:
            missing.append(day)
        day += timedelta(days=1)
    return runs


def by_period(rows: Mapping[date, int], frequency: Text) -> dict[date, int]:
    """Return the number of rows of each period that has any."""
    counts: defaultdict[date, int] = defaultdict(int)
    for day, count in rows.items():
        counts[start_of(day, frequency)] += count
    return dict(counts)


def days_shown(runs: Sequence[tuple[date, date]]) -> Iterator[str]:
    """Yield runs of days as text: `2026-01-03` or `2026-01-03…2026-01-05`."""
    for first, last in runs:
        yield str(first) if first == last else f"{first}…{last}"

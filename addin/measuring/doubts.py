"""What is reported of the quality of exports, each with the numbers of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from addin.measuring.combining import days_of, repeated_keys
from addin.measuring.partial import SHOWN, Doubt, Partial
from udfs.lang import Text, listed
from udfs.measuring.cells import shown
from udfs.measuring.definition import Definition
from udfs.measuring.headings import is_person
from udfs.measuring.periods import days_shown, gaps
from udfs.measuring.quality import unit_jumps
from udfs.problems import Finding, Problem, measuring

_OF_CELLS: dict[Doubt, Problem] = {
    Doubt.LINE: measuring.LINES_SKIPPED,
    Doubt.NO_DATE: measuring.DATES_UNREAD,
    Doubt.FUTURE: measuring.DATES_IN_FUTURE,
    Doubt.UNREAD: measuring.VALUES_UNREAD,
    Doubt.NEGATIVE: measuring.DURATIONS_NEGATIVE,
    Doubt.UNSURE: measuring.DURATION_UNSURE,
    Doubt.AS_TEXT: measuring.NUMBERS_AS_TEXT,
}


def place_of(partial: Partial) -> str:
    """Return how findings call an export: its file and sheet."""
    return " · ".join(filter(None, (Path(partial.path).name, partial.sheet)))


def doubts(definitions: Sequence[Definition], partials: Sequence[Partial]) -> Iterator[Finding]:
    """Yield what is doubtful in exports: export by export, then what all of them show together."""
    repeated = {id(partial): (number, rows) for partial, number, rows in repeated_keys(partials)}
    for partial in partials:
        place = place_of(partial)
        yield from partial.findings
        for (doubt, heading), rows in sorted(partial.doubts.items(), key=lambda item: (item[0][0].value, item[0][1])):
            numbers, value = _rows(rows.numbers, rows.count), shown(rows.value)
            yield _OF_CELLS[doubt].at(place, label=heading, count=rows.count, rows=numbers, value=value, few=value)
        if id(partial) in repeated:
            number, rows_repeated = repeated[id(partial)]
            yield measuring.KEYS_REPEATED.at(place, label=partial.key, count=number, rows=_rows(rows_repeated, number))
    yield from _missing_days(definitions, partials)
    yield from _jumps(partials)
    for each in definitions:
        if each.group_column and is_person(each.group_column):
            yield measuring.PERSONS_AS_GROUPS.finding(value=each.measure, label=each.group_column)


def _rows(numbers: Sequence[int], count: int) -> Text:
    named = [str(number) for number in numbers[:SHOWN]]
    return listed([*named, "…"] if count > len(named) else named)


def _missing_days(definitions: Sequence[Definition], partials: Sequence[Partial]) -> Iterator[Finding]:
    """Yield the days without rows, once for each date column."""
    seen = set()
    for each in definitions:
        days = days_of(each, partials)
        runs = gaps(days)
        key = tuple(runs)
        if runs and key not in seen:
            seen.add(key)
            yield measuring.DAYS_MISSING.finding(count=len(runs), few=listed(days_shown(runs), SHOWN))


def _jumps(partials: Sequence[Partial]) -> Iterator[Finding]:
    """Yield where the level of a column jumps, with the row at which it does."""
    means: defaultdict[str, dict[date, tuple[float, int]]] = defaultdict(dict)
    starts: dict[tuple[str, date], tuple[str, int]] = {}
    for partial in partials:
        for heading, levels in partial.means.items():
            for ordinal, (total, number) in levels.items():
                day = date.fromordinal(ordinal)
                before = means[heading].get(day, (0.0, 0))
                means[heading][day] = before[0] + total, before[1] + number
                starts.setdefault((heading, day), (place_of(partial), partial.starts[heading][ordinal]))
    for heading, levels_by_day in means.items():
        for jump in unit_jumps(levels_by_day):
            place, row = starts[heading, jump.day]
            yield measuring.UNIT_JUMP.at(place, label=heading, date=jump.day, factor=jump.shown, row=row)

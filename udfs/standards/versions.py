"""Versions of a procedure in force day by day, and where their dates leave a day without one, or with two (R40).

A version is in force from the day on which it takes effect until the day before the next one does, or before the day from
which it is withdrawn. One that is withdrawn on or before its first day never is in force, and brings back no earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise, repeat
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.rules import EARLIEST, LATEST
from udfs.scheduling.workdays import day_number
from udfs.status import is_entered
from udfs.values import CellValue, is_blank, plain

DRAFT, COMING, IN_FORCE, REPLACED, WITHDRAWN = (
    Text("编制中", "Draft"),
    Text("待生效", "Coming"),
    Text("在用", "In force"),
    Text("已替代", "Replaced"),
    Text("已废止", "Withdrawn"),
)
VERSION_STATES = (DRAFT, COMING, IN_FORCE, REPLACED, WITHDRAWN)

_DAY = timedelta(days=1)


class Version(NamedTuple):
    """A version of a procedure: its row, and its days as far as they are entered."""

    row: int
    effective: date | None
    published: date | None = None
    withdrawn: date | None = None

    @property
    def takes_effect(self) -> bool:
        """Return whether there is a day on which it begins and is not withdrawn yet."""
        return self.effective is not None and (self.withdrawn is None or self.withdrawn > self.effective)


class Span(NamedTuple):
    """The days on which a version is in force, both included; `last` None: until further notice."""

    row: int
    first: date
    last: date | None

    def has(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


class Gap(NamedTuple):
    """Days on which no version is in force, both included: after the version of a row, before that of another."""

    first: date
    last: date
    after: int
    before: int


class Overlap(NamedTuple):
    """Days for which a version is entered as valid although the next one, of row `other`, is in force already."""

    row: int
    other: int
    first: date
    last: date


class Clash(NamedTuple):
    """Two versions that take effect on one day; that of `row` counts for nothing, that of `other` is in force."""

    row: int
    other: int
    day: date


class Procedure:
    """A procedure with its versions, each given once; `name` as written first."""

    def __init__(self, name: str, versions: Iterable[Version]) -> None:
        self.name = name
        self.versions = tuple(versions)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Return the versions that never come into force because another one begins on the same day."""
        chosen = {version.effective: version.row for version in self._begun}
        return tuple(
            Clash(version.row, chosen[version.effective], version.effective)
            for version in self.versions
            if version.takes_effect and version.effective is not None and chosen[version.effective] != version.row
        )

    @cached_property
    def _begun(self) -> tuple[Version, ...]:
        """Return the versions that come into force in their order: of those of one day the last one published, then listed."""
        by_day: dict[date, Version] = {}
        for version in sorted(self.versions, key=lambda each: (each.published or EARLIEST, each.row)):
            if version.takes_effect and version.effective is not None:
                by_day[version.effective] = version
        return tuple(by_day[day] for day in sorted(by_day))

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return when which version is in force, from the first day on; no two have a day in common."""
        spans = []
        following = (*(version.effective for version in self._begun[1:]), None)
        for version, after in zip(self._begun, following, strict=False):
            ends = [day for day in (after, version.withdrawn) if day is not None]
            if version.effective is not None:
                spans.append(Span(version.row, version.effective, min(ends) - _DAY if ends else None))
        return tuple(spans)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Return the days between two versions on which none is in force; a procedure that has ended has none behind it."""
        return tuple(
            Gap(span.last + _DAY, after.first - _DAY, span.row, after.row)
            for span, after in pairwise(self.spans)
            if span.last is not None and span.last + _DAY < after.first
        )

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Return the days for which a version is entered as valid longer than it is, since the next one has begun."""
        return tuple(
            Overlap(version.row, after.row, after.effective, version.withdrawn - _DAY)
            for version, after in pairwise(self._begun)
            if version.withdrawn is not None and after.effective is not None and version.withdrawn > after.effective
        )

    def in_force(self, day: date) -> int | None:
        """Return the row of the version that is in force on a day, None where none is."""
        return next((span.row for span in self.spans if span.has(day)), None)

    def coming(self, day: date) -> tuple[int, ...]:
        """Return the rows of the versions that come into force after a day, the next one first."""
        return tuple(span.row for span in self.spans if span.first > day)

    @property
    def order(self) -> tuple[int, ...]:
        """Return the rows of the versions that come into force, in the order in which they do."""
        return tuple(version.row for version in self._begun)

    def last_day(self, row: int) -> date | None:
        """Return the last day of a version; the day before its first where it never comes into force, None where it is open."""
        span = next((span for span in self.spans if span.row == row), None)
        if span is not None:
            return span.last
        version = next(version for version in self.versions if version.row == row)
        return None if version.effective is None else version.effective - _DAY


def procedures(
    names: Sequence[CellValue],
    effective: Sequence[CellValue],
    published: Sequence[CellValue],
    withdrawn: Sequence[CellValue],
    origins: Sequence[CellValue] | None = None,
) -> list[Procedure]:
    """Return every procedure in the order of its first row; rows without a name belong to none.

    Args:
        names: the procedure of each row; letter case and spaces around it do not matter.
        effective: the day from which the version is in force.
        published: the day on which it was published.
        withdrawn: the day from which it is not valid any more.
        origins: in a register, the workbook that each row comes from: each has its own procedures.
    """
    grouped: dict[tuple[str, str], list[Version]] = {}
    rows = zip(names, effective, published, withdrawn, origins or repeat(None), strict=False)
    for row, (name, *days, origin) in enumerate(rows):
        if plain(name):
            key = plain(origin).casefold(), plain(name).casefold()
            grouped.setdefault(key, []).append(Version(row, *map(_day, days)))
    return [Procedure(plain(names[versions[0].row]), versions) for versions in grouped.values()]


def _day(value: CellValue) -> date | None:
    """Return the day of a cell that holds one from `EARLIEST` to `LATEST`."""
    number = day_number(value)
    known = number is not None and EARLIEST.toordinal() <= number <= LATEST.toordinal()
    return date.fromordinal(number) if known and number is not None else None


def last_days(known: Sequence[Procedure], length: int) -> list[CellValue]:
    """Return for each of `length` rows the last day of its version, None where it is open or no version."""
    days: list[CellValue] = [None] * length
    for procedure in known:
        for version in procedure.versions:
            days[version.row] = procedure.last_day(version.row)
    return days


def version_states(
    names: Sequence[CellValue],
    effective: Sequence[CellValue],
    withdrawn: Sequence[CellValue],
    ends: Sequence[CellValue],
    today: date,
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return where each version stands today, from its first day and its last one (`last_days`); blank without a name."""
    now = today.toordinal()
    states: list[CellValue] = []
    for name, first, gone, end in zip(names, effective, withdrawn, ends, strict=True):
        begin, last, left = day_number(first), day_number(end), day_number(gone)
        if is_blank(name):
            states.append("")
        elif begin is None:
            states.append(DRAFT.to(lang))
        elif last is not None and (last < begin or last < now):
            is_withdrawn = left is not None and left <= last + 1
            states.append((WITHDRAWN if is_withdrawn or (left is not None and left <= begin) else REPLACED).to(lang))
        else:
            states.append((COMING if begin > now else IN_FORCE).to(lang))
    return states


def early(known: Iterable[Procedure]) -> Iterator[Version]:
    """Yield the versions that take effect before they are published."""
    for procedure in known:
        for version in procedure.versions:
            if (
                version.effective is not None
                and version.published is not None
                and version.published > version.effective
            ):
                yield version


def is_due_for_review(review_by: CellValue, today: date, within: float) -> bool:
    """Return whether a version is to be looked at again in so many days, or should have been."""
    day = _day(review_by)
    return is_entered(review_by) and day is not None and (day - today).days <= within

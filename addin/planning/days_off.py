"""Writes days off and make-up days on the sheet 节假日: published ones in place of provisional ones; what people typed stays."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from addin.book.port import View
from addin.book.session import Session
from udfs.lang import Text, listed
from udfs.problems import Finding, RefusalError, books, calendars
from udfs.scheduling.statutory import statutory_days
from udfs.scheduling.workdays import KIND_OFF, day_kind, is_provisional
from udfs.values import CellValue, as_text, day_of, is_blank, plain, same
from workbook_templates.tables.holidays import HOLIDAYS, ListedDay, provisional

_KEYS = ("day", "kind", "name")
_SHOWN = 6
_SATURDAY = 6


@dataclass
class DaysWritten:
    """What was written: rows added and provisional rows replaced, and what a person should look at."""

    added: int = 0
    replaced: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    """A row of the sheet: its place, its day and kind where they can be read, its name; `ours` as it was pre-filled."""

    at: int
    day: date | None
    kind: Text | None
    name: str
    ours: bool


def publish(session: Session, year: int, days: Sequence[ListedDay]) -> DaysWritten:
    """Put the published days of a year in place of its provisional ones.

    A day off by law that the list lacks stays provisional, so that half a list does not pass for the year.
    """
    sheet = _Sheet(session)
    known = {day for day, _, _ in days} | {row.day for row in sheet.own}
    missing = missing_days(year, known)
    written = sheet.take([*days, *missing], count=len(days))
    if missing:
        written.findings.append(missing_finding(sheet.view.sheet, missing))
    named = {day for day, _, _ in days}
    others = [row for row in sheet.own if row.day is not None and row.day.year == year and row.day not in named]
    if others:
        first = sheet.view.cell("day", others[0].at)
        written.findings.append(calendars.OWN_DAYS_STAY.at(sheet.view.sheet, first, year=year, count=len(others)))
    marked = [row for row in sheet.own if row.day is not None and row.day.year == year and is_provisional(row.name)]
    if marked:
        cell = sheet.view.cell("name", marked[0].at)
        written.findings.append(calendars.STILL_PROVISIONAL.at(sheet.view.sheet, cell, year=year))
    return written


def missing_days(year: int, known: Container[date | None]) -> list[ListedDay]:
    """Return the days off that the law fixes in a year and that are not among the known ones, as provisional."""
    return [entry for entry in provisional(year) if entry[0] not in known]


def missing_finding(place: str, missing: Sequence[ListedDay]) -> Finding:
    """Return what to say of a published list that lacks days off by law."""
    return calendars.DAYS_MISSING_IN_LIST.at(place, value=listed([str(day) for day, _, _ in missing], _SHOWN))


def foresee(session: Session, year: int) -> DaysWritten:
    """Fill in the days off that the law fixes in a year, as provisional, unless somebody has entered the year by hand."""
    sheet = _Sheet(session)
    known = {row.day for row in sheet.own if row.kind is KIND_OFF}
    if all(day in known for day, _ in statutory_days(year) if day.isoweekday() < _SATURDAY):
        return DaysWritten()
    present = {row.day for row in sheet.rows}
    return sheet.take([entry for entry in provisional(year) if entry[0] not in present])


def add_days(session: Session, days: Sequence[ListedDay]) -> DaysWritten:
    """Add days off and make-up days of a project's calendar; what people typed stays, provisional days keep their order."""
    return _Sheet(session, named=False).take(days)


def refuse_without_columns(session: Session) -> None:
    """Refuse where the sheet 节假日 has no column for days or for what they are; names may be missing."""
    _Sheet(session, named=False)


def years_on_sheet(session: Session) -> Mapping[int, bool]:
    """Return the years of which the sheet has days, and whether any of them is provisional."""
    years: dict[int, bool] = {}
    for row in _Sheet(session).rows:
        if row.day is not None:
            years[row.day.year] = years.get(row.day.year, False) or is_provisional(row.name)
    return years


class _Sheet:
    """The sheet 节假日 as it stands: rows that people typed, and rows that were pre-filled and never touched."""

    def __init__(self, session: Session, *, named: bool = True) -> None:
        if HOLIDAYS.name not in session.book.table_sheets():
            raise RefusalError(books.SHEET_MISSING, name=HOLIDAYS.sheet)
        self._session = session
        self.view = session.book.view(HOLIDAYS.key)
        self._keys = [key for key in _KEYS if named or key != "name" or key in self.view.column_numbers]
        lost = [key for key in self._keys if key not in self.view.column_numbers]
        if lost:
            raise session.book.missing(self.view, lost)
        self.rows = list(_rows(self.view))
        self.own = [row for row in self.rows if not row.ours]

    def take(self, days: Sequence[ListedDay], count: int | None = None) -> DaysWritten:
        """Write these days; the first `count` of them are the ones that were given, the rest only stays."""
        given = {day for day, _, _ in days[:count]}
        own: dict[date, list[_Row]] = {}
        for row in self.own:
            if row.day is not None and row.kind is not None:
                own.setdefault(row.day, []).append(row)
        written = DaysWritten()
        fresh: dict[date, ListedDay] = {}
        for entry in days:
            rows = own.get(entry[0])
            if rows is None:
                fresh[entry[0]] = entry
            elif all(row.kind is not entry[1] for row in rows):
                written.findings.append(self._differs(rows[0], entry))
        pre_filled = [row for row in self.rows if row.ours]
        kept = [row for row in pre_filled if row.day not in fresh and row.day not in own]
        written.replaced = sum(row.day in given for row in pre_filled)
        present = {row.day for row in pre_filled}
        written.added = sum(day not in present for day in fresh)
        lang = self._session.book.lang
        values: list[tuple[date, CellValue, CellValue]] = [
            (day, kind.to(lang), name.to(lang) or None) for day, kind, name in fresh.values()
        ]
        values += [(row.day, self.view.data["kind"][row.at], row.name) for row in kept if row.day is not None]
        self._place(sorted(values, key=lambda entry: entry[0]), [row.at for row in pre_filled])
        return written

    def _differs(self, row: _Row, entry: ListedDay) -> Finding:
        return calendars.DAY_DIFFERS.at(
            self.view.sheet, self.view.cell("kind", row.at), value=str(entry[0]), kind=row.kind, listed=entry[1]
        )

    def _place(self, values: Sequence[tuple[date, CellValue, CellValue]], pre_filled: Sequence[int]) -> None:
        """Put rows where pre-filled ones stood and below everything else; what is not needed any longer becomes blank."""
        last = max((row.at for row in self.rows), default=-1)
        places = sorted([*pre_filled, *range(last + 1, self.view.data.length)])
        more = len(values) - len(places)
        if more > 0:
            length = self.view.data.length
            self._session.grown.setdefault(HOLIDAYS.key, length)
            self._session.book.append(HOLIDAYS.key, [dict.fromkeys(self._keys) for _ in range(more)])
            places += range(length, length + more)
        for column, key in enumerate(self._keys):
            now = self.view.data[key]
            wanted: dict[int, CellValue] = {at: row[column] for at, row in zip(places, values, strict=False)}
            wanted |= {at: None for at in pre_filled if at not in wanted}
            self._session.put_at(
                self.view, key, {at: value for at, value in wanted.items() if not same(now[at], value)}
            )


def _rows(view: View) -> Iterator[_Row]:
    data = view.data
    for at, (day, kind, name) in enumerate(zip(data["day"], data["kind"], data["name"], strict=True)):
        if not all(map(is_blank, (day, kind, name))):
            when = day_of(day)
            yield _Row(at, when, day_kind(kind), plain(name), _is_pre_filled(when, kind, name))


def _is_pre_filled(day: date | None, kind: CellValue, name: CellValue) -> bool:
    """Return whether a row is as a workbook has it from the law: nobody has changed it."""
    if day is None or day_kind(kind) is not KIND_OFF:
        return False
    return any(day == known and as_text(name) in words for known, _, words in provisional(day.year))

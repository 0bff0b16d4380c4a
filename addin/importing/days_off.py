"""Reads a published list of days off and make-up days: the text of a notice, a calendar, a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from addin.importing.grid import Grid, read_grids
from addin.importing.textfile import read_plain
from addin.safefile import refuse_special
from udfs.lang import Text, listed_texts, same
from udfs.problems import Finding, RefusalError, calendars, files
from udfs.scheduling.notice import Notice, is_notice, read_notice
from udfs.scheduling.statutory import FESTIVALS
from udfs.scheduling.workdays import KIND_OFF, KIND_ON
from udfs.spellings import parse_moment
from udfs.values import CellValue, as_text, day_of, is_blank, plain
from workbook_templates.tables.holidays import ListedDay

_TEXTS = (".txt", ".md", ".csv", ".tsv")
_CALENDAR = ".ics"
# What lists say for a day off and for a day worked, besides our own words.
_OFF_WORDS = (
    "休",
    "放假",
    "假",
    "假期",
    "节假日",
    "法定节假日",
    "法定假日",
    "休息",
    "休息日",
    "公休",
    "补休",
    "off",
    "holiday",
    "day off",
)
_ON_WORDS = ("班", "上班", "补班", "补班日", "调休上班", "调休补班", "工作日", "work", "workday", "working day")
# What calendars say in a title, such as `春节（休）`, `春节 补班 第1天/共2天`; a day worked is looked for first.
_ON_TITLE = re.compile(r"班|\bwork", re.IGNORECASE)
_OFF_TITLE = re.compile(r"休|假|\boff\b|\bholiday\b", re.IGNORECASE)
# How Apple's calendar of Chinese holidays tells them apart.
_APPLE = {"WORK-HOLIDAY": KIND_OFF, "ALTERNATE-WORKDAY": KIND_ON}
_LONGEST = 31
_SHOWN = 40


@dataclass
class PublishedList:
    """What a file says: the days by year, each with 休 or 班 and a name, and what of it was not taken."""

    years: dict[int, list[ListedDay]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_days_off(path: Path, year: int | None = None) -> PublishedList:
    """Read a published list.

    Args:
        path: a notice as text, an .ics, or a table in any format that can be imported.
        year: only the arrangement of this year; of each year in the file where not given.

    Raises:
        RefusalError: the file cannot be read, is about another year, contradicts the calendar or itself, or says of no day
            whether it is off or worked.
    """
    if path.suffix.casefold() == _CALENDAR:
        listed, left = _events(path)
    else:
        grids = None if path.suffix.casefold() in _TEXTS else read_grids(path)
        text = read_plain(path) if grids is None else _text(grids)
        if is_notice(text):
            return _of_notice(path.name, text, year)
        listed, left = _rows(read_grids(path) if grids is None else grids)
    if not listed:
        raise RefusalError(calendars.LIST_WITHOUT_DAYS, name=path.name)
    result = PublishedList()
    for entry in sorted(listed, key=lambda entry: entry[0]):
        if year is None or entry[0].year == year:
            result.years.setdefault(entry[0].year, []).append(entry)
    if not result.years:
        years = listed_texts(same(str(each)) for each in sorted({day.year for day, _, _ in listed}))
        raise RefusalError(calendars.LIST_OTHER_YEAR, name=path.name, about=years, year=year)
    result.findings += _left(path.name, left)
    return result


def _text(grids: Iterable[Grid]) -> str:
    """Return what sheets say as running text, cell by cell."""
    cells = (cell for grid in grids for _, row in grid.rows for cell in row)
    return "。".join(plain(cell) for cell in cells if isinstance(cell, str))


def _of_notice(name: str, text: str, year: int | None) -> PublishedList:
    notice = read_notice(text, year)
    about = notice.year or year
    if about is None:
        raise RefusalError(calendars.LIST_WITHOUT_YEAR, name=name)
    if year is not None and about != year:
        raise RefusalError(calendars.LIST_OTHER_YEAR, name=name, about=about, year=year)
    _refuse_wrong(name, notice, about)
    days = [(day, kind, words) for day, (kind, words) in sorted(notice.days.items())]
    return PublishedList({about: days}, _left(name, notice.left))


def _refuse_wrong(name: str, notice: Notice, year: int) -> None:
    """Refuse a notice that contradicts the calendar or itself: it is of another year, or was copied wrongly."""
    for written in notice.wrong_days:
        raise RefusalError(calendars.LIST_WRONG_DAY, name=name, value=written, year=year)
    for written, stated, count in notice.wrong_counts:
        raise RefusalError(calendars.LIST_WRONG_COUNT, value=written, stated=stated, count=count)


def _left(name: str, entries: Sequence[str]) -> list[Finding]:
    if not entries:
        return []
    return [calendars.LIST_ENTRY_LEFT.at(name, value=entries[0][:_SHOWN], count=len(entries))]


# --- tables ----------------------------------------------------------------------------------------------------------


def _rows(grids: Iterable[Grid]) -> tuple[list[ListedDay], list[str]]:
    """Return the days of the sheet that lists most of them, and its rows that were not understood."""
    sheets = [_sheet([row for _, row in grid.rows if not all(map(is_blank, row))]) for grid in grids]
    return max(sheets, key=lambda sheet: len(sheet[0]), default=([], []))


def _sheet(rows: Sequence[Sequence[CellValue]]) -> tuple[list[ListedDay], list[str]]:
    """Read a table whose columns are known by their contents: one of days, one of kinds; the first text beside is the name."""
    width = max(map(len, rows), default=0)
    columns = [[row[at] if at < len(row) else None for row in rows] for at in range(width)]
    days = [[day_of(parse_moment(cell)) for cell in column] for column in columns]
    kinds = [[_kind(cell) for cell in column] for column in columns]
    at_day, at_kind = (max(range(width), key=lambda at: _count(cells[at]), default=0) for cells in (days, kinds))
    if not width or not _count(days[at_day]) or not _count(kinds[at_kind]):
        return [], []
    others = [at for at in range(width) if at not in (at_day, at_kind) and not _count(days[at])]
    # The column that names most festivals, else the first one with words.
    others.sort(key=lambda at: -_count(cell for cell in columns[at] if _festivals(as_text(cell))))
    listed: list[ListedDay] = []
    left: list[str] = []
    for row in range(len(rows)):
        day, kind = days[at_day][row], kinds[at_kind][row]
        if day is not None and kind is not None:
            names = (text for at in others if (text := plain(columns[at][row])) and not text.isdigit())
            listed.append((day, kind, _name(next(names, ""))))
        elif day is not None or kind is not None:
            left.append(" ".join(plain(cell) for cell in rows[row] if not is_blank(cell)))
    return listed, left


def _count(cells: Iterable[object]) -> int:
    return sum(cell is not None for cell in cells)


def _kind(cell: CellValue) -> Text | None:
    word = plain(cell).casefold()
    return KIND_OFF if word in _OFF_WORDS else KIND_ON if word in _ON_WORDS else None


def _name(words: str) -> Text:
    """Return the festivals that some words name, in both languages; the words themselves where they name none."""
    festivals = _festivals(words)
    return listed_texts(festivals) if festivals else same(words.strip())


def _festivals(words: str) -> list[Text]:
    return [name for name in FESTIVALS if name.zh[:2] in words or name.en.casefold() in words.casefold()]


# --- calendars -------------------------------------------------------------------------------------------------------


def _events(path: Path) -> tuple[list[ListedDay], list[str]]:
    """Return the days of a calendar whose events say off or worked, and the titles of those that do not."""
    import icalendar

    refuse_special(path)
    try:
        content = path.read_bytes()
        components = [
            part for diary in icalendar.Calendar.from_ical(content, multiple=True) for part in diary.walk("VEVENT")
        ]
    except OSError as error:
        raise RefusalError(files.CANNOT_READ, name=path.name, reason=str(error)) from error
    except (ValueError, IndexError) as error:
        raise RefusalError(calendars.LIST_WITHOUT_DAYS, name=path.name) from error
    listed: list[ListedDay] = []
    left: list[str] = []
    for event in components:
        title = str(event.get("summary", ""))
        kind = _APPLE.get(str(event.get("x-apple-special-day", ""))) or _kind_of_title(title)
        days = list(_days_of(event))
        if kind is None or not days:
            left.append(title)
        listed += [(day, kind, _name(title)) for day in days if kind is not None]
    return listed, left


def _kind_of_title(title: str) -> Text | None:
    # Of 调休 alone nobody knows which way: some calendars mean the day off by it, others the day that is worked for it.
    clear = title.replace("调休", "")
    return KIND_ON if _ON_TITLE.search(clear) else KIND_OFF if _OFF_TITLE.search(clear) else None


def _days_of(event: object) -> Iterator[date]:
    """Yield the days of an event; one that repeats or lasts too long for a holiday has none."""
    start, end = (getattr(event.get(key), "dt", None) for key in ("dtstart", "dtend"))  # type: ignore[attr-defined]
    first, behind = day_of(start), day_of(end)
    if first is None or event.get("rrule") is not None:  # type: ignore[attr-defined]
        return
    length = max(1, (behind - first).days) if behind is not None else 1
    if length <= _LONGEST:
        yield from (first + timedelta(days=after) for after in range(length))

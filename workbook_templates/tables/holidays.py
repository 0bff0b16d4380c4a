"""节假日: days off and make-up working days, which users extend when a new year is published."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from udfs.lang import Text
from udfs.rules import Kind
from udfs.scheduling import statutory
from udfs.scheduling.statutory import statutory_days
from udfs.scheduling.workdays import KIND_OFF, KIND_ON, PROVISIONAL
from workbook_templates.model import Band, Column, Table

HOLIDAYS = Table(
    key="holidays",
    name="tblHolidays",
    sheet=Text("节假日", "Holidays"),
    title=Text("节假日与调休（中国大陆）", "Holidays, mainland China"),
    purpose=Text("排期按此表跳过休、计入班", "Schedules skip days off and count make-up days"),
    id_prefix="",
    bands=(
        Band(
            label=Text("公布的安排", "Published"),
            columns=(
                Column(key="day", label=Text("日期", "Date"), kind=Kind.DATE, width=12),
                Column(key="kind", label=Text("类型", "Kind"), width=8, hint=Text("休 或 班", "Off or Work")),
                Column(key="name", label=Text("名称", "Name"), width=34),
            ),
        ),
    ),
    subject="day",
    frozen="day",
    blank_rows=20,
)

_NAMES = {
    "New Year's Day": statutory.NEW_YEAR,
    "Spring Festival": statutory.SPRING,
    "Tomb-sweeping Day": statutory.TOMB_SWEEPING,
    "Labour Day": statutory.LABOUR,
    "Dragon Boat Festival": statutory.DRAGON_BOAT,
    "Mid-autumn Festival": statutory.MID_AUTUMN,
    "National Day": statutory.NATIONAL,
}

# A day off or worked: the day, 休 or 班, its name.
ListedDay = tuple[date, Text, Text]

# The working-day index reaches this many years past the last published one, so that plans can be made before publication.
YEARS_AHEAD = 2
_MARKED = Text(f"{{}}（{PROVISIONAL.zh}）", f"{{}} ({PROVISIONAL.en})")


def published(first_year: int) -> Iterator[ListedDay]:
    """Yield (day, 休 or 班, name) of every year from `first_year` on whose arrangement is known.

    The last year known is always among them, so that a sheet shows where its days end even long after.

    Source: the package `chinesecalendar`, which follows the State Council's notices. Ordinary weekends are not listed.
    """
    from chinese_calendar import holidays, workdays

    days = [(day, KIND_OFF, name) for day, name in holidays.items()]
    days += [(day, KIND_ON, name) for day, name in workdays.items()]
    days.sort(key=lambda entry: entry[0])
    last_year = days[-1][0].year
    for day, kind, name in days:
        if day.year >= min(first_year, last_year):
            yield day, kind, _NAMES.get(name, Text(name, name))


def published_years() -> frozenset[int]:
    """Return the years whose arrangement is known."""
    return frozenset(day.year for day, kind, _ in published(date.min.year) if kind is KIND_OFF)


def provisional(year: int) -> list[ListedDay]:
    """Return the days off that the law fixes in a year, with names that say that the year is not published yet."""
    return [
        (day, KIND_OFF, Text(_MARKED.zh.format(name.zh), _MARKED.en.format(name.en)))
        for day, name in statutory_days(year)
    ]


def known_days(first_year: int, today: date) -> list[ListedDay]:
    """Return what a new workbook lists: the published days from a year on, then provisional ones for the years ahead."""
    listed = list(published(first_year))
    last_year = listed[-1][0].year
    ahead = range(max(last_year + 1, first_year), last_index_year(last_year, today) + 1)
    return [*listed, *(entry for year in ahead for entry in provisional(year))]


def last_index_year(last_published: int, today: date) -> int:
    """Return the last year of the working-day index of a workbook that is made today."""
    return max(last_published, today.year) + YEARS_AHEAD


def is_standard(day: date, kind: str) -> bool:
    """Return whether a day is off or worked for everybody: as published, or off by law in a year that is not."""
    word = kind.casefold()
    if (day, word) in _standard():
        return True
    by_law = word in {off.casefold() for off in KIND_OFF} and any(day == known for known, _ in statutory_days(day.year))
    return by_law and day.year not in published_years()


@cache
def _standard() -> frozenset[tuple[date, str]]:
    return frozenset((day, word.casefold()) for day, kind, _ in published(date.min.year) for word in kind)

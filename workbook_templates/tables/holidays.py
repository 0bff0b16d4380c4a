"""节假日: days off and make-up working days, which users extend when a new year is published."""

from collections.abc import Iterator
from datetime import date

from udfs.lang import Text
from udfs.rules import Kind
from udfs.scheduling.workdays import KIND_OFF, KIND_ON
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
                Column(key="name", label=Text("名称", "Name"), width=18),
            ),
        ),
    ),
    subject="day",
    frozen="day",
    blank_rows=20,
)

_NAMES = {
    "New Year's Day": Text("元旦", "New Year"),
    "Spring Festival": Text("春节", "Spring Festival"),
    "Tomb-sweeping Day": Text("清明节", "Tomb-sweeping Day"),
    "Labour Day": Text("劳动节", "Labour Day"),
    "Dragon Boat Festival": Text("端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": Text("中秋节", "Mid-autumn Festival"),
    "National Day": Text("国庆节", "National Day"),
}


def published(first_year: int) -> Iterator[tuple[date, Text, Text]]:
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

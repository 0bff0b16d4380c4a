"""`kaizen calendar`: published days off in place of provisional ones, and nothing that a person typed is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import icalendar
import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.commands.calendar import calendar
from addin.commands.check import check
from addin.commands.export import export
from addin.commands.history import undo
from addin.commands.schedule import schedule
from addin.importing.days_off import read_days_off
from addin.outcome import Outcome
from tests.helpers.books import NOW, blank, plan, task
from tests.helpers.commandline import kaizen
from tests.helpers.desk import FileDesk
from tests.helpers.today import LAST_YEAR
from udfs.problems import RefusalError
from udfs.scheduling.notice import read_notice
from udfs.scheduling.statutory import statutory_days
from udfs.scheduling.workdays import KIND_ON
from udfs.values import Cell, CellValue
from workbook_templates.names import TemplateKey

# 除夕, 清明, 端午, 中秋 from new moons and solar terms as ephem 4.2.1 computes them, at 120° east; sxtwl 2.0.7 says the same.
ALMANAC = (
    "2027 02-05 04-05 06-09 09-15", "2028 01-25 04-04 05-28 10-03", "2029 02-12 04-04 06-16 09-22",
    "2030 02-02 04-05 06-05 09-12", "2031 01-22 04-05 06-24 10-01", "2032 02-10 04-04 06-12 09-19",
    "2033 01-30 04-04 06-01 09-08", "2034 02-18 04-05 06-20 09-27", "2035 02-07 04-05 06-10 09-16",
    "2036 01-27 04-04 05-30 10-04", "2037 02-14 04-04 06-18 09-24", "2038 02-03 04-05 06-07 09-13",
    "2039 01-23 04-05 05-27 10-02", "2040 02-11 04-04 06-14 09-20", "2041 01-31 04-04 06-03 09-10",
    "2042 01-21 04-04 06-22 09-28", "2043 02-09 04-05 06-11 09-17", "2044 01-29 04-04 05-31 10-05",
    "2045 02-16 04-04 06-19 09-25", "2046 02-05 04-04 06-08 09-15", "2047 01-25 04-05 05-29 10-04",
    "2048 02-13 04-04 06-15 09-22", "2049 02-01 04-04 06-04 09-11", "2050 01-22 04-04 06-23 09-30",
)  # fmt: skip

NOTICE_2026 = """国务院办公厅关于2026年
部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
2025年11月4日
"""
# Made up in the notice's words: 2027 is not published.
NOTICE_2027 = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）上班。
五、端午节：6月9日（周三）放假。
六、中秋节：9月15日（周三）放假。
七、国庆节：10月1日至7日放假调休，共7天。9月26日、10月9日上班。
"""
_NEXT = LAST_YEAR + 1
_NOTHING = (None, None, None)

pytestmark = pytest.mark.skipif(LAST_YEAR != 2026, reason="the list made up for 2027 is no longer one of a year ahead")


@cache
def _schedule_free_plan() -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return plan(Path(folder), task(1, 30, start=date(2027, 1, 25))).read_bytes()


@pytest.fixture
def book(tmp_path: Path) -> FileDesk:
    """Return a plan of one task that passes the Spring Festival of 2027."""
    path = tmp_path / "计划.xlsx"
    path.write_bytes(_schedule_free_plan())
    return FileDesk(path)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE_2027, "utf-8")
    return path


def codes(outcome: Outcome) -> set[str]:
    return {finding.problem.code for finding in outcome.findings}


def days(book: FileDesk) -> list[tuple[object, ...]]:
    """Return the rows of 节假日 that hold something."""
    data = book.view("holidays").data
    return [row for row in zip(data["day"], data["kind"], data["name"], strict=True) if any(row)]


def of_year(book: FileDesk, year: int) -> dict[date, tuple[object, object]]:
    return {day: (kind, name) for day, kind, name in days(book) if isinstance(day, date) and day.year == year}


def typed(book: FileDesk, day: date, kind: str, name: str) -> int:
    """Type a row below the others; return its place."""
    at = book.view("holidays").data["day"].index(None)
    put(book, {at: (day, kind, name)})
    return at


def put(book: FileDesk, rows: Mapping[int, tuple[CellValue, CellValue, CellValue]]) -> None:
    """Type rows, all in one go: each saving of a workbook takes its time."""
    writing = book.book(writing=True)
    for at, values in rows.items():
        for key, value in zip(("day", "kind", "name"), values, strict=True):
            writing.write("holidays", key, [Cell(value)], start=at)
    writing.save()


# --- what the law fixes ----------------------------------------------------------------------------------------------


def test_days_off_by_law_are_those_of_the_almanac() -> None:
    for line in ALMANAC:
        year, *days_ = line.split()
        eve, tomb, dragon, autumn = (date.fromisoformat(f"{year}-{day}") for day in days_)
        fixed = {date(int(year), *day) for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))}
        spring = {eve + timedelta(days=after) for after in range(4)}
        assert {day for day, _ in statutory_days(int(year))} == fixed | spring | {tomb, dragon, autumn}


@pytest.mark.parametrize("year", [2025, 2026])
def test_days_off_by_law_are_off_in_what_was_published(year: int) -> None:
    assert all(chinese_calendar.is_holiday(day) for day, _ in statutory_days(year))


def test_two_festivals_on_one_day_share_a_row() -> None:
    assert dict(statutory_days(2028))[date(2028, 10, 3)].zh == "国庆节、中秋节"


# --- provisional and published ---------------------------------------------------------------------------------------


def test_a_plan_beyond_the_published_year_stands_still_on_the_festivals_and_says_that_they_are_provisional(
    book: FileDesk,
) -> None:
    outcome = book.run(schedule)
    finish = book.view("tasks").data["early_finish"][0]
    # Thirty weekdays from Monday 25 January on, but for Friday the 5th and Monday the 8th of February.
    assert finish == date(2027, 3, 9)
    assert all("暂定" in str(name) for _, name in of_year(book, _NEXT).values())
    (finding,) = (finding for finding in outcome.findings if finding.problem.code == "calendar-not-published")
    assert f"{LAST_YEAR}-12-31" in finding.what("zh")
    assert "暂定" in finding.what("zh")
    assert "provisional" in finding.what("en")
    assert "calendar-not-published" in codes(book.run(check))


def test_an_export_of_provisional_days_says_so(book: FileDesk, tmp_path: Path) -> None:
    book.run(schedule)
    outcome = book.run(export, tmp_path, "计划", with_ics=True, with_mspdi=True)
    assert "calendar-not-published" in codes(outcome)
    (project,) = tmp_path.glob("*.xml")
    assert "<Name>春节（暂定）</Name>" in project.read_text("utf-8")
    (diary,) = tmp_path.glob("*.ics")
    (event,) = icalendar.Calendar.from_ical(diary.read_bytes()).walk("VEVENT")
    assert "2027 年的节假日尚未公布" in str(event["description"])


def test_the_notice_takes_the_place_of_what_is_provisional(book: FileDesk, notice: Path) -> None:
    before = of_year(book, 2028)
    outcome = book.run(calendar, source=notice)
    rows = of_year(book, 2027)
    expected = {day: kind.zh for day, (kind, _) in read_notice(NOTICE_2027).days.items()}
    assert {day: kind for day, (kind, _) in rows.items()} == expected
    assert rows[date(2027, 2, 20)] == ("班", "春节")
    assert not any("暂定" in str(name) for _, name in rows.values())
    assert of_year(book, 2028) == before
    assert [day for day, _, _ in days(book)] == sorted(day for day, _, _ in days(book))  # type: ignore[type-var]
    assert "2027" in outcome.message.zh
    assert "重新排期" in outcome.message.zh
    assert codes(outcome) == set()
    assert "calendar-not-published" not in codes(book.run(schedule))
    # Three more days of February are off; a Sunday and a Saturday are worked.
    assert book.view("tasks").data["early_finish"][0] == date(2027, 3, 10)


def test_undo_brings_the_provisional_days_back(book: FileDesk, notice: Path) -> None:
    before = days(book)
    book.run(calendar, source=notice)
    assert days(book) != before
    outcome = book.run(undo)
    assert outcome.findings == []
    assert days(book) == before


def test_a_list_longer_than_the_sheet_has_room_makes_it_longer(tmp_path: Path, notice: Path) -> None:
    book = FileDesk(plan(tmp_path, task(1, 3)))
    length = book.view("holidays").data.length
    full = book.view("holidays").data.filled()
    put(book, {at: (None, None, "备注") for at, known in enumerate(full) if not known})
    book.run(calendar, source=notice)
    assert book.view("holidays").data.length > length
    assert len(of_year(book, 2027)) == len(read_notice(NOTICE_2027).days)
    book.run(undo)
    assert book.view("holidays").data.length == length


def test_what_was_typed_stays_and_what_differs_is_said(book: FileDesk, notice: Path) -> None:
    free = book.view("holidays").data["day"].index(None)
    other, same = free, free + 2
    put(book, {
        other: (date(2027, 2, 20), "休", "司庆"),  # the notice has it as a make-up day
        free + 1: (date(2027, 7, 1), "休", "厂休"),
        same: (date(2027, 4, 25), "班", "顶班"),
    })  # fmt: skip
    outcome = book.run(calendar, source=notice)
    rows = of_year(book, 2027)
    assert rows[date(2027, 2, 20)] == ("休", "司庆")
    assert rows[date(2027, 7, 1)] == ("休", "厂休")
    assert rows[date(2027, 4, 25)] == ("班", "顶班")
    assert [day for day, _, _ in days(book)].count(date(2027, 4, 25)) == 1
    assert book.view("holidays").data["name"][same] == "顶班"
    cell = book.view("holidays").cell("kind", other)
    assert {(f.problem.code, f.cell) for f in outcome.findings if f.problem.code == "day-differs"} == {
        ("day-differs", cell)
    }
    (kept,) = (finding for finding in outcome.findings if finding.problem.code == "own-days-stay")
    assert kept.args["count"] == 1


def test_a_company_day_does_not_make_a_year_published(book: FileDesk) -> None:
    typed(book, date(2027, 7, 1), "休", "厂休")
    assert "calendar-not-published" in codes(book.run(schedule))


def test_half_a_list_leaves_the_rest_provisional(book: FileDesk, tmp_path: Path) -> None:
    half = tmp_path / "半.txt"
    half.write_text("2027年放假：春节：2月5日至11日放假调休，共7天。2月20日上班。", "utf-8")
    outcome = book.run(calendar, source=half)
    assert of_year(book, 2027)[date(2027, 2, 5)] == ("休", "春节")
    assert of_year(book, 2027)[date(2027, 9, 15)] == ("休", "中秋节（暂定）")
    (missing,) = (finding for finding in outcome.findings if finding.problem.code == "days-missing-in-list")
    assert "2027-01-01" in missing.what("zh")
    assert "calendar-not-published" in codes(book.run(schedule))


def test_rows_marked_provisional_by_hand_stay_and_are_named(book: FileDesk, notice: Path) -> None:
    at = typed(book, date(2027, 2, 4), "休", "多放一天（暂定）")
    outcome = book.run(calendar, source=notice)
    assert book.view("holidays").data["name"][at] == "多放一天（暂定）"
    (finding,) = (finding for finding in outcome.findings if finding.problem.code == "still-provisional")
    assert finding.cell == book.view("holidays").cell("name", at)
    assert "calendar-not-published" in codes(book.run(schedule))


def test_what_is_published_is_taken_without_a_file(tmp_path: Path) -> None:
    """A workbook of a year ago has provisional days of a year that has been published since."""
    book = FileDesk(blank(tmp_path, TemplateKey.PLAN))
    rows = of_year(book, LAST_YEAR)
    of_last = [isinstance(day, date) and day.year == LAST_YEAR for day in book.view("holidays").data["day"]]
    put(book, {at: _NOTHING for at, known in enumerate(of_last) if known})
    assert of_year(book, LAST_YEAR) == {}
    book.run(calendar)
    assert of_year(book, LAST_YEAR) == rows
    again = book.run(calendar)
    assert again.changed == 0


def test_a_day_that_somebody_has_deleted_stays_deleted(book: FileDesk) -> None:
    put(book, {book.view("holidays").data["day"].index(date(LAST_YEAR, 10, 10)): _NOTHING})
    book.run(calendar)
    assert date(LAST_YEAR, 10, 10) not in of_year(book, LAST_YEAR)


def test_a_workbook_without_provisional_days_gets_them(book: FileDesk) -> None:
    before = of_year(book, _NEXT)
    names = book.view("holidays").data["name"]
    put(book, {at: _NOTHING for at, name in enumerate(names) if "暂定" in str(name)})
    outcome = book.run(calendar)
    assert of_year(book, _NEXT) == before
    assert "暂定" in outcome.message.zh


# --- lists as people have them ---------------------------------------------------------------------------------------


def test_the_notice_reads_as_it_was_published() -> None:
    notice = read_notice(NOTICE_2026)
    assert (notice.year, notice.left, notice.wrong_days, notice.wrong_counts) == (2026, [], [], [])
    day = date(2026, 1, 1)
    while day.year == 2026:
        kind = notice.days.get(day, (None,))[0]
        worked = day.isoweekday() < 6 if kind is None else kind is KIND_ON
        assert worked == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关于2023年的通知 元旦：2022年12月31日至2023年1月2日放假调休，共3天。", {"2022-12-31": "休", "2023-01-01": "休", "2023-01-02": "休"}),
        ("关于2024年的通知 元旦：1月1日放假，与周末连休。", {"2024-01-01": "休"}),
        ("关于2015年的通知 清明节：4月5日放假，4月6日（星期一）补休。", {"2015-04-05": "休", "2015-04-06": "休"}),
        ("关于2024年的通知 春节：2月10日放假。鼓励各单位安排职工在除夕（2月9日）休息。", {"2024-02-10": "休"}),
        ("延长2020年春节假期至2月2日，2月3日（星期一）起正常上班。", {}),
    ],
)  # fmt: skip
def test_sentences_of_other_years_notices(text: str, expected: dict[str, str]) -> None:
    assert {str(day): kind.zh for day, (kind, _) in read_notice(text).days.items()} == expected


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        (NOTICE_2026, 2027, "list-other-year"),
        (NOTICE_2026.replace("2026", "2027"), 2027, "list-wrong-day"),
        (NOTICE_2027.replace("共7天", "共8天"), 2027, "list-wrong-count"),
        (NOTICE_2027.replace("2027年", ""), None, "list-without-year"),
        ("今年照常。", 2027, "list-without-days"),
        ("日期,名称\n2027-01-01,元旦\n", 2027, "list-without-days"),
        ("日期,类型\n2026-01-01,休\n", 2027, "list-other-year"),
    ],
)
def test_a_doubtful_list_is_refused_and_nothing_is_written(
    text: str, year: int | None, code: str, book: FileDesk, tmp_path: Path
) -> None:
    file = tmp_path / "安排.txt"
    file.write_text(text, "utf-8")
    before = book.path.read_bytes()
    with pytest.raises(RefusalError) as refused:
        book.run(calendar, year=year, source=file)
    assert refused.value.finding.problem.code == code
    assert book.path.read_bytes() == before


LISTED = {date(2027, 2, 5): "休", date(2027, 2, 6): "休", date(2027, 2, 20): "班"}


def _as_csv(path: Path) -> Path:
    file = path / "列表.csv"
    file.write_bytes(
        "序号,节日,日期,安排,说明\n1,春节,2027/2/5,放假,\n2,春节,2027年2月6日,休,x\n3,春节,2027-02-20,补班,\n合计,,3天,,\n".encode(
            "gbk"
        )
    )
    return file


def _as_workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["放假安排"])
    for day, kind in LISTED.items():
        sheet.append([datetime(day.year, day.month, day.day), "Holiday" if kind == "休" else "Workday", "春节"])
    book.save(path / "列表.xlsx")
    return path / "列表.xlsx"


def _as_calendar(path: Path) -> Path:
    """Titles as subscribed calendars have them, a day of Apple's kind, and festivals that are no days off."""
    calendar_ = icalendar.Calendar()
    for title, first, length, special in (
        ("春节 假期 第1天/共2天", date(2027, 2, 5), 2, None),
        ("春节（班）", date(2027, 2, 20), 1, "ALTERNATE-WORKDAY"),
        ("情人节", date(2027, 2, 14), 1, None),
    ):
        event = icalendar.Event()
        event.add("summary", title)
        event.add("dtstart", first)
        event.add("dtend", first + timedelta(days=length))
        if special:
            event.add("x-apple-special-day", special)
        calendar_.add_component(event)
    (path / "放假.ics").write_bytes(calendar_.to_ical())
    return path / "放假.ics"


@pytest.mark.parametrize("write_list", [_as_csv, _as_workbook, _as_calendar])
def test_tables_and_calendars_are_read_by_what_they_hold(write_list: Callable[[Path], Path], tmp_path: Path) -> None:
    listed = read_days_off(write_list(tmp_path), 2027)
    assert {day: kind.zh for day, kind, _ in listed.years[2027]} == LISTED
    assert {name.zh for _, _, name in listed.years[2027]} == {"春节"}
    if write_list is _as_calendar:
        (left,) = listed.findings
        assert "情人节" in left.what("zh")


# --- at the command line ---------------------------------------------------------------------------------------------


def test_at_the_command_line(book: FileDesk, notice: Path, tmp_path: Path) -> None:
    done = kaizen("calendar", book.path, "--year", 2027, "--from", notice, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["changed"] > 0
    assert date(2027, 2, 20) in of_year(book, 2027)


def test_a_workbook_without_the_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as refused:
        calendar(FileBook(blank(tmp_path)), NOW)
    assert refused.value.finding.problem.code == "sheet-missing"


# --- without a workbook ----------------------------------------------------------------------------------------------


def test_without_a_workbook_a_list_is_shown_and_nothing_is_written(tmp_path: Path, notice: Path) -> None:
    shown = kaizen("calendar", "--from", notice, cwd=tmp_path)
    assert shown.returncode == 0
    lines = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert "2027-02-05 2027-02-11 7 休 春节" in lines
    assert "2027-02-20 2027-02-20 1 班 春节" in lines
    assert lines[-1].startswith("2027 年：休 27 天，班 5 天。没有给出工作簿")
    assert list(tmp_path.iterdir()) == [notice]
    other = kaizen("calendar", "--year", "2026", "--from", notice, cwd=tmp_path)
    assert other.returncode == 2
    assert "2027" in other.stderr


def test_without_a_workbook_what_is_known_of_a_year_is_shown(tmp_path: Path) -> None:
    published = json.loads(kaizen("calendar", "--year", "2026", "--json", "--lang", "en", cwd=tmp_path).stdout)
    off = {day for day in chinese_calendar.holidays if day.year == 2026}
    assert published["message"].startswith(f"2026: {len(off)} days off, ")
    by_law = json.loads(kaizen("calendar", "--year", "2030", "--json", "--lang", "en", cwd=tmp_path).stdout)
    assert all("provisional" in row[-1] for row in by_law["listings"][0]["rows"])

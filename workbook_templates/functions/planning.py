"""Working days, finish dates and statuses as worksheet functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from udfs.lang import Lang, same
from udfs.problems import RefusalError, cells
from udfs.rules import FIRST_DAY, LAST_DAY
from udfs.scheduling.planning import MARGIN
from udfs.scheduling.workdays import WorkCalendar, day_number, week_days, workdays
from udfs.scheduling.workdays import finish as finish_dates
from udfs.status import task_status
from udfs.values import CellValue, is_number
from workbook_templates.functions.model import Block, block, flat, giving_dates, over_cells, sheet_function, single
from workbook_templates.tables.holidays import provisional, published, published_years

Cells = list[CellValue]

HOLIDAYS = block(
    "节假日表：日期、休或班、名称（可省略：中国大陆已公布的安排，之后各年暂定为法定节日）",
    "Holidays: date, Off or Work, name (optional: what is published for mainland China, then what the law fixes)",
)
WEEK = single(
    "上班的星期，1–7 的数字（可省略：12345；六天制 123456）",
    "Weekdays worked, digits 1–7 (optional: 12345; a six-day week: 123456)",
)
# A plan that runs on beyond the calendar is looked up in one of these years more, at first.
_YEARS = 3
# So many years past the last published one are counted with the days off that the law fixes.
_YEARS_BY_LAW = 10
# What the formulas of a table say in place of weekdays where a row names no calendar that exists.
UNKNOWN_CALENDAR = "?"
# Nobody plans a task of more working days.
LONGEST_TASK = 10_000


@lru_cache(maxsize=4)
def _calendar(rows: tuple[tuple[CellValue, CellValue, CellValue], ...], first: date, last: date) -> WorkCalendar:
    return WorkCalendar.of(rows, first, last)


@lru_cache(maxsize=1)
def _published() -> tuple[tuple[CellValue, CellValue, CellValue], ...]:
    last = max(published_years())
    ahead = (entry for year in range(last + 1, last + _YEARS_BY_LAW + 1) for entry in provisional(year))
    return tuple((day, kind.zh, name.zh) for day, kind, name in (*published(date.min.year), *ahead))


def _rows(holidays: Block | None) -> tuple[tuple[CellValue, CellValue, CellValue], ...]:
    """Return days with 休 or 班 and name; columns that are missing are blank."""
    if holidays is None:
        return _published()
    wide = ([*row, None, None] for row in holidays)
    return tuple((row[0], row[1], row[2]) for row in wide)


def working(holidays: Block | None, days: Iterable[CellValue], reach: int = 0) -> WorkCalendar:
    """Return a calendar that holds these days and `reach` working days more.

    Its years are whole ones, so that one calendar serves the formulas of a whole column.
    """
    rows = _rows(holidays)
    lowest, highest = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
    numbers = [number for number in map(day_number, days) if number is not None and lowest <= number <= highest]
    first = date.fromordinal(min(numbers, default=lowest)).year
    # Five working days a week at least, but for the longest holidays.
    end = min(max(numbers, default=lowest) + 2 * reach + _YEARS * MARGIN.days, highest)
    return _calendar(rows, date(first, 1, 1), date(date.fromordinal(end).year, 12, 31))


@sheet_function(
    "两个日期之间的工作日数（含首尾），跳过“休”、计入“班”（调休）",
    "Working days from start to end, both included; days off skipped, make-up days counted",
    same("=KZ_WORKDAYS(DATE(2026,9,28),DATE(2026,10,10))"),
    start=over_cells("开始日期", "Start"),
    finish=over_cells("结束日期", "End"),
    holidays=HOLIDAYS,
    week=WEEK,
)
def kz_workdays(
    start: Cells, finish: Cells, holidays: Block | None = None, week: CellValue = None, language: Lang = "zh"
) -> Cells:
    """Return the number of working days of each row."""
    return workdays(start, finish, on_weekdays(working(holidays, [*start, *finish]), week), language)


@sheet_function(
    "从开始日期起数工期个工作日，得到完成日期（含调休；0 为里程碑）",
    "The last of so many working days from the start, make-up days counted (0 is a milestone)",
    same("=KZ_FINISH(DATE(2026,9,28),5)"),
    start=over_cells("开始日期", "Start"),
    duration=over_cells("工期，工作日数", "Duration in working days"),
    holidays=HOLIDAYS,
    reach=block("日历的首日和末日（可省略：不限）", "First and last day of the calendar (optional: no limit)"),
    week=WEEK,
)
@giving_dates
def kz_finish(
    start: Cells, duration: Cells, holidays: Block | None = None, reach: Block | None = None, week: CellValue = None,
    language: Lang = "zh",
) -> Cells:  # fmt: skip
    """Return the finish date of each task."""
    if week == UNKNOWN_CALENDAR:
        return finish_dates(start, duration, [None] * len(start), language)
    if reach is not None:
        days = flat(reach)
        calendar = _calendar(_rows(holidays), day_of_argument(days[0]), day_of_argument(days[-1]))
        return finish_dates(start, duration, on_weekdays(calendar, week), language)
    longest = max((value for value in duration if is_number(value) and 0 < value <= LONGEST_TASK), default=0)
    return finish_dates(start, duration, on_weekdays(working(holidays, start, int(longest)), week), language)


@lru_cache(maxsize=16)
def _variant(calendar: WorkCalendar, week: frozenset[int]) -> WorkCalendar:
    return calendar.variant(week, holidays=True)


def on_weekdays(calendar: WorkCalendar, week: CellValue) -> WorkCalendar:
    """Return the calendar of people who work on these weekdays."""
    return calendar if week is None else _variant(calendar, week_days(week))


@sheet_function(
    "任务状态：未开始、进行中、已完成、逾期；有搁置则照写",
    "The status of a task: not started, in progress, done, overdue; or what holds it",
    same("=KZ_STATUS(DATE(2026,11,1),DATE(2026,11,20),0.5)"),
    start=over_cells("开始日期", "Start"),
    finish=over_cells("完成日期", "Finish"),
    progress=over_cells("完成率，0–1", "Progress, 0–1"),
    done_on=over_cells("实际完成日期（可省略）", "Actual finish (optional)"),
    on_hold=over_cells("搁置（可省略）", "Why the task is on hold (optional)"),
    as_of=single("按哪一天计算（可省略：今天）", "The day to judge by (optional: today)"),
)
def kz_status(
    start: Cells, finish: Cells, progress: Cells, done_on: Cells | None = None, on_hold: Cells | None = None,
    as_of: CellValue = None, language: Lang = "zh",
) -> Cells:  # fmt: skip
    """Return the status of each task."""
    today = date.today() if as_of is None else day_of_argument(as_of)  # noqa: DTZ011 - the day at the user's desk
    nothing: Cells = [None] * len(start)
    return task_status(start, finish, progress, done_on or nothing, on_hold or nothing, today, language)


def day_of_argument(value: CellValue) -> date:
    """Return the day that an argument holds."""
    number = day_number(value)
    if number is None or not date.min.toordinal() <= number <= date.max.toordinal():
        raise RefusalError(cells.DATE_EXPECTED)
    return date.fromordinal(number)

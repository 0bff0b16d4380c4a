"""Comparisons: traps T37–T43 of offices' figures, check values V53 and V55, and what is said where nothing can be divided."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from math import nan

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from udfs.comparing.amounts import Kind, Point, amount
from udfs.comparing.bases import Against
from udfs.comparing.comparison import Comparison, compare, latest_period
from udfs.comparing.growth import average_growth, compound, growth
from udfs.comparing.periods import Period, Unit, january_and_february, period_before, period_of, spacing, year_before
from udfs.comparing.pictures import Pie, bars, pie, trend
from udfs.comparing.spring import days_from_eve, festival_days, nearest_eve, same_lunar_day
from udfs.indicators.points import roll_up
from udfs.problems import RefusalError
from udfs.scheduling.workdays import WorkCalendar
from udfs.target import achievement
from workbook_templates.functions import FUNCTIONS
from workbook_templates.tables.holidays import published

FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)
CALENDAR = WorkCalendar.of([(day, kind.zh, name.zh) for day, kind, name in published(1)], FIRST, LAST)


def on_workdays(first: date, last: date, value: Callable[[date], float] = lambda _: 100.0) -> list[Point]:
    """Return a point for each working day, by another library's word for what is worked."""
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return [Point(day, value(day)) for day in days if is_workday(day)]


def compared(
    points: Iterable[Point], day: date, unit: Unit, against: Against, kind: Kind = Kind.SUM, **options: object
) -> Comparison:
    return compare([*points], period_of(day, unit), unit, against, kind, CALENDAR, **options)  # type: ignore[arg-type]


THREE_YEARS = on_workdays(date(2023, 1, 1), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("year", "january", "february"), [(2023, 18, 20), (2024, 22, 18), (2025, 19, 19), (2026, 21, 16)]
)
def test_v55_working_days_of_january_and_february(year: int, january: int, february: int) -> None:
    months = (Period(date(year, 1, 1), date(year, 1, 31)), period_of(date(year, 2, 1), Unit.MONTH))
    results = [amount(THREE_YEARS, month, Kind.SUM, CALENDAR).workdays for month in months]
    assert results == [january, february]
    assert amount(THREE_YEARS, january_and_february(year), Kind.SUM, CALENDAR).workdays == january + february


def test_t37_a_january_with_the_festival_is_compared_per_working_day() -> None:
    """−14% by the calendar alone; where every working day has 100 nothing has changed."""
    result = compared(THREE_YEARS, date(2025, 1, 15), Unit.MONTH, Against.YEAR_BEFORE)
    assert result.plain is not None
    assert round(result.plain.rate or 0, 4) == round(19 / 22 - 1, 4) == -0.1364
    assert (result.now.value, result.base.value, result.growth.rate) == (100, 100, 0)
    assert result.words.zh == (
        "同比（上年同月）2024年1月 → 2025年1月：每工作日 100 → 100，0%；总量 −13.6%（工作日 22 → 19）；"
        "春节假期在基期有 0 天、本期有 4 天，可看春节对齐或 1–2 月合并"
    )
    assert "in total −13.6% (working days 22 → 19)" in result.words.en


def test_t37_february_is_taken_together_with_january() -> None:
    result = compared(THREE_YEARS, date(2026, 2, 15), Unit.MONTH, Against.YEAR_BEFORE)
    assert (result.now.workdays, result.base.workdays) == (37, 38)
    assert (result.now.period.name.zh, result.base.period.name.en) == ("2026年1–2月", "Jan–Feb 2025")
    assert result.reason.zh == "1–2 月合并：除夕在 2026-02-16，上年在 2025-01-28"
    assert result.notes == ()
    begun = compared(THREE_YEARS, date(2026, 2, 15), Unit.MONTH, Against.YEAR_BEFORE, known_until=date(2026, 2, 6))
    assert begun.now.period == Period(date(2026, 1, 1), date(2026, 2, 6))
    assert (begun.now.workdays, begun.base.workdays) == (26, 26)
    assert begun.base.period.last == date(2025, 2, 12)  # the 26th working day of 2025
    alone = compared(THREE_YEARS, date(2026, 2, 15), Unit.MONTH, Against.YEAR_BEFORE, joined=False)
    assert (alone.now.workdays, alone.base.workdays) == (16, 19)


def test_t37_days_are_aligned_by_their_distance_from_the_eve() -> None:
    """除夕: 2024-02-09, 2025-01-28, 2026-02-16. A dip in the ten days after it is no change when aligned."""

    def slow_after(day: date) -> float:
        eves = (date(2024, 2, 9), date(2025, 1, 28), date(2026, 2, 16))
        return 40.0 if any(0 < (day - eve).days <= 17 for eve in eves) else 100.0

    assert [nearest_eve(date(year, 2, 1)) for year in (2024, 2025, 2026)] == [
        date(2024, 2, 9), date(2025, 1, 28), date(2026, 2, 16),
    ]  # fmt: skip
    assert [days_from_eve(date(2026, 2, day)) for day in (6, 16, 26)] == [-10, 0, 10]
    points = on_workdays(date(2023, 1, 1), date(2026, 11, 20), slow_after)
    usual = compared(points, date(2026, 2, 25), Unit.WEEK, Against.YEAR_BEFORE)
    assert usual.growth.rate == pytest.approx(-0.6)
    result = compared(points, date(2026, 2, 25), Unit.WEEK, Against.SPRING)
    assert result.base.period == Period(date(2025, 2, 4), date(2025, 2, 10))
    assert (result.now.value, result.base.value, result.growth.rate) == (40, 40, 0)
    assert "距除夕的天数相同：2026-02-16，上年 2025-01-28" in result.words.zh
    summer = compared(points, date(2026, 7, 15), Unit.MONTH, Against.SPRING)
    assert summer.base.period.name.zh == "2025年7月"
    assert "离春节远，不必对齐" in summer.words.zh
    assert festival_days(Period(date(2026, 1, 1), date(2026, 2, 20))) == 5


@pytest.mark.parametrize(
    ("day", "before", "words"),
    [
        (date(2026, 6, 19), date(2025, 5, 31), "农历同日"),  # 端午
        (date(2026, 9, 25), date(2025, 10, 6), "农历同日"),  # 中秋
        (date(2026, 2, 17), date(2025, 1, 29), "农历同日"),  # 正月初一
        (date(2025, 8, 1), date(2024, 7, 13), "农历闰月对上年同月"),  # 闰六月初八 against 六月初八
        (date(2030, 2, 2), date(2029, 2, 12), "农历同日（上年该月无三十，取廿九）"),  # the first 大年三十 after 2024
    ],
)
def test_the_same_lunar_day_of_the_year_before(day: date, before: date, words: str) -> None:
    results, reason = same_lunar_day(day)
    assert (results, reason.zh) == (before, words)


def test_t38_months_of_different_length_are_compared_per_working_day() -> None:
    """March 2026 has 22 working days, February 16: +37.5% by the calendar alone."""
    result = compared(THREE_YEARS, date(2026, 3, 1), Unit.MONTH, Against.PREVIOUS)
    assert result.plain is not None
    assert (result.plain.rate, result.growth.rate) == (0.375, 0)
    every_day = [Point(date(2026, 2, 1) + timedelta(days=i), 10.0) for i in range(59)]
    result = compared(every_day, date(2026, 3, 1), Unit.MONTH, Against.PREVIOUS, every_day=True)
    assert (result.now.workdays, result.base.workdays, result.growth.rate) == (31, 28, 0)
    assert "每天 10 → 10" in result.words.zh
    part = compared(every_day[:-9], date(2026, 3, 1), Unit.MONTH, Against.PREVIOUS, every_day=True)
    assert part.base.period == Period(date(2026, 2, 1), date(2026, 2, 22))
    assert "到 2026-03-22 有 22 天，基期取前 22 天" in part.words.zh


def test_t38_a_month_that_is_not_over_is_compared_with_as_many_working_days() -> None:
    """By 20 November 2026 there are 15; the 15th of October, after the holidays and with the Saturday worked, is the 27th."""
    growing = [Point(point.day, float(point.day.day)) for point in THREE_YEARS]
    result = compared(growing, date(2026, 11, 1), Unit.MONTH, Against.PREVIOUS)
    assert result.unfinished
    assert result.now.period == Period(date(2026, 11, 1), date(2026, 11, 20))
    assert result.base.period == Period(date(2026, 10, 1), date(2026, 10, 27))
    assert (result.now.workdays, result.base.workdays) == (15, 15)
    assert "本期未完：到 2026-11-20 有 15 个工作日，基期取前 15 个工作日" in result.words.zh
    assert "not finished: 15 working days by 2026-11-20" in result.words.en
    # Days off that remain make no month unfinished; days off that follow the last working day belong to both parts.
    assert not compared(
        THREE_YEARS, date(2026, 10, 1), Unit.MONTH, Against.PREVIOUS, known_until=date(2026, 10, 30)
    ).unfinished
    sunday = compared(growing, date(2026, 11, 1), Unit.MONTH, Against.YEAR_BEFORE, known_until=date(2026, 11, 22))
    assert sunday.base.period == Period(date(2025, 11, 1), date(2025, 11, 23))
    holidays = compared(THREE_YEARS, date(2026, 10, 1), Unit.MONTH, Against.PREVIOUS, known_until=date(2026, 10, 3))
    assert holidays.growth.words.zh == "本期还没有一个工作日的数据"
    assert holidays.unfinished


def test_t38_what_is_counted_by_month_cannot_be_cut() -> None:
    months = [Point(date(2026, month, 1), 2000.0) for month in range(1, 12)]
    result = compared(
        months, date(2026, 11, 1), Unit.MONTH, Against.PREVIOUS, every=Unit.MONTH, known_until=date(2026, 11, 20)
    )
    assert result.growth.rate is None
    assert "请按日取数" in result.words.zh
    whole = compared(months, date(2026, 10, 1), Unit.MONTH, Against.PREVIOUS, every=Unit.MONTH)
    assert whole.now.missing == ()
    assert whole.growth.rate == pytest.approx(22 / 18 - 1)
    assert spacing(point.day for point in months) is Unit.MONTH
    assert spacing([date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 26)]) is Unit.WEEK
    assert spacing([date(2026, 1, 5)]) is Unit.DAY


@pytest.mark.parametrize(
    ("value", "base", "zh", "en"),
    [
        (5, 0, "0 → 5 件，上期为 0，不算增长率", "0 → 5 件, the base is 0, so there is no growth rate"),
        (5, -2, "−2 → 5 件，上期为负数，不算增长率", "−2 → 5 件, the base is negative, so there is no growth rate"),
        (5, None, "上期没有数据", "no data of the base"),
        (None, 5, "本期没有数据", "no data of this period"),
        (0, 5, "5 → 0 件，−100%", "5 → 0 件, −100%"),
        (1e308, -1e308, "−1e+308 → 1e+308 件，上期为负数，不算增长率", None),
        (1e308, 1e-308, "1e−308 → 1e+308 件，数字太大，无法计算，不算增长率", None),
    ],
)
def test_t39_no_percentage_of_nothing(value: float | None, base: float | None, zh: str, en: str | None) -> None:
    result = growth(value, base, unit="件")
    assert (result.rate is None) == (value != 0)
    assert result.words.zh == zh
    assert en is None or result.words.en == en


def test_t39_small_bases_show_counts() -> None:
    few = [
        *(Point(date(2026, 9, day), 1.0) for day in (1, 2, 3)),
        *(Point(date(2026, 10, day), 1.0) for day in range(9, 14)),
    ]
    result = compared(
        few, date(2026, 10, 1), Unit.MONTH, Against.PREVIOUS, Kind.COUNT, known_until=date(2026, 10, 31), label="件"
    )
    assert result.words.zh.startswith("环比（上月）2026年9月 → 2026年10月：3 → 5 件，基数不到 20，只看个数")
    shares = [Point(date(2026, 9, 1), 3.0, 12.0), Point(date(2026, 10, 9), 5.0, 14.0)]
    result = compared(
        shares, date(2026, 10, 1), Unit.MONTH, Against.PREVIOUS, Kind.SHARE, known_until=date(2026, 10, 31)
    )
    assert "3/12 → 5/14，基数不到 20" in result.words.zh
    # Days of waiting are no counts: 3 days are no small base.
    assert growth(2, 3, unit="天").words.zh == "3 → 2 天，−33.3%"


def test_t40_v53_points_and_per_cent_are_both_said() -> None:
    result = growth(0.03, 0.05, scale="share")
    assert (round(result.difference or 0, 12), round(result.rate or 0, 12)) == (-0.02, -0.4)
    assert result.words.zh == "5% → 3%，−2 个百分点，相对 −40%"
    assert result.words.en == "5% → 3%, −2 points, relative −40%"
    in_per_cent = growth(3, 5, unit="%")
    assert (in_per_cent.difference, in_per_cent.rate, in_per_cent.words) == (-2, -0.4, result.words)
    assert round(growth(2, 3).rate or 0, 3) == -0.333
    assert growth(0.05, 0, scale="share").words.zh == "0% → 5%，+5 个百分点，上期为 0，不算增长率"


def test_t41_v53_the_way_to_a_lower_target() -> None:
    """(5 − 3.4)/(5 − 3), not 3/3.4 = 88% or 3.4/3 = 113%; a step backwards is shown, a target of no change refused."""
    assert achievement([5, 5, 100, 5], [3, 3, 115, 5], [3.4, 6, 112, 5]) == [0.8, -0.5, 0.8, "!目标值与基线值相同"]


def test_t42_shares_are_pooled() -> None:
    result = roll_up([(1, 2), (10, 1000), (None, 5), (3, None)])
    assert (round(result.value or 0, 4), result.left_out) == (round(11 / 1002, 4), 2)
    assert roll_up([]).value is roll_up([(0, 0)]).value is None
    # Satisfaction of 5.0 from 2 answers and 4.0 from 98.
    points = [
        Point(date(2026, 9, 1), 10.0, 2.0),
        Point(date(2026, 9, 2), 392.0, 98.0),
        Point(date(2026, 8, 3), 400.0, 100.0),
    ]
    result_of = compared(
        points, date(2026, 9, 1), Unit.MONTH, Against.PREVIOUS, Kind.MEAN, known_until=date(2026, 9, 30)
    )
    assert (result_of.now.value, result_of.base.value) == (4.02, 4)
    medians = [Point(date(2026, 9, 1), 3.0), Point(date(2026, 9, 2), 5.0)]
    for kind in (Kind.LEVEL, Kind.SHARE, Kind.MEAN):
        refused = amount(medians, period_of(date(2026, 9, 1), Unit.MONTH), kind, CALENDAR)
        assert refused.value is None
        assert "不能再平均" in (refused.refusal or ("",))[0]
    assert amount(medians, period_of(date(2026, 9, 1), Unit.DAY), Kind.LEVEL, CALENDAR).value == 3


def test_t43_growth_multiplies() -> None:
    assert compound([0.5, -0.5]) == -0.25
    assert average_growth(100, 75, 2) == pytest.approx(0.75**0.5 - 1)
    assert average_growth(100, 121, 2) == pytest.approx(0.1)
    for first, last, periods in ((0, 5, 2), (5, -5, 2), (5, 6, 0)):
        with pytest.raises(RefusalError):
            average_growth(first, last, periods)
    with pytest.raises(RefusalError):
        compound([-1.5])


@given(st.lists(st.floats(-0.9, 3), min_size=1, max_size=12))
def test_the_average_growth_of_steps_leads_to_their_end(rates: list[float]) -> None:
    total = 1 + compound(rates)
    assert (1 + average_growth(1, total, len(rates))) ** len(rates) == pytest.approx(total)


@pytest.mark.parametrize(
    ("day", "against", "base", "reason"),
    [
        (date(2026, 11, 11), Against.PREVIOUS, date(2026, 11, 4), "上周同一星期几"),
        (date(2026, 10, 8), Against.PREVIOUS, date(2026, 9, 24), "2 周前，同一星期几，同为工作日"),  # 10-01 is off
        (date(2026, 11, 11), Against.YEAR_BEFORE, date(2025, 11, 12), "52 周前，同一星期几"),
        (date(2026, 10, 1), Against.YEAR_BEFORE, date(2025, 10, 2), "52 周前，同一星期几"),  # both off
        (
            date(2026, 9, 30),
            Against.YEAR_BEFORE,
            date(2025, 9, 24),
            "53 周前，同一星期几，同为工作日",
        ),  # 2025-10-01 is off
    ],
)
def test_a_day_is_compared_with_the_same_weekday(day: date, against: Against, base: date, reason: str) -> None:
    result = compared(THREE_YEARS, day, Unit.DAY, against)
    assert (result.base.period.first, result.reason.zh) == (base, reason)
    assert base.isoweekday() == day.isoweekday()
    assert is_workday(base) == is_workday(day)


def test_a_saturday_worked_has_no_equal() -> None:
    result = compared(THREE_YEARS, date(2026, 10, 10), Unit.DAY, Against.PREVIOUS)
    assert "一天上班、一天休息，数字不可直接相比" in result.words.zh


def test_what_is_missing_is_named() -> None:
    holes = [point for point in THREE_YEARS if point.day not in {date(2026, 9, 8), date(2026, 9, 9)}]
    result = compared(holes, date(2026, 9, 1), Unit.MONTH, Against.PREVIOUS)
    assert (result.now.missing, result.now.value) == ((date(2026, 9, 8), date(2026, 9, 9)), 100)
    assert "本期有 2 个工作日没有数据（09-08、09-09）" in result.words.zh
    assert "this period lacks data of 2 working days (09-08, 09-09)" in result.words.en
    nothing = compared(THREE_YEARS, date(2022, 12, 5), Unit.MONTH, Against.PREVIOUS)
    assert "本期：没有数据" in nothing.words.zh
    first = compared(THREE_YEARS, date(2023, 1, 5), Unit.MONTH, Against.PREVIOUS)
    assert "上期：没有数据" in first.words.zh
    # Three complaints in September, none in October, of a series since June: no days are missing, none is the figure.
    rare = [Point(day, 1.0) for day in (date(2026, 6, 1), date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 9))]
    october = compared(
        rare, date(2026, 10, 1), Unit.MONTH, Against.PREVIOUS, Kind.COUNT, known_until=date(2026, 10, 31)
    )
    assert (
        october.words.zh
        == "环比（上月）2026年9月 → 2026年10月：3 → 0，基数不到 20，只看个数；多数工作日没有数据，按 0 计"
    )
    may = compared(rare, date(2026, 6, 1), Unit.MONTH, Against.PREVIOUS, Kind.COUNT)
    assert "上期：没有数据" in may.words.zh
    assert compared([], date(2026, 1, 1), Unit.MONTH, Against.YEAR_BEFORE).growth.words.zh == "没有数据"
    broken = compared([Point(date(2026, 9, 1), nan), *THREE_YEARS], date(2026, 9, 1), Unit.MONTH, Against.PREVIOUS)
    assert "本期：有的数据不是可以计算的数" in broken.words.zh
    ahead = [Point(date(2027, 3, 1), 100.0), Point(date(2026, 3, 2), 100.0)]
    unknown = compared(ahead, date(2027, 3, 1), Unit.MONTH, Against.YEAR_BEFORE, known_until=date(2027, 3, 31))
    assert "节假日里没有 2027 年公布的安排，工作日可能不准" in unknown.words.zh


def test_periods_and_their_names() -> None:
    days = [
        (date(2026, 2, 11), Unit.WEEK, "2026年第7周", "2026年第6周", "2025年第7周"),
        (date(2026, 5, 5), Unit.QUARTER, "2026年第2季度", "2026年第1季度", "2025年第2季度"),
        (date(2026, 1, 5), Unit.YEAR, "2026年", "2025年", "2025年"),
        (date(2024, 2, 29), Unit.MONTH, "2024年2月", "2024年1月", "2023年2月"),
    ]
    for day, unit, *names in days:
        period = period_of(day, unit)
        assert [period.name.zh, period_before(period, unit).name.zh, year_before(period, unit).name.zh] == names
    assert latest_period(THREE_YEARS, Unit.MONTH) == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert latest_period([], Unit.MONTH) is None


def test_cells() -> None:
    rate, change = FUNCTIONS["KZ_GROWTH"], FUNCTIONS["KZ_CHANGE"]
    assert rate(130, 120, 16, 19) == [[round(130 / 16 / (120 / 19) - 1, 6)]]
    assert rate([[5], [5], [5], [None], [5], ["x"]], [[0], [-1], [4], [4], [None], [4]]) == [
        ["上期为 0"], ["上期为负数"], [0.25], [""], [""], ["!请填数字"],
    ]  # fmt: skip
    assert rate(5, 3, None, None, 20, "en") == [["3→5"]]
    assert rate(5, 3, 0, 4) == rate(5, 3, 4) == [["!工作日数须大于0"]]
    assert change(3, 5, "％") == change(0.03, 0.05, "占比") == [["5% → 3%，−2 个百分点，相对 −40%"]]
    assert change(2, 3, "days", "en") == [["3 → 2 days, −33.3%"]]


def test_cells_compare_a_month_on_the_year_before() -> None:
    """Totals of 2,200 orders in 22 days and 1,900 in 19 are both 100 a working day."""
    months = [[datetime(2024, 1, 1)], [datetime(2025, 1, 1)], [None]]
    ((now, base, rate, words),) = FUNCTIONS["KZ_YOY"](months, [[2200], [1900], [None]])
    assert (now, base, rate) == (100, 100, 0)
    assert "总量 −13.6%（工作日 22 → 19）" in str(words)
    days = [[datetime(2026, 9, 1)], [datetime(2026, 10, 9)]]
    assert FUNCTIONS["KZ_MOM"](days, [[30], [60]], [[1000], [1000]])[0][:3] == [0.06, 0.03, 1]
    assert FUNCTIONS["KZ_MOM"](days, [[300], [600]], [[100], [100]])[0][:3] == [6, 3, 1]
    assert FUNCTIONS["KZ_MOM"](days, [[3], [6]], None, None, "世纪") == [["!有参数取值无效，请看函数说明"]]
    assert FUNCTIONS["KZ_MOM"]([["9月"]], [[3]]) == [["!日期须为真正的日期"]]
    assert FUNCTIONS["KZ_MOM"]([[None]], [[None]]) == [["", "", "", ""]]


def test_the_trend_shows_working_days_and_marks_what_is_not_over() -> None:
    rows = trend(THREE_YEARS, Unit.MONTH, Kind.SUM, CALENDAR, periods=24)
    assert [row.period.name.zh for row in rows][:: len(rows) - 1] == ["2024年12月", "2026年11月"]
    # 100 on every working day is a flat line, whatever 春节 does.
    assert {row.value for row in rows} == {row.year_before for row in rows} == {100}
    assert [row.unfinished for row in rows].count(True) == 1
    assert rows[-1].unfinished
    early = trend(THREE_YEARS[:30], Unit.MONTH, Kind.SUM, CALENDAR, periods=3)
    assert [(row.value, row.year_before) for row in early] == [(None, None), (100, None), (100, None)]
    assert trend([], Unit.MONTH, Kind.SUM, CALENDAR) == []


def test_columns_stand_by_size_and_those_without_data_last() -> None:
    september = period_of(date(2026, 9, 1), Unit.MONTH)
    groups = {
        "电话": [Point(date(2026, 9, day), 2.0, 40.0) for day in (1, 2)],
        "门店": [],
        "线上": [Point(date(2026, 9, 1), 9.0, 90.0), Point(date(2026, 8, 3), 5.0, 100.0)],
    }
    rows = bars(groups, september, Unit.MONTH, Kind.SHARE, CALENDAR, known_until=date(2026, 9, 30))
    assert [(bar.group, bar.value) for bar in rows] == [("线上", 0.1), ("电话", 0.05), ("门店", None)]
    assert rows[0].compared.growth.words.zh == "5% → 10%，+5 个百分点，相对 +100%"


def test_a_pie_is_a_whole_or_none() -> None:
    """V43, T45: 12, 4, 1 are 71, 23, 6 per cent."""
    september = period_of(date(2026, 9, 1), Unit.MONTH)

    def of(*values: float, kind: Kind = Kind.COUNT, **more: float) -> Pie:
        listed = {**{f"g{at}": value for at, value in enumerate(values)}, **more}
        groups = {group: [Point(date(2026, 9, 1), value, 100.0)] for group, value in listed.items()}
        return pie({**groups, "没有的": []}, september, kind, CALENDAR)

    assert [(part.value, part.percent) for part in of(1, 12, 4).slices] == [(12, 71), (4, 23), (1, 6)]
    assert of(1, 12, 4).without_data == ("没有的",)
    many = of(10, 1, 20, 30, 5, 7, 0.5, 其他=50)
    assert [part.label for part in many.slices] == ["g3", "g2", "g0", "g5", "g4", "其他"]
    assert many.slices[-1].value == 51.5
    assert sum(part.percent for part in many.slices) == 100
    for refused, words in (
        (of(1, 2, kind=Kind.SHARE), "不是一个整体"), (of(3, -1), "有负数"), (of(3, 0), "只有一组"), (of(0, 0), "合计为 0"),
        (of(), "没有数据"), (of(1, nan), "不是可以计算的数"),
    ):  # fmt: skip
        assert not refused.slices
        assert words in (refused.refusal or ("",))[0]

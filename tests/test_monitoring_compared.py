"""同比 and 环比 in the monitoring report: of which period, against what, and why."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from chinese_calendar import is_workday

from addin.book.file.book import FileBook
from tests.helpers.books import NOW
from tests.helpers.documents import everything, report_of
from tests.helpers.monitored import book_of, measure
from udfs.lang import Lang
from workbook_templates.monitoring import lines
from workbook_templates.reports.compared import comparisons


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=at) for at in range((last - first).days + 1))


def worked(first: date, last: date, value: float = 10, **more: Any) -> list[dict[str, Any]]:
    return [{"date": day, "measure": "M-001", "value": value, **more} for day in days(first, last) if is_workday(day)]


def orders(**more: Any) -> dict[str, Any]:
    return measure(kind="计数", unit="单", **more)


def sentences(folder: Path, of: dict[str, Any], data: Iterable[dict[str, Any]], lang: Lang = "zh") -> list[str]:
    book = FileBook(book_of(folder, [of], data)).context(NOW.date())
    (line,) = lines(book)
    return [words.to(lang) for words in comparisons(book, line)]


def test_a_month_that_spring_festival_shortened_is_no_fall(tmp_path: Path) -> None:
    """Working days of January: 22 in 2024, 19 in 2025 (statistics.md T37): −14% by the calendar alone."""
    before, year, spring = sentences(tmp_path, orders(), worked(date(2024, 1, 1), date(2025, 2, 7)))
    assert before.startswith("环比（上月）2024年12月 → 2025年1月：每工作日 10 → 10 单，0%")
    assert year.startswith(
        "同比（上年同月）2024年1月 → 2025年1月：每工作日 10 → 10 单，0%；总量 −13.6%（工作日 22 → 19）"
    )
    assert "春节假期在基期有 0 天、本期有 4 天" in year
    assert spring.startswith("春节对齐（距除夕的天数相同：2025-01-28，上年 2024-02-09）")


def test_february_is_compared_together_with_january(tmp_path: Path) -> None:
    """January and February have 38 working days in 2025 and 37 in 2026."""
    _, year = sentences(tmp_path, orders(), worked(date(2025, 1, 1), date(2026, 3, 4)))
    assert year.startswith("同比（1–2 月合并：")
    assert "2025年1–2月 → 2026年1–2月：每工作日 10 → 10 单，0%；总量 −2.6%（工作日 38 → 37）" in year


def test_without_a_year_before_only_the_month_before_is_said(tmp_path: Path) -> None:
    data = [*worked(date(2026, 8, 3), date(2026, 9, 30)), *worked(date(2026, 10, 1), date(2026, 11, 19), 12)]
    (before,) = sentences(tmp_path, orders(), data)
    # November is not over.
    assert before.startswith("环比（上月）2026年9月 → 2026年10月：每工作日 10 → 12 单，+20%")


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 3, 13), "环比（上周）2026年第10周 → 2026年第11周：每工作日 10 → 10 单，0%"),
        (date(2026, 3, 12), "环比：还没有两个完整的月或周可比。"),
    ],
)
def test_two_weeks_are_compared_where_there_are_no_two_months(tmp_path: Path, last: date, words: str) -> None:
    (before,) = sentences(tmp_path, orders(), worked(date(2026, 3, 2), last))
    assert before.startswith(words)


def test_a_base_of_zero_is_said_and_not_divided_by(tmp_path: Path) -> None:
    data = [*worked(date(2026, 3, 1), date(2026, 3, 31), 0), *worked(date(2026, 4, 1), date(2026, 4, 30), 3)]
    (before,) = sentences(tmp_path, orders(), data)
    assert before == "环比（上月）2026年3月 → 2026年4月：0 → 63 单，上期为 0，不算增长率。"


def test_quotients_are_those_of_the_sums_and_excluded_points_do_not_count(tmp_path: Path) -> None:
    """March: 100 of 2000; April: 1 of 100 and 39 of 1900, which is 40 of 2000, and no mean of 1% and 2.05%."""
    share = measure(kind="比率", unit="%")
    pairs = {date(2026, 3, 2): (100, 2000), date(2026, 4, 1): (1, 100), date(2026, 4, 30): (39, 1900)}
    data: list[dict[str, Any]] = [
        {"date": day, "measure": "M-001", "numerator": x, "denominator": n} for day, (x, n) in pairs.items()
    ]
    data += worked(date(2026, 4, 2), date(2026, 4, 3), 99, excluded="是", exclude_reason="试运行")
    (before,) = sentences(tmp_path, share, data)
    assert "5% → 2%，−3 个百分点，相对 −60%" in before
    assert before.endswith("；排除的点不计。")


def test_times_per_case_are_those_of_all_cases_together(tmp_path: Path) -> None:
    data: list[dict[str, Any]] = [
        {"date": date(2026, 3, 2), "measure": "M-001", "numerator": 100, "denominator": 2000},
        {"date": date(2026, 4, 1), "measure": "M-001", "numerator": 1, "denominator": 100},
        {"date": date(2026, 4, 30), "measure": "M-001", "numerator": 39, "denominator": 1900},
    ]
    (before,) = sentences(tmp_path, measure(kind="时长", unit="小时"), data)
    assert "0.05 → 0.02 小时，−60%" in before


def test_figures_that_cannot_be_added_are_compared_one_by_one(tmp_path: Path) -> None:
    """A satisfaction of each month is no sum; the latest is compared with the month before and with that a year before."""
    months = [date(2025, 10, 1), date(2026, 9, 1), date(2026, 10, 1)]
    score = measure(kind="均值", unit="分", frequency="月")
    data = [
        {"date": day, "measure": "M-001", "value": value} for day, value in zip(months, (4.0, 4.8, 5.0), strict=True)
    ]
    before, year = sentences(tmp_path, score, data, "en")
    assert before.startswith("On the period before (the month before), Sep 2026 → Oct 2026: 4.8 → 5 分, +4.2%")
    assert year.startswith("On the year before (the same month a year before), Oct 2025 → Oct 2026: 4 → 5 分, +25%")


def test_a_service_that_never_closes_is_compared_per_day(tmp_path: Path) -> None:
    data = [{"date": day, "measure": "M-001", "value": 10} for day in days(date(2026, 1, 1), date(2026, 3, 31))]
    (before,) = sentences(tmp_path, orders(), data)
    assert before.startswith("环比（上月）2026年2月 → 2026年3月：每天 10 → 10 单，0%；总量 +10.7%（天数 28 → 31）")


def test_sums_of_as_many_days_are_said_once(tmp_path: Path) -> None:
    """July and August have 31 days, and every one has a point."""
    data = [
        {"date": day, "measure": "M-001", "value": 10 if day.month < 8 else 12}
        for day in days(date(2026, 7, 1), date(2026, 8, 31))
    ]
    (before,) = sentences(tmp_path, orders(), data)
    assert before == "环比（上月）2026年7月 → 2026年8月：每天 10 → 12 单，+20%。"


def test_the_report_says_it_below_the_sentence_of_each_measure(tmp_path: Path) -> None:
    path = book_of(tmp_path, [orders()], worked(date(2026, 8, 3), date(2026, 10, 16)))
    document, _ = report_of(path, "monitor")
    texts = [paragraph.text for paragraph in everything(document)]
    (at,) = (at for at, text in enumerate(texts) if text.startswith("环比（上月）2026年8月 → 2026年9月"))
    assert texts[at - 2].startswith("M-001 时长1")

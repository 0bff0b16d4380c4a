"""The filter of a measure, and what the cells of an export mean."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.measuring.cells import read_day, read_duration, read_number, unit_in_heading
from udfs.measuring.filters import Condition, Operator, parse_filter, written
from udfs.values import CellValue

# Names and values as systems have them, and with every sign that means something to a filter.
WORDS = st.text(st.sampled_from('状态渠道 (小时)ab1.;；|=≠<>≥≤!"“”＝＞含包不'), min_size=1, max_size=8).map(
    lambda text: text.replace("“", '"').replace("”", '"')
)
NUMBERS = st.integers(-1000, 1000).map(str) | st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(str)
EQUALITY = st.builds(
    Condition,
    WORDS,
    st.sampled_from([Operator.EQUAL, Operator.UNEQUAL, Operator.CONTAINS, Operator.LACKS]),
    st.lists(WORDS, min_size=1, max_size=3).map(tuple),
)
ORDERED = st.builds(
    Condition,
    WORDS,
    st.sampled_from([Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST]),
    st.lists(NUMBERS, min_size=1, max_size=2).map(tuple),
)


@given(st.lists(EQUALITY | ORDERED, max_size=4).map(tuple))
def test_what_is_written_is_read_back(conditions: tuple[Condition, ...]) -> None:
    assert parse_filter(written(conditions)) == (conditions, [])


@given(st.text(st.sampled_from('状态=≠<>;|"包含 2'), max_size=12))
def test_any_text_is_a_filter_or_is_explained(text: str) -> None:
    conditions, findings = parse_filter(text)
    assert conditions or findings or not text.strip(" ;；")
    for finding in findings:
        assert finding.what("zh")
        assert finding.fix("en")


@pytest.mark.parametrize(
    ("text", "row", "counts"),
    [
        ("状态=已完成; 渠道=线上", {"状态": "已完成", "渠道": "线上"}, True),
        ("状态＝已完成；渠道＝线上", {"状态": "已完成 ", "渠道": "电话"}, False),
        ("渠道=线上|电话", {"渠道": "电话"}, True),
        ("状态≠已取消", {"状态": None}, True),
        ("备注=", {"备注": None}, True),
        ("备注≠", {"备注": " "}, False),
        ("处理时长>2", {"处理时长": "2.5"}, True),
        ("处理时长>2", {"处理时长": "1,200"}, True),
        ("处理时长>2", {"处理时长": "很久"}, False),
        ("处理时长>2小时", {"处理时长": "1天"}, True),
        ("处理时长>2小时", {"处理时长": "01:59:59"}, False),
        ("下单时间>=2026-01-03", {"下单时间": "2026/1/3 9:05:00"}, True),
        ("下单时间<2026-01-03", {"下单时间": datetime(2026, 1, 3, 9)}, False),
        ("编号=00123", {"编号": '="00123"'}, True),
        ("编号=123", {"编号": "00123"}, False),
        ("数量=3", {"数量": 3.0}, True),
        ("备注 包含 退货", {"备注": "客户要求退货"}, True),
        ("Note does not contain urgent", {"Note": "very URGENT"}, False),
        ("达标率<80%", {"达标率": 0.79}, True),
    ],
)
def test_rows_that_count(text: str, row: dict[str, CellValue], counts: object) -> None:
    conditions, findings = parse_filter(text)
    assert not findings
    assert all(condition.holds(row[condition.column]) for condition in conditions) is counts


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("状态已完成", "filter-form", "状态已完成"),
        ("=已完成", "filter-form", "=已完成"),
        ("状态=已完成; 时长>", "filter-form", "时长>"),
        ("渠道=线上|", "filter-form", "渠道=线上|"),
        ("时长>>2", "filter-form", "时长>>2"),
        ("时长>两小时", "filter-no-number", "两小时"),
    ],
)
def test_a_filter_that_cannot_be_read_is_explained(text: str, code: str, shown: str) -> None:
    _, findings = parse_filter(text)
    assert [finding.problem.code for finding in findings] == [code]
    assert shown in findings[0].what("zh")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-01-03 09:15:00", date(2026, 1, 3)),
        ("2026-01-03T09:15:00Z", date(2026, 1, 3)),
        ("2026/1/3 9:05", date(2026, 1, 3)),
        ("'2026/1/3", date(2026, 1, 3)),
        ('="2026-01-03"', date(2026, 1, 3)),
        ("2026年1月3日 09:15", date(2026, 1, 3)),
        ("20260103", date(2026, 1, 3)),
        ("20260103091500", date(2026, 1, 3)),
        ("46025.38", date(2026, 1, 3)),
        (46025.38, date(2026, 1, 3)),
        (datetime(2026, 1, 3, 9), date(2026, 1, 3)),
        ("3/1/2026", None),
        ("待定", None),
        ("12.5", None),
        (True, None),
    ],
)
def test_days(cell: CellValue, day: date | None) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "seconds", "unsure"),
    [
        ("1天2小时", 93_600, False),
        ("2分钟5秒", 125, False),
        ("123秒", 123, False),
        ("00:02:05", 125, False),
        ("02:15:00", 8_100, False),
        ("26:30:00", 95_400, False),
        ("1 day, 2:15:00", 94_500, False),
        ("2h 30m", 9_000, False),
        ("1:15", 4_500, True),
        ("-0:30:00", -1_800, False),
    ],
)
def test_durations(cell: str, seconds: float, unsure: object) -> None:
    duration = read_duration(cell)
    assert duration is not None
    assert (duration.seconds, duration.is_ambiguous) == (seconds, unsure)


@pytest.mark.parametrize("cell", ["12", "1:75", "5秒2分", "两小时", None, 3.5])
def test_what_is_no_duration_with_a_unit(cell: CellValue) -> None:
    assert read_duration(cell) is None


def test_numbers_and_units() -> None:
    cells = ("1,234.5", "12.5%", "¥1,200", "1.5万", "2026000000123456789", "无")
    assert [read_number(cell) for cell in cells] == [1234.5, 0.125, 1200, 15_000, None, None]
    headings = ("处理时长（分钟）", "Elapsed (h)", "金额(元)", "时长")
    assert [unit_in_heading(heading) for heading in headings] == [60, 3600, None, None]

"""What people type is read in all the spellings of the method, and never guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.levels import DEFAULT_SPELLINGS
from udfs.spellings import (
    parse_date,
    parse_level,
    parse_moment,
    parse_number,
    parse_percent,
    parse_score,
    parse_workdays,
)

FORMS = (
    "{0.year}-{0.month:02}-{0.day:02}", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日",
    "{0.year}{0.month:02}{0.day:02}", " {0.year}-{0.month}-{0.day} 14:30:05 ", "{0.year} 年 {0.month} 月 {0.day} 日",
    "{0.year}年{0.month}月{0.day}号", "{0.year}/{0.month}/{0.day} 9:05", "{0.year}-{0.month:02}-{0.day:02}T08:00:00",
)  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS), st.booleans())
def test_every_form_of_a_date_is_read(day: date, form: str, wide: bool) -> None:
    text = form.format(day)
    assert parse_date(text.translate(FULL_WIDTH) if wide else text) == day


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_english_dates(day: date) -> None:
    assert parse_date(day.strftime("%b %d, ") + str(day.year)) == day
    assert parse_date(day.strftime("%d %B ") + str(day.year)) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26/3/5",
        "5/3/2026",
        "2026-02-30",
        "2026年3月",
        "昨天",
        "2026-3",
        "12345",
        46000,
        3.5,
        True,
        None,
        "2026-03-05x",
    ],
)
def test_what_is_no_date_or_two_dates_is_not_guessed(text: object) -> None:
    assert parse_date(text) is None  # type: ignore[arg-type]


def test_only_one_reading() -> None:
    assert parse_date("25/3/2026") == parse_date("3/25/2026") == date(2026, 3, 25)
    assert parse_date(20260305) == date(2026, 3, 5)
    assert parse_moment("2026-03-05 14:30") == datetime(2026, 3, 5, 14, 30)
    assert parse_moment("2026-03-05 00:00:00") == date(2026, 3, 5)
    assert parse_moment("2026-03-05 25:00") is None
    assert parse_moment("2026年3月5日14时30分") == parse_moment("Mar 5, 2026 14:30") == datetime(2026, 3, 5, 14, 30)
    assert parse_date("Sept 5, 2026") == date(2026, 9, 5)
    assert parse_date("maybe 5, 2026") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234.5", 1234.5), ("¥1,200", 1200), ("￥ 3", 3), ("-5", -5), ("１２", 12), ("1.5万", 15000), ("2亿", 200_000_000), ("30%", 0.3),
     (".5", 0.5), ("1e3", 1000), (7, 7), ("4小时", None), ("", None), ("1,23", None), ("--1", None), ("三", None), (None, None), (True, None)],
)  # fmt: skip
def test_numbers(text: object, number: float | None) -> None:
    assert parse_number(text) == number  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["5²", "1e999", "6222020200112233445", "0.10000000000000000555", "１２³"])
def test_a_number_that_would_change_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(-(10**12), 10**12) | st.floats(-1e12, 1e12).map(lambda x: round(x, 4)))
def test_numbers_with_separators(number: float) -> None:
    assert parse_number(f"{number:,}") == pytest.approx(number, abs=1e-9)


def test_shares_scores_and_days() -> None:
    assert [parse_percent(x) for x in ("30%", "30", 30, 0.3, 1, "100%", "1%", "x")] == [
        0.3,
        0.3,
        0.3,
        0.3,
        1,
        1,
        0.01,
        None,
    ]
    assert [parse_percent(x) for x in (1.2, "1.5", 2, "120%", 120)] == [1.2, 1.5, 0.02, 1.2, 1.2]
    assert [parse_score(x) for x in ("5", "５", "5分", "五", 4, "六", "")] == [5, 5, 5, 5, 4, None, None]
    assert [parse_score(x) for x in ("4.5", "9", "50%", "1万", True)] == [4.5, 9, None, None, None]
    assert [parse_workdays(x) for x in ("3", "3天", "3个工作日", "3 days", "3d", 2, "三天")] == [3, 3, 3, 3, 3, 2, None]


@pytest.mark.parametrize("text", [word for column in DEFAULT_SPELLINGS for word in column])
def test_levels_in_every_spelling(text: str) -> None:
    index = next(i for i, column in enumerate(DEFAULT_SPELLINGS) if text in column)
    for odd in (text, f" {text}　", f"{text}\n", text.upper(), text.lower()):
        assert parse_level(odd, DEFAULT_SPELLINGS, "zh") == "高中低"[index]
    assert parse_level("爆表", DEFAULT_SPELLINGS, "zh") is None

"""Computed points meet those on the sheet; periods; jumps of units; what an export lets measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.indicators.choices import DAILY, MONTHLY, WEEKLY
from udfs.indicators.points import significant
from udfs.lang import Text
from udfs.measuring.headings import is_key, is_person
from udfs.measuring.merging import Merged, Present, merge
from udfs.measuring.periods import gaps, start_of, unfinished
from udfs.measuring.points import Key, Point, quantile
from udfs.measuring.proposing import ColumnSample, groupings, propose
from udfs.measuring.quality import unit_jumps
from udfs.values import CellValue

DAY = date(2026, 3, 2)
KEYS = st.builds(
    Key,
    st.sampled_from(["M-001", "M-002"]),
    st.integers(0, 3).map(lambda i: DAY + timedelta(i)),
    st.sampled_from(["", "线上"]),
)
POINTS = st.dictionaries(
    KEYS, st.tuples(st.none() | st.integers(0, 9), st.integers(1, 20), st.integers(0, 99), st.booleans()), max_size=8
).map(
    lambda points: [Point(key, x, n, float(value), n, unfinished) for key, (x, n, value, unfinished) in points.items()]
)


def on_sheet(present: Sequence[Present], merged: Merged) -> list[Present]:
    """Return the sheet after a merge, written and read back."""
    after = {update.before.row: update.after for update in merged.changed}
    rows = [computed(each.row, after[each.row]) if each.row in after else each for each in present]
    return rows + [computed(len(present) + i, point) for i, point in enumerate(merged.new)]


def computed(row: int, point: Point) -> Present:
    return Present(row, point.key, point.numerator, point.denominator, point.value, is_unfinished=point.is_unfinished)


@given(POINTS, POINTS, st.randoms(use_true_random=False), st.sets(st.integers(0, 7)))
def test_a_second_time_changes_nothing_and_the_order_does_not_matter(
    first: list[Point], second: list[Point], random: object, own: set[int]
) -> None:
    sheet = on_sheet([], merge([], first))
    sheet = [Present(**{**vars(each), "is_own": each.row in own}) for each in sheet]
    merged = merge(sheet, second)
    shuffled = [*second]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(sheet, shuffled) == merged
    after = on_sheet(sheet, merged)
    again = merge(after, second)
    assert (again.new, again.changed) == ([], [])
    assert (again.kept, again.partial) == (merged.kept, merged.partial)
    # Nothing of a person's is touched, nothing is lost, every computed point is somewhere.
    assert [each for each in after if each.is_own] == [each for each in sheet if each.is_own]
    assert {each.key for each in after} == {point.key for point in (*first, *second)}
    assert merged.same + len(merged.new) + len(merged.changed) + len(merged.kept) + len(merged.partial) == len(second)


def test_a_part_of_a_period_does_not_replace_the_whole() -> None:
    sheet = [Present(0, Key("M-001", DAY), None, None, 120)]
    part = Point(Key("M-001", DAY), None, None, 14, 14, is_unfinished=True)
    merged = merge(sheet, [part])
    assert not merged.changed
    assert [update.after for update in merged.partial] == [part]
    fewer = Point(Key("M-001", DAY), None, None, 118, 118)
    assert [update.after.value for update in merge(sheet, [fewer]).shrunk] == [118]


@pytest.mark.parametrize(
    ("frequency", "first", "last", "today", "expected"),
    [
        (DAILY, date(2026, 3, 2), date(2026, 3, 20), date(2026, 3, 25), []),
        (DAILY, date(2026, 3, 2), date(2026, 3, 20), date(2026, 3, 20), [date(2026, 3, 20)]),
        (WEEKLY, date(2026, 3, 2), date(2026, 3, 29), date(2026, 4, 2), []),
        (WEEKLY, date(2026, 3, 2), date(2026, 3, 25), date(2026, 4, 2), [date(2026, 3, 23)]),
        (MONTHLY, date(2026, 1, 15), date(2026, 3, 31), date(2026, 4, 2), [date(2026, 1, 1)]),
        (MONTHLY, date(2026, 1, 1), date(2026, 3, 15), date(2026, 4, 2), [date(2026, 3, 1)]),
        (MONTHLY, date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 31), [date(2026, 3, 1)]),
    ],
)
def test_periods_that_are_not_complete(
    frequency: Text, first: date, last: date, today: date, expected: list[date]
) -> None:
    rows = {first + timedelta(i): 10 for i in range((last - first).days + 1)}
    assert unfinished(rows, frequency, today) == expected


def test_a_month_of_working_days_is_complete_and_a_day_cut_short_is_not() -> None:
    days = [date(2026, 1, 1) + timedelta(i) for i in range(59)]  # February ends on a Saturday
    working = {day: 100 for day in days if day.weekday() < 5}
    assert unfinished(working, MONTHLY, date(2026, 3, 5)) == []
    assert gaps(working) == []
    assert unfinished({**working, date(2026, 2, 27): 30}, DAILY, date(2026, 3, 5)) == [date(2026, 2, 27)]
    del working[date(2026, 1, 14)]
    assert gaps(working) == [(date(2026, 1, 14), date(2026, 1, 14))]
    assert [start_of(date(2026, 3, 4), each) for each in (DAILY, WEEKLY, MONTHLY)] == [
        date(2026, 3, 4), date(2026, 3, 2), date(2026, 3, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("factor", "shown"), [(60, "×60"), (1 / 60, "÷60"), (10, "×10"), (100, "×100"), (3, None), (1.3, None)]
)
def test_a_change_of_unit_is_seen(factor: float, shown: str | None) -> None:
    days = [DAY + timedelta(i) for i in range(40)]
    means = {day: (50 * (1 + i % 5 / 10) * (factor if i >= 25 else 1), 50) for i, day in enumerate(days)}
    jumps = unit_jumps(means)
    assert [(jump.day, jump.shown) for jump in jumps] == ([] if shown is None else [(days[25], shown)])


def test_quantiles_and_digits() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.9) == pytest.approx(3.7)  # PERCENTILE.INC({1,2,3,4},0.9)
    assert [significant(0.1 + 0.2), significant(3.0), significant(-0.0)] == [0.3, 3, 0]


@pytest.mark.parametrize("heading", ["订单号", "工单编号", "单号", "Ticket ID", "order no.", "流水号"])
def test_headings_that_number_rows(heading: str) -> None:
    assert is_key(heading)
    assert not is_person(heading)


@pytest.mark.parametrize("heading", ["客服姓名", "处理人", "Agent", "客户手机号", "Customer name", "坐席"])
def test_headings_of_persons(heading: str) -> None:
    assert is_person(heading)
    assert not is_key(heading)


def sample() -> list[ColumnSample]:
    rows: dict[str, list[CellValue]] = {
        "订单号": [f"DD{i}" for i in range(40)],
        "完成时间": ["2026-01-02 10:00"] * 40,
        "下单时间": ["2026-01-01 10:00"] * 40,
        "渠道": ["线上", "电话"] * 20,
        "客服姓名": ["王芳", "李强"] * 20,
        "状态": ["已完成", "已取消"] * 20,
        "订单金额": ["1,234.5", "99"] * 20,
        "处理时长（分钟）": [12.5, 30] * 20,
        "满意度": [5, 4] * 20,
    }
    return [ColumnSample(heading, cells) for heading, cells in rows.items()]


def test_what_an_export_lets_measure() -> None:
    rows = [proposal.row("zh") for proposal in propose(sample(), "zh")]
    assert [row["name"] for row in rows] == [
        "订单数",
        "完成率",
        "订单金额合计",
        "平均处理时长",
        "处理时长 P90",
        "平均满意度",
    ]
    assert {row["date_column"] for row in rows} == {"下单时间"}
    assert (rows[1]["share_of"], rows[1]["unit"], rows[3]["unit"]) == ("状态=已完成", "%", "分钟")
    # Persons are no groups unless somebody asks for them by name.
    assert not any("group_column" in row for row in rows)
    assert groupings(sample()) == ["渠道"]
    assert propose(sample()[3:], "zh") == []

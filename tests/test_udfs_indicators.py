"""Points of measures: what each comes to, where a measure stands, the gap to a benchmark, and what is wrong with points."""

from datetime import date, timedelta

import pytest

from udfs.indicators.complaints import MeasureKind, complaints, same_points
from udfs.indicators.points import gap, last_value, point_value, points_of
from udfs.values import CellValue, ErrorValue

DAY = date(2026, 11, 2)
COLUMNS = ("date", "measure", "group", "numerator", "denominator", "value", "phase", "phase_reason", "excluded", "exclude_reason")  # fmt: skip
RATE = {"m-001": MeasureKind("比率", "%", "占比")}


def point(**cells: CellValue) -> dict[str, CellValue]:
    return {"date": DAY, "measure": "M-001", **cells}


def columns(*rows: dict[str, CellValue]) -> dict[str, list[CellValue]]:
    return {key: [row.get(key) for row in rows] for key in COLUMNS}


def current(
    *rows: dict[str, CellValue], kind: str = "比率", unit: str = "%", until: date | None = None
) -> float | None:
    data = columns(*rows)
    counts = data["numerator"], data["denominator"], data["value"]
    points = points_of(data["measure"], data["date"], data["group"], counts, data["excluded"], {"m-001": unit})
    return last_value(points["m-001"], kind=kind, unit=unit, until=until)


@pytest.mark.parametrize(
    ("cells", "unit", "value"),
    [
        ((3, 200, None), "%", 1.5),
        ((3, 200, None), "％", 1.5),
        ((3, 200, None), "‰", 15),
        ((90, 4, None), "小时", 22.5),
        ((3, 200, 1.6), "%", 1.6),
        ((3, 0, None), "%", None),
        ((3, None, None), "%", None),
        ((None, None, 0), "次", 0),
        ((3, 200, "无"), "%", None),
    ],
)
def test_a_point_is_its_value_or_numerator_over_denominator(
    cells: tuple[CellValue, CellValue, CellValue], unit: str, value: float | None
) -> None:
    assert point_value(*cells, unit) == value


def test_the_last_point_that_counts_is_where_a_measure_stands() -> None:
    rows = [point(value=4), point(date=DAY + timedelta(2), value=6), point(date=DAY + timedelta(1), value=5)]
    assert current(*rows) == 6
    assert current(*rows, until=DAY + timedelta(1)) == 5
    assert current(*rows[:1], point(date=DAY + timedelta(9), value=60, excluded="是")) == 4
    assert current(*rows, until=DAY - timedelta(1)) is None


def test_groups_are_put_together_by_what_they_were_counted_from() -> None:
    """T42: 10 of 100 and 1 of 2 are 11 of 102, not the mean of 10% and 50%."""
    groups = [point(group="华东仓", numerator=10, denominator=100), point(group="华南仓", numerator=1, denominator=2)]
    assert current(*groups) == pytest.approx(100 * 11 / 102, abs=1e-6)
    assert current(*groups, point(numerator=12, denominator=100)) == 12  # all together is stated
    assert current(point(group="a", value=3), point(group="b", value=5), kind="计数", unit="件") == 8
    assert current(point(group="a", value=3), point(group="b", value=5), kind="均值", unit="分") is None


@pytest.mark.parametrize(
    ("own", "value", "same", "shown"),
    [
        (25.5, 24, "是", 1.5),
        (25.5, 24, "Yes", 1.5),
        (25.5, 24, "否", "不可比"),
        (25.5, 24, "不清楚", "定义未核对"),
        (25.5, 24, None, "定义未核对"),
        (25.5, None, "是", ""),
        (None, 24, "是", ""),
    ],
)
def test_a_gap_needs_the_same_definition(own: CellValue, value: CellValue, same: CellValue, shown: CellValue) -> None:
    assert gap(own, value, same, "zh") == shown


def codes(*rows: dict[str, CellValue], kinds: dict[str, MeasureKind] = RATE) -> list[tuple[int, str, str]]:
    listed = complaints(columns(*rows), kinds, date(2026, 11, 20))
    return [(complaint.row, complaint.column, complaint.problem.code) for complaint in listed]


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"numerator": 3, "denominator": 0}, "denominator", "denominator-zero"),
        ({"numerator": 0, "denominator": 0, "value": 0}, "denominator", "denominator-zero"),
        ({"numerator": 52, "denominator": 48}, "numerator", "numerator-above-denominator"),
        ({"numerator": 3, "denominator": 200, "value": 0.015}, "value", "value-contradicts"),
        ({"numerator": 3}, "value", "point-without-value"),
        ({"value": 3, "excluded": "是"}, "exclude_reason", "exclusion-without-reason"),
        ({"value": 3, "date": date(2026, 11, 21)}, "date", "date-in-future"),
    ],
)
def test_what_is_wrong_with_a_point(cells: dict[str, CellValue], column: str, code: str) -> None:
    assert codes(point(**cells)) == [(0, column, code)]


@pytest.mark.parametrize(
    "cells",
    [
        {"numerator": 48, "denominator": 48},
        {"numerator": 1, "denominator": 21, "value": 4.8},
        {"numerator": 1, "denominator": 21, "value": 5},
        {"value": 3, "excluded": "是", "exclude_reason": "导出单位错误"},
        {"value": 3, "date": date(2026, 11, 20)},
        {"numerator": ErrorValue("#N/A"), "denominator": 5},
    ],
)
def test_nothing_is_wrong_with_a_point(cells: dict[str, CellValue]) -> None:
    """A value that somebody rounded is no contradiction."""
    assert codes(point(**cells)) == []


def test_only_shares_have_a_numerator_within_the_denominator() -> None:
    errors = {"m-001": MeasureKind("比率", "件", "求和")}
    assert codes(point(numerator=52, denominator=48), kinds=errors) == []
    assert codes(point(numerator=52, denominator=0), kinds={"m-001": MeasureKind("均值", "分", "均值")}) == []


def test_a_phase_needs_its_reason_once_and_not_at_the_first_point() -> None:
    days = [DAY + timedelta(i) for i in range(4)]
    rows = [point(date=day, value=1, group=group) for day in days for group in ("a", "b")]
    rows[0]["phase"] = "旧流程"
    assert codes(*rows) == []
    rows[4]["phase"] = rows[5]["phase"] = rows[6]["phase"] = "新流程"
    assert codes(*rows) == [(4, "phase_reason", "phase-without-reason")]
    rows[5]["phase_reason"] = "接口上线"
    assert codes(*rows) == []


def test_the_same_point_twice() -> None:
    rows = [point(value=1), point(value=2, group="a"), point(value=2, measure=" m-001 "), point(value=2, group="A")]
    assert same_points(columns(*rows)) == [(0, 2), (1, 3)]
    assert same_points(columns(point(measure=None), point(measure=None))) == []

"""The workbook of measures: what its tables compute and check together, and the demo with the export that it came from."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_measures, demo_orders
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.gather import GatherOptions, gather
from addin.commands.score import score
from addin.commands.signals import signals
from addin.xlsx import Workbook
from tests.helpers.books import MEASURE, NOW, blank, filled
from tests.helpers.desk import FileDesk
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue
from workbook_templates.builder.book import skeleton
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.tables.holidays import published

DAY = date(2026, 11, 2)
RATE: dict[str, CellValue] = {**MEASURE, "id": "M-002", "name": "投诉率", "unit": "%", "kind": "比率", "change": "百分点",
                              "baseline": 5, "target": 3, "calculation": "占比"}  # fmt: skip


def book(folder: Path, **tables: Iterable[Mapping[str, CellValue]]) -> Path:
    path = filled(folder, [MEASURE, RATE], TemplateKey.MEASURES)
    session = Session(FileBook(path, writing=True), "test", NOW)
    for key, rows in tables.items():
        session.append(TABLES[key], [dict(row) for row in rows])
    session.finish()
    return path


def point(**cells: CellValue) -> dict[str, CellValue]:
    return {"measure": "M-002", "date": DAY, **cells}


def test_the_rate_follows_the_last_point_at_once(tmp_path: Path) -> None:
    """One run writes where a measure stands, how much of its target that is, and the gap to its benchmark."""
    points = [
        point(numerator=50, denominator=1000),
        point(date=DAY + timedelta(1), numerator=34, denominator=1000),
        point(date=DAY + timedelta(2), numerator=900, denominator=1000, excluded="是", exclude_reason="导出错误"),
    ]
    benchmarks = [
        {"measure": "M-002", "benchmark": "行业", "value": 3, "same_definition": "是"},
        {"measure": "M-002", "benchmark": "行业", "value": 3, "same_definition": "是", "date": DAY},
        {"measure": "m-002", "benchmark": "平台", "value": 1, "same_definition": "否"},
    ]
    path = book(tmp_path, points=points, benchmarks=benchmarks)
    score(FileBook(path, writing=True), NOW)
    after = FileBook(path)
    measures, shown = after.view("measures").data, after.view("benchmarks").data
    assert [measures[key][1] for key in ("current", "rate", "band")] == [3.4, 0.8, "接近"]
    assert shown["own"][:3] == [3.4, 5, 3.4]
    assert shown["gap"][:3] == [0.4, 2, "不可比"]


def test_a_value_entered_by_hand_stays_where_there_are_no_points(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**MEASURE, "current": 20}], TemplateKey.MEASURES)
    score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("measures").data
    assert (data["current"][0], data["rate"][0]) == (20, 0.714286)


def test_what_is_wrong_with_points_is_marked_at_its_cell(tmp_path: Path) -> None:
    rows = [
        point(numerator=5, denominator=0),
        point(date=DAY + timedelta(1), numerator=52, denominator=48),
        point(date=DAY + timedelta(2), value=3),
        point(date=DAY + timedelta(2), value=4),
        point(measure="M-009", value=3),
        point(date=date(2027, 1, 5), value=3, excluded="是"),
        point(date=DAY + timedelta(3), value=3, phase="新流程"),
    ]
    path = book(tmp_path, points=rows)
    outcome = check(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("points")
    seen = {(finding.problem.code, finding.cell) for finding in outcome.findings if finding.sheet == view.sheet}
    assert seen == {
        ("denominator-zero", view.cell("denominator", 0)),
        ("numerator-above-denominator", view.cell("numerator", 1)),
        ("point-twice", view.cell("date", 2)),
        ("point-twice", view.cell("date", 3)),
        ("unknown-reference", view.cell("measure", 4)),
        ("date-in-future", view.cell("date", 5)),
        ("exclusion-without-reason", view.cell("exclude_reason", 5)),
        ("phase-without-reason", view.cell("phase_reason", 6)),
    }
    assert ";denominator;" in str(view.data["marks"][0])


def test_measures_can_be_added_without_their_points(tmp_path: Path) -> None:
    path = blank(tmp_path, TemplateKey.ISSUES)
    add(FileBook(path, writing=True), NOW, ["指标", "对标"])
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["measures"], [{**MEASURE, "current": 20}])
    session.append(
        TABLES["benchmarks"],
        [{"id": "B-001", "measure": "M-001", "benchmark": "行业", "value": 24, "same_definition": "是"}],
    )
    session.finish()
    score(FileBook(path, writing=True), NOW)
    after = FileBook(path)
    assert after.tables() == ["issues", "measures", "benchmarks"]
    assert after.view("benchmarks").data["gap"][0] == -4
    assert check(FileBook(path, writing=True), NOW).findings == []


def test_a_register_says_of_each_measure_what_its_own_points_say(tmp_path: Path) -> None:
    """Points, measures and benchmarks of two departments: numbers are renumbered, and nothing is called alike."""
    for name, hits in (("甲", 34), ("乙", 50)):
        points = [point(id=f"D-{i}", date=DAY + timedelta(i), numerator=hits + i, denominator=1000) for i in range(3)]
        entry = {
            "id": "B-001",
            "measure": "M-002",
            "benchmark": "行业",
            "value": 3,
            "same_definition": "是",
            "date": DAY,
        }
        (tmp_path / "各部门" / name).mkdir(parents=True)
        path = book(tmp_path / "各部门" / name, points=points, benchmarks=[entry])
        assert FileBook(path).view("benchmarks").data["own"][0] is None  # nobody has computed it yet
    outcome = gather(GatherOptions(tmp_path / "各部门", output=tmp_path / "汇编.xlsx"), NOW)
    assert outcome.findings == []
    after = FileBook(tmp_path / "汇编.xlsx")
    measures, shown = after.view("measures").data, after.view("benchmarks").data
    stands = {(str(measures["origin"][i])[0], measures["name"][i]): measures["current"][i] for i in measures.records()}
    assert (stands["甲", "投诉率"], stands["乙", "投诉率"]) == (3.6, 5.2)
    gaps = {str(shown["origin"][i])[0]: (shown["own"][i], shown["gap"][i]) for i in shown.records()}
    assert gaps == {"甲": (3.4, 0.4), "乙": (5, 2)}


def test_numbers_make_no_row_of_a_printed_sheet_higher(tmp_path: Path) -> None:
    path = book(tmp_path, points=[point(value=25.9730769231), point(value=26, phase_reason="很长的原因" * 20)])
    paper = Workbook.open(path, writing=True)
    paper.fit_paper("指标数据")
    paper.save()
    sheet = openpyxl.load_workbook(path)["指标数据"]
    assert [sheet.row_dimensions[row].height for row in (5, 7)] == [18, 18]
    assert (sheet.row_dimensions[6].height or 0) > 40


# --- the demo --------------------------------------------------------------------------------------------------------

TODAYS = (date(2026, 11, 20), date(2026, 3, 20))


@pytest.mark.parametrize("today", TODAYS)
def test_the_points_of_the_demo_are_those_of_its_export(today: date) -> None:
    """Counted here from the text of the file alone."""
    rows = list(csv.DictReader(io.StringIO(demo_orders.export_text(today, "zh"))))
    done = [row for row in rows if row["状态"] == "已完成"]
    by_day: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in done:
        by_day[row["下单时间"][:10]].append(row)
    points = {(str(p["date"]), p["measure"], p.get("group")): p for p in demo_measures.rows("points", "zh", today)}
    assert len({row["订单号"] for row in rows}) == len(rows)
    for day, orders in by_day.items():
        hours = [float(row["处理时长(小时)"]) for row in orders]
        complaints = sum(row["是否投诉"] == "是" for row in orders)
        grades = [float(row["满意度"]) for row in orders if row["满意度"]]
        assert points[day, "M-001", None]["value"] == pytest.approx(fmean(hours), abs=1e-6)
        rate = points[day, "M-002", None]
        assert (rate["numerator"], rate["denominator"]) == (complaints, len(orders))
        assert rate["value"] == pytest.approx(100 * complaints / len(orders), abs=1e-6)
        assert points[day, "M-004", None]["value"] == pytest.approx(fmean(grades), abs=1e-6)
        for warehouse in ("华东仓", "华南仓"):
            errors = sum(int(row["差错数"]) for row in orders if row["仓库"] == warehouse)
            assert points[day, "M-003", warehouse]["value"] == errors
    lost = sum(row["状态"] == "丢件" for row in rows)
    assert lost == sum(p["value"] for p in points.values() if p["measure"] == "M-005")  # type: ignore[misc]
    assert 3 < lost < 30


@pytest.mark.parametrize("today", TODAYS)
def test_the_demo_has_what_half_a_year_brings(today: date) -> None:
    points = [p for p in demo_measures.rows("points", "zh", today) if p["measure"] == "M-001"]
    days = [p["date"] for p in points]
    listed = [(day, kind.zh, name.zh) for day, kind, name in published(today.year - 1)]
    calendar = WorkCalendar.of(listed, date.min, date.max)
    assert 165 <= len(days) <= 180
    assert all(isinstance(day, date) and day < today for day in days)
    off = [p["denominator"] for p in points if not calendar.is_workday(p["date"])]  # type: ignore[arg-type]
    on = [p["denominator"] for p in points if calendar.is_workday(p["date"])]  # type: ignore[arg-type]
    assert fmean(off) < 0.8 * fmean(on)  # type: ignore[type-var]
    assert max(on) > 2.5 * fmean(on)  # type: ignore[operator,type-var]
    assert [bool(p["phase_reason"]) for p in points if p.get("phase")] == [True]
    mistaken = [p for p in points if p.get("excluded")]
    assert [bool(p["exclude_reason"]) for p in mistaken] == [True]
    assert mistaken[0]["value"] > 1.5 * fmean(p["value"] for p in points)  # type: ignore[operator,misc]
    signals = list(demo_measures.rows("signals", "zh", today))
    assert {"流程问题", "特殊事件", "数据质量问题", None} == {row.get("verdict") for row in signals}
    assert [row["id"] for row in signals if row.get("adjustment")] == sorted(
        str(row["signal"]) for row in demo_measures.rows("adjustments", "zh", today)
    )


def test_the_closed_days_of_spring_festival_are_holes() -> None:
    days = {p["date"] for p in demo_measures.rows("points", "zh", date(2026, 3, 20))}
    assert date(2026, 2, 13) in days
    assert date(2026, 2, 17) not in days


def test_a_signal_leads_through_an_adjustment_to_its_verification(tmp_path: Path) -> None:
    """One workbook holds the chain; a number that leads nowhere is named at its cell."""
    path = tmp_path / "指标监控.xlsx"
    path.write_bytes(skeleton(TemplateKey.MEASURES, "zh", ("measures", "signals", "adjustments", "effects")))
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["measures"], [dict(MEASURE)])
    session.append(TABLES["signals"], [{"id": "S-001", "measure": MEASURE["id"], "date": NOW.date()}])
    figures = {"design": "前后", "direction": "越小越好", "before_data": "x=90, n=1000", "after_data": "x=40, n=1000"}
    session.append(TABLES["effects"], [{"id": "E-001", "indicator": "差错率", **figures}])
    session.finish()
    desk = FileDesk(path)
    desk.run(signals, adjustment=["S-001"])
    data = desk.view("adjustments").data
    assert (data["id"][0], data["signal"][0], data["measure"][0]) == ("A-001", "S-001", MEASURE["id"])
    assert desk.view("signals").data["adjustment"][0] == "A-001"
    for number, places in (("E-002", [desk.view("adjustments").cell("effect", 0)]), ("E-001", [])):
        desk.type("effect", 0, number, "adjustments")
        findings = desk.run(check).findings
        assert [f.cell for f in findings if f.sheet == "调整"] == places
    assert desk.view("effects").data["verdict"][0] == "改善"

"""kaizen simulate: every scenario against the present, what cannot keep up in words, the same seed the same numbers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.simulate import simulate
from addin.outcome import Outcome
from addin.progress import watched
from tests.helpers.books import NOW, blank, demo
from tests.helpers.desk import At, FileDesk
from udfs.lang import Lang, Text
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.tables.scenarios import WRITTEN

Row = dict[str, CellValue]
STEPS: tuple[Row, ...] = (
    {"rule": "R-001", "number": 1, "step": "登记", "kind": "开始", "lane": "客服", "touch": 6},
    {"rule": "R-001", "number": 2, "step": "审核", "kind": "活动", "lane": "审核员", "touch": 12, "rework": 0.1},
    {"rule": "R-001", "number": 3, "step": "签字", "kind": "判断", "lane": "主管", "touch": 3, "wait": 60, "exits": "退回(20%)→1; 通过(80%)→4"},
    {"rule": "R-001", "number": 4, "step": "归档", "kind": "活动", "lane": "客服", "touch": 3},
    {"rule": "R-001", "number": 5, "step": "完成", "kind": "结束"},
)  # fmt: skip
PRESENT: Row = {
    "id": "SC-001",
    "name": "现状",
    "rule": "R-001",
    "people": "客服=2; 审核员=3; 主管=1",
    "arrivals": 6,
    "days": 3,
}
NO_SIGNATURE: Row = {"id": "SC-002", "name": "取消签字", "removed": "3", "notes": "张三提的"}
TOO_FEW: Row = {"id": "SC-003", "name": "少一个审核员", "people": "审核员=1"}


def book(folder: Path, *scenarios: Row, steps: Iterable[Row] = STEPS, lang: Lang = "zh") -> Path:
    path = blank(folder, TemplateKey.PROCESS, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["rules"], [{"id": "R-001", "name": "订单审核", "owner": "客服部"}])
    for table, rows in (("steps", steps), ("scenarios", scenarios)):
        if rows:
            session.append(TABLES[table], [dict(row) for row in rows])
    session.finish()
    return path


def results(of: Any, row: int) -> Row:
    data = of.view("scenarios").data
    return {key: data[key][row] for key in WRITTEN}


def codes(outcome: Outcome) -> list[str]:
    return [finding.problem.code for finding in outcome.findings]


def test_scenarios_are_compared_with_the_present(desk: At, tmp_path: Path) -> None:
    place = desk(book(tmp_path, PRESENT, NO_SIGNATURE, TOO_FEW))
    outcome = place.run(simulate, seed=7)
    assert outcome.message == Text(
        "模拟了 2 个情景；1 个来不及处理，积压会一直增长",
        "2 scenarios simulated; 1: cannot keep up, the backlog grows without end",
    )
    assert codes(outcome) == ["simulate-overloaded"]
    (finding,) = outcome.findings
    assert finding.where == "模拟!D7"
    # 6 an hour, 1.25 visits of 12 ÷ 0.9 minutes each: 1.67 people are needed.
    assert "“审核员”的负荷是 167%：来不及处理，积压会一直增长" in finding.what("zh")
    assert "至少要 2 人" in finding.fix("zh")
    now, idea, too_few = (results(place, row) for row in range(3))
    assert now["verdict"] == "现状"
    assert now["change"] is None
    assert idea["verdict"] == "缩短"
    assert idea["cases"] == now["cases"]
    assert idea["change"] == pytest.approx(idea["mean"] - now["mean"], abs=1e-4)  # type: ignore[operator]
    assert idea["low"] < idea["change"] < idea["high"] < 0  # type: ignore[operator]
    assert str(idea["effect"]).startswith("5（模拟：平均周期 -")
    assert str(idea["risk"]).startswith("低（模拟：")
    assert idea["basis"] == "种子 7，20 次，2026-11-20 起预热+计量 1+3 个工作日，95% 区间"
    assert (too_few["verdict"], too_few["mean"]) == ("来不及处理，积压会一直增长", None)
    assert too_few["busiest"] == "审核员"
    assert too_few["busy"] == pytest.approx(5 / 3, rel=1e-4)
    shown = place.book().area("simulated_scenarios")
    assert shown is not None
    assert [[cell.value or "" for cell in line[:3]] for line in shown.figures[:3]] == [
        ["SC-001 现状", now["mean"], now["p90"]],
        ["SC-002 取消签字", idea["mean"], idea["p90"]],
        ["SC-003 少一个审核员", "", ""],
    ]


def test_a_second_run_changes_nothing_and_keeps_what_people_wrote(tmp_path: Path) -> None:
    desk = FileDesk(book(tmp_path, PRESENT, NO_SIGNATURE))
    assert desk.run(simulate).changed > 0
    desk.type("notes", 0, "已核对", "scenarios")
    before = desk.contents()
    assert desk.run(simulate).changed == 0
    assert desk.contents() == before
    assert desk.view("scenarios").data["notes"][:2] == ["已核对", "张三提的"]


def test_what_cannot_be_used_stops_everything(desk: At, tmp_path: Path) -> None:
    place = desk(
        book(tmp_path, PRESENT, {**NO_SIGNATURE, "removed": "9"}, {**TOO_FEW, "rule": "R-009", "people": "审核=1"})
    )
    before = place.everything()
    outcome = place.run(simulate)
    assert outcome.refused
    assert outcome.message.zh == "没有模拟，也没有写入任何内容"
    assert [(finding.where, finding.problem.code) for finding in outcome.findings] == [
        ("模拟!E6", "simulate-no-step"),
        ("模拟!C7", "simulate-no-steps"),
    ]
    assert place.everything() == before


def test_seed_processes_and_replications(tmp_path: Path) -> None:
    path = book(tmp_path, PRESENT, NO_SIGNATURE)
    content = path.read_bytes()

    def run(**options: int) -> list[Row]:
        path.write_bytes(content)
        simulate(FileBook(path, writing=True), NOW, **options)
        return [results(FileBook(path), row) for row in (0, 1)]

    usual = run()
    assert run(jobs=2) == run(jobs=1) == usual
    other = run(seed=8)
    assert other[1]["mean"] != usual[1]["mean"]
    more = run(replications=30)
    assert more[0]["cases"] > usual[0]["cases"]  # type: ignore[operator]
    assert "30 次" in str(more[0]["basis"])


def test_the_present_must_fit_what_was_measured(tmp_path: Path) -> None:
    path = book(tmp_path, {**PRESENT, "measured": 9}, NO_SIGNATURE)
    outcome = simulate(FileBook(path, writing=True), NOW)
    assert codes(outcome) == ["simulate-not-as-measured"]
    assert not outcome.wrong
    row = results(FileBook(path), 0)
    assert str(row["remarks"]).startswith(f"实测平均 9 工时，模拟 {row['mean']:.2f}，相差 -")
    desk = FileDesk(path)
    desk.set("set_simulation_fit", 1)
    assert codes(desk.run(simulate)) == []


def test_nothing_is_compared_with_a_present_that_cannot_keep_up(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        {**PRESENT, "people": "客服=2; 审核员=1; 主管=1"},
        {"id": "SC-002", "name": "加人", "people": "审核员=3"},
    )
    outcome = simulate(FileBook(path, writing=True), NOW)
    assert codes(outcome) == ["simulate-overloaded"]
    now, idea = (results(FileBook(path), row) for row in (0, 1))
    assert (now["verdict"], now["mean"]) == ("来不及处理，积压会一直增长", None)
    assert idea["verdict"] == "现状没有结果，无法比较"
    assert idea["mean"] is not None
    assert [idea[key] for key in ("change", "low", "high", "effect", "risk")] == [None] * 5


def test_peaks_that_build_a_backlog_are_named(tmp_path: Path) -> None:
    path = book(tmp_path, {**PRESENT, "peaks": "9=3"})
    outcome = simulate(FileBook(path, writing=True), NOW)
    assert codes(outcome) == ["simulate-peak"]
    assert "9 点“审核员”的负荷是 1" in outcome.findings[0].what("zh")


def test_one_post_is_checked_against_the_formula(tmp_path: Path) -> None:
    step: Row = {"rule": "R-001", "number": 1, "step": "接待", "kind": "结束", "lane": "客服", "touch": 20}
    path = book(tmp_path, {**PRESENT, "people": "客服=1", "arrivals": 2, "spread": "指数"}, steps=[step])
    simulate(FileBook(path, writing=True), NOW)
    assert results(FileBook(path), 0)["remarks"] == "Erlang C：平均周期 1 工时，等待 0.667 工时，要等的占 67%"


def test_a_rule_that_replaces_another_is_compared_with_it(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS, "en")
    outcome = simulate(FileBook(path, writing=True), NOW)
    assert codes(outcome) == []
    data = FileBook(path).view("scenarios").data
    assert data["verdict"][:5] == ["Present", "Shorter", "Shorter", "Shorter", "Shorter"]
    assert data["change"][4] == pytest.approx(data["mean"][4] - data["mean"][0], abs=1e-4)  # type: ignore[operator]
    # The chart ends with the last scenario.
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if re.search(r"/chart\d+\.xml$", name)]
    (chart,) = [text for text in charts if "Simulation results" in text]
    assert {re.sub(r"\D", "", end) for end in re.findall(r"'Simulation results'!\$B\$\d+:\$B\$(\d+)", chart)} == {"26"}


def test_nothing_to_simulate(tmp_path: Path) -> None:
    path = book(tmp_path)
    outcome = simulate(FileBook(path, writing=True), NOW)
    assert (outcome.refused, codes(outcome)) == (True, ["simulate-no-rows"])
    other = blank(tmp_path)
    with pytest.raises(RefusalError) as refusal:
        simulate(FileBook(other, writing=True), NOW)
    assert refusal.value.finding.problem.code == "table-missing"


def test_what_would_take_too_long_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, {**PRESENT, "days": 1000, "arrivals": 600, "people": "客服=500; 审核员=500; 主管=500"})
    content = path.read_bytes()
    outcome = simulate(FileBook(path, writing=True), NOW)
    assert (outcome.refused, codes(outcome)) == (True, ["simulate-too-large"])
    assert path.read_bytes() == content


def test_it_shows_its_progress_checks_clean_and_can_be_undone(tmp_path: Path) -> None:
    desk = FileDesk(book(tmp_path, PRESENT, NO_SIGNATURE))
    sheets = {finding.sheet for finding in check(desk.book(writing=True), NOW).findings}
    assert "模拟" not in sheets
    before = desk.contents()
    seen: list[tuple[Text, int, int]] = []
    with watched(lambda step, done, count: seen.append((step, done, count))):
        desk.run(simulate)
    assert (Text("模拟", "Simulating"), 40, 40) in seen
    assert desk.contents() != before
    desk.run(undo)
    assert desk.contents() == before

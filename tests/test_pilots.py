"""试点计划: a pilot plan as its owner meets it, in a file and in the open workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.commands.share import share
from addin.commands.summary import summary
from addin.sharing.mail import recipient
from tests.helpers.books import NOW, PILOT, TASK, blank, demo, filled
from tests.helpers.commandline import kaizen
from tests.helpers.departments import department, rows, run, typed
from tests.helpers.desk import At, Desk, FileDesk
from udfs.lang import Lang
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

# 28 September to 9 October 2026 are five working days, 12 to 14 October three.
TASKS = [
    TASK,
    {**TASK, "id": "T-002", "what": "试运行", "start": date(2026, 10, 12), "duration": 3},
    {**TASK, "id": "T-003", "what": "评估", "start": date(2026, 10, 20), "duration": 1},
]
STAGED: dict[str, CellValue] = {**PILOT, "prepare": "T-001", "run": "T-002", "assess": "T-003"}


def plan(folder: Path, *pilots: Mapping[str, CellValue], lang: Lang = "zh") -> Path:
    """Return a plan schedule with tasks and pilot scenes, nothing computed yet."""
    path = filled(folder, TASKS, TemplateKey.PLAN, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["pilots"], [dict(row) for row in pilots])
    session.finish()
    return path


def codes(book: Desk) -> list[tuple[str, str]]:
    return [(f.problem.code, f.cell) for f in book.run(check).findings if f.sheet == "试点计划"]


def stage(book: Desk, key: str, row: int = 0) -> tuple[CellValue, CellValue]:
    data = book.view("pilots").data
    return data[f"{key}_start"][row], data[f"{key}_finish"][row]


def test_the_dates_of_a_stage_follow_its_tasks(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, {**STAGED, "prepare": "T-001、T-002"}))
    book.run(score)
    assert stage(book, "prepare") == (date(2026, 9, 28), date(2026, 10, 14))
    assert stage(book, "assess") == (date(2026, 10, 20), date(2026, 10, 20))
    book.type("duration", 1, 4, "tasks")
    assert book.run(check).changed
    assert stage(book, "prepare") == (date(2026, 9, 28), date(2026, 10, 15))
    assert stage(book, "run") == (date(2026, 10, 12), date(2026, 10, 15))
    before = book.everything()
    assert book.run(score).changed == 0
    assert book.everything() == before


def test_a_date_typed_over_a_stage_with_tasks_is_out_of_date_and_logged(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, STAGED))
    book.run(score)
    book.type("run_start", 0, date(2026, 1, 5), "pilots")
    outcome = book.run(score)
    assert (stage(book, "run")[0], outcome.changed) == (date(2026, 10, 12), 1)
    book.run(undo)
    assert stage(book, "run")[0] == date(2026, 1, 5)


def test_dates_of_a_stage_without_tasks_are_the_persons_own(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, {**PILOT, "prepare_start": date(2026, 9, 1), "prepare_finish": date(2026, 9, 5)}))
    for command in (score, check, summary):
        book.run(command)
        assert stage(book, "prepare") == (date(2026, 9, 1), date(2026, 9, 5))
    book.type("prepare", 0, "T-009", "pilots")
    book.run(score)
    assert stage(book, "prepare") == (date(2026, 9, 1), date(2026, 9, 5))
    assert ("unknown-reference", book.view("pilots").cell("prepare", 0)) in codes(book)


def test_a_formula_of_somebodys_own_in_a_stage_is_kept_and_reported(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, STAGED))
    book.run(score)
    book.type("run_start", 0, date(2026, 10, 1), "pilots", formula="DATE(2026,10,1)")
    outcome = book.run(score)
    assert "overtyped" in [finding.problem.code for finding in outcome.findings]
    assert book.view("pilots").formulas["run_start"][0] == "DATE(2026,10,1)"


def test_achievement_and_grade(desk: At, tmp_path: Path) -> None:
    pilots = [
        {**PILOT, "actual": actual, "id": f"P-{actual}", "scene": f"s{actual}"} for actual in (2, 2.2, 2.5, 1.9, None)
    ]
    book = desk(plan(tmp_path, *pilots))
    book.run(score)
    data = book.view("pilots").data
    assert data["rate"][:4] == [1, 0.8, 0.5, 1.1]
    assert [value or "" for value in data["band"][:5]] == ["达标", "接近", "未达标", "优秀", ""]
    assert data["direction"][0] == "降低 1 天"
    messages = {
        listing.title.zh: dict(listing.rows) for listing in book.run(summary).listings if len(listing.headings) == 2
    }
    figures = {label.zh: value for label, value in messages["试点计划：总览"].items()}  # type: ignore[union-attr]
    assert figures["试点场景数（宜 1–2 个）"] == 5
    assert figures["平均达成率"] == "85%"
    assert [figures[band] for band in ("优秀", "达标", "接近", "未达标")] == [1, 1, 1, 1]


def test_a_right_pilot_has_no_findings(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, STAGED))
    book.run(score)
    assert codes(book) == []
    assert book.view("pilots").data["smart"][0] == "符合 SMART"


CASES: list[tuple[Mapping[str, CellValue], str, str]] = [
    ({"indicator": None}, "required-missing", "indicator"),
    ({"unit": None}, "target-not-smart", "smart"),
    ({"target": 3}, "target-not-smart", "smart"),
    ({"indicator": "投诉率降低5%", "change": None}, "change-ambiguous", "change"),
    ({"target": "降低5%", "change": None}, "change-ambiguous", "change"),
    ({"change": "差不多"}, "not-a-choice", "change"),
    ({"baseline": "三天"}, "not-a-number", "baseline"),
    ({"run": "T-003"}, "stages-overlap", "assess_start"),
    ({"prepare": "T-002", "run": "T-001"}, "stages-overlap", "run_start"),
    ({"run": "T-002FS+1"}, "unknown-reference", "run"),
    ({"run": None, "run_start": date(2026, 10, 16), "run_finish": date(2026, 10, 15)}, "finish-before-start", "run_finish"),
    ({"run": None, "run_start": "下周"}, "not-a-date", "run_start"),
    ({"area": ErrorValue("#N/A")}, "error-value", "area"),
]  # fmt: skip


def wrong_pilot(change: Mapping[str, CellValue]) -> dict[str, CellValue]:
    tasks_overlap = {"run": "T-003", "assess": "T-002"} if change.get("run") == "T-003" else change
    return {**STAGED, **tasks_overlap}


@pytest.mark.parametrize(("change", "code", "column"), CASES)
def test_what_is_wrong_is_found_at_its_cell(
    change: Mapping[str, CellValue], code: str, column: str, tmp_path: Path
) -> None:
    book = FileDesk(plan(tmp_path, wrong_pilot(change)))
    book.run(score)
    assert (code, book.view("pilots").cell(column, 0)) in codes(book)
    assert book.view("pilots").data["result"][0]


def test_what_is_wrong_in_many_rows_is_found_at_each_cell(desk: At, tmp_path: Path) -> None:
    """All of the rows above side by side: more scenes than there should be, which is reported as well."""
    pilots = [
        {**wrong_pilot(change), "id": f"P-{i:03}", "scene": f"场景{i}"} for i, (change, _, _) in enumerate(CASES, 1)
    ]
    book = desk(plan(tmp_path, *pilots))
    book.run(score)
    findings = {(f.problem.code, f.cell): f for f in book.run(check).findings if f.sheet == "试点计划"}
    view = book.view("pilots")
    for row, (_, code, column) in enumerate(CASES):
        finding = findings[code, view.cell(column, row)]
        assert finding.what("zh") in str(view.data["result"][row])


def test_a_third_scene_is_one_too_many(desk: At, tmp_path: Path) -> None:
    pilots = [{**STAGED, "id": f"P-00{i}", "scene": f"场景{i}"} for i in range(1, 5)]
    book = desk(plan(tmp_path, *pilots[:2]))
    book.run(score)
    assert codes(book) == []
    (tmp_path / "more").mkdir()
    book = desk(plan(tmp_path / "more", *pilots))
    book.run(score)
    view = book.view("pilots")
    assert codes(book) == [("too-many-pilots", view.cell("scene", i)) for i in (2, 3)]
    assert not book.run(check).wrong


def test_a_third_scene_is_coloured_as_it_is_typed(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path, TemplateKey.PLAN))["试点计划"]
    listed = [
        rule.formula[0] for cells in sheet.conditional_formatting if "B5" in str(cells.sqref) for rule in cells.rules
    ]
    assert any("$B$5:$B5" in formula and formula.endswith(">2)") for formula in listed)
    assert sheet.print_area.count(",") == 1


def test_rows_import_into_the_plan_unless_the_pilots_are_asked_for(tmp_path: Path) -> None:
    path = blank(tmp_path, TemplateKey.PLAN)
    source = tmp_path / "导出.csv"
    source.write_text("任务,责任人,工期\n甲,王芳,3\n", "utf-8")
    import_rows(FileBook(path, writing=True), NOW, source)
    assert FileBook(path).view("tasks").data["what"][0] == "甲"
    source.write_text("试点场景,负责人,准备开始,指标\n乙,王芳,2026-09-01,时长\n", "utf-8")
    import_rows(FileBook(path, writing=True), NOW, source, table="pilots")
    data = FileBook(path).view("pilots").data
    assert (data["id"][0], data["scene"][0], data["prepare_start"][0]) == ("P-001", "乙", date(2026, 9, 1))


def test_a_copy_without_the_tasks_shows_the_dates_and_sends_nothing_back(tmp_path: Path) -> None:
    path = plan(tmp_path, {**STAGED, "owner": "李强"})
    score(FileBook(path, writing=True), NOW)
    folder = tmp_path / "out"
    folder.mkdir()
    share(FileBook(path, writing=True), NOW, folder, "x", to=[recipient("李强 <l@x.cn>")], rows="责任人",
          anyway=True)  # fmt: skip
    (copy,) = folder.glob("*.xlsx")
    score(FileBook(copy, writing=True), NOW)
    data = FileBook(copy).view("pilots").data
    assert FileBook(copy).view("tasks").data.records() == []
    assert (data["run_start"][0], data["run_finish"][0]) == (date(2026, 10, 12), date(2026, 10, 14))
    typed(path, "tasks", {("duration", 1): Cell(4)})
    score(FileBook(path, writing=True), NOW)
    typed(copy, "pilots", {("actual", 0): Cell(2.1)})
    done = kaizen("collect", path, copy, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    data = FileBook(path).view("pilots").data
    assert (data["actual"][0], data["run_finish"][0]) == (2.1, date(2026, 10, 15))
    assert "tblConflicts" not in FileBook(path).table_sheets() or not FileBook(path).view("conflicts").data.filled()[0]


def test_departments_pilots_are_gathered_with_their_references(tmp_path: Path) -> None:
    for name, change in (("甲", "绝对"), ("乙", "绝对")):
        path = plan_of(tmp_path / "all" / name, change)
        score(FileBook(path, writing=True), NOW)
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx", lang="en")
    assert rows(tmp_path / "r.xlsx", "pilots", "id", "run", "run_finish", "change") == [
        ("乙/P-001", "乙/T-002", date(2026, 10, 14), "Absolute"),
        ("甲/P-001", "甲/T-002", date(2026, 10, 14), "Absolute"),
    ]
    assert not outcome.wrong
    run(tmp_path / "all", tmp_path / "p.xlsx", table="pilots")
    assert [row[0] for row in rows(tmp_path / "p.xlsx", "pilots", "run_finish")] == [date(2026, 10, 14)] * 2


def plan_of(folder: Path, change: str) -> Path:
    department(folder, TASKS, TemplateKey.PLAN).unlink()
    return plan(folder, {**STAGED, "change": change})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_has_a_pilot_plan(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PLAN, lang)
    score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("pilots").data
    assert (data["rate"][0], str(data["band"][0])) == (0.9, "接近" if lang == "zh" else "Close")
    assert data["prepare_start"][0] == FileBook(path).view("tasks").data["start"][0]
    outcome = check(FileBook(path, writing=True), NOW)
    assert "change-ambiguous" in [finding.problem.code for finding in outcome.findings]

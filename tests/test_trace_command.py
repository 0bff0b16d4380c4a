"""`trace`: chains of issue, solution and task in a register, kept up to date, in a file and in the open workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.history import log, undo
from addin.commands.score import score
from addin.commands.trace import trace
from addin.outcome import Outcome
from tests.helpers.books import ISSUE, NOW, PLAN, TASK, blank, demo, filled
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At, Desk, FileDesk
from tests.helpers.validators import audited
from udfs.lang import Lang
from udfs.values import CellValue
from workbook_templates.builder.book import redrawn
from workbook_templates.catalogue import TABLES
from workbook_templates.context import TableData
from workbook_templates.names import TemplateKey

Rows = list[Mapping[str, CellValue]]
LOW: dict[str, CellValue] = {"effect": 1, "feasible": 1, "cost": 1, "risk": 1}
LINKED: dict[str, CellValue] = {**TASK, "issue": "I-001", "plan": "S-001"}


def project(folder: Path, issues: Rows, plans: Rows, tasks: Rows) -> Path:
    path = blank(folder, TemplateKey.PROJECT)
    session = Session(FileBook(path, writing=True), "test", NOW)
    for key, rows in (("issues", issues), ("plans", plans), ("tasks", tasks)):
        session.append(TABLES[key], [dict(row) for row in rows])
    session.finish()
    return path


def register(book: Desk, *keys: str) -> list[tuple[Any, ...]]:
    """Return columns of the register's filled rows."""
    data = book.view("trace").data
    return [tuple(data[key][i] or "" for key in keys) for i, full in enumerate(data.filled()) if full]


def test_a_chain_says_everything_about_its_rows(desk: At, tmp_path: Path) -> None:
    book = desk(project(tmp_path, [ISSUE], [PLAN], [{**LINKED, "progress": 0.5}]))
    outcome = book.run(trace)
    keys = ("issue_id", "issue", "priority", "plan_id", "plan", "total", "decision", "task_id", "task", "owner", "finish",
            "progress", "status", "remark")  # fmt: skip
    assert register(book, *keys) == [
        ("I-001", "人工重复录入信息问题", "优先解决", "S-001", "开发自动抓取接口", 14, "通过", "T-001", "开发接口", "陈涛",
         date(2026, 10, 9), 0.5, "逾期", "")
    ]  # fmt: skip
    assert (outcome.findings, outcome.wrong) == ([], False)
    assert "1 条链" in outcome.message.zh


CASES: list[tuple[Rows, Rows, Rows, str, str, str]] = [
    ([ISSUE], [], [], "issue-without-plan", "issues", "id"),
    ([ISSUE], [PLAN], [], "plan-without-tasks", "plans", "id"),
    ([ISSUE], [{**PLAN, "issue": None}], [], "plan-without-issue", "plans", "issue"),
    ([ISSUE], [{**PLAN, "issue": "I-009"}], [LINKED], "plan-issue-unknown", "plans", "issue"),
    ([ISSUE], [PLAN], [{**LINKED, "plan": None}], "task-without-plan", "tasks", "plan"),
    ([ISSUE], [PLAN], [{**LINKED, "plan": "S-009"}], "task-plan-unknown", "tasks", "plan"),
    ([ISSUE], [{**PLAN, **LOW}], [LINKED], "task-plan-not-passed", "tasks", "plan"),
    ([ISSUE], [{**PLAN, "risk": None}], [LINKED], "task-plan-not-scored", "tasks", "plan"),
    ([ISSUE], [PLAN], [{**LINKED, "issue": "I-009"}], "task-issue-unknown", "tasks", "issue"),
]


def assert_reported(book: Desk, outcome: Outcome, case: int, code: str, place: tuple[str, str, int]) -> None:
    """A break is reported at its cell, and in the chain of the case in the register."""
    table, column, row = place
    view = book.view(table)
    (finding,) = [
        f for f in outcome.findings if (f.problem.code, f.where) == (code, f"{view.sheet}!{view.cell(column, row)}")
    ]
    chains = [
        remark for *ids, remark in register(book, "issue_id", "plan_id", "task_id", "remark") if f"-{case}0" in f"{ids}"
    ]
    assert any(finding.what("zh") in remark for remark in chains)


@pytest.mark.parametrize(
    ("issues", "plans", "tasks", "code", "table", "column"),
    CASES,
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_a_break_is_reported_at_its_cell_and_in_the_register(
    issues: Rows, plans: Rows, tasks: Rows, code: str, table: str, column: str, tmp_path: Path
) -> None:
    book = FileDesk(project(tmp_path, issues, plans, tasks))
    outcome = book.run(trace)
    assert [finding.problem.code for finding in outcome.findings].count(code) == 1
    assert_reported(book, outcome, 0, code, (table, column, 0))


def test_breaks_of_every_kind_are_reported_side_by_side(desk: At, tmp_path: Path) -> None:
    """The cases above in one workbook, their rows numbered by their case: none covers another up."""
    rows: dict[str, Rows] = {"issues": [], "plans": [], "tasks": []}
    places = []
    for case, (issues, plans, tasks, code, table, column) in enumerate(CASES, 1):
        places.append((case, code, (table, column, len(rows[table]))))
        for key, of_case in zip(rows, (issues, plans, tasks), strict=True):
            rows[key] += [
                {
                    k: v.replace("-0", f"-{case}", 1) if k in {"id", "issue", "plan"} and isinstance(v, str) else v
                    for k, v in row.items()
                }
                for row in of_case
            ]
    book = desk(project(tmp_path, *rows.values()))
    outcome = book.run(trace)
    for case, code, place in places:
        assert_reported(book, outcome, case, code, place)


def test_an_issue_that_is_done_or_can_wait_needs_no_solution(desk: At, tmp_path: Path) -> None:
    changes: Rows = [{"status": "已关闭"}, {"closed_on": date(2026, 11, 10)}, {"impact_level": "低"}]
    book = desk(project(tmp_path, [{**ISSUE, **row, "id": f"I-00{i}"} for i, row in enumerate(changes, 1)], [], []))
    assert book.run(trace).findings == []
    assert register(book, "issue_id", "plan_id") == [("I-001", ""), ("I-002", ""), ("I-003", "")]


def test_a_second_run_changes_nothing(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, TemplateKey.PROJECT))
    assert book.run(trace).changed > 100
    before = book.everything()
    assert book.run(trace).changed == 0
    assert book.everything() == before


def test_rows_follow_what_changed_and_undo_brings_them_back(desk: At, tmp_path: Path) -> None:
    second = {**ISSUE, "id": "I-002", "problem": "审批层级过多"}
    plans = [PLAN, {**PLAN, "id": "S-002", "name": "合并审批", "issue": "I-002"}]
    book = desk(project(tmp_path, [ISSUE, second], plans, [LINKED]))
    book.run(trace)
    keys = ("issue_id", "plan_id", "task_id", "_id")
    first = register(book, *keys)
    assert [row[:3] for row in first] == [("I-001", "S-001", "T-001"), ("I-002", "S-002", "")]
    book.type("plan", 0, "S-002", "tasks")
    book.type("issue", 0, "I-002", "tasks")
    book.run(trace)
    second_time = register(book, *keys)
    assert sorted(row[:3] for row in second_time) == [("I-001", "S-001", ""), ("I-002", "S-002", "T-001")]
    book.run(undo)
    assert register(book, *keys) == first
    book.run(trace)
    assert sorted(register(book, *keys)) == sorted(second_time)


def test_chains_that_are_gone_leave_no_row_and_new_ones_take_their_place(desk: At, tmp_path: Path) -> None:
    tasks = [{**LINKED, "id": f"T-00{i}"} for i in range(1, 5)]
    book = desk(project(tmp_path, [ISSUE], [PLAN], tasks))
    book.run(trace)
    for row in (0, 1):
        for column in ("id", "what"):
            book.type(column, row, None, "tasks")
    book.run(trace)
    assert register(book, "task_id") == [("T-003",), ("T-004",)]
    book.type("id", 0, "T-009", "tasks")
    book.run(trace)
    assert sorted(register(book, "task_id")) == [("T-003",), ("T-004",), ("T-009",)]


def test_rows_without_numbers_are_called_by_their_subject(desk: At, tmp_path: Path) -> None:
    book = desk(project(tmp_path, [ISSUE], [PLAN], [{**LINKED, "id": None, "plan": None}]))
    outcome = book.run(trace)
    assert any("任务 开发接口 没有关联方案" in finding.what("zh") for finding in outcome.findings)


@pytest.mark.parametrize(
    ("key", "row", "missing"),
    [
        (TemplateKey.PLAN, LINKED, {"问题清单", "方案评分表"}),
        (TemplateKey.SCORING, PLAN, {"问题清单", "改进方案计划表"}),
        (TemplateKey.ISSUES, ISSUE, {"方案评分表", "改进方案计划表"}),
    ],
)
def test_a_workbook_with_one_table_says_what_cannot_be_seen(
    key: TemplateKey, row: Mapping[str, CellValue], missing: set[str], desk: At, tmp_path: Path
) -> None:
    book = desk(filled(tmp_path, [row], key))
    outcome = book.run(trace)
    assert [finding.problem.code for finding in outcome.findings] == ["trace-incomplete"] * 2
    assert {
        name
        for name in ("问题清单", "方案评分表", "改进方案计划表")
        for f in outcome.findings
        if f"没有{name}" in f.what("zh")
    } == missing
    assert len(register(book, "issue_id")) == 1
    assert register(book, "issue_id") == [("I-001",)]
    assert not outcome.wrong


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_register_is_a_sound_sheet_in_both_languages(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROJECT, lang)
    for command in (score, trace, check):
        command(FileBook(path, writing=True), NOW)
    assert ("实施方案" if lang == "zh" else "Trace") in FileBook(path).sheets()
    assert audited(path) == []
    assert any(row[3] == "trace" for row in log(FileBook(path), NOW).listings[0].rows)


def test_on_the_command_line(tmp_path: Path) -> None:
    path = project(tmp_path, [ISSUE], [{**PLAN, "issue": "I-009"}], [])
    done = kaizen("trace", path, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "plan-issue-unknown" in done.stdout
    (tmp_path / "b").mkdir()
    warned = kaizen("trace", project(tmp_path / "b", [ISSUE], [], []), "--lang", "en", cwd=tmp_path)
    assert warned.returncode == 0
    assert "top-priority issue I-001" in warned.stdout


def analysed(folder: Path, plans: Rows, *causes: Mapping[str, CellValue]) -> Path:
    """Return a project workbook that holds the analysis of its issue, too: drawn anew with one more table."""
    book = FileBook(project(folder, [ISSUE], plans, []))
    context = book.context(NOW.date())
    context.tables["causes"] = TableData.of(TABLES["causes"], causes)
    context.compute()
    path = folder / "with-causes.xlsx"
    path.write_bytes(redrawn(context, book.identity, ("issues", "causes", "plans", "tasks")))
    return path


TOP_CAUSE: dict[str, CellValue] = {"id": "C-001", "issue": "I-001", "answer": "重复录入", "holds": "成立"}


@pytest.mark.parametrize(
    ("plans", "holds", "expected", "root"),
    [
        ([], "成立", [("root-without-plan", "id")], "已证实 1：C-002"),
        ([PLAN], "成立", [], "已证实 1：C-002"),
        ([PLAN], None, [("issue-without-root", "holds")], "待验证 1"),
        ([PLAN], "不成立", [], "已证实 1：C-001"),
    ],
)
def test_chains_go_through_the_root_causes_of_an_issue(
    plans: Rows, holds: str | None, expected: list[tuple[str, str]], root: str, tmp_path: Path
) -> None:
    path = analysed(tmp_path, plans, TOP_CAUSE, {"id": "C-002", "upper": "C-001", "answer": "没有接口", "holds": holds})
    outcome = trace(FileBook(path, writing=True), NOW)
    desk = FileDesk(path)
    view = desk.view("causes")
    about = [finding for finding in outcome.findings if "root" in finding.problem.code]
    assert [(f.problem.code, f.cell) for f in about] == [(code, view.cell(column, 1)) for code, column in expected]
    ((shown, missing),) = register(desk, "root", "remark")
    assert shown == root
    assert all(finding.what("zh") in missing for finding in about)
    # The summary says the same, and so does the list of issues.
    panel = desk.book().area("issue_roots")
    assert [str(cell.value or "") for cell in panel.figures[0][:2]] == ["I-001", root.partition("：")[0]]


def test_an_analysis_alone_is_traced_as_well(tmp_path: Path) -> None:
    path = filled(
        tmp_path, [TOP_CAUSE, {**TOP_CAUSE, "id": "C-002", "issue": "I-002", "holds": None}], TemplateKey.ROOT_CAUSE
    )
    outcome = trace(FileBook(path, writing=True), NOW)
    assert "issue-without-root" in [finding.problem.code for finding in outcome.findings]
    assert register(FileDesk(path), "issue_id", "root") == [("I-001", "已证实 1：C-001"), ("I-002", "待验证 1")]

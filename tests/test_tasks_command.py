"""Decisions become tasks: the next steps of a review, what a drill has found; each once, with the links both ways."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.history import undo
from addin.commands.tasks import tasks
from addin.excel.selecting import selected_numbers
from tests.helpers.books import NOW
from tests.helpers.desk import FileDesk
from udfs.governing.actions import actions_in
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.builder.book import skeleton
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

NOVEMBER = date(2026, 11, 20)
PEOPLE = ("陈浩", "李明", "Chen Hao", "王芳")


@pytest.mark.parametrize(
    ("line", "what", "owner", "due"),
    [
        ("加查重（陈浩，2026-12-15 前）", "加查重", "陈浩", date(2026, 12, 15)),
        ("加查重（责任人：赵六，期限：2026年12月15日）", "加查重", "赵六", date(2026, 12, 15)),
        ("1. 加查重，陈浩，12月15日前完成。", "加查重", "陈浩", date(2026, 12, 15)),
        ("加查重，1月8日前，陈浩、李明负责", "加查重", "陈浩、李明", date(2027, 1, 8)),
        ("加查重（陈浩负责，2026年12月15日前完成）", "加查重", "陈浩", date(2026, 12, 15)),
        ("- 陈浩：加查重", "加查重", "陈浩", None),
        ("Look for doubles, Chen Hao, by 2026-12-15", "Look for doubles", "Chen Hao", date(2026, 12, 15)),
        ("Look for doubles @chen by 2026/12/15", "Look for doubles", "chen", date(2026, 12, 15)),
        ("加查重，由审核组负责", "加查重", "审核组", None),
        ("（2）加查重（owner: Wu）", "加查重", "Wu", None),
        # What might be something else stays where it is.
        ("系统：加查重", "系统：加查重", None, None),
        ("加查重（先试华东仓）", "加查重（先试华东仓）", None, None),
        ("加查重（陈浩先试）", "加查重（陈浩先试）", None, None),
        ("1.5 小时内答复客户", "1.5 小时内答复客户", None, None),
        ("新版 2026-12-15 起生效", "新版 2026-12-15 起生效", None, None),
        ("补上 10月8日 的数据", "补上 10月8日 的数据", None, None),
        ("核对数据，10月8日前", "核对数据，10月8日前", None, None),
        ("核对数据（2026-12-15）", "核对数据（2026-12-15）", None, None),
        ("Check the report of 2026-12-15", "Check the report of 2026-12-15", None, None),
        ("核对 2026-12-15，陈浩", "核对 2026-12-15", "陈浩", None),
        ("Check what came in before 2026-12-15", "Check what came in before 2026-12-15", None, None),
        ("新规则试行到 12月15日前", "新规则试行到 12月15日前", None, None),
        ("加查重 12月15日前", "加查重", None, date(2026, 12, 15)),
        ("加查重，3/12 前", "加查重，3/12 前", None, None),
        ("培训，赵六", "培训，赵六", None, None),
        ("2026-12-15", "2026-12-15", None, None),
        ("陈浩", "陈浩", None, None),
        ("改 2026-13-45", "改 2026-13-45", None, None),
    ],
)
def test_who_and_when_are_taken_only_where_they_cannot_be_mistaken(
    line: str, what: str, owner: str | None, due: date | None
) -> None:
    (action,) = actions_in(line, PEOPLE, NOVEMBER)
    assert action == (line, what, owner, due)


def test_actions_are_lines_or_parts_of_a_single_line() -> None:
    assert [action.what for action in actions_in("加查重；每月收一次规则建议；")] == ["加查重", "每月收一次规则建议"]
    two = actions_in("1、加查重；先试华东仓\n\n2、收规则建议")
    assert [action.what for action in two] == ["加查重；先试华东仓", "收规则建议"]
    assert actions_in(None) == actions_in(" \n ") == []


# --- the command -----------------------------------------------------------------------------------------------------

REVIEW: dict[str, CellValue] = {"subject": "审核", "kind": "月", "day": date(2026, 11, 3), "owner": "李明"}
DRILL: dict[str, CellValue] = {"risk": "RK-001", "scene": "停一小时", "owner": "陈浩", "planned_on": date(2026, 11, 2),
                               "done_on": date(2026, 11, 2)}  # fmt: skip


@cache
def _planned() -> bytes:
    return skeleton(TemplateKey.PLAN, "zh", ("tasks", "drills", "reviews"))


def desk(folder: Path, **tables: list[Mapping[str, CellValue]]) -> FileDesk:
    path = folder / "计划.xlsx"
    path.write_bytes(_planned())
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table, rows in tables.items():
        session.append(TABLES[table], [dict(row) for row in rows])
    session.finish()
    return FileDesk(path)


def tasks_of(at: FileDesk) -> list[tuple[CellValue, ...]]:
    data = at.view("tasks").data
    return [tuple(data[key][row] for key in ("id", "what", "owner", "not_after")) for row in data.records()]


def links(at: FileDesk, table: str) -> list[CellValue]:
    data = at.view(table).data
    return [data["task"][row] for row in data.records()]


def codes(outcome: object) -> list[tuple[str, str]]:
    return [(f.problem.code, f.cell) for f in outcome.findings if f.problem.code.startswith("action")]  # type: ignore[attr-defined]


def test_next_steps_and_findings_become_tasks_once_and_undo_takes_both(tmp_path: Path) -> None:
    next_steps = "加查重（陈浩，12月15日前）\n每月收一次规则建议"
    at = desk(
        tmp_path,
        reviews=[{**REVIEW, "id": "RV-1", "next": next_steps}, {**REVIEW, "id": "RV-2", "day": date(2026, 10, 3)}],
        drills=[
            {**DRILL, "id": "DR-1", "findings": "电话打不通；模板过期", "improvement": "报警发到群里；模板放共享盘"},
            {**DRILL, "id": "DR-2", "findings": "值班表没有更新"},
            {**DRILL, "id": "DR-3"},
        ],
    )
    outcome = at.run(tasks)
    assert outcome.message.zh.startswith("5 个任务：RV-1 → T-001、T-002、DR-1 → T-003、T-004、DR-2 → T-005")
    assert "没有责任人的 4 个" in outcome.message.zh
    assert tasks_of(at) == [
        ("T-001", "加查重", "陈浩", date(2026, 12, 15)),
        ("T-002", "每月收一次规则建议", None, None),
        ("T-003", "报警发到群里", None, None),
        ("T-004", "模板放共享盘", None, None),
        ("T-005", "值班表没有更新", None, None),
    ]
    assert links(at, "reviews") == ["T-001, T-002", None]
    assert links(at, "drills") == ["T-003, T-004", "T-005", None]
    notes = at.view("tasks").data["notes"]
    assert notes[0] == "由复盘 RV-1 的下一步建立：加查重（陈浩，12月15日前）"
    assert notes[2] == "由演练 DR-1 建立：报警发到群里；发现：电话打不通"
    assert at.view("tasks").data["risk"][2] == "RK-001"
    again = at.run(tasks)
    assert again.message.zh.startswith("没有要转的")
    assert codes(again) == []
    named = at.run(tasks, sources=["rv-1"])
    assert codes(named) == [("actions-have-tasks", at.view("reviews").cell("task", 0))]
    assert len(tasks_of(at)) == 5
    assert at.run(undo).message.zh
    assert tasks_of(at) == []
    assert links(at, "reviews") == [None, None]
    assert links(at, "drills") == [None, None, None]


def test_a_step_that_is_added_later_gets_a_task_and_the_others_no_second_one(tmp_path: Path) -> None:
    at = desk(tmp_path, reviews=[{**REVIEW, "id": "RV-1", "next": "加查重"}])
    at.run(tasks)
    at.type("what", 0, "接口加查重，先试华东", "tasks")  # its notes still say what it came from
    at.type("next", 0, "加查重\n收规则建议", "reviews")
    at.run(tasks)
    assert [row[1] for row in tasks_of(at)] == ["接口加查重，先试华东", "收规则建议"]
    assert links(at, "reviews") == ["T-001, T-002"]
    # Another wording of a step is no other step.
    at.type("next", 0, "接口查重\n收规则建议", "reviews")
    outcome = at.run(tasks, sources=["RV-1"])
    assert codes(outcome) == [("actions-unclear", at.view("reviews").cell("task", 0))]
    assert len(tasks_of(at)) == 2


def test_a_task_that_somebody_linked_by_hand_is_not_guessed_about(tmp_path: Path) -> None:
    at = desk(
        tmp_path,
        tasks=[{"id": "T-007", "what": "整改接口"}],
        reviews=[{**REVIEW, "id": "RV-1", "next": "加查重\n收规则建议", "task": "T-007"}],
    )
    at.run(tasks)
    assert len(tasks_of(at)) == 1
    assert codes(at.run(tasks, sources=["RV-1"])) == [("actions-unclear", at.view("reviews").cell("task", 0))]
    assert links(at, "reviews") == ["T-007"]


def test_what_cannot_be_done_is_said_and_the_file_stays(tmp_path: Path) -> None:
    at = desk(tmp_path, reviews=[{**REVIEW, "id": "RV-1"}])
    before = at.everything()
    for sources, code in ((["RV-9"], "action-unknown"), (["RV-1"], "action-nothing")):
        with pytest.raises(RefusalError) as refused:
            at.run(tasks, sources=sources)
        assert refused.value.finding.problem.code == code
    assert "RV-1" in refused.value.finding.what("zh")
    assert refused.value.finding.cell == at.view("reviews").cell("next", 0)
    assert at.everything() == before
    (tmp_path / "保障.xlsx").write_bytes(skeleton(TemplateKey.GOVERNANCE, "zh", ("reviews",)))
    lone = FileDesk(tmp_path / "保障.xlsx")
    with pytest.raises(RefusalError) as refused:
        lone.run(tasks)
    assert refused.value.finding.problem.code == "table-missing"
    assert "改进方案计划表" in refused.value.finding.what("zh")
    assert "新增表" in refused.value.finding.fix("zh")


@pytest.mark.parametrize(
    ("row", "rows", "columns", "numbers"),
    [(1, 1, 1, ["RV-2"]), (0, 2, 3, ["RV-1", "RV-2"]), (3, 1, 1, []), (-1, 2, 1, []), (-5, 1_048_576, 1, [])],
)
def test_the_button_takes_the_rows_that_are_selected(
    row: int, rows: int, columns: int, numbers: list[str], tmp_path: Path
) -> None:
    """Headings, whole columns and what stands below the rows are no selection of rows."""
    at = desk(tmp_path, reviews=[{**REVIEW, "id": "RV-1"}, {**REVIEW, "id": "RV-2"}])
    view = at.view("reviews")
    selected = SimpleNamespace(row=view.first_row + row, shape=(rows, columns))
    assert selected_numbers(at.book(), view.sheet, selected, ["drills", "reviews"]) == numbers
    assert selected_numbers(at.book(), at.view("tasks").sheet, selected, ["drills", "reviews"]) == []


def test_a_selected_row_without_a_number_is_refused_at_its_cell(tmp_path: Path) -> None:
    at = desk(tmp_path, drills=[{**DRILL, "id": None}])
    view = at.view("drills")
    with pytest.raises(RefusalError) as refused:
        selected_numbers(at.book(), view.sheet, SimpleNamespace(row=view.first_row, shape=(1, 1)), ["drills"])
    assert refused.value.finding.cell == view.cell("id", 0)

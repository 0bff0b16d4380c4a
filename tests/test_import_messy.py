"""Sheets as they come from offices and systems: footers, notes, numbered forms, day numbers, hidden rows, other sheets.

No line of a form becomes a row of the list, and none is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.commands.importing import import_rows
from addin.importing import Imported, read_rows
from tests.helpers.books import NOW, blank
from udfs.levels import DEFAULT_SPELLINGS
from udfs.problems import RefusalError
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

HEADINGS = ["序号", "场景", "具体问题", "发现日期", "责任人"]
ROW = [1, "大促", "重复录入", date(2026, 3, 5), "王芳"]


def read(path: Path, table: str = "issues") -> Imported:
    return read_rows(path, TABLES[table], lang="zh", spellings=DEFAULT_SPELLINGS)


def workbook(rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def imported(folder: Path, rows: Sequence[Sequence[object]], merged: str = "") -> Imported:
    book = workbook(rows)
    if merged:
        book.active.merge_cells(merged)
    book.save(folder / "a.xlsx")
    return read(folder / "a.xlsx")


def codes(result: Imported) -> list[str]:
    return [finding.problem.code for finding in result.notes]


@pytest.mark.parametrize(
    "line",
    [
        ["合计（元）", None, 12],
        [None, "合 计：", None, 3],
        ["共 12 条记录"],
        ["本页小计", 4],
        ["注：1. 影响程度由业务部门填写"],
        ["备注：本表每月更新"],
        ["数据来源：CRM", None, "导出时间：2026-03-05"],
        ["第 1 页 共 3 页"],
        ["Page 1 of 3"],
        ["（以下空白）"],
        ["——以下无正文——"],
        ["编制：王芳", None, None, "审核：李强"],
        ["一、流程类问题"],
        ["人员安排"],
        ["Applied filters: status is open"],
    ],
)
def test_a_line_of_a_form_is_no_row_and_is_named(line: list[object], tmp_path: Path) -> None:
    result = imported(tmp_path, [HEADINGS, ROW, line, [2, "日常", "对账难", None, "李强"]])
    assert [row["id"] for row in result.rows] == [1, 2]
    assert codes(result) == ["row-skipped"]
    assert result.notes[0].args["row"] == 3
    assert str(line[0] or line[1]).strip() in result.notes[0].what("zh")


@pytest.mark.parametrize(
    "row",
    [
        [2, None, "备注：这一栏没有人填"],
        [None, None, "合计金额不符"],
        [None, None, "一、流程太长"],
        ["注销流程", "日常", "要跑三趟", None, "王芳"],
        ["3", "月末", "1", None, "李强"],
    ],
)
def test_a_row_that_only_looks_like_one_is_kept(row: list[object], tmp_path: Path) -> None:
    result = imported(tmp_path, [HEADINGS, ROW, row])
    assert len(result.rows) == 2
    assert codes(result) == []


def test_the_lines_of_a_note_go_on(tmp_path: Path) -> None:
    result = imported(tmp_path, [HEADINGS, ROW, ["说明：", None], ["1. 一行一个问题"], [None, "2. 不要合并单元格"]])
    assert len(result.rows) == 1
    assert [finding.args["row"] for finding in result.notes] == [3, 4, 5]


def test_a_form_numbered_in_advance(tmp_path: Path) -> None:
    result = imported(tmp_path, [HEADINGS, ROW, *([number] for number in range(2, 31)), ["I-031"]])
    assert [row["id"] for row in result.rows] == [1]
    [finding] = result.notes
    assert finding.problem.code == "only-numbers"
    assert "30 行除编号（2、3、4" in finding.what("zh")


def test_titles_headings_and_column_numbers_on_every_page(tmp_path: Path) -> None:
    page = [["三月问题台账"], HEADINGS, [1, 2, 3, 4, 5], ROW]
    result = imported(tmp_path, [*page, *page])
    assert len(result.rows) == 2
    assert codes(result) == ["row-skipped"] * 5
    words = " ".join(finding.what("zh") for finding in result.notes)
    assert "重复的标题" in words
    assert "栏次行" in words


def test_a_line_over_all_columns_is_a_heading(tmp_path: Path) -> None:
    result = imported(tmp_path, [HEADINGS, ["华东区"], ROW], merged="A2:E2")
    assert len(result.rows) == 1
    assert codes(result) == ["row-skipped"]


def test_days_as_numbers_are_read_and_named(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("编号,具体问题,发现日期\nA,x,46320\nB,y,46320.5\nC,z,12\nD,w,'2026/1/3\n", "utf-8")
    result = read(source)
    days = [row["found_on"] for row in result.rows]
    assert days[0] == date(2026, 10, 25)
    assert str(days[1]) == "2026-10-25 12:00:00"
    assert days[2:] == ["12", date(2026, 1, 3)]
    assert codes(result) == ["kept-as-text", "counted-days"]
    assert "2 格是日期序号（如 46320），已读作日期（2026-10-25）" in result.notes[1].what("zh")


def test_days_as_numbers_of_a_file_that_counts_from_1904(tmp_path: Path) -> None:
    book = workbook([["编号", "具体问题", "发现日期"], ["A", "x", 44858]])
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").rows[0]["found_on"] == date(2026, 10, 25)


def test_texts_that_systems_wrap_for_excel(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text('订单,编号,具体问题\n="00123","=""00124""","6222020012345678901\t"\n', "utf-8")
    [row] = read(source).rows
    assert row == {"id": "00124", "problem": "6222020012345678901", "notes": "订单: 00123"}


def test_hidden_rows_come_along_and_are_named(tmp_path: Path) -> None:
    book = workbook([HEADINGS, ROW, [2, "b", "c"], [3, "d", "e"]])
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")
    result = read(tmp_path / "a.xlsx")
    assert len(result.rows) == 3
    [finding] = result.notes
    assert (finding.problem.code, finding.args["count"]) == ("hidden-rows", 1)
    assert "第 3 行" in finding.what("zh")


def test_sheets_that_were_not_taken_are_named(tmp_path: Path) -> None:
    book = workbook([HEADINGS, ROW])
    book.create_sheet("填写要求").append(["请逐行填写"])
    book.create_sheet("空表")
    book.save(tmp_path / "a.xlsx")
    [finding] = read(tmp_path / "a.xlsx").notes
    assert finding.problem.code == "other-sheets"
    assert "1 张工作表没有导入：填写要求（1 行）" in finding.what("zh")
    assert "not imported: 1 other sheet of the file: 填写要求 (1 row)" in finding.what("en")


def test_a_sheet_of_nothing_but_lines_is_refused_with_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as refused:
        imported(tmp_path, [HEADINGS, ["一、流程类"], [1], ["编制：王芳"]])
    assert refused.value.finding.problem.code == "only-lines"
    assert "3 行都不是清单的行：一、流程类、编制：王芳、1" in refused.value.finding.what("zh")


def test_tasks_with_a_finish_and_a_status_get_a_duration_and_a_progress(tmp_path: Path) -> None:
    """Where our plan computes finish and status, what the source says of them is put where people fill it in."""
    rows = [
        "任务标题,计划开始时间,计划结束,状态,完成百分比",
        "甲,2026-03-02,2026-03-06,已完成,",
        "乙,2026-02-14,2026-03-02,进行中,50%",
        "丙,2026-03-02,2026-03-02,已暂停,",
        "丁,2026-03-02,2026-03-03,挂起,",
        "戊,2026-03-06,2026-03-02,完成,80%",
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows), "utf-8")
    target = blank(tmp_path, TemplateKey.PLAN)
    outcome = import_rows(FileBook(target, writing=True), NOW, tmp_path / "a.csv", table="tasks")
    data = FileBook(target).view("tasks").data
    # 2026-02-14 and 28 are make-up days, 15 to 23 are days off.
    assert data["duration"][:5] == [5, 7, 1, 2, None]
    assert data["progress"][:5] == [1, 0.5, None, None, 0.8]
    assert data["held"][:5] == [None, None, None, "暂停", None]
    assert data["notes"][0] == "计划结束: 2026-03-06\n状态: 已完成"
    [filled] = [finding for finding in outcome.findings if finding.problem.code == "tasks-filled"]
    assert "6 格：「工期（工作日）」4 格、「完成率」1 格、「搁置」1 格" in filled.what("zh")

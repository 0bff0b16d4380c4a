"""Finding the header row: below titles, in two rows, beside texts that look like headings."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from addin.importing import Imported, read_rows
from udfs.levels import DEFAULT_SPELLINGS
from workbook_templates.catalogue import TABLES

Rows = Sequence[Sequence[object]]


def read(folder: Path, rows: Rows, merged: Sequence[str] = (), table: str = "issues") -> Imported:
    book = openpyxl.Workbook()
    for at, row in enumerate(rows, 1):
        for col, value in enumerate(row, 1):
            book.active.cell(at, col, value)
    for area in merged:
        book.active.merge_cells(area)
    book.save(folder / "a.xlsx")
    return read_rows(folder / "a.xlsx", TABLES[table], lang="zh", spellings=DEFAULT_SPELLINGS)


def targets(imported: Imported) -> list[tuple[str, str | None]]:
    return [(match.header, match.target) for match in imported.mapping]


PLAN: Rows = [
    ["任务编号", "任务名称", "计划", None, "实际", None],
    [None, None, "开始", "完成", "开始", "完成"],
    [1, "x", date(2026, 1, 5), date(2026, 1, 9), date(2026, 1, 6), date(2026, 1, 10)],
]


def test_the_same_word_below_two_banners(tmp_path: Path) -> None:
    imported = read(tmp_path, PLAN, ["C1:D1", "E1:F1", "A1:A2", "B1:B2"], "tasks")
    assert targets(imported) == [
        ("任务编号", "id"),
        ("任务名称", "what"),
        ("计划 开始", "start"),
        ("计划 完成", None),
        ("实际 开始", "started_on"),
        ("实际 完成", "done_on"),
    ]
    assert imported.rows[0]["done_on"] == date(2026, 1, 10)
    assert imported.rows[0]["started_on"] == date(2026, 1, 6)
    assert imported.rows[0]["notes"] == "计划 完成: 2026-01-09"


def test_headings_that_are_known_alone_keep_their_name(tmp_path: Path) -> None:
    rows: Rows = [["编号", "问题评估", None], [None, "影响程度", "严重度"], [1, "高", "x"]]
    imported = read(tmp_path, rows, ["A1:A2", "B1:C1"])
    assert targets(imported) == [("编号", "id"), ("影响程度", "impact_level"), ("问题评估 严重度", None)]


def test_two_rows_of_headings_that_are_not_merged(tmp_path: Path) -> None:
    rows: Rows = [["编号", "评估", None, "责任人"], [None, "影响程度", "解决难度", None], [1, "高", "低", "王芳"]]
    imported = read(tmp_path, rows)
    assert imported.rows == [{"id": 1, "impact_level": "高", "difficulty": "低", "owner": "王芳"}]


def test_a_title_is_no_heading(tmp_path: Path) -> None:
    for title in (["责任人：王芳的三月台账"], [None, "三月台账"]):
        imported = read(tmp_path, [title, [None, "问题", "责任人"], [1, "p", "q"]])
        assert targets(imported) == [("", None), ("问题", "problem"), ("责任人", "owner")]
        assert [finding.problem.code for finding in imported.notes] == ["row-skipped"]
    imported = read(tmp_path, [["a", "b"], [], [None, "问题", "责任人"], [1, "p", "q"]])
    assert targets(imported)[0] == ("", None)


@pytest.mark.parametrize("text", ["责任人不清楚", "影响程度高，解决难度大", "状态"])
def test_data_that_speak_like_headings_stay_data(text: str, tmp_path: Path) -> None:
    imported = read(tmp_path, [["编号", "神秘", "问题"], [None, text, None], [2, "b", "c"]])
    assert [match.target for match in imported.mapping] == ["id", None, "problem"]
    assert imported.rows[0] == {"notes": f"神秘: {text}"}


def test_headings_on_every_page_are_reported_once_each(tmp_path: Path) -> None:
    page: Rows = [["编号", "问题", "神秘"], [1, "p", "a"]]
    imported = read(tmp_path, [*page, *page, ["编号", None, None]])
    assert [row.get("id") for row in imported.rows] == [1, 1]
    assert [finding.what("zh").split("：")[1] for finding in imported.notes] == ["编号 | 问题 | 神秘", "编号"]


@pytest.mark.parametrize("total", ["合计", "总计：", "小 计", "合　计", "TOTAL", "Subtotal"])
def test_rows_of_totals(total: str, tmp_path: Path) -> None:
    imported = read(tmp_path, [["编号", "问题"], [1, "p"], [total, 3], ["合计金额不符", "q"]])
    assert [row["id"] for row in imported.rows] == [1, "合计金额不符"]
    assert [finding.problem.code for finding in imported.notes] == ["row-skipped"]


def test_a_day_in_a_column_of_words_stays_readable(tmp_path: Path) -> None:
    imported = read(tmp_path, [["编号", "责任人"], [1, date(2026, 3, 5)]])
    assert imported.rows == [{"id": 1, "owner": "2026-03-05"}]

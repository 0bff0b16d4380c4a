"""Which column a heading means: names from real exports, contents where a name is in doubt, and what people say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from addin.commands.history import undo
from addin.commands.importing import import_rows, show_mapping
from addin.importing import Imported, read_rows
from tests.helpers.books import blank
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At, Desk
from udfs.levels import DEFAULT_SPELLINGS
from udfs.problems import RefusalError
from workbook_templates.catalogue import TABLES


def written(folder: Path, rows: Sequence[Sequence[str]], name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return path


def read(folder: Path, rows: Sequence[Sequence[str]], table: str = "issues") -> Imported:
    return read_rows(written(folder, rows), TABLES[table], lang="zh", spellings=DEFAULT_SPELLINGS)


def targets(result: Imported) -> list[str | None]:
    return [match.target for match in result.mapping]


def test_headings_of_real_exports(tmp_path: Path) -> None:
    headings = [
        "审批编号",
        "发起时间",
        "问题详情",
        "严重程度",
        "难易程度",
        "问题类型",
        "当前处理人",
        "当前状态",
        "关闭时间",
    ]
    result = read(tmp_path, [headings, ["A1", "2026-03-05", "物流慢", "高", "低", "x", "王芳", "待处理", "2026-03-09"]])
    assert targets(result) == [
        "id", "found_on", "statement", "impact_level", "difficulty", "category", "owner", "status", "closed_on",
    ]  # fmt: skip
    headings = ["任务标题", "类型", "执行者", "协助部门", "计划开始时间", "计划结束", "完成百分比", "实际结束时间"]
    result = read(tmp_path, [headings, ["x", "y", "王芳", "技术部", "2026-03-05", "2026-03-09", "50%", ""]], "tasks")
    assert targets(result) == ["what", "category", "owner", "support", "start", None, "progress", "done_on"]
    result = read(tmp_path, [["方案名称", "提交者"], ["自动抓取", "王芳"]], "plans")
    assert targets(result) == ["name", "owner"]


@pytest.mark.parametrize(
    ("heading", "cells", "target"),
    [
        ("影响", ["高", "中"], "impact_level"),
        ("影响", ["时效延长2小时", "投诉上升"], "impact"),
        ("影响程度", ["高", "", "L"], "impact_level"),
        ("影响程度", ["投诉量上升30%", "每月2次"], "extent"),
        ("影响程度", ["", ""], "impact_level"),
        ("业务影响情况", ["高", "低"], "impact_level"),
        ("业务影响情况", ["投诉上升", "延误"], "impact"),
        ("解决难度说明", ["要改系统", "没人手"], "notes"),
    ],
)
def test_contents_decide_where_a_heading_may_mean_several(
    heading: str, cells: list[str], target: str | None, tmp_path: Path
) -> None:
    result = read(tmp_path, [["编号", heading, "责任人"], *([f"A{i}", cell, "王芳"] for i, cell in enumerate(cells))])
    assert targets(result)[1] == target


def test_a_column_under_its_own_name_keeps_it_where_nothing_else_fits(tmp_path: Path) -> None:
    result = read(tmp_path, [["编号", "影响程度", "量化数据", "发现日期"], ["A", "很大", "30%", "上周"]])
    assert targets(result) == ["id", "impact_level", "extent", "found_on"]
    assert result.rows[0]["impact_level"] == "很大"


ODD = [["编号", "我方评级", "具体问题", "责任人"], ["A", "高", "物流慢", "王芳"]]


def test_a_mapping_is_corrected_and_remembered(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    source = written(tmp_path, ODD)
    outcome = book.run(import_rows, source, mapping=["我方评级=影响程度"])
    assert book.view().data["impact_level"][0] == "高"
    assert ("B", "我方评级", "影响程度", "已指定") in [
        tuple(getattr(cell, "zh", cell) for cell in row) for row in outcome.listings[0].rows
    ]
    more = written(tmp_path, [ODD[0], ["B", "低", "对账难", "李强"]], "b.csv")
    book.run(import_rows, more)
    assert book.view().data["impact_level"][:2] == ["高", "低"]
    other = written(tmp_path, [["编号", "我方评级", "具体问题"], ["C", "低", "缺货"]], "c.csv")
    book.run(import_rows, other)
    assert book.view().data["impact_level"][2] is None
    assert book.view().data["notes"][2] == "我方评级: 低"


def edit(book: Desk, heading: str, target: str) -> None:
    at = book.view("mappings").data["heading"].index(heading)
    book.type("target", at, target, "mappings")


def test_a_mapping_is_corrected_on_its_sheet_without_dialogs(desk: At, tmp_path: Path) -> None:
    """Import, see that it was wrong, take it back, change the sheet, import again."""
    book = desk(blank(tmp_path))
    source = written(tmp_path, ODD)
    outcome = book.run(import_rows, source)
    assert "导入对应" in outcome.message.zh
    assert book.view().data["notes"][0] == "我方评级: 高"
    sheet = book.view("mappings").data
    assert (sheet["heading"][:2], sheet["sample"][1], sheet["target"][:2]) == (
        ["编号", "我方评级"],
        "高",
        ["编号", "备注"],
    )
    book.run(undo)
    edit(book, "我方评级", "影响程度")
    book.run(import_rows, source)
    data = book.view().data
    assert (data["impact_level"][0], data["notes"][0], len(data.records())) == ("高", None, 1)
    # The other way round: what was matched goes to the notes.
    book.run(undo)
    edit(book, "责任人", "")
    book.run(import_rows, source)
    assert (book.view().data["owner"][0], book.view().data["notes"][0]) == (None, "责任人: 王芳")


def test_a_column_that_is_none_is_named_with_its_cell(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    source = written(tmp_path, ODD)
    book.run(import_rows, source)
    edit(book, "我方评级", "影响成都")
    before = book.everything()
    with pytest.raises(RefusalError) as refused:
        book.run(import_rows, source)
    finding = refused.value.finding
    view = book.view("mappings")
    assert (finding.problem.code, finding.sheet, finding.cell) == ("map-no-column", "导入对应", view.cell("target", 1))
    assert "影响程度" in finding.fix("zh")
    assert book.everything() == before


def test_the_mapping_alone_can_be_put_on_its_sheet(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    outcome = book.run(show_mapping, written(tmp_path, ODD))
    assert "再点“导入”" in outcome.message.zh
    assert book.view("mappings").data["heading"][:4] == ODD[0]
    assert book.view().data.records() == []


def test_headings_that_nobody_knows_are_known_once_they_are_said(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    source = written(tmp_path, [["甲甲", "乙乙", "丙丙"], ["A", "物流慢", "2026-03-05"]])
    with pytest.raises(RefusalError, match="no-header"):
        book.run(import_rows, source)
    book.run(import_rows, source, mapping=["甲甲=编号", "乙乙=具体问题", "丙丙＝发现日期"])
    assert (book.view().data["problem"][0], book.view().data["found_on"][0]) == ("物流慢", date(2026, 3, 5))
    book.run(import_rows, written(tmp_path, [["甲甲", "乙乙", "丙丙"], ["B", "缺货", ""]], "b.csv"))
    assert book.view().data["problem"][:2] == ["物流慢", "缺货"]


UNUSABLE = [
    (["影响程度"], "map-form", "影响程度"),
    (["没有=影响程度"], "map-no-heading", "编号、我方评级、具体问题、责任人"),
    (["我方评级=优先级"], "map-no-column", "优先级"),
    (["我方评级=检查结果"], "map-no-column", "检查结果"),
    (["我方评级=状态", "责任人=状态"], "map-twice", "状态"),
]


def test_a_mapping_that_cannot_be_followed_is_refused(desk: At, tmp_path: Path) -> None:
    """Each leaves the workbook as it was, so that all are tried on one."""
    book = desk(blank(tmp_path))
    before = book.everything()
    for pairs, code, words in UNUSABLE:
        with pytest.raises(RefusalError) as refused:
            book.run(import_rows, written(tmp_path, ODD), mapping=pairs)
        assert refused.value.finding.problem.code == code
        assert words in refused.value.finding.line("zh")
        assert book.everything() == before


def test_a_project_file_takes_no_mapping(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.xml"
    source.write_text('<Project xmlns="http://schemas.microsoft.com/project"><Tasks/></Project>', "utf-8")
    with pytest.raises(RefusalError, match="map-project"):
        desk(blank(tmp_path)).run(import_rows, source, mapping=["甲=编号"])


def test_by_the_command_line(tmp_path: Path) -> None:
    blank(tmp_path)
    written(tmp_path, ODD)
    target = next(tmp_path.glob("*.xlsx"))
    pairs = ("--map", "我方评级=影响程度", "--map", "责任人=备注")
    done = kaizen("import", "a.csv", "--into", target.name, *pairs, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "已指定" in done.stdout

"""改善前后对照: what a version changes by clause, why, from when on, and who must be trained."""

from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.report import report
from tests.helpers.books import NOW, blank, demo, filled
from tests.helpers.documents import everything, headings, report_of, section
from udfs.problems import RefusalError
from udfs.standards.revisions import Revision, revisions
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

Row = dict[str, CellValue]
OLD: Row = {
    "id": "V-001",
    "name": "订单审核",
    "version": "V1.0",
    "effective": date(2026, 1, 5),
    "changes": "首次发布",
    "owner": "李强",
    "paper": 6,
}
NEW: Row = {**OLD, "id": "V-002", "version": "V2.0", "effective": date(2026, 11, 2), "clauses": "3.1、附录 A", "posts": "审核员", "paper_back": 4,
            "changes": "审核时限由 2 天改为 4 小时；新增误判上报"}  # fmt: skip


def test_changes_are_set_against_what_stood_there(tmp_path: Path) -> None:
    path = filled(tmp_path, [OLD, NEW], TemplateKey.RESULTS, table="manuals")
    session = Session(FileBook(path, writing=True), "test", NOW)
    lessons: list[Row] = [
        {
            "id": "TR-001",
            "manual": "V-002",
            "post": "审核员",
            "owner": "王芳",
            "done_on": date(2026, 11, 3),
            "passed": "是",
        },
        {
            "id": "TR-002",
            "manual": "V-001",
            "post": "审核员",
            "owner": "赵静",
            "done_on": date(2026, 2, 3),
            "passed": "是",
        },
    ]
    session.append(TABLES["trainings"], lessons)
    session.finish()
    document, _ = report_of(path, "manual")
    parts = ["一、改了什么", "二、为什么改", "三、谁要培训", "四、发放、收回与推广"]
    assert [text for _, text in headings(document)] == [
        "改善前后对照",
        "概况",
        "订单审核 V2.0（在用）",
        *parts,
        "历次版本",
    ]
    (table,) = (table for table in document.tables if table.cell(0, 0).text == "条款")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["条款", "改善前（V1.0）", "改善后（V2.0）"],
        ["3.1", "审核时限2 天", "审核时限4 小时"],
        ["附录 A", "未写明，见 V1.0", "新增误判上报"],
    ]
    assert "2026-11-02" in section(document, "订单审核 V2.0（在用）")
    assert "没有关联任务、问题或效果" in section(document, parts[1])
    assert "还有 1 人要培训或确认：赵静" in section(document, parts[2])
    assert "收回旧版 2 份" in section(document, parts[3])
    assert all(version in section(document, "历次版本") for version in ("V1.0", "V2.0"))


def test_the_effect_that_a_version_was_made_for_is_named(tmp_path: Path) -> None:
    document, _ = report_of(demo(tmp_path, TemplateKey.RESULTS, "en"), "manual")
    text = "\n".join(p.text for p in everything(document))
    assert "Effect E-001 Orders with typing errors: Improved" in text
    assert "Task T-003; this workbook does not hold the plan" in text
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in text)


def test_a_workbook_without_versions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="nothing-to-report"):
        report(FileBook(blank(tmp_path, TemplateKey.RESULTS)), NOW, tmp_path / "a.docx", "manual")


@pytest.mark.parametrize(
    ("changes", "clauses", "known"),
    [
        ("3.2 时限 2 天改为 1 天", "3.2", [("3.2", "时限 2 天", "1 天")]),
        ("2 天 → 4 小时", None, [("", "2 天", "4 小时")]),
        ("附录 A：新增表单\n5：删去", None, [("附录 A", "", "新增表单"), ("5", "", "删去")]),
        ("100 元以内当场退", "2.3", [("2.3", "", "100 元以内当场退")]),
        ("甲；乙；丙", "1、2", [("", "", "甲"), ("", "", "乙"), ("", "", "丙")]),
        ("接口抓取", "3.1–3.4、附录 A", [("3.1–3.4、附录 A", "", "接口抓取")]),
        (None, "3", []),
    ],
)
def test_changes_are_read_as_people_write_them(
    changes: str | None, clauses: str | None, known: list[tuple[str, str, str]]
) -> None:
    assert revisions(changes, clauses) == [Revision(*each) for each in known]

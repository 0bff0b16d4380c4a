"""方案设计文档: which solution was chosen and why, what is to be done, and what is still missing."""

from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.report import report
from tests.helpers.books import NOW, blank, demo, filled
from tests.helpers.documents import everything, headings, report_of, section
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

Row = dict[str, CellValue]
BEST: Row = {"id": "S-001", "name": "抓取接口", "issue": "I-001、I-002", "category": "工具升级类", "effect": 5, "feasible": 4, "cost": 4, "risk": 4,
             "detail": "接口抓取\n免二次录入"}  # fmt: skip
WORSE: Row = {**BEST, "id": "S-002", "name": "增加人手", "issue": "I-001", "cost": 1, "effect": 4, "detail": None}
FAILED: Row = {
    **BEST,
    "id": "S-003",
    "name": "换系统",
    "issue": "I-003",
    "effect": 1,
    "feasible": 1,
    "cost": 1,
    "risk": 1,
}
PARTS = [
    "一、要解决的问题",
    "二、选优",
    "三、方案设计",
    "四、实施步骤",
    "五、资源与支持",
    "六、试点",
    "七、风险",
    "八、目标与验收",
    "九、试点后的完善",
]


def test_the_best_that_passed_is_described_beside_the_other_candidates(tmp_path: Path) -> None:
    document, _ = report_of(filled(tmp_path, [WORSE, BEST, FAILED], TemplateKey.SCORING), "design")
    assert [text for _, text in headings(document)] == ["方案设计文档", *PARTS]
    choice = section(document, "二、选优")
    assert "选定 S-001：总分 17，通过，优选，排名 1。" in choice
    assert all(name in choice for name in ("抓取接口", "增加人手"))
    assert "换系统" not in choice
    assert section(document, "三、方案设计").strip().endswith("接口抓取\n免二次录入")
    assert "「改进方案计划表」不在本工作簿" in section(document, "四、实施步骤")
    assert "「效果验证」不在本工作簿" in section(document, "九、试点后的完善")
    assert "I-002" in section(document, "一、要解决的问题")


def test_where_none_passed_that_is_said(tmp_path: Path) -> None:
    path = filled(tmp_path, [BEST, FAILED], TemplateKey.SCORING)
    document, _ = report_of(path, "design", "i-003")
    assert "尚未选定方案" in section(document, "二、选优")
    assert "换系统" in section(document, "二、选优")
    path.with_suffix(".docx").unlink()
    with pytest.raises(RefusalError, match="issue-without-solution"):
        report(FileBook(path), NOW, path.with_suffix(".docx"), "design", "I-009")


def test_a_whole_project_shows_steps_resources_and_pilot(tmp_path: Path) -> None:
    document, _ = report_of(demo(tmp_path, TemplateKey.PROJECT, "en"), "design", "I-001")
    data = FileBook(tmp_path / "project.xlsx").view("tasks").data
    own = [row for row in data.records() if data["plan"][row] == "S-001"]
    steps = section(document, "4. Steps")
    assert all(str(data["what"][row]) in steps for row in own)
    assert "35,000 yuan" in section(document, "5. Resources and support")
    assert "P-001" in section(document, "6. Pilot")
    assert not any("\u4e00" <= sign <= "\u9fff" for p in everything(document) for sign in p.text)


def test_a_workbook_without_solutions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="nothing-to-report"):
        report(FileBook(blank(tmp_path, TemplateKey.SCORING)), NOW, tmp_path / "a.docx", "design")

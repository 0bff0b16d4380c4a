"""复盘报告: facts as the workbook has them, the judgement as typed, and what became of the next steps."""

from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.report import report
from tests.helpers.books import NOW, blank, demo, filled
from tests.helpers.documents import everything, headings, report_of, section
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

REVIEW: dict[str, CellValue] = {"id": "RV-001", "subject": "订单审核", "kind": "季", "day": date(2026, 8, 9), "owner": "李强", "judgement": "部分达成",
                                "problems": "接口不稳定\n误判偏多", "next": "加查重", "reviewed_on": date(2026, 10, 9)}  # fmt: skip
PARTS = ["一、目标达成", "二、实施效果", "三、存在问题", "四、改进机会", "五、下一步"]


def test_one_review_follows_the_manual(tmp_path: Path) -> None:
    document, _ = report_of(filled(tmp_path, [REVIEW], TemplateKey.GOVERNANCE, table="reviews"), "review")
    assert [text for _, text in headings(document)] == ["复盘报告", *PARTS]
    text = "\n".join(p.text for p in everything(document))
    assert "总体判断：部分达成。" in text
    assert "2026 年第 3 季度（2026-07-01 至 2026-09-30）" in text
    assert "接口不稳定\n误判偏多" in section(document, "三、存在问题")
    assert "期末未关闭：无" in section(document, "三、存在问题")
    assert section(document, "四、改进机会").strip() == "尚未填写。"
    assert "还没有变成任务" in section(document, "五、下一步")
    assert "本工作簿没有「指标」" in section(document, "一、目标达成")


def test_tasks_that_are_elsewhere_are_named(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**REVIEW, "task": "T-007、T-008"}], TemplateKey.GOVERNANCE, table="reviews")
    document, _ = report_of(path, "review")
    assert "已变成任务 T-007、T-008；任务表不在本工作簿" in section(document, "五、下一步")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_several_are_a_chapter_each(lang: Lang, tmp_path: Path) -> None:
    document, _ = report_of(demo(tmp_path, TemplateKey.GOVERNANCE, lang), "review")
    top = [text for style, text in headings(document) if style == "Heading 1"]
    assert [text[:6] for text in top[1:]] == ["RV-001", "RV-002", "RV-003"]
    assert [style for style, _ in headings(document)].count("Heading 2") == 15
    text = "\n".join(p.text for p in everything(document))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in text) == (lang == "zh")


def test_a_workbook_without_reviews_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="nothing-to-report"):
        report(FileBook(blank(tmp_path, TemplateKey.GOVERNANCE)), NOW, tmp_path / "a.docx", "review")

"""`report`: documents for Word and WPS, read here with the same library's reader and with the standard library."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.report import report
from tests.helpers.books import ISSUE, NOW, TASK, blank, filled, plan, task
from tests.helpers.commandline import kaizen
from tests.helpers.documents import (
    MC,
    WP,
    W,
    everything,
    headings,
    labels,
    part,
    picture_of,
    report_of,
    section,
    within_its_frame,
)
from tests.helpers.validators import audited
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey
from workbook_templates.reports.widths import spread
from workbook_templates.tables.confirmations import CONFIRMATIONS

Row = dict[str, CellValue]

SLOW: Row = {"id": "C-001", "issue": "I-001", "question": "为什么订单慢？", "answer": "重复录入", "category": "法",
             "holds": "成立", "evidence": "抽查 30 单", "evidence_kind": "数据"}  # fmt: skip
ROOT: Row = {"id": "C-002", "upper": "C-001", "answer": "没有接口", "holds": "成立", "evidence": "架构图"}
NEW: Row = {
    "id": "C-003",
    "issue": "I-001",
    "answer": "新手多",
    "category": "人",
    "holds": "不成立",
    "evidence": "相差 4%",
}
COACHED: Row = {"id": "C-004", "upper": "C-003", "answer": "带教半天"}
OTHER: Row = {"id": "C-005", "issue": "I-002", "question": "为什么投诉多？", "answer": "知识库旧"}


def causes_of(folder: Path, *rows: Row) -> Path:
    return filled(folder, rows, TemplateKey.ROOT_CAUSE)


# --- root causes -----------------------------------------------------------------------------------------------------


def test_the_root_cause_report_follows_the_manual(tmp_path: Path) -> None:
    path = causes_of(tmp_path, COACHED, NEW, ROOT, SLOW)
    document, outcome = report_of(path)
    assert outcome.findings == []
    assert headings(document) == [
        ("Title", "根因分析报告"),
        ("Heading 1", "一、分析方法"),
        ("Heading 1", "二、原因链"),
        ("Heading 1", "三、根本原因定位"),
        ("Heading 1", "四、验证结论"),
    ]
    method = section(document, "一、分析方法")
    assert "第 2 层，共 4 个原因，2 条原因链" in method
    assert "2 类归类（人、法）" in method
    assert "成立 2、不成立 1、未判断 1；有证据的 3 个（类型未填 2、数据 1）" in method
    chains = section(document, "二、原因链")
    assert "订单慢 ← 重复录入 ← 没有接口（根本原因）" in chains
    assert "订单慢 ← 新手多 ← 带教半天（已排除）" in chains
    roots = section(document, "三、根本原因定位")
    assert "C-002：因为没有接口，所以重复录入；因为重复录入，所以订单慢。" in roots
    assert "架构图" in roots
    verdict = section(document, "四、验证结论")
    assert "根本原因已证实 1 个：C-002 没有接口。已排除 2 个原因。" in verdict
    assert "没有待补充的内容" in verdict
    assert "—" in verdict  # C-004 has no evidence


def test_the_picture_is_made_of_shapes_and_says_the_same_in_words(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, ROOT, NEW, COACHED)
    report_of(path)
    target = path.with_suffix(".docx")
    picture = picture_of(target)
    assert sorted(labels(picture)) == sorted(["订单慢", "人", "法", "√重复录入", "√没有接口", "×新手多", "×带教半天"])
    within_its_frame(picture)
    described = picture.find(f"{WP}docPr").get("descr")  # type: ignore[union-attr]
    assert all(words in str(described) for words in ("√没有接口", "×带教半天", "人", "法"))
    fallbacks = list(part(target, "word/document.xml").iter(f"{MC}Fallback"))
    assert len(fallbacks) == 2
    assert all("".join(fallback.itertext()).strip() for fallback in fallbacks)


def test_the_categories_of_the_causes_are_a_pareto_chart_with_its_table(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, ROOT, NEW, {"id": "C-006", "issue": "I-001", "answer": "网络慢"})
    document, _ = report_of(path)
    picture = picture_of(path.with_suffix(".docx"), "帕累托")
    assert labels(picture) == ["0%", "80%", "100%", "2", "法", "1", "人", "1", "未填"]
    within_its_frame(picture)
    assert "帕累托：4 个原因按类别数，法、人、未填占 100%，见图 2。" in section(document, "一、分析方法")
    (table,) = (table for table in document.tables if table.cell(0, 0).text == "类别")
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["法", "2", "50.0%", "50.0%", "★"], ["人", "1", "25.0%", "75.0%", "★"], ["未填", "1", "25.0%", "100.0%", "★"],
    ]  # fmt: skip


def test_several_issues_each_have_their_chapter_and_one_can_be_chosen(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, ROOT, OTHER)
    document, _ = report_of(path)
    top = [text for style, text in headings(document) if style == "Heading 1"]
    assert top == ["概览", "I-001　订单慢", "I-002　投诉多"]
    assert [style for style, _ in headings(document)].count("Heading 2") == 8
    path.with_suffix(".docx").unlink()
    one, _ = report_of(path, issue=" i-002")
    assert "知识库旧" in section(one, "二、原因链")
    assert "重复录入" not in section(one, "二、原因链")


def test_what_is_missing_is_said_where_it_belongs(tmp_path: Path) -> None:
    path = causes_of(tmp_path, {**SLOW, "evidence": None}, {**ROOT, "holds": None}, {"id": "C-009", "answer": "挂不上"})
    document, outcome = report_of(path)
    assert "一条原因链从头到尾都成立" in section(document, "三、根本原因定位")
    assert "C-002 没有接口：待验证 C-002" in section(document, "三、根本原因定位")
    assert "尚未证实" in section(document, "四、验证结论")
    assert "原因分析!" in section(document, "未归入问题的原因")
    assert {finding.problem.code for finding in outcome.findings} == {"cause-without-issue"}


def test_a_cause_that_names_another_issue_than_the_one_above_it_is_reported_once(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, {**ROOT, "issue": "I-007"})
    document, outcome = report_of(path)
    assert "cause-two-issues" in {finding.problem.code for finding in outcome.findings}
    assert "没有接口" in section(document, "二、原因链")
    assert "I-007" in section(document, "四、验证结论")


def test_counts_that_confirm_a_cause_are_shown_with_their_interval(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, ROOT)
    session = Session(FileBook(path, writing=True), "test", NOW)
    proof: Row = {
        "id": "V-001",
        "cause": "C-002",
        "criterion": "没有接口",
        "cases": 10,
        "hits": 10,
        "verdict": "是要因",
    }
    session.append(CONFIRMATIONS, [proof, {**proof, "id": "V-002", "cause": "C-077"}])
    session.finish()
    document, _ = report_of(path)
    verdict = section(document, "四、验证结论")
    assert "10/10 = 100%\n74.1%–100%" in verdict  # the exact one-sided bound: 0.05 ** (1 / 10)
    assert "V-002" not in verdict


def test_facts_of_the_issue_come_from_the_list_where_the_workbook_has_one(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, ROOT)
    book = FileBook(path, writing=True)
    book.ensure("issues")
    book.append("issues", [dict(ISSUE)])
    book.save()
    document, _ = report_of(path)
    facts = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {"全部线上订单", "王芳", "2026-11-02", "处理中"} <= {*facts}
    assert any("订单审核环节存在人工重复录入信息问题" in fact for fact in facts)


# --- the other kinds -------------------------------------------------------------------------------------------------


def test_the_list_of_issues_holds_every_issue_and_counts_them(tmp_path: Path) -> None:
    late = {**ISSUE, "id": "I-002", "problem": "拣货慢", "due": date(2026, 11, 15), "owner": "李强"}
    path = filled(tmp_path, [ISSUE, late])
    document, _ = report_of(path, "issue-list")
    assert [text for _, text in headings(document)][:2] == ["业务运营问题识别清单", "一、概况"]
    overview = section(document, "一、概况")
    assert "共 2 个问题，2 个未完成，1 个逾期" in overview
    assert "王芳 1、李强 1" in overview
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[0] for row in rows] == ["编号", "I-001", "I-002"]
    assert "在电商大促场景下，订单审核环节存在拣货慢" in rows[2][1]
    assert [row.cells[4].text for row in document.tables[1].rows] == ["逾期天数", "5"]


def test_the_plan_says_what_who_how_when(tmp_path: Path) -> None:
    rows = [task(1, 5, start=date(2026, 9, 28), progress=0.5, risk="限流"), task(2, 3, "T-001")]
    document, _ = report_of(plan(tmp_path, *rows), "plan")
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert {"做什么", "开始日期", "完成率"} <= {*table[0]}
    first = dict(zip(table[0], table[1], strict=True))
    assert (first["做什么"], first["开始日期"], first["完成率"]) == ("开发接口", "2026-09-28", "50%")
    assert "限流" in section(document, "三、目标、验收和资源")
    assert "缺开始或完成日期：T-002" in section(document, "一、概况")
    assert "还没有填写试点" in section(document, "五、试点计划")


def test_two_names_in_a_cell_are_two_people(tmp_path: Path) -> None:
    path = plan(tmp_path, task(1, 5, owner="王强、赵敏"), task(2, 3, owner="王强"))
    assert "王强 2、赵敏 1" in section(report_of(path, "plan")[0], "一、概况")


# --- how it looks ----------------------------------------------------------------------------------------------------


ENGLISH: Row = {"id": "C-001", "issue": "I-001", "question": "Why are orders late?", "answer": "typed twice", "category": "Methods",
                "holds": "Holds", "evidence": "28 of 30"}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "kind", "key", "row"),
    [
        ("zh", "root-cause", TemplateKey.ROOT_CAUSE, SLOW),
        ("en", "root-cause", TemplateKey.ROOT_CAUSE, ENGLISH),
        ("zh", "issue-list", TemplateKey.ISSUES, ISSUE),
        ("zh", "plan", TemplateKey.PLAN, TASK),
    ],
)
def test_pages_fonts_and_fields_are_right(lang: Lang, kind: str, key: TemplateKey, row: Row, tmp_path: Path) -> None:
    path = filled(tmp_path, [row], key, lang)
    document, _ = report_of(path, kind)
    target = path.with_suffix(".docx")
    font = {"zh": "微软雅黑", "en": "Calibri"}[lang]
    used = {p.style.style_id for p in everything(document) if p.style is not None}
    for style in part(target, "word/styles.xml").iter(f"{W}style"):
        if style.get(f"{W}styleId") in used:
            fonts = style.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None
            assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia")} == {font}
            assert not [name for name in fonts.attrib if "heme" in name]
    for sheet in document.sections:
        sides = sorted(round(side.mm) for side in (sheet.page_width, sheet.page_height) if side)
        assert sides == [210, 297]
        footer = sheet.footer._element.xml  # noqa: SLF001 - fields have no public reader
        assert re.findall(r"<w:instrText[^>]*> (\w+) <", footer) == ["PAGE", "NUMPAGES"]
        assert sheet.header.paragraphs[0].text
    for table in document.tables:
        for line in table._tbl.tr_lst:  # noqa: SLF001
            assert line.trPr is not None
            assert line.trPr.find(f"{W}cantSplit") is not None
    text = "\n".join(p.text for p in everything(document)) + "".join(labels(part(target, "word/document.xml")))
    assert bool(re.search("[\u4e00-\u9fff]", text)) == (lang == "zh")
    assert document.core_properties.title == headings(document)[0][1]
    assert document.core_properties.comments == ""
    with zipfile.ZipFile(target) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_a_large_picture_gets_a_page_on_its_side_behind_the_text(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"id": f"C-{k:03}", "issue": "I-001", "answer": f"第{k}个原因写满十六个字为止看一看", "category": f"类{k % 8}"}
        for k in range(1, 65)
    ]
    document, _ = report_of(causes_of(tmp_path, *rows))
    turned = [(sheet.page_width or 0) > (sheet.page_height or 0) for sheet in document.sections]
    assert turned == [False, True]
    assert len(labels(picture_of(next(tmp_path.glob("*.docx"))))) == 64 + 8 + 1


def test_whatever_is_typed_can_be_written(tmp_path: Path) -> None:
    odd = "第一行\n第二行\t<b>&\u200b" + "长" * 300
    path = causes_of(
        tmp_path, {**SLOW, "question": odd, "answer": odd, "category": "类\n别"}, {**ROOT, "evidence": "=1+1"}
    )
    document, _ = report_of(path)
    assert audited(path.with_suffix(".docx")) == []
    assert odd in section(document, "二、原因链")


@pytest.mark.parametrize(
    ("shares", "least"), [([1, 1, 8], [30, 10, 10]), ([5, 5], [80, 80]), ([1, 2, 3], [10, 10, 10])]
)
def test_columns_share_the_page_and_none_is_too_narrow(shares: list[float], least: list[float]) -> None:
    widths = spread(shares, least, 100)
    assert sum(widths) == pytest.approx(100)
    if sum(least) <= 100:
        assert all(wide >= low - 1e-9 for wide, low in zip(widths, least, strict=True))


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "issue", "name", "code"),
    [
        ("root-cause", "I-9", "a.docx", "issue-without-causes"),
        ("root-cause", None, "a.pdf", "report-not-docx"),
        ("root-cause", None, "there.docx", "target-exists"),
        ("root-cause", None, "nowhere/a.docx", "folder-missing"),
        ("issue-list", "I-001", "a.docx", "report-without-issue"),
        ("issue-list", None, "a.docx", "table-missing"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_left(
    kind: str, issue: str | None, name: str, code: str, tmp_path: Path
) -> None:
    path = causes_of(tmp_path, SLOW, ROOT)
    (tmp_path / "there.docx").write_text("mine")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(RefusalError, match=code):
        report(FileBook(path), NOW, tmp_path / name, kind, issue)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_causes_that_all_hang_in_the_air_are_named(tmp_path: Path) -> None:
    ring: list[Row] = [
        {"id": "C-001", "upper": "C-002", "answer": "甲"},
        {"id": "C-002", "upper": "C-001", "answer": "乙"},
    ]
    document, outcome = report_of(causes_of(tmp_path, *ring))
    assert {finding.problem.code for finding in outcome.findings} == {"cause-circle"}
    assert "C-001" in section(document, "未归入问题的原因")


def test_an_empty_table_makes_no_report(tmp_path: Path) -> None:
    path = blank(tmp_path)
    with pytest.raises(RefusalError, match="nothing-to-report") as refused:
        report(FileBook(path), NOW, tmp_path / "a.docx", "issue-list")
    assert "问题清单" in refused.value.finding.what("zh")


def test_on_the_command_line(tmp_path: Path) -> None:
    path = causes_of(tmp_path, SLOW, ROOT)
    done = kaizen("report", path.name, "--kind", "root-cause", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "根因分析-根因分析报告.docx").is_file()
    assert kaizen("report", path.name, "--kind", "root-cause", cwd=tmp_path).returncode == 2
    assert kaizen("report", path.name, "--kind", "root-cause", "-o", "b.docx", cwd=tmp_path).returncode == 0
    assert kaizen("report", path.name, "--kind", "novel", cwd=tmp_path).returncode == 2

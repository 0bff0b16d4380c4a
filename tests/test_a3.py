"""A3: one issue on one landscape page, as a sheet that reads the tables and as a document; what is missing is named."""

import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.report import report
from addin.commands.score import score
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, TASK, blank, demo, filled
from tests.helpers.desk import FileDesk
from tests.helpers.documents import everything, report_of
from tests.helpers.office import Office
from tests.helpers.validators import audited
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.reports.a3 import AREAS, LEFT, RIGHT
from workbook_templates.reports.a3_cells import cut

Row = dict[str, CellValue]
TITLES = ["1 背景", "2 现状", "3 目标", "4 原因分析", "5 对策", "6 实施计划", "7 效果", "8 后续"]
LONG = "这是一段很长的补充说明，"


def box(path: Path, key: str) -> list[list[CellValue]]:
    area = FileBook(path).area(AREAS[key].name)
    assert area is not None
    return [[cell.value for cell in line if cell.value not in (None, "")] for line in area.figures]


def formulas(path: Path, key: str) -> list[str]:
    area = FileBook(path).area(AREAS[key].name)
    assert area is not None
    return [cell.formula for line in area.figures for cell in line if cell.formula]


def part_of(path: Path, sheet: str) -> str:
    info = next(each for each in Workbook.open(path).sheets if each.name == sheet)
    with zipfile.ZipFile(path) as package:
        return package.read(info.part).decode()


def texts(document: Any) -> list[str]:
    """Return the cells of both halves in the order in which they are read, merged ones once."""
    outer = next(table for table in document.tables if len(table.columns) == 3)
    written = list[str]()
    for place in (0, 2):
        for row in outer.cell(0, place).tables[0].rows:
            written += [cell.text for cell in dict.fromkeys(row.cells)]
    return written


def test_the_sheet_reads_the_tables_of_the_issue_that_is_chosen(tmp_path: Path) -> None:
    desk = FileDesk(demo(tmp_path, TemplateKey.PROJECT))
    score(FileBook(desk.path, writing=True), NOW)
    tasks, issues = desk.view("tasks").data, desk.view("issues").data
    own = [row for row in tasks.records() if tasks["issue"][row] == "I-001" or tasks["plan"][row] == "S-001"]
    assert [line[0] for line in box(desk.path, "plan")[1:] if line] == [tasks["id"][row] for row in own]
    assert box(desk.path, "plan")[1][1:3] == [tasks["what"][own[0]], tasks["owner"][own[0]]]
    assert box(desk.path, "background")[0][1] == issues["statement"][0]
    # All of it follows the tables: nothing but the words of the page is written as it is.
    assert len(formulas(desk.path, "plan")) == 7 * len(own)
    assert 'MATCH("T-001",tblTasks[' in formulas(desk.path, "plan")[0]
    assert box(desk.path, "effect")[1] == ["「效果验证」在其他工作簿"] or "不在本工作簿" in str(
        box(desk.path, "effect")[1]
    )

    desk.set("set_a3_issue", "I-003")
    score(FileBook(desk.path, writing=True), NOW)
    head = FileBook(desk.path).area("a3_head")
    assert head is not None
    assert str(head.figures[0][0].value).startswith("I-003　")
    assert "I-003" in str(head.figures[0][0].formula)
    assert box(desk.path, "background")[0][1] == issues["statement"][2]
    desk.set("set_a3_issue", "I-999")
    score(FileBook(desk.path, writing=True), NOW)
    head = FileBook(desk.path).area("a3_head")
    assert head is not None
    assert "没有 I-999" in str(head.figures[0][0].value)
    assert box(desk.path, "background") == [[]] * 6


def test_rows_that_share_a_number_are_not_mixed_up(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "id": "I-001", "problem": "一"}], TemplateKey.PROJECT)
    session = Session(FileBook(path, writing=True), "test", NOW)
    twice: list[Row] = [
        {**TASK, "id": "T-001", "what": what, "issue": "I-001", "start": date(2026, 11, 2)} for what in ("甲", "乙")
    ]
    session.append(TABLES["tasks"], twice)
    session.finish()
    score(FileBook(path, writing=True), NOW)
    assert [line[1] for line in box(path, "plan")[1:3]] == ["甲", "乙"]
    assert formulas(path, "plan") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_has_the_boxes_in_order(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROJECT, lang)
    document, _ = report_of(path, "a3")
    words = texts(document)
    titles = [box.title.to(lang) for box in (*LEFT, *RIGHT)]
    assert [text for text in words if text in titles] == titles
    assert lang == "en" or titles == TITLES
    assert any("\u4e00" <= sign <= "\u9fff" for sign in "".join(words)) == (lang == "zh")
    if lang == "zh":
        assert audited(path.with_suffix(".docx")) == []


def test_what_is_missing_is_named_and_nothing_at_all_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "id": "I-007", "owner": "王芳 "}])
    document, _ = report_of(path, "a3")
    words = "\n".join(texts(document))
    assert "「效果验证」不在本工作簿" in words
    assert "「改进方案计划表」不在本工作簿" in words
    assert "尚无决定、固化、推广和复盘" in words
    assert "王芳" in words
    target = tmp_path / "b.docx"
    with pytest.raises(RefusalError, match="issue-unknown"):
        report(FileBook(path), NOW, target, "a3", "I-001")
    (tmp_path / "empty").mkdir()
    with pytest.raises(RefusalError, match="nothing-to-report"):
        report(FileBook(blank(tmp_path / "empty")), NOW, target, "a3")
    assert not target.exists()


def test_long_texts_stay_on_one_page_and_say_where_they_go_on(office: Office, tmp_path: Path) -> None:
    desk = FileDesk(demo(tmp_path, TemplateKey.PROJECT))
    session = Session(FileBook(desk.path, writing=True), "test", NOW)
    for table, keys in (
        ("issues", ("scene", "impact", "extent", "scope")),
        ("tasks", ("what", "owner")),
        ("plans", ("name",)),
    ):
        view = session.book.view(table)
        for key in keys:
            session.put_at(view, key, {row: f"{view.data[key][row] or ''}{LONG * 20}" for row in view.data.records()})
    session.finish()
    document, _ = report_of(desk.path, "a3")
    words = texts(document)
    assert sum(text.endswith("…") for text in words) > 5
    assert "全文见工作簿" in "\n".join(p.text for p in everything(document))
    pdf = tmp_path / "a3.pdf"
    office.print_to(desk.path.with_suffix(".docx"), pdf)
    printed = subprocess.run(
        [shutil.which("pdfinfo") or pytest.fail("pdfinfo is missing"), pdf], capture_output=True, text=True, check=True
    )
    assert "Pages:           1\n" in printed.stdout


def test_a_text_is_cut_where_its_room_ends() -> None:
    assert cut("短", 1) == "短"
    assert cut("字" * 8, 1) == "字" * 8
    assert cut("字" * 9, 1) == "字" * 7 + "…"
    assert cut("word " * 40, 4).endswith("…")
    assert len(cut("word " * 40, 4)) < 80
    assert cut("", 2) == ""

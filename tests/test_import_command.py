"""`import`: users' own sheets and exports, in every encoding and layout, with nothing lost, into a file or the open workbook."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.importing import read_rows
from addin.outcome import Outcome
from addin.xlsx import Cell, Workbook
from tests.helpers.books import NOW, blank, demo, set_cell
from tests.helpers.desk import At
from tests.helpers.examples import on_files
from udfs.levels import DEFAULT_SPELLINGS
from udfs.problems import RefusalError
from udfs.values import ErrorValue, as_text
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

CRM = (
    "工单号,创建时间,发觉渠道,问题描述,影响,难度,负责人,满意度\r\n"
    'A-1,2026/3/5 14:30,用户反馈,"在电商大促场景下,订单审核环节存在人工重复录入信息问题,导致订单处理时效延长2小时,大促期间客户投诉量上升30%",H,２,王芳,3.5\r\n'
    'A-2,20260306,数据监控,"物流慢，""暴力""分拣\n第二行",低,Medium,=李强,\r\n'
    ",,,,,,,\r\n"
    "合计,2,,,,,,\r\n"
)


def run(target: Path, source: Path) -> Outcome:
    return import_rows(FileBook(target, writing=True), NOW, source)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_crm_export_in_any_encoding(encoding: str, desk: At, tmp_path: Path) -> None:
    source = tmp_path / "导出.csv"
    source.write_bytes(CRM.encode(encoding))
    book = desk(blank(tmp_path))
    outcome = book.run(import_rows, source)
    data = book.view().data
    assert data["id"][:3] == ["A-1", "A-2", None]
    assert data["found_on"][:2] == [datetime(2026, 3, 5, 14, 30), date(2026, 3, 6)]
    assert data["channel"][:2] == ["用户反馈", "数据监控"]
    assert (data["scene"][0], data["step"][0]) == ("电商大促场景下", "订单审核环节")
    assert (data["impact"][0], data["extent"][0]) == ("订单处理时效延长2小时", "大促期间客户投诉量上升30%")
    assert data["problem"][1] == '物流慢，"暴力"分拣\n第二行'
    assert data["impact_level"][:2] == ["高", "低"]
    assert data["difficulty"][:2] == ["中", "中"]
    assert data["owner"][:2] == ["王芳", "=李强"]
    assert book.view().formulas["owner"][1] is None
    assert data["priority"][:2] == ["优先解决", "择机安排"]
    assert data["notes"][0] == "满意度: 3.5"
    assert [f.problem.code for f in outcome.findings] == ["row-skipped"]
    assert "合计 | 2" in outcome.findings[0].what("zh")


def sheet_with_titles(path: Path) -> Path:
    """A department's own list: banner, blank row, headings over two rows, a merged body cell, dates as dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "三月"
    sheet.append(["××公司三月问题台账"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["序号", "问题来源", "问题评估", None, "负责人（主）", "进度情况", "期限"])
    sheet.append([None, None, "影响程度", "解决难度", None, None, None])
    sheet.merge_cells("C3:D3")
    sheet.append([1, "一线访谈", "高", "低", "赵六", "已沟通", datetime(2026, 4, 1)])
    sheet.append([2, None, "中", 3, "钱七", "#N/A", "2026年4月2日"])
    sheet.merge_cells("B5:B6")
    book.create_sheet("空的")
    book.save(path)
    return path


def test_a_sheet_with_titles_and_merged_cells(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    outcome = book.run(import_rows, sheet_with_titles(tmp_path / "台账.xlsx"))
    data = book.view().data
    assert data["id"][:2] == [1, 2]
    assert data["channel"][:2] == ["一线访谈", "一线访谈"]
    assert data["impact_level"][:2] == ["高", "中"]
    assert data["difficulty"][:2] == ["低", "高"]
    assert data["owner"][:2] == ["赵六", "钱七"]
    assert data["due"][:2] == [date(2026, 4, 1), date(2026, 4, 2)]
    codes = [f.problem.code for f in outcome.findings]
    assert "filled-down" in codes
    messages = " ".join(f.what("zh") for f in outcome.findings)
    assert "××公司三月问题台账" in messages


def test_the_mapping_is_shown_and_a_dry_run_writes_nothing(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("问题,渠道,渠道,神秘列\nx,用户反馈,y,z\n", "utf-8")
    book = desk(blank(tmp_path))
    before = book.everything()
    outcome = book.run(import_rows, source, dry_run=True)
    assert book.everything() == before
    shown = [(row[0], row[1], row[2].zh) for row in outcome.listings[0].rows]
    assert shown == [
        ("A", "问题", "具体问题"),
        ("B", "渠道", "发现渠道"),
        ("C", "渠道", "→ 备注"),
        ("D", "神秘列", "→ 备注"),
    ]
    book.run(import_rows, source)
    assert book.view().data["notes"][0] == "渠道: y\n神秘列: z"


def test_rows_go_on_below_what_is_there_with_numbers_of_their_own(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.tsv"
    source.write_text("方案\t有效性\t可行性\t成本\t风险\n" + "甲\t5分\t四\t３\t2\n" * 30, "utf-8")
    book = desk(blank(tmp_path, TemplateKey.SCORING))
    book.run(import_rows, source)
    book.run(import_rows, source, again=True)
    data = book.view("plans").data
    assert data["id"] == [f"S-{i:03}" for i in range(1, 61)]
    assert data["total"] == [14] * 60
    assert set(data["rank"]) == {1}


def test_what_cannot_be_read_is_kept_as_text_and_reported(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("编号,问题,发现日期,当前值,影响程度\n1,x,5/3/2026,4小时,爆表\n", "utf-8")
    book = desk(blank(tmp_path))
    outcome = book.run(import_rows, source)
    data = book.view().data
    assert (data["found_on"][0], data["current"][0], data["impact_level"][0]) == ("5/3/2026", "4小时", "爆表")
    assert [f.problem.code for f in outcome.findings] == ["kept-as-text"] * 3


NO_TABLES = [
    ("a.csv", b"", "empty-file"),
    ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", "binary-file"),
    ("a.csv", b"\xff\xff\xff,\x81", "unreadable-text"),
    ("a.csv", "天气,心情\n晴,好\n".encode(), "no-header"),
    ("a.csv", "编号,责任人\n".encode(), "nothing-to-import"),
    ("a.pdf", b"%PDF", "unknown-kind"),
    ("a.xlsx", b"PK\x03\x04", "damaged"),
    ("a.xls", b"\xd0\xcf\x11\xe0", "damaged"),
]


def test_files_that_are_no_table_are_refused(desk: At, tmp_path: Path) -> None:
    """Each leaves the workbook as it was, so that all are tried on one."""
    book = desk(blank(tmp_path))
    before = book.everything()
    for name, content, code in NO_TABLES:
        source = tmp_path / name
        source.write_bytes(content)
        with pytest.raises(RefusalError) as refused:
            book.run(import_rows, source)
        assert refused.value.finding.problem.code == code
        assert book.everything() == before


def test_the_right_sheet_is_taken_or_the_one_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(source)
    for name, headings in (("说明", ["编号"]), ("数据", ["编号", "责任人", "状态"])):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, [f"{name}1"] * len(headings))
    book.close()
    spellings = DEFAULT_SPELLINGS
    assert read_rows(source, TABLES["issues"], lang="zh", spellings=spellings).rows[0]["id"] == "数据1"
    assert read_rows(source, TABLES["issues"], lang="zh", spellings=spellings, sheet="说明").rows[0]["id"] == "说明1"
    with pytest.raises(RefusalError, match="no-such-sheet"):
        read_rows(source, TABLES["issues"], lang="zh", spellings=spellings, sheet="没有")


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=12
)
rows_of_words = st.lists(st.lists(words | st.just(""), min_size=3, max_size=6), min_size=1, max_size=6)


@on_files(quick=15, deep=200)
@example([["0", "", "|"], ["", "", "0", "|"]], ["编号", "责任人", "当前值", "发现日期", "影响程度", "我的列"])
@given(rows_of_words, st.permutations(["编号", "责任人", "当前值", "发现日期", "影响程度", "我的列"]))
def test_no_cell_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: Sequence[Sequence[str]], headings: Sequence[str]
) -> None:
    folder = tmp_path_factory.mktemp("lost")
    stream = io.StringIO()
    csv.writer(stream).writerows([headings, *rows])
    source = folder / "a.csv"
    source.write_text(stream.getvalue(), "utf-8")
    target = blank(folder)
    try:
        outcome = run(target, source)
    except RefusalError as refused:
        assert refused.finding.problem.code in {"nothing-to-import", "only-lines"}  # noqa: PT017 - no other may come
        assert all(cell in refused.finding.what("zh") for row in rows for cell in row)  # noqa: PT017
        return
    data = FileBook(target).view("issues").data
    present = [str(value) for column in data.columns.values() for value in column if value is not None]
    messages = [finding.what("zh") for finding in outcome.findings]
    for row in rows:
        for heading, cell in zip(headings, row, strict=False):
            if cell and heading not in {"当前值", "发现日期", "影响程度"}:
                assert any(cell in text for text in (*present, *messages))


def test_importing_what_was_exported_gives_the_same_rows(desk: At, tmp_path: Path) -> None:
    """Write a workbook's typed columns as csv, import them into a new one: every value comes back."""
    first = FileBook(demo(tmp_path)).view("issues").data
    typed = [c for c in first.table.typed if not c.hidden]
    source = tmp_path / "导出.csv"
    with source.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([c.header("zh") for c in typed])
        writer.writerows([[first[c.key][i] for c in typed] for i in first.records()])
    (tmp_path / "新").mkdir()
    book = desk(blank(tmp_path / "新"))
    book.run(import_rows, source)
    second = book.view().data
    for column in typed:
        assert [second[column.key][i] for i in first.records()] == [first[column.key][i] for i in first.records()]


def test_a_workbook_of_ours_comes_without_what_the_tool_wrote(desk: At, tmp_path: Path) -> None:
    """Formulas' results and bookkeeping stay behind; what a person typed over a formula goes to the notes."""
    (tmp_path / "同事").mkdir()
    source = demo(tmp_path / "同事")
    editor, view = Workbook.open(source, writing=True), FileBook(source).view("issues")
    set_cell(editor, view.sheet, view.first_row, view.column_numbers["owner"], Cell(None))
    set_cell(editor, view.sheet, view.first_row + 1, view.column_numbers["computed_priority"], Cell("领导指定"))
    editor.save()
    score(FileBook(source, writing=True), NOW)
    check(FileBook(source, writing=True), NOW)
    first = FileBook(source).view("issues").data
    book = desk(blank(tmp_path))
    book.run(import_rows, source)
    second = book.view().data
    rows = first.records()
    assert second.records() == rows
    for column in (c for c in first.table.typed if c.key not in {"notes", "_id"}):
        assert [second[column.key][i] for i in rows] == [first[column.key][i] for i in rows]
    messages = {1: "计算优先级: 领导指定"}
    for i in rows:
        added = as_text(second["notes"][i]).removeprefix(as_text(first["notes"][i])).strip()
        assert added == messages.get(i, "")
    assert not set(second["_id"]) & {known for known in first["_id"] if known}


def test_rows_are_not_written_over_what_stands_below_the_table(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("编号,问题\n" + "N,p\n" * 80, "utf-8")
    book = desk(blank(tmp_path))
    below = book.table_end("issues") + 3
    book.put(book.view().sheet, below, 2, Cell("手写的备注"))
    before = book.everything()
    with pytest.raises(RefusalError) as refused:
        book.run(import_rows, source)
    assert (refused.value.finding.problem.code, refused.value.finding.cell) == ("table-blocked", f"B{below}")
    assert book.everything() == before


ODD = ["=1+1", "+1", "-x", "@me", "'x", "007", "1-2", "3/4", "TRUE", "false", "1e5", "5%", "12:30", "2026年3月5日", "May 5", "#N/A",
       "#DIV/0!", "(3)", "￥5", " 7", "1,000", "I-007", "第3步", "2月", "Ω5", "_x000a_"]  # fmt: skip


def test_texts_that_look_like_something_else_stay_texts(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["编号", "问题"], *([f"N-{i}", text] for i, text in enumerate(ODD))])
    book = desk(blank(tmp_path))
    book.run(import_rows, source)
    view = book.view()
    assert [text.strip() for text in view.data["problem"][: len(ODD)]] == [text.strip() for text in ODD]
    assert not any(isinstance(text, ErrorValue) for text in view.data["problem"])
    assert set(view.formulas["problem"]) == {None}


def test_a_file_that_was_imported_before_is_reported(desk: At, tmp_path: Path) -> None:
    """Rows are added, never merged: the same file once more is refused, unless everything is wanted twice."""
    source = tmp_path / "导出.csv"
    source.write_text("编号,具体问题,责任人\nI-001,重复录入,王芳\nI-002,物流慢,李强\n,对账难,王芳\n", encoding="utf-8")
    book = desk(blank(tmp_path))
    assert book.run(import_rows, source).findings == []
    before = book.everything()
    with pytest.raises(RefusalError, match="file-known"):
        book.run(import_rows, source)
    assert book.everything() == before
    for options in ({"dry_run": True}, {"again": True}):
        outcome = book.run(import_rows, source, **options)
        [messages] = [f for f in outcome.findings if f.problem.code == "rows-known"]
        assert "3 行，其中 2 行的编号、3 行的「具体问题」工作簿里已有（I-001、I-002）" in messages.what("zh")
        assert messages.sheet == "导出.csv"
        assert not outcome.wrong


def test_the_same_problem_under_another_number_is_reported(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "导出.csv"
    source.write_text("具体问题,责任人\n重复录入,王芳\n", encoding="utf-8")
    book = desk(blank(tmp_path))
    book.run(import_rows, source)
    book.type("owner", 0, "李强")
    [messages] = book.run(import_rows, source).findings
    assert "0 行的编号、1 行的「具体问题」工作簿里已有（重复录入）" in messages.what("zh")

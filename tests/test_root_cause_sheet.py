"""The sheet 根因分析报告: what it says is what the document says, no line is cut, and it is printed to its end."""

from pathlib import Path

import docx
import pytest

from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.commands.causes import causes
from addin.commands.history import undo
from addin.commands.report import report
from tests.helpers.books import NOW, demo, filled
from tests.helpers.causes import ROWS, cause
from tests.helpers.desk import At, FileDesk
from udfs.causes.fishbone import width
from udfs.lang import Lang
from workbook_templates.names import TemplateKey
from workbook_templates.reports.root_cause import LARGE
from workbook_templates.reports.root_cause import ROWS as MOST_LINES
from workbook_templates.reports.typeset import COLUMN_WIDTH, COLUMNS, wrapped


def lines(book: Book) -> list[list[str]]:
    area = book.area("root_cause_lines")
    assert area is not None
    return [[str(cell.value or "") for cell in line] for line in area.figures]


def text(book: Book) -> str:
    return "\n".join("".join(line[:COLUMNS]) for line in lines(book)).rstrip()


def printed_rows(book: Book) -> int:
    area = book.area("root_cause_lines")
    assert area is not None
    (block,) = book.print_area(area.sheet)
    return block.bottom - area.row + 1


def test_the_sheet_follows_the_manual_and_is_printed_to_the_row_for_signatures(desk: At, tmp_path: Path) -> None:
    opened = desk(filled(tmp_path, ROWS, TemplateKey.ROOT_CAUSE))
    opened.run(causes)
    book = opened.book()
    report_text = text(book)
    titles = ["图 1", "一、分析方法", "二、原因链", "三、根本原因定位", "四、验证结论", "编制"]
    assert sorted(titles, key=report_text.index) == titles
    assert "订单慢 ← 重复录入 ← 没有接口（根本原因）" in report_text
    assert "C-002：因为没有接口，所以重复录入；因为重复录入，所以订单慢。" in report_text
    assert (
        "C-002：根本原因没有证据。请填写「证据」" in report_text
    )  # by the cause's number: nobody looks up a cell on paper
    assert printed_rows(book) == len(report_text.splitlines())
    assert "编制" in report_text.splitlines()[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_says_the_same(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.ROOT_CAUSE, lang)
    causes(FileBook(path, writing=True), NOW)
    report(FileBook(path), NOW, path.with_suffix(".docx"), "root-cause", "I-001")
    report_text = "".join(text(FileBook(path)).split())
    for paragraph in docx.Document(str(path.with_suffix(".docx"))).paragraphs[2:]:
        if paragraph.text.startswith(("图 2", "Figure 2")):  # in cells the ranking is drawn otherwise, and says so
            continue
        for sentence in paragraph.text.split("\n"):
            assert "".join(sentence.split()) in report_text


def test_read_in_reverse_the_last_sentence_ends_with_the_issue(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.ROOT_CAUSE, "en")
    causes(FileBook(path, writing=True), NOW, issue="I-004")
    report_text = " ".join(text(FileBook(path)).replace("\u3000", " ").split())
    assert (
        "Because first-contact resolution fell from 82% to 71%, therefore Customers complain about the service"
        in report_text
    )


def test_the_issue_that_is_asked_for_is_shown_until_another_one_is(tmp_path: Path) -> None:
    opened = FileDesk(filled(tmp_path, ROWS, TemplateKey.ROOT_CAUSE))
    opened.run(causes, "i-002")
    assert "投诉率高" in text(opened.book())
    assert "订单慢" not in text(opened.book())
    opened.run(causes)
    assert "投诉率高" in text(opened.book())
    opened.run(undo)
    assert "订单慢" in text(opened.book())


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    path = filled(tmp_path, [], TemplateKey.ROOT_CAUSE)
    causes(FileBook(path, writing=True), NOW)
    assert text(FileBook(path)).startswith("还没有原因：请在「原因分析」填写")
    assert printed_rows(FileBook(path)) < 10


def test_no_line_is_wider_than_its_columns_however_many_causes_there_are(tmp_path: Path) -> None:
    rows = [
        cause(i, f"第{i}个原因，写得很长，超过一行；因为说明要写清楚（Excel 与 WPS）", i - 1 if i % 9 else None, None if i % 9 else "I-001",
              holds=("成立", "不成立", None)[i % 3], category=f"类{i % 7}", evidence="抽查三十单中二十八单录了两次" * 3)
        for i in range(9, 130)
    ]  # fmt: skip
    path = filled(tmp_path, rows, TemplateKey.ROOT_CAUSE)
    causes(FileBook(path, writing=True), NOW)
    book = FileBook(path)
    for line in lines(book):
        starts = [at for at in range(COLUMNS) if line[at]] or [0]
        for start, end in zip(starts, [*starts[1:], COLUMNS], strict=True):
            assert width(line[start]) <= (end - start) * COLUMN_WIDTH, line[start]
    report_text = text(book)
    assert all(f"C-{i:03}" in report_text for i in range(9, 130))
    assert len(report_text.splitlines()) == printed_rows(book) < MOST_LINES
    # So many are drawn in small letters, by the lines behind those of large ones.
    chart = book.area("root_cause_chart")
    assert chart is not None
    assert not any(line[0].value for line in chart.figures[: LARGE.slots])
    assert any(line[0].value for line in chart.figures[LARGE.slots :])


def test_text_is_wrapped_as_chinese_and_english_are_set() -> None:
    assert wrapped("订单，处理", 6) == ["订单，", "处理"]
    assert wrapped("订单处，理", 6) == ["订单", "处，理"]
    assert wrapped("typed into two systems", 10) == ["typed into", "two", "systems"]
    assert wrapped("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]
    assert wrapped("用Excel录入", 8) == ["用Excel", "录入"]
    assert wrapped("", 8) == [""]
    assert "".join(wrapped("（一）先核对“订单”：再录入。", 7)) == "（一）先核对“订单”：再录入。"

"""监控报告: the document says what the sheets say, its charts are shapes, and it names what is open and wrong."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.commands.report import report
from addin.reporting.control_chart import labelled_days, ticks
from tests.helpers.books import NOW, blank, demo
from tests.helpers.documents import (
    WP,
    A,
    everything,
    headings,
    labels,
    part,
    picture_of,
    report_of,
    section,
    within_its_frame,
)
from tests.helpers.monitored import STEADY, area, book_of, measure, page, points, run
from tests.helpers.validators import audited
from udfs.lang import Lang
from udfs.problems import RefusalError
from workbook_templates.names import TemplateKey


def table_under(document: Any, heading: str) -> list[list[str]]:
    (table,) = (table for table in document.tables if table.cell(0, 0).text == heading)
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_says_the_same_as_the_sheet(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.MEASURES, lang)
    run(path)
    document, _ = report_of(path, "monitor")
    sheet = [[str(line[0] or ""), line[1].strip(), *line[6:8], line[9]] for line in page(FileBook(path))]
    grid = next(table for table in document.tables if len(table.columns) == 9)
    paper = [[cell.text for cell in row.cells] for row in grid.rows[1:]]
    assert [[*line[:2], *line[6:]] for line in paper] == sheet
    (head,) = area(FileBook(path), "monitor_head")[0]
    lead = next(p.text for p in document.paragraphs if p.style is not None and p.style.name == "Lead")
    assert lead.rstrip("。.") in head
    # Every measure of the demo had signals lately: each is drawn, with its sentence.
    titles = [text for style, text in headings(document) if style == "Heading 2"]
    assert all(any(number in title for title in titles) for number in ("M-001", "M-002", "M-003", "M-004", "M-005"))
    text = "\n".join(p.text for p in everything(document)) + "".join(
        labels(part(path.with_suffix(".docx"), "word/document.xml"))
    )
    assert any("\u4e00" <= sign <= "\u9fff" for sign in text) == (lang == "zh")
    assert audited(path.with_suffix(".docx")) == []


def test_a_signal_is_marked_numbered_and_led_to_its_row(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure(target=12)], points(STEADY))
    run(path)
    document, _ = report_of(path, "monitor")
    assert table_under(document, "图中号")[1:] == [
        ["1", "2026-03-20", "超出控制限", "恶化", "2026-03-20 为 20 小时，高于控制上限 16.5 小时", "S-001"]
    ]
    picture = picture_of(path.with_suffix(".docx"), "图 1")
    within_its_frame(picture)
    words = labels(picture)
    assert "1" in words
    assert {"2026-03-02", "2026-03-16", "控制上限 16.5 小时", "控制下限 4.5 小时", "目标 12 小时"} <= {*words}
    assert "高于控制上限 16.5 小时" in str(next(picture.iter(f"{WP}docPr")).get("descr"))
    dashes = {dash.get("val") for dash in picture.iter(f"{A}prstDash")}
    assert {"solid", "dash", "lgDashDot"} <= dashes
    problems = section(document, "一、概况")
    assert "最近出现过恶化的异常：M-001 时长1" in problems
    assert "1 条：没有判定 1 条，没有责任人 1 条" in section(document, "四、未处理完的异常")


def test_steady_measures_of_many_are_named_and_not_drawn(tmp_path: Path) -> None:
    quiet = [value if value < 20 else 10 for value in STEADY]
    measures = [measure(number) for number in range(1, 9)]
    data = [row for number in range(1, 8) for row in points(quiet if number > 1 else STEADY, number)]
    document, outcome = report_of(book_of(tmp_path, measures, data), "monitor")
    charts = [text for style, text in headings(document) if style == "Heading 2"]
    assert [title.split("　")[0] for title in charts] == ["M-001 时长1"]
    assert "M-007 时长7" in section(document, charts[0])
    assert [finding.problem.code for finding in outcome.findings] == ["measure-without-points"]
    assert "指标 M-008 时长8 还没有数据" in section(document, "五、数据的问题")


def test_measures_whose_points_have_no_figure_are_named_and_not_drawn(tmp_path: Path) -> None:
    measures = [measure(), measure(2), measure(3, target=12)]
    data = [*points(STEADY), *points(["12%", None], 2), *points(["12%", None], 3)]
    path = book_of(tmp_path, measures, data)
    document, _ = report_of(path, "monitor")
    titles = [text for style, text in headings(document) if style == "Heading 2"]
    assert [title.split("　")[0] for title in titles] == ["M-001 时长1", "M-002 时长2", "M-003 时长3"]
    assert all("数据不足" in section(document, title) for title in titles[1:])
    picture_of(path.with_suffix(".docx"), "图 1")
    text = "".join(p.text for p in everything(document))
    assert "图 2" not in text
    assert "图 3" not in text


def test_what_is_said_of_a_chart_stands_on_its_page(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure(), measure(2)], [*points(STEADY), *points(STEADY, 2)])
    document, _ = report_of(path, "monitor")
    lines = document.paragraphs
    pictures = [at for at, line in enumerate(lines) if "wp:inline" in line._p.xml or "wp:anchor" in line._p.xml]  # noqa: SLF001
    assert len(pictures) == 2
    assert all(lines[at - 1].paragraph_format.keep_with_next for at in pictures)


def test_a_workbook_without_measures_is_refused(tmp_path: Path) -> None:
    for key, code in ((TemplateKey.MEASURES, "nothing-to-report"), (TemplateKey.ISSUES, "table-missing")):
        path = blank(tmp_path, key)
        with pytest.raises(RefusalError, match=code):
            report(FileBook(path), NOW, tmp_path / "a.docx", "monitor")
    assert not (tmp_path / "a.docx").exists()


def test_axes_have_round_numbers_and_few_days() -> None:
    assert ticks(4.5, 20) == [0, 5, 10, 15, 20]
    assert ticks(0, 0.154) == [0, 0.05, 0.1, 0.15, 0.2]
    assert len(ticks(7, 7)) > 1
    days = labelled_days(date(2026, 5, 22), date(2026, 11, 17))
    assert days == [date(2026, month, 1) for month in range(6, 12)]
    assert len(labelled_days(date(2016, 5, 22), date(2026, 11, 17))) <= 11

"""The sheet 鱼骨图: its chart shows the causes of the chosen issue, whatever changes in the table."""

import re
import zipfile
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.book.session import Session
from addin.commands.causes import causes
from tests.helpers.books import NOW, blank, filled
from tests.helpers.causes import ROWS, cause
from tests.helpers.desk import At
from udfs.values import Cell
from workbook_templates.names import TemplateKey
from workbook_templates.reports.fishbone import BONES, LETTERS, MOST_ROWS, PROOFS
from workbook_templates.reports.root_cause import LARGE, SMALL


def labels(book: Book) -> list[str]:
    lines = book.area("fish_lines")
    assert lines is not None
    return [str(line[0].value) for line in lines.figures if line[0].value]


def test_the_chosen_issue_is_drawn_with_every_cause_and_its_proof(desk: At, tmp_path: Path) -> None:
    opened = desk(filled(tmp_path, ROWS, TemplateKey.ROOT_CAUSE))
    opened.run(causes)
    book = opened.book()
    assert sorted(labels(book)) == sorted(
        ["订单慢", "人", "法", "其他", "√重复录入", "√没有接口", "×新手多", "?网络慢"]
    )
    head = book.area("fish_head")
    assert head is not None
    assert head.figures[0][0].value == "I-001　订单慢"
    grid = book.area("fish_grid")
    assert grid is not None
    shown = [str(cell.value) for line in grid.figures for cell in line if cell.value]
    assert shown == ["【人】", "【其他】", "×新手多", "?网络慢", "→ 订单慢", "【法】", "√重复录入", "　√没有接口"]


def test_every_entry_about_a_label_says_something(tmp_path: Path) -> None:
    """The format wants more of an entry than which point it is about."""
    with zipfile.ZipFile(blank(tmp_path, TemplateKey.ROOT_CAUSE)) as package:
        xml = next(x for n in package.namelist() if b"scatterChart" in (x := package.read(n)))
    entries = re.findall(rb"<c:dLbl>(.*?)</c:dLbl>", xml)
    assert entries
    assert [entry for entry in entries if re.fullmatch(rb'<c:idx val="\d+"/>', entry)] == []


def test_another_issue_is_chosen_on_the_settings(tmp_path: Path) -> None:
    path = filled(tmp_path, ROWS, TemplateKey.ROOT_CAUSE)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.book.write_area("set_fishbone_issue", [[Cell("i-002")]])
    session.finish()
    causes(FileBook(path, writing=True), NOW)
    assert labels(FileBook(path)) == ["投诉率高", "料", "?知识库旧"]


def test_the_chart_names_its_series_by_cells_and_stays_below_the_limit(tmp_path: Path) -> None:
    path = filled(tmp_path, ROWS, TemplateKey.ROOT_CAUSE)
    causes(FileBook(path, writing=True), NOW)
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    drawn = [text for text in charts if "<c:scatterChart>" in text]
    for chart, slots in zip(drawn, (LETTERS.slots, LARGE.slots + SMALL.slots), strict=True):
        names = re.findall(r"<c:tx><c:strRef><c:f>([^<]*)</c:f>", chart)
        assert len(names) == len({*names}) == slots <= 255
        assert chart.count('<c:showSerName val="1"/>') >= slots


@pytest.mark.parametrize("many", [30, 200])
def test_more_causes_than_fit_are_counted_not_dropped_in_silence(many: int, tmp_path: Path) -> None:
    rows = [
        cause(i, f"原因{i}", issue="I-001", question="慢", category=f"类{i % 10}" if many > 100 else "人", holds="成立")
        for i in range(1, many)
    ]
    path = filled(tmp_path, rows, TemplateKey.ROOT_CAUSE)
    causes(FileBook(path, writing=True), NOW)
    book = FileBook(path)
    drawn = labels(book)
    if many == 30:
        assert drawn[-1] == f"… 还有 {29 - MOST_ROWS + 1} 个"
        assert len(drawn) == 2 + MOST_ROWS
    else:
        assert "其他" in drawn[1 : 1 + BONES]
        assert len(drawn) <= 1 + BONES + sum(proof.room for proof in PROOFS)
        assert any(label.startswith("… 还有") for label in drawn)


def test_nothing_is_drawn_where_there_are_no_causes(tmp_path: Path) -> None:
    """A line without a label gets one from LibreOffice: “Row 5” stood in the middle of every new workbook's diagram."""
    path = blank(tmp_path, TemplateKey.ROOT_CAUSE)
    causes(FileBook(path, writing=True), NOW)
    area = FileBook(path).area("fish_lines")
    assert area is not None
    assert [cell.value for line in area.figures for cell in line if cell.value not in (None, "")] == []

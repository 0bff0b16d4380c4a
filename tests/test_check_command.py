"""`check`: every finding with its place, code and cure; marks and 检查结果 in the workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from addin.commands.check import check
from addin.commands.score import score
from addin.filebook import FileBook
from addin.xlsx import Cell, Workbook
from tests.books import ISSUE, NOW, PLAN, TASK, demo, filled
from udfs.values import CellValue, ErrorValue
from workbook_templates.names import TemplateKey

BASE = {"issues": (ISSUE, TemplateKey.ISSUES), "plans": (PLAN, TemplateKey.SCORING), "tasks": (TASK, TemplateKey.PLAN)}


def codes(path: Path) -> list[tuple[str, str]]:
    return [(f.problem.code, f.cell) for f in check(FileBook(path, writing=True), NOW).findings]


@pytest.mark.parametrize("table", BASE)
def test_a_right_row_has_no_findings(table: str, tmp_path: Path) -> None:
    row, key = BASE[table]
    outcome = check(FileBook(filled(tmp_path, [row], key), writing=True), NOW)
    assert (outcome.findings, outcome.wrong) == ([], False)


CASES: list[tuple[str, Mapping[str, CellValue], str, str]] = [
    ("issues", {"owner": None}, "required-missing", "owner"),
    ("issues", {"owner": "  "}, "required-missing", "owner"),
    ("issues", {"channel": "听说的"}, "not-a-choice", "channel"),
    ("issues", {"impact_level": "很高"}, "not-a-level", "impact_level"),
    ("issues", {"found_on": "昨天"}, "not-a-date", "found_on"),
    ("issues", {"found_on": "2026年3月5日"}, "date-as-text", "found_on"),
    ("issues", {"found_on": date(1950, 1, 1)}, "date-too-early", "found_on"),
    ("issues", {"found_on": "1899-12-31"}, "date-too-early", "found_on"),
    ("issues", {"due": date(2026, 11, 1)}, "finish-before-start", "due"),
    ("issues", {"closed_on": date(2026, 11, 1)}, "closed-before-found", "closed_on"),
    ("issues", {"override": "暂缓"}, "reason-missing", "reason"),
    ("issues", {"current": "4小时"}, "not-a-number", "current"),
    ("issues", {"scope": ErrorValue("#N/A")}, "error-value", "scope"),
    ("plans", {"effect": 6}, "not-a-score", "effect"),
    ("plans", {"cost": 2.5}, "not-a-score", "cost"),
    ("plans", {"risk": "5"}, "not-a-score", "risk"),
    ("tasks", {"duration": 1.5}, "not-whole", "duration"),
    ("tasks", {"progress": 40}, "percent-range", "progress"),
    ("tasks", {"predecessors": "T-009FS+2"}, "predecessor-unknown", "predecessors"),
    ("tasks", {"predecessors": "T-001"}, "self-reference", "predecessors"),
    ("tasks", {"start": date(2026, 12, 31), "duration": 30}, "calendar-not-published", "latest"),
]


@pytest.mark.parametrize(("table", "change", "code", "column"), CASES)
def test_what_is_wrong_is_found_at_its_cell(
    table: str, change: Mapping[str, CellValue], code: str, column: str, tmp_path: Path
) -> None:
    row, key = BASE[table]
    path = filled(tmp_path, [{**row, **change}], key)
    score(FileBook(path, writing=True), NOW)
    outcome = check(FileBook(path, writing=True), NOW)
    view = FileBook(path).view(table)
    found = {(f.problem.code, f.cell) for f in outcome.findings}
    assert (code, view.cell(column, 0)) in found
    if code != "calendar-not-published":
        assert f";{column};" in str(view.data["marks"][0])
        finding = next(f for f in outcome.findings if f.problem.code == code)
        assert finding.what("zh") in str(view.data["result"][0])


def test_references_and_duplicates_between_rows_and_sheets(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROJECT)
    score(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("plans")
    book = Workbook.open(path, writing=True)
    book.set_cell(view.sheet, view.first_row, view.places["issue"], Cell("I-999、I-001"))
    book.set_cell(view.sheet, view.first_row + 1, view.places["id"], Cell("s-001 "))
    book.save()
    found = codes(path)
    assert ("unknown-reference", view.cell("issue", 0)) in found
    assert ("duplicate-id", view.cell("id", 0)) in found
    assert ("duplicate-id", view.cell("id", 1)) in found


def test_a_formula_in_an_input_column_is_pointed_out_and_kept(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    view = FileBook(path).view("issues")
    book = Workbook.open(path, writing=True)
    book.set_cell(view.sheet, view.first_row, view.places["owner"], Cell("王芳", 'CONCATENATE("王","芳")'))
    book.save()
    outcome = check(FileBook(path, writing=True), NOW)
    assert [(f.problem.code, f.cell) for f in outcome.findings] == [("formula-in-input", view.cell("owner", 0))]
    assert not outcome.wrong
    assert FileBook(path).view("issues").formulas["owner"][0] == 'CONCATENATE("王","芳")'


def test_an_unusable_setting_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path, [PLAN], TemplateKey.SCORING)
    book = Workbook.open(path, writing=True)
    sheet, row, col, _, _ = book.area("set_threshold")
    book.set_cell(sheet, row, col, Cell("十二"))
    book.save()
    outcome = check(FileBook(path, writing=True), NOW)
    assert [(f.problem.code, f.sheet, f.cell) for f in outcome.findings] == [("setting-invalid", "设置", f"B{row}")]
    assert "4–20" in outcome.findings[0].mend("zh")


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    book = Workbook.open(path, writing=True)
    table = book.tables["tblIssues"]
    xml = book._package.read(table.part).decode()  # noqa: SLF001 - a user's rename, made by hand
    book.replace_part(table.part, xml.replace('name="影响范围*"', 'name="随便"').encode())
    book.save()
    outcome = check(FileBook(path, writing=True), NOW)
    assert "column-missing" in [f.problem.code for f in outcome.findings]


def test_mending_clears_the_marks(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "owner": None}])
    check(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("issues")
    assert view.data["result"][0] is not None
    book = Workbook.open(path, writing=True)
    book.set_cell(view.sheet, view.first_row, view.places["owner"], Cell("王芳"))
    book.save()
    assert codes(path) == []
    data = FileBook(path).view("issues").data
    assert (data["result"][0], data["marks"][0]) == (None, None)


def test_blank_rows_are_no_errors(tmp_path: Path) -> None:
    assert codes(filled(tmp_path, [])) == []

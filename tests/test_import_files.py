"""What a file holds decides how it is read; what it cannot give is told; nothing is guessed, nothing hangs."""

import contextlib
import random
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin.importing import Imported, read_rows
from tests.helpers.conversion import converted
from udfs.levels import DEFAULT_SPELLINGS
from udfs.problems import Finding, Problem, RefusalError, imports
from workbook_templates.catalogue import TABLES


def read(path: Path, table: str = "issues", sheet: str | None = None) -> Imported:
    return read_rows(path, TABLES[table], lang="zh", spellings=DEFAULT_SPELLINGS, sheet=sheet)


def codes(imported: Imported) -> list[str]:
    return [finding.problem.code for finding in imported.notes]


@pytest.fixture
def office_list(tmp_path: Path) -> Path:
    """A list with a merged cell, a day, a time and an error value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["编号", "问题", "责任人", "发现日期", "用时"])
    sheet.append([1, "p", "王芳", datetime(2026, 3, 5), time(14, 30)])
    sheet.append([2, "q", None, datetime(2026, 3, 5, 14, 30), "#N/A"])
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "列表.xlsx")
    return tmp_path / "列表.xlsx"


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_give_the_same_rows(kind: str, office_list: Path) -> None:
    imported = read(converted(office_list, kind))
    assert [row["found_on"] for row in imported.rows] == [date(2026, 3, 5), datetime(2026, 3, 5, 14, 30)]
    assert [row["id"] for row in imported.rows] == [1, 2]
    assert imported.rows[0]["notes"] == "用时: 14:30"
    assert imported.rows[1]["notes"] == "用时: #N/A"
    assert codes(imported) == ["filled-down"]
    assert imported.rows[1]["owner"] == "王芳"


def test_a_damaged_xls_ends_in_one_line(office_list: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Some of these make the reading library panic or abort its process; ours goes on."""
    source = converted(office_list, "xls")
    content = source.read_bytes()
    chance = random.Random(1)  # noqa: S311 - the same breaks every time
    for _ in range(12):
        broken = bytearray(content)
        for _ in range(30):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        source.write_bytes(broken[: chance.randrange(600, len(broken))])
        with contextlib.suppress(RefusalError):
            read(source)
    assert capfd.readouterr() == ("", "")


def test_our_own_reader_keeps_times_and_error_values(office_list: Path) -> None:
    imported = read(office_list)
    assert imported.rows[0]["notes"] == "用时: 14:30"
    assert imported.rows[1]["notes"] == "用时: #N/A"
    assert imported.rows[1]["owner"] == "王芳"
    assert codes(imported) == ["filled-down"]


@pytest.mark.parametrize("name", ["改名.xls", "改名.csv", "改名.txt"])
def test_a_workbook_under_another_name(name: str, office_list: Path) -> None:
    source = office_list.rename(office_list.with_name(name))
    assert [row["id"] for row in read(source).rows] == [1, 2]


def test_exports_called_xls_that_are_texts_or_pages(tmp_path: Path) -> None:
    source = tmp_path / "导出.xls"
    source.write_bytes("编号\t问题\n001\t慢\n".encode("gbk"))
    assert read(source).rows == [{"id": "001", "problem": "慢"}]
    source.write_text("\ufeff <html><p>编号</p></html>", "utf-8")
    with pytest.raises(RefusalError, match="web-page"):
        read(source)
    source.write_text("<?xml version='1.0'?><Workbook><table/></Workbook>", "utf-8")
    with pytest.raises(RefusalError, match="web-page"):
        read(source)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_the_tables_of_a_page_called_xls(encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "导出.xls"
    page = """<html><head><meta charset="gb2312"></head><body><table border=1><tr><th colspan="2">三月<tr><td>编号<td>问题<td>备注
    <tr><td rowspan=2>001<td>慢&amp;乱<br>很慢<td>13800001234567890<tr><td>错<table><tr><td>x</table></table></body></html>"""
    source.write_bytes(page.encode(encoding))
    assert read(source).rows == [
        {"id": "001", "problem": "慢&乱\n很慢", "notes": "13800001234567890"},
        {"id": "001", "problem": "错x"},
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_with_quoted_line_breaks(delimiter: str, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        f'三月台账\n编号{delimiter}问题\n1{delimiter}"a{delimiter}b\nc""d"\n2{delimiter}x, y; z\n', "utf-8"
    )
    expected = [f'a{delimiter}b\nc"d', "x, y; z"]
    if delimiter in ",;":
        source.write_text(source.read_text("utf-8").replace("x, y; z", '"x, y; z"'), "utf-8")
    assert [row["problem"] for row in read(source).rows] == expected


def test_a_huge_field_and_text_that_only_begins_as_utf16(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(
        "编号,问题,神秘\n1," + "长" * 32_768 + ",\n2,x," + "😀" * 17_000 + "\n3,y," + "短" * 32_000 + "\n", "utf-8"
    )
    imported = read(source)
    assert [row["id"] for row in imported.rows] == ["3"]
    assert codes(imported) == ["row-too-long"] * 2
    source.write_bytes(b"\xff\xfe\0\0\x16\x7f\0\0")
    with pytest.raises(RefusalError, match="binary-file"):
        read(source)


def test_formulas_without_a_value_are_reported(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["编号", "问题", "当前值"])
    book.active.append([1, '=A2&"x"', "=1+1"])
    book.save(tmp_path / "a.xlsx")
    messages = [(f.problem.code, f.cell, f.args["value"]) for f in read(tmp_path / "a.xlsx").notes]
    assert messages == [("formula-without-value", "B2", 'A2&"x"'), ("formula-without-value", "C2", "1+1")]


def test_other_sheets_with_the_same_headings_are_reported(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for month in ("三月", "四月", "空的"):
        sheet = book.add_worksheet(month)
        sheet.write_row(0, 0, ["编号", "责任人"])
        if month != "空的":
            sheet.write_row(1, 0, [month, "王芳"])
    book.close()
    imported = read(tmp_path / "a.xlsx")
    assert [row["id"] for row in imported.rows] == ["三月"]
    assert [(f.problem.code, f.sheet) for f in imported.notes] == [("sheet-left", "四月")]
    assert read(tmp_path / "a.xlsx", sheet="四月").notes == []


def test_merged_cells_are_filled_only_beside_something(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["编号", "问题", "类别", "部门"])
    sheet.write_column(1, 0, [1, 2])
    sheet.merge_range(1, 2, 2, 3, "横竖")
    sheet.merge_range(1, 1, 9, 1, "长")
    book.close()
    rows = read(tmp_path / "a.xlsx").rows
    assert [(row["id"], row["problem"], row["category"]) for row in rows] == [(1, "长", "横竖"), (2, "长", "横竖")]
    assert not any("department" in row for row in rows)


def test_hostile_merged_cells_cost_nothing(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["编号", "责任人"])
    sheet.write_row(1, 0, [1, "王芳"])
    sheet.merge_range(3, 0, 4, 0, 2)
    book.close()
    hostile = tmp_path / "b.xlsx"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'<mergeCell ref="A4:A5"/>', b'<mergeCell ref="B2:B1048576"/>' * 20_000)
            new.writestr(name, content)
    assert len(read(hostile).rows) == 2


words = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=8).map(lambda text: f"x{text}")
SOURCES = ["编号", "责任人", "当前值", "发现日期", "影响程度", "问题", "优先级", "我的列", "责任人", ""]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(words | st.none(), min_size=1, max_size=12), min_size=1, max_size=8),
    st.permutations(SOURCES),
    st.integers(0, 3),
)
def test_no_cell_of_a_random_sheet_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str | None]], headings: list[str], above: int
) -> None:
    source = tmp_path_factory.mktemp("lost") / "a.xlsx"
    book = xlsxwriter.Workbook(source, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for at, row in enumerate([["标题"]] * above + [headings] + rows):
        for col, text in enumerate(row):
            if text:
                sheet.write_string(at, col, text)
    book.close()
    try:
        imported = read(source)
    except RefusalError as refused:
        assert refused.finding.problem in (imports.NOTHING_TO_IMPORT, imports.ONLY_LINES)  # noqa: PT017 - no other may come
        assert all(text in refused.finding.what("zh") for row in rows for text in row if text)  # noqa: PT017
        return
    kept = [str(value) for row in imported.rows for value in row.values()]
    messages = [finding.what("zh") for finding in imported.notes]
    for text in (text for row in rows for text in row if text):
        assert any(text in place for place in (*kept, *messages))


EVERY = [value for value in vars(imports).values() if isinstance(value, Problem)]


@pytest.mark.parametrize("problem", EVERY, ids=lambda problem: problem.code)
def test_problems_of_imports_read_alike_in_both_languages(problem: Problem) -> None:
    args: dict[str, object] = dict.fromkeys(
        ("name", "table", "row", "why", "value", "label", "kind", "few", "allowed", "rows", "sheets", "date", "known"),
        "…",
    )
    messages = Finding(problem, args={**args, "count": 2, "numbers": 1, "texts": 0})
    assert messages.line("zh") != messages.line("en")
    assert sum(other.code == problem.code for other in EVERY) == 1

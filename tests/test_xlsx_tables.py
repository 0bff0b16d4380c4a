"""A table that grows takes its look, validations, formats, names and print area along."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from addin.xlsx import Cell, Workbook
from tests.helpers.books import set_cell
from udfs.problems import RefusalError


def built(path: Path, rows: int = 3, *, below: str | None = None, totals: bool = False) -> Path:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("表 一")
    bold = book.add_format({"bold": True, "bg_color": "#DDDDDD"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    last = 2 + rows
    sheet.add_table(
        2,
        1,
        last,
        3,
        {"name": "tblA", "columns": [{"header": h} for h in ("编号*", "日期", "值")], "total_row": totals},
    )
    for row in range(3, last + 1):
        sheet.set_row(row, 30.75)
        sheet.write(row, 1, f"A-{row}", bold)
        sheet.write(row, 2, 46000 + row, day)
        sheet.write_blank(row, 6, None, bold)
    sheet.data_validation(3, 3, last, 3, {"validate": "list", "source": ["a", "b"]})
    sheet.conditional_format(3, 1, last, 3, {"type": "no_blanks", "format": bold})
    sheet.conditional_format(last, 3, last, 3, {"type": "blanks", "format": bold})
    sheet.print_area(0, 0, last, 4)
    book.define_name("whole", f"='表 一'!$B$4:$B${last + 1}")
    book.define_name("elsewhere", "='表 一'!$B$4:$B$5")
    if below:
        sheet.write(below, "in the way")
    sheet.write("A30", "far below")
    book.close()
    path.write_bytes(stream.getvalue())
    return path


def sheet_of(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path)["表 一"]


@pytest.mark.parametrize("rows", [1, 3])
def test_appended_rows_belong_to_the_table(rows: int, tmp_path: Path) -> None:
    path = built(tmp_path / "a.xlsx", rows)
    book = Workbook.open(path, writing=True)
    new = [{2: Cell(f"N{i}"), 3: Cell(date(2026, 1, 1 + i)), 4: Cell(i)} for i in range(10)]
    book.append_rows("tblA", new)
    book.save()
    last = 3 + rows + 10
    sheet = sheet_of(path)
    assert sheet.tables["tblA"].ref == f"B3:D{last}"
    assert sheet.tables["tblA"].autoFilter.ref == f"B3:D{last}"
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation] == [f"D4:D{last}"]
    ranges = {str(entry.sqref) for entry in sheet.conditional_formatting}
    assert f"B4:D{last}" in ranges
    assert sheet.print_area == f"'表 一'!$A$1:$E${last}"
    names = openpyxl.load_workbook(path).defined_names
    assert names["whole"].attr_text == f"'表 一'!$B$4:$B${last}"
    assert names["elsewhere"].attr_text == ("'表 一'!$B$4:$B$5")
    for row in (last - 9, last):
        assert sheet.row_dimensions[row].height == 30.75
        assert sheet.cell(row, 2).font.bold
        assert sheet.cell(row, 3).number_format == "yyyy-mm-dd"
        assert sheet.cell(row, 7).font.bold
    assert [sheet.cell(last - 9 + i, 2).value for i in range(10)] == [f"N{i}" for i in range(10)]
    assert sheet["A30"].value == "far below"


def test_a_rule_for_the_last_row_alone_stays_there(tmp_path: Path) -> None:
    path = built(tmp_path / "a.xlsx")
    book = Workbook.open(path, writing=True)
    book.append_rows("tblA", [{2: Cell("N")}])
    book.save()
    assert "D6" in {str(entry.sqref) for entry in sheet_of(path).conditional_formatting}


def test_shrinking_takes_back_what_growing_gave(tmp_path: Path) -> None:
    path = built(tmp_path / "a.xlsx")
    before = {(c.row, c.column): c.value for row in sheet_of(path).iter_rows() for c in row if c.value is not None}
    book = Workbook.open(path, writing=True)
    book.append_rows("tblA", [{2: Cell("N"), 4: Cell(1)}] * 5)
    book.save()
    book = Workbook.open(path, writing=True)
    book.shrink_table("tblA", 6)
    book.save()
    sheet = sheet_of(path)
    assert sheet.tables["tblA"].ref == "B3:D6"
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation] == ["D4:D6"]
    assert sheet.print_area == "'表 一'!$A$1:$E$6"
    assert {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value is not None} == before


def test_something_below_is_never_overwritten(tmp_path: Path) -> None:
    path = built(tmp_path / "a.xlsx", below="C8")
    content = path.read_bytes()
    book = Workbook.open(path, writing=True)
    with pytest.raises(RefusalError) as refused:
        book.append_rows("tblA", [{2: Cell("N")}] * 3)
    assert refused.value.finding.problem.code == "table-blocked"
    assert refused.value.finding.where == "表 一!C8"
    book.append_rows("tblA", [{2: Cell("N")}])
    assert path.read_bytes() == content


def test_a_totals_row_is_refused(tmp_path: Path) -> None:
    book = Workbook.open(built(tmp_path / "a.xlsx", totals=True), writing=True)
    with pytest.raises(RefusalError, match="totals-row"):
        book.append_rows("tblA", [{2: Cell("N")}])


def test_rows_and_cells_written_in_odd_ways_are_read_and_kept(tmp_path: Path) -> None:
    """WPS states wrong dimensions, other writers use prefixes, leave addresses out, or quote with apostrophes."""
    import zipfile

    path = built(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b"<?xml version='1.0' encoding='UTF-8'?><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        b"<x:dimension ref='A1'/><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t='b'><x:v>1</x:v></x:c></x:row>"
        b"<x:row r='4' spans='1:2'><x:c s='1' r='B4' t='inlineStr'><x:is><x:r><x:t>\xe6\x94\xb9</x:t></x:r><x:r><x:t xml:space='preserve'> \xe5\x96\x84</x:t>"
        b"</x:r></x:is></x:c><x:c r='D4'><x:f>B4&amp;\"x\"</x:f></x:c></x:row><x:row r='5'/></x:sheetData></x:worksheet>"
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    book = Workbook.open(path, writing=True)
    assert book.block("表 一", 1, 1, 4, 4) == [
        [1, True, None, None],
        [None] * 4,
        [None] * 4,
        [None, "改 善", None, None],
    ]
    assert book.columns_with_formulas("表 一", [4], 4, 4)[1] == {4: ['B4&"x"']}
    set_cell(book, "表 一", 4, 3, Cell("new"))
    set_cell(book, "表 一", 5, 1, Cell(5))
    set_cell(book, "表 一", 2, 2, Cell(date(2026, 1, 1)))
    book.save()
    again = Workbook.open(path)
    assert again.block("表 一", 1, 1, 5, 4) == [
        [1, True, None, None], [None, 46023, None, None], [None] * 4, [None, "改 善", "new", None], [5, None, None, None],
    ]  # fmt: skip
    assert openpyxl.load_workbook(path)["表 一"]["C4"].value == "new"


def test_array_formulas_are_not_torn_apart(tmp_path: Path) -> None:
    import zipfile

    path = built(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = (
        b'<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row><row r="2"><c r="A2">'
        b'<f t="shared" si="0"/><v>4</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/><v>6</v></c></row><row r="4">'
        b'<c r="A4"><f t="array" ref="A4:B4">TRANSPOSE(D1:D2)</f><v>1</v></c><c r="B4"><v>2</v></c></row></sheetData>'
    )
    xml = parts["xl/worksheets/sheet1.xml"]
    start, end = xml.index(b"<sheetData>"), xml.index(b"</sheetData>") + len(b"</sheetData>")
    parts["xl/worksheets/sheet1.xml"] = xml[:start] + body + xml[end:]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    content = path.read_bytes()
    for row, col in ((4, 1), (4, 2)):
        book = Workbook.open(path, writing=True)
        set_cell(book, "表 一", row, col, Cell(1))
        with pytest.raises(RefusalError) as refused:
            book.save()
        assert refused.value.finding.problem.code == "shared-formula"
        assert path.read_bytes() == content
    book = Workbook.open(path, writing=True)
    book.set_columns("表 一", 2, {1: [Cell(4), Cell(6)]})
    book.save()
    assert openpyxl.load_workbook(path)["表 一"]["A2"].value == 4

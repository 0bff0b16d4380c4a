"""Packages as careless writers leave them: what another program would open is opened, and what is beside a table stays."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from addin.book.file.book import FileBook
from addin.commands.export import export
from addin.commands.score import score
from addin.commands.summary import summary
from addin.xlsx import Cell, Workbook
from addin.xlsx.cells import decode, decode_all
from tests.helpers.book_mutants import zipped
from tests.helpers.books import NOW, TASK, demo, filled
from tests.helpers.other_shapes import with_parts
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey
from workbook_templates.tables.trace import TRACE

# A cell's type and content, and what is in it.
CELLS: list[tuple[bytes, bytes, CellValue]] = [
    (b"s", b"<v/>", None),
    (b"s", b"<v></v>", None),
    (b"s", b"<v> </v>", None),
    (b"b", b"<v/>", None),
    (b"b", b"<v>true</v>", True),
    (b"b", b"<v>0</v>", False),
    (b"e", b"<v/>", None),
    (b"d", b"<v>2027-03-01</v>", date(2027, 3, 1)),
    (b"d", b"<v>2027-03-01T00:00:00</v>", date(2027, 3, 1)),
    (b"d", b"<v>2027-03-01T08:30:00</v>", datetime(2027, 3, 1, 8, 30)),
    (b"d", b"<v>soon</v>", "soon"),
    (b"n", b"<v/>", None),
    (b"str", b"<v></v>", ""),
]


def one_cell(folder: Path, kind: bytes, content: bytes) -> Path:
    path = folder / "a.xlsx"
    built = xlsxwriter.Workbook(path)
    built.add_worksheet("表").write(0, 0, "text")
    built.close()
    old = b'<c r="A1" t="s"><v>0</v></c>'
    return with_parts(path, lambda _, xml: xml.replace(old, b'<c r="A1" t="%s">%s</c>' % (kind, content)))


@pytest.mark.parametrize(("kind", "content", "value"), CELLS)
def test_a_cell_of_every_type_with_or_without_content(
    kind: bytes, content: bytes, value: CellValue, tmp_path: Path
) -> None:
    path = one_cell(tmp_path, kind, content)
    assert Workbook.open(path).block("表", 1, 1, 1, 1) == [[value]]


def test_a_text_that_is_not_in_the_table_of_texts(tmp_path: Path) -> None:
    for index in (b"-1", b"1"):
        with pytest.raises(RefusalError, match="damaged"):
            Workbook.open(one_cell(tmp_path, b"s", b"<v>%s</v>" % index)).block("表", 1, 1, 1, 1)


# --- parts that are named or numbered badly, or hold nothing ---------------------------------------------------------


def renamed(path: Path, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as package:
        parts = [(change(name), package.read(name)) for name in package.namelist()]
    path.write_bytes(zipped(parts))
    return path


@pytest.mark.parametrize(
    "change", [lambda name: name.replace("/", "\\"), lambda name: name.replace("sheet", "Sheet").replace("[C", "[c")]
)
def test_names_of_parts_with_backslashes_or_in_another_case(change: Callable[[str], str], tmp_path: Path) -> None:
    path = renamed(demo(tmp_path, TemplateKey.ISSUES), change)
    assert score(FileBook(path, writing=True), NOW).changed > 0
    # Whatever they were called, what is written is a package that everybody reads.
    assert all("\\" not in name for name in zipfile.ZipFile(path).namelist())
    assert FileBook(path).view("issues").data["priority"][0]


def test_backslashes_lead_nowhere_else(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.ISSUES)
    renamed(path, lambda name: name.replace("docProps/app.xml", "..\\..\\app.xml"))
    with pytest.raises(RefusalError, match="hostile-parts"):
        FileBook(path)


def test_targets_of_relations_with_backslashes(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.ISSUES)
    with_parts(
        path, lambda name, xml: xml.replace(b"worksheets/", b"worksheets\\") if "workbook.xml.rels" in name else xml
    )
    assert FileBook(path).view("issues").data.length > 0


@pytest.mark.parametrize("content", [b"", b"<c:chartSpace", b"<other/>", b"\xff"])
@pytest.mark.parametrize("kind", ["xl/charts/chart", "xl/drawings/drawing"])
def test_an_empty_or_broken_picture_keeps_nobody_from_working(kind: str, content: bytes, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.ISSUES)
    with_parts(path, lambda name, xml: content if name.startswith(kind) and name.endswith(".xml") else xml)
    score(FileBook(path, writing=True), NOW)
    summary(FileBook(path, writing=True), NOW)
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith(kind) and name.endswith(".xml")]
        assert parts
        assert {package.read(name) for name in parts} == {content}


@pytest.mark.parametrize("number", [b"", b"abc", b"-3"])
def test_a_table_or_sheet_with_a_bad_id_takes_new_sheets_beside_it(number: bytes, tmp_path: Path) -> None:
    path = filled(tmp_path, [dict(TASK)], TemplateKey.PLAN)

    def spoil(name: str, xml: bytes) -> bytes:
        if name == "xl/tables/table1.xml":
            return xml.replace(b' id="1"', b' id="%s"' % number, 1)
        return xml.replace(b'sheetId="1"', b'sheetId="%s"' % number) if name == "xl/workbook.xml" else xml

    with_parts(path, spoil)
    book = FileBook(path, writing=True)
    book.ensure(TRACE.key)
    book.save()
    assert TRACE.name in FileBook(path).table_sheets()
    tables = [name for name in zipfile.ZipFile(path).namelist() if name.startswith("xl/tables/")]
    numbers = [re.search(rb'<table [^>]*?\bid="([^"]*)"', zipfile.ZipFile(path).read(name)) for name in tables]
    assert len({match[1] for match in numbers if match is not None}) == len(tables)


# --- beside a table that grows ---------------------------------------------------------------------------------------


def with_neighbours(folder: Path) -> Path:
    """Return a table in B3:D6 with a list, a format, a name and a selection on the same rows in other columns."""
    path = folder / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    red = book.add_format({"bg_color": "#FF0000"})
    sheet.add_table(2, 1, 5, 3, {"name": "tblA", "columns": [{"header": h} for h in "甲乙丙"]})
    for left in (1, 6):
        sheet.data_validation(3, left, 5, left, {"validate": "list", "source": ["a", "b"]})
        sheet.conditional_format(3, left, 5, left + 1, {"type": "no_blanks", "format": red})
    book.define_name("inside", "=表!$B$4:$D$6")
    book.define_name("around", "=表!$A$1:$H$6")
    book.define_name("beside", "=表!$G$4:$H$6")
    sheet.set_selection("B4:D6")
    book.close()
    return path


def test_only_what_belongs_to_the_table_grows_with_it(tmp_path: Path) -> None:
    path = with_neighbours(tmp_path)
    book = Workbook.open(path, writing=True)
    book.append_rows("tblA", [{2: Cell("x")}, {2: Cell("y")}])
    book.save()
    seen = openpyxl.load_workbook(path)
    sheet = seen["表"]
    assert sheet.tables["tblA"].ref == "B3:D8"
    assert sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation) == ["B4:B8", "G4:G6"]
    assert sorted(str(area.sqref) for area in sheet.conditional_formatting) == ["B4:C8", "G4:H6"]
    names = {name: seen.defined_names[name].attr_text for name in ("inside", "around", "beside")}
    assert names == {"inside": "表!$B$4:$D$8", "around": "表!$A$1:$H$8", "beside": "表!$G$4:$H$6"}
    assert sheet.sheet_view.selection[0].sqref == "B4:D6"


def test_a_refused_export_leaves_the_workbook_alone(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**TASK, "start": None, "duration": None, "_id": None}], TemplateKey.PLAN)
    book = FileBook(path, writing=True)
    book.write("tasks", "_id", [Cell(None)])
    book.save()
    before = path.read_bytes()
    with pytest.raises(RefusalError, match="nothing-dated"):
        export(FileBook(path, writing=True), NOW, tmp_path, "plan", with_ics=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("odd", [b"", b"plain", b"_x0041_", b"&#65;", b"a\r\nb", b"a\0b", b"&amp;lt;"])
def test_texts_read_together_are_those_read_one_by_one(odd: bytes) -> None:
    raw = [b"1&lt;2", odd, b"", "中&quot;".encode()]
    assert decode_all(raw) == [decode(text) for text in raw]
    assert decode_all([odd]) == [decode(odd)]

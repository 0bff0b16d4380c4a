"""Formulas that cells share, and arrays of one cell: read as formulas of each cell, written over one by one, switched."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.formula import ArrayFormula

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.forms import live, portable
from addin.commands.history import undo
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.xlsx import Workbook
from addin.xlsx.moved import MovingFormula
from tests.helpers.books import ISSUE, NOW, TASK, demo, filled, set_cell, task
from tests.helpers.other_shapes import with_arrays_of_one, with_parts, with_shared_formulas
from tests.helpers.seen import shown
from udfs.values import Cell, CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

SHAPES: list[Callable[[Path, Path | None], Path]] = [with_shared_formulas, with_arrays_of_one]


def formulas(path: Path, sheet: str) -> dict[str, object]:
    """Return the formulas of a sheet as another reader sees them."""
    cells = (cell for row in openpyxl.load_workbook(path)[sheet] for cell in row)
    texts = {cell.coordinate: cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value for cell in cells}
    return {place: text for place, text in texts.items() if isinstance(text, str) and text.startswith("=")}


# --- a formula moved to another cell --------------------------------------------------------------------------------

FORMULAS = [
    "A5+$B5*C$5-$D$5", "A5:B7", "SUM($A$1:A5)", "Q5!C5+'Plan A5'!B5", '"A5 ""A5"""&A5', "tblA[A5]+A5", "LOG10(5)+A5",
    "SUM(A:A)+SUM($B:C)", "SUM(5:5)+SUM($4:6)", "IF(A4=A5,A6,0)", "A5+Q5_x", "{1,5;5,7}&A5", "Plan!A:B",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("place", ["C5", "C6", "C900", "D5", "Z12"])
def test_a_formula_moves_as_another_program_moves_it(formula: str, place: str) -> None:
    row, col = openpyxl.utils.cell.coordinate_to_tuple(place)
    moved = Translator(f"={formula}", origin="C5").translate_formula(place)
    assert f"={MovingFormula(formula, 5, 3).at(row, col)}" == moved


def test_what_would_lie_outside_the_sheet() -> None:
    formula = MovingFormula("A5+$B5+Plan!C4+XFD9+ZZZ1", 5, 2)
    assert formula.at(1, 2) == "#REF!+#REF!+Plan!#REF!+XFD5+ZZZ1".replace("#REF!", "A1", 1).replace("#REF!", "$B1", 1)
    assert formula.at(5, 1) == "#REF!+$B5+Plan!B4+XFC9+ZZZ1"
    assert formula.at(5, 3) == "B5+$B5+Plan!D4+#REF!+ZZZ1"


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_every_table_reads_the_same_in_either_shape(shape: Callable[[Path, Path | None], Path], tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROJECT)
    score(FileBook(path, writing=True), NOW)
    other = shape(path, tmp_path / "other.xlsx")
    assert other.read_bytes() != path.read_bytes()
    assert shown(FileBook(other)) == shown(FileBook(path))
    sheet = FileBook(path).view("issues").sheet
    assert formulas(other, sheet) == formulas(path, sheet)


@pytest.mark.parametrize("shape", SHAPES)
def test_nobody_has_typed_over_such_a_cell(shape: Callable[[Path, Path | None], Path], tmp_path: Path) -> None:
    """Rows are filled in after the formulas were filled down: every value follows, and nobody is blamed."""
    path = filled(tmp_path, [dict(ISSUE)])
    shape(path, None)
    session = Session(FileBook(path, writing=True), "test", NOW)
    levels: dict[str, CellValue] = {"impact_level": "高", "difficulty": "低"}
    session.append(TABLES["issues"], [{**ISSUE, "id": f"I-{n:03}", **levels} for n in range(2, 7)])
    session.finish()
    outcome = score(FileBook(path, writing=True), NOW)
    assert [finding.problem.code for finding in outcome.findings if finding.problem.code == "overtyped"] == []
    assert "overtyped" not in [finding.problem.code for finding in check(FileBook(path), NOW).findings]
    values = openpyxl.load_workbook(path, data_only=True)["问题清单"]
    assert {values.cell(row, 6).value for row in range(6, 11)} == {"优先解决"}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_plan_gets_the_same_dates(shape: Callable[[Path, Path | None], Path], tmp_path: Path) -> None:
    chain = [{**TASK, "id": "T-001"}, task(2, 5, "T-001"), task(3, 5, "T-002"), task(4, 5, "T-003")]
    seen = []
    for name in ("plain", "other"):
        (tmp_path / name).mkdir()
        path = filled(tmp_path / name, chain, TemplateKey.PLAN)
        if name == "other":
            shape(path, None)
        outcome = schedule(FileBook(path, writing=True), NOW)
        assert "overtyped" not in [finding.problem.code for finding in outcome.findings]
        seen.append({c: [v for v, _ in cells] for c, cells in shown(FileBook(path))["tasks"].items()})
    assert seen[0] == seen[1]
    assert len(set(filter(None, seen[0]["finish"]))) == 4


def test_a_group_whose_text_is_nowhere_is_brought_up_to_date(tmp_path: Path) -> None:
    path = with_shared_formulas(filled(tmp_path, [dict(ISSUE), {**ISSUE, "id": "I-002"}, {**ISSUE, "id": "I-003"}]))
    lost = rb' si="7770"'
    with_parts(path, lambda name, xml: xml.replace(b'si="1"/>', b"%s/>" % lost.strip()) if "sheet1" in name else xml)
    outcome = score(FileBook(path, writing=True), NOW)
    assert "overtyped" not in [finding.problem.code for finding in outcome.findings]
    assert all(FileBook(path).view("issues").formulas["priority"])


# --- writing --------------------------------------------------------------------------------------------------------

ROWS = range(2, 8)


def grouped(folder: Path, prefix: bytes = b"") -> Path:
    """Return a sheet with one group over two columns, and one whose number is used again further down."""
    import xlsxwriter

    path = folder / "group.xlsx"
    built = xlsxwriter.Workbook(path)
    built.add_worksheet("表").write(0, 0, "x")
    built.close()
    rows = []
    for row in ROWS:
        first = b'<@f t="shared" ref="B2:C7" si="0">$A2+B$1+A1*2+SUM($A$1:A2)</@f>' if row == ROWS[0] else None
        cells = [b'<@c r="A%d"><@v>%d</@v></@c>' % (row, row)]
        for col in b"BC":
            shared = first if first and col == ROWS[0] + 64 else b'<@f t="shared" si="0"/>'
            cells.append(b'<@c r="%c%d" s="0">%s<@v>1</@v></@c>' % (col, row, shared))
        half = b'<@f ca="1" t="shared" ref="E%d:E%d" si="1">A%d&amp;"&lt;"</@f>' % (row, row + 2, row)
        cells.append(b'<@c r="E%d">%s</@c>' % (row, half if row in (2, 5) else b'<@f t="shared" si="1"></@f>'))
        rows.append(b'<@row r="%d">%s</@row>' % (row, b"".join(cells)))
    body = (b"<@sheetData>" + b"".join(rows) + b"</@sheetData>").replace(b"@", prefix)
    spaced = b"xmlns:x" if prefix else b"xmlns"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<%sworksheet %s="%s">%s</%sworksheet>' % (prefix, spaced, main, body, prefix)
    return with_parts(path, lambda name, content: sheet if name == "xl/worksheets/sheet1.xml" else content)


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from(ROWS), st.sampled_from([2, 3, 5])), min_size=1), st.booleans(), st.sampled_from([b"", b"x:"])
)  # fmt: skip
def test_the_others_keep_their_formulas_whichever_is_written(
    tmp_path_factory: pytest.TempPathFactory, places: set[tuple[int, int]], new_row: bool, prefix: bytes
) -> None:
    path = grouped(tmp_path_factory.mktemp("group"), prefix)
    expected = formulas(path, "表")
    book = Workbook.open(path, writing=True)
    for row, col in sorted(places):
        set_cell(book, "表", row, col, Cell(9))
        del expected[f"{chr(64 + col)}{row}"]
    if new_row:  # a row that is not there yet: the rows are written one by one then
        set_cell(book, "表", 20, 1, Cell(9))
    book.save()
    assert formulas(path, "表") == expected
    ours = Workbook.open(path).columns_with_formulas("表", [2, 3, 5], 2, 7)[1]
    places_of = {(row, col): text for col, texts in ours.items() for row, text in enumerate(texts, 2) if text}
    assert {f"{chr(64 + col)}{row}": f"={text}" for (row, col), text in places_of.items()} == expected


def test_a_formula_is_handed_on_when_its_row_goes(tmp_path: Path) -> None:
    path = with_shared_formulas(filled(tmp_path, [{**ISSUE, "id": f"I-{n:03}"} for n in range(1, 31)]))
    sheet = "问题清单"
    before = formulas(path, sheet)
    book = FileBook(path, writing=True)
    book.shrink("issues", 3)
    book.save()
    kept = {place: text for place, text in before.items() if int("".join(filter(str.isdigit, place))) < 8}
    assert formulas(path, sheet) == kept


@pytest.mark.parametrize("shape", SHAPES)
def test_switched_and_back_and_undone(shape: Callable[[Path, Path | None], Path], tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.SCORING)
    score(FileBook(path, writing=True), NOW)
    before = shown(FileBook(path))
    shape(path, None)
    assert live(FileBook(path, writing=True), NOW).findings == []
    assert all("KZ_" in text for text in FileBook(path).view("plans").formulas["total"] if text)
    undo(FileBook(path, writing=True), NOW)
    assert shown(FileBook(path)) == before
    shape(path, None)
    live(FileBook(path, writing=True), NOW)
    shape(path, None)
    portable(FileBook(path, writing=True), NOW)
    assert shown(FileBook(path)) == before

"""Edits land where they belong, whatever way a sheet is written, and all else in it stays as it is."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.xlsx import Cell, Workbook, letters
from tests.helpers.books import set_cell
from udfs.problems import RefusalError

ROWS, COLS = 6, 4
SHEET = "数据"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# What a cell may be before: a number, an empty styled cell, text in the cell, a formula, or not written at all.
forms = st.sampled_from(["number", "empty", "inline", "formula", None])
places = st.tuples(st.integers(1, ROWS), st.integers(1, COLS))
fresh = st.integers(-5, 5) | st.text("改a<&é ", min_size=1, max_size=4)


def written(form: str, row: int, col: int, p: bytes) -> bytes:
    """Return a cell as other programs write it."""
    place = f"{letters(col)}{row}".encode()
    value = b"%d" % (10 * row + col)
    return {
        "number": b'<@c r="%s" s="1"><@v>%s</@v></@c>' % (place, value),
        "empty": b'<@c r="%s" s="1"/>' % place,
        "inline": b'<@c r="%s" t="inlineStr"><@is><@t>t%s</@t></@is></@c>' % (place, value),
        "formula": b'<@c r="%s"><@f>1+%s</@f><@v>7</@v></@c>' % (place, value),
    }[form].replace(b"@", p)


def before(form: str | None, row: int, col: int) -> object:
    """Return what another reader sees in such a cell."""
    value = 10 * row + col
    seen = {"number": value, "inline": f"t{value}", "formula": f"=1+{value}"}
    return seen.get(form or "")


def sheet_of(cells: Mapping[tuple[int, int], str | None], prefix: bytes) -> bytes:
    rows = b""
    for row in range(1, ROWS + 1):
        inner = b"".join(
            written(form, row, col, prefix) for col in range(1, COLS + 1) if (form := cells.get((row, col)))
        )
        if inner:
            rows += b'<@row r="%d">%s</@row>' % (row, inner)
    spaced = b"xmlns:x" if prefix else b"xmlns"
    built = b'<@worksheet %s="%s"><@dimension ref="A1:B2"/><@sheetData>%s</@sheetData></@worksheet>'
    return (built % (spaced, MAIN, rows)).replace(b"@", prefix)


def book_of(path: Path, sheet: bytes) -> Path:
    built = xlsxwriter.Workbook(path)
    built.add_worksheet(SHEET).write(0, 0, 1, built.add_format({"bold": True}))
    built.close()
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(places, forms), st.dictionaries(places, fresh, min_size=1), st.booleans(), st.sampled_from([b"", b"x:"])
)  # fmt: skip
def test_edits_land_where_they_belong(
    tmp_path_factory: pytest.TempPathFactory,
    present: dict[tuple[int, int], str | None],
    edits: dict[tuple[int, int], str | int],
    with_formula: bool,
    prefix: bytes,
) -> None:
    path = book_of(tmp_path_factory.mktemp("edit") / "a.xlsx", sheet_of(present, prefix))
    book = Workbook.open(path, writing=True)
    for (row, col), value in edits.items():
        set_cell(book, SHEET, row, col, Cell(value, f"A{row}&1" if with_formula else None))
    book.save()
    seen = openpyxl.load_workbook(path)[SHEET]
    ours = Workbook.open(path).block(SHEET, 1, 1, ROWS, COLS)
    for row in range(1, ROWS + 1):
        for col in range(1, COLS + 1):
            new = edits.get((row, col))
            if new is None:
                assert seen.cell(row, col).value == before(present.get((row, col)), row, col)
            else:
                assert seen.cell(row, col).value == (f"=A{row}&1" if with_formula else new)
                assert ours[row - 1][col - 1] == new


def test_an_address_that_stands_twice_holds_what_was_written(tmp_path: Path) -> None:
    """Broken writers do this; the edit must not get lost behind the other one."""
    twice = b'<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'
    sheet = sheet_of({(1, 1): "number"}, b"").replace(written("number", 1, 1, b""), twice)
    path = book_of(tmp_path / "a.xlsx", sheet)
    book = Workbook.open(path, writing=True)
    set_cell(book, SHEET, 1, 1, Cell(9))
    book.save()
    assert Workbook.open(path).block(SHEET, 1, 1, 1, 1) == [[9]]
    assert openpyxl.load_workbook(path)[SHEET]["A1"].value == 9


def test_a_book_can_be_written_on_after_it_was_saved(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", sheet_of({(1, 1): "number", (2, 2): "empty"}, b""))
    book = Workbook.open(path, writing=True)
    for value in (1, 2, 3):
        set_cell(book, SHEET, 2, 2, Cell(value))
        assert book.block(SHEET, 2, 2, 2, 2) == [[value]]
        set_cell(book, SHEET, 1, 1, Cell(-value))
        book.save()
        assert Workbook.open(path).block(SHEET, 1, 1, 2, 2) == [[-value, None], [None, value]]


def test_a_refused_cell_stays_waiting_and_the_file_as_it_was(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", sheet_of({(1, 1): "number"}, b""))
    content = path.read_bytes()
    book = Workbook.open(path, writing=True)
    set_cell(book, SHEET, 1, 1, Cell(float("inf")))
    for _ in range(2):
        with pytest.raises(RefusalError):
            book.save()
        assert path.read_bytes() == content
    set_cell(book, SHEET, 1, 1, Cell(4))
    book.save()
    assert Workbook.open(path).block(SHEET, 1, 1, 1, 1) == [[4]]

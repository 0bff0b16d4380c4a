"""An edit of a workbook saved by Excel leaves everything else in it as it was."""

import subprocess
import sys
from pathlib import Path

import pytest

from addin.xlsx import Cell, Workbook
from tests.helpers.books import set_cell

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = sorted((SHARED / "corpus").glob("*.xls[xm]"))

pytestmark = pytest.mark.skipif(not CORPUS, reason="the corpus of workbooks saved by Excel is not on this machine")


@pytest.mark.parametrize("source", CORPUS, ids=lambda path: path.name)
def test_setting_a_cell_changes_only_its_sheet(source: Path, tmp_path: Path) -> None:
    target = tmp_path / source.name
    target.write_bytes(source.read_bytes())
    book = Workbook.open(target, writing=True)
    sheet = next(sheet for sheet in book.sheets if sheet.has_cells)
    set_cell(book, sheet.name, 97, 23, Cell("改善 <&> 'x'"))
    book.save()

    part = sheet.part.rpartition("/")[2]
    checked = subprocess.run(
        [sys.executable, SHARED / "checks" / "untouched.py", source, target, "--may-change", part],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert "1 cells differ ['W97']; other elements: []" in checked.stdout or "['dimension']" in checked.stdout
    assert Workbook.open(target).block(sheet.name, 97, 23, 97, 23) == [["改善 <&> 'x'"]]


@pytest.mark.parametrize("source", CORPUS, ids=lambda path: path.name)
def test_saving_nothing_leaves_the_file_alone(source: Path, tmp_path: Path) -> None:
    target = tmp_path / source.name
    target.write_bytes(source.read_bytes())
    before = target.stat().st_mtime_ns
    book = Workbook.open(target, writing=True)
    for sheet in book.sheets:
        if sheet.has_cells:
            list(book.rows(sheet.name))
    book.save()
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_mtime_ns == before


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("source", CORPUS, ids=lambda path: path.name)
def test_values_are_those_that_another_reader_sees(source: Path) -> None:
    import openpyxl

    book, other = Workbook.open(source), openpyxl.load_workbook(source, data_only=True)
    for sheet in book.sheets:
        if not sheet.has_cells:
            continue
        seen = {(row, col): value for row, cells in book.rows(sheet.name) for col, value, _ in cells}
        for row in other[sheet.name].iter_rows():
            for cell in row:
                ours = seen.get((cell.row, cell.column))
                # openpyxl reads the coding `_x0000_` otherwise than Excel, so texts that hold it are no oracle.
                if isinstance(cell.value, (int, float, str)) and not cell.is_date and "_x" not in f"{cell.value}{ours}":
                    assert ours == cell.value

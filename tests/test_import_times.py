"""Times, durations and far cells: the same from every format, without filling the memory; what needs a password says so."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from addin.importing.grid import read_grids
from tests.helpers.conversion import converted
from udfs.problems import RefusalError
from udfs.serials import Shown, clock_text, dated
from udfs.values import CellValue

# The format of a cell, its number, and what is imported.
TIMES: list[tuple[str, float, CellValue]] = [
    ("[h]:mm:ss", 36.5 / 24, "36:30:00"),
    ("[h]:mm:ss", 2, "48:00:00"),
    ("[h]:mm", 0.5, "12:00"),
    ("[h]:mm:ss", 0, "00:00"),
    ("[h]:mm:ss", -0.5, "-12:00"),
    ("[mm]:ss", 1.5 / 24, "01:30"),
    ("h:mm", 0, "00:00"),
    ("h:mm:ss", (8 * 3600 + 30 * 60 + 15) / 86400, "08:30:15"),
    ("h:mm:ss.0", (8 * 3600 + 15.5) / 86400, "08:00:15.5"),
    ("yyyy-mm-dd", 46101, date(2026, 3, 20)),
    ("yyyy-mm-dd h:mm", 46101.5, datetime(2026, 3, 20, 12)),
    ("h:mm", 46101.5, datetime(2026, 3, 20, 12)),
    ("0.0", 1.5, 1.5),
]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook with a time in each row, and a cell in the far corner that .xls has."""
    path = tmp_path_factory.mktemp("times") / "times.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    for row, (code, number, _) in enumerate(TIMES):
        sheet.write(row, 0, number, book.add_format({"num_format": code}))
    sheet.write(0, 1, "a  b\nc")
    sheet.write(65_535, 255, "far")
    book.close()
    return path


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_the_same_from_every_format_and_a_far_cell_costs_nothing(kind: str, workbook: Path) -> None:
    path = workbook if kind == "xlsx" else converted(workbook, kind)
    (grid,) = read_grids(path)
    assert [row[0] for _, row in grid.rows[: len(TIMES)]] == [expected for _, _, expected in TIMES]
    assert grid.rows[0][1][1] == "a  b\nc"
    number, last = grid.rows[-1]
    assert (number, len(last), last[-1], len(grid.rows)) == (65_536, 256, "far", len(TIMES) + 1)
    # In kilobytes: laid out as a block, the sheet took more than a gigabyte. What the process itself took is asked of the
    # system's own table: `ru_maxrss` of a new process begins with what its parent, the tests, had.
    code = (
        "import resource, sys; from pathlib import Path; from addin.importing.grid import read_grids; "
        "read_grids(Path(sys.argv[1])); lines = Path('/proc/self/status').read_text().splitlines(); "
        "own = next(int(line.split()[1]) for line in lines if line.startswith('VmHWM')); "
        "print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 400_000


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "00:00"), (0.25, "06:00"), (1, "24:00:00"), (4.5, "108:00:00"), (-1.25, "-30:00:00"), (1e-7, "00:00:00.009")],
)
def test_hours_as_text(days: float, text: str) -> None:
    assert clock_text(days) == text


def test_a_blank_that_a_formula_has_copied_is_no_time() -> None:
    assert dated(0, Shown.DAY, date1904=False) == 0


def old_xls(workbook: Path, folder: Path, change: Callable[[bytes], bytes]) -> Path:
    path = folder / "旧.xls"
    path.write_bytes(change(converted(workbook, "xls").read_bytes()))
    return path


def test_an_xls_with_a_password_says_so(workbook: Path, tmp_path: Path) -> None:
    # The record that says who wrote the file becomes the one that says how it is encrypted.
    path = old_xls(workbook, tmp_path, lambda content: content.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"))
    with pytest.raises(RefusalError, match="encrypted"):
        read_grids(path)
    path = old_xls(workbook, tmp_path, lambda content: content + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(RefusalError, match="encrypted"):
        read_grids(path)


def test_a_web_page_with_its_pictures_is_none_of_ours(tmp_path: Path) -> None:
    source = tmp_path / "报表.xls"
    source.write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n\r\n<table>\r\n--x--'
    )
    with pytest.raises(RefusalError, match="web-page"):
        read_grids(source)


def test_a_sheet_named_by_its_content_not_by_its_ending(workbook: Path, tmp_path: Path) -> None:
    for kind in ("ods", "xlsx"):
        path = tmp_path / "改名.xls"
        path.write_bytes((workbook if kind == "xlsx" else converted(workbook, kind)).read_bytes())
        assert read_grids(path)[0].rows[0][1][0] == "36:30:00"
    empty = tmp_path / "空.ods"
    empty.write_bytes(b"no zip file")
    with pytest.raises(RefusalError, match="damaged"):
        read_grids(empty)

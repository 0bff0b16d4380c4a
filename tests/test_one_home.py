"""Facts of the file format stand in one place each, and say what Excel says."""

import ast
from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.live.book import LiveBook
from addin.book.live.entry import entered
from addin.book.port import Book
from addin.safefile import write_over
from udfs.problems import RefusalError
from udfs.values import ERRORS_BY_CODE, Cell, ErrorValue
from udfs.worksheet import EPOCH, ERROR_NAMES, fits_cell, utf16_length

ROOT = Path(__file__).resolve().parents[1]
MODULES = [path for room in ("udfs", "workbook_templates", "addin") for path in (ROOT / room).rglob("*.py")]

# Literals that stand for such a fact, each with the one module that may hold them.
HOMES = {
    1899: "udfs/worksheet.py",
    32_767: "udfs/worksheet.py",
    1_048_576: "udfs/worksheet.py",
    86_400: "udfs/worksheet.py",
    1e15: "udfs/worksheet.py",
    "#GETTING_DATA": "udfs/worksheet.py",
    "surrogatepass": "udfs/worksheet.py",
    2199: "udfs/rules.py",
    2300: "udfs/scheduling/planning.py",
    "[Content_Types].xml": "addin/xlsx/parts.py",
}


@pytest.mark.parametrize("literal", HOMES, ids=str)
def test_a_fact_has_one_home(literal: object) -> None:
    places = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) is type(literal) and node.value == literal
    }
    assert places == {HOMES[literal]}


def test_only_one_module_replaces_files() -> None:
    drafting = [path.name for path in MODULES if "NamedTemporaryFile" in path.read_text("utf-8")]
    assert drafting == ["safefile.py"]


def test_what_excel_says() -> None:
    assert date.fromordinal(EPOCH.toordinal() + 46_346) == date(2026, 11, 20)
    # CVErr(xlErrNA) and CVErr(xlErrDiv0) as COM hands them over.
    assert ERRORS_BY_CODE[-2146826246] == ErrorValue("#N/A")
    assert ERRORS_BY_CODE[-2146826281] == ErrorValue("#DIV/0!")
    assert len(ERROR_NAMES) == len(ERRORS_BY_CODE)


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("改善", 2), ("😀", 2), ("a😀\ud83d", 4)])
def test_length_in_utf16(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(("text", "fits"), [("x" * 32_767, True), ("x" * 32_768, False), ("😀" * 16_384, False)])
def test_what_a_cell_holds(text: str, fits: bool) -> None:
    assert fits_cell(text) == fits


def test_the_message_counts_as_the_cell_does() -> None:
    """16,384 faces are too many, and a message that says so must not give a number below the limit."""
    with pytest.raises(RefusalError) as refused:
        entered(Cell("😀" * 16_384), 1, 1)
    assert refused.value.finding.args["length"] == 32_768


def test_a_file_that_is_replaced_stays_readable_for_the_same_people(tmp_path: Path) -> None:
    path = tmp_path / "shared.bin"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_over(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [entry.name for entry in tmp_path.iterdir()] == ["shared.bin"]


@pytest.mark.parametrize("kind", [FileBook, LiveBook])
def test_a_book_is_documented_once(kind: type[Book]) -> None:
    """What a command may ask of a book is told by `Book`; both kinds only say how they do it."""
    for name in Book.__abstractmethods__:
        assert getattr(Book, name).__doc__, name
        method = getattr(kind, name)
        assert method.__override__, name
        assert method.__doc__ is None, name

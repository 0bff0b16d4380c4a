"""Files that cannot be used get one clear line in both languages, and keep their bytes."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from addin.xlsx import Cell, Workbook
from tests.helpers.books import set_cell
from tests.helpers.damaged import BAD, GOOD
from udfs.problems import RefusalError

ROOT = Path(__file__).resolve().parents[1]


def use(path: Path) -> None:
    with closing(Workbook.open(path, writing=True)) as book:
        sheet = book.sheets[0].name
        book.block(sheet, 1, 1, 50, 3)
        set_cell(book, sheet, 1, 1, Cell("new"))
        book.save()


@pytest.mark.parametrize(("make", "code"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_and_kept(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    path = tmp_path / "坏 文件 😀.xlsx"
    content = make()
    path.write_bytes(content)
    with pytest.raises(RefusalError) as refused:
        use(path)
    finding = refused.value.finding
    assert finding.problem.code == code
    for lang in ("zh", "en"):
        line = finding.line(lang)
        assert "\n" not in line
        assert "{" not in line
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.xlsx", "no-file"), (tmp_path, "is-a-folder")):
        with pytest.raises(RefusalError) as refused:
            Workbook.open(path)
        assert refused.value.finding.problem.code == code


def test_missing_sheets_and_tables_name_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    book = Workbook.open(path)
    with pytest.raises(RefusalError, match=r"no-such-sheet.*表"):
        book.block("没有", 1, 1, 1, 1)
    with pytest.raises(RefusalError, match="no-such-table"):
        book.append_rows("tblNone", [{1: Cell(1)}])


@pytest.mark.parametrize("mark", ["~${}", ".~lock.{}#"])
def test_a_file_open_elsewhere_is_not_written(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(GOOD)
    (tmp_path / mark.format(path.name)).touch()
    Workbook.open(path)
    with pytest.raises(RefusalError) as refused:
        Workbook.open(path, writing=True)
    assert refused.value.finding.problem.code == "locked"
    assert path.read_bytes() == GOOD


def test_a_read_only_file_is_not_written_even_by_root(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0o444)
    with pytest.raises(RefusalError) as refused:
        Workbook.open(path, writing=True)
    assert refused.value.finding.problem.code == "read-only"
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(RefusalError) as refused:
            Workbook.open(path, writing=True)
        assert refused.value.finding.problem.code == "read-only-folder"
    finally:
        tmp_path.chmod(0o755)


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    book = Workbook.open(path, writing=True)
    set_cell(book, "表", 1, 1, Cell("mine"))
    other = GOOD + b"\0"
    path.write_bytes(other)
    with pytest.raises(RefusalError, match="changed-meanwhile"):
        book.save()
    assert path.read_bytes() == other


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A real failing write: the system lets this process write no more than a few bytes into any file."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    code = f"""
import resource, signal, sys
sys.path.insert(0, {str(ROOT)!r})
from addin.xlsx import Cell, Workbook
from udfs.problems import RefusalError
book = Workbook.open({str(path)!r}, writing=True)
book.set_columns("表", 1, {{1: [Cell("x" * 30000)]}})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))
try:
    book.save()
except RefusalError as error:
    print(error.finding.problem.code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "cannot-save\n"
    assert path.read_bytes() == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_a_crash_before_the_rename_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    code = f"""
import os, pathlib, sys
sys.path.insert(0, {str(ROOT)!r})
from addin.xlsx import Cell, Workbook
book = Workbook.open({str(path)!r}, writing=True)
book.set_columns("表", 1, {{1: [Cell("x")]}})
pathlib.Path.replace = lambda self, target: os._exit(9)
book.save()
"""
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 9
    assert path.read_bytes() == GOOD


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0o640)
    use(path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() != GOOD


def test_damage_anywhere_never_ends_in_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(20261120)  # noqa: S311 - no secret, a repeatable choice
    path = tmp_path / "a.xlsx"
    refused = 0
    for _ in range(400):
        content = bytearray(GOOD)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        path.write_bytes(content)
        try:
            use(path)
        except RefusalError:
            refused += 1
            assert path.read_bytes() == content
    assert refused > 100
    assert [entry.name for entry in os.scandir(tmp_path)] == ["a.xlsx"]

"""What lies beside a mailed workbook, or in it, decides nothing about what runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from addin.book.file.book import FileBook
from addin.commands.score import score
from addin.excel.build import ARGUMENTS
from addin.xlsx import Cell, Workbook
from tests.helpers.books import NOW, demo, set_cell

TRAP = "from pathlib import Path\nPath(__file__).with_name('sprung').touch()\n"
NAMES = ("sitecustomize.py", "usercustomize.py", "addin/__init__.py", "udfs/__init__.py", "workbook_templates/__init__.py",
         "xlwings/__init__.py", "addin/excel/__init__.py", "addin/excel/entry.py", "json.py")  # fmt: skip


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with modules that bear the names of ours, and of what we use."""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TRAP)
    (tmp_path / "kaizen.conf").write_text('"INTERPRETER_WIN","evil.exe"\n')
    return tmp_path


def sprung(folder: Path) -> list[Path]:
    return list(folder.rglob("sprung"))


def test_the_server_imports_our_own_code_alone(hostile: Path) -> None:
    """As Excel starts it: with the switches of the add-in, in a folder and with variables that somebody else has set."""
    switches = ARGUMENTS.split(" -m ")[0].split()
    code = "import addin, udfs, workbook_templates, addin.excel.served as s; print(addin.__file__, udfs.__file__, s.__file__)"
    bad = {"PYTHONPATH": str(hostile), "PYTHONSTARTUP": str(hostile / "json.py"), "PYTHONHOME": ""}
    done = subprocess.run([sys.executable, *switches, "-c", code], cwd=hostile, env={**os.environ, **bad}, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(hostile) not in done.stdout
    assert sprung(hostile) == []


def test_the_trap_would_spring_without_the_switches(hostile: Path) -> None:
    subprocess.run([sys.executable, "-c", "import udfs"], cwd=hostile, capture_output=True, check=False)
    assert sprung(hostile)


def test_sheets_that_pretend_to_be_settings_or_code_are_cells(tmp_path: Path) -> None:
    path = demo(tmp_path)
    before = path.read_bytes()
    built = tmp_path / "mailed.xlsx"
    with xlsxwriter.Workbook(built) as book:
        book.add_worksheet("kaizen.conf").write_row(0, 0, ["PYTHONPATH", str(tmp_path)])
        book.add_worksheet("udfs.py").write(0, 0, "raise SystemExit('code from a sheet')")
    editor = Workbook.open(path, writing=True)
    set_cell(editor, "问题清单", 5, 22, Cell("=cmd|'/C calc'!A0"))
    editor.save()
    score(FileBook(path, writing=True), NOW)
    assert path.read_bytes() != before
    assert FileBook(path).view("issues").data["override"][0] == "=cmd|'/C calc'!A0"

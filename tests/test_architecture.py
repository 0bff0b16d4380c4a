"""The rooms: imports go one way, heavy libraries stay where they belong, the wheel holds what it should."""

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("udfs", "workbook_templates", "addin")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every imported module and whether it is imported when the module itself is."""
    tree = ast.parse(path.read_text("utf-8"))
    late = {
        id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) not in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or "", id(node) not in late


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    room = ROOMS.index(path.relative_to(ROOT).parts[0])
    for module, _ in imports(path):
        top = module.partition(".")[0]
        assert top not in ROOMS or ROOMS.index(top) <= room, f"{path.name} imports {module}"
        assert top not in {"pandas", "numpy", "openpyxl", "tests", "benchmarks"}, f"{path.name} imports {module}"
        meets_excel = "excel" in path.parts or path.name.startswith("live")
        assert top != "xlwings" or meets_excel, f"{path.name} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 360


def test_the_calculations_know_no_file() -> None:
    allowed = {"__future__", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum", "functools", "hashlib", "heapq",
               "itertools",
               "math", "random", "rapidfuzz", "re", "statistics", "string", "typing", "udfs", "unicodedata"}  # fmt: skip
    for path in (ROOT / "udfs").rglob("*.py"):
        for module, _ in imports(path):
            assert module.partition(".")[0] in allowed, f"{path.name} imports {module}"


# Who asks this computer for the day: the command line, a button, a cell that names no day, a developer who builds.
CLOCKS = {
    "addin/cli/running.py",
    "addin/excel/entry.py",
    "workbook_templates/builder/__main__.py",
    "workbook_templates/functions/planning.py",
}
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_the_moment_comes_from_the_edge() -> None:
    """Everything else is told the moment; tests have one of their own, so that they are green on any day."""
    reading = {
        path.relative_to(ROOT).as_posix()
        for path in (*MODULES, *TESTS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        if isinstance(node.value, ast.Name) and node.value.id in {"date", "datetime"}
    }
    assert reading == {*CLOCKS, "tests/helpers/today.py"}


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; import addin.cli.app; print(sorted(set(sys.modules) & {'pydantic', 'lxml', 'xlsxwriter', 'xlwings', 'python_calamine', 'zipfile'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_wheel_holds_the_rooms_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["packages"]["find"]["include"] == ["addin*", "udfs*", "workbook_templates*"]
    assert project["project"]["scripts"] == {"kaizen": "addin.cli.app:app"}


def test_what_is_read_at_run_time_is_in_the_wheel(tmp_path: Path) -> None:
    """Build the wheel and make the add-in from what it holds."""
    copy = tmp_path / "source"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(copy)]
    subprocess.run(command, cwd=copy, capture_output=True, text=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        held = {name for name in package.namelist() if ".dist-info/" not in name}
        package.extractall(tmp_path / "installed")
    files = {str(path.relative_to(ROOT)) for path in (ROOT / "addin" / "excel" / "source").iterdir()}
    assert files <= held
    assert {name.partition("/")[0] for name in held} == set(ROOMS)
    code = "from pathlib import Path; from addin.excel.build import addin_file; print(len(addin_file(Path('/x'))))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "installed", capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 10_000


def test_every_folder_of_code_is_a_package() -> None:
    for path in MODULES:
        assert (path.parent / "__init__.py").is_file()


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join
)
def test_linters_are_content(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr

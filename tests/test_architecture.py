"""The rooms: imports go one way, heavy libraries stay where they belong."""

import ast
import subprocess
import sys
import tomllib
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


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; import addin.cli.app; print(sorted(set(sys.modules) & {'pydantic', 'lxml', 'xlsxwriter', 'xlwings', 'python_calamine', 'zipfile'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_wheel_holds_the_rooms_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["packages"]["find"]["include"] == ["addin*", "udfs*", "workbook_templates*"]
    assert project["project"]["scripts"] == {"kaizen": "addin.cli.app:app"}


def test_every_folder_of_code_is_a_package() -> None:
    for path in MODULES:
        assert (path.parent / "__init__.py").is_file()

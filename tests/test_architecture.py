"""The rooms: imports go one way, heavy libraries stay where they belong."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.rooms import (
    PRODUCT,
    ROOT,
    circles,
    drawn,
    imports,
    layers,
    module_graph,
    product_files,
    room_graph,
)

MODULES = product_files()
# Where Excel is met: the add-in and the open workbook.
MEETS_EXCEL = (Path("addin/excel"), Path("addin/book/live"))
# Where exports of millions of rows are read.
READS_EXPORTS = Path("addin/measuring")
# Who lets people in: the command line and the add-in. Nothing else needs to know them.
HOSTS = ("addin.cli", "addin.excel")


def test_no_module_imports_in_a_circle() -> None:
    assert not circles(module_graph())


def test_no_room_imports_in_a_circle() -> None:
    assert not circles(room_graph(module_graph()))


def test_every_arrow_points_to_a_lower_layer() -> None:
    """The layers are computed; what every command uses is below them all, the hosts are above them all."""
    rooms = room_graph(module_graph())
    heights = layers(rooms)
    for importer, imported, why in rooms.edges(data="why"):
        assert heights[importer] > heights[imported], f"{why}\n{drawn(heights)}"
        assert not imported.startswith(HOSTS) or importer.startswith(HOSTS), f"{why}: a host"
    lowest = {room for room in rooms if room.startswith("addin.") and rooms.nodes[room].get("loose")}
    for room in lowest:
        for below in rooms.successors(room):
            assert not below.startswith("addin.") or below in lowest, rooms.edges[room, below]["why"]


def test_circles_and_layers_are_seen(tmp_path: Path) -> None:
    """The picture shows what it should: late imports, and those for the type checker alone."""
    files = {
        "udfs/low.py": "",
        "addin/loose.py": "import udfs.low",
        "addin/a/one.py": "from addin.b import two\nimport addin.loose",
        "addin/b/two.py": "def load():\n    from addin.c.three import x",
        "addin/c/three.py": "import addin.d.four, sys",
        "addin/d/four.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from addin.a.other import Type",
        "addin/a/other.py": "from udfs import low",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for folder in (path.parent, tmp_path / path.parts[len(tmp_path.parts)]):
            (folder / "__init__.py").touch()
    (tmp_path / "workbook_templates").mkdir()
    modules = module_graph(tmp_path)
    assert circles(modules) == []
    assert modules.has_edge("addin.a.other", "udfs.low")
    assert layers(modules)["addin.a.one"] == 5
    (circle,) = circles(room_graph(modules, tmp_path))
    assert circle.splitlines() == [
        "addin.a → addin.b: addin/a/one.py:1 imports addin.b.two",
        "addin.b → addin.c: addin/b/two.py:2 imports addin.c.three",
        "addin.c → addin.d: addin/c/three.py:1 imports addin.d.four",
        "addin.d → addin.a: addin/d/four.py:3 imports addin.a.other",
    ]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_one_way(path: Path) -> None:
    room = PRODUCT.index(path.parts[0])
    for results in imports(path):
        top = results.name.partition(".")[0]
        assert top not in PRODUCT or PRODUCT.index(top) <= room, results
        assert top not in {"pandas", "openpyxl", "tests", "benchmarks"}, results
        assert top != "numpy" or path.is_relative_to(READS_EXPORTS), results
        assert top != "xlwings" or any(path.is_relative_to(folder) for folder in MEETS_EXCEL), results


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_stay_readable(path: Path) -> None:
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= 360


def test_no_module_defines_a_name_twice() -> None:
    """The second would take the first one's place: merging two branches has done that."""
    twice = []
    for path in MODULES:
        body = ast.parse((ROOT / path).read_text("utf-8")).body
        names = [
            node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.decorator_list
        ]
        names += [
            target.id
            for node in body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        twice += [f"{path}: {name}" for name in set(names) if names.count(name) > 1]
    assert not twice


def test_the_calculations_know_no_file() -> None:
    allowed = {"__future__", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "hashlib", "heapq",
               "itertools", "lunar_python",
               "math", "numbers", "random", "rapidfuzz", "re", "scipy", "statistics", "string", "types", "typing", "udfs", "unicodedata"}  # fmt: skip
    for path in MODULES:
        if path.parts[0] == "udfs":
            for results in imports(path):
                assert results.name.partition(".")[0] in allowed, results


# Who asks this computer for the day: the command line, a button, a cell that names no day, a developer who builds.
CLOCKS = {
    "addin/cli/running.py",
    "addin/excel/entry.py",
    "workbook_templates/builder/__main__.py",
    "workbook_templates/functions/planning.py",
}
TESTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))


def test_the_moment_comes_from_the_edge() -> None:
    """Everything else is told the moment; tests have one of their own, so that they are green on any day."""
    reading = {
        path.as_posix()
        for path in (*MODULES, *TESTS)
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        if isinstance(node.value, ast.Name) and node.value.id in {"date", "datetime"}
    }
    assert reading == {*CLOCKS, "tests/helpers/today.py"}


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; import addin.cli.app; print(sorted(set(sys.modules) & {'pydantic', 'lxml', 'numpy', 'pyarrow', 'scipy', 'xlsxwriter', 'xlwings', 'python_calamine', 'docx', 'zipfile'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] == "udfs"], ids=str)
def test_what_calculates_slowly_to_load_is_loaded_by_the_function_that_needs_it(path: Path) -> None:
    top = ast.parse((ROOT / path).read_text("utf-8")).body
    names = [alias.name for node in top if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.partition(".")[0] == "scipy"]
    # `scipy.stats` takes ten times as long to load.
    assert all(not result.name.startswith("scipy") or result.name == "scipy.special" for result in imports(path))


def test_the_wheel_holds_the_rooms_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["packages"]["find"]["include"] == ["addin*", "udfs*", "workbook_templates*"]
    assert project["project"]["scripts"] == {"kaizen": "addin.cli.app:app"}


def test_every_folder_of_code_is_a_package() -> None:
    for path in MODULES:
        assert (ROOT / path.parent / "__init__.py").is_file()

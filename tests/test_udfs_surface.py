"""The room `udfs`: its surface is complete and sorted, and it leans on nobody."""

import ast
import pkgutil
import sys
from pathlib import Path

import udfs

ROOM = Path(udfs.__file__).parent


def test_every_module_is_listed_in_order() -> None:
    assert udfs.__all__ == sorted(module.name for module in pkgutil.iter_modules(udfs.__path__))


# Libraries that only calculate, as the room itself does.
CALCULATING = {"lunar_python", "rapidfuzz", "scipy"}


def test_it_imports_nothing_but_the_standard_library_itself_and_what_only_calculates() -> None:
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.partition(".")[0] in sys.stdlib_module_names | {"udfs"} | CALCULATING, (
                    f"{path.name} imports {name}"
                )

"""The tests themselves: what several share stands in tests/helpers, so that each file can be read and run alone."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, and what it imports from them, by their full names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda path: str(path.relative_to(TESTS)))
def test_no_test_module_is_imported(path: Path) -> None:
    assert [name for name in imported(path) if ".test_" in f".{name}"] == []


@pytest.mark.parametrize("script", ["other-days", "lowest"])
def test_what_ci_runs_apart_from_the_suite_is_there(script: str) -> None:
    """Those scripts run after the whole suite and only there: a test renamed would stop CI at its very end."""
    text = (TESTS.parent / ".ci" / script).read_text("utf-8")
    named = re.findall(r"(tests/\w+\.py)(?:::(\w+))?", text)
    assert named
    for path, function in named:
        source = (TESTS.parent / path).read_text("utf-8")
        assert not function or f"\ndef {function}(" in source, f"{path}::{function}"

"""Names say what things are: words that say only how something came about, or that it is there, name nothing."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.helpers.rooms import ROOT, product_files

# As a whole name, whatever its case and underscores round it.
NAMES_NOTHING = {"found", "held", "made", "heard", "said", "spoken"}
# As any part of a name.
NEVER = {"told", "wish", "wishes", "fate", "fates", "mend", "twins", "strays", "knots"}


def names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield every name that the code gives: of functions, classes, arguments, variables and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield (node.id if isinstance(node, ast.Name) else node.attr), node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno


def says_nothing(name: str) -> bool:
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    whole = name.strip("_").lower()
    return (whole in NAMES_NOTHING and not name.isupper()) or bool({word.lower() for word in words} & NEVER)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("found", True), ("_held", True), ("told_every", True), ("FileFate", True), ("toldest", False), ("MADE", False),
     ("CLOSED_BEFORE_FOUND", False), ("findings", False)],
)  # fmt: skip
def test_the_worst_are_known(name: str, *, bad: bool) -> None:
    assert says_nothing(name) is bad


@pytest.mark.parametrize("folder", ["product", "tests", "benchmarks", ".ci"])
def test_none_of_them_is_used(folder: str) -> None:
    paths = [ROOT / path for path in product_files()] if folder == "product" else sorted((ROOT / folder).rglob("*.py"))
    assert paths
    seen = [
        f"{path}:{line} {name}"
        for path in paths
        for name, line in names(ast.parse(path.read_text("utf-8")))
        if says_nothing(name)
    ]
    assert not seen, "\n".join(seen)

"""The picture of the product as its imports draw it: modules, the rooms they lie in, the layers of both.

`python -m tests.helpers.rooms` prints the layers.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import networkx as nx

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("udfs", "workbook_templates", "addin")


class Import(NamedTuple):
    """One import: who imports, on which line, what; `name` is the module, or whatever else was named."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.name}"


def product_files(root: Path = ROOT) -> list[Path]:
    """Return the files of the product, relative to its folder."""
    return sorted(path.relative_to(root) for top in PRODUCT for path in (root / top).rglob("*.py"))


def module_of(path: Path) -> str:
    """Return what a file is imported as."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, known: Iterable[str] = (), root: Path = ROOT) -> Iterator[Import]:
    """Yield every import of a file.

    Those inside functions count, and so do those for the type checker alone: they never run, but whoever reads the one
    module has to know the other. Two things do not count. A text that names a function, in a table of commands, is data:
    its module is known to whoever looks it up there. And that importing `a.b.c` loads `a` and `a.b`, too: a package that
    offers what its own modules hold would always be a circle.
    """
    known = set(known)
    tree = ast.parse((root / path).read_text("utf-8"))
    for node in ast.walk(tree):
        for name in _names(node, known):
            yield Import(path, node.lineno, name)  # type: ignore[attr-defined]


def _names(node: ast.AST, known: set[str]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            assert level == 0, "a relative import"
            full = [f"{module}.{alias.name}" for alias in names]
            yield from {name if name in known else str(module) for name in full}


@cache
def module_graph(root: Path = ROOT) -> nx.DiGraph:
    """Return the modules of the product and an arrow for every import among them; `why` is the import."""
    files = {module_of(path): path for path in product_files(root)}
    graph = nx.DiGraph()
    graph.add_nodes_from(files)
    for module, path in files.items():
        for results in imports(path, files, root):
            if results.name in files and results.name != module:
                graph.add_edge(module, results.name, why=results)
    return graph


def room_of(module: str, packages: set[str]) -> str:
    """Return the room of a module: its folder; what lies loose in the product's three folders is a room of its own."""
    room = module if module in packages else module.rpartition(".")[0]
    return module if room in PRODUCT else room


def room_graph(modules: nx.DiGraph, root: Path = ROOT) -> nx.DiGraph:
    """Return the rooms and an arrow where a module of one imports a module of another; `why` is the first such import."""
    packages = {module_of(path) for path in product_files(root) if path.name == "__init__.py"}
    graph = nx.DiGraph()
    for module in modules:
        graph.add_node(room_of(module, packages), loose=room_of(module, packages) == module and module not in packages)
    for importer, imported, why in modules.edges(data="why"):
        rooms = room_of(importer, packages), room_of(imported, packages)
        if rooms[0] != rooms[1] and not graph.has_edge(*rooms):
            graph.add_edge(*rooms, why=why)
    return graph


def circles(graph: nx.DiGraph) -> list[str]:
    """Return every circle in words: the imports that close it, one a line."""
    tangled = [sorted(nodes) for nodes in nx.strongly_connected_components(graph) if len(nodes) > 1]
    return ["\n".join(_steps(graph, nodes)) for nodes in sorted(tangled)]


def _steps(graph: nx.DiGraph, nodes: list[str]) -> list[str]:
    """Return a shortest way round among nodes that all reach each other."""
    inner = graph.subgraph(nodes)
    ways = (
        [start, *nx.shortest_path(inner, following, start)] for start in nodes for following in inner.successors(start)
    )
    way = min(ways, key=len)
    return [f"{a} → {b}: {graph.edges[a, b]['why']}" for a, b in pairwise(way)]


def layers(graph: nx.DiGraph) -> dict[str, int]:
    """Return the layer of every node: 0 where it imports nothing, else one above the highest that it imports.

    Raises:
        networkx.NetworkXUnfeasible: there is a circle.
    """
    heights: dict[str, int] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        heights[node] = 1 + max((heights[below] for below in graph.successors(node)), default=-1)
    return heights


def drawn(heights: Mapping[str, int]) -> str:
    """Return the layers as text, the highest first."""
    return "\n".join(
        f"{height:>3}  {', '.join(sorted(node for node in heights if heights[node] == height))}"
        for height in sorted(set(heights.values()), reverse=True)
    )


if __name__ == "__main__":
    sys.stdout.write(drawn(layers(room_graph(module_graph()))) + "\n")

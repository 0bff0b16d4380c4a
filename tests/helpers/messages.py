"""What the code gives to the texts of problems: every place where a problem meets its arguments, read from the source."""

from __future__ import annotations

import ast
import importlib
import string
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.helpers.rooms import ROOT, product_files
from udfs.lang import Text
from udfs.problems import Problem

# What is called on a problem itself, and what takes it as an argument; the arguments of its texts are keywords.
_ON_PROBLEM = {"finding", "at"}
_WITH_PROBLEM = {"finding", "RefusalError"}
# Records that carry a problem with its arguments as a dict, to become findings later.
_RECORDS = {"Complaint", "Remark"}
# What RefusalError takes besides.
_PLACE = frozenset({"sheet", "cell"})


class Use(NamedTuple):
    """A problem and what it gets at one place.

    Attributes:
        where: file and function, such as `addin/checks/rows.py _group`.
        line: the line.
        how: what is called; `tuple` for a problem with a dict beside it.
        problems: the problems that it may be; none where the source does not tell.
        given: the names of the arguments; None where the source does not tell.
    """

    where: str
    line: int
    how: str
    problems: tuple[Problem, ...]
    given: frozenset[str] | None

    def __str__(self) -> str:
        return f"{self.where}:{self.line}"


def placeholders(problem: Problem) -> frozenset[str]:
    """Return the names that a problem's texts ask for, in either language."""
    texts = [value for field in fields(problem) if isinstance(value := getattr(problem, field.name), Text)]
    pieces = [piece for text in texts for words in text for piece in string.Formatter().parse(words)]
    return frozenset(name for _, name, _, _ in pieces if name)


@cache
def uses() -> tuple[Use, ...]:
    """Return every place of the product where a problem gets arguments."""
    sources = (_Source(path, ast.parse((ROOT / path).read_text("utf-8"))) for path in product_files())
    return tuple(use for source in sources for use in source.uses())


class _Source:
    """One file of the product."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self._path, self._tree = path, tree
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self._calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        # By scope; each is looked up for many names.
        self._bound: dict[ast.AST, dict[str, list[ast.expr]]] = {}
        self._catalogues = {
            alias.name: importlib.import_module(f"udfs.problems.{alias.name}")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "udfs.problems"
            for alias in node.names
            if alias.name.islower()
        }

    def uses(self) -> Iterator[Use]:
        takers = _WITH_PROBLEM | self._forwarders()
        for call in self._calls:
            name = _name(call.func)
            if name in takers and call.args and self._is_problem(call.args[0]):
                yield self._use(call, name, call.args[0], self._keywords(call))
            elif name in _ON_PROBLEM and isinstance(call.func, ast.Attribute) and self._is_problem(call.func.value):
                yield self._use(call, name, call.func.value, self._keywords(call))
        for node in ast.walk(self._tree):
            values = node.elts if isinstance(node, ast.Tuple) else []
            values = node.args if isinstance(node, ast.Call) and _name(node.func) in _RECORDS else values
            for problem, args in pairwise(values):
                if self._is_problem(problem) and (isinstance(args, ast.Dict) or _name(args).endswith("args")):
                    how = _name(node.func) if isinstance(node, ast.Call) else "tuple"
                    yield self._use(node, how, problem, self._keys(args))

    def _use(self, node: ast.AST, how: str, problem: ast.expr, given: frozenset[str] | None) -> Use:
        names = [scope.name for scope in self._scopes(node) if isinstance(scope, ast.FunctionDef)]
        problems = tuple(dict.fromkeys(self._problems(problem)))
        return Use(f"{self._path.as_posix()} {names[0]}", problem.lineno, how, problems, given)

    def _scopes(self, node: ast.AST) -> Iterator[ast.FunctionDef | ast.Module]:
        """Yield the functions round a node, the innermost first, and the module."""
        while node in self._parents:
            node = self._parents[node]
            if isinstance(node, ast.FunctionDef | ast.Module):
                yield node

    # --- arguments -------------------------------------------------------------------------------------------------

    def _forwarders(self) -> frozenset[str]:
        """Return the functions here that hand `problem` and `**args` on, as in `self._report(imports.X, row=1)`."""
        functions = [node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef) and node.args.kwarg]
        return frozenset(node.name for node in functions if "problem" in [arg.arg for arg in node.args.args])

    def _keywords(self, call: ast.Call) -> frozenset[str] | None:
        given: frozenset[str] = frozenset()
        for keyword in call.keywords:
            more = frozenset({keyword.arg}) if keyword.arg is not None else self._keys(keyword.value)
            if more is None:
                return None
            given |= more
        return given - _PLACE if _name(call.func) == "RefusalError" else given

    def _keys(self, args: ast.expr) -> frozenset[str] | None:
        """Return the keys of a dict: written there, or given to the name in the same function."""
        if isinstance(args, ast.Dict):
            keys: frozenset[str] = frozenset()
            for key, value in zip(args.keys, args.values, strict=True):
                more = frozenset({key.value}) if isinstance(key, ast.Constant) else self._keys(value)
                if more is None:
                    return None
                keys |= more
            return keys
        if not isinstance(args, ast.Name) or self._is_own_keywords(args):
            return None
        values = list(self._values(args))
        return self._keys(values[0]) if len(values) == 1 and isinstance(values[0], ast.Dict) else None

    def _is_own_keywords(self, args: ast.Name) -> bool:
        """Return whether a name is the `**args` of the function that it is used in."""
        scope = next(self._scopes(args))
        return isinstance(scope, ast.FunctionDef) and scope.args.kwarg is not None and scope.args.kwarg.arg == args.id

    # --- problems --------------------------------------------------------------------------------------------------

    def _is_problem(self, node: ast.expr) -> bool:
        """Return whether an expression is, or by its name may be, a problem."""
        return bool(self._constants(node)) or _name(node) in {"problem", "words"} or bool(list(self._problems(node)))

    def _constants(self, node: ast.AST) -> list[Problem]:
        results = (
            getattr(self._catalogues[inner.value.id], inner.attr)
            for inner in ast.walk(node)
            if isinstance(inner, ast.Attribute)
            and isinstance(inner.value, ast.Name)
            and inner.value.id in self._catalogues
        )
        return [value for value in results if isinstance(value, Problem)]

    def _problems(self, node: ast.expr) -> Iterator[Problem]:
        """Yield what an expression may be: constants in it, or in what its name stands for, here or for callers."""
        yield from self._constants(node)
        for name in ast.walk(node):
            if isinstance(name, ast.Name):
                for value in self._values(name):
                    yield from self._constants(value)
                yield from self._passed(name)

    def _values(self, name: ast.Name) -> Iterator[ast.expr]:
        """Yield what a name is assigned to, or loops over, in the functions round it and in the module."""
        for scope in self._scopes(name):
            if scope not in self._bound:
                self._bound[scope] = _bindings(scope)
            if values := self._bound[scope].get(name.id):
                yield from values
                return

    def _passed(self, name: ast.Name) -> Iterator[Problem]:
        """Yield the constants that the calls here give to a parameter of this name."""
        for scope in self._scopes(name):
            if isinstance(scope, ast.FunctionDef) and name.id in (names := [arg.arg for arg in scope.args.args]):
                at = names.index(name.id) - (names[0] == "self")
                for call in self._calls:
                    if _name(call.func) == scope.name and 0 <= at < len(call.args):
                        yield from self._constants(call.args[at])


def _bindings(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """Return what each name is assigned to or loops over, anywhere in a scope."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            pairs += [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            pairs.append((node.target, node.value))
        elif isinstance(node, ast.For | ast.comprehension):
            pairs.append((node.target, node.iter))
    results: dict[str, list[ast.expr]] = {}
    for target, value in pairs:
        for name in {inner.id for inner in ast.walk(target) if isinstance(inner, ast.Name)}:
            results.setdefault(name, []).append(value)
    return results


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""

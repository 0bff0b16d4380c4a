"""Formulas token by token: references and calls in them are rewritten, whatever sheets, columns and texts are called."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import Literal, NamedTuple

from udfs.worksheet import ERROR_NAMES
from workbook_templates.formulas import ROW, at_row

_LITERAL = '"(?:[^"]|"")*"'
_QUOTED_SHEET = "'(?:[^']|'')*'"
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SHEET = rf"(?:{_QUOTED_SHEET}|[^'!]+)!"

# Text literals and quoted names of sheets: what stands in them means nothing to a formula.
QUOTED = re.compile(f"{_LITERAL}|{_QUOTED_SHEET}")
_REFERENCE = re.compile(rf"(?:{_SHEET})?{_CELL}(?::{_CELL})?")
# Whole columns and whole rows: `$A:B`, `Plan!3:$5`.
_LINES = re.compile(rf"(?:{_SHEET})?(?:\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})")
# A row of its own in a reference, which moves with the cell: `$H5`, not `$H$5`.
_ROW_OF_CELL = re.compile(r"(?<=[A-Z])[0-9]{1,7}")
_ERROR = "|".join(map(re.escape, sorted(ERROR_NAMES, key=len, reverse=True)))
_UNREADABLE = re.compile(rf"(?P<quoted>{QUOTED.pattern})|(?P<brackets>\[)|(?P<error>{_ERROR})|(?P<spilled>#)|\s")

# What the tokenizer calls the two kinds of pieces that matter.
_KINDS: dict[tuple[str, str], Literal["operand", "call"]] = {("OPERAND", "RANGE"): "operand", ("FUNC", "OPEN"): "call"}


class Piece(NamedTuple):
    """A piece of a formula.

    Attributes:
        kind: what it is.
        text: how it is written.
        shape: the same, as long as the text, with nothing in quotes and brackets that could mean something.
    """

    kind: Literal["operand", "call", "other"]
    text: str
    shape: str


def with_references(formula: str, change: Callable[[str], str], *, lines: bool = False) -> str:
    """Return a formula with its references to cells as `change` gives them.

    `change` gets each reference as it is written, such as `$H5`, `A5:B$7` or `'Plan A5'!B5:C6`, and never what only
    looks like one in a text, in the name of a sheet, or in a column of a table. A formula that cannot be read stays as it
    is.

    Args:
        formula: the formula, with or without `=`.
        change: gives the reference to write in place of one.
        lines: also let `change` have the references to whole rows and columns, such as `A:$B`.
    """

    def changed(piece: Piece) -> str:
        if piece.kind == "operand":
            is_line = lines and _LINES.fullmatch(piece.text)
            return change(piece.text) if is_line else _operand(piece.text, piece.shape, change)
        if piece.kind == "call":  # the end of a range may be calculated: `B5:INDEX(`
            end = max(piece.shape.rfind(":"), 0)
            return _operand(piece.text[:end], piece.shape[:end], change) + piece.text[end:]
        return piece.text

    return "".join(map(changed, pieces(formula)))


def references(formula: str) -> list[str]:
    """Return the references to cells in a formula, in their order."""
    listed: list[str] = []

    def keep(reference: str) -> str:
        listed.append(reference)
        return reference

    with_references(formula, keep)
    return listed


def _operand(text: str, shape: str, change: Callable[[str], str]) -> str:
    if _REFERENCE.fullmatch(text):
        return change(text)
    # The ends of a range one by one: `Plan!A5:Plan!B7`, or `:B5` behind a call.
    ends, at = [], 0
    for end in shape.split(":"):
        ends.append(text[at : at + len(end)])
        at += len(end) + 1
    return ":".join(change(end) if _REFERENCE.fullmatch(end) else end for end in ends)


@lru_cache(maxsize=1024)
def with_plain_calls(formula: str, prefix: str) -> str:
    r"""Return a formula with calls of functions of another workbook (`'C:\…\kaizen.xlam'!KZ_…`) as plain calls.

    Args:
        formula: the formula.
        prefix: how the names of the functions begin.
    """

    def plain(piece: Piece) -> str:
        link, mark, name = piece.text.rpartition("!")
        return name if piece.kind == "call" and mark and link and name.startswith(prefix) else piece.text

    return "".join(map(plain, pieces(formula)))


class RowMarks:
    """Puts the mark of a formula's own row into the formulas of a column, one after the other.

    Most say the same as the one before, and need not be read.
    """

    def __init__(self) -> None:
        self._before: str | None = None

    def pattern(self, formula: str, row: int) -> str:
        """Return a formula with `formulas.ROW` in place of the row in which it stands."""
        if self._before is None or at_row(self._before, row) != formula:
            self._before = with_row_mark(formula, row)
        return self._before


def with_row_mark(formula: str, row: int) -> str:
    """Return a formula with `formulas.ROW` in place of its own row, wherever a reference may move with the cell."""
    own = str(row)
    if own not in formula:
        return formula

    def marked(reference: str) -> str:
        sheet, mark, address = reference.rpartition("!")
        return sheet + mark + _ROW_OF_CELL.sub(lambda digits: ROW if digits[0] == own else digits[0], address)

    return with_references(formula, marked)


def pieces(formula: str) -> list[Piece]:
    """Return the pieces of a formula; joined they are the formula. One that cannot be read is one piece."""
    shape = _shape(formula)
    sign = "" if shape.startswith("=") else "="
    module = _tokenizer()
    try:
        tokens = module.Tokenizer(sign + shape).items
    except (module.TokenizerError, IndexError):
        return [Piece("other", formula, shape)]
    at = 0 if sign else 1
    listed = [Piece("other", formula[:at], shape[:at])]
    for token in tokens:
        # Spaces come as one, however many there are.
        spaces = len(shape) - at - len(shape[at:].lstrip(" ")) if token.type == module.Token.WSPACE else 0
        end = at + (spaces or len(token.value))
        listed.append(Piece(_KINDS.get((token.type, token.subtype), "other"), formula[at:end], shape[at:end]))
        at = end
    return listed


def _shape(formula: str) -> str:
    """Return a formula, letter for letter as long as it is, without what the tokenizer stumbles over.

    That is: what brackets hold (an apostrophe in it escapes the next letter), line breaks, newer errors, and the sign
    of a spilled range.
    """
    pieces: list[str] = []
    at = 0
    while (match := _UNREADABLE.search(formula, at)) is not None:
        pieces.append(formula[at : match.start()])
        at = match.end()
        match match.lastgroup:
            case "quoted":
                pieces.append(match[0][0] + "x" * (len(match[0]) - 2) + match[0][-1])
            case "brackets":
                at = closing(formula, match.start())
                pieces.append("[" + "x" * (at - match.end() - 1) + "]")
            case "error":
                pieces.append("1" * len(match[0]))
            case "spilled":
                pieces.append("%")
            case _:
                pieces.append(" ")
    return "".join([*pieces, formula[at:]])


def closing(formula: str, start: int) -> int:
    """Return where what the bracket at `start` opens ends; an apostrophe in it escapes the next letter."""
    depth, at = 0, start
    while at < len(formula):
        if formula[at] == "'":
            at += 1
        else:
            depth += {"[": 1, "]": -1}.get(formula[at], 0)
            if depth == 0:
                return at + 1
        at += 1
    return len(formula)


@cache
def _tokenizer() -> ModuleType:
    """Return openpyxl's tokenizer alone: the package around it takes a hundred times as long to import."""
    package = importlib.util.find_spec("openpyxl")
    places = (
        [] if package is None else [str(Path(place) / "formula") for place in package.submodule_search_locations or ()]
    )
    spec = PathFinder.find_spec("tokenizer", places)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("openpyxl", name="openpyxl")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

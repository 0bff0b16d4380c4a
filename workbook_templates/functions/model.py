"""What a worksheet function is, and how cells become its arguments and its answer becomes cells again.

A function is declared once; the sheet of functions, the help in Excel and the VBA beside the ribbon are rendered from that.
Cells come as spreadsheets give them: a block of rows for a range, a single value for a cell, None for a blank.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from itertools import chain
from typing import Any, NamedTuple

from udfs.lang import Lang, Text
from udfs.problems import RefusalError, cells
from udfs.values import ERRORS_BY_CODE, CellValue, ErrorValue
from udfs.worksheet import ERROR_NAMES

Block = Sequence[Sequence[CellValue]]

CATEGORY = Text("改善", "Kaizen")
_SHOWN_OTHERWISE = {date, type(None)}
_PLAIN = {float, bool, type(None)}
_LANGUAGE = "language"
_BLANK: Block = [[None]]


class Shape(Enum):
    """What an argument takes: a cell or a range to go through, a whole block, or one value."""

    CELLS = "cells"
    BLOCK = "block"
    VALUE = "value"


class Argument(NamedTuple):
    """An argument: its name in the formula, what it takes, what it means, and whether it may be left out."""

    name: str
    shape: Shape
    help: Text
    optional: bool


class SheetFunction(NamedTuple):
    """A worksheet function: name, what it answers, its arguments in order, an example, and the calculation."""

    name: str
    help: Text
    arguments: tuple[Argument, ...]
    example: Text
    calculate: Callable[..., Any]

    @property
    def gives_dates(self) -> bool:
        """Return whether answers are days; they need care on their way into Excel."""
        return bool(getattr(self.calculate, "gives_dates", False))

    def __call__(self, *given: object) -> Block:
        """Return the answer to arguments as cells give them, in the shape of the range that was gone through.

        What cannot be calculated is answered with a short text that begins with `!`.
        """
        blocks = [*map(_block, given), *([None] * (len(self.arguments) - len(given)))]
        # A blank cell in place of an argument that may be left out is one left out; any other is just blank.
        pairs = zip(self.arguments, blocks, strict=True)
        named = {a.name: _BLANK if block is None and not a.optional else block for a, block in pairs}
        language = named.pop(_LANGUAGE) or self._language_before(named)
        try:
            lang = _language(language)
        except RefusalError as error:
            return [[error.finding.what(answer_language())]]
        try:
            return self._answer(named, lang)
        except RefusalError as error:
            return [[error.finding.what(lang)]]
        except Exception:  # whatever it is, a cell must not show a traceback
            logging.getLogger("kaizen").exception("%s failed", self.name)
            return [[cells.INTERNAL.what.to(lang)]]

    def _language_before(self, named: dict[str, Block | None]) -> Block | None:
        """Take the language out of the last place before its own: a formula made before a function got its last option."""
        option = self.arguments[-2]
        block = named[option.name]
        if not option.optional or option.shape is not Shape.VALUE or block is None or block[0][0] not in ("zh", "en"):
            return None
        named[option.name] = None
        return block

    def _answer(self, given: Mapping[str, Block | None], lang: Lang) -> Block:
        shapes = {argument.name: argument.shape for argument in self.arguments}
        through = [block for name, block in given.items() if shapes[name] is Shape.CELLS and block is not None]
        rows, cols = max(((len(block), len(block[0])) for block in through), default=(1, 1), key=_area)
        values = {
            name: None if block is None else _argument(block, shapes[name], rows, cols) for name, block in given.items()
        }
        answer = self.calculate(**{name: value for name, value in values.items() if value is not None}, language=lang)
        if not isinstance(answer, list):
            return [[_shown(answer)]]
        if not answer or isinstance(answer[0], (list, tuple)):
            return [[_shown(value) for value in row] for row in answer] or [[""]]
        kinds = set(map(type, answer))
        shown = answer if not kinds & _SHOWN_OTHERWISE else list(map(_shown, answer))
        return list(map(list, zip(*[iter(shown)] * cols, strict=True)))


FUNCTIONS: dict[str, SheetFunction] = {}

_answer_language: list[Lang] = ["zh"]


def answer_language() -> Lang:
    """Return the language of answers where a formula names none."""
    return _answer_language[-1]


def set_answer_language(lang: Lang) -> None:
    """Set the language of answers where a formula names none: that of the program around."""
    _answer_language[-1] = lang


def over_cells(zh: str, en: str) -> tuple[Shape, Text]:
    """Describe an argument that is gone through cell by cell."""
    return Shape.CELLS, Text(zh, en)


def block(zh: str, en: str) -> tuple[Shape, Text]:
    """Describe an argument that is taken as a whole."""
    return Shape.BLOCK, Text(zh, en)


def single(zh: str, en: str) -> tuple[Shape, Text]:
    """Describe an argument of one value."""
    return Shape.VALUE, Text(zh, en)


def sheet_function(
    zh: str, en: str, example: Text, **arguments: tuple[Shape, Text]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a calculation as worksheet function, under its own name in capitals.

    Args:
        zh: what it answers, in Chinese.
        en: the same in English.
        example: a formula.
        arguments: what each parameter takes and means; the language of messages is the last argument of every function.
    """

    def register(calculate: Callable[..., Any]) -> Callable[..., Any]:
        parameters = inspect.signature(calculate).parameters
        described = {
            **arguments,
            _LANGUAGE: single("提示语言：zh 或 en（可省略）", "Language of messages: zh or en (optional)"),
        }
        described_arguments = tuple(
            Argument(name, *described[name], optional=name == _LANGUAGE or parameter.default is not parameter.empty)
            for name, parameter in parameters.items()
        )
        name = calculate.__name__.upper()
        FUNCTIONS[name] = SheetFunction(name, Text(zh, en), described_arguments, example, calculate)
        return calculate

    return register


def giving_dates(calculate: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a calculation whose answers are days."""
    calculate.gives_dates = True  # type: ignore[attr-defined]  # a mark on the function
    return calculate


def _area(shape: tuple[int, int]) -> int:
    return shape[0] * shape[1]


def _block(given: object) -> Block | None:
    """Return cells as they came, in rows; None for an argument that was left out."""
    if given is None:
        return None
    rows: Any = given if isinstance(given, (list, tuple)) else [[given]]
    return [rows] if rows and not isinstance(rows[0], (list, tuple)) else rows


def _clean(row: Sequence[Any]) -> list[CellValue]:
    """Return cells with blanks as None and error values as such."""
    # A range is mostly numbers, which are what they are; looking at its types is cheaper than looking at its cells.
    return list(row) if set(map(type, row)) <= _PLAIN else list(map(_cell, row))


def _cell(value: Any) -> CellValue:  # noqa: ANN401 - whatever a spreadsheet gives
    if isinstance(value, str):
        return ErrorValue(value) if value in ERROR_NAMES else value or None
    # Numbers come as floats; a whole number that is one of these codes is an error value.
    return ERRORS_BY_CODE.get(value, value) if type(value) is int else value


def _argument(given: Block, shape: Shape, rows: int, cols: int) -> object:
    if shape is Shape.BLOCK:
        return list(map(_clean, given))
    if shape is Shape.VALUE:
        return _cell(given[0][0])
    if (len(given), len(given[0])) == (1, 1):
        return [_cell(given[0][0])] * (rows * cols)
    if (len(given), len(given[0])) != (rows, cols):
        raise RefusalError(cells.SHAPES_DIFFER)
    return _clean(flat(given))


def _language(given: Block | None) -> Lang:
    asked = _cell(given[0][0]) if given is not None else None
    if asked is None:
        return answer_language()
    if asked == "zh":
        return "zh"
    if asked == "en":
        return "en"
    raise RefusalError(cells.OPTION_UNKNOWN)


def _shown(value: CellValue) -> CellValue:
    """Return an answer as a spreadsheet takes it: nothing as empty text, days as points in time."""
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def flat(given: Sequence[Sequence[CellValue]]) -> list[CellValue]:
    """Return a block's cells, row by row."""
    return list(chain.from_iterable(given))

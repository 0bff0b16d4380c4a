"""The worksheet functions as xlwings serves them; the add-in's wrappers call this module by its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import xlwings

from udfs.problems import cells
from workbook_templates.functions import FUNCTIONS
from workbook_templates.functions.model import CATEGORY, Block, SheetFunction, answer_language

_PREFIX = "KZ_"


def _served(function: SheetFunction) -> Callable[..., Block]:
    """Return the function with its signature, as xlwings reads it."""

    def served(*given: object) -> Block:
        return function(*given)

    served.__name__ = function.name
    served.__doc__ = function.help.zh
    kind, missing = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty
    parameters = [
        inspect.Parameter(argument.name, kind, default=None if argument.optional else missing)
        for argument in function.arguments
    ]
    served.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what `inspect` looks for
    served.__annotations__ = {}
    for argument in function.arguments:
        # As they come: xlwings's conversion of every single value would cost more than most calculations.
        served = xlwings.arg(argument.name, convert="raw", doc=argument.help.zh)(served)
    if not function.gives_dates:
        served = xlwings.ret(convert="raw")(served)
    # The outermost one: others above it would set the category back.
    return xlwings.func(category=CATEGORY.zh)(served)


def __getattr__(name: str) -> Callable[..., Block]:
    """Give a worksheet function that is not there: an add-in or a workbook of another version asks for it by its name."""
    if not name.startswith(_PREFIX):
        raise AttributeError(name)

    def served(*_given: object) -> Block:
        return [[cells.FUNCTION_UNKNOWN.what.to(answer_language())]]

    return xlwings.func(xlwings.arg("_given", convert="raw")(xlwings.ret(convert="raw")(served)))


globals().update({name: _served(function) for name, function in FUNCTIONS.items()})

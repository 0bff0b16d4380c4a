"""Conditions on the rows of a table, each in two forms: an array formula of ones and zeros, and the same test of a row.

The formulas work inside SUMPRODUCT in every program. An error value in a cell that a formula looks at makes the formula an
error; `has_error` says so beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from udfs.lang import Text
from udfs.serials import to_serial
from udfs.values import CellValue, ErrorValue, as_text, is_blank, is_number, trim
from udfs.worksheet import LAST_SERIAL
from workbook_templates.areas.calendar import FIRST_DATE
from workbook_templates.areas.model import AreaRefs
from workbook_templates.context import Context, TableData

# Gives a column of the table as it is written in a formula.
Columns = Callable[[str], str]


class Condition(NamedTuple):
    """What may hold of a row.

    Attributes:
        columns: the keys of the columns that it looks at.
        risky: those of them that the formula fails on where they hold an error value.
        formula: gives the test of all rows, from the columns and the words of the workbook.
        holds: gives the test of a row by its position, for a workbook and a table.
    """

    columns: tuple[str, ...]
    risky: tuple[str, ...]
    formula: Callable[[Columns, AreaRefs], str]
    holds: Callable[[Context, TableData], Callable[[int], bool]]


def _of_value(key: str, formula: Callable[[str, AreaRefs], str], holds: Callable[[Context, CellValue], bool],
              *, fails: bool = True) -> Condition:  # fmt: skip
    """Return a condition on one column."""
    return Condition(
        (key,),
        (key,) if fails else (),
        lambda column, refs: formula(column(key), refs),
        lambda book, data: lambda row: holds(book, data[key][row]),
    )


def is_blank_text(cells: str) -> str:
    """Return the test of which cells count as not filled in, as `udfs.values.is_blank` has it."""
    return f'(TRIM({cells}&"")="")'


def blank(key: str) -> Condition:
    """Return the condition that a cell is not filled in."""
    return _of_value(key, lambda cells, _: is_blank_text(cells), lambda _, value: is_blank(value))


def entered(key: str) -> Condition:
    """Return the condition that a cell is filled in."""
    return _of_value(key, lambda cells, _: f"(1-{is_blank_text(cells)})", lambda _, value: not is_blank(value))


def has_number(key: str) -> Condition:
    """Return the condition that a cell holds a number."""
    return _of_value(key, lambda cells, _: f"ISNUMBER({cells})", lambda _, value: is_serial(value), fails=False)


def no_number(key: str) -> Condition:
    """Return the condition that a cell holds no number."""
    return _of_value(key, lambda cells, _: f"(1-ISNUMBER({cells}))", lambda _, value: not is_serial(value), fails=False)


def has_day(key: str) -> Condition:
    """Return the condition that a cell holds a day that a spreadsheet knows."""
    return _of_value(
        key,
        lambda cells, _: f"(ISNUMBER({cells})*({cells}>=1)*({cells}<{LAST_SERIAL + 1}))",
        lambda _, value: 1 <= serial(value) < LAST_SERIAL + 1,
    )


def says(key: str, *words: Text) -> Condition:
    """Return the condition that a cell holds one of these words."""
    return _of_value(
        key,
        lambda cells, refs: "(" + "+".join(f"({cells}={refs.text(text)})" for text in words) + ">0)",
        lambda book, value: as_text(value).casefold() in {text.to(book.lang).casefold() for text in words},
    )


def unlisted(key: str, choices: str) -> Condition:
    """Return the condition that a cell holds none of the entries of a list on 设置."""

    def formula(cells: str, _refs: AreaRefs) -> str:
        text = f'TRIM({cells}&"")'
        return f'((({text}="")+ISNA(MATCH({text},lst_{choices},0)))>0)'

    def holds(book: Context, value: CellValue) -> bool:
        return trim(as_text(value)).casefold() not in {entry.casefold() for entry in book.settings.choices(choices)}

    return _of_value(key, formula, holds)


def past(key: str) -> Condition:
    """Return the condition that a day lies before today."""
    return _of_value(
        key,
        lambda cells, _: f"(ISNUMBER({cells})*({cells}>={FIRST_DATE})*({cells}<TODAY()))",
        lambda book, value: FIRST_DATE <= serial(value) < to_serial(book.today),
    )


def to_come(key: str) -> Condition:
    """Return the condition that a day is today or later."""
    return _of_value(
        key,
        lambda cells, _: f"(ISNUMBER({cells})*({cells}>=TODAY())*({cells}<{LAST_SERIAL + 1}))",
        lambda book, value: to_serial(book.today) <= serial(value) < LAST_SERIAL + 1,
    )


def both(*conditions: Condition) -> Condition:
    """Return the condition that all of them hold."""

    def holds(book: Context, data: TableData) -> Callable[[int], bool]:
        tests = [condition.holds(book, data) for condition in conditions]
        return lambda row: all(test(row) for test in tests)

    return Condition(
        tuple(dict.fromkeys(key for condition in conditions for key in condition.columns)),
        tuple(dict.fromkeys(key for condition in conditions for key in condition.risky)),
        lambda column, refs: "(" + "*".join(condition.formula(column, refs) for condition in conditions) + ")",
        holds,
    )


def neither(condition: Condition) -> Condition:
    """Return the condition that another one does not hold."""

    def holds(book: Context, data: TableData) -> Callable[[int], bool]:
        test = condition.holds(book, data)
        return lambda row: not test(row)

    return condition._replace(formula=lambda column, refs: f"(1-{condition.formula(column, refs)})", holds=holds)


def has_error(data: TableData, keys: Iterable[str]) -> bool:
    """Return whether an error value stands in one of these columns."""
    return any(isinstance(value, ErrorValue) for key in keys for value in data[key])


def is_serial(value: CellValue) -> bool:
    """Return whether a spreadsheet holds the value as a number: dates are numbers to it."""
    return is_number(value) or isinstance(value, date)


def serial(value: CellValue) -> float:
    """Return the number of a date or number, a negative one for anything else."""
    if isinstance(value, date):
        return float(to_serial(value))
    return float(value) if is_number(value) else -1.0


def whole_days(cells: str) -> str:
    """Return the days of dates as numbers, 0 for cells that hold none."""
    return f'INT(0+("0"&REPT({cells},ISNUMBER({cells})*({cells}>=0)*({cells}<{LAST_SERIAL + 1}))))'

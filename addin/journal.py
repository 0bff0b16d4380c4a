"""The change log: what a command changed, in which cells, from what to what; and reading it back.

An entry covers cells of one column, changed together: `row` holds their `_id`s (or names an area and an offset),
`old` and `new` JSON. One cell is one value, several are runs `[[count, value], …]`. A formula is kept with a marker in
place of its row number, so that a whole computed column is one run.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple, TypeVar

from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.formulas import ROW
from workbook_templates.log import LOG_COLUMNS

T = TypeVar("T")

# How the log shows the marker of a formula's own row.
_ROW_SHOWN = "{row}"
# A cell holds 32,767 characters; ids are short, values may not be.
_CELLS_PER_ENTRY = 2000
_LONGEST = 30_000
# Entries that are no cells: a table that grew, and an undone step.
_GROWN, _UNDOES = "+rows", "undo"


class Change(NamedTuple):
    """One changed cell of a table; formulas carry `formulas.ROW` in place of the row's number."""

    table: str
    row_id: str
    column: str
    old: Cell
    new: Cell


@dataclass(frozen=True)
class Step:
    """One command as the log tells it; `grown` gives the number of rows that a table had before it grew."""

    number: int
    when: str
    who: str
    command: str
    changes: tuple[Change, ...]
    grown: dict[str, int] = field(default_factory=dict)
    undoes: int | None = None


def encode(figure: Cell) -> object:
    """Return a cell as a JSON value."""
    if figure.formula is not None:
        return {"formula": figure.formula.replace(ROW, _ROW_SHOWN)}
    value = figure.value
    if isinstance(value, ErrorValue):
        return {"error": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def decode(value: object) -> Cell:
    """Return the cell of a JSON value."""
    if isinstance(value, dict):
        kind, text = next(iter(value.items()))
        if kind == "formula":
            return Cell(None, text.replace(_ROW_SHOWN, ROW))
        if kind == "error":
            return Cell(ErrorValue(text))
        return Cell(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))
    return Cell(value)  # type: ignore[arg-type]  # JSON scalars are cell values


def rows_of(step: Step) -> list[list[CellValue]]:
    """Return the log rows that tell a step; a step that changed nothing has none."""
    head: list[CellValue] = [step.number, step.when, step.who, step.command]
    rows: list[list[CellValue]] = []
    if step.undoes is not None:
        rows.append([*head, None, None, _UNDOES, None, str(step.undoes)])
    rows += [[*head, table, None, _GROWN, str(length), None] for table, length in step.grown.items()]
    for (table, column), group in groupby(step.changes, key=lambda change: (change.table, change.column)):
        for part in _chunks(list(group)):
            rows += _entries(head, table, column, part)
    return rows


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _CELLS_PER_ENTRY):
        yield items[start : start + _CELLS_PER_ENTRY]


def _entries(head: list[CellValue], table: str, column: str, part: Sequence[Change]) -> list[list[CellValue]]:
    """Tell the changes in one row of the log, or in several where they do not fit into a cell."""
    old, new = _pack([change.old for change in part]), _pack([change.new for change in part])
    if len(part) > 1 and max(len(old), len(new)) > _LONGEST:
        middle = len(part) // 2
        return _entries(head, table, column, part[:middle]) + _entries(head, table, column, part[middle:])
    return [[*head, table, " ".join(change.row_id for change in part), column, old, new]]


def _pack(figures: list[Cell]) -> str:
    """Return the cells as JSON; equal neighbours are one run, compared before anything is encoded."""
    if len(figures) == 1:
        return _dump(encode(figures[0]))
    return _dump([[len(list(run)), encode(first)] for first, run in _runs(figures)])


def _runs(figures: list[Cell]) -> Iterator[tuple[Cell, list[Cell]]]:
    for _, run in groupby(figures, key=_identity):
        same = list(run)
        yield same[0], same


def _identity(figure: Cell) -> tuple[object, ...]:
    """Return what tells two cells apart: a formula by its text, a value by itself and its type (1 is not TRUE)."""
    return (figure.formula,) if figure.formula is not None else (type(figure.value), repr(figure.value))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _unpack(text: str, count: int) -> list[Cell]:
    packed = json.loads(text)
    if count == 1:
        return [decode(packed)]
    return [decode(value) for times, value in packed for _ in range(times)]


def read(rows: Sequence[Sequence[CellValue]]) -> list[Step]:
    """Return the steps that the log tells, oldest first; rows that are none of ours are passed over."""
    steps = []
    told = [dict(zip(LOG_COLUMNS, row, strict=False)) for row in rows if row and isinstance(row[0], (int, float))]
    for number, group in groupby(told, key=lambda row: int(str(row["step"]).split(".")[0])):
        entries = list(group)
        changes: list[Change] = []
        grown: dict[str, int] = {}
        undoes = None
        for entry in entries:
            table, column, ids = str(entry["table"]), str(entry["column"]), str(entry["row"] or "").split()
            if column == _UNDOES:
                undoes = int(str(entry["new"]))
            elif column == _GROWN:
                grown[table] = int(str(entry["old"]))
            else:
                old, new = _unpack(str(entry["old"]), len(ids)), _unpack(str(entry["new"]), len(ids))
                cells = zip(ids, old, new, strict=True)
                changes += [Change(table, row_id, column, was, is_) for row_id, was, is_ in cells]
        first = entries[0]
        who = str(first["who"])
        steps.append(Step(number, str(first["when"]), who, str(first["command"]), tuple(changes), grown, undoes))
    return steps


def last_to_undo(steps: Sequence[Step]) -> Step | None:
    """Return the latest step that was neither undone nor an undo itself."""
    undone = {step.undoes for step in steps}
    left = [step for step in steps if step.undoes is None and step.number not in undone]
    return left[-1] if left else None


def who() -> str:
    """Return the name of the person at this computer, empty where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

"""The change log: what a command changed, in which cells, from what to what; and reading it back.

An entry covers cells of one column, changed together: `row` holds their `_id`s (or names an area and an offset),
`old` and `new` JSON. One cell is one value, several are runs `[[count, value], …]`. A formula is kept with a marker in
place of its row number, so that a whole computed column is one run.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from udfs.values import Cell, CellValue, ErrorValue
from udfs.worksheet import LONGEST_PIECE
from workbook_templates.formulas import ROW
from workbook_templates.log import LOG_COLUMNS

# How the log shows the marker of a formula's own row. Where a formula itself says so, the marker stays as it is.
_ROW_SHOWN = "{row}"
_FORMULA, _MARKED_FORMULA = "formula", "marked formula"
_CELLS_PER_ENTRY = 2000
# Entries that are no cells: a table that grew, an undone step, rows that came from another workbook, an added table.
_GROWN, _UNDOES, _TAKEN, _ADDED = "+rows", "undo", "+source", "+table"
# In place of row identities where an entry continues the one before.
_GOES_ON = "…"
# In place of a table where a setting was chosen; its key is in place of the column.
SETTINGS_KEY = "settings"


class Change(NamedTuple):
    """Cells of one column, changed together; formulas carry `formulas.ROW` in place of the row's number."""

    table: str
    column: str
    row_ids: list[str]
    old: list[Cell]
    new: list[Cell]


class Taken(NamedTuple):
    """Rows with which a table began: how many came from which workbook."""

    table: str
    source: str
    rows: int


@dataclass(frozen=True)
class Step:
    """One command as the log tells it; `grown` gives the number of rows that a table had before it grew.

    A step that made the workbook out of others tells what it has `taken` instead of every cell: what was there before
    it is nothing, and what they hold is in them. `added` are the tables that a step has added to the workbook.
    """

    number: int
    when: str
    who: str
    command: str
    changes: tuple[Change, ...]
    grown: dict[str, int] = field(default_factory=dict)
    undoes: int | None = None
    taken: tuple[Taken, ...] = ()
    added: tuple[str, ...] = ()


def encode(figure: Cell) -> object:
    """Return a cell as a JSON value."""
    if figure.formula is not None:
        if _ROW_SHOWN in figure.formula:
            return {_MARKED_FORMULA: figure.formula}
        return {_FORMULA: figure.formula.replace(ROW, _ROW_SHOWN)}
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
        if kind == _FORMULA:
            return Cell(None, text.replace(_ROW_SHOWN, ROW))
        if kind == _MARKED_FORMULA:
            return Cell(None, text)
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
    rows += [[*head, table, source, _TAKEN, None, str(count)] for table, source, count in step.taken]
    rows += [[*head, table, None, _ADDED, None, None] for table in step.added]
    for change in step.changes:
        for start in range(0, len(change.row_ids), _CELLS_PER_ENTRY):
            rows += _entries(head, _part(change, start, start + _CELLS_PER_ENTRY))
    return rows


def _part(change: Change, start: int, end: int) -> Change:
    ids, old, new = (cells[start:end] for cells in (change.row_ids, change.old, change.new))
    return Change(change.table, change.column, ids, old, new)  # type: ignore[arg-type]  # slices keep their types


def _entries(head: list[CellValue], change: Change) -> list[list[CellValue]]:
    """Tell a change in one row of the log, or in several where it does not fit into a cell."""
    old, new, count = _pack(change.old), _pack(change.new), len(change.row_ids)
    longest = max(len(old), len(new))
    if count > 1 and longest > LONGEST_PIECE:
        middle = count // 2
        return _entries(head, _part(change, 0, middle)) + _entries(head, _part(change, middle, count))
    # One cell's text may fill a cell by itself, and quoted it is longer still: what does not fit goes on in the next row.
    ids = [" ".join(change.row_ids), *[_GOES_ON] * (max(longest - 1, 0) // LONGEST_PIECE)]
    return [
        [
            *head,
            change.table,
            row_ids,
            change.column,
            old[start : start + LONGEST_PIECE],
            new[start : start + LONGEST_PIECE],
        ]
        for start, row_ids in zip(range(0, len(ids) * LONGEST_PIECE, LONGEST_PIECE), ids, strict=True)
    ]


def _pack(figures: list[Cell]) -> str:
    """Return the cells as JSON; equal neighbours are one run, compared before anything is encoded."""
    if len(figures) == 1:
        return _dump(encode(figures[0]))
    return _dump([[len(list(run)), encode(first)] for first, run in _runs(figures)])


def _runs(figures: list[Cell]) -> Iterator[tuple[Cell, list[Cell]]]:
    first = figures[0]
    shared = first.formula is not None and all(figure.formula == first.formula for figure in figures)
    if shared or all(figure is first for figure in figures):
        yield first, figures  # a computed column, or nothing at all: by far the most frequent
        return
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
    records = [dict(zip(LOG_COLUMNS, row, strict=False)) for row in rows if row and isinstance(row[0], (int, float))]
    for number, group in groupby(records, key=lambda row: int(str(row["step"]).split(".")[0])):
        entries = _joined(list(group))
        changes: list[Change] = []
        grown: dict[str, int] = {}
        taken: list[Taken] = []
        added: list[str] = []
        undoes = None
        for entry in entries:
            table, column, ids = str(entry["table"]), str(entry["column"]), str(entry["row"] or "").split()
            if column == _UNDOES:
                undoes = int(str(entry["new"]))
            elif column == _GROWN:
                grown[table] = int(str(entry["old"]))
            elif column == _TAKEN:
                taken.append(Taken(table, str(entry["row"]), int(str(entry["new"]))))
            elif column == _ADDED:
                added.append(table)
            else:
                old, new = _unpack(str(entry["old"]), len(ids)), _unpack(str(entry["new"]), len(ids))
                changes.append(Change(table, column, ids, old, new))
        when, who, command = (str(entries[0][key]) for key in ("when", "who", "command"))
        steps.append(Step(number, when, who, command, tuple(changes), grown, undoes, tuple(taken), tuple(added)))
    return steps


def _joined(entries: list[dict[str, CellValue]]) -> list[dict[str, CellValue]]:
    """Return entries with those that go on in the next rows made whole."""
    whole: list[dict[str, CellValue]] = []
    for entry in entries:
        if entry["row"] == _GOES_ON and whole:
            for side in ("old", "new"):
                whole[-1][side] = f"{whole[-1][side] or ''}{entry[side] or ''}"
        else:
            whole.append(entry)
    return whole


def last_to_undo(steps: Sequence[Step], tables: Collection[str]) -> Step | None:
    """Return the latest step that was neither undone nor an undo itself; the making of the workbook cannot be undone.

    A step that added tables is over once none of them is among the `tables` of the workbook: somebody deleted them.
    """
    undone = {step.undoes for step in steps}
    left = [step for step in steps if step.undoes is None and step.number not in undone and not step.taken]
    left = [step for step in left if not step.added or not set(tables).isdisjoint(step.added)]
    return left[-1] if left else None

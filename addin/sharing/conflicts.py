"""Conflicts: what senders changed that was not merged automatically."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from addin.book import journal
from addin.book.port import View
from addin.sharing.master import Master
from addin.sharing.returned import Return
from udfs.lang import Lang, Text
from udfs.problems import Finding, mailing, versions
from udfs.values import Cell, CellValue, as_text

# More of a row's changes is not shown; resolving a conflict writes all of them.
_LONGEST_SHOWN = 4_000


class Kind(Enum):
    """What a conflict is about; the text is what the register shows."""

    CELL = Text("两边都改", "Both changed")
    REMOVED = Text("对方删行", "Row removed")
    GONE = Text("我方已删行", "Row deleted here")
    EXTRA = Text("对方加列", "Column added")
    BACK = Text("对方改回", "Changed back")


_PROBLEMS = {
    Kind.CELL: mailing.CONFLICT,
    Kind.REMOVED: mailing.ROW_REMOVED,
    Kind.GONE: mailing.ROW_DELETED_HERE,
    Kind.EXTRA: mailing.EXTRA_COLUMN,
    Kind.BACK: versions.CHANGED_BACK,
}


class DeletedRow(NamedTuple):
    """A row that a sender changed and the workbook has no more.

    Attributes:
        whole: the row as it was returned, by column; blank cells are missing.
        changed: what the sender changed in it.
        bases: what was sent in those cells.
    """

    whole: dict[str, CellValue]
    changed: dict[str, CellValue]
    bases: dict[str, CellValue]


class Conflict(NamedTuple):
    """A change of a sender that was not merged automatically.

    `source` is the file that contains it; `exact` is what resolving the conflict writes: a value, or a
    row that is to be restored.
    """

    kind: Kind
    source: Return
    table: str
    row: str
    column: str
    base: CellValue
    ours: CellValue
    theirs: CellValue
    exact: CellValue | DeletedRow

    @property
    def sender(self) -> str:
        """Return who made the change."""
        return self.source.sender

    def key(self, exact: str) -> tuple[str, ...]:
        """Return what distinguishes conflicts; `exact` is `exact` as the register stores it."""
        return (self.sender, self.table, self.row, self.column, as_text(self.theirs), exact)


def packed_row(row: DeletedRow) -> str:
    """Return a deleted row as the register of conflicts keeps it."""
    cells = {name: {key: journal.encode(Cell(v)) for key, v in part.items()} for name, part in row._asdict().items()}
    return json.dumps(cells, ensure_ascii=False)


def unpacked_row(text: str) -> DeletedRow:
    """Return a deleted row from the register; earlier versions kept the whole row and not what was changed in it."""
    content = json.loads(text)
    if set(content) != set(DeletedRow._fields):
        content = {"whole": content, "changed": content, "bases": {}}
    return DeletedRow(**{name: {key: journal.decode(v).value for key, v in content[name].items()} for name in content})


def texts_of(view: View, cells: Mapping[str, CellValue], lang: Lang) -> str:
    """Return several cells of a row as one text: what each column is called, and what is in it."""
    colon, comma = ("：", "；") if lang == "zh" else (": ", "; ")
    text = comma.join(f"{view.label(column).to(lang)}{colon}{as_text(value)}" for column, value in cells.items())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def conflict_finding(master: Master, conflict: Conflict, who: str) -> Finding:
    """Return the finding that reports a conflict, at the cell that it is about."""
    view = master.views[conflict.table]
    column = conflict.column or "id"
    known = column in view.column_numbers
    sheet, cell = master.address((conflict.table, conflict.row, column if known else "id"))
    return _PROBLEMS[conflict.kind].at(
        sheet,
        cell,
        label=view.label(column) if known else conflict.column,
        ours=as_text(conflict.ours),
        theirs=as_text(conflict.theirs),
        who=who,
    )

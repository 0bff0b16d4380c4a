"""Conflicts: what senders changed that was not merged automatically."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from addin.sharing.master import Master
from addin.sharing.returned import Return
from udfs.lang import Text
from udfs.problems import Finding, mailing
from udfs.values import CellValue, as_text


class Kind(Enum):
    """What a conflict is about; the text is what the register shows."""

    CELL = Text("两边都改", "Both changed")
    REMOVED = Text("对方删行", "Row removed")
    GONE = Text("我方已删行", "Row deleted here")
    EXTRA = Text("对方加列", "Column added")


_PROBLEMS = {
    Kind.CELL: mailing.CONFLICT,
    Kind.REMOVED: mailing.ROW_REMOVED,
    Kind.GONE: mailing.ROW_DELETED_HERE,
    Kind.EXTRA: mailing.EXTRA_COLUMN,
}


class Conflict(NamedTuple):
    """A change of a sender that was not merged automatically.

    `source` is the file that contains it; `exact` is what resolving the conflict writes: a value, or a whole row by
    column.
    """

    kind: Kind
    source: Return
    table: str
    row: str
    column: str
    base: CellValue
    ours: CellValue
    theirs: CellValue
    exact: CellValue | dict[str, CellValue]

    @property
    def sender(self) -> str:
        """Return who made the change."""
        return self.source.sender

    def key(self, exact: str) -> tuple[str, ...]:
        """Return what distinguishes conflicts; `exact` is `exact` as the register stores it."""
        return (self.sender, self.table, self.row, self.column, as_text(self.theirs), exact)


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

"""What a table may say on the sheet 首页: its step, what may be missing, late or next in it, and what to do first."""

from __future__ import annotations

from udfs.lang import Text
from workbook_templates.conditions import Condition, both, past, to_come
from workbook_templates.model import Frozen


class Waiting(Frozen):
    """Rows that something is to be done about.

    `at` is the column of the cell to go to. With `due`, the earliest of these days comes first; else the first row. `label`
    says what is to be done where no day says it.
    """

    test: Condition
    at: str
    due: str = ""
    label: Text = Text("", "")


class Agenda(Frozen):
    """What 首页 says of a table.

    `begin` is what to do first while the table is empty. Missing are the columns that must be filled in, unless there are so
    many rows that nobody fills them in one by one (`bulk`), and the columns `also`. A row is told by its number and the column
    `about`, where the subject of the table does not say what it is about.
    """

    step: int
    begin: Text
    late: Waiting | None = None
    next: Waiting | None = None
    also: tuple[str, ...] = ()
    bulk: bool = False
    about: str = ""


def awaited(day: str, open_: Condition) -> tuple[Waiting, Waiting]:
    """Return what is late and what is next where rows are open until something ends that, and due on a day."""
    return Waiting(test=both(past(day), open_), at=day), Waiting(test=both(to_come(day), open_), at=day, due=day)

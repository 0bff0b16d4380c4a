"""What a user's file brings, whatever kind of file it is: rows for a table, findings, and how fields became columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from addin.book.session import Session
from addin.outcome import Listing
from udfs.lang import Text
from udfs.problems import Finding
from udfs.values import CellValue
from workbook_templates.model import Table
from workbook_templates.tables.holidays import ListedDay


@dataclass(frozen=True)
class Incoming:
    """The content of a file, ready to be appended.

    Attributes:
        table: where the rows go.
        rows: the rows by column key, numbered.
        findings: what was converted, left out, renumbered, or is in the table already.
        listings: how fields became columns, and what else is worth a look.
        counted: words for a number of these rows.
        repeated: whether all of it is in the workbook already, cell by cell.
        remember: keeps in the workbook how the file was read, where that is worth a look or `always`; tells whether it is there.
        also: rows of other tables, which are written first.
        changed: cells of rows that are there: column → position → value.
        known: how many rows of the file are there already, and are not among `rows`.
        days: days off and make-up days that the sheet 节假日 does not list yet.
    """

    table: Table
    rows: Sequence[dict[str, CellValue]]
    findings: Sequence[Finding]
    listings: Sequence[Listing]
    counted: Callable[[int], Text]
    days: Sequence[ListedDay] = ()
    repeated: bool = False
    also: Sequence[tuple[Table, Sequence[dict[str, CellValue]]]] = ()
    changed: Mapping[str, Mapping[int, CellValue]] = field(default_factory=dict)
    known: int = 0
    remember: Callable[[Session, bool], bool] = lambda _session, _always: False

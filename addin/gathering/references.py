"""Numbers and references of many sources in one register: unique numbers, and references to the right rows.

Numbers that only one source uses are kept; if two sources use the same ones, the source's shortest unambiguous name
is put before all of its numbers in that table (`客服部/I-001`): it reads like a path, sorts by source, and works in
前置任务 with its link types. A reference refers to the source's own row; if the source does not have that table, to the
only row with that number in the workbooks beside it (a department keeps its issue list and its scoring sheet in one
folder), then in the folders above. A broken reference is renamed so that it does not refer to somebody else's row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from addin.gathering.names import short_names
from addin.gathering.source import Rows, Source
from udfs.lang import listed
from udfs.problems import Finding, gathering
from udfs.renumbering import Numbered, folded_number, follow, unique_numbers
from udfs.values import CellValue, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.model import Column, Table

# This many new numbers of a source are listed.
_GIVEN_SHOWN = 5


@dataclass(frozen=True)
class Member:
    """A source with its path relative to the gathered folder, and its number in the store."""

    path: str
    source: Source
    number: int

    @property
    def department(self) -> str | None:
        """Return the department of its rows if all name the same one."""
        departments = frozenset().union(*(rows.departments for rows in self.source.tables))
        return next(iter(departments)) if len(departments) == 1 else None

    def rows(self, table: str) -> Rows | None:
        """Return its rows of a table, None if it has none."""
        return next((rows for rows in self.source.tables if rows.table == table and rows.length), None)


@dataclass
class Numbering:
    """The new numbers of one table, by source."""

    table: Table
    names: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, list[CellValue]] = field(default_factory=dict)
    by_old: dict[str, dict[str, str]] = field(default_factory=dict)
    owners: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    all_new: set[str] = field(default_factory=set)
    prefixed: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table, entries: Sequence[Member]) -> Numbering:
        """Number the rows of all sources that have the table."""
        sources = [(entry, rows) for entry in entries if (rows := entry.rows(table.key)) is not None]
        names = short_names([(entry.path, entry.department) for entry, _ in sources])
        old = [rows.column("id") for _, rows in sources]
        new = unique_numbers([Numbered(*pair) for pair in zip(names, old, strict=True)], table.id_prefix)
        self = cls(table)
        for (entry, _), name, before, after in zip(sources, names, old, new, strict=True):
            self.names[entry.path], self.numbers[entry.path] = name, after
            self._learn(entry.path, name, before, after)
        return self

    def _learn(self, path: str, name: str, before: Sequence[CellValue], after: Sequence[CellValue]) -> None:
        known: dict[str, str] = {}
        prefixed, prefix = False, f"{name}/"
        given: list[str] = []
        for old, new in zip(map(plain, before), map(plain, after), strict=True):
            self.all_new.add(new.casefold())
            if not old:
                given.append(new)
                continue
            prefixed = prefixed or (new.startswith(prefix) and new != old)
            key = old.casefold()
            if key in known:
                self.findings.append(gathering.NUMBERS_REPEATED.at(path, value=old, new=new))
            else:
                known[key] = new
                self.owners[key].append(path)
        if given:
            self.findings.append(
                gathering.NUMBERS_GIVEN.at(
                    path, table=self.table.sheet, count=len(given), new=listed(given, _GIVEN_SHOWN)
                )
            )
        self.by_old[path] = known
        if prefixed:
            self.prefixed.add(path)

    def resolve(self, number: str, path: str) -> str | None:
        """Return the new number of the row that a reference in a source refers to, None if that is not clear."""
        key = folded_number(number)
        if path in self.by_old:
            return self.by_old[path].get(key)
        owners = self.owners.get(key, [])
        for folder in PurePosixPath(path).parents:
            near = [owner for owner in owners if PurePosixPath(owner).is_relative_to(folder)]
            if near:
                return self.by_old[near[0]][key] if len(near) == 1 else None
        return None


class References:
    """The numbering of every table, and the references that follow it."""

    def __init__(self, entries: Sequence[Member]) -> None:
        self._tables = {key: Numbering.of(table, entries) for key, table in TABLES.items()}
        self.findings = [finding for numbering in self._tables.values() for finding in numbering.findings]

    def numbers(self, table: str, path: str) -> list[CellValue]:
        """Return the new numbers of a source's rows of a table."""
        return self._tables[table].numbers[path]

    def prefixes(self, path: str) -> list[str]:
        """Return the prefixes of a source's numbers, none if its numbers are unchanged."""
        tables = self._tables.values()
        return list(dict.fromkeys(f"{table.names[path]}/" for table in tables if path in table.prefixed))

    def followed(self, column: Column, cells: Sequence[CellValue], table: str, path: str) -> list[CellValue]:
        """Return a column of references after the renumbering."""
        target = self._tables[column.refers or table]

        def new(entry: str) -> str | None:
            number = target.resolve(entry, path)
            if number is not None:
                return number if number != entry else None
            if folded_number(entry) not in target.all_new:
                return None
            name = target.names.get(path) or self._tables[table].names[path]
            broken = f"{name}/{entry}"
            self.findings.append(gathering.REFERENCE_UNSURE.at(path, label=column.label, value=entry, new=broken))
            return broken

        predecessors = column.refers == table
        return [cell if cell is None else follow(cell, new, predecessors=predecessors) for cell in cells]

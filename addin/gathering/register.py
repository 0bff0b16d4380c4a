"""From many sources to the rows of one register: their order, their numbers, and what is reported about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from addin.gathering.joining import Batch, Joined, Part
from addin.gathering.references import Member, References
from udfs.problems import Finding, gathering
from udfs.rules import Kind
from workbook_templates.catalogue import TABLES

# Rows that are processed together.
_BATCH = 1000


class Register:
    """The rows of a register, table by table, in the order of the sources; the rows themselves are in the store.

    Args:
        entries: the sources that were read.
        tables: keys of the tables that it contains.
        unused: sources whose rows are not included, but which other rows may refer to.

    Attributes:
        batches: the rows in portions, in order.
        count: the number of rows.
    """

    def __init__(self, entries: Sequence[Member], tables: Sequence[str], unused: Sequence[Member]) -> None:
        self._references = References(sorted((*entries, *unused), key=lambda entry: entry.path))
        self.batches = [batch for key in tables for batch in self._batches(key, entries)]
        self.count = sum(rows.length for entry in entries for key in tables if (rows := entry.rows(key)))

    def prefixes(self, path: str) -> str:
        """Return the prefixes of a source's numbers in this register."""
        return "\n".join(self._references.prefixes(path))

    def findings(self, joined: Iterable[Joined]) -> list[Finding]:
        """Return what a person should know about how the rows were joined."""
        translated: Counter[str] = Counter()
        findings = list(self._references.findings)
        for batch in joined:
            findings += batch.findings
            for path, count in batch.translated:
                translated[path] += count
        return [
            *findings,
            *(gathering.TRANSLATED.at(path, count=n) for path, n in sorted(translated.items())),
        ]

    def _batches(self, table: str, entries: Sequence[Member]) -> list[Batch]:
        batches: list[Batch] = []
        waiting: list[Part] = []
        length = 0
        for entry in entries:
            rows = entry.rows(table)
            if rows is None:
                continue
            renumbered = {
                key: self._references.followed(TABLES[table].column(key), cells, table, entry.path)
                for key, cells in rows.columns.items()
                if TABLES[table].column(key).kind is Kind.LINK
            }
            renumbered["id"] = self._references.numbers(table, entry.path)
            waiting.append(Part(entry.number, entry.path, entry.source.lang, _origin(entry), renumbered))
            length += rows.length
            if length >= _BATCH:
                batches.append(Batch(f"{table}.{len(batches)}", table, tuple(waiting)))
                waiting, length = [], 0
        return [*batches, Batch(f"{table}.{len(batches)}", table, tuple(waiting))] if waiting else batches


def _origin(entry: Member) -> str:
    """Return the value for 来源工作簿: the path, and the department if the path does not contain it."""
    department = entry.department
    return entry.path if department is None or department in entry.path else f"{entry.path} · {department}"

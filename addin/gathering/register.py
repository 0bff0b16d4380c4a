"""From many sources to the rows of one register: their order, their numbers, and what is to be told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from addin.gathering.joining import Batch, Joined, Part
from addin.gathering.references import Member, References
from udfs.problems import Finding, gathering
from udfs.rules import Kind
from workbook_templates.catalogue import TABLES

# Rows that are worked on together.
_BATCH = 1000


class Register:
    """The rows of a register, table by table, in the order of the sources; the rows themselves lie on the shelf.

    Args:
        entries: the sources that were read.
        tables: keys of the tables that it takes.
        beside: sources of which no rows are taken, but to whose rows others may refer.

    Attributes:
        batches: the rows in portions, in their order.
        count: how many rows there are.
    """

    def __init__(self, entries: Sequence[Member], tables: Sequence[str], beside: Sequence[Member]) -> None:
        self._references = References(sorted((*entries, *beside), key=lambda entry: entry.path))
        self.batches = [batch for key in tables for batch in self._batches(key, entries)]
        self.count = sum(rows.length for entry in entries for key in tables if (rows := entry.rows(key)))

    def prefixes(self, path: str) -> str:
        """Return what stands before the numbers of a source in this register."""
        return "\n".join(self._references.prefixes(path))

    def told(self, joined: Iterable[Joined]) -> list[Finding]:
        """Return what a person should know of how the rows were joined."""
        translated: Counter[str] = Counter()
        told = list(self._references.told)
        for made in joined:
            told += made.told
            for path, count in made.translated:
                translated[path] += count
        return [
            *told,
            *(Finding(gathering.TRANSLATED, path, "", {"count": n}) for path, n in sorted(translated.items())),
        ]

    def _batches(self, table: str, entries: Sequence[Member]) -> list[Batch]:
        made: list[Batch] = []
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
                made.append(Batch(f"{table}.{len(made)}", table, tuple(waiting)))
                waiting, length = [], 0
        return [*made, Batch(f"{table}.{len(made)}", table, tuple(waiting))] if waiting else made


def _origin(entry: Member) -> str:
    """Return what 来源工作簿 says: the path, and the department where the path does not name it."""
    department = entry.department
    return entry.path if department is None or department in entry.path else f"{entry.path} · {department}"

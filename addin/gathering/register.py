"""From many sources to the rows of one register; nothing that a person typed is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from addin.gathering.reading import Rows
from addin.gathering.references import Entry, References
from udfs.lang import Lang
from udfs.levels import LEVELS
from udfs.problems import Finding, gathering
from udfs.rules import LONGEST_TEXT, Kind
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.lists import LISTS
from workbook_templates.model import Column

_SHOWN = 60

Row = dict[str, CellValue]


class Register:
    """The rows of a register, table by table, in the order of the sources.

    Args:
        entries: the sources that were read.
        lang: the register's language.
        tables: keys of the tables that it takes.
        beside: sources of which no rows are taken, but to whose rows others may refer.
    """

    def __init__(self, entries: Sequence[Entry], lang: Lang, tables: Sequence[str], beside: Sequence[Entry]) -> None:
        self._lang = lang
        self._references = References(sorted((*entries, *beside), key=lambda entry: entry.path))
        self._translated: Counter[str] = Counter()
        self._told: list[Finding] = []
        self.rows: dict[str, list[Row]] = {
            key: [row for entry in entries for row in self._taken(entry, key)] for key in tables
        }

    def prefixes(self, path: str) -> str:
        """Return what stands before the numbers of a source in this register."""
        return "\n".join(self._references.prefixes(path))

    @property
    def told(self) -> list[Finding]:
        """Return what a person should know of how the rows were joined."""
        counts = sorted(self._translated.items())
        changed = [Finding(gathering.TRANSLATED, path, "", {"count": count}) for path, count in counts]
        return [*self._references.told, *self._told, *changed]

    def _taken(self, entry: Entry, table: str) -> Iterator[Row]:
        held = entry.rows(table)
        if held is None:
            return
        columns = {key: self._column(entry, held, TABLES[table].column(key)) for key in held.columns}
        columns["id"] = self._references.numbers(table, entry.path)
        columns["source"] = [_source(entry)] * len(held.rows)
        for i, lines in enumerate(held.notes):
            row = {key: cells[i] for key, cells in columns.items() if cells[i] is not None}
            if lines:
                row["notes"] = self._noted(row.get("notes"), lines, entry)
            yield row

    def _column(self, entry: Entry, held: Rows, column: Column) -> list[CellValue]:
        cells = held.column(column.key)
        if column.kind is Kind.LINK:
            return self._references.followed(column, cells, held.table, entry.path)
        if entry.source.lang == self._lang or not (column.choices or column.options or column.kind is Kind.LEVEL):
            return cells
        words = _dictionary(column, entry.source.lang, self._lang)
        made = [words.get(plain(cell).casefold(), cell) for cell in cells]
        self._translated[entry.path] += sum(old != new for old, new in zip(cells, made, strict=True))
        return made

    def _noted(self, own: CellValue, lines: Sequence[str], entry: Entry) -> str:
        """Add columns of the user's own to the notes; what no longer fits into the cell is told as an error."""
        text = as_text(own)
        for line in lines:
            longer = f"{text}\n{line}" if not is_blank(text) else line
            # Rare characters count twice in a spreadsheet.
            if len(longer.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT:
                self._told.append(Finding(gathering.OWN_TOO_LONG, entry.path, "", {"value": line[:_SHOWN]}))
            else:
                text = longer
        return text


def _source(entry: Entry) -> str:
    """Return what 来源工作簿 says: the path, and the department where the path does not name it."""
    department = entry.department
    return entry.path if department is None or department in entry.path else f"{entry.path} · {department}"


def _dictionary(column: Column, before: Lang, after: Lang) -> dict[str, str]:
    """Return the product's own words for a column in another language."""
    items = LISTS[column.choices].items if column.choices else column.options or LEVELS
    return {item.to(before).casefold(): item.to(after) for item in items}

"""Rows of several sources as they appear in a register: joined and computed, then drawn. Any process can do both.

What depends on other rows (numbers, ranks, similar rows) comes from the process that sees all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from addin.book.session import new_id
from addin.gathering.rowstore import RowStore, Stored
from addin.gathering.source import Rows
from addin.xlsx.bulk import gc_paused
from addin.xlsx.packing import Packed, packed_piece
from addin.xlsx.rows import RowFormat, Run, rows_of
from udfs.lang import Lang
from udfs.levels import LEVELS
from udfs.likeness import normalise
from udfs.problems import Finding, gathering
from udfs.rules import Kind, meaning
from udfs.values import CellValue, agrees, as_text, is_blank, plain
from udfs.worksheet import fits_cell
from workbook_templates.catalogue import GATHERED, TABLES
from workbook_templates.context import Context, TableContext, TableData
from workbook_templates.lists import LISTS
from workbook_templates.model import Column, Table
from workbook_templates.tables.shared import SOURCE

_SHOWN = 60


@dataclass(frozen=True)
class Part:
    """The rows of one source in a batch.

    Attributes:
        number: the number of the source in the store.
        path: its path, as messages name it.
        lang: its language.
        origin: the value of the column 来源工作簿.
        renumbered: the columns of numbers and references, as they appear in the register.
    """

    number: int
    path: str
    lang: Lang
    origin: str
    renumbered: dict[str, list[CellValue]]


@dataclass(frozen=True)
class Batch:
    """Consecutive rows of a table of the register, with a name for the store."""

    name: str
    table: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Joined:
    """The result for a batch; the columns are in the store.

    Attributes:
        table: the table's key.
        stored: its columns.
        typed: the rows of computed columns in which somebody has typed a different value.
        meanings: the texts that are equal for rows that say the same, see `udfs.rules.meaning`.
        sentences: the texts by which similar rows are detected, see `udfs.likeness.normalise`.
        translated: how many words were translated into the register's language, by path, in order.
        findings: what a person should know.
    """

    table: str
    stored: Stored
    typed: dict[str, AbstractSet[int]]
    meanings: list[str]
    sentences: list[str]
    translated: list[tuple[str, int]]
    findings: list[Finding]


@dataclass(frozen=True)
class _PartColumns:
    """The columns of one source in a batch, with what is reported about them."""

    columns: dict[str, list[CellValue]]
    translated: list[tuple[str, int]]
    findings: list[Finding]


@dataclass(frozen=True)
class Joiner:
    """Joins batches.

    Args:
        store: where rows come from, and go to.
        context: language, settings, calendar and day of the register, without its tables.
    """

    store: RowStore
    context: Context

    @gc_paused
    def __call__(self, batch: Batch) -> Joined:
        """Return a batch joined and computed, except for the columns that need other rows as well."""
        table = GATHERED[batch.table]
        sources = [(part, self.store.rows(part.number, batch.table)) for part in batch.parts]
        parts = [self._columns(part, rows) for part, rows in sources]
        length = sum(rows.length for _, rows in sources)
        keys = [column.key for column in table.columns if any(column.key in part.columns for part in parts)]
        blank: list[list[CellValue]] = [[None] * rows.length for _, rows in sources]
        columns = {
            key: [value for part, no in zip(parts, blank, strict=True) for value in part.columns.get(key, no)]
            for key in keys
        }
        data = TableData(table, columns, length)
        typed = compute(self.context, data, [column for column in table.computed if not is_whole(column, table)])
        comparisons = [_compared_by(text) for text in texts_of(data)]
        columns["_id"] = [new_id() for _ in range(length)]
        stored = self.store.put(batch.name, length, columns)
        meanings, sentences = ([texts[i] for texts in comparisons] for i in range(2))
        translated = [entry for part in parts for entry in part.translated]
        findings = [finding for part in parts for finding in part.findings]
        return Joined(batch.table, stored, typed, meanings, sentences, translated, findings)

    def _columns(self, part: Part, rows: Rows) -> _PartColumns:
        columns: dict[str, list[CellValue]] = {}
        translated: list[tuple[str, int]] = []
        findings: list[Finding] = []
        for key, cells in rows.columns.items():
            words = _dictionary(TABLES[rows.table].column(key), part.lang, self.context.lang)
            columns[key] = cells if words is None else [words.get(plain(cell).casefold(), cell) for cell in cells]
            if words is not None:
                count = sum(old != new for old, new in zip(cells, columns[key], strict=True))
                translated.append((part.path, count))
        columns |= part.renumbered
        columns[SOURCE.key] = [part.origin] * rows.length
        if any(rows.notes):
            pairs = zip(rows.column("notes"), rows.notes, strict=True)
            notes = [_with_lines(own, lines) for own, lines in pairs]
            columns["notes"] = [text for text, _ in notes]
            left_out = [line for _, lines in notes for line in lines]
            findings = [gathering.OWN_TOO_LONG.at(part.path, value=line[:_SHOWN]) for line in left_out]
        return _PartColumns(columns, translated, findings)


@cache
def _dictionary(column: Column, before: Lang, after: Lang) -> Mapping[str, str] | None:
    """Return the translations of the product's own words in a column, None if nothing is to be translated."""
    if (
        before == after
        or column.kind is Kind.LINK
        or not (column.choices or column.options or column.kind is Kind.LEVEL)
    ):
        return None
    items = LISTS[column.choices].items if column.choices else column.options or LEVELS
    return {item.to(before).casefold(): item.to(after) for item in items}


def _with_lines(notes: CellValue, lines: Sequence[str]) -> tuple[CellValue, list[str]]:
    """Return notes with lines added, and the lines that do not fit into the cell."""
    if not lines:
        return notes, []
    text, left_out = as_text(notes), []
    for line in lines:
        longer = f"{text}\n{line}" if not is_blank(text) else line
        if not fits_cell(longer):
            left_out.append(line)
        else:
            text = longer
    return text, left_out


def is_whole(column: Column, table: Table) -> bool:
    """Return whether a computed column needs more than its row: all rows of its table, or what is written from other tables."""
    before = table.columns[: table.columns.index(column) + 1]
    return any(known.written or (known.computed is not None and known.computed.whole) for known in before)


def compute(context: Context, data: TableData, columns: Iterable[Column]) -> dict[str, AbstractSet[int]]:
    """Compute columns of a table; values typed over a different result are kept, in the rows that are returned."""
    typed: dict[str, AbstractSet[int]] = {}
    for column in columns:
        if column.computed is None or column.computed.values is None:
            continue
        values, before = column.computed.values(TableContext(context, data)), data.columns.get(column.key)
        if before is not None:
            pairs = enumerate(zip(before, values, strict=True))
            over = {i: old for i, (old, new) in pairs if not is_blank(old) and not agrees(old, new)}
            values = [over.get(i, value) for i, value in enumerate(values)]
            typed[column.key] = frozenset(over)
        data.columns[column.key] = values
    return typed


def texts_of(data: TableData) -> list[CellValue]:
    """Return what each row is about: an issue's full statement if it has one, otherwise its subject.

    Where that is a row of another table, many are about the same one, and none of them says the same.
    """
    if data.table.column(data.table.subject).kind is Kind.LINK:
        return [None] * data.length
    subjects = data[data.table.subject]
    if "statement" not in data.columns:
        return subjects
    pairs = zip(data["statement"], subjects, strict=True)
    # A rule that cannot compute a value returns a text that begins with an exclamation mark.
    return [own if is_blank(whole) or as_text(whole).startswith(("!", "#")) else whole for whole, own in pairs]


def _compared_by(text: CellValue) -> tuple[str, str]:
    """Return what is compared to detect texts that say the same, and similar texts; mostly the same string."""
    sentence = normalise(as_text(text))
    usual = type(text) is str and plain(text).casefold() == text
    return (sentence if usual else meaning(text, loosely=True)), sentence


@dataclass(frozen=True)
class Page:
    """Rows of a table to be drawn.

    Attributes:
        stored: their columns.
        first: the sheet row of the first.
        typed: the rows of computed columns that contain a typed value.
        more: columns that are not in the store, or have changed since.
    """

    stored: Stored
    first: int
    typed: Mapping[str, AbstractSet[int]]
    more: Mapping[str, Sequence[CellValue]]


@dataclass(frozen=True)
class Drawer:
    """Draws pages of a table.

    Args:
        store: where columns come from.
        row_format: how rows look.
        column_numbers: the number of each column.
        formulas: the formulas of computed columns.
    """

    store: RowStore
    row_format: RowFormat
    column_numbers: Mapping[str, int]
    formulas: Mapping[str, str]

    @gc_paused
    def __call__(self, page: Page) -> Packed:
        """Return the rows of a page as packed XML."""
        columns = {**self.store.columns(page.stored), **page.more}
        runs = {
            self.column_numbers[key]: Run(values, self.formulas.get(key), page.typed.get(key, frozenset()))
            for key, values in columns.items()
        }
        return packed_piece(rows_of(self.row_format, page.first, runs))

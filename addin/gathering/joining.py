"""Rows of some sources as they stand in a register: joined and computed, then drawn. Both are done in any process.

What depends on other rows (numbers, ranks, which rows are alike) comes from the process that sees them all.
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
from udfs.values import CellValue, as_text, is_blank, plain, same
from udfs.worksheet import fits_cell
from workbook_templates.catalogue import GATHERED, TABLES
from workbook_templates.context import Context, TableContext, TableData
from workbook_templates.lists import LISTS
from workbook_templates.model import Column, Table

_SHOWN = 60


@dataclass(frozen=True)
class Part:
    """The rows of one source in a batch.

    Attributes:
        number: the source's on the shelf.
        path: its path, as messages name it.
        lang: its language.
        origin: what 来源工作簿 says.
        renumbered: the columns of numbers and references, as they stand in the register.
    """

    number: int
    path: str
    lang: Lang
    origin: str
    renumbered: dict[str, list[CellValue]]


@dataclass(frozen=True)
class Batch:
    """Neighbouring rows of a table of the register, under a name for the shelf."""

    name: str
    table: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Joined:
    """What came of a batch; the columns lie on the shelf.

    Attributes:
        table: the table's key.
        stored: its columns.
        typed: the rows of computed columns in which somebody has typed something else.
        meanings: what rows that say the same have in common, see `udfs.rules.meaning`.
        sentences: what rows are compared by, see `udfs.likeness.normalise`.
        translated: by path how many words were put into the register's language, in order.
        told: what a person should know.
    """

    table: str
    stored: Stored
    typed: dict[str, AbstractSet[int]]
    meanings: list[str]
    sentences: list[str]
    translated: list[tuple[str, int]]
    told: list[Finding]


@dataclass(frozen=True)
class Joiner:
    """Joins batches.

    Args:
        shelf: where rows come from, and go.
        context: language, settings, calendar and day of the register, without its tables.
    """

    shelf: RowStore
    context: Context

    @gc_paused
    def __call__(self, batch: Batch) -> Joined:
        """Return a batch joined and computed, all but the columns that need other rows too."""
        table = GATHERED[batch.table]
        told: list[Finding] = []
        translated: list[tuple[str, int]] = []
        held = [(part, self.shelf.rows(part.number, batch.table)) for part in batch.parts]
        taken = [self._taken(part, rows, told, translated) for part, rows in held]
        length = sum(rows.length for _, rows in held)
        keys = [column.key for column in table.columns if any(column.key in columns for columns in taken)]
        blank: list[list[CellValue]] = [[None] * rows.length for _, rows in held]
        columns = {
            key: [value for own, no in zip(taken, blank, strict=True) for value in own.get(key, no)] for key in keys
        }
        data = TableData(table, columns, length)
        typed = compute(self.context, data, [column for column in table.computed if not is_whole(column, table)])
        sayings = [_saying(text) for text in texts_of(data)]
        columns["_id"] = [new_id() for _ in range(length)]
        stored = self.shelf.keep(batch.name, length, columns)
        meanings, sentences = ([saying[i] for saying in sayings] for i in range(2))
        return Joined(batch.table, stored, typed, meanings, sentences, translated, told)

    def _taken(
        self, part: Part, rows: Rows, told: list[Finding], translated: list[tuple[str, int]]
    ) -> dict[str, list[CellValue]]:
        columns: dict[str, list[CellValue]] = {}
        for key, cells in rows.columns.items():
            words = _dictionary(TABLES[rows.table].column(key), part.lang, self.context.lang)
            columns[key] = cells if words is None else [words.get(plain(cell).casefold(), cell) for cell in cells]
            if words is not None:
                count = sum(old != new for old, new in zip(cells, columns[key], strict=True))
                translated.append((part.path, count))
        columns |= part.renumbered
        columns["source"] = [part.origin] * rows.length
        if any(rows.notes):
            pairs = zip(rows.column("notes"), rows.notes, strict=True)
            columns["notes"] = [_noted(own, lines, part.path, told) if lines else own for own, lines in pairs]
        return columns


@cache
def _dictionary(column: Column, before: Lang, after: Lang) -> Mapping[str, str] | None:
    """Return the product's own words for a column in another language, None where nothing is to be translated."""
    if (
        before == after
        or column.kind is Kind.LINK
        or not (column.choices or column.options or column.kind is Kind.LEVEL)
    ):
        return None
    items = LISTS[column.choices].items if column.choices else column.options or LEVELS
    return {item.to(before).casefold(): item.to(after) for item in items}


def _noted(own: CellValue, lines: Sequence[str], path: str, told: list[Finding]) -> str:
    """Add columns of the user's own to the notes; what no longer fits into the cell is told as an error."""
    text = as_text(own)
    for line in lines:
        longer = f"{text}\n{line}" if not is_blank(text) else line
        if not fits_cell(longer):
            told.append(Finding(gathering.OWN_TOO_LONG, path, "", {"value": line[:_SHOWN]}))
        else:
            text = longer
    return text


def is_whole(column: Column, table: Table) -> bool:
    """Tell whether a computed column needs all rows of its table, itself or through one before it."""
    before = table.computed[: table.computed.index(column) + 1]
    return any(known.computed is not None and known.computed.whole for known in before)


def compute(context: Context, data: TableData, columns: Iterable[Column]) -> dict[str, AbstractSet[int]]:
    """Compute columns of a table; what was typed over a value that would be another stays, in the rows that are returned."""
    typed: dict[str, AbstractSet[int]] = {}
    for column in columns:
        if column.computed is None or column.computed.values is None:
            continue
        wanted, held = column.computed.values(TableContext(context, data)), data.columns.get(column.key)
        if held is not None:
            pairs = enumerate(zip(held, wanted, strict=True))
            over = {i: old for i, (old, new) in pairs if not is_blank(old) and not same(old, new)}
            wanted = [over.get(i, value) for i, value in enumerate(wanted)]
            typed[column.key] = frozenset(over)
        data.columns[column.key] = wanted
    return typed


def texts_of(data: TableData) -> list[CellValue]:
    """Return what each row is about: an issue's whole statement where it has one, else its subject."""
    subjects = data[data.table.subject]
    if "statement" not in data.columns:
        return subjects
    pairs = zip(data["statement"], subjects, strict=True)
    # A rule that cannot compute answers with a text that begins with an exclamation mark.
    return [own if is_blank(whole) or as_text(whole).startswith(("!", "#")) else whole for whole, own in pairs]


def _saying(text: CellValue) -> tuple[str, str]:
    """Return by what a text is found to say the same as another, and by what to be like it; mostly the same thing."""
    sentence = normalise(as_text(text))
    usual = type(text) is str and plain(text).casefold() == text
    return (sentence if usual else meaning(text, loosely=True)), sentence


@dataclass(frozen=True)
class Page:
    """Rows of a table that are to be drawn.

    Attributes:
        stored: their columns.
        first: the sheet row of the first.
        typed: the rows of computed columns that hold what somebody has typed.
        more: columns that are not on the shelf, or in another state.
    """

    stored: Stored
    first: int
    typed: Mapping[str, AbstractSet[int]]
    more: Mapping[str, Sequence[CellValue]]


@dataclass(frozen=True)
class Drawer:
    """Draws pages of a table.

    Args:
        shelf: where columns come from.
        look: how rows look.
        places: the number of each column.
        formulas: of computed columns.
    """

    shelf: RowStore
    look: RowFormat
    places: Mapping[str, int]
    formulas: Mapping[str, str]

    @gc_paused
    def __call__(self, page: Page) -> Packed:
        """Return the rows of a page as packed XML."""
        columns = {**self.shelf.columns(page.stored), **page.more}
        runs = {
            self.places[key]: Run(values, self.formulas.get(key), page.typed.get(key, frozenset()))
            for key, values in columns.items()
        }
        return packed_piece(rows_of(self.look, page.first, runs))

"""What people say that headings mean: on the command line, or on the sheet 导入对应, where it is remembered."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from addin.book.port import Book
from addin.book.session import Session
from addin.importing.header import ALIAS, CHOSEN, OWN, SAME, Choices, Match
from addin.importing.reader import Imported
from udfs.choices import pair_of
from udfs.lang import Text, listed, listed_texts
from udfs.problems import RefusalError, imports
from udfs.values import Cell, CellValue, as_text, is_blank, plain
from workbook_templates.headers import folded, spellings
from workbook_templates.model import Column, Table
from workbook_templates.tables.registers import MAPPINGS
from workbook_templates.tables.shared import BOOKKEEPING, NOTES

_SAMPLES, _SAMPLE_LENGTH = 3, 40
_SHOWN = 30
# Nobody asks where such columns have gone.
_PLAIN = (SAME, ALIAS, OWN)


def choices_of(table: Table, pairs: Sequence[str]) -> dict[str, str | None]:
    """Return what `heading=column` pairs say, by folded heading: the key of a column, None for the notes.

    Raises:
        RefusalError: a pair has no equals sign, names no column that people fill in, or one that is taken.
    """
    choices: dict[str, str | None] = {}
    for pair in pairs:
        heading, words = pair_of(pair)
        if not folded(heading):
            raise RefusalError(imports.MAP_FORM, value=pair)
        choices[folded(heading)] = _target(table, words)
    twice = [key for key, count in Counter(filter(None, choices.values())).items() if count > 1]
    if twice:
        raise RefusalError(imports.MAP_TWICE, label=table.column(twice[0]).label)
    return choices


def _target(table: Table, words: str, sheet: str = "", cell: str = "") -> str | None:
    """Return the key of the column that is meant, None for the notes."""
    name = folded(words.removeprefix("→"))
    if not name or name in spellings(NOTES):
        return None
    columns = fillable(table)
    for labels in (True, False):
        for column in columns:
            if name in (map(folded, column.label) if labels else spellings(column)):
                return column.key
    known = listed_texts((column.label for column in columns), _SHOWN)
    raise RefusalError(imports.MAP_NO_COLUMN, sheet=sheet, cell=cell, value=words, table=table.sheet, known=known)


def fillable(table: Table) -> list[Column]:
    """Return the columns that a file can fill: those of people, and the statement, which is taken apart."""
    return [
        column
        for column in table.columns
        if (column.carried or column.key == "statement") and not column.hidden and column not in BOOKKEEPING
    ]


def layout_of(table: Table, headings: Sequence[str]) -> str:
    """Return what files with the same headings, for the same table, have in common."""
    return hashlib.sha256("\n".join([table.key, *map(folded, headings)]).encode()).hexdigest()[:16]


class Memory:
    """The mappings that a workbook remembers.

    Args:
        book: the workbook.
        table: the table that rows are imported into.
    """

    def __init__(self, book: Book, table: Table) -> None:
        self._book = book
        self._table = table
        self._view = book.register(MAPPINGS.key) if MAPPINGS.name in book.table_sheets() else None

    def every(self) -> Choices:
        """Return what was chosen for any layout: enough to know headings by."""
        layouts = {as_text(value) for value in self._view.data["layout"]} if self._view is not None else set()
        return {heading: key for layout in layouts for heading, key in self._chosen(layout, strict=False).items()}

    def of(self, headings: Sequence[str]) -> Choices:
        """Return what was chosen for files with these headings.

        Raises:
            RefusalError: a cell names no column, or one that another has.
        """
        return self._chosen(layout_of(self._table, headings), strict=True)

    def _chosen(self, layout: str, *, strict: bool) -> dict[str, str | None]:
        chosen: dict[str, str | None] = {}
        if self._view is None or not layout:
            return chosen
        data = self._view.data
        for i, known in enumerate(data["layout"]):
            target = plain(data["target"][i])
            if as_text(known) != layout or folded(target) == folded(as_text(data["automatic"][i])):
                continue
            place = self._view.sheet, self._view.cell("target", i)
            try:
                key = _target(self._table, target, *place)
            except RefusalError:
                if strict:
                    raise
                continue
            if strict and key is not None and key in chosen.values():
                label = self._table.column(key).label
                raise RefusalError(imports.MAP_TWICE, sheet=place[0], cell=place[1], label=label)
            chosen[folded(as_text(data["heading"][i]))] = key
        return chosen

    def remember(self, session: Session, imported: Imported, *, always: bool = False) -> bool:
        """Write the mapping of a file onto the sheet, where something of it may be wanted otherwise; tell whether it is there.

        It is no part of the list: undoing an import leaves it, so that it can be corrected and the file imported again.
        """
        headed = [match for match in imported.mapping if match.header and match.why != OWN]
        layout = layout_of(self._table, [match.header for match in imported.mapping])
        places = self._places(layout)
        if not places and not always and all(match.why in _PLAIN for match in headed):
            return False
        book = session.book
        view = book.ensure(MAPPINGS.key)
        rows = [self._row(match, imported, layout) for match in headed]
        if len(places) == len(rows):
            for key in rows[0]:
                for place, row in zip(places, rows, strict=True):
                    book.write(MAPPINGS.key, key, [Cell(row[key])], start=place)
        else:
            kept = [{key: row[key] for key in row if key in view.column_numbers} for row in rows]
            Session(book, session.command, session.now).append(MAPPINGS, kept)
        return True

    def _places(self, layout: str) -> list[int]:
        if self._view is None:
            return []
        return [i for i, known in enumerate(self._view.data["layout"]) if as_text(known) == layout]

    def _row(self, match: Match, imported: Imported, layout: str) -> dict[str, CellValue]:
        lang = self._book.lang
        column = NOTES if match.target is None else self._table.column(match.target)
        label = column.label.to(lang)
        return {
            "source": imported.source,
            "heading": match.header,
            "sample": _sample(imported.samples.get(match.at, [])).to(lang),
            "target": label,
            "why": match.why.to(lang),
            "automatic": "?" if match.why == CHOSEN else label,
            "layout": layout,
        }


def _sample(values: Sequence[CellValue]) -> Text:
    texts = dict.fromkeys(plain(value)[:_SAMPLE_LENGTH] for value in values if not is_blank(value))
    return listed(list(texts)[:_SAMPLES])

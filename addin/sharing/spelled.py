"""Choices that came back in another spelling, put in the words of our lists before anything is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from addin.book.spellings_writer import respelled
from addin.sharing.returned import Return
from udfs.merge import Added, Changes, Edit
from udfs.problems import Finding
from udfs.rules import Kind
from udfs.values import CellValue, as_text, is_blank, same
from workbook_templates.catalogue import TABLES
from workbook_templates.settings import Settings

_Counts = dict[tuple[str, str], Counter[tuple[str, str]]]


def in_our_words(settings: Settings, returns: Sequence[Return]) -> tuple[list[Return], list[Finding]]:
    """Return the files with every choice as the lists on 设置 have it, and what was read as something else.

    What is on no list, nor known as a spelling, stays as it came.

    Args:
        settings: the lists of the workbook that is merged into.
        returns: the files.
    """
    counts: _Counts = {}
    files = [
        replace(file, changes={key: _changes(settings, key, changes, counts) for key, changes in file.changes.items()})
        if file.is_new
        else file
        for file in returns
    ]
    return files, [respelled(TABLES[key].column(column).label, words) for (key, column), words in counts.items()]


def _changes(settings: Settings, key: str, changes: Changes, counts: _Counts) -> Changes:
    lists = {c.key: c.choices for c in TABLES[key].typed if c.kind is Kind.CHOICE and c.choices}

    def read(column: str, value: CellValue) -> CellValue:
        entry = settings.choice(lists[column], value) if column in lists and not is_blank(value) else None
        if entry is None or entry == value:
            return value
        counts.setdefault((key, column), Counter())[as_text(value), entry] += 1
        return entry

    edits = {
        (row_id, column): Edit(edit.base, read(column, edit.value), edit.place)
        for (row_id, column), edit in changes.edits.items()
    }
    added = [
        Added(
            row.place,
            {column: read(column, value) for column, value in row.values.items()},
            row.row_id,
            row.copied_from,
        )
        for row in changes.added
    ]
    changed = {place: edit for place, edit in edits.items() if not same(edit.base, edit.value)}
    return Changes(changed, added, changes.removed)

"""Rows that nobody would get: their cell names nobody, or nobody among the recipients."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from addin.book.port import Book, View
from addin.sharing.copies import places_of
from udfs.lang import Text, listed, listed_texts
from udfs.people import people_in, person_key
from udfs.problems import Finding, mailing

# So many cells are named of those that say the same.
_CELLS = 5


def rows_for_nobody(book: Book, column: str, label: Text, names: Collection[str]) -> list[Finding]:
    """Return a finding for each sheet and name, or blank, whose rows go to none of the people of these names.

    The tables without the column are named together, in one finding: nobody can get their rows by it.
    """
    known = frozenset(map(person_key, names))
    views = [book.with_own(key) for key in book.tables()]
    findings = [finding for view in views for finding in _of_table(view, column, label, known)]
    without = [(view, len(places_of(view))) for view in views if column not in view.column_numbers]
    left = [(view, rows) for view, rows in without if rows]
    if left:
        sheets = [(view.data.table.sheet, rows) for view, rows in left]
        tables = listed_texts([Text(f"{sheet.zh}（{rows} 行）", f"{sheet.en} ({rows})") for sheet, rows in sheets])
        findings.append(mailing.TABLE_FOR_NOBODY.at(left[0][0].sheet, column=label, tables=tables))
    return findings


def _of_table(view: View, column: str, label: Text, known: frozenset[str]) -> Iterator[Finding]:
    if column not in view.column_numbers:
        return
    places = places_of(view)
    groups: dict[tuple[str, ...], list[int]] = {}
    for i in places:
        named = people_in(view.data[column][i])
        if known.isdisjoint(map(person_key, named)):
            groups.setdefault(tuple(named), []).append(i)
    for who, rows in groups.items():
        cells = listed((view.cell(column, i) for i in rows), _CELLS)
        problem = mailing.ROWS_WITHOUT_RECIPIENT if who else mailing.ROWS_WITHOUT_NAME
        yield view.finding(problem, column, rows[0], label=label, value=listed(who), rows=len(rows), cells=cells)

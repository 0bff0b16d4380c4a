"""Rows that nobody would get: their cell names nobody, or nobody among the recipients."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from addin.book.port import Book, View
from addin.sharing.copies import places_of
from udfs.lang import Text, listed
from udfs.people import people_in, person_key
from udfs.problems import Finding, mailing

# So many cells are named of those that say the same.
_CELLS = 5


def rows_for_nobody(book: Book, column: str, label: Text, names: Collection[str]) -> list[Finding]:
    """Return a finding for each sheet and name, or blank, whose rows go to none of the people of these names.

    A table without the column is named as a whole: nobody can get its rows by it.
    """
    known = frozenset(map(person_key, names))
    return [finding for key in book.tables() for finding in _of_table(book.with_own(key), column, label, known)]


def _of_table(view: View, column: str, label: Text, known: frozenset[str]) -> Iterator[Finding]:
    places = places_of(view)
    if column not in view.column_numbers:
        if places:
            yield mailing.TABLE_FOR_NOBODY.at(view.sheet, table=view.data.table.sheet, column=label, rows=len(places))
        return
    groups: dict[tuple[str, ...], list[int]] = {}
    for i in places:
        named = people_in(view.data[column][i])
        if known.isdisjoint(map(person_key, named)):
            groups.setdefault(tuple(named), []).append(i)
    for who, rows in groups.items():
        cells = listed((view.cell(column, i) for i in rows), _CELLS)
        problem = mailing.ROWS_WITHOUT_RECIPIENT if who else mailing.ROWS_WITHOUT_NAME
        yield view.finding(problem, column, rows[0], label=label, value=listed(who), rows=len(rows), cells=cells)

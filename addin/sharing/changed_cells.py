"""What cells of a returned workbook hold beside plain values: pictures, dates among texts, formulas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from addin.book.file.book import FileBook, may_be_picture
from addin.book.port import View
from udfs.merge import Changes
from udfs.problems import Finding, mailing
from udfs.rules import Kind
from udfs.serials import dated
from udfs.values import CellValue, ErrorValue, as_text, is_number
from workbook_templates.context import OWN


def without_pictures(book: FileBook, view: View, changes: Changes) -> None:
    """Take out what stands in the place of a picture in a cell: it is no value, and the picture is reported itself."""
    values = [(edit.place, column, edit.value) for (_, column), edit in changes.edits.items()]
    values += [(row.place, column, value) for row in changes.added for column, value in row.values.items()]
    if not any(may_be_picture(value) for _, _, value in values):
        return
    pictures = book.pictures(view.sheet)

    def is_picture(place: int, column: str) -> bool:
        return (view.first_row + place, view.column_numbers.get(column, 0)) in pictures

    for key in [key for key, edit in changes.edits.items() if is_picture(edit.place, key[1])]:
        del changes.edits[key]
    for row in changes.added:
        for column in [column for column in row.values if is_picture(row.place, column)]:
            del row.values[column]


def dates_as_texts(book: FileBook, view: View, changes: Changes) -> None:
    """Turn a date, a time or a duration where a text is expected (such as notes) into the text that people see."""

    def is_odd(column: str, value: CellValue) -> bool:
        if column.startswith(OWN) or view.data.table.column(column).kind is Kind.DATE:
            return False
        return isinstance(value, date) or (is_number(value) and column in view.column_numbers)

    odd = {(edit.place, column) for (_, column), edit in changes.edits.items() if is_odd(column, edit.value)}
    odd |= {
        (row.place, column) for row in changes.added for column, value in row.values.items() if is_odd(column, value)
    }
    if not odd:
        return
    shown = book.dated_cells(view.sheet)

    def seen(place: int, column: str, value: CellValue) -> CellValue:
        if (place, column) in odd and isinstance(value, date):
            return as_text(value)
        look = shown.get((view.first_row + place, view.column_numbers[column])) if (place, column) in odd else None
        meant = dated(value, look, date1904=book.date1904)
        return value if meant is value else as_text(meant)

    for (row_id, column), edit in changes.edits.items():
        changes.edits[row_id, column] = edit._replace(value=seen(edit.place, column, edit.value))
    for row in changes.added:
        row.values.update({column: seen(row.place, column, value) for column, value in row.values.items()})


def formulas_in(name: str, view: View, changes: Changes) -> Iterator[Finding]:
    """Report formulas in input cells; one that returns an error (such as a broken link) has no value to take."""

    def is_formula(place: int, column: str) -> bool:
        return column in view.column_numbers and view.formulas[column][place] is not None

    cells = [(edit.place, column, edit.value) for (_, column), edit in changes.edits.items()]
    cells += [(row.place, column, value) for row in changes.added for column, value in row.values.items()]
    for place, column, value in sorted(cells, key=lambda cell: cell[:2]):
        if is_formula(place, column):
            where, broken = f"{view.sheet}!{view.cell(column, place)}", isinstance(value, ErrorValue)
            problem = mailing.FORMULA_BROKEN if broken else mailing.FORMULA_RETURNED
            yield problem.finding(name=name, place=where, value=as_text(value))
    for key, edit in list(changes.edits.items()):
        if isinstance(edit.value, ErrorValue) and is_formula(edit.place, key[1]):
            del changes.edits[key]
    for row in changes.added:
        for column in [c for c, v in row.values.items() if isinstance(v, ErrorValue) and is_formula(row.place, c)]:
            del row.values[column]

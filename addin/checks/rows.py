"""Checks of the rows that people fill in: single cells, what the cells of a row say about each other, rows that repeat."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from udfs.lang import Text, listed, listed_texts
from udfs.problems import Finding, Problem, books, data
from udfs.rules import Kind, RowComplaint, check_column, check_duplicates, check_order, check_references
from udfs.values import as_text, is_blank
from workbook_templates.marks import ORDERED
from workbook_templates.model import Column

# So many other places are named of a value that occurs again.
_OTHERS = 5


def missing_columns(session: Session) -> Iterator[Finding]:
    """Find columns that are gone; those that came with a later layout are named in one line."""
    later: dict[Text, list[Text]] = {}
    sheet = ""
    for view in session.views():
        table = view.data.table
        for column in table.columns:
            if column.key in view.column_numbers or column.hidden:
                continue
            if column.since <= session.book.identity.layout:
                yield books.COLUMN_MISSING.at(view.sheet, table=table.sheet, column=column.label)
                continue
            sheet = sheet or view.sheet
            later.setdefault(table.sheet, []).append(column.label)
    if later:
        tables, labels = listed_texts(later), listed_texts(label for labels in later.values() for label in labels)
        yield books.LAYOUT_OLDER.at(sheet, table=tables, columns=labels)


def cell_findings(session: Session) -> Iterator[Finding]:
    """Find cells that are blank but required, of the wrong kind, not on their list, a formula, or a link to nowhere."""
    for view in session.views():
        filled, spellings = view.data.filled(), session.context.settings.spellings
        for column in (column for column in view.data.table.columns if column.carried):
            if column.key in view.column_numbers:
                complaints = check_column(
                    view.data[column.key], session.rule(view.data.table, column), spellings, filled
                )
                yield from _at_cells(view, column.key, complaints)
                yield from _formulas(view, column, filled)
                yield from _at_cells(view, column.key, _references(session, view, column))


def row_findings(session: Session) -> Iterator[Finding]:
    """Find dates of a row that are in the wrong order, and overridden priorities without a reason."""
    for view in session.views():
        yield from _across(view)


def duplicates(session: Session) -> Iterator[Finding]:
    """Find numbers that occur twice, and rows that say the same."""
    for view in session.views():
        yield from _duplicates(view)


def copied_rows(session: Session) -> Iterator[Finding]:
    """Find rows that were copied: they share an identity until each has got its own."""
    for view in session.views():
        yield from _copied(view)


def _at_cells(view: View, key: str, complaints: list[RowComplaint]) -> Iterator[Finding]:
    for row, problem, args in complaints:
        yield view.finding(problem, key, row, **args)


def _formulas(view: View, column: Column, filled: list[bool]) -> Iterator[Finding]:
    """Point out formulas in a column that people fill in: their value is used, but it may change by itself."""
    for i, formula in enumerate(view.formulas[column.key]):
        if formula is not None and filled[i]:
            yield view.finding(
                data.FORMULA_IN_INPUT, column.key, i, label=column.label, value=as_text(view.data[column.key][i])
            )


def _references(session: Session, view: View, column: Column) -> list[RowComplaint]:
    """Check links to rows of a table; a table that is not in this workbook cannot be checked here."""
    if (
        column.kind is not Kind.LINK
        or column.refers not in session.context.tables
        or column.refers == view.data.table.key
    ):
        return []  # predecessors are links with a kind and a lag: the plan reads them
    known = session.context.tables[column.refers]["id"]
    return check_references(view.data[column.key], known, column.label)


def _across(view: View) -> Iterator[Finding]:
    """Check what the columns of a row say about each other."""
    table, columns = view.data.table, view.data
    for start, end, problem in ORDERED.get(table.key, ()):
        if start in view.column_numbers and end in view.column_numbers:
            labels = table.column(start).label, table.column(end).label
            yield from _at_cells(view, end, check_order(columns[start], columns[end], *labels, problem))
    if "override" in view.column_numbers and "reason" in view.column_numbers:
        label, other = table.column("reason").label, table.column("override").label
        for i, (override, reason) in enumerate(zip(columns["override"], columns["reason"], strict=True)):
            if not is_blank(override) and is_blank(reason):
                yield view.finding(data.REASON_MISSING, "reason", i, label=label, other_label=other)


def _duplicates(view: View) -> Iterator[Finding]:
    table = view.data.table
    for key, problem, loosely in (
        ("id", data.DUPLICATE_ID, False),
        *((k, data.DUPLICATE_TEXT, True) for k in table.unique),
    ):
        if key in view.column_numbers:
            values = view.data[key]
            for group in check_duplicates(values, loosely=loosely):
                yield from _group(view, key, problem, group)


def _group(view: View, key: str, problem: Problem, rows: tuple[int, ...]) -> Iterator[Finding]:
    for row in rows:
        shown = listed([view.cell(key, other) for other in rows[: _OTHERS + 2] if other != row], _OTHERS)
        label, value = view.data.table.column(key).label, as_text(view.data[key][row])
        yield view.finding(problem, key, row, label=label, value=value, others=shown)


def _copied(view: View) -> Iterator[Finding]:
    """Point out rows that share an identity: the later ones were copied."""
    if "_id" not in view.column_numbers or "id" not in view.column_numbers:
        return
    for first, *copies in check_duplicates(view.data["_id"]):
        for row in copies:
            yield view.finding(data.DUPLICATE_ROW_ID, "id", row, others=view.cell("id", first))

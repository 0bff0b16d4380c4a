"""Reading one workbook for a register: a plain function of its path, run here, in other processes or on a cluster.

It imports nothing heavy before it is called, and returns compact rows instead of the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.gathering.source import Rows, Source
from udfs.lang import Text, listed
from udfs.problems import Finding, Problem, RefusalError, files, gathering
from udfs.values import CellValue, as_text, is_blank, plain

if TYPE_CHECKING:
    from addin.book.file.book import FileBook, OwnColumn
    from addin.book.port import View

_SHOWN = 60


def read_source(path: str) -> Source:
    """Read a workbook; one that cannot be read comes back with its refusal, so that the others go on."""
    try:
        return _read(path)
    except RefusalError as error:
        return Source(path, refusal=error.finding)
    except Exception as error:  # noqa: BLE001 - among thousands of files from anywhere one must not stop the rest
        reason = f"{type(error).__name__}: {error}"
        return Source(path, refusal=files.CANNOT_READ.finding(name=Path(path).name, reason=reason))


def _read(path: str) -> Source:
    from addin.book.file.book import FileBook
    from addin.gathering.settings import own_settings
    from addin.outside.items import items_outside
    from addin.outside.report import item_findings, rows_taken
    from workbook_templates.settings import Settings
    from workbook_templates.tables.shared import SOURCE

    book = FileBook(Path(path), rows_below=True)
    views = [book.view(key) for key in book.tables()]
    if any(SOURCE.key in view.column_numbers for view in views):
        return Source(path, book.lang, refusal=gathering.IS_REGISTER.finding())
    read = [_rows(book, view) for view in views]
    findings = [finding for _, reported in read for finding in reported]
    settings = own_settings(Settings.read(book.lang, book.settings().get), book.tables())
    findings += [
        *rows_taken(book),
        *item_findings(items_outside(book)),
    ]
    return Source(path, book.lang, tuple(rows for rows, _ in read), settings, (*findings, *_holidays(book)))


def _rows(book: FileBook, view: View) -> tuple[Rows, list[Finding]]:
    """Return the filled rows of a table, and what is to be reported about them."""
    carried = list(_carried(view))
    columns = {key: values for key, values, _ in carried if not all(map(is_blank, values))}
    own = [column for column in book.own_columns(view.data.table.key) if not all(map(is_blank, column.values))]
    findings = [finding for _, _, reported in carried for finding in reported]
    findings += _own_findings(view, own)
    lines = [[(column.heading, column.values[i]) for column in own] for i in range(view.data.length)]
    mark = "：" if book.lang == "zh" else ": "
    notes = [tuple(f"{head}{mark}{as_text(value)}" for head, value in line if not is_blank(value)) for line in lines]
    rows = list(zip(*columns.values(), strict=True)) or [()] * view.data.length
    kept = [i for i, row in enumerate(rows) if notes[i] or not all(map(is_blank, row))]
    for i in kept:
        _refuse_unwritable(view, i, rows[i])
    kept_columns = {key: [values[i] for i in kept] for key, values in columns.items()}
    departments = frozenset(map(plain, kept_columns.get("department", ()))) - {""}
    return Rows(view.data.table.key, len(kept), kept_columns, tuple(notes[i] for i in kept), departments), findings


def _carried(view: View) -> Iterator[tuple[str, list[CellValue], list[Finding]]]:
    """Yield what is taken over of each column, typed values and what formulas show in columns to fill in, with findings."""
    for column in view.data.table.columns:
        if column.key not in view.column_numbers or column.hidden:
            continue
        values, formulas = view.data[column.key], view.formulas[column.key]
        if column.typed:
            with_formula = [i for i, formula in enumerate(formulas) if formula is not None]
            shown = sum(values[i] is not None for i in with_formula)
            findings = list(_formulas(view, column.key, [i for i in with_formula if values[i] is None]))
            findings += [_counted(gathering.FORMULAS_TAKEN, view, column.label, shown)] if shown else []
            yield column.key, values, findings
        elif column.computed is not None and column.computed.native is not None:
            typed = [None if formula is not None else value for value, formula in zip(values, formulas, strict=True)]
            count = sum(not is_blank(value) for value in typed)
            yield column.key, typed, [_counted(gathering.OVERTYPED_TAKEN, view, column.label, count)] if count else []
        elif column.written:
            yield column.key, values, []


def _counted(problem: Problem, view: View, label: Text, count: int) -> Finding:
    return problem.at(view.sheet, label=label, count=count)


def _formulas(view: View, key: str, rows: Sequence[int]) -> Iterator[Finding]:
    """Point out formulas whose value is not in the file: a program that does not calculate has written them."""
    for i in rows:
        formula = view.formulas[key][i]
        yield view.finding(gathering.FORMULA_WITHOUT_VALUE, key, i, value=(formula or "")[:_SHOWN])


def _own_findings(view: View, own: Sequence[OwnColumn]) -> Iterator[Finding]:
    if own:
        columns = listed(column.heading for column in own)
        yield gathering.OWN_COLUMNS.at(view.sheet, table=view.data.table.sheet, columns=columns)
    for column in own:
        for value, formula in zip(column.values, column.formulas, strict=True):
            if formula is not None and value is None:
                yield gathering.FORMULA_WITHOUT_VALUE.at(view.sheet, value=formula[:_SHOWN])


def _holidays(book: FileBook) -> Iterator[Finding]:
    """Report days off and make-up days that the department has set itself: dates were computed with them."""
    from udfs.values import day_of
    from workbook_templates.tables.holidays import is_standard

    context = book.context(date.min) if "tasks" in book.tables() else None
    listed = context.tables.get("holidays") if context is not None else None
    if listed is None:
        return
    days = [
        f"{day} {plain(kind)}"
        for value, kind in zip(listed["day"], listed["kind"], strict=True)
        if (day := day_of(value)) is not None and not is_standard(day, plain(kind))
    ]
    if days:
        sheet = listed.table.sheet.to(book.lang)
        yield gathering.OWN_HOLIDAYS.at(sheet, count=len(days), value=days[0])


def _refuse_unwritable(view: View, index: int, row: Sequence[CellValue]) -> None:
    """Refuse a workbook with a value that no cell can hold: only a hostile or broken program writes one."""
    from addin.xlsx.cells import render
    from udfs.values import Cell

    for value in row:
        if isinstance(value, float) or (isinstance(value, str) and len(value) > _SHOWN):
            try:
                render(b"", b"", b"", Cell(value), b"", date1904=False)
            except RefusalError as error:
                raise RefusalError(
                    error.finding.problem, sheet=view.sheet, cell=str(view.first_row + index), **error.finding.args
                ) from error

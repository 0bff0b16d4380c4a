"""Brings every computed cell up to date: columns of the tables, and what stands outside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from typing import NamedTuple

from addin import progress
from addin.book import settings_writer as steering
from addin.book.below import rows_below
from addin.book.figures import figures
from addin.book.port import View
from addin.book.session import Session
from addin.xlsx.bulk import gc_paused
from addin.xlsx.formulas import RowMarks, with_plain_calls
from udfs.lang import Text
from udfs.problems import Finding, data
from udfs.values import KEEP, Cell, CellValue, ErrorValue, Keep, agrees, as_text, is_blank
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs, at_row
from workbook_templates.model import Column, Computed

PREFIX = "KZ_"


class Form(Enum):
    """How computed columns are written: for everybody, or over the worksheet functions of the add-in."""

    PORTABLE = "portable"
    LIVE = "live"


class Recalculated(NamedTuple):
    """What recalculating did: how many cells differ visibly, and what it found on the way."""

    changed: int
    findings: list[Finding]


_NOTHING = Recalculated(0, [])


@gc_paused
def recalculate(session: Session, *, fill: bool, form: Form | None = None, written: bool = True) -> Recalculated:
    """Write what is out of date, formula and value together; return what changed visibly and what was found.

    Args:
        session: the command at work.
        fill: also put formulas where a row lacks them; otherwise only cells that hold a formula are brought up to date.
        form: write every formula in this form; otherwise each keeps its own, and new ones follow the rest of their column.
        written: also the columns that hold plain values; undo has just put those back.

    A value or another formula that a person typed over a formula is kept, is used by what depends on it, and is reported.
    In a written column a value that differs is out of date; only a formula is somebody's own.
    """

    def computed(view: View) -> Iterator[tuple[Text, Callable[[], Recalculated]]]:
        refs = RowRefs(session.book.lang, view.letters(), view.data.table.name, view.headers)
        for column in view.data.table.columns:  # each depends only on those before it
            if column.written and written:
                yield column.label, partial(_written, session, view, column, fill=fill)
            elif column.computed is not None and column.computed.native is not None:
                yield column.label, partial(_column, session, view, column, refs, fill=fill, form=form)

    below = list(rows_below(session.book))
    steering.complete(session)
    columns = [step for view in session.views() for step in computed(view)]
    steps = [work() for work in progress.through(columns)]
    figures(session)
    return Recalculated(
        sum(step.changed for step in steps), [*below, *(finding for step in steps for finding in step.findings)]
    )


def _column(
    session: Session, view: View, column: Column, refs: RowRefs, *, fill: bool, form: Form | None
) -> Recalculated:
    computed = column.computed
    if computed is None or computed.native is None or computed.values is None:
        return _NOTHING
    wanted = computed.values(TableContext(session.context, view.data))
    if column.key not in view.column_numbers:
        view.data.columns[column.key] = wanted
        return _NOTHING
    patterns = _patterns(computed, refs)
    if not patterns:  # a column that the formulas need is missing; the checker reports it
        return _NOTHING
    present, formulas = list(view.data[column.key]), list(view.formulas[column.key])
    called = _plain_calls(formulas, view.first_row)
    former = [render(refs) for render in computed.former]
    forms = [_form_of(formula, patterns, former, row) for row, formula in enumerate(called, view.first_row)]
    # Undo must not bring calls of another copy of the add-in back: the link that they need goes with them.
    plain = [call if own else formula for formula, call, own in zip(formulas, called, forms, strict=True)]
    view.formulas[column.key] = list(plain)
    usual = form or (Form.LIVE if Form.LIVE in forms else Form.PORTABLE)
    # Another program may spell a whole column anew; a formula of another kind among ours is somebody's own.
    among_ours = any(forms)
    cells: list[Cell | Keep] = []
    logged: list[bool] = []
    values: list[CellValue] = []
    changed = 0
    findings: list[Finding] = []
    for i, (value, old, formula, own) in enumerate(zip(wanted, present, formulas, forms, strict=True)):
        alike = agrees(old, value)
        # One without a text belongs to a group that the file does not tell: nobody has typed it.
        is_theirs = bool(formula) and own is None and among_ours and not isinstance(old, ErrorValue)
        if not alike and (is_theirs or (formula is None and not is_blank(old))):
            findings.append(_overtyped(view, column, i, old, value))
            stays = True
        else:
            stays = is_theirs or (formula is None and not fill)
        if formula != plain[i]:
            findings.append(view.finding(data.LINKED_CALL, column.key, i, label=column.label))
        pattern = patterns.get((form or own or usual), patterns[Form.PORTABLE])
        text = plain[i]
        is_ours = text is not None and _holds(text, pattern, view.first_row + i)
        keep = stays or (is_ours and alike and formula == text)
        cells.append(KEEP if keep else Cell(value, pattern))
        logged.append(not is_ours)
        values.append(old if stays and not alike else value)
        changed += not keep and not alike
    session.put(view, column.key, cells, logged=logged)
    view.data.columns[column.key] = values
    return Recalculated(changed, findings)


def _written(session: Session, view: View, column: Column, *, fill: bool) -> Recalculated:
    """Bring the plain values of a column up to date; a blank one is only filled where that is asked for."""
    if column.computed is None or column.computed.values is None or column.key not in view.column_numbers:
        return _NOTHING
    wanted = column.computed.values(TableContext(session.context, view.data))
    cells: list[Cell | Keep] = [KEEP] * len(wanted)
    findings: list[Finding] = []
    for i, (old, new) in enumerate(zip(view.data[column.key], wanted, strict=True)):
        if agrees(old, new) or (is_blank(old) and not fill):
            continue
        if view.formulas[column.key][i] is not None and not isinstance(old, ErrorValue):
            findings.append(_overtyped(view, column, i, old, new))
        else:
            cells[i] = Cell(new)
    session.put(view, column.key, cells)
    return Recalculated(sum(cell is not KEEP for cell in cells), findings)


def _patterns(computed: Computed, refs: RowRefs) -> dict[Form, str]:
    """Return the column's formula in each form that it has."""
    rendered: dict[Form, str] = {}
    for form, render in ((Form.PORTABLE, computed.native), (Form.LIVE, computed.live)):
        if render is not None:
            try:
                rendered[form] = render(refs)
            except KeyError:
                return {}
    return rendered


def _form_of(formula: str | None, patterns: Mapping[Form, str], former: Sequence[str], row: int) -> Form | None:
    """Return the form in which a cell holds our formula, one of earlier workbooks too; None where it holds none of ours."""
    if formula is None:
        return None
    known = [*patterns.items(), *((Form.PORTABLE, pattern) for pattern in former)]
    return next((form for form, pattern in known if _holds(formula, pattern, row)), None)


def _holds(formula: str, pattern: str, row: int) -> bool:
    """Return whether a cell's formula is the pattern; one that this command has written still has the mark of its row."""
    return formula in (pattern, at_row(pattern, row))


def _plain_calls(formulas: Sequence[str | None], first_row: int) -> list[str | None]:
    """Return a column's formulas with calls of another copy of the add-in as plain calls."""
    linked, marks = f"!{PREFIX}", RowMarks()
    return [
        at_row(with_plain_calls(marks.pattern(formula, row), PREFIX), row)
        if formula is not None and linked in formula
        else formula
        for row, formula in enumerate(formulas, first_row)
    ]


def _overtyped(view: View, column: Column, index: int, old: CellValue, value: CellValue) -> Finding:
    return view.finding(
        data.OVERTYPED, column.key, index, label=column.label, value=as_text(old), computed=as_text(value)
    )

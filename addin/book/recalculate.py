"""Brings every computed cell up to date: columns of the tables, figures of 汇总, the Gantt heading, the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import NamedTuple

from addin import progress
from addin.book import settings_writer as steering
from addin.book.below import rows_below
from addin.book.port import AreaView, View
from addin.book.session import Session
from addin.xlsx.bulk import gc_paused
from addin.xlsx.formulas import RowMarks, with_plain_calls
from udfs.lang import Text
from udfs.problems import Finding, data
from udfs.serials import to_serial
from udfs.values import KEEP, Cell, CellValue, ErrorValue, Keep, agrees, as_text, is_blank
from workbook_templates.areas.calendar import CALENDAR_HEADS, COVERED, NOTE_CALENDAR, calendar_area
from workbook_templates.areas.gantt import gantt_head
from workbook_templates.areas.measures import measure_heads
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.catalogue import TABLES
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs, at_row
from workbook_templates.model import Column, Computed
from workbook_templates.reports.pareto import PARETO
from workbook_templates.reports.pareto_source import own_column
from workbook_templates.reports.registry import reports_of
from workbook_templates.summary import PANELS
from workbook_templates.summary_counts import LABELS

_FIGURES = Text("汇总与日历", "Figures and calendar")
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
        for column in view.data.table.computed:
            yield column.label, partial(_column, session, view, column, refs, fill=fill, form=form)
        for column in view.data.table.written if written else ():
            yield column.label, partial(_written, session, view, column, fill=fill)

    below = list(rows_below(session.book))
    steering.complete(session)
    columns = [step for view in session.views() for step in computed(view)]
    steps = [work() for work in progress.through(columns)]
    figures(session)
    return Recalculated(
        sum(step.changed for step in steps), [*below, *(finding for step in steps for finding in step.findings)]
    )


def figures(session: Session) -> None:
    """Write what is out of date outside the tables, whose computed columns are up to date."""
    session.context.forget()
    if PARETO.belongs(session.book.tables()) and (table := own_column(session.context)):
        # Nothing else needs the users' own columns.
        session.book.with_own(table)
    for drawn in progress.through([(_FIGURES, drawn) for drawn in _drawn(session)]):
        _area(session, drawn)
    _charts(session)


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


class _Drawn(NamedTuple):
    """A computed block, and how to make it of another width: workbooks made before have some of them narrower."""

    area: Area
    as_wide: Callable[[int], Area] | None = None


def _drawn(session: Session) -> list[_Drawn]:
    """Return the computed blocks that this workbook has."""
    areas = [panel.area for key in session.book.tables() for panel in PANELS[key]]
    if "plans" in session.book.tables():
        areas.append(measure_heads(len(session.context.settings.measures)))
    has_days = session.context.calendar is not None
    # Where the days off are gone, what stands on sheets that need them cannot be worked out anew, and stays.
    reports = [r for r in reports_of(session.book.tables()) if has_days or not TABLES[r.table].timeline]
    areas += [area for report in reports for area in report.areas]
    if session.context.calendar is not None:
        of_days = partial(calendar_area, len(session.context.calendar.days()))
        resizable = [_Drawn(of_days(), of_days)]
        areas += [CALENDAR_HEADS, COVERED]
        if "tasks" in session.book.tables():
            resizable.append(_Drawn(gantt_head(), gantt_head))
            areas.append(NOTE_CALENDAR)
        return [*map(_Drawn, areas), *resizable]
    return [*map(_Drawn, areas)]


def _area(session: Session, drawn: _Drawn) -> None:
    area, as_wide = drawn
    view = session.book.area(area.name)
    if view is None:
        return
    if as_wide is not None and len(view.figures[0]) != area.cols:
        area = as_wide(len(view.figures[0]))
    if not _fits(view, area):
        return
    refs = AreaRefs(session.book.lang, view.row, view.col, _headers(session))
    try:
        wanted = area.render(session.context, refs)[: len(view.figures)]
    except KeyError:  # a column that the figures need is missing; the checker reports it
        return
    pairs = (
        (old, new)
        for line, fresh in zip(view.figures, wanted, strict=True)
        for old, new in zip(line, fresh, strict=True)
    )
    if not all(old.formula == new.formula and agrees(_plain(old.value), _plain(new.value)) for old, new in pairs):
        session.book.write_area(area.name, wanted)


def _fits(view: AreaView, area: Area) -> bool:
    """Return whether a block is the area, or what an older workbook has of it."""
    rows, cols = len(view.figures), len(view.figures[0])
    return cols == area.cols and (rows == area.rows or (area.grows and rows < area.rows))


def _plain(value: CellValue) -> CellValue:
    """Return a date as its serial number: areas are read without knowing which of their cells are dates."""
    return to_serial(value) if type(value) is date else value


def _headers(session: Session) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    return {key: (view.data.table.name, view.headers) for key, view in session.book.views().items()}


def _charts(session: Session) -> None:
    lengths: dict[str, dict[tuple[int, int], int]] = {}
    for key in session.book.tables():
        for panel in PANELS[key]:
            view = session.book.area(panel.area.name) if panel.charted else None
            if view is not None:
                labels = [line[0].value for line in view.figures[:LABELS]]
                filled = max((i for i, label in enumerate(labels, 1) if label), default=1)
                lengths.setdefault(view.sheet, {})[view.row, view.col] = filled
    for report in reports_of(session.book.tables()):
        view = session.book.area(report.curve.area.name) if report.curve is not None else None
        if report.curve is not None and view is not None:
            filled = max((i for i, line in enumerate(view.figures, 1) if line[0].value), default=1)
            # Every line but the last has another one behind it, which is found as the last one is behind its labels.
            for col in range(len(report.curve.lines)):
                lengths.setdefault(view.sheet, {})[view.row, view.col + col] = filled
    for sheet, places in lengths.items():
        session.book.refresh_charts(sheet, places)

"""Brings what stands outside the tables up to date: figures of 汇总 and of the report sheets, the Gantt heading, the calendar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from addin import progress
from addin.book.pages import fit_flow
from addin.book.port import AreaView
from addin.book.session import Session
from udfs.lang import Text
from udfs.serials import to_serial
from udfs.values import Cell, CellValue, agrees, is_blank
from workbook_templates.areas.calendar import CALENDAR_HEADS, COVERED, NOTE_CALENDAR, calendar_area
from workbook_templates.areas.gantt import gantt_head
from workbook_templates.areas.measures import measure_heads
from workbook_templates.areas.model import Area, AreaRefs, Place
from workbook_templates.areas.working_hours import WORK_DAY
from workbook_templates.catalogue import TABLES
from workbook_templates.reports.model import Report
from workbook_templates.reports.pareto import PARETO
from workbook_templates.reports.pareto_source import own_column
from workbook_templates.reports.registry import reports_of
from workbook_templates.summary import PANELS
from workbook_templates.summary_counts import LABELS

_FIGURES = Text("汇总与日历", "Figures and calendar")
# Name and headings of each table by its key.
_Headers = Mapping[str, tuple[str, Mapping[str, str]]]


def figures(session: Session, only: Collection[str] = ()) -> None:
    """Write what is out of date outside the tables, whose computed columns are up to date; some areas only, where named."""
    session.context.forget()
    if PARETO.belongs(session.book.tables()) and (table := own_column(session.context)):
        # Nothing else needs the users' own columns.
        session.book.with_own(table)
    meant = [drawn for drawn in _drawn(session) if not only or drawn.area.name in only]
    views = [(drawn, view) for drawn in meant if (view := session.book.area(drawn.area.name)) is not None]
    here = _headers(session), _places(session)
    # All are looked at before the first is written: a file has its sheets written anew to be read after that.
    wanted = [
        (drawn.area.name, view, _area(session, drawn, view, *here))
        for drawn, view in progress.through([(_FIGURES, pair) for pair in views])
    ]
    shown = {name: view for name, view, _ in wanted}
    for name, view, fresh in wanted:
        if fresh is not None:
            shown[name] = replace(view, figures=fresh)
            session.book.write_area(name, fresh[: _filled(view.figures, fresh)])
            fit_flow(session.book, name, shown[name])
    _charts(session, shown)


class _Drawn(NamedTuple):
    """A computed block, and how to make it of another width: workbooks made before have some of them narrower."""

    area: Area
    as_wide: Callable[[int], Area] | None = None


def _drawn(session: Session) -> list[_Drawn]:
    """Return the computed blocks that this workbook has."""
    areas = [panel.area for key in session.book.tables() for panel in PANELS[key]]
    if "plans" in session.book.tables():
        areas.append(measure_heads(len(session.context.settings.measures)))
    if "feedback" in session.book.tables():
        areas.append(WORK_DAY)
    has_days = session.context.calendar is not None
    # Where the days off are gone, what stands on sheets that need them cannot be worked out anew, and stays.
    reports = [
        r for r in reports_of(session.book.tables()) if has_days or not (r.table in TABLES and TABLES[r.table].timeline)
    ]
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


def _area(
    session: Session, drawn: _Drawn, view: AreaView, headers: _Headers, places: Mapping[str, Place]
) -> list[list[Cell]] | None:
    """Return the cells of a block as they are to be; None where it is up to date, or is not there as it should be."""
    area, as_wide = drawn
    if as_wide is not None and len(view.figures[0]) != area.cols:
        area = as_wide(len(view.figures[0]))
    if not _fits(view, area):
        return None
    refs = AreaRefs(session.book.lang, view.row, view.col, headers, places)
    try:
        wanted = area.render(session.context, refs)[: len(view.figures)]
    except KeyError:  # a column that the figures need is missing; the checker reports it
        return None
    pairs = (
        (old, new)
        for line, fresh in zip(view.figures, wanted, strict=True)
        for old, new in zip(line, fresh, strict=True)
    )
    # In most cells stands the very same: nothing, or a small number.
    alike = ((old.value is new.value and old.formula == new.formula) or _alike(old, new) for old, new in pairs)
    return None if all(alike) else wanted


def _filled(before: Sequence[Sequence[Cell]], fresh: Sequence[Sequence[Cell]]) -> int:
    """Return how many lines of a block must be written: what is blank at its end and stays so need not be."""
    lines = enumerate(zip(before, fresh, strict=True), 1)
    return max((at for at, pair in lines if any(map(_is_filled, chain(*pair)))), default=1)


def _is_filled(cell: Cell) -> bool:
    return cell.value is not None or cell.formula is not None


def _fits(view: AreaView, area: Area) -> bool:
    """Return whether a block is the area, or what an older workbook has of it."""
    rows, cols = len(view.figures), len(view.figures[0])
    return cols == area.cols and (rows == area.rows or (area.grows and rows < area.rows))


def _alike(old: Cell, new: Cell) -> bool:
    """Return whether a cell holds what it is to hold; an area of the calendar has ten thousand, nearly all whole numbers."""
    if old.formula != new.formula:
        return False
    left, right = _plain(old.value), _plain(new.value)
    return (type(left) is type(right) is int and left == right) or agrees(left, right)


def _plain(value: CellValue) -> CellValue:
    """Return a date as its serial number: areas are read without knowing which of their cells are dates."""
    return to_serial(value) if type(value) is date else value


def _headers(session: Session) -> _Headers:
    return {key: (view.data.table.name, view.headers) for key, view in session.book.views().items()}


def _places(session: Session) -> Mapping[str, Place]:
    return {key: Place(view.sheet, view.first_row, view.letters()) for key, view in session.book.views().items()}


def _charts(session: Session, shown: Mapping[str, AreaView]) -> None:
    lengths: dict[str, dict[tuple[int, int], int]] = {}
    for key in session.book.tables():
        for panel in PANELS[key]:
            view = shown.get(panel.area.name) if panel.charted else None
            if view is not None:
                labels = [line[0].value for line in view.figures[:LABELS]]
                filled = max((i for i, label in enumerate(labels, 1) if label), default=1)
                lengths.setdefault(view.sheet, {})[view.row, view.col] = filled
    for report in reports_of(session.book.tables()):
        view = shown.get(report.curve.area.name) if report.curve is not None else None
        if report.curve is not None and view is not None:
            filled = max((i for i, line in enumerate(view.figures, 1) if line[0].value), default=1)
            # Every line but the last has another one behind it, which is found as the last one is behind its labels.
            for col in range(len(report.curve.lines)):
                lengths.setdefault(view.sheet, {})[view.row, view.col + col] = filled
        _plots(report, shown, lengths)
    for sheet, places in lengths.items():
        session.book.refresh_charts(sheet, places)


def _plots(report: Report, shown: Mapping[str, AreaView], lengths: dict[str, dict[tuple[int, int], int]]) -> None:
    """Add how far down the columns are filled that the charts of a report show."""
    for plot in report.plots:
        view = shown.get(plot.area.name)
        if view is None:
            continue
        labels = (line[plot.first].value for line in view.figures)
        filled = max((at for at, label in enumerate(labels, 1) if not is_blank(label)), default=1)
        for col in range(plot.first, plot.first + plot.columns):
            lengths.setdefault(view.sheet, {})[view.row, view.col + col] = filled

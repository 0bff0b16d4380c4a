"""检查: finds what is missing, wrong or contradictory, marks the cells and writes 检查结果."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.calendars import calendar_findings
from addin.checks.holidays import holiday_findings
from addin.checks.pilots import pilot_findings
from addin.checks.settings import setting_findings
from addin.outcome import Listing, Outcome
from addin.planning.review import plan_findings
from udfs.lang import Count, Text
from udfs.problems import Finding, Problem, books, data
from udfs.rules import Kind, RowComplaint, check_column, check_duplicates, check_order, check_references
from udfs.values import KEEP, Cell, Keep, as_text, is_blank
from workbook_templates.model import Column
from workbook_templates.tables.pilots import PILOTS, STAGES

# What a cell of 检查结果 holds at most: a row with more complaints than this needs a look at its marks anyway.
_LONGEST_RESULT = 2000
_OTHERS = 5


def check(book: Book, now: datetime) -> Outcome:
    """Check every table and the settings; mark cells and write 检查结果 where something is wrong."""
    session = Session(book, "check", now)
    copied = [finding for view in session.views() for finding in _copied_rows(view)]
    session.identify()
    recalculate(session, fill=False)
    recalculated, session.findings = session.findings, []
    # Rows below a table are not among those that can be marked.
    below = [finding for finding in recalculated if finding.problem is data.ROWS_BELOW_TABLE]
    overtyped = [finding for finding in recalculated if finding not in below]
    planned = list(plan_findings(session))
    for view in session.views():
        found = [*_missing_columns(session, view), *_rows(session, view)]
        found += [finding for finding in (*copied, *overtyped, *planned) if finding.sheet == view.sheet]
        _mark(session, view, found)
        session.findings += sorted(found, key=lambda finding: finding.place)
    session.findings += [*below, *setting_findings(session), *calendar_findings(session), *holiday_findings(session)]
    session.finish()
    return _outcome(session)


def _outcome(session: Session) -> Outcome:
    rows = sum(sum(view.data.filled()) for view in session.views())
    counts: dict[str, int] = defaultdict(int)
    for finding in session.findings:
        counts[finding.problem.code] += 1
    by_code = {finding.problem.code: finding.problem for finding in session.findings}
    listed: list[tuple[object, ...]] = [(code, by_code[code].severity, count) for code, count in sorted(counts.items())]
    headings = (Text("代码", "Code"), Text("级别", "Severity"), Text("处数", "Places"))
    listing = Listing(Text("检查小结", "What was found"), headings, listed)  # type: ignore[arg-type]
    message = Text(
        f"已检查 {rows} 行，{'没有发现问题' if not listed else '问题已标在工作簿中'}",
        f"{Count(rows):row/rows} checked, {'nothing is wrong' if not listed else 'what is wrong is marked in the workbook'}",
    )
    return Outcome(
        message, session.findings, [listing] if listed else [], sum(len(change.row_ids) for change in session.changes)
    )


def _missing_columns(session: Session, view: View) -> Iterator[Finding]:
    """Name the columns that are gone, and in one line those that came with a later layout."""
    layout = session.book.identity.layout
    later = []
    for column in view.data.table.columns:
        if column.key in view.column_numbers or column.hidden:
            continue
        if column.since > layout:
            later.append(column.label)
            continue
        args = {"table": view.data.table.sheet, "column": column.label}
        yield Finding(books.COLUMN_MISSING, view.sheet, "", args)
    if later:
        labels = Text(*("、".join(label[i] for label in later) for i in range(2)))
        yield Finding(books.LAYOUT_OLDER, view.sheet, "", {"table": view.data.table.sheet, "columns": labels})


def _rows(session: Session, view: View) -> Iterator[Finding]:
    filled = view.data.filled()
    for column in (column for column in view.data.table.columns if column.carried):
        if column.key in view.column_numbers:
            rule, spellings = session.rule(column), session.context.settings.spellings
            found = check_column(view.data[column.key], rule, spellings, filled)
            yield from _found(view, column.key, found)
            yield from _formulas(view, column, filled)
            yield from _found(view, column.key, _references(session, view, column))
    yield from _across(view)
    if view.data.table.key == PILOTS.key:
        yield from pilot_findings(view)
    yield from _duplicates(view)


def _found(view: View, key: str, complaints: list[RowComplaint]) -> Iterator[Finding]:
    for row, problem, args in complaints:
        yield Finding(problem, view.sheet, view.cell(key, row), args)


def _formulas(view: View, column: Column, filled: list[bool]) -> Iterator[Finding]:
    """Point out formulas in a column that people fill in: their value is used, but it may change by itself."""
    for i, formula in enumerate(view.formulas[column.key]):
        if formula is not None and filled[i]:
            args = {"label": column.label, "value": as_text(view.data[column.key][i])}
            yield Finding(data.FORMULA_IN_INPUT, view.sheet, view.cell(column.key, i), args)


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
    orders = {
        "issues": (("found_on", "due", data.FINISH_BEFORE_START), ("found_on", "closed_on", data.CLOSED_BEFORE_FOUND)),
        "tasks": (("started_on", "done_on", data.FINISH_BEFORE_START),),
        "pilots": tuple((f"{key}_start", f"{key}_finish", data.FINISH_BEFORE_START) for key in STAGES),
    }
    for start, end, problem in orders.get(table.key, ()):
        if start in view.column_numbers and end in view.column_numbers:
            labels = table.column(start).label, table.column(end).label
            yield from _found(view, end, check_order(columns[start], columns[end], *labels, problem))
    if "override" in view.column_numbers and "reason" in view.column_numbers:
        label, other = table.column("reason").label, table.column("override").label
        for i, (override, reason) in enumerate(zip(columns["override"], columns["reason"], strict=True)):
            if not is_blank(override) and is_blank(reason):
                args = {"label": label, "other_label": other}
                yield Finding(data.REASON_MISSING, view.sheet, view.cell("reason", i), args)


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
        named = [view.cell(key, other) for other in rows[: _OTHERS + 1] if other != row][:_OTHERS]
        shown = ", ".join(named) + (" …" if len(rows) - 1 > _OTHERS else "")
        label, value = view.data.table.column(key).label, as_text(view.data[key][row])
        yield Finding(problem, view.sheet, view.cell(key, row), {"label": label, "value": value, "others": shown})


def _copied_rows(view: View) -> Iterator[Finding]:
    """Point out rows that share an identity: the later ones were copied."""
    if "_id" not in view.column_numbers or "id" not in view.column_numbers:
        return
    for first, *copies in check_duplicates(view.data["_id"]):
        for row in copies:
            yield Finding(data.DUPLICATE_ROW_ID, view.sheet, view.cell("id", row), {"others": view.cell("id", first)})


def _mark(session: Session, view: View, findings: list[Finding]) -> None:
    """Write each row's complaints into 检查结果, and the keys of the cells to colour into `_marks`."""
    lang = session.book.lang
    keys = {letters: key for key, letters in view.letters().items()}
    told: dict[int, list[str]] = defaultdict(list)
    marks: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        letters = finding.cell.rstrip("0123456789")
        if finding.cell:
            row = int(finding.cell[len(letters) :]) - view.first_row
            told[row].append(finding.what(lang))
            marks[row].append(keys[letters])
    for column, texts, join in (("result", told, "；" if lang == "zh" else "; "), ("marks", marks, ";")):
        if column not in view.column_numbers:
            continue
        cells: list[Cell | Keep] = []
        for i, held in enumerate(view.data[column]):
            text = join.join(dict.fromkeys(texts.get(i, ())))[:_LONGEST_RESULT]
            if column == "marks" and text:
                text = f";{text};"
            cells.append(KEEP if as_text(held) == text else Cell(text or None))
        session.put(view, column, cells)

"""检查: finds what is missing, wrong or contradictory, marks the cells and writes 检查结果."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.calendars import calendar_findings
from addin.checks.causes import cause_findings
from addin.checks.holidays import holiday_findings
from addin.checks.pilots import pilot_findings
from addin.checks.rows import cell_findings, copied_rows, duplicates, missing_columns, row_findings
from addin.checks.settings import setting_findings
from addin.outcome import Listing, Outcome
from addin.planning.review import plan_findings
from udfs.lang import Count, Text
from udfs.problems import Finding, data
from udfs.values import KEEP, Cell, Keep, as_text

# What a cell of 检查结果 holds at most: a row with more complaints than this needs a look at its marks anyway.
_LONGEST_RESULT = 2000

Check = Callable[[Session], Iterable[Finding]]

# What is looked at before rows get an identity of their own.
BEFORE_COMPUTING: tuple[Check, ...] = (copied_rows,)
# What is marked at its cell, table by table.
OF_TABLES: tuple[Check, ...] = (
    missing_columns,
    cell_findings,
    row_findings,
    cause_findings,
    pilot_findings,
    duplicates,
)
OF_PLANS: tuple[Check, ...] = (plan_findings,)
# What concerns the workbook as a whole: settings and calendars.
OF_BOOK: tuple[Check, ...] = (setting_findings, calendar_findings, holiday_findings)


def check(book: Book, now: datetime) -> Outcome:
    """Check every table and the settings; mark cells and write 检查结果 where something is wrong."""
    session = Session(book, "check", now)
    copied = _findings(BEFORE_COMPUTING, session)
    session.identify()
    recalculated = recalculate(session, fill=False).findings
    # Rows below a table are not among those that can be marked.
    below = [finding for finding in recalculated if finding.problem is data.ROWS_BELOW_TABLE]
    overtyped = [finding for finding in recalculated if finding.problem is not data.ROWS_BELOW_TABLE]
    findings = [*_findings(OF_TABLES, session), *copied, *overtyped, *_findings(OF_PLANS, session)]
    for view in session.views():
        here = [finding for finding in findings if finding.sheet == view.sheet]
        _mark(session, view, here)
        session.findings += sorted(here, key=lambda finding: finding.place)
    session.findings += [*below, *_findings(OF_BOOK, session)]
    session.finish()
    return _outcome(session)


def _findings(checks: Iterable[Check], session: Session) -> list[Finding]:
    return [finding for check_ in checks for finding in check_(session)]


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


def _mark(session: Session, view: View, findings: list[Finding]) -> None:
    """Write each row's complaints into 检查结果, and the keys of the cells to colour into `_marks`."""
    lang = session.book.lang
    keys = {letters: key for key, letters in view.letters().items()}
    messages: dict[int, list[str]] = defaultdict(list)
    marks: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        letters = finding.cell.rstrip("0123456789")
        if finding.cell:
            row = int(finding.cell[len(letters) :]) - view.first_row
            messages[row].append(finding.what(lang))
            marks[row].append(keys[letters])
    for column, texts, join in (("result", messages, "；" if lang == "zh" else "; "), ("marks", marks, ";")):
        if column not in view.column_numbers:
            continue
        cells: list[Cell | Keep] = []
        for i, present in enumerate(view.data[column]):
            text = join.join(dict.fromkeys(texts.get(i, ())))[:_LONGEST_RESULT]
            if column == "marks" and text:
                text = f";{text};"
            cells.append(KEEP if as_text(present) == text else Cell(text or None))
        session.put(view, column, cells)

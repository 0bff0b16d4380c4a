"""检查: finds what is missing, wrong or contradictory, marks the cells and writes 检查结果."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.calendars import calendar_findings
from addin.checks.causes import cause_findings
from addin.checks.effects import effect_findings
from addin.checks.feedback import feedback_findings, hours_findings, rollout_findings
from addin.checks.governance import drill_findings, duty_findings, incident_findings, risk_findings
from addin.checks.holidays import holiday_findings
from addin.checks.improvement import proposal_findings, review_findings
from addin.checks.measures import measure_findings, point_findings
from addin.checks.pilots import pilot_findings
from addin.checks.processes import process_findings
from addin.checks.rows import cell_findings, copied_rows, duplicates, missing_columns, row_findings
from addin.checks.scenes import cost_anomalies
from addin.checks.settings import column_findings, setting_findings
from addin.checks.standards import training_findings, version_findings
from addin.checks.survey import answer_findings, question_findings, scale_findings
from addin.outcome import Outcome
from addin.planning.review import plan_findings
from udfs.lang import Count, Text
from udfs.problems import Finding, Problem, data, planning
from udfs.scheduling.links import splits
from udfs.values import KEEP, Cell, Keep, as_text, plain
from workbook_templates.marks import beside, joined, mark

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
    cost_anomalies,
    pilot_findings,
    measure_findings,
    point_findings,
    effect_findings,
    version_findings,
    training_findings,
    feedback_findings,
    rollout_findings,
    process_findings,
    duty_findings,
    risk_findings,
    drill_findings,
    incident_findings,
    review_findings,
    proposal_findings,
    question_findings,
    scale_findings,
    answer_findings,
    duplicates,
)
OF_PLANS: tuple[Check, ...] = (plan_findings,)
# What concerns the workbook as a whole: settings and calendars.
OF_BOOK: tuple[Check, ...] = (setting_findings, column_findings, hours_findings, calendar_findings, holiday_findings)


def check(book: Book, now: datetime) -> Outcome:
    """Check every table and the settings; mark cells and write 检查结果 where something is wrong."""
    session = Session(book, "check", now)
    checked(session)
    session.finish()
    return _outcome(session)


def checked(session: Session) -> None:
    """Find everything that is wrong, mark it and write 检查结果; the command that asks for it finishes the step."""
    copied = _findings(BEFORE_COMPUTING, session)
    session.identify()
    recalculated = recalculate(session, fill=False).findings
    # Rows below a table are not among those that can be marked.
    below = [finding for finding in recalculated if finding.problem is data.ROWS_BELOW_TABLE]
    overtyped = [finding for finding in recalculated if finding.problem is not data.ROWS_BELOW_TABLE]
    findings = _with_causes([*_findings(OF_TABLES, session), *copied, *overtyped, *_findings(OF_PLANS, session)])
    for view in session.views():
        here = [finding for finding in findings if finding.sheet == view.sheet]
        _mark(session, view, here)
        session.findings += sorted(here, key=lambda finding: finding.place)
    session.findings += [*below, *_findings(OF_BOOK, session)]


def _with_causes(findings: list[Finding]) -> list[Finding]:
    """Let a link to a number that two tasks have name the first of these: it is in order once they have numbers of their own."""
    twice: dict[object, str] = {}
    for finding in findings:
        if finding.problem is data.DUPLICATE_ID:
            twice.setdefault((finding.sheet, plain(str(finding.args["value"])).casefold()), finding.where)

    def cause(finding: Finding) -> str:
        known = [twice.get((finding.sheet, task.casefold())) for task, _ in splits(str(finding.args["value"]))]
        return next(filter(None, known), "")

    return [
        replace(finding, because=cause(finding)) if finding.problem is planning.PREDECESSOR_TWICE else finding
        for finding in findings
    ]


def _findings(checks: Iterable[Check], session: Session) -> list[Finding]:
    return [finding for check_ in checks for finding in check_(session)]


def _outcome(session: Session) -> Outcome:
    rows = sum(sum(view.data.filled()) for view in session.views())
    message = Text(
        f"已检查 {rows} 行，{'问题已标在工作簿中' if session.findings else '没有发现问题'}",
        f"{Count(rows):row/rows} checked, {'what is wrong is marked in the workbook' if session.findings else 'nothing is wrong'}",
    )
    return Outcome(message, session.findings, changed=sum(len(change.row_ids) for change in session.changes))


def _mark(session: Session, view: View, findings: list[Finding]) -> None:
    """Write each row's complaints into 检查结果, and the cells to colour with what they hold into `_marks`."""
    lang = session.book.lang
    keys = {letters: key for key, letters in view.letters().items()}
    messages: dict[int, list[str]] = defaultdict(list)
    marks: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        letters = finding.cell.rstrip("0123456789")
        if finding.cell:
            row = int(finding.cell[len(letters) :]) - view.first_row
            messages[row].append(finding.what(lang))
            marks[row].append(_mark_of(session, view, keys[letters], row, finding.problem))
    results = {row: ("；" if lang == "zh" else "; ").join(dict.fromkeys(texts)) for row, texts in messages.items()}
    for column, texts in (("result", results), ("marks", {row: joined(row_marks) for row, row_marks in marks.items()})):
        if column not in view.column_numbers:
            continue
        cells: list[Cell | Keep] = []
        for i, present in enumerate(view.data[column]):
            text = texts.get(i, "")[:_LONGEST_RESULT]
            cells.append(KEEP if as_text(present) == text else Cell(text or None))
        session.put(view, column, cells)


def _mark_of(session: Session, view: View, key: str, row: int, problem: Problem) -> str:
    """Return the mark of a cell; what it contradicts is part of it."""
    other = beside(view.data.table.key, key, problem)
    columns = [key, other] if other in view.column_numbers and other is not None else [key]
    return mark(key, [view.data[column][row] for column in columns], date1904=session.book.date1904)

"""修改记录 and 撤销上一步: the change log shown, and the last command taken back from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from addin.book import journal
from addin.book import settings_writer as steering
from addin.book.journal import SETTINGS_KEY, Step
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.commands.log_words import listing
from addin.outcome import Outcome
from udfs.lang import Count, Text, listed_texts
from udfs.problems import Finding, RefusalError, commands
from udfs.values import KEEP, Cell, is_blank, is_kept, same
from workbook_templates.catalogue import SETTINGS_SHEET, TABLES
from workbook_templates.context import OWN
from workbook_templates.formulas import at_row


def log(book: Book, _now: datetime) -> Outcome:
    """List what every command changed; the workbook is not touched."""
    steps = journal.read(book.log())
    message = Text(f"共 {len(steps)} 步", f"{Count(len(steps)):step/steps}")
    changes = listing(steps)
    return Outcome(message, listings=[changes] if changes is not None else [])


def undo(book: Book, now: datetime) -> Outcome:
    """Take the last command back: cells get their old contents, rows that it added go.

    A cell that somebody has changed since the command is kept as it is and reported. Added tables are not taken away,
    since people may have begun to fill them in: that is refused, and says what to delete.
    """
    session = Session(book, "undo", now)
    step = journal.last_to_undo(journal.read(book.log()), book.tables())
    if step is None:
        raise RefusalError(commands.NOTHING_TO_UNDO)
    if step.added:
        sheets = listed_texts(TABLES[key].sheet for key in step.added if key in book.tables())
        raise RefusalError(commands.UNDO_ADDED, step=step.number, tables=sheets)
    chosen = [change for change in step.changes if change.table == SETTINGS_KEY]
    step = replace(step, changes=tuple(change for change in step.changes if change.table != SETTINGS_KEY))
    back, findings = _restored(session, step)
    session.findings += [*findings, *_unchoose(session, back)]
    for (table, column), cells in back.items():
        view = book.view(table)
        fresh = [cells.get(i, KEEP) for i in range(view.data.length)]
        session.put(view, column, fresh, logged=[False] * len(fresh))
    for table in dict.fromkeys((*book.tables(), *(change.table for change in step.changes))):
        _forget_blank_rows(session, book.with_own(table), step.grown.get(table))
    session.read_again()
    for change in chosen:
        if not steering.restore(session, change):
            session.findings.append(commands.UNDO_CHANGED_SINCE.at(SETTINGS_SHEET.to(book.lang)))
    session.findings += recalculate(session, fill=False, written=False).findings
    session.finish(undoes=step.number)
    count = sum(map(len, back.values())) + len(chosen)
    message = Text(
        f"已撤销第 {step.number} 步“{step.command}”，恢复 {count} 个单元格",
        f"step {step.number} “{step.command}” undone, {Count(count):cell/cells} restored",
    )
    return Outcome(message, session.findings, changed=count)


def _restored(session: Session, step: Step) -> tuple[dict[tuple[str, str], dict[int, Cell]], list[Finding]]:
    """Return the cells to put back by table, column and row, and what cannot be put back."""
    views = {change.table: session.book.with_own(change.table) for change in step.changes}
    positions = {table: _positions(view) for table, view in views.items()}
    back: dict[tuple[str, str], dict[int, Cell]] = {}
    findings: list[Finding] = []
    # The last change first: a step may have changed a cell twice.
    for change in reversed(step.changes):
        view = views[change.table]
        put_back = back.setdefault((change.table, change.column), {})
        for row_id, old, new in zip(change.row_ids, change.old, change.new, strict=True):
            at = positions[change.table].get(row_id)
            if at is None or change.column not in view.column_numbers:
                findings.append(commands.UNDO_ROW_GONE.at(view.sheet, label=view.label(change.column)))
                continue
            here = Cell(view.data[change.column][at], view.formulas[change.column][at])
            if _is_logged(put_back[at], new) if at in put_back else _is(here, new, view.first_row + at):
                put_back[at] = old
            else:
                findings.append(view.finding(commands.UNDO_CHANGED_SINCE, change.column, at))
    return {place: cells for place, cells in back.items() if cells}, findings[::-1]


def _unchoose(session: Session, back: dict[tuple[str, str], dict[int, Cell]]) -> list[Finding]:
    """Take the choices out of rows of a register that hold nothing else any longer; return what was chosen there."""
    findings: list[Finding] = []
    for table in dict.fromkeys(table for table, _ in back):
        view = session.book.view(table)
        choices = [column.key for column in view.data.table.columns if column.options and view.data.table.by_commands]
        others = [c.key for c in view.data.table.columns if not c.hidden and c.key not in choices]
        for i in sorted({i for (other, _), cells in back.items() if other == table for i in cells}):
            if all(is_blank(back.get((table, key), {}).get(i, Cell(view.data[key][i])).value) for key in others):
                for key in choices:
                    if not is_blank(view.data[key][i]) and i not in back.get((table, key), {}):
                        findings.append(view.finding(commands.UNDO_CHOICE_GONE, key, i, value=view.data[key][i]))
                        back.setdefault((table, key), {})[i] = Cell(None)
    return findings


def _is_logged(left: Cell, right: Cell) -> bool:
    """Return whether two cells of the log are the same."""
    return left.formula == right.formula and (left.formula is not None or same(left.value, right.value))


def _positions(view: View) -> dict[str, int]:
    """Return where each row now stands: by its `_id`, or by its place where it has none."""
    ids = view.data["_id"]
    return {f"#{i}": i for i in range(len(ids))} | {str(known): i for i, known in enumerate(ids) if not is_blank(known)}


def _is(cell: Cell, logged: Cell, row: int) -> bool:
    """Return whether a cell still holds what the command wrote."""
    if logged.formula is not None or cell.formula is not None:
        return cell.formula == (logged.formula and at_row(logged.formula, row))
    return is_kept(logged.value, cell.value)


def _forget_blank_rows(session: Session, view: View, before: int | None) -> None:
    """Take the identity from rows that are blank again, and the rows away by which the table had grown.

    A row in which something stands in a column of the user's own stays.
    """
    key, filled = view.data.table.key, view.data.filled()
    if before is not None:
        own = [values for column, values in view.data.columns.items() if column.startswith(OWN)]
        noted = [not all(map(is_blank, row)) for row in zip(*own, strict=True)] or [False] * view.data.length
        kept = zip(filled, noted, strict=True)
        last_filled = max((i for i, reasons in enumerate(kept) if any(reasons)), default=-1)
        if max(before, last_filled + 1) < view.data.length:
            session.book.shrink(key, max(before, last_filled + 1))
    if "_id" in view.column_numbers:
        pairs = zip(view.data["_id"], filled, strict=False)
        cells = [KEEP if full or known is None else Cell(None) for known, full in pairs]
        if any(cell is not KEEP for cell in cells):
            session.book.write(key, "_id", cells)

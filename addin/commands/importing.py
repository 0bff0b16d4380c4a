"""导入: rows of a user's own file into a standard table, whatever kind of file it is; no cell is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.importing.incoming import Incoming
from addin.mspdi import is_project
from addin.outcome import Outcome
from udfs.lang import Text


def import_rows(
    book: Book,
    now: datetime,
    source: Path,
    *,
    table: str | None = None,
    worksheet: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Append the rows of a file to a table; the tasks of a project file go into the plan.

    Args:
        book: the standard workbook.
        now: the moment, for the log.
        source: the user's file.
        table: key of the table; may be left out where the workbook holds one main table.
        worksheet: which sheet of the source; the best match where not given.
        dry_run: only tell how columns are matched.
    """
    session = Session(book, "import", now)
    incoming = _read(session, source, table, worksheet)
    session.findings += incoming.findings
    if not dry_run:
        session.identify()
        session.append(incoming.table, incoming.rows)
        for beside, rows in incoming.beside:
            session.append(beside, rows)
        session.context = book.context(session.today)
        session.findings += recalculate(session, fill=True).findings
        session.finish()
    count, sheet = incoming.counted(len(incoming.rows)), incoming.table.sheet
    done = Text(f"已导入 {count.zh}到“{sheet.zh}”", f"{count.en} imported into “{sheet.en}”")
    plan = Text(f"将导入 {count.zh}（未写入）", f"{count.en} would be imported (nothing written)")
    return Outcome(plan if dry_run else done, session.findings, list(incoming.listings), len(incoming.rows))


def _read(session: Session, source: Path, table: str | None, worksheet: str | None) -> Incoming:
    """Read the file; each kind brings its own libraries, so only what reads this one is loaded."""
    if is_project(source):
        from addin.importing.project_tasks import project_tasks

        return project_tasks(session, source, table=table, worksheet=worksheet)
    from addin.importing.sheet_rows import sheet_rows

    return sheet_rows(session, source, table=table, worksheet=worksheet)

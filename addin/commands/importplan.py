"""导入 of a project file: its tasks into the plan, with what Project calls them on the left and the columns on the right."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from addin.book.numbering import numbered
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.importing.known import known_rows
from addin.importing.mspdi import ImportedPlan, read_plan
from addin.mspdi.cells import Cells
from addin.outcome import Listing, Outcome
from addin.planning.tasks import refuse_without_plan
from udfs.lang import Count, Text
from udfs.problems import RefusalError, projects
from udfs.values import CellValue, as_text
from workbook_templates.tables.tasks import TASKS

# What the schedule keeps for itself; a workbook without these columns has no use for it.
_BY_SCHEDULE = ("asked", "early_start", "levelled", "own_start")
_NOTES = Text("→ 备注", "→ Notes")


def import_plan(
    book: Book, now: datetime, source: Path, *, table: str | None, worksheet: str | None, dry_run: bool
) -> Outcome:
    """Append the tasks of a project file to the plan.

    Args:
        book: the workbook.
        now: the moment, for the log.
        source: the project file.
        table: the plan, or None.
        worksheet: None; a project file has no sheets.
        dry_run: only tell what would be done.
    """
    if table not in (None, TASKS.key) or worksheet is not None:
        raise RefusalError(projects.NOT_FOR_PLAN, name=source.name, table=TASKS.sheet)
    session = Session(book, "import", now)
    refuse_without_plan(session)
    view = book.view(TASKS.key)
    numbers = view.data["id"]
    plan = read_plan(source, session.context, numbers, lambda rows: numbered(TASKS, numbers, rows))
    taken = [str(note.args["value"]) for note in plan.notes if note.problem is projects.RENUMBERED]
    session.findings += [*known_rows(projects.TASKS_KNOWN, source.name, view, plan.rows, taken), *plan.notes]
    rows = [_fitting(view, row, book) for row in plan.rows]
    if not dry_run:
        session.identify()
        session.append(view.data.table, rows)
        session.context = book.context(session.today)
        recalculate(session, fill=True)
        session.finish()
    count = len(rows)
    done = Text(
        f"已导入 {count} 个任务到“{TASKS.sheet.zh}”", f"{Count(count):task/tasks} imported into “{TASKS.sheet.en}”"
    )
    only = Text(f"将导入 {count} 个任务（未写入）", f"{Count(count):task/tasks} would be imported (nothing written)")
    return Outcome(only if dry_run else done, session.findings, list(_listings(plan)), count)


def _fitting(view: View, row: Cells, book: Book) -> Cells:
    """Return a row without what the workbook has no column for, an older one perhaps: that goes to the notes."""
    kept = {key: value for key, value in row.items() if key in view.column_numbers or key == "notes"}
    left_over = [key for key in row if key not in kept and key not in _BY_SCHEDULE]
    lines = [f"{TASKS.column(key).label.to(book.lang)}: {as_text(row[key])}" for key in left_over]
    if not lines:
        return kept
    own = as_text(kept.get("notes"))
    return {**kept, "notes": "\n".join([own, *lines] if own else lines)}


def _listings(plan: ImportedPlan) -> list[Listing]:
    headings = (Text("字段", "Field"), Text("对应列", "Column"), Text("说明", "Why"))
    rows: list[tuple[CellValue | Text, ...]] = [
        (name, TASKS.column(key).label if key else _NOTES, why) for name, key, why in plan.mapping
    ]
    listings = [Listing(Text(f"字段的对应：{plan.source}", f"Fields of {plan.source}"), headings, rows)]
    if plan.differing:
        labels = (TASKS.column("id").label, TASKS.column("what").label)
        days = (Text("文件中完成", "Finish in the file"), Text("本工作簿完成", "Finish here"))
        listed: list[tuple[CellValue | Text, ...]] = [(d.number, d.what, d.there, d.here) for d in plan.differing]
        listings.append(
            Listing(Text("完成日期不同的任务", "Tasks that finish on a different day"), (*labels, *days), listed)
        )
    return listings

"""Tasks of a project file, for the plan."""

from __future__ import annotations

from pathlib import Path

from addin.book.numbering import numbered
from addin.book.port import View
from addin.book.session import Session
from addin.importing.incoming import Incoming
from addin.importing.known import known_rows
from addin.importing.mspdi import ImportedPlan, read_plan
from addin.mspdi.cells import Cells
from addin.outcome import Listing
from addin.planning.days_off import refuse_without_columns
from addin.planning.tasks import refuse_without_plan
from udfs.lang import Count, Lang, Text
from udfs.problems import RefusalError, projects
from udfs.values import CellValue, as_text
from workbook_templates.tables.tasks import TASKS

# What the schedule keeps for itself; a workbook without these columns has no use for it.
_BY_SCHEDULE = ("asked", "early_start", "levelled", "own_start")
_NOTES = Text("→ 备注", "→ Notes")


def project_tasks(session: Session, source: Path, *, table: str | None, worksheet: str | None) -> Incoming:
    """Read the tasks of a project file; it fills no table but the plan, and has no sheets."""
    if table not in (None, TASKS.key) or worksheet is not None:
        raise RefusalError(projects.NOT_FOR_PLAN, name=source.name, table=TASKS.sheet)
    refuse_without_plan(session)
    view = session.book.view(TASKS.key)
    numbers = view.data["id"]
    plan = read_plan(source, session.context, numbers, lambda rows: numbered(session.book, TASKS, rows))
    if plan.days:
        refuse_without_columns(session)
    renumbered = [str(note.args["value"]) for note in plan.notes if note.problem is projects.RENUMBERED]
    return Incoming(
        view.data.table,
        [_fitting(view, row, session.book.lang) for row in plan.rows],
        [*known_rows(projects.TASKS_KNOWN, source.name, view, plan.rows, renumbered), *plan.notes],
        [_mapping(plan), *_differing(plan)],
        lambda count: Text(f"{count} 个任务", f"{Count(count):task/tasks}"),
        plan.days,
    )


def _fitting(view: View, row: Cells, lang: Lang) -> Cells:
    """Return a row without what the workbook has no column for, an older one perhaps: that goes to the notes."""
    kept = {key: value for key, value in row.items() if key in view.column_numbers or key == "notes"}
    left_over = [key for key in row if key not in kept and key not in _BY_SCHEDULE]
    lines = [f"{TASKS.column(key).label.to(lang)}: {as_text(row[key])}" for key in left_over]
    if not lines:
        return kept
    own = as_text(kept.get("notes"))
    return {**kept, "notes": "\n".join([own, *lines] if own else lines)}


def _mapping(plan: ImportedPlan) -> Listing:
    headings = (Text("字段", "Field"), Text("对应列", "Column"), Text("说明", "Why"))
    rows: list[tuple[CellValue | Text, ...]] = [
        (name, TASKS.column(key).label if key else _NOTES, why) for name, key, why in plan.mapping
    ]
    named = f"{plan.source}（{plan.title}）" if plan.title else plan.source
    english = f"{plan.source} ({plan.title})" if plan.title else plan.source
    return Listing(Text(f"字段的对应：{named}", f"Fields of {english}"), headings, rows)


def _differing(plan: ImportedPlan) -> list[Listing]:
    """Return the tasks that finish on another day here than in the file, if there are any."""
    if not plan.differing:
        return []
    labels = (TASKS.column("id").label, TASKS.column("what").label)
    days = (Text("文件中完成", "Finish in the file"), Text("本工作簿完成", "Finish here"))
    rows: list[tuple[CellValue | Text, ...]] = [(d.number, d.what, d.there, d.here) for d in plan.differing]
    title = Text("完成日期不同的任务", "Tasks that finish on a different day")
    return [Listing(title, (*labels, *days), rows)]

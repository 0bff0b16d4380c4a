"""导入: rows of a user's own sheet or of a system's export, into a standard table; no cell is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.importing import Imported, read_rows
from addin.importing.known import known_rows
from addin.mspdi import is_project
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Lang, Text
from udfs.problems import RefusalError, books, commands, imports
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.model import Table


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
    if is_project(source):
        from addin.commands.importplan import import_plan

        return import_plan(book, now, source, table=table, worksheet=worksheet, dry_run=dry_run)
    layout = book.view(_table(book, table)).data.table
    session = Session(book, "import", now)
    imported = read_rows(source, layout, lang=book.lang, spellings=session.context.settings.spellings, sheet=worksheet)
    session.findings += [
        *known_rows(imports.ROWS_KNOWN, source.name, session.book.view(layout.key), imported.rows),
        *imported.notes,
    ]
    if not dry_run:
        session.identify()
        rows = numbered(layout, session.book.view(layout.key).data["id"], imported.rows)
        session.append(layout, rows)
        session.context = book.context(session.today)
        recalculate(session, fill=True)
        session.finish()
    count = len(imported.rows)
    done = Text(f"已导入 {count} 行到“{layout.sheet.zh}”", f"{Count(count):row/rows} imported into “{layout.sheet.en}”")
    plan = Text(f"将导入 {count} 行（未写入）", f"{Count(count):row/rows} would be imported (nothing written)")
    return Outcome(plan if dry_run else done, session.findings, [_mapping(imported, layout, book.lang)], count)


def _table(book: Book, key: str | None) -> str:
    tables = book.tables()
    main = [name for name in tables if TABLES[name].beside not in tables]
    if key is None and len(main) == 1:
        key = main[0]
    if key is None or key not in tables:
        if key in TABLES:
            raise RefusalError(books.TABLE_MISSING, table=TABLES[key].sheet)
        raise RefusalError(commands.WHICH_TABLE, known=", ".join(tables))
    return key


def _mapping(imported: Imported, table: Table, lang: Lang) -> Listing:
    headings = (Text("来源列", "Source column"), Text("表头", "Heading"), Text("对应列", "Column"), Text("说明", "Why"))
    rows: list[tuple[CellValue | Text, ...]] = []
    for match in imported.mapping:
        target = table.column(match.target).label if match.target else Text("→ 备注", "→ Notes")
        rows.append((match.letter, match.header, target, match.why.to(lang)))
    return Listing(Text(f"列的对应：{imported.source}", f"Columns of {imported.source}"), headings, rows)

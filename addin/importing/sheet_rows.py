"""Rows of a user's own sheet or of a system's export, for one of the standard tables; no cell is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.session import Session
from addin.book.spellings_writer import keep, learn
from addin.importing.incoming import Incoming
from addin.importing.known import all_present, known_rows
from addin.importing.mapping import Memory, choices_of
from addin.importing.reader import Imported, read_rows
from addin.importing.task_facts import fill_tasks
from addin.outcome import Listing
from udfs.lang import Count, Lang, Text, listed
from udfs.problems import RefusalError, books, commands, imports
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.model import Table
from workbook_templates.tables.tasks import TASKS


def sheet_rows(
    session: Session,
    source: Path,
    *,
    table: str | None,
    worksheet: str | None,
    mapping: Sequence[str] = (),
    spell: Sequence[str] = (),
) -> Incoming:
    """Read the rows of a sheet.

    Args:
        session: the running command.
        source: the user's file.
        table: key of the table; may be left out where the workbook holds one main table.
        worksheet: which sheet of the source; the best match where not given.
        mapping: what headings mean, as `heading=column`.
        spell: how choices are also written, as `spelling=choice`.
    """
    book = session.book
    view = book.view(_table(book, table))
    layout = view.data.table
    memory = Memory(book, layout)
    learned = learn(session, layout, spell)
    imported = read_rows(
        source,
        layout,
        lang=book.lang,
        spellings=session.context.settings.spellings,
        sheet=worksheet,
        choices=choices_of(layout, mapping),
        remembered=memory,
        settings=session.context.settings,
    )

    filled = fill_tasks(session, imported.rows, imported.facts) if layout.key == TASKS.key else []

    def remember(session: Session, always: bool) -> bool:  # noqa: FBT001 - as `Incoming` has it
        session.findings += keep(session, learned)
        return memory.remember(session, imported, always=always)

    return Incoming(
        layout,
        numbered(book, layout, imported.rows),
        [*known_rows(imports.ROWS_KNOWN, source.name, view, imported.rows), *imported.notes, *filled],
        [_mapping(imported, layout, book.lang)],
        lambda count: Text(f"{count} 行", f"{Count(count):row/rows}"),
        repeated=all_present(view, imported.rows),
        remember=remember,
    )


def _table(book: Book, key: str | None) -> str:
    tables = book.tables()
    main = [name for name in tables if TABLES[name].beside not in tables]
    if key is None and len(main) == 1:
        key = main[0]
    if key is None or key not in tables:
        if key in TABLES:
            raise RefusalError(books.TABLE_MISSING, table=TABLES[key].sheet)
        raise RefusalError(commands.WHICH_TABLE, known=listed(tables))
    return key


def _mapping(imported: Imported, table: Table, lang: Lang) -> Listing:
    headings = (Text("来源列", "Source column"), Text("表头", "Heading"), Text("对应列", "Column"), Text("说明", "Why"))
    rows: list[tuple[CellValue | Text, ...]] = []
    for match in imported.mapping:
        target = table.column(match.target).label if match.target else Text("→ 备注", "→ Notes")
        rows.append((match.letter, match.header, target, match.why.to(lang)))
    return Listing(Text(f"列的对应：{imported.source}", f"Columns of {imported.source}"), headings, rows)

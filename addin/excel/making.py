"""The ribbon's buttons that make files and show sheets."""

from __future__ import annotations

import sys
from pathlib import Path

from addin.book.file.book import FileBook
from addin.excel import logfile, texts
from addin.excel.click import Click, folder_of, format_outcome, fresh
from udfs.lang import Text
from udfs.problems import RefusalError, adding, books
from workbook_templates.catalogue import GUIDE_SHEET, SETTINGS_SHEET, TABLES, TEMPLATES
from workbook_templates.names import ALL_KEY, ALL_TABLES, HOME_KEY, HOME_SHEET, TemplateKey


def new(click: Click, *, template: TemplateKey, all_tables: bool = False) -> str:
    """Make a clean workbook, of all tables if wanted, beside the one in front and open it."""
    from addin.commands.new import new as make

    name = TEMPLATES[template].file_name.to(click.lang)
    tables = TABLES if all_tables else ()
    path = make(template, click.lang, click.now.date(), fresh(click, folder_of(click), name), tables)
    click.app.books.open(str(path))
    return texts.MADE.to(click.lang).format(name=path)


def export(click: Click, *, ics: bool = False, mspdi: bool = False, update: bool = False) -> str:
    """Export the plan beside the workbook and name the files made."""
    from addin.commands.export import export as make

    stem = Path(click.book.name).stem if click.book is not None else ""
    outcome = make(click.ours(), click.now, folder_of(click), stem, with_ics=ics, with_mspdi=mspdi, update=update)
    return format_outcome(outcome, click.lang)


def report(click: Click, *, kind: str) -> str:
    """Write a report beside the workbook and name the file."""
    from addin.commands.report import file_name
    from addin.commands.report import report as make

    book, stem = click.ours(), Path(click.book.name).stem if click.book is not None else ""
    outcome = make(book, click.now, fresh(click, folder_of(click), file_name(kind, book, stem)), kind)
    return format_outcome(outcome, click.lang)


def add(click: Click, *, table: str) -> str:
    """Add a table, or all that it lacks, to the workbook in front.

    Sheets with charts cannot be copied into an open workbook without links to where they came from. So the file itself is
    changed: after a question the workbook is saved and closed, and opened again whatever comes of it.
    """
    from addin.commands.add import add as make
    from addin.commands.add import wanted_tables

    book = click.ours()
    wanted_tables(book, [table])
    path = Path(click.book.fullname)  # type: ignore[union-attr]  # it is ours, so it is open
    if not (path.is_absolute() and path.is_file()):
        raise RefusalError(adding.NOT_ON_DISK, name=path.name)
    sheet = {HOME_KEY: HOME_SHEET, ALL_KEY: ALL_TABLES}[table] if table not in TABLES else TABLES[table].sheet
    question = texts.SAVE_AND_ADD.to(click.lang).format(name=path.name, table=sheet.to(click.lang))
    if click.app.alert(question, texts.TITLE.to(click.lang), buttons="ok_cancel", mode="info") != "ok":
        return ""
    click.book.save()  # type: ignore[union-attr]
    click.book.close()  # type: ignore[union-attr]
    try:
        with FileBook(path, writing=True) as file:
            outcome = make(file, click.now, [table])
    finally:
        click.app.books.open(str(path))
    return format_outcome(outcome, click.lang)


def show_settings(click: Click) -> str:
    """Go to the sheet Settings."""
    return _show(click, SETTINGS_SHEET)


def show_guide(click: Click) -> str:
    """Go to the sheet Guide."""
    return _show(click, GUIDE_SHEET)


def _show(click: Click, sheet: Text) -> str:
    book = click.ours()
    name = sheet.to(book.lang)
    if name not in book.sheets():
        raise RefusalError(books.SHEET_MISSING, name=sheet)
    click.book.sheets[name].activate()  # type: ignore[union-attr]  # it is ours, so it is open
    return ""


def about(click: Click) -> str:
    """Return the version, the interpreter and where the log file is."""
    from importlib.metadata import version

    return texts.ABOUT.to(click.lang).format(
        version=version("kaizen-ribbon"), xlwings=version("xlwings"), python=sys.executable, log=logfile.log_path()
    )

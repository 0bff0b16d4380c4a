"""What a click on the ribbon does: runs a command on the open workbook and says in plain words what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from addin import progress
from addin.book.live.app import refuse_when_busy
from addin.book.live.book import LiveBook
from addin.excel import logfile, texts
from addin.excel.click import Click, agreed, folder_of, told
from addin.outcome import Outcome
from udfs.lang import Lang, Text
from udfs.problems import Finding, RefusalError, books, commands
from workbook_templates.catalogue import GUIDE_SHEET, SETTINGS_SHEET, TABLES, TEMPLATES
from workbook_templates.functions.model import set_answer_language
from workbook_templates.names import TemplateKey

if TYPE_CHECKING:
    import xlwings

# Command of a button → module of the function with that name.
_ON_BOOK = {
    "score": "addin.commands.score",
    "check": "addin.commands.check",
    "summary": "addin.commands.summary",
    "schedule": "addin.commands.schedule",
    "level": "addin.commands.schedule",
    "trace": "addin.commands.trace",
    "baseline": "addin.commands.baseline",
    "load": "addin.commands.load",
    "resolve": "addin.commands.resolve",
    "undo": "addin.commands.history",
    "log": "addin.commands.history",
    "live": "addin.commands.forms",
    "portable": "addin.commands.forms",
}
_SHEETS = {"settings": SETTINGS_SHEET, "help": GUIDE_SHEET}
_NEW, _EXPORT = "new-", "export-"
# The status bar is written through Excel, so it is told no more often than somebody reads.
_TOLD_EVERY = 0.2


def speak(lang: Lang) -> None:
    """Let worksheet functions answer in the language that Excel speaks."""
    set_answer_language(lang)


def run(command: str, workbook: Any = None, lang: Lang = "zh", chosen: str = "") -> None:  # noqa: ANN401 - a COM object
    """Run a button's command; the add-in calls this.

    Args:
        command: the button's command.
        workbook: the workbook in front as COM object, None on a Mac, where xlwings finds it.
        lang: the language that Excel speaks.
        chosen: a file that was chosen for the command.
    """
    import xlwings

    book: xlwings.Book | None
    if workbook is not None:
        windows: Any = import_module("xlwings._xlwindows")  # there is no public way from a COM object to a book
        book = xlwings.Book(impl=windows.Book(xl=workbook))
    with refuse_when_busy():
        if workbook is None:
            book = xlwings.books.active if len(xlwings.apps) and len(xlwings.books) else None
        app = book.app if book is not None else xlwings.apps.active
    if app is not None:
        answer(command, app, book, lang, chosen, datetime.now().astimezone().replace(tzinfo=None))


def answer(command: str, app: xlwings.App, book: xlwings.Book | None, lang: Lang, chosen: str, now: datetime) -> None:
    """Do what a click asks for and show a message; never a traceback."""
    click = Click(app, book, lang, now)
    try:
        with refuse_when_busy(), _busy(app, lang):
            said = _do(command, click, chosen)
        mode = "info"
    except RefusalError as error:
        finding = error.finding
        said, mode = f"{finding.what(lang)}\n\n{finding.mend(lang)}", "critical"
    except Exception:  # noqa: BLE001 - whatever it is, a person reads a sentence and where to look
        logfile.start().exception("the command %s failed", command)
        said, mode = texts.BROKEN.to(lang).format(name=logfile.log_path()), "critical"
    if said:
        app.alert(said, texts.TITLE.to(lang), mode=mode)


@contextmanager
def _busy(app: xlwings.App, lang: Lang) -> Iterator[None]:
    """Show in the status bar that a command is at work and how far it is, and give the bar back to Excel.

    It is the first thing that is asked of Excel: where that fails, whatever the error, Excel takes nothing now.
    """
    try:
        app.status_bar = texts.WORKING.to(lang)
    except Exception as error:
        raise RefusalError(books.EXCEL_BUSY) from error
    told = monotonic()

    def tell(step: Text, done: int, count: int) -> None:
        nonlocal told
        if monotonic() - told >= _TOLD_EVERY:
            told = monotonic()
            with suppress(Exception):  # a command does not end because its progress cannot be shown
                app.status_bar = texts.STEP.to(lang).format(step=step.to(lang), percent=done * 100 // count)

    try:
        with progress.watched(tell):
            yield
    finally:
        with suppress(Exception):  # what the command came to is what counts
            app.status_bar = False


def _do(command: str, click: Click, chosen: str) -> str:
    if command in _ON_BOOK:
        return _on_book(command, click)
    if command in _SHEETS:
        book = _ours(click)
        name = _SHEETS[command].to(book.lang)
        if name not in book.sheets():
            raise RefusalError(books.SHEET_MISSING, name=_SHEETS[command])
        click.book.sheets[name].activate()  # type: ignore[union-attr]  # it is ours, so it is
        return ""
    if command.startswith((_NEW, _EXPORT)):
        form = command.partition("-")[2]
        return _made(click, TemplateKey(form)) if command.startswith(_NEW) else _export(click, form)
    if command == "import":
        return _import(click, chosen)
    if command in ("share", "collect"):
        from addin.excel import post

        ours = _ours(click)
        return post.share(click, ours) if command == "share" else post.collect(click, ours, chosen)
    return _about(click.lang)


def _export(click: Click, form: str) -> str:
    from addin.commands.export import export

    stem = Path(click.book.name).stem if click.book is not None else ""
    outcome = export(
        _ours(click), click.now, folder_of(click), stem, with_ics=form == "ics", with_mspdi=form == "mspdi"
    )
    return told(outcome, click.lang)


def _ours(click: Click) -> LiveBook:
    if click.book is None:
        raise RefusalError(commands.NO_WORKBOOK)
    return LiveBook(click.book)


def _on_book(command: str, click: Click) -> str:
    perform: Callable[[LiveBook, datetime], Outcome] = getattr(import_module(_ON_BOOK[command]), command)
    outcome = perform(_ours(click), click.now)
    _select_first(click, outcome.findings)
    return told(outcome, click.lang)


def _select_first(click: Click, findings: list[Finding]) -> None:
    """Show the first cell that is wrong; a hidden sheet cannot be shown, and the message names the cell anyway."""
    first = next((finding for finding in findings if finding.cell), None)
    if first is not None and click.book is not None:
        with suppress(Exception):
            sheet = click.book.sheets[first.sheet]
            sheet.activate()
            sheet.range(first.cell).select()


# --- making and importing --------------------------------------------------------------------------------------------


def _fresh(click: Click, folder: Path, name: str) -> Path:
    """Return a path that no file has yet, nor any open workbook its name: `问题清单 (2).xlsx` beside `问题清单.xlsx`."""
    taken = {book.name.casefold() for book in click.app.books}
    path, number = folder / name, 1
    while path.exists() or path.name.casefold() in taken:
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def _made(click: Click, key: TemplateKey) -> str:
    from addin.commands.new import new

    path = new(
        key, click.lang, click.now.date(), _fresh(click, folder_of(click), TEMPLATES[key].file_name.to(click.lang))
    )
    click.app.books.open(str(path))
    return texts.MADE.to(click.lang).format(name=path)


def _import(click: Click, chosen: str) -> str:
    """Import a chosen file into our workbook; or the workbook in front, somebody's own, into a new one of ours."""
    if click.book is None:
        raise RefusalError(commands.NO_WORKBOOK)
    try:
        ours = LiveBook(click.book)
    except RefusalError as error:
        if error.finding.problem is not books.NOT_OURS:
            raise
        return _import_into_new(click)
    if not chosen:
        return ""
    return _import_into(ours, click, Path(chosen))


def _import_into(ours: LiveBook, click: Click, source: Path) -> str:
    from addin.commands.importing import import_rows

    key = _best(source, list(ours.tables()), ours.lang)
    if not agreed(click, import_rows(ours, click.now, source, table=key, dry_run=True)):
        return ""
    outcome = import_rows(LiveBook(click.book), click.now, source, table=key)  # type: ignore[arg-type]  # it is open
    return told(outcome, click.lang)


def _import_into_new(click: Click) -> str:
    from addin.book.file.book import FileBook
    from addin.commands.importing import import_rows
    from addin.commands.new import new

    source = Path(click.book.fullname)  # type: ignore[union-attr]  # there is one in front
    if not source.is_file():
        raise RefusalError(commands.SAVE_FIRST, name=source.name)
    templates = {TEMPLATES[key].tables[0]: key for key in (TemplateKey.ISSUES, TemplateKey.SCORING, TemplateKey.PLAN)}
    template = templates[_best(source, list(templates), click.lang)]
    name = TEMPLATES[template].file_name.to(click.lang)
    path = new(template, click.lang, click.now.date(), _fresh(click, source.parent, name))
    done = False
    try:
        if agreed(click, import_rows(FileBook(path), click.now, source, dry_run=True)):
            outcome = import_rows(FileBook(path, writing=True), click.now, source)
            done = True
    finally:
        if not done:
            path.unlink()
    if not done:
        return ""
    click.app.books.open(str(path))
    return f"{texts.MADE.to(click.lang).format(name=path)}\n\n{told(outcome, click.lang)}"


def _best(source: Path, tables: list[str], lang: Lang) -> str:
    """Return the table to which most columns of a file belong."""
    from addin.importing import read_rows
    from addin.mspdi import is_project
    from udfs.levels import DEFAULT_SPELLINGS

    if is_project(source):
        return "tasks"
    fits: dict[str, int] = {}
    for key in tables:
        try:
            imported = read_rows(source, TABLES[key], lang=lang, spellings=DEFAULT_SPELLINGS)
        except RefusalError:
            if key == tables[-1] and not fits:
                raise
            continue
        fits[key] = sum(match.target is not None for match in imported.mapping)
    return max(fits, key=lambda key: fits[key])


def _about(lang: Lang) -> str:
    from importlib.metadata import version

    return texts.ABOUT.to(lang).format(
        version=version("kaizen-ribbon"), xlwings=version("xlwings"), python=sys.executable, log=logfile.log_path()
    )

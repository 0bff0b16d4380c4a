"""A click on the ribbon: runs a command on the open workbook and shows the outcome in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any

from addin import progress
from addin.book.live.app import refuse_when_busy
from addin.commands.table import loaded
from addin.excel import logfile, texts
from addin.excel.click import Click, shown
from addin.excel.ribbon import BUTTONS
from addin.outcome import Outcome
from udfs.lang import Lang, Text
from udfs.problems import RefusalError, books, setup
from workbook_templates.functions.model import set_answer_language

if TYPE_CHECKING:
    import xlwings

# The status bar is written through Excel, so it is updated no more often than somebody can read.
_SHOWN_EVERY = 0.2


def speak(lang: Lang) -> None:
    """Let worksheet functions answer in Excel's language."""
    set_answer_language(lang)


def run(command: str, workbook: Any = None, lang: str = "zh", chosen: str = "") -> str:  # noqa: ANN401 - a COM object
    """Run a button's command; the add-in calls this.

    Args:
        command: the button's command.
        workbook: the workbook in front as COM object, None on a Mac, where xlwings finds it.
        lang: the language that Excel speaks; whatever is not `en` is Chinese.
        chosen: a file that was chosen for the command.

    Returns:
        What could not be shown in Excel, for whoever called to show; empty where nothing is left to say.
    """
    language: Lang = "en" if lang == "en" else "zh"
    try:
        app, book = _in_front(workbook)
    except RefusalError as error:
        return _refusal(error, language)
    except Exception:  # noqa: BLE001 - whatever it is, a person reads a sentence and where to look
        return _broken(command, language)
    if app is not None:
        answer(command, app, book, language, chosen, datetime.now().astimezone().replace(tzinfo=None))
    return ""


def _in_front(workbook: Any) -> tuple[xlwings.App | None, xlwings.Book | None]:  # noqa: ANN401 - a COM object
    """Return Excel and the workbook in front."""
    import xlwings

    book: xlwings.Book | None
    if workbook is not None:
        windows: Any = import_module("xlwings._xlwindows")  # there is no public way from a COM object to a book
        book = xlwings.Book(impl=windows.Book(xl=workbook))
    with refuse_when_busy():
        if workbook is None:
            book = xlwings.books.active if len(xlwings.apps) and len(xlwings.books) else None
        return (book.app if book is not None else xlwings.apps.active), book


def answer(command: str, app: xlwings.App, book: xlwings.Book | None, lang: Lang, chosen: str, now: datetime) -> None:
    """Do what a click asks for and show a message; never a traceback."""
    click = Click(app, book, lang, now, chosen)
    try:
        with refuse_when_busy(), _busy(app, lang):
            message = _do(command, click)
        mode = "info"
    except RefusalError as error:
        message, mode = _refusal(error, lang), "critical"
    except Exception:  # noqa: BLE001 - whatever it is, a person reads a sentence and where to look
        message, mode = _broken(command, lang), "critical"
    if message:
        app.alert(message, texts.TITLE.to(lang), mode=mode)


def _refusal(error: RefusalError, lang: Lang) -> str:
    return f"{error.finding.what(lang)}\n\n{error.finding.fix(lang)}"


def _broken(command: str, lang: Lang) -> str:
    """Write the error at hand into the log file and return the sentence that says so."""
    logfile.start().exception("the command %s failed", command)
    return texts.BROKEN.to(lang).format(name=logfile.log_path())


@contextmanager
def _busy(app: xlwings.App, lang: Lang) -> Iterator[None]:
    """Show in the status bar that a command is at work and how far it is, and give the bar back to Excel.

    It is the first thing that is asked of Excel: where that fails, whatever the error, Excel takes nothing now.
    """
    try:
        app.status_bar = texts.WORKING.to(lang)
    except Exception as error:
        raise RefusalError(books.EXCEL_BUSY) from error
    last_shown = monotonic()

    def tell(step: Text, done: int, count: int) -> None:
        nonlocal last_shown
        if monotonic() - last_shown >= _SHOWN_EVERY:
            last_shown = monotonic()
            with suppress(Exception):  # a command does not end because its progress cannot be shown
                app.status_bar = texts.STEP.to(lang).format(step=step.to(lang), percent=done * 100 // count)

    try:
        with progress.watched(tell):
            yield
    finally:
        with suppress(Exception):  # what the command came to is what counts
            app.status_bar = False


def _do(name: str, click: Click) -> str:
    if name not in BUTTONS:
        raise RefusalError(setup.UNKNOWN_BUTTON)
    command, button = BUTTONS[name]
    if button.click:
        message: str = loaded(button.click)(click, **button.options)
        return message
    outcome: Outcome = loaded(command.run)(click.ours(), click.now, **button.options)
    return shown(click, outcome)

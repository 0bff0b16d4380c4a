"""What the command line does once it is known what is wanted: open, call, show, and the exit code."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Literal, NoReturn

import typer

from addin import progress
from addin.cli import words
from addin.cli.words import ui_language
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Lang, Text
from udfs.problems import Finding, RefusalError
from udfs.values import CellValue, as_text
from workbook_templates.names import TemplateKey

DONE, PROBLEMS, REFUSED = 0, 1, 2

Command = Callable[..., Outcome]

# Command → (module, whether it writes); each is imported only when it is called.
_COMMANDS: dict[str, tuple[str, bool]] = {
    "check": ("addin.commands.check", True),
    "score": ("addin.commands.score", True),
    "summary": ("addin.commands.summary", True),
    "schedule": ("addin.commands.schedule", True),
    "trace": ("addin.commands.trace", True),
    "baseline": ("addin.commands.baseline", True),
    "load": ("addin.commands.load", True),
    "live": ("addin.commands.forms", True),
    "portable": ("addin.commands.forms", True),
    "resolve": ("addin.commands.resolve", True),
    "undo": ("addin.commands.history", True),
    "log": ("addin.commands.history", False),
}


def now() -> datetime:
    """Return the moment by this computer's clock."""
    return datetime.now().astimezone().replace(tzinfo=None)


def on_book(name: str, path: Path, lang: Lang | None, *, json: bool, **options: object) -> NoReturn:
    """Run a command on a workbook with the options of its own, show its outcome and end with its exit code."""
    from addin.book.file.book import FileBook

    module, writing = _COMMANDS[name]
    with refusals(json=json):
        book = FileBook(path, writing=writing)
        command: Command = getattr(import_module(module), name)
        with watching(lang or book.lang):
            outcome = command(book, now(), **options)
    end(outcome, lang or book.lang, json=json)


def new(template: TemplateKey, output: Path | None, lang: Lang | None) -> NoReturn:
    """Make a workbook and say where it is."""
    from addin.commands.new import new as make

    with refusals():
        made = make(template, lang or ui_language(), now().date(), output)
    typer.echo(words.MADE.to(lang or ui_language()).format(name=made))
    sys.exit(DONE)


def upgrade(path: Path, output: Path | None, lang: Lang | None, *, json: bool) -> NoReturn:
    """Make a copy in the present layout and tell what came along."""
    from addin.book.file.book import FileBook
    from addin.commands.upgrade import NEW_NAME
    from addin.commands.upgrade import upgrade as make

    with refusals(json=json):
        book = FileBook(path)
        name = NEW_NAME.to(book.lang).format(stem=path.stem)
        target = path.with_name(name) if output is None else output / name if output.is_dir() else output
        with watching(lang or book.lang):
            outcome = make(book, now(), target)
    end(outcome, lang or book.lang, json=json)


def demo(output: Path | None, lang: Lang | None) -> NoReturn:
    """Make the demo project and tell what was done."""
    from addin.commands.demo import demo as make

    with refusals(), watching(lang or ui_language()):
        outcome = make(output, lang or ui_language(), now())
    _show(outcome, lang or ui_language())
    sys.exit(DONE)


def import_(
    sheet: Path, into: Path, table: str | None, worksheet: str | None, lang: Lang | None, *, dry_run: bool, json: bool
) -> NoReturn:
    """Import rows and tell how columns were matched."""
    from addin.book.file.book import FileBook
    from addin.commands.importing import import_rows

    with refusals(json=json):
        book = FileBook(into, writing=not dry_run)
        with watching(lang or book.lang):
            outcome = import_rows(book, now(), sheet, table=table, worksheet=worksheet, dry_run=dry_run)
    end(outcome, lang or book.lang, json=json)


def render(book: Path, to: Literal["pdf", "png"], output: Path | None, lang: Lang | None) -> NoReturn:
    """Render a workbook and name the files made."""
    from addin.book.file.book import FileBook
    from addin.commands.render import render as make

    with refusals():
        FileBook(book)
        made = make(book, to, output or book.parent)
    for path in made:
        typer.echo(words.MADE.to(lang or ui_language()).format(name=path))
    sys.exit(DONE)


@contextmanager
def refusals(*, json: bool = False) -> Iterator[None]:
    """Show a refusal as one line and end with the code for it."""
    try:
        yield
    except RefusalError as error:
        if json:
            typer.echo(json_format.dumps({"refused": _as_json(error.finding, ui_language())}, ensure_ascii=False))
        else:
            typer.echo(error.finding.line(ui_language()), err=True)
        sys.exit(REFUSED)


@contextmanager
def watching(lang: Lang) -> Iterator[None]:
    """Show a progress bar for what a command tells of its steps; quiet where nobody watches.

    The bar, which draws itself in a thread of its own, comes with the first step: processes that are started before it
    can be forked.
    """
    if not sys.stderr.isatty():
        yield
        return
    with ExitStack() as shown:
        bar: Callable[[Text, int, int], None] | None = None

        def tell(step: Text, done: int, count: int) -> None:
            nonlocal bar
            if bar is None:
                bar = shown.enter_context(_bar(lang))
            bar(step, done, count)

        with progress.watched(tell):
            yield


@contextmanager
def _bar(lang: Lang) -> Iterator[Callable[[Text, int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step, done, count: bar.update(task, description=step.to(lang), completed=done, total=count)


def end(outcome: Outcome, lang: Lang, *, json: bool) -> NoReturn:
    """Show an outcome and end with the code for it."""
    if json:
        typer.echo(json_format.dumps(_outcome_json(outcome, lang), ensure_ascii=False, indent=2))
    else:
        _show(outcome, lang)
    sys.exit(REFUSED if outcome.refused else PROBLEMS if outcome.wrong else DONE)


def _outcome_json(outcome: Outcome, lang: Lang) -> dict[str, object]:
    return {
        "message": outcome.message.to(lang),
        "changed": outcome.changed,
        "findings": [_as_json(finding, lang) for finding in outcome.findings],
        "listings": [
            {
                "title": listing.title.to(lang),
                "headings": [heading.to(lang) for heading in listing.headings],
                "rows": [[_cell(cell, lang) for cell in row] for row in listing.rows],
            }
            for listing in outcome.listings
        ],
    }


def _as_json(finding: Finding, lang: Lang) -> dict[str, str]:
    return {
        "where": finding.where,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "code": finding.problem.code,
        "severity": finding.problem.severity,
        "what": finding.what(lang),
        "mend": finding.mend(lang),
    }


def _show(outcome: Outcome, lang: Lang) -> None:
    """Print findings one per line, then the listings as tables, then the message."""
    for finding in outcome.findings:
        typer.echo(finding.line(lang))
    for listing in outcome.listings:
        _table(listing, lang)
    errors = sum(finding.problem.severity == "error" for finding in outcome.findings)
    typer.echo(outcome.message.to(lang))
    if outcome.findings:
        warnings = len(outcome.findings) - errors
        typer.echo(words.FOUND.to(lang).format(errors=Count(errors), warnings=Count(warnings)))


def _table(listing: Listing, lang: Lang) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)
    table = Table(title=listing.title.to(lang), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    for heading in listing.headings:
        table.add_column(heading.to(lang), overflow="fold")
    for row in listing.rows:
        table.add_row(*(_escape(_cell(cell, lang)) for cell in row))
    console.print(table)


_PIPED_WIDTH = 160


def _cell(cell: CellValue | Text, lang: Lang) -> str:
    return cell.to(lang) if isinstance(cell, Text) else as_text(cell)


def _escape(words_: str) -> str:
    """Keep square brackets in data from being read as markup."""
    return words_.replace("[", "\\[")

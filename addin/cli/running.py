"""Runs a command of the command line: open the workbook, call, show the outcome, return the exit code."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from addin import progress
from addin.cli import words
from addin.cli.words import ui_language
from addin.commands.table import Access, Command, Option, Request, loaded
from addin.commands.table.options import JSON, VERBOSE
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Lang, Text
from udfs.problems import Finding, RefusalError
from udfs.problems.folding import folded
from udfs.values import CellValue, as_text

if TYPE_CHECKING:
    from addin.book.file.book import FileBook

DONE, PROBLEMS, REFUSED = 0, 1, 2


def now() -> datetime:
    """Return the moment by this computer's clock."""
    return datetime.now().astimezone().replace(tzinfo=None)


def perform(command: Command, given: Mapping[str, Any]) -> NoReturn:
    """Run a command of the table with its options, show its outcome and end with the exit code for it."""
    options: dict[str, Any] = {
        option.name: _several(option, given[option.name] or ()) if option.many else given[option.name]
        for option in command.options
    }
    asked: Lang | None = given["lang"]
    json = bool(options.pop(JSON.name, False))
    with refusals(json=json):
        path = None if command.book is None else options.pop(command.book.name)
        if path is None:
            lang = asked or ui_language()
            with watching(lang):
                outcome = loaded(command.without_book or command.run)(Request(asked, lang, now()), **options)
        else:
            only_reads = any(option.only_reads and options.get(option.name) for option in command.options)
            with _opened(path, command, only_reads=only_reads) as book:
                lang = asked or book.lang
                with watching(lang):
                    outcome = loaded(command.run)(book, now(), **options)
    end(outcome, lang, json=json, verbose=bool(given.get(VERBOSE.name)))


def _several(option: Option, words: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(path for word in words for path in matching(word)) if option.kind is Path else tuple(words)


def matching(path: Path, *, shell_matches: bool = sys.platform != "win32") -> list[Path]:
    """Return the files that a pattern such as `*.eml` names, where the shell leaves that to programs, as on Windows.

    What is there under the very name is meant by it, and a pattern that names nothing stays as it is, to be reported.
    """
    if shell_matches or path.exists() or not has_magic(path.name):
        return [path]
    return sorted(path.parent.glob(path.name)) or [path]


def _opened(path: Path, command: Command, *, only_reads: bool) -> FileBook:
    from addin.book.file.book import FileBook

    return FileBook(path, writing=command.access is Access.WRITES and not only_reads)


@contextmanager
def refusals(*, json: bool = False) -> Iterator[None]:
    """Show a refusal as one line and end with the code for it."""
    try:
        yield
    except RefusalError as error:
        if json:
            _show_json({"refused": _as_json(error.finding, ui_language())})
        else:
            typer.echo(error.finding.line(ui_language()), err=True)
        sys.exit(REFUSED)


@contextmanager
def watching(lang: Lang) -> Iterator[None]:
    """Show a progress bar for the steps of a command; quiet where output is piped.

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


def end(outcome: Outcome, lang: Lang, *, json: bool, verbose: bool = False) -> NoReturn:
    """Show an outcome and end with the code for it."""
    if json:
        _show_json(_outcome_json(outcome, lang), indent=2)
    else:
        _show(outcome, lang, verbose=verbose)
    sys.exit(REFUSED if outcome.refused else PROBLEMS if outcome.wrong else DONE)


def _show_json(record: Mapping[str, object], indent: int | None = None) -> None:
    """Print a record; a console that does not write UTF-8 gets other letters as JSON itself spells them."""
    is_utf8 = sys.stdout.encoding.lower().replace("_", "-") == "utf-8"
    typer.echo(json_format.dumps(record, ensure_ascii=not is_utf8, indent=indent))


def _outcome_json(outcome: Outcome, lang: Lang) -> dict[str, object]:
    records = [{key: _cell(value, lang) for key, value in record.items()} for record in outcome.records]
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
        **({"records": records} if records else {}),
    }


def _as_json(finding: Finding, lang: Lang) -> dict[str, str]:
    return {
        "where": finding.where,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "code": finding.problem.code,
        "severity": finding.problem.severity,
        "what": finding.what(lang),
        "fix": finding.fix(lang),
        "because": finding.because,
    }


def _show(outcome: Outcome, lang: Lang, *, verbose: bool) -> None:
    """Print findings, folded or one per line, then the listings as tables, then the message."""
    whole = [finding.line(lang) for finding in outcome.findings]
    lines = whole if verbose else [line for fold in folded(outcome.findings) for line in fold.lines(lang)]
    for line in lines:
        typer.echo(line)
    for listing in outcome.listings:
        _table(listing, lang)
    errors = sum(finding.problem.severity == "error" for finding in outcome.findings)
    if any(outcome.message):
        typer.echo(outcome.message.to(lang))
    if outcome.findings:
        warnings = len(outcome.findings) - errors
        more = words.EVERY_PLACE.to(lang) if len(lines) < len(whole) else ""
        typer.echo(words.FOUND.to(lang).format(errors=Count(errors), warnings=Count(warnings)) + more)


def _table(listing: Listing, lang: Lang) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)
    if not listing.headings:  # a table without columns would not even show its title
        console.print(_escape(listing.title.to(lang)), style="bold")
        return
    table = Table(title=_escape(listing.title.to(lang)), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    for heading in listing.headings:
        table.add_column(_escape(heading.to(lang)), overflow="fold")
    for row in listing.rows:
        table.add_row(*(_escape(_cell(cell, lang)) for cell in row))
    console.print(table)


_PIPED_WIDTH = 160


def _cell(cell: CellValue | Text, lang: Lang) -> str:
    return cell.to(lang) if isinstance(cell, Text) else as_text(cell)


def _escape(words_: str) -> str:
    """Keep square brackets in data from being read as markup."""
    return words_.replace("[", "\\[")

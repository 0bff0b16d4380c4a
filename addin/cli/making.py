"""Commands that make workbooks or pictures of them, and are given no workbook to change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from addin.cli.words import MADE, filled
from addin.commands.table import Request
from addin.outcome import Outcome
from udfs.lang import Text
from workbook_templates.names import TABLE_SHEETS, TemplateKey


def demo(request: Request, *, output: Path | None = None) -> Outcome:
    """Make the demo project."""
    from addin.commands.demo import demo as make

    return make(output, request.lang, request.now)


def new(request: Request, *, template: TemplateKey, output: Path | None = None, all_tables: bool = False) -> Outcome:
    """Make a workbook and say where it is."""
    from addin.commands.new import new as make

    tables = TABLE_SHEETS if all_tables else ()
    return Outcome(filled(MADE, name=make(template, request.lang, request.now.date(), output, tables)))


def gather(
    request: Request,
    *,
    folder: Path,
    output: Path | None = None,
    table: str | None = None,
    to: Sequence[str] = (),
    jobs: int | None = None,
    scheduler: str | None = None,
) -> Outcome:
    """Make a register of the workbooks in a folder."""
    from addin.commands.gather import GatherOptions
    from addin.commands.gather import gather as make

    return make(GatherOptions(folder, request.asked, output, table, to, jobs, scheduler, request.lang), request.now)


def render(
    _request: Request,
    *,
    book: Path,
    dpi: int,
    to: Literal["pdf", "png"] = "pdf",
    sheet: Sequence[str] | None = None,
    output: Path | None = None,
) -> Outcome:
    """Render a workbook and name the files made."""
    from addin.book.file.book import FileBook
    from addin.commands.render import render as make

    FileBook(book)
    lines = [filled(MADE, name=path) for path in make(book, to, output or book.parent, sheets=sheet or (), dpi=dpi)]
    return Outcome(Text("\n".join(words.zh for words in lines), "\n".join(words.en for words in lines)))

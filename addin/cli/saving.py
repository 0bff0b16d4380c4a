"""Commands on a workbook that save other files: where these go on the command line, and the folder that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from addin.book.file.book import FileBook
from addin.outcome import Outcome
from addin.safefile import folder_for


def export(
    book: FileBook,
    now: datetime,
    *,
    ics: bool = False,
    mspdi: bool = False,
    update: bool = False,
    output: Path | None = None,
) -> Outcome:
    """Export a plan beside the workbook, or where it is wanted."""
    from addin.commands.export import ICS, XML
    from addin.commands.export import export as make

    target = output or book.path.absolute().parent
    with ExitStack() as stack:
        if (ics or mspdi) and target.suffix.casefold() not in (ICS, XML):
            stack.enter_context(folder_for(target))
        return make(book, now, target, book.path.stem, with_ics=ics, with_mspdi=mspdi, update=update)


def report(
    book: FileBook, now: datetime, *, kind: str, issue: str | None = None, output: Path | None = None
) -> Outcome:
    """Write a report beside the workbook, or where it is wanted."""
    from addin.commands.report import file_name
    from addin.commands.report import report as make

    name, folder = file_name(kind, book, book.path.stem), output or book.path.parent
    return make(book, now, folder / name if folder.is_dir() else folder, kind, issue)


def draw(book: FileBook, now: datetime, *, rule: str | None = None, output: Path | None = None) -> Outcome:
    """Write a flow chart beside the workbook, or where it is wanted."""
    from addin.commands.draw import draw as make
    from addin.commands.draw import file_name

    folder = output or book.path.parent
    return make(book, now, folder / file_name(book, now, rule) if folder.is_dir() else folder, rule)


def share(
    book: FileBook,
    now: datetime,
    *,
    to: Sequence[str] = (),
    rows: str | None = None,
    one: bool = False,
    raters: bool = False,
    survey: bool = False,
    anonymous: bool = False,
    message: str = "",
    anyway: bool = False,
    output: Path | None = None,
) -> Outcome:
    """Make copies for mailing in a new folder beside the workbook, or where they are wanted."""
    from addin.commands.share import FOLDER
    from addin.commands.share import share as make
    from addin.sharing.mail import recipient

    people = [recipient(text) for text in to]
    folder = output or book.path.parent / FOLDER.to(book.lang).format(name=book.path.stem)
    with folder_for(folder):
        return make(
            book, now, folder, book.path.stem,
            to=people, rows=rows, one=one, raters=raters, survey=survey, anonymous=anonymous, message=message, anyway=anyway,
        )  # fmt: skip


def remind(
    book: FileBook,
    now: datetime,
    *,
    days: int | None = None,
    address: Sequence[str] = (),
    copies: Path | None = None,
    message: str = "",
    output: Path | None = None,
) -> Outcome:
    """Write drafts of reminders into a folder beside the workbook, or where they are wanted."""
    from addin.commands.remind import FOLDER
    from addin.commands.remind import remind as make
    from addin.commands.share import FOLDER as SHARED
    from addin.sharing.mail import recipient

    people, stem = [recipient(text) for text in address], book.path.stem
    folder = output or book.path.parent / FOLDER.to(book.lang).format(name=stem)
    places = [copies] if copies else [book.path.parent / SHARED.to(book.lang).format(name=stem), book.path.parent]
    with folder_for(folder):
        return make(book, now, folder, stem, days=days, addresses=people, copies=places, message=message)


def collect(
    book: FileBook, now: datetime, *, returned: Sequence[Path], dry_run: bool = False, jobs: int | None = None
) -> Outcome:
    """Merge what came back and report on every file."""
    from addin.commands.collect import collect as merge
    from addin.sharing.returns import read_all

    return merge(book, now, read_all(returned, master=book.path, jobs=jobs), dry_run=dry_run)


def upgrade(book: FileBook, now: datetime, *, output: Path | None = None) -> Outcome:
    """Make a copy in the present layout beside the workbook, or where it is wanted."""
    from addin.commands.upgrade import NEW_NAME
    from addin.commands.upgrade import upgrade as make

    name = NEW_NAME.to(book.lang).format(stem=book.path.stem)
    target = book.path.with_name(name) if output is None else output / name if output.is_dir() else output
    return make(book, now, target)

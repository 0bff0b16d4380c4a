"""What the command line does about workbooks that travel by mail: share, collect, resolve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from addin.cli import words
from addin.cli.running import end, now, refusals, watching
from udfs.lang import Lang


def share(
    path: Path,
    to: Sequence[str],
    rows: str | None,
    message: str,
    output: Path | None,
    lang: Lang | None,
    *,
    one: bool,
    raters: bool,
    json: bool,
) -> NoReturn:
    """Make copies for mailing and list them."""
    from addin.book.file.book import FileBook
    from addin.commands.share import share as make
    from addin.safefile import folder_for
    from addin.sharing.mail import recipient

    with refusals(json=json):
        people = [recipient(text) for text in to]
        book = FileBook(path, writing=True)
        folder = output or path.parent / words.SHARE_FOLDER.to(book.lang).format(name=path.stem)
        with folder_for(folder), watching(lang or book.lang):
            outcome = make(
                book, now(), folder, path.stem, to=people, rows=rows, one=one, raters=raters, message=message
            )
    end(outcome, lang or book.lang, json=json)


def collect(
    path: Path, returned: Sequence[Path], jobs: int | None, lang: Lang | None, *, dry_run: bool, json: bool
) -> NoReturn:
    """Merge what came back and report on every file."""
    from addin.book.file.book import FileBook
    from addin.commands.collect import collect as merge
    from addin.sharing.returns import read_all

    with refusals(json=json):
        book = FileBook(path, writing=not dry_run)
        with watching(lang or book.lang):
            outcome = merge(book, now(), read_all(returned, master=path, jobs=jobs), dry_run=dry_run)
    end(outcome, lang or book.lang, json=json)

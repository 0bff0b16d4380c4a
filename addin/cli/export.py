"""What the command line does to export a plan."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

from addin.cli.running import end, now, refusals
from udfs.lang import Lang


def export(path: Path, output: Path | None, lang: Lang | None, *, ics: bool, mspdi: bool, json: bool) -> NoReturn:
    """Export a plan and name the files made."""
    from addin.book.file.book import FileBook
    from addin.commands.export import ICS, XML
    from addin.commands.export import export as make
    from addin.safefile import folder_for

    with refusals(json=json), ExitStack() as held:
        book = FileBook(path)
        target = output or path.absolute().parent
        if (ics or mspdi) and target.suffix.casefold() not in (ICS, XML):
            held.enter_context(folder_for(target))
        outcome = make(book, now(), target, path.stem, with_ics=ics, with_mspdi=mspdi)
    end(outcome, lang or book.lang, json=json)

"""A click on the ribbon: what it came from, and how an outcome is shown to the person who clicked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from addin.book.live.book import LiveBook
from addin.excel import texts
from addin.outcome import Listing, Outcome
from udfs.lang import Lang, Text
from udfs.problems import Finding, RefusalError, commands
from udfs.problems.folding import folded
from udfs.values import CellValue, as_text

if TYPE_CHECKING:
    import xlwings


# A message is read, not scrolled: so many findings and rows of a listing are shown.
_FINDINGS_SHOWN, _ROWS_SHOWN = 5, 12


class Click(NamedTuple):
    """A click: the program, the workbook in front (None without one), the language of messages, the moment.

    `chosen` is what was chosen for the command: a file, or several in lines; empty where nothing was.
    """

    app: xlwings.App
    book: xlwings.Book | None
    lang: Lang
    now: datetime
    chosen: str = ""

    def ours(self) -> LiveBook:
        """Return the workbook in front as one of ours."""
        if self.book is None:
            raise RefusalError(commands.NO_WORKBOOK)
        return LiveBook(self.book)


def format_outcome(outcome: Outcome, lang: Lang) -> str:
    """Return an outcome as a message: the sentence, the first findings, the first rows of its tables."""
    lines = [outcome.message.to(lang)]
    folds = folded(outcome.findings)
    if folds:
        lines += ["", *(line for fold in folds[:_FINDINGS_SHOWN] for line in fold.sentences(lang))]
        more = sum(len(fold.findings) + len(fold.follows) for fold in folds[_FINDINGS_SHOWN:])
        lines += [texts.MORE.to(lang).format(count=more)] if more else []
    for listing in outcome.listings:
        lines += ["", *_listed(listing, lang)]
    return "\n".join(lines)


def shown(click: Click, outcome: Outcome) -> str:
    """Return an outcome as a message, and show the first cell that is wrong."""
    _select_first(click, outcome.findings)
    return format_outcome(outcome, click.lang)


def _select_first(click: Click, findings: Sequence[Finding]) -> None:
    """Show the first cell that is wrong; a hidden sheet cannot be shown, and the message names the cell anyway."""
    first = next((finding for finding in findings if finding.cell), None)
    if first is not None and click.book is not None:
        with suppress(Exception):
            sheet = click.book.sheets[first.sheet]
            sheet.activate()
            sheet.range(first.cell).select()


def _listed(listing: Listing, lang: Lang) -> list[str]:
    """Return a table as sentences, a row each: its subject, and what the other columns say of it."""
    title = listing.title.to(lang) + ("：" if lang == "zh" else ":")
    if listing.brief:
        return [title, *(sentence.to(lang) for sentence in listing.brief)]
    rows = listing.rows[-_ROWS_SHOWN:] if listing.latest else listing.rows[:_ROWS_SHOWN]
    more = (
        [texts.MORE_ROWS.to(lang).format(count=len(listing.rows) - len(rows))] if len(rows) < len(listing.rows) else []
    )
    sentences = [_sentence(listing.headings, row, lang) for row in rows]
    return [title, *more, *sentences] if listing.latest else [title, *sentences, *more]


def _sentence(headings: Sequence[Text], row: Sequence[CellValue | Text], lang: Lang) -> str:
    def shown(cell: CellValue | Text) -> str:
        return cell.to(lang) if isinstance(cell, Text) else as_text(cell)

    colon, comma, stop = ("：", "，", "。") if lang == "zh" else (": ", ", ", ".")
    subject, *rest = map(shown, row)
    if len(rest) == 1:
        return f"{subject}{colon}{rest[0]}{stop}" if rest[0] else f"{subject}{stop}"
    named = (f"{_within(heading.to(lang))} {words}" for heading, words in zip(headings[1:], rest, strict=True) if words)
    return f"{subject}{colon}{comma.join(named)}{stop}"


def _within(heading: str) -> str:
    """Return a heading as it stands within a sentence: no capital, unless it is an abbreviation."""
    return heading[:1].lower() + heading[1:] if heading[1:2].islower() else heading


def folder_of(click: Click) -> Path:
    """Return where new workbooks go: beside the one in front, else among the person's documents."""
    folder = Path(click.book.fullname).parent if click.book is not None else Path()
    if click.book is not None and folder.is_absolute() and folder.is_dir():
        return folder
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def agreed(click: Click, plan: Outcome, question: Text = texts.GO_ON) -> bool:
    """Show what would be done and ask whether to go on."""
    asked = f"{format_outcome(plan, click.lang)}\n\n{question.to(click.lang)}"
    return click.app.alert(asked, texts.TITLE.to(click.lang), buttons="ok_cancel", mode="info") == "ok"


def fresh(click: Click, folder: Path, name: str) -> Path:
    """Return a path that no file has yet, nor any open workbook its name: `问题清单 (2).xlsx` beside `问题清单.xlsx`."""
    taken = {book.name.casefold() for book in click.app.books}
    path, number = folder / name, 1
    while path.exists() or path.name.casefold() in taken:
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path

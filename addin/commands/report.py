"""报告: a report of the method as a Word document, from the list of issues to the review."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.commands.table.model import loaded
from addin.outcome import Outcome
from addin.person import user_name
from addin.reporting.kinds import KINDS
from addin.reporting.model import Content, Document
from addin.safefile import free, write_new
from udfs.causes.fishbone import shortened
from udfs.lang import Text, listed_texts
from udfs.problems import RefusalError, reporting

SUFFIX = ".docx"
_SUBTITLE = Text("{about}　截至 {day}", "{about}, as of {day}")
_WRITTEN = Text("已生成 {name}", "wrote {name}")


def file_name(kind: str, book: Book, stem: str) -> str:
    """Return what the report of a workbook is called: its kind behind the workbook's name."""
    return f"{stem}-{KINDS[kind].title.to(book.lang)}{SUFFIX}"


def report(book: Book, now: datetime, target: Path, kind: str, issue: str | None = None) -> Outcome:
    """Write a report as a new file; the workbook itself is only read, and computed anew in memory.

    Args:
        book: the workbook.
        now: the moment.
        target: the file, which must not exist yet.
        kind: one of `KINDS`.
        issue: only what belongs to this issue, of kinds that may be asked for one.
    """
    if target.suffix.casefold() != SUFFIX:
        raise RefusalError(reporting.REPORT_NOT_DOCX, name=target.name)
    wanted = KINDS[kind]
    if issue is not None and not wanted.by_issue:
        kinds = listed_texts(each.title for each in KINDS.values() if each.by_issue)
        raise RefusalError(reporting.REPORT_WITHOUT_ISSUE, kinds=kinds)
    free(target)
    session = Session(book, "report", now)
    # Nothing of this is saved.
    recalculate(session, fill=True)
    content: Content = loaded(wanted.maker)(session, issue)
    subtitle, running = (
        _SUBTITLE.to(book.lang).format(about=about, day=session.today.isoformat())
        for about in (content.about, shortened(content.about))
    )
    document = Document(
        wanted.title.to(book.lang),
        subtitle,
        running,
        book.lang,
        user_name(),
        now,
        tuple(content.blocks),
        wanted.landscape,
    )
    from addin.reporting.word import word

    write_new(target, word(document))
    message = Text(*(text.format(name=target.absolute()) for text in _WRITTEN))
    return Outcome(message, content.findings, files=[target])

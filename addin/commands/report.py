"""报告: a report of the method as a Word document: root causes, the list of issues, the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Outcome
from addin.person import user_name
from addin.reporting import causes_words, issue_list, plan
from addin.reporting.model import Block, Document
from addin.reporting.root_cause import root_cause
from addin.safefile import free, write_new
from udfs.causes.fishbone import shortened
from udfs.lang import Text
from udfs.problems import Finding, RefusalError, reporting

SUFFIX = ".docx"
_SUBTITLE = Text("{about}　截至 {day}", "{about}, as of {day}")
_WRITTEN = Text("已生成 {name}", "wrote {name}")


class _Content(NamedTuple):
    """What a report is about, what it says, and what is still wrong in the tables."""

    about: str
    blocks: list[Block]
    findings: list[Finding]


class _Kind(NamedTuple):
    """A kind of report: its title, whether its pages lie on their long side, and how it is made of a workbook."""

    title: Text
    landscape: bool
    content: Callable[[Session, str | None], _Content]


_KINDS = {
    "root-cause": _Kind(
        causes_words.TITLE, landscape=False, content=lambda session, issue: _Content(*root_cause(session, issue))
    ),
    "issue-list": _Kind(
        issue_list.TITLE, landscape=True, content=lambda session, _: _Content(*issue_list.issue_list(session), [])
    ),
    "plan": _Kind(plan.TITLE, landscape=True, content=lambda session, _: _Content(*plan.plan(session), [])),
}


def file_name(kind: str, book: Book, stem: str) -> str:
    """Return what the report of a workbook is called: its kind behind the workbook's name."""
    return f"{stem}-{_KINDS[kind].title.to(book.lang)}{SUFFIX}"


def report(book: Book, now: datetime, target: Path, kind: str, issue: str | None = None) -> Outcome:
    """Write a report as a new file; the workbook itself is only read, and computed anew in memory.

    Args:
        book: the workbook.
        now: the moment.
        target: the file, which must not exist yet.
        kind: `root-cause`, `issue-list` or `plan`.
        issue: of root causes, only those of this issue.
    """
    if target.suffix.casefold() != SUFFIX:
        raise RefusalError(reporting.REPORT_NOT_DOCX, name=target.name)
    if issue is not None and kind != "root-cause":
        raise RefusalError(reporting.REPORT_WITHOUT_ISSUE)
    free(target)
    session, wanted = Session(book, "report", now), _KINDS[kind]
    # Nothing of this is saved.
    recalculate(session, fill=True)
    content = wanted.content(session, issue)
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

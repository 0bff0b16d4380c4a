"""转为问题: a signal, a keyword, a talk or a step of a process becomes an issue, its sentence filled; a signal may become an adjustment instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from addin.book.passing import Links, Origin, demand, linked, listings, named, origins, pairs_of, pass_on
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Outcome
from udfs.lang import Count, Text, listed_texts
from udfs.problems import RefusalError, books
from udfs.values import CellValue, is_blank, plain
from workbook_templates.issue_sources import OF_TABLE, SOURCES, IssueSource
from workbook_templates.signal_issues import adjustment_of
from workbook_templates.tables.adjustments import ADJUSTMENTS
from workbook_templates.tables.issues import ISSUES
from workbook_templates.tables.signals import SIGNALS
from workbook_templates.tables.step_figures import step_remarks
from workbook_templates.tables.steps import PROCESS_STEPS


def signals(book: Book, now: datetime, issue: Sequence[str] = (), adjustment: Sequence[str] = ()) -> Outcome:
    """Make issues and adjustments of signals, issues of keywords, talks and steps.

    Args:
        book: the workbook.
        now: the moment.
        issue: the numbers of the rows that become issues; without any number at all the signals whose verdict is a process
            problem and that have no issue yet.
        adjustment: the numbers of the signals that become adjustments.
    """
    session = Session(book, "signals", now)
    known = [source.table for source in SOURCES if source.table.key in book.tables()]
    if not known:
        raise RefusalError(books.TABLE_MISSING, table=listed_texts(source.table.sheet for source in SOURCES))
    waiting = (row for row in origins(book, known) if _waits(row))
    to_issues = named(book, known, issue) if issue or adjustment else [*waiting]
    to_adjustments = named(book, [table for table in known if table is SIGNALS], adjustment)
    demand(book, to_issues, ISSUES, "issue")
    demand(book, to_adjustments, ADJUSTMENTS, "adjustment")
    findings = [*linked(to_issues, "issue"), *linked(to_adjustments, "adjustment")]
    session.identify()
    links = [
        *pass_on(session, to_issues, ISSUES, "issue", [*_issues(session, to_issues)]),
        *pass_on(session, to_adjustments, ADJUSTMENTS, "adjustment", [adjustment_of(row.cells) for row in to_adjustments]),
    ]  # fmt: skip
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *findings]
    session.finish()
    sources = {row.table.key: OF_TABLE[row.table.key] for row in (*to_issues, *to_adjustments)}
    return Outcome(_message(links, [*sources.values()]), session.findings, listings(links), changed + 2 * len(links))


def _waits(row: Origin) -> bool:
    """Return whether a row is to become an issue without being named, and leads nowhere yet."""
    return OF_TABLE[row.table.key].waits(row.cells) and is_blank(row.cells.get("issue"))


def _issues(session: Session, rows: Sequence[Origin]) -> Iterator[dict[str, CellValue]]:
    known: dict[str, dict[str, dict[str, CellValue]]] = {}
    for row in rows:
        source, cells = OF_TABLE[row.table.key], row.cells
        if row.table is PROCESS_STEPS:
            # As the steps are now, not when a command last wrote it.
            cells["remarks"] = session.context.once(step_remarks)[row.at]
        about = None
        if source.about is not None and source.about.key in session.book.tables():
            if source.about.key not in known:
                named_rows = origins(session.book, [source.about])
                known[source.about.key] = {each.number.casefold(): each.cells for each in named_rows}
            about = known[source.about.key].get(plain(cells.get(source.by)).casefold())
        yield source.issue(cells, about, session.book.lang, session.today)


def _message(links: Links, sources: Sequence[IssueSource]) -> Text:
    if not links:
        return Text(
            "没有要转的异常：写上编号（关键词、访谈也可以），或先把“判定”选为流程问题",
            "no signals to pass on: name some (or keywords, talks), or set their verdict to process problem first",
        )
    pairs = pairs_of(links)
    called = Text("", "row/rows")
    if len(sources) == 1:
        called = Text(sources[0].table.sheet.zh, f"{sources[0].one}/{sources[0].many}")
    counted = format(Count(len(links)), called.en)
    return Text(f"{len(links)} 条{called.zh}有了去向：{pairs.zh}", f"{counted} passed on: {pairs.en}")

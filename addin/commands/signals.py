"""转为问题: a signal, a keyword or a talk becomes an issue, its sentence filled; a signal may become an adjustment instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from addin.book.numbering import numbered
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Text, listed, listed_texts, same
from udfs.problems import Finding, RefusalError, books, monitoring
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.issue_sources import ABOUT, SOURCES, IssueSource
from workbook_templates.model import Table
from workbook_templates.signal_issues import adjustment_of
from workbook_templates.tables.adjustments import ADJUSTMENTS
from workbook_templates.tables.issues import ISSUES
from workbook_templates.tables.signals import SIGNALS

_NAMED = 3
_FROM, _MADE = Text("来自", "From"), Text("建立", "Made")


class _Origin(NamedTuple):
    """A row that something is to be made of."""

    source: IssueSource
    view: View
    at: int

    @property
    def cells(self) -> dict[str, CellValue]:
        """Return its cells by column."""
        return {key: values[self.at] for key, values in self.view.data.columns.items()}

    @property
    def number(self) -> str:
        """Return what it is called."""
        return plain(self.view.data["id"][self.at])


def signals(book: Book, now: datetime, issue: Sequence[str] = (), adjustment: Sequence[str] = ()) -> Outcome:
    """Make issues and adjustments of signals, issues of keywords and talks.

    Args:
        book: the workbook.
        now: the moment.
        issue: the numbers of the rows that become issues; without any number at all the signals whose verdict is a process
            problem and that have no issue yet.
        adjustment: the numbers of the signals that become adjustments.
    """
    session = Session(book, "signals", now)
    known = [source for source in SOURCES if source.table.key in book.tables()]
    if not known:
        raise RefusalError(books.TABLE_MISSING, table=listed_texts(source.table.sheet for source in SOURCES))
    to_issues = _named(book, known, issue) if issue or adjustment else [*_waiting(book, known)]
    to_adjustments = _named(book, [source for source in known if source.table is SIGNALS], adjustment)
    for rows, table, link in ((to_issues, ISSUES, "issue"), (to_adjustments, ADJUSTMENTS, "adjustment")):
        if rows and table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
        for row in rows:
            if link not in row.view.column_numbers:
                raise book.missing(row.view, [link])
    findings = [*_linked(to_issues, "issue"), *_linked(to_adjustments, "adjustment")]
    session.identify()
    links = [
        *_linked_rows(session, to_issues, ISSUES, "issue", _issues(session, to_issues)),
        *_linked_rows(session, to_adjustments, ADJUSTMENTS, "adjustment", [adjustment_of(row.cells) for row in to_adjustments]),
    ]  # fmt: skip
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *findings]
    session.finish()
    sources = {row.source.table.key: row.source for row in (*to_issues, *to_adjustments)}
    return Outcome(_message(links, [*sources.values()]), session.findings, _listings(links), changed + 2 * len(links))


def _all(book: Book, known: Sequence[IssueSource]) -> Iterator[_Origin]:
    for source in known:
        view = book.view(source.table.key)
        yield from (_Origin(source, view, at) for at in view.data.records())


def _named(book: Book, known: Sequence[IssueSource], numbers: Sequence[str]) -> list[_Origin]:
    """Return rows by their numbers, each once."""
    rows = {row.number.casefold(): row for row in _all(book, known) if row.number} if numbers else {}
    named: dict[str, _Origin] = {}
    for number in numbers:
        row = rows.get(plain(number).casefold())
        if row is None:
            some = listed([each.number for each in rows.values()], _NAMED)
            tables = listed_texts(source.table.sheet for source in known)
            if not rows:
                raise RefusalError(monitoring.SIGNAL_NONE, value=number, tables=tables)
            raise RefusalError(monitoring.SIGNAL_UNKNOWN, value=number, tables=tables, allowed=some)
        named.setdefault(row.number.casefold(), row)
    return [*named.values()]


def _waiting(book: Book, known: Sequence[IssueSource]) -> Iterator[_Origin]:
    """Yield the rows that are to become issues without being named, and lead nowhere yet."""
    for row in _all(book, known):
        if row.source.waits(row.cells) and is_blank(row.cells.get("issue")):
            yield row


def _issues(session: Session, rows: Sequence[_Origin]) -> list[dict[str, CellValue]]:
    measures: dict[str, dict[str, CellValue]] = {}
    if ABOUT.key in session.book.tables():
        data = session.book.view(ABOUT.key).data
        measures = {
            plain(data["id"][at]).casefold(): {key: values[at] for key, values in data.columns.items()}
            for at in data.records()
        }
    return [
        row.source.issue(row.cells, measures.get(plain(row.cells.get("measure")).casefold()), session.book.lang, session.today)
        for row in rows
    ]  # fmt: skip


def _linked_rows(
    session: Session, rows: Sequence[_Origin], table: Table, link: str, wanted: Sequence[dict[str, CellValue]]
) -> list[tuple[str, str]]:
    """Append rows for those that have no link yet, and write the links; return from and number of each."""
    free = [(origin, row) for origin, row in zip(rows, wanted, strict=True) if is_blank(origin.cells.get(link))]
    if not free:
        return []
    target = session.book.view(table.key)
    kept = [{key: value for key, value in row.items() if key in target.column_numbers} for _, row in free]
    fresh = numbered(session.book, table, kept)
    session.append(table, fresh)
    numbers = [as_text(row["id"]) for row in fresh]
    links: dict[str, tuple[View, dict[int, CellValue]]] = {}
    for (origin, _), number in zip(free, numbers, strict=True):
        links.setdefault(origin.source.table.key, (origin.view, {}))[1][origin.at] = number
    for view, values in links.values():
        session.put_at(view, link, values)
    return [(origin.number, number) for (origin, _), number in zip(free, numbers, strict=True)]


def _linked(rows: Sequence[_Origin], link: str) -> Iterator[Finding]:
    """Name those that led somewhere before: nothing was made of them."""
    for row in rows:
        other = row.cells.get(link)
        if not is_blank(other):
            yield row.view.finding(monitoring.SIGNAL_LINKED, link, row.at, value=row.number, other=plain(other))


def _message(links: Sequence[tuple[str, str]], sources: Sequence[IssueSource]) -> Text:
    if not links:
        return Text(
            "没有要转的异常：写上编号（关键词、访谈也可以），或先把“判定”选为流程问题",
            "no signals to pass on: name some (or keywords, talks), or set their verdict to process problem first",
        )
    pairs = listed([f"{origin} → {number}" for origin, number in links], _NAMED)
    called = Text("", "row/rows")
    if len(sources) == 1:
        called = Text(sources[0].table.sheet.zh, f"{sources[0].one}/{sources[0].many}")
    counted = format(Count(len(links)), called.en)
    return Text(f"{len(links)} 条{called.zh}有了去向：{pairs.zh}", f"{counted} passed on: {pairs.en}")


def _listings(links: Sequence[tuple[str, str]]) -> list[Listing]:
    return [Listing(_MADE, (_FROM, _MADE), [(same(origin), same(number)) for origin, number in links])] if links else []

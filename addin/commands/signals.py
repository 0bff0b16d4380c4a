"""异常的去向: a signal becomes an issue with its sentence filled from the figures, or an adjustment; the link is written beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from addin.book.numbering import numbered
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.choices import means
from udfs.indicators.choices import PROCESS_TROUBLE
from udfs.lang import Count, Text, listed, same
from udfs.problems import Finding, RefusalError, books, monitoring
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.model import Table
from workbook_templates.signal_issues import adjustment_of, issue_of
from workbook_templates.tables.adjustments import ADJUSTMENTS
from workbook_templates.tables.issues import ISSUES
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.signals import SIGNALS

_NAMED = 3
_FROM, _MADE = Text("异常", "Signal"), Text("建立", "Made")


def signals(book: Book, now: datetime, issue: Sequence[str] = (), adjustment: Sequence[str] = ()) -> Outcome:
    """Make issues and adjustments of signals.

    Args:
        book: the workbook.
        now: the moment.
        issue: the numbers of the signals that become issues; without any number at all those whose verdict is a process
            problem and that have no issue yet.
        adjustment: the numbers of those that become adjustments.
    """
    session = Session(book, "signals", now)
    if SIGNALS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=SIGNALS.sheet)
    view = book.view(SIGNALS.key)
    to_issues = _named(view, issue) if issue or adjustment else [*_waiting(view)]
    to_adjustments = _named(view, adjustment)
    for rows, table, link in ((to_issues, ISSUES, "issue"), (to_adjustments, ADJUSTMENTS, "adjustment")):
        if rows and table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
        if rows and link not in view.column_numbers:
            raise book.missing(view, [link])
    findings = [*_linked(view, to_issues, "issue"), *_linked(view, to_adjustments, "adjustment")]
    session.identify()
    links = [
        *_issues(session, view, to_issues),
        *_linked_rows(session, view, to_adjustments, ADJUSTMENTS, "adjustment", [adjustment_of(_row(view, at)) for at in to_adjustments]),
    ]  # fmt: skip
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *findings]
    session.finish()
    return Outcome(_message(links), session.findings, _listings(links), changed + 2 * len(links))


def _named(view: View, numbers: Sequence[str]) -> list[int]:
    """Return the rows of signals by their numbers, each once."""
    known = {plain(number).casefold(): row for row, number in enumerate(view.data["id"]) if not is_blank(number)}
    rows: list[int] = []
    for number in numbers:
        row = known.get(plain(number).casefold())
        if row is None:
            some = listed([as_text(view.data["id"][at]) for at in known.values()], _NAMED)
            raise RefusalError(monitoring.SIGNAL_UNKNOWN, sheet=view.sheet, value=number, allowed=some)
        if row not in rows:
            rows.append(row)
    return rows


def _waiting(view: View) -> Iterator[int]:
    """Yield the rows whose verdict is a process problem and that lead nowhere yet."""
    for row in view.data.records():
        if means(view.data["verdict"][row], PROCESS_TROUBLE) and is_blank(view.data["issue"][row]):
            yield row


def _row(view: View, row: int) -> dict[str, CellValue]:
    return {key: values[row] for key, values in view.data.columns.items()}


def _issues(session: Session, view: View, rows: Sequence[int]) -> list[tuple[str, str]]:
    measures: dict[str, dict[str, CellValue]] = {}
    if MEASURES.key in session.book.tables():
        of_measures = session.book.view(MEASURES.key)
        measures = {
            plain(of_measures.data["id"][row]).casefold(): _row(of_measures, row) for row in of_measures.data.records()
        }
    lang = session.book.lang
    wanted = []
    for at in rows:
        signal = _row(view, at)
        measure = measures.get(plain(signal.get("measure")).casefold())
        wanted.append(issue_of(signal, measure, lang, session.today))
    return _linked_rows(session, view, rows, ISSUES, "issue", wanted)


def _linked_rows(
    session: Session,
    view: View,
    rows: Sequence[int],
    table: Table,
    link: str,
    wanted: Sequence[dict[str, CellValue]],
) -> list[tuple[str, str]]:
    """Append rows for the signals that have no link yet, and write the links; return signal and number of each."""
    free = [(at, row) for at, row in zip(rows, wanted, strict=True) if is_blank(view.data[link][at])]
    if not free:
        return []
    target = session.book.view(table.key)
    kept = [{key: value for key, value in row.items() if key in target.column_numbers} for _, row in free]
    fresh = numbered(session.book, table, kept)
    session.append(table, fresh)
    numbers = {at: as_text(row["id"]) for (at, _), row in zip(free, fresh, strict=True)}
    session.put_at(view, link, dict(numbers))
    return [(plain(view.data["id"][at]), number) for at, number in numbers.items()]


def _linked(view: View, rows: Sequence[int], link: str) -> Iterator[Finding]:
    """Name those that led somewhere before: nothing was made of them."""
    for at in rows:
        other = view.data[link][at]
        if not is_blank(other):
            yield view.finding(monitoring.SIGNAL_LINKED, link, at, value=plain(view.data["id"][at]), other=plain(other))


def _message(links: Sequence[tuple[str, str]]) -> Text:
    if not links:
        return Text(
            "没有要转的异常：写上编号，或先把“判定”选为流程问题",
            "no signals to pass on: name some, or set their verdict to process problem first",
        )
    pairs = listed([f"{signal} → {number}" for signal, number in links], _NAMED)
    return Text(f"{len(links)} 条异常有了去向：{pairs.zh}", f"{Count(len(links)):signal/signals} passed on: {pairs.en}")


def _listings(links: Sequence[tuple[str, str]]) -> list[Listing]:
    return [Listing(_MADE, (_FROM, _MADE), [(same(signal), same(number)) for signal, number in links])] if links else []

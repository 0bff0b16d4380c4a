"""监控: control charts of all measures, how each stands, new signals in their register, and what makes a chart doubtful."""

from __future__ import annotations

from datetime import datetime

from addin.book import settings_writer as steering
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.monitoring.register import Registered, register
from addin.monitoring.remarks import known_charts, remarks
from addin.outcome import Listing, Outcome
from addin.xlsx.bulk import gc_paused
from udfs.lang import Count, Text, listed, same
from udfs.problems import RefusalError, books, monitoring
from udfs.values import CellValue, as_text
from workbook_templates.monitoring_settings import SHOW
from workbook_templates.reports.control_chosen import meant_by
from workbook_templates.reports.monitoring import MONITOR
from workbook_templates.reports.monitoring_words import Row, counted, rows, signed
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.points import POINTS
from workbook_templates.tables.signals import SIGNALS

_SENTENCE = Text("一句话", "In a sentence")
_NO_REGISTER = Text(
    "没有「异常」这张表，异常没有登记（可用“新增表”加上）",
    "signals were not registered: there is no table Signals (Add table brings it)",
)
_SHOWN = ("id", "name", "current", "target", "variation", "capability")


@gc_paused
def monitor(book: Book, now: datetime, show: str | None = None) -> Outcome:
    """Judge every measure by its control chart, and register new signals.

    Args:
        book: the workbook.
        now: the moment.
        show: the measures that the sheet of charts shows from now on, as its cell takes them; an empty text for those with
            signals first.
    """
    session = Session(book, "monitor", now)
    for table in (MEASURES, POINTS):
        if table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
    if show is not None and as_text(session.context.settings.values[SHOW.key]) != show:
        wanted = meant_by(session.context, show)
        if wanted.unknown and not wanted.lines:  # of some, the others are drawn, and what is unknown is reported
            allowed = known_charts(session.context)
            raise RefusalError(monitoring.CHARTS_UNKNOWN, value=listed(wanted.unknown), allowed=allowed)
        steering.choose(session, SHOW.key, show or None)
    session.identify()
    has_register = SIGNALS.key in book.tables()
    registered = register(session) if has_register else Registered([], 0, [])
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *remarks(session), *registered.findings]
    session.finish()
    shown = session.context.once(rows)
    message = _message(counted(shown), registered, has_register=has_register)
    return Outcome(message, session.findings, _listings(shown), changed + len(registered.new))


def _message(stands: Text, registered: Registered, *, has_register: bool) -> Text:
    """Say how the measures stand, and what is new."""
    if not has_register:
        return Text(f"{stands.zh}；{_NO_REGISTER.zh}", f"{stands.en}; {_NO_REGISTER.en}")
    new, gone = len(registered.new), len(registered.findings)
    zh, en = "没有新的异常", "no new signals"
    if new:
        first, last = registered.new[0], registered.new[-1]
        span = Text(first, first) if new == 1 else Text(f"{first}～{last}", f"{first} to {last}")
        zh = f"新增异常 {new} 条（{span.zh}），其中恶化 {registered.worse} 条"
        en = f"{Count(new):new signal/new signals} ({span.en}), {registered.worse} for the worse"
    if gone:
        zh, en = f"{zh}；{gone} 条已不是异常", f"{en}; {Count(gone):signal is/signals are} none any more"
    return Text(f"{stands.zh}；{zh}", f"{stands.en}; {en}")


def _few_digits(value: CellValue) -> CellValue:
    """Return a figure as it is read aloud; the sheet has all of it."""
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _listings(shown: list[Row]) -> list[Listing]:
    """Return the page of all measures."""
    blank = same("")
    listed: list[tuple[CellValue | Text, ...]] = [
        (
            row.number,
            f"　{row.name}" if row.is_group else row.name,
            _few_digits(row.current),
            _few_digits(row.target),
            signed(row.variation) or blank,
            signed(row.capability) or blank,
            row.sentence,
        )
        for row in shown
    ]
    headings = (*(MEASURES.column(key).label for key in _SHOWN), _SENTENCE)
    return [Listing(MONITOR.sheet, headings, listed)] if listed else []

"""转为方案: ideas of a workshop become rows of 方案评分表, to be scored there; their numbers are written beside the ideas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from addin.book.passing import Links, Origin, demand, linked, listings, named, origins, pairs_of, pass_on
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Outcome
from udfs.lang import Count, Text
from udfs.problems import RefusalError, books
from udfs.values import CellValue, plain
from workbook_templates.idea_plans import plan_of
from workbook_templates.tables.causes import CAUSES, tree
from workbook_templates.tables.ideas import IDEAS
from workbook_templates.tables.plans import PLANS


def plans(book: Book, now: datetime, ideas: Sequence[str] = ()) -> Outcome:
    """Make solutions of ideas, each once, and write their numbers beside them.

    Args:
        book: the workbook.
        now: the moment.
        ideas: the numbers of the ideas; people choose them, so that without any nothing is made.
    """
    session = Session(book, "plans", now)
    if IDEAS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=IDEAS.sheet)
    rows = named(book, [IDEAS], ideas)
    if not rows:
        return Outcome(_NONE)
    demand(book, rows, PLANS, "plan")
    findings = [*linked(rows, "plan")]
    session.identify()
    links = pass_on(session, rows, PLANS, "plan", [*_plans(session, rows)])
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *findings]
    session.finish()
    return Outcome(_message(links), session.findings, listings(links), changed + 2 * len(links))


def _plans(session: Session, rows: Sequence[Origin]) -> Iterator[dict[str, CellValue]]:
    """Yield what each idea becomes."""
    issues: dict[str, str] = {}
    if CAUSES.key in session.book.tables():
        known = session.context.once(tree).issues
        issues = {row.number.casefold(): known[row.at] for row in origins(session.book, [CAUSES]) if row.number}
    for row in rows:
        issue = issues.get(plain(row.cells.get("cause")).casefold(), "")
        yield plan_of(row.cells, issue, session.book.lang)


_NONE = Text(
    "没有选想法：先在“研讨会想法”里选中要转的行（命令行用 --idea 编号）",
    "no idea was chosen: select rows on Ideas first (on the command line --idea NUMBER)",
)


def _message(links: Links) -> Text:
    if not links:
        return Text("选中的想法都已转成方案，没有再建", "these ideas have become solutions before: nothing was made")
    pairs = pairs_of(links)
    return Text(
        f"{len(links)} 个想法转成方案，请打分：{pairs.zh}",
        f"{Count(len(links)):idea/ideas} passed on, to be scored: {pairs.en}",
    )

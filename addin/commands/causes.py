"""根因: works out levels, states and sentences of all causes, and names the root causes of each issue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from addin.book import settings_writer as steering
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.causes import cause_findings
from addin.outcome import Listing, Outcome
from udfs import causes as rules
from udfs.causes.tree import ROOT, UNVERIFIED
from udfs.lang import Count, Text
from udfs.problems import RefusalError, books, causing
from udfs.values import CellValue, as_text, plain
from workbook_templates.context import TableData
from workbook_templates.settings import SETTINGS
from workbook_templates.tables.causes import CAUSES, states, tree

_DRAWN = SETTINGS["fishbone_issue"].key
ISSUE, CHAIN = Text("问题", "Issue"), Text("从根本原因到问题", "From the root cause to the issue")


def causes(book: Book, now: datetime, issue: str | None = None) -> Outcome:
    """Compute the table of causes and list its root causes, each with the chain that leads to the issue.

    Args:
        book: the workbook.
        now: the moment.
        issue: only this issue's causes are listed, and it is the one that is drawn and reported from now on; all are computed.
    """
    session = Session(book, "causes", now)
    if CAUSES.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=CAUSES.sheet)
    issue = plain(issue) or None if issue is not None else None
    if issue is not None and issue.casefold() not in _issues(session):
        raise RefusalError(causing.ISSUE_WITHOUT_CAUSES, value=issue)
    drawn = plain(as_text(session.context.settings.values[_DRAWN]))
    if issue is not None and drawn.casefold() != issue.casefold():
        steering.choose(session, _DRAWN, issue)
    session.identify()
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *cause_findings(session)]
    session.finish()
    rows, forest, state = book.view(CAUSES.key).data, session.context.once(tree), session.context.once(states)
    wanted = [
        place
        for place, level in enumerate(forest.levels)
        if level and (issue is None or forest.issues[place].casefold() == issue.casefold())
    ]
    return Outcome(_message(forest, state, wanted), session.findings, _listings(rows, forest, state, wanted), changed)


def _issues(session: Session) -> set[str]:
    return {name.casefold() for name in session.context.once(tree).issues}


def _message(forest: rules.CauseTree, state: Sequence[Text | None], wanted: Sequence[int]) -> Text:
    issues = len({forest.issues[place].casefold() for place in wanted})
    roots = sum(state[place] is ROOT for place in wanted)
    waiting = sum(state[place] is UNVERIFIED for place in wanted)
    return Text(
        f"{issues} 个问题，{len(wanted)} 个原因：根本原因 {roots} 个，末端未验证 {waiting} 个",
        f"{Count(issues):issue/issues}, {Count(len(wanted)):cause/causes}: {Count(roots):root cause/root causes} "
        f"proven, {Count(waiting):end of a chain/ends of chains} not verified",
    )


def _listings(
    rows: TableData, forest: rules.CauseTree, state: Sequence[Text | None], wanted: Sequence[int]
) -> list[Listing]:
    by_issue: dict[str, list[tuple[CellValue | Text, ...]]] = defaultdict(list)
    for place in wanted:
        if state[place] is ROOT:
            steps = [plain(as_text(rows["answer"][step])) for step in reversed(rules.chain(forest, place))]
            by_issue[forest.issues[place].casefold()].append(
                (forest.issues[place], as_text(rows["id"][place]), " → ".join(steps))
            )
    listed = [line for lines in by_issue.values() for line in lines]
    headings = (ISSUE, CAUSES.column("id").label, CHAIN)
    return [Listing(Text("根本原因", "Root causes"), headings, listed)] if listed else []

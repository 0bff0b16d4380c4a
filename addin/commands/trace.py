"""实施方案: links issues, root causes, solutions and tasks in the register of that name, and reports what leads nowhere, up to the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from addin.book import registers
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.commands.trace_from import finding_of, trace_from
from addin.outcome import Listing, Outcome
from udfs.lang import Text, listed
from udfs.problems import Finding, tracing
from udfs.scheduling.chains import ISSUES, PLANS, TASKS, End
from udfs.tracing.gaps import Gap
from udfs.tracing.graph import Node
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.chains.breaks import breaks, unseen
from workbook_templates.chains.implementation import Row, has_passed, implementation
from workbook_templates.chains.links import ENDS, graph
from workbook_templates.chains.steps import cell, label_of, name_of
from workbook_templates.context import Context
from workbook_templates.tables.causes import CAUSES, how_far, standings
from workbook_templates.tables.trace import TRACE

# Column of the register ← table and column; a number that is not there is shown as it is written.
_NUMBERS = {"issue_id": ISSUES, "plan_id": PLANS, "task_id": TASKS}
_SHOWN: dict[str, tuple[str, str]] = {
    "issue": (ISSUES, "problem"),
    "priority": (ISSUES, "priority"),
    "plan": (PLANS, "name"),
    "total": (PLANS, "total"),
    "decision": (PLANS, "decision"),
    "task": (TASKS, "what"),
    "owner": (TASKS, "owner"),
    "finish": (TASKS, "finish"),
    "progress": (TASKS, "progress"),
    "status": (TASKS, "status"),
}
# What the register shows itself; what breaks behind it is told in the row of its solution.
_REGISTERED = (ISSUES, CAUSES.key, PLANS, TASKS)
# Steps behind the tasks: what is counted, and what is to come of it.
_ONWARD = (("effects", "manuals"), ("manuals", "trainings"))


def trace(book: Book, now: datetime, start: str | None = None) -> Outcome:
    """Bring the register 实施方案 up to date: a row for each chain of issue, solution and task, with what is missing.

    Args:
        book: the workbook.
        now: the moment.
        start: the number of a row, in any table: everything before and after it is shown instead, and nothing written.
    """
    if start is not None:
        return trace_from(book, now, start)
    session = Session(book, "trace", now)
    session.identify()
    session.findings += recalculate(session, fill=True).findings
    book.ensure(TRACE.key)
    before, context = len(session.changes), session.context
    chains, gaps = context.once(implementation), context.once(breaks)
    behind = _behind(context, gaps)
    lost = registers.refresh(session, TRACE, [_row(context, book, chain, behind) for chain in chains])
    changed = sum(len(change.row_ids) for change in session.changes[before:] if change.column != "_id")
    session.findings += [*(finding_of(book, gap) for gap in gaps), *_unseen(context), *lost]
    session.finish()
    return Outcome(_message(chains, gaps, behind), session.findings, [_coverage(context, chains)], changed)


def _message(chains: Sequence[Row], gaps: Sequence[Gap], behind: Mapping[int, Sequence[Gap]]) -> Text:
    whole = sum(_is_whole(chain) for chain in chains)
    shown = {gap for chain in chains for gap in chain.gaps} | {gap for later in behind.values() for gap in later}
    elsewhere = len(set(gaps) - shown)
    more = (
        Text(f"（{elsewhere} 处只在各表的单元格）", f" ({elsewhere} of them at their cells only)")
        if elsewhere
        else Text("", "")
    )
    return Text(
        f"共 {len(chains)} 条链，{whole} 条从问题到任务完整；缺口 {len(gaps)} 处，见“{TRACE.sheet.zh}”的“提示”列{more.zh}",
        f"{len(chains)} chains, {whole} whole from issue to task; {len(gaps)} gaps, see the column Missing of “{TRACE.sheet.en}”{more.en}",
    )


def _behind(book: Context, gaps: Iterable[Gap]) -> dict[int, list[Gap]]:
    """Return the gaps of a solution that no chain of the register has itself, by its place: its effects, manuals and on."""
    links = book.once(graph)
    known = {gap for chain in book.once(implementation) for gap in chain.gaps}
    behind: dict[int, list[Gap]] = {}
    for gap in gaps:
        if gap not in known:
            plans = dict.fromkeys(node for node in (gap.node, *links.before(gap.node, ENDS)) if node.table == PLANS)
            for plan in plans:
                if plan.place is not None and gap.node.table not in ENDS:
                    behind.setdefault(plan.place, []).append(gap)
    return behind


def _row(context: Context, book: Book, chain: Row, behind: dict[int, list[Gap]]) -> dict[str, CellValue]:
    """Return a chain as a row of the register; its identity is made of those of its rows."""
    ends = {ISSUES: chain.issue, PLANS: chain.plan, TASKS: chain.task}
    row: dict[str, CellValue] = {key: ends[table].number or None for key, table in _NUMBERS.items()}
    for key, (table, column) in _SHOWN.items():
        value = _value(context, table, ends[table], column)
        row[key] = None if is_blank(value) else value
    row["root"] = _root(context, chain.issue.number)
    later = behind.get(chain.plan.row, []) if chain.plan.row is not None else []
    gaps = [finding_of(book, gap).what(book.lang) for gap in (*chain.gaps, *later)]
    row["remark"] = ("；" if book.lang == "zh" else "; ").join(gaps) or None
    row["_id"] = "/".join(_identity(context, table, end) for table, end in ends.items())
    return row


def _value(book: Context, table: str, end: End, column: str) -> CellValue:
    """Return what a row of a chain says in a column, None where there is no such row."""
    return cell(book, Node(table, end.row), column)


def _root(book: Context, issue: str) -> str | None:
    """Return how far the analysis of an issue has come, with the numbers of its root causes."""
    if CAUSES.key not in book.tables or not issue:
        return None
    standing = book.once(standings).get(issue.casefold())
    text = how_far(standing, book.lang)
    numbers = [name_of(book, Node(CAUSES.key, place)) for place in standing.roots] if standing else []
    before = "：" if book.lang == "zh" else ": "
    return f"{text}{before}{listed(numbers).to(book.lang)}" if numbers else text


def _identity(book: Context, table: str, end: End) -> str:
    """Return what stays the same of a link: the row's identity; its place where the workbook has lost the column."""
    if end.row is None:
        return f"?{end.number}"
    return as_text(_value(book, table, end, "_id")) or f"#{end.row}"


def _is_whole(chain: Row) -> bool:
    return not chain.gaps and all(end.row is not None for end in (chain.issue, chain.plan, chain.task))


def _unseen(book: Context) -> Iterator[Finding]:
    """Report what could not be checked, because the rows of a table are elsewhere."""
    for table, what in unseen(book):
        yield tracing.TABLES_NOT_HERE.finding(value=TABLES[table].sheet, other=what)


def _coverage(book: Context, chains: Sequence[Row]) -> Listing:
    """Count on each level what leads on to the next."""
    places = {table: book.tables[table].records() for table in (ISSUES, PLANS, TASKS) if table in book.tables}
    passed = {place for place in places.get(PLANS, ()) if has_passed(book, place)}
    steps: tuple[tuple[Text, str, str], ...] = (
        (Text("问题 → 方案", "issues → solutions"), ISSUES, PLANS),
        (Text("通过的方案 → 任务", "solutions that passed → tasks"), PLANS, TASKS),
        (Text("任务 → 方案", "tasks → solutions"), TASKS, PLANS),
    )
    ends = [{ISSUES: chain.issue, PLANS: chain.plan, TASKS: chain.task} for chain in chains]
    rows: list[tuple[CellValue | Text, ...]] = []
    for words, table, onward in steps:
        if table in places and onward in places:
            all_rows = passed if table == PLANS else set(places[table])
            led = all_rows & {end[table].row for end in ends if end[onward].row is not None}
            rows.append((words, len(all_rows), len(led), len(all_rows) - len(led)))
    if ISSUES in places and CAUSES.key in book.tables:
        known = book.once(standings)
        numbers = [plain(book.tables[ISSUES]["id"][place]).casefold() for place in places[ISSUES]]
        led_to = sum(bool(number in known and known[number].roots) for number in numbers)
        words = Text("问题 → 根因", "issues → root causes")
        rows.insert(0, (words, len(numbers), led_to, len(numbers) - led_to))
    rows += _onward(book)
    headings = (
        Text("从哪到哪", "From … to"),
        Text("数量", "Count"),
        Text("有下文", "Linked"),
        Text("没有下文", "Not linked"),
    )
    return Listing(Text("衔接情况", "How they link"), headings, rows)


def _onward(book: Context) -> Iterator[tuple[CellValue | Text, ...]]:
    """Count what comes of solutions that are carried out, and of what they are followed by."""
    links = book.once(graph)
    for table, onward in ((PLANS, "effects"), *_ONWARD):
        if table in book.tables and onward in book.tables:
            nodes = [Node(table, place) for place in book.tables[table].records()]
            led = sum(any(after.table == onward for after in links.after(node, ENDS)) for node in nodes)
            labels = label_of(table), label_of(onward)
            words = Text(f"{labels[0].zh} → {labels[1].zh}", f"{labels[0].en.lower()} → {labels[1].en.lower()}")
            yield words, len(nodes), led, len(nodes) - led

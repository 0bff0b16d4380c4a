"""实施方案: links issues, solutions and tasks in the register of that name, and reports what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from addin.book import registers
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.lang import Text
from udfs.problems import Finding, tracing
from udfs.scheduling.chains import ISSUES, PLANS, TASKS, Chain, End, Gap, Issue, Solution, Task, chains
from udfs.score import PASS
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.summary_lists import open_issues
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
# What cannot be looked at where a table is elsewhere.
_UNSEEN = {
    ISSUES: Text("问题有没有方案、关联的问题在不在", "whether issues have solutions and those named exist"),
    PLANS: Text(
        "问题有没有方案、任务的方案在不在、是否通过", "whether the solutions of issues and tasks exist and passed"
    ),
    TASKS: Text("通过的方案有没有任务", "whether solutions that passed have tasks"),
}
_LONGEST_NAME = 30


class _Sheets:
    """The three tables as the chains see them: only rows that count, by their place among those."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.data = {key: session.context.tables[key] for key in _UNSEEN if key in session.context.tables}
        self.rows = {key: data.records() for key, data in self.data.items()}

    def chains(self) -> list[Chain]:
        """Return the chains of the workbook."""
        data = self.data
        return chains(
            self.issues() if ISSUES in data else None,
            self.plans() if PLANS in data else None,
            self.tasks() if TASKS in data else None,
        )

    def value(self, table: str, end: End, column: str) -> CellValue:
        """Return what a row of a chain says in a column, None where there is no such row."""
        return None if end.row is None else self.data[table][column][self.rows[table][end.row]]

    def issues(self) -> list[Issue]:
        """Return the issues; urgent are the open ones of the first priority."""
        data, first = self.data[ISSUES], self.session.context.settings.lists["priority"][0].casefold()
        waiting = set(open_issues(self.session.context))
        return [
            Issue(data["id"][i], self._name(ISSUES, i), i in waiting and _is(data["priority"][i], first))
            for i in self.rows[ISSUES]
        ]

    def plans(self) -> list[Solution]:
        """Return the solutions with their verdicts."""
        data, passed = self.data[PLANS], PASS.to(self.session.book.lang).casefold()
        verdicts = [None if is_blank(verdict) else _is(verdict, passed) for verdict in data["decision"]]
        return [Solution(data["id"][i], self._name(PLANS, i), data["issue"][i], verdicts[i]) for i in self.rows[PLANS]]

    def tasks(self) -> list[Task]:
        """Return the tasks."""
        data = self.data[TASKS]
        return [Task(data["id"][i], self._name(TASKS, i), data["issue"][i], data["plan"][i]) for i in self.rows[TASKS]]

    def _name(self, table: str, row: int) -> str:
        """Return how messages call a row: its number, or its subject where it has none."""
        data = self.data[table]
        name = plain(data["id"][row]) or plain(data[TABLES[table].subject][row])
        return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"

    def finding(self, gap: Gap) -> Finding:
        """Return what to say of a gap, at the cell to fix it in."""
        view = self.session.book.view(gap.table)
        row = self.rows[gap.table][gap.row]
        cell = view.cell(gap.column, row) if gap.column in view.column_numbers else ""
        return gap.problem.at(view.sheet, cell, value=gap.value, other=gap.other)


def _is(value: CellValue, word: str) -> bool:
    return bool(word) and as_text(value).casefold() == word


def trace(book: Book, now: datetime) -> Outcome:
    """Bring the register 实施方案 up to date: a row for each chain of issue, solution and task, with what is missing."""
    session = Session(book, "trace", now)
    session.identify()
    session.findings += recalculate(session, fill=True).findings
    book.ensure(TRACE.key)
    before, sheets = len(session.changes), _Sheets(session)
    all_chains = sheets.chains()
    lost = registers.refresh(session, TRACE, [_row(sheets, chain) for chain in all_chains])
    changed = sum(len(change.row_ids) for change in session.changes[before:] if change.column != "_id")
    tables = list(_UNSEEN)
    distinct = dict.fromkeys(gap for chain in all_chains for gap in chain.gaps)
    gaps = sorted(distinct, key=lambda gap: (tables.index(gap.table), gap.row))
    session.findings += [*map(sheets.finding, gaps), *_unseen(sheets), *lost]
    session.finish()
    whole = sum(_is_whole(chain) for chain in all_chains)
    message = Text(
        f"共 {len(all_chains)} 条链，{whole} 条从问题到任务完整；缺口 {len(gaps)} 处，见“{TRACE.sheet.zh}”的“提示”列",
        f"{len(all_chains)} chains, {whole} whole from issue to task; {len(gaps)} gaps, see the column Missing of “{TRACE.sheet.en}”",
    )
    return Outcome(message, session.findings, [_coverage(sheets, all_chains)], changed)


def _row(sheets: _Sheets, chain: Chain) -> dict[str, CellValue]:
    """Return a chain as a row of the register; its identity is made of those of its rows."""
    ends = {ISSUES: chain.issue, PLANS: chain.plan, TASKS: chain.task}
    lang = sheets.session.book.lang
    row: dict[str, CellValue] = {key: ends[table].number or None for key, table in _NUMBERS.items()}
    for key, (table, column) in _SHOWN.items():
        value = sheets.value(table, ends[table], column)
        row[key] = None if is_blank(value) else value
    gaps = [sheets.finding(gap).what(lang) for gap in chain.gaps]
    row["remark"] = ("；" if lang == "zh" else "; ").join(gaps) or None
    row["_id"] = "/".join(_identity(sheets, table, end) for table, end in ends.items())
    return row


def _identity(sheets: _Sheets, table: str, end: End) -> str:
    """Return what stays the same of a link: the row's identity; its place where the workbook has lost the column."""
    if end.row is None:
        return f"?{end.number}"
    return as_text(sheets.value(table, end, "_id")) or f"#{end.row}"


def _is_whole(chain: Chain) -> bool:
    return not chain.gaps and all(end.row is not None for end in (chain.issue, chain.plan, chain.task))


def _unseen(sheets: _Sheets) -> Iterator[Finding]:
    """Report what could not be checked, because the rows of a table are elsewhere."""
    for table, what in _UNSEEN.items():
        if table not in sheets.data:
            yield tracing.TABLES_NOT_HERE.finding(value=TABLES[table].sheet, other=what)


def _coverage(sheets: _Sheets, all_chains: Sequence[Chain]) -> Listing:
    """Count on each level what leads on to the next."""
    passed = {i for i, plan in enumerate(sheets.plans() if PLANS in sheets.data else ()) if plan.passed}
    steps: tuple[tuple[Text, str, str], ...] = (
        (Text("问题 → 方案", "issues → solutions"), ISSUES, PLANS),
        (Text("通过的方案 → 任务", "solutions that passed → tasks"), PLANS, TASKS),
        (Text("任务 → 方案", "tasks → solutions"), TASKS, PLANS),
    )
    ends = [{ISSUES: chain.issue, PLANS: chain.plan, TASKS: chain.task} for chain in all_chains]
    rows: list[tuple[CellValue | Text, ...]] = []
    for words, table, onward in steps:
        if table in sheets.data and onward in sheets.data:
            all_rows = passed if table == PLANS else set(range(len(sheets.rows[table])))
            led = all_rows & {end[table].row for end in ends if end[onward].row is not None}
            rows.append((words, len(all_rows), len(led), len(all_rows) - len(led)))
    headings = (
        Text("从哪到哪", "From … to"),
        Text("数量", "Count"),
        Text("有下文", "Linked"),
        Text("没有下文", "Not linked"),
    )
    return Listing(Text("衔接情况", "How they link"), headings, rows)

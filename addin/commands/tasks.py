"""决定的去向: the next steps of reviews and what drills have found become tasks; their numbers are written beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from addin.book.numbering import numbered
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.governing.actions import same_action
from udfs.lang import Count, Text, listed, listed_texts, same
from udfs.people import people_in
from udfs.problems import Finding, RefusalError, books, governing
from udfs.problems.model import refusal_of
from udfs.rules import Kind, split_references
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.action_tasks import SOURCES, Source, Wanted
from workbook_templates.tables.tasks import TASKS

_NAMED = 4
_LINK = ", "
_FROM, _TASK, _OWNER, _UNTIL = (
    Text("来自", "From"),
    Text("任务", "Task"),
    Text("责任人", "Owner"),
    Text("期限", "Until"),
)


class _Decided(NamedTuple):
    """A row that leads to tasks: where it stands, and the tasks that are still to be made of it."""

    source: Source
    view: View
    row: int
    wanted: list[Wanted]

    @property
    def number(self) -> str:
        return plain(self.view.data["id"][self.row])


def tasks(book: Book, now: datetime, sources: Sequence[str] = ()) -> Outcome:
    """Make tasks of what was decided, one of each action, and write their numbers beside it.

    Args:
        book: the workbook.
        now: the moment.
        sources: the numbers of the reviews and drills; without any, all that have led to no task yet.
    """
    session = Session(book, "tasks", now)
    known = [source for source in SOURCES if source.table.key in book.tables()]
    if not known:
        raise RefusalError(books.TABLE_MISSING, table=SOURCES[0].table.sheet)
    if TASKS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=TASKS.sheet)
    people = _people(session)
    rows = [*_named(session, known, sources)] if sources else [*_all(session, known)]
    findings: list[Finding] = []
    decided = [*_decided(session, rows, people, findings)]
    for entry in decided:
        if entry.source.link not in entry.view.column_numbers:
            raise book.missing(entry.view, [entry.source.link])
    session.identify()
    appended = _append_tasks(session, decided)
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *(findings if sources else ())]
    session.finish()
    count = sum(len(numbers) for _, numbers in appended)
    return Outcome(_message(appended), session.findings, _listings(appended), changed + count + len(appended))


def _people(session: Session) -> list[str]:
    """Return everybody whom the workbook names."""
    names: dict[str, None] = {}
    for view in session.views():
        for column in view.data.table.columns:
            if column.kind is Kind.PERSON and column.key in view.column_numbers:
                for value in dict.fromkeys(view.data[column.key]):
                    names.update(dict.fromkeys(people_in(value)))
    return [*names]


def _all(session: Session, known: Iterable[Source]) -> Iterator[tuple[Source, View, int]]:
    for source in known:
        view = session.book.view(source.table.key)
        yield from ((source, view, row) for row in view.data.records())


def _named(session: Session, known: Sequence[Source], numbers: Sequence[str]) -> Iterator[tuple[Source, View, int]]:
    """Yield the rows that are named, each once."""
    rows = [*_all(session, known)]
    by_number: dict[str, list[tuple[Source, View, int]]] = {}
    for source, view, row in rows:
        by_number.setdefault(plain(view.data["id"][row]).casefold(), []).append((source, view, row))
    for number in dict.fromkeys(plain(number).casefold() for number in numbers):
        if not number or number not in by_number:
            some = listed([as_text(view.data["id"][row]) for _, view, row in rows], _NAMED)
            tables = listed_texts([source.table.sheet for source in known])
            raise RefusalError(governing.ACTION_UNKNOWN, value=number.upper(), tables=tables, allowed=some)
        for source, view, row in by_number[number]:
            if not any(not is_blank(view.data[key][row]) for key in source.columns):
                labels = listed_texts([source.table.column(key).label for key in source.columns])
                value = plain(view.data["id"][row])
                raise refusal_of(
                    view.finding(governing.ACTION_NOTHING, source.columns[0], row, value=value, columns=labels)
                )
            yield source, view, row


def _decided(
    session: Session, rows: Iterable[tuple[Source, View, int]], people: Sequence[str], findings: list[Finding]
) -> Iterator[_Decided]:
    """Yield the rows with the tasks that are still to be made; of which there are none or nobody can say which, is found."""
    tasks_now = session.book.view(TASKS.key).data
    of_tasks = {plain(tasks_now["id"][at]).casefold(): at for at in tasks_now.records()}
    for source, view, row in rows:
        cells = {key: values[row] for key, values in view.data.columns.items()}
        wanted = source.wanted(cells, people, session.book.lang, session.today)
        linked = split_references(view.data[source.link][row])
        ours = [of_tasks.get(plain(number).casefold()) for number in linked]
        known = [
            None if at is None else (as_text(tasks_now["what"][at]), as_text(tasks_now["notes"][at])) for at in ours
        ]
        left = [one for one in wanted if not any(words and _is_task_of(one, *words) for words in known)]
        args = {"value": plain(view.data["id"][row]), "other": listed(linked)}
        if linked and len(wanted) - len(left) < len(linked) and left:
            findings.append(view.finding(governing.ACTIONS_UNCLEAR, source.link, row, **args))
        elif left:
            yield _Decided(source, view, row, left)
        elif linked:
            findings.append(view.finding(governing.ACTIONS_HAVE_TASKS, source.link, row, **args))


def _is_task_of(wanted: Wanted, what: str, notes: str) -> bool:
    """Return whether a task was made of an action: it says the same, or its notes say where it came from."""
    action = wanted.action
    return same_action(what, action.what) or same_action(what, action.line) or action.line in notes


def _append_tasks(session: Session, decided: Sequence[_Decided]) -> list[tuple[_Decided, list[str]]]:
    """Append the tasks and write their numbers; return the numbers of each row."""
    if not decided:
        return []
    columns = session.book.view(TASKS.key).column_numbers
    rows = [_kept(one, columns) for entry in decided for one in entry.wanted]
    fresh = numbered(session.book, TASKS, rows)
    session.append(TASKS, fresh)
    numbers = iter([as_text(row["id"]) for row in fresh])
    appended = [(entry, [next(numbers) for _ in entry.wanted]) for entry in decided]
    for source in SOURCES:
        ours = [(entry, theirs) for entry, theirs in appended if entry.source is source]
        links: dict[int, CellValue] = {}
        for entry, theirs in ours:
            before = plain(entry.view.data[source.link][entry.row])
            links[entry.row] = _LINK.join([*filter(None, [before]), *theirs])
        if ours:
            session.put_at(ours[0][0].view, source.link, links)
    return appended


def _kept(wanted: Wanted, columns: Iterable[str]) -> dict[str, CellValue]:
    """Return a row for the columns that are there; where one is not that would hold a part, the task is the whole line."""
    row = {key: value for key, value in wanted.task.items() if key in columns}
    lost = any(not is_blank(wanted.task[key]) for key in ("owner", "not_after") if key not in row)
    return {**row, "what": wanted.action.line} if lost else row


def _message(appended: Sequence[tuple[_Decided, Sequence[str]]]) -> Text:
    if not appended:
        return Text(
            "没有要转的：复盘的下一步和演练的发现都有任务了，或还没有写",
            "nothing to pass on: next steps and findings have their tasks, or none are written yet",
        )
    wanted = [one for entry, _ in appended for one in entry.wanted]
    pairs = listed([f"{entry.number} → {listed(numbers).zh}" for entry, numbers in appended], _NAMED).zh
    pairs_en = listed([f"{entry.number} → {listed(numbers).en}" for entry, numbers in appended], _NAMED).en
    zh, en = f"{len(wanted)} 个任务：{pairs}", f"{Count(len(wanted)):task/tasks}: {pairs_en}"
    for missing, words in (
        (sum(one.action.owner is None for one in wanted), Text("没有责任人的 {count} 个", "{count} without an owner")),
        (sum(one.action.due is None for one in wanted), Text("没有期限的 {count} 个", "{count} without a limit")),
    ):
        if missing:
            zh, en = f"{zh}；{words.zh.format(count=missing)}", f"{en}; {words.en.format(count=missing)}"
    return Text(zh, en)


def _listings(appended: Sequence[tuple[_Decided, Sequence[str]]]) -> list[Listing]:
    rows: list[tuple[CellValue | Text, ...]] = [
        (same(number), same(entry.number), same(one.action.what), one.action.owner, one.action.due)
        for entry, numbers in appended
        for number, one in zip(numbers, entry.wanted, strict=True)
    ]
    headings = (TASKS.column("id").label, _FROM, _TASK, _OWNER, _UNTIL)
    return [Listing(TASKS.sheet, headings, rows)] if rows else []

"""追溯: everything that led to a row and everything that came of it, from any end of a chain (W4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Lang, Text, listed, listed_texts, same
from udfs.problems import Finding, RefusalError, data, tracing
from udfs.tracing.gaps import Gap
from udfs.tracing.graph import Graph, Node
from udfs.values import CellValue, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.chains.breaks import breaks
from workbook_templates.chains.links import ENDS, graph
from workbook_templates.chains.steps import MAIN, ORDER, label_of, name_of, state, subject
from workbook_templates.context import Context
from workbook_templates.headers import folded

_LONGEST = 40


class Side(Enum):
    """Where a row stands from the one that was asked for."""

    BEFORE = Text("之前", "Before")
    START = Text("起点", "Start")
    AFTER = Text("之后", "After")
    BESIDE = Text("并列", "Beside")
    BOTH = Text("成环", "In a circle")


class Chain(NamedTuple):
    """What hangs together with a row: everything else by the side on which it stands."""

    start: Node
    sides: Mapping[Node, Side]


def trace_from(book: Book, now: datetime, words: str) -> Outcome:
    """Show everything before and after a row; nothing is written.

    Args:
        book: the workbook.
        now: the moment.
        words: its number, with the name of its sheet before it where several tables have the number.

    Raises:
        RefusalError: no row has that number, or rows of several tables have it.
    """
    session = Session(book, "trace", now)
    recalculate(session, fill=True)  # nothing of this is saved
    return shown(book, session.context, start_of(book, session.context, words))


def shown(book: Book, context: Context, start: Node) -> Outcome:
    """Show everything before and after a row of a workbook that was read."""
    chain = chain_of(context.once(graph), start)
    gaps = [gap for gap in context.once(breaks) if gap.node in chain.sides]
    nodes = sorted(chain.sides, key=lambda node: _place(chain, node))
    counts = {side: sum(other is side for other in chain.sides.values()) for side in Side}
    before, after = (counts[side] + counts[Side.BOTH] for side in (Side.BEFORE, Side.AFTER))
    name = _called(context, start)
    line = Text(
        f"{name.zh}：之前 {before} 行，之后 {after} 行；缺口 {len(gaps)} 处",
        f"{name.en}: {Count(before):row/rows} before it, {after} after it; {Count(len(gaps)):gap/gaps}",
    )
    parts = [line, *_lacking(context, nodes)]
    message = Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    rows = [_row(book, context, chain, node) for node in nodes]
    headings = (
        Text("方向", "Side"),
        Text("步骤", "Step"),
        Text("编号", "No."),
        Text("内容", "What"),
        Text("状态", "State"),
        Text("由来", "Comes of"),
        Text("位置", "Where"),
    )
    title = Text(f"从 {name.zh} 追溯", f"Everything before and after {name.en}")
    listing = Listing(title, headings, rows, brief=tuple(_sentences(context, chain, nodes)))
    findings = [*_same_number(book, context, start), *(finding_of(book, gap) for gap in gaps)]
    return Outcome(message, findings, [listing])


def finding_of(book: Book, gap: Gap) -> Finding:
    """Return what to say of a gap, at the cell to fix it in."""
    return gap.at(*_cell(book, gap.node, gap.column))


# --- where it starts ------------------------------------------------------------------------------------------------


def start_of(book: Book, context: Context, words: str) -> Node:
    """Return the row that is asked for; see `trace_from`."""
    links = context.once(graph)
    nodes = links.nodes_of(words) or [
        *dict.fromkeys(
            node
            for table, number in _named_tables(book, words)
            for node in links.nodes_of(number)
            if node.table == table
        )
    ]
    if not nodes:
        known = next((number for numbers in links.places.values() for number in numbers), "i-001").upper()
        raise RefusalError(tracing.NUMBER_UNKNOWN, value=plain(words), other=known)
    if len(nodes) > 1:
        sheets = [_sheet(book, node.table) for node in nodes]
        others, first = listed_texts(sheets), sheets[0]
        hint = Text(f"“{first.zh} {plain(words)}”", f"“{first.en} {plain(words)}”")
        raise RefusalError(tracing.NUMBER_IN_SEVERAL, value=plain(words), others=others, other=hint)
    return nodes[0]


def _named_tables(book: Book, words: str) -> Iterator[tuple[str, str]]:
    """Yield the table and the number that words may mean: the number stands behind the name of the sheet or the key."""
    whole = plain(words)
    names = {folded(name): key for key, table in TABLES.items() for name in (key, *table.sheet)}
    names |= {
        folded(book.table_sheets()[table.name]): key
        for key, table in TABLES.items()
        if table.name in book.table_sheets()
    }
    for at in range(1, len(whole)):
        table = names.get(folded(whole[:at].rstrip(" /!:：")))
        if table is not None:
            yield table, whole[at:].lstrip(" /!:：")


def _same_number(book: Book, context: Context, start: Node) -> Iterator[Finding]:
    """Point out further rows with the number of the start: other tables mean the first."""
    if start.place is None:
        return
    number = context.tables[start.table]["id"][start.place]
    for place in context.once(graph).places[start.table].get(plain(number).casefold(), ())[1:]:
        sheet, cell = _cell(book, Node(start.table, place), "id")
        label = TABLES[start.table].column("id").label
        yield data.DUPLICATE_ID.at(sheet, cell, label=label, value=plain(number), others=_cell(book, start, "id")[1])


def chain_of(links: Graph, start: Node) -> Chain:
    """Return what hangs together with a row: what led to it, what came of it, and what else led to that."""
    sides: dict[Node, Side] = {start: Side.START}
    before, after = links.before(start, ENDS), links.after(start, ENDS)
    sides |= dict.fromkeys(before, Side.BEFORE) | dict.fromkeys(after, Side.AFTER)
    sides |= dict.fromkeys({*before} & {*after}, Side.BOTH)
    for node in after:
        for other in links.preceding(node) if node.table not in ENDS else ():
            sides.setdefault(other, Side.BESIDE)
    return Chain(start, sides)


# --- how it is shown ------------------------------------------------------------------------------------------------


def _place(chain: Chain, node: Node) -> tuple[int, int, int, str]:
    """Return what sorts the rows of a chain: what is before, the start, the rest; each by its steps, then as on the sheet."""
    part = {Side.BEFORE: 0, Side.START: 1}.get(chain.sides[node], 2)
    return part, ORDER.get(node.table, len(ORDER)), -1 if node.place is None else node.place, node.number


def _row(book: Book, context: Context, chain: Chain, node: Node) -> tuple[CellValue | Text, ...]:
    links = context.once(graph)
    origins = [other for other in links.preceding(node) if other in chain.sides]
    return (
        chain.sides[node].value,
        label_of(node.table),
        _number(context, node),
        _about(context, node),
        _state(context, node),
        listed([_number(context, other) for other in origins], 6),
        "!".join(part for part in _cell(book, node, "id") if part),
    )


def _sentences(context: Context, chain: Chain, nodes: Sequence[Node]) -> Iterator[Text]:
    """Yield the chain in a line for each step: what a message has room for."""
    for side, table in dict.fromkeys((_place(chain, node)[0], node.table) for node in nodes):
        members = [node for node in nodes if _place(chain, node)[0] == side and node.table == table]
        names = listed_texts((_called(context, node) for node in members), 4)
        label = label_of(table)
        mark = "▶ " if side == 1 else ""
        yield Text(f"{mark}{label.zh}：{names.zh}", f"{mark}{label.en}: {names.en}")
    yield from _lacking(context, nodes)


def _lacking(context: Context, nodes: Sequence[Node]) -> Iterator[Text]:
    """Yield which steps of a whole chain are not there: because nothing stands there yet, or the table is elsewhere."""
    known = {node.table for node in nodes}
    empty = [step for step in MAIN if step.table not in known]
    for words, steps in (
        (Text("还没有", "Not there yet"), [step for step in empty if step.table in context.tables]),
        (Text("这份工作簿没有", "Not in this workbook"), [step for step in empty if step.table not in context.tables]),
    ):
        if steps:
            labels = listed_texts(label_of(step.table) for step in steps)
            yield Text(f"{words.zh}：{labels.zh}", f"{words.en}: {labels.en}")


def _number(context: Context, node: Node) -> str:
    if node.place is None:
        return context.once(graph).written.get(node, node.number)
    return plain(context.tables[node.table]["id"][node.place]) or name_of(context, node)


def _about(context: Context, node: Node) -> Text:
    if node.place is not None:
        words = subject(context, node)
        return same(words if len(words) <= _LONGEST else words[:_LONGEST] + "…")
    if node.table in context.tables:
        return Text("没有这个编号", "no row has this number")
    sheet = TABLES[node.table].sheet
    return Text(f"这份工作簿没有{sheet.zh}", f"{sheet.en} is not in this workbook")


def _state(context: Context, node: Node) -> Text:
    return listed(plain(value) for value in state(context, node))


def _called(context: Context, node: Node) -> Text:
    """Return a row in a sentence: number, what it is about, where it stands."""
    number, about, stands = _number(context, node), _about(context, node), _state(context, node)

    def words(lang: Lang) -> str:
        named = f"{number} {about.to(lang)}" if about.to(lang) != number else number
        brackets = "（{}）" if lang == "zh" else " ({})"
        return named + (brackets.format(stands.to(lang)) if any(stands) else "")

    return Text(words("zh"), words("en"))


def _sheet(book: Book, table: str) -> Text:
    name = book.table_sheets().get(TABLES[table].name)
    return TABLES[table].sheet if name is None else same(name)


def _cell(book: Book, node: Node, column: str) -> tuple[str, str]:
    """Return sheet and cell of a row's column; no cell where the workbook lacks the column, nothing where it lacks the row."""
    if node.place is None:
        return "", ""
    view = book.view(node.table)
    return view.sheet, view.cell(column, node.place) if column in view.column_numbers else ""

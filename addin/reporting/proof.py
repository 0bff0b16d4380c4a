"""Root causes, what proves them, and the conclusion: the second half of the report on root causes."""

from __future__ import annotations

from collections.abc import Iterator

from addin.reporting import causes_words as words
from addin.reporting import sheets
from addin.reporting.analysis import Issue
from addin.reporting.model import Block, Bullets, Column, Field, Grid, Paragraph, Tone
from udfs import causes as rules
from udfs.causes.tree import END, EXCLUDED, HOLDS, ROOT, UNVERIFIED
from udfs.choices import means
from udfs.lang import Count
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.context import Context, TableData
from workbook_templates.tables.causes import CAUSES, tree
from workbook_templates.tables.confirmations import CONFIRMATIONS

# What is shown of a confirmation; the share with its interval stands behind the first of them.
_CONFIRMED = (("id", 9), ("cause", 9), ("method", 11), ("criterion", 18), ("judgement", 26), ("verdict", 10))
_SHARE_AT = 4


def roots(issue: Issue) -> Iterator[Block]:
    """Yield the root causes with their evidence, each read from itself up to the issue; where none is proven, what is missing."""
    proven = issue.in_state(ROOT)
    if not proven:
        yield Paragraph(issue.say(words.NO_ROOT), Tone.LEAD)
        yield from _open_ends(issue)
        return
    keys = (("id", 10), ("answer", 40), ("category", 10), ("evidence", 30), ("evidence_kind", 10))
    grid = sheets.grid_of(issue.session, issue.rows, proven, keys, sheets.NO_VALUE)
    first, cause, *others = grid.columns
    columns = (first, cause._replace(heading=issue.say(ROOT)), *others)
    yield Grid(columns, tuple((row[0], row[1]._replace(strong=True), *row[2:]) for row in grid.rows))
    yield Paragraph(issue.say(words.READ_UP), Tone.NOTE)
    yield Bullets(tuple(_read_up(issue, root) for root in proven))
    yield from _groups(issue)


def _read_up(issue: Issue, root: int) -> str:
    """Return a chain as sentences, from the root cause up to the issue."""
    steps, data, lang = rules.chain(issue.session.context.once(tree), root)[::-1], issue.rows, issue.session.book.lang
    effects = issue.session.context.once(_effects)
    sentences = rules.sentences([effects[step] for step in steps], [data["answer"][step] for step in steps], lang)
    last = issue.say(words.ANSWERED, answer=issue.cell("answer", steps[-1]), question=issue.problem)
    whole = issue.say(words.STEP_END).join([*map(str, sentences[:-1]), last])
    return issue.say(words.ROOT_STEPS, root=issue.cell("id", root), steps=whole)


def _effects(book: Context) -> list[CellValue]:
    data = book.tables[CAUSES.key]
    return rules.effects(book.once(tree), data["issue"], data["question"], data["answer"])


def _groups(issue: Issue) -> Iterator[Block]:
    """Yield which causes work only together."""
    forest = issue.session.context.once(tree)
    groups: dict[tuple[int, str], list[int]] = {}
    for place in issue.places:
        if mark := issue.cell("together", place):
            groups.setdefault((forest.uppers[place], mark.casefold()), []).append(place)
    lines = tuple(
        issue.say(words.TOGETHER, causes=issue.listed([issue.cell("id", place) for place in places]))
        for places in groups.values()
        if len(places) > 1
    )
    if lines:
        yield Bullets(lines)


def _open_ends(issue: Issue) -> Iterator[Block]:
    """Yield the ends of chains that are not proven, and what each waits for."""
    forest, ends = issue.session.context.once(tree), issue.in_state(END, UNVERIFIED)
    lines = []
    for place in ends:
        steps = rules.chain(forest, place)
        waiting = [issue.cell("id", step) for step in steps if not means(issue.rows["holds"][step], HOLDS)]
        lines.append(issue.say(words.OPEN_END, cause=issue.named(place), waiting=issue.listed(waiting)))
    if lines:
        yield Bullets(tuple(lines))
    else:
        yield Paragraph(issue.say(words.ALL_EXCLUDED))


def verdict(issue: Issue) -> Iterator[Block]:
    """Yield what was verified and how, the conclusion, and what is still open."""
    keys = (("id", 10), ("answer", 34), ("holds", 10), ("evidence", 26), ("evidence_kind", 10), ("state", 10))
    yield sheets.grid_of(issue.session, issue.rows, issue.places, keys, sheets.NO_VALUE)
    yield from _confirmations(issue)
    yield Paragraph(_conclusion(issue), Tone.LEAD)
    open_ends = issue.in_state(END, UNVERIFIED)
    if open_ends and issue.in_state(ROOT):
        yield from _open_ends(issue)
    if issue.findings:
        yield Paragraph(issue.say(words.TO_DO))
        yield sheets.findings_as_bullets(issue.findings, issue.session)
    elif not open_ends:
        yield Paragraph(issue.say(words.NOTHING_OPEN))


def _confirmations(issue: Issue) -> Iterator[Block]:
    """Yield what was counted to prove the causes, each share with its interval; what is not there is said."""
    if CONFIRMATIONS.key not in issue.session.book.tables():
        return
    data = issue.session.book.view(CONFIRMATIONS.key).data
    own = {issue.cell("id", place).casefold() for place in issue.places}
    rows = [row for row in range(data.length) if sheets.shown(data["cause"][row]).casefold() in own]
    if not rows:
        yield Paragraph(issue.say(words.NOT_CONFIRMED))
        return
    yield Paragraph(issue.say(words.CONFIRMED))
    grid = sheets.grid_of(issue.session, data, rows, _CONFIRMED, sheets.NO_VALUE)
    share = Column(issue.say(words.SHARE), 15, centred=True)
    fields = [Field(_share(data, row)) for row in rows]
    yield Grid(
        (*grid.columns[:_SHARE_AT], share, *grid.columns[_SHARE_AT:]),
        tuple((*row[:_SHARE_AT], field, *row[_SHARE_AT:]) for row, field in zip(grid.rows, fields, strict=True)),
    )


def _share(data: TableData, row: int) -> str:
    """Return a share as it was counted, and its interval."""
    hits, cases = (sheets.shown(data[key][row]) for key in ("hits", "cases"))
    share, low, high = (sheets.shown(data[key][row], Kind.PERCENT) for key in ("share", "low", "high"))
    counted = f"{hits}/{cases}" if hits and cases else sheets.NO_VALUE
    return f"{counted} = {share}\n{low}–{high}" if share and low and high else counted


def _conclusion(issue: Issue) -> str:
    proven, ends, excluded = issue.in_state(ROOT), issue.in_state(END, UNVERIFIED), issue.in_state(EXCLUDED)
    if not proven:
        return issue.say(words.NOT_CONCLUDED, issue=issue.number)
    parts = [
        issue.say(words.CONCLUDED, issue=issue.number, count=Count(len(proven)),
                  causes=issue.listed([issue.named(root) for root in proven])),
        issue.say(words.WERE_EXCLUDED, count=Count(len(excluded))) if excluded else "",
        issue.say(words.STILL_OPEN, count=Count(len(ends))) if ends else "",
    ]  # fmt: skip
    return issue.say(words.SENTENCES).join(part for part in parts if part)

"""Root causes, what proves them, and the conclusion: the second half of the report on root causes."""

from __future__ import annotations

from collections.abc import Iterator

from udfs import causes as rules
from udfs.causes.tree import END, EXCLUDED, HOLDS, ROOT, UNVERIFIED
from udfs.choices import means
from udfs.lang import Count
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.context import Context, TableData
from workbook_templates.reports import causes_words as words
from workbook_templates.reports.analysis import Issue
from workbook_templates.reports.blocks import Block, Bullets, Column, Field, Grid, Paragraph, Tone
from workbook_templates.reports.extracts import NO_VALUE, grid_of, shown
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
    grid = grid_of(issue.book.lang, issue.rows, proven, keys, NO_VALUE)
    first, cause, *others = grid.columns
    columns = (first, cause._replace(heading=issue.say(ROOT)), *others)
    yield Grid(columns, tuple((row[0], row[1]._replace(strong=True), *row[2:]) for row in grid.rows))
    yield Paragraph(issue.say(words.READ_UP), Tone.NOTE)
    yield Bullets(tuple(_read_up(issue, root) for root in proven))
    yield from _groups(issue)


def _read_up(issue: Issue, root: int) -> str:
    """Return a chain as sentences, from the root cause up to the issue."""
    steps, data, lang = rules.chain(issue.book.once(tree), root)[::-1], issue.rows, issue.book.lang
    every = issue.book.once(_effects)
    effects = [*(every[step] for step in steps[:-1]), issue.problem]
    sentences = rules.sentences(effects, [data["answer"][step] for step in steps], lang)
    if issue.problem.endswith("?"):
        # An English question is answered: there it reads on, and is no effect.
        sentences[-1] = issue.say(words.ANSWERED, answer=issue.cell("answer", steps[-1]), question=issue.problem)
    whole = issue.say(words.STEP_END).join(map(str, sentences))
    return issue.say(words.ROOT_STEPS, root=issue.cell("id", root), steps=whole)


def _effects(book: Context) -> list[CellValue]:
    data = book.tables[CAUSES.key]
    return rules.effects(book.once(tree), data["issue"], data["question"], data["answer"])


def _groups(issue: Issue) -> Iterator[Block]:
    """Yield which causes work only together."""
    forest = issue.book.once(tree)
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
    forest, ends = issue.book.once(tree), issue.in_state(END, UNVERIFIED)
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
    yield grid_of(issue.book.lang, issue.rows, issue.places, keys, NO_VALUE)
    yield from _confirmations(issue)
    yield Paragraph(_conclusion(issue), Tone.LEAD)
    open_ends = issue.in_state(END, UNVERIFIED)
    if open_ends and issue.in_state(ROOT):
        yield from _open_ends(issue)
    if issue.to_do:
        yield Paragraph(issue.say(words.TO_DO))
        yield Bullets(issue.to_do)
    elif not open_ends:
        yield Paragraph(issue.say(words.NOTHING_OPEN))


def _confirmations(issue: Issue) -> Iterator[Block]:
    """Yield what was counted to prove the causes, each share with its interval; what is not there is said."""
    if CONFIRMATIONS.key not in issue.book.tables:
        return
    data = issue.book.tables[CONFIRMATIONS.key]
    own = {issue.cell("id", place).casefold() for place in issue.places}
    rows = [row for row in range(data.length) if shown(data["cause"][row]).casefold() in own]
    if not rows:
        yield Paragraph(issue.say(words.NOT_CONFIRMED))
        return
    yield Paragraph(issue.say(words.CONFIRMED))
    grid = grid_of(issue.book.lang, data, rows, _CONFIRMED, NO_VALUE)
    share = Column(issue.say(words.SHARE), 15, centred=True)
    fields = [Field(_share(data, row)) for row in rows]
    yield Grid(
        (*grid.columns[:_SHARE_AT], share, *grid.columns[_SHARE_AT:]),
        tuple((*row[:_SHARE_AT], field, *row[_SHARE_AT:]) for row, field in zip(grid.rows, fields, strict=True)),
    )


def _share(data: TableData, row: int) -> str:
    """Return a share as it was counted, and its interval."""
    hits, cases = (shown(data[key][row]) for key in ("hits", "cases"))
    share, low, high = (shown(data[key][row], Kind.PERCENT) for key in ("share", "low", "high"))
    counted = f"{hits}/{cases}" if hits and cases else NO_VALUE
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

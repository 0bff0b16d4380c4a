"""改善前后对照: what a new version of a procedure changes, why, from when on, and whom that concerns (R39–R41)."""

from __future__ import annotations

from collections.abc import Iterator

from udfs.lang import Count, listed
from udfs.rules import split_references
from udfs.standards.revisions import revisions
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.reports import extracts
from workbook_templates.reports import manual_words as words
from workbook_templates.reports.blocks import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Field,
    Grid,
    Heading,
    Paragraph,
    Tone,
)
from workbook_templates.reports.reading import Reader
from workbook_templates.reports.related import EFFECTS, ISSUES, PLANS, TASKS, linked, numbers_of
from workbook_templates.tables.manuals import MANUALS
from workbook_templates.tables.standards_known import current_rows, known_standards, version_before

_TRAININGS, _ROLLOUT = "trainings", "rollout"
_OVERVIEW = (("id", 8), ("name", 24), ("version", 9), ("state", 12), ("effective", 12), ("to_do", 31))
_HISTORY = (("id", 8), ("name", 22), ("version", 8), ("effective", 11), ("ends", 11), ("state", 12), ("changes", 27))
_FACTS = ("published", "effective", "ends", "owner", "approved_by", "clauses", "posts", "training")
_LESSONS = (
    ("post", 14),
    ("owner", 10),
    ("way", 9),
    ("planned_on", 12),
    ("done_on", 12),
    ("exam", 10),
    ("passed", 8),
    ("state", 10),
)
_WHERE = (("id", 9), ("where", 28), ("owner", 10), ("begin", 12), ("due", 12), ("state", 10))


class _Version(Reader):
    """One version as the report sees it, and the one that it replaces."""

    def __init__(self, book: Context, row: int) -> None:
        self.book, self.row, self.data = book, row, book.tables[MANUALS.key]
        self.replaced = version_before(book, row)
        self.own = numbers_of(self.data, [row])
        self.rollout = linked(book.tables.get(_ROLLOUT), "manual", self.own)

    def cell(self, key: str, row: int | None = None, table: str = MANUALS.key) -> str:
        return self.read(table, key, self.row if row is None else row)


def report(book: Context) -> Iterator[Block]:
    """Yield what every version changes that is in force or coming, then all versions there have been."""
    data, lang = book.tables[MANUALS.key], book.lang
    rows = current_rows(book)
    yield Heading(words.OVERVIEW.to(lang))
    yield Paragraph(words.COUNTED.to(lang).format(count=Count(len(rows))) if rows else words.NONE.to(lang), Tone.LEAD)
    if rows:
        yield extracts.grid_of(lang, data, rows, _OVERVIEW, extracts.NO_VALUE)
    for row in rows:
        version = _Version(book, row)
        title = version.say(
            words.CHAPTER, name=version.cell("name"), version=version.cell("version"), state=version.cell("state")
        )
        yield Heading(title)
        yield from _of_version(version)
    yield Heading(words.HISTORY.to(lang))
    records = sorted(data.records(), key=lambda row: (extracts.shown(data["name"][row]), row))
    yield extracts.grid_of(lang, data, records, extracts.used(data, records, _HISTORY), extracts.NO_VALUE)


def _of_version(version: _Version) -> Iterator[Block]:
    pairs = [Fact(MANUALS.column(key).label.to(version.lang), text) for key in _FACTS if (text := version.cell(key))]
    yield Facts(tuple(pairs))
    parts = ((words.CHANGES, _changes(version)), (words.WHY, _why(version)), (words.WHO, _training(version)),
             (words.PAPER, _paper(version)))  # fmt: skip
    for heading, blocks in parts:
        yield Heading(version.say(heading), 2)
        yield from blocks


def _changes(version: _Version) -> Iterator[Block]:
    """Yield what stood there before and what stands there now, clause by clause."""
    listed_changes = revisions(version.data["changes"][version.row], version.data["clauses"][version.row])
    if not listed_changes:
        yield Paragraph(version.say(words.NO_CHANGES))
        return
    old = "" if version.replaced is None else version.cell("version", version.replaced)
    before = version.say(words.SEE, version=old) if old else version.say(words.FIRST)
    heads = (
        Column(version.say(words.CLAUSE), 14, centred=True),
        Column(version.say(words.BEFORE, version=old) if old else version.say(words.BEFORE_FIRST), 38),
        Column(version.say(words.AFTER, version=version.cell("version")), 48),
    )
    rows = ((each.clause or extracts.NO_VALUE, each.before or before, each.after) for each in listed_changes)
    yield Grid(heads, tuple(tuple(map(Field, row)) for row in rows))


def _why(version: _Version) -> Iterator[Block]:
    """Yield from which task, issue and effect the change comes, as far as this workbook knows."""
    tables, lines = version.book.tables, list[str]()
    numbers = split_references(version.cell("task"))
    tasks = linked(tables.get(TASKS), "id", {number.casefold() for number in numbers})
    if numbers and TASKS not in tables:
        lines.append(version.say(words.TASK_ELSEWHERE, tasks=listed(numbers).to(version.lang)))
    plans, issues = set[str](), set[str]()
    for row in tasks:
        lines.append(
            version.say(words.TASK, number=version.cell("id", row, TASKS), what=version.cell("what", row, TASKS))
        )
        plans |= {part.casefold() for part in split_references(version.cell("plan", row, TASKS))}
        issues |= {part.casefold() for part in split_references(version.cell("issue", row, TASKS))}
    effects = set[str]()
    for row in version.rollout:
        plans |= {part.casefold() for part in split_references(version.cell("plan", row, _ROLLOUT))}
        effects |= {part.casefold() for part in split_references(version.cell("effect", row, _ROLLOUT))}
    for row in linked(tables.get(PLANS), "id", plans):
        issues |= {part.casefold() for part in split_references(version.cell("issue", row, PLANS))}
    for row in linked(tables.get(ISSUES), "id", issues):
        statement = version.cell("statement", row, ISSUES) or version.cell("problem", row, ISSUES)
        lines.append(version.say(words.ISSUE, number=version.cell("id", row, ISSUES), statement=statement))
    verified = {*linked(tables.get(EFFECTS), "improvement", plans), *linked(tables.get(EFFECTS), "id", effects)}
    lines += [_effect(version, row) for row in sorted(verified)]
    yield Bullets(tuple(lines)) if lines else Paragraph(version.say(words.NO_REASON))
    if lines and not verified:
        yield Paragraph(version.say(words.NO_EFFECT), Tone.NOTE)


def _effect(version: _Version, row: int) -> str:
    number, name, verdict, sentence = (
        version.cell(key, row, EFFECTS) for key in ("id", "indicator", "verdict", "said")
    )
    word = verdict or version.say(words.NOT_VERIFIED)
    return (
        version.say(words.EFFECT, number=number, name=name, word=word, said=sentence)
        if sentence
        else version.say(words.PLAIN_EFFECT, number=number, name=name, word=word)
    )


def _training(version: _Version) -> Iterator[Block]:
    """Yield who is still to be trained or to confirm, and the trainings that there are."""
    known = version.book.once(known_standards)
    waiting = [seat.person for seat in known.waiting(version.row)]
    lead = words.WAITING if waiting else words.ALL_TRAINED if known.seats[version.row] else words.NOBODY
    yield Paragraph(version.say(lead, count=Count(len(waiting)), names=listed(waiting).to(version.lang)))
    rows = linked(version.book.tables.get(_TRAININGS), "manual", version.own)
    if rows:
        yield version.grid(_TRAININGS, rows, _LESSONS)
    elif _TRAININGS not in version.book.tables:
        yield Paragraph(version.say(words.ELSEWHERE, table=TABLES[_TRAININGS].sheet.to(version.lang)), Tone.NOTE)


def _paper(version: _Version) -> Iterator[Block]:
    """Yield where file and paper copies are, what is still to be done, and where the version goes."""
    keys = ("stored", "paper", "paper_back", "review_by", "to_do")
    facts = [Fact(MANUALS.column(key).label.to(version.lang), version.cell(key) or extracts.NO_VALUE) for key in keys]
    yield Facts((facts[0]._replace(wide=True), *facts[1:-1], facts[-1]._replace(wide=True)))
    if version.rollout:
        yield version.grid(_ROLLOUT, version.rollout, _WHERE)

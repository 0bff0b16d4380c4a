"""What the report on effects says (R22): the plan and its changes, figures by period, verdict, doubts, and who decided what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from udfs.choices import means
from udfs.effects.levels import level_interval
from udfs.effects.observed import Observed
from udfs.lang import Count, Lang, Text, listed
from udfs.values import as_text, is_blank, plain
from workbook_templates.context import Context, TableData
from workbook_templates.reports import effect_words as words
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Field,
    Grid,
    Heading,
    Level,
    Levels,
    Paragraph,
    Tone,
)
from workbook_templates.reports.effect_pictures import Shown, line_of, periods
from workbook_templates.reports.reading import Reader
from workbook_templates.reports.related import PLANS, linked
from workbook_templates.tables.effect_verdicts import Effect, effects
from workbook_templates.tables.effects import EFFECTS

_FACTS = ("design", "direction", "smallest", "group", "control")
_OVERVIEW = (("id", 9), ("improvement", 9), ("indicator", 22), ("verdict", 12))
_DECIDED = (("proposal", 8), ("decision", 8), ("decided_by", 9))


@dataclass(frozen=True)
class _Row(Reader):
    """One row of the table as the report sees it."""

    book: Context
    data: TableData
    effect: Effect

    def cell(self, key: str) -> str:
        """Return a cell as it is read."""
        return self.read(EFFECTS.key, key, self.effect.row)

    @property
    def name(self) -> str:
        return f"{self.cell('id')} {self.cell('indicator')}".strip()

    @property
    def verified(self) -> bool:
        """Return whether there was anything to compare."""
        return bool(self.cell("estimate")) or self.effect.judged.result is not None


def report(book: Context) -> Iterator[Block]:
    """Yield the report on all rows of the table, those of one improvement together."""
    data, lang = book.tables[EFFECTS.key], book.lang
    rows = [_Row(book, data, effect) for _, effect in sorted(book.once(effects).items())]
    yield Heading(words.OVERVIEW.to(lang))
    yield from _overview(rows, lang)
    yield Heading(words.EACH.to(lang))
    numbers = count(1)
    for improvement, members in _families(rows):
        yield Heading(_improvement(book, improvement), 2)
        for row in members:
            yield from _of_row(row, numbers)
    yield Heading(words.MISSING.to(lang))
    missing = [line for row in rows for line in _missing(row)]
    yield Bullets(tuple(missing)) if missing else Paragraph(words.NOTHING_MISSING.to(lang))


def _overview(rows: Sequence[_Row], lang: Lang) -> Iterator[Block]:
    verdicts = Counter(row.cell("verdict") for row in rows)
    counts = listed(words.WORD.to(lang).format(word=word or extracts.NO_VALUE, count=n) for word, n in verdicts.items())
    lead = words.COUNTED.to(lang).format(count=Count(len(rows)), words=counts.to(lang))
    done = sum(bool(row.cell("decision")) for row in rows)
    between = Text("", " ").to(lang)
    yield Paragraph(between.join((lead, words.DECIDED.to(lang).format(done=done, open=len(rows) - done))), Tone.LEAD)
    if rows:
        yield _table(rows, lang)


def _table(rows: Sequence[_Row], lang: Lang) -> Grid:
    """Return all rows in a table: word, change with its interval, what is proposed and decided."""
    places, data = [row.effect.row for row in rows], rows[0].data
    left, right = (
        extracts.grid_of(lang, data, places, columns, extracts.NO_VALUE)
        for columns in (extracts.used(data, places, _OVERVIEW), _DECIDED)
    )
    heads = (*left.columns, Column(words.CHANGE_WITH.to(lang), 24, centred=True), *right.columns)
    lines = []
    for row, before, behind in zip(rows, left.rows, right.rows, strict=True):
        shown = Shown(row.book, row.data, row.effect)
        change, ends = shown.change, shown.change_range
        text = words.WITH_RANGE.to(lang).format(change=change, range=ends) if change and ends else change
        lines.append((*before, Field(text or extracts.NO_VALUE), *behind))
    return Grid(heads, tuple(lines))


def _families(rows: Sequence[_Row]) -> list[tuple[str, list[_Row]]]:
    """Return the rows by improvement in the order in which these first occur; those of none come last."""
    families: dict[str, list[_Row]] = {}
    for row in rows:
        families.setdefault(plain(row.cell("improvement")).casefold(), []).append(row)
    loose = families.pop("", [])
    named = [(members[0].cell("improvement"), members) for members in families.values()]
    return [*named, *([("", loose)] if loose else [])]


def _improvement(book: Context, number: str) -> str:
    """Return an improvement by its number, and what it is called where this workbook knows it."""
    if not number:
        return words.NO_IMPROVEMENT.to(book.lang)
    plans = book.tables.get(PLANS)
    rows = linked(plans, "id", {number.casefold()})
    name = as_text(plans["name"][rows[0]]).strip() if plans is not None and rows else ""
    return words.IMPROVEMENT.to(book.lang).format(number=number, name=name).rstrip("　: ")


def _of_row(row: _Row, numbers: Iterator[int]) -> Iterator[Block]:
    title = row.say(words.INDICATOR, number=row.cell("id"), name=row.cell("indicator"), word=row.cell("verdict"))
    yield Heading(title, 3)
    yield _plan(row)
    if not row.verified:
        reason = row.effect.judged.verdict.reason
        why = reason.to(row.lang) if reason is not None else row.say(words.NO_DATA)
        yield Paragraph(row.say(words.NOT_VERIFIED, why=why.rstrip("。.")), Tone.LEAD)
    else:
        yield from _figures(row, numbers)
        yield from _verdict(row)
    yield _decision(row)


def _plan(row: _Row) -> Facts:
    """Return the plan of the comparison, when it was fixed, and what has changed since."""
    shown = Shown(row.book, row.data, row.effect)
    facts = {key: row.cell(key) for key in _FACTS} | {"smallest": shown.smallest}
    pairs = [Fact(EFFECTS.column(key).label.to(row.lang), text) for key, text in facts.items() if text]
    if row.cell("needed"):
        pairs.append(Fact(EFFECTS.column("needed").label.to(row.lang), row.cell("needed"), wide=True))
    for label, days in zip((words.BEFORE, words.AFTER), shown.spans, strict=True):
        pairs.append(Fact(label.to(row.lang), days or extracts.NO_VALUE))
    pairs.append(Fact(EFFECTS.column("fixed_on").label.to(row.lang), row.cell("fixed_on") or row.say(words.NOT_FIXED)))
    if row.cell("fixed_on"):
        changed = row.cell("changed") or row.say(words.UNCHANGED_PLAN)
        pairs.append(Fact(EFFECTS.column("changed").label.to(row.lang), changed, wide=bool(row.cell("changed"))))
    return Facts(tuple(pairs))


def _figures(row: _Row, numbers: Iterator[int]) -> Iterator[Block]:
    """Yield the table of periods, and the pictures of it."""
    if not row.effect.has_data:
        yield Paragraph(row.say(words.FIGURES_ELSEWHERE), Tone.NOTE)
    shown = Shown(row.book, row.data, row.effect)
    seen = periods(row.effect)
    yield _periods(row, shown, seen)
    if len(seen) > 1:
        points = []
        for label, observed in seen:
            interval = level_interval(observed)
            level = observed.level or 0.0
            ends = (level, level) if interval is None else (interval.low, interval.high)
            title = row.say(words.WITH_N, label=label.to(row.lang), n=observed.n)
            middle, low, high = (shown.scaled(value) for value in (level, *ends))
            points.append(Level(title, middle, low, high, shown.figure(observed.level)))
        caption = row.say(words.CAPTION, n=next(numbers), name=row.name)
        described = row.say(Text("；", "; ")).join(f"{point.label}: {point.written}" for point in points)
        yield Levels(tuple(points), caption, described)
    line = line_of(shown, row.name, numbers)
    if line is not None:
        yield line


def _periods(row: _Row, shown: Shown, seen: Sequence[tuple[Text, Observed]]) -> Grid:
    heads = (
        Column(row.say(words.PERIOD), 17),
        Column(row.say(words.FROM_TO), 28, centred=True),
        Column("n", 15, centred=True),
        Column(row.say(words.LEVEL), 16, centred=True),
        Column(row.say(words.INTERVAL), 24, centred=True),
    )
    spans = dict(zip((words.BEFORE, words.AFTER), shown.spans, strict=True))
    spans |= dict(zip((words.CONTROL_BEFORE, words.CONTROL_AFTER), shown.spans, strict=True))
    lines = []
    for label, observed in seen:
        interval = level_interval(observed)
        ends = shown.range(None if interval is None else (interval.low, interval.high))
        texts = (label.to(row.lang), spans[label], str(observed.n), shown.figure(observed.level), ends)
        lines.append(tuple(Field(text or extracts.NO_VALUE) for text in texts))
    lines.append(_change(row, shown))
    return Grid(heads, tuple(lines))


def _change(row: _Row, shown: Shown) -> tuple[Field, ...]:
    """Return the line of the change: the figures of the table's own cells."""
    label = words.LESS_CONTROL if shown.with_control else words.PAIRS if shown.paired else words.CHANGE
    texts = (label.to(row.lang), "", row.cell("n"), shown.change, shown.change_range)
    return tuple(Field(text or extracts.NO_VALUE, strong=True) for text in texts)


def _verdict(row: _Row) -> Iterator[Block]:
    sentence = row.cell("said")
    result = words.RESULT if sentence else words.PLAIN_RESULT
    yield Paragraph(row.say(result, word=row.cell("verdict"), said=sentence), Tone.LEAD)
    doubts, notes = (row.cell(key).splitlines() for key in ("doubts", "remarks"))
    if doubts:
        yield Paragraph(row.say(words.DOUBTS))
        yield Bullets(tuple(map(_unnumbered, doubts)))
    else:
        yield Paragraph(row.say(words.NO_DOUBTS))
    if notes:
        yield Paragraph(row.say(words.NOTES))
        yield Bullets(tuple(map(_unnumbered, notes)))


def _unnumbered(line: str) -> str:
    """Return a line of a cell without the number that it has there."""
    number, dot, rest = line.partition(". ")
    return rest if dot and number.isdigit() else line


def _decision(row: _Row) -> Facts:
    """Return what is proposed, and what a person has decided."""
    proposal, why = row.cell("proposal"), row.cell("proposal_why")
    decision, reason = row.cell("decision"), row.cell("decision_why")
    by = [row.cell(key) for key in ("decided_by", "decided_on")]
    pairs = [
        Fact(row.say(words.PROPOSAL), _with_reason(row, proposal or row.say(words.NO_PROPOSAL), why), wide=True),
        Fact(row.say(words.DECISION), _with_reason(row, decision or row.say(words.NOT_DECIDED), reason), wide=True),
    ]
    if any(by):
        labels = (EFFECTS.column(key).label.to(row.lang) for key in ("decided_by", "decided_on"))
        pairs += [Fact(label, value or extracts.NO_VALUE) for label, value in zip(labels, by, strict=True)]
    return Facts(tuple(pairs))


def _with_reason(row: _Row, word: str, why: str) -> str:
    return row.say(words.SAID, word=word, why=why) if why else word


def _missing(row: _Row) -> Iterator[str]:
    """Yield what is still to be done about a row."""
    named = {"number": row.cell("id"), "name": row.cell("indicator")}
    if not row.verified:
        yield row.say(words.OPEN_EFFECT, **named)
    elif not row.cell("decision"):
        yield row.say(words.OPEN_DECISION, **named)
    proposal = row.effect.judged.proposal
    differs = proposal is not None and not means(row.data["decision"][row.effect.row], proposal)
    if row.cell("decision") and differs and is_blank(row.data["decision_why"][row.effect.row]):
        yield row.say(words.WITHOUT_REASON, **named)

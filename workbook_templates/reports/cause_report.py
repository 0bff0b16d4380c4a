"""What the report on root causes says of an issue: method, chain of causes, root causes and what proves them (R14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from udfs import causes as rules
from udfs.causes.fishbone import Twig, flat
from udfs.causes.tree import DOUBTFUL, END, FAILS, HOLDS, ROOT, UNVERIFIED
from udfs.lang import Count
from workbook_templates.reports import causes_words as words
from workbook_templates.reports import proof
from workbook_templates.reports.analysis import Issue
from workbook_templates.reports.blocks import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Field,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Tone,
)
from workbook_templates.reports.cause_pareto import chart, ranked, ranking_sentence
from workbook_templates.reports.extracts import NO_VALUE, shown
from workbook_templates.reports.fishbone import PROOFS, proof_of
from workbook_templates.tables.causes import CAUSES, states, tree
from workbook_templates.tables.issues import ISSUES

_FACTS = ("scope", "impact_level", "priority", "category", "department", "owner", "found_on", "status")


def overview(issues: Sequence[Issue]) -> Iterator[Block]:
    """Yield a table of several issues and their root causes."""
    first = issues[0]
    yield Heading(first.say(words.OVERVIEW))
    columns = (
        Column(first.say(words.ISSUE), 12, centred=True), Column(first.say(words.WHAT), 34),
        Column(first.say(ROOT), 38), Column(first.say(words.OPEN_ENDS), 16, centred=True),
    )  # fmt: skip
    rows = [
        (
            Field(each.number),
            Field(each.problem),
            Field("\n".join(map(each.named, each.in_state(ROOT))) or each.say(words.NONE_YET)),
            Field(str(len(each.in_state(END, UNVERIFIED)))),
        )
        for each in issues
    ]
    yield Grid(columns, tuple(rows))


def of_issue(issue: Issue, at: int, figures: int, *, several: bool) -> Iterator[Block]:
    """Yield the report on an issue, which is a chapter where it is one of several, after so many figures of those before."""
    level = 2 if several else 1
    if several:
        yield Heading(f"{issue.number}　{issue.problem}", new_page=at > 0)
    yield from _facts(issue)
    parts = (
        (words.METHOD, _method(issue, figures + 1)),
        (words.CHAINS, _chains(issue)),
        (words.ROOTS, proof.roots(issue)),
        (words.VERDICT, proof.verdict(issue)),
    )
    for title, blocks in parts:
        yield Heading(issue.say(title), level)
        yield from blocks


def _facts(issue: Issue) -> Iterator[Block]:
    """Yield what the list of issues says of it; where there is none, what the causes say."""
    pairs = [Fact(issue.say(words.ISSUE), issue.number, wide=True)]
    listed = issue.book.tables.get(ISSUES.key)
    numbers = [shown(value).casefold() for value in listed["id"]] if listed is not None else []
    row = numbers.index(issue.number.casefold()) if issue.number.casefold() in numbers else None
    if listed is None or row is None:
        yield Facts((*pairs, Fact(issue.say(words.WHAT), issue.problem, wide=True)))
        where = words.NOT_LISTED if listed is not None else words.LISTED_ELSEWHERE
        yield Paragraph(issue.say(where, issue=issue.number), Tone.NOTE)
        return
    kinds = {column.key: column for column in listed.table.columns}
    statement = shown(listed["statement"][row]) or shown(listed["problem"][row])
    pairs.append(Fact(issue.say(ISSUES.column("statement").label), statement or NO_VALUE, wide=True))
    for key in _FACTS:
        value = shown(listed[key][row], kinds[key].kind)
        pairs.append(Fact(issue.say(ISSUES.column(key).label), value or NO_VALUE))
    yield Facts(tuple(pairs))


def _method(issue: Issue, number: int) -> Iterator[Block]:
    ranking = ranked(issue)
    forest = issue.book.once(tree)
    bones = [bone.label for bone in issue.diagram.bones]
    deepest = max(forest.levels[place] for place in issue.places)
    ends = len(issue.places) - len([place for place in issue.places if forest.below[place]])
    yield Bullets(
        (
            issue.say(words.FIVE_WHYS, causes=Count(len(issue.places)), levels=Count(deepest),
                      ends=Count(ends)),
            issue.say(words.BY_CLASS, count=Count(len(bones)), classes=issue.listed(bones), number=number),
            *([ranking_sentence(issue, ranking, number + 1)] if ranking else []),
            issue.say(words.JUDGED, judged=_judged(issue), evidence=_evidence(issue)),
        )
    )  # fmt: skip
    proofs = {place: proof_of(issue.book, place) for place in issue.places}
    legend = "　".join(f"{proof.sign} {issue.say(proof.meaning)}" for proof in PROOFS)
    caption = issue.say(words.CAPTION, number=number, issue=issue.number, problem=issue.problem, legend=legend)
    yield Figure(issue.diagram.drawing, proofs, caption, _in_words(issue))
    if ranking:
        yield from chart(issue, ranking, number + 1)


def _in_words(issue: Issue) -> str:
    """Return the diagram as text."""

    def branch(twigs: Sequence[Twig]) -> str:
        return issue.say(words.HALF_STOP).join(f"{'> ' * depth}{twig.label}" for twig, depth in flat(twigs))

    return "\n".join([issue.problem, *(f"{bone.label}: {branch(bone.twigs)}" for bone in issue.diagram.bones)])


def _judged(issue: Issue) -> str:
    """Return how many causes hold, do not, are in doubt, or have not been judged."""
    answers = Counter(issue.cell("holds", place).casefold() for place in issue.places)
    counts = [(word, sum(answers.pop(spelled.casefold(), 0) for spelled in word)) for word in (HOLDS, FAILS, DOUBTFUL)]
    counts.append((words.NOT_JUDGED, sum(answers.values())))
    return issue.listed([f"{issue.say(word)} {count}" for word, count in counts if count])


def _evidence(issue: Issue) -> str:
    proven = [place for place in issue.places if issue.cell("evidence", place)]
    if not proven:
        return issue.say(words.NO_EVIDENCE)
    kinds = Counter(issue.cell("evidence_kind", place) or issue.say(words.KIND_OPEN) for place in proven)
    listed = issue.listed([f"{kind} {count}" for kind, count in kinds.items()])
    return issue.say(words.EVIDENCE, count=Count(len(proven)), kinds=listed)


def _chains(issue: Issue) -> Iterator[Block]:
    """Yield the tree as a table, then each chain from the issue to its end."""
    forest, state = issue.book.once(tree), issue.book.once(states)
    optional = [key for key in ("chain", "together") if any(issue.cell(key, place) for place in issue.places)]
    columns = [
        Column(issue.say(CAUSES.column("level").label), 6, centred=True),
        Column(issue.say(CAUSES.column("id").label), 10, centred=True),
        Column(issue.say(CAUSES.column("question").label), 26),
        Column(issue.say(CAUSES.column("answer").label), 38),
        *(Column(issue.say(CAUSES.column(key).label), 9, centred=True) for key in optional),
        Column(issue.say(CAUSES.column("category").label), 9, centred=True),
        Column(issue.say(CAUSES.column("state").label), 11, centred=True),
    ]
    rows = []
    for place in issue.places:
        label = state[place]
        middle = [Field(issue.cell(key, place)) for key in (*optional, "category")]
        rows.append((
            Field(str(forest.levels[place])), Field(issue.cell("id", place)), Field(issue.cell("question", place)),
            Field(issue.cell("answer", place), forest.levels[place] - 1, strong=label is ROOT), *middle,
            Field(issue.say(label) if label else "", strong=label is ROOT),
        ))  # fmt: skip
    yield Grid(tuple(columns), tuple(rows))
    yield Paragraph(issue.say(words.READ_DOWN), Tone.NOTE)
    yield Bullets(tuple(_chain(issue, place) for place in issue.places if not forest.below[place]))


def _chain(issue: Issue, place: int) -> str:
    forest, state = issue.book.once(tree), issue.book.once(states)
    steps = [issue.problem, *(issue.cell("answer", step) for step in rules.chain(forest, place))]
    label = state[place]
    return issue.say(words.CHAIN, steps=" ← ".join(steps), state=issue.say(label) if label else "")

"""根因分析报告 (R14): method, chain of causes, root causes and what proves them, for one issue or for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from addin.book.session import Session
from addin.checks.causes import cause_findings
from addin.reporting import causes_words as words
from addin.reporting import proof, sheets
from addin.reporting.analysis import Issue, analysis
from addin.reporting.model import (
    Bars,
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
from addin.reporting.pareto import chart, ranked, ranking_sentence
from udfs import causes as rules
from udfs.causes.fishbone import Twig, flat
from udfs.causes.tree import DOUBTFUL, END, FAILS, HOLDS, ROOT, UNVERIFIED
from udfs.lang import Count
from udfs.problems import Finding, RefusalError, causing
from udfs.values import plain
from workbook_templates.builder.fishbone_sheet import COLOURS
from workbook_templates.reports.fishbone import PROOFS, proof_of
from workbook_templates.tables.causes import CAUSES, states, tree

_FACTS = ("scope", "impact_level", "priority", "category", "department", "owner", "found_on", "status")


def root_cause(session: Session, issue: str | None) -> tuple[str, list[Block], list[Finding]]:
    """Return what the report is about, its blocks, and what is still wrong in the causes.

    Args:
        session: the workbook, computed.
        issue: the issue reported on; None for every one that has causes.
    """
    sheets.filled_rows(session, CAUSES.key)
    forest, lang = session.context.once(tree), session.book.lang
    tops = (number for number, level in zip(forest.issues, forest.levels, strict=True) if level == 1)
    numbers = {number.casefold(): number for number in tops}
    if issue is not None and plain(issue).casefold() not in numbers:
        raise RefusalError(causing.ISSUE_WITHOUT_CAUSES, value=issue)
    findings = list(cause_findings(session))
    wanted = [plain(issue).casefold()] if issue is not None else [*numbers]
    issues = [analysis(session, number, findings) for number in wanted]
    blocks: list[Block] = []
    if len(issues) > 1:
        blocks += _overview(issues)
    for at, each in enumerate(issues):
        blocks += _of_issue(
            each, at, sum(isinstance(block, (Figure, Bars)) for block in blocks), several=len(issues) > 1
        )
    about = {finding for each in issues for finding in map(id, each.findings)}
    loose = [finding for finding in findings if id(finding) not in about] if issue is None else []
    if loose:
        blocks += [
            Heading(words.LOOSE.to(lang)),
            Paragraph(words.LOOSE_NOTE.to(lang)),
            sheets.findings_as_bullets(loose, session),
        ]
    blocks.append(sheets.sign_off(session))
    subject = issues[0] if len(issues) == 1 else None
    about_what = f"{subject.number} {subject.problem}" if subject else words.SEVERAL.to(lang).format(count=len(issues))
    return about_what, blocks, [*(finding for each in issues for finding in each.findings), *loose]


# --- the parts -------------------------------------------------------------------------------------------------------


def _overview(issues: Sequence[Issue]) -> Iterator[Block]:
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


def _of_issue(issue: Issue, at: int, figures: int, *, several: bool) -> Iterator[Block]:
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
    session = issue.session
    pairs = [Fact(issue.say(words.ISSUE), issue.number, wide=True)]
    listed = session.book.view("issues").data if "issues" in session.book.tables() else None
    numbers = [sheets.shown(value).casefold() for value in listed["id"]] if listed is not None else []
    row = numbers.index(issue.number.casefold()) if issue.number.casefold() in numbers else None
    if listed is None or row is None:
        yield Facts((*pairs, Fact(issue.say(words.WHAT), issue.problem, wide=True)))
        where = words.NOT_LISTED if listed is not None else words.LISTED_ELSEWHERE
        yield Paragraph(issue.say(where, issue=issue.number), Tone.NOTE)
        return
    kinds = {column.key: column for column in listed.table.columns}
    statement = sheets.shown(listed["statement"][row]) or sheets.shown(listed["problem"][row])
    pairs.append(Fact(sheets.label_of(session, "issues", "statement"), statement or sheets.NO_VALUE, wide=True))
    for key in _FACTS:
        value = sheets.shown(listed[key][row], kinds[key].kind)
        pairs.append(Fact(sheets.label_of(session, "issues", key), value or sheets.NO_VALUE))
    yield Facts(tuple(pairs))


def _method(issue: Issue, number: int) -> Iterator[Block]:
    ranking = ranked(issue)
    forest = issue.session.context.once(tree)
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
    colours = {place: COLOURS[proof_of(issue.session.context, place)] for place in issue.places}
    legend = "　".join(f"{proof.sign} {issue.say(proof.meaning)}" for proof in PROOFS)
    caption = issue.say(words.CAPTION, number=number, issue=issue.number, problem=issue.problem, legend=legend)
    yield Figure(issue.diagram.drawing, colours, caption, _in_words(issue))
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
    forest, state = issue.session.context.once(tree), issue.session.context.once(states)
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
    forest, state = issue.session.context.once(tree), issue.session.context.once(states)
    steps = [issue.problem, *(issue.cell("answer", step) for step in rules.chain(forest, place))]
    label = state[place]
    return issue.say(words.CHAIN, steps=" ← ".join(steps), state=issue.say(label) if label else "")

"""The design document (R37): which solution was chosen and why, and what is to be built, by whom, with what, to which end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from udfs.choices import means
from udfs.lang import Count, Text
from udfs.rules import split_references
from udfs.score import PASS
from udfs.values import as_text, is_blank, is_number, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context, TableData
from workbook_templates.reports import design_words as words
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import Block, Bullets, Fact, Facts, Heading, Paragraph, Tone
from workbook_templates.reports.reading import Reader
from workbook_templates.reports.related import EFFECTS, ISSUES, PILOTS, PLANS, TASKS, linked, names, numbers_of
from workbook_templates.tables.causes import CAUSES, standings
from workbook_templates.tables.pilots import STAGES
from workbook_templates.tables.plans import SECOND_SCHEME

_CANDIDATES = (
    ("id", 8), ("name", 24), ("effect", 7), ("feasible", 7), ("cost", 7), ("risk", 7), ("total", 7), ("decision", 9), ("preferred", 9),
    ("rank", 7),
)  # fmt: skip
_STUDY = (("id", 8), ("name", 30), *((key, 12) for key in SECOND_SCHEME), ("feasibility", 12))
_DESIGN = ("category", "issue_class", "measure", "owner", "department")
_STEPS = (("id", 8), ("what", 21), ("how", 27), ("owner", 14), ("support", 11), ("start", 11), ("finish", 11))
_RESOURCES = (("id", 8), ("what", 30), ("resource", 32), ("budget", 12), ("buffer", 9))
_SUPPORTS = (("id", 8), ("kind", 9), ("what", 30), ("amount", 9), ("unit", 7), ("begin", 11), ("end", 11), ("owner", 9))
_ACCEPTANCE = (("id", 8), ("what", 26), ("target", 30), ("acceptance", 32))
_INCIDENTS = (("id", 9), ("what", 26), ("cause", 22), ("handling", 26), ("closed_on", 11))
_PILOT = ("area", "owner", "staff", "manager", "expert", "indicator", "baseline", "target", "unit", "reach_by")
_SUPPORT = ("training", "technology", "communication")


def chosen(book: Context, issue: str | None = None) -> list[int]:
    """Return the solutions that are chosen: those that passed and are in the plan or piloted; of an issue without one the best that passed.

    Args:
        book: the workbook, computed.
        issue: only those of this issue.
    """
    data = book.tables[PLANS]
    rows = data.records() if issue is None else linked(data, "issue", {plain(issue).casefold()})
    passed = [row for row in rows if means(data["decision"][row], PASS)]
    begun = [row for row in passed if _followed(book, data, row)]
    served = {number.casefold() for row in begun for number in split_references(data["issue"][row])}
    picked = {*begun}
    for row in sorted(passed, key=lambda row: _rank(data, row)):
        own = {number.casefold() for number in split_references(data["issue"][row])}
        if row not in picked and not own & served:
            picked.add(row)
            served |= own
    return sorted(picked)


def _followed(book: Context, data: TableData, row: int) -> bool:
    own = numbers_of(data, [row])
    return any(linked(book.tables.get(table), "plan", own) for table in (TASKS, PILOTS))


def _rank(data: TableData, row: int) -> float:
    rank = data["rank"][row]
    return float(rank) if is_number(rank) else float("inf")


class _Solution(Reader):
    """One chosen solution as the document sees it."""

    def __init__(self, book: Context, row: int) -> None:
        self.book, self.row, self.data = book, row, book.tables[PLANS]
        own = numbers_of(self.data, [row])
        self.tasks, self.pilots = (linked(book.tables.get(table), "plan", own) for table in (TASKS, PILOTS))
        self.effects = linked(book.tables.get(EFFECTS), "improvement", own)
        self.supports = linked(book.tables.get("supports"), "plan", own)

    def own(self, key: str) -> str:
        return self.read(PLANS, key, self.row)

    def elsewhere(self, table: str) -> str:
        return self.say(words.ELSEWHERE, table=TABLES[table].sheet.to(self.lang))

    def facts(self, table: str, row: int, keys: Sequence[str]) -> list[Fact]:
        column = self.book.tables[table].table.column
        texts = ((key, self.read(table, key, row)) for key in keys)
        return [Fact(column(key).label.to(self.lang), text) for key, text in texts if text]


def report(book: Context, rows: Sequence[int], issue: str | None) -> Iterator[Block]:
    """Yield the document on the chosen solutions, each a chapter where there are several; where none is, the candidates."""
    lang, data = book.lang, book.tables[PLANS]
    if not rows:
        candidates = data.records() if issue is None else linked(data, "issue", {plain(issue).casefold()})
        yield Heading(words.CHOICE.to(lang))
        yield Paragraph(words.NONE_PASSED.to(lang), Tone.LEAD)
        yield extracts.grid_of(lang, data, candidates, extracts.used(data, candidates, _CANDIDATES), extracts.NO_VALUE)
        return
    several = len(rows) > 1
    if several:
        yield Heading(words.OVERVIEW.to(lang))
        columns = (("id", 8), ("name", 34), ("issue", 12), ("category", 14), ("total", 8), ("rank", 8))
        yield extracts.grid_of(lang, data, rows, columns, extracts.NO_VALUE)
    for at, row in enumerate(rows):
        solution = _Solution(book, row)
        if several:
            title = solution.say(words.CHAPTER, number=solution.own("id"), name=solution.own("name"))
            yield Heading(title, new_page=at > 0)
        for heading, blocks in _parts(solution):
            yield Heading(solution.say(heading), 2 if several else 1)
            yield from blocks


def _parts(solution: _Solution) -> Iterator[tuple[Text, Iterator[Block]]]:
    yield words.BACKGROUND, _background(solution)
    yield words.CHOICE, _choice(solution)
    yield words.DESIGN, _design(solution)
    yield words.STEPS, _steps(solution)
    yield words.RESOURCES, _resources(solution)
    yield words.PILOT, _pilot(solution)
    yield words.RISKS, _risks(solution)
    yield words.ACCEPTANCE, _acceptance(solution)
    yield words.REFINED, _refined(solution)


def _background(solution: _Solution) -> Iterator[Block]:
    numbers = split_references(solution.own("issue"))
    if not numbers:
        yield Paragraph(solution.say(words.NO_ISSUE))
        return
    facts = []
    for number in numbers:
        facts.append(Fact(solution.say(words.ISSUE), f"{number}　{_statement(solution, number)}".strip(), wide=True))
        if CAUSES.key in solution.book.tables:
            standing = solution.book.once(standings).get(number.casefold())
            roots = [solution.read(CAUSES.key, "answer", place) for place in (standing.roots if standing else ())]
            text = solution.say(Text("；", "; ")).join(roots) or solution.say(words.NO_ROOTS)
            facts.append(Fact(solution.say(words.ROOTS), text, wide=True))
    yield Facts(tuple(facts))
    if ISSUES not in solution.book.tables:
        yield Paragraph(solution.elsewhere(ISSUES), Tone.NOTE)


def _statement(solution: _Solution, number: str) -> str:
    issues = solution.book.tables.get(ISSUES)
    if issues is None:
        return ""
    rows = linked(issues, "id", {number.casefold()})
    if not rows:
        return solution.say(words.ISSUE_LOST, table=issues.table.sheet.to(solution.lang), number=number)
    return solution.read(ISSUES, "statement", rows[0]) or solution.read(ISSUES, "problem", rows[0])


def _choice(solution: _Solution) -> Iterator[Block]:
    numbers = {number.casefold() for number in split_references(solution.own("issue"))}
    rows = linked(solution.data, "issue", numbers) or [solution.row]
    word = solution.own("preferred")
    preferred = solution.say(words.AND_PREFERRED, word=word) if word else ""
    figures = {key: solution.own(key) or extracts.NO_VALUE for key in ("total", "decision", "rank")}
    sentence = solution.say(words.CHOSEN, number=solution.own("id"), preferred=preferred, **figures)
    reason = solution.say(words.IN_PLAN if solution.tasks or solution.pilots else words.BEST)
    yield Paragraph(solution.say(Text("", " ")).join((sentence, reason)), Tone.LEAD)
    yield solution.grid(PLANS, rows, _CANDIDATES)
    if len(rows) == 1:
        yield Paragraph(solution.say(words.ONLY_ONE))
    studied = [row for row in rows if any(not is_blank(solution.data[key][row]) for key in SECOND_SCHEME)]
    yield solution.grid(PLANS, studied, _STUDY) if studied else Paragraph(solution.say(words.NOT_SCORED))


def _design(solution: _Solution) -> Iterator[Block]:
    if facts := solution.facts(PLANS, solution.row, _DESIGN):
        yield Facts(tuple(facts))
    lines = [line for line in as_text(solution.data["detail"][solution.row]).splitlines() if line.strip()]
    yield from map(Paragraph, lines or [solution.say(words.NO_DETAIL)])


def _steps(solution: _Solution) -> Iterator[Block]:
    if solution.tasks:
        yield solution.grid(TASKS, solution.tasks, _STEPS)
    else:
        yield Paragraph(_none(solution, TASKS, words.NO_TASKS))


def _none(solution: _Solution, table: str, text: Text) -> str:
    """Return why there is nothing: nobody has entered it, or it is in another workbook."""
    return solution.say(text) if table in solution.book.tables else solution.elsewhere(table)


def _resources(solution: _Solution) -> Iterator[Block]:
    tasks = solution.book.tables.get(TASKS)
    keys = ("resource", "budget")
    rows = [row for row in solution.tasks if tasks and any(not is_blank(tasks[key][row]) for key in keys)]
    if tasks is not None and rows:
        yield solution.grid(TASKS, rows, _RESOURCES)
        budgets = [float(value) for row in rows if is_number(value := tasks["budget"][row])]
        if budgets:
            yield Paragraph(solution.say(words.BUDGET, sum=f"{fsum(budgets):,.10g}", count=Count(len(budgets))))
    if solution.supports:
        yield solution.grid("supports", solution.supports, _SUPPORTS)
    if not rows and not solution.supports:
        yield Paragraph(_none(solution, TASKS, words.NO_RESOURCES))


def _pilot(solution: _Solution) -> Iterator[Block]:
    for row in solution.pilots:
        scene = f"{solution.read(PILOTS, 'id', row)}　{solution.read(PILOTS, 'scene', row)}".strip("　")
        scene_label = TABLES[PILOTS].column("scene").label.to(solution.lang)
        support = [fact._replace(wide=True) for fact in solution.facts(PILOTS, row, _SUPPORT)]
        stages = Fact(solution.say(words.STAGES), _stages(solution, row), wide=True)
        facts = solution.facts(PILOTS, row, _PILOT)
        yield Facts((Fact(scene_label, scene, wide=True), *facts, stages, *support))
    if not solution.pilots:
        yield Paragraph(_none(solution, PILOTS, words.NO_PILOT))


def _stages(solution: _Solution, row: int) -> str:
    """Return from when to when each stage of a pilot lasts."""
    texts = []
    for stage in STAGES:
        label = TABLES[PILOTS].column(f"{stage}_start").label.to(solution.lang)
        name = label.removesuffix("开始").removesuffix(": start")
        first, last = (solution.read(PILOTS, f"{stage}_{end}", row) for end in ("start", "finish"))
        if first or last:
            ends = {"first": first or extracts.NO_VALUE, "last": last or extracts.NO_VALUE}
            texts.append(solution.say(words.STAGE, stage=name, **ends))
    return solution.say(Text("；", "; ")).join(texts) or solution.say(words.NO_DATES)


def _risks(solution: _Solution) -> Iterator[Block]:
    named = [
        solution.say(
            words.RISK, task=solution.read(TASKS, "id", row), what=solution.read(TASKS, "what", row), risk=risk
        )
        for row in solution.tasks
        if (risk := solution.read(TASKS, "risk", row))
    ]
    yield Bullets(tuple(named)) if named else Paragraph(_none(solution, TASKS, words.NO_RISKS))


def _acceptance(solution: _Solution) -> Iterator[Block]:
    keys = ("target", "acceptance")
    rows = [row for row in solution.tasks if any(solution.read(TASKS, key, row) for key in keys)]
    if rows:
        yield solution.grid(TASKS, rows, _ACCEPTANCE)
    else:
        yield Paragraph(_none(solution, TASKS, words.NO_ACCEPTANCE))


def _refined(solution: _Solution) -> Iterator[Block]:
    """Yield what came of the pilot: effects with what was decided, and what happened on the way."""
    lines = [_effect(solution, row) for row in solution.effects]
    yield Bullets(tuple(lines)) if lines else Paragraph(_none(solution, EFFECTS, words.NO_EFFECT))
    incidents = solution.book.tables.get("incidents")
    pilots = numbers_of(solution.book.tables.get(PILOTS), solution.pilots)
    rows = [row for row in incidents.records() if names(incidents["pilot"][row], pilots)] if incidents else []
    if rows:
        yield Paragraph(solution.say(words.INCIDENTS))
        yield solution.grid("incidents", rows, _INCIDENTS)


def _effect(solution: _Solution, row: int) -> str:
    number, name, verdict, decision, why = (
        solution.read(EFFECTS, key, row) for key in ("id", "indicator", "verdict", "decision", "decision_why")
    )
    reason = solution.say(words.BECAUSE, why=why) if why else ""
    decided = solution.say(words.DECIDED, word=decision, why=reason) if decision else solution.say(words.UNDECIDED)
    word = verdict or solution.say(words.NO_EFFECT).rstrip("。.")
    return solution.say(words.EFFECT, number=number, name=name, word=word, decision=decided)

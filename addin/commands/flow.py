"""流程: checks the steps of every rule, works out what they amount to, and draws the chosen rule in lanes."""

from __future__ import annotations

from datetime import datetime

from addin.book import settings_writer
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.processes import process_findings
from addin.commands.draw import rule_of
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Text
from udfs.values import as_text, plain
from workbook_templates.process_settings import FLOW_RULE
from workbook_templates.reports.flow_chart import FIGURE_NAMES, compared
from workbook_templates.tables.rules import RULES
from workbook_templates.tables.step_figures import RuleSteps, known_processes

_GUESSED = Text("没写比例的分支按平分计算", "branches without a share count equally")


def flow(book: Book, now: datetime, rule: str | None = None) -> Outcome:
    """Compute and check the steps, write 流程图, and list the figures of each rule.

    Args:
        book: the workbook.
        now: the moment.
        rule: the rule that is drawn from now on; the one that stands on the sheet where not given.
    """
    session = Session(book, "flow", now)
    chosen = rule_of(session, rule).rule
    drawn = plain(as_text(session.context.settings.values[FLOW_RULE.key]))
    if rule and drawn.casefold() != chosen.casefold():
        settings_writer.choose(session, FLOW_RULE.key, chosen)
    session.identify()
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *process_findings(session)]
    session.finish()
    shown = [*session.context.once(known_processes)]
    return Outcome(_message(shown), session.findings, [_listing(shown)], changed)


def _message(known: list[RuleSteps]) -> Text:
    steps = sum(entry.figures.steps for entry in known)
    weak = sum(len(entry.weaknesses) for entry in known)
    zh = f"{len(known)} 条细则，{steps} 步，发现 {weak} 处"
    en = f"{Count(len(known)):rule/rules}, {Count(steps):step/steps}, {Count(weak):finding/findings}"
    if any(entry.figures.guessed for entry in known):
        zh, en = f"{zh}；{_GUESSED.zh}", f"{en}; {_GUESSED.en}"
    return Text(zh, en)


def _listing(known: list[RuleSteps]) -> Listing:
    headings = (RULES.column("id").label, *FIGURE_NAMES)
    return Listing(RULES.title, headings, [(entry.rule, *_shown(entry)) for entry in known])


def _shown(entry: RuleSteps) -> list[str | float | None]:
    *figures, share, weak = compared(entry)
    return [*figures, None if share is None else f"{share:.0%}", weak]

"""画流程: writes the flow chart of a rule as a file of its own: native shapes, BPMN, or mermaid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from addin.book.port import Book
from addin.book.session import Session
from addin.checks.processes import process_findings
from addin.outcome import Outcome
from addin.safefile import free, write_new
from udfs.lang import Lang, Text, listed
from udfs.problems import RefusalError, books, processes
from udfs.process.layout import Layout, lay_out
from udfs.process.paths import Process
from workbook_templates.builder.styles import FONTS
from workbook_templates.reports.flow_chart import FLOW_CHART, label, shown_title
from workbook_templates.tables.step_figures import RuleSteps, known_processes
from workbook_templates.tables.steps import PROCESS_STEPS

FILE_NAME = Text("流程图-{rule}.xlsx", "flow-chart-{rule}.xlsx")
_NAMED = 8


class Chart(NamedTuple):
    """A process that is laid out, with the words of its boxes and what it is called."""

    process: Process
    labels: list[str]
    layout: Layout
    title: str
    lang: Lang


def draw(book: Book, now: datetime, target: Path, rule: str | None = None) -> Outcome:
    """Write the chart of a rule as a new file, whose ending says in which form; the workbook itself is only read.

    Args:
        book: the workbook.
        now: the moment.
        target: the file, which must not exist yet: `.xlsx`, `.bpmn` or `.mmd`.
        rule: the rule; the first one with steps where not given.
    """
    make = _FORMS.get(target.suffix.casefold())
    if make is None:
        raise RefusalError(processes.CHART_SUFFIX, name=target.name, allowed=listed(_FORMS))
    free(target)
    session = Session(book, "draw", now)
    chosen = rule_of(session, rule)
    labels = [label(step) for step in chosen.process.steps]
    chart = Chart(
        chosen.process, labels, lay_out(chosen.process, labels), shown_title(session.context, chosen), book.lang
    )
    write_new(target, make(chart))
    findings = [*process_findings(session)]
    return Outcome(Text(f"已生成 {target.absolute()}", f"Written: {target.absolute()}"), findings, files=[target])


def file_name(book: Book, now: datetime, rule: str | None) -> str:
    """Return what the file is called where nobody says it."""
    chosen = rule_of(Session(book, "draw", now), rule).rule
    # A number is what people typed: what no file may be called is left out.
    return FILE_NAME.to(book.lang).format(rule="".join(sign for sign in chosen if sign.isalnum() or sign in "-_ "))


def rule_of(session: Session, rule: str | None) -> RuleSteps:
    """Return the rule of that number, the first one with steps where none is named.

    Raises:
        RefusalError: there are no steps, or none of that rule.
    """
    if PROCESS_STEPS.key not in session.book.tables():
        raise RefusalError(books.TABLE_MISSING, table=PROCESS_STEPS.sheet)
    known = session.context.once(known_processes)
    if not known:
        raise RefusalError(processes.NO_STEPS)
    wanted = (rule or known[0].rule).strip().casefold()
    chosen = next((entry for entry in known if entry.rule.casefold() == wanted), None)
    if chosen is None:
        raise RefusalError(processes.RULE_UNKNOWN, value=rule, allowed=listed((entry.rule for entry in known), _NAMED))
    return chosen


def _shapes(chart: Chart) -> bytes:
    from addin.exporting.flow_shapes import shapes_workbook

    sheet, font = FLOW_CHART.sheet.to(chart.lang), FONTS[chart.lang]
    return shapes_workbook(chart.layout, chart.process.steps, chart.labels, sheet, font)


def _bpmn(chart: Chart) -> bytes:
    from addin.exporting.bpmn import bpmn

    return bpmn(chart.process, chart.layout, chart.title)


def _mermaid(chart: Chart) -> bytes:
    from addin.exporting.mermaid import mermaid

    return mermaid(chart.process)


_FORMS: dict[str, Callable[[Chart], bytes]] = {".xlsx": _shapes, ".bpmn": _bpmn, ".mmd": _mermaid}

"""监控报告 (R44) as a document: how measures stand and why, what is open, and what is wrong with the data."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from addin.monitoring.remarks import remarks
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Count, Text
from udfs.problems import Finding
from udfs.problems import monitoring as problems
from workbook_templates.reports import extracts
from workbook_templates.reports import monitoring_report as report
from workbook_templates.reports.blocks import Block, Bullets, Heading, Paragraph
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.points import POINTS

_ABOUT = Text("{count} 个指标", "{count:measure/measures}")
_MOST = 20
_MORE = Text("另有 {count} 条，运行“监控”或“检查”可全部看到。", "{count} more; “monitor” and “check” name them all.")
# These are said below the charts.
_OF_CHARTS = frozenset({
    problems.BETTER_CHART, problems.LIMITS_DOUBTFUL, problems.PHASE_PROPOSED, problems.CHART_REPLACED,
})  # fmt: skip


def monitoring(session: Session, _issue: str | None = None) -> Content:
    """Return what the report says, and what is to be said of the data."""
    count = len(sheets.filled_rows(session, MEASURES.key))
    sheets.filled_rows(session, POINTS.key)
    book, lang = session.context, session.book.lang
    findings = list(remarks(session))
    of_data = [finding for finding in findings if finding.problem not in _OF_CHARTS]
    blocks = [*report.overview(book, lang), *report.charts(book, lang), *report.open_signals(book, lang)]
    blocks += [*_data(session, of_data), *report.imports(book, lang), extracts.sign_off(lang)]
    return Content(_ABOUT.to(lang).format(count=Count(count)), blocks, of_data)


def _data(session: Session, findings: list[Finding]) -> Iterator[Block]:
    lang = session.book.lang
    yield Heading(report.DATA.to(lang))
    if not findings:
        yield Paragraph(report.NO_TROUBLE.to(lang))
        return
    between = Text("：", ": ").to(lang)
    yield Bullets(tuple(f"{finding.where}{between}{finding.what(lang)}" for finding in findings[:_MOST]))
    if len(findings) > _MOST:
        yield Paragraph(_MORE.to(lang).format(count=len(findings) - _MOST))

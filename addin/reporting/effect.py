"""效果验证报告 (R22) as a document: what was planned, what came of it, how sure that is, and who decided what."""

from __future__ import annotations

from addin.book.session import Session
from addin.checks.effects import effect_findings
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Count, Text
from workbook_templates.reports import effect_report, extracts
from workbook_templates.tables.effects import EFFECTS

_ABOUT = Text("{count} 项指标", "{count:indicator/indicators}")


def effect(session: Session, _issue: str | None = None) -> Content:
    """Return what the report says, and what is to be said of the plans and figures."""
    sheets.filled_rows(session, EFFECTS.key)
    lang, rows = session.book.lang, session.book.view(EFFECTS.key).data.records()
    blocks = [*effect_report.report(session.context), extracts.sign_off(lang)]
    return Content(_ABOUT.to(lang).format(count=Count(len(rows))), blocks, [*effect_findings(session)])

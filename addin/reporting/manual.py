"""改善前后对照 as a document: what new versions of procedures change, why, from when on, and for whom."""

from __future__ import annotations

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Count, Text
from workbook_templates.reports import extracts, manual_report
from workbook_templates.tables.manuals import MANUALS
from workbook_templates.tables.standards_known import current_rows

_ABOUT = Text("{count} 个版本", "{count:version/versions}")


def manual(session: Session, _issue: str | None = None) -> Content:
    """Return what the report says."""
    sheets.filled_rows(session, MANUALS.key)
    lang, rows = session.book.lang, current_rows(session.context)
    about = _ABOUT.to(lang).format(count=Count(len(rows)))
    return Content(about, [*manual_report.report(session.context), extracts.sign_off(lang)], [])

"""复盘报告 (R49) as a document: what each period has brought, how it is judged, what comes next."""

from __future__ import annotations

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Count, Text
from workbook_templates.reports import extracts, review_report
from workbook_templates.tables.reviews import REVIEWS

_ABOUT = Text("{count} 次复盘", "{count:review/reviews}")


def review(session: Session, _issue: str | None = None) -> Content:
    """Return what the report says; one of a single review is about its subject."""
    sheets.filled_rows(session, REVIEWS.key)
    lang, data = session.book.lang, session.book.view(REVIEWS.key).data
    rows = data.records()
    about = _ABOUT.to(lang).format(count=Count(len(rows)))
    if len(rows) == 1:
        about = extracts.shown(data["subject"][rows[0]]) or about
    return Content(about, [*review_report.report(session.context), extracts.sign_off(lang)], [])

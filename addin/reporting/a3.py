"""The A3 report of one issue as a document: what stands on the sheet A3, on one page."""

from __future__ import annotations

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Text
from udfs.problems import RefusalError, reporting
from udfs.values import as_text, plain
from workbook_templates.a3_settings import A3_ISSUE
from workbook_templates.catalogue import TABLES
from workbook_templates.reports import a3, extracts
from workbook_templates.reports.a3_cells import CUT, LINES, shown
from workbook_templates.reports.blocks import Board, Panel, PanelCell, PanelLine
from workbook_templates.reports.related import ISSUES

_GOES_ON = Text("带“…”的文字，全文见工作簿。", "Texts that end with “…” go on in the workbook.")


def a3_report(session: Session, issue: str | None) -> Content:
    """Return what the page says.

    Args:
        session: the workbook, computed.
        issue: the issue; None for the one that is chosen on the sheet, else the first.
    """
    sheets.filled_rows(session, ISSUES)
    book, lang = session.context, session.book.lang
    wanted = plain(issue if issue is not None else as_text(book.settings.values[A3_ISSUE.key]))
    own = a3.page_of(book, wanted)
    if isinstance(own, Text):
        raise RefusalError(reporting.ISSUE_UNKNOWN, value=wanted, table=TABLES[ISSUES].sheet)
    halves = tuple(tuple(_panel(own, box) for box in half) for half in (a3.LEFT, a3.RIGHT))
    texts = (cell.text for half in halves for panel in half for line in panel.lines for cell in line.cells)
    note = _GOES_ON.to(lang) if any(text.endswith(CUT) for text in texts) else ""
    return Content(a3.head_of(own), [Board(halves, note), extracts.sign_off(lang)], [])


def _panel(own: a3.Page, box: a3.Box) -> Panel:
    """Return a box with as many rows as on the sheet, blank ones too, so that the page is filled alike."""
    filled = box.fill(own)
    lines = []
    for at, row in enumerate(box.rows):
        cells = []
        for place, span in enumerate(row.spans):
            text = shown(filled[at][place], own.book, span, LINES * row.high) if at < len(filled) else ""
            is_label = row.is_head or (row.has_labels and place % 2 == 0)
            has_format = place < len(row.formats) and bool(row.formats[place])
            cells.append(PanelCell(span, text, is_label, is_label or has_format or span == 1))
        lines.append(PanelLine(tuple(cells), row.high))
    return Panel(box.title.to(own.lang), tuple(lines))

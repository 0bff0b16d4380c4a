"""根因分析报告 (R14) as a document: for one issue or for each."""

from __future__ import annotations

from addin.book.session import Session
from addin.checks.causes import finding_of
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.problems import RefusalError, causing
from udfs.values import plain
from workbook_templates.reports import cause_report
from workbook_templates.reports import causes_words as words
from workbook_templates.reports.analysis import analysis, issues_with_causes, sentence
from workbook_templates.reports.blocks import Bars, Block, Bullets, Figure, Heading, Paragraph
from workbook_templates.reports.extracts import sign_off
from workbook_templates.tables.cause_remarks import Remark, remarks
from workbook_templates.tables.causes import CAUSES


def root_cause(session: Session, issue: str | None) -> Content:
    """Return what the report says, and what is still wrong in the causes.

    Args:
        session: the workbook, computed.
        issue: the issue reported on; None for every one that has causes.
    """
    sheets.filled_rows(session, CAUSES.key)
    book, lang = session.context, session.book.lang
    numbers = issues_with_causes(book)
    if issue is not None and plain(issue).casefold() not in numbers:
        raise RefusalError(causing.ISSUE_WITHOUT_CAUSES, value=issue)

    def where(remark: Remark) -> str:
        return finding_of(session, remark).where

    wanted = [plain(issue).casefold()] if issue is not None else numbers
    issues = [analysis(book, number, where) for number in wanted]
    blocks: list[Block] = []
    if len(issues) > 1:
        blocks += cause_report.overview(issues)
    for at, each in enumerate(issues):
        pictures = sum(isinstance(block, (Figure, Bars)) for block in blocks)
        blocks += cause_report.of_issue(each, at, pictures, several=len(issues) > 1)
    known = {place for each in issues for place in each.places}
    named = [remark for remark in book.once(remarks) if remark.cause in known or issue is None]
    loose = [remark for remark in named if remark.cause not in known]
    if loose:
        items = map(sentence(book, where), loose)
        blocks += [Heading(words.LOOSE.to(lang)), Paragraph(words.LOOSE_NOTE.to(lang)), Bullets(tuple(items))]
    blocks.append(sign_off(lang))
    subject = issues[0] if len(issues) == 1 else None
    about = f"{subject.number} {subject.problem}" if subject else words.SEVERAL.to(lang).format(count=len(issues))
    return Content(about, blocks, [finding_of(session, remark) for remark in named])

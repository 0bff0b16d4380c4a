"""业务运营问题识别清单 (R9): every issue with scope, priority, channel and owner, and what needs attention first."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Content
from udfs.lang import Count, Text
from udfs.values import as_text, is_number, plain
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import Block, Bullets, Grid, Heading, Paragraph
from workbook_templates.summary_lists import open_issues
from workbook_templates.tables.causes import CAUSES, standings

ABOUT = Text("{count} 个问题", "{count:issue/issues}")
_OVERVIEW, _LIST = Text("一、概况", "1. Overview"), Text("二、问题清单", "2. Issues")
_LATE, _CAUSES = Text("三、逾期问题", "3. Overdue issues"), Text("四、根本原因", "4. Root causes")
_TOTAL = Text(
    "共 {count} 个问题，{open} 个未完成，{late} 个逾期。", "{count:issue/issues}, {open} open, {late} overdue."
)
_BY = Text("按{label}：{counts}。", "By {label}: {counts}.")
_NONE_LATE = Text("没有逾期的问题。", "No issue is overdue.")
_NO_CAUSES = Text("还没有分析原因。", "No causes have been analysed yet.")
_ROOTS = Text("{issue}：{causes}", "{issue}: {causes}")
_OPEN = Text("{issue}：已开始分析，根本原因尚未证实", "{issue}: under analysis, no root cause proven yet")
_COUNTED = ("priority", "category", "channel", "status", "department", "owner")
_COLUMNS = (
    ("id", 6), ("statement", 30), ("scope", 12), ("priority", 8), ("channel", 8), ("category", 10), ("department", 9),
    ("owner", 6), ("found_on", 9), ("due", 9), ("status", 7),
)  # fmt: skip
_LATE_COLUMNS = (("id", 8), ("problem", 40), ("owner", 12), ("due", 14), ("overdue", 12), ("status", 14))


def issue_list(session: Session, _issue: str | None = None) -> Content:
    """Return what the report says."""
    rows = sheets.filled_rows(session, "issues")
    about = ABOUT.to(session.book.lang).format(count=Count(len(rows)))
    return Content(about, [*_blocks(session, rows), extracts.sign_off(session.book.lang)], [])


def _blocks(session: Session, rows: list[int]) -> Iterator[Block]:
    lang, data = session.book.lang, session.book.view("issues").data
    days = {row: days for row in rows if is_number(days := data["overdue"][row]) and days > 0}
    late = sorted(days, key=lambda row: -days[row])
    yield Heading(_OVERVIEW.to(lang))
    waiting = {*open_issues(session.context)} & {*rows}
    yield Paragraph(_TOTAL.to(lang).format(count=Count(len(rows)), open=len(waiting), late=len(late)))
    counts = {key: sheets.counted(session, "issues", key, rows) for key in _COUNTED}
    named = ((sheets.label_of(session, "issues", key), listed) for key, listed in counts.items())
    yield Bullets(tuple(_BY.to(lang).format(label=_inside(label, lang), counts=listed) for label, listed in named))
    yield Heading(_LIST.to(lang))
    yield extracts.grid_of(session.book.lang, data, rows, extracts.used(data, rows, _COLUMNS))
    yield Heading(_LATE.to(lang))
    yield _late(session, late) if late else Paragraph(_NONE_LATE.to(lang))
    if CAUSES.key in session.book.tables():
        yield Heading(_CAUSES.to(lang))
        lines = tuple(_root_causes(session))
        yield Bullets(lines) if lines else Paragraph(_NO_CAUSES.to(lang))


def _inside(label: str, lang: str) -> str:
    return label.lower() if lang == "en" else label


def _late(session: Session, late: list[int]) -> Grid:
    return extracts.grid_of(session.book.lang, session.book.view("issues").data, late, _LATE_COLUMNS)


def _root_causes(session: Session) -> Iterator[str]:
    """Yield the root causes of each issue that has been analysed."""
    analysed, lang = session.context.once(standings), session.book.lang
    answers, between = session.book.view(CAUSES.key).data["answer"], Text("；", "; ").to(lang)
    for number in session.book.view("issues").data["id"]:
        standing = analysed.get(plain(number).casefold())
        if standing is not None:
            roots = [as_text(answers[place]).strip() for place in standing.roots]
            words = _ROOTS if roots else _OPEN
            yield words.to(lang).format(issue=as_text(number).strip(), causes=between.join(roots))

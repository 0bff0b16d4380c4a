"""业务运营问题识别清单 (R9): every issue with scope, priority, channel and owner, and what needs attention first."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from addin.reporting import sheets
from addin.reporting.model import Block, Bullets, Grid, Heading, Paragraph
from udfs.causes.tree import ROOT
from udfs.lang import Count, Text
from udfs.values import as_text, is_blank, is_number
from workbook_templates.summary_lists import open_issues
from workbook_templates.tables.causes import CAUSES, states, tree

TITLE = Text("业务运营问题识别清单", "Operational issue list")
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


def issue_list(session: Session) -> tuple[str, list[Block]]:
    """Return what the report is about, and its blocks."""
    rows = sheets.filled_rows(session, "issues")
    about = ABOUT.to(session.book.lang).format(count=Count(len(rows)))
    return about, [*_blocks(session, rows), sheets.sign_off(session)]


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
    yield sheets.grid_of(session, data, rows, sheets.used(data, rows, _COLUMNS))
    yield Heading(_LATE.to(lang))
    yield _late(session, late) if late else Paragraph(_NONE_LATE.to(lang))
    if CAUSES.key in session.book.tables():
        yield Heading(_CAUSES.to(lang))
        lines = tuple(_root_causes(session))
        yield Bullets(lines) if lines else Paragraph(_NO_CAUSES.to(lang))


def _inside(label: str, lang: str) -> str:
    return label.lower() if lang == "en" else label


def _late(session: Session, late: list[int]) -> Grid:
    return sheets.grid_of(session, session.book.view("issues").data, late, _LATE_COLUMNS)


def _root_causes(session: Session) -> Iterator[str]:
    """Yield the root causes of each issue that has been analysed."""
    forest, state, lang = session.context.once(tree), session.context.once(states), session.book.lang
    answers, between = session.book.view(CAUSES.key).data["answer"], Text("；", "; ").to(lang)
    analysed: dict[str, list[str]] = {}
    for place, level in enumerate(forest.levels):
        if level:
            roots = analysed.setdefault(forest.issues[place].casefold(), [])
            roots += [as_text(answers[place]).strip()] if state[place] is ROOT else []
    for number in session.book.view("issues").data["id"]:
        if is_blank(number) or as_text(number).strip().casefold() not in analysed:
            continue
        roots = analysed[as_text(number).strip().casefold()]
        words = _ROOTS if roots else _OPEN
        yield words.to(lang).format(issue=as_text(number).strip(), causes=between.join(roots))

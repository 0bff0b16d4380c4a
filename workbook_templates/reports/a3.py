"""The page A3: one issue from its background to what comes after, in the eight boxes of the method, on one page.

Which rows stand on it is written by commands; what they say is read from the tables by formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from udfs.causes.tree import ROOT
from udfs.lang import Lang, Text
from udfs.monitoring.wording import fill
from udfs.values import Cell, as_text, is_blank, is_number, plain
from workbook_templates.a3_settings import A3_ISSUE, A3_KEY
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.formulas import once_changed, quoted
from workbook_templates.reports import extracts
from workbook_templates.reports.a3_cells import COLUMNS, LINES, Source, cell
from workbook_templates.reports.model import Report
from workbook_templates.reports.related import (
    EFFECTS,
    ISSUES,
    PILOTS,
    PLANS,
    TASKS,
    OfIssue,
    linked,
    numbers_of,
    of_issue,
)
from workbook_templates.tables.causes import CAUSES, states

TITLE = Text("A3 改善报告", "A3 report")
_HEAD = Text("{number}　{problem}", "{number} {problem}")
_CHANGED = Text("　▲ 问题已改：请运行“汇总”", "  ▲ The issue has changed: run “summary”")
NO_ISSUES = Text("问题清单还没有内容", "the list of issues is still empty")
UNKNOWN = Text("问题清单中没有 {value}", "the list of issues has no {value}")
_ELSEWHERE = Text("「{table}」不在本工作簿", "{table} is in another workbook")
_MORE = Text("另有 {count} 行，见「{table}」", "{count:row/rows} more on {table}")
_MORE_ITEMS = Text("另有 {count} 项，见各表", "{count:item/items} more on their sheets")
_ITEM, _WHO, _WHEN, _STATE = Text("事项", "What"), Text("负责人", "Who"), Text("日期", "When"), Text("状态", "State")
_NUMBER = Text("编号", "No.")
DATE, SHARE, NUMBER = "yyyy-mm-dd", "0%", "#,##0.##"


class Row(NamedTuple):
    """How a row of a box is divided.

    Attributes:
        spans: how many columns each of its cells takes.
        formats: number formats of its cells; General where it names none.
        is_head: whether it holds headings.
        has_labels: whether every other cell, the first one first, is the label of the next one.
        high: how many rows of the sheet it takes.
    """

    spans: tuple[int, ...]
    formats: tuple[str, ...] = ()
    is_head: bool = False
    has_labels: bool = False
    high: int = 1


class Box(NamedTuple):
    """One of the eight boxes: what it is called, how its rows are divided, and what fills them."""

    key: str
    title: Text
    rows: tuple[Row, ...]
    fill: Callable[[Page], list[list[Source]]]


class Page(NamedTuple):
    """The issue that the page is about, and what belongs to it."""

    book: Context
    of: OfIssue

    @property
    def lang(self) -> Lang:
        """Return the workbook's language."""
        return self.book.lang

    def cell(self, table: str, key: str, row: int) -> Source:
        """Return a cell that reads a table."""
        return Source.of(self.book, table, key, row)

    def fact(self, key: str) -> list[Source]:
        """Return label and value of a column of the issue."""
        label = Source(TABLES[ISSUES].column(key).label.to(self.lang))
        return [label, self.cell(ISSUES, key, self.of.row)._replace(blank=extracts.NO_VALUE)]

    def labels(self, table: str, keys: Sequence[str]) -> list[Source]:
        """Return the headings of columns."""
        return [Source(TABLES[table].column(key).label.to(self.lang)) for key in keys]

    def listed(
        self, table: str, keys: Sequence[str], rows: Sequence[int], room: int, nothing: Text
    ) -> list[list[Source]]:
        """Return rows of a table below their headings: as many as there is room for, and what is missing or left out."""
        lines = [self.labels(table, keys)]
        blank = [Source(None)] * len(keys)
        if not rows:
            missing = nothing if table in self.book.tables else fill(_ELSEWHERE, table=TABLES[table].sheet)
            return [*lines, [blank[0], Source(missing.to(self.lang)), *blank[2:]]]
        kept = rows if len(rows) <= room else rows[: room - 1]
        lines += [[self.cell(table, key, row) for key in keys] for row in kept]
        if len(rows) > len(kept):
            rest = fill(_MORE, count=len(rows) - len(kept), table=TABLES[table].sheet)
            lines.append([blank[0], Source(rest.to(self.lang)), *blank[2:]])
        return lines


def page(book: Context) -> Page | Text:
    """Return the issue that is chosen on the sheet, else the first one, or why there is none."""
    return page_of(book, plain(as_text(book.settings.values[A3_ISSUE.key])))


def page_of(book: Context, wanted: str) -> Page | Text:
    """Return an issue by its number, the first one where it is blank, or why there is none."""
    data = book.tables[ISSUES]
    rows = linked(data, "id", {wanted.casefold()}) if wanted else data.records()
    if not rows:
        return fill(UNKNOWN, value=wanted) if wanted else NO_ISSUES
    return Page(book, of_issue(book, rows[0]))


# --- what fills the boxes --------------------------------------------------------------------------------------------


def _background(own: Page) -> list[list[Source]]:
    pairs = (("scope", "department"), ("trigger", "channel"), ("owner", "priority"), ("found_on", "due"))
    return [own.fact("statement"), *([*own.fact(left), *own.fact(right)] for left, right in pairs)]


def _current(own: Page) -> list[list[Source]]:
    figures = [part for key in ("current", "benchmark", "gap") for part in own.fact(key)]
    return [own.fact("impact"), own.fact("extent"), figures]


def _targets(own: Page) -> list[list[Source]]:
    keys = ("id", "indicator", "baseline", "target", "unit", "reach_by", "actual")
    if own.of.pilots or not own.of.tasks:
        return own.listed(
            PILOTS, keys, own.of.pilots, _TARGETS, Text("尚未定量化目标", "No measurable target is set yet")
        )
    # Without a pilot the tasks say what is expected of them.
    data = own.book.tables[TASKS]
    rows = [row for row in own.of.tasks if not is_blank(data["target"][row])][:_TARGETS]
    blank = Source(None)
    lines = [[own.cell(TASKS, key, row) for key in ("id", "target")] + [blank] * 5 for row in rows]
    missing = Text("尚未定量化目标", "No measurable target is set yet").to(own.lang)
    return [own.labels(PILOTS, keys), *(lines or [[blank, Source(missing), *[blank] * 5]])]


def _causes(own: Page) -> list[list[Source]]:
    rows = own.of.causes
    if len(rows) > _CAUSES:
        # What is proven comes first where not all of them have room.
        state = own.book.once(states)
        rows = sorted(rows, key=lambda row: state[row] is not ROOT)
    keys = ("id", "answer", "category", "state", "evidence")
    return own.listed(CAUSES.key, keys, rows, _CAUSES, Text("尚未分析原因", "The causes are not analysed yet"))


def _solutions(own: Page) -> list[list[Source]]:
    data = own.book.tables.get(PLANS)
    ranks = {row: float(rank) if is_number(rank := data["rank"][row]) else 1e9 for row in own.of.plans} if data else {}
    keys = ("id", "name", "category", "total", "decision", "rank")
    rows = sorted(own.of.plans, key=lambda row: ranks[row])
    return own.listed(PLANS, keys, rows, _SOLUTIONS, Text("尚无对策", "There is no countermeasure yet"))


def _plan(own: Page) -> list[list[Source]]:
    keys = ("id", "what", "owner", "start", "finish", "progress", "status")
    return own.listed(TASKS, keys, own.of.tasks, _TASKS, Text("尚未安排任务", "No tasks are planned yet"))


def _effects(own: Page) -> list[list[Source]]:
    keys = ("id", "indicator", "verdict", "said", "decision")
    return own.listed(EFFECTS, keys, own.of.effects, _EFFECTS, Text("尚未验证效果", "The effect is not verified yet"))


# What comes after: of each table its link, and the columns that say what, who, when, and how it stands.
FOLLOWING: dict[str, tuple[str, tuple[str, str, str, str]]] = {
    EFFECTS: ("", ("decision_why", "decided_by", "decided_on", "decision")),
    "manuals": ("task", ("name", "owner", "effective", "state")),
    "rollout": ("plan", ("where", "owner", "due", "state")),
    "incidents": ("issue", ("what", "owner", "due", "")),
    "reviews": ("task", ("next", "owner", "reviewed_on", "judgement")),
}


def _following(own: Page) -> list[list[Source]]:
    """Return what was decided, made the standard and rolled out, which incidents are open, and what reviews say next."""
    tables, of = own.book.tables, own.of
    wanted = {
        "task": numbers_of(tables.get(TASKS), of.tasks),
        "plan": numbers_of(tables.get(PLANS), of.plans),
        "issue": numbers_of(tables[ISSUES], [of.row]),
    }
    places = [(EFFECTS, row) for row in of.effects if not is_blank(tables[EFFECTS]["decision"][row])]
    for table, (link, _) in FOLLOWING.items():
        places += [(table, row) for row in (linked(tables.get(table), link, wanted[link]) if link else ())]
    places = [(table, row) for table, row in places if not _is_closed(own, table, row)]
    heads = [Source(words.to(own.lang)) for words in (_NUMBER, _ITEM, _WHO, _WHEN, _STATE)]
    is_open, rest = Source(Text("未关闭", "Open").to(own.lang)), [Source(None)] * 3
    kept = places if len(places) <= _AFTER else places[: _AFTER - 1]
    lines = [
        [own.cell(table, key, row) if key else is_open for key in ("id", *FOLLOWING[table][1])] for table, row in kept
    ]
    if not lines:
        missing = Text(
            "尚无决定、固化、推广和复盘", "Nothing is decided, made the standard, rolled out or reviewed yet"
        )
        lines = [[Source(None), Source(missing.to(own.lang)), *rest]]
    if len(kept) < len(places):
        lines.append([Source(None), Source(fill(_MORE_ITEMS, count=len(places) - len(kept)).to(own.lang)), *rest])
    return [heads, *lines]


def _is_closed(own: Page, table: str, row: int) -> bool:
    return table == "incidents" and not is_blank(own.book.tables[table]["closed_on"][row])


_TARGETS, _CAUSES, _SOLUTIONS, _TASKS, _EFFECTS, _AFTER = 3, 11, 4, 8, 3, 6
_FACTS = Row((2, 4, 2, 4), has_labels=True)


def _table(spans: tuple[int, ...], rows: int, formats: tuple[str, ...] = ()) -> tuple[Row, ...]:
    return (Row(spans, is_head=True), *[Row(spans, formats)] * rows)


LEFT: tuple[Box, ...] = (
    Box("background", Text("1 背景", "1 Background"),
        (Row((2, 10), has_labels=True, high=2), _FACTS, _FACTS, _FACTS, Row((2, 4, 2, 4), ("", DATE, "", DATE), has_labels=True)),
        _background),
    Box("current", Text("2 现状", "2 Current condition"),
        (Row((2, 10), has_labels=True), Row((2, 10), has_labels=True),
         Row((2, 2, 2, 2, 2, 2), ("", NUMBER, "", NUMBER, "", NUMBER), has_labels=True)), _current),
    Box("target", Text("3 目标", "3 Target"), _table((1, 4, 1, 1, 1, 2, 2), _TARGETS, ("", "", NUMBER, NUMBER, "", DATE, NUMBER)), _targets),
    Box("causes", Text("4 原因分析", "4 Causes"), _table((1, 5, 1, 2, 3), _CAUSES), _causes),
)  # fmt: skip
RIGHT: tuple[Box, ...] = (
    Box("solutions", Text("5 对策", "5 Countermeasures"), _table((1, 5, 2, 1, 2, 1), _SOLUTIONS, ("", "", "", NUMBER, "", "0")), _solutions),
    Box("plan", Text("6 实施计划", "6 Plan"), _table((1, 3, 2, 2, 2, 1, 1), _TASKS, ("", "", "", DATE, DATE, SHARE, "")), _plan),
    Box("effect", Text("7 效果", "7 Effect"),
        _table((1, 2, 2, 6, 1), _EFFECTS), _effects),
    Box("after", Text("8 后续", "8 What comes next"), _table((1, 5, 2, 2, 2), _AFTER, ("", "", "", DATE, DATE)), _following),
)  # fmt: skip


# --- the sheet -------------------------------------------------------------------------------------------------------


def _head(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Say which issue the page is about, and whether another one has been chosen since."""
    own = book.once(page)
    words = own.to(refs.lang) if isinstance(own, Text) else head_of(own)
    chosen = as_text(book.settings.values[A3_ISSUE.key])
    warning = once_changed(f'{A3_ISSUE.name}&""', chosen, refs.text(_CHANGED))
    return [[Cell(words, warning and f"{quoted(words)}&{warning}" if len(words) <= _LONGEST_HEAD else None)]]


_LONGEST_HEAD = 120


def head_of(own: Page) -> str:
    """Return number and problem of the issue."""
    problem = plain(own.book.tables[ISSUES]["problem"][own.of.row])
    if len(problem) > _LONGEST_HEAD // 2:
        problem = problem[: _LONGEST_HEAD // 2] + "…"
    return _HEAD.to(own.lang).format(number=own.of.number, problem=problem).strip()


def _area(box: Box) -> Area:
    rows = sum(row.high for row in box.rows)

    def render(book: Context, refs: AreaRefs) -> list[list[Cell]]:
        own = book.once(page)
        filled = [] if isinstance(own, Text) else box.fill(own)
        cells = [[Cell(None)] * COLUMNS for _ in range(rows)]
        top = 0
        for at, row in enumerate(box.rows):
            col = 0
            for place, span in enumerate(row.spans):
                if at < len(filled):
                    cells[top][col] = cell(filled[at][place], book, refs, span, LINES * row.high)
                col += span
            top += row.high
        return cells

    return Area(name=f"a3_{box.key}", rows=rows, cols=COLUMNS, render=render)


HEAD = Area(name="a3_head", rows=1, cols=1, render=_head)
AREAS: dict[str, Area] = {box.key: _area(box) for box in (*LEFT, *RIGHT)}

A3 = Report(
    key=A3_KEY,
    table=ISSUES,
    sheet=Text("A3", "A3"),
    title=TITLE,
    note=Text(
        "一个问题从背景到后续，一页横向（A3 纸）；内容随表格变化，带“…”的全文见表格。换问题：改米黄色格，再运行“汇总”",
        "One issue from background to what comes next on one landscape page (A3 paper); it follows the tables, texts with “…” "
        "go on there. For another issue change the cream cell and run “summary”",
    ),
    areas=(HEAD, *AREAS.values()),
    needs=(ISSUES, TASKS),
)

"""The sheet 根因分析报告 (R14): what the report on root causes says of the chosen issue, ready to be printed."""

from __future__ import annotations

from dataclasses import replace

from udfs.lang import Text
from udfs.problems import causing
from udfs.values import Cell, plain
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports import causes_words as words
from workbook_templates.reports.analysis import Issue, analysis, as_sentences
from workbook_templates.reports.blocks import Bars, Block, Figure, Paragraph, Tone
from workbook_templates.reports.cause_report import of_issue
from workbook_templates.reports.extracts import sign_off
from workbook_templates.reports.fishbone import COMFORTABLE, LINE_COLUMNS, Letters, fishbone, head, lines, no_lines
from workbook_templates.reports.model import Report
from workbook_templates.reports.typeset import COLUMNS, Line, Look, typeset
from workbook_templates.tables.causes import CAUSES

# Most drawings fit in letters that are easily read on paper; the others are drawn in small ones, by lines of their own.
LARGE, SMALL = Letters(COMFORTABLE, 26.0, (16, 16, 24)), Letters(190.0, 50.0, (48, 48, 64))
# As many causes as a fishbone holds take less than half of it.
ROWS = 1500
NO_CAUSES = Text(
    "还没有原因：请在「原因分析」填写，再运行命令“根因”。",
    "No causes yet: enter them on the sheet Causes, then run the command “causes”.",
)
IN_FULL = Text(
    "原因多，图中字小；整页的图在「鱼骨图」。",
    "So many causes need small letters; the sheet Fishbone has the full page.",
)
MORE = Text(
    "… 还有 {count} 行：全文请用命令“报告”生成 Word 文档（kaizen report --kind root-cause）。",
    "… {count} more lines: the command “report” writes all of it as a Word document (kaizen report --kind root-cause).",
)


def lines_of(book: Context) -> list[Line]:
    """Return the lines of the report on the issue that 设置 names, else on the first one that has causes."""
    lines = typeset(_blocks(book))
    if len(lines) > ROWS:
        rest = MORE.to(book.lang).format(count=len(lines) - ROWS + 1)
        lines = [*lines[: ROWS - 1], Line({0: rest}, Look.NOTE)]
    return lines


def _blocks(book: Context) -> list[Block]:
    diagram, lang = book.once(fishbone), book.lang
    if diagram.bones:
        issue = analysis(book, diagram.issue.casefold(), lambda remark: _cause(book, remark.cause))
        blocks = [*of_issue(issue, 0, 0, several=False)]
        # The chart stands above all text, for it cannot follow a text that grows.
        pictures: list[Block] = [block for block in blocks if isinstance(block, Figure)]
        if not LARGE.hold(diagram.drawing):
            pictures.append(Paragraph(IN_FULL.to(lang), Tone.NOTE))
        rest = (_in_cells(issue, block) for block in blocks if not isinstance(block, Figure))
        return [*pictures, Paragraph(""), *rest, sign_off(lang)]
    named = plain(book.settings.values["fishbone_issue"])
    missing = as_sentences(causing.ISSUE_WITHOUT_CAUSES.finding(value=named), lang)
    return [Paragraph(missing if named else NO_CAUSES.to(lang), Tone.LEAD), sign_off(lang)]


def _in_cells(issue: Issue, block: Block) -> Block:
    """Return a block as it is drawn in cells: a Pareto chart there has no line, its shares stand beside the bars."""
    return (
        replace(block, caption=issue.say(words.BARS_CAPTION, issue=issue.number)) if isinstance(block, Bars) else block
    )


def _cause(book: Context, cause: int | None) -> str:
    return "" if cause is None else plain(book.tables[CAUSES.key]["id"][cause])


def _lines(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    cells = [[Cell(value) for value in line.cells] for line in book.once(lines_of)]
    return cells + [[Cell(None)] * (COLUMNS + 1)] * (ROWS - len(cells))


def _chart(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    if LARGE.hold(book.once(fishbone).drawing):
        return [*lines(book, LARGE), *no_lines(SMALL.slots)]
    return [*no_lines(LARGE.slots), *lines(book, SMALL)]


HEAD = Area(name="root_cause_head", rows=1, cols=1, render=head)
LINES = Area(name="root_cause_lines", rows=ROWS, cols=COLUMNS + 1, render=_lines)
CHART = Area(name="root_cause_chart", rows=LARGE.slots + SMALL.slots, cols=LINE_COLUMNS, render=_chart)

ROOT_CAUSE = Report(
    key="root-cause",
    table=CAUSES.key,
    sheet=Text("根因分析报告", "Root cause report"),
    title=words.TITLE,
    note=Text(
        "由命令“根因”写入「设置」中所选问题的分析，可直接打印；要修改文字请用命令“报告”生成 Word 文档",
        "Written by the command “causes” for the issue chosen on the sheet Settings, ready to print; the command “report” writes it for Word",
    ),
    areas=(HEAD, LINES, CHART),
    flow=LINES,
)

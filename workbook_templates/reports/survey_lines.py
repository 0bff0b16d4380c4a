"""The lines of the sheet 问卷结果: who answered, then each question with its base, options and groups, then the scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from udfs.lang import Lang, Text, same
from udfs.monitoring.wording import fill, join
from udfs.statistics.results import Interval
from udfs.survey.choices import MATRIX, MULTIPLE, OPEN, RANKING
from udfs.survey.counting import Counted, counted, top_name
from udfs.survey.coverage import ALL, Covered
from udfs.survey.crossing import NO_GROUP, Crossed, Group, crossed
from udfs.survey.responses import Responses
from udfs.survey.scales import Scale, scales
from udfs.values import CellValue
from workbook_templates.context import Context
from workbook_templates.reports.typeset import wrapped
from workbook_templates.survey_groups import Grouping, covered, grouping
from workbook_templates.surveying import survey
from workbook_templates.tables.answers import ANSWERS

# Label, count, share, interval; then the groups; then how the row looks.
LEADING, GROUPS = 4, 6
COLUMNS = LEADING + GROUPS + 1
# So many rows are printed on a page, as the charts beside them are; the first page has fewer below the head.
PAGE_ROWS, FIRST_PAGE_ROWS = 32, 25
# A question of no more rows is not divided between two pages; a longer one begins with so many on the first.
_TOGETHER = 16
# Bold letters are wider.
_BOLD = 0.9
# So much text goes into a row: Latin letters, which Chinese ones are twice as wide as, if not quite.
ROOM: dict[Lang, int] = {"zh": 114, "en": 138}

OPTION, PEOPLE, SHARE, INTERVAL = Text("选项", "Option"), Text("人数", "People"), Text("占比", "Share"), Text("95% 区间", "95% interval")  # fmt: skip
FIRST = Text("排第一", "First")
ROW = Text("行", "Row")
ASKED, ANSWERED, RATE, REMARK = Text("名单", "Asked"), Text("收回", "Answered"), Text("回收率", "Response"), Text("说明", "Remark")  # fmt: skip
RESPONSE = Text("回收与覆盖：按{by}", "Response and coverage by {by}")
SCALES = Text("量表", "Scales")
_TITLE = Text("{number}　{text}（{kind}）", "{number}  {text} ({kind})")
_BASE = Text("基数=回答该题 {n} 人", "base = {n} people who answered it")
_SKIPPED = Text("按逻辑未问 {n} 人", "{n} not asked, by an answer before")
_BLANK = Text("未答 {n} 人", "{n} left it blank")
_UNREAD = Text("{n} 份读不懂、未计入", "{n} cannot be read and are not counted")
_SEVERAL = Text(
    "可多选：占比是人数的占比，合计可超过 100%", "several allowed: shares are of people and may add to more than 100%"
)
_NOBODY = Text("还没有人回答", "nobody has answered it")
_EXAMPLE = Text("例：{answer}", "e.g. {answer}")
_WORDS = Text("{n} 人写了回答；用“关键词”归纳", "{n} people wrote an answer; “Keywords” sums them up")
_IN_GROUP = Text("{name} n={n}", "{name} n={n}")
_MORE_GROUPS = Text(
    "另有 {n} 组未列出（只列人数最多的 {most} 组）", "{n} more groups not shown (the {most} largest are)"
)
_LOW, _HIGH = Text("≥{low}", "≥{low}"), Text("≤{high}", "≤{high}")


class Look(Enum):
    """How a row looks; the value stands in the last cell of the row, where the sheet's colours read it."""

    TITLE = "title"
    BASE = "base"
    HEAD = "head"
    LINE = "line"
    NOTE = "note"
    BLANK = ""


class Row(NamedTuple):
    """A row of the sheet."""

    cells: tuple[CellValue, ...]
    look: Look

    def padded(self) -> list[CellValue]:
        """Return all cells of the row, its look in the last."""
        return [*self.cells, *[None] * (COLUMNS - 1 - len(self.cells)), self.look.value or None]


_GAP = Row((), Look.BLANK)


class Shown(NamedTuple):
    """A question as it is shown: its answers, what comes of them, and the same by groups."""

    responses: Responses
    counted: Counted
    crossed: Crossed | None


def shown(book: Context) -> list[Shown]:
    """Return every question with its results."""
    here = book.lasting(survey)
    if here is None:
        return []
    groups = book.once(grouping)
    return [_shown(question, groups) for question in here.questions]


def _shown(question: Responses, groups: Grouping | Text) -> Shown:
    by_group = None
    if isinstance(groups, Grouping) and not groups.label.zh.startswith(f"{question.number} "):
        by_group = crossed(question, groups.members) if len(groups.members) > 1 else None
    return Shown(question, counted(question), by_group)


def rows(book: Context) -> list[Row]:
    """Return all rows of the sheet below its head."""
    lang = book.lang
    listed: list[Row] = []
    for key in ("department", "post"):
        label = ANSWERS.column(key).label
        if groups := covered(book, key):
            listed += [*_coverage(groups, label, lang), _GAP]
    for question in book.once(shown):
        lines = [*question_rows(question, lang)]
        listed += [*_to_next_page(len(listed), len(lines)), *lines, _GAP]
    if known := book.once(named_scales):
        listed += [Row((SCALES.to(lang),), Look.TITLE), *_notes([scale.words for scale in known], lang)]
    return listed


def _to_next_page(before: int, rows_: int) -> list[Row]:
    """Return the blank rows that take what begins to the next page, where this one has too few left for it."""
    left = -(before - FIRST_PAGE_ROWS) % PAGE_ROWS
    return [_GAP] * left if left < min(rows_, _TOGETHER) else []


def named_scales(book: Context) -> list[Scale]:
    """Return the scales of the survey."""
    here = book.lasting(survey)
    return [] if here is None else scales(here.questions)


def _coverage(lines: Sequence[Covered], label: Text, lang: Lang) -> Iterator[Row]:
    yield Row((fill(RESPONSE, by=label).to(lang),), Look.TITLE)
    yield Row(tuple(words.to(lang) for words in (label, ANSWERED, RATE, ASKED, REMARK)), Look.HEAD)
    for line in lines:
        remark = line.remark.to(lang) if line.remark else None
        name = line.name or NO_GROUP.to(lang)
        yield Row((name, line.answered, line.rate, line.asked, remark), Look.LINE)
    asked = [line.asked for line in lines if line.asked is not None]
    answered = sum(line.answered for line in lines)
    rate = answered / sum(asked) if asked and sum(asked) >= answered else None
    yield Row((ALL.to(lang), answered, rate, sum(asked) if asked else None), Look.LINE)


def question_rows(question: Shown, lang: Lang) -> Iterator[Row]:
    """Yield the rows of one question: title, base, options with their figures and groups, and what else is to be known."""
    responses, result, by_group = question
    title = fill(_TITLE, number=responses.number, text=responses.text, kind=responses.kind).to(lang)
    for at, words in enumerate(wrapped(title, ROOM[lang] * _BOLD)):
        yield Row((words,), Look.BASE if at else Look.TITLE)
    yield Row((_beginning(base_words(question).to(lang)),), Look.BASE)
    groups = by_group.groups[:GROUPS] if by_group else ()
    if result.base and responses.kind != OPEN:
        yield Row(
            (
                *(_beginning(words.to(lang)) for words in headings(responses)),
                *(_group_head(group, lang) for group in groups),
            ),
            Look.HEAD,
        )
        for at, line in enumerate(result.lines):
            figures = (line.n, line.share, interval_words(line.interval).to(lang))
            in_groups = (_group_cell(group, at) for group in groups)
            yield Row((line.label.to(lang), *figures, *in_groups), Look.LINE)
    remarks = [
        fill(Text("{label}：{remark}", "{label}: {remark}"), label=line.label, remark=line.remark)
        for line in result.lines
        if line.remark
    ]
    of_groups = []
    if by_group:
        of_groups = [*by_group.notes]
        if len(by_group.groups) > GROUPS:
            of_groups.append(fill(_MORE_GROUPS, n=len(by_group.groups) - GROUPS, most=GROUPS))
    if remarks:
        yield from _notes(remarks if responses.kind == MATRIX else [join(remarks)], lang)
    yield from _notes([join([*some]) for some in (result.notes, of_groups) if some], lang)
    yield from _notes([fill(_EXAMPLE, answer=answer) for answer in result.examples], lang)


def headings(responses: Responses) -> tuple[Text, ...]:
    """Return the headings of the first columns: what is counted depends on the kind of question."""
    if responses.kind == MATRIX:
        name = top_name(len(responses.options), is_reversed=responses.is_reversed)
        return ROW, name, SHARE, INTERVAL
    if responses.kind == RANKING:
        return OPTION, FIRST, SHARE, INTERVAL
    return OPTION, PEOPLE, SHARE, INTERVAL


def base_words(question: Shown) -> Text:
    """Say of how many people the shares are, and what became of the others."""
    responses, result = question.responses, question.counted
    if not result.base:
        parts = [_NOBODY]
    elif responses.kind == OPEN:
        parts = [fill(_WORDS, n=result.base)]
    else:
        parts = [fill(_BASE, n=result.base)]
    for n, words in ((result.skipped, _SKIPPED), (result.blank, _BLANK), (result.unread, _UNREAD)):
        if n:
            parts.append(fill(words, n=n))
    if responses.kind == MULTIPLE and result.base:
        parts.append(_SEVERAL)
    return join(parts)


def interval_words(interval: Interval | None) -> Text:
    """Return an interval as a cell shows it."""
    if interval is None:
        return same("")
    low, high = f"{interval.low:.0%}", f"{interval.high:.0%}"
    if interval.side == "lower":
        return fill(_LOW, low=low)
    if interval.side == "upper":
        return fill(_HIGH, high=high)
    return Text(f"{low}～{high}", f"{low} to {high}")


def _group_head(group: Group, lang: Lang) -> str:
    return fill(_IN_GROUP, name=group.name, n=group.base).to(lang)


def _group_cell(group: Group, at: int) -> CellValue:
    """Return a group's share; of fewer than ten people in brackets, which the sheet shows in grey."""
    share = group.shares[at]
    return None if share is None else f"({share:.0%})" if group.is_grey else share


def _notes(notes: Sequence[Text], lang: Lang) -> Iterator[Row]:
    return (Row((line,), Look.NOTE) for note in notes for line in wrapped(_beginning(note.to(lang)), ROOM[lang]))


def _beginning(text: str) -> str:
    """Return a text that begins a line."""
    return text[:1].upper() + text[1:]


def charted(question: Shown) -> list[tuple[Text, float]]:
    """Return what a chart of the question shows; nothing of open ones and of those that nobody answered."""
    if question.responses.kind == OPEN or not question.counted.base:
        return []
    return [(line.label, line.share or 0.0) for line in question.counted.lines]

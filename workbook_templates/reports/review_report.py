"""What the report of reviews says (R49): what a period has brought, how people judge it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udfs.choices import meant
from udfs.governing.reviews import MONTH, PERIODS, QUARTER, YEAR
from udfs.lang import Count, Text, listed
from udfs.rules import split_references
from udfs.values import day_of
from workbook_templates.context import Context
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Field,
    Grid,
    Heading,
    Paragraph,
    Tone,
)
from workbook_templates.reports.reading import Reader
from workbook_templates.reports.related import TASKS, linked
from workbook_templates.tables.reviews import REVIEWS

_OVERVIEW = Text("概览", "Overview")
_CHAPTER = Text("{number}　{subject}（{period}）", "{number} {subject} ({period})")
_DAYS = Text("{name}（{first} 至 {last}）", "{name} ({first} to {last})")
_NAMES = {
    MONTH: Text("{year} 年 {month} 月", "{year}-{month:02}"),
    QUARTER: Text("{year} 年第 {quarter} 季度", "{year} Q{quarter}"),
    YEAR: Text("{year} 年", "{year}"),
}
_TARGETS, _RESULTS = Text("一、目标达成", "1. Targets"), Text("二、实施效果", "2. What was done")
_PROBLEMS, _CHANCES = Text("三、存在问题", "3. Problems"), Text("四、改进机会", "4. Chances")
_NEXT = Text("五、下一步", "5. Next steps")
_PERIOD, _STATE = Text("期间", "Period"), Text("状态", "State")
_OPEN = Text("尚未复盘", "not reviewed yet")
_COUNTED = Text(
    "共 {count} 次复盘：已完成 {done} 次，尚未复盘 {open} 次。", "{count:review/reviews}: {done} done, {open} to come."
)
_LEAD = Text("总体判断：{word}。", "Judgement: {word}.")
_NOT_JUDGED = Text("尚未写总体判断。", "No judgement is written yet.")
_NOTHING = Text("尚未填写。", "Not filled in yet.")
_NO_FACTS = Text("工作簿还没有填入（运行任一命令即可）。", "Not filled in yet: any command does that.")
_NO_MEASURES = Text(
    "本工作簿没有「指标」和「试点计划」，目标达成没有自动填入。",
    "This workbook holds neither Measures nor the pilot plan, so nothing was filled in about targets.",
)
_RECORDED = Text("工作簿中的记录：", "On record in the workbook:")
_UNFINISHED, _RECURRING = (
    Text("期末未关闭：{what}。", "Open at the end: {what}."),
    Text("再发：{what}。", "Happened again: {what}."),
)
_NO_TASK = Text("下一步还没有变成任务。", "The next steps have not become tasks yet.")
_TASKS_ELSEWHERE = Text(
    "已变成任务 {tasks}；任务表不在本工作簿。", "They became tasks {tasks}, which this workbook does not hold."
)
_TASKS_LOST = Text("计划表中没有这些编号：{tasks}。", "The plan has no tasks of these numbers: {tasks}.")
_BECAME = Text("变成的任务：", "The tasks that they became:")
_PRELIMINARY = Text(
    "还没有填「复盘日期」，这一期的事实会随工作簿更新。",
    "“Reviewed on” is not filled in yet, so the facts of this period still follow the workbook.",
)
_TASK_COLUMNS = (("id", 8), ("what", 34), ("owner", 12), ("finish", 12), ("progress", 9), ("status", 10))


class _Review(Reader):
    """One row of the table as the report sees it."""

    def __init__(self, book: Context, row: int) -> None:
        self.book, self.row, self._data = book, row, book.tables[REVIEWS.key]

    def cell(self, key: str) -> str:
        return self.read(REVIEWS.key, key, self.row)

    @property
    def name(self) -> str:
        """Return what the period is called; what was typed where that is none."""
        kind, day = meant(self._data["kind"][self.row], PERIODS), day_of(self._data["begin"][self.row])
        if kind is None or day is None:
            return f"{self.cell('kind')} {self.cell('day')}".strip()
        return self.say(_NAMES[kind], year=day.year, month=day.month, quarter=(day.month + 2) // 3)

    @property
    def period(self) -> str:
        """Return the period with its days, as far as they are known."""
        first, last = self.cell("begin"), self.cell("end")
        return self.say(_DAYS, name=self.name, first=first, last=last) if first and last else self.name


def report(book: Context) -> Iterator[Block]:
    """Yield the reviews in the order of the table, each a chapter where there are several."""
    reviews = [_Review(book, row) for row in book.tables[REVIEWS.key].records()]
    several = len(reviews) > 1
    if several:
        yield from _overview(reviews)
    for at, review in enumerate(reviews):
        if several:
            title = review.say(_CHAPTER, number=review.cell("id"), subject=review.cell("subject"), period=review.name)
            yield Heading(title, new_page=at > 0)
        yield from _of_review(review, 2 if several else 1)


def _overview(reviews: Sequence[_Review]) -> Iterator[Block]:
    first = reviews[0]
    done = sum(bool(review.cell("reviewed_on")) for review in reviews)
    yield Heading(first.say(_OVERVIEW))
    counts = {"count": Count(len(reviews)), "done": done, "open": len(reviews) - done}
    yield Paragraph(first.say(_COUNTED, **counts), Tone.LEAD)
    labels = [(REVIEWS.column(key).label.to(first.lang), wide) for key, wide in (("id", 9), ("subject", 24))]
    heads = (*(Column(label, wide) for label, wide in labels), Column(first.say(_PERIOD), 36),
             *(Column(REVIEWS.column(key).label.to(first.lang), 14, centred=True) for key in ("judgement", "owner", "reviewed_on")))  # fmt: skip
    rows = [
        tuple(Field(text or extracts.NO_VALUE) for text in (
            review.cell("id"), review.cell("subject"), review.name, review.cell("judgement"), review.cell("owner"),
            review.cell("reviewed_on") or review.say(_OPEN),
        ))
        for review in reviews
    ]  # fmt: skip
    yield Grid(heads, tuple(rows))


def _of_review(review: _Review, level: int) -> Iterator[Block]:
    keys = ("subject", "owner")
    pairs = [Fact(REVIEWS.column(key).label.to(review.lang), review.cell(key) or extracts.NO_VALUE) for key in keys]
    pairs.append(Fact(review.say(_PERIOD), review.period or extracts.NO_VALUE))
    day = review.cell("reviewed_on")
    pairs.append(Fact(REVIEWS.column("reviewed_on").label.to(review.lang), day or review.say(_OPEN)))
    yield Facts(tuple(pairs))
    word = review.cell("judgement")
    yield Paragraph(review.say(_LEAD, word=word) if word else review.say(_NOT_JUDGED), Tone.LEAD)
    yield Heading(review.say(_TARGETS), level)
    has_targets = {"measures", "pilots"} & {*review.book.tables}
    yield Paragraph(review.cell("targets") or review.say(_NO_FACTS if has_targets else _NO_MEASURES))
    yield Heading(review.say(_RESULTS), level)
    yield Paragraph(review.cell("results") or review.say(_NO_FACTS))
    yield Heading(review.say(_PROBLEMS), level)
    yield from _typed(review, "problems")
    facts = ((_UNFINISHED, review.cell("unfinished")), (_RECURRING, review.cell("recurring")))
    if any(what for _, what in facts):
        yield Paragraph(review.say(_RECORDED))
        yield Bullets(tuple(review.say(words, what=what) for words, what in facts if what))
    yield Heading(review.say(_CHANCES), level)
    yield from _typed(review, "chances")
    yield Heading(review.say(_NEXT), level)
    yield from _typed(review, "next")
    yield from _tasks(review)
    if not day:
        yield Paragraph(review.say(_PRELIMINARY), Tone.NOTE)


def _typed(review: _Review, key: str) -> Iterator[Block]:
    """Yield what people wrote, a paragraph for each line."""
    lines = [line for line in review.cell(key).splitlines() if line.strip()]
    yield from map(Paragraph, lines or [review.say(_NOTHING)])


def _tasks(review: _Review) -> Iterator[Block]:
    """Yield the tasks that the next steps became, as the plan has them now."""
    numbers = split_references(review.cell("task"))
    if not numbers:
        if review.cell("next"):
            yield Paragraph(review.say(_NO_TASK))
        return
    tasks = review.book.tables.get(TASKS)
    if tasks is None:
        yield Paragraph(review.say(_TASKS_ELSEWHERE, tasks=listed(numbers).to(review.lang)))
        return
    rows = linked(tasks, "id", {number.casefold() for number in numbers})
    if rows:
        yield Paragraph(review.say(_BECAME))
        yield extracts.grid_of(review.lang, tasks, rows, _TASK_COLUMNS, extracts.NO_VALUE)
    known = {extracts.shown(tasks["id"][row]).casefold() for row in rows}
    lost = [number for number in numbers if number.casefold() not in known]
    if lost:
        yield Paragraph(review.say(_TASKS_LOST, tasks=listed(lost).to(review.lang)))

"""复盘: what a month, quarter or year has brought, as far as the workbook knows it, and what people make of it (R49).

What is filled in by commands is about the period; it stays as it is once the day of the review is entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from udfs.governing.reviews import JUDGEMENTS, MONTHS, PERIODS, period_of
from udfs.lang import Text, listed, listed_texts
from udfs.rules import EARLIEST, LATEST, Kind
from udfs.statistics.verdict import BORDERLINE
from udfs.status import is_entered
from udfs.target import EXCELLENT, REACHED
from udfs.values import CellValue, as_text, day_of, is_blank, plain
from workbook_templates.context import Context, TableContext, TableData
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.effects import WORDS
from workbook_templates.tables.shared import closing_band

NOTHING = Text("无", "none")
# What came to its end in the period: table, its date, what is counted.
_ENDED = (
    ("issues", "closed_on", Text("解决问题", "issues solved")),
    ("tasks", "done_on", Text("完成任务", "tasks done")),
    ("incidents", "closed_on", Text("关闭日志", "incidents closed")),
    ("drills", "done_on", Text("演练", "drills")),
    ("proposals", "done_on", Text("实施提案", "proposals carried out")),
)
# What was open at its end: table, since when, until when, what is counted.
_OPEN = (
    ("issues", "found_on", "closed_on", Text("问题", "issues")),
    ("incidents", "found_on", "closed_on", Text("日志", "incidents")),
)


def _day(f: RowRefs, after: int) -> str:
    """Return the first day of the period, or of the `after`-th one behind it, as a formula that fails where there is none."""
    kind, day = f'IFERROR({f.plain("kind")},"")', f["day"]
    months = "(" + "+".join(f"{n}*({kind}={f.text(words)})" for words, n in zip(PERIODS, MONTHS, strict=True)) + ")"
    return f"DATE(YEAR({day}),(INT((MONTH({day})-1)/{months})+{after})*{months}+1,1)"


def _where_day(f: RowRefs, value: str) -> str:
    """Return a value where the day lies within those that may be entered, else nothing."""
    first, last = (f"DATE({day.year},{day.month},{day.day})" for day in (EARLIEST, LATEST))
    known = f'IF({f["day"]}<{first},"",IF({f["day"]}<{last}+1,IFERROR({value},""),""))'
    return f'IF(ISNUMBER({f["day"]}),{known},"")'


def _first(f: RowRefs) -> str:
    return _where_day(f, _day(f, 0))


def _last(f: RowRefs) -> str:
    return _where_day(f, f"{_day(f, 1)}-1")


def _ends(part: int) -> Callable[[TableContext], list[CellValue]]:
    def values(c: TableContext) -> list[CellValue]:
        spans = (_period(c, row) for row in range(c.data.length))
        return ["" if span is None else span[part] for span in spans]

    return values


def _period(c: TableContext, row: int) -> tuple[date, date] | None:
    kinds = {words.to(c.lang).casefold() for words in PERIODS}
    kind = c["kind"][row]
    return period_of(kind, c["day"][row]) if plain(kind).casefold() in kinds else None


def _written(
    key: str, tables: Sequence[str], of: Callable[[Context, date, date], Text]
) -> Callable[[TableContext], list[CellValue]]:
    """Return the column of what the workbook knows of each period; where it knows nothing, or is not asked, cells stay."""

    def values(c: TableContext) -> list[CellValue]:
        cells = list(c[key])
        if not any(table in c.book.tables for table in tables):
            return cells
        for row in range(c.data.length):
            span = _period(c, row)
            if span is not None and (is_blank(cells[row]) or not is_entered(c["reviewed_on"][row])):
                cells[row] = of(c.book, *span).to(c.lang)
        return cells

    return values


def _targets(book: Context, _first_day: date, _last_day: date) -> Text:
    parts = []
    for key, words in (("measures", Text("指标", "measures")), ("pilots", Text("试点", "pilots"))):
        if key in book.tables:
            bands = [as_text(band) for band in book.tables[key]["band"] if not is_blank(band)]
            good = sum(band in {words.to(book.lang) for words in (EXCELLENT, REACHED)} for band in bands)
            parts.append(Text(f"{words.zh} {good}/{len(bands)} 达标", f"{good} of {len(bands)} {words.en} on target"))
    return listed_texts(parts)


def _results(book: Context, first: date, last: date) -> Text:
    parts = []
    for key, column, words in _ENDED:
        if key in book.tables:
            data = book.tables[key]
            count = sum(first <= day <= last for day in map(day_of, data[column]) if day is not None)
            parts.append((count, words))
    return _counted(parts)


def _unfinished(book: Context, _first_day: date, last: date) -> Text:
    last = min(last, book.today)
    parts = [
        (sum(1 for _ in _open_on(book, key, since, until, last)), words)
        for key, since, until, words in _OPEN
        if key in book.tables
    ]
    return _counted(parts)


def _open_on(book: Context, key: str, since: str, until: str, day: date) -> Iterator[int]:
    """Yield the rows that are open at the end of a day."""
    data = book.tables[key]
    done = {text.casefold() for text in book.settings.choices("closed")} if key == "issues" else frozenset()
    for row in data.records():
        begun, ended = day_of(data[since][row]), day_of(data[until][row])
        is_done = ended is None and plain(data["status"][row]).casefold() in done
        if not (begun is not None and begun > day) and not is_done and (ended is None or ended > day):
            yield row


def _recurring(book: Context, first: date, last: date) -> Text:
    data = book.tables["incidents"]
    rows = [
        row
        for row in data.records()
        if not is_blank(data["again_of"][row]) and (day := day_of(data["found_on"][row])) and first <= day <= last
    ]
    if not rows:
        return NOTHING
    numbers = listed([plain(data["id"][row]) for row in rows], 8)
    return Text(f"{len(rows)} 次：{numbers.zh}", f"{len(rows)}: {numbers.en}")


def _effects(book: Context, first: date, last: date) -> Text:
    """Count the verdicts of the period by word."""
    data = book.tables["effects"]
    words = [
        plain(data["verdict"][row]) for row in data.records() if first <= _judged_on(data, row, book.today) <= last
    ]
    return _counted([(words.count(word.to(book.lang)), _within(word)) for word in (*WORDS, BORDERLINE)])


def _within(word: Text) -> Text:
    """Return a verdict as it stands within a sentence."""
    return Text(word.zh, word.en[:1].lower() + word.en[1:])


def _judged_on(data: TableData, row: int, today: date) -> date:
    """Return the day that a verdict is of: the last one compared, where that is open the decision's, else today.

    What has not begun has no verdict yet, and no day.
    """
    begun = day_of(data["after_from"][row])
    last = day_of(data["after_to"][row]) or day_of(data["decided_on"][row]) or today
    return date.max if begun is not None and begun > last else last


def _counted(parts: Sequence[tuple[int, Text]]) -> Text:
    known = [Text(f"{words.zh} {count}", f"{count} {words.en}") for count, words in parts if count]
    return listed_texts(known) if known else NOTHING


def _own(key: str, label: Text, width: float, explain: Text, tables: Sequence[str],
         of: Callable[[Context, date, date], Text]) -> Column:  # fmt: skip
    written = Text(
        f"由命令写入：{explain.zh}；填了「复盘日期」之后不再改",
        f"Written by commands: {explain.en}; stays once “Reviewed on” is filled in",
    )
    return Column(
        key=key, label=label, width=width, computed=Computed(explain=written, values=_written(key, tables, of))
    )


PERIOD = Band(
    label=Text("哪一期", "Which period"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "复盘编号", "id"), hint=Text("例：RV-001，不可重复", "e.g. RV-001, no duplicates")),
        Column(key="subject", label=Text("复盘主题", "Subject"), width=20, required=True, aliases=("主题", "复盘内容", "项目"),
               hint=Text("例：订单审核改进，11 月", "e.g. order review, November")),
        Column(key="kind", label=Text("周期", "Period"), kind=Kind.CHOICE, width=7, required=True, options=PERIODS,
               aliases=("复盘周期", "频率")),
        Column(key="day", label=Text("其中一天", "A day in it"), kind=Kind.DATE, width=11, required=True,
               aliases=("期间", "月份", "日期"), hint=Text("这个月、季、年里的任意一天", "Any day of the month, quarter or year")),
        Column(key="begin", label=Text("起", "From"), kind=Kind.DATE, width=11,
               computed=Computed(explain=Text("这一期的第一天", "First day of the period"), native=_first, values=_ends(0))),
        Column(key="end", label=Text("止", "To"), kind=Kind.DATE, width=11,
               computed=Computed(explain=Text("这一期的最后一天", "Last day of the period"), native=_last, values=_ends(1))),
        Column(key="owner", label=Text("主持人", "Led by"), kind=Kind.PERSON, width=9, required=True, aliases=("责任人", "负责人", "复盘人")),
    ),
)  # fmt: skip

FACTS = Band(
    label=Text("事实", "Facts"),
    columns=(
        _own("targets", Text("目标达成", "Targets"), 18, Text("指标和试点有几个达标", "how many measures and pilots are on target"),
             ("measures", "pilots"), _targets),
        _own("results", Text("实施效果", "What was done"), 20, Text("这一期完成了什么", "what came to its end in the period"),
             [key for key, *_ in _ENDED], _results),
        _own("effects", Text("效果", "Effects"), 18, Text("这一期比较完的改善各是什么结论", "verdicts on improvements whose comparison ended in the period"),
             ("effects",), _effects),
        _own("unfinished", Text("未关闭", "Open"), 15, Text("期末还开着的问题和日志", "issues and incidents open at its end"),
             [key for key, *_ in _OPEN], _unfinished),
        _own("recurring", Text("再发", "Again"), 14, Text("这一期又出现的问题", "incidents of the period that had happened before"),
             ("incidents",), _recurring),
    ),
)  # fmt: skip

JUDGED = Band(
    label=Text("判断与下一步", "Judgement and next steps"),
    new_page=True,
    columns=(
        Column(key="judgement", label=Text("总体判断", "Judgement"), kind=Kind.CHOICE, width=10, options=JUDGEMENTS,
               aliases=("结论", "达成情况")),
        Column(key="problems", label=Text("存在问题", "Problems"), width=24, aliases=("问题", "不足")),
        Column(key="chances", label=Text("改进机会", "Chances"), width=22, aliases=("机会", "经验")),
        Column(key="next", label=Text("下一步", "Next steps"), width=26, aliases=("下一步计划", "下期计划", "行动", "next actions")),
        Column(key="task", label=Text("关联任务", "Tasks"), kind=Kind.LINK, width=11, refers="tasks", comes="after", aliases=("任务编号",),
               hint=Text("下一步变成的任务，多个用逗号隔开", "The tasks that the next steps became, separated by commas")),
        Column(key="reviewed_on", label=Text("复盘日期", "Reviewed on"), kind=Kind.DATE, width=11, aliases=("复盘时间", "会议日期"),
               hint=Text("填了之后，左边的事实不再改", "Once filled in, the facts on the left stay as they are")),
    ),
)  # fmt: skip

REVIEWS = Table(
    key="reviews",
    name="tblReviews",
    sheet=TABLE_SHEETS["reviews"],
    title=Text("复盘", "Reviews"),
    purpose=Text(
        "按月、季、年：事实由工作簿填好，判断和下一步由人写，下一步要变成任务",
        "By month, quarter, year: the workbook fills in the facts, people judge and say what is next, which becomes tasks",
    ),
    id_prefix="RV",
    bands=(PERIOD, FACTS, JUDGED, closing_band()),
    subject="subject",
    blank_rows=12,
    row_heights={"zh": 54, "en": 54},
    frozen="subject",
)

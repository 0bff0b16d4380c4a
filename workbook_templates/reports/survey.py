"""The sheet 问卷结果: how many answered, each question with base, shares, intervals and groups, and charts of twelve of them."""

from __future__ import annotations

from functools import partial

from udfs.lang import Text
from udfs.monitoring.wording import fill, join
from udfs.survey.choices import LEFT_OUT
from udfs.survey.doubts import period
from udfs.values import Cell, is_blank
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import once_changed, quoted
from workbook_templates.reports.model import Plot, Report
from workbook_templates.reports.survey_charts import BARS, CHARTS, bars, caption, chosen
from workbook_templates.reports.survey_lines import COLUMNS, PAGE_ROWS, rows
from workbook_templates.summary_counts import is_record, record_count
from workbook_templates.survey_groups import Grouping, covered, grouping
from workbook_templates.survey_settings import ON_SHEET, SURVEY_KEY
from workbook_templates.surveying import survey

ROWS = 1000
# Charts stand in pairs, four on a page; each takes a caption and so many rows, and a blank one.
CHART_ROWS, PER_ROW = PAGE_ROWS // 2 - 2, 2
BLOCK = CHART_ROWS + 2
# Behind each chart its labels and shares, and a blank column.
WIDTH = 3

RECEIVED, TAKEN_SHEETS, LEFT_SHEETS = Text("收回", "Received"), Text("采用", "Counted"), Text("不采用", "Left out")
DOUBTFUL, OPEN_DOUBTS = Text("有疑点", "Doubtful"), Text("疑点待定", "Undecided")
HEADINGS = (RECEIVED, TAKEN_SHEETS, LEFT_SHEETS, DOUBTFUL, OPEN_DOUBTS)

_AS_OF = Text("截至 {day}；按 {n} 份采用的答卷", "As of {day}; from {n} answer sheets that count")
_PERIOD = Text("答题 {first} 至 {last}", "answered {first} to {last}")
_RESPONSE = Text("回收率 {answered}/{asked}（{rate:.0%}）", "response {answered}/{asked} ({rate:.0%})")  # fmt: skip
_BY = Text("分组：{by}；结果只代表答了的人", "Groups: {by}; results speak for those who answered only")
_NO_GROUP = Text(
    "“分组”里的 {value} 不是部门、岗位或单选题",
    "“Groups”: {value} is neither Department, Post nor a single-choice question",
)
_UNKNOWN = Text("“画哪些题”里认不出：{parts}", "not known in “Questions to chart”: {parts}")
_MORE = Text(
    "另有 {n} 题没有画图，在“画哪些题”里选", "{n} more questions not drawn: choose them in “Questions to chart”"
)
_CUT = Text(
    "另有 {n} 行写不下，见命令“问卷”的清单", "{n} more lines do not fit: see the listing of the command “survey”"
)
_NOTHING = Text("还没有题目或答卷", "No questions or answers yet")
_CHANGED = Text("　▲ 答卷或选择已改：请运行“问卷”", "  ▲ Answers or choices have changed: run “Survey”")

Render = list[list[Cell]]


def _figures(book: Context, refs: AreaRefs) -> Render:
    """Count the answer sheets: natively, so that the figures follow while people decide about doubtful ones."""
    data = book.tables["answers"]
    decisions, doubts = refs.column("answers", "decision"), refs.column("answers", "doubt")
    records = data.records()
    left = [row for row in records if _is(data["decision"][row], LEFT_OUT)]
    doubtful = [row for row in records if not is_blank(data["doubt"][row])]
    waiting = [row for row in doubtful if is_blank(data["decision"][row])]
    received, record = record_count(book, refs, "answers"), is_record(refs, "answers")
    out = "+".join(f"(TRIM({decisions})={quoted(word)})" for word in dict.fromkeys(LEFT_OUT))
    doubt = f"(LEN(TRIM({doubts}))>0)"
    return [[
        received,
        Cell(len(records) - len(left), f"{refs.cell(0, 0)}-{refs.cell(0, 2)}"),
        Cell(len(left), f"SUMPRODUCT({record}*({out}))"),
        Cell(len(doubtful), f"SUMPRODUCT({record}*{doubt})"),
        Cell(len(waiting), f"SUMPRODUCT({record}*{doubt}*(LEN(TRIM({decisions}))=0))"),
    ]]  # fmt: skip


def _is(value: object, word: Text) -> bool:
    return isinstance(value, str) and value.strip(" ").casefold() in {text.casefold() for text in word}


def _head(book: Context, refs: AreaRefs) -> Render:
    """Say as of when, from how many, of whom, by what; and whether answers or choices have changed since."""
    here = book.lasting(survey)
    if here is None or not here.questions or not here.sheets:
        return [[Cell(_NOTHING.to(refs.lang))], [Cell(None)]]
    parts = [fill(_AS_OF, day=book.today, n=len(here.counted))]
    days = period(book.tables["answers"]["submitted"][row] for row in here.counted_rows)
    if days is not None:
        parts.append(fill(_PERIOD, first=days[0], last=days[1]))
    lines = covered(book, "department") or covered(book, "post")
    asked = sum(line.asked or 0 for line in lines)
    if asked >= len(here.counted) > 0:
        parts.append(Text(*(words.format(answered=len(here.counted), asked=asked, rate=len(here.counted) / asked) for words in _RESPONSE)))  # fmt: skip
    words = join(parts).to(refs.lang)
    warning = once_changed(_now(), _before(book), refs.text(_CHANGED))
    return [[Cell(words, warning and f"{quoted(words)}&{warning}")], [Cell(join(_remarks(book)).to(refs.lang) or None)]]


def _remarks(book: Context) -> list[Text]:
    groups, charts, left = book.once(grouping), book.once(chosen), len(book.once(rows)) - ROWS
    parts = [fill(_BY, by=groups.label) if isinstance(groups, Grouping) else fill(_NO_GROUP, value=groups)]
    if charts.unknown:
        parts.append(fill(_UNKNOWN, parts="、".join(charts.unknown)))
    if charts.more:
        parts.append(fill(_MORE, n=charts.more))
    return [*parts, fill(_CUT, n=left)] if left > 0 else parts


def _now() -> str:
    """Return the formula of what the results depend on and a cell can see: choices, and how many sheets count."""
    return '&"|"&'.join([*(setting.name for setting in ON_SHEET), "INDEX(survey_figures,1,2)"])


def _before(book: Context) -> str:
    here = book.lasting(survey)
    return "|".join(
        [*(_text(book.settings.values[setting.key]) for setting in ON_SHEET), str(len(here.counted) if here else 0)]
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _flow(book: Context, _refs: AreaRefs) -> Render:
    """Return the rows of the sheet."""
    listed = [[Cell(value) for value in row.padded()] for row in book.once(rows)[:ROWS]]
    return listed + [[Cell(None)] * COLUMNS for _ in range(ROWS - len(listed))]


def _captions(side: int, book: Context, refs: AreaRefs) -> Render:
    """Return what stands above the charts of one side, each above its own."""
    lines = [[Cell(None)] for _ in range(CHARTS // PER_ROW * BLOCK)]
    for at, question in enumerate(book.once(chosen).questions[side::PER_ROW]):
        lines[at * BLOCK] = [Cell(caption(question).to(refs.lang))]
    return lines


def _behind(book: Context, refs: AreaRefs) -> Render:
    """Return the labels and shares that the charts show, chart beside chart."""
    cells = [[Cell(None)] * (CHARTS * WIDTH) for _ in range(BARS)]
    for at, question in enumerate(book.once(chosen).questions):
        for row, pair in zip(cells, bars(question, refs.lang), strict=False):
            row[at * WIDTH : at * WIDTH + 2] = [Cell(pair[0]), Cell(pair[1])]
    return cells


FIGURES = Area(name="survey_figures", rows=1, cols=len(HEADINGS), render=_figures)
HEAD = Area(name="survey_head", rows=2, cols=1, render=_head)
FLOW = Area(name="survey_rows", rows=ROWS, cols=COLUMNS, render=_flow)
BEHIND = Area(name="survey_bars", rows=BARS, cols=CHARTS * WIDTH, render=_behind)
CAPTIONS = tuple(
    Area(name=f"survey_captions_{side + 1}", rows=CHARTS // PER_ROW * BLOCK, cols=1,
         render=partial(_captions, side))
    for side in range(PER_ROW)
)  # fmt: skip

SURVEY = Report(
    key=SURVEY_KEY,
    table="answers",
    sheet=Text("问卷结果", "Survey results"),
    title=Text("问卷结果", "Survey results"),
    note=Text(
        "占比的基数是回答该题的人；区间为 95%（Wilson）；不足 10 人的组加括号、变灰，不足 5 人的组不列。米黄色格可改，改后运行命令“问卷”",
        "Shares are of those who answered the question; intervals 95% (Wilson); groups of fewer than 10 in brackets and grey, of fewer "
        "than 5 not shown. Change the cream cells, then run “survey”",
    ),
    areas=(FIGURES, HEAD, FLOW, *CAPTIONS, BEHIND),
    flow=FLOW,
    beside=CAPTIONS[0],
    tail=BLOCK - 1,
    plots=tuple(Plot(area=BEHIND, first=at * WIDTH, columns=2) for at in range(CHARTS)),
    needs=("questions",),
)

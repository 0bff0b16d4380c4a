"""问题日志: what goes wrong while a change is tried, how it is dealt with, and whether it comes again (R48, R49)."""

from udfs.governing.dates import open_days
from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def _days(f: RowRefs) -> str:
    opened, closed = f.cells("found_on", "closed_on")
    end = f'IF({f.unsaid("closed_on")},TODAY(),IF(ISNUMBER({closed}),INT({closed}),""))'
    days = f'IF({end}<INT({opened}),"",{end}-INT({opened}))'
    return f'IF(ISNUMBER({opened}),IFERROR({days},""),"")'


WHAT = Band(
    label=Text("发生了什么", "What happened"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "日志编号", "问题编号", "id"), hint=Text("例：IN-001，不可重复", "e.g. IN-001, no duplicates")),
        Column(key="found_on", label=Text("发生日期", "Seen on"), kind=Kind.DATE, width=11, required=True,
               aliases=("日期", "发现日期", "时间", "date")),
        Column(key="what", label=Text("问题", "What happened"), width=30, required=True,
               aliases=("问题描述", "现象", "事件", "情况", "incident", "problem"),
               hint=Text("现象、范围、当时的影响", "What was seen, how far it went, what it did")),
        Column(key="pilot", label=Text("试点", "Pilot"), kind=Kind.LINK, width=9, refers="pilots", aliases=("试点编号",)),
        Column(key="severity", label=Text("严重程度", "Severity"), kind=Kind.LEVEL, width=9, aliases=("影响程度", "级别")),
        Column(key="reported_by", label=Text("发现人", "Seen by"), kind=Kind.PERSON, width=9, aliases=("提出人", "报告人")),
        Column(key="again_of", label=Text("再发自", "Happened before as"), kind=Kind.LINK, width=10, refers="incidents",
               aliases=("前次编号", "重复自"), hint=Text("同样的问题以前记过时写它的编号", "The number of the row where it happened before")),
    ),
)  # fmt: skip

HANDLING = Band(
    label=Text("怎么处理", "How it is dealt with"),
    new_page=True,
    columns=(
        Column(key="cause", label=Text("原因", "Cause"), width=22, aliases=("原因分析",)),
        Column(key="handling", label=Text("处理", "Handling"), width=26, aliases=("处理措施", "处理过程", "解决措施", "措施")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, required=True, aliases=("负责人", "处理人")),
        Column(key="due", label=Text("要求完成日期", "Due"), kind=Kind.DATE, width=11, aliases=("期限", "截止日期")),
        Column(key="closed_on", label=Text("关闭日期", "Closed on"), kind=Kind.DATE, width=11, aliases=("解决日期", "完成日期")),
        Column(key="days_open", label=Text("历时（天）", "Days open"), kind=Kind.NUMBER, width=8,
               computed=Computed(explain=Text("从发生到关闭；没有关闭的到今天", "From the day it was seen until closed, or until today"),
                                 native=_days, values=lambda c: open_days(c["found_on"], c["closed_on"], c.today))),
        Column(key="risk", label=Text("关联风险", "Risk"), kind=Kind.LINK, width=10, refers="risks", aliases=("风险编号",),
               hint=Text("它是哪个风险变成了事实", "Which risk has come true")),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="after", aliases=("问题清单编号",)),
        Column(key="task", label=Text("关联任务", "Task"), kind=Kind.LINK, width=9, refers="tasks", comes="after", aliases=("任务编号",)),
    ),
)  # fmt: skip

INCIDENTS = Table(
    key="incidents",
    name="tblIncidents",
    sheet=TABLE_SHEETS["incidents"],
    title=Text("问题日志", "Incidents"),
    purpose=Text(
        "试点和推行中出现的问题，当天记：发生了什么、谁处理、何时关闭、是不是再发",
        "What goes wrong while a change is tried, written down the same day: what, by whom, closed when, whether it came again",
    ),
    id_prefix="IN",
    bands=(WHAT, HANDLING, closing_band()),
    subject="what",
    row_heights={"zh": 36, "en": 36},
    frozen="what",
)

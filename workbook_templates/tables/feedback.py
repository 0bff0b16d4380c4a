"""反馈处理: what users say, from receipt to answer, each step with who and when, against working hours (R42)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.standards.feedback import LIMIT_STATES, STAGES
from udfs.standards.trainings import ANSWERS
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables import feedback_formulas as formulas
from workbook_templates.tables.shared import closing_band

_MOMENT = Text("日期和时间，例：2026-03-05 14:30", "Day and time, e.g. 2026-03-05 14:30")


def _moment(key: str, label: Text, *aliases: str, required: bool = False, hint: Text = _MOMENT) -> Column:
    return Column(
        key=key, label=label, kind=Kind.DATE, timed=True, width=15, required=required, aliases=aliases, hint=hint
    )


def _who(key: str, label: Text) -> Column:
    return Column(key=key, label=label, kind=Kind.PERSON, width=9)


WHAT = Band(
    label=Text("接收", "Received"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "反馈编号", "id"), hint=Text("例：FB-001，不可重复", "e.g. FB-001, no duplicates")),
        Column(key="what", label=Text("反馈内容", "Feedback"), width=28, required=True,
               aliases=("内容", "意见", "建议", "反馈", "诉求", "feedback", "content"), hint=Text("原话，一件事一行", "In their own words, one matter per row")),
        Column(key="channel", label=Text("渠道", "Channel"), width=11, required=True, dropdown="feedback_channel", free_choice=True,
               aliases=("反馈渠道", "来源", "channel")),
        Column(key="asked_by", label=Text("提出人", "Asked by"), width=9, aliases=("反馈人", "姓名", "提出者"),
               hint=Text("匿名写“匿名”", "Anonymous where nobody is named")),
        _moment("received", Text("接收时间", "Received at"), "接收日期", "反馈时间", "收到时间", "received", required=True),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, required=True, aliases=("负责人", "跟进人", "owner"),
               hint=Text("盯到闭环的人", "Who sees it through until it is closed")),
        Column(key="limit", label=Text("时限（工时）", "Limit, hours"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("时限", "处理时限"),
               hint=Text("工作小时；留空按“设置”", "Working hours; blank: as on Settings")),
    ),
)  # fmt: skip

CLOCK = Band(
    label=Text("时钟", "Clock"),
    columns=(
        Column(key="stage", label=Text("阶段", "Step"), width=10, options=STAGES,
               computed=Computed(explain=Text("下一步要做什么；写了答复时间和答复内容才算闭环", "What is next; closed only with moment and words of the answer"),
                                 native=formulas.stage, values=formulas.values_of("stage"))),
        Column(key="since", label=Text("本阶段起", "Step began"), kind=Kind.DATE, timed=True, width=15,
               computed=Computed(explain=Text("上一步完成的时间", "When the step before was done"),
                                 native=formulas.since, values=formulas.values_of("since"))),
        Column(key="waited", label=Text("等待（工时）", "Waited, hours"), kind=Kind.NUMBER, width=8, trimmed=True,
               computed=Computed(explain=Text("等提出人的工作小时，不计入已用", "Working hours of waiting for the asker; they do not count"),
                                 native=formulas.waited, values=formulas.values_of("waited"), momentary=True)),
        Column(key="stage_waited", label=Text("阶段等待（工时）", "Waited in this step, hours"), kind=Kind.NUMBER, width=8, trimmed=True,
               computed=Computed(explain=Text("其中本阶段的等待", "Of these, the waits in the present step"),
                                 native=formulas.stage_waited, values=formulas.values_of("stage_waited"), momentary=True)),
        Column(key="used", label=Text("已用（工时）", "Used, hours"), kind=Kind.NUMBER, width=8, trimmed=True,
               computed=Computed(
                   explain=Text("从接收到答复（或现在）的工作小时：节假日、调休、午休按“节假日”和“设置”，等待除外",
                                "Working hours from receipt to answer, or to now: days off, make-up days and lunch are known, waits left out"),
                   native=formulas.used, values=formulas.values_of("used"), momentary=True)),
        Column(key="stage_due", label=Text("本阶段截止", "Step due"), kind=Kind.DATE, timed=True, width=15,
               computed=Computed(explain=Text("本阶段应完成的时间", "By when this step should be done"),
                                 native=formulas.stage_due, values=formulas.values_of("stage_due"))),
        Column(key="due", label=Text("应答复时间", "Answer due"), kind=Kind.DATE, timed=True, width=15,
               computed=Computed(explain=Text("接收之后满时限的工作时间，等待顺延", "When the limit is used up; waits put it off"),
                                 native=formulas.due, values=formulas.values_of("due"))),
        Column(key="state", label=Text("时限状态", "Against its limit"), width=10, options=LIMIT_STATES,
               computed=Computed(
                   explain=Text("正常、接近时限、本阶段超时、超时、暂停计时、按时闭环、超时闭环",
                                "In time, near its limit, step overdue, overdue, clock stopped, closed in time, closed late"),
                   native=formulas.state, values=formulas.values_of("state"), momentary=True)),
    ),
)  # fmt: skip

STEPS = Band(
    label=Text("整理 → 分析 → 处理", "Sorted → analysed → handled"),
    new_page=True,
    columns=(
        _moment("sorted_at", Text("整理完成", "Sorted at"), "整理时间"),
        _who("sorted_by", Text("整理人", "Sorted by")),
        _moment("analysed_at", Text("分析完成", "Analysed at"), "分析时间"),
        _who("analysed_by", Text("分析人", "Analysed by")),
        Column(key="analysis", label=Text("分析结论", "Analysis"), width=22, aliases=("分析", "原因")),
        _moment("handled_at", Text("处理完成", "Handled at"), "处理时间"),
        _who("handled_by", Text("处理人", "Handled by")),
        Column(key="handling", label=Text("处理措施", "Handling"), width=22, aliases=("处理", "处理结果", "措施")),
    ),
)  # fmt: skip

ANSWER = Band(
    label=Text("反馈（闭环）", "Answer (closes it)"),
    new_page=True,
    columns=(
        _moment("answered_at", Text("答复时间", "Answered at"), "反馈时间（答复）", "回复时间", "答复日期"),
        _who("answered_by", Text("答复人", "Answered by")),
        Column(key="answer", label=Text("答复内容", "Answer"), width=24, aliases=("答复", "回复", "回复内容", "answer")),
        Column(key="satisfied", label=Text("是否满意", "Satisfied"), kind=Kind.CHOICE, width=8, options=ANSWERS, aliases=("满意", "满意度")),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="after", aliases=("问题编号",)),
        Column(key="task", label=Text("关联任务", "Task"), kind=Kind.LINK, width=9, refers="tasks", comes="after", aliases=("任务编号",)),
    ),
)  # fmt: skip

WAITS = Band(
    label=Text("等待提出人", "Waiting for the asker"),
    printed=False,
    columns=(
        _moment("wait_from", Text("等待开始", "Waiting from"), "暂停开始", hint=Text("向提出人要补充材料的时间；时钟停下", "When the asker was asked for more; the clock stops")),
        _moment("wait_to", Text("等待结束", "Waiting until"), "暂停结束", hint=Text("提出人答复的时间；时钟接着走", "When the asker has answered; the clock goes on")),
        Column(key="wait_before", label=Text("此前等待（工时）", "Earlier waits, hours"), kind=Kind.NUMBER, width=9, trimmed=True,
               hint=Text("第二次等待时，把前几次的工时写在这里", "With a second wait: the working hours of those before")),
    ),
)  # fmt: skip

FEEDBACK = Table(
    key="feedback",
    name="tblFeedback",
    sheet=TABLE_SHEETS["feedback"],
    title=Text("反馈处理", "Feedback"),
    purpose=Text(
        "接收 → 整理 → 分析 → 处理 → 反馈：每步谁、何时，按工作时间计时（调休、午休、等待都扣除），答复了才闭环",
        "Received → sorted → analysed → handled → answered: who and when, by working time without lunch and waits; an answer closes it",
    ),
    id_prefix="FB",
    blank_rows=15,
    bands=(WHAT, CLOCK, STEPS, ANSWER, WAITS, closing_band()),
    subject="what",
    row_heights={"zh": 36, "en": 36},
    frozen="what",
    working_time=True,
)

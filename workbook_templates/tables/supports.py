"""过渡期支持: time, people, material and training that a change gets while it is new (R47)."""

from udfs.governing.dates import COMING, OVER, RUNNING, SUPPORT_STATES, support_states
from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

TIME, STAFF, MATERIAL, TRAINING = (
    Text("时间", "Time"),
    Text("人力", "People"),
    Text("物力", "Material"),
    Text("培训", "Training"),
)
KINDS = (TIME, STAFF, MATERIAL, TRAINING)


def _state(f: RowRefs) -> str:
    begin, end = f.cells("begin", "end")
    running = f"IF(TODAY()>INT({end}),{f.text(OVER)},{f.text(RUNNING)})"
    return f'IF(COUNT({begin},{end})=2,IFERROR(IF(TODAY()<INT({begin}),{f.text(COMING)},{running}),""),"")'


WHAT = Band(
    label=Text("支持什么", "What is given"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "支持编号", "id"), hint=Text("例：SU-001，不可重复", "e.g. SU-001, no duplicates")),
        Column(key="kind", label=Text("支持类型", "Kind"), kind=Kind.CHOICE, width=10, required=True, options=KINDS,
               aliases=("类型", "资源类型", "缓冲类型", "type")),
        Column(key="what", label=Text("支持内容", "What"), width=28, required=True, aliases=("内容", "支持措施", "说明内容", "support"),
               hint=Text("例：新流程头两周每天留 1 小时处理异常", "e.g. an hour a day for odd cases in the first two weeks")),
        Column(key="amount", label=Text("数量", "How much"), kind=Kind.NUMBER, width=9, trimmed=True, aliases=("多少", "人数", "amount")),
        Column(key="unit", label=Text("单位", "Unit"), width=8, dropdown="unit", free_choice=True, aliases=("计量单位",),
               hint=Text("可选可填，例：人、小时/天、台", "Choose or type, e.g. people, hours a day, devices")),
        Column(key="for_whom", label=Text("给谁", "For whom"), width=14, dropdown="department", free_choice=True,
               aliases=("对象", "受益岗位", "部门"), hint=Text("部门、岗位或班组", "Department, post or team")),
    ),
)  # fmt: skip

WHEN = Band(
    label=Text("何时、谁给", "When and by whom"),
    columns=(
        Column(key="begin", label=Text("开始日期", "From"), kind=Kind.DATE, width=11, required=True, aliases=("开始", "起")),
        Column(key="end", label=Text("结束日期", "To"), kind=Kind.DATE, width=11, required=True, aliases=("结束", "止"),
               hint=Text("到哪天撤回，那天仍有", "The last day that it is given")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, required=True, aliases=("负责人", "提供人"),
               hint=Text("由谁提供、到期收回", "Who gives it, and takes it back")),
        Column(key="plan", label=Text("关联方案", "Solution"), kind=Kind.LINK, width=10, refers="plans", aliases=("方案编号",)),
        Column(key="task", label=Text("关联任务", "Task"), kind=Kind.LINK, width=10, refers="tasks", aliases=("任务编号",)),
        Column(key="state", label=Text("状态", "State"), width=9, options=SUPPORT_STATES,
               computed=Computed(explain=Text("按今天：未开始、进行中、已结束", "By today: coming, running, over"),
                                 native=_state, values=lambda c: support_states(c["begin"], c["end"], c.today, c.lang))),
    ),
)  # fmt: skip

SUPPORTS = Table(
    key="supports",
    name="tblSupports",
    sheet=TABLE_SHEETS["supports"],
    title=Text("过渡期支持", "Support while it is new"),
    purpose=Text(
        "新做法开始时留出的余地：时间、人力、物力、培训，多少、从哪天到哪天、谁负责",
        "Room that a change gets at first: time, people, material, training; how much, from when to when, by whom",
    ),
    id_prefix="SU",
    bands=(WHAT, WHEN, closing_band()),
    subject="what",
    blank_rows=12,
    row_heights={"zh": 30, "en": 30},
    frozen="id",
)

"""推广清单: where a proven solution goes next, who takes it there, and by which version of the manual (R23)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.status import TASK_STATUS, task_status
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def _state(f: RowRefs) -> str:
    begin, due = f.cells("begin", "due")
    waiting, running, done, late = map(f.text, TASK_STATUS)
    open_ = f"IF({due}<TODAY(),{late},IF({begin}<TODAY()+1,{running},{waiting}))"
    dated = f'IF(COUNT({begin},{due})=2,{open_},"")'
    return f"IF({f.unsaid('done_on')},{dated},{done})"


def _states(c: TableContext) -> list[CellValue]:
    nothing: list[CellValue] = [None] * c.data.length
    return task_status(c["begin"], c["due"], nothing, c["done_on"], nothing, c.today, c.lang)


WHERE = Band(
    label=Text("推广到哪里", "Where it goes"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "推广编号", "id"), hint=Text("例：RO-001，不可重复", "e.g. RO-001, no duplicates")),
        Column(key="where", label=Text("推广范围", "Where"), width=22, required=True, aliases=("范围", "推广到", "推广单位", "where"),
               hint=Text("哪个部门、门店、产线", "Which department, shop, line")),
        Column(key="plan", label=Text("关联方案", "Solution"), kind=Kind.LINK, width=9, refers="plans", aliases=("方案编号", "推广内容")),
        Column(key="effect", label=Text("效果验证", "Effect"), kind=Kind.LINK, width=9, refers="effects", aliases=("验证编号",),
               hint=Text("结论为推广的那一行", "The row whose decision is to roll it out")),
        Column(key="manual", label=Text("手册版本", "Version no."), kind=Kind.LINK, width=9, refers="manuals", aliases=("版本编号",),
               hint=Text("按哪一版做", "By which version it is done there")),
        Column(key="adapted", label=Text("当地调整", "What is different there"), width=24, aliases=("差异", "本地化调整"),
               hint=Text("和试点不同的地方", "What differs from the pilot")),
    ),
)  # fmt: skip

WHEN = Band(
    label=Text("谁、何时", "Who and when"),
    columns=(
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, required=True, aliases=("负责人", "推广负责人")),
        Column(key="begin", label=Text("开始日期", "Start"), kind=Kind.DATE, width=11, required=True, aliases=("计划开始", "启动日期")),
        Column(key="due", label=Text("计划完成", "Due"), kind=Kind.DATE, width=11, required=True, aliases=("计划日期", "计划完成日期", "完成期限")),
        Column(key="done_on", label=Text("实际完成", "Done on"), kind=Kind.DATE, width=11, aliases=("完成日期", "实际完成日期")),
        Column(key="state", label=Text("状态", "State"), width=9, options=TASK_STATUS,
               computed=Computed(explain=Text("有实际完成为已完成；过了计划完成为逾期；到了开始日期为进行中；否则未开始",
                                              "Done with an actual day; overdue past its day; in progress from its start; else not started"),
                                 native=_state, values=_states)),
        Column(key="outcome", label=Text("推广结果", "Outcome"), width=24, aliases=("结果", "效果"), hint=Text("指标到了多少，留下什么问题", "Where the measure is now, what is left to do")),
    ),
)  # fmt: skip

ROLLOUT = Table(
    key="rollout",
    name="tblRollout",
    sheet=TABLE_SHEETS["rollout"],
    title=Text("推广清单", "Roll-out"),
    purpose=Text(
        "试点有效之后推广到哪里：按哪一版手册、谁负责、何时完成、当地有什么不同",
        "Where a proven solution goes: by which version of the manual, who answers for it, when, what is different there",
    ),
    id_prefix="RO",
    bands=(WHERE, WHEN, closing_band()),
    subject="where",
    blank_rows=12,
    row_heights={"zh": 30, "en": 30},
    frozen="where",
)

"""流程步骤: the steps of every rule, who does them, what they need and yield, where they go on, and how long they take (R31)."""

from udfs.lang import Text
from udfs.problems import cells
from udfs.process.model import KINDS, VALUES
from udfs.process.visits import visit_times
from udfs.rules import Kind
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band
from workbook_templates.tables.step_figures import step_remarks


def _visit(f: RowRefs) -> str:
    touch, wait, rework = f.cells("touch", "wait", "rework")
    wrong = f.text(cells.STEP_TIMES.what)
    typed = "+".join(f"IF({f.blank(key)},1,--ISNUMBER({f[key]}))" for key in ("touch", "wait", "rework"))
    # Spaces count for nothing, as a blank cell does, and SUM passes them over.
    ranges = f"AND(SUM({touch})>=0,SUM({wait})>=0,SUM({rework})>=0,SUM({rework})<1)"
    minutes = f"ROUND(SUM({wait})+SUM({touch})/(1-SUM({rework})),6)"
    value = f"IFERROR(IF({typed}=3,IF({ranges},{minutes},{wrong}),{wrong}),{wrong})"
    nothing = f"AND({f.blank('touch')},{f.blank('wait')})"
    return f'IF({nothing},"",{value})'


STEP = Band(
    label=Text("步骤", "Step"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, aliases=("序号", "id"),
               hint=Text("可留空，由命令编号", "May be blank: commands number it")),
        Column(key="rule", label=Text("细则", "Rule"), kind=Kind.LINK, width=8, refers="rules", required=True,
               aliases=("细则编号", "流程", "rule no."), hint=Text("细则清单中的编号，例：R-001", "Its number on Rules, e.g. R-001")),
        Column(key="number", label=Text("步骤号", "Step no."), width=7, required=True, aliases=("步骤编号", "序", "process step id"),
               hint=Text("例：1、2、2.1；同一细则内不重复", "e.g. 1, 2, 2.1; once within a rule")),
        Column(key="step", label=Text("步骤", "Step"), width=20, required=True,
               aliases=("步骤名称", "活动", "环节", "process step description"),
               hint=Text("动词开头，例：核对收货地址", "Begins with a verb, e.g. Check the address")),
        Column(key="kind", label=Text("类型", "Kind"), kind=Kind.CHOICE, width=8, required=True, options=KINDS,
               aliases=("步骤类型", "shape type")),
        Column(key="lane", label=Text("岗位", "Post"), width=12, aliases=("负责人", "泳道", "部门", "lane", "function"),
               hint=Text("谁做；流程图的泳道", "Who does it: the lane of the chart")),
        Column(key="exits", label=Text("流转条件 → 下一步", "Transitions → next"), width=16,
               aliases=("流转条件", "下一步", "next step id", "next"),
               hint=Text("例：是→3; 否→5，可写比例：是(80%)→3；同时开始：3; 4；留空为下一行",
                         "e.g. yes→3; no→5, with shares: yes(80%)→3; at once: 3; 4; blank: the next row")),
    ),
)  # fmt: skip

FLOWS = Band(
    label=Text("输入与输出", "Inputs and outputs"),
    new_page=True,
    columns=(
        Column(key="inputs", label=Text("输入", "Inputs"), width=16, aliases=("输入物",),
               hint=Text("几项用顿号分开，与前面步骤的输出同名", "Several with commas; named as the outputs before")),
        Column(key="outputs", label=Text("输出", "Outputs"), width=16, aliases=("输出物", "产出")),
        Column(key="system", label=Text("系统", "System"), width=12, aliases=("系统工具", "工具")),
    ),
)  # fmt: skip

TIMES = Band(
    label=Text("时间与价值", "Time and value"),
    columns=(
        Column(key="touch", label=Text("作业时间（分钟）", "Work, minutes"), kind=Kind.NUMBER, width=9, trimmed=True,
               aliases=("作业时间", "处理时间", "工时")),
        Column(key="wait", label=Text("等待时间（分钟）", "Waiting, minutes"), kind=Kind.NUMBER, width=9, trimmed=True,
               aliases=("等待时间", "排队时间"), hint=Text("这一步开始前的等待", "Before the step begins")),
        Column(key="rework", label=Text("返工率", "Rework"), kind=Kind.PERCENT, width=8, aliases=("返工比例",),
               hint=Text("做完后要马上重做的比例，小于 100%", "Share that is done again at once, below 100%")),
        Column(key="visit", label=Text("单次用时（分钟）", "Per visit, minutes"), kind=Kind.NUMBER, width=9, trimmed=True,
               computed=Computed(explain=Text("等待时间 + 作业时间 ÷（1 − 返工率）", "Waiting + work ÷ (1 − rework)"),
                                 native=_visit,
                                 values=lambda c: visit_times(c["touch"], c["wait"], c["rework"], c.lang))),
        Column(key="value", label=Text("增值", "Value"), kind=Kind.CHOICE, width=10, options=VALUES, aliases=("价值", "是否增值")),
        Column(key="remarks", label=Text("流程检查", "Process check"), width=26,
               computed=Computed(explain=Text("由命令写入：这一步的流程问题", "Written by commands: what is wrong with the step"),
                                 values=lambda c: c.book.once(step_remarks))),
        # Beside: the rule of a step belongs to an issue as well, often to the same.
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="beside", aliases=("问题编号",),
               hint=Text("这一步的流程问题转成的问题，由“转为问题”写入", "The issue made of its findings, written by “Pass on”")),
    ),
)  # fmt: skip

PROCESS_STEPS = Table(
    key="steps",
    name="tblSteps",
    sheet=TABLE_SHEETS["steps"],
    title=Text("流程步骤", "Steps"),
    purpose=Text(
        "逐步写清谁做、用什么、产出什么、往哪走、要多久；命令“流程”检查、计算并画出流程图",
        "Step by step: who, with what, for what, where it goes on, how long; the command “flow” checks, computes and draws it",
    ),
    id_prefix="ST",
    bands=(STEP, FLOWS, TIMES, closing_band()),
    subject="step",
    row_heights={"zh": 30, "en": 30},
    blank_rows=40,
    frozen="step",
)

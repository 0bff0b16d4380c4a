"""细则清单: each rule of how work is done, with what its steps amount to (R30)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band
from workbook_templates.tables.step_figures import MINUTES, rule_figures

_COUNT, _CYCLE, _SHARE, _HANDOVERS, _WEAK = range(5)


def _figure(at: int) -> Computed:
    """Return how one of the figures of a rule is computed: from its steps, by commands."""

    def values(c: TableContext) -> list[CellValue]:
        figures = c.book.once(rule_figures)
        return [figures[row][at] if row in figures else None for row in range(c.data.length)]

    return Computed(explain=_EXPLAINED[at], values=values)


_EXPLAINED = (
    Text("由命令写入：这条细则有几步", "Written by commands: how many steps the rule has"),
    Text("由命令写入：一件事从开始到结束的期望时间，含返工、等待和各分支；没写比例的分支平分",
         "Written by commands: expected time of a case, with rework, waiting and branches; branches without a share count equally"),
    Text("由命令写入：作业时间 ÷（作业时间 + 等待时间）", "Written by commands: work ÷ (work + waiting)"),
    Text("由命令写入：工作在岗位之间交接几次", "Written by commands: how often work goes from one post to another"),
    Text("由命令写入：流程检查出几处", "Written by commands: how many findings there are"),
)  # fmt: skip

RULE = Band(
    label=Text("细则", "Rule"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "细则编号", "id"), hint=Text("例：R-001，不可重复", "e.g. R-001, no duplicates")),
        Column(key="name", label=Text("名称", "Name"), width=22, required=True,
               aliases=("细则", "细则名称", "流程", "流程名称", "rule", "process"),
               hint=Text("例：订单审核（现状）", "e.g. Order review (as it is)")),
        Column(key="scope", label=Text("适用范围", "Scope"), width=20, aliases=("范围", "适用对象")),
        Column(key="owner", label=Text("执行主体", "Carried out by"), width=14, required=True,
               aliases=("负责人", "责任主体", "执行岗位", "主体", "owner"),
               hint=Text("部门或岗位", "A department or post")),
        Column(key="replaces", label=Text("取代", "Replaces"), kind=Kind.LINK, width=9, refers="rules", aliases=("改进前", "旧细则", "before"),
               hint=Text("改进后的细则写改进前的编号，流程图旁列出前后对比", "For a new version: the rule before it; both are compared")),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", aliases=("问题编号",)),
    ),
)  # fmt: skip

HOW = Band(
    label=Text("怎样做", "How"),
    columns=(
        Column(key="how", label=Text("执行步骤", "Steps in words"), width=28, aliases=("步骤", "做法"),
               hint=Text("几句话说清；逐步写在「流程步骤」", "In a few words; step by step on the sheet Steps")),
        Column(key="resources", label=Text("所需资源", "Resources"), width=18, aliases=("资源", "系统和工具")),
        Column(key="deliverables", label=Text("交付成果", "Deliverables"), width=18, aliases=("成果", "输出", "产出"),
               hint=Text("几项用顿号分开", "Several with commas between")),
        Column(key="frequency", label=Text("执行频率", "How often"), width=12, aliases=("频率", "频次")),
        Column(key="problems", label=Text("存在问题", "Problems"), width=26, aliases=("问题", "问题描述"),
               hint=Text("效率低下、职责不清、流程冗余、风险点", "Slow, unclear duties, superfluous steps, risks")),
    ),
)  # fmt: skip

FIGURES = Band(
    label=Text("流程数据", "Figures of the process"),
    new_page=True,
    columns=(
        Column(key="step_count", label=Text("步骤数", "Step count"), kind=Kind.NUMBER, width=8, computed=_figure(_COUNT)),
        Column(key="cycle", label=Text(f"周期时间（{MINUTES.zh}）", f"Cycle time, {MINUTES.en}"), kind=Kind.NUMBER, width=11, trimmed=True,
               computed=_figure(_CYCLE)),
        Column(key="work_share", label=Text("作业时间占比", "Share of work"), kind=Kind.PERCENT, width=10, computed=_figure(_SHARE)),
        Column(key="handovers", label=Text("交接次数", "Handovers"), kind=Kind.NUMBER, width=9, computed=_figure(_HANDOVERS)),
        Column(key="weak", label=Text("检查发现", "Findings"), kind=Kind.NUMBER, width=9, computed=_figure(_WEAK)),
    ),
)  # fmt: skip

RULES = Table(
    key="rules",
    name="tblRules",
    sheet=TABLE_SHEETS["rules"],
    title=Text("细则清单", "Rules"),
    purpose=Text(
        "现有的每条细则：谁、在什么范围、怎样做、用什么、交付什么、多久一次、有什么问题；流程数据由步骤算出",
        "Every rule there is: who, where, how, with what, for what, how often, and its problems; the figures follow from its steps",
    ),
    id_prefix="R",
    bands=(RULE, HOW, FIGURES, closing_band()),
    subject="name",
    row_heights={"zh": 36, "en": 36},
    frozen="name",
)

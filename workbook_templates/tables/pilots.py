"""试点计划: one row per pilot scene with its team, its measurable target, its stages and the support it gets."""

from udfs import target as rules
from udfs.lang import Text
from udfs.rules import Kind
from udfs.stages import Dates, stage_dates
from workbook_templates import targets
from workbook_templates.context import TableContext
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

STAGES = ("prepare", "run", "assess")


def _dates(c: TableContext, stage: str) -> Dates:
    span = c[f"{stage}_start"], c[f"{stage}_finish"]
    tasks = c.book.tables.get("tasks")
    return span if tasks is None else stage_dates(c[stage], span, tasks["id"], tasks["start"], tasks["finish"])


def _stage(key: str, label: Text, *, new_page: bool = False) -> Band:
    zh = "由命令写入：所列任务的{}；没有列出任务时，这里填写的日期会保留"
    en = "Written by commands: {} of the tasks listed; where none is listed, a date entered here stays"

    def column(part: str, words: Text, hint: Text, place: int) -> Column:
        return Column(
            key=f"{key}_{part}", label=words, kind=Kind.DATE, width=12,
            computed=Computed(
                explain=Text(zh.format(hint.zh), en.format(hint.en)), values=lambda c: list(_dates(c, key)[place])
            ),
        )  # fmt: skip

    return Band(
        label=Text(f"{label.zh}阶段", f"Stage: {label.en.lower()}"),
        new_page=new_page,
        columns=(
            Column(key=key, label=Text(f"{label.zh}任务", f"{label.en}: tasks"), kind=Kind.LINK, width=11, refers="tasks", comes="after",
                   hint=Text("计划表中的任务编号，多个用逗号隔开", "Task numbers of the plan, separated by commas")),
            column("start", Text(f"{label.zh}开始", f"{label.en}: start"), Text("最早开始日期", "first start"), 0),
            column("finish", Text(f"{label.zh}完成", f"{label.en}: finish"), Text("最晚完成日期", "last finish"), 1),
        ),
    )  # fmt: skip


SCENE = Band(
    label=Text("场景", "Scene"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "试点编号", "id"), hint=Text("例：P-001，不可重复", "e.g. P-001, no duplicates")),
        Column(key="scene", label=Text("试点场景", "Pilot scene"), width=20, required=True,
               aliases=("场景", "试点", "试点项目", "scene", "pilot"),
               hint=Text("在哪里试，一句话；宜选 1–2 个场景", "Where it is tried, in one line; one or two scenes")),
        Column(key="area", label=Text("试点范围/部门", "Area or department"), width=13, dropdown="department",
               free_choice=True, aliases=("试点范围", "试点部门", "area"),
               hint=Text("指标的对象：部门、仓库、班组或客户群，可选可填", "Whose indicator it is: choose or type")),
        Column(key="plan", label=Text("关联方案", "Solution"), kind=Kind.LINK, width=9, refers="plans", aliases=("方案编号",),
               hint=Text("方案评分表中的编号", "Number on the scoring sheet")),
        Column(key="owner", label=Text("负责人", "Owner"), kind=Kind.PERSON, width=9, required=True,
               aliases=("责任人", "试点负责人", "owner of pilot")),
    ),
)  # fmt: skip

TEAM = Band(
    label=Text("团队角色", "Team"),
    columns=(
        Column(key="staff", label=Text("部门员工", "Staff"), width=13, aliases=("员工", "试点员工"),
               hint=Text("可写多人", "Several names are fine")),
        Column(key="manager", label=Text("项目经理", "Project manager"), kind=Kind.PERSON, width=9, aliases=("经理",)),
        Column(key="expert", label=Text("流程专家", "Process expert"), kind=Kind.PERSON, width=9, aliases=("专家",)),
    ),
)  # fmt: skip

TARGET = Band(
    label=Text("目标", "Target"),
    columns=(
        Column(key="indicator", label=Text("指标", "Indicator"), width=15, required=True, aliases=("目标指标", "kpi"),
               hint=Text("量什么，例：订单处理时长", "What is measured, e.g. time to handle an order")),
        Column(key="baseline", label=Text("基线值", "Baseline"), kind=Kind.NUMBER, width=8, aliases=("基线", "现状值"),
               hint=Text("试点前的数值；单位为 % 时，5 表示 5%", "The level before; with the unit %, 5 means 5%")),
        Column(key="target", label=Text("目标值", "Target"), kind=Kind.NUMBER, width=8, aliases=("目标", "goal"),
               hint=Text("要达到的数值，不是变化量；单位同基线值", "The level to reach, not the change; same unit")),
        Column(key="unit", label=Text("单位", "Unit"), width=7, dropdown="unit", free_choice=True, aliases=("计量单位",),
               hint=Text("可选可填", "Choose or type")),
        Column(key="change", label=Text("变化方式", "Change as"), kind=Kind.CHOICE, width=9, options=rules.CHANGES,
               aliases=("变化类型",),
               hint=Text("“降低5%”要说清：从 5% 到 4.75% 是相对%，从 5% 到 0% 是百分点",
                         "Say what “5% less” means: 5% to 4.75% is relative, 5% to 0% is percentage points")),
        Column(
            key="direction", label=Text("方向与幅度", "Direction"), width=12,
            computed=targets.DIRECTION,
        ),
        Column(key="reach_by", label=Text("达成日期", "Reach by"), kind=Kind.DATE, width=11, aliases=("目标日期", "完成期限")),
        Column(
            key="smart", label=Text("目标检查", "Target check"), width=26,
            computed=targets.OF_PILOTS.smart(lambda: SMART_LABELS),
        ),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("达成", "Result"),
    columns=(
        Column(key="actual", label=Text("实际值", "Actual"), kind=Kind.NUMBER, width=8, aliases=("实际", "完成值")),
        Column(
            key="rate", label=Text("达成率", "Achieved"), kind=Kind.PERCENT, width=8,
            computed=targets.OF_PILOTS.rate,
        ),
        Column(
            key="band", label=Text("评级", "Grade"), width=8,
            computed=targets.BAND,
        ),
    ),
)  # fmt: skip

SUPPORT = Band(
    label=Text("支持", "Support"),
    columns=(
        Column(key="training", label=Text("培训支持", "Training"), width=18, aliases=("培训",),
               hint=Text("谁、何时、学什么", "Who, when, what")),
        Column(key="technology", label=Text("技术支持", "Technology"), width=18, aliases=("技术",),
               hint=Text("系统、设备、谁来保障", "Systems, equipment, who keeps them running")),
        Column(key="communication", label=Text("沟通支持", "Communication"), width=18, aliases=("沟通",),
               hint=Text("告知谁、例会、反馈渠道", "Whom to tell, meetings, where to report")),
    ),
)  # fmt: skip

PILOTS = Table(
    key="pilots",
    name="tblPilots",
    sheet=TABLE_SHEETS["pilots"],
    title=Text("试点计划", "Pilot plan"),
    purpose=Text(
        "先在 1–2 个场景试行：团队、目标、阶段、支持", "Try it in one or two scenes: team, target, stages, support"
    ),
    id_prefix="P",
    bands=(
        SCENE,
        TEAM,
        TARGET,
        RESULT,
        _stage("prepare", Text("准备", "Prepare"), new_page=True),
        _stage("run", Text("执行", "Run")),
        _stage("assess", Text("评估", "Assess")),
        SUPPORT,
        closing_band(),
    ),
    subject="scene",
    blank_rows=3,
    row_heights={"zh": 54, "en": 54},
    frozen="scene",
    unique=("scene",),
    beside="tasks",
)
SMART_LABELS: tuple[Text, ...] = tuple(PILOTS.column(key).label for key in targets.OF_PILOTS.smart_keys)

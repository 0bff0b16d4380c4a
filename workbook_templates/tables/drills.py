"""演练: when the plan for a risk was tried, how long it took against what was planned, and what came of it (R48)."""

from udfs.gap import gap
from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.issue_formulas import gap_formula
from workbook_templates.tables.shared import closing_band

PASSED = Text("通过", "Passed")
RESULTS = (PASSED, Text("部分通过", "Passed in part"), Text("未通过", "Failed"))

WHAT = Band(
    label=Text("演练什么", "What is tried"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "演练编号", "id"), hint=Text("例：DR-001，不可重复", "e.g. DR-001, no duplicates")),
        Column(key="risk", label=Text("风险", "Risk"), kind=Kind.LINK, width=10, refers="risks", required=True,
               aliases=("风险编号", "关联风险", "risk no."), hint=Text("风险与预案中的编号，例：RK-001", "Its number on Risks, e.g. RK-001")),
        Column(key="scene", label=Text("演练内容", "What is tried"), width=26, required=True,
               aliases=("演练场景", "场景", "演练项目", "drill", "scenario"),
               hint=Text("假设发生什么，走到哪一步为止", "What is assumed to happen, and how far it goes")),
        Column(key="owner", label=Text("组织人", "Organiser"), kind=Kind.PERSON, width=9, aliases=("负责人", "责任人", "owner")),
        Column(key="people", label=Text("参加人", "Who took part"), width=16, aliases=("参演人员", "参加人员"),
               hint=Text("可写多人或岗位", "Several names or posts are fine")),
    ),
)  # fmt: skip

TIME = Band(
    label=Text("时间", "Time"),
    columns=(
        Column(key="planned_on", label=Text("计划日期", "Planned for"), kind=Kind.DATE, width=11, required=True,
               aliases=("计划时间", "演练计划日期")),
        Column(key="done_on", label=Text("实际日期", "Done on"), kind=Kind.DATE, width=11, aliases=("演练日期", "实际时间", "完成日期")),
        Column(key="planned_minutes", label=Text("计划用时（分钟）", "Planned, minutes"), kind=Kind.NUMBER, width=10,
               aliases=("计划用时", "目标用时", "计划时长"), hint=Text("预案要求多久内恢复", "How soon the plan wants it to work again")),
        Column(key="actual_minutes", label=Text("实际用时（分钟）", "Actual, minutes"), kind=Kind.NUMBER, width=10,
               aliases=("实际用时", "实际时长")),
        Column(key="overrun", label=Text("超时（分钟）", "Over, minutes"), kind=Kind.NUMBER, width=9, trimmed=True,
               computed=Computed(explain=Text("实际用时 − 计划用时；负数为提前", "Actual − planned; below 0 it was sooner"),
                                 native=lambda f: gap_formula(f, "actual_minutes", "planned_minutes"),
                                 values=lambda c: gap(c["actual_minutes"], c["planned_minutes"], c.lang))),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("结果", "What came of it"),
    new_page=True,
    columns=(
        Column(key="result_of", label=Text("结果", "Result"), kind=Kind.CHOICE, width=10, options=RESULTS, aliases=("演练结果", "结论")),
        Column(key="findings", label=Text("发现的问题", "What was found"), width=28, aliases=("发现", "存在问题", "findings"),
               hint=Text("哪一步慢、谁不知道、什么没有", "Which step was slow, who did not know, what was missing")),
        Column(key="improvement", label=Text("改进措施", "Improvement"), width=24, aliases=("整改措施", "改进")),
        Column(key="task", label=Text("关联任务", "Task"), kind=Kind.LINK, width=10, refers="tasks", comes="after", aliases=("任务编号", "整改任务"),
               hint=Text("改进方案计划表中的编号", "Its number on the plan")),
    ),
)  # fmt: skip

DRILLS = Table(
    key="drills",
    name="tblDrills",
    sheet=TABLE_SHEETS["drills"],
    title=Text("演练", "Drills"),
    purpose=Text(
        "预案练过才算数：计划与实际的日期和用时、结果、发现的问题和改进",
        "A plan counts once it was tried: planned and actual day and minutes, the result, what was found and is improved",
    ),
    id_prefix="DR",
    bands=(WHAT, TIME, RESULT, closing_band()),
    subject="scene",
    blank_rows=12,
    row_heights={"zh": 42, "en": 42},
    frozen="scene",
    beside="risks",
)
